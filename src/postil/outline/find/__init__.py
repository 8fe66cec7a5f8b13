"""The first step: find where nodes may begin. One finder for each kind of marker; none knows of the tree."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from postil.core.report import BlockKind
from postil.outline.candidates import Candidate, Sort
from postil.outline.find.contents import contents
from postil.outline.find.front import Front, front_matter
from postil.outline.find.headings import bare_headings, markup_heading, run_in_heading, tight_heading
from postil.outline.find.noise import noise, pull_quotes
from postil.outline.find.numbered import inline_numbers, numbered
from postil.outline.find.ordinals import inline_ordinals, ordinal
from postil.outline.find.people import lists_of_people
from postil.outline.find.plain import BULLETS, bullet, caption, credits_of, may_end_with_credit, vocative
from postil.outline.find.shape import is_torn
from postil.outline.find.speech import is_first_person, is_transcript, lead, speech_acts
from postil.outline.lexicon import Lexicon
from postil.outline.numerals import NUMERALS
from postil.outline.passages import Passage, Passages

_ENOUGH = 2
_FAIR = 0.8
_MARK = re.compile(rf"\n(?:[{BULLETS}{NUMERALS}#]|[A-Za-z]{{1,6}}[.)])")


class Found(NamedTuple):
    """Candidates in text order, at most one at a place; which passages are no structure; and the report's title."""

    candidates: list[Candidate]
    noise: frozenset[int]
    title: str


Finder = Callable[[int, Passage, Lexicon], Candidate | None]
# The first that finds something at a passage's start decides.
_AT_START: tuple[Finder, ...] = (
    markup_heading,
    tight_heading,
    numbered,
    ordinal,
    bullet,
    caption,
    run_in_heading,
    vocative,
)


def find(passages: Passages, lexicon: Lexicon) -> Found:
    """Find all candidates in a report."""
    skipped = noise(passages, lexicon)
    starts = dict(_at_starts(passages, lexicon, skipped))
    skipped |= credits_of(passages, lexicon, starts)
    for index in contents(starts, passages):
        skipped.add(index)
        del starts[index]
    for index in lists_of_people(passages, lexicon, skipped, starts):
        skipped.add(index)
        del starts[index]
    front = front_matter(passages, skipped, starts)
    skipped |= front.indices
    for index in front.indices:
        starts.pop(index, None)
    for candidate in _of_the_whole(passages, lexicon, skipped, starts, front):
        starts.setdefault(candidate.passage, candidate)
    skipped.difference_update(starts)
    inside = (*inline_ordinals(passages, lexicon), *inline_numbers(passages, lexicon))
    inline = (candidate for candidate in inside if candidate.passage not in skipped)
    candidates = sorted((*starts.values(), *inline), key=lambda c: (c.passage, c.at))
    return Found(candidates, frozenset(skipped), front.title(passages, starts))


def _at_starts(passages: Passages, lexicon: Lexicon, skipped: set[int]) -> Iterator[tuple[int, Candidate]]:
    for index in sorted(_may_mark(passages, lexicon) - skipped):
        passage = passages[index]
        for finder in _AT_START:
            if candidate := finder(index, passage, lexicon):
                if candidate.sort is not Sort.UNIT or not is_torn(passages, index):
                    yield index, candidate
                break


def _may_mark(passages: Passages, lexicon: Lexicon) -> set[int]:
    """Where one of the finders of a start may find something: most paragraphs are known at a glance to be none."""
    found = {i for i, kind in enumerate(passages.kinds) if kind is not BlockKind.PARAGRAPH} | passages.marked
    for pattern in (_MARK, lexicon.opening):
        found.update(i for i, _begin, _match in passages.matches(pattern))
    return found | may_end_with_credit(passages, lexicon)


def _of_the_whole(
    passages: Passages,
    lexicon: Lexicon,
    skipped: set[int],
    starts: dict[int, Candidate],
    front: Front,
) -> Iterator[Candidate]:
    """What only the whole report can tell: speech acts and the lead of a readout, headings by typography."""
    pulled = skipped | pull_quotes(passages)
    free = [i for i in range(len(passages)) if i not in pulled and i not in starts]
    if not is_transcript(passages):
        speeches = list(speech_acts(free, passages, lexicon))
        opening = lead(passages, lexicon, pulled, starts, {c.passage for c in speeches})
        yield from _told(speeches, opening, starts.values(), speaks=is_first_person(passages, lexicon))
    yield from bare_headings(passages, lexicon, skipped, starts, front.heading)


def _told(
    speeches: Sequence[Candidate], opening: Candidate | None, starts: Iterable[Candidate], *, speaks: bool
) -> Iterator[Candidate]:
    """What makes a report news: speech acts behind a lead. Where one person ``speaks``, it must be sure."""
    if speaks and not (opening and opening.confidence > _FAIR and len(speeches) >= _ENOUGH):
        return
    if len(speeches) >= _ENOUGH or (opening and (speeches or not _has_units(starts))):
        yield from (c for c in speeches if not opening or c.passage > opening.passage)
        if opening:
            yield opening


def _has_units(candidates: Iterable[Candidate]) -> bool:
    return any(c.rule in {"numbered.unit", "numbered.section-sign"} for c in candidates)
