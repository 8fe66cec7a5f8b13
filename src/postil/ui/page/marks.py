"""The annotations of a report, found by where they stand."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator

from postil.core.annotation import Annotation
from postil.core.span import Span

_LONG = 5_000


def _position(annotation: Annotation) -> tuple[int, int, str]:
    return annotation.anchor.start, annotation.anchor.end, annotation.id


def _start(annotation: Annotation) -> int:
    return annotation.anchor.start


def _is_long(annotation: Annotation) -> bool:
    return annotation.anchor.end - annotation.anchor.start > _LONG


class Marks:
    """The living annotations of a report in text order; finds those that share text with a span.

    The few long ones are also kept apart, so that one over the whole report does not make all others be looked at.
    """

    def __init__(self, annotations: Iterable[Annotation] = ()) -> None:
        self._by_id = {annotation.id: annotation for annotation in annotations}
        self._ordered = sorted(self._by_id.values(), key=_position)
        self._long = [annotation for annotation in self._ordered if _is_long(annotation)]

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
        if any(one is not None and _is_long(one) for one in (old, after)):
            self._long = [annotation for annotation in self._ordered if _is_long(annotation)]

    def overlapping(self, span: Span) -> list[Annotation]:
        """The annotations that share text with a span, in text order."""
        near = self.starting_in(Span(span.start - _LONG, span.end))
        far = [mark for mark in self._long if mark.anchor.start < span.start - _LONG]
        return [mark for mark in (*far, *near) if mark.anchor.end > span.start]

    def before(self, offset: int) -> Iterator[Annotation]:
        """The annotations that begin before an offset, the last one first."""
        for i in range(bisect_left(self._ordered, offset, key=_start) - 1, -1, -1):
            yield self._ordered[i]

    def starting_in(self, span: Span) -> list[Annotation]:
        """The annotations that begin in a span, in text order."""
        first = bisect_left(self._ordered, span.start, key=_start)
        last = bisect_left(self._ordered, span.end, key=_start)
        return self._ordered[first:last]
