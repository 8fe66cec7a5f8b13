"""An outline is a tree in document order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.core.outline import Node, NodeKind, Outline


def node(start: int, level: int, parent: int | None) -> Node:
    return Node(start, start + 1, start, level, parent, "", None, "", NodeKind.HEADING, "rule", 1.0)


@st.composite
def outlines(draw: st.DrawFn) -> Outline:
    nodes: list[Node] = []
    start = draw(st.integers(0, 5))
    for _ in range(draw(st.integers(0, 12))):
        parent = draw(st.sampled_from([None, *range(len(nodes))]))
        nodes.append(node(start, 1 if parent is None else nodes[parent].level + 1, parent))
        start += draw(st.integers(1, 5))
    return Outline(tuple(nodes))


@given(outlines(), st.integers(0, 80))
def test_the_node_at_an_offset_is_the_last_that_begins_before_it(outline: Outline, offset: int) -> None:
    begun = [i for i, node in enumerate(outline.nodes) if node.start <= offset]
    assert outline.at(offset) == (begun[-1] if begun else None)


@given(outlines())
def test_a_path_leads_from_the_root_to_the_node(outline: Outline) -> None:
    assert outline.path(None) == ()
    for i, node in enumerate(outline.nodes):
        path = outline.path(i)
        assert path[-1] == i
        assert len(path) == node.level
        assert [outline.nodes[step].parent for step in path] == [None, *path[:-1]]


@pytest.mark.parametrize("outline", [Outline(), Outline((node(3, 1, None),))])
def test_before_the_first_node_there_is_none(outline: Outline) -> None:
    assert outline.at(2) is None


def test_a_node_as_json_says_nothing_of_its_inner_marker_end() -> None:
    fields = node(3, 1, None).as_json()
    assert "marker_end" not in fields
    assert fields["kind"] == "heading"
