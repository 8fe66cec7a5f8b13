"""Small reports with outlines drawn by hand, and any outline of a text of numbered lines."""

import re

from hypothesis import strategies as st

from postil.core.annotation import Anchor
from postil.core.correction import Correction, Deed, NodeKey
from postil.core.correction_keys import new_key
from postil.core.outline import Node, NodeKind, Outline
from postil.core.report import Block, Blocks, Report

_LABEL = re.compile(r"\d+\.|\([a-z]\)")


def report_of(text: str) -> Report:
    """A report whose lines are its blocks."""
    return Report(text, Blocks(Block(line.start(), line.end()) for line in re.finditer(r"\S.*", text)))


def outline_of(report: Report, levels: dict[int, int]) -> Outline:
    """An outline with nodes at offsets of a text, each with its level; a level too deep is as deep as it can be."""
    nodes: list[Node] = []
    open_nodes: list[int] = []
    for start, wanted in sorted(levels.items()):
        while open_nodes and len(open_nodes) >= wanted:
            open_nodes.pop()
        label = _LABEL.match(report.text, start)
        stop = label.end() if label else start
        number = re.search(r"\d+", label[0]) if label else None
        nodes.append(
            Node(
                start,
                len(report.text),
                stop,
                len(open_nodes) + 1,
                open_nodes[-1] if open_nodes else None,
                report.text[start:stop],
                int(number[0]) if number else None,
                report.text[stop : report.text.find("\n", stop)].strip(),
                NodeKind.NUMBERED if label else NodeKind.HEADING,
                "numbered.decimal" if label else "heading.bare",
                0.9,
            )
        )
        open_nodes.append(len(nodes) - 1)
    for i, node in enumerate(nodes):
        following = (other.start for other in nodes[i + 1 :] if other.level <= node.level)
        nodes[i] = node._replace(end=next(following, len(report.text)))
    return Outline(tuple(nodes), "en")


def drawn(text: str) -> tuple[Report, Outline]:
    """A report of indented lines, each of which is a node that stands as deep as it is indented; "~" begins no node."""
    report = report_of(text)
    levels = {}
    for block in report.blocks:
        line = report.text.rfind("\n", 0, block.start) + 1
        if not report.text.startswith("~", block.start):
            levels[block.start] = (block.start - line) // 2 + 1
    return report, outline_of(report, levels)


def tree(outline: Outline) -> str:
    """An outline as indented titles."""
    assert_is_a_tree(outline)
    return "\n".join("  " * (node.level - 1) + (f"{node.label} {node.title}".strip()) for node in outline.nodes)


def assert_is_a_tree(outline: Outline) -> None:
    """In the text's order, each level one below its parent's, each node until the next one that is not below it."""
    before = 0
    for i, node in enumerate(outline.nodes):
        assert i == 0 or outline.nodes[i - 1].start <= node.start
        assert 1 <= node.level <= before + 1
        above = [j for j in range(i) if outline.nodes[j].level < node.level]
        assert node.parent == (above[-1] if above else None)
        assert node.level == (1 if node.parent is None else outline.nodes[node.parent].level + 1)
        following = [
            other.end if other is node else other.start for other in outline.nodes[i + 1 :] if other.level <= node.level
        ]
        assert not following or node.end == following[0]
        before = node.level


def key_at(report: Report, outline: Outline, title: str) -> NodeKey:
    """The key of a node."""
    node = next(node for node in outline.nodes if node.title.startswith(title))
    return new_key(report, node, f"key-{title}-{node.start}")


def edit(deed: Deed, key: NodeKey | None = None, **fields: object) -> Correction:
    """A correction that was made at no time."""
    return Correction(f"{deed}-{key.id if key else ''}", deed, key, **fields)


def anchored(text: str, quote: str) -> Anchor:
    """The anchor of words that stand once."""
    start = text.index(quote)
    return Anchor.describe(text, (start, start + len(quote)))


@st.composite
def outlines(draw: st.DrawFn, report: Report) -> Outline:
    """Any tree with nodes at beginnings of a report's blocks."""
    starts = draw(st.sets(st.sampled_from(list(report.blocks.starts))))
    return outline_of(report, {start: draw(st.integers(1, 5)) for start in starts})
