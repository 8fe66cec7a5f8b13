"""Ordinals in prose: First, / The second is / Fifth, / 第一， / 一是 — at the start of a paragraph or inside it."""

import re
from collections.abc import Iterator

from postil.core.outline import NodeKind
from postil.outline.candidates import Candidate, Reading, Sort
from postil.outline.lexicon import Family, Lexicon
from postil.outline.passages import Passage

_FULL = frozenset('.!?;:。！？；：…—”"）)')
_BLANK = re.compile(r"[\s\u3000]*")


def ordinal(index: int, passage: Passage, lexicon: Lexicon) -> Candidate | None:
    """An ordinal at the start of a passage."""
    return next((c for c in _scan(index, passage.shown[:120], lexicon) if c.at == 0), None)


def inline_ordinals(index: int, passage: Passage, lexicon: Lexicon) -> Iterator[Candidate]:
    """Ordinals inside a passage, where a clause begins."""
    return (c for c in _scan(index, passage.shown, lexicon) if c.at > 0)


def _scan(index: int, shown: str, lexicon: Lexicon) -> list[Candidate]:
    found: dict[int, Candidate] = {}
    never = lexicon.pattern("structure.never")
    for family, pattern in lexicon.ordinals:
        for match in pattern.finditer(shown):
            at = match.start("item")
            if never.match(shown, at) or not _may_begin(shown, at, lexicon):
                continue
            candidate = _candidate(index, shown, match, family, lexicon)
            known = found.get(at)
            found[at] = _merged(known, candidate) if known else candidate
    return [found[at] for at in sorted(found)]


def _may_begin(shown: str, at: int, lexicon: Lexicon) -> bool:
    """After a mere comma only in a script without capitals, or with a capital."""
    before = shown[:at].rstrip()[-1:]
    return not before or before in _FULL or lexicon.script == "Han" or shown[at].isupper() or before.isalpha()


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
