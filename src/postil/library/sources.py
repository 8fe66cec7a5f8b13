"""The sources: the bytes of reports as they came, each written once under its hash and never touched again."""

import os
from pathlib import Path

from postil.library.database import Library
from postil.library.failures import told
from postil.library.locks import fsync_folder


def path_of(library: Library, sha256: str) -> Path:
    """Where the source with this hash lies."""
    return library.folder / "sources" / sha256[:2] / sha256


def keep_bytes(library: Library, sha256: str, data: bytes) -> None:
    """Write a source, durable when this returns. One that is there already is left alone."""
    path = path_of(library, sha256)
    with told(path):
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{sha256}.{os.getpid()}.new")
        try:
            _write(fresh, data)
            fresh.rename(path)
        finally:
            fresh.unlink(missing_ok=True)
        for folder in (path.parent, path.parent.parent, library.folder):
            fsync_folder(folder)


def read_bytes(library: Library, sha256: str) -> bytes:
    """The bytes of a source."""
    path = path_of(library, sha256)
    with told(path):
        return path.read_bytes()


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o444)
