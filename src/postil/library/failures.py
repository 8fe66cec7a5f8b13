"""Where failures of the disk and of SQLite become sentences."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from postil.core.errors import PostilError
from postil.translation import gettext as _

_OF_SQLITE = {
    sqlite3.SQLITE_BUSY: "library-locked",
    sqlite3.SQLITE_LOCKED: "library-locked",
    sqlite3.SQLITE_PROTOCOL: "library-locked",
    sqlite3.SQLITE_FULL: "library-full",
    sqlite3.SQLITE_READONLY: "library-read-only",
    sqlite3.SQLITE_CANTOPEN: "library-read-only",
    sqlite3.SQLITE_PERM: "library-read-only",
    sqlite3.SQLITE_AUTH: "library-read-only",
    sqlite3.SQLITE_IOERR: "library-unreachable",
    sqlite3.SQLITE_CORRUPT: "library-damaged",
    sqlite3.SQLITE_NOTADB: "library-damaged",
}
_OF_SYSTEM = {
    errno.ENOSPC: "library-full",
    errno.EDQUOT: "library-full",
    errno.EACCES: "library-read-only",
    errno.EPERM: "library-read-only",
    errno.EROFS: "library-read-only",
    errno.ENOTDIR: "library-read-only",
    errno.EEXIST: "library-read-only",
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Tell what the world did to the library at ``path`` as a PostilError; what is a bug passes unchanged."""
    try:
        yield
    except sqlite3.Error as error:
        number = getattr(error, "sqlite_errorcode", None)
        # The module's own errors have no number: a text that is none can only come of damage.
        undecoded = number is None and "decode" in str(error)
        code = "library-damaged" if undecoded else _OF_SQLITE.get((number or 0) & 0xFF)
        if code is None:
            raise
        if undecoded:
            raise PostilError(code, path=path, reason=_("a text in it cannot be read")) from error
        raise PostilError(code, path=path, reason=str(error)) from error
    except OSError as error:
        code = _OF_SYSTEM.get(error.errno or 0, "library-unreachable")
        raise PostilError(code, path=path, reason=error.strerror or str(error)) from error
