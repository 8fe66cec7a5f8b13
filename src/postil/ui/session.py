"""One open report: its annotations, its outline, and what is done to them, told as signals."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from postil import desk
from postil.core.correction import Corrected, Correction, Corrections, NodeKey, NodeState
from postil.core.outline import Outline
from postil.core.span import Span
from postil.translation import gettext as _
from postil.translation import ngettext
from postil.ui.keeper import Keeper
from postil.ui.page.marks import Marks

if TYPE_CHECKING:
    from postil.core.annotation import Annotation

_T = TypeVar("_T")
_Said = Correction | NodeState


class Session(QObject):
    """What a window shows and does. Panes ask it and listen to it; they never talk to each other.

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
        self._said = Corrections()
        self._unsaid: dict[str, _Said | NodeKey] = {}
        """What is shown of the reader's corrections already, and not kept yet."""
        self._starts: list[int] = []
        self._early: list[tuple[Callable[[desk.Library], Any], Callable[[Any], None]]] = []
        keeper.unusable.connect(self._give_up)
        keeper.changed_elsewhere.connect(self.refresh)

    # The open report

    def show(self, opened: desk.Opened) -> None:
        """Show a report, known to the library or (``report_id`` "") not yet."""
        self.report = opened
        self.inferred, self._outlined = opened.outline or Outline(), opened.outline is not None
        self._unsaid.clear()
        self._correct(opened.corrections)
        self._unkept.clear()
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
        self._correct(self._said)
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

    # What the reader does; each is one change, undone as one

    def mark(self, span: Span, colour: str) -> str:
        """Mark a passage: shown at once, kept as soon as it can be. Returns the new annotation's identifier."""
        assert self.report is not None
        made = desk.new_mark(self.report.report.text, span, colour)
        self._unkept[made.id] = made
        self.marks.put(None, made)
        self.run(lambda library: desk.keep_mark(library, self._version(), made), self._take)
        if made.id in self._unkept:  # else its change was told when it was kept, or given up
            self.marks_changed.emit()
        return made.id

    def recolour(self, annotation_id: str, colour: str) -> None:
        """Give a mark another colour."""
        self.run(lambda library: desk.recolour(library, annotation_id, colour), self._take)

    def write_note(self, annotation_id: str, note: str, since: str | None = None) -> None:
        """Keep a note that was written over another; one that says the same is no change.

        A mark that another program deleted meanwhile comes back with its note.
        """
        self._drafts.pop(annotation_id, None)
        if note in {since, self.note_of(annotation_id)}:
            self.run(lambda library: desk.keep_draft(library, annotation_id, None), _nothing)
            return
        self._unwritten[annotation_id] = note  # should it fail, the reader goes on from here

        def done(change: desk.Change) -> None:
            if self._unwritten.get(annotation_id) == note:
                del self._unwritten[annotation_id]
            self._take(change)

        self.run(lambda library: desk.write_note(library, annotation_id, note, since=since), done)

    def set_tags(self, annotation_id: str, tags: Sequence[str]) -> None:
        """Give an annotation other tags."""
        mark = self.marks.get(annotation_id)
        if mark is not None and mark.tags != tuple(tags):
            self.run(lambda library: desk.set_tags(library, annotation_id, tuple(tags)), self._take)

    def delete(self, annotation_ids: Sequence[str]) -> None:
        """Put annotations into the trash, and offer to undo it."""

        def done(change: desk.Change) -> None:
            self._take(change)
            self.undo_offered.emit(_deleted([before for before, _after in change.annotations if before]))

        self.run(lambda library: desk.delete(library, list(annotation_ids)), done)

    # What the reader says of the outline; shown at once, like a mark

    def correct(self, made: Sequence[_Said], told: str = "") -> None:
        """Take in corrections or states that the desk made, and offer to undo them in these words."""
        if not made:
            return
        self._unsaid |= {_identifier(one): one for one in made}
        self._take_said(self._said)

        def done(change: desk.Change) -> None:
            for one in made:
                if self._unsaid.get(_identifier(one)) is one:
                    del self._unsaid[_identifier(one)]
            self._take(change)
            if told:
                self.undo_offered.emit(told)

        self.run(lambda library: desk.keep_corrections(library, self._version(), made), done)

    def note_node(self, node: int) -> str:
        """Make an empty note on a node; the new annotation's identifier."""
        assert self.report is not None
        key, made = desk.new_node_note(self.report.report, self.shown, node)
        self._unkept[made.id] = made
        self._unsaid[key.id] = key
        self._take_said(self._said)

        def done(change: desk.Change) -> None:
            self._unsaid.pop(key.id, None)
            self._take(change)

        self.marks.put(None, made)
        self.run(lambda library: desk.keep_node_note(library, self._version(), key, made), done)
        if made.id in self._unkept:
            self.marks_changed.emit()
        return made.id

    def forget(self, key: NodeKey, told: str) -> None:
        """Take back all that was said of a node that is not there, and offer to undo that in these words."""

        def done(change: desk.Change) -> None:
            self._take(change)
            self.undo_offered.emit(told)

        self.run(lambda library: desk.forget(library, self._version(), key.id), done)

    # Back and forth

    def undo(self) -> None:
        """Take back the last change to this report."""
        self.run(lambda library: desk.undo(library, self.identifier), self._take_step)

    def redo(self) -> None:
        """Do again what was taken back."""
        self.run(lambda library: desk.redo(library, self.identifier), self._take_step)

    def keep_draft(self, annotation_id: str, note: str) -> None:
        """Keep a note as far as it is typed."""
        self.run(lambda library: desk.keep_draft(library, annotation_id, note), _nothing)

    def keep_place(self, offset: int) -> None:
        """Remember where the reader is, and that this report was read last."""
        if self.identifier:
            self.run(lambda library: desk.keep_place(library, self.identifier, offset), _nothing)

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
        self._unsaid.clear()
        self._take_said(self._said)
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

    def _take_said(self, said: Corrections) -> None:
        """Show what stands of the reader's corrections, and on it what waits to be kept."""
        before = self.shown
        self._said = said
        if said.put(*self._unsaid.values()) == before.corrections:
            return
        self._correct(said)
        same = (before.outline, before.lost) == (self.shown.outline, self.shown.lost)
        (self.said_changed if same else self.outline_changed).emit()

    def _correct(self, said: Corrections) -> None:
        self._said = said
        waiting = self._unsaid.values()
        said = said.put(*waiting) if waiting else said
        if self.report is None or not self._outlined:  # nothing lost its node where none is known yet
            self.shown = Corrected.bare(self.inferred)._replace(corrections=said)
        else:
            self.shown = desk.corrected_outline(self.report.report, self.inferred, said)
        self._starts = [node.start for node in self.shown.outline.nodes]

    def _take_step(self, change: desk.Change | None) -> None:
        self._take(change)
        changed = [after or before for before, after in change.annotations] if change else []
        where = [annotation.anchor.start for annotation in changed if annotation is not None]
        if where:
            self.stepped.emit(min(where))
        if change is not None and change.corrections is not None:
            self.told.emit(_("Undone") if change.what == "undo" else _("Done again"))

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


def _deleted(annotations: Sequence["Annotation"]) -> str:
    """What is told of annotations that went into the trash."""
    if len(annotations) == 1:
        return _("Note deleted") if annotations[0].note else _("Highlight deleted")
    return ngettext("{count} highlight deleted", "{count} highlights deleted", len(annotations)).format(
        count=len(annotations)
    )


def _identifier(one: _Said) -> str:
    return one.key.id if isinstance(one, NodeState) else one.id


def _nothing(_result: object) -> None:
    """Some changes need no repainting."""
