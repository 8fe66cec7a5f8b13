"""Texts that are hard on a layout open, scroll, select and are found in like any other."""

import pytest
from hypothesis import HealthCheck, given, settings
from page_driving import double_click, edge_of, height_of, place_of, press, release, report_of
from page_texts import CHINESE, LATIN, texts
from PySide6.QtCore import QPointF, Qt

from postil.core.display import Display
from postil.core.finding import find
from postil.core.report import Block, Blocks, Report
from postil.core.span import Span
from postil.core.text import clean
from postil.ui.page.pieces import LONGEST, Pieces

STRANGE = "a\0b\x01c\x1b[31m \x7f\u2028line\u2029para\x85next\x0b\x0cpage \ufeff\ufffe\U0010ffff end "
HARD = {
    "a paragraph of 5 MB": LATIN * 48_000 + "needle",
    "a hard-wrapped paragraph": "\n".join([LATIN[:70].strip()] * 20_000) + "\nneedle",
    "Chinese without end": CHINESE * 20_000 + "needle",
    "a line of 1,000,000 characters without a blank": "x" * 1_000_000 + "needle",
    "100,000 empty lines": "above" + "\n" * 100_000 + "needle",
    "20,000 paragraphs": "\n\n".join([LATIN] * 20_000) + "\n\nneedle",
    "tabs": "a\tb\t\tc\n" * 2_000 + "needle",
    "joined emoji": "👩‍👩‍👧‍👦" * 5_000 + "needle",
    "many marks on one letter": "a" + "\u0301" * 20_000 + " needle",
}


@pytest.fixture(params=HARD)
def hard(request) -> Report:
    return report_of(HARD[request.param])


def test_it_opens_scrolls_selects_and_is_found_in(make_page, hard, qtbot):
    page = make_page(hard)
    bar = page.verticalScrollBar()
    for value in range(0, bar.maximum(), max(1, bar.maximum() // 10)):
        bar.setValue(value)
        page.viewport().repaint()
    [needle] = find(hard, "needle")
    page.reveal(needle.start)
    assert 0 <= height_of(page, needle.start) < page.viewport().height()
    double_click(page, place_of(page, needle.start + 3))
    assert page.selected_text().endswith("needle")
    page.scroll_home()
    press(page, edge_of(page, hard.blocks.starts[0]))
    release(page, edge_of(page, hard.blocks.starts[0]))
    qtbot.keyClick(page, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
    assert page.selection() == (hard.blocks.starts[0], needle.end)


def test_control_characters_are_text_like_any_other(make_page, qtbot):
    text = clean(STRANGE * 30)
    report = Report(text, Blocks([Block(0, len(text) - 1)]))
    page = make_page(report)
    page.select_all()
    assert page.selected_text() == Display(text, report.blocks[0]).shown
    for offset in range(0, len(text) - 1, 7):
        page.select(Span(offset, offset + 1))
        assert page.selection() == (offset, offset + 1)
    page.viewport().repaint()
    assert page.offset_at(QPointF(page.measure.left + 50, 60)) < 80


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(texts())
def test_the_pieces_of_a_long_block_show_what_the_block_shows(text):
    report = report_of(text * 30, "report.md")
    pieces = Pieces(report)
    covered = [offset for index in range(len(pieces)) for offset in pieces.span(index)]
    assert covered == sorted(covered)
    for block in report.blocks:
        inside = [i for i in range(len(pieces)) if block.start <= pieces.starts[i] < block.end]
        assert all(pieces.ends[i] - pieces.starts[i] <= LONGEST for i in inside)
        shown = "".join(Display(report.text, pieces.block(i)).shown for i in inside)
        assert "".join(shown.split()) == "".join(Display(report.text, block).shown.split())
        assert [pieces.block(i).number for i in inside] == [block.number, *[""] * (len(inside) - 1)]
        assert [pieces.continues(i) for i in inside] == [*[True] * (len(inside) - 1), False]
