"""The pane left of the page: the outline, and a line to filter it."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from postil.core.outline import Outline
from postil.translation import gettext as _
from postil.ui.outline_model import Counts, OutlineModel, Role
from postil.ui.outline_view import OutlineView
from postil.ui.theme import Theme

_UNFOLDED = 2_000
"""The longest outline, in nodes, that is shown unfolded."""


class FilterEdit(QLineEdit):
    """The line that filters the outline: Down goes on into the tree, Esc clears it, Enter goes to the first match."""

    left_downwards = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class OutlinePane(QWidget):
    """Shows an outline and the node that is being read; ``explain`` puts the rule of a node into words."""

    node_chosen = Signal(int)
    context_menu_wanted = Signal(int, QPoint)
    """Of a node, at a place on the screen."""

    def __init__(self, theme: Theme, explain: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._busy = False
        self._folded: list[int] = []
        """What the reader had folded before filtering."""
        self._current: int | None = None
        self._model = OutlineModel(explain, self)
        self.notice = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.view = OutlineView(theme, self)
        self.view.setAccessibleName(_("Outline"))
        self.view.setModel(self._model)
        self._lay_out()
        self._connect()
        self._tell()

    def _lay_out(self) -> None:
        em = round(self.view.em())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, round(0.8 * em), 0, 0)
        layout.setSpacing(round(0.7 * em))
        self._above = QVBoxLayout()
        self._above.setContentsMargins(em, 0, em, 0)
        self._above.setSpacing(layout.spacing())
        self._above.addWidget(self.notice)
        layout.addLayout(self._above)
        layout.addWidget(self.view, 1)

    def _connect(self) -> None:
        self.view.chosen.connect(self._choose)
        self.view.customContextMenuRequested.connect(self._want_menu)

    @cached_property
    def filter(self) -> FilterEdit:
        """The line that filters. Made with the first outline: Qt's first line edit takes as long as a page."""
        edit = FilterEdit(self, placeholderText=_("Filter outline…"), clearButtonEnabled=True)
        edit.setAccessibleName(_("Filter outline"))
        edit.textChanged.connect(self._filter)
        edit.left_downwards.connect(self._enter_tree)
        edit.returnPressed.connect(self._choose_first)
        self._above.insertWidget(0, edit)
        self.setTabOrder(self.view.previousInFocusChain() or self, edit)
        self.setTabOrder(edit, self.view)
        return edit

    def set_outline(self, outline: Outline) -> None:
        """Show another outline, unfolded if it is not too long."""
        self.filter.clear()
        self._current = self.view.delegate.current = None
        self._model.set_outline(outline)
        self._unfold()
        self._tell()

    def set_counts(self, counts: Counts) -> None:
        """Show, by the index of a node, how many annotations stand under it and in which colours."""
        self._model.set_counts(counts)

    def set_current(self, node: int | None) -> None:
        """Show which node is being read, and bring it into view; nothing is chosen by that."""
        if node == self._current:
            return
        self._current = self.view.delegate.current = node
        self._show_current()

    def set_busy(self, busy: bool) -> None:
        """Say that the outline is being worked out, or no longer."""
        self._busy = busy
        self._tell()

    def set_theme(self, theme: Theme) -> None:
        """Repaint in other colours."""
        self.view.delegate.theme = theme
        self.view.viewport().update()

    def _tell(self) -> None:
        if self._busy:
            notice = _("Working out the outline…")
        elif not self._model.outline.nodes:
            notice = _("No structure was found in this report.")
        elif not self._model.rowCount():
            notice = _("Nothing in the outline holds these words.")
        else:
            notice = ""
        self.notice.setText(notice)
        self.notice.setVisible(bool(notice))

    def _unfold(self) -> None:
        """Every unfolded row is laid out at once: a very long outline begins folded."""
        if len(self._model) <= _UNFOLDED:
            self.view.expandAll()

    def _show_current(self) -> None:
        index = self._model.index_of(self._current)
        if index.isValid():
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)
        self.view.viewport().update()

    def _filter(self, words: str) -> None:
        whole = len(self._model) == len(self._model.outline.nodes)
        if whole:
            self._folded = [i for i in self._model.parents() if not self.view.isExpanded(self._model.index_of(i))]
        self._model.set_filter(words)
        self._unfold()
        if len(self._model) == len(self._model.outline.nodes):
            for i in self._folded:
                self.view.collapse(self._model.index_of(i))
        self._show_current()
        self._tell()

    def _enter_tree(self) -> None:
        self.view.setFocus(Qt.FocusReason.TabFocusReason)
        if self._model.first_match is not None:
            self.view.setCurrentIndex(self._model.index_of(self._model.first_match))
        elif not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self._model.index(0, 0))

    def _choose_first(self) -> None:
        if self._model.first_match is not None:
            self.node_chosen.emit(self._model.first_match)

    def _choose(self, index: QModelIndex) -> None:
        self.node_chosen.emit(index.data(Role.NODE))

    def _want_menu(self, position: QPoint) -> None:
        index = self.view.indexAt(position)
        if index.isValid():
            self.context_menu_wanted.emit(index.data(Role.NODE), self.view.viewport().mapToGlobal(position))
