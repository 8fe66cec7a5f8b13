"""An outline as Qt's views see it: a thin face over the nodes, which stay plain values."""

from collections.abc import Callable, Iterable, Mapping
from enum import IntEnum
from typing import Any, ClassVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from postil.core.outline import Node, NodeKind, Outline, begun
from postil.core.text import columns
from postil.translation import gettext as _

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_LABEL_COLUMNS = 9
Counts = Mapping[int, tuple[int, tuple[str, ...]]]


class Role(IntEnum):
    """What the model tells of a node, besides Qt's own roles."""

    NODE = Qt.ItemDataRole.UserRole
    LABEL = Qt.ItemDataRole.UserRole + 1
    ORDINAL = Qt.ItemDataRole.UserRole + 2
    COUNT = Qt.ItemDataRole.UserRole + 3
    COLOURS = Qt.ItemDataRole.UserRole + 4
    WIDEST_ORDINAL = Qt.ItemDataRole.UserRole + 5
    """The longest ordinal among the siblings: their numbers stand in one column."""
    HANGS = Qt.ItemDataRole.UserRole + 6
    """Whether the entry leaves room for a fold sign: because it folds, or to stand in line with those that do."""


def shown_title(node: Node) -> str:
    """What stands for a node in the outline: its title, from the middle of a sentence perhaps, begun as an entry."""
    title = begun(node.title or node.label)
    return _("Lead · {title}").format(title=title) if node.kind is NodeKind.LEAD else title


class OutlineModel(QAbstractItemModel):
    """The nodes of an outline; internal ids are their indices plus one, the root's is 0.

    A view asks ``index`` and ``hasChildren`` for each of its rows at once, so these two look nothing up but the id.

    ``explain`` puts the rule of a node into words, for its tooltip.
    """

    def __init__(self, explain: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._explain = explain
        self._counts: Counts = {}
        self.outline = Outline()
        self.first_match: int | None = None
        """The first node that itself holds the words of the filter."""
        self._keep(range(0))

    def _keep(self, nodes: Iterable[int]) -> None:
        """Make the tree of some nodes of the outline, given in document order, each after its parent."""
        outline = self.outline.nodes
        self._children: dict[int, list[int]] = {}
        self._rows: dict[int, int] = {}
        for i in nodes:
            parent = outline[i].parent
            siblings = self._children.setdefault(0 if parent is None else parent + 1, [])
            self._rows[i] = len(siblings)
            siblings.append(i)
        numbered = [(outline[i].parent, i) for i in self._rows if outline[i].ordinal is not None]
        self._widest: dict[int | None, str] = {}
        for parent, i in numbered:
            self._widest[parent] = max(self._widest.get(parent, ""), self._ordinal(i), key=len)
        self._hanging = {parent for parent, i in numbered if i + 1 in self._children}

    def set_outline(self, outline: Outline) -> None:
        """Show another outline, all of it; the counts are those of the old one and go."""
        self.beginResetModel()
        self._counts, self.first_match = {}, None
        self.outline = outline
        self._keep(range(len(outline.nodes)))
        self.endResetModel()

    def set_filter(self, words: str) -> None:
        """Show only the nodes that hold these words, and those above them; all without words.

        One reset: a filtering proxy takes seconds with 20,000 nodes, because it removes them stretch by stretch.
        """
        sought = words.strip().casefold()
        matching = [
            i for i, node in enumerate(self.outline.nodes) if sought in f"{node.label} {shown_title(node)}".casefold()
        ]
        self.first_match = matching[0] if sought and matching else None
        kept = {above for i in matching for above in self.outline.path(i)}
        self.beginResetModel()
        self._keep(sorted(kept))
        self.endResetModel()

    def __len__(self) -> int:
        return len(self._rows)

    def parents(self) -> list[int]:
        """The nodes that have others below them."""
        return [identifier - 1 for identifier in self._children if identifier]

    def set_counts(self, counts: Counts) -> None:
        """Show how many annotations stand under a node, and in which colours; only what changed is repainted."""
        old, self._counts = self._counts, dict(counts)
        for node in old.keys() | counts.keys():
            if old.get(node) != counts.get(node) and node in self._rows:
                index = self.index_of(node)
                self.dataChanged.emit(index, index, [Role.COUNT, Role.COLOURS])

    def index_of(self, node: int | None) -> QModelIndex:
        """The model's index of a node; an invalid one, which is the root's, for None and for what the filter hides."""
        row = None if node is None else self._rows.get(node)
        return QModelIndex() if node is None or row is None else self.createIndex(row, 0, node + 1)

    def node_of(self, index: Index) -> int | None:
        """The node of an index of this model, None for the root."""
        return index.internalId() - 1 if index.isValid() else None

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        siblings = self._children.get(parent.internalId(), ())
        if column != 0 or not 0 <= row < len(siblings):
            return QModelIndex()
        return self.createIndex(row, 0, siblings[row] + 1)

    def parent(self, child: Index) -> QModelIndex:  # type: ignore[override] # the other parent() is QObject's
        node = self.node_of(child)
        return QModelIndex() if node is None else self.index_of(self.outline.nodes[node].parent)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return len(self._children.get(parent.internalId(), ()))

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: ARG002 — Qt asks so
        return 1

    def hasChildren(self, parent: Index = _ROOT) -> bool:
        return parent.internalId() in self._children

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        i = self.node_of(index)
        if i is None:
            return None
        ask = self._ANSWERS.get(role)
        return ask(self, i) if ask else None

    def _title(self, i: int) -> str:
        return shown_title(self.outline.nodes[i])

    def _label(self, i: int) -> str:
        return self.outline.nodes[i].label

    def _ordinal(self, i: int) -> str:
        """What stands in the column of numbers: a short label as printed, and of an ordinal in prose its number."""
        node = self.outline.nodes[i]
        if node.ordinal is None:
            return ""
        label = node.label.rstrip(".、．: ")
        printed = label and node.kind is not NodeKind.ORDINAL and columns(label) <= _LABEL_COLUMNS
        return label if printed else str(node.ordinal)

    def _spoken(self, i: int) -> str:
        return f"{self._ordinal(i)} {self._title(i)}".strip()

    def _tooltip(self, i: int) -> str:
        node = self.outline.nodes[i]
        why = _("{rule} ({confidence:.0%} sure)").format(rule=self._explain(node.rule), confidence=node.confidence)
        printed = node.label if node.title else ""
        return "\n".join(line for line in (printed, self._title(i), why) if line)

    def _count(self, i: int) -> int:
        return self._counts.get(i, (0, ()))[0]

    def _colours(self, i: int) -> tuple[str, ...]:
        return self._counts.get(i, (0, ()))[1]

    def _widest_ordinal(self, i: int) -> str:
        return self._widest.get(self.outline.nodes[i].parent, "")

    def _hangs(self, i: int) -> bool:
        node = self.outline.nodes[i]
        beside = node.parent is not None if node.ordinal is None else node.parent in self._hanging
        return beside or i + 1 in self._children

    _ANSWERS: ClassVar[dict[int, Callable[[Any, int], object]]] = {
        Qt.ItemDataRole.DisplayRole: _title,
        Qt.ItemDataRole.ToolTipRole: _tooltip,
        Qt.ItemDataRole.AccessibleTextRole: _spoken,
        Role.NODE: lambda _self, i: i,
        Role.LABEL: _label,
        Role.ORDINAL: _ordinal,
        Role.COUNT: _count,
        Role.COLOURS: _colours,
        Role.WIDEST_ORDINAL: _widest_ordinal,
        Role.HANGS: _hangs,
    }
