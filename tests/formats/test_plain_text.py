"""Plain text: the text is the source, and its lines show where paragraphs begin."""

import textwrap
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader_properties import assert_well_made

from postil.core.display import Display
from postil.core.errors import PostilError
from postil.core.report import BlockKind, Flow, Report
from postil.core.text import clean
from postil.formats import read

FIRST = (
    "The committee met on Tuesday and heard what the offices had to say about the bridge, the school and the harbour."
)
SECOND = "It asked for figures where there were none, and for patience where there were too many of them."
THIRD = "Nobody objected, but the chair noted that the second report had arrived late and in the wrong order."
PROSE = f"{FIRST} {SECOND} {THIRD}"
CHINESE = "会议听取了关于桥梁、学校和港口的汇报，要求各部门在没有数据的地方补充数据，在数据太多的地方保持耐心。" * 4


def report_of(source: str) -> Report:
    report = read(source.encode(), "report.txt")
    assert_well_made(report)
    return report


def shown(source: str) -> list[str]:
    report = report_of(source)
    return [Display(report.text, block).shown for block in report.blocks]


@given(
    st.lists(
        st.one_of(
            st.text(max_size=80),
            st.sampled_from(
                ("", " ", "\n", "\n\n", "\t", "　　", "- ", "1. ", "（一）", "| a | b |", "a   b", "\f", "\r\n")
            ),
        ),
        max_size=30,
    ).map("".join)
)
def test_nothing_of_a_text_is_changed_or_left_out(source: str) -> None:
    source = clean(source)
    if not source.strip():
        return
    try:
        report = read(source.encode(), "report.txt")
    except PostilError as error:
        assert error.code in {"report-binary", "report-format"}  # noqa: PT017 — what looks like another format
        return
    assert report.text == source
    assert_well_made(report)
    outside = list(report.text)
    for block in report.blocks:
        outside[block.start : block.end] = " " * (block.end - block.start)
    assert not "".join(outside).strip()


def test_every_real_report_is_well_made(report_file: Path) -> None:
    assert_well_made(read(report_file.read_bytes(), report_file.name))


def test_each_line_of_an_unwrapped_text_is_a_paragraph() -> None:
    lines = [PROSE, CHINESE, FIRST, "A short one."]
    assert shown("\n".join(lines)) == lines


@pytest.mark.parametrize("width", [50, 65, 72, 76, 100])
@pytest.mark.parametrize("between", ["\n\n", "\n   \n", "\n"])
def test_wrapped_lines_are_joined(width: int, between: str) -> None:
    paragraphs = [PROSE, "Then they left.", f"{FIRST} {SECOND}", f"{SECOND} {THIRD}"]
    wrapped = between.join(textwrap.fill(paragraph, width) for paragraph in paragraphs)
    assert shown(wrapped) == paragraphs


def test_a_first_line_that_is_indented_begins_a_paragraph() -> None:
    paragraphs = [PROSE, f"{FIRST} {SECOND}", PROSE]
    wrapped = "\n".join(textwrap.fill(paragraph, 60, initial_indent="  ") for paragraph in paragraphs)
    assert shown(wrapped) == paragraphs


def test_wrapped_chinese_is_joined_without_blanks() -> None:
    lines = [CHINESE[i : i + 35] for i in range(0, len(CHINESE), 35)]
    assert shown("\n".join(lines)) == [CHINESE]


def test_a_korean_text_keeps_its_blanks() -> None:
    korean = "위원회는 화요일에 회의를 열고 다리와 학교와 항구에 관한 보고를 들었다. " * 6
    assert shown(textwrap.fill(korean, 40)) == [korean.strip()]


def test_list_items_inside_a_wrapped_text_are_blocks_of_their_own() -> None:
    items = [f"- {FIRST} {SECOND}", "- two", f"- {SECOND}"]
    wrapped = "\n".join(textwrap.fill(item, 70, subsequent_indent="  ") for item in items)
    report = report_of(textwrap.fill(PROSE, 70) + "\n" + wrapped)
    assert [Display(report.text, block).shown for block in report.blocks] == [PROSE, *items]
    assert [block.kind for block in report.blocks] == [BlockKind.PARAGRAPH] + [BlockKind.LIST_ITEM] * 3


@pytest.mark.parametrize("marks", [("1. ", "2. "), ("(a) ", "(b) "), ("a) ", "b) "), ("• ", "• "), ("[1] ", "[2] ")])
def test_enumerators_begin_list_items(marks: tuple[str, str]) -> None:
    report = report_of("\n".join(mark + "something to do" for mark in marks))
    assert [block.kind for block in report.blocks] == [BlockKind.LIST_ITEM] * 2


def test_a_number_in_mid_sentence_begins_no_item() -> None:
    paragraph = f"{FIRST} The paper that bears the number 12. follows the one that was sent before it. {PROSE}"
    for width in range(60, 80):
        assert shown(textwrap.fill(paragraph, width)) == [paragraph]


def test_verse_and_addresses_keep_their_lines() -> None:
    address = "Mary Miller\nInstitute for Bridges\n12 Harbour Street\nPort"
    report = report_of(f"{textwrap.fill(PROSE, 72)}\n\n{textwrap.indent(address, '    ')}\n\n{PROSE}")
    block = report.blocks[1]
    assert (block.kind, block.flow) == (BlockKind.PARAGRAPH, Flow.KEPT)
    assert Display(report.text, block).shown == address


def test_diagrams_keep_their_columns_without_the_common_indentation() -> None:
    drawing = "  +-----+     +-----+\n  |  A  |---->|  B  |\n  +-----+     +-----+\n     from       to"
    report = report_of(
        f"{textwrap.fill(PROSE, 72)}\n\n{textwrap.indent(drawing, '      ')}\n\n{textwrap.fill(PROSE, 72)}"
    )
    block = report.blocks[1]
    assert (block.kind, block.flow) == (BlockKind.CODE, Flow.KEPT)
    assert Display(report.text, block).shown == textwrap.dedent(drawing)


def test_a_torn_sentence_is_mended_in_a_text_of_one_line_a_paragraph() -> None:
    torn = PROSE.replace(" the school", "\nthe school")
    assert shown(f"{PROSE}\n{torn}\n{PROSE} {PROSE}\n{FIRST}")[1] == PROSE


@pytest.mark.parametrize(
    "source",
    [
        "x" * 1_000_000,
        CHINESE * 5_000,
        "a" + "\n" * 100_000 + "b",
        "\t" * 200_000 + "a",
        textwrap.fill(PROSE * 3_000, 72),
        "a    b    c\n" * 50_000,
        "ab\n" * 50_000,
    ],
    ids=["one word", "one Chinese line", "empty lines", "tabs", "one wrapped paragraph", "columns", "short lines"],
)
def test_odd_shapes_cost_no_more_than_their_length(source: str) -> None:
    began = time.process_time()
    read(source.encode(), "report.txt")
    assert time.process_time() - began < 5, "quadratic: each of these takes a fraction of a second"
