"""What the worker process is asked to do: whole reports, from plain values to plain values."""

from contextlib import closing, suppress
from functools import lru_cache
from pathlib import Path

from postil.core.errors import PostilError
from postil.core.outline import Outline
from postil.core.report import Blocks, Report
from postil.desk.opening import find, keep, open_kept
from postil.desk.outlining import infer_outline, keep_outline, outline_of
from postil.desk.reading import read_source
from postil.desk.values import Opened, Reading
from postil.library import Library, open_library, text_hash

SMALL = 32_000
"""Bytes of a report up to which it is read at once, without the worker: that takes less than a frame or two."""


def read_file(path: Path) -> Opened:
    """Read a report, without the library. Raises PostilError where it cannot be read."""
    _read.cache_clear()
    return unkept(_read(path))


@lru_cache(maxsize=1)
def _read(path: Path) -> Reading:
    """The worker holds on to the report it read last: it is kept and outlined as it was shown."""
    return read_source(path)


def keep_file(folder: Path, path: Path, shown: str) -> Opened:
    """Keep a report that was read before, and what the library knows of it already; the text itself stays here.

    ``shown`` is the digest of the text as it was read. Raises PostilError "report-changed" where it is another now.
    """
    with closing(open_library(folder)) as library:
        return keep_in(library, path, shown)


def keep_in(library: Library, path: Path, shown: str) -> Opened:
    """As ``keep_file``, in a library that is open."""
    return keep(library, _as_shown(path, shown))._replace(report=Report("", Blocks()))


def outline_file(folder: Path, path: Path, shown: str) -> Outline:
    """Infer the outline of a report, and keep it if the library knows the report by now.

    ``shown`` and errors as for ``keep_file``; a library that cannot be used keeps nobody from an outline.
    """
    source = _as_shown(path, shown)
    inferred = infer_outline(source.report)
    with suppress(PostilError), closing(open_library(folder)) as library:
        known = find(library, source)
        if known is not None:
            keep_outline(library, known.version_id, inferred)
    return inferred


def outline_kept(folder: Path, report_id: str, version_id: str) -> Outline:
    """Infer the outline of a version that the library knows, and keep it."""
    with closing(open_library(folder)) as library:
        return outline_of(library, version_id, open_kept(library, report_id).report)


def digest(report: Report) -> str:
    """What tells one report's text from another's: the library's own hash of it."""
    return text_hash(report.text)


def _as_shown(path: Path, shown: str) -> Reading:
    source = _read(path)
    if digest(source.report) != shown:
        raise PostilError("report-changed", name=source.name)
    return source


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
