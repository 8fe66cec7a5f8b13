"""What the reader does to a passage: the bar at the selection, colours, notes, tags, deleting."""

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QGuiApplication

from postil.core.span import Span
from postil.ui.page.page import Page
from postil.ui.selection_bar import SelectionBar, place_bar
from postil.ui.session import Session
from postil.ui.tag_edit import TagEdit

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
        page.draft_changed.connect(session.keep_draft)
        session.marks_changed.connect(self._marks_changed)
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
        """Hide the bar, because something else opens, until another passage is chosen."""
        self._is_aside = True
        self._bar.hide()

    # Verbs

    def colour(self, colour: str) -> None:
        """Mark the selection in a colour, or give the chosen mark another one."""
        selected = self._page.selection()
        if selected is not None:
            self._mark(selected, colour)
        elif self._page.active:
            self._session.recolour(self._page.active, colour)

    def note(self) -> None:
        """Write a note on the selection or the chosen mark."""
        selected = self._page.selection()
        if selected is not None:
            self.edit_note(self._mark(selected, _DEFAULT))
        elif self._page.active:
            self.edit_note(self._page.active)

    def edit_note(self, annotation_id: str) -> None:
        """Lay the text widget over an annotation's card; a draft that was not finished goes on."""
        mark = self._session.marks.get(annotation_id)
        if mark is None:
            return
        self._page.end_editing()
        self._written_over = mark.note
        self._page.reveal_mark(annotation_id)
        self._page.edit_note(annotation_id, mark.note, self._session.draft(annotation_id) or "")
        self._bar.hide()

    def tag(self) -> None:
        """Type tags for the selection or the chosen mark."""
        selected = self._page.selection()
        if selected is not None:
            self._edit_tags(self._mark(selected, _DEFAULT))
        elif self._page.active:
            self._edit_tags(self._page.active)

    def copy(self) -> None:
        """Copy what is selected, else the chosen mark's passage, as the eye sees it."""
        text = self._page.selected_text()
        mark = self._session.marks.get(self._page.active)
        if not text and mark is not None and self._page.report is not None:
            text = self._page.shown(mark.anchor.span)
        if text:
            QGuiApplication.clipboard().setText(text)

    def delete(self) -> None:
        """Put the chosen mark into the trash."""
        self.end_editing()
        if self._page.active:
            doomed = self._page.active
            self._choose("")
            self._session.delete([doomed])

    def delete_in(self, span: Span) -> None:
        """Put all marks that begin in a span of the text into the trash, as one change."""
        self.end_editing()
        doomed = [mark.id for mark in self._session.marks.starting_in(span)]
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
        text = self._page.report.text[span.start : span.end] if self._page.report else ""
        start = span.start + len(text) - len(text.lstrip())
        return Span(start, span.start + len(text.rstrip())) if text.strip() else span

    def _mark(self, span: Span, colour: str) -> str:
        """Mark a span and choose the mark, which needs no bar at once; where nothing can be kept it stays selected."""
        made = self._session.mark(self._without_blanks(span), colour)
        if self._session.marks.get(made) is not None:
            self._page.clear_selection()
            self._choose(made)
            self._bar.hide()
        return made

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
            self._bar.set_mark(None)
        self._is_aside = False
        self._place()

    def _marks_changed(self) -> None:
        if self._page.active and self._session.marks.get(self._page.active) is None:
            self._page.set_active("")
            self._bar.hide()
        mark = self._session.marks.get(self._page.active)
        if mark is not None:
            self._bar.set_mark(mark.colour)

    def _rects(self) -> list[QRect]:
        selected = self._page.selection()
        return self._page.span_rects(selected) if selected else self._page.mark_rects(self._page.active)

    def _place(self) -> None:
        is_unwanted = self._is_aside or self._page.is_selecting() or self._page.edited
        rects = [] if is_unwanted else self._rects()
        if not rects:
            self._bar.hide()
            return
        self._bar.adjustSize()
        view = self._page.viewport().rect()
        self._bar.move(place_bar(self._bar.size(), rects, round(self._page.line_height), view))
        self._bar.show()
        self._bar.raise_()

    def _edit_tags(self, annotation_id: str) -> None:
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
        self._bar.hide()

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
