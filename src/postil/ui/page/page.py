"""The page: the report with its marks, the cards in its margin, and the note being typed."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from postil.core.annotation import Annotation
from postil.core.span import Span
from postil.ui.page.margin import GAP, Margin, Placed, View
from postil.ui.page.mark_map import MarkMap
from postil.ui.page.marks import Marks
from postil.ui.page.selectable_view import SelectableView
from postil.ui.page.text_item import Wash
from postil.ui.theme import Theme

if TYPE_CHECKING:
    from postil.ui.card import CardFace
    from postil.ui.note_edit import NoteEdit

_POPUP = 280


class Page(SelectableView):
    """Shows marks and cards and lets notes be typed; what the reader wants done is told by signals."""

    mark_clicked = Signal(str)
    active_changed = Signal()
    card_clicked = Signal(str)
    link_clicked = Signal(str)
    note_committed = Signal(str, str)
    draft_changed = Signal(str, str)
    menu_wanted = Signal(QPoint)
    files_dropped = Signal(list)

    def __init__(self, theme: Theme, render: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.marks = Marks()
        self.active = ""
        self._render = render
        self._margin = Margin(self._make_face)
        self._hits: list[Span] = []
        self._hit: Span | None = None
        self._hovered = ""
        self._editor: NoteEdit | None = None
        self._edited = ""
        self._map = MarkMap(theme, self._ticks, self)
        self.use_scroll_bar(self._map)
        self.setAcceptDrops(True)
        self.viewport().setMouseTracking(True)
        self.clicked.connect(self._click)
        self.scrolled.connect(self._place_editor)

    # What is marked

    def set_marks(self, marks: Marks) -> None:
        """Show other annotations."""
        self.marks = marks
        self.refresh()

    def refresh(self) -> None:
        """Paint again after annotations changed."""
        if self._edited and self.marks.get(self._edited) is None:
            self.end_editing()
        self._map.forget_ticks()
        self._place_editor()
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
        """Marks lie behind the text, hits over them, the selection over all."""
        theme = self.theme
        washes = [self._mark_wash(mark) for mark in self.marks.overlapping(span)]
        first = bisect_left(self._hits, span.start, key=lambda hit: hit.end)
        seen = takewhile(lambda hit: hit.start < span.end, (self._hits[i] for i in range(first, len(self._hits))))
        washes += [Wash(hit, QColor(theme.mark("blue"))) for hit in seen]
        if self._hit is not None and self._hit.overlaps(span):
            washes.append(Wash(self._hit, QColor(theme.accent), foreground=QColor(theme.page)))
        return washes + super().washes(span)

    def _ticks(self) -> Iterator[tuple[int, str]]:
        """Where marks are on the scroll bar; where several fall on one value, the first is seen."""
        last = -1
        for mark in self.marks:
            value = self.bar_value_of(mark.anchor.start)
            if value != last:
                yield value, self.theme.dot(mark.colour)
            last = value

    def _mark_wash(self, mark: Annotation) -> Wash:
        line = QColor(self.theme.dot(mark.colour)) if mark.style == "underline" or mark.id == self.active else None
        background = None if mark.style == "underline" else QColor(self.theme.mark(mark.colour))
        return Wash(mark.anchor.span, background, line)

    # Cards

    def cards(self) -> list[Placed]:
        """The cards in view; where no margin fits, only the one in use, below its passage."""
        if self._column is None:
            return []
        measure, height = self.measure, self.viewport().height()
        extra = {self._edited: float(self._editor.height())} if self._editor is not None else {}
        if measure.card:
            view = View(self.painted_top, height, measure.card_left, measure.card)
            return self._margin.placed(self._column, self.marks, view, extra)
        mark = self.marks.get(self._edited or self.active)
        if mark is None or not (mark.note or mark.tags or mark.id in extra):
            return []
        return self._popup(mark, extra)

    def _popup(self, mark: Annotation, extra: Mapping[str, float]) -> list[Placed]:
        rects = self.span_rects(mark.anchor.span)
        if not rects:
            return []
        width = min(_POPUP, self.viewport().width() - 24)
        face = self._margin.face(mark, width)
        height = extra.get(mark.id, face.height)
        left = min(rects[-1].left(), self.viewport().width() - width - 12)
        top = rects[-1].bottom() + 6.0
        if top + height > self.viewport().height() and rects[0].top() - 6 - height > 0:
            top = rects[0].top() - 6 - height
        return [Placed(mark, face, QRectF(left, top, width, height))]

    def _make_face(self, annotation: Annotation, width: float) -> "CardFace":
        from postil.ui.card import CardFace  # noqa: PLC0415 — only a page with notes needs it

        return CardFace(annotation, width, self.theme, self.font(), self._render)

    def _card_at(self, point: QPointF) -> Placed | None:
        return next((card for card in self.cards() if card.rect.contains(point)), None)

    def paint_over(self, painter: QPainter) -> None:
        """Paint the cards; where none fits, a dot beside each passage that has a note."""
        super().paint_over(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.measure.card:
            self._paint_dots(painter)
        for card in self.cards():
            if card.annotation.id != self._edited:
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

    # The note being typed

    def edit_note(self, annotation_id: str, note: str, draft: str = "") -> None:
        """Lay a text widget over an annotation's card, with its note or what was typed of it."""
        from postil.ui.note_edit import NoteEdit  # noqa: PLC0415 — not for the first page

        self.end_editing()
        editor = NoteEdit(self.viewport())
        editor.setPlainText(draft or note)
        editor.document().setModified(bool(draft))
        editor.draft_changed.connect(self._draft)
        editor.committed.connect(self._typed)
        editor.cancelled.connect(self._close_editor)
        editor.height_changed.connect(self._follow_typing)
        editor.textChanged.connect(self._follow_typing)
        self._editor, self._edited = editor, annotation_id
        self.set_active(annotation_id)
        self._follow_typing()
        editor.show()
        editor.setFocus()
        self.viewport().update()

    def end_editing(self) -> None:
        """Keep what was typed, and take the text widget away."""
        if self._editor is not None:
            self._editor.commit()

    @property
    def edited(self) -> str:
        """The annotation whose note is being typed, or ""."""
        return self._edited

    def _draft(self, note: str) -> None:
        self.draft_changed.emit(self._edited, note)

    def _typed(self, note: str) -> None:
        edited = self._edited
        self._close_editor()
        self.note_committed.emit(edited, note)

    def _close_editor(self) -> None:
        editor, self._editor, self._edited = self._editor, None, ""
        if editor is not None:
            if editor.hasFocus():
                self.setFocus()
            editor.hide()
            editor.deleteLater()
        self.viewport().update()

    def _follow_typing(self) -> None:
        """Keep the lower end of the text widget in view as it grows."""
        self._place_editor()
        card, mark = self._edited_card(), self.marks.get(self._edited)
        if card is None and mark is not None:
            self.reveal(mark.anchor.start)
            card = self._edited_card()
        if card is not None:
            below = card.rect.bottom() + GAP - self.viewport().height()
            self.scroll_by(min(max(0.0, below), max(0.0, card.rect.top() - GAP)))

    def _edited_card(self) -> Placed | None:
        return next((card for card in self.cards() if card.annotation.id == self._edited), None)

    def _place_editor(self) -> None:
        if self._editor is None:
            return
        card = self._edited_card()
        if card is None:
            self._editor.move(self._editor.x(), self.viewport().height() + 1)
            return
        self._editor.setFixedWidth(round(card.rect.width()))
        self._editor.move(card.rect.topLeft().toPoint())
        self.viewport().update()

    # Mouse, menu, drop

    def _click(self, offset: int, at: QPoint) -> None:
        marks = self._dots_at(at) or self._marks_at(offset)
        href = self._href(offset)
        if marks:
            self.mark_clicked.emit(self._next_of(marks).id)
        elif href:
            self.link_clicked.emit(href)
        else:
            self.mark_clicked.emit("")

    def _dots_at(self, at: QPoint) -> list[Annotation]:
        dots = [] if self.measure.card else self._dots()
        return [mark for rect, mark in dots if rect.adjusted(-6, -6, 6, 6).contains(at)]

    def _marks_at(self, offset: int) -> list[Annotation]:
        return self.marks.overlapping(Span(offset, offset + 1)) if offset >= 0 else []

    def _next_of(self, marks: list[Annotation]) -> Annotation:
        """Of marks that lie on each other the shortest; at the next click the one after it."""
        ordered = sorted(marks, key=lambda mark: mark.anchor.end - mark.anchor.start)
        ids = [mark.id for mark in ordered]
        return ordered[(ids.index(self.active) + 1) % len(ids)] if self.active in ids else ordered[0]

    def _href(self, offset: int) -> str:
        if self._column is None or offset < 0:
            return ""
        return self._column.item(self._column.pieces.at(offset)).href_at(offset)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a card is no selection of text."""
        card = self._card_at(event.position())
        if card is not None and event.button() is Qt.MouseButton.LeftButton:
            link = card.face.link_at(event.position() - card.rect.topLeft())
            if link:
                self.link_clicked.emit(link)
            else:
                self.card_clicked.emit(card.annotation.id)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what is under the mouse."""
        super().mouseMoveEvent(event)
        card = self._card_at(event.position())
        offset = None if card else self.character_under(event.position())
        link = offset is not None and self._href(offset)
        shape = Qt.CursorShape.PointingHandCursor if card or link else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)
        hovered = card.annotation.id if card else ""
        if hovered != self._hovered:
            self._hovered = hovered
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        super().leaveEvent(event)
        self._hovered = ""
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu; on a mark or card it is that one's menu."""
        at = QPointF(event.pos())
        card = self._card_at(at)
        if card is not None:
            self.mark_clicked.emit(card.annotation.id)
        elif self.selection() is None and event.reason() is QContextMenuEvent.Reason.Mouse:
            offset = self.character_under(at)
            marks = self._marks_at(-1 if offset is None else offset)
            if self.active not in {mark.id for mark in marks}:
                self.mark_clicked.emit(self._next_of(marks).id if marks else "")
        self.menu_wanted.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the text widget over its card."""
        super().resizeEvent(event)
        self._place_editor()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Anywhere on the page."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Files were dropped."""
        event.acceptProposedAction()
        self.files_dropped.emit([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def mark_rects(self, annotation_id: str) -> list[QRect]:
        """Where a mark stands in the viewport."""
        mark = self.marks.get(annotation_id)
        return self.span_rects(mark.anchor.span) if mark else []
