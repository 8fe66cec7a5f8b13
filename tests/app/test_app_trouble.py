"""A bug ends no window: it is written to a file and told once, calmly."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from postil.ui import dialogs
from postil.ui.trouble import Trouble, log_file, write_down


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    sentences: list[str] = []
    monkeypatch.setattr(dialogs, "tell", lambda _parent, sentence: sentences.append(sentence))
    return sentences


def fail(number: int) -> None:
    raise ZeroDivisionError(f"bug number {number}")


def raised(number: int) -> BaseException:
    try:
        fail(number)
    except ZeroDivisionError as error:
        return error


def take(trouble: Trouble, error: BaseException) -> None:
    trouble.take(type(error), error, error.__traceback__)


def test_a_trouble_is_written_down_and_told_without_its_traceback(qapp, state, told):
    take(Trouble(), raised(1))
    assert log_file().is_relative_to(state)
    log = log_file().read_text("utf-8")
    assert "ZeroDivisionError: bug number 1" in log
    assert "in fail" in log
    assert len(told) == 1
    assert str(log_file()) in told[0]
    assert "Error" not in told[0]


def test_the_same_trouble_is_told_once_and_written_down_each_time(qapp, state, told):
    trouble = Trouble()
    for number in range(3):
        take(trouble, raised(number))
    assert len(told) == 1
    assert log_file().read_text("utf-8").count("ZeroDivisionError: bug") == 3


def test_a_trouble_while_another_is_told_is_only_written_down(qapp, qtbot, state):
    trouble = Trouble()
    take(trouble, raised(1))
    box = trouble._box
    assert box.isVisible()
    take(trouble, ValueError("another"))
    assert trouble._box is box
    box.close()
    assert "another" in log_file().read_text("utf-8")


def test_a_trouble_in_another_thread_is_told_in_the_windows(qapp, qtbot, state, told):
    trouble = Trouble()
    thread = threading.Thread(target=take, args=(trouble, raised(1)))
    thread.start()
    thread.join()
    assert told == []
    qtbot.waitUntil(lambda: len(told) == 1)


def test_a_log_does_not_grow_for_ever(state):
    write_down(raised(1))
    with log_file().open("a", encoding="utf-8") as file:
        file.write("x" * 1_100_000)
    write_down(raised(2))
    assert log_file().stat().st_size < 10_000


def test_where_nothing_can_be_written_the_trouble_is_told_all_the_same(qapp, state, told):
    state.write_text("I am a file.")
    take(Trouble(), raised(1))
    assert len(told) == 1
    assert "details" not in told[0]


@pytest.mark.qt_no_exception_capture
def test_an_exception_in_a_slot_goes_the_same_way(qapp, qtbot, state, told, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", Trouble(qapp).take)
    QTimer.singleShot(0, lambda: fail(7))
    qtbot.waitUntil(lambda: len(told) == 1)


PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox
from postil import app
from postil.ui.window import MainWindow

def break_down(self):
    raise ZeroDivisionError("a bug in a slot")

def look():
    window = windows.open[0]
    boxes = window.findChildren(QMessageBox)
    if boxes:
        print(len(boxes), boxes[0].text())
        MainWindow._keep_place = keep_place
        boxes[0].close()
        print(window.page.isVisible(), window.session.identifier != "")
        looking.stop()
        window.close()

def built(arguments):
    global windows, looking
    made = build(arguments)
    windows, looking = made[1], QTimer(made[0], interval=100)
    looking.timeout.connect(look)
    windows.first_page.connect(looking.start)
    windows.first_page.connect(windows.open[0].page.scrolled)
    return made

keep_place, MainWindow._keep_place = MainWindow._keep_place, break_down
build, app.build = app.build, built
sys.exit(app.main(["--library", sys.argv[1]]))
"""


def test_the_running_app_survives_a_bug_and_shows_no_traceback(tmp_path):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_STATE_HOME": str(tmp_path / "state")}
    command = [sys.executable, "-c", PROGRAM, str(tmp_path / "library")]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=environment)
    assert "Traceback" not in ended.stderr + ended.stdout
    assert ended.stdout.startswith("1 Something went wrong inside Postil")
    assert "True True" in ended.stdout
    assert ended.returncode == 0
