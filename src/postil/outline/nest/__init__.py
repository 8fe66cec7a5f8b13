"""The second step: make the candidates one tree, and drop those that no series speaks for."""

from collections import Counter
from collections.abc import Collection, Sequence

from postil.outline.candidates import Candidate, Sort
from postil.outline.nest.items import place_bullet, place_item
from postil.outline.nest.sections import (
    place_bare,
    place_break,
    place_caption,
    place_head,
    place_markup,
    place_speech,
    place_unit,
)
from postil.outline.nest.state import LISTS, Nesting, Placed, Tree

__all__ = ["Placed", "Tree", "nest", "supported"]

_PLACE = {
    Sort.MARKUP: place_markup,
    Sort.UNIT: place_unit,
    Sort.BARE: place_bare,
    Sort.SPEECH: place_speech,
    Sort.HEAD: place_head,
    Sort.ITEM: place_item,
    Sort.BULLET: place_bullet,
    Sort.CAPTION: place_caption,
    Sort.BREAK: place_break,
}


def nest(candidates: Sequence[Candidate], before: Tree | None = None) -> Tree:
    """Nest candidates, in text order, into one tree.

    ``before`` is the tree of an earlier walk over the same candidates; it tells which lists go on after a paragraph
    that interrupts them.
    """
    lasts: dict[int, int] = {}
    earlier: dict[int, int] = {}
    for place in before.placed if before else ():
        lasts[place.series] = place.candidate
        earlier[place.candidate] = place.series
    state = Nesting(candidates, lasts, earlier, before.sizes() if before else Counter())
    for index, candidate in enumerate(candidates):
        _PLACE[candidate.sort](state, index, candidate)
    return Tree(state.placed)


def supported(tree: Tree, candidates: Sequence[Candidate], lone: Collection[int] = ()) -> list[int]:
    """The candidates that stay: all but items that no other of their series speaks for; ``lone`` may be alone."""
    series: dict[int, list[int]] = {}
    for place in tree.placed:
        series.setdefault(place.series, []).append(place.candidate)
    kept: list[int] = []
    for members in series.values():
        vouched = _vouch([candidates[index] for index in members])
        kept.extend(i for i in members if vouched or i in lone or candidates[i].sort not in LISTS)
    return sorted(kept)


def _vouch(items: Sequence[Candidate]) -> bool:
    """Whether a series has two items; where the second only closes it ("Finally,"), both stand alike."""
    if len(items) != 2 or items[1].sort is Sort.BULLET or any(reading.number for reading in items[1].readings):
        return len(items) > 1
    first, last = items
    return first.passage == last.passage or (first.at == 0 and last.at == 0)
