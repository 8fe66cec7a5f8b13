"""Passages that are no structure: page heads and feet, tables, drawings, tables of contents, reference entries."""

import re
from collections import Counter
from collections.abc import Sequence

from postil.core.report import BlockKind
from postil.outline.find.shape import is_tabular, letters
from postil.outline.lexicon import Lexicon
from postil.outline.passages import PROSE, Passage, Passages

_DIGITS = re.compile(r"\d+")
_BLANKS = re.compile(r"\s+")
_CONTENTS_ENTRY = re.compile(r"(?:\.{3,}|…{2,}|\s\.(?:\s\.){2,}|·{3,})\s*(?:[0-9]{1,4}|[ivxl]+)$")
_REFERENCE = re.compile(r"\[\d{1,3}\]\s|^\[\^")
_MARKUP = re.compile(r"<[!/a-zA-Z][^>]*>?$|^\\?#+$|^\[\^?[^\]]+\]:")
_SIGNED = re.compile(r"\n(?=[\[<#\\])")
_PAGE_ENDS = frozenset("0123456789ivxl")
_REPEATED = 3
_SHORT = 100
_ROW = 200
_HEAD = 8
_REST = 80
_QUOTE = 20


def noise(passages: Passages, lexicon: Lexicon) -> set[int]:
    """The indices of all passages that are no structure and do not count as body either way."""
    return _furniture(passages, lexicon) | _not_prose(passages) | _set_out(passages)


def pull_quotes(passages: Passages) -> set[int]:
    """Sentences set before a report begins that stand in it again."""
    shown = passages.shown[:_REST]
    return {i for i, quote in enumerate(shown[:_HEAD]) if len(quote) >= _QUOTE and _stands_in(quote, shown[i + 1 :])}


def _stands_in(quote: str, others: Sequence[str]) -> bool:
    return any(quote.rstrip(" 。.") in other for other in others)


def _not_prose(passages: Passages) -> set[int]:
    """Code, tables and pictures; reference entries; lines that are nothing but markup."""
    if _is_code(passages):
        return set(range(len(passages)))
    prose = (kind in PROSE and bool(shown) for shown, kind in zip(passages.shown, passages.kinds, strict=True))
    found = {i for i, is_prose in enumerate(prose) if not is_prose}
    signed = {i for i, _begin, _match in passages.matches(_SIGNED)}
    return found | {i for i in signed if _REFERENCE.match(passages.shown[i]) or _MARKUP.match(passages.shown[i])}


def _is_code(passages: Passages) -> bool:
    """Whether a text is a program: many of its lines open or close a block."""
    lines = "".join(passages.shown[:_REST]).count("{")
    return sum(shown[-1:] in ("{", "}", ";") for shown in passages.shown) * 3 > len(passages) and lines > _REPEATED


def _set_out(passages: Passages) -> set[int]:
    """Entries of a table of contents, and lines set in columns."""
    short = [(i, shown) for i, shown in enumerate(passages.shown) if len(shown) < _ROW]
    entries = {i for i, shown in short if shown[-1:] in _PAGE_ENDS and _CONTENTS_ENTRY.search(shown)}
    return entries | {i for i, shown in short if is_tabular(shown[:_SHORT])}


def is_table(passage: Passage) -> bool:
    """Whether a passage is a table, a drawing or code: something that a heading may stand over."""
    return passage.kind in {BlockKind.CODE, BlockKind.TABLE} or is_tabular(passage.shown[:_SHORT])


def _furniture(passages: Passages, lexicon: Lexicon) -> set[int]:
    """What stands on each page: short lines that are alike but for their numbers, and lines of numbers and signs."""
    short = [(i, shown) for i, shown in enumerate(passages.shown) if len(shown) < _SHORT and "\n" not in shown]
    keys = {i: _key(shown) for i, shown in short if _DIGITS.search(shown)}
    often = Counter(keys.values())
    repeated = {i for i, key in keys.items() if often[key] >= _REPEATED and _is_furnished(passages[i], lexicon)}
    return repeated | {i for i, shown in short if _is_alone(shown, passages.kinds[i])}


def _is_furnished(passage: Passage, lexicon: Lexicon) -> bool:
    if lexicon.unit.match(passage.shown):
        return False
    return passage.gap > 0 and passage.kind is not BlockKind.LIST_ITEM and not _DIGITS.match(passage.shown)


def _is_alone(shown: str, kind: BlockKind) -> bool:
    """A line of numbers on a page by itself, not an item whose text is numbers."""
    alone = kind is BlockKind.PARAGRAPH and len(shown) < 40 and not shown.startswith(("§", "第"))
    return alone and letters(shown) < 0.33


def _key(shown: str) -> str:
    return _BLANKS.sub(" ", _DIGITS.sub("#", shown))
