"""The one real text widget of the page: a note that is being typed, laid over its card."""

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from postil.core.annotation import NOTE_LIMIT
from postil.core.errors import PostilError
from postil.translation import gettext as _
from postil.ui.card import insets, space_lines

DRAFT_INTERVAL = 500
"""How old unsaved typing may get, in milliseconds."""
_STAYS = {
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
}
_OF_THE_MOUSE = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseMove,
}


class NoteEdit(QTextEdit):
    """A note's Markdown while it is typed; ``setPlainText`` gives it what is written so far.

    It ends once: ``committed`` with the text if something was typed, else ``cancelled``; by Ctrl+Enter, by Esc (what
    was typed is never thrown away), by going elsewhere, or by ``commit``. Until then ``draft_changed`` tells the text,
    half a second after it changed. Whoever made it closes it when it ended. Its height follows the text; it is
    clear, and its text stands where that of a card of the same width and font does.
    """

    draft_changed = Signal(str)
    committed = Signal(str)
    cancelled = Signal()
    refused = Signal(PostilError)
    """What was to be pasted is more than a note can hold."""
    height_changed = Signal(int)
    """The height that its text needs, in pixels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open = True
        self._has_draft = False
        self._drafting = QTimer(self, singleShot=True, interval=DRAFT_INTERVAL)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setPlaceholderText(_("Write a note… (Esc when done)"))
        self.setAccessibleName(_("Note"))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.set_card(self.font(), 0)
        self._space_lines()
        self._connect()
        self._grow()

    def set_card(self, font: QFont, height: int) -> None:
        """Have a card's font, and be at least as high as the card (in pixels)."""
        self.setFont(font)
        margins = insets(font)
        if margins != self.viewportMargins():
            self.setViewportMargins(margins)
        self.setMinimumHeight(height)

    def _connect(self) -> None:
        self.textChanged.connect(self._keep_within)
        self.textChanged.connect(self._start_drafting)
        self._drafting.timeout.connect(self._tell_draft)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def setPlainText(self, text: str) -> None:
        """Show what is written so far; typing goes on at its end."""
        super().setPlainText(text)
        self._space_lines()
        self.moveCursor(QTextCursor.MoveOperation.End)

    def toPlainText(self) -> str:
        """The Markdown exactly as it was typed: Qt's own would turn no-break spaces into plain ones."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def commit(self) -> None:
        """End the typing; what was typed is given, once."""
        if not self._open:
            return
        self._open = False
        self._drafting.stop()
        if self._is_typed():
            self.committed.emit(self.toPlainText())
        else:
            self.cancelled.emit()

    def event(self, event: QEvent) -> bool:
        """What the mouse does between the edge and the text is not for what lies below."""
        return event.type() in _OF_THE_MOUSE or super().event(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Refuse at once what could not be kept in the end; to lay it out might take minutes."""
        size = len(self.toPlainText()) - len(self.textCursor().selectedText()) + len(source.text())
        if size > NOTE_LIMIT:
            self.refused.emit(PostilError("note-too-long", limit=NOTE_LIMIT, size=size))
        else:
            super().insertFromMimeData(source)

    def _keep_within(self) -> None:
        """What is typed at the limit does not come in."""
        if self.document().characterCount() <= NOTE_LIMIT + 1:
            return
        excess = len(self.toPlainText()) - NOTE_LIMIT
        if excess > 0:
            cursor = self.textCursor()
            cursor.setPosition(max(0, cursor.position() - excess), QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            self.refused.emit(PostilError("note-too-long", limit=NOTE_LIMIT, size=NOTE_LIMIT + excess))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() == Qt.Key.Key_Escape or (is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            self.commit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.commit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _space_lines(self) -> None:
        """Not a change of the note, and nothing to undo."""
        self.document().setUndoRedoEnabled(False)
        space_lines(self.document())
        self.document().setUndoRedoEnabled(True)
        self.document().setModified(False)

    def _start_drafting(self) -> None:
        if not self._drafting.isActive():
            self._drafting.start()

    def _is_typed(self) -> bool:
        """Whether something was typed; what was undone since counts, too, where a draft tells of it."""
        return self._has_draft or self.document().isModified()

    def _tell_draft(self) -> None:
        if self._is_typed():
            self._has_draft = True
            self.draft_changed.emit(self.toPlainText())

    def _grow(self) -> None:
        """Be as high as the text, up to what the parent has room for."""
        parent = self.parentWidget()
        room = parent.height() if parent else self.maximumHeight()
        margins = self.viewportMargins()
        text = round(self.document().size().height()) + margins.top() + margins.bottom()
        wanted = max(self.minimumHeight(), min(room, text))
        if wanted != self.height():
            self.resize(self.width(), wanted)
            self.height_changed.emit(wanted)
