"""What the eye sees of a block, and the way between it and the text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from postil.core.report import Block, Flow, Report, Run, Style
from postil.core.span import Span
from postil.core.text import joins_without_blank

_BLANKS = " \t\u3000"
_WIDE = "\u1100"
"""No narrower character is joined without a blank."""
_GAP = re.compile(rf"[{_BLANKS}]{{2,}}(?:\n[{_BLANKS}]*)?|[{_BLANKS}]?\n[{_BLANKS}]*")


class StyledSpan(NamedTuple):
    """A stretch of a shown string that is set in a style or links somewhere."""

    start: int
    end: int
    style: Style
    href: str


class _Piece(NamedTuple):
    """A stretch of the text and the stretch of the shown string it became."""

    start: int
    end: int
    shown_start: int
    shown_end: int
    literal: bool


class Display:
    """The shown string of one block, and offsets mapped both ways.

    ``shown`` is a string of code points. Every character of it comes from a stretch of the text: itself, or what it
    stands for (an entity, a wrapped line's end). So for each shown index ``i``: ``to_shown(text_start(i)) == i``; only
    where one stretch became several characters, they are all one place, the first one's.
    """

    __slots__ = ("_pieces", "_shown_starts", "_starts", "shown", "styles")

    def __init__(self, text: str, block: Block) -> None:
        strings: list[str] = []
        pieces: list[_Piece] = []
        styles: list[StyledSpan] = []
        position = 0
        for start, end, shown, style, href in _stretches(text, block):
            string = text[start:end] if shown is None else shown
            pieces.append(_Piece(start, end, position, position + len(string), shown is None))
            strings.append(string)
            if string and (style or href):
                styles.append(StyledSpan(position, position + len(string), style, href))
            position += len(string)
        self.shown = "".join(strings)
        self.styles = tuple(styles)
        self._pieces = pieces
        self._starts = [piece.start for piece in pieces]
        self._shown_starts = [piece.shown_start for piece in pieces]

    def to_shown(self, offset: int) -> int:
        """The shown offset of a text offset; inside something hidden or replaced, where that stands."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return 0
        piece = self._pieces[index]
        if offset >= piece.end:
            return piece.shown_end
        return piece.shown_start + (offset - piece.start if piece.literal else 0)

    def text_start(self, shown: int) -> int:
        """Where the text of the shown character at this offset begins (at the end: where the last one's text ends)."""
        if shown >= len(self.shown):
            return self.text_end(shown)
        piece = self._pieces[bisect_right(self._shown_starts, shown) - 1]
        return piece.start + (shown - piece.shown_start if piece.literal else 0)

    def text_end(self, shown: int) -> int:
        """Where the text of the shown character before this offset ends (at 0: where the first one's text begins)."""
        if not self.shown:
            return self._pieces[0].start if self._pieces else 0
        if shown <= 0:
            return self.text_start(0)
        piece = self._pieces[bisect_left(self._shown_starts, shown) - 1]
        return piece.start + (shown - piece.shown_start) if piece.literal else piece.end

    def span_to_shown(self, span: Span) -> Span:
        """The shown stretch of a span of the text, empty where nothing of it is shown."""
        start = self.to_shown(span.start)
        return Span(start, max(start, self._shown_end(span.end)))

    def span_to_text(self, shown: Span) -> Span:
        """The text of a shown stretch, without what is hidden at its two edges."""
        return Span(self.text_start(shown.start), self.text_end(shown.end))

    def _shown_end(self, offset: int) -> int:
        """As ``to_shown``, but a replaced stretch that begins before the offset is seen whole."""
        index = bisect_left(self._starts, offset) - 1
        if index < 0:
            return 0
        piece = self._pieces[index]
        return min(piece.shown_start + offset - piece.start, piece.shown_end) if piece.literal else piece.shown_end


def joined(string: str) -> str | None:
    """What ``Display`` shows of a joined block without runs, several times as fast; None where that needs more."""
    return None if max(string, default="") >= _WIDE else _GAP.sub(" ", string)


def _stretches(text: str, block: Block) -> Iterator[Run]:
    """The whole block as runs, without gaps; in a joined block line ends and several blanks become one blank."""
    position = block.start
    for run in (*block.runs, Run(block.end, block.end)):
        if position < run.start:
            yield from _joined(text, block, Run(position, run.start))
        if run.start < run.end:
            yield from (run,) if run.shown is not None else _joined(text, block, run)
        position = run.end


def _joined(text: str, block: Block, run: Run) -> Iterator[Run]:
    if block.flow is Flow.KEPT:
        yield run
        return
    position = run.start
    for match in _GAP.finditer(text, run.start, run.end):
        start, end = match.span()
        wrapped = "\n" in match[0]
        if not wrapped and "\u3000" in match[0]:  # set between names on purpose
            continue
        if position < start:
            yield run._replace(start=position, end=start)
        yield run._replace(start=start, end=end, shown=_seam(text, start, end, block) if wrapped else " ")
        position = end
    if position < run.end:
        yield run._replace(start=position)


def _seam(text: str, start: int, end: int, block: Block) -> str:
    inside = block.start < start and end < block.end
    return "" if inside and joins_without_blank(text[start - 1]) and joins_without_blank(text[end]) else " "


def shown_text(report: Report, span: Span) -> str:
    """What the eye sees of a span of a report: its blocks' shown parts, one line each."""
    blocks = report.blocks
    lines: list[str] = []
    for index in range(blocks.at(span.start), len(blocks)):
        if blocks.starts[index] >= span.end:
            break
        part = span.within(Span(blocks.starts[index], blocks.ends[index]))
        if part:
            display = Display(report.text, blocks[index])
            shown = display.span_to_shown(part)
            lines.append(display.shown[shown.start : shown.end])
    return "\n".join(line for line in lines if line)
