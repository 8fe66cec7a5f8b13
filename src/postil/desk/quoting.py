"""Finding the passage that somebody quotes."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, islice

from postil.core.display import Display
from postil.core.errors import PostilError
from postil.core.report import Report
from postil.core.span import Span
from postil.core.text import clean, joins_without_blank

# All blanks but the single one between two words, which most are; behind U+2E7F the ideographs begin.
_MOST = 1_000
_BLANKS = re.compile(r"\s{2,}|[^\S ]|(?<=[^\0-\u2e7f]) (?=[^\0-\u2e7f])")


class _Folded:
    """A string with its blanks folded, and the way back: one blank each, none between ideographs."""

    def __init__(self, string: str) -> None:
        pieces: list[str] = []
        self._at, self._shift = [0], [0]
        position = size = 0
        for start, end, blank in _blanks(string):
            pieces += (string[position:start], blank)
            size += start - position + len(blank)
            position = end
            if position - size != self._shift[-1]:
                self._at.append(size)
                self._shift.append(position - size)
        self.string = "".join((*pieces, string[position:]))

    def unfolded(self, offset: int) -> int:
        """Where the character at a folded offset stands in the string."""
        return offset + self._shift[bisect_right(self._at, offset) - 1]


def find_quote(report: Report, quote: str) -> Span:
    """The one place where a report shows a quote, blanks folded, also across blocks.

    Raises PostilError "quote-missing" or "quote-ambiguous".
    """
    shown = [Display(report.text, block).shown for block in report.blocks]
    folded = _Folded("\n".join(shown))
    sought = _Folded(clean(quote)).string.strip()
    places = list(islice(_places(folded.string, sought), _MOST))
    if len(places) != 1:
        raise PostilError("quote-ambiguous" if places else "quote-missing", quote=quote.strip(), count=len(places))
    first = folded.unfolded(places[0])
    last = folded.unfolded(places[0] + len(sought) - 1)
    starts = [0, *accumulate(len(string) + 1 for string in shown)]
    return Span(_in_text(report, starts, first).start, _in_text(report, starts, last).end)


def _in_text(report: Report, starts: list[int], offset: int) -> Span:
    """The text of one shown character; ``starts`` says where each block's shown string begins among all."""
    index = bisect_right(starts, offset) - 1
    shown = offset - starts[index]
    return Display(report.text, report.blocks[index]).span_to_text(Span(shown, shown + 1))


def _blanks(string: str) -> Iterator[tuple[int, int, str]]:
    for match in _BLANKS.finditer(string):
        start, end = match.span()
        inside = start > 0 and end < len(string)
        bare = inside and joins_without_blank(string[start - 1]) and joins_without_blank(string[end])
        yield start, end, "" if bare else " "


def _places(string: str, sought: str) -> Iterator[int]:
    place = string.find(sought) if sought else -1
    while place >= 0:
        yield place
        place = string.find(sought, place + 1)
