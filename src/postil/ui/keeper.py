"""Keeps what the reader does: runs the desk's operations on the library, in order, as soon as it is open."""

from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from postil import desk
from postil.core.errors import PostilError

_T = TypeVar("_T")
_RETRY_MS = 400
PASSING = frozenset({"library-locked", "library-full", "library-read-only", "library-unreachable"})


class _Preparing(QThread):
    """Makes or migrates the library beside the window: that takes the import of a large module."""

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self.error: PostilError | None = None

    def run(self) -> None:
        """Make the library; what goes wrong is kept for who asked."""
        try:
            desk.open_library(self._folder).close()
        except PostilError as error:
            self.error = error


class Keeper(QObject):
    """Holds the library of all windows of this process.

    An operation that meets a passing hindrance (the library is locked, the disk is full) is kept and tried again:
    ``hindered`` tells of it, ``saved`` comes when nothing is waiting any more. Any other error of the world is told
    by ``failed``, and the operation is dropped.
    """

    saved = Signal()
    saving = Signal()
    hindered = Signal(PostilError)
    failed = Signal(PostilError)
    unusable = Signal(PostilError)

    def __init__(
        self, folder: Path, library: desk.Library | None, error: PostilError | None, parent: QObject | None = None
    ) -> None:
        """``library`` is open already if it is current, ``error`` says why it cannot be used at all."""
        super().__init__(parent)
        self.folder = folder
        self.library = library
        self.error = error
        self._waiting: deque[tuple[Callable[[desk.Library], Any], Callable[[Any], None]]] = deque()
        self._preparing: _Preparing | None = None
        self._retry = QTimer(self, singleShot=True, interval=_RETRY_MS)
        self._retry.timeout.connect(self._run_waiting)

    @property
    def pending(self) -> int:
        """How many operations wait to be saved."""
        return len(self._waiting)

    def open_soon(self) -> None:
        """Make or migrate the library beside the window, then open it."""
        if self.library is not None or self._preparing is not None:
            return
        if self.error is not None:
            self._give_up(self.error)
            return
        self._preparing = _Preparing(self.folder, self)
        self._preparing.finished.connect(self._prepared)
        self._preparing.start()

    def run(self, operation: Callable[[desk.Library], _T], done: Callable[[_T], None]) -> None:
        """Run an operation, after all those that wait, and hand on what it returns."""
        self._waiting.append((operation, done))
        if self.error is not None:
            self._give_up(self.error)
        elif self.library is None or len(self._waiting) > 1:
            self.saving.emit()
        else:
            self._run_waiting()

    def settle(self) -> None:
        """Do now what waits, if it can be done; for that a library that is being made is waited for."""
        if self._waiting and self._preparing is not None:
            self._preparing.wait()
            self._prepared()
        elif self._waiting:
            self._run_waiting()

    def close(self) -> None:
        """Try once more what waits, then close the library."""
        self.settle()
        self._retry.stop()
        self._waiting.clear()
        if self._preparing is not None:
            self._preparing.wait()
        if self.library is not None:
            self.library.close()
            self.library = None

    def _prepared(self) -> None:
        preparing, self._preparing = self._preparing, None
        if preparing is None:
            return
        self.error = preparing.error
        if self.error is None:
            self.library, self.error = desk.open_current(self.folder)
        if self.error is not None:
            self._give_up(self.error)
        else:
            self._run_waiting()

    def _give_up(self, error: PostilError) -> None:
        self._waiting.clear()
        self.unusable.emit(error)

    def _run_waiting(self) -> None:
        while self._waiting and self.library is not None:
            operation, done = self._waiting.popleft()
            try:
                result = operation(self.library)
            except PostilError as error:
                if error.code in PASSING:
                    self._waiting.appendleft((operation, done))
                    self._retry.start()
                    self.hindered.emit(error)
                    return
                self.failed.emit(error)
            else:
                done(result)
        if not self._waiting:
            self.saved.emit()
