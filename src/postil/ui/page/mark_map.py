"""The scroll bar, with a thin map of all marks on it."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractSlider, QScrollBar, QWidget

from postil.ui.theme import Theme

_WIDTH = 14
_THUMB = 28


class MarkMap(QScrollBar):
    """A quiet scroll bar that shows where marks are, in the bar's own units.

    ``ticks`` gives (value, colour) for each mark, from the top; it is asked again when ``forget_ticks`` says that marks
    changed. The thumb is dragged as it is painted, whatever the style's own would be.
    """

    def __init__(self, theme: Theme, ticks: Callable[[], Iterable[tuple[int, str]]], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        self._ticks = ticks
        self._picture: QPixmap | None = None
        self._grip = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        self._theme = theme
        self.forget_ticks()

    def forget_ticks(self) -> None:
        """Paint the marks anew."""
        self._picture = None
        self.update()

    def sliderChange(self, change: QAbstractSlider.SliderChange) -> None:
        """Another range has other places."""
        if change is QAbstractSlider.SliderChange.SliderRangeChange:
            self._picture = None
        super().sliderChange(change)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height has other places."""
        super().resizeEvent(event)
        self._picture = None

    def sizeHint(self) -> QSize:
        """Narrow."""
        return QSize(_WIDTH, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 — it is always painted whole
        """Paint the ticks, and the thumb over them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._theme.page))
        painter.setPen(Qt.PenStyle.NoPen)
        in_hand = self.isSliderDown() or self.underMouse()
        painter.setBrush(QColor(self._theme.text_quiet if in_hand else self._theme.card_edge_active))
        painter.drawRoundedRect(self.thumb().adjusted(4, 1, -3, -1), 3.5, 3.5)
        if self._picture is None or self._picture.devicePixelRatioF() != self.devicePixelRatioF():
            self._picture = self._painted_ticks()
        painter.drawPixmap(0, 0, self._picture)

    def _painted_ticks(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        span = max(1, self.maximum() + self.pageStep())
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        last = -1.0
        for value, colour in self._ticks():
            y = self.height() * value / span
            if y >= last + 1:  # of many in one pixel the first is seen
                last = y
                painter.setBrush(QColor(colour))
                painter.drawRoundedRect(QRectF(2, y, self.width() - 4, 3), 1.5, 1.5)
        painter.end()
        return picture

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the thumb; a press beside it brings it there at once."""
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        y, thumb = event.position().y(), self.thumb()
        inside = thumb.top() <= y < thumb.bottom()
        self._grip = y - thumb.top() if inside else thumb.height() / 2
        self.setSliderDown(True)
        if not inside:
            self._drag_to(y)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the thumb."""
        if self.isSliderDown():
            self._drag_to(event.position().y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the thumb."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(False)
            self.update()

    def _drag_to(self, y: float) -> None:
        share = (y - self._grip) / max(1.0, self.height() - self.thumb().height())
        self.setSliderPosition(self.minimum() + round(share * (self.maximum() - self.minimum())))

    def thumb(self) -> QRectF:
        """Where the thumb is. (The style knows it, too; the import of QStyle alone takes longer than a page.)"""
        range_, page = self.maximum() - self.minimum(), self.pageStep()
        length = max(_THUMB, self.height() * page // max(1, range_ + page))
        top = (self.height() - length) * (self.sliderPosition() - self.minimum()) // max(1, range_)
        return QRectF(0, top, self.width(), length)
