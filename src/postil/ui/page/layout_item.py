"""What the page asks of whatever it lays out: a piece of text today, a table row or an image one day."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from postil.core.display import Display
from postil.core.report import Block
from postil.core.span import Span


class Wash(NamedTuple):
    """A stretch of the text with a colour behind it, or a line under it: a mark, a find hit, the selection."""

    span: Span
    background: QColor | None = None
    underline: QColor | None = None
    foreground: QColor | None = None


class LayoutItem(Protocol):
    """One piece of the report laid out in a column.

    ``y`` counts from its top, ``x`` from the column's left edge, in pixels; offsets are code points of the report's
    text. It consists of ``lines`` lines (an image is one), each ``advance`` or more high: the view holds on to a line.
    """

    height: float

    @property
    def block(self) -> Block:
        """The block it shows, or the part of one."""

    @property
    def display(self) -> Display:
        """What the eye sees of it."""

    @property
    def lines(self) -> int:
        """How many lines it has, at least one."""

    @property
    def advance(self) -> float:
        """From one line to the next."""

    def line_top(self, line: int) -> float:
        """Where a line begins."""

    def line_at(self, y: float) -> int:
        """The line at a height; above the first one the first, below the last one the last."""

    def line_start(self, line: int) -> int:
        """The text offset of a line's first shown character."""

    def line_end(self, line: int) -> int:
        """The text offset after a line's last shown character."""

    def line_of(self, offset: int) -> int:
        """The line that shows a text offset."""

    def hit(self, x: float, y: float) -> int:
        """The text offset between characters that is nearest to a point."""

    def character_at(self, x: float, y: float) -> int | None:
        """The text offset of the character under a point, or None beside the text."""

    def after(self, offset: int) -> int:
        """The next text offset between shown characters."""

    def before(self, offset: int) -> int:
        """The text offset before, between shown characters."""

    def caret(self, offset: int) -> QRectF:
        """Where a caret at a text offset stands."""

    def rects(self, span: Span) -> list[QRectF]:
        """The rectangles of a span's shown characters."""

    def href_at(self, offset: int) -> str:
        """The address a character links to, or ""."""

    def paint(self, painter: QPainter, at: QPointF, clip: QRectF, washes: Iterable[Wash] = ()) -> None:
        """Paint it with its top left corner at a point, over and under what marks it."""

    def paint_caret(self, painter: QPainter, at: QPointF, offset: int) -> None:
        """Paint a caret at a text offset."""
