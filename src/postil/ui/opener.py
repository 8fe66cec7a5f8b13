"""Opening a report without holding up the window: small ones at once, large ones by the worker."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from postil import desk
from postil.core.errors import PostilError
from postil.core.outline import Outline
from postil.ui.keeper import Keeper

if TYPE_CHECKING:
    from concurrent.futures import Future

_LOG = logging.getLogger(__name__)


class _Reply(QObject):
    """Brings a future's end from its thread to the window's."""

    ended = Signal(object)

    def __init__(self, future: "Future[Any]", done: Callable[["Future[Any]"], None], parent: QObject) -> None:
        super().__init__(parent)
        self.ended.connect(done)
        self.ended.connect(self.deleteLater)
        future.add_done_callback(self.ended.emit)


class Opener(QObject):
    """Opens reports for one window."""

    opened = Signal(desk.Opened)
    kept = Signal(desk.Opened)
    outlined = Signal(str, Outline)
    failed = Signal(PostilError)
    busy = Signal(str)

    def __init__(self, keeper: Keeper, worker: desk.Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._worker = worker
        self._reading: desk.Reading | None = None

    def open_file(self, path: Path) -> None:
        """Open the report in a file."""
        try:
            if desk.size_of(path) <= desk.jobs.SMALL:
                self._open_small(path)
            else:
                self.follow(self._worker.submit(desk.jobs.open_file, self._keeper.folder, path), path.name)
        except PostilError as error:
            self.failed.emit(error)

    def open_kept(self, report_id: str) -> None:
        """Open a report from the library alone."""
        try:
            if self._keeper.library is not None:
                self.opened.emit(desk.open_kept(self._keeper.library, report_id))
        except PostilError as error:
            self.failed.emit(error)

    def follow(self, future: "Future[desk.Opened]", name: str) -> None:
        """Wait for a report that the worker reads."""
        self.busy.emit(name)
        _Reply(future, lambda ended: self._worker_read(ended, name), self)

    def keep(self) -> None:
        """Keep the report that was opened last, if the library does not know it yet: after its first page."""
        reading, self._reading = self._reading, None
        if reading is not None:
            self._keeper.run(lambda library: desk.keep(library, reading), self.kept.emit)

    def outline(self, opened: desk.Opened) -> None:
        """Have the outline worked out."""
        if len(opened.report.text) <= desk.jobs.SMALL:
            self.outlined.emit(opened.path, desk.infer_outline(opened.report))
            return
        job = desk.jobs.infer_outline_of
        future = self._worker.submit(job, self._keeper.folder, opened.report_id, opened.version_id, opened.path)
        _Reply(future, lambda ended: self._worker_outlined(ended, opened.path), self)

    def _open_small(self, path: Path) -> None:
        library = self._keeper.library
        known = desk.open_known(library, path) if library is not None else None
        self._reading = None if known else desk.read_source(path)
        self.opened.emit(known or desk.jobs.unkept(self._read()))

    def _read(self) -> desk.Reading:
        assert self._reading is not None
        return self._reading

    def _worker_read(self, ended: "Future[desk.Opened]", name: str) -> None:
        if self._well(ended, name):
            self.opened.emit(ended.result())

    def _worker_outlined(self, ended: "Future[Outline]", path: str) -> None:
        if self._well(ended, Path(path).name):
            self.outlined.emit(path, ended.result())

    def _well(self, ended: "Future[Any]", name: str) -> bool:
        """Whether a job ended well; if not, tell why. A reader's bug is told like a file that kills it."""
        if ended.cancelled():
            return False
        error = ended.exception()
        if isinstance(error, PostilError):
            self.failed.emit(error)
        elif error is not None:
            _LOG.error("The worker failed on a report", exc_info=error)
            self.failed.emit(PostilError("worker-died", name=name))
        return error is None
