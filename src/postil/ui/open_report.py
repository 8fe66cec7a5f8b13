"""One open report: its annotations, its outline, and what becomes of them, told as signals."""

from bisect import bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from postil import desk
from postil.core.correction import Corrected, Corrections, NodeKey
from postil.core.outline import Outline
from postil.ui.keeper import Keeper
from postil.ui.page.marks import Marks
from postil.ui.said import Said

if TYPE_CHECKING:
    from postil.core.annotation import Annotation

_T = TypeVar("_T")


class OpenReport(QObject):
    """What is shown of a report, and how it follows what changes.

    A report is shown before the library knows it: what is done to it meanwhile waits until it is adopted.
    """

    opened = Signal()
    adopted = Signal()
    """The library knows the report that is shown."""
    marks_changed = Signal()
    outline_changed = Signal()
    """There is another outline, or it is corrected otherwise."""
    said_changed = Signal()
    """A node has another state, or one has a note now: the outline is as it was."""
    undo_offered = Signal(str)
    undo_changed = Signal()
    told = Signal(str)
    """What was done, where it cannot be seen on the page."""
    stepped = Signal(int)
    """Where in the text something was undone or done again."""

    def __init__(self, keeper: Keeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.keeper = keeper
        self.report: desk.Opened | None = None
        self.inferred = Outline()
        self._outlined = False
        self.shown = Corrected.bare(self.inferred)
        self.marks = Marks()
        self.can_undo = False
        self.can_redo = False
        self._drafts: dict[str, str] = {}
        self._unkept: dict[str, Annotation] = {}
        self._unwritten: dict[str, str] = {}
        self._unmade: dict[str, NodeKey] = {}
        """The keys of nodes for whose notes nothing was typed yet."""
        self._said = Said()
        self._starts: list[int] = []
        self._early: list[tuple[Callable[[desk.Library], Any], Callable[[Any], None]]] = []
        keeper.unusable.connect(self._give_up)
        keeper.changed_elsewhere.connect(self.refresh)

    # The open report

    def show(self, opened: desk.Opened) -> None:
        """Show a report, known to the library or (``report_id`` "") not yet."""
        self.report = opened
        self.inferred, self._outlined = opened.outline or Outline(), opened.outline is not None
        self._said = Said()
        self._said.kept = opened.corrections
        self._correct()
        self._unkept.clear()
        self._unmade.clear()
        self._unwritten.clear()
        self.marks = Marks(opened.annotations)
        self.can_undo, self.can_redo = opened.can_undo, opened.can_redo
        self._drafts = {draft.annotation_id: draft.note for draft in opened.drafts}
        self.opened.emit()
        self.undo_changed.emit()

    def adopt(self, kept: desk.Opened) -> None:
        """Take in what the library knows of the report that is shown already."""
        if self.report is None:
            return
        self.report = kept._replace(report=self.report.report)
        self.marks = Marks((*kept.annotations, *self._unkept.values()))
        self.can_undo, self.can_redo = kept.can_undo, kept.can_redo
        self._take_said(kept.corrections)
        self.marks_changed.emit()
        self.undo_changed.emit()
        self._drafts = {draft.annotation_id: draft.note for draft in kept.drafts}
        early, self._early = self._early, []
        for operation, done in early:
            self.run(operation, done)
        self.adopted.emit()

    def refresh(self) -> None:
        """Take in what was done to this report elsewhere."""
        shown = self.report
        if shown is not None and shown.version_id:
            self.run(lambda library: desk.refresh(library, shown), self._take_refreshed)

    def set_outline(self, outline: Outline) -> None:
        """Take in the outline that was worked out."""
        self.inferred, self._outlined = outline, True
        self._correct()
        self.outline_changed.emit()

    @property
    def outline(self) -> Outline:
        """The outline as it is shown: with the reader's corrections."""
        return self.shown.outline

    def snapshot(self) -> desk.Opened:
        """The report with its annotations as they are now."""
        assert self.report is not None
        return self.report._replace(annotations=tuple(self.marks), corrections=self.shown.corrections)

    def draft(self, annotation_id: str) -> str | None:
        """What was being typed for an annotation when Postil stopped, if anything was."""
        return self._drafts.get(annotation_id)

    def note_of(self, annotation_id: str) -> str:
        """An annotation's note as it is once everything is kept that waits."""
        mark = self.marks.get(annotation_id)
        return self._unwritten.get(annotation_id, mark.note if mark else "")

    def newest_draft(self) -> str | None:
        """The annotation whose note was being typed last when Postil stopped."""
        return next((identifier for identifier in reversed(self._drafts) if self.marks.get(identifier)), None)

    @property
    def identifier(self) -> str:
        """The report's identifier in the library, "" while it has none."""
        return self.report.report_id if self.report else ""

    @property
    def pending(self) -> int:
        """How many changes wait for the library to know the report, or are notes that could not be kept yet."""
        return len(self._early) or len(self._unwritten)

    def run(self, operation: Callable[[desk.Library], _T], done: Callable[[_T], None]) -> None:
        """Do something with the library, after all that waits; before the report is known to it, once it is."""
        if self._version() or self.keeper.error is not None:
            self.keeper.run(operation, done, self)
        else:
            self._early.append((operation, done))
            self.keeper.saving.emit()

    def _take_refreshed(self, now: desk.Opened) -> None:
        if now.version_id != self._version():
            return
        self.marks = Marks((*now.annotations, *self._unkept.values()))
        self.can_undo, self.can_redo = now.can_undo, now.can_redo
        self._take_said(now.corrections)
        self.marks_changed.emit()
        self.undo_changed.emit()

    def _give_up(self) -> None:
        """What nobody will keep is not waited for, and not shown."""
        self._early.clear()
        self._said.give_up()
        self._take_said()
        if not self._unkept:
            return
        for made in self._unkept.values():
            self.marks.put(made, None)
        self._unkept.clear()
        self.marks_changed.emit()

    def _version(self) -> str:
        return self.report.version_id if self.report else ""

    def _take(self, change: desk.Change | None) -> None:
        if change is None:
            return
        if change.corrections is not None:
            self._take_said(change.corrections)
        for before, after in change.annotations:
            self.marks.put(before, after)
            if after is not None:
                self._unkept.pop(after.id, None)
        self.can_undo, self.can_redo = change.can_undo, change.can_redo
        self.marks_changed.emit()
        self.undo_changed.emit()

    def _take_said(self, kept: Corrections | None = None) -> None:
        """Show what stands of the reader's corrections now, and over it what waits to be kept."""
        before = self.shown
        self._said.kept = self._said.kept if kept is None else kept
        if self._said.all() == before.corrections:
            return
        self._correct()
        if (before.outline, before.lost) == (self.shown.outline, self.shown.lost):
            self.shown = self.shown._replace(outline=before.outline)  # the one that is shown already
            self.said_changed.emit()
        else:
            self.outline_changed.emit()

    def _correct(self) -> None:
        said = self._said.all()
        if self.report is None or not self._outlined:  # nothing lost its node where none is known yet
            self.shown = Corrected.bare(self.inferred)._replace(corrections=said)
        else:
            self.shown = desk.corrected_outline(self.report.report, self.inferred, said)
        self._starts = [node.start for node in self.shown.outline.nodes]

    # What is counted

    def counts(self) -> tuple[int, int]:
        """How many highlights there are, and how many notes."""
        return sum(not mark.node for mark in self.marks), sum(bool(mark.note) for mark in self.marks)

    def node_of(self, mark: "Annotation") -> int | None:
        """The node that an annotation stands under, or on; None before the first one and for what lost its node."""
        if mark.node:
            return self.shown.node_of(mark.node)
        before = bisect_right(self._starts, mark.anchor.start)
        return before - 1 if before else None

    def counts_by_node(self) -> dict[int, tuple[int, tuple[str, ...]]]:
        """For each outline node with annotations in it or below it: how many, and in which colours."""
        found: dict[int, list[str]] = {}
        for mark in self.marks:
            for node in self.outline.path(self.node_of(mark)):
                found.setdefault(node, []).append(mark.colour)
        return {node: (len(colours), tuple(dict.fromkeys(colours))) for node, colours in found.items()}
