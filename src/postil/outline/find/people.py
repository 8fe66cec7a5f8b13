"""Bullets that only list people: they are no structure."""

import re
from collections.abc import Collection, Mapping
from itertools import groupby

from postil.outline.candidates import Candidate, Sort
from postil.outline.lexicon import Lexicon
from postil.outline.passages import Passages

_TAIL = 400
_WORD = re.compile(r"[^\W\d_]+")
_NAME_AND_OFFICE = 3


def lists_of_people(
    passages: Passages, lexicon: Lexicon, skipped: Collection[int], starts: Mapping[int, Candidate]
) -> set[int]:
    """The passages of bullets that list people: under a line that says so, or offices and names throughout."""
    bullets = sorted(index for index, candidate in starts.items() if candidate.sort is Sort.BULLET)
    found: set[int] = set()
    for _key, run in groupby(enumerate(bullets), lambda pair: pair[1] - pair[0]):
        items = [index for _, index in run]
        before = passage_before(items[0], skipped)
        said = before >= 0 and lexicon.pattern("heads.people").search(passages[before].shown[-_TAIL:])
        people = sum(_is_person(passages[i].shown[starts[i].content :], lexicon) for i in items)
        if said or people * 3 > len(items) * 2:
            found.update(items)
    return found


def passage_before(index: int, skipped: Collection[int]) -> int:
    """The passage before another one, noise not counted, or -1."""
    index -= 1
    while index >= 0 and index in skipped:
        index -= 1
    return index


def _is_person(shown: str, lexicon: Lexicon) -> bool:
    """An office and a name: capitals throughout, and one of the words for those who speak."""
    particles = lexicon.words.get("speech.particles", ())
    words = _WORD.findall(shown)
    capitals = sum(word[0].isupper() or word.lower() in particles for word in words)
    named = lexicon.pattern("speech.speakers").search(shown)
    return len(words) >= _NAME_AND_OFFICE and capitals == len(words) and bool(named)
