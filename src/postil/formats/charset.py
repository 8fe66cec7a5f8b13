"""Bytes to characters: a ladder from what is certain to what is likely."""

import codecs

from postil.core.errors import PostilError

_BOMS = (  # UTF-32 first: its little-endian BOM begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\b\x1b")) + b"\x7f"
_COMMON = frozenset(" \n\r\t,.，。、；：的の")


def decode(data: bytes, name: str) -> str:
    """The characters of a source: by its BOM, else strict UTF-8, else UTF-16 where it reads like text.

    Raises PostilError "report-binary" where it holds no text, "report-encoding" where its encoding is unknown.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decoded_with_bom(data[len(bom) :], encoding, name)
    garbled = _is_garbled(data)
    if not garbled:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    string = _decoded_as_utf16(data)
    if string is None:
        raise PostilError("report-binary" if garbled else "report-encoding", name=name)
    return string


def _decoded_with_bom(data: bytes, encoding: str, name: str) -> str:
    # Lone surrogates are a slip of the writing program, mended later by core.text.clean; other faults are not.
    errors = "strict" if encoding == "utf-8" else "surrogatepass"
    try:
        string = data.decode(encoding, errors)
    except UnicodeDecodeError:
        raise PostilError("report-encoding", name=name) from None
    if _is_garbled(string[:_SAMPLE].encode("utf-8", "surrogatepass")):
        raise PostilError("report-binary", name=name)
    return string


def _is_garbled(data: bytes) -> bool:
    """Whether control characters are more than a slip: one in twenty."""
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > 3 and controls * 20 > len(sample)


def _decoded_as_utf16(data: bytes) -> str | None:
    for encoding in ("utf-16-le", "utf-16-be"):
        if not len(data) % 2 and _reads_like_text(data[:_SAMPLE].decode(encoding, "replace")):
            return data.decode(encoding, "surrogatepass")
    return None


def _reads_like_text(sample: str) -> bool:
    """Whether nearly all characters are of scripts in use, and some are blanks or stops."""
    if not sample:
        return False
    known = sum(_is_known(ord(character)) for character in sample)
    common = sum(character in _COMMON for character in sample)
    return known * 20 >= len(sample) * 19 and common * 50 >= len(sample)


def _is_known(code: int) -> bool:
    """Whether a code point is of the scripts that reports are written in: no private use, no rare symbols."""
    return (
        code in {9, 10, 12, 13}
        or 0x20 <= code < 0x700
        or 0x900 <= code < 0x1200
        or 0x2010 <= code < 0x2040
        or 0x3000 <= code < 0x3400
        or 0x4E00 <= code < 0xA000
        or 0xAC00 <= code < 0xD800
        or 0xFF00 <= code < 0xFFF0
    )
