"""A piece of text as it is laid out on the page."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from postil.core.display import Display
from postil.core.report import Block, Style
from postil.core.span import Span
from postil.core.text import Utf16Map
from postil.ui.page.layout_item import Wash
from postil.ui.page.typography import Setting


class Ink(NamedTuple):
    """The colours a piece is painted in."""

    text: QColor
    quiet: QColor
    accent: QColor
    hairline: QColor


class TextItem:
    """A piece of text, laid out by Qt (a ``LayoutItem``). ``tints`` are set off; an empty one at the
    block's start means its number.
    """

    def __init__(
        self,
        text: str,
        block: Block,
        setting: Setting,
        *,
        width: float,
        ink: Ink,
        tints: Sequence[Span] = (),
    ) -> None:
        self.block = block
        self.display = Display(text, block)
        self._setting = setting
        self._ink = ink
        self._width = width
        self._tinted_number = Span(block.start, block.start) in tints
        self._units = Utf16Map(self.display.shown)
        self._layout = QTextLayout(self.display.shown.replace("\n", "\u2028"), setting.font)
        self._layout.setCacheEnabled(True)
        self._leftwards = self.display.shown.isascii() is False and _runs_leftwards(self.display.shown)
        self._layout.setTextOption(_option(leftwards=self._leftwards))
        self._layout.setFormats([*self._styles(), *(self._tint(span) for span in tints)])
        self._tops = self._break_lines()
        self.height = self._tops[-1] + setting.advance + setting.after

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return len(self._tops)

    @property
    def advance(self) -> float:
        """From one line to the next."""
        return self._setting.advance

    def line_top(self, line: int) -> float:
        """Where a line begins."""
        return self._tops[line]

    def line_at(self, y: float) -> int:
        """The line at a height; above the first one the first, below the last one the last."""
        return max(0, bisect_right(self._tops, y) - 1)

    def line_start(self, line: int) -> int:
        """The text offset of a line's first shown character."""
        return self.display.text_start(self._units.code_point(self._layout.lineAt(line).textStart()))

    def line_end(self, line: int) -> int:
        """The text offset after a line's last shown character, a blank where it is broken left out."""
        row = self._layout.lineAt(line)
        end = self._units.code_point(row.textStart() + row.textLength())
        if line < self.lines - 1 and self.display.shown[end - 1].isspace():
            return self.display.text_start(end - 1)
        return self.display.text_end(end)

    def line_of(self, offset: int) -> int:
        """The line that shows a text offset."""
        row = self._layout.lineForTextPosition(self._utf16(offset))
        return max(0, row.lineNumber()) if row.isValid() else 0

    def hit(self, x: float, y: float) -> int:
        """The text offset between characters that is nearest to a point."""
        row = self._layout.lineAt(self.line_at(y))
        return self.display.text_start(self._units.code_point(row.xToCursor(x)))

    def character_at(self, x: float, y: float) -> int | None:
        """The text offset of the character under a point, or None beside the text."""
        row = self._layout.lineAt(self.line_at(y))
        inside = row.naturalTextRect().adjusted(-2, -self.advance, 2, self.advance)
        if not inside.contains(QPointF(x, y)):
            return None
        shown = self._units.code_point(row.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter))
        return self.display.text_start(shown)

    def after(self, offset: int) -> int:
        """The next text offset between shown characters; combining marks stay with theirs."""
        return self.display.text_end(self._units.code_point(self._layout.nextCursorPosition(self._utf16(offset))))

    def before(self, offset: int) -> int:
        """The text offset before, between shown characters."""
        return self.display.text_start(self._units.code_point(self._layout.previousCursorPosition(self._utf16(offset))))

    def caret(self, offset: int) -> QRectF:
        """Where a caret at a text offset stands."""
        line = self.line_of(offset)
        row = self._layout.lineAt(line)
        return QRectF(_x(row, self._utf16(offset)), row.y(), 1.5, row.height())

    def rects(self, span: Span) -> list[QRectF]:
        """The rectangles of a span's shown characters, from the glyphs themselves: also across Latin and Arabic."""
        start, end = self._range(span)
        found: list[QRectF] = []
        for i in range(self.lines):
            row = self._layout.lineAt(i)
            first, last = max(start, row.textStart()), min(end, row.textStart() + row.textLength())
            if first < last:
                for run in row.glyphRuns(first, last - first):
                    box = run.boundingRect()
                    found.append(QRectF(box.x(), row.y(), box.width(), row.height()))
        return found

    def href_at(self, offset: int) -> str:
        """The address a character links to, or ""."""
        shown = self.display.to_shown(offset)
        return next((style.href for style in self.display.styles if style.start <= shown < style.end), "")

    def paint(self, painter: QPainter, at: QPointF, clip: QRectF, washes: Iterable[Wash] = ()) -> None:
        """Paint it with its top left corner at a point; marks are painted by Qt's own layout."""
        if self._setting.bars:
            self._paint_bars(painter, at)
        if self.block.number:
            self._paint_number(painter, at)
        painter.setPen(self._ink.quiet if self._setting.quiet else self._ink.text)
        self._layout.draw(painter, at, [format_ for wash in washes if (format_ := self._wash(wash))], clip)

    def paint_caret(self, painter: QPainter, at: QPointF, offset: int) -> None:
        """Paint a caret at a text offset."""
        painter.fillRect(self.caret(offset).translated(at), self._ink.text)

    def _break_lines(self) -> list[float]:
        setting = self._setting
        width = max(setting.font.pixelSize() * 4.0, self._width - setting.indent)
        metrics = QFontMetricsF(setting.font)
        baseline = round((setting.advance - metrics.height()) / 2 + metrics.ascent())
        x = 0.0 if self._leftwards else setting.indent
        y, tops = setting.before, []
        self._layout.beginLayout()
        while (row := self._layout.createLine()).isValid():
            row.setLineWidth(width)
            row.setPosition(QPointF(x, y + baseline - row.ascent()))  # whatever fonts a line mixes
            tops.append(y)
            y += setting.advance
        self._layout.endLayout()
        return tops or [setting.before]

    def _paint_number(self, painter: QPainter, at: QPointF) -> None:
        row, font, number = self._layout.lineAt(0), QFont(self._setting.font), self.block.number
        if self._tinted_number:
            font.setWeight(QFont.Weight.DemiBold)
        width = QFontMetricsF(font).horizontalAdvance(number)
        x = self._from_edge(self._setting.indent - font.pixelSize() * 0.45 - width, width)
        painter.setFont(font)
        painter.setPen(self._ink.accent if self._tinted_number else self._ink.text)
        painter.drawText(QPointF(at.x() + x, at.y() + row.y() + row.ascent()), number)

    def _paint_bars(self, painter: QPainter, at: QPointF) -> None:
        """Lines from the first line's capitals to the last line's baseline, or on to the next block's."""
        first, last, font = self._layout.lineAt(0), self._layout.lineAt(self.lines - 1), self._setting.font
        air = font.pixelSize() * 0.22
        top = first.y() + first.ascent() - QFontMetricsF(font).capHeight() - air
        for i, bar in enumerate(self._setting.bars):
            goes_on = i < self._setting.bars_go_on
            bottom = self.height + top - self._tops[0] if goes_on else last.y() + last.ascent() + air
            x = self._from_edge(bar, 2)
            painter.fillRect(QRectF(at.x() + x, round(at.y() + top), 2, round(bottom - top)), self._ink.hairline)

    def _from_edge(self, distance: float, width: float) -> float:
        """The x of something so wide, so far from the side where lines begin."""
        return self._width - distance - width if self._leftwards else distance

    def _styles(self) -> list[QTextLayout.FormatRange]:
        return [
            self._format(
                style.start, style.end, _character_format(style.style, bool(style.href), self._setting.font, self._ink)
            )
            for style in self.display.styles
        ]

    def _tint(self, span: Span) -> QTextLayout.FormatRange:
        tint = QTextCharFormat()
        tint.setForeground(self._ink.accent)
        tint.setFontWeight(QFont.Weight.DemiBold)
        shown = self.display.span_to_shown(span)
        return self._format(shown.start, shown.end, tint)

    def _wash(self, wash: Wash) -> QTextLayout.FormatRange | None:
        shown = self.display.span_to_shown(wash.span)
        if shown.start >= shown.end:
            return None
        format_ = QTextCharFormat()
        if wash.background is not None:
            format_.setBackground(wash.background)
        if wash.foreground is not None:
            format_.setForeground(wash.foreground)
        if wash.underline is not None:
            format_.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            format_.setUnderlineColor(wash.underline)
        return self._format(shown.start, shown.end, format_)

    def _format(self, start: int, end: int, format_: QTextCharFormat) -> QTextLayout.FormatRange:
        found = QTextLayout.FormatRange()
        found.start = self._units.utf16(start)
        found.length = self._units.utf16(end) - found.start
        found.format = format_
        return found

    def _utf16(self, offset: int) -> int:
        return self._units.utf16(self.display.to_shown(offset))

    def _range(self, span: Span) -> tuple[int, int]:
        shown = self.display.span_to_shown(span)
        return self._units.utf16(shown.start), self._units.utf16(shown.end)


def _runs_leftwards(shown: str) -> bool:
    """Whether the first letter with a direction is Arabic or Hebrew (Unicode Bidirectional Algorithm, P2 and P3)."""
    strong = (unicodedata.bidirectional(character) for character in shown)
    return next((kind != "L" for kind in strong if kind in {"L", "R", "AL"}), False)


def _option(*, leftwards: bool) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if leftwards else Qt.LayoutDirection.LeftToRight)
    # A layout outside a document takes "left" for left, also where the text runs the other way.
    option.setAlignment(Qt.AlignmentFlag.AlignRight if leftwards else Qt.AlignmentFlag.AlignLeft)
    return option


def _character_format(style: Style, link: bool, font: QFont, ink: Ink) -> QTextCharFormat:
    format_ = QTextCharFormat()
    if style & Style.STRONG:
        format_.setFontWeight(QFont.Weight.Bold)
    if style & Style.EMPHASIS:
        format_.setFontItalic(True)
    if style & Style.STRUCK:
        format_.setFontStrikeOut(True)
    if style & Style.CODE:
        format_.setFontFamilies(["Noto Sans Mono", "DejaVu Sans Mono", "Menlo", "Consolas"])
        format_.setProperty(QTextCharFormat.Property.FontPixelSize, round(font.pixelSize() * 0.88))
    if link:
        format_.setForeground(ink.accent)
    return format_


def _x(row: QTextLine, cursor: int) -> float:
    found: Any = row.cursorToX(cursor)  # PySide6 returns (x, cursor); its stubs say object
    return float(found[0])
