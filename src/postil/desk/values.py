"""What the desk takes and gives."""

from typing import NamedTuple

from postil.core.annotation import Annotation
from postil.core.correction import Corrections
from postil.core.outline import Outline
from postil.core.report import Report
from postil.library.reading import Draft

__all__ = ["Change", "Draft", "Opened", "Reading"]


class Reading(NamedTuple):
    """A source that was read, before the library knows it. ``path`` is absolute, ``sha256`` that of ``data``."""

    name: str
    path: str
    data: bytes
    sha256: str
    reader: str
    report: Report


class Opened(NamedTuple):
    """Everything a window shows of a report.

    ``annotations`` are the living ones in text order; ``place`` is the code point at the top line when it was read
    last; ``outline`` is as it was inferred, None where it has still to be; ``corrections`` are what is said of it.
    """

    report_id: str
    version_id: str
    title: str
    path: str
    report: Report
    annotations: tuple[Annotation, ...]
    drafts: tuple[Draft, ...]
    place: int
    outline: Outline | None
    can_undo: bool
    can_redo: bool
    corrections: Corrections = Corrections()


class Change(NamedTuple):
    """What an operation did: for each annotation its state before and after (None: it is not there).

    ``what`` is "mark", "recolour", "note", "tag", "delete", "undo" or "redo"; of the outline "move", "retitle",
    "remove", "add", "like", "restore", "state" or "forget". ``corrections`` are all that stand now, None where
    they are as before.
    """

    what: str
    annotations: tuple[tuple[Annotation | None, Annotation | None], ...]
    can_undo: bool
    can_redo: bool
    corrections: Corrections | None = None
