"""The tree of the outline: how its rows are painted, and what mouse and keys do to them."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from postil.ui.elide import elide_at_words
from postil.ui.fonts import bold, scaled
from postil.ui.outline_model import Role
from postil.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_INDENT, _NUMBER, _ROW, _INSET, _PADDING, _GAP, _DOT, _RADIUS = 1.4, 1.25, 2.1, 0.6, 0.9, 0.6, 0.6, 0.45
"""Lengths in ems of the tree's font; ``_INSET`` is where a row's background begins, ``_PADDING`` its text in it."""


class NodeDelegate(QStyledItemDelegate):
    """Paints a row of the outline: fold sign, number, title, how many notes stand under it and their colours."""

    def __init__(self, view: "OutlineView", theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self.theme = theme
        self.current: int | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 — rows are all the same
        return QSize(0, self._view.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._view.row_rect(option.rect)
        is_current = index.data(Role.NODE) == self.current
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, row, option, is_current=is_current)
        font = bold(self._view.font()) if is_current else self._view.font()
        left = self._paint_margin(painter, row, index)
        right = self._paint_notes(painter, row, index)
        painter.setFont(font)
        painter.setPen(QColor(self.theme.text))
        room = QFontMetricsF(bold(self._view.font()))  # whichever it is set in: reading on changes no row's words
        title = elide_at_words(index.data(), room, right - left)
        painter.drawText(QRectF(left, row.top(), right - left, row.height()), Qt.AlignmentFlag.AlignVCenter, title)
        painter.restore()

    def _paint_ground(self, painter: QPainter, row: QRectF, option: QStyleOptionViewItem, *, is_current: bool) -> None:
        state: QStyle.StateFlag = option.state
        radius = _RADIUS * self._view.em()
        rounded = QPainterPath()
        rounded.addRoundedRect(row.adjusted(0, 0.5, 0, -0.5), radius, radius)
        if is_current:
            bar = round(0.25 * self._view.em())
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

    def _paint_margin(self, painter: QPainter, row: QRectF, index: Index) -> float:
        """Fold sign and number; where the title begins."""
        em = self._view.em()
        left = self._view.text_left(index)
        if index.data(Role.HANGS):
            if index.model().hasChildren(index):
                self._paint_fold_sign(painter, QPointF(left + 0.4 * em, row.center().y()), index)
            left += _INDENT * em
        width = self._view.number_width(index)
        if width:
            painter.setFont(self._view.small_font())
            painter.setPen(QColor(self.theme.text_quiet))
            where = QRectF(left, row.top(), width, row.height())
            end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(where, end, index.data(Role.ORDINAL))
            left += width + _GAP * em
        return left

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
        right = row.right() - _INSET * em
        count = index.data(Role.COUNT)
        if not count:
            return right
        size = _DOT * em
        painter.setPen(Qt.PenStyle.NoPen)
        for colour in reversed(index.data(Role.COLOURS)):
            painter.setBrush(QColor(self.theme.dot(colour)))
            painter.drawEllipse(QRectF(right - size, row.center().y() - size / 2, size, size))
            right -= size + 0.1 * em
        font = self._view.small_font()
        width = QFontMetricsF(font).horizontalAdvance(str(count))
        painter.setFont(font)
        painter.setPen(QColor(self.theme.text_quiet))
        where = QRectF(right - width - 0.1 * em, row.top(), width, row.height())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, str(count))
        return where.left() - _GAP * em


class OutlineView(QTreeView):
    """A tree whose rows keep one text column per level, and where a click or Enter chooses a node.

    Moving through it with the keys chooses nothing: the report stays where it is until Enter.
    """

    chosen = Signal(QModelIndex)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setViewport(QWidget(self))  # as the page's: Qt's own is dear to ask for
        self.delegate = NodeDelegate(self, theme)
        self.setItemDelegate(self.delegate)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QTreeView.SelectionMode.NoSelection)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setIndentation(round(_INDENT * self.em()))
        self.clicked.connect(self.chosen)

    def em(self) -> float:
        """The size of the font in pixels, the unit of every length here."""
        return QFontInfo(self.font()).pixelSize()

    def row_height(self) -> int:
        """The height of every row, in pixels."""
        return round(max(_ROW * self.em(), self.fontMetrics().height() + 0.5 * self.em()))

    def small_font(self) -> QFont:
        """The font of numbers and counts."""
        return scaled(self.font(), 0.9)

    def row_rect(self, item: QRect) -> QRectF:
        """The background of a row whose item Qt placed there."""
        inset = _INSET * self.em()
        return QRectF(inset, item.top(), self.viewport().width() - 2 * inset, item.height())

    def number_width(self, index: Index) -> float:
        """How wide the column of numbers is in which a row has its own; 0 where it has none."""
        if not index.data(Role.ORDINAL):
            return 0.0
        widest = QFontMetricsF(self.small_font()).horizontalAdvance(index.data(Role.WIDEST_ORDINAL))
        return max(_NUMBER * self.em(), widest)

    def text_left(self, index: Index) -> float:
        """Where a row's content begins, fold sign, number or title: where the title above it does."""
        left, above = (_INSET + _PADDING) * self.em(), index.parent()
        while above.isValid():
            number = self.number_width(above)
            left += _INDENT * self.em() + (number and number + _GAP * self.em())
            above = above.parent()
        return left

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Nothing: the delegate paints the fold signs in its own columns."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._folding_at(event)
        if index.isValid():
            self.setExpanded(index, not self.isExpanded(index))
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._folding_at(event).isValid():
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def _folding_at(self, event: QMouseEvent) -> QModelIndex:
        """The row whose fold sign is pressed, else an invalid index."""
        index = self.indexAt(event.position().toPoint())
        if not (index.isValid() and self.model().hasChildren(index)):
            return QModelIndex()
        beyond = event.position().x() - self.text_left(index)
        return index if -_INSET * self.em() <= beyond < _INDENT * self.em() else QModelIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
