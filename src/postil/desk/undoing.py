"""Undo and redo. Both belong to a report and are read from its history, also after a restart."""

from postil.desk.changing import READER, tell
from postil.desk.values import Change
from postil.library import Library, history


def undo(library: Library, report_id: str) -> Change | None:
    """Take back what was done last in a report; None where nothing is left.

    Raises PostilError "undo-stale" where it was changed otherwise since.
    """
    with library.transaction():
        return _revert(library, history.UNDO, report_id, history.next_undo(library, report_id))


def redo(library: Library, report_id: str) -> Change | None:
    """Do again what was undone last in a report; None where nothing was. Raises PostilError "undo-stale"."""
    with library.transaction():
        return _revert(library, history.REDO, report_id, history.next_redo(library, report_id))


def _revert(library: Library, verb: str, report_id: str, group: str | None) -> Change | None:
    if group is None:
        return None
    return tell(library, verb, report_id, history.revert(library, verb, group, actor=READER))
