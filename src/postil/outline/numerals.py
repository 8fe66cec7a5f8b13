"""Numerals at the head of an item, in every form: 1. 1.2.3 IV. (a) ① 一、 （一） 第一章 § 4."""

import re
from collections.abc import Iterator
from typing import NamedTuple

CJK_DIGITS = "〇零一二三四五六七八九十百两兩"
NUMERALS = rf"\d(（§第①-⒛㈠-㈩㊀-㊉ア-ヲ{CJK_DIGITS}"
"""All that a numeral may begin with, but for letters; as characters of a set in a pattern."""
_CJK_VALUES = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_CJK_UNITS = {"十": 10, "百": 100}
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_KANA_ORDERS = ("アイウエオカキクケコサシスセソ", "イロハニホヘトチリヌルヲ")
_KANA = re.compile(r"([（(]?)([ア-ヲ])([)）]|[ \u3000]|、)")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９（）．：", "0123456789().:")
_ENCLOSED = re.compile(r"[①-⑳⑴-⒇⒈-⒛㈠-㈩㊀-㊉]")
_CJK = re.compile(rf"([（(]?)([{CJK_DIGITS}]{{1,4}})([、）).．]|[ \u3000]+(?=[\u3041-\u9fff]))")
_CJK_UNIT = re.compile(rf"第\s*([{CJK_DIGITS}]{{1,5}}|\d{{1,4}})\s*")
_DOTTED = re.compile(r"(\d{1,3}(?:\.\d{1,3}){1,5})(\.?)(?=\s+(?![a-z])|[\u3400-\u9fff])")
_PARAGRAPH = re.compile(r"([０-９]{1,2}(?=[ \u3000])|\d{1,2}(?=\u3000))[ \u3000](?=[\u3041-\u9fff])")
_PLAIN = re.compile(r"(\d{1,3})(?:-\d{1,2}(?=\)))?([.、):°]|\s*、)(?!\d)")
_OPEN = re.compile(r"\((\d{1,3}|[A-Za-z]|[ivxlIVXL]{2,6})\)")
_LETTER = re.compile(r"([A-Za-z]|[ivxlIVXL]{2,6})([.)])(?=\s|[-–—]\s?\w|[\u3400-\u9fff])")
_UNIT_NUMBER = re.compile(r"\s*(\d{1,4}(?:\.\d{1,4})*|[ivxlcIVXLC]{1,7}|[A-Z])(?!\w)[.ºª°]?")
_SECTION = re.compile(r"§+\s*(\d{1,4}(?:\.\d{1,4})*)([a-z]?)\.?(?=\s|$)")


class Numeral(NamedTuple):
    """One way to read what an item begins with.

    ``style`` is what the markers of one list have in common: "1.", "(a)", "（一）"; ``number`` its place in the list;
    ``length`` how many characters the marker takes; ``path`` all the numbers of a dotted one (1.2.3).
    """

    style: str
    number: int
    length: int
    path: tuple[int, ...] = ()


def cjk_number(string: str) -> int | None:
    """The number that Chinese numerals up to 999 say: 二十一, 一百零三, 两."""
    total = digit = 0
    for character in string:
        if character in _CJK_UNITS:
            total += (digit or 1) * _CJK_UNITS[character]
            digit = 0
        elif character in _CJK_VALUES:
            digit = _CJK_VALUES[character]
        else:
            return None
    return total + digit or None


def roman_number(string: str) -> int | None:
    """The number that a well-formed Roman numeral says, in either case; None where it is none."""
    if not string or not _ROMAN.fullmatch(string):
        return None
    values = [_ROMAN_VALUES[c] for c in string.lower()]
    return sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))


def readings(head: str) -> tuple[Numeral, ...]:
    """All the ways to read the beginning of an item as a marker: "(i)" is the first of one list, or the ninth."""
    if match := _PARAGRAPH.match(head):
        return (Numeral("１　", int(match[1]), match.end(1)),)
    return _enclosed(head) or _cjk(head) or tuple(_kana(head)) or _section(head) or _latin(head.translate(_FULL_WIDTH))


def cjk_unit(head: str) -> tuple[int, int] | None:
    """The number and length of 第十二 (what follows says of which unit it is)."""
    match = _CJK_UNIT.match(head)
    if not match:
        return None
    number = int(match[1]) if match[1].isdecimal() else cjk_number(match[1])
    return (number, match.end()) if number else None


def number_after(head: str, position: int) -> Numeral | None:
    """The number of a unit after its name: the 7 of "Artículo 7.", the IV of "Chapter IV"."""
    match = _UNIT_NUMBER.match(head, position)
    if not match:
        return None
    string = match[1]
    path = tuple(int(part) for part in string.split(".")) if string[0].isdecimal() else ()
    number = path[-1] if path else roman_number(string) or ord(string.lower()) - 96
    return Numeral("unit", number, match.end(), path)


def _enclosed(head: str) -> tuple[Numeral, ...]:
    if not _ENCLOSED.match(head):
        return ()
    code = ord(head[0])
    for first, last in ((0x2460, 0x2473), (0x2474, 0x2487), (0x2488, 0x249B), (0x3220, 0x3229), (0x3280, 0x3289)):
        if first <= code <= last:
            return (Numeral(chr(first), code - first + 1, 1),)
    return ()


def _cjk(head: str) -> tuple[Numeral, ...]:
    match = _CJK.match(head)
    number = cjk_number(match[2]) if match else None
    if not match or number is None or bool(match[1]) != (match[3] in "）)"):
        return ()
    style = "（一）" if match[1] else "一、"
    return (Numeral(style, number, match.end() if match[3].strip() else match.end(2)),)


def _kana(head: str) -> Iterator[Numeral]:
    """ア, （ア）, イ: in the order of the syllables, or of the old poem."""
    match = _KANA.match(head)
    if match and bool(match[1]) == (match[3] in ")）"):
        for order in _KANA_ORDERS:
            if match[2] in order:
                style = f"（{order[0]}）" if match[1] else order[0]
                yield Numeral(style, order.index(match[2]) + 1, match.end() if match[3].strip() else match.end(2))


def _section(head: str) -> tuple[Numeral, ...]:
    match = _SECTION.match(head)
    if not match:
        return ()
    path = tuple(int(part) for part in match[1].split("."))
    return (Numeral("§", path[-1], match.end(), path),)


def _latin(head: str) -> tuple[Numeral, ...]:
    if match := _DOTTED.match(head):
        path = tuple(int(part) for part in match[1].split("."))
        return (Numeral(f"1.{len(path)}", path[-1], match.end(), path),)
    if match := _PLAIN.match(head):
        return (Numeral(f"1{match[2].strip()}", int(match[1]), match.end(), (int(match[1]),)),)
    if match := _OPEN.match(head) or _LETTER.match(head):
        opened = head[0] == "("
        return tuple(_lettered(match[1], "({})" if opened else "{}" + match[2], match.end()))
    return ()


def _lettered(string: str, frame: str, length: int) -> list[Numeral]:
    if string.isdecimal():
        return [Numeral(frame.format("1"), int(string), length)]
    upper = string.isupper()
    found = []
    if len(string) == 1:
        found.append(Numeral(frame.format("A" if upper else "a"), ord(string.lower()) - 96, length))
    roman = roman_number(string)
    if roman and (string.isupper() or string.islower()):
        found.append(Numeral(frame.format("I" if upper else "i"), roman, length))
    return found
