"""From steps of the history to what a window is told."""

from postil.core.annotation import Annotation
from postil.desk.values import Change
from postil.library import Library, corrections, history, reports
from postil.library.history import Step
from postil.library.subjects import Subject

READER = "reader"


def do(library: Library, what: str, version_id: str, steps: list[Step]) -> Change:
    """Make the steps, if there are any, one group of the history, inside a transaction."""
    if steps:
        history.record(library, what, steps, actor=READER)
    return tell(library, what, reports.report_of(library, version_id), steps)


def tell(library: Library, what: str, report_id: str, steps: list[Step]) -> Change:
    """What the steps did, as it is seen: what lies in the trash is not there."""
    concerned = [step.version_id for step in steps if _speaks_of_outline(step.after)]
    return Change(
        what,
        tuple((_seen(step.before), _seen(step.after)) for step in steps if isinstance(step.after, Annotation)),
        can_undo=history.next_undo(library, report_id) is not None,
        can_redo=history.next_redo(library, report_id) is not None,
        corrections=corrections.standing(library, concerned[-1]) if concerned else None,
    )


def _speaks_of_outline(subject: Subject) -> bool:
    return not isinstance(subject, Annotation) or bool(subject.node)


def _seen(subject: Subject | None) -> Annotation | None:
    return subject if isinstance(subject, Annotation) and not subject.deleted else None
