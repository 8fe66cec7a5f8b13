"""The outline of a report: a tree of nodes in document order."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from postil.core.span import Span

ENGINE = "1"
"""Changes whenever the outline of any report may. It stands here, apart from what infers outlines, because one that is
kept already is shown without the import of all that."""


def begun(title: str) -> str:
    """A title as an entry begins: it may come from the middle of a sentence."""
    return title[:1].upper() + title[1:]


class NodeKind(StrEnum):
    """What a node is, in the words of the labelled outlines."""

    HEADING = "heading"
    ARTICLE = "article"
    NUMBERED = "numbered"
    ORDINAL = "ordinal"
    SPEECH_ACT = "speech_act"
    LEAD = "lead"
    LIST_ITEM = "list_item"
    CAPTION = "caption"


class Node(NamedTuple):
    """One entry of an outline.

    It spans from its marker to where the next node that is not below it begins, or the end of the text; ``marker_end``
    is where the printed marker ends (``start`` where none is printed). ``level`` counts from 1, ``parent`` is the
    index of its parent in the outline or None. ``label`` is the marker as printed, ``ordinal`` its number. ``rule``
    names why it is there, ``confidence`` (0 to 1) how sure that is.
    """

    start: int
    end: int
    marker_end: int
    level: int
    parent: int | None
    label: str
    ordinal: int | None
    title: str
    kind: NodeKind
    rule: str
    confidence: float

    @property
    def span(self) -> Span:
        """All of the text that belongs to it, and to what is below it."""
        return Span(self.start, self.end)

    def as_json(self) -> dict[str, object]:
        """The node as ``postil outline --format json`` prints it."""
        fields = self._asdict()
        del fields["marker_end"]
        return fields


def levels_and_ends(parents: Sequence[int | None], starts: Sequence[int], size: int) -> tuple[list[int], list[int]]:
    """The level of each node, and where it ends in a text of a size: where the next one begins that is not below it.

    Nodes are in document order; a parent is an index among them.
    """
    levels: list[int] = []
    ends = [size] * len(starts)
    open_nodes: list[int] = []
    for index, parent in enumerate(parents):
        level = 1 if parent is None else levels[parent] + 1
        levels.append(level)
        while open_nodes and levels[open_nodes[-1]] >= level:
            ends[open_nodes.pop()] = starts[index]
        open_nodes.append(index)
    return levels, ends


class Outline(NamedTuple):
    """Nodes in document order; ``language`` is the report's (BCP 47: "en", "zh", …; "" unknown), ``title`` its title
    where one was found in the text, else "".
    """

    nodes: tuple[Node, ...] = ()
    language: str = ""
    title: str = ""

    def at(self, offset: int) -> int | None:
        """The index of the innermost node that holds a text offset, or None before the first one."""
        low, high = 0, len(self.nodes)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.nodes[middle].start <= offset else (low, middle)
        return low - 1 if low else None

    def path(self, index: int | None) -> tuple[int, ...]:
        """The indices from the root down to a node, itself included."""
        return tuple(reversed(list(self._upwards(index))))

    def _upwards(self, index: int | None) -> Iterator[int]:
        while index is not None:
            yield index
            index = self.nodes[index].parent
