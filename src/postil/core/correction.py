"""What a reader says of an outline: corrections of it, states of its nodes, and the keys that all of it is kept by."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple, Self

from postil.core.annotation import Anchor
from postil.core.outline import Node, NodeKind, Outline

ADDED = "reader.added"
"""The rule of a node that a reader added."""

STATES = ("", "to-check", "done")
TITLE_LIMIT = 200


class NodeKey(NamedTuple):
    """What a node is known by, whichever engine draws the outline.

    The anchor stands on the printed marker or, where none is printed, on the first words of the item. What hangs on a
    node names it by the key's ``id``, never by an index.
    """

    id: str
    anchor: Anchor
    kind: NodeKind
    ordinal: int | None


class Deed(StrEnum):
    """What a correction does."""

    MOVE = "move"
    """The node stands under others than it was found under (promote, demote)."""
    RETITLE = "retitle"
    REMOVE = "remove"
    """There is no node here."""
    ADD = "add"
    """There is a node here."""
    LIKE = "like"
    """Everything that looks so is a node, or is none."""


class Correction(NamedTuple):
    """One thing that a reader corrected.

    ``key`` is the node's (None for LIKE). ``title`` belongs to RETITLE and ADD; ``under``, of MOVE and ADD, are the
    keys of the ancestors it shall have, innermost first, none for the top level: the innermost that is found counts.
    ``signature``, of LIKE, says what is alike; ``keeps`` whether that is a node. Times are UTC, ISO 8601; ``deleted``
    is when it was taken back, or "".
    """

    id: str
    deed: Deed
    key: NodeKey | None = None
    title: str = ""
    under: tuple[NodeKey, ...] = ()
    signature: str = ""
    keeps: bool = True
    created: str = ""
    modified: str = ""
    deleted: str = ""

    @property
    def keys(self) -> tuple[NodeKey, ...]:
        """All the keys it speaks of."""
        return self.under if self.key is None else (self.key, *self.under)


class NodeState(NamedTuple):
    """What a reader wants to remember of a node: one of ``STATES``, "" for nothing; since when (UTC, ISO 8601)."""

    key: NodeKey
    state: str
    modified: str = ""


class Corrections(NamedTuple):
    """All that a reader said of one report's outline: only what stands.

    ``noted`` are the keys of nodes that have notes; the notes themselves are annotations.
    """

    edits: tuple[Correction, ...] = ()
    states: tuple[NodeState, ...] = ()
    noted: tuple[NodeKey, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return not (self.edits or self.states or self.noted)

    def put(self, *said: Correction | NodeState | NodeKey) -> Self:
        """With something said anew, or otherwise than before; a key alone is that of a node with a note."""
        edits = {edit.id: edit for edit in self.edits}
        states = {state.key.id: state for state in self.states}
        noted = {key.id: key for key in self.noted}
        for one in said:
            match one:
                case Correction():
                    edits[one.id] = one
                case NodeState():
                    states[one.key.id] = one
                case NodeKey():
                    noted[one.id] = one
        return type(self)(
            tuple(edit for edit in edits.values() if not edit.deleted),
            tuple(state for state in states.values() if state.state),
            tuple(noted.values()),
        )

    def keys(self) -> dict[str, NodeKey]:
        """All the keys that anything speaks of, by their identifiers."""
        spoken = (key for edit in self.edits for key in edit.keys)
        stated = (state.key for state in self.states)
        return {key.id: key for key in (*spoken, *stated, *self.noted)}

    def about(self, keys: Iterable[NodeKey], *deeds: Deed) -> Iterator[Correction]:
        """The corrections of the node with these keys, of some deeds or of all."""
        identifiers = {key.id for key in keys}
        for edit in self.edits:
            if edit.key is not None and edit.key.id in identifiers and (not deeds or edit.deed in deeds):
                yield edit

    def state_of(self, keys: Iterable[NodeKey]) -> str:
        """The state of the node with these keys: the one that was set last."""
        identifiers = {key.id for key in keys}
        found = [state for state in self.states if state.key.id in identifiers]
        return max(found, key=lambda state: (state.modified, state.key.id)).state if found else ""


class Removed(NamedTuple):
    """A node that was found and is not shown, and the correction that says so."""

    node: Node
    edit: Correction


class Corrected(NamedTuple):
    """An outline as it is shown: what was inferred, and on it all that its reader said.

    ``keys`` has those of each node of which something was said, by the node's index here. ``lost`` are the keys of
    what has no node to stand on (a title, a place, a state or a note; a removal asks for none), in text order.
    ``is_branch`` says that this is one node and all below it.
    """

    outline: Outline
    corrections: Corrections
    keys: Mapping[int, tuple[NodeKey, ...]]
    lost: tuple[NodeKey, ...]
    removed: tuple[Removed, ...]
    is_branch: bool = False

    @classmethod
    def bare(cls, inferred: Outline) -> Self:
        """An outline of which nothing was said."""
        return cls(inferred, Corrections(), {}, (), ())

    def state(self, index: int) -> str:
        """The state of a node."""
        return self.corrections.state_of(self.keys.get(index, ()))

    def node_of(self, key_id: str) -> int | None:
        """The index of the node that has a key; None where it has no node."""
        return next((index for index, keys in self.keys.items() for key in keys if key.id == key_id), None)
