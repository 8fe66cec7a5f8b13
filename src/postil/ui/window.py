"""The main window: the page first, and what stands around it as soon as the page is seen."""

import os
from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget

from postil import desk
from postil.core.errors import PostilError
from postil.core.outline import Outline
from postil.translation import gettext as _
from postil.translation import ngettext
from postil.ui.header import Header
from postil.ui.keeper import Keeper
from postil.ui.memory import recall, remember
from postil.ui.opener import Opener
from postil.ui.page.page import Page
from postil.ui.session import Session
from postil.ui.theme import Theme

if TYPE_CHECKING:
    from concurrent.futures import Future

    from postil.ui.invitation import Invitation
    from postil.ui.workbench import Workbench

_PLACE_MS = 700
_BREATH_MS = 30
"""Between the first page and all that comes after it: the reader's first key goes first."""
_SIZE = 1360, 860
_WORKBENCH = tuple(f"postil.ui.{name}" for name in ("outline_pane", "status_line", "actions", "marking", "workbench"))
_WORDS_A_MINUTE = 230
_CHARACTERS_A_MINUTE = 400
_LONG_READ = 120
"""Minutes; what takes longer is told in hours."""


class MainWindow(QMainWindow):
    """Shows one report. The page is built at once; the workbench around it when the first page is painted."""

    first_page = Signal()
    paths_wanted = Signal(list)
    kept_wanted = Signal(str)
    quit_wanted = Signal()
    failed = Signal(QMainWindow, PostilError)
    closed = Signal(QMainWindow)

    def __init__(self, keeper: Keeper, worker: desk.Worker, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.arrangement = recall()
        self._keeper = keeper
        self._wanted: Path | None = None
        self._opening = False
        self._told: set[str] = set()
        self._kept_place = 0
        self.session = Session(keeper, self)
        self.opener = Opener(keeper, worker, self)
        self.header = Header(self)
        self.page = Page(theme, desk.note_html, self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.reading_column = QVBoxLayout()
        self.rows = QVBoxLayout()
        self._invitation: Invitation | None = None
        self._steps: Iterator[None] = iter(())
        self._step_timer = QTimer(self)
        self._place_timer = QTimer(self, singleShot=True, interval=_PLACE_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        reading, whole = QWidget(self), QWidget(self)
        for layout, widget in ((self.reading_column, reading), (self.rows, whole)):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
            widget.setLayout(layout)
        self.reading_column.addWidget(self.page, 1)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(reading)
        self.rows.addWidget(self.header)
        self.rows.addWidget(self.splitter, 1)
        self.setCentralWidget(whole)
        self.page.set_zoom(self.arrangement.zoom)
        self.page.show_margin(self.arrangement.notes)
        self.resize(*_SIZE)
        self.restoreGeometry(self.arrangement.geometry)
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)
        self.page.setFocus()

    def _connect(self) -> None:
        self.opener.opened.connect(self.session.show)
        self.opener.kept.connect(self._kept)
        self.opener.outlined.connect(self._outlined)
        self.opener.failed.connect(self._job_failed)
        self.opener.busy.connect(self._reading)
        self.session.opened.connect(self._show_report)
        self.session.outline_changed.connect(self._show_title)
        self.session.marks_changed.connect(self._show_marks)
        self.page.first_page.connect(self._first_page_painted)
        self.page.scrolled.connect(self._place_timer.start)
        self.page.files_dropped.connect(self.paths_wanted)
        self._place_timer.timeout.connect(self._keep_place)
        self._step_timer.timeout.connect(self._step)

    @cached_property
    def workbench(self) -> "Workbench":
        """What stands around the page; built when it is asked for first."""
        from postil.ui.workbench import Workbench  # noqa: PLC0415 — not for the first page

        return Workbench(self, self._keeper)

    @property
    def _is_built(self) -> bool:
        """Whether the workbench stands; before that the reader had nothing to type in or to arrange."""
        return "workbench" in vars(self)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        self.theme = theme
        self.page.set_theme(theme)
        self.workbench.set_theme(theme)

    # Opening

    @property
    def path(self) -> str:
        """The file of the report that is shown or being opened, or ""."""
        return self.session.report.path if self.session.report else str(self._wanted or "")

    def shows(self, path: Path) -> bool:
        """Whether this is the window of a file, by whatever way its name leads there."""
        return bool(self.path) and os.path.realpath(self.path) == os.path.realpath(path)

    def is_free(self) -> bool:
        """Whether the window shows nothing yet."""
        return self.session.report is None and not self._opening

    def open_path(self, path: Path) -> None:
        """Open the report in a file here."""
        self._await(path)
        self.opener.open_file(path)

    def open_kept(self, report_id: str) -> None:
        """Open a report from the library alone here."""
        self._opening = True
        self.opener.open_kept(report_id)

    def follow(self, future: "Future[desk.Opened]", path: Path) -> None:
        """Show a report here that the worker is reading already."""
        self._await(path)
        self.opener.follow(future, path)

    def _await(self, path: Path) -> None:
        self._opening, self._wanted = True, path
        self._told.clear()

    def _reading(self, name: str) -> None:
        self.header.show_title(name, _("Reading…"))
        QTimer.singleShot(0, self, self._show_busy)

    def _show_busy(self) -> None:
        if self._opening:
            self.workbench.outline_pane.set_busy(True)

    def _job_failed(self, error: PostilError) -> None:
        """Tell what went wrong with the report; of two jobs that a dying worker takes along it is said once."""
        self._opening, self._wanted = False, None
        self._show_title()
        if self._is_built:
            self.workbench.outline_pane.set_busy(False)
        if str(error) not in self._told:
            self._told.add(str(error))
            self.failed.emit(self, error)

    def invite(self) -> None:
        """Show how to get a report, where there is none."""
        from postil.ui.invitation import Invitation  # noqa: PLC0415 — most windows have a report

        self.workbench.show_panes(shown=False)
        self._invitation = self._invitation or Invitation(self.page)
        self._invitation.show()

    def _show_report(self) -> None:
        opened = self.session.report
        assert opened is not None
        self._opening = False
        if self._invitation is not None:
            self._invitation.hide()
        self.page.set_marks(self.session.marks)
        self.page.show_report(opened.report, self.session.outline, opened.place)
        self._show_title()
        self.page.setFocus()

    def _first_page_painted(self) -> None:
        self._steps = self._after_first_page()
        self._step_timer.start(_BREATH_MS)

    def _step(self) -> None:
        self._step_timer.setInterval(0)
        if next(self._steps, self) is self:
            self._step_timer.stop()

    def _after_first_page(self) -> Iterator[None]:
        """What the first page did not need, a few milliseconds at a time: the page answers keys meanwhile."""
        opened = self.session.report
        assert opened is not None
        for module in _WORKBENCH:
            import_module(module)
            yield
        self.workbench.show_report()
        yield
        self.opener.keep(opened.report)
        self._kept_place = opened.place
        self.session.keep_place(opened.place)
        self.first_page.emit()
        yield
        if opened.outline is None:
            self.workbench.outline_pane.set_busy(True)
            yield
            yield from self.opener.prepare_outline(opened.report)
            self.opener.outline(self.session.report or opened)
        draft = self.session.newest_draft()
        if draft is not None:
            self.workbench.take_up_draft(draft)

    def _kept(self, kept: desk.Opened) -> None:
        if kept.path == self.path and not self.session.identifier:
            self.session.adopt(kept)

    def _outlined(self, path: str, outline: Outline) -> None:
        if path == self.path:
            self.session.set_outline(outline)

    # Showing

    def _show_title(self) -> None:
        opened = self.session.report
        if opened is None:
            self.setWindowTitle("")
            self.header.show_title("", "")
            return
        title = desk.title_of(opened.report, self.session.outline, opened.title)
        self.setWindowTitle(title)
        self.header.show_title(title, _details(opened.report.text, self.session.outline.language))

    def _show_marks(self) -> None:
        self.page.set_marks(self.session.marks)

    def _keep_place(self) -> None:
        """Remember the place if it is another: a window that is only closed was not read last."""
        if self.page.top_offset != self._kept_place:
            self._kept_place = self.page.top_offset
            self.session.keep_place(self._kept_place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc lets go of whatever was chosen or opened last."""
        if event.key() == Qt.Key.Key_Escape:
            self.workbench.dismiss()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self._is_built:
            self._keeper.look()
            self.workbench.activated()
            self.session.keep_place(self.page.top_offset)
        if event.type() == QEvent.Type.WindowStateChange and self._is_built:
            self.workbench.show_window_state()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is being typed and where the reader is; ask where something is not saved."""
        if self._is_built:
            self.workbench.marking.end_editing()
        if self._is_built:
            self.workbench.reading_log.keep()
        self._keep_place()
        self._settle()
        if self._pending and not self.workbench.may_lose_changes():
            event.ignore()
            return
        event.accept()
        self._step_timer.stop()
        self._place_timer.stop()
        if self._is_built:
            remember(self.workbench.arrangement())
        self.closed.emit(self)

    @property
    def _pending(self) -> int:
        return self._keeper.pending + self.session.pending

    def _settle(self) -> None:
        self._keeper.settle()
        if self.session.pending:
            self.opener.settle()


def _details(text: str, language: str) -> str:
    """What the header says of a report beside its title: how long it is, and how long it takes to read."""
    sample = text[:200_000]
    cjk = language in {"zh", "ja"}
    count = sum(not character.isspace() for character in sample) if cjk else len(sample.split())
    count = round(count * len(text) / max(1, len(sample)))
    minutes = max(1, round(count / (_CHARACTERS_A_MINUTE if cjk else _WORDS_A_MINUTE)))
    size = (
        ngettext("{count} character", "{count} characters", count)
        if cjk
        else ngettext("{count} word", "{count} words", count)
    )
    hours = f"{round(minutes / 60):,}"
    time = _("{minutes} min").format(minutes=minutes) if minutes < _LONG_READ else _("{hours} h").format(hours=hours)
    return f"{size.format(count=f'{count:,}')} · {time}"
