"""Opening a library: made when it is new, migrated when it is old, refused when it is not as Postil made it.

Whatever is refused is only read: the file's own beginning first, then the schema over a read-only connection.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from postil.core.errors import PostilError
from postil.library.database import DATABASE, LOCK, Library, connect
from postil.library.failures import told
from postil.library.locks import fsync_folder, locked
from postil.library.schema import APPLICATION_ID, FINGERPRINTS, VERSION, fingerprint, schema_of
from postil.translation import gettext as _

_MAGIC = b"SQLite format 3\0"


def is_current(folder: Path) -> bool:
    """Whether a library can be opened at once: it need not be made or migrated first. Cheap, and never raises."""
    try:
        return _header(folder / DATABASE) == (APPLICATION_ID, VERSION)
    except (OSError, PostilError):
        return False


def open_library(folder: Path) -> Library:
    """Open the library in a folder, which is made where it is missing; a process opens it once at a time.

    The first bytes are looked at before SQLite is: to close the file again lets go of all locks that the process holds
    on it (POSIX), and another process could then take the journal away from under a connection that is open here.

    Raises PostilError, and changes nothing, where the library is damaged, foreign, altered, from a newer Postil,
    locked, or cannot be written.
    """
    path = folder / DATABASE
    with told(path):
        if not path.exists():
            _make(folder)
        if _checked_version(path) < VERSION:
            _migrate(folder)
            _checked_version(path)
        return Library(folder)


def _header(path: Path) -> tuple[int, int]:
    """Application and version from the file's first bytes (the version may be older than the journal's)."""
    with path.open("rb") as file:
        start = file.read(100)
    if not start:
        raise PostilError("library-damaged", path=path, reason=_("its file is empty"))
    if start[: len(_MAGIC)] != _MAGIC:
        raise PostilError("library-damaged", path=path, reason=_("it does not begin as a database does"))
    if len(start) < 100:
        raise PostilError("library-damaged", path=path, reason=_("its file is cut off"))
    return int.from_bytes(start[68:72], "big"), int.from_bytes(start[60:64], "big")


def _checked_version(path: Path) -> int:
    """The version of a library that is as Postil made it."""
    application, version = _header(path)
    if application != APPLICATION_ID:
        raise PostilError("library-foreign", path=path)
    if version <= VERSION:
        with _read_only(path) as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            schema = schema_of(connection)
    if version > VERSION:
        raise PostilError("library-newer", path=path)
    if fingerprint(schema) != FINGERPRINTS.get(version):
        raise PostilError("library-altered", path=path, what=_first_difference(schema, version))
    return int(version)


@contextmanager
def _read_only(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(connect(path, "ro")) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        yield connection


def _first_difference(schema: dict[tuple[str, str], str], version: int) -> str:
    from postil.library.migrations import schema_at  # noqa: PLC0415 — costs a start 80 ms, and only this rare way

    expected = schema_at(version)
    for kind, name in schema.keys() - expected.keys():
        return _("it has a {kind} “{name}”").format(kind=kind, name=name)
    for kind, name in expected.keys() - schema.keys():
        return _("its {kind} “{name}” is missing").format(kind=kind, name=name)
    for kind, name in (thing for thing in expected if schema[thing] != expected[thing]):
        return _("its {kind} “{name}” was changed").format(kind=kind, name=name)
    return _("there never was a version {version}").format(version=version)


def _make(folder: Path) -> None:
    """Make a new database under another name first, so that none is ever half made under its own."""
    from postil.library.migrations import migrate  # noqa: PLC0415 — costs a start 80 ms

    folder.mkdir(parents=True, exist_ok=True)
    path, fresh = folder / DATABASE, folder / f"{DATABASE}.new"
    with locked(folder / LOCK):
        if path.exists():
            return
        _refuse_orphans(path)
        for rest in ("", "-journal", "-wal", "-shm"):
            Path(f"{fresh}{rest}").unlink(missing_ok=True)
        migrate(fresh)
        fresh.rename(path)
        fsync_folder(folder)


def _refuse_orphans(path: Path) -> None:
    """A database that is gone from beside what belongs to it is not silently made anew.

    SQLite would play a journal that was left behind into whatever database lies beside it; sources without their
    database, or a link that leads nowhere, mean a disk that is not there just now.
    """
    journal, sources = Path(f"{path}-wal"), path.with_name("sources")
    if path.is_symlink() or (sources.is_dir() and any(sources.iterdir())):
        reason = _("“{name}” is gone, but what belongs to it is still there").format(name=path.name)
        raise PostilError("library-damaged", path=path, reason=reason)
    if journal.exists() and journal.stat().st_size:
        reason = _("“{name}” is gone, but its journal is still there").format(name=path.name)
        raise PostilError("library-damaged", path=path, reason=reason)


def _migrate(folder: Path) -> None:
    from postil.library.migrations import migrate  # noqa: PLC0415 — costs a start 80 ms

    with locked(folder / LOCK):
        migrate(folder / DATABASE)
