"""Shortening text for the space there is: at words, and paths in their middle."""

from collections.abc import Callable, Sequence
from itertools import chain

from PySide6.QtCore import Qt, QTextBoundaryFinder
from PySide6.QtGui import QFontMetricsF

ELLIPSIS = "…"
SEPARATOR = " › "
_DANGLING = " \t\u3000\u00a0,;:–—-，、；：·“‘（("


def elide_at_words(text: str, metrics: QFontMetricsF, width: float) -> str:
    """The text, or as many of its words as fit in a width (pixels) with an ellipsis.

    Ideographs are words of one character each. Where not even the first word fits, it is cut inside.
    """
    if metrics.horizontalAdvance(text) <= width:
        return text
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    kept = len(cut) - 1 if cut.endswith(ELLIPSIS) else 0
    words = text[: _last_break(text, kept)].rstrip(_DANGLING)
    return words + ELLIPSIS if words else cut


def _last_break(text: str, position: int) -> int:
    """The last place up to a position (code points) where a line may break."""
    head = text[: position + 1]
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, head)
    finder.setPosition(len(text[:position].encode("utf-16-le")) // 2)
    units = finder.position() if finder.isAtBoundary() else finder.toPreviousBoundary()
    return len(head.encode("utf-16-le")[: 2 * max(0, units)].decode("utf-16-le"))


def elide_path(parts: Sequence[str], fits: Callable[[str], bool]) -> str:
    """The parts joined as a path; where that does not fit, parts are left out from the middle, the last one last.

    What is given back may still not fit: the last part alone has to be cut by who draws it.
    """
    shorter = (
        [*parts[:head], ELLIPSIS, *parts[-tail:]]
        for tail in range(max(len(parts) - 2, min(len(parts) - 1, 1)), 0, -1)
        for head in ((1, 0) if tail < len(parts) - 1 else (0,))
    )
    paths = [SEPARATOR.join(path) for path in chain([parts], shorter)]
    return next((path for path in paths if fits(path)), paths[-1])
