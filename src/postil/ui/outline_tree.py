"""The entries of the outline pane as rows under rows: which are shown, and where."""

from collections.abc import Iterable, Sequence

from postil.core.outline import Node, Outline

Parents = Sequence[int | None]


class Tree:
    """Some entries of a forest, each with all that stand above it; an entry is its index in ``parents``.

    ``children`` are those below an entry, in order, by the entry's index plus one; the roots' are below 0.
    """

    def __init__(self, parents: Parents, entries: Iterable[int]) -> None:
        """``entries`` in order, each after its parent."""
        self.children: dict[int, list[int]] = {}
        self.rows: dict[int, int] = {}
        for entry in entries:
            parent = parents[entry]
            siblings = self.children.setdefault(0 if parent is None else parent + 1, [])
            self.rows[entry] = len(siblings)
            siblings.append(entry)

    def __len__(self) -> int:
        return len(self.rows)

    def __contains__(self, entry: int) -> bool:
        return entry in self.rows

    def parents(self) -> list[int]:
        """The entries that have others below them."""
        return [identifier - 1 for identifier in self.children if identifier]


def with_ancestors(parents: Parents, entries: Iterable[int]) -> list[int]:
    """These entries and all that stand above them, in order."""
    kept: set[int] = set()
    for entry in entries:
        above: int | None = entry
        while above is not None and above not in kept:
            kept.add(above)
            above = parents[above]
    return sorted(kept)


def key_of(node: Node) -> tuple[int, str, str]:
    """What a node is known by from one outline of a text to the next."""
    return node.start, node.label, node.kind


def again(outline: Outline, node: Node) -> int | None:
    """The node of another outline of the same text that is this one, else the one that stands there now."""
    here = outline.at(node.start)
    for index in range(here, -1, -1) if here is not None else ():
        if outline.nodes[index].start < node.start:
            break
        if key_of(outline.nodes[index]) == key_of(node):
            return index
    return here
