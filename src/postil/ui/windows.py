"""The windows of one process: a report each."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QApplication

from postil import desk
from postil.core.errors import PostilError
from postil.resources import resource
from postil.ui.keeper import Keeper
from postil.ui.theme import load_theme, style_sheet, system_theme
from postil.ui.theme import palette as palette_of
from postil.ui.trouble import Trouble
from postil.ui.window import MainWindow

if TYPE_CHECKING:
    from concurrent.futures import Future


_FRAME = QSize(16, 48)
"""About what a window manager puts around a window, in pixels; nobody tells before the window is seen."""


class Windows(QObject):
    """Opens reports in windows, dresses them in the system's theme, and closes up when the last one is gone."""

    first_page = Signal()
    failed = Signal(PostilError)

    def __init__(self, app: QApplication, keeper: Keeper, worker: desk.Worker) -> None:
        super().__init__(app)
        self._app = app
        self._keeper = keeper
        self._worker = worker
        self._theme = load_theme(system_theme(app))
        self._dress()
        self.trouble = Trouble(self)
        self.open: list[MainWindow] = []
        self._told: set[str] = set()
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        for first_shown in (self.first_page, self.failed):
            first_shown.connect(self._show_icon, Qt.ConnectionType.SingleShotConnection)
        keeper.unusable.connect(self._tell_unusable)
        keeper.failed.connect(self._tell)

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open reports, each in a window of its own; one that is open already comes to the front."""
        for path in paths:
            shown = next((window for window in self.open if window.shows(path)), None)
            if shown is not None:
                _raise(shown)
            else:
                self._begin(partial(MainWindow.open_path, path=path))

    def open_kept(self, report_id: str) -> None:
        """Open a report from the library alone; one that is open already comes to the front."""
        shown = next((window for window in self.open if window.session.identifier == report_id), None)
        if shown is not None:
            _raise(shown)
        else:
            self._begin(partial(MainWindow.open_kept, report_id=report_id))

    def follow(self, future: "Future[desk.Opened]", path: Path) -> None:
        """Show a report that the worker is reading already."""
        self._begin(partial(MainWindow.follow, future=future, path=path))

    def close_all(self) -> None:
        """Close all windows, asking where something is not saved."""
        for window in list(self.open):
            if not window.close():
                return

    def shut(self) -> None:
        """Keep what waits, and stop the worker."""
        self._keeper.close()
        self._worker.close()

    def _begin(self, opening: Callable[[MainWindow], None]) -> None:
        """Open something in a window that shows nothing yet; one that still does so afterwards is gone again."""
        window = next((window for window in self.open if window.is_free()), None) or self._new_window()
        opening(window)
        if window in self.open:
            window.show()

    def _new_window(self) -> MainWindow:
        window = MainWindow(self._keeper, self._worker, self._theme)
        window.paths_wanted.connect(self.open_paths)
        window.kept_wanted.connect(self.open_kept)
        window.quit_wanted.connect(self.close_all)
        window.failed.connect(self._tell_failed)
        window.closed.connect(self._forget)
        window.session.opened.connect(self._close_double)
        window.session.adopted.connect(self._close_double)
        window.first_page.connect(self._keeper.open_soon)
        window.first_page.connect(self.first_page)
        if self.open:
            last = self.open[-1]
            window.resize(last.size())
            window.move(last.x() + 32, last.y() + 32)
        _fit(window)
        self.open.append(window)
        return window

    def _close_double(self) -> None:
        """A report is shown once, also where a copy of its file was opened."""
        first: dict[str, MainWindow] = {}
        for window in list(self.open):
            shown = first.setdefault(window.session.identifier, window)
            if shown is not window and window.session.identifier:
                window.close()
                shown.session.refresh()
                _raise(shown)

    def _forget(self, window: MainWindow) -> None:
        if window in self.open:
            self.open.remove(window)
            window.deleteLater()

    def _tell_failed(self, window: MainWindow, error: PostilError) -> None:
        """A report could not be opened: a window made for it goes again, the last one stays and invites."""
        self.failed.emit(error)
        if window.session.report is None:
            if len(self.open) > 1:
                window.close()
            else:
                window.invite()
        self._tell(error)

    def _follow_system(self) -> None:
        self._theme = load_theme(system_theme(self._app))
        self._dress()
        for window in self.open:
            window.set_theme(self._theme)

    def _show_icon(self) -> None:
        """What stands for Postil in a task bar that knows no desktop entry."""
        from PySide6.QtGui import QIcon  # noqa: PLC0415 — not for the first page

        self._app.setWindowIcon(QIcon(str(resource("icons", "postil.svg"))))

    def _dress(self) -> None:
        self._app.setPalette(palette_of(self._theme))
        self._app.setStyleSheet(style_sheet(self._theme))

    def _tell_unusable(self, error: PostilError) -> None:
        if error.code not in self._told:
            self._told.add(error.code)
            self._tell(error)

    def _tell(self, error: PostilError) -> None:
        active = self._app.activeWindow()
        window = next((window for window in self.open if window is active), self.open[-1] if self.open else None)
        if window is not None:
            window.workbench.tell(error)


def _fit(window: MainWindow) -> None:
    """Keep a window with its frame on its screen."""
    free = window.screen().availableGeometry().adjusted(0, 0, -_FRAME.width(), -_FRAME.height())
    window.resize(window.size().boundedTo(free.size()))
    x = max(free.left(), min(window.x(), free.right() - window.width()))
    y = max(free.top(), min(window.y(), free.bottom() - window.height()))
    if (x, y) != (window.x(), window.y()):  # one that is moved anyway, before it has a frame, creeps by that frame
        window.move(x, y)


def _raise(window: MainWindow) -> None:
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.raise_()
    window.activateWindow()
