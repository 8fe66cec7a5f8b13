"""Plain text: the text is the source as it stands, and its lines show where paragraphs begin."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, groupby, pairwise, takewhile

from postil.core.report import Block, BlockKind, Blocks, Flow, Report, Run
from postil.core.text import is_wide
from postil.formats.lines import (
    WIDEST,
    Line,
    Stanza,
    ends_sentence,
    indentation,
    least_width,
    stanzas,
    wrap_width,
)

_MARKER = re.compile(
    r"(?P<bullet>[-*+•·‣◦▪●○■□◆–—])[ \t\u3000]+(?=\S)"
    r"|(?P<number>\d{1,3}(?:\.\d{1,3})*[.)])[ \t\u3000]+(?=\S)"
    r"|(?P<letter>[a-z][.)]|[A-Z]\)|[IVX]{1,4}\.)[ \t\u3000]+(?=\S)"
    r"|(?P<bracket>\[\d{1,3}\])[ \t\u3000]+(?=\S)"
    r"|(?P<parenthesis>\((?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})\))"
    r"|(?P<ideograph>[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|第[一二三四五六七八九十]{1,3}[，、]"
    r"|[①-⑳]|[ア-ヲ][\u3000、]|（[ア-ヲ]）|[０-９]{1,2}[\u3000．、])"
)
_LIST_MARKERS = frozenset({"bullet", "number", "letter", "bracket", "parenthesis"})
_GAP = re.compile(r"(?<=\S)(?: {3,}|\t+)(?=\S)")
_DRAWN = re.compile(r"[-+|=_]{4,}|\|.*\||[─-╿]|\.{5,}|(?: \.){4,}")
_HINTS = ("   ", "\t", "|", "---", "====", "____", "+-", ".....", " . . ", "─", "│", "═", "║")
"""One of them stands in all that is drawn or set in columns: most texts have none, and that is quickly known."""
_UNDERLINE = re.compile(r"([=\-~^\"'`*+#])\1{3,}")
_SHORT = 52
_LONG = 60


Joins = Callable[[str, Stanza, Line], bool]
"""Whether a line goes on with the paragraph whose lines stand above it."""


def read(text: str) -> Report:
    """Read a plain text, of which nothing is changed."""
    groups = list(stanzas(text))
    joins = _way_of_joining(text, groups)
    hints = [hint for hint in _HINTS if hint in text]
    ranks = _ranks_of_underlines(text, groups)
    parts = chain.from_iterable(_headed(text, stanza, joins, hints, ranks) for stanza in groups)
    return Report(text, Blocks(chain.from_iterable(parts)))


def _underlined(text: str, stanza: Stanza) -> str:
    """The character that underlines the first line of a stanza as a heading, or ""."""
    if len(stanza) < 2:
        return ""
    title, line = stanza[0], stanza[1]
    match = _UNDERLINE.fullmatch(text, line.start, line.end)
    if not match:
        return ""
    drawn = _GAP.search(text, title.start, title.end) or _DRAWN.search(text, title.start, title.end)
    size, under = title.end - title.start, line.end - line.start
    return match[1] if not drawn and abs(size - under) <= max(3, size // 3) else ""


def _ranks_of_underlines(text: str, groups: Sequence[Stanza]) -> dict[str, int]:
    """Which characters underline headings, the outermost first: they come in that order."""
    found = dict.fromkeys(_underlined(text, stanza) for stanza in groups)
    return {character: rank for rank, character in enumerate((c for c in found if c), 1)}


def _headed(
    text: str, stanza: Stanza, joins: Joins, hints: Sequence[str], ranks: dict[str, int]
) -> Iterator[Iterable[Block]]:
    """The blocks of a stanza that may begin with an underlined heading; the line below it is not shown."""
    while ranks and (character := _underlined(text, stanza)):
        yield [Block(stanza[0].start, stanza[0].end, BlockKind.HEADING, level=ranks[character])]
        stanza = stanza[2:]
    if stanza:
        yield _blocks(text, stanza, joins, hints)


def _way_of_joining(text: str, groups: Sequence[Stanza]) -> Joins:
    pairs = [pair for stanza in groups if len(stanza) > 1 for pair in pairwise(stanza)]
    wrap = wrap_width(text, pairs)
    if wrap:  # where blank lines divide the paragraphs, a line that is a little short does not end one
        return partial(_joins_wrapped, wrap, wrap - wrap // 8 if len(groups) * 7 >= len(pairs) else wrap)
    torn = sum(_is_torn(text, line, following) for line, following in pairs)
    blank_lines_divide = len(groups) * 3 >= len(pairs)
    return _joins_long if blank_lines_divide and torn > 1 and torn * 10 >= len(pairs) else _joins_torn


def _joins_wrapped(wrap: int, least: int, text: str, above: Stanza, line: Line) -> bool:
    """In a hard-wrapped text: the line above had no room for this one's first word, or not much in mid-sentence."""
    last = above[-1]
    marker = _MARKER.match(text, line.start, line.end)
    ended = ends_sentence(text, last)
    if not marker and not ended and text[line.start].islower():
        return True
    wanted = least_width(text, last, line)
    if marker and (wanted <= wrap or _begins_item(text, above, marker)):
        return False
    if len(above) > 1 and indentation(text, line) > indentation(text, last):
        return False
    if len(above) > 2 and indentation(text, line) < indentation(text, last):
        return False
    return wanted > (least if ended else wrap * 3 // 4)


def _joins_long(text: str, above: Stanza, line: Line) -> bool:
    """In a text broken at odd places: the line above is a long one."""
    marker = _MARKER.match(text, line.start, line.end)
    return above[-1].width >= _LONG and not (marker and _begins_item(text, above, marker))


def _joins_torn(text: str, above: Stanza, line: Line) -> bool:
    """In a text of one line a paragraph: the sentence was torn."""
    return not _MARKER.match(text, line.start, line.end) and _is_torn(text, above[-1], line)


def _is_torn(text: str, line: Line, following: Line) -> bool:
    """Whether a long line breaks off inside a sentence that the following one continues."""
    return text[following.start].islower() and not ends_sentence(text, line) and line.width >= _LONG


def _begins_item(text: str, above: Stanza, marker: re.Match[str]) -> bool:
    """Whether a marker behind a full line begins a list item, and is not there by chance."""
    paused = text[above[-1].end - 1] in ",，、" or ends_sentence(text, above[-1])
    return paused or _form(_MARKER.match(text, above[0].start, above[0].end)) == _form(marker)


def _form(marker: re.Match[str] | None) -> str:
    """What the markers of one list have in common: their kind, and which bullet."""
    if not marker:
        return ""
    return marker["bullet"] or marker.lastgroup or ""


def _blocks(text: str, stanza: Stanza, joins: Joins, hints: Sequence[str]) -> Iterator[Block]:
    if hints and _is_drawn(text, stanza, hints):
        yield _kept(text, stanza, BlockKind.CODE)
        return
    if len(stanza) == 1:
        yield _flowing(text, stanza)
        return
    for short, group in groupby(_paragraphs(text, stanza, joins), partial(_is_short, text)):
        paragraphs = list(group)
        if short and _are_verses(text, [line for line, *_ in paragraphs]):
            yield _kept(text, [line for line, *_ in paragraphs], BlockKind.PARAGRAPH)
        else:
            yield from (_flowing(text, paragraph) for paragraph in paragraphs)


def _paragraphs(text: str, stanza: Stanza, joins: Joins) -> Iterator[Stanza]:
    paragraph = [stanza[0]]
    for line in stanza[1:]:
        if joins(text, paragraph, line):
            paragraph.append(line)
        else:
            yield paragraph
            paragraph = [line]
    yield paragraph


def _flowing(text: str, paragraph: Stanza) -> Block:
    start, end = paragraph[0].start, paragraph[-1].end
    marker = _MARKER.match(text, start, end)
    if marker and marker.lastgroup in _LIST_MARKERS:
        return Block(start, end, BlockKind.LIST_ITEM, level=1)
    return Block(start, end)


def _kept(text: str, lines: Stanza, kind: BlockKind) -> Block:
    """A block that keeps its lines, without the indentation that they have in common."""
    shared = _shared_prefix([text[line.left : line.start] for line in lines])
    runs = (Run(line.left, line.left + shared, "") for line in lines[1:] if shared)
    return Block(lines[0].left + shared, lines[-1].end, kind, Flow.KEPT, runs=tuple(runs))


def _shared_prefix(strings: Sequence[str]) -> int:
    """How many characters all the strings begin with in common: as many as the first and last in order do."""
    pairs = zip(min(strings), max(strings), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _is_drawn(text: str, stanza: Stanza, hints: Sequence[str]) -> bool:
    """Whether lines are set in columns, or drawn with characters: a diagram, a table, a page's head."""
    if all(text.find(hint, stanza[0].start, stanza[-1].end) < 0 for hint in hints):
        return False
    gaps = [_gaps(text, line) for line in stanza if line.end - line.left <= WIDEST]
    if len(stanza) == 1:
        return bool(gaps) and gaps[0] > 1
    return sum(map(bool, gaps)) * 2 >= len(stanza)


def _gaps(text: str, line: Line) -> int:
    """How many gaps between columns a line has; a drawn line counts as two, and so does a wide gap."""
    if _DRAWN.search(text, line.start, line.end):
        return 2
    gaps = _GAP.findall(text, line.start, line.end)
    if gaps and (marker := _MARKER.match(text, line.start, line.end)):
        gaps = _GAP.findall(text, marker.end(), line.end)
    return sum(2 if len(gap) > 12 else 1 for gap in gaps)


def _is_short(text: str, paragraph: Stanza) -> bool:
    """Whether a paragraph may be a line of verse or of an address."""
    if len(paragraph) > 1 or _MARKER.match(text, paragraph[0].start, paragraph[0].end):
        return False
    return text[paragraph[0].end - 1] not in ":：" and paragraph[0].width <= _SHORT


def _are_verses(text: str, lines: Stanza) -> bool:
    """Whether short lines belong together. Chinese ones do where they read on; else they are titles and names."""
    wide = sum(is_wide(text[line.start]) for line in lines)
    reading_on = sum(text[line.end - 1] in "，、；。！？" for line in lines)
    return len(lines) > 2 and (not wide or reading_on * 2 >= len(lines))
