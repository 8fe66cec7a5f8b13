"""The open library: one connection, one transaction at a time, every failure told."""

import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from postil.core.errors import PostilError
from postil.library.failures import told
from postil.library.locks import locked_if_free

DATABASE = "library.db"
LOCK = "library.lock"
WAIT_SECONDS = 0.5


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Connect to the database that lies at ``path``, "ro" or "rw". Transactions are begun and ended by hand."""
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(uri, uri=True, timeout=WAIT_SECONDS, isolation_level=None)


class Library:
    """A library that is open. It belongs to the thread that opened it; other processes may have it open, too.

    Every method raises PostilError where the library is locked, full, read-only, out of reach or damaged.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / DATABASE
        with told(self.path):
            self._connection = connect(self.path, "rw")
            for pragma in _PRAGMAS:
                self._connection.execute(pragma)
            self._file = _file_at(self.path)
            self._journal_path = folder / f"{DATABASE}-wal"
            self._journal: tuple[int, int] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all or nothing. What was written is durable when this returns; only then may it be called saved."""
        with told(self.path):
            if _file_at(self.path) != self._file:
                raise PostilError("library-gone", path=self.path)
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
                self._look_for_journal()
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def _look_for_journal(self) -> None:
        """What went into a journal that is not there any more is not kept."""
        try:
            found = self._journal_path.stat()
        except FileNotFoundError:
            raise PostilError("library-gone", path=self.path) from None
        self._journal = self._journal or (found.st_dev, found.st_ino)
        if (found.st_dev, found.st_ino) != self._journal:
            raise PostilError("library-gone", path=self.path)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read one state of the library, whatever others write meanwhile."""
        with told(self.path):
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("COMMIT")

    def run(self, sql: str, *parameters: object) -> None:
        """Carry out one statement that writes, inside a transaction."""
        with told(self.path):
            self._connection.execute(sql, parameters)

    def rows(self, sql: str, *parameters: object) -> list[Any]:
        """All rows of a question, as tuples."""
        with told(self.path):
            return self._connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, *parameters: object) -> Any:  # noqa: ANN401 — a tuple of what was asked for
        """The first row of a question, as a tuple, or None."""
        with told(self.path), closing(self._connection.execute(sql, parameters)) as cursor:
            return cursor.fetchone()

    def each(self, sql: str, *parameters: object) -> Generator[Any]:
        """The rows of a question one by one, for who may stop early (close the iterator then)."""
        with told(self.path), closing(self._connection.execute(sql, parameters)) as cursor:
            yield from cursor

    def data_version(self) -> int:
        """A number that changes when somebody else changed the library."""
        (version,) = self.row("PRAGMA data_version")
        return int(version)

    def be_patient(self, seconds: float) -> None:
        """Wait so long for others who write (at first half a second) before the library counts as locked."""
        with told(self.path):
            self._connection.execute(f"PRAGMA busy_timeout = {round(1000 * seconds)}")

    def checkpoint(self) -> bool:
        """Bring what was written from the journal into the database, for idle moments; whether all of it was.

        One process at a time: SQLite up to 3.51.2 can lose a journal that two of them reset at once.
        """
        with told(self.path), locked_if_free(self.folder / LOCK) as held:
            if not held:
                return False
            busy, _, _ = self.row("PRAGMA wal_checkpoint(TRUNCATE)")
            return not busy

    def close(self) -> None:
        """Checkpoint, if that is possible just now, and let go of the files."""
        try:
            with suppress(PostilError):  # what was saved is safe in the journal, and the next one brings it over
                self.checkpoint()
        finally:
            self._connection.close()


def _file_at(path: Path) -> tuple[int, int] | None:
    """Which file lies at a path; None where there is none, or nothing in it: what is written would be nowhere."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return (found.st_dev, found.st_ino) if found.st_size else None


_PRAGMAS = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA wal_autocheckpoint = 0",
)
