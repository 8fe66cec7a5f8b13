"""The pane left of the page: the outline, and a line to filter it."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from postil.core.outline import Outline
from postil.translation import gettext as _
from postil.ui.outline_model import Counts, OutlineModel, Role, States
from postil.ui.outline_tree import again, key_of
from postil.ui.outline_view import OutlineView
from postil.ui.theme import Theme

_UNFOLDED = 2_000
"""The longest outline, in nodes, that is shown unfolded, and how many rows of what was found are: every row that can be
scrolled to is laid out at once."""


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
    """Shows an outline and the node that is being read.

    The node that verbs are for, its ``target``, is the one at the tree's cursor, which follows the reading. Cursor and
    folds stay at their nodes when the outline is corrected, and what was folded stays so while the window lives.
    """

    node_chosen = Signal(int)
    context_menu_wanted = Signal(int, QPoint)
    """Of a node, at a place on the screen."""
    lost_menu_wanted = Signal(QPoint)
    """Of one of the rows under *Without a node*."""
    title_given = Signal(int, str)
    """The reader typed another title for a node."""
    target_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        describe: Callable[[int], str],
        taken_along: Callable[[int], QMimeData],
        parent: QWidget | None = None,
    ) -> None:
        """``describe`` says of a node why it is there and where, ``taken_along`` is what a drag takes of it."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._busy = False
        self._unfolded: dict[tuple[int, str, str], bool] = {}
        self._current: int | None = None
        self._model = OutlineModel(describe, self)
        self.notice = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.view = OutlineView(theme, taken_along, self)
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
        view = self.view
        view.chosen.connect(self._choose)
        view.title_given.connect(self.title_given)
        view.customContextMenuRequested.connect(self._want_menu)
        view.expanded.connect(self._mark_current)
        view.collapsed.connect(self._mark_current)
        view.selectionModel().currentChanged.connect(self.target_changed)

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

    # What is shown

    @property
    def outline(self) -> Outline:
        """The outline that is shown."""
        return self._model.outline

    def set_outline(self, outline: Outline, lost: Sequence[str] = ()) -> None:
        """Show another outline, and what has no node in it; long ones begin folded, and what was folded stays so."""
        typed = self.view.take_typing()
        self._remember_folding()
        before = self._model.outline.nodes
        target, current = (None if i is None else before[i] for i in (self.target, self._current))
        scrolled = self.view.verticalScrollBar().value()
        blocker = QSignalBlocker(self.filter)
        self.filter.clear()
        blocker.unblock()
        self.view.delegate.set_sought(())
        self._model.set_outline(outline, lost)
        self._restore_folding()
        self.view.verticalScrollBar().setValue(scrolled)
        self._current = None if current is None else again(outline, current)
        self._mark_current()
        found = None if target is None else again(outline, target)
        self._put_cursor(found)
        if typed is not None and found is not None:
            self.edit_title(found, typed)
        self._tell()

    def set_counts(self, counts: Counts) -> None:
        """Show, by the index of a node, how many annotations stand under it and in which colours."""
        self._model.set_counts(counts)

    def set_states(self, states: States) -> None:
        """Show, by the index of a node, what the reader wants to remember of it."""
        self._model.set_states(states)

    def set_read(self, read: bytes | bytearray) -> None:
        """Show which nodes were read: for each a 1 or a 0."""
        self._model.set_read(read)

    def set_current(self, node: int | None) -> None:
        """Show which node is being read, and bring it into view; nothing is chosen or unfolded by that.

        Where it is folded away or filtered out, the nearest node above it that is to be seen stands for it.
        """
        if node == self._current:
            return
        self._current = node
        self._mark_current()
        self._put_cursor(node)

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

    # Folding

    def unfold_to(self, level: int) -> None:
        """Show so many levels of the outline, all for 0."""
        self.view.unfold_to(level)
        self._mark_current()
        self.view.scrollTo(self.view.currentIndex())

    def _remember_folding(self) -> None:
        nodes = self._model.outline.nodes
        if not self._model.sought:
            for entry in self._model.parents():
                if entry < len(nodes):
                    unfolded = self.view.isExpanded(self._model.index_of(entry))
                    self._unfolded[key_of(nodes[entry])] = unfolded

    def _restore_folding(self) -> None:
        nodes, usual = self._model.outline.nodes, len(self._model) <= _UNFOLDED
        self._unfold(
            entry
            for entry in self._model.parents()
            if entry >= len(nodes) or self._unfolded.get(key_of(nodes[entry]), usual)
        )

    def _unfold_found(self) -> None:
        """Every unfolded row is laid out at once: of very many only the first ones are unfolded."""
        entries, rows = [], self._model.rowCount()
        for entry in self._model.parents():
            rows += self._model.below(entry)
            if rows > _UNFOLDED:
                break
            entries.append(entry)
        self._unfold(entries)

    def _unfold(self, entries: Iterable[int]) -> None:
        """Unfold some entries of a model that was just filled: rows are laid out once, after it."""
        blocker = QSignalBlocker(self.view)
        unfolded = list(entries)
        if len(unfolded) == len(self._model.parents()):
            self.view.expandAll()
        else:
            for entry in unfolded:
                self.view.expand(self._model.index_of(entry))
            self.view.doItemsLayout()
        blocker.unblock()

    # The current node, and the tree's cursor

    @property
    def target(self) -> int | None:
        """The node that verbs are for: the one at the tree's cursor."""
        return self._model.node_of(self.view.currentIndex())

    @property
    def lost_target(self) -> int | None:
        """Which row under *Without a node* verbs are for, if it is one of these."""
        index = self.view.currentIndex()
        lost = index.data(Role.LOST) if index.isValid() else None
        return lost if isinstance(lost, int) else None

    def edit_title(self, node: int, typed: str | None = None) -> None:
        """Let another title be typed over a node's row; ``typed`` is what was typed already."""
        self._put_cursor(node)
        index = self._model.index_of(node)
        if index.isValid():
            self.view.edit_title(index, self._model.outline.nodes[node].title, typed)

    def _mark_current(self) -> None:
        self.view.delegate.current = self._seen(self._current)
        self.view.viewport().update()

    def _seen(self, node: int | None) -> int | None:
        """A node, or the nearest one above it whose row is there and not folded away."""
        seen = None
        for above in self._model.outline.path(node):
            index = self._model.index_of(above)
            if not index.isValid():
                break
            seen = above
            if not self.view.isExpanded(index):
                break
        return seen

    def _put_cursor(self, node: int | None) -> None:
        index = self._model.index_of(self._seen(node))
        if index.isValid():
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    # Filtering

    def _filter(self, words: str) -> None:
        if words.casefold().split() == self._model.sought:
            return
        self._remember_folding()
        self._model.set_filter(words)
        self.view.delegate.set_sought(self._model.sought)
        if self._model.sought:
            self._unfold_found()
        else:
            self._restore_folding()
        self._mark_current()
        self._put_cursor(self._current)
        self._tell()

    def _enter_tree(self) -> None:
        self.view.setFocus(Qt.FocusReason.TabFocusReason)
        if self._model.first_match is not None:
            self.view.setCurrentIndex(self._model.index_of(self._model.first_match))
        elif not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self._model.index(0, 0))

    def _choose_first(self) -> None:
        first = self._model.first_match
        if first is not None and first < len(self._model.outline.nodes):
            self.node_chosen.emit(first)

    # What the reader does

    def _choose(self, index: QModelIndex) -> None:
        node = index.data(Role.NODE)
        if node is not None:
            self.node_chosen.emit(node)

    def _want_menu(self, position: QPoint) -> None:
        index = self.view.indexAt(position)
        if not index.isValid():
            return
        self.view.setCurrentIndex(index)
        at = self.view.viewport().mapToGlobal(position)
        if self.target is not None:
            self.context_menu_wanted.emit(self.target, at)
        elif self.lost_target is not None:
            self.lost_menu_wanted.emit(at)
