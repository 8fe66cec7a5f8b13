"""Where the selection bar stands."""

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QPoint, QRect, QSize


def place_bar(size: QSize, selection: Sequence[QRect], line_height: int, viewport: QRect) -> QPoint:
    """The top left of a bar beside a selection, inside the viewport.

    It covers neither the selection nor the line below it, wherever that is possible: above its first line, else below
    with one line free, else right or left of it, else wherever it covers least.
    """
    lines = [rect for rect in selection if rect.intersects(viewport)]
    if not lines:
        return _inside(size, viewport.center(), viewport)
    below = QRect(lines[-1].left(), _bottom(lines[-1]), lines[-1].width(), line_height)
    for point in _beside(size, lines, line_height, viewport):
        bar = QRect(point, size)
        if viewport.contains(bar) and not _covered(bar, [*lines, below]):
            return point
    corners = _corners(size, lines, viewport)
    return min(corners, key=lambda point: _badness(QRect(point, size), lines, below))


def _beside(size: QSize, lines: Sequence[QRect], line_height: int, viewport: QRect) -> Iterator[QPoint]:
    """Places beside the selection, best first."""
    top, bottom = min(line.top() for line in lines), max(map(_bottom, lines))
    left, right = min(line.left() for line in lines), max(map(_right, lines))
    middle = _inside(size, QPoint((left + right - size.width()) // 2, (top + bottom - size.height()) // 2), viewport)
    yield QPoint(middle.x(), top - size.height())
    yield QPoint(middle.x(), bottom + line_height)
    yield QPoint(right, middle.y())
    yield QPoint(left - size.width(), middle.y())


def _corners(size: QSize, lines: Sequence[QRect], viewport: QRect) -> list[QPoint]:
    """A bar that fits anywhere can be pushed left and up until it touches something: these are all such places."""
    xs = {viewport.left(), *map(_right, lines)}
    ys = {viewport.top(), *map(_bottom, lines)}
    return sorted({_inside(size, QPoint(x, y), viewport) for x in xs for y in ys}, key=lambda at: (at.y(), at.x()))


def _badness(bar: QRect, lines: Sequence[QRect], below: QRect) -> tuple[int, int, int]:
    last = lines[-1]
    return _covered(bar, lines), _covered(bar, [below]), abs(bar.center().y() - last.center().y())


def _covered(bar: QRect, lines: Iterable[QRect]) -> int:
    """How many pixels of the lines the bar covers."""
    shared = (bar.intersected(line) for line in lines)
    return sum(rect.width() * rect.height() for rect in shared if not rect.isEmpty())


def _inside(size: QSize, point: QPoint, viewport: QRect) -> QPoint:
    x = min(point.x(), _right(viewport) - size.width())
    y = min(point.y(), _bottom(viewport) - size.height())
    return QPoint(max(x, viewport.left()), max(y, viewport.top()))


def _right(rect: QRect) -> int:
    return rect.left() + rect.width()


def _bottom(rect: QRect) -> int:
    return rect.top() + rect.height()
