"""The menu bar, folded away until Alt or F10 asks for it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMenuBar

_KEYS = {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride}
_STAYS = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}


class FoldedMenuBar(QMenuBar):
    """Shown by F10, or by Alt alone, with its first menu chosen; folded again when the focus goes elsewhere.

    Where the system shows menus outside the window, it is always there.
    """

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._alt_alone = False
        self.setVisible(self.isNativeMenuBar())
        window.installEventFilter(self)

    def unfold(self) -> None:
        """Show the bar, ready to be walked through with the keys; it gives the focus back when that ends."""
        self.show()
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyRelease):  # Alt alone is Qt's only way into that
            QApplication.sendEvent(self.window(), QKeyEvent(kind, Qt.Key.Key_Alt, Qt.KeyboardModifier.NoModifier))

    def fold(self) -> None:
        """Hide the bar where it is part of the window."""
        self.setVisible(self.isNativeMenuBar())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that reach the window, because nothing in it used them."""
        if isinstance(event, QKeyEvent) and not self.isVisible():
            is_alt = event.key() == Qt.Key.Key_Alt
            if event.type() in _KEYS:
                self._alt_alone = is_alt
            if (event.type() == QEvent.Type.KeyRelease and is_alt and self._alt_alone) or (
                event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_F10
            ):
                self._alt_alone = False
                self.unfold()
                return True
        elif event.type() == QEvent.Type.WindowDeactivate:
            self._alt_alone = False
        return super().eventFilter(watched, event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.fold()
