"""The text of a report: one string of Unicode scalar values, and the way to Qt's UTF-16 and back."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from contextlib import suppress
from functools import cache

_UNSAFE = re.compile("[\0\ud800-\udfff]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


@cache
def _wide() -> re.Pattern[str]:
    """What is two columns wide. Its compilation takes milliseconds that most first pages do without."""
    return re.compile(
        "[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf"
        "\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd]"
    )


def clean(decoded: str) -> str:
    """Make decoded bytes into the text of a report (DESIGN, the text contract).

    A BOM is dropped, CR and CRLF become LF, NUL and lone surrogates become U+FFFD one for one; nothing else changes.
    """
    text = decoded.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if "\0" not in text:
        with suppress(UnicodeEncodeError):
            text.encode()  # what has no lone surrogate can be encoded: known ten times sooner than by the pattern
            return text
    return _UNSAFE.sub("\ufffd", text)


def is_wide(character: str) -> bool:
    """Whether a character takes two columns: CJK ideographs, kana, hangul and full-width forms."""
    return character >= "\u1100" and bool(_wide().match(character))


def joins_without_blank(character: str) -> bool:
    """Whether a wrapped line beside this character is joined without a blank: Chinese and Japanese, not Korean."""
    return is_wide(character) and not unicodedata.name(character, "").startswith("HANGUL")


def columns(string: str) -> int:
    """How many columns a string takes where a Latin letter takes one and an ideograph two."""
    return len(string) if string.isascii() else len(string) + len(_wide().findall(string))


class Utf16Map:
    """Converts offsets of one string between code points and Qt's UTF-16 units, both ways."""

    __slots__ = ("_astral", "_astral16")

    def __init__(self, string: str) -> None:
        self._astral = [] if string.isascii() else [match.start() for match in _ASTRAL.finditer(string)]
        self._astral16 = [position + i for i, position in enumerate(self._astral)]

    def utf16(self, offset: int) -> int:
        """The UTF-16 offset of a code point offset."""
        return offset + bisect_left(self._astral, offset)

    def code_point(self, utf16: int) -> int:
        """The code point offset of a UTF-16 offset; one inside a surrogate pair belongs to the character it halves."""
        return utf16 - bisect_right(self._astral16, utf16 - 1)
