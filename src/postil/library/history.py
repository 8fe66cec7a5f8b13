"""What was done, in order: every change of an annotation, a correction of the outline or the state of a node, with what
it was before and after, never edited.

Undo and redo are read from it. A group is what one command did; an undo is a group that ``undoes`` another one and
writes its states before; a redo undoes an undo.
"""

from collections.abc import Generator
from contextlib import closing
from typing import Any, NamedTuple

from postil.core.errors import PostilError
from postil.library import reports, subjects
from postil.library.database import Library
from postil.library.identity import new_id, now
from postil.library.subjects import Subject

UNDO, REDO = "undo", "redo"


class Step(NamedTuple):
    """One thing in one version: what it was before (None: it was not there) and after."""

    version_id: str
    before: Subject | None
    after: Subject


def record(library: Library, verb: str, steps: list[Step], *, actor: str, undoes: str | None = None) -> None:
    """Make things what they are after the steps and append that to the history, inside a transaction."""
    group, time = new_id(), now()
    for version_id, before, after in steps:
        kind = subjects.kind_of(after)
        kind.write(library, version_id, after)
        library.run(
            "INSERT INTO changes (group_id, verb, undoes, actor, made, report_id, version_id, subject_kind, subject_id,"
            " before, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *(group, verb, undoes, actor, time, reports.report_of(library, version_id), version_id),
            *(kind.name, kind.identifier(after)),
            *(kind.pack(library, before) if before else None, kind.pack(library, after)),
        )


def revert(library: Library, verb: str, group: str, *, actor: str) -> list[Step]:
    """Take a group back, inside a transaction: everything becomes what it was before.

    Raises PostilError "undo-stale", where something is not any more what that group left.
    """
    rows = library.rows(
        "SELECT version_id, subject_kind, subject_id, before, after FROM changes WHERE group_id = ? ORDER BY seq DESC",
        group,
    )
    steps = []
    for version_id, name, identifier, before, after in rows:
        kind = subjects.KINDS[name]
        present = kind.read(library, identifier, version_id)
        if present is None or present != kind.unpack(library, version_id, after):
            raise PostilError("undo-stale")
        earlier = kind.unpack(library, version_id, before) if before else kind.gone(present, now())
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
