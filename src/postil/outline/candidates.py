"""What the finders find: places where a node may begin."""

from enum import IntEnum
from typing import NamedTuple

from postil.core.outline import NodeKind


class Sort(IntEnum):
    """How a candidate takes its place in the tree."""

    MARKUP = 0
    """A heading by markup: its level says where it belongs."""
    UNIT = 1
    """A unit that names itself (chapter, article): its rank says where it belongs."""
    BARE = 2
    """A heading by typography alone."""
    SPEECH = 3
    """A speech act, or the lead: closes all lists."""
    HEAD = 4
    """Announces or hosts a list."""
    ITEM = 5
    """One of a series, by its number."""
    BULLET = 6
    """One of a series, by its bullet."""
    CAPTION = 7
    """Stands beside the structure, and interrupts nothing."""
    BREAK = 8
    """Makes no node, but closes all lists: a vocative on its own line."""


class Reading(NamedTuple):
    """One way to understand the marker of an item: the form its list has in common, and its number there.

    ``number`` is None for one that only closes a list. ``path`` has all the numbers of a dotted one.
    """

    form: str
    number: int | None
    path: tuple[int, ...] = ()


class Candidate(NamedTuple):
    """A place where a node may begin.

    ``passage`` is its passage's index; ``at``, ``marker`` and ``content`` are offsets of its shown string: where the
    item begins, where its marker ends, and where what it says begins; ``stop``, if not 0, where a label ends that names
    it. ``rank`` orders candidates of one sort from outer to inner (heading level, unit, indentation); ``headed`` says
    that it is a heading, a short line by itself; ``outside`` that it stands outside the report's numbering.
    """

    passage: int
    at: int
    marker: int
    content: int
    sort: Sort
    kind: NodeKind
    rule: str
    confidence: float
    readings: tuple[Reading, ...] = ()
    rank: int = 0
    headed: bool = False
    outside: bool = False
    stop: int = 0
