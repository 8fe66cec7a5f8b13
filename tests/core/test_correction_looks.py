"""What looks alike: the markers of one list, lines that stand out; and what a passage is as a node."""

import pytest
from correction_cases import drawn, report_of

from postil.core.correction_looks import (
    MOST_ALIKE,
    added,
    item_start,
    look,
    passage_start,
    passages_like,
    shape,
    short_title,
    signature,
)
from postil.core.outline import NodeKind
from postil.core.report import Block, BlockKind, Blocks, Report, Run, Style
from postil.core.span import Span
from postil.core.text import columns


@pytest.mark.parametrize(
    "labels",
    [
        "1. 2. 13.",
        "1) 2)",
        "一、 二、 二十一、",
        "（一） （十二）",
        "(1) (2)",
        "第一条 第二十条",
        "第一章 第三章",
        "1.2 3.14",
        "1.2.3 4.5.6",
        "① ② ⑳",
        "§4 §12",
        "一是 二是",
        "I. IV. X.",
        "A. B. Z.",
        "(ii) (iv)",
    ],
)
def test_the_markers_of_one_list_have_one_shape_and_no_other_list_has_it(labels: str) -> None:
    shapes = {shape(label) for label in labels.split() if label not in {"I.", "X."}}
    assert len(shapes) == 1
    others = {"1.", "1)", "一、", "（一）", "(1)", "第一条", "第一章", "1.1", "1.1.1", "①", "一是"} - shapes
    assert shapes.isdisjoint({shape(other) for other in others})


def test_an_ordinal_tells_roman_numerals_from_letters() -> None:
    assert shape("(i)", 1) == shape("(ii)", 2) == shape("(v)", 5) == "(i)"
    assert shape("(i)", 9) == shape("(a)", 1) == shape("(v)", 22) == "(a)"
    assert (shape("I.", 1), shape("I.", 9), shape("A.", 1)) == ("I.", "A.", "A.")


def test_unit_names_are_part_of_a_shape_and_words_alone_have_none() -> None:
    assert shape("Chapter 4") == shape("Chapter 12") != shape("Article 4")
    assert shape("Chapter IV") == shape("Chapter I")
    assert shape("The first") == shape("Secondly") == shape("其次") == shape("") == ""
    assert shape("•") == "•"


def test_a_signature_is_rule_and_shape_or_kind_and_the_source_s_level() -> None:
    report, outline = drawn("a\n1. b\n")
    assert [signature(report, node) for node in outline.nodes] == ["heading.bare|heading", "numbered.decimal|1."]
    marked = Report("A\nB", Blocks([Block(0, 1, BlockKind.HEADING, level=1), Block(2, 3, BlockKind.HEADING, level=2)]))
    node = outline.nodes[0]._replace(rule="heading.markup")
    assert signature(marked, node) != signature(marked, node._replace(start=2))


TEXT = """OVERVIEW

Prose that goes on and on, and ends like a sentence does.

Water Levels

1. Measure
2. Mend it (a) here

Prose again, with 3. inside.

Other Matters

7. Wait.
"""


def passages(report: Report, quote: str) -> list[str]:
    start = report.text.index(quote)
    starts = passages_like(report, look(report, start))
    return [report.text[start : report.text.index("\n", start)] for start in starts]


def test_everything_alike_is_found() -> None:
    report = report_of(TEXT)
    assert passages(report, "1.") == ["1. Measure", "2. Mend it (a) here", "7. Wait."]
    assert passages(report, "Other") == ["Water Levels", "Other Matters"]
    assert passages(report, "OVER") == ["OVERVIEW"]


@pytest.mark.parametrize("quote", ["Prose", "goes on", "(a)", "3.", "Measure"])
def test_what_looks_like_any_paragraph_or_stands_inside_one_has_no_look(quote: str) -> None:
    assert look(report_of(TEXT), TEXT.index(quote)) == ""


def test_markup_is_its_own_look() -> None:
    text = "Head\nitem\nCaption\nx = 1\nbold line\nplain line here.\n"
    starts = [text.index(word) for word in ("Head", "item", "Caption", "x =", "bold", "plain")]
    ends = [text.index("\n", start) for start in starts]
    kinds = [BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.CAPTION, BlockKind.CODE]
    blocks = [Block(*span, kind, level=2) for *span, kind in zip(starts, ends, kinds, strict=False)]
    bold = Run(starts[4], ends[4], style=Style.STRONG)
    blocks += [Block(starts[4], ends[4], runs=(bold,)), Block(starts[5], ends[5])]
    report = Report(text, Blocks(blocks))
    assert [look(report, start) for start in starts] == ["heading 2", "list_item 2", "caption 2", "", "line bold 0", ""]


def test_a_look_makes_no_more_nodes_than_somebody_may_want() -> None:
    report = report_of("".join(f"{i % 100}. line\n" for i in range(MOST_ALIKE + 5)))
    assert len(list(passages_like(report, "marker 1."))) == MOST_ALIKE


def test_a_passage_begins_at_the_marker_before_the_words_that_were_selected() -> None:
    report = report_of("12. Measure the river\n")
    assert passage_start(report, Span(4, 11)) == 0
    assert passage_start(report, Span(12, 15)) == 12
    assert passage_start(report, Span(0, 3)) == 0


def test_hidden_markup_before_a_passage_is_no_part_of_it() -> None:
    report = Report("**Bold** text", Blocks([Block(0, 13, runs=(Run(0, 2, ""), Run(2, 6, style=Style.STRONG)))]))
    assert item_start(report, 0) == 2
    assert passage_start(report, Span(0, 8)) == 2
    assert passage_start(Report("ab", Blocks()), Span(1, 2)) == 1


@pytest.mark.parametrize(
    ("line", "label", "ordinal", "kind", "title"),
    [
        ("12. Measure the river. Then wait.", "12.", 12, NodeKind.NUMBERED, "Measure the river"),
        ("（二十一）加强监测。", "（二十一）", 21, NodeKind.NUMBERED, "加强监测"),
        ("第一百零三条 说明", "第一百零三条", 103, NodeKind.NUMBERED, "说明"),
        ("(iv) the fourth", "(iv)", 4, NodeKind.NUMBERED, "the fourth"),
        ("(c) the third", "(c)", 3, NodeKind.NUMBERED, "the third"),
        ("③ dritter", "③", 3, NodeKind.NUMBERED, "dritter"),
        ("1.2.7 Deep", "1.2.7", 7, NodeKind.NUMBERED, "Deep"),
        ("Artículo 7. Objeto", "Artículo 7.", 7, NodeKind.NUMBERED, "Objeto"),
        ("§ 4 Zweck", "§ 4", 4, NodeKind.NUMBERED, "Zweck"),
        ("• point", "•", None, NodeKind.LIST_ITEM, "point"),
        ("Background", "", None, NodeKind.HEADING, "Background"),
        ("So it was said, and it was good.", "", None, NodeKind.LEAD, "So it was said, and it was good"),
        ("1999 was a year.", "", None, NodeKind.LEAD, "1999 was a year"),
    ],
)
def test_an_added_node_is_labelled_and_titled_as_it_is_printed(
    line: str, label: str, ordinal: int | None, kind: NodeKind, title: str
) -> None:
    node = added(report_of(f"{line}\n"), 0)
    assert (node.label, node.ordinal, node.kind, node.title) == (label, ordinal, kind, title)
    assert (node.rule, node.confidence) == ("reader.added", 1.0)


@pytest.mark.parametrize("said", ["word " * 40, "字" * 100, "x" * 200, "字word " * 30, "", "...", "Mr. Smith went"])
def test_a_title_is_short_and_cut_between_words(said: str) -> None:
    title = short_title(said)
    assert columns(title) <= 60
    assert said.strip().startswith(title)
    assert not title.endswith(" ")
    if "word " in said:
        assert title.endswith(("word", "字"))
