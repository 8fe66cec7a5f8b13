"""The main window: header, outline, page, find bar, status line, and the one block that connects them."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QSplitter, QVBoxLayout, QWidget

from postil import desk
from postil.core.annotation import COLOURS
from postil.core.errors import PostilError
from postil.core.outline import Outline
from postil.core.span import Span
from postil.translation import gettext as _
from postil.translation import ngettext
from postil.ui import actions, dialogs
from postil.ui.find_bar import FindBar
from postil.ui.finding import Finding
from postil.ui.header import Header
from postil.ui.keeper import Keeper
from postil.ui.marking import Marking
from postil.ui.navigation import Navigation
from postil.ui.opener import Opener
from postil.ui.outline_pane import OutlinePane
from postil.ui.page.page import Page
from postil.ui.session import Session
from postil.ui.status_line import StatusLine
from postil.ui.theme import Theme

if TYPE_CHECKING:
    from concurrent.futures import Future

_PLACE_MS = 700
_ZOOMS = (0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.4, 1.6, 1.8, 2.1, 2.5, 3.0)
_WORDS_A_MINUTE = 230
_MARKS = tuple(f"mark_{colour}" for colour in COLOURS)
_PAGE_MENU = (*_MARKS, "", "write_note", "edit_tags", "copy", "", "delete_mark", "", "undo", "redo")


class MainWindow(QMainWindow):
    """Shows one report. What the reader does goes to the session; the panes listen to it."""

    first_page = Signal()
    paths_wanted = Signal(list)
    quit_wanted = Signal()
    closed = Signal(QMainWindow)

    def __init__(self, keeper: Keeper, worker: desk.Worker, theme: Theme) -> None:
        super().__init__()
        self._keeper = keeper
        self._told: set[str] = set()
        self._opening = False
        self.session = Session(keeper, self)
        self.opener = Opener(keeper, worker, self)
        self.header = Header(self)
        self.outline_pane = OutlinePane(theme, desk.explain, self)
        self.page = Page(theme, desk.note_html, self)
        self.status_line = StatusLine(theme, self)
        self.navigation = Navigation(self.session, self.page)
        self.finding = Finding(self.page, self._make_find_bar)
        self.marking = Marking(self.session, self.page)
        self.actions_by_name = actions.build_actions(self)
        self._place_timer = QTimer(self, singleShot=True, interval=_PLACE_MS)
        self._theme = theme
        self._lay_out()
        self._connect()

    # Composition

    def _lay_out(self) -> None:
        reading = QWidget(self)
        self._reading_column = QVBoxLayout(reading)
        self._reading_column.setContentsMargins(0, 0, 0, 0)
        self._reading_column.setSpacing(0)
        self._reading_column.addWidget(self.page, 1)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(self.outline_pane)
        self._splitter.addWidget(reading)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setCollapsible(1, False)
        whole = QWidget(self)
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.header)
        rows.addWidget(self._splitter, 1)
        rows.addWidget(self.status_line)
        self.setCentralWidget(whole)
        actions.fill_menu_bar(self.menuBar(), self.actions_by_name)
        self.menuBar().setVisible(self.menuBar().isNativeMenuBar())
        self.addActions(actions.keys_of("window", self.actions_by_name))
        self.page.addActions(actions.keys_of("page", self.actions_by_name))
        for name, icon in (
            ("find", "search"),
            ("toggle_outline", "outline"),
            ("toggle_notes", "notes"),
            ("export_markdown", "export"),
        ):
            self.header.add_button(self.actions_by_name[name], icon)
        self.resize(1360, 860)
        self._splitter.setSizes([300, 1060])
        self.page.setFocus()

    def _make_find_bar(self) -> FindBar:
        bar = FindBar(self._theme, self)
        bar.hide()
        self._reading_column.addWidget(bar)
        return bar

    def _connect(self) -> None:
        session, page, opener, status = self.session, self.page, self.opener, self.status_line
        opener.opened.connect(session.show)
        opener.kept.connect(self._kept)
        opener.outlined.connect(self._outlined)
        opener.failed.connect(self._open_failed)
        opener.busy.connect(self._reading)
        session.opened.connect(self._show_report)
        session.marks_changed.connect(self._show_marks)
        session.outline_changed.connect(self._show_outline)
        session.undo_changed.connect(self._enable)
        session.undo_offered.connect(status.show_undo)
        page.first_page.connect(self._first_page_painted)
        page.scrolled.connect(self._scrolled)
        page.files_dropped.connect(self.paths_wanted)
        page.link_clicked.connect(self._open_link)
        page.menu_wanted.connect(self._page_menu)
        page.selection_changed.connect(self._enable)
        page.mark_clicked.connect(self._enable)
        self.outline_pane.node_chosen.connect(self._go_to_node)
        self.outline_pane.context_menu_wanted.connect(self._node_menu)
        self.navigation.node_changed.connect(self._show_node)
        status.undo_clicked.connect(self.undo)
        self.header.menu_wanted.connect(self.show_menu)
        self._place_timer.timeout.connect(self._keep_place)
        self._keeper.saved.connect(self._show_saved)
        self._keeper.saving.connect(self._show_saving)
        self._keeper.hindered.connect(self._show_hindered)
        self._keeper.failed.connect(self._tell)
        self._keeper.unusable.connect(self._show_hindered)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        self._theme = theme
        for part in (self.header, self.outline_pane, self.page, self.finding.bar, self.status_line, self.marking.bar):
            part.set_theme(theme)

    # Opening

    @property
    def path(self) -> str:
        """The file of the report that is shown, or ""."""
        return self.session.report.path if self.session.report else ""

    def is_free(self) -> bool:
        """Whether the window shows nothing yet."""
        return self.session.report is None and not self._opening

    def open_path(self, path: Path) -> None:
        """Open the report in a file here."""
        self._opening = True
        self.opener.open_file(path)

    def open_kept(self, report_id: str) -> None:
        """Open a report from the library alone here."""
        self._opening = True
        self.opener.open_kept(report_id)

    def follow(self, future: "Future[desk.Opened]", path: Path) -> None:
        """Show a report here that the worker is reading already."""
        self._opening = True
        self.opener.follow(future, path)

    def _reading(self, name: str) -> None:
        self.header.show_title(name, _("Reading…"))
        self.outline_pane.set_busy(True)

    def _open_failed(self, error: PostilError) -> None:
        self._opening = False
        self.outline_pane.set_busy(False)
        if self.session.report is not None:
            self._show_title()
        self._tell(error)

    def _show_report(self) -> None:
        opened = self.session.report
        assert opened is not None
        self._opening = False
        self.page.set_marks(self.session.marks)
        self.page.show_report(opened.report, self.session.outline, opened.place)
        self._show_title()
        self._show_marks()
        self.page.setFocus()

    def _first_page_painted(self) -> None:
        """What the first page did not need comes after it."""
        opened = self.session.report
        assert opened is not None
        self.header.set_theme(self._theme)
        self.opener.keep()
        if self.session.identifier:
            self.session.keep_place(opened.place)
        if opened.outline is None:
            self.outline_pane.set_busy(True)
            QTimer.singleShot(0, self, self._infer_outline)
        else:
            self._show_outline()
        self._resume_draft()
        self._scrolled()
        self.first_page.emit()

    def _infer_outline(self) -> None:
        if self.session.report is not None:
            self.opener.outline(self.session.report)

    def _kept(self, kept: desk.Opened) -> None:
        if self.session.report is not None and kept.path == self.session.report.path:
            self.session.adopt(kept)

    def _outlined(self, path: str, outline: Outline) -> None:
        if path == self.path:
            self.session.set_outline(outline)

    def _resume_draft(self) -> None:
        """A note that was being typed when Postil stopped is taken up again."""
        draft = self.session.newest_draft()
        if draft is not None:
            self.marking.edit_note(draft)

    # Showing

    def _show_title(self) -> None:
        opened = self.session.report
        assert opened is not None
        title = self.session.outline.title or opened.title
        self.setWindowTitle(title)
        self.header.show_title(title, _details(opened.report.text, self.session.outline.language))

    def _show_outline(self) -> None:
        self.outline_pane.set_busy(False)
        self.outline_pane.set_outline(self.session.outline)
        self.page.set_outline(self.session.outline)
        self._show_marks()
        self._show_title()
        self._show_node(self.navigation.node)

    def _show_marks(self) -> None:
        self.page.set_marks(self.session.marks)
        self.outline_pane.set_counts(self.session.counts_by_node())
        self.status_line.set_counts(*self.session.counts())
        self._enable()

    def _show_node(self, node: object) -> None:
        self.outline_pane.set_current(node if isinstance(node, int) else None)
        self.status_line.set_path(self.navigation.path())

    def _scrolled(self) -> None:
        self.status_line.set_progress(self.page.progress)
        self._place_timer.start()

    def _show_saved(self) -> None:
        self.status_line.set_state(_("Saved"))

    def _show_saving(self) -> None:
        self.status_line.set_state(_("Saving…"))

    def _show_hindered(self, error: PostilError) -> None:
        self.status_line.set_state(_("Not saved: {reason}").format(reason=error), alarming=True)

    def _enable(self) -> None:
        """Only what can be done now is offered."""
        selected, marked = self.page.selection() is not None, bool(self.page.active)
        there = {
            "report": self.session.report is not None,
            "selection": selected,
            "mark": marked,
            "passage": selected or marked,
            "undo": self.session.can_undo,
            "redo": self.session.can_redo,
        }
        actions.enable(self.actions_by_name, {need for need, is_there in there.items() if is_there})

    def tell_once(self, error: PostilError) -> None:
        """Tell of something that concerns all windows, the first time it happens."""
        if error.code not in self._told:
            self._told.add(error.code)
            self._tell(error)

    def _tell(self, error: PostilError) -> None:
        dialogs.tell(self, str(error))

    # Doing: the methods that the table of actions names

    def open_report(self) -> None:
        """Ask which reports to open."""
        paths = dialogs.ask_reports(self, str(Path(self.path).parent) if self.path else "")
        if paths:
            self.paths_wanted.emit(paths)

    def export_markdown(self) -> None:
        """Write the annotated notes to a file."""
        opened = self.session.report
        if opened is None:
            return
        self.page.end_editing()
        path = dialogs.ask_export(self, str(Path(opened.path).with_name(f"{_file_name(opened.title)} – notes.md")))
        if path is None:
            return
        try:
            desk.write_export(path, self.session.snapshot(), self.session.outline)
        except PostilError as error:
            self._tell(error)
        else:
            self.status_line.set_state(_("Exported to {name}").format(name=path.name))

    def open_sample(self) -> None:
        """Open the report that comes with Postil."""
        self.paths_wanted.emit([desk.sample()])

    def close_window(self) -> None:
        """Close this window."""
        self.close()

    def quit(self) -> None:
        """Close all windows."""
        self.quit_wanted.emit()

    def undo(self) -> None:
        """Take back the last change."""
        self.page.end_editing()
        self.session.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self.session.redo()

    def copy(self) -> None:
        """Copy what is selected."""
        self.marking.copy()

    def select_all(self) -> None:
        """Select the whole report."""
        self.page.select_all()

    def mark(self, colour: str) -> None:
        """Mark the selection in a colour, or give the chosen mark another."""
        self.marking.colour(colour)

    def write_note(self) -> None:
        """Write a note on the selection or the chosen mark."""
        self.marking.note()

    def edit_tags(self) -> None:
        """Type tags for the selection or the chosen mark."""
        self.marking.tag()

    def delete_mark(self) -> None:
        """Put the chosen mark into the trash."""
        self.marking.delete()

    def find_in_report(self) -> None:
        """Show the find bar."""
        self.finding.open()

    def find_next(self) -> None:
        """Go to the next hit."""
        self.finding.next()

    def find_previous(self) -> None:
        """Go to the hit before."""
        self.finding.previous()

    def toggle_outline(self) -> None:
        """Show or hide the outline."""
        self.outline_pane.setVisible(not self.outline_pane.isVisible())

    def toggle_notes(self) -> None:
        """Show or hide the cards in the margin."""
        self.page.show_margin(not self.page.margin_shown)

    def zoom_in(self) -> None:
        """Set the text larger."""
        self.page.set_zoom(next((zoom for zoom in _ZOOMS if zoom > self.page.zoom + 0.01), _ZOOMS[-1]))

    def zoom_out(self) -> None:
        """Set the text smaller."""
        self.page.set_zoom(next((zoom for zoom in reversed(_ZOOMS) if zoom < self.page.zoom - 0.01), _ZOOMS[0]))

    def zoom_reset(self) -> None:
        """Set the text in its own size."""
        self.page.set_zoom(1.0)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or no longer."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def show_about(self) -> None:
        """Say what this is."""
        dialogs.tell_about(self)

    def show_menu(self) -> None:
        """Open the folded menu under its button."""
        menu = QMenu(self)
        for action in self.menuBar().actions():
            menu.addAction(action)
        button = self.header.menu_button
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    # Menus, links, keys, closing

    def _page_menu(self, at: QPoint) -> None:
        self._enable()
        actions.context_menu(self, self.actions_by_name, _PAGE_MENU).popup(at)

    def _node_menu(self, node: int, at: QPoint) -> None:
        where = self.session.outline.nodes[node]
        marks = len(self.session.marks.starting_in(Span(where.start, where.end)))
        menu = QMenu(self)
        menu.addAction(_("Go To"), lambda: self._go_to_node(node))
        text = ngettext("Delete {count} Highlight Here", "Delete {count} Highlights Here", marks).format(count=marks)
        deleting = menu.addAction(text, lambda: self.marking.delete_in(where.start, where.end))
        deleting.setEnabled(marks > 0)
        menu.popup(at)

    def _go_to_node(self, node: int) -> None:
        self.navigation.go_to_node(node)
        self._scrolled()

    def _open_link(self, address: str) -> None:
        if dialogs.ask_link(self, address):
            QDesktopServices.openUrl(QUrl(address))

    def _keep_place(self) -> None:
        self.session.keep_place(self.page.top_offset)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F10 shows the menu bar where it is folded."""
        if event.key() == Qt.Key.Key_F10:
            self.menuBar().setVisible(not self.menuBar().isVisible())
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is being typed and where the reader is; ask where something is not saved."""
        self.page.end_editing()
        self._keep_place()
        self._keeper.settle()
        if self._keeper.pending and not dialogs.ask_unsaved(self):
            event.ignore()
            return
        event.accept()
        self.closed.emit(self)


def _details(text: str, language: str) -> str:
    """What the header says of a report beside its title: how long it is, and how long it takes to read."""
    sample = text[:200_000]
    cjk = language in {"zh", "ja"}
    count = sum(not character.isspace() for character in sample) if cjk else len(sample.split())
    count = round(count * len(text) / max(1, len(sample)))
    minutes = max(1, round(count / (400 if cjk else _WORDS_A_MINUTE)))
    size = (
        ngettext("{count} character", "{count} characters", count)
        if cjk
        else ngettext("{count} word", "{count} words", count)
    )
    return " · ".join((size.format(count=f"{count:,}"), _("{minutes} min").format(minutes=minutes)))


def _file_name(title: str) -> str:
    return "".join(character if character.isalnum() or character in " -_.," else "_" for character in title)[
        :80
    ].strip()
