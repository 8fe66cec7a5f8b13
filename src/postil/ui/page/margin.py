"""Where the cards stand: beside their passage, pushed down where they would overlap."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF

from postil.core.annotation import Annotation
from postil.core.span import Span
from postil.ui.page.column import Column, Spot
from postil.ui.page.marks import Marks

if TYPE_CHECKING:
    from postil.ui.card import CardFace

GAP = 10
_FACES = 500


class Placed(NamedTuple):
    """A card at its place in the viewport."""

    annotation: Annotation
    face: "CardFace"
    rect: QRectF


class View(NamedTuple):
    """What of the column is in view, and where beside it cards stand: pixels of the viewport."""

    top: Spot
    height: float
    left: float
    width: float


class Margin:
    """Lays out the cards of what is in view, and remembers their faces."""

    def __init__(self, make_face: Callable[[Annotation, float], "CardFace"]) -> None:
        self._make_face = make_face
        self._faces: dict[tuple[Annotation, float], CardFace] = {}

    def forget(self) -> None:
        """Make all faces anew: the theme or the font changed."""
        self._faces.clear()

    def face(self, annotation: Annotation, width: float) -> "CardFace":
        """How an annotation's card looks at a width."""
        key = annotation, width
        if key not in self._faces:
            if len(self._faces) >= _FACES:
                self._faces.clear()
            self._faces[key] = self._make_face(*key)
        return self._faces[key]

    def placed(self, column: Column, marks: Marks, view: View, heights: dict[str, float]) -> list[Placed]:
        """The cards that are in view.

        Cards above push down those below, so placing begins above the viewport. ``heights`` are the heights of cards
        that are taller than their faces, or have a card for the time being: the one in which a note is typed.
        """
        found: list[Placed] = []
        bottom = float("-inf")
        for annotation, y in self._passages(column, marks, view, heights):
            face = self.face(annotation, view.width)
            height = heights.get(annotation.id, face.height)
            rect = QRectF(view.left, max(y, bottom + GAP), view.width, height)
            bottom = rect.bottom()
            if rect.top() < view.height and bottom > 0:
                found.append(Placed(annotation, face, rect))
        return found

    def _passages(
        self, column: Column, marks: Marks, view: View, extra: dict[str, float]
    ) -> Iterator[tuple[Annotation, float]]:
        index = self._first_piece(column, marks, view, extra)
        y = -column.distance(Spot(index, 0.0), view.top, float("inf"))
        while y < view.height and index < len(column):
            item = column.item(index)
            for annotation in self._carded(marks, column.pieces.span(index), extra):
                line = item.line_of(annotation.anchor.start)
                yield annotation, y + item.line_top(line) + 2
            y += item.height
            index += 1

    def _first_piece(self, column: Column, marks: Marks, view: View, extra: dict[str, float]) -> int:
        """Where placing begins: a viewport and a half above the top, if any card stands there."""
        above, _share = column.units.place(max(0, column.bar_value(view.top) - round(view.height * 1.5)))
        first = min(above, view.top.piece)
        span = Span(column.pieces.starts[first], column.pieces.starts[view.top.piece])
        carded = self._carded(marks, span, extra)
        return column.pieces.at(carded[0].anchor.start) if carded else view.top.piece

    def _carded(self, marks: Marks, span: Span, extra: dict[str, float]) -> list[Annotation]:
        return [mark for mark in marks.starting_in(span) if mark.note or mark.tags or mark.id in extra]
