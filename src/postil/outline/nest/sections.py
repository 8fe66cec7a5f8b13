"""Where headings, units, speech acts, captions and the heads of lists take their place."""

from collections.abc import Collection

from postil.outline.candidates import Candidate, Sort
from postil.outline.nest.state import CONTAINERS, LISTS, Nesting, Placed, is_heading, is_section

_ARTICLE = 6


def _pop_while(state: Nesting, sorts: Collection[Sort]) -> None:
    depth = len(state.stack)
    while depth and state.stack[depth - 1].candidate.sort in sorts and not is_section(state.stack[depth - 1].candidate):
        depth -= 1
    state.pop(depth)


def place_markup(state: Nesting, index: int, candidate: Candidate) -> None:
    """Below the nearest heading of a higher level."""
    depth = len(state.stack)
    while depth and not (
        state.stack[depth - 1].candidate.sort is Sort.MARKUP and state.stack[depth - 1].candidate.rank < candidate.rank
    ):
        depth -= 1
    state.pop(depth)
    state.push(index, reading=next(iter(candidate.readings), None))


def place_unit(state: Nesting, index: int, candidate: Candidate) -> None:
    """Below the nearest unit that holds its kind: part, chapter, article."""
    depth = len(state.stack)
    while depth and not _holds_unit(state.stack[depth - 1].candidate, candidate):
        depth -= 1
    state.pop(depth)
    state.push(index, reading=candidate.readings[0])


def _holds_unit(outer: Candidate, unit: Candidate) -> bool:
    if outer.sort is Sort.UNIT:
        return outer.rank < unit.rank
    return outer.sort is Sort.MARKUP or (outer.sort is Sort.BARE and unit.rank >= _ARTICLE and not outer.outside)


def place_bare(state: Nesting, index: int, candidate: Candidate) -> None:
    """Below a numbered part or a heading that is set further out; beside one that is set alike."""
    depth = len(state.stack)
    while depth and not _holds_bare(state.stack[depth - 1].candidate, candidate):
        depth -= 1
    state.pop(depth)
    state.push(index)


def _holds_bare(outer: Candidate, bare: Candidate) -> bool:
    if outer.sort is Sort.MARKUP:
        return True
    if bare.outside:
        return False
    if outer.sort is Sort.BARE:
        return outer.rank < bare.rank and not outer.outside
    return is_section(outer) or (outer.sort is Sort.UNIT and outer.rank < _ARTICLE)


def place_speech(state: Nesting, index: int, _candidate: Candidate) -> None:
    """A speech act ends all lists."""
    _pop_while(state, {Sort.SPEECH, Sort.HEAD, *LISTS})
    state.push(index)


def place_caption(state: Nesting, index: int, _candidate: Candidate) -> None:
    """Beside the items of a list that goes on after it, else in the section."""
    depth = len(state.stack)
    while depth:
        entry = state.stack[depth - 1]
        if entry.candidate.sort in CONTAINERS or is_section(entry.candidate):
            break
        if entry.candidate.sort in LISTS and state.goes_on(entry, index):
            depth -= 1
            break
        depth -= 1
    parent = state.stack[depth - 1].place if depth else None
    state.series += 1
    if depth < len(state.stack) and any(state.goes_on(entry, index) for entry in state.stack[depth:]):
        state.placed.append(Placed(index, parent, state.series))
        return
    state.pop(depth)
    state.placed.append(Placed(index, parent, state.series))


def place_break(state: Nesting, _index: int, _candidate: Candidate) -> None:
    """The heading on top stays open: it is of the whole part, not of the list."""
    depth = 0
    while depth < len(state.stack) and is_heading(state.stack[depth].candidate, top=depth == 0):
        depth += 1
    state.pop(depth)


def place_head(state: Nesting, index: int, candidate: Candidate) -> None:
    """A head of a list of the same form as an open one ends that list; else it stands in the item that goes on."""
    forms = {reading.form for reading in candidate.readings}
    depth = len(state.stack)
    for i, entry in enumerate(state.stack):
        same = entry.reading is not None and entry.reading.form in forms
        if is_section(entry.candidate) or entry.candidate.sort not in LISTS:
            continue
        if same or not state.goes_on(entry, index):
            depth = i
            break
    while depth and state.stack[depth - 1].candidate.sort in {Sort.HEAD, Sort.SPEECH}:
        depth -= 1
    state.pop(depth)
    state.push(index)
