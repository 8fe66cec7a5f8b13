"""One open report, and what is done to it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from postil import desk
from postil.core.correction import Correction, NodeKey, NodeState
from postil.core.span import Span
from postil.translation import gettext as _
from postil.translation import ngettext
from postil.ui.open_report import OpenReport

if TYPE_CHECKING:
    from postil.core.annotation import Annotation


class Session(OpenReport):
    """What a window shows and does. Panes ask it and listen to it; they never talk to each other."""

    # Marks; what is done is one change, undone as one

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
        self._make(annotation_id)
        self.run(lambda library: desk.recolour(library, annotation_id, colour), self._take)

    def write_note(self, annotation_id: str, note: str, since: str | None = None) -> None:
        """Keep a note that was written over another; one that says the same is no change.

        A mark that another program deleted meanwhile comes back with its note.
        """
        self._drafts.pop(annotation_id, None)
        if not note.strip() and self._is_nothing_without(annotation_id, "note"):
            self._drop(annotation_id)
            return
        self._make(annotation_id)
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
        if mark is None or mark.tags == tuple(tags):
            return
        if not tags and self._is_nothing_without(annotation_id, "tags"):
            self._drop(annotation_id)
        else:
            self._make(annotation_id)
            self.run(lambda library: desk.set_tags(library, annotation_id, tuple(tags)), self._take)

    def delete(self, annotation_ids: Sequence[str]) -> None:
        """Put annotations into the trash, and offer to undo it."""
        doomed = [one for one in annotation_ids if one not in self._unmade]
        for one in set(annotation_ids).difference(doomed):
            self.leave_note(one)
        if not doomed:
            return

        def done(change: desk.Change) -> None:
            self._take(change)
            self.undo_offered.emit(_deleted([before for before, _after in change.annotations if before]))

        self.run(lambda library: desk.delete(library, doomed), done)

    # What the reader says of the outline; shown at once, like a mark

    def correct(self, made: Sequence[Correction | NodeState], told: str = "") -> None:
        """Take in corrections or states that the desk made, and offer to undo them in these words."""
        if not made:
            return
        self._said.wait(made)
        self._take_said()

        def done(change: desk.Change) -> None:
            self._said.arrived(made)
            self._take(change)
            if told:
                self.undo_offered.emit(told)

        self.run(lambda library: desk.keep_corrections(library, self._version(), made), done)

    def note_node(self, node: int) -> str:
        """Make an empty note on a node, that is kept once something is typed; the new annotation's identifier."""
        assert self.report is not None
        key, made = desk.new_node_note(self.report.report, self.shown, node)
        self._unkept[made.id], self._unmade[made.id] = made, key
        self._said.wait([key])
        self._take_said()
        self.marks.put(None, made)
        self.marks_changed.emit()
        return made.id

    def leave_note(self, annotation_id: str) -> None:
        """Nothing was typed: where that was to be all there is on a node, there is nothing."""
        if annotation_id in self._unmade:
            self._said.arrived([self._unmade.pop(annotation_id)])
            self._take_said()
            self.marks.put(self._unkept.pop(annotation_id), None)
            self.marks_changed.emit()

    def _make(self, annotation_id: str) -> None:
        """Keep the note on a node, before what is typed for it."""
        key = self._unmade.pop(annotation_id, None)
        if key is None:
            return
        made = self._unkept[annotation_id]

        def done(change: desk.Change) -> None:
            self._said.arrived([key])
            self._take(change)

        self.run(lambda library: desk.keep_node_note(library, self._version(), key, made), done)

    def _is_nothing_without(self, annotation_id: str, part: str) -> bool:
        """Whether an annotation is on a node, and its note or its tags are all that it is."""
        mark = self.marks.get(annotation_id)
        if mark is None or not mark.node:
            return False
        return not mark.tags if part == "note" else not self.note_of(annotation_id)

    def _drop(self, annotation_id: str) -> None:
        """A note on a node without note and tags is none."""
        self.leave_note(annotation_id)
        if self.marks.get(annotation_id) is not None:
            self.delete([annotation_id])

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
        self._make(annotation_id)
        self.run(lambda library: desk.keep_draft(library, annotation_id, note), _nothing)

    def keep_place(self, offset: int) -> None:
        """Remember where the reader is, and that this report was read last."""
        if self.identifier:
            self.run(lambda library: desk.keep_place(library, self.identifier, offset), _nothing)

    def _take_step(self, change: desk.Change | None) -> None:
        self._take(change)
        changed = [after or before for before, after in change.annotations] if change else []
        where = [annotation.anchor.start for annotation in changed if annotation is not None]
        if where:
            self.stepped.emit(min(where))
        if change is not None and change.corrections is not None:
            self.told.emit(_("Undone") if change.what == "undo" else _("Done again"))


def _deleted(annotations: Sequence["Annotation"]) -> str:
    """What is told of annotations that went into the trash."""
    if len(annotations) == 1:
        return _("Note deleted") if annotations[0].note else _("Highlight deleted")
    return ngettext("{count} highlight deleted", "{count} highlights deleted", len(annotations)).format(
        count=len(annotations)
    )


def _nothing(_result: object) -> None:
    """Some changes need no repainting."""
