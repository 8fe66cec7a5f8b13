"""A report's blocks as the finders see them: one shown string each, and the way back to the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from postil.core.display import Display
from postil.core.report import Block, BlockKind, Flow, Report
from postil.core.text import columns

_LINE = re.compile(r"[^\n]+")
_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.CAPTION})


@dataclass(frozen=True, slots=True)
class Passage:
    """A block, or one line of a block that keeps its lines.

    ``shown`` is what the eye sees of it, without blanks around it; ``base`` where that begins in the block's display,
    or in the text where there is no ``display`` because the two are the same. ``indent`` counts columns, ``gap`` the
    blank lines before it; ``single`` says that it is one line of the source.
    """

    block: Block
    shown: str
    base: int
    display: Display | None
    indent: int
    gap: int
    single: bool

    @property
    def kind(self) -> BlockKind:
        """What it is for the eye."""
        return self.block.kind

    @property
    def is_prose(self) -> bool:
        """Whether it can hold structure: not code, tables, nor a picture."""
        return self.block.kind in _PROSE and bool(self.shown)

    def start(self, at: int) -> int:
        """Where in the text the shown character at an offset begins."""
        return self.base + at if self.display is None else self.display.text_start(self.base + at)

    def stop(self, at: int) -> int:
        """Where in the text the shown character before an offset ends."""
        return self.base + at if self.display is None else self.display.text_end(self.base + at)


def passages(report: Report) -> Iterator[Passage]:
    """The passages of a report in text order."""
    text, end = report.text, 0
    for block in report.blocks:
        gap = max(0, text.count("\n", end, block.start) - (1 if end else 0))
        end = block.end
        if block.flow is Flow.KEPT and block.kind is BlockKind.PARAGRAPH:
            yield from _lines(text, block, gap)
        else:
            yield _passage(text, block, gap)


def _passage(text: str, block: Block, gap: int) -> Passage:
    wrapped = text.find("\n", block.start, block.end) >= 0
    if not wrapped and not block.runs:
        display, string, base = None, text[block.start : block.end], block.start
    else:
        display = Display(text, block)
        string, base = display.shown, 0
    shown = string.strip()
    base += len(string) - len(string.lstrip())
    return Passage(block, shown, base, display, _indent(text, block.start), gap, not wrapped)


def _lines(text: str, block: Block, gap: int) -> Iterator[Passage]:
    display = Display(text, block)
    for match in _LINE.finditer(display.shown):
        if shown := match[0].strip():
            base = match.start() + len(match[0]) - len(match[0].lstrip())
            yield Passage(block, shown, base, display, _indent(text, display.text_start(base)), gap, single=False)
            gap = 0


def _indent(text: str, start: int) -> int:
    return columns(text[text.rfind("\n", 0, start) + 1 : start])
