"""Marking a passage, and changing or deleting what was marked. Each is one transaction and one group of the history."""

from collections.abc import Iterable
from typing import Any

from postil.core.annotation import COLOURS, NOTE_LIMIT, Anchor, Annotation
from postil.core.errors import PostilError
from postil.core.span import Span
from postil.core.text import clean
from postil.desk.changing import do
from postil.desk.values import Change
from postil.library import Library, annotations, reading
from postil.library.history import Step
from postil.library.identity import new_id, now


def new_mark(
    text: str,
    span: Span,
    colour: str = "yellow",
    *,
    style: str = "highlight",
    note: str = "",
    tags: Iterable[str] = (),
) -> Annotation:
    """A mark on a span of a report's text, as it can be shown before ``keep_mark`` keeps it.

    Raises PostilError "colour-unknown" or "note-too-long".
    """
    time = now()
    return Annotation(
        id=new_id(),
        anchor=_anchor(text, span),
        colour=_colour(colour),
        style=style,
        note=tidy_note(note),
        tags=tidy_tags(tags),
        created=time,
        modified=time,
    )


def keep_mark(library: Library, version_id: str, made: Annotation) -> Change:
    """Keep a mark that was made on the text of a version."""
    with library.transaction():
        return do(library, "mark", version_id, [Step(version_id, None, made)])


def recolour(library: Library, annotation_id: str, colour: str) -> Change:
    """Give a mark another colour. Raises PostilError "colour-unknown" or "annotation-unknown"."""
    with library.transaction():
        return _alter(library, "recolour", annotation_id, colour=_colour(colour))


def write_note(library: Library, annotation_id: str, note: str, *, since: str | None = None) -> Change:
    """Write the note of a mark ("" for none); its draft is done with.

    ``since`` is the note it was written over: if somebody else wrote another one meanwhile, both are kept, theirs
    first. A mark that was deleted meanwhile comes back with it. Raises PostilError "note-too-long" or
    "annotation-unknown".
    """
    with library.transaction():
        reading.drop_draft(library, annotation_id)
        _version_id, present = _present(library, annotation_id)
        if since is not None and present.note not in {since, note, ""}:
            note = f"{present.note}\n\n{note}" if note.strip() else present.note
        return _alter(library, "note", annotation_id, note=tidy_note(note), deleted="")


def set_tags(library: Library, annotation_id: str, tags: Iterable[str]) -> Change:
    """Give a mark exactly these tags; "/" leads to a nested one. Raises PostilError "annotation-unknown"."""
    with library.transaction():
        return _alter(library, "tag", annotation_id, tags=tidy_tags(tags))


def delete(library: Library, annotation_ids: Iterable[str]) -> Change:
    """Put at least one mark into the trash; one that is there stays. Raises PostilError "annotation-unknown"."""
    with library.transaction():
        found = [_present(library, annotation_id) for annotation_id in dict.fromkeys(annotation_ids)]
        time = now()
        steps = [
            Step(version_id, present, present.changed(time, deleted=time))
            for version_id, present in found
            if not present.deleted
        ]
        return do(library, "delete", found[0][0], steps)


def tidy_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags as they are kept: blanks folded, empty levels dropped, each once, in order."""
    tidy = ("/".join(filter(None, (" ".join(part.split()) for part in clean(tag).split("/")))) for tag in tags)
    return tuple(sorted({tag for tag in tidy if tag}))


def _alter(library: Library, what: str, annotation_id: str, **fields: Any) -> Change:  # noqa: ANN401 — as Annotation.changed
    version_id, present = _present(library, annotation_id)
    if present.deleted and "deleted" not in fields:
        raise PostilError("annotation-unknown")
    same = present.changed(present.modified, **fields) == present
    steps = [] if same else [Step(version_id, present, present.changed(now(), **fields))]
    return do(library, what, version_id, steps)


def _present(library: Library, annotation_id: str) -> tuple[str, Annotation]:
    """An annotation in the newest version in which it stands."""
    version_id = annotations.latest_version(library, annotation_id)
    present = annotations.in_version(library, annotation_id, version_id) if version_id else None
    if version_id is None or present is None:
        raise PostilError("annotation-unknown")
    return version_id, present


def _anchor(text: str, span: Span) -> Anchor:
    if not 0 <= span.start < span.end <= len(text):
        raise ValueError(span)
    return Anchor.describe(text, span)


def _colour(colour: str) -> str:
    if colour not in COLOURS:
        raise PostilError("colour-unknown", colour=colour, known=", ".join(COLOURS))
    return colour


def tidy_note(note: str) -> str:
    """A note as it is kept; blanks alone say nothing. Raises PostilError "note-too-long"."""
    if len(note) > NOTE_LIMIT:
        raise PostilError("note-too-long", limit=NOTE_LIMIT, size=len(note))
    return clean(note) if note.strip() else ""
