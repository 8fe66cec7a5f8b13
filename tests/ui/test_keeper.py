"""The keeper runs what the reader does in order, waits for what passes, and says what does not."""

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QSignalSpy

from postil import desk
from postil.core.errors import PostilError
from postil.ui.keeper import Keeper


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "library"


@pytest.fixture
def make(folder, qapp):
    made: list[Keeper] = []

    def make(library=None, error=None) -> Keeper:
        made.append(Keeper(folder, library, error))
        return made[-1]

    yield make
    for keeper in made:
        keeper.close()


@pytest.fixture
def owner(qapp) -> QObject:
    return QObject()


def refuse(code: str):
    def operation(_library):
        raise PostilError(code, path="library.db", reason="it is a test", limit=1, size=2)

    return operation


def test_what_is_done_before_the_library_is_made_is_done_in_order(make, owner, qtbot):
    keeper, done = make(), []
    saving, saved = QSignalSpy(keeper.saving), QSignalSpy(keeper.saved)
    for number in range(3):
        keeper.run(lambda _library, number=number: number, done.append, owner)
    assert (done, keeper.pending, saving.count(), saved.count()) == ([], 3, 3, 0)
    keeper.open_soon()
    keeper.open_soon()
    qtbot.waitUntil(lambda: done == [0, 1, 2])
    assert (keeper.pending, saved.count()) == (0, 1)


def test_settling_makes_the_library_if_something_waits_for_it(make, owner, folder):
    keeper, done = make(), []
    keeper.settle()
    assert not folder.exists()
    keeper.run(lambda _library: "done", done.append, owner)
    keeper.settle()
    assert done == ["done"]


def test_what_follows_from_an_operation_comes_after_it(make, owner, folder):
    keeper, done = make(desk.open_library(folder)), []
    saved = QSignalSpy(keeper.saved)

    def go_on(result):
        done.append(result)
        keeper.run(lambda _library: "second", done.append, owner)

    keeper.run(lambda _library: "first", go_on, owner)
    assert done == ["first", "second"]
    assert saved.count() >= 1
    assert keeper.pending == 0


def test_a_passing_hindrance_is_waited_for_and_told_if_it_lasts(make, owner, folder, qtbot):
    keeper, done = make(desk.open_library(folder)), []
    hindered, saved = QSignalSpy(keeper.hindered), QSignalSpy(keeper.saved)

    def write(library):
        with library.transaction():
            return "written"

    with closing(sqlite3.connect(folder / "library.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        keeper.run(write, done.append, owner)
        assert (done, keeper.pending, hindered.count()) == ([], 1, 0)
        qtbot.waitUntil(lambda: hindered.count() > 0)
        keeper.run(write, done.append, owner)
        assert (done, keeper.pending, saved.count()) == ([], 2, 0)
        other.execute("ROLLBACK")
    qtbot.waitUntil(lambda: done == ["written", "written"])
    assert keeper.pending == 0
    assert saved.count() == 1


@pytest.mark.parametrize("code", ["library-full", "library-read-only", "library-unreachable"])
def test_what_the_reader_can_mend_is_told_at_once_and_tried_again(make, owner, folder, qtbot, code):
    keeper, done, fails = make(desk.open_library(folder)), [], [1, 2]

    def operation(library):
        if fails:
            fails.pop()
            refuse(code)(library)
        return "done"

    with qtbot.waitSignal(keeper.hindered):
        keeper.run(operation, done.append, owner)
    qtbot.waitUntil(lambda: done == ["done"])


def test_a_refusal_is_told_and_dropped_and_is_not_called_saved(make, owner, folder):
    keeper, done = make(desk.open_library(folder)), []
    failed, saved = QSignalSpy(keeper.failed), QSignalSpy(keeper.saved)
    keeper.run(refuse("note-too-long"), done.append, owner)
    assert (failed.count(), saved.count(), keeper.pending, done) == (1, 0, 0, [])
    keeper.run(lambda _library: "next", done.append, owner)
    assert (saved.count(), done) == (1, ["next"])


def test_a_damaged_library_is_given_up(make, owner, folder):
    keeper, done = make(desk.open_library(folder)), []
    unusable = QSignalSpy(keeper.unusable)
    keeper.run(refuse("library-damaged"), done.append, owner)
    keeper.run(lambda _library: "next", done.append, owner)
    assert (unusable.count(), keeper.pending, done) == (2, 0, [])


def test_who_is_gone_is_told_nothing(make, folder, qtbot):
    keeper, done, gone = make(), [], QObject()
    keeper.run(lambda _library: "done", done.append, gone)
    gone.deleteLater()
    with qtbot.waitSignal(keeper.saved):
        keeper.open_soon()
    assert done == []


def test_a_library_that_cannot_be_made_is_said_to_be_unusable(make, owner, folder, qtbot):
    folder.write_text("I am a file.")
    keeper = make()
    with qtbot.waitSignal(keeper.unusable) as told:
        keeper.open_soon()
    assert told.args[0].code == "library-read-only"
    with qtbot.waitSignal(keeper.unusable):
        keeper.run(lambda _library: None, lambda _done: None, owner)
    assert folder.read_text() == "I am a file."


def test_closing_while_the_library_is_being_made_leaves_it_whole(make, folder, qapp):
    keeper = make()
    keeper.open_soon()
    keeper.close()
    qapp.processEvents()
    assert keeper.library is None
    desk.open_library(folder).close()


def test_a_window_waits_for_others_who_write_only_as_long_as_nobody_notices(make, folder, qtbot, owner):
    keeper = make()
    keeper.open_soon()
    with qtbot.waitSignal(keeper.saved):
        keeper.run(lambda _library: None, lambda _done: None, owner)
    for opened in (keeper.library, make(desk.open_library(folder)).library):
        (milliseconds,) = opened.row("PRAGMA busy_timeout")
        assert milliseconds <= 50
