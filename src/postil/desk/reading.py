"""From a file to a report, without the library."""

import errno
from hashlib import sha256
from pathlib import Path

from postil.core.errors import PostilError
from postil.core.text import clean
from postil.desk.values import Reading
from postil.translation import gettext as _


def read_source(path: Path) -> Reading:
    """Read a file into a report.

    Raises PostilError where it is missing, a folder, unreadable, too big, empty, or of a kind that cannot be read.
    """
    from postil import formats  # noqa: PLC0415 — a known report is opened without its reader

    data = read_bytes(path)
    name = clean(path.name)
    return Reading(
        name=name,
        path=shown_path(path),
        data=data,
        sha256=sha256(data).hexdigest(),
        reader=formats.reader_of(name, data),
        report=formats.read(data, name),
    )


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that may be a report; its size is looked at first. Raises PostilError as ``read_source``."""
    size_of(path)
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise _untold(path, error) from error


def size_of(path: Path) -> int:
    """How many bytes a file that may be a report has. Raises PostilError where it is none or too big."""
    from postil.formats import LIMIT  # noqa: PLC0415 — as above

    name = clean(path.name)
    try:
        if path.is_dir():
            raise PostilError("report-folder", name=name)
        if not path.is_file() and path.exists():
            raise PostilError("report-unreadable", name=name, reason=_("it is not an ordinary file"))
        size = path.stat().st_size
    except (OSError, ValueError) as error:
        raise _untold(path, error) from error
    if size > LIMIT:
        raise PostilError("report-too-big", name=name, size=-(-size // 1024**2), limit=LIMIT // 1024**2)
    return size


def shown_path(path: Path) -> str:
    """The absolute path as text; bytes of it that are no text are replaced."""
    return clean(str(path.absolute()))


def _untold(path: Path, error: OSError | ValueError) -> PostilError:
    name = clean(path.name)
    if isinstance(error, FileNotFoundError):
        return PostilError("report-missing", name=name)
    return PostilError("report-unreadable", name=name, reason=_reason(error))


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, OSError) and error.errno == errno.EACCES:
        return _("you may not read it")
    return getattr(error, "strerror", None) or str(error)
