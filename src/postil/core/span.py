"""Stretches of a text."""

from typing import NamedTuple, Self


class Span(NamedTuple):
    """A half-open stretch of a text, in code points: ``text[start:end]``."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def within(self, other: "Span") -> Self | None:
        """The part of this span that lies in the other one, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return type(self)(start, end) if start < end else None
