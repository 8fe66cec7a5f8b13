"""Notes on nodes and states leave Postil under their nodes, and what lost its node is not left behind."""

import json
from xml.etree import ElementTree as ET

import pytest

from postil.core.annotation import Anchor, Annotation, Motivation
from postil.core.correction import Corrected, Correction, Corrections, Deed, NodeKey, NodeState
from postil.core.correction_keys import new_key
from postil.core.correction_tree import branch, corrected
from postil.core.outline import Node, NodeKind, Outline
from postil.core.report import Block, Blocks, Report
from postil.core.span import Span
from postil.exchange import markdown_notes, outline_as

TEXT = "Preface.\n\nRivers\n\n1. measure them\n\n2. mend them\n\nBanks\n"
REPORT = Report(TEXT, Blocks(Block(TEXT.index(line), TEXT.index(line) + len(line)) for line in TEXT.split("\n\n")))


def node(words: str, level: int, parent: int | None, end: str, label: str = "") -> Node:
    start = TEXT.index(f"{label} {words}".strip())
    stop = TEXT.index(end) if end else len(TEXT)
    return Node(start, stop, start + len(label), level, parent, label, None, words, NodeKind.HEADING, "rule", 0.5)


OUTLINE = Outline(
    (
        node("Rivers", 1, None, "Banks"),
        node("measure them", 2, 0, "2.", "1."),
        node("mend them", 2, 0, "Banks", "2."),
        node("Banks", 1, None, ""),
    ),
    "en",
)
RIVERS, MEASURE, MEND, BANKS = (new_key(REPORT, one, one.title) for one in OUTLINE.nodes)


def note_on(key: NodeKey, note: str, **fields: object) -> Annotation:
    made = Annotation(f"on-{key.id}", key.anchor, motivation=Motivation.COMMENTING, note=note, node=key.id)
    return made._replace(**fields)


def note_at(words: str, note: str = "", **fields: object) -> Annotation:
    start = TEXT.index(words)
    anchor = Anchor.describe(TEXT, Span(start, start + len(words)))
    return Annotation(f"at-{words}", anchor, note=note)._replace(**fields)


NOTES = (
    note_at("measure", "How?", tags=("gauges",)),
    note_on(RIVERS, "Which?\nAll of them?"),
    note_on(BANKS, "# Left *bank*"),
    note_at("Preface", "Before all"),
    note_at("mend"),
    note_on(MEND, "gone", deleted="2026"),
)
SAID = Corrections(
    (Correction("e", Deed.RETITLE, BANKS, title="Shores"), Correction("m", Deed.MOVE, MEND)),
    (NodeState(RIVERS, "to-check"), NodeState(MEND, "done")),
    (RIVERS, BANKS),
)
SHOWN = corrected(REPORT, OUTLINE, SAID)
LESS = corrected(REPORT, OUTLINE._replace(nodes=(OUTLINE.nodes[0]._replace(end=len(TEXT)), OUTLINE.nodes[1])), SAID)


def as_form(form: str, shown: Corrected = SHOWN) -> str:
    return outline_as(form, "Title", REPORT, shown, NOTES)


def test_a_tree_has_notes_and_states_under_its_nodes() -> None:
    assert as_form("tree").splitlines() == [
        "Before the outline begins",
        "  ✎ “Preface” — Before all",
        "Rivers [to check]",
        "  ✎ Which?",
        "  ✎ All of them?",
        "  1. Measure them",
        "    ✎ “measure” #gauges — How?",
        "2. Mend them [done]",
        "Shores",
        "  ✎ # Left *bank*",
    ]


def test_text_is_the_titles_as_printed_indented_with_tabs() -> None:
    assert outline_as("text", "Title", REPORT, SHOWN) == "Rivers\n\tmeasure them\nmend them\nShores\n"
    assert "\n\tmeasure them\n\t\t✎ “measure” #gauges — How?\n" in as_form("text")


def test_what_lost_its_node_stands_at_the_end() -> None:
    lines = as_form("tree", LESS).splitlines()
    assert lines[lines.index("Without a node") :] == [
        "Without a node",
        "  “2.” (moved, done)",
        "  “Banks” (titled “Shores”)",
        "    ✎ # Left *bank*",
    ]


@pytest.mark.parametrize("form", ["tree", "text", "markdown", "opml", "json"])
def test_an_outline_alone_has_no_notes(form: str) -> None:
    assert outline_as(form, "Title", REPORT, LESS) == outline_as(
        form, "Title", REPORT, LESS._replace(corrections=Corrections(), keys={}, lost=())
    )


def test_markdown_keeps_a_note_whole_under_its_node() -> None:
    assert as_form("markdown").split("\n\n- ", 1)[1].splitlines() == [
        "Before the outline begins",
        "  - ✎ “Preface”",
        "",
        "    Before all",
        "",
        "- Rivers \\[to check\\]",
        "  - ✎ Note",
        "",
        "    Which?",
        "    All of them?",
        "",
        "  - 1\\. Measure them",
        "    - ✎ “measure” \\#gauges",
        "",
        "      How?",
        "",
        "- 2\\. Mend them \\[done\\]",
        "- Shores",
        "  - ✎ Note",
        "",
        "    **Left *bank***",
        "",
    ]


def test_opml_has_notes_where_outliners_look_for_them() -> None:
    root = ET.fromstring(as_form("opml", LESS))
    before, rivers, without = root.findall("body/outline")
    assert before.get("_note") == "“Preface”\nBefore all"
    assert (rivers.get("text"), rivers.get("_note")) == ("Rivers [to check]", "Which?\nAll of them?")
    assert [child.get("_note") for child in (*rivers, *without)] == ["“measure” #gauges\nHow?", None, "# Left *bank*"]


def test_json_says_exactly_what_is_documented() -> None:
    value = json.loads(as_form("json", LESS))
    assert list(value) == ["report", "nodes", "before", "without_node"]
    assert [node["state"] for node in value["nodes"]] == ["to-check", ""]
    assert [[note["on"] for note in node["notes"]] for node in value["nodes"]] == [["node"], ["passage"]]
    start = TEXT.index("measure")
    assert value["nodes"][1]["notes"] == [
        {"id": "at-measure", "on": "passage", "start": start, "end": start + 7, "quote": "measure", "note": "How?",
         "tags": ["gauges"]},
    ]  # fmt: skip
    assert [note["note"] for note in value["before"]] == ["Before all"]
    assert [(one["quote"], one["title"], one["state"], len(one["notes"])) for one in value["without_node"]] == [
        ("2.", "", "done", 0),
        ("Banks", "Shores", "", 1),
    ]


def test_a_branch_leaves_with_its_own_notes_alone() -> None:
    assert as_form("tree", branch(SHOWN, 0)).splitlines() == [
        "Rivers [to check]",
        "  ✎ Which?",
        "  ✎ All of them?",
        "  1. Measure them",
        "    ✎ “measure” #gauges — How?",
    ]
    assert as_form("tree", branch(SHOWN, 2)) == "2. Mend them [done]\n"


def notes(shown: Corrected) -> str:
    return markdown_notes("Title", REPORT, shown, NOTES, source="a.txt", exported="2026")


def test_exported_notes_show_the_corrected_outline() -> None:
    exported = notes(SHOWN)
    assert [line for line in exported.splitlines() if line.startswith("#")] == [
        "# Title", "## Before the outline begins", "## Rivers", "### 1. Measure them", "## 2. Mend them", "## Shores",
    ]  # fmt: skip
    assert "## Rivers\n\n*to check*\n\n- Rivers · ¶ 2 ^postil-on-Rivers\n\n  Which?\n  All of them?\n" in exported
    assert "\n\n> mend\n\n^postil-at-mend\n" in exported
    assert "\nhighlights: 3\nnotes: 4\n" in exported
    assert "gone" not in exported


def test_exported_notes_end_with_what_lost_its_node() -> None:
    assert notes(LESS).split("## Without a node\n\n")[1] == (
        "> 2\\.\n\n- moved\n\n- done\n\n> Banks\n\n- titled “Shores”\n\n"
        "- Rivers › 1. · ¶ 5 ^postil-on-Banks\n\n  **Left *bank***\n"
    )


def test_a_note_whose_key_is_not_known_stands_where_its_text_is() -> None:
    bare = outline_as("tree", "Title", REPORT, Corrected.bare(OUTLINE), NOTES)
    assert "\nBanks\n  ✎ # Left *bank*\n" in bare
