"""What the reader does to a passage: the bar at the selection, colours, notes, tags, deleting."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from postil.core.span import Span
from postil.ui.page.page import Page
from postil.ui.selection_bar import SelectionBar, place_bar
from postil.ui.session import Session
from postil.ui.tag_edit import TagEdit

if TYPE_CHECKING:
    from postil.core.annotation import Annotation

_DEFAULT = "yellow"


class Marking(QObject):
    """Joins the page's selection and marks, the selection bar and the session."""

    def __init__(self, session: Session, page: Page) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._bar = SelectionBar(page.theme, page.viewport())
        self._is_aside = False
        self._written_over = ""
        self._tag_edit: TagEdit | None = None
        self._tagged = ""
        page.selection_changed.connect(self._follow_selection)
        page.scrolled.connect(self._place)
        page.mark_clicked.connect(self._choose)
        page.card_clicked.connect(self.edit_note)
        page.note_committed.connect(self._write_note)
        page.note_left.connect(session.leave_note)
        page.draft_changed.connect(session.keep_draft)
        session.marks_changed.connect(self._marks_changed)
        session.stepped.connect(page.reveal)
        self._bar.colour_chosen.connect(self.colour)
        self._bar.note_wanted.connect(self.note)
        self._bar.tag_wanted.connect(self.tag)
        self._bar.copy_wanted.connect(self.copy)
        self._bar.delete_wanted.connect(self.delete)

    @property
    def bar(self) -> SelectionBar:
        """The bar, for those who set its theme."""
        return self._bar

    @property
    def has_target(self) -> bool:
        """Whether there is a selection or a chosen mark."""
        return self._page.selection() is not None or bool(self._page.active)

    def end_editing(self) -> None:
        """Keep what is being typed, a note or tags."""
        self._page.end_editing()
        if self._tag_edit is not None:
            self._tag_edit.commit()

    def step_aside(self) -> None:
        """Hide the bar, because something else opens or is done, until another passage is chosen."""
        self._is_aside = True
        self._hide_bar()

    @property
    def target(self) -> str:
        """The mark that verbs are for: the one on exactly what is selected, else the chosen one; "" for none."""
        selected = self._page.selection()
        if selected is None:
            return self._page.active
        span = self._without_blanks(selected)
        there = self._session.marks.starting_in(Span(span.start, span.start + 1))
        return next((mark.id for mark in there if mark.anchor.span == span and not mark.node), "")

    # Verbs

    def colour(self, colour: str) -> None:
        """Mark the selection in a colour, or give the chosen mark another one."""
        target = self.target
        if target:
            self._session.recolour(target, colour)
        self._marked(colour)

    def note(self) -> None:
        """Write a note on the selection or the chosen mark."""
        self.edit_note(self._marked(_DEFAULT))

    def edit_note(self, annotation_id: str) -> None:
        """Lay the text widget over an annotation's card; a draft that was not finished goes on."""
        mark = self._session.marks.get(annotation_id)
        if mark is None:
            return
        self._page.end_editing()
        self._written_over = self._session.note_of(annotation_id)
        self._page.reveal_mark(annotation_id)
        self._page.edit_note(annotation_id, self._written_over, self._session.draft(annotation_id) or "")
        self.step_aside()

    def tag(self) -> None:
        """Type tags for the selection or the chosen mark."""
        self.edit_tags(self._marked(_DEFAULT))

    def copy(self) -> None:
        """Copy what is selected, else the chosen mark's passage, as the eye sees it."""
        text = self._page.selected_text()
        mark = self._session.marks.get(self._page.active)
        if not text and mark is not None and self._page.report is not None:
            text = self._page.shown(mark.anchor.span)
        if text:
            QGuiApplication.clipboard().setText(text)

    def delete(self) -> None:
        """Put the selected or chosen mark into the trash."""
        self.end_editing()
        doomed = self.target
        if doomed:
            self._page.clear_selection()
            self._choose("")
            self._session.delete([doomed])

    def step(self, by: int) -> None:
        """Choose the mark that stands so many further on (negative: back) from the chosen one or the caret."""
        marks = list(self._session.marks)
        if not marks:
            return
        here = next((i for i, mark in enumerate(marks) if mark.id == self._page.active), None)
        if here is None:
            before = sum(mark.anchor.start < self._page.caret for mark in marks)
            here = before - 1 if by > 0 else before
        found = marks[(here + by) % len(marks)].id
        self._page.clear_selection()
        self._page.reveal_mark(found)
        self._choose(found)

    def highlights_in(self, span: Span) -> "list[Annotation]":
        """The marks that begin in a span of the text, without notes on nodes."""
        return [mark for mark in self._session.marks.starting_in(span) if not mark.node]

    def delete_in(self, span: Span) -> None:
        """Put all marks that begin in a span of the text into the trash, as one change."""
        self.end_editing()
        doomed = [mark.id for mark in self.highlights_in(span)]
        if doomed:
            self._choose("")
            self._session.delete(doomed)

    def dismiss(self) -> None:
        """Let go of what is chosen."""
        self._page.clear_selection()
        self._choose("")

    # Following

    def _write_note(self, annotation_id: str, note: str) -> None:
        self._session.write_note(annotation_id, note, self._written_over)

    def _without_blanks(self, span: Span) -> Span:
        """A span without the blanks at its edges, unless it is nothing else: a drag often takes one along."""
        text = self._page.report.text if self._page.report else ""
        start, end = span
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        return Span(start, end) if start < end else span

    def _marked(self, colour: str) -> str:
        """The mark that verbs are for, or a new one on what is selected; it is chosen, and needs no bar at once.

        Where nothing can be kept, the selection stays. "" where there is neither.
        """
        target, selected = self.target, self._page.selection()
        if not target and selected is not None:
            target = self._session.mark(self._without_blanks(selected), colour)
        if self._session.marks.get(target) is None:
            return ""
        self._choose(target)
        if selected is not None:
            self.step_aside()
        return target

    def _choose(self, annotation_id: str) -> None:
        self._page.set_active(annotation_id)
        mark = self._session.marks.get(annotation_id)
        if mark is not None:
            self._page.clear_selection()
            self._bar.set_mark(mark.colour)
        self._is_aside = False
        self._place()

    def _follow_selection(self) -> None:
        if self._page.selection() is not None:
            self._page.set_active("")
            mark = self._session.marks.get(self.target)
            self._bar.set_mark(mark.colour if mark else None)
        self._is_aside = False
        self._place()

    def _marks_changed(self) -> None:
        if self._page.active and self._session.marks.get(self._page.active) is None:
            self._page.set_active("")
            self._hide_bar()
        mark = self._session.marks.get(self._page.active)
        if mark is not None:
            self._bar.set_mark(mark.colour)

    def _hide_bar(self) -> None:
        """Who used the bar by keyboard goes on in the page."""
        if self._bar.isAncestorOf(QApplication.focusWidget() or self._page):
            self._page.setFocus()
        self._bar.hide()

    def _rects(self) -> list[QRect]:
        selected = self._page.selection()
        return self._page.span_rects(selected) if selected else self._page.mark_rects(self._page.active)

    def _place(self) -> None:
        is_unwanted = self._is_aside or self._page.is_selecting() or self._page.edited
        rects = [] if is_unwanted else self._rects()
        if not rects:
            self._hide_bar()
            return
        self._bar.adjustSize()
        view = self._page.viewport().rect()
        self._bar.move(place_bar(self._bar.size(), rects, round(self._page.line_height), view))
        self._bar.show()
        self._bar.raise_()

    def edit_tags(self, annotation_id: str) -> None:
        """Type tags for an annotation."""
        mark = self._session.marks.get(annotation_id)
        if mark is None:
            return
        self.end_editing()
        edit = TagEdit(mark.tags, self._page.viewport())
        edit.tags_given.connect(self._give_tags)
        edit.cancelled.connect(self._close_tags)
        edit.adjustSize()
        rects = self._page.mark_rects(annotation_id) or [self._page.viewport().rect().adjusted(40, 0, 0, -40)]
        view = self._page.viewport().rect()
        at = rects[-1].bottomLeft() + QPoint(0, 8)
        edit.move(min(at.x(), view.right() - edit.width()), min(at.y(), view.bottom() - edit.height()))
        edit.show()
        edit.setFocus()
        self._tag_edit, self._tagged = edit, annotation_id
        self.step_aside()

    def _give_tags(self, tags: tuple[str, ...]) -> None:
        self._session.set_tags(self._tagged, tags)
        self._close_tags()

    def _close_tags(self) -> None:
        edit, self._tag_edit = self._tag_edit, None
        if edit is not None:
            if edit.hasFocus():
                self._page.setFocus()
            edit.hide()
            edit.deleteLater()
            self._session.leave_note(self._tagged)
