"""An outline leaves Postil in the shapes that people and programs read."""

import json
from xml.etree import ElementTree as ET

from postil.core.correction import Corrected
from postil.core.outline import Node, NodeKind, Outline
from postil.core.report import Blocks, Report
from postil.exchange import outline_as

REPORT = Report("123456789", Blocks())


def node(level: int, parent: int | None, label: str, title: str, ordinal: int | None = None) -> Node:
    return Node(0, 9, 3, level, parent, label, ordinal, title, NodeKind.HEADING, "rule", 0.5)


OUTLINE = Outline(
    (
        node(1, None, "", "Rivers & <floods>"),
        node(2, 0, "The first", "measure", 1),
        node(3, 1, "1.", "gauges", 1),
        node(2, 0, "The second", 'wait\x0b "here"', 2),
        node(1, None, "（一）", "总体要求", 1),
    ),
    "en",
)  # fmt: skip


SHOWN = Corrected.bare(OUTLINE)


def test_a_tree_is_indented_by_level() -> None:
    assert outline_as("tree", "Title", REPORT, SHOWN) == (
        'Rivers & <floods>\n  The first · Measure\n    1. Gauges\n  The second · Wait "here"\n（一） 总体要求\n'
    )


def test_json_says_exactly_what_is_documented() -> None:
    value = json.loads(outline_as("json", "Title", REPORT, SHOWN))
    assert value["report"] == {"title": "Title", "language": "en", "characters": 9}
    assert value["nodes"][1] == {
        "start": 0, "end": 9, "level": 2, "parent": 0, "label": "The first", "ordinal": 1, "title": "measure",
        "kind": "heading", "rule": "rule", "confidence": 0.5,
    }  # fmt: skip
    assert list(value["nodes"][1]) == [
        "start", "end", "level", "parent", "label", "ordinal", "title", "kind", "rule", "confidence",
    ]  # fmt: skip


def test_markdown_is_a_nested_list() -> None:
    assert outline_as("markdown", "T *1*", REPORT, SHOWN).split("\n")[:5] == [
        "# T \\*1\\*", "", "- Rivers & \\<floods\\>", "  - The first · Measure", "    - 1\\. Gauges",
    ]  # fmt: skip


def test_opml_nests_as_the_outline_does() -> None:
    root = ET.fromstring(outline_as("opml", "A <title>\x01", REPORT, SHOWN))
    assert root.findtext("head/title") == "A <title>\ufffd"
    first, last = root.findall("body/outline")
    assert [first.get("text"), last.get("text")] == ["Rivers & <floods>", "（一） 总体要求"]
    assert [child.get("text") for child in first] == ["The first · Measure", 'The second · Wait "here"']
    assert first[0][0].get("text") == "1. Gauges"
