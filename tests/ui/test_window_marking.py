"""What a reader does to a passage: mark, recolour, note, tag, copy, delete, undo; by mouse, keys and menus."""

import pytest
from bars import bar, chosen, verb, verbs
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from reader import Key, Modifier, Mouse

from postil.core.annotation import COLOURS
from postil.ui.selection_bar import SHADOW, Swatch

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")
WORDS, OTHERS = "church bells", "flood meadows"
LINES = "build nothing behind a dyke that would not be built in front of it. Where a village has to move, it moves once"


@pytest.fixture
def window(reader, sample):
    return reader.start(sample)


def undo_button(window) -> QPushButton:
    return window.workbench.status_line.findChild(QPushButton)


def menu_at(window, point: QPoint) -> QMenu:
    viewport = window.page.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, viewport.mapToGlobal(point))
    QApplication.sendEvent(viewport, event)
    return open_menu()


def open_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def trigger(menu: QMenu, text: str) -> None:
    (action,) = [action for action in menu.actions() if action.text().replace("&", "").startswith(text)]
    assert action.isEnabled()
    action.trigger()
    menu.close()


def covers(window, rects: list[QRect]) -> bool:
    face = bar(window).geometry().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
    return any(face.intersects(rect) for rect in rects)


@pytest.mark.parametrize("at", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("words", [WORDS, "bells", LINES])
def test_the_bar_stands_beside_the_selection_and_covers_neither_it_nor_the_line_below(reader, window, words, at):
    page = window.page
    page.scroll_to(reader.span(window, words).start, above=at * (page.viewport().height() - 4 * page.line_height))
    reader.select(window, words)
    assert bar(window).isVisible()
    assert verbs(window) == ["Note", "Tag", "Copy"]
    assert len(bar(window).findChildren(Swatch)) == 5
    assert page.viewport().rect().contains(bar(window).geometry())
    rects = page.span_rects(page.selection())
    below = rects[-1].translated(0, round(page.line_height))
    assert not covers(window, [*rects, below])


def test_the_bar_waits_until_the_mouse_is_released(reader, window):
    span = reader.span(window, WORDS)
    window.page.reveal(span.start)
    (rect,) = window.page.span_rects(span)
    viewport = window.page.viewport()
    reader.qtbot.mousePress(viewport, Mouse.LeftButton, pos=rect.topLeft() + QPoint(1, 5))
    reader.qtbot.mouseMove(viewport, rect.center())
    assert window.page.selection()
    assert not bar(window).isVisible()
    reader.qtbot.mouseRelease(viewport, Mouse.LeftButton, pos=rect.center())
    assert bar(window).isVisible()


def test_the_bar_follows_the_text(reader, window):
    reader.select(window, WORDS)
    before = bar(window).y()
    window.page.scroll_by(30)
    assert bar(window).y() == before - 30
    reader.press(window.page, Key.Key_End)
    reader.press(window.page, Key.Key_End)
    if not window.page.span_rects(window.page.selection()):
        assert not bar(window).isVisible()


@pytest.mark.parametrize("colour", COLOURS)
def test_a_colour_of_the_bar_marks_the_selection(reader, window, colour):
    reader.select(window, WORDS)
    (swatch,) = [swatch for swatch in bar(window).findChildren(Swatch) if swatch.colour == colour]
    reader.qtbot.mouseClick(swatch, Mouse.LeftButton)
    reader.until(lambda: reader.marked(window) == [WORDS])
    assert reader.mark_of(window, WORDS).colour == colour
    assert window.page.selection() is None
    assert not bar(window).isVisible()
    assert reader.is_saved(window)


@pytest.mark.parametrize("number", range(1, 6))
def test_the_number_keys_mark_the_selection(reader, window, number):
    assert reader.mark(window, WORDS, Qt.Key(Key.Key_0 + number)).colour == COLOURS[number - 1]


def test_a_click_on_a_mark_opens_the_bar_with_its_colour_and_delete(reader, window):
    reader.mark(window, WORDS, Key.Key_4)
    reader.press(window.page, Key.Key_Escape)
    reader.click(window, WORDS)
    assert bar(window).isVisible()
    assert chosen(window) == ["red"]
    assert verbs(window) == ["Note", "Tag", "Copy", "Delete"]
    reader.press(window.page, Key.Key_2)
    reader.until(lambda: reader.mark_of(window, WORDS).colour == "green")
    assert chosen(window) == ["green"]


def test_esc_lets_go_of_a_mark_and_of_a_selection(reader, window):
    reader.mark(window, WORDS)
    reader.click(window, WORDS)
    assert window.page.active
    reader.press(window.page, Key.Key_Escape)
    assert not window.page.active
    assert not bar(window).isVisible()
    reader.select(window, OTHERS)
    reader.press(window.page, Key.Key_Escape)
    assert window.page.selection() is None
    assert not bar(window).isVisible()


def by_key(reader, window):
    reader.click(window, WORDS)
    reader.press(window.page, Key.Key_Delete)


def by_bar(reader, window):
    reader.click(window, WORDS)
    verb(reader, window, "Delete")


def by_page_menu(reader, window):
    trigger(menu_at(window, reader.point(window, WORDS)), "Delete")


def by_card_menu(reader, window):
    (card,) = window.page.cards()
    trigger(menu_at(window, card.rect.center().toPoint()), "Delete")


def by_outline_menu(reader, window):
    view = window.workbench.outline_pane.view
    node = window.session.outline.at(reader.span(window, WORDS).start)
    at = view.visualRect(view.model().index_of(node)).center()
    view.customContextMenuRequested.emit(at)
    trigger(open_menu(), "Delete 1 Highlight Here")


def by_menu_bar(reader, window):
    reader.click(window, WORDS)
    window.workbench.actions["delete_mark"].trigger()


@pytest.mark.parametrize("way", [by_key, by_bar, by_page_menu, by_card_menu, by_outline_menu, by_menu_bar])
def test_every_way_to_delete_shows_undo_and_undo_works(reader, window, way):
    reader.note(window, WORDS, "Who rings them?")
    way(reader, window)
    reader.until(lambda: not reader.marked(window))
    assert reader.editor(window) is None
    assert "Note deleted" in reader.status(window)
    assert undo_button(window).isVisible()
    reader.qtbot.mouseClick(undo_button(window), Mouse.LeftButton)
    reader.until(lambda: reader.marked(window) == [WORDS])
    assert reader.mark_of(window, WORDS).note == "Who rings them?"
    assert not undo_button(window).isVisible()
    assert reader.restart().session.marks.get(next(iter(window.session.marks)).id)


def test_the_offer_to_undo_ends_with_the_next_change(reader, window):
    reader.mark(window, WORDS)
    by_key(reader, window)
    reader.until(undo_button(window).isVisible)
    assert "Highlight deleted" in reader.status(window)
    reader.mark(window, OTHERS)
    assert not undo_button(window).isVisible()


def test_several_highlights_of_a_node_are_deleted_and_undone_as_one(reader, window):
    reader.mark(window, WORDS)
    reader.mark(window, OTHERS)
    by = window.workbench.outline_pane.view
    node = window.session.outline.at(reader.span(window, WORDS).start)
    by.customContextMenuRequested.emit(by.visualRect(by.model().index_of(node)).center())
    trigger(open_menu(), "Delete 2 Highlights Here")
    reader.until(lambda: not reader.marked(window))
    assert "2 highlights deleted" in reader.status(window)
    reader.ctrl(window.page, Key.Key_Z)
    reader.until(lambda: len(reader.marked(window)) == 2)


def test_deleting_while_its_note_is_typed_keeps_what_was_typed_for_undo(reader, window):
    mark = reader.note(window, WORDS, "One")
    window.workbench.marking.edit_note(mark.id)
    reader.qtbot.keyClicks(reader.editor(window), "Two ")
    window.workbench.marking.delete()
    reader.until(lambda: not reader.marked(window))
    assert reader.editor(window) is None
    reader.ctrl(window.page, Key.Key_Z)
    reader.until(lambda: reader.marked(window) == [WORDS])
    assert "Two" in reader.mark_of(window, WORDS).note


def test_undo_and_redo_by_keys_also_after_a_restart(reader, window):
    reader.mark(window, WORDS)
    reader.click(window, WORDS)
    reader.press(window.page, Key.Key_3)
    reader.until(lambda: reader.mark_of(window, WORDS).colour == "blue")
    reader.ctrl(window.page, Key.Key_Z)
    reader.until(lambda: reader.mark_of(window, WORDS).colour == "yellow")
    again = reader.restart()
    assert again.workbench.actions["redo"].isEnabled()
    reader.ctrl(again.page, Key.Key_Z)
    reader.until(lambda: not reader.marked(again))
    assert not again.workbench.actions["undo"].isEnabled()
    for _ in range(2):
        reader.press(again.page, Key.Key_Z, Modifier.ControlModifier | Modifier.ShiftModifier)
    reader.until(lambda: reader.marked(again) == [WORDS] and reader.mark_of(again, WORDS).colour == "blue")
    assert not again.workbench.actions["redo"].isEnabled()


def test_a_note_on_a_selection_is_written_in_one_go(reader, window):
    reader.select(window, WORDS)
    verb(reader, window, "Note")
    reader.until(lambda: reader.editor(window))
    assert reader.editor(window).hasFocus()
    assert not bar(window).isVisible()
    reader.qtbot.keyClicks(reader.editor(window), "Who rings them? 1 2 n t")
    reader.press(reader.editor(window), Key.Key_Escape)
    reader.until(lambda: reader.mark_of(window, WORDS).note)
    assert reader.mark_of(window, WORDS).note == "Who rings them? 1 2 n t"
    assert window.page.hasFocus()
    assert [card.annotation.note for card in window.page.cards()] == ["Who rings them? 1 2 n t"]
    assert "1 highlight · 1 note" in reader.status(window)


def test_a_click_on_a_card_goes_on_with_its_note(reader, window):
    reader.note(window, WORDS, "First")
    (card,) = window.page.cards()
    reader.qtbot.mouseClick(window.page.viewport(), Mouse.LeftButton, pos=card.rect.center().toPoint())
    edit = reader.editor(window)
    assert edit.toPlainText() == "First"
    edit.selectAll()
    reader.qtbot.keyClicks(edit, "Second")
    reader.qtbot.mouseClick(window.page.viewport(), Mouse.LeftButton, pos=reader.point(window, OTHERS))
    reader.until(lambda: reader.mark_of(window, WORDS).note == "Second")


def test_a_note_that_was_not_changed_is_no_change(reader, window):
    mark = reader.note(window, WORDS, "First")
    window.workbench.marking.edit_note(mark.id)
    reader.press(reader.editor(window), Key.Key_Escape)
    assert reader.editor(window) is None
    reader.ctrl(window.page, Key.Key_Z)
    reader.until(lambda: not reader.mark_of(window, WORDS).note)


@pytest.mark.parametrize("closing", ["close", "ctrl+w", "quit"])
def test_closing_saves_the_note_that_is_being_typed(reader, window, closing):
    reader.select(window, WORDS)
    reader.press(window.page, Key.Key_N)
    reader.until(lambda: reader.editor(window))
    edit = reader.editor(window)
    reader.qtbot.keyClicks(edit, "Half a thou")
    if closing == "close":
        window.close()
    else:
        reader.ctrl(edit, Key.Key_W if closing == "ctrl+w" else Key.Key_Q)
    assert reader.windows.open == []
    again = reader.restart()
    assert reader.mark_of(again, WORDS).note == "Half a thou"
    assert reader.asked == []


@pytest.mark.parametrize("ending", ["enter", "elsewhere", "close"])
def test_tags_are_given_by_enter_by_going_elsewhere_and_by_closing(reader, window, ending):
    reader.select(window, WORDS)
    verb(reader, window, "Tag")
    reader.until(lambda: reader.tags(window))
    reader.qtbot.keyClicks(reader.tags(window), "signals, harbour/bells ,signals")
    if ending == "enter":
        reader.press(reader.tags(window), Key.Key_Return)
    elif ending == "elsewhere":
        window.workbench.outline_pane.view.setFocus()
    else:
        window = reader.restart()
    reader.until(lambda: reader.mark_of(window, WORDS).tags == ("harbour/bells", "signals"))
    assert reader.tags(window) is None


def test_esc_leaves_the_tags_as_they_were(reader, window):
    reader.mark(window, WORDS)
    reader.click(window, WORDS)
    reader.press(window.page, Key.Key_T)
    reader.qtbot.keyClicks(reader.tags(window), "signals")
    reader.press(reader.tags(window), Key.Key_Escape)
    reader.until(lambda: reader.tags(window) is None)
    assert reader.mark_of(window, WORDS).tags == ()
    assert window.page.hasFocus()


def test_ctrl_c_copies_the_selection_or_the_chosen_mark_as_shown(reader, window):
    clipboard = QGuiApplication.clipboard()
    reader.select(window, WORDS)
    reader.ctrl(window.page, Key.Key_C)
    assert clipboard.text() == WORDS
    reader.mark(window, OTHERS)
    reader.click(window, OTHERS)
    verb(reader, window, "Copy")
    assert clipboard.text() == OTHERS
    reader.ctrl(window.page, Key.Key_A)
    reader.ctrl(window.page, Key.Key_C)
    assert WORDS in clipboard.text()
    assert len(clipboard.text()) > 1000


def test_counts_follow_every_change(reader, window):
    assert "0 highlights · 0 notes" in reader.status(window)
    reader.mark(window, OTHERS)
    reader.note(window, WORDS, "Who?")
    assert "2 highlights · 1 note" in reader.status(window)
    node = window.session.outline.at(reader.span(window, WORDS).start)
    assert window.session.counts_by_node()[node][0] >= 1
    reader.ctrl(window.page, Key.Key_Z)
    reader.until(lambda: "2 highlights · 0 notes" in reader.status(window))


@pytest.mark.parametrize(
    ("name", "state"),
    [("copy", "passage"), ("write_note", "passage"), ("mark_red", "passage"), ("delete_mark", "mark"),
     ("undo", "undo"), ("redo", "redo")],
)  # fmt: skip
def test_only_what_can_be_done_is_offered(reader, window, name, state):
    action = window.workbench.actions[name]
    assert not action.isEnabled()
    reader.select(window, WORDS)
    assert action.isEnabled() == (state == "passage")
    reader.press(window.page, Key.Key_1)
    reader.until(lambda: reader.marked(window))
    reader.click(window, WORDS)
    assert action.isEnabled() == (state in {"passage", "mark", "undo"})
    reader.ctrl(window.page, Key.Key_Z)
    reader.until(lambda: not reader.marked(window))
    assert action.isEnabled() == (state == "redo")
