"""A report cut into pieces that can be laid out: blocks, and parts of very long ones."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from postil.core.report import Block, Report, Run
from postil.core.span import Span

LONGEST = 6_000
_SEAMS = "\n", " ", "。", "；", "，", "、"


class Pieces:
    """The pieces of a report in text order: a piece is a block, or a part of one that is too long to be laid out.

    Qt's layout of one unbroken line takes time that grows with the square of its length.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        blocks = report.blocks
        self.starts, self.ends = blocks.starts, blocks.ends
        self._block_of: array[int] | None = None
        if any(end - start > LONGEST for start, end in zip(blocks.starts, blocks.ends, strict=True)):
            self._cut()

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, offset: int) -> int:
        """The index of the piece that holds a text offset, else of the last one before it, else 0."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def span(self, index: int) -> Span:
        """Where a piece stands in the text."""
        return Span(self.starts[index], self.ends[index])

    def block(self, index: int) -> Block:
        """A piece as a block of its own; a later part of a long block carries no list number."""
        if self._block_of is None:
            return self.report.blocks[index]
        block = self.report.blocks[self._block_of[index]]
        start, end = self.span(index)
        if (start, end) == block.span:
            return block
        first = bisect_right(block.runs, start, key=_end)
        inside = block.runs[first : bisect_left(block.runs, end, key=_start)]
        runs = tuple(run._replace(start=max(run.start, start), end=min(run.end, end)) for run in inside)
        return block._replace(start=start, end=end, runs=runs, number=block.number if start == block.start else "")

    def continues(self, index: int) -> bool:
        """Whether a piece goes on in the next one without a paragraph's end."""
        following = index + 1
        return (
            self._block_of is not None and following < len(self) and self._block_of[index] == self._block_of[following]
        )

    def _cut(self) -> None:
        starts, ends, block_of = array("I"), array("I"), array("I")
        for i, (start, end) in enumerate(zip(self.starts, self.ends, strict=True)):
            position = start
            while end - position > LONGEST:
                seam = self._seam(self.report.blocks[i].runs, position + LONGEST)
                starts.append(position)
                ends.append(seam)
                block_of.append(i)
                position = seam
            starts.append(position)
            ends.append(end)
            block_of.append(i)
        self.starts, self.ends, self._block_of = starts, ends, block_of

    def _seam(self, runs: Sequence[Run], limit: int) -> int:
        """Where to cut before a limit: after a line's end, a blank or a stop if one is near, never inside an entity."""
        text = self.report.text
        found = next((i for seam in _SEAMS if (i := text.rfind(seam, limit - LONGEST // 2, limit)) >= 0), limit - 1) + 1
        while found < limit and text[found] in " \t\u3000":  # the blanks of a gap stay together
            found += 1
        index = bisect_right(runs, found, key=_end)
        replaced = index < len(runs) and runs[index].start < found and runs[index].shown is not None
        return runs[index].start if replaced and found - runs[index].start < LONGEST // 4 else found


def _start(run: Run) -> int:
    return run.start


def _end(run: Run) -> int:
    return run.end
