"""Passages that are no structure: page heads and feet, tables, drawings, tables of contents, reference entries."""

import re
from collections import Counter
from collections.abc import Sequence

from postil.core.report import BlockKind
from postil.outline.find.shape import is_tabular, letters
from postil.outline.lexicon import Lexicon
from postil.outline.passages import Passage

_DIGITS = re.compile(r"\d+")
_BLANKS = re.compile(r"\s+")
_CONTENTS_ENTRY = re.compile(r"(?:\.{3,}|…{2,}|(?:\s\.){3,}|·{3,})\s*(?:\d{1,4}|[ivxl]+)$")
_REFERENCE = re.compile(r"\[\d{1,3}\]\s|^\[\^")
_MARKUP = re.compile(r"<[!/a-zA-Z][^>]*>?$|^\\?#+$|^\[\^?[^\]]+\]:")
_REPEATED = 3
_SHORT = 100
_HEAD = 8
_REST = 80
_QUOTE = 20


def noise(passages: Sequence[Passage], lexicon: Lexicon) -> set[int]:
    """The indices of all passages that are no structure and do not count as body either way."""
    furniture = _furniture(passages, lexicon)
    return {i for i, passage in enumerate(passages) if i in furniture or _is_noise(passage)}


def pull_quotes(passages: Sequence[Passage]) -> set[int]:
    """Sentences set before a report begins that stand in it again."""
    shown = [passage.shown for passage in passages[:_REST]]
    return {i for i, quote in enumerate(shown[:_HEAD]) if len(quote) >= _QUOTE and _stands_in(quote, shown[i + 1 :])}


def _stands_in(quote: str, others: Sequence[str]) -> bool:
    return any(quote.rstrip(" 。.") in other for other in others)


def _is_noise(passage: Passage) -> bool:
    shown = passage.shown
    if not passage.is_prose or _REFERENCE.match(shown) or _MARKUP.match(shown):
        return True
    return len(shown) < 200 and (bool(_CONTENTS_ENTRY.search(shown)) or is_tabular(shown[:_SHORT]))


def is_table(passage: Passage) -> bool:
    """Whether a passage is a table, a drawing or code: something that a heading may stand over."""
    return passage.kind in {BlockKind.CODE, BlockKind.TABLE} or is_tabular(passage.shown[:_SHORT])


def _furniture(passages: Sequence[Passage], lexicon: Lexicon) -> set[int]:
    """What stands on each page: short lines that are alike but for their numbers, and lines of numbers and signs."""
    short = [i for i, p in enumerate(passages) if len(p.shown) < _SHORT and "\n" not in p.shown]
    keys = {i: _key(passages[i].shown) for i in short if _DIGITS.search(passages[i].shown)}
    often = Counter(keys.values())
    repeated = {i for i, key in keys.items() if often[key] >= _REPEATED and _is_furnished(passages[i], lexicon)}
    return repeated | {i for i in short if letters(passages[i].shown) < 0.33 and _is_alone(passages[i])}


def _is_furnished(passage: Passage, lexicon: Lexicon) -> bool:
    if lexicon.unit.match(passage.shown):
        return False
    return passage.gap > 0 and passage.kind is not BlockKind.LIST_ITEM and not _DIGITS.match(passage.shown)


def _is_alone(passage: Passage) -> bool:
    """A line of numbers on a page by itself, not an item whose text is numbers."""
    return passage.kind is BlockKind.PARAGRAPH and len(passage.shown) < 40 and not passage.shown.startswith(("§", "第"))


def _key(shown: str) -> str:
    return _BLANKS.sub(" ", _DIGITS.sub("#", shown))
