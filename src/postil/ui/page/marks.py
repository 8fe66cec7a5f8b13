"""The annotations of a report, found by where they stand."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from itertools import accumulate

from postil.core.annotation import Annotation
from postil.core.span import Span


def _position(annotation: Annotation) -> tuple[int, int, str]:
    return annotation.anchor.start, annotation.anchor.end, annotation.id


class Marks:
    """The living annotations of a report in text order; finds those that share text with a span."""

    def __init__(self, annotations: Iterable[Annotation] = ()) -> None:
        self._by_id = {annotation.id: annotation for annotation in annotations}
        self._ordered = sorted(self._by_id.values(), key=_position)
        self._reach: list[int] | None = None

    def __iter__(self) -> Iterator[Annotation]:
        return iter(self._ordered)

    def __len__(self) -> int:
        return len(self._ordered)

    def get(self, annotation_id: str) -> Annotation | None:
        """The annotation with an identifier, or None."""
        return self._by_id.get(annotation_id)

    def put(self, before: Annotation | None, after: Annotation | None) -> None:
        """Take in what a change did to one annotation; one in the trash is not kept here."""
        either = before or after
        old = self._by_id.pop(either.id, None) if either else None
        if old is not None:
            del self._ordered[bisect_left(self._ordered, _position(old), key=_position)]
        if after is not None and not after.deleted:
            self._by_id[after.id] = after
            insort(self._ordered, after, key=_position)
        self._reach = None

    def overlapping(self, span: Span) -> list[Annotation]:
        """The annotations that share text with a span, in text order."""
        if self._reach is None:
            self._reach = list(accumulate((annotation.anchor.end for annotation in self._ordered), max))
        found: list[Annotation] = []
        i = bisect_left(self._ordered, span.end, key=lambda annotation: annotation.anchor.start) - 1
        while i >= 0 and self._reach[i] > span.start:
            if self._ordered[i].anchor.end > span.start:
                found.append(self._ordered[i])
            i -= 1
        found.reverse()
        return found

    def starting_in(self, span: Span) -> list[Annotation]:
        """The annotations that begin in a span, in text order."""
        first = bisect_left(self._ordered, span.start, key=lambda annotation: annotation.anchor.start)
        last = bisect_left(self._ordered, span.end, key=lambda annotation: annotation.anchor.start)
        return self._ordered[first:last]
