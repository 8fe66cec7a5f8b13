"""Finding words in what the eye sees of a report."""

import re
from collections.abc import Iterator
from itertools import pairwise

from postil.core.display import Display
from postil.core.report import Flow, Report
from postil.core.span import Span
from postil.core.text import joins_without_blank

_WRAP = r"(?:[ \t\u3000]*\n[ \t\u3000]*)?"


def find(report: Report, query: str, *, first_block: int = 0, last_block: int | None = None) -> Iterator[Span]:
    """The spans of the text whose shown characters are the query's, ignoring case; any blanks match any blanks.

    Sought within each block from ``first_block`` up to ``last_block`` (an index, not included).
    """
    pattern = _pattern(query)
    if pattern is None:
        return
    blocks = report.blocks
    for index in range(first_block, len(blocks) if last_block is None else min(last_block, len(blocks))):
        block = blocks[index]
        if not block.runs and block.flow is Flow.JOINED:
            for match in pattern.finditer(report.text, block.start, block.end):
                yield Span(*match.span())
        else:
            display = Display(report.text, block)
            for match in pattern.finditer(display.shown):
                yield display.span_to_text(Span(*match.span()))


def _pattern(query: str) -> re.Pattern[str] | None:
    """A pattern for a query that also matches across the line ends of a joined block."""
    words = query.split()
    if not words:
        return None
    return re.compile(r"\s+".join(_word(word) for word in words), re.IGNORECASE)


def _word(word: str) -> str:
    parts = [re.escape(word[0])]
    for left, right in pairwise(word):
        if joins_without_blank(left) and joins_without_blank(right):
            parts.append(_WRAP)
        parts.append(re.escape(right))
    return "".join(parts)
