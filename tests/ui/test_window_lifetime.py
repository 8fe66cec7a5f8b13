"""Windows come, go at any moment, leave nothing behind, and are found again as they were left."""

import gc
import weakref

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from reader import Key, Modifier

from postil import app, desk

WORDS = "church bells"


def build(reader, *reports):
    _app, reader.windows = app.build(["--library", str(reader.library), *map(str, reports)])
    return reader.windows.open[0]


@pytest.mark.parametrize("steps", range(12))
def test_a_window_may_be_closed_at_any_step_of_its_start(reader, sample, steps):
    window = build(reader, sample)
    reader.until(lambda: window.page._painted)
    for _ in range(steps):
        next(window._steps, None)
        QApplication.processEvents()
    assert window.close()
    assert not window._step_timer.isActive()
    assert reader.asked == []
    reader.leave()
    window = reader.start(sample)
    reader.mark(window, WORDS)


def test_a_window_may_be_closed_twice(reader, sample):
    window = reader.start(sample)
    assert window.close()
    assert window.close()
    assert reader.windows.open == []


def test_a_second_window_shares_the_library_but_nothing_else(reader, sample, write):
    first = reader.start(sample)
    reader.windows.open_paths([write("other.txt", "Another report.\n")])
    second = reader.rested(reader.windows.open[1])
    reader.mark(first, WORDS)
    reader.mark(second, "Another")
    assert reader.marked(first) == [WORDS]
    assert "1 highlight · 0 notes" in reader.status(second)
    first.close()
    reader.mark(second, "report")
    assert reader.is_saved(second)


def test_twenty_windows_leave_none_behind(reader, sample, write):
    reader.start(sample)
    gone = []
    for number in range(20):
        reader.windows.open_paths([write(f"{number}.txt", f"Report {number}.\n\nWhat it says, number {number}.\n")])
        window = reader.rested(reader.windows.open[1])
        reader.note(window, "says", "What does it say?")
        reader.ctrl(window.page, Key.Key_F)
        reader.ctrl(window.page, Key.Key_Z)
        gone.append(weakref.ref(window))
        gone.append(weakref.ref(window.session))
        gone.append(weakref.ref(window.page))
        window.close()
        del window
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert [ref() for ref in gone if ref() is not None] == []


def drag_sidebar(window, width):
    window.splitter.setSizes([width, window.width() - width])
    window.splitter.splitterMoved.emit(width, 1)


def test_a_small_window_leaves_the_outline_its_width_for_a_larger_one(reader, sample):
    window = reader.start(sample)
    window.resize(780, 700)
    drag_sidebar(window, 330)
    window.resize(500, 700)
    window = reader.restart()
    assert window.workbench.outline_pane.width() == pytest.approx(150, abs=2)
    window.resize(1100, 700)
    reader.press(window.page, Key.Key_F9)
    reader.press(window.page, Key.Key_F9)
    assert window.workbench.outline_pane.width() == pytest.approx(330, abs=2)


def test_the_window_is_found_again_as_it_was_arranged(reader, sample):
    window = reader.start(sample)
    window.resize(760, 640)
    drag_sidebar(window, 211)
    reader.ctrl(window.page, Key.Key_Plus)
    reader.press(window.page, Key.Key_N, Modifier.ControlModifier | Modifier.ShiftModifier)
    sidebar, zoom = window.workbench.outline_pane.width(), window.page.zoom
    again = reader.restart()
    assert (again.width(), again.height()) == (760, 640)
    assert again.workbench.outline_pane.width() == sidebar
    assert again.page.zoom == zoom > 1
    assert not again.page.margin_shown
    assert not again.workbench.actions["toggle_notes"].isChecked()
    assert again.workbench.actions["toggle_outline"].isChecked()
    reader.press(again.page, Key.Key_F9)
    once_more = reader.restart()
    assert not once_more.workbench.outline_pane.isVisible()
    reader.press(once_more.page, Key.Key_F9)
    assert once_more.workbench.outline_pane.width() == sidebar


def test_a_window_closed_in_full_screen_opens_as_a_window(reader, sample):
    window = reader.start(sample)
    reader.press(window.page, Key.Key_F11)
    assert not reader.restart().isFullScreen()


@pytest.mark.parametrize("kept", [b"", b"\x00\xff nonsense", b"[General]\nzoom=big\nsidebar=@Variant(x)\ngeometry=1\n"])
def test_what_cannot_be_recalled_is_as_at_the_first_start(reader, sample, tmp_path, kept):
    folder = tmp_path / "config" / "postil"
    folder.mkdir(parents=True)
    (folder / "window.ini").write_bytes(kept)
    window = reader.start(sample)
    assert window.page.zoom == 1.0
    assert window.workbench.outline_pane.isVisible()


def test_a_draft_that_was_being_typed_when_postil_stopped_is_open_again(reader, sample):
    window = reader.start(sample)
    mark = reader.note(window, WORDS, "Who rings")
    reader.leave()
    with desk.open_library(reader.library) as library:
        desk.keep_draft(library, mark.id, "Who rings them, and wh")
    window = reader.start()
    reader.until(lambda: reader.editor(window))
    assert reader.editor(window).toPlainText() == "Who rings them, and wh"
    assert reader.editor(window).hasFocus()
    reader.ctrl(reader.editor(window), Key.Key_Return)
    reader.until(lambda: reader.mark_of(window, WORDS).note == "Who rings them, and wh")
    window = reader.restart()
    assert reader.editor(window) is None


def test_a_draft_is_kept_while_it_is_typed(reader, sample):
    window = reader.start(sample)
    reader.select(window, WORDS)
    reader.press(window.page, Key.Key_N)
    reader.until(lambda: reader.editor(window))
    reader.qtbot.keyClicks(reader.editor(window), "Half a thou")
    with desk.open_library(reader.library) as library:
        reader.until(
            lambda: (
                [draft.note for draft in desk.open_kept(library, window.session.identifier).drafts] == ["Half a thou"]
            )
        )


def test_a_draft_that_was_undone_does_not_come_back(reader, sample):
    window = reader.start(sample)
    mark = reader.note(window, WORDS, "Who rings them?")
    window.workbench.marking.edit_note(mark.id)
    reader.qtbot.keyClicks(reader.editor(window), " And when?")
    reader.until(lambda: "Draft kept" in reader.status(window))
    reader.editor(window).undo()
    reader.press(reader.editor(window), Key.Key_Escape)
    window = reader.restart()
    assert reader.editor(window) is None
    assert reader.mark_of(window, WORDS).note == "Who rings them?"
