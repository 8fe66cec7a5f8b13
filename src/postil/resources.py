"""The one place that finds what is not code: lexicons, themes, icons, samples, translations."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def resource(*parts: str) -> Traversable:
    """Find a resource, e.g. ``resource("samples", "readout.txt")``.

    A wheel and a frozen build carry the folder inside the package; in a working copy it stands beside ``src/``.
    """
    inside = files("postil").joinpath("resources")
    root = inside if inside.is_dir() else Path(__file__).parents[2] / "resources"
    return root.joinpath(*parts)
