"""Reports come to a window by dialog, by command line, by dropping, and by themselves at the next start."""

import gc
import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from reader import Key

from postil import app, desk
from postil.desk.jobs import SMALL
from postil.ui.invitation import Invitation
from postil.ui.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")


def titles(reader) -> list[str]:
    return [window.windowTitle() for window in reader.windows.open]


def test_the_first_start_shows_the_sample_and_keeps_it(reader, sample):
    window = reader.start()
    assert window.path == str(sample)
    assert window.session.outline.nodes
    assert reader.is_saved(window)
    with desk.open_library(reader.library) as library:
        assert [listed.report_id for listed in desk.list_reports(library)] == [window.session.identifier]


def test_reports_named_at_the_start_have_a_window_each(reader, sample, write):
    reader.start(sample, write("other.txt", "Another report.\n"))
    assert len(titles(reader)) == 2
    assert titles(reader)[1] == "other"


def recent(window):
    report_menu = window.menuBar().actions()[0].menu()
    report_menu.aboutToShow.emit()
    return report_menu, next(action for action in report_menu.actions() if action.text() == "Open &Recent")


def test_what_was_read_is_offered_to_be_read_again(reader, sample, write):
    other = write("other & more.txt", "Another report.\n")
    window = reader.start(other)
    reader.windows.open_paths([sample])
    reader.rested(reader.windows.open[1])
    reader.windows.open[1].close()
    other.unlink()
    _menu, opening = recent(window)
    entries = opening.menu().actions()
    assert [action.toolTip() for action in entries] == [str(sample), str(other)]
    assert entries[1].text() == "other && more"
    entries[0].trigger()
    assert reader.windows.open[1].path == str(sample)
    entries[1].trigger()
    assert len(reader.windows.open) == 2


def test_nothing_is_offered_again_where_nothing_can_be_kept(reader, sample):
    reader.library.write_text("no folder")
    _app, reader.windows = app.build(["--library", str(reader.library), str(sample)])
    (window,) = reader.windows.open
    reader.until(lambda: "workbench" in vars(window) and not window._step_timer.isActive())
    _menu, opening = recent(window)
    assert not opening.isEnabled()


def test_what_is_wrong_with_a_report_named_at_the_start_is_told_in_the_terminal_too(reader, sample, write, capfd):
    window = reader.start(sample, sample.with_name("none.txt"))
    sentence = "“none.txt” is not there. Check its name, or whether it was moved."
    assert reader.told == [sentence]
    reader.reports = [sample.with_name("neither.txt")]
    reader.ctrl(window.page, Key.Key_O)
    assert len(reader.told) == 2
    lines = capfd.readouterr().err.splitlines()
    assert [line for line in lines if "is not there" in line] == [sentence]


def test_a_node_that_was_brought_to_the_top_heads_the_page_at_the_next_start(reader, long):
    window = reader.start(long)
    node = next(i for i, node in enumerate(window.session.outline.nodes) if "Part number 7" in node.title)
    window.workbench.outlining.go_to(node)
    start = window.session.outline.nodes[node].start
    assert window.page.top_offset == start
    window = reader.restart()
    assert window.page.top_offset == start
    assert window.page.first_visible_offset == start


def test_a_long_title_is_shown_whole_and_set_as_a_title(reader, write):
    title = "Readout of the Twenty-First Extraordinary Meeting of the Council of the Ardle Basin in Sarnholm"
    said = "The meeting pointed out that the river rose.\n\nThe meeting emphasized that it will rise again.\n"
    window = reader.start(write("report.txt", f"{title}\n\n{said}"))
    assert window.windowTitle() == title
    (_index, first, _y), (_next, second, _below), *_rest = window.page.visible_items()
    assert first.advance > second.advance


def test_a_window_that_fits_its_screen_stays_where_it_was(reader, sample, monkeypatch):
    reader.start(sample).setGeometry(30, 40, 400, 400)
    reader.leave()
    moved: list[tuple[int, int]] = []
    monkeypatch.setattr(MainWindow, "move", lambda _window, *place: moved.append(place))
    reader.start()
    assert moved == []


def test_a_report_is_called_what_it_calls_itself(reader, write):
    title = "A plan for the harbour, its two piers, the market behind them and all that the council says of the bells"
    window = reader.start(write("plan.md", f"---\ntitle: {title}\n---\n\n# Piers\n\nTwo.\n\n# Bells\n\nThey ring.\n"))
    assert window.windowTitle() == title
    assert window.header._title._title == title


@pytest.mark.parametrize("name", ["readout.txt", "not-there.txt"])
def test_garbage_is_collected_once_something_is_shown(reader, sample, name):
    _app, reader.windows = app.build(["--library", str(reader.library), str(sample.with_name(name))])
    reader.until(gc.isenabled)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("word " * 460, "460 words · 2 min"),
        ("word " * 41_400, "41,400 words · 3 h"),
        ("会议指出，要坚持。" * 100, "900 characters · 2 min"),
    ],
)
def test_the_header_tells_how_long_a_report_is(reader, write, text, told):
    window = reader.start(write("report.txt", f"{text}\n"))
    reader.until(lambda: window.header._title._details == told)


def test_postil_has_an_icon_where_no_desktop_entry_is_known(reader, sample, qapp):
    qapp.setWindowIcon(QIcon())
    reader.start(sample)
    assert not qapp.windowIcon().pixmap(64, 64).isNull()


def test_ctrl_o_opens_what_the_dialog_gives(reader, sample, write):
    window = reader.start(sample)
    reader.reports = [write("one.txt", "Report one.\n"), write("two.txt", "Report two.\n")]
    reader.ctrl(window.page, Key.Key_O)
    assert titles(reader)[1:] == ["one", "two"]
    reader.reports = []
    reader.ctrl(window.page, Key.Key_O)
    assert len(titles(reader)) == 3


def test_dropped_files_are_opened(reader, sample, write):
    window = reader.start(sample)
    reader.drop(window, [write("one.txt", "Report one.\n"), write("two.txt", "Report two.\n")])
    assert titles(reader)[1:] == ["one", "two"]


def test_a_report_that_is_open_comes_to_the_front_by_whatever_name(reader, sample, write, tmp_path):
    first = reader.start(sample)
    report = write("one.txt", "Report one.\n")
    reader.windows.open_paths([report])
    second = reader.rested(reader.windows.open[1])
    second.activateWindow()
    first.setWindowState(Qt.WindowState.WindowMinimized)
    (tmp_path / "link.txt").symlink_to(report)
    copy = shutil.copy(sample, tmp_path / "copy.txt")
    for name in (sample, sample.parent / ".." / "samples" / sample.name, copy):
        reader.windows.open_paths([name])
        reader.until(lambda: reader.windows.open == [first, second])
        assert not first.isMinimized()
    reader.windows.open_paths([tmp_path / "link.txt"])
    assert reader.windows.open == [first, second]


def test_two_new_files_of_one_report_are_shown_once_with_all_that_was_marked(reader, write):
    names = [write(f"{name}.txt", "A report on harbours and on gauges.\n") for name in ("one", "two")]
    _app, reader.windows = app.build(["--library", str(reader.library), *map(str, names)])
    both = reader.windows.open[:]
    for window, words in zip(both, ("harbours", "gauges"), strict=True):
        window.session.mark(reader.span(window, words), "green")
    reader.until(lambda: reader.windows.open == both[:1])
    reader.rested(both[0])
    reader.until(lambda: reader.marked(both[0]) == ["harbours", "gauges"])
    assert (reader.told, reader.asked) == ([], [])


def test_a_large_report_that_is_being_read_is_not_opened_twice(reader, sample, write):
    reader.start(sample)
    large = write("large.txt", "A sentence of a large report.\n\n" * (SMALL // 20))
    reader.windows.open_paths([large, large])
    assert len(reader.windows.open) == 2
    reader.rested(reader.windows.open[1])


def test_the_next_start_reopens_the_last_report_at_its_place(reader, sample, long):
    window = reader.start(long)
    window.page.scroll_to(reader.span(window, "6. Part number 6").start)
    top = window.page.top_offset
    assert top > 0
    again = reader.restart()
    assert (again.path, again.page.top_offset) == (str(long), top)
    reader.windows.open_paths([sample])
    other = reader.rested(reader.windows.open[1])
    again.close()
    other.close()
    assert reader.restart().path == str(sample)


def test_the_last_report_opens_also_when_its_file_is_gone(reader, long):
    window = reader.start(long)
    reader.mark(window, "Part number 2")
    long.unlink()
    again = reader.restart()
    assert again.path == str(long)
    assert reader.marked(again) == ["Part number 2"]
    assert reader.told == []


def test_the_place_is_kept_while_reading_not_only_at_the_end(reader, long):
    window = reader.start(long)
    reader.press(window.page, Key.Key_End)
    top = window.page.top_offset
    with desk.open_library(reader.library) as library:
        reader.until(lambda: desk.open_kept(library, window.session.identifier).place == top)


BAD = {
    "missing.txt": "is not there",
    "folder": "is a folder",
    "empty.txt": "is empty",
    "binary.txt": "does not hold text",
    "report.xyz": "of a kind that Postil cannot read",
    "pipe.txt": "cannot be read",
}


@pytest.fixture
def bad(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "report.xyz").write_bytes(b"PK\x03\x04" + bytes(400))
    os.mkfifo(tmp_path / "pipe.txt")
    return tmp_path


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_opened_is_told_and_the_open_report_stays(reader, sample, bad, name):
    window = reader.start(sample)
    reader.reports = [bad / name]
    reader.ctrl(window.page, Key.Key_O)
    assert len(reader.told) == 1
    assert reader.told[0].startswith(f"“{name}”")
    assert BAD[name] in reader.told[0]
    assert reader.windows.open == [window]
    assert window.isVisible()
    assert window.path == str(sample)


def test_what_cannot_be_read_is_told(reader, sample):
    window = reader.start(sample)
    reader.drop(window, [Path("/proc/self/mem")])  # which nobody can read from its beginning, not even root
    assert "cannot be read" in reader.told[0]


@pytest.mark.parametrize("name", ["missing.txt", "large.txt"])
def test_a_first_start_with_a_bad_report_invites_to_open_another(reader, sample, tmp_path, qapp, name):
    qapp.setWindowIcon(QIcon())
    (tmp_path / "large.txt").write_bytes(bytes(range(256)) * SMALL)
    _app, reader.windows = app.build(["--library", str(reader.library), str(tmp_path / name)])
    (window,) = reader.windows.open
    reader.until(lambda: reader.told)
    assert name in reader.told[0]
    (invitation,) = window.findChildren(Invitation)
    reader.until(invitation.isVisible)
    assert "Ctrl+O" in invitation.text()
    assert not qapp.windowIcon().isNull()
    assert window.isVisible()
    assert not window.workbench.actions["find"].isEnabled()
    for key in (Key.Key_Escape, Key.Key_Space, Key.Key_F3, Key.Key_F9):
        reader.press(window.page, key)
    reader.drop(window, [sample])
    reader.rested(window)
    assert reader.windows.open == [window]
    assert not invitation.isVisible()
    assert window.workbench.outline_pane.isVisible()
    assert window.workbench.status_line.isVisible()
    assert reader.is_saved(window)


def test_an_empty_window_closes_without_a_word(reader, tmp_path):
    _app, reader.windows = app.build(["--library", str(reader.library), str(tmp_path / "missing.txt")])
    (window,) = reader.windows.open
    assert window.close()
    assert (reader.windows.open, reader.asked) == ([], [])


def test_a_report_of_another_process_is_found_with_its_notes(reader, sample):
    with desk.open_library(reader.library) as library:
        opened = desk.keep(library, desk.read_source(sample))
        made = desk.new_mark(opened.report.text, desk.find_quote(opened.report, "church bells"), note="from elsewhere")
        desk.keep_mark(library, opened.version_id, made)
    window = reader.start()
    assert [(mark.note) for mark in window.session.marks] == ["from elsewhere"]
