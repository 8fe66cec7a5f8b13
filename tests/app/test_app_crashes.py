"""Postil is killed without warning: what it called saved is there at the next start, and what was being typed too."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from postil import desk

WORDS = "church bells"
HANDS = """
import os, signal, sys
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from postil.app import build
from postil.core.span import Span

app, windows = build(["--library", sys.argv[1], *sys.argv[2:]])
window = windows.open[0]
page, session = window.page, window.session

def until(condition):
    while not condition():
        app.processEvents()

def says(text):
    return any(text in label.text() for label in window.workbench.status_line.findChildren(QLabel))

def editor():
    from postil.ui.note_edit import NoteEdit
    return next((edit for edit in window.findChildren(NoteEdit) if edit.isVisible()), None)

def select(words):
    start = session.report.report.text.index(words)
    page.select(Span(start, start + len(words)))

def die():
    sys.stdout.flush()
    os.kill(os.getpid(), signal.SIGKILL)

until(lambda: "workbench" in vars(window) and not window._step_timer.isActive() and session.identifier)
until(lambda: says("Saved") or editor())  # a note that is taken up again is no more than a draft
window.activateWindow()
"""
MARK = """
window._keeper.saved.connect(die)
select("church bells")
QTest.keyClick(page, Qt.Key.Key_2)
until(lambda: False)
"""
MARK_ON_SCREEN = """
select("church bells")
QTest.keyClick(page, Qt.Key.Key_2)
until(lambda: len(session.marks) and says("Saved"))
die()
"""
TYPE = """
select("church bells")
QTest.keyClick(page, Qt.Key.Key_N)
until(editor)
edit = editor()
edit.draft_changed.connect(lambda text: QTimer.singleShot(0, die))
QTest.keyClicks(edit, "Who rings them, and wh")
until(lambda: False)
"""
TYPE_AGAIN = """
mark = next(iter(session.marks))
window.workbench.marking.edit_note(mark.id)
edit = editor()
edit.draft_changed.connect(lambda text: QTimer.singleShot(0, die))
edit.selectAll()
QTest.keyClicks(edit, "Nobody rings them")
until(lambda: False)
"""
AMID_MAKING = """
until(lambda: page._painted)
windows._keeper.open_soon()
until(lambda: os.path.exists(sys.argv[1]))
die()
"""
LOOK = """
until(lambda: not window.workbench.outline_pane._busy)
from json import dumps
print(dumps({
    "marks": [(page.shown(mark.anchor.span), mark.colour, mark.note) for mark in session.marks],
    "typed": editor().toPlainText() if editor() else None,
    "path": window.path,
}))
window.close()
windows.shut()
"""


def run(program: str, library: Path, *reports: Path, hands: str = HANDS) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", hands + program, str(library), *map(str, reports)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=environment)


def look(library: Path) -> dict:
    seen = run(LOOK, library)
    assert "Traceback" not in seen.stderr, seen.stderr
    return json.loads(seen.stdout.splitlines()[-1])


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.mark.parametrize("program", [MARK, MARK_ON_SCREEN], ids=["at the signal", "on the screen"])
def test_a_highlight_is_there_after_a_kill_right_after_saved(library: Path, sample: Path, program: str) -> None:
    assert run(program, library, sample).returncode == -9
    seen = look(library)
    assert seen["marks"] == [[WORDS, "green", ""]]
    assert seen["path"] == str(sample)
    assert seen["typed"] is None


def test_a_draft_is_there_after_a_kill_amid_typing_and_its_editor_opens(library: Path, sample: Path) -> None:
    assert run(TYPE, library, sample).returncode == -9
    seen = look(library)
    assert seen["marks"] == [[WORDS, "yellow", ""]]
    assert seen["typed"].startswith("Who rings them")


def test_a_draft_over_an_older_note_is_there_and_the_older_note_too(library: Path, sample: Path) -> None:
    with desk.open_library(library) as opened:
        report = desk.keep(opened, desk.read_source(sample))
        desk.keep_mark(
            opened,
            report.version_id,
            desk.new_mark(report.report.text, desk.find_quote(report.report, WORDS), note="Who rings them?"),
        )
    assert run(TYPE_AGAIN, library, sample).returncode == -9
    seen = look(library)
    assert seen["marks"] == [[WORDS, "yellow", "Who rings them?"]]
    assert seen["typed"].startswith("Nobody")
    assert seen["path"] == str(sample)


def test_a_start_after_a_kill_amid_making_the_library_makes_it(library: Path, sample: Path) -> None:
    assert run(AMID_MAKING, library, sample, hands=HANDS.partition('until(lambda: "workbench"')[0]).returncode == -9
    assert look(library)["path"] == str(sample)
