"""The page: the report with its marks and cards, the note being typed, and what the reader does with the mouse."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from postil.core.errors import PostilError
from postil.ui.page.margin import GAP, Placed
from postil.ui.page.marked_view import MarkedView
from postil.ui.theme import Theme

if TYPE_CHECKING:
    from postil.ui.note_edit import NoteEdit


class Page(MarkedView):
    """Lets notes be typed; what else the reader wants done is told by signals."""

    card_clicked = Signal(str)
    link_clicked = Signal(str)
    note_committed = Signal(str, str)
    note_left = Signal(str)
    """Nothing was typed for a note."""
    draft_changed = Signal(str, str)
    refused = Signal(PostilError)
    menu_wanted = Signal(QPoint)
    files_dropped = Signal(list)

    def __init__(self, theme: Theme, render: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(theme, render, parent)
        self._editor: NoteEdit | None = None
        self._edited = ""
        self.setAcceptDrops(True)
        self.viewport().setMouseTracking(True)
        self.clicked.connect(self._click)
        self.scrolled.connect(self._place_editor)
        self.scrolled.connect(self._hover_on)

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
        editor.cancelled.connect(self._leave_note)
        editor.refused.connect(self.refused)
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

    def typed_heights(self) -> dict[str, float]:
        """The card in which a note is being typed is as high as the text widget."""
        return {self._edited: float(self._editor.height())} if self._editor is not None else {}

    def refresh(self) -> None:
        """Paint again after annotations changed; what was typed for one that is gone is given away."""
        if self._edited and self.marks.get(self._edited) is None:
            self.end_editing()
        super().refresh()
        self._place_editor()

    def _draft(self, note: str) -> None:
        self.draft_changed.emit(self._edited, note)

    def _typed(self, note: str) -> None:
        edited = self._edited
        self._close_editor()
        self.note_committed.emit(edited, note)

    def _leave_note(self) -> None:
        edited = self._edited
        self._close_editor()
        self.note_left.emit(edited)

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
        self._editor.set_card(self.card_font(), min(card.face.height, self.viewport().height()))
        self._editor.setFixedWidth(round(card.rect.width()))
        self._editor.move(card.rect.topLeft().toPoint())
        self.viewport().update()

    # Mouse, menu, drop

    def _click(self, offset: int, at: QPoint) -> None:
        marks = self.dots_at(at) or self.marks_at(offset)
        href = self._href(offset)
        if marks:
            self.mark_clicked.emit(self.next_of(marks).id)
        elif href:
            self.link_clicked.emit(href)
        else:
            self.mark_clicked.emit("")

    def _href(self, offset: int) -> str:
        if self._column is None or offset < 0:
            return ""
        return self._column.item(self._column.pieces.at(offset)).href_at(offset)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a card is no selection of text."""
        card = self.card_at(event.position())
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
        self._hover(event.position())

    def _hover_on(self) -> None:
        """The text moved under a mouse that rests."""
        if self.viewport().underMouse():
            self._hover(QPointF(self.viewport().mapFromGlobal(QCursor.pos())))

    def _hover(self, at: QPointF) -> None:
        card = self.card_at(at)
        offset = None if card else self.character_under(at)
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
        card = self.card_at(at)
        if card is not None:
            self.mark_clicked.emit(card.annotation.id)
        elif self.selection() is None and event.reason() is QContextMenuEvent.Reason.Mouse:
            offset = self.character_under(at)
            marks = self.marks_at(-1 if offset is None else offset)
            if self.active not in {mark.id for mark in marks}:
                self.mark_clicked.emit(self.next_of(marks).id if marks else "")
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
