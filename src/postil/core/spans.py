"""A set of characters of a text, as the stretches they make up: what was read of it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from postil.core.span import Span


class Spans:
    """Stretches of a text in order, no two of which touch. Never altered: ``with_span`` and ``without`` give others."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(span for span in spans if span.start < span.end):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __iter__(self) -> Iterator[Span]:
        return map(Span, self._starts, self._ends)

    def __len__(self) -> int:
        return len(self._starts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Spans) and self._starts == other._starts and self._ends == other._ends

    __hash__ = None  # type: ignore[assignment]

    def with_span(self, span: Span) -> "Spans":
        """These characters and those of a span."""
        return self._spliced(span, added=True)

    def without(self, span: Span) -> "Spans":
        """These characters but for those of a span."""
        return self._spliced(span, added=False)

    def covered(self, span: Span) -> int:
        """How many characters of a span are among these."""
        first, last = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
        parts = (span.within(Span(self._starts[i], self._ends[i])) for i in range(first, last))
        return sum(part.end - part.start for part in parts if part)

    def _spliced(self, span: Span, *, added: bool) -> "Spans":
        """The stretches that touch the span, replaced by what becomes of them; only these are looked at."""
        if span.start >= span.end:
            return self
        first, last = bisect_left(self._ends, span.start), bisect_right(self._starts, span.end)
        touched = [Span(self._starts[i], self._ends[i]) for i in range(first, last)]
        if added:
            pieces = [Span(min([span.start, *(t.start for t in touched)]), max([span.end, *(t.end for t in touched)]))]
        else:
            sides = [(Span(t.start, min(t.end, span.start)), Span(max(t.start, span.end), t.end)) for t in touched]
            pieces = [side for both in sides for side in both if side.start < side.end]
        made = Spans()
        made._starts = [*self._starts[:first], *(piece.start for piece in pieces), *self._starts[last:]]
        made._ends = [*self._ends[:first], *(piece.end for piece in pieces), *self._ends[last:]]
        return made
