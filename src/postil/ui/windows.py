"""The windows of one process: a report each."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from postil import desk
from postil.core.errors import PostilError
from postil.ui.keeper import Keeper
from postil.ui.theme import load_theme, style_sheet, system_theme
from postil.ui.theme import palette as palette_of
from postil.ui.window import MainWindow

if TYPE_CHECKING:
    from concurrent.futures import Future


class Windows(QObject):
    """Opens reports in windows, dresses them in the system's theme, and closes up when the last one is gone."""

    first_page = Signal()

    def __init__(self, app: QApplication, keeper: Keeper, worker: desk.Worker) -> None:
        super().__init__(app)
        self._app = app
        self._keeper = keeper
        self._worker = worker
        self._theme = load_theme(system_theme(app))
        self._dress()
        self.open: list[MainWindow] = []
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        keeper.unusable.connect(self._tell_unusable)

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open reports, each in a window of its own; one that is open already comes to the front."""
        for path in paths:
            shown = self._showing(path)
            if shown is not None:
                shown.raise_()
                shown.activateWindow()
            else:
                self._free_window().open_path(path)

    def open_kept(self, report_id: str) -> None:
        """Open a report from the library alone."""
        self._free_window().open_kept(report_id)

    def follow(self, future: "Future[desk.Opened]", path: Path) -> None:
        """Show a report that the worker is reading already."""
        self._free_window().follow(future, path)

    def close_all(self) -> None:
        """Close all windows, asking where something is not saved."""
        for window in list(self.open):
            if not window.close():
                return

    def shut(self) -> None:
        """Keep what waits, and stop the worker."""
        self._keeper.close()
        self._worker.close()

    def _free_window(self) -> MainWindow:
        free = next((window for window in self.open if window.is_free()), None)
        return free or self._new_window()

    def _new_window(self) -> MainWindow:
        window = MainWindow(self._keeper, self._worker, self._theme)
        window.paths_wanted.connect(self.open_paths)
        window.quit_wanted.connect(self.close_all)
        window.closed.connect(self._forget)
        window.first_page.connect(self._keeper.open_soon)
        window.first_page.connect(self.first_page)
        if self.open:
            last = self.open[-1]
            window.resize(last.size())
            window.move(last.x() + 32, last.y() + 32)
        self.open.append(window)
        window.show()
        return window

    def _showing(self, path: Path) -> MainWindow | None:
        wanted = str(path.absolute())
        return next((window for window in self.open if window.path == wanted), None)

    def _forget(self, window: MainWindow) -> None:
        self.open.remove(window)
        window.deleteLater()

    def _follow_system(self) -> None:
        self._theme = load_theme(system_theme(self._app))
        self._dress()
        for window in self.open:
            window.set_theme(self._theme)

    def _dress(self) -> None:
        self._app.setPalette(palette_of(self._theme))
        self._app.setStyleSheet(style_sheet(self._theme))

    def _tell_unusable(self, error: PostilError) -> None:
        if self.open:
            self.open[0].tell_once(error)
