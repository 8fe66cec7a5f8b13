"""The line over a row of the outline where its title is typed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from postil.core.correction import TITLE_LIMIT
from postil.translation import gettext as _

_STAYS = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}


class TitleEdit(QLineEdit):
    """A title that is typed: Enter, or going elsewhere, gives it; Esc leaves everything as it was.

    Either signal comes once, and whoever made the line closes it then.
    """

    title_given = Signal(str)
    cancelled = Signal()

    def __init__(self, title: str, typed: str | None, parent: QWidget) -> None:
        """``typed`` is what was typed already, None for nothing."""
        super().__init__(title if typed is None else typed, parent, maxLength=TITLE_LIMIT)
        self.setAccessibleName(_("Title"))
        self._before = title
        self._open = True
        if typed is None:
            self.selectAll()

    def commit(self) -> None:
        """Give the title that stands there; one that was not changed is none."""
        if not self._open:
            return
        self._open = False
        title = " ".join(self.text().split())
        if title == self._before:
            self.cancelled.emit()
        else:
            self.title_given.emit(title)

    def close_quietly(self) -> None:
        """Give nothing from now on."""
        self._open = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.commit()  # and no further: the tree below would go to its node
        elif event.key() == Qt.Key.Key_Escape:
            self._open = False
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.commit()
