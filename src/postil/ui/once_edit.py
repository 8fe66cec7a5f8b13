"""A line that is typed over something, and gives what was typed once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

_STAYS = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}


class OnceEdit(QLineEdit):
    """Enter, or going elsewhere, gives what stands there; Esc leaves everything as it was.

    One signal comes, once, and whoever made the line closes it then.
    """

    cancelled = Signal()
    _open = True

    def commit(self) -> None:
        """Give what stands there, once."""
        if self._open:
            self._open = False
            self.give()

    def give(self) -> None:
        """Say what was typed: of each kind of line its own signal."""
        raise NotImplementedError

    def close_quietly(self) -> None:
        """Give nothing from now on."""
        self._open = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.commit()  # and no further: what lies below has a use for Enter, too
        elif event.key() == Qt.Key.Key_Escape:
            self.close_quietly()
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.commit()
