"""What the worker process is asked to do: whole reports, from plain values to plain values."""

from pathlib import Path

from postil.core.errors import PostilError
from postil.core.outline import Outline
from postil.desk.opening import keep, open_kept, open_known
from postil.desk.outlining import infer_outline, outline_of
from postil.desk.reading import read_source
from postil.desk.values import Opened, Reading
from postil.library import open_library

SMALL = 96_000
"""Bytes of a report up to which it is read at once, without the worker: that takes less than a frame or two."""


def open_file(folder: Path, path: Path) -> Opened:
    """Open a report: known by the library in a folder, or read and kept there.

    Where the library cannot be used the report comes without it, ``report_id`` "". Raises PostilError where the
    report cannot be read.
    """
    try:
        library = open_library(folder)
    except PostilError:
        return unkept(read_source(path))
    try:
        return open_known(library, path) or keep(library, read_source(path))
    finally:
        library.close()


def infer_outline_of(folder: Path, opened_id: str, version_id: str, path: str) -> Outline:
    """Infer the outline of a version and keep it; of the file where the library does not know the version."""
    if not version_id:
        return infer_outline(read_source(Path(path)).report)
    library = open_library(folder)
    try:
        return outline_of(library, version_id, open_kept(library, opened_id).report)
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
