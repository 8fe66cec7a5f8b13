"""The tree of the outline: where its rows stand, and what mouse and keys do to them."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QDrag, QFont, QFontInfo, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QTreeView, QWidget

from postil.ui.fonts import scaled
from postil.ui.outline_model import Role
from postil.ui.outline_row import GAP, INDENT, INSET, NodeDelegate
from postil.ui.theme import Theme
from postil.ui.title_edit import TitleEdit

Index = QModelIndex | QPersistentModelIndex
_NUMBER, _ROW, _PADDING = 1.25, 2.1, 1.3
"""Lengths in ems of the tree's font; ``_PADDING`` is where a row's text begins in its background."""


class OutlineView(QTreeView):
    """A tree whose rows keep one text column per level, and where a click or Enter chooses a node.

    Moving through it with the keys chooses nothing: the report stays where it is until Enter.
    """

    chosen = Signal(QModelIndex)
    title_given = Signal(int, str)

    def __init__(self, theme: Theme, taken_along: Callable[[int], QMimeData], parent: QWidget | None = None) -> None:
        """``taken_along`` is what is dragged out of a node's row."""
        super().__init__(parent)
        self._taken_along = taken_along
        self._pressed_at: QPoint | None = None
        self._title_edit: TitleEdit | None = None
        self._titled = QPersistentModelIndex()
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
        self.setIndentation(round(INDENT * self.em()))
        self.clicked.connect(self.chosen)
        self.verticalScrollBar().valueChanged.connect(self._place_title_edit)

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
        inset = INSET * self.em()
        return QRectF(inset, item.top(), self.viewport().width() - 2 * inset, item.height())

    def number_width(self, index: Index) -> float:
        """How wide the column of numbers is in which a row has its own; 0 where it has none."""
        if not index.data(Role.ORDINAL):
            return 0.0
        widest = QFontMetricsF(self.small_font()).horizontalAdvance(index.data(Role.WIDEST_ORDINAL))
        return max(_NUMBER * self.em(), widest)

    def text_left(self, index: Index) -> float:
        """Where a row's content begins, fold sign, number or title: where the title above it does."""
        left, above = (INSET + _PADDING) * self.em(), index.parent()
        while above.isValid():
            number = self.number_width(above)
            left += INDENT * self.em() + (number and number + GAP * self.em())
            above = above.parent()
        return left

    def title_left(self, index: Index) -> float:
        """Where a row's title begins."""
        number = self.number_width(index)
        hanging = INDENT * self.em() if index.data(Role.HANGS) else 0.0
        return self.text_left(index) + hanging + (number and number + GAP * self.em())

    # What is folded

    def unfold_to(self, level: int) -> None:
        """Show so many levels, from the top; all for 0."""
        if level:
            self.collapseAll()
            if level > 1:
                self.expandToDepth(level - 2)
        else:
            self.expandAll()

    # A title being typed

    def edit_title(self, index: QModelIndex, title: str, typed: str | None = None) -> None:
        """Lay a line over a row, with its title in it or what was typed of another one."""
        self.end_editing()
        self.scrollTo(index)
        node = index.data(Role.NODE)
        edit = TitleEdit(title, typed, self.viewport())
        edit.title_given.connect(lambda given: self._give_title(node, given))
        edit.cancelled.connect(self._close_title_edit)
        self._title_edit, self._titled = edit, QPersistentModelIndex(index)
        self._place_title_edit()
        edit.show()
        edit.setFocus()

    def end_editing(self) -> None:
        """Take what was typed."""
        if self._title_edit is not None:
            self._title_edit.commit()

    def take_typing(self) -> str | None:
        """Take the line away; what was typed in it so far, None where there was none."""
        edit = self._title_edit
        self._close_title_edit()
        return None if edit is None else edit.text()

    def _place_title_edit(self) -> None:
        if self._title_edit is not None:
            row = self.visualRect(self._titled)
            left = round(self.title_left(self._titled) - 0.4 * self.em())
            right = round(self.row_rect(row).right())
            self._title_edit.setGeometry(left, row.top() + 1, max(right - left, 0), row.height() - 2)

    def _give_title(self, node: int, title: str) -> None:
        self._close_title_edit()
        self.title_given.emit(node, title)

    def _close_title_edit(self) -> None:
        edit, self._title_edit = self._title_edit, None
        if edit is not None:
            edit.close_quietly()
            if edit.hasFocus():
                self.setFocus()
            edit.hide()
            edit.deleteLater()

    # Mouse and keys

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Nothing: the delegate paints the fold signs in its own columns."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._folding_at(event)
        if index.isValid():
            self.setExpanded(index, not self.isExpanded(index))
            return
        self._pressed_at = event.position().toPoint() if event.button() is Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag a title out of the pane."""
        at, pressed = event.position().toPoint(), self._pressed_at
        is_held = pressed is not None and event.buttons() & Qt.MouseButton.LeftButton
        if pressed is None or not is_held:
            super().mouseMoveEvent(event)
        elif (at - pressed).manhattanLength() >= QApplication.startDragDistance():
            self._pressed_at = None
            self._drag(self.indexAt(pressed))

    def _drag(self, index: QModelIndex) -> None:
        node = index.data(Role.NODE) if index.isValid() else None
        if node is not None:
            drag = QDrag(self)
            drag.setMimeData(self._taken_along(node))
            drag.exec(Qt.DropAction.CopyAction)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = None
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
        return index if -INSET * self.em() <= beyond < INDENT * self.em() else QModelIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
