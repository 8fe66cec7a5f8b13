"""What is selected is what the eye sees selected, by mouse and by keyboard."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from page_driving import (
    CONTROL,
    PLAIN,
    SHIFT,
    click,
    double_click,
    drag,
    edge_of,
    height_of,
    mouse,
    place_of,
    press,
    release,
    report_of,
)
from page_texts import CHINESE, LATIN, texts
from PySide6.QtCore import QEvent, QPointF, Qt

from postil.core.display import Display, shown_text
from postil.core.outline import Outline
from postil.core.report import Report
from postil.core.span import Span
from postil.formats import read
from postil.ui.page import carets

Key = Qt.Key


def shown_spans(report: Report) -> list[Span]:
    """The text of each shown character."""
    spans: list[Span] = []
    for block in report.blocks:
        display = Display(report.text, block)
        spans += [display.span_to_text(Span(i, i + 1)) for i in range(len(display.shown))]
    return spans


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(texts(), st.data())
def test_a_selected_span_is_the_selection(one_page, text, data):
    report = report_of(text, "report.md")
    one_page.show_report(report, Outline())
    shown = shown_spans(report)
    for _ in range(3):
        first, last = sorted(data.draw(st.integers(0, len(shown) - 1)) for _ in range(2))
        span = Span(shown[first].start, shown[last].end)
        one_page.select(span)
        assert one_page.selection() == span
        assert one_page.selected_text() == shown_text(report, span)
        one_page.select(Span(span.end, span.start))
        assert one_page.selection() == span


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(texts(), st.data())
def test_any_selection_begins_and_ends_with_what_is_shown(one_page, text, data):
    report = report_of(text, "report.md")
    one_page.show_report(report, Outline())
    start, end = sorted(data.draw(st.integers(0, len(text))) for _ in range(2))
    one_page.select(Span(start, end))
    touched = [span for span in shown_spans(report) if start < end and span.overlaps(Span(start, end))]
    assert one_page.selection() == ((touched[0].start, touched[-1].end) if touched else None)


@settings(deadline=None, max_examples=30)
@given(data=st.data())
@pytest.mark.parametrize(
    "text", [LATIN * 9, CHINESE * 12, "- " + LATIN * 2 + "\n\n# " + LATIN + "\n\n> " + CHINESE * 4]
)
def test_the_mouse_selects_from_edge_to_edge(one_page, text, data):
    report = report_of(text, "report.md")
    one_page.show_report(report, Outline())
    letters = [span.start for span in shown_spans(report) if report.text[span.start].isalnum()]
    first, last = sorted(data.draw(st.sampled_from(letters)) for _ in range(2))
    if first == last:
        return
    drag(one_page, edge_of(one_page, first), edge_of(one_page, last))
    assert one_page.selected_text() == shown_text(report, Span(first, last))
    drag(one_page, edge_of(one_page, last), edge_of(one_page, first))
    assert one_page.selected_text() == shown_text(report, Span(first, last))


def test_all_is_all(make_page, report_file):
    report = read(report_file.read_bytes(), report_file.name)
    page = make_page(report)
    page.select_all()
    assert page.selected_text() == "\n".join(s for b in report.blocks if (s := Display(report.text, b).shown))


PARAGRAPHS = (
    "One two three. It’s well-known: re\u0301sume\u0301, naïve.\n\n改革委员会，在北京举行。\n\nLast words here."
)


@pytest.fixture
def page(make_page):
    return make_page(PARAGRAPHS)


def at(text: str) -> int:
    return PARAGRAPHS.index(text)


@pytest.mark.parametrize(
    ("inside", "word"),
    [
        ("wo three", "two"),
        ("s well", "It’s"),
        ("known", "well-known"),
        ("sume", "re\u0301sume\u0301"),
        ("ïve", "naïve"),
        ("革委", "改革委员会"),
        ("京举", "在北京举行"),
        ("ords", "words"),
    ],
)
def test_a_double_click_takes_the_word_and_in_chinese_the_run_up_to_punctuation(page, inside, word):
    double_click(page, place_of(page, at(inside)))
    assert page.selected_text() == word


def test_a_triple_click_takes_the_paragraph(page):
    double_click(page, place_of(page, at("wo three")))
    click(page, place_of(page, at("wo three")))
    assert page.selected_text() == PARAGRAPHS.split("\n\n", maxsplit=1)[0]


def test_a_double_click_that_is_dragged_on_takes_whole_words(page):
    click(page, place_of(page, at("wo three")))
    mouse(page.viewport(), QEvent.Type.MouseButtonDblClick, place_of(page, at("wo three")))
    for inside, selected in (("known", "two three. It’s well-known"), ("ne two", "One two")):
        mouse(page.viewport(), QEvent.Type.MouseMove, place_of(page, at(inside)))
        assert page.selected_text() == selected
    release(page, place_of(page, at("ne two")))


def test_shift_click_extends(page):
    click(page, edge_of(page, at("two")))
    click(page, edge_of(page, at(". It")), SHIFT)
    assert page.selected_text() == "two three"
    click(page, edge_of(page, at("One")), SHIFT)
    assert page.selected_text() == "One "


def test_a_click_selects_nothing_and_is_told(page, qtbot):
    page.select(Span(0, 5))
    with qtbot.waitSignal(page.clicked) as told:
        click(page, place_of(page, at("three")))
    assert told.args[0] == at("three")
    assert page.selection() is None


@pytest.mark.parametrize(
    ("keys", "selected"),
    [
        ([(Key.Key_Right, SHIFT)] * 5, "two t"),
        ([(Key.Key_Right, SHIFT)] * 5 + [(Key.Key_Left, SHIFT)] * 2, "two"),
        ([(Key.Key_Left, SHIFT)] * 2, "e "),
        ([(Key.Key_Right, SHIFT | CONTROL)], "two"),
        ([(Key.Key_Right, SHIFT | CONTROL)] * 3, "two three. It’s"),
        ([(Key.Key_Left, SHIFT | CONTROL)], "One "),
        ([(Key.Key_Home, SHIFT)], "One "),
        ([(Key.Key_End, SHIFT)], "two three. It’s well-known: re\u0301sume\u0301, naïve."),
        ([(Key.Key_End, SHIFT)] * 3, "two three. It’s well-known: re\u0301sume\u0301, naïve."),
        ([(Key.Key_Home, SHIFT | CONTROL)], "One "),
        ([(Key.Key_End, SHIFT | CONTROL)], PARAGRAPHS[4:].replace("\n\n", "\n")),
        ([(Key.Key_PageDown, SHIFT)], PARAGRAPHS[4:].replace("\n\n", "\n")),
        ([(Key.Key_Up, SHIFT)], "One "),
    ],
)
def test_keys_select_from_the_caret(page, qtbot, keys, selected):
    click(page, edge_of(page, at("two")))
    for key, modifiers in keys:
        qtbot.keyClick(page, key, modifiers)
    assert page.selected_text() == selected


def test_keys_select_from_where_the_caret_was_put(page, qtbot):
    page.put_caret(at("It’s"))
    assert page.selection() is None
    qtbot.keyClick(page, Key.Key_Right, SHIFT | CONTROL)
    assert page.selected_text() == "It’s"


def test_a_caret_that_was_scrolled_away_is_left_for_the_first_line_fully_in_view(make_page, long_report, qtbot):
    page = make_page(long_report)
    page.put_caret(long_report.blocks.starts[0])
    page.scroll_by(3_013)
    qtbot.keyClick(page, Key.Key_Right, SHIFT)
    first = page.selection().start
    assert first == page.first_visible_offset
    assert 0 <= height_of(page, first) < page.line_height * 2
    page.scroll_by(3_000)
    qtbot.keyClick(page, Key.Key_Right, SHIFT)
    assert page.selection() == (first, first + 2)


def test_lines_are_selected_under_each_other(make_page, qtbot):
    page = make_page(LATIN * 5)
    start = page.offset_at(edge_of(page, 30))
    click(page, edge_of(page, 30))
    qtbot.keyClick(page, Key.Key_Down, SHIFT)
    lower = page.selection().end
    assert height_of(page, lower) == height_of(page, start) + page.line_height
    qtbot.keyClick(page, Key.Key_Up, SHIFT)
    assert page.selection() is None
    qtbot.keyClick(page, Key.Key_End, SHIFT)
    end = page.selection().end
    assert height_of(page, end - 1) == height_of(page, start)
    qtbot.keyClick(page, Key.Key_End, SHIFT)
    assert page.selection().end == end


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(texts())
def test_a_caret_gets_through_every_text_and_back(one_page, text):
    report = report_of(text[:700], "report.md")
    one_page.show_report(report, Outline())
    column = one_page._column
    for step, back in (
        (carets.next_character, carets.previous_character),
        (carets.next_word, carets.previous_word),
    ):
        place, seen = report.blocks.starts[0], []
        while (after := step(column, place)) > place:
            place = after
            seen.append(place)
        assert place == column.item(len(column) - 1).line_end(column.item(len(column) - 1).lines - 1)
        while (before := back(column, place)) < place:
            place = before
        assert place == column.item(0).line_start(0)


def test_dragging_beyond_the_edge_scrolls(make_page, long_report, qtbot):
    page = make_page(long_report)
    start = edge_of(page, long_report.blocks[2].start)
    below = QPointF(start.x(), page.viewport().height() + 60)
    press(page, start)
    mouse(page.viewport(), QEvent.Type.MouseMove, below)
    qtbot.waitUntil(lambda: page.top_offset > long_report.blocks[3].start)
    selected = page.selection()
    assert selected.start == long_report.blocks[2].start
    assert height_of(page, selected.end - 1) > page.viewport().height() - 3 * page.line_height
    above = QPointF(start.x(), -60)
    mouse(page.viewport(), QEvent.Type.MouseMove, above)
    qtbot.waitUntil(lambda: page.verticalScrollBar().value() == 0)
    assert page.selection() == (0, long_report.blocks[1].end)
    release(page, above)


def test_esc_lets_go_of_the_selection(page, qtbot):
    page.select(Span(0, 5))
    with qtbot.waitSignal(page.selection_changed):
        qtbot.keyClick(page, Key.Key_Escape)
    assert page.selection() is None


def test_a_selection_is_told_once_it_changed(page, qtbot):
    with qtbot.waitSignal(page.selection_changed):
        page.select(Span(0, 5))
    with qtbot.assertNotEmitted(page.selection_changed):
        page.select(Span(0, 5))


def test_keys_that_are_not_the_pages_go_on_to_the_window(page, qtbot):
    for key, modifiers in ((Key.Key_A, PLAIN), (Key.Key_F7, PLAIN), (Key.Key_A, SHIFT), (Key.Key_Escape, PLAIN)):
        qtbot.keyClick(page, key, modifiers)
    assert page.selection() is None
    assert page.top_offset <= page.report.blocks.starts[0]
