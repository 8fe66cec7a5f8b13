"""A report: its text, and the blocks its text is made of."""

import json
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum, IntFlag
from typing import NamedTuple, Self, overload

from postil.core.span import Span


class BlockKind(IntEnum):
    """What a block is for the eye. The numbers are stored: add, never renumber."""

    PARAGRAPH = 0
    HEADING = 1
    LIST_ITEM = 2
    CAPTION = 3
    CODE = 4
    TABLE = 5


class Flow(IntEnum):
    """What becomes of the line ends inside a block. The numbers are stored."""

    JOINED = 0
    KEPT = 1


_KINDS = tuple(BlockKind)
_FLOWS = tuple(Flow)


class Style(IntFlag):
    """How a run of characters is set. The numbers are stored."""

    PLAIN = 0
    STRONG = 1
    EMPHASIS = 2
    CODE = 4
    STRUCK = 8


class Run(NamedTuple):
    """A stretch of a block that is shown otherwise than it stands, or set in a style.

    ``shown`` is None where the characters are shown as they stand, "" where they are hidden (markup), else what the
    eye sees instead (an entity, an escape). ``href`` is a link's target. What no run covers is shown as it stands.
    """

    start: int
    end: int
    shown: str | None = None
    style: Style = Style.PLAIN
    href: str = ""


class Block(NamedTuple):
    """A leaf of a report's structure: a paragraph, a heading, a list item, …

    ``start`` and ``end`` (code points of the report's text) leave out indentation and blanks around the block.
    ``level`` is a heading's level (1 = top) or a list item's depth (1 = outermost); ``path`` names the containers from
    outside in, of "list", "quotation", "note"; ``number`` is the mark of a list item that is markup or made by a word
    processor and so not shown text: "•", "3.". ``runs`` are ordered, disjoint and inside the block.
    """

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    flow: Flow = Flow.JOINED
    level: int = 0
    path: tuple[str, ...] = ()
    number: str = ""
    runs: tuple[Run, ...] = ()

    @property
    def span(self) -> Span:
        """Where the block stands in the text."""
        return Span(self.start, self.end)


class Blocks(Sequence[Block]):
    """The blocks of a report in text order, disjoint, kept in columns: a million words have some 20,000 of them."""

    __slots__ = ("_more", "_shapes", "ends", "starts")

    def __init__(self, blocks: Iterable[Block] = ()) -> None:
        self.starts = array("I")
        self.ends = array("I")
        self._shapes = array("H")
        self._more: dict[int, tuple[tuple[str, ...], str, tuple[Run, ...]]] = {}
        for i, block in enumerate(blocks):
            self.starts.append(block.start)
            self.ends.append(block.end)
            self._shapes.append(block.kind | block.flow << 4 | min(block.level, 255) << 8)
            if block.path or block.number or block.runs:
                self._more[i] = (block.path, block.number, block.runs)

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, index: int) -> Block: ...
    @overload
    def __getitem__(self, index: slice) -> list[Block]: ...
    def __getitem__(self, index: int | slice) -> Block | list[Block]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        i = range(len(self))[index]
        shape = self._shapes[i]
        path, number, runs = self._more.get(i, ((), "", ()))
        kind, flow, level = _KINDS[shape & 15], _FLOWS[shape >> 4 & 15], shape >> 8
        return Block(self.starts[i], self.ends[i], kind, flow, level, path, number, runs)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Blocks) and self.pack() == other.pack()

    __hash__ = None  # type: ignore[assignment]

    def faces(self) -> Iterator[tuple[int, int, BlockKind, Flow, bool]]:
        """Start, end, kind and flow of each block, and whether it has runs; ten times as fast as the blocks."""
        for i, (start, end, shape) in enumerate(zip(self.starts, self.ends, self._shapes, strict=True)):
            more = self._more.get(i)
            yield start, end, _KINDS[shape & 15], _FLOWS[shape >> 4 & 15], more is not None and bool(more[2])

    def at(self, offset: int) -> int:
        """The index of the block that holds a text offset, else of the last one before it, else 0."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def pack(self) -> str:
        """The blocks as JSON, to be stored beside their text."""
        more = {i: (path, number, runs) for i, (path, number, runs) in self._more.items()}
        columns = (self.starts.tolist(), self.ends.tolist(), self._shapes.tolist(), more)
        return json.dumps(columns, separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def unpack(cls, packed: str) -> Self:
        """The blocks that ``pack`` made into JSON. Raises ValueError where it is none."""
        starts, ends, shapes, more = json.loads(packed)
        blocks = cls()
        blocks.starts, blocks.ends, blocks._shapes = array("I", starts), array("I", ends), array("H", shapes)
        blocks._more = {
            int(i): (
                tuple(path),
                number,
                tuple(Run(a, b, shown, Style(style), href) for a, b, shown, style, href in runs),
            )
            for i, (path, number, runs) in more.items()
        }
        return blocks


class Report(NamedTuple):
    """One reading of a source: the text, its blocks, and what the source itself says of its title.

    The text obeys the text contract: Unicode scalar values, LF line ends; every offset anywhere counts its code points.
    """

    text: str
    blocks: Blocks
    media_type: str = "text/plain"
    title: str = ""
