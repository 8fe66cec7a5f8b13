"""Tables of contents: lines of numbers and units that stand again further down, over what they name."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from postil.outline.candidates import Candidate, Sort
from postil.outline.passages import Passages

_Key = tuple[str, int | None, str]
_ENOUGH = 3
_NAMED = 12
_BEYOND = re.compile(r"[（(.·…]|\d+$")


def contents(starts: Mapping[int, Candidate], passages: Passages) -> set[int]:
    """The entries of tables of contents: runs of headings with nothing between, most of which come again later."""
    keys = {i: _key(i, candidate, passages) for i, candidate in starts.items() if _may_head(candidate)}
    left = Counter(keys.values())
    found: set[int] = set()
    for run in _runs(keys):
        left.subtract(keys[i] for i in run)
        again = sum(left[keys[i]] > 0 for i in run)
        if len(run) >= _ENOUGH and again * 3 >= len(run) * 2:
            found.update(run)
    return found


def _may_head(candidate: Candidate) -> bool:
    return candidate.sort is Sort.UNIT or (candidate.sort is Sort.ITEM and candidate.headed)


def _key(index: int, candidate: Candidate, passages: Passages) -> _Key:
    reading = candidate.readings[0]
    said = "".join(passages.shown[index][candidate.content :].split())
    return reading.form, reading.number, _BEYOND.split(said, maxsplit=1)[0][:_NAMED]


def _runs(keys: Mapping[int, _Key]) -> Iterator[list[int]]:
    """Passages that follow upon one another, none of which says again what an earlier one of them said."""
    run: list[int] = []
    said: set[_Key] = set()
    for index in sorted(keys):
        if run and (index != run[-1] + 1 or keys[index] in said):
            yield run
            run, said = [], set()
        run.append(index)
        said.add(keys[index])
    if run:
        yield run
