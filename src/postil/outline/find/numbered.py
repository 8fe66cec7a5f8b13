"""Units and items by number: § 4, Article 7, 第七条, 1., 1.2.3, (a), （一）, 一、, ①."""

import re
from collections.abc import Iterator

from postil.core.outline import NodeKind
from postil.outline.candidates import Candidate, Reading, Sort
from postil.outline.find.shape import is_label
from postil.outline.lexicon import Lexicon
from postil.outline.numerals import Numeral, cjk_unit, number_after, readings
from postil.outline.passages import Passage, Passages

_BLANK = re.compile(r"[\s\u3000]*")
_AFTER_UNIT = re.compile(r"[\s\u3000]*(?:[.:：、,—–-]\s|[\s\u3000]|$)")
_NUMBER_WORD = re.compile(r"\s+([^\W\d_]+)")
_ARTICLE = 6
_HEAD = 200
_MOST = 400
_NEAR = 2_000
_SECOND = {"i": "(ii)", "a": "(b)", "1": "(2)"}
_HEADING_STYLES = frozenset(
    {"1.", "1、", "1", "一、", "（一）", "A.", "I.", "①", *(f"1.{depth}" for depth in range(2, 7))}
)


def numbered(index: int, passage: Passage, lexicon: Lexicon) -> Candidate | None:
    """A unit or item by number at the start of a passage."""
    if candidate := unit(index, passage, lexicon):
        return candidate
    head = passage.shown[:_HEAD]
    numerals = readings(head) or _hidden(passage)
    if not numerals or numerals[0].number > _MOST:
        return None
    said = head[numerals[0].length :]
    headed = passage.single and numerals[0].style in _HEADING_STYLES and (is_label(said) or not said.strip())
    item = _item(index, passage.shown, 0, numerals)
    outside = headed and lexicon.names_matter(said)
    return item._replace(rank=passage.indent, headed=headed, outside=outside)


def unit(index: int, passage: Passage, lexicon: Lexicon) -> Candidate | None:
    """A unit that names itself at the start of a passage."""
    shown = passage.shown
    found = _cjk_unit(shown, lexicon) or _named_unit(shown, lexicon) or _section_sign(shown)
    if not found:
        return None
    numeral, rank, name = found
    after = _AFTER_UNIT.match(shown, numeral.length)
    if not after:
        return None
    kind = NodeKind.ARTICLE if rank >= _ARTICLE - 1 else NodeKind.HEADING
    reading = (Reading(f"unit.{name}", numeral.number, numeral.path),)
    rule = "numbered.section-sign" if name == "§" else "numbered.unit"
    end = after.end() if after.end() < len(shown) else numeral.length
    headed = rank < _ARTICLE
    return Candidate(index, 0, numeral.length, end, Sort.UNIT, kind, rule, 0.95, reading, rank=rank, headed=headed)


def inline_numbers(passages: Passages, lexicon: Lexicon) -> Iterator[Candidate]:
    """(1), (a), （一） and ① inside paragraphs, where a clause may begin."""
    for index, begin, match in passages.matches(lexicon.bracket):
        if match["loose"] and not _goes_on(passages.whole, match.end()):
            continue
        shown, at = passages.shown[index], match.end() - begin
        numerals = readings(shown[at : at + 12])
        if at and numerals and _next(shown, at + numerals[0].length) not in (",", ".", ";", "、", "，", ")", "）"):
            yield _item(index, shown, at, numerals)


def _goes_on(whole: str, at: int) -> bool:
    """Whether "(i)" in mid-sentence, which may as well refer to something, is followed by a "(ii)"."""
    return whole.find(_SECOND[whole[at + 1]], at, at + _NEAR) > at


def _next(shown: str, position: int) -> str:
    return shown[position : position + 1]


def _item(index: int, shown: str, at: int, numerals: tuple[Numeral, ...]) -> Candidate:
    length = numerals[0].length
    blank = _BLANK.match(shown, at + length)
    content = blank.end() if blank else at + length
    forms = tuple(Reading(n.style, n.number, n.path) for n in numerals)
    style = numerals[0].style
    rule = "numbered.cjk" if style in {"一、", "（一）"} else "numbered.decimal" if "1" in style else "numbered.other"
    confidence = 0.75 if at else 0.9
    return Candidate(index, at, at + length, content, Sort.ITEM, NodeKind.NUMBERED, rule, confidence, forms)


def _hidden(passage: Passage) -> tuple[Numeral, ...]:
    """The number of a list item that is markup, or was made by a word processor: no part of what is shown."""
    return tuple(n._replace(length=0) for n in readings(passage.block.number + " ")) if passage.block.number else ()


def _cjk_unit(shown: str, lexicon: Lexicon) -> tuple[Numeral, int, str] | None:
    found = cjk_unit(shown)
    if not found:
        return None
    number, length = found
    for name in sorted(lexicon.units, key=len, reverse=True):
        if shown.startswith(name, length):
            return Numeral("unit", number, length + len(name)), lexicon.units[name], name
    return None


def _named_unit(shown: str, lexicon: Lexicon) -> tuple[Numeral, int, str] | None:
    match = lexicon.unit.match(shown)
    if not match or not shown[0].isupper():
        return None
    numeral = number_after(shown, match.end()) or _in_words(shown, match.end(), lexicon)
    name = match[0].lower()
    return (numeral, lexicon.units[name], name) if numeral and name in lexicon.units else None


def _in_words(shown: str, position: int, lexicon: Lexicon) -> Numeral | None:
    """A number in words after a unit's name: "Chapter Two", "Disposición adicional primera"."""
    match = _NUMBER_WORD.match(shown, position)
    word = match[1].lower() if match else ""
    numbers = (family.words[word] for family in lexicon.families if word in family.words)
    number = next(numbers, None)
    return Numeral("unit", number, match.end()) if match and number else None


def _section_sign(shown: str) -> tuple[Numeral, int, str] | None:
    numerals = readings(shown) if shown.startswith("§") else ()
    return (numerals[0], _ARTICLE, "§") if numerals else None
