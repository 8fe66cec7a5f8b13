"""The reader and the outline at a real window: walking, correcting, remembering, noting, copying."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from reader import Key, Modifier

from postil import desk
from postil.core.outline import Outline
from postil.core.span import Span
from postil.ui.attention import LOOK_MS
from postil.ui.outline_model import Role
from postil.ui.title_edit import TitleEdit

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")

ALT_SHIFT = Modifier.AltModifier | Modifier.ShiftModifier
SHIFT = Modifier.ShiftModifier
PARTS = """A plan for the harbour

1. The quays

They are to be mended before the winter comes and the ice with it.

First, count the bollards. It has not been done for years.

Second, paint them. Any colour will do.

2. The bells

They ring at noon and at six.

3. The boats

There are nine of them, and one more in the shed.
"""


@pytest.fixture
def window(reader, write):
    return reader.start(write("harbour.txt", PARTS))


def titles(window) -> list[str]:
    """The outline as the pane shows it, indented."""
    model = window.workbench.outline_pane.view.model()
    lines = []

    def walk(parent, depth: int) -> None:
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            lines.append("  " * depth + index.data())
            walk(index, depth + 1)

    walk(window.workbench.outline_pane.view.rootIndex(), 0)
    return lines


def node(window, words: str) -> int:
    return next(i for i, node in enumerate(window.session.outline.nodes) if words in f"{node.label} {node.title}")


def at(reader, window, words: str):
    """Put the outline's cursor on a node; the tree, which takes the keys from now on."""
    view = window.workbench.outline_pane.view
    reader.turn_to(window)
    view.setFocus()
    view.setCurrentIndex(view.model().index_of(node(window, words)))
    return view


def do(window, name: str) -> None:
    action = window.workbench.actions[name]
    assert action.isEnabled()
    action.trigger()


FOUND = ["The quays", "  Count the bollards", "  Paint them", "The bells", "The boats"]


def test_a_node_is_promoted_and_demoted_and_taken_back(reader, window):
    assert titles(window) == FOUND
    view = at(reader, window, "count the")
    reader.press(view, Key.Key_Left, ALT_SHIFT)
    assert titles(window) == ["The quays", "Count the bollards", "  Paint them", "The bells", "The boats"]
    assert view.currentIndex().data() == "Count the bollards"
    assert "“Count the bollards” stands one level higher" in reader.status(window)
    reader.press(view, Key.Key_Right, ALT_SHIFT)
    assert titles(window)[1].startswith("  Count")
    window.workbench.undo()
    window.workbench.undo()
    assert titles(window) == FOUND
    window.workbench.redo()
    assert titles(window)[1] == "Count the bollards"


def test_what_cannot_be_done_is_said_and_changes_nothing(reader, window):
    view = at(reader, window, "quays")
    reader.press(view, Key.Key_Left, ALT_SHIFT)
    assert "“The quays” stands at the top level already" in reader.status(window)
    assert not window.session.can_undo
    reader.press(view, Key.Key_Right, ALT_SHIFT)
    assert not window.session.can_undo


def title_edit(window) -> TitleEdit | None:
    return next((edit for edit in window.findChildren(TitleEdit) if not edit.isHidden()), None)


def test_a_title_is_typed_in_its_row(reader, window):
    view = at(reader, window, "bells")
    reader.press(view, Key.Key_F2)
    edit = title_edit(window)
    assert (edit.text(), edit.selectedText()) == ("The bells", "The bells")
    reader.qtbot.keyClicks(edit, "Noise")
    reader.press(edit, Key.Key_Return)
    assert titles(window)[3] == "Noise"
    assert (title_edit(window), view.hasFocus()) == (None, True)
    reader.press(view, Key.Key_F2)
    reader.qtbot.keyClicks(title_edit(window), "Never mind")
    reader.press(title_edit(window), Key.Key_Escape)
    assert titles(window)[3] == "Noise"
    reader.press(view, Key.Key_F2)
    reader.press(title_edit(window), Key.Key_Delete)
    reader.press(title_edit(window), Key.Key_Return)
    assert titles(window) == FOUND


def test_a_title_being_typed_outlives_a_change_of_the_outline(reader, window):
    reader.press(at(reader, window, "bells"), Key.Key_F2)
    reader.qtbot.keyClicks(title_edit(window), "Noise")
    session = window.session
    session.correct(desk.promote(session.report.report, session.shown, node(window, "count the")))
    assert title_edit(window).text() == "Noise"
    reader.press(title_edit(window), Key.Key_Return)
    assert titles(window)[3] == "Noise"


def test_what_is_no_node_is_removed_and_everything_like_it(reader, window):
    view = at(reader, window, "count the")
    reader.press(view, Key.Key_Delete)
    assert titles(window) == ["The quays", "  Paint them", "The bells", "The boats"]
    reader.press(at(reader, window, "bells"), Key.Key_Delete, SHIFT)
    assert titles(window) == ["Paint them"]
    assert "3 nodes are none any more" in reader.status(window)
    window.workbench.undo()
    window.workbench.undo()
    assert titles(window) == FOUND


def test_a_selection_becomes_a_node(reader, window):
    reader.select(window, "They ring at noon")
    reader.press(window.page, Key.Key_O)
    assert "They ring at noon" in " ".join(titles(window))
    assert "Added to the outline" in reader.status(window)
    reader.select(window, "They ring at noon")
    reader.press(window.page, Key.Key_O)
    assert "This passage is in the outline already." in reader.status(window)
    before = titles(window)
    window = reader.restart(Path(window.path))
    assert titles(window) == before
    window.workbench.undo()
    assert titles(window) == FOUND


def test_a_state_is_shown_and_kept(reader, window):
    view = at(reader, window, "bells")
    reader.press(view, Key.Key_D, Modifier.ControlModifier)
    assert view.currentIndex().data(Role.STATE) == "done"
    assert window.workbench.actions["state_done"].isChecked()
    reader.press(at(reader, window, "boats"), Key.Key_K, Modifier.ControlModifier)
    window = reader.restart(Path(window.path))
    model = window.workbench.outline_pane.view.model()
    states = [model.index_of(i).data(Role.STATE) for i in range(5)]
    assert states == ["", "", "", "done", "to-check"]
    reader.press(at(reader, window, "bells"), Key.Key_D, Modifier.ControlModifier)
    assert model.index_of(3).data(Role.STATE) == ""


def test_a_note_on_a_node_is_a_card_and_no_mark_in_the_text(reader, window):
    reader.press(at(reader, window, "bells"), Key.Key_N, Modifier.ControlModifier)
    reader.qtbot.keyClicks(reader.editor(window), "Too loud")
    reader.ctrl(reader.editor(window), Key.Key_Return)
    (noted,) = window.session.marks
    assert (noted.note, bool(noted.node)) == ("Too loud", True)
    assert [card.annotation.id for card in window.page.cards()] == [noted.id]
    assert window.page.washes(Span(0, len(PARTS))) == []
    assert window.session.counts() == (0, 1)
    model = window.workbench.outline_pane.view.model()
    assert model.index_of(node(window, "bells")).data(Role.COUNT) == 1
    reader.press(at(reader, window, "bells"), Key.Key_N, Modifier.ControlModifier)
    assert reader.editor(window).toPlainText() == "Too loud"
    reader.press(reader.editor(window), Key.Key_Escape)
    window = reader.restart(Path(window.path))
    assert [mark.note for mark in window.session.marks] == ["Too loud"]


def test_a_note_on_a_node_that_says_nothing_is_none(reader, window):
    reader.press(at(reader, window, "bells"), Key.Key_N, Modifier.ControlModifier)
    reader.press(reader.editor(window), Key.Key_Escape)
    assert (len(window.session.marks), window.session.can_undo) == (0, False)
    reader.press(at(reader, window, "bells"), Key.Key_T, Modifier.ControlModifier)
    reader.qtbot.keyClicks(reader.tags(window), "noise")
    reader.press(reader.tags(window), Key.Key_Return)
    assert [mark.tags for mark in window.session.marks] == [("noise",)]
    reader.press(at(reader, window, "bells"), Key.Key_T, Modifier.ControlModifier)
    reader.tags(window).clear()
    reader.press(reader.tags(window), Key.Key_Return)
    assert len(window.session.marks) == 0


def test_marks_are_counted_under_every_node_above_them(reader, window):
    reader.mark(window, "bollards", Key.Key_2)
    model = window.workbench.outline_pane.view.model()
    quays, bollards = (model.index_of(node(window, words)) for words in ("quays", "count the"))
    assert [index.data(Role.COUNT) for index in (quays, bollards)] == [1, 1]
    assert quays.data(Role.COLOURS) == ("green",)


def test_what_lost_its_node_stands_at_the_end_until_it_is_forgotten(reader, window):
    view = at(reader, window, "bells")
    reader.press(view, Key.Key_D, Modifier.ControlModifier)
    whole = window.session.inferred
    window.session.set_outline(Outline(whole.nodes[:3], whole.language, whole.title))
    assert titles(window)[-2:] == ["Without a node", "  Done · 2."]
    window.session.set_outline(whole)
    assert titles(window) == FOUND
    assert view.model().index_of(3).data(Role.STATE) == "done"
    window.session.set_outline(Outline(whole.nodes[:3], whole.language, whole.title))
    row = view.model().index_of(len(window.session.outline.nodes) + 1)
    view.scrollTo(row)
    view.customContextMenuRequested.emit(view.visualRect(row).center())
    menu = QApplication.activePopupWidget()
    show, forget = menu.actions()
    show.trigger()
    forget.trigger()
    menu.close()
    assert titles(window) == FOUND[:3]
    window.workbench.undo()
    assert titles(window)[-1] == "  Done · 2."


# Reading


def look(window, seconds: float) -> None:
    """Look at the page for so long."""
    for _ in range(round(seconds * 1000 / LOOK_MS)):
        window.workbench._attention.look()


def test_what_stood_before_the_eyes_long_enough_was_read_and_stays_so(reader, long):
    window = reader.start(long)
    reader.turn_to(window)
    log = window.workbench.reading_log
    look(window, 3)
    assert sum(log.whole) == 0
    look(window, 60)
    window.page.scroll_by(500)
    look(window, 60)
    assert 0 < sum(log.whole) < len(log.whole)
    read = [bool(one) for one in log.whole]
    model = window.workbench.outline_pane.view.model()
    assert [model.index_of(i).data(Role.QUIET) for i in range(len(read))] == read
    window = reader.restart(long)
    assert [bool(one) for one in window.workbench.reading_log.whole] == read


def test_nothing_is_read_in_a_window_that_nobody_looks_at(reader, long, write):
    window = reader.start(long)
    reader.windows.open_paths([write("other.txt", PARTS)])
    reader.turn_to(reader.rested(reader.windows.open[1]))
    reader.until(lambda: not window.isActiveWindow())
    look(window, 60)
    assert sum(window.workbench.reading_log.whole) == 0


def test_a_branch_is_marked_as_read_by_hand(reader, window):
    log = window.workbench.reading_log
    reader.press(at(reader, window, "quays"), Key.Key_R, Modifier.ControlModifier)
    assert list(log.whole) == [1, 1, 1, 0, 0]
    reader.press(at(reader, window, "paint"), Key.Key_R, Modifier.ControlModifier | SHIFT)
    assert (list(log.own), list(log.whole)) == ([1, 1, 0, 0, 0], [0, 1, 0, 0, 0])
    window = reader.restart(Path(window.path))
    assert list(window.workbench.reading_log.own) == [1, 1, 0, 0, 0]


def test_the_next_node_that_was_neither_read_nor_marked(reader, window):
    reader.press(at(reader, window, "quays"), Key.Key_R, Modifier.ControlModifier)
    reader.mark(window, "They ring")
    do(window, "next_untouched")
    assert window.workbench.navigation.node == node(window, "boats")
    reader.press(at(reader, window, "boats"), Key.Key_R, Modifier.ControlModifier)
    do(window, "next_untouched")
    assert "Every node was read or marked" in reader.status(window)


# Taking along


def test_a_title_is_copied_with_its_place(reader, window):
    reader.press(at(reader, window, "count the"), Key.Key_C, Modifier.ControlModifier)
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == "First · Count the bollards (1. › First · ¶ 4)"
    assert "<cite>(1. › First · ¶ 4)</cite>" in clipboard.mimeData().html()
    dragged = window.workbench._showing.cited(node(window, "count the"))
    assert dragged.text() == clipboard.text()


def test_a_branch_and_the_outline_are_copied_with_and_without_notes(reader, window):
    reader.note(window, "They ring", "Why?")
    at(reader, window, "quays")
    do(window, "copy_branch_text")
    assert QGuiApplication.clipboard().text() == "The quays\n\tcount the bollards\n\tpaint them\n"
    do(window, "copy_outline_markdown_noted")
    copied = QGuiApplication.clipboard().text()
    assert "Why?" in copied
    assert "- 3\\. The boats" in copied or "- 3. The boats" in copied
    do(window, "copy_outline_markdown")
    assert "Why?" not in QGuiApplication.clipboard().text()


def test_hovering_tells_why_a_node_is_there_and_where(window):
    view = window.workbench.outline_pane.view
    told = view.model().index_of(node(window, "count the")).data(Qt.ItemDataRole.ToolTipRole)
    assert told.startswith("First\nCount the bollards\n")
    assert "% sure)" in told
    assert told.endswith("1. › First · ¶ 4")


def test_levels_and_the_filter_have_keys(reader, window):
    view = at(reader, window, "quays")
    reader.press(view, Key.Key_1, Modifier.AltModifier)
    assert not view.isExpanded(view.model().index_of(0))
    reader.press(view, Key.Key_0, Modifier.AltModifier)
    assert view.isExpanded(view.model().index_of(0))
    reader.press(view, Key.Key_F, Modifier.ControlModifier | SHIFT)
    pane = window.workbench.outline_pane
    assert pane.filter.hasFocus()
    reader.qtbot.keyClicks(pane.filter, "boats")
    reader.press(pane.filter, Key.Key_Return)
    assert window.workbench.navigation.node == node(window, "boats")
    assert window.page.hasFocus()


def test_the_menu_of_a_node_is_for_that_node(reader, window):
    view = window.workbench.outline_pane.view
    index = view.model().index_of(node(window, "boats"))
    view.customContextMenuRequested.emit(view.visualRect(index).center())
    menu = QApplication.activePopupWidget()
    (done,) = [action for action in menu.actions() if action.objectName() == "state_done"]
    done.trigger()
    menu.close()
    assert index.data(Role.STATE) == "done"
    assert view.visualRect(index).contains(QPoint(view.visualRect(index).center()))
