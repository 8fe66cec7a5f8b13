"""Titles are short, speak, and are the item's own words."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outline_cases import lexicons, outline_of

from postil.core.text import columns
from postil.formats import read
from postil.outline.lexicon import Lexicon
from postil.outline.passages import Passages
from postil.outline.titles import LONGEST, title_of


@pytest.mark.parametrize(
    ("item", "title"),
    [
        (" that it is necessary to protect the springs. The rest follows.", "protect the springs"),
        (" is to finish the common map and open it to everybody.", "finish the common map and open it to everybody"),
        (
            " we should listen to those who live with the result; then we act.",
            "listen to those who live with the result",
        ),
    ],
)
def test_marker_and_stock_openings_are_left_out(item: str, title: str) -> None:
    assert title_of(item, lexicons()["en"]) == title


def test_a_chinese_title_is_cut_at_a_pause() -> None:
    item = "，要坚持先规划后建设的原则，把握好城市定位，把每一寸土地都规划得清清楚楚后再开工建设。"
    assert title_of(item, lexicons()["zh"]) == "坚持先规划后建设的原则"


def test_a_unit_that_is_a_number_alone_is_named_by_the_line_below_it() -> None:
    law = "§ 1 Zweck\n\nDas Gesetz dient der Freiheit.\n\n§ 2 Ziel\n\nDas Gesetz gilt für die Länder.\n"
    text = f"Teil 1\nAllgemeine Bestimmungen\n\n{law}"
    nodes = outline_of(text).nodes
    assert (nodes[0].label, nodes[0].title) == ("Teil 1", "Allgemeine Bestimmungen")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300), st.booleans())
def test_a_title_is_short_and_stands_in_the_item(item: str, whole: bool) -> None:  # noqa: FBT001 — drawn
    for lexicon in (Lexicon(), lexicons()["en"], lexicons()["zh"]):
        title = title_of(item, lexicon, whole=whole)
        assert title in item
        assert columns(title) <= LONGEST


def test_titles_are_contiguous_words_of_the_items_as_displayed(report_file: Path) -> None:
    report = read(report_file.read_bytes(), report_file.name)
    shown = "\n".join(Passages(report).shown)
    for node in outline_of(report.text, report_file.name).nodes:
        assert node.title in shown
        assert columns(node.title) <= LONGEST
        assert node.title.strip() == node.title
        assert node.title
