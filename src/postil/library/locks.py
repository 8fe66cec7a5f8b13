"""One lock between all processes that use a library, and what it takes for a file to outlast a power cut.

The system drops the lock with the process that holds it, however that ends.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from postil.core.errors import PostilError

_PATIENCE, _PAUSE = 5.0, 0.05

if sys.platform == "win32":
    import msvcrt

    def _try(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def fsync_folder(folder: Path) -> None:
        """Nothing: this system keeps a folder's entries by itself."""

else:
    import fcntl

    def _try(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def fsync_folder(folder: Path) -> None:
        """Make the names in a folder outlast a power cut."""
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file at ``path``; waits some seconds for whoever holds it.

    Raises PostilError "library-locked" where that one does not let go.
    """
    with _opened(path) as descriptor:
        deadline = monotonic() + _PATIENCE
        while True:
            try:
                _try(descriptor)
                break
            except OSError as error:
                if monotonic() > deadline:
                    raise PostilError("library-locked") from error
                sleep(_PAUSE)
        yield


@contextmanager
def locked_if_free(path: Path) -> Iterator[bool]:
    """Hold the lock file at ``path`` where nobody else does; yields whether it is held."""
    with _opened(path) as descriptor:
        try:
            _try(descriptor)
        except OSError:
            yield False
        else:
            yield True
