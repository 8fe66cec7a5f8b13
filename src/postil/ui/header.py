"""The window's head: the menu, the report's title, and the few buttons that are always wanted."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from postil.translation import gettext as _
from postil.ui.elide import elide_at_words
from postil.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QAction


class _Title(QWidget):
    """The report's title and a few quiet words after it, in the middle of what room there is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title, self._details = "", ""
        self._quiet = QColor()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_title(self, title: str, details: str) -> None:
        self._title, self._details = title, details
        self.setToolTip(title)
        self.setAccessibleName(title)
        self.update()

    def set_quiet(self, colour: QColor) -> None:
        self._quiet = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 — Qt's signature
        painter = QPainter(self)
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        small = QFont(self.font())
        small.setPointSizeF(self.font().pointSizeF() * 0.88)
        painter.setFont(small)
        details_width = painter.fontMetrics().horizontalAdvance(self._details) + 12 if self._details else 0
        painter.setFont(bold)
        if details_width > self.width() * 0.45:
            details_width = 0
        title = elide_at_words(self._title, QFontMetricsF(bold), self.width() - details_width)
        width = painter.fontMetrics().horizontalAdvance(title)
        left = max(0, (self.width() - width - details_width) // 2)
        base = (self.height() + painter.fontMetrics().capHeight()) // 2
        painter.setPen(self.palette().windowText().color())
        painter.drawText(left, base, title)
        if details_width:
            painter.setFont(small)
            painter.setPen(self._quiet)
            painter.drawText(left + width + 12, base, self._details)


class Header(QWidget):
    """A row above everything else."""

    menu_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = _Title(self)
        self._menu = QToolButton(self)
        self._menu.setToolTip(_("Menu (F10)"))
        self._menu.setAccessibleName(_("Menu"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 5, 10, 5)
        self._row.setSpacing(4)
        self._row.addWidget(self._menu)
        self._row.addWidget(self._title, 1)
        self._buttons: dict[str, QToolButton] = {}
        self._menu.clicked.connect(self.menu_wanted)
        self._prepare(self._menu)

    @property
    def menu_button(self) -> QToolButton:
        """The button under which the menu opens."""
        return self._menu

    def buttons(self) -> list[QToolButton]:
        """All buttons, from left to right."""
        return [self._menu, *self._buttons.values()]

    def add_button(self, action: "QAction", icon_name: str) -> None:
        """Add a button for an action, at the right."""
        button = QToolButton(self)
        button.setDefaultAction(action)
        self._prepare(button)
        self._buttons[icon_name] = button
        self._row.addWidget(button)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        from postil.ui.icons import icon  # noqa: PLC0415 — not for the first page

        self._title.set_quiet(QColor(theme.text_quiet))
        self._menu.setIcon(icon("menu", theme.text))
        for name, button in self._buttons.items():
            button.defaultAction().setIcon(icon(name, theme.text))

    def show_title(self, title: str, details: str) -> None:
        """Show a report's title and a few words on it."""
        self._title.show_title(title, details)

    def _prepare(self, button: QToolButton) -> None:
        button.setAutoRaise(True)
        button.setIconSize(QSize(18, 18))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
