"""Keeps what the reader does: runs the desk's operations on the library, in order, as soon as it is open."""

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, QThread, QTimer, Signal
from shiboken6 import isValid

from postil import desk
from postil.core.errors import PostilError

_T = TypeVar("_T")
RETRY_MS = 250
_IDLE_MS = 8_000
_WATCH_MS = 1_000
_PATIENCE = 0.02
_TRIES_UNTOLD = 4
_UNMADE_YET = frozenset({"library-locked", "library-full", "library-unreachable"})
"""What may pass while a library is made or opened; a folder that cannot be written will not."""
PASSING = _UNMADE_YET | {"library-read-only"}


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


class _Job(NamedTuple):
    """An operation, and who is told what it returns, if that one is still there."""

    operation: Callable[[desk.Library], Any]
    done: Callable[[Any], None]
    owner: QObject

    def hand_on(self, result: object) -> None:
        if isValid(self.owner):
            self.done(result)


class Keeper(QObject):
    """Holds the library of all windows of this process.

    An operation that meets a passing hindrance (the library is locked, the disk is full) is kept and tried again;
    where it lasts, ``hindered`` tells of it, and ``saved`` comes when nothing is waiting any more. Where the library
    cannot be used at all, ``unusable`` says so each time something should be kept. Any other error of the world is
    told by ``failed``, and the operation is dropped.
    """

    saved = Signal()
    saving = Signal()
    hindered = Signal(PostilError)
    failed = Signal(PostilError)
    unusable = Signal(PostilError)
    changed_elsewhere = Signal()

    def __init__(
        self, folder: Path, library: desk.Library | None, error: PostilError | None, parent: QObject | None = None
    ) -> None:
        """``library`` is open already if it is current, ``error`` says why it could not be opened."""
        super().__init__(parent)
        self.folder = folder
        self.library = library
        self.error = None if error is not None and error.code in _UNMADE_YET else error
        self._waiting: deque[_Job] = deque()
        self._tries = 0
        self._preparing: _Preparing | None = None
        self._retry = QTimer(self, singleShot=True, interval=RETRY_MS)
        self._idle = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._retry.timeout.connect(self._try_again)
        self._idle.timeout.connect(self._tidy)
        self._seen = 0
        self._watch = QTimer(self, interval=_WATCH_MS)
        self._watch.timeout.connect(self.look)
        if library is not None:
            self._take(library)

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

    def run(self, operation: Callable[[desk.Library], _T], done: Callable[[_T], None], owner: QObject) -> None:
        """Run an operation, after all those that wait, and hand on what it returns as long as the owner lives."""
        self._waiting.append(_Job(operation, done, owner))
        if self.error is not None:
            self._give_up(self.error)
        elif self.library is not None and len(self._waiting) == 1:
            self._run_waiting()
        elif not self._tries:
            self.saving.emit()

    def settle(self) -> None:
        """Do now what waits, if it can be done; for that a library that is being made is waited for."""
        if not self._waiting:
            return
        self.open_soon()
        if self._preparing is not None:
            self._preparing.wait()
            self._prepared()
        else:
            self._run_waiting()

    def close(self) -> None:
        """Try once more what waits, then close the library."""
        self.settle()
        for timer in (self._retry, self._idle, self._watch):
            timer.stop()
        self._waiting.clear()
        preparing, self._preparing = self._preparing, None
        if preparing is not None:
            preparing.wait()
        if self.library is not None:
            self.library.close()
            self.library = None

    def _prepared(self) -> None:
        preparing, self._preparing = self._preparing, None
        if preparing is None:
            return
        preparing.deleteLater()
        try:
            if preparing.error is not None:
                raise preparing.error
            library = desk.open_library(self.folder)
        except PostilError as error:
            if error.code in _UNMADE_YET:
                self._retry_later(error)
            else:
                self._give_up(error)
        else:
            self._take(library)
            self._run_waiting()

    def _take(self, library: desk.Library) -> None:
        self.library = library
        library.be_patient(_PATIENCE)
        with suppress(PostilError):  # as in looking
            self._seen = library.data_version()
        self._watch.start()

    def look(self) -> None:
        """See whether another program wrote in the library: the command line, another Postil."""
        with suppress(PostilError):  # one that cannot be read just now is looked at again
            seen = self.library.data_version() if self.library is not None and not self._waiting else self._seen
            if self._seen and seen != self._seen:
                self.changed_elsewhere.emit()
            self._seen = seen

    def _give_up(self, error: PostilError) -> None:
        """Nothing can be kept in this library any more."""
        self.error = error
        self._waiting.clear()
        self.unusable.emit(error)

    def _try_again(self) -> None:
        if self.library is None:
            self.open_soon()
        else:
            self._run_waiting()

    def _retry_later(self, error: PostilError) -> None:
        """A hindrance that passes within a second is not worth an alarm."""
        self._tries += 1
        self._retry.start()
        if self._tries < _TRIES_UNTOLD and error.code == "library-locked":
            self.saving.emit()
        else:
            self.hindered.emit(error)

    def _run_waiting(self) -> None:
        while self._waiting and self.library is not None:
            job = self._waiting.popleft()
            try:
                result = job.operation(self.library)
            except PostilError as error:
                if error.code in PASSING:
                    self._waiting.appendleft(job)
                    self._retry_later(error)
                    return
                self._drop(error)
            else:
                self._tries = 0
                job.hand_on(result)
                if not self._waiting:
                    self._idle.start()
                    self.saved.emit()

    def _tidy(self) -> None:
        """Bring the journal into the database while nobody does anything."""
        if self.library is not None and not self._waiting:
            with suppress(PostilError):  # the journal is as safe; the next pause will do
                self.library.checkpoint()

    def _drop(self, error: PostilError) -> None:
        if error.code.startswith("library-"):
            self._give_up(error)
        else:
            self.failed.emit(error)
