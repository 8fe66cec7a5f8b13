"""Names and times for what is kept."""

import os
from contextlib import suppress
from datetime import UTC, datetime


def new_id() -> str:
    """A fresh identifier (UUIDv7: later ones sort behind earlier ones)."""
    from uuid_utils import uuid7  # noqa: PLC0415 — the first page needs no new names

    return str(uuid7())


def now() -> str:
    """The present moment: UTC, ISO 8601, in milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def this_writer() -> str:
    """The program that writes here: its process, and the machine it runs on."""
    return f"{os.getpid()}@{_machine()}"


def is_at_work(writer: str) -> bool:
    """Whether another program still runs that wrote here; of one on another machine nobody knows."""
    process, _at, machine = writer.partition("@")
    if writer == this_writer() or machine != _machine() or os.name != "posix":
        return False
    try:
        with suppress(PermissionError):  # somebody else's, but at work
            os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    return True


def _machine() -> str:
    return os.uname().nodename if os.name == "posix" else os.environ.get("COMPUTERNAME", "")
