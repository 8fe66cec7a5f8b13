"""The reading surface itself: one column of text that is laid out only where it is in view."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollBar, QWidget

from postil.core.outline import Outline
from postil.core.report import Report
from postil.core.span import Span
from postil.translation import gettext as _
from postil.ui.page.column import Column, Place, Spot
from postil.ui.page.layout_item import LayoutItem, Wash
from postil.ui.page.measure import Measure
from postil.ui.page.text_item import Ink
from postil.ui.page.typography import Typography, guessed_language, writing_of
from postil.ui.theme import Theme

_GLIDE_MS = 110
_READING_LINES = 1.75
_BLANK_KEPT = 0.8
_NEARLY = 0.99
_RESTYLED = {QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange, QEvent.Type.DevicePixelRatioChange}


class TextView(QAbstractScrollArea):
    """Shows a report. Its state is a place in the text; scroll bar values are only estimates (see ``units``)."""

    first_page = Signal()
    scrolled = Signal()
    """Something else is in view, or stands elsewhere in it."""
    read_on = Signal()
    """The reader scrolled."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.zoom = 1.0
        self.report: Report | None = None
        self.outline = Outline()
        self.measure = Measure(0, 0)
        self.margin_shown = True
        self._column: Column | None = None
        self._place = Place()
        self._spot = Spot(0, 0.0)
        self._painted = False
        self._writing_bar = False
        self._glide = QVariantAnimation(self, duration=_GLIDE_MS, startValue=0.0)
        self._glided = 0.0
        self.setViewport(QWidget(self))  # Qt's own would have PySide make every class of widget there is
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(_("Report"))
        self.verticalScrollBar().valueChanged.connect(self._follow_bar)
        self._glide.valueChanged.connect(self._glide_on)

    # What is shown

    def show_report(self, report: Report, outline: Outline, offset: int = 0) -> None:
        """Show a report with a text offset in its top line."""
        self.report, self.outline = report, outline
        self._place = Place(min(offset, len(report.text)), 0.0)
        if offset <= (report.blocks.starts[0] if len(report.blocks) else 0):
            self._place = Place(0, -1e6)
        self._painted = False
        self._lay_out()

    def set_outline(self, outline: Outline) -> None:
        """Take in the markers of an outline that was worked out since."""
        self.outline = outline
        if self._column is not None:
            if self._typography() != self._column.typography:
                self._lay_out()
                return
            self._column.adorn(outline)
            self._restore()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme's colours."""
        self.theme = theme
        if self._column is not None:
            self._column.take_ink(self._ink())
        self.viewport().update()

    def set_zoom(self, zoom: float) -> None:
        """Set the text larger or smaller; 1.0 follows the system's font."""
        self.zoom = zoom
        self._lay_out()

    def show_margin(self, shown: bool) -> None:
        """Keep room for cards beside the column, or not."""
        self.margin_shown = shown
        self._lay_out()

    def _lay_out(self) -> None:
        if self.report is None or not len(self.report.blocks):
            self._column = None
            self.viewport().update()
            return
        typography = self._typography()
        self.measure = self._measured(typography)
        self._column = Column(self.report, self.outline, typography, self.measure.width, self._ink())
        self._restore()

    def _measured(self, typography: Typography) -> Measure:
        return Measure.of(self.viewport().width(), typography, margin=self.margin_shown)

    def _restore(self) -> None:
        """Put the remembered place back to the top after heights changed."""
        if self._column is not None:
            self._spot = self._column.spot(self._place)
            self._write_bar()
            self.viewport().update()
            self.scrolled.emit()

    def event(self, event: QEvent) -> bool:
        """Lay out anew for another font or screen."""
        if event.type() in _RESTYLED and self._column is not None:
            self.restyle()
        return super().event(event)

    def restyle(self) -> None:
        """Lay out anew: the system's font or the screen changed."""
        self._lay_out()

    def _typography(self) -> Typography:
        size = round(QApplication.font().pointSizeF() * self.logicalDpiY() / 72 * 1.42 * self.zoom)
        text = self.report.text if self.report else ""
        return Typography(size, writing_of(self.outline.language or guessed_language(text)))

    def _ink(self) -> Ink:
        theme = self.theme
        return Ink(QColor(theme.text), QColor(theme.text_quiet), QColor(theme.accent), QColor(theme.hairline))

    # Where it is

    @property
    def top_offset(self) -> int:
        """The text offset of the top line."""
        return self._place.offset

    @property
    def first_visible_offset(self) -> int:
        """The text offset of the first line that is fully in view."""
        return self._column.first_whole_line(self._spot) if self._column is not None else 0

    @property
    def reading_offset(self) -> int:
        """The text offset of the line after the top one: what the reader is at.

        It depends on what the top line is, not on how much of it is seen: it is the same when the place is restored.
        """
        if self._column is None:
            return 0
        top = self._column.spot_of(self._place.offset)
        return self._column.place(self._column.moved(top, self._column.typography.advance * _READING_LINES)).offset

    def in_view(self, offset: int) -> bool:
        """Whether the line of a text offset is fully in view."""
        if self._column is None:
            return False
        lowest = self.viewport().height() - self._column.typography.advance
        return -1 <= self._column.distance(self._spot, self._column.spot_of(offset), lowest + 1) <= lowest

    def lines_in_view(self) -> Iterator[Span]:
        """The lines that are fully in view, each as the text from its beginning to that of the next one."""
        lowest = self.viewport().height() + 1
        for index, item, y in self.visible_items():
            assert self._column is not None
            is_last = index + 1 == len(self._column)
            after = self._column.pieces.ends[index] if is_last else self._column.pieces.starts[index + 1]
            starts = [*map(item.line_start, range(item.lines)), after]
            for line in range(item.lines):
                top = y + item.line_top(line)
                if top >= -1 and top + item.advance <= lowest:
                    yield Span(starts[line], starts[line + 1])

    @property
    def progress(self) -> float:
        """The share (0 to 1) that is scrolled of what there is to scroll until the report's end is in view."""
        if self._column is None:
            return 0.0
        if self.in_view(self._column.pieces.ends[-1]):
            return 1.0
        scrollable = max(1, self._column.units.total - self.viewport().height())
        return min(_NEARLY, self._column.bar_value(self._spot) / scrollable)

    @property
    def line_height(self) -> float:
        """From one line of the report's text to the next, in pixels."""
        return self._column.typography.advance if self._column is not None else 0.0

    def scroll_by(self, pixels: float) -> None:
        """Move the text up by so many pixels (negative: down)."""
        if self._column is not None:
            self._go(self._column.moved(self._spot, pixels))

    def scroll_to(self, offset: int, *, above: float = 0.0) -> None:
        """Bring the line of a text offset to the top, with some pixels left above it."""
        if self._column is not None:
            self._glide.stop()
            self._go(self._column.moved(self._column.spot_of(offset), -above))

    def bring_to_top(self, offset: int) -> None:
        """Bring the line of a text offset to the top, with nothing but blank above it."""
        if self._column is not None:
            self.scroll_to(offset, above=self._column.blank_above(offset) * _BLANK_KEPT)

    def reveal(self, offset: int) -> None:
        """Bring the line of a text offset into view, moving as little as needed; from afar to a third of the height."""
        if self._column is None:
            return
        height, advance = self.viewport().height(), self._column.typography.advance
        y = self._column.distance(self._spot, self._column.spot_of(offset), height * 2)
        if y < 0 or y > height - advance * 2:
            near = -height < y < height * 2
            wish = advance if y < 0 else height - advance * 3
            self.scroll_to(offset, above=wish if near else height / 3)

    def scroll_home(self) -> None:
        """Go to the report's beginning."""
        if self._column is not None:
            self._go(Spot(0, 0.0))

    def scroll_end(self) -> None:
        """Go to the last full page, where the report's last line stands at the bottom; from below it nowhere."""
        if self._column is not None:
            bottom = self._column.moved(
                self._column.end, self._column.typography.advance * 2 - self.viewport().height()
            )
            self._go(max(bottom, self._spot))

    def _go(self, spot: Spot) -> None:
        assert self._column is not None
        if spot != self._spot:
            self._spot = spot
            self._place = self._column.place(spot)
            self._write_bar()
            self.viewport().update()
            self.scrolled.emit()

    # Its scroll bar

    def use_scroll_bar(self, bar: QScrollBar) -> None:
        """Scroll with this bar."""
        self.setVerticalScrollBar(bar)
        bar.valueChanged.connect(self._follow_bar)
        bar.sliderReleased.connect(self._write_bar)

    def bar_value_of(self, offset: int) -> int:
        """The scroll bar's value for a text offset, estimated: nothing is laid out for it."""
        if self._column is None:
            return 0
        piece = self._column.pieces.at(offset)
        start, end = self._column.pieces.span(piece)
        return self._column.units.value(piece, (offset - start) / max(1, end - start))

    def _write_bar(self) -> None:
        bar = self.verticalScrollBar()
        if bar.isSliderDown() or self._column is None:
            return
        self._writing_bar = True
        bar.setRange(0, self._column.bar_maximum)
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(round(self._column.typography.advance))
        bar.setValue(self._column.bar_value(self._spot))
        self._writing_bar = False

    def _follow_bar(self, value: int) -> None:
        if not self._writing_bar and self._column is not None:
            self._glide.stop()
            self._go(self._column.from_bar(value))
            self.read_on.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Nothing: the bar's values are not pixels."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll smoothly: touchpads by their pixels, wheels by a short glide."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        self.read_on.emit()
        if not event.pixelDelta().isNull() and QGuiApplication.platformName() != "xcb":
            self.scroll_by(-event.pixelDelta().y())
        elif self._column is not None:
            lines = QApplication.wheelScrollLines() * event.angleDelta().y() / 120
            self._glide_by(-lines * self._column.typography.advance)
        event.accept()

    def _glide_by(self, pixels: float) -> None:
        left = self._glide.endValue() - self._glided if self._glide.state() is QVariantAnimation.State.Running else 0.0
        self._glide.stop()
        self._glided = 0.0
        self._glide.setEndValue(left + pixels)
        self._glide.start()

    def _glide_on(self, reached: float) -> None:
        step, self._glided = reached - self._glided, reached
        self.scroll_by(step)

    # Painting

    @property
    def painted_top(self) -> Spot:
        """The spot at the top as it is painted: on a whole pixel of the screen, so that edges are sharp."""
        ratio = self.devicePixelRatioF()
        return self._spot._replace(y=round(self._spot.y * ratio) / ratio)

    def visible_items(self) -> Iterator[tuple[int, LayoutItem, float]]:
        """The pieces in view, from the top: index, layout, and the y of its top in the viewport."""
        if self._column is None:
            return
        index, y = self._spot.piece, -self.painted_top.y
        while y < self.viewport().height() and index < len(self._column):
            item = self._column.item(index)
            yield index, item, y
            y += item.height
            index += 1

    def washes(self, span: Span) -> list[Wash]:  # noqa: ARG002 — those who show marks answer for the span
        """What lies behind the text of a span; none in a plain view."""
        return []

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in view."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self.theme.page))
        clip = QRectF(event.rect())
        for _index, item, y in self.visible_items():
            washes = self.washes(item.block.span)
            item.paint(painter, QPointF(self.measure.left, y), clip, washes)
        self.paint_over(painter)
        painter.end()
        if not self._painted and self._column is not None:
            self._painted = True
            QTimer.singleShot(0, self, self.first_page.emit)

    def paint_over(self, painter: QPainter) -> None:
        """Paint what stands beside and over the text; nothing in a plain view."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew for another width; the text at the top line stays there."""
        super().resizeEvent(event)
        if self._column is None or self._measured(self._column.typography) != self.measure:
            self._lay_out()
        else:
            self._write_bar()
