"""The second step: make the candidates one tree, and drop those that no series speaks for."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from postil.outline.candidates import Candidate, Reading, Sort

_CONTAINERS = frozenset({Sort.MARKUP, Sort.UNIT, Sort.BARE})
_LISTS = frozenset({Sort.ITEM, Sort.BULLET})
_CJK_ORDER = ("一、", "（一）", "1", "(1)", "①")
_CJK_OUTER = 2
_PARAGRAPH = "１　"
_ARTICLE = 6
_DEEPEST = 200


class Placed(NamedTuple):
    """A candidate's place: its index, its parent's place in the list of all placed ones or None, and its series."""

    candidate: int
    parent: int | None
    series: int


class Tree(NamedTuple):
    """The candidates that found a place, in text order."""

    placed: list[Placed]

    def sizes(self) -> Counter[int]:
        """How many items each series has."""
        return Counter(place.series for place in self.placed)

    def first_of_series(self, candidates: Sequence[Candidate]) -> set[int]:
        """The candidates that begin a list."""
        seen: set[int] = set()
        first: set[int] = set()
        for place in self.placed:
            if candidates[place.candidate].sort in _LISTS and place.series not in seen:
                seen.add(place.series)
                first.add(place.candidate)
        return first


@dataclass(slots=True)
class _Open:
    """A node that may still take children."""

    candidate: Candidate
    place: int
    series: int
    reading: Reading | None


@dataclass(slots=True)
class _Nesting:
    """The state of one walk through the candidates: the open nodes from the root down, and what was placed."""

    candidates: Sequence[Candidate]
    lasts: dict[int, int]
    """For each series of an earlier walk, the last candidate in it."""
    earlier: dict[int, int]
    """For each candidate, its series in the earlier walk."""
    sizes: Counter[int]
    placed: list[Placed] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    closed: dict[str, tuple[int, int]] = field(default_factory=dict)
    """For each form, the last number of a series that something closed, and the series."""
    series: int = 0
    listed: bool = False
    """Whether there has been an item yet."""


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
    state = _Nesting(candidates, lasts, earlier, before.sizes() if before else Counter())
    for index, candidate in enumerate(candidates):
        _PLACE[candidate.sort](state, index, candidate)
    return Tree(state.placed)


def supported(tree: Tree, candidates: Sequence[Candidate], lone: Collection[int] = ()) -> list[int]:
    """The candidates that stay: all but items that no other of their series speaks for; ``lone`` may be alone."""
    series: dict[int, list[int]] = {}
    for place in tree.placed:
        series.setdefault(place.series, []).append(place.candidate)
    return sorted(
        index
        for members in series.values()
        for index in members
        if candidates[index].sort not in _LISTS or index in lone or _speaks_for_itself([candidates[i] for i in members])
    )


def _speaks_for_itself(items: Sequence[Candidate]) -> bool:
    """Two of a series, and where the second only closes it ("Finally,"), both alike inside one paragraph or outside."""
    if len(items) != 2 or items[1].sort is Sort.BULLET or any(reading.number for reading in items[1].readings):
        return len(items) > 1
    first, last = items
    return first.passage == last.passage or (first.at == 0 and last.at == 0)


def _push(state: _Nesting, index: int, series: int | None = None, reading: Reading | None = None) -> None:
    if series is None:
        state.series += 1
        series = state.series
    parent = state.stack[-1].place if state.stack else None
    state.placed.append(Placed(index, parent, series))
    state.listed |= state.candidates[index].sort in _LISTS
    state.stack.append(_Open(state.candidates[index], len(state.placed) - 1, series, reading))


def _pop(state: _Nesting, depth: int) -> None:
    """Close all open nodes from a depth on, but remember how far their numbers went."""
    for entry in state.stack[depth:]:
        if entry.reading and entry.reading.number:
            state.closed[entry.reading.form] = entry.reading.number, entry.series
    del state.stack[depth:]


def _pop_while(state: _Nesting, sorts: Collection[Sort]) -> None:
    depth = len(state.stack)
    while (
        depth and state.stack[depth - 1].candidate.sort in sorts and not _is_section(state.stack[depth - 1].candidate)
    ):
        depth -= 1
    _pop(state, depth)


def _is_section(candidate: Candidate) -> bool:
    """An item that is a heading by itself holds what follows, like any heading."""
    return candidate.sort is Sort.ITEM and candidate.headed


def _place_markup(state: _Nesting, index: int, candidate: Candidate) -> None:
    depth = len(state.stack)
    while depth and not (
        state.stack[depth - 1].candidate.sort is Sort.MARKUP and state.stack[depth - 1].candidate.rank < candidate.rank
    ):
        depth -= 1
    _pop(state, depth)
    _push(state, index)


def _place_unit(state: _Nesting, index: int, candidate: Candidate) -> None:
    depth = len(state.stack)
    while depth and not _holds_unit(state.stack[depth - 1].candidate, candidate):
        depth -= 1
    _pop(state, depth)
    _push(state, index)


def _holds_unit(outer: Candidate, unit: Candidate) -> bool:
    if outer.sort is Sort.UNIT:
        return outer.rank < unit.rank
    return outer.sort is Sort.MARKUP or (outer.sort is Sort.BARE and unit.rank >= _ARTICLE and not outer.outside)


def _place_bare(state: _Nesting, index: int, candidate: Candidate) -> None:
    depth = len(state.stack)
    while depth and not _holds_bare(state.stack[depth - 1].candidate, candidate):
        depth -= 1
    _pop(state, depth)
    _push(state, index)


def _holds_bare(outer: Candidate, bare: Candidate) -> bool:
    if outer.sort is Sort.MARKUP:
        return True
    if bare.outside:
        return False
    if outer.sort is Sort.BARE:
        return outer.rank < bare.rank and not outer.outside
    return _is_section(outer) or (outer.sort is Sort.UNIT and outer.rank < _ARTICLE)


def _place_speech(state: _Nesting, index: int, _candidate: Candidate) -> None:
    _pop_while(state, {Sort.SPEECH, Sort.HEAD, *_LISTS})
    while state.stack and state.stack[-1].candidate.rule == "heading.label":
        _pop(state, len(state.stack) - 1)
    _push(state, index)


def _place_caption(state: _Nesting, index: int, _candidate: Candidate) -> None:
    """Beside the items of a list that goes on after it, else in the section."""
    depth = len(state.stack)
    while depth:
        entry = state.stack[depth - 1]
        if entry.candidate.sort in _CONTAINERS or _is_section(entry.candidate):
            break
        if entry.candidate.sort in _LISTS and _goes_on(state, entry, index):
            depth -= 1
            break
        depth -= 1
    parent = state.stack[depth - 1].place if depth else None
    state.series += 1
    if depth < len(state.stack) and any(_goes_on(state, entry, index) for entry in state.stack[depth:]):
        state.placed.append(Placed(index, parent, state.series))
        return
    _pop(state, depth)
    state.placed.append(Placed(index, parent, state.series))


def _place_break(state: _Nesting, _index: int, _candidate: Candidate) -> None:
    """The heading on top stays open: it is of the whole part, not of the list."""
    depth = 0
    while depth < len(state.stack) and _is_heading(state.stack[depth].candidate, top=depth == 0):
        depth += 1
    _pop(state, depth)


def _is_heading(candidate: Candidate, *, top: bool) -> bool:
    return candidate.sort in _CONTAINERS or (top and _is_section(candidate))


def _goes_on(state: _Nesting, entry: _Open, index: int) -> bool:
    """Whether, by the earlier walk, an open list has items after a candidate."""
    series = state.earlier.get(state.placed[entry.place].candidate)
    return series is not None and state.lasts.get(series, -1) > index


def _place_head(state: _Nesting, index: int, candidate: Candidate) -> None:
    """A head of a list of the same form as an open one ends that list; else it stands in the item that goes on."""
    forms = {reading.form for reading in candidate.readings}
    depth = len(state.stack)
    for i, entry in enumerate(state.stack):
        same = entry.reading is not None and entry.reading.form in forms
        if entry.candidate.sort in _LISTS and (
            same or not (_is_section(entry.candidate) or _goes_on(state, entry, index))
        ):
            depth = i
            break
    while depth and state.stack[depth - 1].candidate.sort in {Sort.HEAD, Sort.SPEECH}:
        depth -= 1
    _pop(state, depth)
    _push(state, index)


def _place_bullet(state: _Nesting, index: int, candidate: Candidate) -> None:
    depth = len(state.stack)
    while (
        depth
        and state.stack[depth - 1].candidate.sort is Sort.BULLET
        and not _is_deeper(candidate, state.stack[depth - 1])
    ):
        depth -= 1
    sibling = state.stack[depth] if depth < len(state.stack) else None
    _pop(state, depth)
    _push(state, index, sibling.series if sibling else None, candidate.readings[0])


def _is_deeper(candidate: Candidate, entry: _Open) -> bool:
    other = candidate.readings[0] != entry.reading
    return candidate.rank > entry.candidate.rank + 1 or (
        other and candidate.rank >= entry.candidate.rank and _is_first(entry, candidate)
    )


def _is_first(entry: _Open, candidate: Candidate) -> bool:
    """Another bullet right below an item, at the same indentation, is taken as that item's own list."""
    return entry.candidate.passage == candidate.passage - 1 and candidate.rank > entry.candidate.rank


def _place_item(state: _Nesting, index: int, candidate: Candidate) -> None:
    for place in (_continue_exactly, _begin, _continue_closed, _continue_loosely):
        if place(state, index, candidate):
            return


def _continue_exactly(state: _Nesting, index: int, candidate: Candidate) -> bool:
    """The next number of an open list, or what closes it: the innermost, of two the one with the same indentation."""
    matches = []
    for depth in range(len(state.stack) - 1, -1, -1):
        entry = state.stack[depth]
        for reading in candidate.readings:
            if entry.candidate.sort is Sort.ITEM and _is_next(entry, reading):
                matches.append(
                    (abs(entry.candidate.rank - candidate.rank) > 1, len(state.stack) - depth, depth, reading)
                )
    if not matches:
        return False
    _far, _distance, depth, reading = min(matches, key=lambda match: match[:2])
    entry = state.stack[depth]
    number = reading.number if reading.number is not None else (entry.reading.number if entry.reading else 0)
    _pop(state, depth)
    _push(state, index, entry.series, Reading(reading.form, number, reading.path))
    return True


def _is_next(entry: _Open, reading: Reading) -> bool:
    last = entry.reading
    if last is None or last.form != reading.form or last.path[:-1] != reading.path[:-1]:
        return False
    return reading.number is None or (last.number is not None and reading.number == last.number + 1)


def _begin(state: _Nesting, index: int, candidate: Candidate) -> bool:
    """The first of a new list, below what introduces it."""
    reading = next((reading for reading in candidate.readings if reading.number == 1), None)
    if reading is None or len(state.stack) > _DEEPEST:
        return False
    depth = _where_to_begin(state, index, candidate, reading)
    _pop(state, depth)
    _push(state, index, None, reading)
    return True


def _where_to_begin(state: _Nesting, index: int, candidate: Candidate, reading: Reading) -> int:
    depth = len(state.stack)
    if len(reading.path) > 1:
        return next((i + 1 for i, e in _backwards(state) if e.reading and e.reading.path == reading.path[:-1]), depth)
    same = next((i for i, e in _backwards(state) if e.reading and e.reading.form == reading.form), None)
    inner = same is not None and _is_inner(state, same, candidate)
    if same is not None and not inner:
        return same - 1 if _is_hosted(state, same, candidate) else same
    while depth and _is_below(state.stack[depth - 1].candidate, state.stack[depth - 1].reading, candidate, reading):
        depth -= 1
    return _above_bare(state, index, depth, candidate)


def _is_hosted(state: _Nesting, same: int, candidate: Candidate) -> bool:
    """Whether an open list stands inside a paragraph that hosts it, and a new one, on lines of its own, does not."""
    inside = state.stack[same].candidate.at > 0 and candidate.at == 0
    return inside and same > 0 and state.stack[same - 1].candidate.sort is Sort.HEAD


def _backwards(state: _Nesting) -> list[tuple[int, _Open]]:
    return list(enumerate(state.stack))[::-1]


def _is_inner(state: _Nesting, same: int, candidate: Candidate) -> bool:
    """Whether a list of the same form as an open one is inside it: a newer head stands between, or it is set deeper."""
    newer = any(
        entry.candidate.sort not in _LISTS or entry.candidate.sort is Sort.BULLET for entry in state.stack[same + 1 :]
    )
    outer = state.stack[same].candidate
    return newer or (candidate.at > 0 and outer.at == 0) or (candidate.rank > outer.rank + 1 and candidate.at == 0)


def _is_below(outer: Candidate, last: Reading | None, candidate: Candidate, reading: Reading) -> bool:
    """Whether a new list cannot stand inside an open item: its form is an outer one, or it is of headings and that is not."""
    if outer.sort is Sort.BULLET:
        return candidate.rank <= outer.rank and candidate.at == 0
    if outer.sort is Sort.HEAD:
        return candidate.headed
    if outer.sort is not Sort.ITEM or candidate.at:
        return False
    if candidate.outside:
        return True
    mine, other = _cjk_rank(reading.form), _cjk_rank(last.form if last else "")
    if mine is not None and other is not None and mine < _CJK_OUTER:
        return mine < other
    return candidate.headed and not outer.headed


def _cjk_rank(form: str) -> int | None:
    if form in _CJK_ORDER:
        return _CJK_ORDER.index(form)
    return _CJK_ORDER.index("1") if form in {"1.", "1、"} else None


def _above_bare(state: _Nesting, index: int, depth: int, candidate: Candidate) -> int:
    """Numbered headings that come after the body of an unnumbered section are no part of it."""
    long = state.sizes[state.earlier.get(index, -1)] > 2
    while (
        depth
        and candidate.headed
        and state.stack[depth - 1].candidate.sort is Sort.BARE
        and candidate.rank < state.stack[depth - 1].candidate.rank
        and (
            state.stack[depth - 1].candidate.outside
            or (long and candidate.passage - state.stack[depth - 1].candidate.passage > 1)
        )
    ):
        depth -= 1
    return depth


def _continue_closed(state: _Nesting, index: int, candidate: Candidate) -> bool:
    """Numbers that go on under the next heading, or that start at two on a clipped page."""
    for reading in candidate.readings:
        if not reading.number or len(state.stack) > _DEEPEST:
            continue
        last, series = state.closed.get(reading.form, (-1, None))
        if last == reading.number - 1:
            _pop_to_heading(state)
        elif reading.number == 2 and _pop_to_article(state, reading):
            series = None
        elif reading.number == 2 and not state.listed:
            series = None
        else:
            continue
        _push(state, index, series, reading)
        return True
    return False


def _pop_to_heading(state: _Nesting) -> None:
    depth = len(state.stack)
    while depth and not _is_heading(state.stack[depth - 1].candidate, top=True):
        depth -= 1
    _pop(state, depth)


def _pop_to_article(state: _Nesting, reading: Reading) -> bool:
    """In Japanese acts an article's first paragraph has no number, so that its numbers start at two."""
    depth = next((i + 1 for i, entry in _backwards(state) if entry.candidate.sort is Sort.UNIT), 0)
    if reading.form != _PARAGRAPH or not depth:
        return False
    _pop(state, depth)
    return True


def _continue_loosely(state: _Nesting, index: int, candidate: Candidate) -> bool:
    """A number that skips one, or comes twice."""
    for depth, entry in _backwards(state):
        for reading in candidate.readings:
            last = entry.reading
            if last is None or last.form != reading.form or last.number is None or reading.number is None:
                continue
            if last.path[:-1] == reading.path[:-1] and reading.number - last.number in {0, 2}:
                _pop(state, depth)
                _push(state, index, entry.series, reading)
                return True
    return False


_PLACE = {
    Sort.MARKUP: _place_markup,
    Sort.UNIT: _place_unit,
    Sort.BARE: _place_bare,
    Sort.SPEECH: _place_speech,
    Sort.HEAD: _place_head,
    Sort.ITEM: _place_item,
    Sort.BULLET: _place_bullet,
    Sort.CAPTION: _place_caption,
    Sort.BREAK: _place_break,
}
