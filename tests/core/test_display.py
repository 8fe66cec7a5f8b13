"""The display: what the eye sees of a block, and the way between it and the text."""

from core_strategies import texts_with_blocks
from hypothesis import given
from hypothesis import strategies as st

from postil.core.display import Display, shown_text
from postil.core.report import Block, Blocks, Flow, Report, Run, Style
from postil.core.span import Span


@given(texts_with_blocks())
def test_every_shown_character_leads_to_the_text_and_back(case: tuple[str, list[Block]]) -> None:
    text, blocks = case
    for block in blocks:
        display = Display(text, block)
        for i in range(len(display.shown)):
            assert display.to_shown(display.text_start(i)) == i
            assert block.start <= display.text_start(i) < display.text_end(i + 1) <= block.end


@given(texts_with_blocks(), st.data())
def test_a_shown_stretch_is_the_same_after_a_way_through_the_text(
    case: tuple[str, list[Block]], data: st.DataObject
) -> None:
    text, blocks = case
    for block in blocks:
        display = Display(text, block)
        start, end = sorted(data.draw(st.integers(0, len(display.shown))) for _ in range(2))
        if start < end:
            span = display.span_to_text(Span(start, end))
            assert block.start <= span.start < span.end <= block.end
            assert display.span_to_shown(span) == (start, end)


@given(texts_with_blocks())
def test_to_shown_goes_only_forwards(case: tuple[str, list[Block]]) -> None:
    text, blocks = case
    for block in blocks:
        display = Display(text, block)
        places = [display.to_shown(offset) for offset in range(len(text) + 1)]
        assert places == sorted(places)
        assert places[-1] == len(display.shown)
        assert all(0 <= start < end <= len(display.shown) for start, end, *_ in display.styles)


@given(texts_with_blocks())
def test_a_block_that_keeps_its_lines_and_hides_nothing_shows_its_text(case: tuple[str, list[Block]]) -> None:
    text, blocks = case
    for block in blocks:
        assert Display(text, Block(block.start, block.end, flow=Flow.KEPT)).shown == text[block.start : block.end]


def test_wrapped_lines_are_joined() -> None:
    text = "one  \n  two\n中\n　文\nthree"
    assert Display(text, Block(0, len(text))).shown == "one two 中文 three"


def test_several_blanks_inside_a_joined_line_are_shown_as_one() -> None:
    text = "a file.  If \t it  \n  ends.  \n"
    display = Display(text, Block(0, len(text)))
    assert display.shown == "a file. If it ends. "
    assert display.span_to_text(Span(0, 7)) == (0, 7)
    assert display.span_to_text(Span(8, 10)) == (9, 11)
    assert Display(text, Block(0, len(text), flow=Flow.KEPT)).shown == text


def test_ideographic_blanks_stay_as_they_are_set() -> None:
    text = "张三　　李四　 王五"
    assert Display(text, Block(0, len(text))).shown == text


def test_a_million_blanks_cost_no_more_than_their_length() -> None:
    text = "a" + " " * 1_000_000 + "b\nc" + "\t" * 100_000 + "\nd"
    assert Display(text, Block(0, len(text))).shown == "a b c d"


def test_markup_is_hidden_and_entities_are_replaced() -> None:
    text = "**a** &amp; b"
    display = Display(
        text, Block(0, len(text), runs=(Run(0, 2, ""), Run(2, 3, None, Style.STRONG), Run(3, 5, ""), Run(6, 11, "&")))
    )
    assert display.shown == "a & b"
    assert display.styles == ((0, 1, Style.STRONG, ""),)
    assert display.span_to_text(Span(0, 1)) == (2, 3)
    assert display.span_to_text(Span(2, 3)) == (6, 11)
    assert display.span_to_shown(Span(7, 8)) == (2, 3)
    assert display.span_to_shown(Span(0, 2)) == (0, 0)


def test_the_shown_text_of_a_span_takes_a_line_from_each_block() -> None:
    text = "one\ntwo\n\nthree *four*\n\nfive"
    blocks = Blocks([Block(0, 7), Block(9, 21, runs=(Run(15, 16, ""), Run(20, 21, ""))), Block(23, 27)])
    report = Report(text, blocks)
    assert shown_text(report, Span(0, len(text))) == "one two\nthree four\nfive"
    assert shown_text(report, Span(5, 18)) == "wo\nthree fo"
    assert shown_text(report, Span(7, 9)) == ""
