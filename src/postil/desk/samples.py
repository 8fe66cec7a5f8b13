"""Something to read at the first start."""

from pathlib import Path


def sample() -> Path:
    """The report that comes with Postil."""
    from postil.resources import resource  # noqa: PLC0415 — only a first start needs it

    return Path(str(resource("samples", "readout.txt")))
