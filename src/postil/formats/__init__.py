"""Bytes to reports: one file for each format, one table that chooses among them."""

import re
from collections.abc import Callable
from typing import NamedTuple

from postil.core.errors import PostilError
from postil.core.report import Report
from postil.core.text import clean

LIMIT = 256 * 1024 * 1024
"""How many bytes a source may have."""


class _Reader(NamedTuple):
    """One way to read a text; ``id`` names it and its version, and changes whenever its blocks may."""

    id: str
    suffixes: frozenset[str]
    read: Callable[[str], Report]


def _read_text(decoded: str) -> Report:
    from postil.formats.text import read  # noqa: PLC0415 — each reader is imported where it reads

    return read(decoded)


def _read_markdown(decoded: str) -> Report:
    from postil.formats.markdown import read  # noqa: PLC0415 — as above

    return read(decoded)


_TEXT = _Reader("text/1", frozenset({"", "txt", "text", "log"}), _read_text)
_READERS = (_TEXT, _Reader("markdown/1", frozenset({"md", "markdown", "mdown", "mkd"}), _read_markdown))
_FOREIGN_SUFFIX = re.compile(
    r"pdf|do[ct][xm]?|od[tsp]|rtf|pages|epub|mobi|azw3?|djvu|ps|xps|x?html?|mht(ml)?|xls[xmb]?|pp[ts]x?|key|zip|7z|rar|gz|tar"
    r"|png|jpe?g|gif|bmp|tiff?|webp|heic|svg|mp[34]|msg"
)
_FOREIGN_BEGINNINGS = (
    *(b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf", b"\x1f\x8b\x08"),
    *(b"7z\xbc\xaf\x27\x1c", b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"SQLite format 3\0"),
)


def reader_of(name: str, data: bytes) -> str:
    """The identifier of the reader for a source of this name, to be stored with what it read: "text/1".

    Raises PostilError "report-format" where there is none.
    """
    return _choose(name, data).id


def read(data: bytes, name: str) -> Report:
    """Read a source by its name's suffix, then by its content.

    Raises PostilError: "report-too-big", "report-format", "report-binary", "report-encoding", "report-empty".
    """
    from postil.formats.charset import decode  # noqa: PLC0415 — as above

    if len(data) > LIMIT:
        raise PostilError("report-too-big", name=name, size=-(-len(data) // 1024**2), limit=LIMIT // 1024**2)
    reader = _choose(name, data)
    report = reader.read(clean(decode(data, name)))
    if not report.blocks:
        raise PostilError("report-empty", name=name)
    return report


def _choose(name: str, data: bytes) -> _Reader:
    suffix = _suffix(name)
    if _FOREIGN_SUFFIX.fullmatch(suffix) or data.startswith(_FOREIGN_BEGINNINGS):
        raise PostilError("report-format", name=name)
    return next((reader for reader in _READERS if suffix in reader.suffixes), _TEXT)


def _suffix(name: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    return suffix.lower() if dot and stem else ""
