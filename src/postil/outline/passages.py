"""A report's blocks as the finders see them: one shown string each, and the way back to the text."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple, overload

from postil.core.display import Display, joined
from postil.core.report import Block, BlockKind, Flow, Report
from postil.core.span import Span
from postil.core.text import columns

_LINE = re.compile(r"[^\n]+")
PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.CAPTION})
_NOWHERE = -1


class Passage(NamedTuple):
    """A block, or one line of a block that keeps its lines.

    ``shown`` is what the eye sees of it, without blanks around it. ``gap`` counts the blank lines before it, ``single``
    says that it is one line of the source, ``marked`` that it has markup. ``base`` is where ``shown`` begins in the
    block's display, ``literal`` where it stands just so in the text, or -1.
    """

    report: Report
    number: int
    kind: BlockKind
    shown: str
    base: int
    literal: int
    marked: bool
    gap: int
    single: bool

    @property
    def block(self) -> Block:
        """The block it is, or is a line of."""
        return self.report.blocks[self.number]

    @property
    def is_prose(self) -> bool:
        """Whether it can hold structure: not code, tables, nor a picture."""
        return self.kind in PROSE and bool(self.shown)

    @property
    def indent(self) -> int:
        """How many columns it is set in."""
        text = self.report.text
        start = self.place(0, 0).start if self.base or self.literal >= 0 else self.report.blocks.starts[self.number]
        return columns(text[text.rfind("\n", 0, start) + 1 : start]) if start and text[start - 1] != "\n" else 0

    def display(self) -> Display:
        """The display of its block, made anew."""
        return Display(self.report.text, self.block)

    def place(self, start: int, stop: int) -> Span:
        """Where in the text a stretch of what is shown stands."""
        if self.literal >= 0:
            return Span(self.literal + start, self.literal + stop)
        display, base = self.display(), self.base
        first = display.text_start(base + start)
        return Span(first, display.text_end(base + stop) if stop > start else first)


class Passages(Sequence[Passage]):
    """The passages of a report in text order, in columns: a long report has many, and most of them are soon done with.

    ``shown``, ``kinds`` and ``gaps`` are columns of theirs, ``marked`` those with markup. ``whole`` is one string of
    all of them that are prose, each behind a line end, so that a pattern is sought in all at once.
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self.shown: list[str] = []
        self.kinds: list[BlockKind] = []
        self.gaps: list[int] = []
        self._numbers = array("I")
        self._literals = array("q")
        self._bases: dict[int, int] = {}
        self.marked: set[int] = set()
        self._wrapped: set[int] = set()
        self._read()

    def _read(self) -> None:
        text, before = self._report.text, 0
        for number, (start, end, kind, flow, marked) in enumerate(self._report.blocks.faces()):
            gap = max(0, text.count("\n", before, start) - (1 if before else 0))
            before = end
            string = text[start:end]
            if "\n" not in string and not marked:
                literal = start
                if string[:1].isspace() or string[-1:].isspace():
                    literal += len(string) - len(string.lstrip())
                    string = string.strip()
                self._add(number, kind, string, gap, literal)
            elif flow is Flow.KEPT and kind is BlockKind.PARAGRAPH:
                self._add_lines(number, string, gap, _NOWHERE if marked else start)
            else:
                self._add_displayed(number, kind, string, gap, marked=marked)

    def _add(self, number: int, kind: BlockKind, shown: str, gap: int, literal: int) -> None:
        self.shown.append(shown)
        self.kinds.append(kind)
        self.gaps.append(gap)
        self._numbers.append(number)
        self._literals.append(literal)

    def _add_displayed(self, number: int, kind: BlockKind, string: str, gap: int, *, marked: bool) -> None:
        shown = None if marked else joined(string)
        if shown is None:
            shown = Display(self._report.text, self._report.blocks[number]).shown
        if base := len(shown) - len(shown.lstrip()):
            self._bases[len(self.shown)] = base
        if "\n" in string:
            self._wrapped.add(len(self.shown))
        if marked:
            self.marked.add(len(self.shown))
        self._add(number, kind, shown.strip(), gap, _NOWHERE)

    def _add_lines(self, number: int, string: str, gap: int, start: int) -> None:
        """The lines of a block that keeps its lines; without runs (``start`` is where it stands) it is shown so."""
        display = Display(self._report.text, self._report.blocks[number]) if start < 0 else None
        for match in _LINE.finditer(display.shown if display else string):
            if shown := match[0].strip():
                base = match.start() + len(match[0]) - len(match[0].lstrip())
                index = len(self.shown)
                self._bases[index] = base
                self._wrapped.add(index)
                if display:
                    self.marked.add(index)
                self._add(number, BlockKind.PARAGRAPH, shown, gap, _NOWHERE if display else start + base)
                gap = 0

    @cached_property
    def whole(self) -> str:
        """All prose in one string, each passage between line ends; what is no prose is left empty."""
        return "\n".join(("", *self._prose, ""))

    @cached_property
    def _prose(self) -> list[str]:
        kinds = self.kinds
        return [s if kinds[i] in PROSE and "\n" not in s else "" for i, s in enumerate(self.shown)]

    @cached_property
    def _offsets(self) -> list[int]:
        """Where each passage begins in ``whole``."""
        return list(accumulate((len(shown) + 1 for shown in self._prose), initial=1))

    def matches(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, re.Match[str]]]:
        """Each match of a pattern in ``whole``: the passage that it begins in or right before, where that begins there,
        and the match.
        """
        offsets = self._offsets
        index, begin, following = 0, 1, 0
        for match in pattern.finditer(self.whole):
            if match.start() + 1 >= following:
                index = bisect_right(offsets, match.start() + 1) - 1
                begin, following = offsets[index], offsets[index + 1]
            yield index, begin, match

    def __len__(self) -> int:
        return len(self.shown)

    @overload
    def __getitem__(self, index: int) -> Passage: ...
    @overload
    def __getitem__(self, index: slice) -> list[Passage]: ...
    def __getitem__(self, index: int | slice) -> Passage | list[Passage]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        index = range(len(self))[index]
        return Passage(
            self._report,
            self._numbers[index],
            self.kinds[index],
            self.shown[index],
            self._bases.get(index, 0),
            self._literals[index],
            index in self.marked,
            self.gaps[index],
            index not in self._wrapped,
        )
