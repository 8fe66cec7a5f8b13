"""The state of one walk through the candidates: the open nodes, and the places that were given."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from postil.outline.candidates import Candidate, Reading, Sort

CONTAINERS = frozenset({Sort.MARKUP, Sort.UNIT, Sort.BARE})
LISTS = frozenset({Sort.ITEM, Sort.BULLET})
DEEPEST = 200


class Placed(NamedTuple):
    """A candidate's index, its parent's place among all placed ones or None, its series, and its number there."""

    candidate: int
    parent: int | None
    series: int
    number: int | None = None


class Tree(NamedTuple):
    """The candidates that found a place, in text order."""

    placed: list[Placed]

    def sizes(self) -> Counter[int]:
        """How many items each series has."""
        return Counter(place.series for place in self.placed)

    def first_of_series(self, candidates: Sequence[Candidate]) -> set[int]:
        """The candidates that begin a list."""
        seen: set[int] = set()
        first: set[int] = set()
        for place in self.placed:
            if candidates[place.candidate].sort in LISTS and place.series not in seen:
                seen.add(place.series)
                first.add(place.candidate)
        return first


@dataclass(slots=True)
class Open:
    """A node that may still take children."""

    candidate: Candidate
    place: int
    series: int
    reading: Reading | None


@dataclass(slots=True)
class Nesting:
    """The state of one walk through the candidates: the open nodes from the root down, and what was placed."""

    candidates: Sequence[Candidate]
    lasts: dict[int, int]
    """For each series of an earlier walk, the last candidate in it."""
    earlier: dict[int, int]
    """For each candidate, its series in the earlier walk."""
    sizes: Counter[int]
    placed: list[Placed] = field(default_factory=list)
    stack: list[Open] = field(default_factory=list)
    closed: dict[str, tuple[int, int]] = field(default_factory=dict)
    """For each form, the last number of a series that something closed, and the series."""
    series: int = 0
    listed: bool = False
    """Whether there has been an item yet."""

    def push(self, index: int, series: int | None = None, reading: Reading | None = None) -> None:
        """Place a candidate below the last open node, and open it; without a series it begins its own."""
        if series is None:
            self.series += 1
            series = self.series
        parent = self.stack[-1].place if self.stack else None
        number = reading.number if reading and reading in self.candidates[index].readings else None
        self.placed.append(Placed(index, parent, series, number))
        self.listed |= self.candidates[index].sort in LISTS
        self.stack.append(Open(self.candidates[index], len(self.placed) - 1, series, reading))

    def pop(self, depth: int) -> None:
        """Close all open nodes from a depth on, but remember how far their numbers went."""
        for entry in self.stack[depth:]:
            if entry.reading and entry.reading.number:
                self.closed[entry.reading.form] = entry.reading.number, entry.series
        del self.stack[depth:]

    def backwards(self) -> list[tuple[int, Open]]:
        """The open nodes with their depths, the innermost first."""
        return list(enumerate(self.stack))[::-1]

    def goes_on(self, entry: Open, index: int) -> bool:
        """Whether, by the earlier walk, an open list has items after a candidate."""
        series = self.earlier.get(self.placed[entry.place].candidate)
        return series is not None and self.lasts.get(series, -1) > index


def is_section(candidate: Candidate) -> bool:
    """An item that is a heading by itself holds what follows, like any heading."""
    return candidate.sort is Sort.ITEM and candidate.headed


def is_heading(candidate: Candidate, *, top: bool) -> bool:
    """Whether a node holds what follows it; of sections, only the one on top of all."""
    return candidate.sort in CONTAINERS or (top and is_section(candidate))
