"""The report's pieces laid out on demand in one column, and places in it."""

from bisect import bisect_left
from typing import NamedTuple

from postil.core.outline import Node, NodeKind, Outline
from postil.core.report import BlockKind, Report
from postil.core.span import Span
from postil.ui.page.layout_item import LayoutItem
from postil.ui.page.pieces import Pieces
from postil.ui.page.text_item import Ink, TextItem
from postil.ui.page.typography import Typography
from postil.ui.page.units import Units, estimate

_CACHED = 400
_TOP = 40
_HEADING_LENGTH = 160
_LABEL_LENGTH = 90
_LABELS = frozenset({NodeKind.ARTICLE, NodeKind.NUMBERED})
_PAUSES = ".。!！?？;；:：,，、…"
_FRONT = 2_000


class Place(NamedTuple):
    """What the view remembers: the text at its top line, and how far that line is scrolled past the top."""

    offset: int = 0
    pixels: float = 0.0


class Spot(NamedTuple):
    """A height in the column as it is laid out now: a piece, and pixels below its top."""

    piece: int
    y: float


class Adornments:
    """What the outline adds to the page: tinted markers, headings and captions that nothing marks up."""

    def __init__(self, report: Report, outline: Outline) -> None:
        self._text = report.text
        self._title = report.title or outline.title
        self._nodes = outline.nodes
        self._starts = [node.start for node in outline.nodes]

    def of(self, span: Span) -> tuple[list[Span], int, bool]:
        """The tinted spans of a piece, the heading level it has by the outline (0: none), whether it is a caption."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        if first == last:
            return [], int(self._is_title(span)), False
        node = self._nodes[first]
        opens = node.start == span.start and span.end - span.start <= _HEADING_LENGTH
        heading = min(node.level + 1, 4) if opens and self._is_heading(node, span) else 0
        if opens and node.kind is NodeKind.CAPTION:
            return [], 0, True
        marked = (node for node in self._nodes[first:last] if node.label)
        tinted = (node for node in marked if node.ordinal is not None or node.start < node.marker_end)
        return [Span(node.start, node.marker_end) for node in tinted], heading, False

    def _is_title(self, span: Span) -> bool:
        return (
            span.start < _FRONT
            and bool(self._title)
            and " ".join(self._text[span.start : span.end].split()) == self._title
        )

    def _is_heading(self, node: Node, span: Span) -> bool:
        """Whether a node's first line heads what follows: it is a label, and something does follow."""
        if node.kind is NodeKind.HEADING:
            return True
        label = node.kind in _LABELS and span.end - span.start <= _LABEL_LENGTH
        follows = self._text[span.end : min(node.end, span.end + _FRONT)].strip()
        return label and bool(follows) and self._text[span.end - 1] not in _PAUSES


class Column:
    """A report laid out at one width in one type; what is not in view is only estimated."""

    def __init__(self, report: Report, outline: Outline, typography: Typography, width: float, ink: Ink) -> None:
        self.report = report
        self.width = width
        self.typography = typography
        self.pieces = Pieces(report)
        self._ink = ink
        self._adornments = Adornments(report, outline)
        self._items: dict[int, LayoutItem] = {}
        self.units = Units(self._estimates())

    def __len__(self) -> int:
        return len(self.pieces)

    def item(self, index: int) -> LayoutItem:
        """A piece as it is laid out."""
        item = self._items.get(index)
        if item is None:
            if len(self._items) >= _CACHED:
                for old in list(self._items)[: _CACHED // 2]:
                    del self._items[old]
            item = self._items[index] = self._lay_out(index)
        return item

    def adorn(self, outline: Outline) -> None:
        """Take another outline's markers."""
        self._adornments = Adornments(self.report, outline)
        self._items.clear()

    def take_ink(self, ink: Ink) -> None:
        """Paint in other colours from now on."""
        self._ink = ink
        self._items.clear()

    @property
    def end(self) -> Spot:
        """The lowest spot that can stand at the top: the last line."""
        last = len(self) - 1
        item = self.item(last)
        return Spot(last, item.line_top(item.lines - 1))

    def spot(self, place: Place) -> Spot:
        """Where a remembered place is now."""
        index = self.pieces.at(place.offset)
        item = self.item(index)
        line = item.line_of(place.offset)
        top, bottom = item.line_top(line), item.line_top(line + 1) if line + 1 < item.lines else item.height
        return self.moved(Spot(index, top), min(place.pixels, bottom - top - 1))  # lines may have become lower

    def place(self, spot: Spot) -> Place:
        """A spot as it is remembered: by the text of its line, in the blank below a piece by that of the next one."""
        item = self.item(spot.piece)
        if spot.y >= item.line_top(item.lines - 1) + item.advance and spot.piece < len(self) - 1:
            below = self.item(spot.piece + 1)
            return Place(below.line_start(0), spot.y - item.height - below.line_top(0))
        line = item.line_at(spot.y)
        return Place(item.line_start(line), spot.y - item.line_top(line))

    def moved(self, spot: Spot, pixels: float) -> Spot:
        """A spot so many pixels further down (or up), held between the column's top and its end."""
        index, y = spot.piece, spot.y + pixels
        while y < 0 and index > 0:
            index -= 1
            y += self.item(index).height
        while y >= self.item(index).height and index < len(self) - 1:
            y -= self.item(index).height
            index += 1
        return min(Spot(index, max(0.0, y)), self.end) if index >= len(self) - 1 else Spot(index, max(0.0, y))

    def distance(self, start: Spot, end: Spot, limit: float) -> float:
        """Pixels from one spot down to another (negative: up); beyond the limit any number at least as large."""
        if end < start:
            return -self.distance(end, start, limit)
        pixels, index = -start.y, start.piece
        while index < end.piece and pixels < limit:
            pixels += self.item(index).height
            index += 1
        return pixels + (end.y if index == end.piece else 0.0)

    def spot_of(self, offset: int) -> Spot:
        """The spot of the line that shows a text offset."""
        index = self.pieces.at(offset)
        item = self.item(index)
        return Spot(index, item.line_top(item.line_of(offset)))

    def first_whole_line(self, spot: Spot) -> int:
        """The text offset of the first line that begins at a spot or below it, or of the last line."""
        index, item = spot.piece, self.item(spot.piece)
        line = item.line_at(spot.y)
        if item.line_top(line) < spot.y - 1:
            line += 1
        if line == item.lines and index < len(self) - 1:
            return self.item(index + 1).line_start(0)
        return item.line_start(min(line, item.lines - 1))

    def blank_above(self, offset: int) -> float:
        """How many pixels are empty between the line of a text offset and the line above it."""
        index = self.pieces.at(offset)
        item = self.item(index)
        if item.line_of(offset):
            return 0.0
        above = self.item(index - 1) if index else None
        below_above = above.height - above.line_top(above.lines - 1) - above.advance if above else 0.0
        return item.line_top(0) + below_above

    def bar_value(self, spot: Spot) -> int:
        """The scroll bar's value for a spot; the column's end is the bar's maximum."""
        if spot >= self.end:
            return self.bar_maximum
        return min(self.bar_maximum, self.units.value(spot.piece, spot.y / self.item(spot.piece).height))

    def from_bar(self, value: int) -> Spot:
        """The spot of a scroll bar's value; its maximum is the column's end."""
        if value >= self.bar_maximum:
            return self.end
        index, share = self.units.place(value)
        return min(Spot(index, share * self.item(index).height), self.end)

    @property
    def bar_maximum(self) -> int:
        """The scroll bar's maximum: the last estimated line at the top."""
        return max(0, self.units.total - round(self.typography.advance))

    def _lay_out(self, index: int) -> LayoutItem:
        tints, heading, caption = self._adornments.of(self.pieces.span(index))
        block = self.pieces.block(index)
        if block.kind is BlockKind.HEADING:
            tints = []
        following = self.pieces.block(index + 1) if index + 1 < len(self) else None
        setting = self.typography.setting(block, following, heading=heading, caption=caption)
        if index == 0:
            setting = setting._replace(before=setting.before + _TOP)
        if self.pieces.continues(index):
            setting = setting._replace(after=0, bars_go_on=len(setting.bars))
        return TextItem(self.report.text, block, setting, width=self.width, ink=self._ink, tints=tints)

    def _estimates(self) -> list[int]:
        starts, ends = self.pieces.starts, self.pieces.ends
        per_line = max(4.0, self.width / self.typography.character)
        if self.typography.line_factor > 1.7:
            per_line /= 2
        gap = round(self.typography.pixels * 0.83)
        lengths = (end - start for start, end in zip(starts, ends, strict=True))
        return list(estimate(lengths, per_line, round(self.typography.advance), gap))
