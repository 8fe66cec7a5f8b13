"""Moving through a report: the outline, the keys, finding, menus, size of the text, light and dark."""

import re

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QToolButton, QWidget
from reader import Key, Modifier, Mouse

from postil.ui import windows
from postil.ui.action_table import ACTIONS
from postil.ui.find_bar import FindBar
from postil.ui.outline_model import Role

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")


@pytest.fixture
def window(reader, long):
    return reader.start(long)


def current(window) -> str:
    view = window.workbench.outline_pane.view
    model = view.model()
    return model.data(model.index_of(view.delegate.current)) or ""


def click_node(reader, window, title: str) -> None:
    view = window.workbench.outline_pane.view
    model = view.model()
    (node,) = [i for i, node in enumerate(window.session.outline.nodes) if title in node.title]
    view.scrollTo(model.index_of(node))
    reader.qtbot.mouseClick(view.viewport(), Mouse.LeftButton, pos=view.visualRect(model.index_of(node)).center())


def found(window) -> str:
    return next((label.text() for label in window.findChild(FindBar).findChildren(QLabel)), "")


# The outline


def test_a_click_in_the_outline_brings_the_node_to_the_top(reader, window):
    click_node(reader, window, "Part number 7")
    assert "Part number 7" in current(window)
    top = window.page.span_rects(reader.span(window, "7. Part number 7"))[0].top()
    assert 0 <= top < 60
    assert any("Part number 7" in text for text in reader.status(window))


def test_scrolling_moves_the_current_node(reader, window):
    seen = [current(window)]
    for _ in range(60):
        reader.press(window.page, Key.Key_PageDown)
        if current(window) != seen[-1]:
            seen.append(current(window))
    numbers = [int(match[1]) for title in seen if (match := re.search(r"Part number (\d+)", title))]
    assert numbers == sorted(numbers)
    assert len(numbers) > 6


@pytest.mark.parametrize("way", ["key", "wheel", "bar"])
def test_a_clicked_node_stays_current_until_the_reader_scrolls(reader, window, way):
    click_node(reader, window, "Part number 12")
    assert "Part number 12" in current(window)
    window.resize(window.width() - 60, window.height())
    reader.mark(window, "Part number 12")
    assert "Part number 12" in current(window)
    if way == "key":
        for _ in range(3):
            reader.press(window.page, Key.Key_PageUp)
    elif way == "wheel":
        viewport = window.page.viewport()
        where, angle, inverted = QPointF(viewport.rect().center()), QPointF(0, 120 * 20).toPoint(), False
        wheel = QWheelEvent(
            where, viewport.mapToGlobal(where), QPointF().toPoint(), angle, Mouse.NoButton, Modifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, inverted,
        )  # fmt: skip
        QApplication.sendEvent(viewport, wheel)
    else:
        window.page.verticalScrollBar().setValue(0)
    reader.until(lambda: "Part number 12" not in current(window))


def test_enter_in_the_outline_goes_there_and_arrows_do_not(reader, window):
    view = window.workbench.outline_pane.view
    view.setFocus()
    top = window.page.top_offset
    for _ in range(4):
        reader.press(view, Key.Key_Down)
    assert window.page.top_offset == top
    title = view.currentIndex().data()
    reader.press(view, Key.Key_Return)
    assert current(window) == title
    assert window.page.top_offset > top


def test_who_went_to_a_node_reads_on_there(reader, window):
    click_node(reader, window, "Part number 7")
    assert window.page.hasFocus()
    top = window.page.top_offset
    reader.press(window.page, Key.Key_Space)
    assert window.page.top_offset > top


def test_enter_in_the_filter_goes_to_the_first_match(reader, window):
    edit = window.workbench.outline_pane.filter
    edit.setFocus()
    reader.qtbot.keyClicks(edit, "number 9")
    reader.press(edit, Key.Key_Return)
    assert "Part number 9" in current(window)
    assert window.page.hasFocus()


def test_the_outline_menu_goes_to_a_node(reader, window):
    view = window.workbench.outline_pane.view
    index = view.model().index_of(5)
    view.scrollTo(index)
    view.customContextMenuRequested.emit(view.visualRect(index).center())
    menu = QApplication.activePopupWidget()
    go, *_others, delete = menu.actions()
    assert not delete.isEnabled()
    go.trigger()
    menu.close()
    assert view.delegate.current == index.data(Role.NODE)


def test_typing_in_the_filter_leaves_the_report_alone(reader, window):
    edit = window.workbench.outline_pane.findChild(QLineEdit)
    top = window.page.top_offset
    edit.setFocus()
    reader.qtbot.keyClicks(edit, "number 3 n t 1")
    reader.press(edit, Key.Key_Delete)
    assert edit.text() == "number 3 n t 1"
    assert (window.page.top_offset, reader.marked(window)) == (top, [])
    reader.press(edit, Key.Key_Escape)
    assert edit.text() == ""


def test_progress_grows_to_the_end(reader, window):
    first = next(text for text in reader.status(window) if text.endswith(" %"))
    for _ in range(2):
        reader.press(window.page, Key.Key_End)
    last = next(text for text in reader.status(window) if text.endswith(" %"))
    assert int(first[:-2]) < int(last[:-2]) == 100
    reader.press(window.page, Key.Key_Home)
    assert first in reader.status(window)


# Finding


def test_finding_with_keys_goes_round(reader, window):
    reader.ctrl(window.page, Key.Key_F)
    edit = window.findChild(FindBar).findChild(QLineEdit)
    reader.until(edit.hasFocus)
    reader.qtbot.keyClicks(edit, "part number")
    reader.until(lambda: found(window) == "1 of 12")
    for key, modifier, count in (
        (Key.Key_F3, Modifier.NoModifier, "2 of 12"),
        (Key.Key_Return, Modifier.NoModifier, "3 of 12"),
        (Key.Key_F3, Modifier.ShiftModifier, "2 of 12"),
        (Key.Key_Return, Modifier.ShiftModifier, "1 of 12"),
        (Key.Key_F3, Modifier.ShiftModifier, "12 of 12"),
    ):
        reader.press(edit, key, modifier)
        assert found(window) == count
    assert window.page.span_rects(reader.span(window, "Part number 12"))
    window.page.setFocus()
    reader.press(window.page, Key.Key_F3)
    assert found(window) == "1 of 12"


@pytest.mark.parametrize("where", ["bar", "page"])
def test_esc_closes_the_find_bar_and_its_hits(reader, window, where):
    reader.ctrl(window.page, Key.Key_F)
    bar = window.findChild(FindBar)
    reader.qtbot.keyClicks(bar.findChild(QLineEdit), "harbour")
    reader.until(lambda: "of" in found(window))
    if where == "page":
        window.page.setFocus()
    reader.press(window.page if where == "page" else bar.findChild(QLineEdit), Key.Key_Escape)
    assert not bar.isVisible()
    assert window.page._hits == []
    assert window.page.hasFocus()


def test_what_was_found_can_be_marked_at_once_and_is_found_again(reader, window):
    reader.ctrl(window.page, Key.Key_F)
    edit = window.findChild(FindBar).findChild(QLineEdit)
    reader.qtbot.keyClicks(edit, "part number")
    reader.until(lambda: found(window) == "1 of 12")
    reader.press(edit, Key.Key_F3)
    reader.press(edit, Key.Key_Escape)
    assert window.page.selected_text().casefold() == "part number"
    reader.ctrl(window.page, Key.Key_F)
    reader.until(lambda: found(window) == "2 of 12")
    reader.press(edit, Key.Key_Escape)
    reader.press(window.page, Key.Key_1)
    reader.until(lambda: len(window.session.marks) == 1)


def test_the_bar_at_the_selection_makes_room_for_what_opens(reader, window):
    bar = window.workbench.marking.bar
    for opening in ("find", "show_about", "open_report"):
        reader.select(window, "harbour")
        assert bar.isVisible()
        window.workbench.actions[opening].trigger()
        assert not bar.isVisible()
        window.page.clear_selection()
    reader.select(window, "harbour")
    window.menuBar().actions()[0].menu().aboutToShow.emit()
    assert not bar.isVisible()


def test_what_is_selected_is_found(reader, window):
    reader.select(window, "harbour")
    reader.ctrl(window.page, Key.Key_F)
    reader.until(lambda: found(window) == "1 of 1")
    assert window.findChild(FindBar).query == "harbour"


def test_f3_without_words_opens_the_find_bar(reader, window):
    reader.press(window.page, Key.Key_F3)
    assert window.findChild(FindBar).isVisible()
    assert window.findChild(FindBar).findChild(QLineEdit).hasFocus()


def test_what_is_nowhere_is_said_to_be_nowhere(reader, window):
    reader.ctrl(window.page, Key.Key_F)
    reader.qtbot.keyClicks(window.findChild(FindBar).findChild(QLineEdit), "zeppelin")
    reader.until(lambda: found(window) == "Not found")
    reader.press(window.page, Key.Key_F3)


# Keys, menus, size


def test_ctrl_w_closes_one_window_and_ctrl_q_all(reader, window, write):
    reader.windows.open_paths([write("one.txt", "One.\n"), write("two.txt", "Two.\n")])
    second = reader.rested(reader.windows.open[1])
    reader.rested(reader.windows.open[2])
    reader.ctrl(second.page, Key.Key_W)
    assert len(reader.windows.open) == 2
    window.activateWindow()
    reader.until(window.isActiveWindow)
    reader.ctrl(window.page, Key.Key_Q)
    assert reader.windows.open == []


def test_f10_and_alt_show_the_menu_bar_and_esc_folds_it(reader, window):
    bar = window.menuBar()
    assert not bar.isVisible()
    for key in (Key.Key_F10, Key.Key_Alt):
        reader.press(window.page, key)
        assert bar.isVisible()
        assert bar.activeAction() is bar.actions()[0]
        reader.press(bar, Key.Key_Escape)
        assert not bar.isVisible()
        assert window.page.hasFocus()


def test_alt_with_another_key_is_no_wish_for_the_menu_bar(reader, window):
    reader.qtbot.keyPress(window.page, Key.Key_Alt)
    reader.press(window.page, Key.Key_X, Modifier.AltModifier)
    reader.qtbot.keyRelease(window.page, Key.Key_Alt)
    assert not window.menuBar().isVisible()


def test_the_menu_button_opens_the_same_menus(reader, window):
    button = window.header.menu_button
    reader.qtbot.mouseClick(button, Mouse.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == [action.text() for action in window.menuBar().actions()]
    find = next(action for action in menu.actions()[1].menu().actions() if action.objectName() == "find")
    menu.close()
    find.trigger()
    assert window.findChild(FindBar).isVisible()


@pytest.mark.parametrize("spec", ACTIONS, ids=lambda spec: spec.name)
def test_every_action_can_be_done(reader, window, spec):
    action = window.workbench.actions[spec.name]
    if spec.needs in {"mark", "marks", "undo"}:
        reader.mark(window, "harbour")
        reader.click(window, "harbour")
    elif spec.needs == "redo":
        reader.mark(window, "harbour")
        window.workbench.actions["undo"].trigger()
    elif spec.needs in {"passage", "selection"}:
        reader.select(window, "harbour")
    assert action.isEnabled()
    action.trigger()
    if reader.windows.open and not reader.told:
        reader.press(window.page, Key.Key_Escape)


def test_zoom_keeps_the_text_at_the_top(reader, window):
    click_node(reader, window, "Part number 7")
    size, top = window.page.line_height, window.page.top_offset
    reader.ctrl(window.page, Key.Key_Plus)
    assert window.page.line_height > size
    assert window.page.top_offset == top
    reader.ctrl(window.page, Key.Key_0)
    assert window.page.line_height == size
    for _ in range(30):
        reader.ctrl(window.page, Key.Key_Minus)
    assert 0 < window.page.line_height < size


def test_outline_and_notes_are_shown_and_hidden(reader, window):
    window.resize(1360, 860)
    reader.note(window, "harbour", "Which one?")
    assert window.page.cards()
    assert window.page.measure.card
    reader.press(window.page, Key.Key_N, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert not window.page.measure.card
    reader.press(window.page, Key.Key_F9)
    assert not window.workbench.outline_pane.isVisible()
    reader.press(window.page, Key.Key_F9)
    assert window.workbench.outline_pane.isVisible()


def test_full_screen_is_left_by_esc(reader, window):
    reader.press(window.page, Key.Key_F11)
    assert window.isFullScreen()
    reader.press(window.page, Key.Key_Escape)
    assert not window.isFullScreen()
    assert not window.workbench.actions["toggle_full_screen"].isChecked()


def test_a_link_is_opened_only_after_its_address_was_shown(reader, write):
    window = reader.start(write("linked.md", "# Linked\n\nSee [the plan](https://example.org/plan) for more.\n"))
    reader.click(window, "the plan")
    assert reader.asked == ["https://example.org/plan"]


# Light and dark


def test_every_part_takes_the_other_theme(reader, window, monkeypatch):
    reader.note(window, "harbour", "Which one?")
    reader.ctrl(window.page, Key.Key_F)
    light = window.grab().toImage()
    monkeypatch.setattr(windows, "system_theme", lambda _app: "dark")
    reader.windows._follow_system()
    dark = window.grab().toImage()
    points = [(x, y) for x in range(0, light.width(), 7) for y in range(0, light.height(), 7)]
    bright = [point for point in points if dark.pixelColor(*point).lightness() > 220]
    assert len(bright) < 0.03 * len(points)
    assert sum(light.pixelColor(*point).lightness() > 220 for point in points) > 0.8 * len(points)


# Without a mouse, without a screen


def test_everything_that_takes_the_focus_has_a_name(reader, window):
    reader.note(window, "harbour", "Which one?")
    reader.ctrl(window.page, Key.Key_F)
    reader.select(window, "plan")
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert nameless == []


def test_tab_goes_through_the_window_as_it_is_seen(reader, window):
    window.activateWindow()
    window.page.setFocus()
    reader.until(window.page.hasFocus)
    seen = []
    while window.page not in seen and len(seen) < 20:
        reader.press(QApplication.focusWidget(), Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    pane = window.workbench.outline_pane
    buttons = [widget for widget in seen if isinstance(widget, QToolButton)]
    assert seen == [*buttons, pane.filter, pane.view, window.page]
    assert buttons[0] is window.header.menu_button
    assert [button.x() for button in buttons] == sorted(button.x() for button in buttons)
    assert len(buttons) == 5
