"""Where the items of a list take their place: by the form of their marker and its number."""

from postil.outline.candidates import Candidate, Reading, Sort
from postil.outline.nest.state import DEEPEST, LISTS, Nesting, Open, is_heading

_CJK_ORDER = ("一、", "（一）", "1", "(1)", "①")
_CJK_OUTER = 2
_PARAGRAPH = "１　"


def place_item(state: Nesting, index: int, candidate: Candidate) -> None:
    """Continue an open list, or begin a new one; an item that does neither is dropped."""
    for place in (_continue_exactly, _repeat, _begin, _continue_loosely, _continue_closed):
        if place(state, index, candidate):
            return


def _continue_exactly(state: Nesting, index: int, candidate: Candidate) -> bool:
    """The next number of an open list, or what closes it: the innermost, of two the one with the same indentation."""
    matches: list[tuple[bool, int, Reading]] = []
    for depth, entry in state.backwards():
        far = abs(entry.candidate.rank - candidate.rank) > 1
        if entry.candidate.sort is Sort.ITEM:
            matches.extend((far, depth, reading) for reading in candidate.readings if _is_next(entry, reading))
    if not matches:
        return False
    _far, depth, reading = min(matches, key=lambda match: (match[0], -match[1]))
    entry = state.stack[depth]
    number = reading.number if reading.number is not None else (entry.reading.number if entry.reading else 0)
    state.pop(depth)
    state.push(index, entry.series, Reading(reading.form, number, reading.path))
    return True


def _is_next(entry: Open, reading: Reading) -> bool:
    last = entry.reading
    if last is None or last.form != reading.form or last.path[:-1] != reading.path[:-1]:
        return False
    return reading.number is None or (last.number is not None and reading.number == last.number + 1)


def _repeat(state: Nesting, index: int, candidate: Candidate) -> bool:
    """A list whose items are all numbered 1, as some programs write it."""
    reading = next((reading for reading in candidate.readings if reading.number == 1), None)
    same = next((i for i, e in state.backwards() if e.reading and reading and e.reading.form == reading.form), None)
    if reading is None or same is None or len(reading.path) > 1 or candidate.at or candidate.headed:
        return False
    entry = state.stack[same]
    if entry.reading != reading or entry.candidate.at or _is_inner(state, same, candidate):
        return False
    state.pop(same)
    state.push(index, entry.series, reading)
    return True


def _begin(state: Nesting, index: int, candidate: Candidate) -> bool:
    """The first of a new list, below what introduces it."""
    reading = next((reading for reading in candidate.readings if reading.number == 1), None)
    if reading is None or len(state.stack) > DEEPEST:
        return False
    depth = _where_to_begin(state, index, candidate, reading)
    state.pop(depth)
    state.push(index, None, reading)
    return True


def _where_to_begin(state: Nesting, index: int, candidate: Candidate, reading: Reading) -> int:
    depth = len(state.stack)
    if len(reading.path) > 1:
        return next((i + 1 for i, e in state.backwards() if e.reading and e.reading.path == reading.path[:-1]), depth)
    same = next((i for i, e in state.backwards() if e.reading and e.reading.form == reading.form), None)
    inner = same is not None and _is_inner(state, same, candidate)
    if same is not None and not inner:
        return same - 1 if _is_hosted(state, same, candidate) else same
    while depth and _is_below(state.stack[depth - 1].candidate, state.stack[depth - 1].reading, candidate, reading):
        depth -= 1
    return _above_bare(state, index, depth, candidate)


def _is_hosted(state: Nesting, same: int, candidate: Candidate) -> bool:
    """Whether an open list stands inside a paragraph that hosts it, and a new one, on lines of its own, does not."""
    inside = state.stack[same].candidate.at > 0 and candidate.at == 0
    return inside and same > 0 and state.stack[same - 1].candidate.sort is Sort.HEAD


def _is_inner(state: Nesting, same: int, candidate: Candidate) -> bool:
    """Whether a list of the same form as an open one is inside it: a newer head stands between, or it is set deeper."""
    newer = any(
        entry.candidate.sort not in LISTS or entry.candidate.sort is Sort.BULLET for entry in state.stack[same + 1 :]
    )
    outer = state.stack[same].candidate
    return newer or (candidate.at > 0 and outer.at == 0) or (candidate.rank > outer.rank + 1 and candidate.at == 0)


def _is_below(outer: Candidate, last: Reading | None, candidate: Candidate, reading: Reading) -> bool:
    """Whether a new list cannot stand inside an open item: it is of an outer form, or of headings and that is none."""
    if outer.sort is Sort.BULLET:
        return candidate.rank <= outer.rank and candidate.at == 0
    if outer.sort is Sort.HEAD:
        return candidate.headed and not any(announced.form == reading.form for announced in outer.readings)
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


def _above_bare(state: Nesting, index: int, depth: int, candidate: Candidate) -> int:
    """Numbered headings that come after the body of an unnumbered section are no part of it."""
    long = state.sizes[state.earlier.get(index, -1)] > 2
    while depth and candidate.headed and state.stack[depth - 1].candidate.sort is Sort.BARE:
        bare = state.stack[depth - 1].candidate
        if candidate.rank >= bare.rank or not (bare.outside or (long and candidate.passage - bare.passage > 1)):
            break
        depth -= 1
    return depth


def _continue_closed(state: Nesting, index: int, candidate: Candidate) -> bool:
    """Numbers that go on under the next heading, or that start at two on a clipped page."""
    for reading in candidate.readings:
        if not reading.number or len(state.stack) > DEEPEST:
            continue
        last, series = state.closed.get(reading.form, (-1, None))
        if last == reading.number - 1:
            _pop_to_heading(state)
        elif _is_clipped(state, reading) or (reading.number == 2 and _pop_to_article(state, reading)):
            series = None
        else:
            continue
        state.push(index, series, reading)
        return True
    return False


def _is_clipped(state: Nesting, reading: Reading) -> bool:
    """Whether a text may have been cut out of a longer one, inside a list of this form."""
    known = reading.form in state.closed or any(e.reading and e.reading.form == reading.form for e in state.stack)
    return not state.listed and (reading.number == 2 or not known)


def _pop_to_heading(state: Nesting) -> None:
    depth = len(state.stack)
    while depth and not is_heading(state.stack[depth - 1].candidate, top=True):
        depth -= 1
    state.pop(depth)


def _pop_to_article(state: Nesting, reading: Reading) -> bool:
    """In Japanese acts an article's first paragraph has no number, so that its numbers start at two."""
    depth = next((i + 1 for i, entry in state.backwards() if entry.candidate.sort is Sort.UNIT), 0)
    if reading.form != _PARAGRAPH or not depth:
        return False
    state.pop(depth)
    return True


def _continue_loosely(state: Nesting, index: int, candidate: Candidate) -> bool:
    """A number that skips one, or comes twice."""
    for depth, entry in state.backwards():
        for reading in candidate.readings:
            last = entry.reading
            if last is None or last.form != reading.form or last.number is None or reading.number is None:
                continue
            if last.path[:-1] == reading.path[:-1] and reading.number - last.number in {0, 2}:
                state.pop(depth)
                state.push(index, entry.series, reading)
                return True
    return False


def place_bullet(state: Nesting, index: int, candidate: Candidate) -> None:
    """Bullets have no numbers: their indentation says which list they belong to."""
    depth = len(state.stack)
    while (
        depth
        and state.stack[depth - 1].candidate.sort is Sort.BULLET
        and not _is_deeper(candidate, state.stack[depth - 1])
    ):
        depth -= 1
    sibling = state.stack[depth] if depth < len(state.stack) else None
    state.pop(depth)
    state.push(index, sibling.series if sibling else None, candidate.readings[0])


def _is_deeper(candidate: Candidate, entry: Open) -> bool:
    other = candidate.readings[0] != entry.reading
    return candidate.rank > entry.candidate.rank + 1 or (
        other and candidate.rank >= entry.candidate.rank and _is_first(entry, candidate)
    )


def _is_first(entry: Open, candidate: Candidate) -> bool:
    """Another bullet right below an item, at the same indentation, is taken as that item's own list."""
    return entry.candidate.passage == candidate.passage - 1 and candidate.rank > entry.candidate.rank
