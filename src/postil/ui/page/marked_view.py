"""The reading surface with its marks, what was found in it, and the cards beside it."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from itertools import takewhile
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QWidget

from postil.core.annotation import Annotation
from postil.core.span import Span
from postil.ui.fonts import scaled
from postil.ui.page.layout_item import Wash
from postil.ui.page.margin import Margin, Placed, View
from postil.ui.page.mark_map import MarkMap
from postil.ui.page.marks import Marks
from postil.ui.page.selectable_view import SelectableView
from postil.ui.theme import Theme

if TYPE_CHECKING:
    from postil.ui.card import CardFace

_POPUP = 280


class MarkedView(SelectableView):
    """Shows annotations in the text, in the margin and on the scroll bar; one of them may be chosen."""

    mark_clicked = Signal(str)
    """An annotation was chosen by the reader; "": none any more."""
    active_changed = Signal()

    def __init__(self, theme: Theme, render: Callable[[str], str], parent: QWidget | None = None) -> None:
        """``render`` makes a note's Markdown into clean HTML."""
        super().__init__(theme, parent)
        self.marks = Marks()
        self.active = ""
        self._render = render
        self._margin = Margin(self._make_face)
        self._hits: list[Span] = []
        self._hit: Span | None = None
        self._hovered = ""
        self._map = MarkMap(theme, self._ticks, self)
        self.use_scroll_bar(self._map)

    # What is marked

    def set_marks(self, marks: Marks) -> None:
        """Show other annotations."""
        self.marks = marks
        self.refresh()

    def refresh(self) -> None:
        """Paint again after annotations changed."""
        self._map.forget_ticks()
        self.viewport().update()

    def set_active(self, annotation_id: str) -> None:
        """Set off one annotation, or none: ""."""
        if annotation_id != self.active:
            self.active = annotation_id
            self.viewport().update()
            self.active_changed.emit()

    def set_hits(self, hits: list[Span], current: Span | None) -> None:
        """Show what was found, the current hit set off."""
        self._hits, self._hit = hits, current
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme's colours, cards too."""
        super().set_theme(theme)
        self._map.set_theme(theme)
        self._margin.forget()

    def set_zoom(self, zoom: float) -> None:
        """Set the text larger or smaller, cards too."""
        self._margin.forget()
        super().set_zoom(zoom)

    def restyle(self) -> None:
        """Lay out anew, cards too."""
        self._margin.forget()
        super().restyle()

    def let_go(self) -> bool:
        """Let go of the selection and of the chosen mark."""
        chosen = bool(self.active)
        if chosen:
            self.set_active("")
            self.mark_clicked.emit("")
        return super().let_go() or chosen

    def washes(self, span: Span) -> list[Wash]:
        """Marks lie behind the text, the chosen one over the others, then hits, the selection over all."""
        theme = self.theme
        on_text = (mark for mark in self.marks.overlapping(span) if not mark.node)  # notes on nodes stand beside it
        over_others = sorted(on_text, key=lambda mark: mark.id == self.active)
        washes = [self._mark_wash(mark) for mark in over_others]
        first = bisect_left(self._hits, span.start, key=lambda hit: hit.end)
        seen = takewhile(lambda hit: hit.start < span.end, (self._hits[i] for i in range(first, len(self._hits))))
        washes += [Wash(hit, QColor(theme.hover), QColor(theme.accent)) for hit in seen]
        if self._hit is not None and self._hit.overlaps(span):
            washes.append(Wash(self._hit, QColor(theme.accent), foreground=QColor(theme.page)))
        return washes + super().washes(span)

    def _ticks(self) -> Iterator[tuple[int, str]]:
        """Where marks are on the scroll bar."""
        for mark in self.marks:
            yield self.bar_value_of(mark.anchor.start), self.theme.dot(mark.colour)

    def _mark_wash(self, mark: Annotation) -> Wash:
        line = QColor(self.theme.dot(mark.colour)) if mark.style == "underline" or mark.id == self.active else None
        background = None if mark.style == "underline" else QColor(self.theme.mark(mark.colour))
        foreground = None if background is None else QColor(self.theme.text)
        return Wash(mark.anchor.span, background, line, foreground)

    # Cards, and dots where there is no room for them

    def cards(self) -> list[Placed]:
        """The cards in view; where no margin fits, only the one in use, below its passage."""
        if self._column is None:
            return []
        measure, height = self.measure, self.viewport().height()
        typed = self.typed_heights()
        used = next(iter(typed), self.active)
        if measure.card:
            view = View(self.painted_top, height, measure.card_left, measure.card)
            return self._margin.placed(self._column, self.marks, view, typed, used)
        mark = self.marks.get(used)
        if mark is None or not (mark.note or mark.tags or mark.id in typed):
            return []
        return self._popup(mark, typed)

    def typed_heights(self) -> dict[str, float]:
        """The heights of cards in which a note is being typed; none where nothing can be typed."""
        return {}

    def _popup(self, mark: Annotation, typed: Mapping[str, float]) -> list[Placed]:
        rects = self.span_rects(mark.anchor.span)
        if not rects:
            return []
        width = min(_POPUP, self.viewport().width() - 24)
        face = self._margin.face(mark, width)
        height = typed.get(mark.id, face.height)
        left = min(rects[-1].left(), self.viewport().width() - width - 12)
        top = rects[-1].bottom() + 6.0
        if top + height > self.viewport().height() and rects[0].top() - 6 - height > 0:
            top = rects[0].top() - 6 - height
        return [Placed(mark, face, QRectF(left, top, width, height))]

    def _make_face(self, annotation: Annotation, width: float) -> "CardFace":
        from postil.ui.card import CardFace  # noqa: PLC0415 — only a page with notes needs it

        return CardFace(annotation, width, self.theme, self.card_font(), self._render)

    def card_font(self) -> QFont:
        """The font of notes in the margin; it is as much larger or smaller as the report's."""
        return scaled(self.font(), self.zoom)

    def paint_over(self, painter: QPainter) -> None:
        """Paint the cards; where none fits, a dot beside each passage that has a note."""
        super().paint_over(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.measure.card:
            self._paint_dots(painter)
        typed = self.typed_heights()
        for card in self.cards():
            if card.annotation.id in typed:
                card.face.paint_empty(painter, card.rect)
            else:
                hovered, active = card.annotation.id == self._hovered, card.annotation.id == self.active
                card.face.paint(painter, card.rect.x(), card.rect.y(), hovered, active)

    def _paint_dots(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for rect, mark in self._dots():
            painter.setBrush(QColor(self.theme.dot(mark.colour)))
            painter.drawEllipse(rect)

    def _dots(self) -> list[tuple[QRectF, Annotation]]:
        x = self.measure.left + self.measure.width + 6
        dots = []
        for _index, item, y in self.visible_items():
            for mark in self.marks.starting_in(item.block.span):
                if mark.note or mark.tags:
                    middle = y + item.line_top(item.line_of(mark.anchor.start)) + item.advance / 2
                    dots.append((QRectF(x, middle - 4, 8, 8), mark))
        return dots

    # What is where

    def card_at(self, point: QPointF) -> Placed | None:
        """The card under a point of the viewport, or None."""
        return next((card for card in self.cards() if card.rect.contains(point)), None)

    def dots_at(self, at: QPoint) -> list[Annotation]:
        """The annotations whose dots are under a point of the viewport."""
        dots = [] if self.measure.card else self._dots()
        return [mark for rect, mark in dots if rect.adjusted(-6, -6, 6, 6).contains(at)]

    def marks_at(self, offset: int) -> list[Annotation]:
        """The annotations on a character of the text; none for -1."""
        there = self.marks.overlapping(Span(offset, offset + 1)) if offset >= 0 else []
        return [mark for mark in there if not mark.node]

    def next_of(self, marks: list[Annotation]) -> Annotation:
        """Of marks that lie on each other the shortest; at the next click the one after it."""
        ordered = sorted(marks, key=lambda mark: mark.anchor.end - mark.anchor.start)
        ids = [mark.id for mark in ordered]
        return ordered[(ids.index(self.active) + 1) % len(ids)] if self.active in ids else ordered[0]

    def mark_rects(self, annotation_id: str) -> list[QRect]:
        """Where a mark stands in the viewport."""
        mark = self.marks.get(annotation_id)
        return self.span_rects(mark.anchor.span) if mark else []

    def reveal_mark(self, annotation_id: str) -> None:
        """Bring a mark into view; where something of it or of its card is in view already, nothing moves."""
        mark = self.marks.get(annotation_id)
        seen = self.mark_rects(annotation_id) or any(card.annotation.id == annotation_id for card in self.cards())
        if mark is not None and not seen:
            self.reveal(mark.anchor.start)
