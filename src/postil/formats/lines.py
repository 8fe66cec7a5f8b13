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
_WORD = re.compile(r"\S+")


class Line(NamedTuple):
    """A line that is not blank: where it begins, and where it does without the blanks around it (code points)."""

    left: int
    start: int
    end: int


Stanza = Sequence[Line]
"""Lines that stand together, without a blank line between them."""


def stanzas(text: str) -> Iterator[Stanza]:
    """The lines of a text, in groups between blank lines."""
    lines: list[Line] = []
    left = 0
    for string in text.split("\n"):
        if stripped := string.strip():
            start = left + (0 if string[0] == stripped[0] else len(string) - len(string.lstrip()))
            lines.append(Line(left, start, start + len(stripped)))
        elif lines:
            yield lines
            lines = []
        left += len(string) + 1
    if lines:
        yield lines


def indentation(text: str, line: Line) -> int:
    """How many columns a line is indented."""
    return columns(text[line.left : line.start].expandtabs())


def width(text: str, line: Line) -> int:
    """The column at which a line ends; of one that is far too long to be wrapped, only that it is too long."""
    if line.end - line.left > WIDEST:
        return WIDEST + 1
    return columns(text[line.left : line.end].expandtabs())


def ends_sentence(text: str, line: Line) -> bool:
    """Whether a line ends with a stop, perhaps followed by quotation marks and brackets."""
    end = line.end
    while end > line.start + 1 and text[end - 1] in _CLOSERS:
        end -= 1
    return text[end - 1] in _STOPS


def least_width(text: str, line: Line, following: Line) -> int:
    """The column at which a line would end if the first word of the following one stood on it, too."""
    first = text[following.start]
    if is_wide(first):  # two ideographs: a stop may not begin a line, so the one before it is taken along
        return width(text, line) + (2 if is_wide(text[line.end - 1]) else 3)
    word = _WORD.match(text, following.start, min(following.end, following.start + WIDEST))
    return width(text, line) + 1 + columns(word.group() if word else first)


def wrap_width(text: str, pairs: Sequence[tuple[Line, Line]]) -> int:
    """The width at which a text is hard-wrapped, in columns, by all its lines that stand together; 0 where it is not.

    Each line that is followed by another says that the width lies between its own and what it would be with one more
    word: the width that most lines agree on is it, if it speaks for most of them.
    """
    changes: Counter[int] = Counter()
    lowered = cased = 0
    for line, following in pairs:
        low = width(text, line)
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
    return places[votes.index(most)] if prose and most * 2 > len(pairs) else 0
