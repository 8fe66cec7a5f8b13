"""How a row of the outline is painted."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from postil.core.text import Utf16Map
from postil.ui.elide import ELLIPSIS, elide_at_words
from postil.ui.fonts import bold
from postil.ui.outline_model import Role
from postil.ui.theme import Theme

if TYPE_CHECKING:
    from postil.ui.outline_view import OutlineView

Index = QModelIndex | QPersistentModelIndex
INDENT, GAP, INSET = 1.4, 0.6, 0.6
"""Lengths in ems of the tree's font; ``INSET`` is where a row's background begins."""
_DOT, _RADIUS, _SIGN, _BAR = 0.6, 0.45, 0.6, 0.25
_BEFORE = 12
"""How many characters are shown before a word that is sought far inside a title."""
_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class NodeDelegate(QStyledItemDelegate):
    """Paints a row of the outline: state, fold sign, number, title, how many notes stand under it and their colours."""

    def __init__(self, view: "OutlineView", theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self.theme = theme
        self.current: int | None = None
        """The node that is being read, or the one above it that is to be seen."""
        self._sought: re.Pattern[str] | None = None

    def set_sought(self, words: Sequence[str]) -> None:
        """Set off these words in titles."""
        pattern = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
        self._sought = re.compile(pattern, re.IGNORECASE) if words else None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 — rows are all the same
        return QSize(0, self._view.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._view.row_rect(option.rect)
        is_current = self.current is not None and index.data(Role.NODE) == self.current
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, row, option, is_current=is_current)
        self._paint_state(painter, row, index)
        self._paint_margin(painter, row, index)
        right = self._paint_notes(painter, row, index)
        left = self._view.title_left(index)
        is_quiet = index.data(Role.QUIET) and not is_current
        painter.setPen(QColor(self.theme.text_quiet if is_quiet else self.theme.text))
        painter.setFont(bold(self._view.font()) if is_current else self._view.font())
        room = QFontMetricsF(bold(self._view.font()))  # whichever it is set in: reading on changes no row's words
        title = self._fitted(index.data(), room, right - left)
        self._paint_title(painter, QRectF(left, row.top(), right - left, row.height()), title)
        painter.restore()

    def _fitted(self, title: str, metrics: QFontMetricsF, width: float) -> str:
        """As many words of a title as fit; where what is sought would be cut off, the words from there on."""
        fitted = elide_at_words(title, metrics, width)
        found = self._sought.search(title) if self._sought and fitted != title else None
        if found is None or found.end() < len(fitted):
            return fitted
        before = title.rfind(" ", 0, max(0, found.start() - 1)) + 1
        start = before if found.start() - before < _BEFORE else max(0, found.start() - _BEFORE // 2)
        return elide_at_words(ELLIPSIS + title[start:], metrics, width)

    def _paint_title(self, painter: QPainter, where: QRectF, title: str) -> None:
        found = [match.span() for match in self._sought.finditer(title)] if self._sought else []
        if not found:
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, title)
            return
        layout = QTextLayout(title, painter.font())
        layout.setFormats([self._emphasis(title, *span) for span in found])
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        layout.draw(painter, QPointF(where.left(), where.center().y() - line.height() / 2))

    def _emphasis(self, title: str, start: int, end: int) -> QTextLayout.FormatRange:
        units = Utf16Map(title)
        emphasis = QTextLayout.FormatRange()
        emphasis.start, emphasis.length = units.utf16(start), units.utf16(end) - units.utf16(start)
        set_off = QTextCharFormat()
        set_off.setForeground(QColor(self.theme.accent))
        set_off.setFontUnderline(True)
        emphasis.format = set_off
        return emphasis

    def _paint_ground(self, painter: QPainter, row: QRectF, option: QStyleOptionViewItem, *, is_current: bool) -> None:
        state: QStyle.StateFlag = option.state
        radius = _RADIUS * self._view.em()
        rounded = QPainterPath()
        rounded.addRoundedRect(row.adjusted(0, 0.5, 0, -0.5), radius, radius)
        if is_current:
            bar = round(_BAR * self._view.em())
            inner = QPainterPath()
            inner.addRoundedRect(row.adjusted(bar, 0.5, 0, -0.5), radius, radius)
            edge = QPainterPath()
            edge.addRect(QRectF(row.left(), row.top(), bar + radius, row.height()))
            painter.fillPath(rounded.intersected(edge).subtracted(inner), QColor(self.theme.accent))
            painter.fillPath(inner, QColor(self.theme.raised))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillPath(rounded, QColor(self.theme.hover))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.strokePath(rounded, QPen(QColor(self.theme.accent), 1))

    def _paint_state(self, painter: QPainter, row: QRectF, index: Index) -> None:
        """A ring for what is to be checked, a tick for what is done; all in one column left of every title."""
        state = index.data(Role.STATE)
        if not state:
            return
        size = _SIGN * self._view.em()
        left = row.left() + (_BAR + 0.2) * self._view.em()
        box = QRectF(left, row.center().y() - size / 2, size, size)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if state == "done":
            painter.setPen(QPen(QColor(self.theme.text_quiet), 1.6))
            corners = ((0.05, 0.55), (0.4, 0.9), (0.95, 0.15))
            painter.drawPolyline(QPolygonF([QPointF(box.x() + x * size, box.y() + y * size) for x, y in corners]))
        else:
            painter.setPen(QPen(QColor(self.theme.accent), 1.6))
            painter.drawEllipse(box.adjusted(0.8, 0.8, -0.8, -0.8))

    def _paint_margin(self, painter: QPainter, row: QRectF, index: Index) -> None:
        """Fold sign and number."""
        em = self._view.em()
        left = self._view.text_left(index)
        if index.data(Role.HANGS):
            if index.model().hasChildren(index):
                self._paint_fold_sign(painter, QPointF(left + 0.4 * em, row.center().y()), index)
            left += INDENT * em
        width = self._view.number_width(index)
        if width:
            painter.setFont(self._view.small_font())
            painter.setPen(QColor(self.theme.text_quiet))
            painter.drawText(QRectF(left, row.top(), width, row.height()), _END, index.data(Role.ORDINAL))

    def _paint_fold_sign(self, painter: QPainter, centre: QPointF, index: Index) -> None:
        size = 0.3 * self._view.em()
        points = [QPointF(-size, -0.7 * size), QPointF(size, -0.7 * size), QPointF(0, 0.8 * size)]
        if not self._view.isExpanded(index):
            points = [QPointF(point.y(), point.x()) for point in points]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.text_quiet))
        painter.drawPolygon(QPolygonF([point + centre for point in points]))

    def _paint_notes(self, painter: QPainter, row: QRectF, index: Index) -> float:
        """Count and dots of the notes under a node; where the room for the title ends."""
        em = self._view.em()
        right = row.right() - INSET * em
        count = index.data(Role.COUNT)
        if not count:
            return right
        size = _DOT * em
        painter.setPen(Qt.PenStyle.NoPen)
        for colour in reversed(index.data(Role.COLOURS)):
            painter.setBrush(QColor(self.theme.dot(colour)))
            painter.drawEllipse(QRectF(right - size, row.center().y() - size / 2, size, size))
            right -= size + 0.1 * em
        font: QFont = self._view.small_font()
        width = QFontMetricsF(font).horizontalAdvance(str(count))
        painter.setFont(font)
        painter.setPen(QColor(self.theme.text_quiet))
        where = QRectF(right - width - 0.1 * em, row.top(), width, row.height())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, str(count))
        return where.left() - GAP * em
