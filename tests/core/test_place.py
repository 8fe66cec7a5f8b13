"""A place is said as the labels that lead there and the number of the paragraph."""

from postil.core.outline import Node, NodeKind, Outline
from postil.core.place import place_of
from postil.core.report import Block, Blocks, Report

TEXT = "Front\n\nPart one\n\nThe first  point"


def node(start: int, parent: int | None, label: str, title: str) -> Node:
    return Node(start, len(TEXT), start, 1 + (parent is not None), parent, label, None, title, NodeKind.HEADING, "", 1)


REPORT = Report(TEXT, Blocks([Block(0, 5), Block(7, 15), Block(17, len(TEXT))]))
OUTLINE = Outline((node(7, None, "", "part one"), node(17, 0, "The first", "point")))


def test_a_place_leads_from_the_root_to_the_paragraph():
    assert place_of(REPORT, OUTLINE, 20) == "Part one › The first · ¶ 3"


def test_before_the_outline_begins_there_is_only_the_paragraph():
    assert place_of(REPORT, OUTLINE, 2) == "¶ 1"
