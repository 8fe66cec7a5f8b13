"""A reader who corrects an outline: one deed after the other, shown at once and then kept."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

from hypothesis import strategies as st

from postil import desk
from postil.core.correction import STATES, Corrected, Correction, Corrections, NodeKey, NodeState
from postil.core.errors import PostilError
from postil.core.outline import Node, NodeKind, Outline
from postil.core.span import Span

_T = TypeVar("_T")
DEEDS = ("promote", "demote", "retitle", "remove", "add", "like", "unlike", "state", "note")


class Window:
    """Shows an outline with what is said of it, and keeps it; every keeping must leave what was shown at once."""

    def __init__(self, library: desk.Library, opened: desk.Opened, inferred: Outline) -> None:
        self.library = library
        self.opened = opened
        self.inferred = inferred
        self.said = opened.corrections

    @property
    def shown(self) -> Corrected:
        return desk.corrected_outline(self.opened.report, self.inferred, self.said)

    def index(self, words: str) -> int:
        """The node with these words in its title."""
        return next(i for i, node in enumerate(self.shown.outline.nodes) if words in node.title)

    def titles(self) -> str:
        return "\n".join("  " * (node.level - 1) + node.title for node in self.shown.outline.nodes)

    def say(self, made: Sequence[Correction | NodeState]) -> desk.Change | None:
        """Show something that was said, then keep it."""
        if not made:
            return None
        at_once = self.said.put(*made)
        change = desk.keep_corrections(self.library, self.opened.version_id, made)
        self.take(change)
        assert same(self.said, at_once)
        return change

    def note(self, index: int, note: str, tags: Sequence[str] = ()) -> str:
        """Put a note on a node; returns the annotation's identifier."""
        key, made = desk.new_node_note(self.opened.report, self.shown, index, note, tags)
        at_once = self.said.put(key)
        change = desk.keep_node_note(self.library, self.opened.version_id, key, made)
        assert change.annotations == ((None, made),)
        self.take(change)
        assert same(self.said, at_once)
        return made.id

    def take(self, change: desk.Change | None) -> None:
        if change is not None and change.corrections is not None:
            self.said = change.corrections

    def do(self, deed: str, index: int) -> desk.Change | None:
        """Do something to a node or, to add one, to the passage of a block; what is refused is no change."""
        report, shown = self.opened.report, self.shown
        block = report.blocks[index % len(report.blocks)]
        span, count = Span(block.start, block.end), len(shown.outline.nodes)
        node = index % count if count else 0
        if deed == "note" and count:
            self.note(node, f"note {index}")
        made = {
            "promote": lambda: desk.promote(report, shown, node),
            "demote": lambda: desk.demote(report, shown, node),
            "retitle": lambda: desk.retitle(report, shown, node, f"title {index}"),
            "remove": lambda: desk.remove(report, shown, node),
            "like": lambda: desk.like_node(report, shown, node, keeps=True),
            "unlike": lambda: desk.like_node(report, shown, node, keeps=False),
            "state": lambda: desk.new_node_state(report, shown, node, STATES[index % 3]),
            "add": lambda: desk.add_node(report, shown, span),
            "note": tuple,
        }
        with suppress(Refused):
            return self.say(told(made[deed if count else "add"]))
        return None


class Refused(Exception):  # noqa: N818 — nothing went wrong
    """What could not be done was told in a sentence."""


def told(make: Callable[[], _T]) -> _T:
    try:
        return make()
    except PostilError as refusal:
        if refusal.code in {"node-there", "look-common", "passage-empty"}:
            raise Refused from refusal
        raise


def same(one: Corrections, other: Corrections) -> bool:
    """Whether two say the same, in whichever order."""
    return by_id(one) == by_id(other)


def by_id(said: Corrections) -> dict[str, Correction | NodeState | NodeKey]:
    return (
        {edit.id: edit for edit in said.edits}
        | {f"state {s.key.id}": s for s in said.states}
        | {f"note {key.id}": key for key in said.noted}
    )


@st.composite
def other_engines(draw: st.DrawFn, outline: Outline, starts: Sequence[int]) -> Outline:
    """An outline as an engine would draw it that drops 30 % of the nodes and adds as many of its own."""
    nodes = list(outline.nodes)
    count = max(1, round(0.3 * len(nodes)))
    dropped = draw(st.sets(st.integers(0, len(nodes) - 1), min_size=count, max_size=count)) if nodes else set()
    taken = {node.start for node in nodes}
    free = [start for start in starts if start not in taken]
    more = draw(st.lists(st.tuples(st.sampled_from(free), st.integers(1, 4)), max_size=count)) if free else []
    levels = {node.start: (node.level, node) for i, node in enumerate(nodes) if i not in dropped}
    levels |= {start: (level, new_node(start)) for start, level in more}
    return nested(levels)


def new_node(start: int) -> Node:
    """A node that no other engine knew."""
    return Node(start, start + 1, start, 1, None, "", 999, "of another engine", NodeKind.CAPTION, "caption", 0.5)


def nested(levels: dict[int, tuple[int, Node]]) -> Outline:
    """Nodes with the levels that they should have, as a tree."""
    open_nodes: list[tuple[int, int]] = []
    nodes: list[Node] = []
    for start in sorted(levels):
        level, node = levels[start]
        while open_nodes and open_nodes[-1][0] >= level:
            open_nodes.pop()
        parent = open_nodes[-1][1] if open_nodes else None
        open_nodes.append((level, len(nodes)))
        nodes.append(node._replace(level=len(open_nodes), parent=parent))
    return Outline(tuple(nodes), "en")
