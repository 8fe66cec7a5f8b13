"""What stands around the page: outline, status line, menus, find bar; and what the table of actions does."""

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu, QWidget

from postil import desk
from postil.core.errors import PostilError
from postil.translation import gettext as _
from postil.ui import actions, dialogs
from postil.ui.action_table import ACTIONS
from postil.ui.attention import Attention
from postil.ui.exporting import export_notes, folder_of
from postil.ui.find_bar import FindBar
from postil.ui.finding import Finding
from postil.ui.keeper import Keeper
from postil.ui.marking import Marking
from postil.ui.memory import Arrangement
from postil.ui.menu_bar import FoldedMenuBar
from postil.ui.menus import Menus
from postil.ui.navigation import Navigation
from postil.ui.outline_showing import OutlineShowing
from postil.ui.outlining import Outlining
from postil.ui.reading_log import ReadingLog
from postil.ui.recent import RecentMenu
from postil.ui.saving import Saving
from postil.ui.status_line import StatusLine
from postil.ui.theme import Theme

if TYPE_CHECKING:
    from postil.ui.window import MainWindow

_ZOOMS = (0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.4, 1.6, 1.8, 2.1, 2.5, 3.0)
_COLUMN = 700
"""What the page keeps beside a wide outline, in pixels."""
_BUTTONS = (("find", "search"), ("toggle_outline", "outline"), ("toggle_notes", "notes"), ("export_markdown", "export"))


class Workbench(QObject):
    """The panes and bars of one window, connected to its session and page."""

    def __init__(self, window: "MainWindow", keeper: Keeper) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._page = window.page
        self.status_line = StatusLine(window.theme, window)
        self.navigation = Navigation(self._session, self._page)
        self.reading_log = ReadingLog(self._session)
        self._attention = Attention(self._page, self.reading_log)
        self._showing = OutlineShowing(window.theme, self._session, self._page, self.navigation, self.reading_log)
        self.outline_pane = self._showing.pane
        self.finding = Finding(self._page, self._make_find_bar)
        self.saving = Saving(keeper, self._session, self._page, self.status_line)  # hears of a draft before it is kept
        self.marking = Marking(self._session, self._page)
        self.outlining = Outlining(self._session, self._page, self._showing, self.navigation, self.marking)
        self.actions = actions.build_actions(self, ACTIONS)
        self._menus = Menus(window, self.actions, self.marking)
        self._offered = True, True
        self._recent = RecentMenu(keeper, window)
        self._recent.chosen.connect(window.kept_wanted)
        self._lay_out()
        self._connect()
        self._enable()

    def _lay_out(self) -> None:
        window, header = self._window, self._window.header
        window.splitter.insertWidget(0, self.outline_pane)
        kept = window.arrangement
        self._sidebar = kept.sidebar
        self._show_sidebar(shown=kept.outline)
        window.splitter.setStretchFactor(1, 1)
        window.splitter.setCollapsible(1, False)
        window.rows.addWidget(self.status_line)
        window.setMenuBar(FoldedMenuBar(window))
        self._fill_menus(actions.fill_menu_bar(window.menuBar(), self.actions, ACTIONS))
        owners: dict[str, QWidget] = {"window": window, "page": self._page, "outline": self.outline_pane.view}
        for scope, owner in owners.items():
            owner.addActions(actions.keys_of(scope, self.actions, ACTIONS))
        for name, icon in _BUTTONS:
            header.add_button(self.actions[name], icon)
        header.set_theme(window.theme)
        for before, after in pairwise([*header.buttons(), self.outline_pane.view, self._page]):
            QWidget.setTabOrder(before, after)
        self.actions["toggle_outline"].setChecked(kept.outline)
        self.actions["toggle_notes"].setChecked(kept.notes)

    def _fill_menus(self, menus: list[QMenu]) -> None:
        for menu in menus:
            menu.aboutToShow.connect(self.marking.step_aside)
        menus[0].insertMenu(self.actions["open_sample"], self._recent)
        menus[0].aboutToShow.connect(self._recent.fill)

    def _make_find_bar(self) -> FindBar:
        bar = FindBar(self._window.theme, self._window)
        self._window.reading_column.addWidget(bar)
        return bar

    def _connect(self) -> None:
        session, page, status = self._session, self._page, self.status_line
        session.marks_changed.connect(self._show_marks)
        session.outline_changed.connect(self._show_path)
        session.outline_changed.connect(self._enable)
        session.said_changed.connect(self._enable)
        session.told.connect(status.show_news)
        session.undo_changed.connect(self._enable)
        session.marks_changed.connect(status.hide_undo)
        session.undo_offered.connect(status.show_undo)
        page.scrolled.connect(self._show_progress)
        page.link_clicked.connect(self._open_link)
        page.refused.connect(self.tell)
        page.menu_wanted.connect(self._open_page_menu)
        page.selection_changed.connect(self._enable)
        page.active_changed.connect(self._enable)
        self.outline_pane.context_menu_wanted.connect(self._menus.open_on_node)
        self.outline_pane.lost_menu_wanted.connect(self._menus.open_on_lost)
        self.outline_pane.node_chosen.connect(self._show_progress)
        self.outline_pane.target_changed.connect(self._offer_node)
        self.outlining.told.connect(status.show_news)
        self.navigation.node_changed.connect(self._show_path)
        status.undo_clicked.connect(self.undo)
        self._window.splitter.splitterMoved.connect(self._drag_sidebar)
        self._window.header.menu_wanted.connect(self._menus.open_folded)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        for part in (self._window.header, self.outline_pane, self.finding, self.status_line, self.marking.bar):
            part.set_theme(theme)

    # Showing

    def show_report(self) -> None:
        """Show what belongs to the report that was opened."""
        self._page.set_active("")
        self.show_panes(shown=True)
        self.outline_pane.set_busy(False)
        self._showing.show()
        self._show_path()
        self._show_marks()
        self._show_progress()

    def activated(self) -> None:
        """The window became the one that is looked at."""
        self._attention.go_on()

    def take_up_draft(self, annotation_id: str) -> None:
        """Go on with a note that was being typed when Postil stopped."""
        self.marking.edit_note(annotation_id)
        self.status_line.show_news(_("Your unfinished note is back"))

    def show_panes(self, *, shown: bool) -> None:
        """Show what stands around a report, or nothing where there is none."""
        self._show_sidebar(shown=shown and self.actions["toggle_outline"].isChecked())
        self.status_line.setVisible(shown)

    def _show_sidebar(self, *, shown: bool) -> None:
        """Show the outline as wide as the reader gave it, if that leaves the page its column; or hide it."""
        self.outline_pane.setVisible(shown)
        if shown:
            whole = self._window.width()
            width = min(self._sidebar, max(whole * 3 // 10, whole - _COLUMN))
            self._window.splitter.setSizes([width, whole - width])

    def _drag_sidebar(self) -> None:
        """Only what the reader gives is remembered: a small window makes the outline narrow for itself alone."""
        self._sidebar = self.outline_pane.width() or self._sidebar

    def arrangement(self) -> Arrangement:
        """How the reader arranged the window."""
        return Arrangement(
            geometry=bytes(self._window.saveGeometry().data()),
            sidebar=self._sidebar,
            zoom=self._page.zoom,
            outline=self.actions["toggle_outline"].isChecked(),
            notes=self.actions["toggle_notes"].isChecked(),
        )

    def tell(self, error: PostilError) -> None:
        """Tell what went wrong in the world."""
        self.marking.step_aside()
        dialogs.tell(self._window, str(error))

    def may_lose_changes(self) -> bool:
        """Ask whether to close although something is not saved."""
        return dialogs.ask_unsaved(self._window)

    def _show_marks(self) -> None:
        self.status_line.set_counts(*self._session.counts())
        self._enable()

    def _show_path(self) -> None:
        self.status_line.set_path(self.navigation.path())

    def _offer_node(self) -> None:
        """Tick the state of the node that verbs are for; offer what needs one."""
        target, lost = self.outlining.target, self.outline_pane.lost_target
        if (target is None, lost is None) != self._offered:
            self._offered = target is None, lost is None
            self._enable()
        self.actions["state_to_check"].setChecked(self.outlining.state == "to-check")
        self.actions["state_done"].setChecked(self.outlining.state == "done")

    def _show_progress(self) -> None:
        self.status_line.set_progress(self._page.progress)

    def _enable(self) -> None:
        """Only what can be done now is offered."""
        selected, marked = self._page.selection() is not None, bool(self.marking.target)
        there = {
            "report": self._session.report is not None,
            "selection": selected,
            "mark": marked,
            "passage": selected or marked,
            "marks": bool(len(self._session.marks)),
            "outline": bool(self._session.outline.nodes),
            "node": self.outlining.target is not None,
            "entry": self.outlining.target is not None or self.outline_pane.lost_target is not None,
            "undo": self._session.can_undo,
            "redo": self._session.can_redo,
        }
        actions.enable(self.actions, {need for need, is_there in there.items() if is_there}, ACTIONS)
        self._offer_node()

    # Doing: the methods that the table of actions names

    def open_report(self) -> None:
        """Ask which reports to open."""
        self.marking.step_aside()
        paths = dialogs.ask_reports(self._window, folder_of(self._window.path))
        if paths:
            self._window.paths_wanted.emit(paths)

    def open_sample(self) -> None:
        """Open the report that comes with Postil."""
        self._window.paths_wanted.emit([desk.sample()])

    def export_markdown(self) -> None:
        """Write the annotated notes to a file."""
        if self._session.report is None:
            return
        self.marking.end_editing()
        self.marking.step_aside()
        title, opened = self._window.windowTitle(), self._session.snapshot()
        try:
            name = export_notes(self._window, title, opened, self._session.inferred)
        except PostilError as error:
            self.tell(error)
        else:
            if name:
                self.status_line.show_news(_("Exported to {name}").format(name=name))

    def close_window(self) -> None:
        """Close this window."""
        self._window.close()

    def quit(self) -> None:
        """Close all windows."""
        self._window.quit_wanted.emit()

    def undo(self) -> None:
        """Take back the last change."""
        self.marking.end_editing()
        self._session.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self._session.redo()

    def select_all(self) -> None:
        """Select the whole report."""
        self._page.select_all()

    def find_in_report(self) -> None:
        """Show the find bar."""
        self.marking.step_aside()
        self.finding.open()

    def filter_outline(self) -> None:
        """Type what to look for in the outline, which is shown for it."""
        self._show_sidebar(shown=True)
        self.actions["toggle_outline"].setChecked(True)
        self.outlining.filter()

    def toggle_outline(self) -> None:
        """Show or hide the outline."""
        self._show_sidebar(shown=self.actions["toggle_outline"].isChecked())

    def toggle_notes(self) -> None:
        """Show or hide the cards in the margin."""
        self._page.show_margin(self.actions["toggle_notes"].isChecked())

    def zoom_in(self) -> None:
        """Set the text larger."""
        self._page.set_zoom(next((zoom for zoom in _ZOOMS if zoom > self._page.zoom + 0.01), _ZOOMS[-1]))

    def zoom_out(self) -> None:
        """Set the text smaller."""
        self._page.set_zoom(next((zoom for zoom in reversed(_ZOOMS) if zoom < self._page.zoom - 0.01), _ZOOMS[0]))

    def zoom_reset(self) -> None:
        """Set the text in its own size."""
        self._page.set_zoom(1.0)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or no longer."""
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def show_about(self) -> None:
        """Say what this is."""
        self.marking.step_aside()
        dialogs.tell_about(self._window)

    def dismiss(self) -> None:
        """Let go of what is chosen, else of what was found, else of the full screen."""
        if self.marking.has_target:
            self.marking.dismiss()
        elif self.finding.is_open:
            self.finding.close()
        elif self._window.isFullScreen():
            self.toggle_full_screen()

    def show_window_state(self) -> None:
        """Tick the full screen, whoever asked for it."""
        self.actions["toggle_full_screen"].setChecked(self._window.isFullScreen())

    # Menus and links

    def _open_page_menu(self, at: QPoint) -> None:
        self._enable()
        self._menus.open_on_page(at)

    def _open_link(self, address: str) -> None:
        if dialogs.ask_link(self._window, address):
            QDesktopServices.openUrl(QUrl(address))
