"""The lines of a plain text, and the width at which they were wrapped."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from postil.core.text import columns, is_wide

WIDEST = 132
"""No one wraps lines at more columns than a line printer had."""

_NARROWEST = 40
_STOPS = frozenset(".!?:;。！？：；…")
_CLOSERS = frozenset("\"'”’»」』)]）】》")
_WORD = re.compile(r"\S{1,132}")
_LAST_NARROW = "\u10ff"
_SAMPLE = 5_000


class Line(NamedTuple):
    """A line that is not blank: where it begins, and where it does without the blanks around it (code points).

    ``width`` is the column at which it ends; of a line too long to be wrapped, only that it is too long.
    """

    left: int
    start: int
    end: int
    width: int


Stanza = Sequence[Line]
"""Lines that stand together, without a blank line between them."""


def stanzas(text: str) -> Iterator[Stanza]:
    """The lines of a text, in groups between blank lines."""
    lines: list[Line] = []
    left = 0
    for string in text.split("\n"):
        if stripped := string.strip():
            simple = string.isascii() and "\t" not in string
            start = left + (0 if string[0] == stripped[0] else len(string) - len(string.lstrip()))
            end = start + len(stripped)
            lines.append(Line(left, start, end, end - left if simple else _width(string[: end - left])))
        elif lines:
            yield lines
            lines = []
        left += len(string) + 1
    if lines:
        yield lines


def _width(string: str) -> int:
    return WIDEST + 1 if len(string) > WIDEST else columns(string.expandtabs())


def indentation(text: str, line: Line) -> int:
    """How many columns a line is indented."""
    return 0 if line.left == line.start else columns(text[line.left : line.start].expandtabs())


def ends_sentence(text: str, line: Line) -> bool:
    """Whether a line ends with a stop, perhaps followed by quotation marks and brackets."""
    end = line.end
    while end > line.start + 1 and text[end - 1] in _CLOSERS:
        end -= 1
    return text[end - 1] in _STOPS


def least_width(text: str, line: Line, following: Line) -> int:
    """The column at which a line would end if the first word of the following one stood on it, too."""
    first = text[following.start]
    if first > _LAST_NARROW and is_wide(first):
        # Two ideographs: a stop may not begin a line, so the one before it is taken along.
        return line.width + (2 if is_wide(text[line.end - 1]) else 3)
    word = _WORD.match(text, following.start, following.end)
    return line.width + 1 + columns(word.group() if word else first)


def wrap_width(text: str, pairs: Sequence[tuple[Line, Line]]) -> int:
    """The width at which a text is hard-wrapped, in columns, by all its lines that stand together; 0 where it is not.

    Each line that is followed by another says that the width lies between its own and what it would be with one more
    word: the width that most lines agree on is it, if it speaks for most of them.
    """
    changes: Counter[int] = Counter()
    lowered = cased = 0
    sample = pairs[:: len(pairs) // _SAMPLE + 1]
    for line, following in sample:
        low = line.width
        if _NARROWEST <= low <= WIDEST:
            changes[low] += 1
            changes[least_width(text, line, following)] -= 1
            first = text[following.start]
            lowered += first.islower()
            cased += first.islower() or first.isupper()
    if not changes:
        return 0
    places = sorted(changes)
    votes = list(accumulate(changes[place] for place in places))
    most = max(votes)
    prose = lowered * 5 >= cased * 2
    return places[votes.index(most)] if prose and most * 2 > len(sample) else 0
