"""The reading surface with a selection, by mouse and by keyboard."""

from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from postil.core.display import shown_text
from postil.core.span import Span
from postil.ui.page import carets
from postil.ui.page.column import Column
from postil.ui.page.layout_item import Wash
from postil.ui.page.text_view import TextView
from postil.ui.theme import Theme

_AUTOSCROLL_MS = 30
_NAVIGATION = {
    Qt.Key.Key_Left: carets.previous_character,
    Qt.Key.Key_Right: carets.next_character,
    Qt.Key.Key_Home: carets.line_start,
    Qt.Key.Key_End: carets.line_end,
}
_BY_WORD = {Qt.Key.Key_Left: carets.previous_word, Qt.Key.Key_Right: carets.next_word}


class Selection(NamedTuple):
    """Text offsets: where selecting began, and where the caret is."""

    anchor: int
    caret: int


class SelectableView(TextView):
    """Selects what the eye sees; the selection is a span of the text."""

    selection_changed = Signal()
    clicked = Signal(int, QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._selection: Selection | None = None
        self._grain = Span(0, 0)
        self._pressed_at: QPointF | None = None
        self._clicks = 0
        self._last_click = self._dragged_to = QPointF()
        self._autoscroll = QTimer(self, interval=_AUTOSCROLL_MS)
        self._autoscroll.timeout.connect(self._drag_on)
        self._click_timer = QTimer(self, singleShot=True, interval=QApplication.doubleClickInterval())
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)

    # The selection

    def selection(self) -> Span | None:
        """The selected stretch of the text, without what is hidden at its edges; None where nothing is selected."""
        if self._selection is None or self._column is None or self._selection.anchor == self._selection.caret:
            return None
        span = carets.shown_part(self._column, Span(*sorted(self._selection)))
        return span if span.start < span.end else None

    def select(self, span: Span) -> None:
        """Select a span of the text."""
        self._set_selection(Selection(*span))

    def put_caret(self, offset: int) -> None:
        """Select nothing, and let the keyboard select from a text offset on."""
        self._set_selection(Selection(offset, offset))

    def select_all(self) -> None:
        """Select the whole report."""
        if self.report is not None and len(self.report.blocks):
            self.select(Span(self.report.blocks.starts[0], self.report.blocks.ends[-1]))

    def clear_selection(self) -> None:
        """Select nothing; the caret stays where it is."""
        if self._selection is not None:
            self.put_caret(self._selection.caret)

    def let_go(self) -> bool:
        """Let go of what is chosen; whether anything was."""
        chosen = self.selection() is not None
        self.clear_selection()
        return chosen

    @property
    def caret(self) -> int:
        """The text offset from which the keyboard goes on: the caret, if it is in view, else the first line in view."""
        return self._keyboard_selection().caret

    def selected_text(self) -> str:
        """What the eye sees selected."""
        span = self.selection()
        return self.shown(span) if span else ""

    def shown(self, span: Span) -> str:
        """What the eye sees of a span."""
        return shown_text(self.report, span) if self.report else ""

    def span_rects(self, span: Span) -> list[QRect]:
        """The rectangles of a span's lines that are in view, in the viewport."""
        rects: list[QRect] = []
        for index, item, y in self.visible_items():
            assert self._column is not None
            part = span.within(self._column.pieces.span(index))
            if part:
                rects += [r.translated(self.measure.left, y).toAlignedRect() for r in item.rects(part)]
        view = self.viewport().rect()
        return [rect for rect in rects if rect.intersects(view)]

    def _set_selection(self, selection: Selection | None) -> None:
        if selection != self._selection:
            self._selection = selection
            self.viewport().update()
            self.selection_changed.emit()

    def washes(self, span: Span) -> list[Wash]:
        """The selection lies over everything else."""
        selected = self.selection()
        if selected is None or not selected.overlaps(span):
            return []
        return [Wash(selected, QColor(self.theme.selection), foreground=QColor(self.theme.text))]

    def paint_over(self, painter: QPainter) -> None:
        """A caret where the keyboard selects from."""
        if self._selection is None or self._column is None or not self.hasFocus():
            return
        index = self._column.pieces.at(self._selection.caret)
        for i, item, y in self.visible_items():
            if i == index:
                item.paint_caret(painter, QPointF(self.measure.left, y), self._selection.caret)

    # The mouse

    def offset_at(self, point: QPointF) -> int:
        """The text offset nearest to a point of the viewport."""
        nearest = 0
        for _index, item, y in self.visible_items():
            nearest = item.hit(point.x() - self.measure.left, point.y() - y)
            if point.y() < y + item.height:
                break
        return nearest

    def character_under(self, point: QPointF) -> int | None:
        """The text offset of the character under a point of the viewport, None beside the text."""
        for _index, item, y in self.visible_items():
            if y <= point.y() < y + item.height:
                return item.character_at(point.x() - self.measure.left, point.y() - y)
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to select; soon after a double click take the paragraph."""
        near = (event.position() - self._last_click).manhattanLength() < QApplication.startDragDistance()
        self._press(event, clicks=3 if self._clicks == 2 and self._click_timer.isActive() and near else 1)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the word."""
        self._press(event, clicks=2)

    def _press(self, event: QMouseEvent, clicks: int) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._column is None:
            return
        self._glide.stop()
        self._clicks = clicks
        self._click_timer.start()
        self._last_click = self._pressed_at = event.position()
        offset = self.offset_at(event.position())
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._selection is not None:
            self._grain = Span(self._selection.anchor, self._selection.anchor)
            self._extend_to(offset)
            return
        self._grain = self._grain_at(offset)
        self._set_selection(Selection(*self._grain))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Extend the selection; above and below the viewport the text scrolls by itself."""
        if self._pressed_at is None:
            return
        self._dragged_to = event.position()
        self._extend_to(self.offset_at(event.position()))
        outside = not 0 <= event.position().y() < self.viewport().height()
        if outside and not self._autoscroll.isActive():
            self._autoscroll.start()
        elif not outside:
            self._autoscroll.stop()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End selecting; a press that moved nowhere was a click."""
        self._autoscroll.stop()
        pressed, self._pressed_at = self._pressed_at, None
        if pressed is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._clicks == 1 and self.selection() is None:
            offset = self.character_under(event.position())
            self.clicked.emit(-1 if offset is None else offset, event.position().toPoint())
        self.selection_changed.emit()

    def is_selecting(self) -> bool:
        """Whether the mouse is still down."""
        return self._pressed_at is not None

    def _grain_at(self, offset: int) -> Span:
        assert self._column is not None
        if self._clicks == 1:
            return Span(offset, offset)
        return (carets.word_at if self._clicks == 2 else carets.paragraph_at)(self._column, offset)

    def _extend_to(self, offset: int) -> None:
        grain = self._grain_at(offset)
        if grain.start < self._grain.start:
            self._set_selection(Selection(self._grain.end, grain.start))
        else:
            self._set_selection(Selection(self._grain.start, max(grain.end, self._grain.end)))

    def _drag_on(self) -> None:
        point, height = self._dragged_to, self.viewport().height()
        beyond = point.y() if point.y() < 0 else max(0.0, point.y() - height + 1)
        self.scroll_by(beyond / 2)
        self._extend_to(self.offset_at(QPointF(point.x(), min(max(1.0, point.y()), height - 1.0))))

    # The keyboard: the page's own keys, never the window's

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by key; with Shift select."""
        if self._column is None:
            event.ignore()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and event.key() != Qt.Key.Key_Space:
            caret = self._moved_caret(self._column, event)
            if caret is None:
                event.ignore()
            else:
                self._select_to(caret)
        elif event.key() in _BY_WORD:
            self._move_caret(self._column, event)
        elif not self._scroll_by_key(event):
            event.ignore()

    def _keyboard_selection(self) -> Selection:
        """What the keyboard extends: the selection, else the caret if it is in view, else a caret at the top."""
        if self._selection is not None and (self.selection() is not None or self.in_view(self._selection.caret)):
            return self._selection
        return Selection(self.first_visible_offset, self.first_visible_offset)

    def _select_to(self, caret: int) -> None:
        self._set_selection(Selection(self._keyboard_selection().anchor, caret))
        self.reveal(caret)

    def _move_caret(self, column: Column, event: QKeyEvent) -> None:
        """Left and Right leave a selection at that end of it, else move the caret."""
        selected = self.selection()
        caret = self._moved_caret(column, event)
        if selected is not None:
            caret = selected.start if event.key() == Qt.Key.Key_Left else selected.end
        if caret is not None:
            self.put_caret(caret)
            self.reveal(caret)

    def _moved_caret(self, column: Column, event: QKeyEvent) -> int | None:
        caret = self._keyboard_selection().caret
        key, control = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        lines = max(1, int(self.viewport().height() / column.typography.advance) - 1)
        vertical = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -lines, Qt.Key.Key_PageDown: lines}
        if key in vertical:
            return carets.lines_away(column, caret, vertical[key])
        if control and key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            return column.pieces.starts[0] if key is Qt.Key.Key_Home else column.pieces.ends[-1]
        move = (_BY_WORD if control else {}).get(key) or _NAVIGATION.get(key)
        return move(column, caret) if move else None

    def _scroll_by_key(self, event: QKeyEvent) -> bool:
        assert self._column is not None
        advance = self._column.typography.advance
        page = max(advance, self.viewport().height() - 2 * advance)
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        steps = {
            Qt.Key.Key_Up: -advance * 2,
            Qt.Key.Key_Down: advance * 2,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Space: -page if back else page,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.scroll_by(steps[key])
        elif key is Qt.Key.Key_Home:
            self.scroll_home()
        elif key is Qt.Key.Key_End:
            self.scroll_end()
        elif key is Qt.Key.Key_Escape:
            return self.let_go()
        else:
            return False
        self._glide.stop()
        self.read_on.emit()
        return True
