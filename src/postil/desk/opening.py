"""Opening reports: known ones from the library, new ones kept in it."""

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from postil.core.errors import PostilError
from postil.desk.outlining import cached_outline
from postil.desk.reading import read_bytes, shown_path
from postil.desk.values import Opened, Reading
from postil.library import (
    Library,
    annotations,
    corrections,
    history,
    is_current,
    open_library,
    reading,
    reports,
    sources,
)
from postil.library.database import DATABASE


def default_library() -> Path:
    """The folder of the library: ``POSTIL_LIBRARY``, else the platform's data folder."""
    chosen = os.environ.get("POSTIL_LIBRARY")
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_data_path  # noqa: PLC0415 — not needed where the folder is named

    return user_data_path("postil", appauthor=False)


def open_current(folder: Path) -> tuple[Library | None, PostilError | None]:
    """The library in a folder if it is up to date: that needs no large import. Else None, and why it is unusable."""
    try:
        return (open_library(folder) if is_current(folder) else None), None
    except PostilError as error:
        return None, error


def open_existing(folder: Path) -> Library | None:
    """The library in a folder, brought up to date; None where there is none. Raises PostilError if it is unusable."""
    return open_library(folder) if (folder / DATABASE).exists() else None


def find(library: Library, source: Reading) -> Opened | None:
    """The report that was read, if the library knows it by the same source, else by the same text."""
    version_id = _known(library, source)
    return _opened_at(library, version_id, source.path) if version_id else None


def look_up(library: Library, source: Reading) -> Opened | None:
    """What the library keeps of the text that was read. Nothing is written: it is only looked at."""
    version_id = reports.version_by_text(library, source.report.text)
    return _opened(library, version_id) if version_id else None


def is_known(library: Library, path: Path) -> bool:
    """Whether the library knows the bytes of a file. Raises PostilError where it is missing or unreadable."""
    return reports.version_by_source(library, sha256(read_bytes(path)).hexdigest()) is not None


def open_known(library: Library, path: Path) -> Opened | None:
    """The report in a file, if the library knows its bytes: they are hashed, not read into a report.

    Raises PostilError where the file is missing or unreadable.
    """
    version_id = reports.version_by_source(library, sha256(read_bytes(path)).hexdigest())
    return _opened_at(library, version_id, shown_path(path)) if version_id else None


def keep(library: Library, source: Reading) -> Opened:
    """Keep a report that was read, its source and its text; one that is known already is found."""
    known = find(library, source)
    if known:
        return known
    sources.keep_bytes(library, source.sha256, source.data)
    with library.transaction():
        version_id = _known(library, source) or _add(library, source)
    return _opened(library, version_id)


def kept_from(library: Library, path: Path) -> str | None:
    """The identifier of the report whose file was at a path when it was seen last, also if it is gone now."""
    return reports.report_at(library, shown_path(path))


def open_kept(library: Library, report_id: str) -> Opened:
    """A report from the library alone, also where its file is gone. Raises PostilError "report-unknown"."""
    version_id = reports.latest_version(library, report_id)
    if version_id is None:
        raise PostilError("report-unknown", name=report_id)
    return _opened(library, version_id)


def refresh(library: Library, opened: Opened) -> Opened:
    """What the library holds of an open report now: others write in it, too. All but text and outline."""
    with library.snapshot():
        return opened._replace(
            annotations=annotations.living(library, opened.version_id),
            drafts=reading.drafts(library, opened.version_id),
            can_undo=history.next_undo(library, opened.report_id) is not None,
            can_redo=history.next_redo(library, opened.report_id) is not None,
            corrections=corrections.standing(library, opened.version_id),
        )


def last_opened(library: Library) -> str | None:
    """The report whose place was kept last."""
    return reading.last_read(library)


def _known(library: Library, source: Reading) -> str | None:
    return reports.version_by_source(library, source.sha256) or reports.version_by_text(library, source.report.text)


def _add(library: Library, source: Reading) -> str:
    title = source.report.title or Path(source.name).stem
    origin = reports.Source(source.name, len(source.data), source.sha256, source.reader)
    version_id = reports.add(library, title, source.path, origin, source.report)
    reading.keep_place(library, reports.report_of(library, version_id), version_id, 0)
    return version_id


def _opened_at(library: Library, version_id: str, path: str) -> Opened:
    opened = _opened(library, version_id)
    if opened.path == path:
        return opened
    with suppress(PostilError), library.transaction():  # what cannot be written just now can still be read
        reports.remember_path(library, version_id, path)
    return opened._replace(path=path)


def _opened(library: Library, version_id: str) -> Opened:
    with library.snapshot():
        version = reports.read_version(library, version_id)
        return Opened(
            report_id=version.report_id,
            version_id=version_id,
            title=version.title,
            path=version.path,
            report=version.report,
            annotations=annotations.living(library, version_id),
            drafts=reading.drafts(library, version_id),
            place=version.place,
            outline=cached_outline(library, version_id),
            can_undo=history.next_undo(library, version.report_id) is not None,
            can_redo=history.next_redo(library, version.report_id) is not None,
            corrections=corrections.standing(library, version_id),
        )
