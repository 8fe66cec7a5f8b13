"""What was done, in order: every change of an annotation with its state before and after, never edited.

Undo and redo are read from it. A group is what one command did; an undo is a group that ``undoes`` another one and
writes its states before; a redo undoes an undo.
"""

import json
from collections.abc import Generator
from contextlib import closing
from typing import Any, NamedTuple

from postil.core.annotation import Annotation
from postil.core.errors import PostilError
from postil.library import annotations, reports
from postil.library.database import Library
from postil.library.identity import new_id, now

UNDO, REDO = "undo", "redo"


class Step(NamedTuple):
    """One annotation in one version: its state before (None: it was not there) and after."""

    version_id: str
    before: Annotation | None
    after: Annotation


def record(library: Library, verb: str, steps: list[Step], *, actor: str, undoes: str | None = None) -> None:
    """Give annotations their states after and append that to the history, inside a transaction."""
    group, time = new_id(), now()
    for step in steps:
        annotations.write(library, step.version_id, step.after)
        library.run(
            "INSERT INTO changes (group_id, verb, undoes, actor, made, report_id, version_id, subject_kind, subject_id,"
            " before, after) VALUES (?, ?, ?, ?, ?, ?, ?, 'annotation', ?, ?, ?)",
            *(group, verb, undoes, actor, time, reports.report_of(library, step.version_id), step.version_id),
            *(step.after.id, _pack(library, step.before) if step.before else None, _pack(library, step.after)),
        )


def revert(library: Library, verb: str, group: str, *, actor: str) -> list[Step]:
    """Take a group back, inside a transaction: every annotation becomes what it was before.

    Raises PostilError "undo-stale", where one is not any more what that group left.
    """
    rows = library.rows(
        "SELECT version_id, subject_id, before, after FROM changes WHERE group_id = ? ORDER BY seq DESC", group
    )
    steps = []
    for version_id, annotation_id, before, after in rows:
        present = annotations.in_version(library, annotation_id, version_id)
        if present is None or present != _unpack(library, after):
            raise PostilError("undo-stale")
        time = now()
        earlier = _unpack(library, before) if before else present.changed(time, deleted=time)
        steps.append(Step(version_id, present, earlier))
    record(library, verb, steps, actor=actor, undoes=group)
    return steps


def next_undo(library: Library, report_id: str) -> str | None:
    """The group that undo would take back: the newest that stands and is not itself an undo."""
    taken_back: set[str] = set()
    with closing(_groups(library, report_id)) as groups:
        for group, verb, undoes in groups:
            if group not in taken_back:
                if verb != UNDO:
                    return str(group)
                taken_back.add(undoes)
    return None


def next_redo(library: Library, report_id: str) -> str | None:
    """The group that redo would take back: the newest undo that stands, if nothing new was done after it."""
    taken_back: set[str] = set()
    with closing(_groups(library, report_id)) as groups:
        for group, verb, undoes in groups:
            if verb == REDO:
                taken_back.add(undoes)
            elif verb != UNDO:
                return None
            elif group not in taken_back:
                return str(group)
    return None


def _groups(library: Library, report_id: str) -> Generator[Any]:
    """The groups of a report, the newest first; the rows of one group repeat it."""
    return library.each("SELECT group_id, verb, undoes FROM changes WHERE report_id = ? ORDER BY seq DESC", report_id)


def _pack(library: Library, annotation: Annotation) -> str:
    """A state as it is kept. Tags are kept by their identifiers, so that a renamed tag changes no history."""
    fields = annotation.as_json()
    fields["tags"] = [annotations.tag_id(library, name) for name in annotation.tags]
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def _unpack(library: Library, state: str) -> Annotation:
    fields = json.loads(state)
    fields["tags"] = annotations.tag_names(library, fields["tags"])
    return Annotation.from_json(fields)
