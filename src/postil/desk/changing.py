"""From steps of the history to what a window is told."""

from postil.core.annotation import Annotation
from postil.desk.values import Change
from postil.library import Library, history, reports
from postil.library.history import Step

READER = "reader"


def do(library: Library, what: str, version_id: str, steps: list[Step]) -> Change:
    """Make the steps, if there are any, one group of the history, inside a transaction."""
    if steps:
        history.record(library, what, steps, actor=READER)
    return tell(library, what, reports.report_of(library, version_id), steps)


def tell(library: Library, what: str, report_id: str, steps: list[Step]) -> Change:
    """What the steps did, as it is seen: what lies in the trash is not there."""
    return Change(
        what,
        tuple((_seen(step.before), _seen(step.after)) for step in steps),
        can_undo=history.next_undo(library, report_id) is not None,
        can_redo=history.next_redo(library, report_id) is not None,
    )


def _seen(annotation: Annotation | None) -> Annotation | None:
    return None if annotation is None or annotation.deleted else annotation
