"""What holds for every report, whichever reader made it."""

from itertools import pairwise

from postil.core.display import Display
from postil.core.report import BlockKind, Flow, Report


def assert_well_made(report: Report) -> None:
    """Blocks and runs are ordered, disjoint and inside; edges are not blank; all of it can be shown and stored."""
    text = report.text
    blocks = list(report.blocks)
    assert blocks
    assert type(report.blocks).unpack(report.blocks.pack()) == report.blocks
    assert all(first.end <= second.start for first, second in pairwise(blocks))
    for block in blocks:
        assert 0 <= block.start < block.end <= len(text)
        assert not text[block.end - 1].isspace()
        assert block.flow is Flow.KEPT or not text[block.start].isspace()
        assert block.kind is not BlockKind.HEADING or 1 <= block.level <= 6
        edges = [block.start, *(edge for run in block.runs for edge in run[:2]), block.end]
        assert edges == sorted(edges)
        assert all(run.start < run.end for run in block.runs)
        assert Display(text, block).shown.strip()
