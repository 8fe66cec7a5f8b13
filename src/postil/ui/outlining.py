"""What the reader does with the outline: walk in it, correct it, note and remember things of its nodes, copy it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from postil import desk
from postil.core.correction import Corrected, Correction
from postil.core.errors import PostilError
from postil.core.report import Report
from postil.translation import gettext as _
from postil.translation import ngettext
from postil.ui.marking import Marking
from postil.ui.navigation import Navigation
from postil.ui.outline_model import state_text
from postil.ui.outline_showing import OutlineShowing
from postil.ui.outline_words import short_title
from postil.ui.page.page import Page
from postil.ui.session import Session

_Making = Callable[[int], tuple[Correction, ...]]


class Outlining(QObject):
    """The verbs of the outline. Most are for the ``target``: the node at the tree's cursor, or the one being read."""

    told = Signal(str)
    """What was done, or why nothing was."""

    def __init__(
        self, session: Session, page: Page, showing: OutlineShowing, navigation: Navigation, marking: Marking
    ) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._showing = showing
        self._pane = showing.pane
        self._navigation = navigation
        self._marking = marking
        self._log = showing.log
        self._pane.title_given.connect(self._retitle)
        self._pane.node_chosen.connect(self.go_to)

    @property
    def target(self) -> int | None:
        """The node that verbs are for."""
        node = self._pane.target if self._pane.target is not None else self._navigation.node
        return node if node is not None and node < len(self._session.outline.nodes) else None

    @property
    def _report(self) -> Report:
        assert self._session.report is not None
        return self._session.report.report

    @property
    def state(self) -> str:
        """The state of the node that verbs are for."""
        return "" if self.target is None else self._session.shown.state(self.target)

    # Walking

    def go_to(self, node: int) -> None:
        """Bring a node to the top of the page, and read on there."""
        self._navigation.go_to_node(node)
        self._page.setFocus()

    def go_to_target(self) -> None:
        """Bring the node to the top of the page; of a row under *Without a node* where it stood."""
        lost = self._pane.lost_target
        if lost is not None:
            self._page.reveal(self._session.shown.lost[lost].anchor.start)
        elif self.target is not None:
            self.go_to(self.target)

    def next_untouched(self) -> None:
        """Go to the next node that was neither read nor marked, after the last one to the first."""
        nodes = self._session.outline.nodes
        here = -1 if self._navigation.node is None else self._navigation.node
        marked = {self._session.node_of(mark) for mark in self._session.marks}
        for node in (*range(here + 1, len(nodes)), *range(here + 1)):
            if not self._log.own[node] and node not in marked:
                self.go_to(node)
                return
        self.told.emit(_("Every node was read or marked"))

    def unfold(self, level: int) -> None:
        """Show so many levels of the outline; 0 is all."""
        self._pane.unfold_to(level)

    def filter(self) -> None:
        """Type what to look for in the outline."""
        self._pane.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._pane.filter.selectAll()

    # Correcting

    def promote(self) -> None:
        """Let the node stand one level higher."""
        self._correct(
            lambda node: desk.promote(self._report, self._session.shown, node),
            _("“{title}” stands one level higher"),
            _("“{title}” stands at the top level already"),
        )

    def demote(self) -> None:
        """Let the node stand under the one above it."""
        self._correct(
            lambda node: desk.demote(self._report, self._session.shown, node),
            _("“{title}” stands one level lower"),
            _("There is no node above “{title}” that it could stand under"),
        )

    def retitle(self) -> None:
        """Let another title be typed for the node."""
        if self.target is not None and self._pane.isVisible():
            self._pane.edit_title(self.target)

    def _retitle(self, node: int, title: str) -> None:
        def make(index: int) -> tuple[Correction, ...]:
            return desk.retitle(self._report, self._session.shown, index, title)

        told = _("The title is “{given}” now").format(given=title) if title else _("The title is as it was found")
        self._correct(make, told, "", node)

    def remove(self) -> None:
        """Let the passage be no node; of a row under *Without a node*, forget what was said."""
        lost = self._pane.lost_target
        if lost is not None:
            self._session.forget(self._session.shown.lost[lost], _("Forgotten"))
        else:
            self._correct(
                lambda node: desk.remove(self._report, self._session.shown, node), _("“{title}” is no node any more")
            )

    def like(self, keeps: bool) -> None:
        """Let everything that looks like the node be a node, or no node."""
        if self.target is not None:
            target = self.target
            self._alike(lambda: desk.like_node(self._report, self._session.shown, target, keeps=keeps))

    def add(self) -> None:
        """Make the selected passage a node."""
        span = self._page.selection()
        if span is not None:
            made = self._made(lambda: desk.add_node(self._report, self._session.shown, span))
            self._session.correct(made, _("Added to the outline") if made else "")

    def add_like(self) -> None:
        """Make everything that looks like the selected passage nodes."""
        span = self._page.selection()
        if span is not None:
            self._alike(lambda: desk.like_passage(self._report, self._session.shown, span))

    def _correct(self, make: _Making, done: str, refused: str = "", node: int | None = None) -> None:
        """Correct something of a node, by default the target, and say so."""
        node = self.target if node is None else node
        if node is None:
            return
        title = short_title(self._session.outline.nodes[node])
        made = self._made(lambda: make(node))
        if made:
            self._session.correct(made, done.format(title=title))
        elif refused:
            self.told.emit(refused.format(title=title))

    def _alike(self, make: Callable[[], tuple[Correction, ...]]) -> None:
        """Correct everything that looks alike, and say how much that was."""
        before = len(self._session.outline.nodes)
        made = self._made(make)
        if not made:
            return
        said = self._session.shown.corrections.put(*made)
        after = len(desk.corrected_outline(self._report, self._session.inferred, said).outline.nodes)
        added, removed = max(0, after - before), max(0, before - after)
        if removed:
            told = ngettext("{count} node is none any more", "{count} nodes are none any more", removed)
        else:
            told = ngettext("{count} node more", "{count} nodes more", added)
        self._session.correct(made, told.format(count=removed or added))

    def _made(self, make: Callable[[], tuple[Correction, ...]]) -> tuple[Correction, ...]:
        """What the desk makes of it; what it refuses is told."""
        try:
            return make()
        except PostilError as error:
            self.told.emit(str(error))
            return ()

    # States, notes, what was read

    def set_state(self, state: str) -> None:
        """Remember the node as "to-check" or "done"; once more, no longer."""
        if self.target is not None:
            new = "" if self.state == state else state
            made = desk.new_node_state(self._report, self._session.shown, self.target, new)
            title = short_title(self._session.outline.nodes[self.target])
            self._session.correct(made)
            self.told.emit(f"“{title}”: {state_text(new) or _('no state')}")

    def note(self) -> None:
        """Write a note on the node itself."""
        if self.target is not None:
            self._reveal(self.target)
            self._marking.edit_note(self._note_on(self.target))

    def tag(self) -> None:
        """Give the node tags."""
        if self.target is not None:
            self._reveal(self.target)
            self._marking.edit_tags(self._note_on(self.target))

    def mark_read(self, read: bool) -> None:
        """Count the node, with all below it, as read or as not read."""
        if self.target is not None:
            self._log.set_read(self._session.outline.nodes[self.target].span, read=read)

    def _note_on(self, node: int) -> str:
        """The annotation on a node itself: the one there is, or a new one."""
        keys = {key.id for key in self._session.shown.keys.get(node, ())}
        there = next((mark.id for mark in self._session.marks if mark.node in keys), None) if keys else None
        return there or self._session.note_node(node)

    def _reveal(self, node: int) -> None:
        self._marking.end_editing()
        self._page.reveal(self._session.outline.nodes[node].start)

    # Copying

    def copy_title(self) -> None:
        """Copy the node's title with its place."""
        if self.target is not None:
            QGuiApplication.clipboard().setMimeData(self._showing.cited(self.target))
            self.told.emit(_("Copied"))

    def copy_branch(self, form: str, notes: bool) -> None:
        """Copy the node and all below it as "markdown" or "text", with notes or without."""
        if self.target is not None:
            self._copy(desk.branch(self._session.shown, self.target), form, notes)

    def copy_outline(self, form: str, notes: bool) -> None:
        """Copy the whole outline."""
        self._copy(self._session.shown, form, notes)

    def _copy(self, shown: Corrected, form: str, notes: bool) -> None:
        session = self._session
        title = desk.title_of(self._report, session.outline, session.report.title if session.report else "")
        noted = tuple(session.marks) if notes else None
        QGuiApplication.clipboard().setText(desk.export_outline(form, title, self._report, shown, noted))
        self.told.emit(_("Copied"))
