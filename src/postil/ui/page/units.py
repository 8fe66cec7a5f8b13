"""The scroll bar's own measure: estimated heights that are fixed for a width and never corrected.

The view's state is a place in the text; seeing true heights changes neither the bar nor the text under the eye, so a
dragged thumb never fights the hand.
"""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Units:
    """Maps (piece, share of the piece that is above the top) to a scroll bar value and back."""

    def __init__(self, estimates: Iterable[int]) -> None:
        self._ends = list(accumulate(estimates)) or [1]

    @property
    def total(self) -> int:
        """The estimated height of everything."""
        return self._ends[-1]

    def top(self, index: int) -> int:
        """Where a piece begins."""
        return self._ends[index - 1] if index else 0

    def value(self, index: int, share: float) -> int:
        """The bar's value where ``share`` (0 to 1) of a piece is above the top."""
        top = self.top(index)
        return round(top + (self._ends[index] - top) * share)

    def place(self, value: int) -> tuple[int, float]:
        """The piece at a bar's value, and which share of it is above the top."""
        index = min(bisect_right(self._ends, value), len(self._ends) - 1)
        top = self.top(index)
        return index, min(1.0, max(0.0, (value - top) / max(1, self._ends[index] - top)))


def estimate(lengths: Iterable[int], per_line: float, advance: int, gap: int) -> Iterable[int]:
    """Estimated heights in pixels of pieces of so many characters each."""
    return [(int(length / per_line) + 1) * advance + gap for length in lengths]
