"""The title block: what stands before a report begins."""

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from postil.core.report import BlockKind
from postil.core.text import columns
from postil.outline.candidates import Candidate, Sort
from postil.outline.find.shape import STOPS, last_stop, letters
from postil.outline.passages import Passage, Passages

_LONGEST = 120
_MOST = 12
_METADATA = re.compile(r"^[\[(（<]| > |^[^:：]{1,24}[:：]\s*\d|^\D{0,3}\d{4}\s?[-./年]\s?\d|^\W")


class Front(NamedTuple):
    """The title block's passages; which of them name the report; and the one that may rather head the first section."""

    indices: frozenset[int]
    names: tuple[int, ...]
    heading: int | None

    def title(self, passages: Passages, starts: Collection[int]) -> str:
        """The report's title, or "" where the only name heads its first section."""
        return next((passages[i].shown for i in self.names if i not in starts), "")


def front_matter(passages: Passages, skipped: set[int], starts: Mapping[int, Candidate]) -> Front:
    """Find the title block. Captions may stand in it."""
    headings = {i for i, c in starts.items() if c.rule == "heading.markup"}
    block: list[int] = []
    for index, passage in enumerate(passages):
        if index in skipped:
            continue
        candidate = starts.get(index)
        if candidate and candidate.sort is Sort.CAPTION:
            continue
        titled = _heads_all(index, passages, headings) if passage.kind is BlockKind.HEADING else None
        if titled is False or (titled is None and (candidate or not _is_titular(passage))) or len(block) == _MOST:
            break
        block.append(index)
    return _front(passages, block, skipped)


def _front(passages: Passages, block: list[int], skipped: set[int]) -> Front:
    last = block[-1] if block else None
    marked = [i for i in block if passages[i].kind is BlockKind.HEADING]
    named = [i for i in block if not _METADATA.search(passages[i].shown) and letters(passages[i].shown) > 0.4]
    ends = last is not None and not marked and last in named and last + 1 not in skipped
    heading = last if ends else None
    return Front(frozenset(block), tuple(marked or named), heading)


def _heads_all(index: int, passages: Passages, headings: set[int]) -> bool:
    """Whether a heading by markup at the top names the whole report: no later one is on its level or above."""
    level = passages[index].block.level
    end = index
    while end in headings:
        end += 1
    return all(passages[i].block.level > level for i in headings if i >= end)


def _is_titular(passage: Passage) -> bool:
    shown = passage.shown
    return columns(shown) <= _LONGEST and last_stop(shown) not in (*STOPS, ":", "：") and not shown[:1].islower()
