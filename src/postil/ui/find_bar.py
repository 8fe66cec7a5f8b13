"""The bar that finds words in the open report."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from postil.translation import gettext as _
from postil.ui.icons import icon
from postil.ui.theme import Theme


class FindBar(QWidget):
    """A line for the words, how often they stand there, and the way from one place to the next."""

    query_changed = Signal(str)
    next_wanted = Signal()
    previous_wanted = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit = QLineEdit(self, placeholderText=_("Find in this report…"), clearButtonEnabled=True)
        self._edit.setAccessibleName(_("Find in this report"))
        self._count = QLabel(self)
        self._previous = self._button(_("Previous place (Shift+F3)"))
        self._next = self._button(_("Next place (F3)"))
        self._close = self._button(_("Close (Esc)"))
        self._lay_out()
        self._connect()
        self.set_theme(theme)
        self.hide()

    def _button(self, tooltip: str) -> QToolButton:
        button = QToolButton(self, autoRaise=True)
        button.setToolTip(tooltip)
        button.setAccessibleName(tooltip)
        side = self.fontMetrics().height()
        button.setIconSize(QSize(side, side))
        return button

    def _lay_out(self) -> None:
        em = self.fontMetrics().height() * 3 // 4
        layout = QHBoxLayout(self)
        layout.setContentsMargins(em, em // 2, em, em // 2)
        layout.addWidget(self._edit, 1)
        layout.addWidget(self._count)
        for button in (self._previous, self._next, self._close):
            layout.addWidget(button)
        self._edit.setMaximumWidth(40 * em)
        self._count.setMinimumWidth(6 * em)
        layout.addStretch(1)

    def _connect(self) -> None:
        self._edit.textChanged.connect(self.query_changed)
        self._previous.clicked.connect(self.previous_wanted)
        self._next.clicked.connect(self.next_wanted)
        self._close.clicked.connect(self.close_bar)

    @property
    def query(self) -> str:
        """The words that are sought."""
        return self._edit.text()

    def open_bar(self, words: str = "") -> None:
        """Show the bar, ready for typing; words that are selected on the page are taken as the query."""
        if words:
            self._edit.setText(words)
        self.show()
        self._edit.selectAll()
        self._edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_bar(self) -> None:
        """Hide the bar; what was found is not wanted any more."""
        self.hide()
        self.closed.emit()

    def set_count(self, current: int, total: int) -> None:
        """Show which of all places is shown, counted from 1; 0 where none is."""
        if not self.query:
            text = ""
        elif not total:
            text = _("Not found")
        elif not current:
            text = _("{total} found").format(total=total)
        else:
            text = _("{current} of {total}").format(current=current, total=total)
        self._count.setText(text)
        for button in (self._previous, self._next):
            button.setEnabled(total > 0)

    def set_theme(self, theme: Theme) -> None:
        """Repaint in other colours."""
        self._theme = theme
        if self.isVisible():
            self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        """The icons are drawn when they are first seen: that takes longer than the rest of the bar."""
        self._draw()
        super().showEvent(event)

    def _draw(self) -> None:
        for button, name in ((self._previous, "previous"), (self._next, "next"), (self._close, "close")):
            button.setIcon(icon(name, self._theme.text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        match event.key():
            case Qt.Key.Key_Escape:
                self.close_bar()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_F3:
                (self.previous_wanted if back else self.next_wanted).emit()
            case _:
                super().keyPressEvent(event)
