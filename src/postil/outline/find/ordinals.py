"""Ordinals in prose: First, / The second is / Fifth, / 第一， / 一是 — at the start of a paragraph or inside it."""

import re
from collections.abc import Iterator

from postil.core.outline import NodeKind
from postil.outline.candidates import Candidate, Reading, Sort
from postil.outline.lexicon import Family, Lexicon
from postil.outline.passages import Passage, Passages

_FULL = frozenset('.!?;:。！？；：…—”"）)')
_BLANK = re.compile(r"[\s\u3000]*")


def ordinal(index: int, passage: Passage, lexicon: Lexicon) -> Candidate | None:
    """An ordinal at the start of a passage."""
    return _at(index, passage.shown, 0, lexicon)


def inline_ordinals(passages: Passages, lexicon: Lexicon) -> Iterator[Candidate]:
    """Ordinals inside passages, where a clause begins."""
    for index, begin, clause in passages.matches(lexicon.clause):
        shown, at = passages.shown[index], clause.end() - begin
        if _may_begin(shown, at, clause[0][0], lexicon):
            candidate = _at(index, shown, at, lexicon)
            if candidate and candidate.at > 0:
                yield candidate


def _at(index: int, shown: str, begin: int, lexicon: Lexicon) -> Candidate | None:
    """The ordinal at a place, perhaps after a word that joins it to what stands before."""
    found: Candidate | None = None
    for family, pattern in lexicon.ordinals:
        match = pattern.match(shown, begin)
        if match and not lexicon.pattern("structure.never").match(shown, match.start("item")):
            candidate = _candidate(index, shown, match, family, lexicon)
            found = _merged(found, candidate) if found else candidate
    return found


def _may_begin(shown: str, at: int, pause: str, lexicon: Lexicon) -> bool:
    """After a mere comma only in a script without capitals, or with a capital."""
    return pause in _FULL or lexicon.script == "Han" or shown[at : at + 1].isupper()


def _candidate(index: int, shown: str, match: re.Match[str], family: Family, lexicon: Lexicon) -> Candidate:
    groups = match.re.groupindex
    marked = next(group for group in groups if group != "item" and match[group] is not None)
    inner = groups[marked] + 1
    word = match[inner] if inner <= match.re.groups and inner not in groups.values() else None
    blank = _BLANK.match(shown, match.end())
    content = blank.end() if blank else match.end()
    reading = Reading(family.name, lexicon.number(family, word))
    at = match.start("item")
    rule = "ordinal.inline" if at else "ordinal.prose"
    return Candidate(
        index, at, match.end(marked), content, Sort.ITEM, NodeKind.ORDINAL, rule, 0.8 if at else 0.9, (reading,)
    )


def _merged(known: Candidate, other: Candidate) -> Candidate:
    """Two readings of one marker; the longer marker is the marker."""
    longer = known if known.content >= other.content else other
    readings = tuple(dict.fromkeys((*known.readings, *other.readings)))
    return Candidate(
        longer.passage,
        longer.at,
        longer.marker,
        longer.content,
        longer.sort,
        longer.kind,
        longer.rule,
        longer.confidence,
        readings,
    )
