"""The status line tells the truth about what is saved, whatever the library does."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy
from reader import Key, Mouse

from postil import app, desk
from postil.core.span import Span

WORDS = "church bells"


@pytest.fixture
def window(reader, sample):
    return reader.start(sample)


def database(reader) -> Path:
    return reader.library / "library.db"


@contextmanager
def locked(reader) -> Iterator[sqlite3.Connection]:
    """Somebody else is writing in the library."""
    with closing(sqlite3.connect(database(reader), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other
        other.execute("ROLLBACK")


def unsaved(reader, window) -> bool:
    return any(text.startswith("Not saved:") for text in reader.status(window))


def kept_marks(reader, window) -> list[str]:
    with desk.open_library(reader.library) as library:
        opened = desk.open_kept(library, window.session.identifier)
        return [opened.report.text[mark.anchor.start : mark.anchor.end] for mark in opened.annotations]


def test_saved_is_said_when_it_is_in_the_library(reader, window):
    committed: list[list[str]] = []
    window._keeper.saved.connect(lambda: committed.append(kept_marks(reader, window)))
    reader.mark(window, WORDS)
    assert committed == [[WORDS]]
    assert reader.is_saved(window)


def test_while_a_note_is_typed_only_its_draft_is_said_to_be_kept(reader, window):
    reader.select(window, WORDS)
    reader.press(window.page, Key.Key_N)
    reader.until(lambda: reader.editor(window))
    reader.qtbot.keyClicks(reader.editor(window), "Half a thought")
    reader.until(lambda: "Draft kept" in reader.status(window))
    window.session.keep_place(0)
    assert not reader.is_saved(window)
    reader.ctrl(reader.editor(window), Key.Key_Return)
    reader.until(lambda: reader.is_saved(window))


def test_a_note_that_was_not_finished_is_said_to_be_back(reader, window):
    mark = reader.mark(window, WORDS)
    window.session.keep_draft(mark.id, "Half a thought")
    window = reader.restart()
    reader.until(lambda: "Your unfinished note is back" in reader.status(window))
    assert reader.editor(window).toPlainText() == "Half a thought"
    reader.until(lambda: "Draft kept" in reader.status(window))


def test_a_mark_made_while_the_library_is_being_made_says_saving_and_goes_first(reader, sample):
    _app, reader.windows = app.build(["--library", str(reader.library), str(sample)])
    (window,) = reader.windows.open
    reader.until(lambda: window.page._painted)
    saving = QSignalSpy(window._keeper.saving)
    window.session.mark(reader.span(window, WORDS), "green")
    assert (saving.count(), reader.marked(window)) == (1, [WORDS])
    assert not window.session.identifier
    assert window.session.pending == 1
    reader.rested(window)
    reader.until(lambda: reader.is_saved(window))
    assert reader.marked(window) == [WORDS]
    assert kept_marks(reader, window) == [WORDS]


def test_while_another_program_writes_a_mark_waits_and_is_told_as_not_saved(reader, window):
    with locked(reader):
        reader.select(window, WORDS)
        reader.press(window.page, Key.Key_1)
        assert "Saving…" in reader.status(window)
        assert reader.marked(window) == [WORDS]
        reader.press(window.page, Key.Key_1)
        reader.until(lambda: unsaved(reader, window))
        assert not reader.is_saved(window)
    reader.until(lambda: reader.is_saved(window))
    assert reader.marked(window) == [WORDS]
    assert kept_marks(reader, window) == [WORDS]
    assert reader.told == []


def test_the_window_answers_while_another_program_writes(reader, long):
    window = reader.start(long)
    with locked(reader):
        window.session.mark(reader.span(window, "harbour"), "yellow")
        reader.until(lambda: unsaved(reader, window))
        before = window.page.top_offset
        reader.press(window.page, Key.Key_PageDown)
        assert window.page.top_offset > before


def test_a_note_typed_while_another_program_writes_is_not_lost(reader, window):
    mark = reader.mark(window, WORDS)
    with locked(reader):
        window.workbench.marking.edit_note(mark.id)
        reader.qtbot.keyClicks(reader.editor(window), "Who rings them?")
        reader.ctrl(reader.editor(window), Key.Key_Return)
        reader.until(lambda: unsaved(reader, window))
        window.workbench.marking.edit_note(mark.id)
        assert reader.editor(window).toPlainText() == "Who rings them?"
        reader.press(reader.editor(window), Key.Key_Escape)
    reader.until(lambda: reader.mark_of(window, WORDS).note == "Who rings them?")
    reader.until(lambda: reader.is_saved(window))
    assert reader.mark_of(reader.restart(), WORDS).note == "Who rings them?"


def test_closing_while_something_is_not_saved_asks(reader, window):
    reader.may_close = False
    with locked(reader):
        reader.select(window, WORDS)
        reader.press(window.page, Key.Key_2)
        assert not window.close()
        assert reader.asked == ["unsaved"]
        assert window.isVisible()
    reader.until(lambda: reader.marked(window) == [WORDS])
    assert window.close()
    assert reader.asked == ["unsaved"]


def test_what_is_not_saved_when_one_of_two_windows_closes_is_saved_all_the_same(reader, window, write):
    reader.windows.open_paths([write("other.txt", "Another report.\n")])
    other = reader.rested(reader.windows.open[1])
    identifier = window.session.identifier
    with locked(reader):
        window.session.mark(reader.span(window, WORDS), "red")
        window.close()
        assert reader.windows.open == [other]
    reader.until(lambda: reader.is_saved(other))
    with desk.open_library(reader.library) as library:
        assert len(desk.open_kept(library, identifier).annotations) == 1


def test_a_note_that_is_too_long_is_told_and_can_be_shortened(reader, window):
    mark = reader.note(window, WORDS, "Short")
    window.workbench.marking.edit_note(mark.id)
    long = "long " * 20_000
    reader.editor(window).setPlainText(long)
    reader.editor(window).document().setModified(True)
    reader.ctrl(reader.editor(window), Key.Key_Return)
    reader.until(lambda: reader.told)
    assert reader.told[0].startswith("A note can hold")
    assert not reader.is_saved(window)
    window.workbench.marking.edit_note(mark.id)
    assert reader.editor(window).toPlainText() == long


def test_with_two_windows_a_refusal_is_told_once(reader, window, write):
    reader.windows.open_paths([write("other.txt", "Another report.\n")])
    reader.rested(reader.windows.open[1])
    window.session.delete(["no such mark"])
    assert len(reader.told) == 1


# Libraries that cannot be used


def not_sqlite(reader):
    database(reader).write_bytes(b"This is no database. " * 100)


def of_no_bytes(reader):
    database(reader).write_bytes(b"")


def newer(reader):
    desk.open_library(reader.library).close()
    with closing(sqlite3.connect(database(reader))) as connection:
        connection.execute("PRAGMA user_version = 9999")


def altered(reader):
    desk.open_library(reader.library).close()
    with closing(sqlite3.connect(database(reader))) as connection:
        connection.execute("CREATE TRIGGER spy AFTER INSERT ON annotations BEGIN DELETE FROM annotations; END")


def foreign(reader):
    with closing(sqlite3.connect(database(reader))) as connection:
        connection.execute("CREATE TABLE recipes (name)")


def a_file_for_a_folder(reader):
    reader.library.rmdir()
    reader.library.write_text("I am a file.")


@pytest.mark.parametrize("harm", [not_sqlite, of_no_bytes, newer, altered, foreign, a_file_for_a_folder])
@pytest.mark.parametrize("named", [True, False])
def test_with_a_library_that_cannot_be_used_reports_open_and_nothing_is_changed(reader, sample, harm, named, capfd):
    reader.library.mkdir()
    harm(reader)
    file = reader.library if reader.library.is_file() else database(reader)
    before = file.read_bytes()
    window = reader.start(*([sample] if named else []))
    assert window.path == str(sample)
    assert window.session.outline.nodes
    assert len(reader.told) == 1
    assert str(reader.library) in reader.told[0]
    for words in (WORDS, "harbour", "gauge"):
        if words in window.session.report.report.text:
            reader.select(window, words)
            reader.press(window.page, Key.Key_1)
    assert unsaved(reader, window)
    assert reader.marked(window) == []
    reader.windows.open_paths([sample.with_name("readout-zh.txt")])
    reader.rested(reader.windows.open[-1])
    assert len(reader.told) == 1
    reader.leave()
    assert reader.asked == []
    assert file.read_bytes() == before
    assert "Traceback" not in "".join(capfd.readouterr())


def test_a_library_that_is_damaged_inside_is_told_and_the_report_opens(reader, window, write, capfd):
    reader.leave()
    data = bytearray(database(reader).read_bytes())
    data[8192:] = b"\xa5" * (len(data) - 8192)
    database(reader).write_bytes(data)
    window = reader.start(write("other.txt", "Another report about harbours.\n"))
    assert "harbours" in window.session.report.report.text
    assert len(reader.told) == 1
    assert "damaged" in reader.told[0]
    window.session.mark(reader.span(window, "harbours"), "yellow")
    assert unsaved(reader, window)
    assert len(reader.told) == 1
    assert "Traceback" not in "".join(capfd.readouterr())


def test_a_library_that_is_locked_at_the_start_is_used_as_soon_as_it_is_free(reader, window, sample):
    reader.leave()
    with closing(sqlite3.connect(database(reader), isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("UPDATE reports SET title = title")
        _app, reader.windows = app.build(["--library", str(reader.library), str(sample)])
        (window,) = reader.windows.open
        reader.until(lambda: "workbench" in vars(window) and not window._step_timer.isActive())
        window.session.mark(reader.span(window, WORDS), "yellow")
        reader.until(lambda: unsaved(reader, window))
        other.execute("ROLLBACK")
    reader.until(lambda: reader.is_saved(window))
    assert reader.marked(window) == [WORDS]
    assert reader.told == []


def test_notes_are_exported_where_the_reader_wants_them(reader, window, tmp_path):
    reader.note(window, WORDS, "Who rings them?")
    window.workbench.marking.edit_note(reader.mark_of(window, WORDS).id)
    reader.qtbot.keyClicks(reader.editor(window), "Still typing. ")
    reader.export = tmp_path / "notes.md"
    reader.ctrl(window.page, Key.Key_E)
    text = reader.export.read_text("utf-8")
    assert WORDS in text
    assert "Still typing." in text
    assert "Exported to notes.md" in reader.status(window)
    reader.export = tmp_path / "no" / "such" / "folder.md"
    reader.ctrl(window.page, Key.Key_E)
    assert "could not be written" in reader.told[0]
    reader.qtbot.mouseClick(window.page.viewport(), Mouse.LeftButton)


def test_a_note_being_typed_outlives_its_mark(reader, window):
    mark = reader.mark(window, WORDS)
    window.workbench.marking.edit_note(mark.id)
    reader.qtbot.keyClicks(reader.editor(window), "Half a thought")
    with desk.open_library(reader.library) as other:
        desk.delete(other, [mark.id])
    reader.until(lambda: reader.editor(window) is None)
    reader.until(lambda: reader.marked(window) == [WORDS])
    assert reader.mark_of(window, WORDS).note == "Half a thought"


def test_a_note_that_is_opened_again_while_it_waits_is_written_once(reader, window):
    mark = reader.mark(window, WORDS)
    with locked(reader):
        for typed in ("My note", ", and more"):
            window.workbench.marking.edit_note(mark.id)
            reader.qtbot.keyClicks(reader.editor(window), typed)
            reader.press(reader.editor(window), Key.Key_Escape)
        assert not reader.is_saved(window)
    reader.until(lambda: reader.is_saved(window))
    assert reader.mark_of(window, WORDS).note == "My note, and more"


def test_nothing_is_called_saved_while_a_mark_waits_for_its_report(reader, window, write):
    large = write("large.txt", "A harbour plan for the basin.\n\n" * 40_000)
    reader.windows.open_paths([large])
    second = reader.windows.open[1]
    reader.until(lambda: second.page._painted and "workbench" in vars(second))
    second.session.mark(Span(2, 9), "green")
    reader.mark(window, WORDS)
    while second.session.pending:
        assert not reader.is_saved(second)
        reader.qtbot.wait(5)
    reader.until(lambda: reader.is_saved(second))


def test_closing_asks_where_a_note_could_not_be_kept(reader, window):
    mark = reader.mark(window, WORDS)
    database(reader).unlink()
    window.workbench.marking.edit_note(mark.id)
    reader.qtbot.keyClicks(reader.editor(window), "Nowhere to go")
    reader.press(reader.editor(window), Key.Key_Escape)
    assert unsaved(reader, window)
    window.close()
    assert reader.asked
