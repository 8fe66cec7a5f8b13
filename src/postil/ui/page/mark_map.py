"""The scroll bar, with a thin map of all marks on it."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from postil.ui.theme import Theme

_WIDTH = 14
_THUMB = 28


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
        span = max(1, self.maximum() + self.pageStep())
        painter.setPen(Qt.PenStyle.NoPen)
        thumb = QColor(self._theme.card_edge_active)
        thumb.setAlphaF(0.75 if self.isSliderDown() or self.underMouse() else 0.45)
        painter.setBrush(thumb)
        painter.drawRoundedRect(self.thumb().adjusted(4, 1, -3, -1), 3.5, 3.5)
        for value, colour in self._ticks():
            y = self.height() * value / span
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(2, y, self.width() - 4, 3), 1.5, 1.5)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the thumb goes there at once."""
        if event.button() is Qt.MouseButton.LeftButton:
            thumb = self.thumb()
            if not thumb.contains(event.position()):
                share = (event.position().y() - thumb.height() / 2) / max(1.0, self.height() - thumb.height())
                self.setValue(round(min(1, max(0, share)) * self.maximum()))
        super().mousePressEvent(event)

    def thumb(self) -> QRectF:
        """Where the thumb is. (The style knows it, too; the import of QStyle alone takes longer than a page.)"""
        range_, page = self.maximum() - self.minimum(), self.pageStep()
        length = max(_THUMB, self.height() * page // max(1, range_ + page))
        top = (self.height() - length) * (self.sliderPosition() - self.minimum()) // max(1, range_)
        return QRectF(0, top, self.width(), length)
