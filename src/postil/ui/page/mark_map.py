"""The scroll bar, with a thin map of all marks on it."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

from postil.ui.theme import Theme

_WIDTH = 14


class MarkMap(QScrollBar):
    """A quiet scroll bar that shows where marks are, in the bar's own units.

    ``ticks`` gives (value, colour) for each mark; it is asked when the bar is painted.
    """

    def __init__(self, theme: Theme, ticks: Callable[[], Iterable[tuple[int, str]]], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        self._ticks = ticks
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Narrow."""
        return QSize(_WIDTH, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 — it is always painted whole
        """Paint the ticks, and the thumb over them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._theme.page))
        groove = self._part(QStyle.SubControl.SC_ScrollBarGroove)
        span = max(1, self.maximum() + self.pageStep())
        painter.setPen(Qt.PenStyle.NoPen)
        thumb = QColor(self._theme.card_edge_active)
        thumb.setAlphaF(0.75 if self.isSliderDown() or self.underMouse() else 0.45)
        painter.setBrush(thumb)
        slider = self._part(QStyle.SubControl.SC_ScrollBarSlider).adjusted(4, 1, -3, -1)
        painter.drawRoundedRect(slider, 3.5, 3.5)
        for value, colour in self._ticks():
            y = groove.top() + groove.height() * value / span
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(groove.left() + 2, y, groove.width() - 4, 3), 1.5, 1.5)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the thumb goes there at once."""
        if event.button() is Qt.MouseButton.LeftButton:
            slider = self._part(QStyle.SubControl.SC_ScrollBarSlider)
            if not slider.contains(event.position()):
                groove = self._part(QStyle.SubControl.SC_ScrollBarGroove)
                room = max(1.0, groove.height() - slider.height())
                share = (event.position().y() - groove.top() - slider.height() / 2) / room
                self.setValue(round(min(1, max(0, share)) * self.maximum()))
        super().mousePressEvent(event)

    def _part(self, which: QStyle.SubControl) -> QRectF:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        return QRectF(self.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, which, self))
