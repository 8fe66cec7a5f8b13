"""Tables of contents: lines of numbers and units that stand again further down, over what they name."""

from collections import Counter
from collections.abc import Iterator, Mapping

from postil.outline.candidates import Candidate, Sort
from postil.outline.passages import Passages

_ENOUGH = 3
_NAMED = 12


def contents(starts: Mapping[int, Candidate], passages: Passages) -> set[int]:
    """The entries of tables of contents: runs of headings with nothing between, most of which come again later."""
    keys = {i: _key(i, candidate, passages) for i, candidate in starts.items() if _may_head(candidate)}
    left = Counter(keys.values())
    found: set[int] = set()
    for run in _runs(sorted(keys)):
        left.subtract(keys[i] for i in run)
        again = sum(left[keys[i]] > 0 for i in run)
        if len(run) >= _ENOUGH and again * 3 >= len(run) * 2:
            found.update(run)
    return found


def _may_head(candidate: Candidate) -> bool:
    return candidate.sort is Sort.UNIT or (candidate.sort is Sort.ITEM and candidate.headed)


def _key(index: int, candidate: Candidate, passages: Passages) -> tuple[str, int | None, str]:
    reading = candidate.readings[0]
    said = "".join(passages.shown[index][candidate.content :].split())
    return reading.form, reading.number, said[:_NAMED].rstrip("（(.·…0123456789")[: _NAMED // 3]


def _runs(indices: list[int]) -> Iterator[list[int]]:
    """Indices that follow upon one another."""
    run: list[int] = []
    for index in indices:
        if run and index != run[-1] + 1:
            yield run
            run = []
        run.append(index)
    if run:
        yield run
