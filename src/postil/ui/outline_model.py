"""An outline as Qt's views see it: a thin face over the nodes, which stay plain values."""

from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from typing import Any, ClassVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from postil.core.outline import Node, NodeKind, Outline, begun
from postil.core.text import columns
from postil.translation import gettext as _
from postil.ui.outline_tree import Tree, with_ancestors

Index = QModelIndex | QPersistentModelIndex
Counts = Mapping[int, tuple[int, tuple[str, ...]]]
States = Mapping[int, str]
_ROOT = QModelIndex()
_LABEL_COLUMNS = 9


class Role(IntEnum):
    """What the model tells of an entry, besides Qt's own roles."""

    NODE = Qt.ItemDataRole.UserRole
    """The index of its node; None for what has none."""
    LOST = Qt.ItemDataRole.UserRole + 1
    """Which of the rows under *Without a node* it is; None for all others."""
    ORDINAL = Qt.ItemDataRole.UserRole + 2
    COUNT = Qt.ItemDataRole.UserRole + 3
    COLOURS = Qt.ItemDataRole.UserRole + 4
    WIDEST_ORDINAL = Qt.ItemDataRole.UserRole + 5
    """The longest ordinal among the siblings: their numbers stand in one column."""
    HANGS = Qt.ItemDataRole.UserRole + 6
    """Whether the entry leaves room for a fold sign: because it folds, or to stand in line with those that do."""
    STATE = Qt.ItemDataRole.UserRole + 7
    QUIET = Qt.ItemDataRole.UserRole + 8
    """Whether it needs no attention any more: all of it was read, or it is no node."""


def shown_title(node: Node) -> str:
    """What stands for a node in the outline: its title, from the middle of a sentence perhaps, begun as an entry."""
    title = begun(node.title or node.label)
    return _("Lead · {title}").format(title=title) if node.kind is NodeKind.LEAD else title


def state_text(state: str) -> str:
    """A node's state in words."""
    return {"to-check": _("To check"), "done": _("Done")}.get(state, "")


class OutlineModel(QAbstractItemModel):
    """The nodes of an outline and, after them, what was said of nodes that are not there any more.

    An entry is a node's index; the one after the last node is *Without a node*, and after it come the rows below that.
    Internal ids are entries plus one, the root's is 0. A view asks ``index`` and ``hasChildren`` for each of its rows
    at once, so these two look nothing up but the id.

    ``describe`` says of a node, in lines, what is not to be seen in its row: why it is there, and where.
    """

    def __init__(self, describe: Callable[[int], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._describe = describe
        self._counts: Counts = {}
        self._states: States = {}
        self._read = b""
        self._hay: list[str] = []
        self.outline = Outline()
        self.lost: Sequence[str] = ()
        self.sought: list[str] = []
        """The words of the filter."""
        self.first_match: int | None = None
        """The first entry that itself holds them."""
        self._keep_all()

    def _keep_all(self) -> None:
        count = len(self.outline.nodes)
        self._parents = [node.parent for node in self.outline.nodes]
        if self.lost:
            self._parents += [None, *([count] * len(self.lost))]
        self._show(Tree(self._parents, range(len(self._parents))))
        self._whole = self._tree

    def _show(self, tree: Tree) -> None:
        self._tree = tree
        self._widest: dict[int | None, str] = {}
        self._hanging: dict[int | None, bool] = {}

    def set_outline(self, outline: Outline, lost: Sequence[str] = ()) -> None:
        """Show another outline, all of it, and what has no node in it; what was told of the old one's nodes goes."""
        self.beginResetModel()
        self._counts, self._states, self._read, self._hay = {}, {}, b"", []
        self.sought, self.first_match = [], None
        self.outline, self.lost = outline, lost
        self._keep_all()
        self.endResetModel()

    def set_filter(self, words: str) -> None:
        """Show only the entries that hold all these words, and those above them; all without words.

        One reset: a filtering proxy takes seconds with 20,000 nodes, because it removes them stretch by stretch.
        """
        sought = words.casefold().split()
        if not self._hay:
            lost = ["", *self.lost] if self.lost else []
            self._hay = [text.casefold() for text in (*(f"{n.label} {n.title}" for n in self.outline.nodes), *lost)]
        matching: Sequence[int] = range(len(self._parents))
        for word in sought:
            matching = [entry for entry in matching if word in self._hay[entry]]
        self.beginResetModel()
        self.sought = sought
        self.first_match = matching[0] if sought and matching else None
        all_match = len(matching) == len(self._parents)
        self._show(self._whole if all_match else Tree(self._parents, with_ancestors(self._parents, matching)))
        self.endResetModel()

    def __len__(self) -> int:
        return len(self._tree)

    def parents(self) -> list[int]:
        """The shown entries that have others below them, each after those above it."""
        return sorted(self._tree.parents())

    def below(self, entry: int) -> int:
        """How many entries stand directly below one."""
        return len(self._tree.children.get(entry + 1, ()))

    # What is told of nodes beside the outline itself; only what changed is repainted

    def set_counts(self, counts: Counts) -> None:
        """Show how many annotations stand under a node, and in which colours."""
        old, self._counts = self._counts, dict(counts)
        self._tell({node for node in old.keys() | counts.keys() if old.get(node) != counts.get(node)})

    def set_states(self, states: States) -> None:
        """Show what the reader wants to remember of some nodes: "to-check" or "done"."""
        old, self._states = self._states, dict(states)
        self._tell({node for node in old.keys() | states.keys() if old.get(node) != states.get(node)})

    def set_read(self, read: bytes | bytearray) -> None:
        """Show which nodes were read: for each a 1 or a 0."""
        old, self._read = self._read, bytes(read)
        old = old.ljust(len(read), b"\0")
        if old != self._read:
            self._tell({node for node, (was, now) in enumerate(zip(old, read, strict=False)) if was != now})

    def _tell(self, nodes: set[int]) -> None:
        for node in nodes:
            index = self.index_of(node)
            if index.isValid():
                self.dataChanged.emit(index, index)

    # The tree

    def index_of(self, entry: int | None) -> QModelIndex:
        """The model's index of an entry; an invalid one, which is the root's, for None and for what is not shown."""
        row = None if entry is None else self._tree.rows.get(entry)
        return QModelIndex() if entry is None or row is None else self.createIndex(row, 0, entry + 1)

    def entry_of(self, index: Index) -> int | None:
        """The entry of an index of this model, None for the root."""
        return index.internalId() - 1 if index.isValid() else None

    def node_of(self, index: Index) -> int | None:
        """The node of an index of this model, None for the root and for what has no node."""
        entry = self.entry_of(index)
        return entry if entry is not None and entry < len(self.outline.nodes) else None

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        siblings = self._tree.children.get(parent.internalId(), ())
        if column != 0 or not 0 <= row < len(siblings):
            return QModelIndex()
        return self.createIndex(row, 0, siblings[row] + 1)

    def parent(self, child: Index) -> QModelIndex:  # type: ignore[override] # the other parent() is QObject's
        entry = self.entry_of(child)
        return QModelIndex() if entry is None else self.index_of(self._parents[entry])

    def rowCount(self, parent: Index = _ROOT) -> int:
        return len(self._tree.children.get(parent.internalId(), ()))

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: ARG002 — Qt asks so
        return 1

    def hasChildren(self, parent: Index = _ROOT) -> bool:
        return parent.internalId() in self._tree.children

    # What is told of an entry

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry_of(index)
        ask = self._ANSWERS.get(role)
        return ask(self, entry) if ask and entry is not None else None

    def _node(self, entry: int) -> int | None:
        return entry if entry < len(self.outline.nodes) else None

    def _lost(self, entry: int) -> int | None:
        lost = entry - len(self.outline.nodes) - 1
        return lost if lost >= 0 else None

    def _title(self, entry: int) -> str:
        if entry < len(self.outline.nodes):
            return shown_title(self.outline.nodes[entry])
        lost = self._lost(entry)
        return _("Without a node") if lost is None else self.lost[lost]

    def ordinal(self, entry: int) -> str:
        """What stands in the column of numbers: a short label as printed, and of an ordinal in prose its number."""
        if entry >= len(self.outline.nodes):
            return ""
        node = self.outline.nodes[entry]
        if node.ordinal is None:
            return ""
        label = node.label.rstrip(".、．: ")
        printed = label and node.kind is not NodeKind.ORDINAL and columns(label) <= _LABEL_COLUMNS
        return label if printed else str(node.ordinal)

    def _spoken(self, entry: int) -> str:
        title = f"{self.ordinal(entry)} {self._title(entry)}".strip()
        said = (title, state_text(self._states.get(entry, "")), _("read") if self._is_read(entry) else "")
        return ", ".join(filter(None, said))

    def _tooltip(self, entry: int) -> str:
        if entry >= len(self.outline.nodes):
            return self._title(entry)
        node = self.outline.nodes[entry]
        printed = node.label if node.title else ""
        said = state_text(self._states.get(entry, ""))
        return "\n".join(filter(None, (printed, self._title(entry), said, self._describe(entry))))

    def _is_read(self, entry: int) -> bool:
        return entry < len(self._read) and bool(self._read[entry])

    def _quiet(self, entry: int) -> bool:
        return entry >= len(self.outline.nodes) or self._is_read(entry)

    def _widest_ordinal(self, entry: int) -> str:
        parent = self._parents[entry]
        if parent not in self._widest:
            self._widest[parent] = max(map(self.ordinal, self._siblings(parent)), key=len)
        return self._widest[parent]

    def _hangs(self, entry: int) -> bool:
        parent = self._parents[entry]
        if not self.ordinal(entry):
            return parent is not None or entry + 1 in self._tree.children
        if parent not in self._hanging:
            folding = (sibling for sibling in self._siblings(parent) if sibling + 1 in self._tree.children)
            self._hanging[parent] = any(self.ordinal(sibling) for sibling in folding)
        return self._hanging[parent]

    def _siblings(self, parent: int | None) -> Sequence[int]:
        return self._tree.children.get(0 if parent is None else parent + 1, ())

    _ANSWERS: ClassVar[dict[int, Callable[[Any, int], object]]] = {
        Qt.ItemDataRole.DisplayRole: _title,
        Qt.ItemDataRole.ToolTipRole: _tooltip,
        Qt.ItemDataRole.AccessibleTextRole: _spoken,
        Role.NODE: _node,
        Role.LOST: _lost,
        Role.ORDINAL: ordinal,
        Role.COUNT: lambda self, entry: self._counts.get(entry, (0, ()))[0],
        Role.COLOURS: lambda self, entry: self._counts.get(entry, (0, ()))[1],
        Role.WIDEST_ORDINAL: _widest_ordinal,
        Role.HANGS: _hangs,
        Role.STATE: lambda self, entry: self._states.get(entry, ""),
        Role.QUIET: _quiet,
    }
