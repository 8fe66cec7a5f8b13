"""What the worker process is asked to do: whole reports, from plain values to plain values."""

from pathlib import Path

from postil.core.outline import Outline
from postil.core.report import Blocks, Report
from postil.desk.opening import keep, open_kept
from postil.desk.outlining import infer_outline, outline_of
from postil.desk.reading import read_source
from postil.desk.values import Opened, Reading
from postil.library import open_library

SMALL = 96_000
"""Bytes of a report up to which it is read at once, without the worker: that takes less than a frame or two."""


def read_file(path: Path) -> Opened:
    """Read a report, without the library. Raises PostilError where it cannot be read."""
    return unkept(read_source(path))


def keep_file(folder: Path, path: Path) -> Opened:
    """Keep a report that was read before, and what the library knows of it already; the text itself stays here."""
    library = open_library(folder)
    try:
        return keep(library, read_source(path))._replace(report=Report("", Blocks()))
    finally:
        library.close()


def infer_outline_of(folder: Path, opened: tuple[str, str], path: Path) -> Outline:
    """Infer the outline of a version (report, version) and keep it; of the file where the library has no version."""
    report_id, version_id = opened
    if not version_id:
        return infer_outline(read_source(path).report)
    library = open_library(folder)
    try:
        return outline_of(library, version_id, open_kept(library, report_id).report)
    finally:
        library.close()


def unkept(reading: Reading) -> Opened:
    """A report as it is shown before the library knows it."""
    return Opened(
        report_id="",
        version_id="",
        title=reading.report.title or Path(reading.name).stem,
        path=reading.path,
        report=reading.report,
        annotations=(),
        drafts=(),
        place=0,
        outline=None,
        can_undo=False,
        can_redo=False,
    )
