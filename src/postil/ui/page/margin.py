"""Where the cards stand: beside their passage, pushed away from each other where they would overlap."""

from collections.abc import Callable, Iterator, Sequence
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
_PUSHING = 60
_REACH = 8
_SURE = 0.5


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

    def placed(
        self, column: Column, marks: Marks, view: View, heights: dict[str, float], pinned: str = ""
    ) -> list[Placed]:
        """The cards that are in view.

        Cards above push down those below, so placing begins above the viewport; but the pinned one stands at its
        passage while that is in view, and those above it make way upwards. ``heights`` are the heights of cards that
        are taller than their faces, or have a card for the time being: the one in which a note is typed.
        """
        wished = [
            self._at_passage(annotation, y, view, heights)
            for annotation, y in self._passages(column, marks, view, heights)
        ]
        cards = _pushed_down(wished)
        for i, card in enumerate(wished):
            if card.annotation.id == pinned and 0 <= card.rect.top() < view.height:
                cards = [*_pushed_up(cards[:i], card.rect.top()), *_pushed_down(wished[i:])]
        return [card for card in cards if card.rect.top() < view.height and card.rect.bottom() > 0]

    def _at_passage(self, annotation: Annotation, y: float, view: View, heights: dict[str, float]) -> Placed:
        face = self.face(annotation, view.width)
        height = heights.get(annotation.id, face.height)
        return Placed(annotation, face, QRectF(view.left, y, view.width, height))

    def _passages(
        self, column: Column, marks: Marks, view: View, extra: dict[str, float]
    ) -> Iterator[tuple[Annotation, float]]:
        if not len(marks) or not len(column):
            return
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
        """Where placing begins: with the first card above the viewport that may push down those in it.

        So that a card stays at its passage however far is scrolled, this asks whether the cards from one on, set close
        together, reach down to the top; distances are estimated, and so trusted by half. Looks back a few viewports.
        """
        first, needed, count = view.top.piece, 0.0, 0
        top = column.bar_value(view.top)
        for mark in marks.before(column.pieces.starts[first]):
            piece = column.pieces.at(mark.anchor.start)
            distance = top - column.units.top(piece)
            if distance > view.height * _REACH or count == _PUSHING:
                break
            if _has_card(mark, extra):
                count += 1
                needed += extra.get(mark.id, self.face(mark, view.width).height) + GAP
                if needed > distance * _SURE - view.height * _SURE:
                    first = piece
        return first

    def _carded(self, marks: Marks, span: Span, extra: dict[str, float]) -> list[Annotation]:
        return [mark for mark in marks.starting_in(span) if _has_card(mark, extra)]


def _has_card(mark: Annotation, extra: dict[str, float]) -> bool:
    return bool(mark.note or mark.tags) or mark.id in extra


def _pushed_down(cards: Sequence[Placed]) -> list[Placed]:
    """Cards of which none stands higher than it was, nor on the one above it."""
    pushed: list[Placed] = []
    bottom = float("-inf")
    for card in cards:
        rect = QRectF(card.rect)
        rect.moveTop(max(rect.top(), bottom + GAP))
        bottom = rect.bottom()
        pushed.append(card._replace(rect=rect))
    return pushed


def _pushed_up(cards: Sequence[Placed], below: float) -> list[Placed]:
    """Cards of which none stands lower than it was, nor on the one below it; below the last one something stands."""
    pushed: list[Placed] = []
    for card in reversed(cards):
        rect = QRectF(card.rect)
        rect.moveBottom(min(rect.bottom(), below - GAP))
        below = rect.top()
        pushed.append(card._replace(rect=rect))
    return pushed[::-1]
