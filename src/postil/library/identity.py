"""Names and times for what is kept."""

from datetime import UTC, datetime


def new_id() -> str:
    """A fresh identifier (UUIDv7: later ones sort behind earlier ones)."""
    from uuid_utils import uuid7  # noqa: PLC0415 — the first page needs no new names

    return str(uuid7())


def now() -> str:
    """The present moment: UTC, ISO 8601, in milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
