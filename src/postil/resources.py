"""The one place that finds what is not code: lexicons, themes, icons, samples, translations."""

from pathlib import Path

_INSIDE = Path(__file__).with_name("resources")
_ROOT = _INSIDE if _INSIDE.is_dir() else Path(__file__).parents[2] / "resources"


def resource(*parts: str) -> Path:
    """Find a resource, e.g. ``resource("samples", "readout.txt")``.

    A wheel and a frozen build carry the folder inside the package; in a working copy it stands beside ``src/``. They
    are files everywhere, so a path will do: the import of ``importlib.resources`` takes as long as a page to paint.
    """
    return _ROOT.joinpath(*parts)
