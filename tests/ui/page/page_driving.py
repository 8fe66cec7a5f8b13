"""Using a page as a reader does, and seeing what a reader sees."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from postil.core.annotation import Anchor, Annotation
from postil.core.report import Report
from postil.core.span import Span
from postil.formats import read
from postil.ui.page.page import Page

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def report_of(text: str, name: str = "report.txt") -> Report:
    return read(text.encode(), name)


def mark_on(report: Report, start: int, end: int, identifier: str = "mark", **fields) -> Annotation:
    return Annotation(identifier, Anchor.describe(report.text, Span(start, end)), **fields)


def letter_at_top(page: Page) -> int:
    """The text offset of the first letter of the top line."""
    assert page.report is not None
    return next(offset for offset in top_line(page) if page.report.text[offset].isalnum())


def top_line(page: Page) -> range:
    """The text offsets of the top line."""
    left = page.measure.left
    return range(page.offset_at(QPointF(left, 0)), page.offset_at(QPointF(left + page.measure.width, 0)))


def height_of(page: Page, offset: int) -> float:
    """Where in the viewport the line of a letter begins; its distance from the top where that is out of view."""
    rects = page.span_rects(Span(offset, offset + 1))
    return rects[0].top() if rects else 1e6


def place_of(page: Page, offset: int) -> QPointF:
    """The middle of a letter in the viewport."""
    return QPointF(page.span_rects(Span(offset, offset + 1))[0].center())


def edge_of(page: Page, offset: int) -> QPointF:
    """A point of the viewport a little right of where a letter (of text from left to right) begins."""
    rect = page.span_rects(Span(offset, offset + 1))[0]
    return QPointF(rect.left() + 0.5, rect.center().y())


def mouse(widget: QWidget, kind: QEvent.Type, at: QPointF, modifiers=PLAIN) -> None:
    """One event of the left button."""
    button = NONE if kind is QEvent.Type.MouseMove else LEFT
    held = NONE if kind is QEvent.Type.MouseButtonRelease else LEFT
    event = QMouseEvent(kind, at, QPointF(widget.mapToGlobal(at.toPoint())), button, held, modifiers)
    QApplication.sendEvent(widget, event)


def press(page: Page, at: QPointF, modifiers=PLAIN) -> None:
    mouse(page.viewport(), QEvent.Type.MouseButtonPress, at, modifiers)


def release(page: Page, at: QPointF, modifiers=PLAIN) -> None:
    mouse(page.viewport(), QEvent.Type.MouseButtonRelease, at, modifiers)


def click(page: Page, at: QPointF, modifiers=PLAIN) -> None:
    press(page, at, modifiers)
    release(page, at, modifiers)


def double_click(page: Page, at: QPointF) -> None:
    click(page, at)
    mouse(page.viewport(), QEvent.Type.MouseButtonDblClick, at)
    release(page, at)


def drag(page: Page, start: QPointF, end: QPointF) -> None:
    press(page, start)
    mouse(page.viewport(), QEvent.Type.MouseMove, (start + end) / 2)
    mouse(page.viewport(), QEvent.Type.MouseMove, end)
    release(page, end)


def wheel(page: Page, angle: int, pixels: int = 0) -> None:
    """Turn the wheel; 120 is one notch."""
    at = QPointF(page.viewport().rect().center())
    event = QWheelEvent(
        at,
        QPointF(page.viewport().mapToGlobal(at.toPoint())),
        QPoint(0, pixels),
        QPoint(0, angle),
        NONE,
        PLAIN,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 — Qt takes it by position only
    )
    QApplication.sendEvent(page.viewport(), event)
