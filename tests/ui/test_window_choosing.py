"""What is selected or chosen, by keyboard too: verbs are for it, and the bar stands beside it."""

import pytest
from bars import bar, chosen, verbs
from PySide6.QtWidgets import QApplication
from reader import Key, Modifier

from postil.core.span import Span

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")
WORDS, OTHERS = "church bells", "flood meadows"


@pytest.fixture
def window(reader, sample):
    return reader.start(sample)


def test_the_bar_is_reached_by_keyboard_and_gives_it_back_to_the_page(reader, window):
    reader.select(window, WORDS)
    bar(window).setFocus()
    reader.press(QApplication.focusWidget(), Key.Key_Right)
    assert QApplication.focusWidget().accessibleName() == "Green"
    reader.press(QApplication.focusWidget(), Key.Key_Space)
    reader.until(lambda: reader.marked(window) == [WORDS])
    assert reader.mark_of(window, WORDS).colour == "green"
    assert window.page.hasFocus()


def test_the_bar_stays_away_after_marking_until_something_is_chosen(reader, window):
    reader.mark(window, WORDS)
    reader.note(window, OTHERS, "Which?")
    for _ in range(3):
        window.page.scroll_by(20)
        assert not bar(window).isVisible()
    reader.click(window, WORDS)
    assert bar(window).isVisible()


def test_the_keyboard_goes_on_where_it_marked(reader, window):
    reader.mark(window, WORDS)
    assert window.page.selection() is None
    reader.press(window.page, Key.Key_Right)
    for _ in range(2):
        reader.press(window.page, Key.Key_Right, Modifier.ShiftModifier)
    begun = reader.span(window, WORDS).end + 1
    assert window.page.selection() == Span(begun, begun + 2)
    reader.press(window.page, Key.Key_Left)
    assert (window.page.selection(), window.page.caret) == (None, begun)
    reader.ctrl(window.page, Key.Key_Left)
    assert window.page.caret == reader.span(window, WORDS.rsplit(maxsplit=1)[-1]).start


def test_what_is_marked_already_is_not_marked_twice(reader, window):
    reader.mark(window, WORDS, Key.Key_3)
    reader.select(window, WORDS)
    assert chosen(window) == ["blue"]
    assert verbs(window) == ["Note", "Tag", "Copy", "Delete"]
    reader.press(window.page, Key.Key_5)
    assert reader.marked(window) == [WORDS]
    assert reader.mark_of(window, WORDS).colour == "purple"
    reader.select(window, WORDS)
    reader.press(window.page, Key.Key_N)
    reader.until(lambda: reader.editor(window))
    reader.press(reader.editor(window), Key.Key_Escape)
    reader.select(window, WORDS)
    reader.press(window.page, Key.Key_Delete)
    reader.until(lambda: not reader.marked(window))


def test_all_marks_are_reached_by_keyboard(reader, window):
    for words in (WORDS, OTHERS):
        reader.mark(window, words)
    reader.press(window.page, Key.Key_Escape)
    reader.press(window.page, Key.Key_Home)
    in_order = [mark.id for mark in window.session.marks]
    window.page.put_caret(0)
    seen = []
    for _ in range(3):
        reader.press(window, Key.Key_Down, Modifier.AltModifier)
        seen.append(window.page.active)
    assert seen == [*in_order, in_order[0]]
    reader.press(window, Key.Key_Up, Modifier.AltModifier)
    assert window.page.active == in_order[1]
    assert bar(window).isVisible()
    reader.press(window.page, Key.Key_Delete)
    reader.until(lambda: [mark.id for mark in window.session.marks] == in_order[:1])


def test_undo_shows_what_it_undid(reader, window):
    reader.mark(window, WORDS)
    start = reader.span(window, WORDS).start
    reader.press(window.page, Key.Key_End)
    assert not window.page.in_view(start)
    reader.ctrl(window.page, Key.Key_Z)
    reader.until(lambda: not reader.marked(window))
    assert window.page.in_view(start)


def test_words_are_selected_and_marked_by_keyboard_alone(reader, window):
    for _ in range(3):
        reader.press(window.page, Key.Key_Right, Modifier.ShiftModifier | Modifier.ControlModifier)
    selected = window.page.selected_text()
    assert len(selected.split()) == 3
    assert bar(window).isVisible()
    reader.press(window.page, Key.Key_3)
    reader.until(lambda: reader.marked(window) == [selected])
    assert reader.mark_of(window, selected).colour == "blue"
