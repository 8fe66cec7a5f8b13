"""Keeps the outline pane and the page's markers as the session is."""

from PySide6.QtCore import QMimeData, QObject

from postil.ui import outline_words
from postil.ui.navigation import Navigation
from postil.ui.outline_pane import OutlinePane
from postil.ui.page.page import Page
from postil.ui.reading_log import ReadingLog
from postil.ui.session import Session
from postil.ui.theme import Theme


class OutlineShowing(QObject):
    """Makes the pane and shows in it the outline, the node being read, marks, states, and what was read."""

    def __init__(self, theme: Theme, session: Session, page: Page, navigation: Navigation, log: ReadingLog) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._navigation = navigation
        self.log = log
        self.pane = OutlinePane(theme, self._describe, self.cited, page.window())
        session.outline_changed.connect(self.show)
        session.said_changed.connect(self._show_said)
        session.marks_changed.connect(self._show_counts)
        log.changed.connect(self._show_read)
        navigation.node_changed.connect(self._show_node)

    def show(self) -> None:
        """Show the outline anew, with all that is told of it."""
        session = self._session
        self.pane.set_busy(False)
        rows = [outline_words.lost_row(session.shown, session.marks, key) for key in session.shown.lost]
        self.pane.set_outline(session.outline, rows)
        if self._page.outline is not session.outline:
            self._page.set_outline(session.outline)
        self._navigation.follow()
        self._show_node(self._navigation.node)
        self._show_counts()
        self._show_said()
        self._show_read()

    def cited(self, node: int) -> QMimeData:
        """A node's title with its place, for another program."""
        assert self._session.report is not None
        return outline_words.cited(self._session.report.report, self._session.shown, node)

    def _describe(self, node: int) -> str:
        assert self._session.report is not None
        return outline_words.description(self._session.report.report, self._session.shown, node)

    def _show_node(self, node: object) -> None:
        if self.pane.outline is self._session.outline:  # else it is about to be shown
            self.pane.set_current(node if isinstance(node, int) else None)

    def _show_counts(self) -> None:
        self.pane.set_counts(self._session.counts_by_node())

    def _show_said(self) -> None:
        shown = self._session.shown
        states = {node: shown.state(node) for node in shown.keys}
        self.pane.set_states({node: state for node, state in states.items() if state})

    def _show_read(self) -> None:
        self.pane.set_read(self.log.whole)
