"""What a reader adds to a report."""

from enum import StrEnum
from typing import Any, NamedTuple, Self

from postil.core.span import Span

COLOURS = ("yellow", "green", "blue", "red", "purple")
CONTEXT = 32
NOTE_LIMIT = 65_536


class Motivation(StrEnum):
    """Why an annotation was made (W3C Web Annotation Data Model, 3.3.5)."""

    HIGHLIGHTING = "highlighting"
    COMMENTING = "commenting"
    BOOKMARKING = "bookmarking"


class AnchorStatus(StrEnum):
    """How an anchor holds on to the version it stands in."""

    EXACT = "exact"
    MOVED = "moved"
    CHANGED = "changed"
    PARTIAL = "partial"
    AMBIGUOUS = "ambiguous"
    ORPHAN = "orphan"


class Anchor(NamedTuple):
    """Position, exact quote and context (W3C TextPositionSelector and TextQuoteSelector), in the text's characters."""

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    status: AnchorStatus = AnchorStatus.EXACT

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)

    @classmethod
    def describe(cls, text: str, span: Span) -> Self:
        """The anchor of a span of a text, with up to ``CONTEXT`` characters on either side."""
        start, end = span
        return cls(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


class Annotation(NamedTuple):
    """A highlight or underline, perhaps with a note and tags; a bookmark; a note on a node.

    ``style`` is "highlight" or "underline", ``colour`` one of ``COLOURS``, ``note`` Markdown of at most ``NOTE_LIMIT``
    characters; times are UTC, ISO 8601; ``deleted`` is the time it went to the trash, or "". ``node`` is the id of the
    key of the node it is a note on, "" for a passage.
    """

    id: str
    anchor: Anchor
    colour: str = "yellow"
    style: str = "highlight"
    motivation: Motivation = Motivation.HIGHLIGHTING
    note: str = ""
    tags: tuple[str, ...] = ()
    created: str = ""
    modified: str = ""
    deleted: str = ""
    node: str = ""

    def as_json(self) -> dict[str, Any]:
        """The annotation as plain values, as it is stored in the history and printed for machines."""
        return {**self._asdict(), "anchor": self.anchor._asdict()}

    @classmethod
    def from_json(cls, fields: dict[str, Any]) -> Self:
        """The annotation that ``as_json`` made into plain values."""
        anchor = fields["anchor"]
        return cls(
            **{
                **fields,
                "anchor": Anchor(**{**anchor, "status": AnchorStatus(anchor["status"])}),
                "motivation": Motivation(fields["motivation"]),
                "tags": tuple(fields["tags"]),
            }
        )

    def changed(self, modified: str, **fields: Any) -> Self:  # noqa: ANN401 — any field of the value
        """The annotation with some fields changed at a time."""
        return self._replace(modified=modified, **fields)
