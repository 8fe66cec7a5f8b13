"""A session turns what the desk returns into signals; what is done early waits until the library knows the report."""

import pytest
from PySide6.QtTest import QSignalSpy

from postil import desk
from postil.core.outline import Outline
from postil.core.span import Span
from postil.ui.keeper import Keeper
from postil.ui.session import Session


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "library"


@pytest.fixture
def keeper(folder, qapp):
    keeper = Keeper(folder, desk.open_library(folder), None)
    yield keeper
    keeper.close()


@pytest.fixture
def reading(sample):
    return desk.read_source(sample)


@pytest.fixture
def session(keeper, reading):
    session = Session(keeper)
    session.show(desk.keep(keeper.library, reading))
    return session


@pytest.fixture
def early(keeper, reading):
    session = Session(keeper)
    session.show(desk.jobs.unkept(reading))
    return session


def test_a_mark_has_its_identifier_at_once(session):
    changed = QSignalSpy(session.marks_changed)
    identifier = session.mark(Span(10, 20), "green")
    (mark,) = session.marks
    assert (mark.id, mark.anchor.span, mark.colour) == (identifier, Span(10, 20), "green")
    assert changed.count() == 1
    assert (session.can_undo, session.can_redo) == (True, False)
    assert session.counts() == (1, 0)


def test_everything_done_early_is_shown_at_once_and_done_in_order_once_the_report_is_known(early, keeper, reading):
    first = early.mark(Span(10, 20), "green")
    early.mark(Span(30, 40), "red")
    early.write_note(first, "Why?")
    assert ([mark.colour for mark in early.marks], early.pending) == (["green", "red"], 3)
    known = desk.keep(keeper.library, reading)
    early.adopt(known)
    assert early.pending == 0
    assert [(mark.id == first, mark.colour, mark.note) for mark in early.marks] == [
        (True, "green", "Why?"),
        (False, "red", ""),
    ]
    assert desk.open_kept(keeper.library, known.report_id).annotations == tuple(early.marks)


def test_what_nobody_will_keep_is_not_waited_for_and_not_shown(early, keeper):
    early.mark(Span(10, 20), "green")
    keeper.unusable.emit(None)
    assert (early.pending, len(early.marks)) == (0, 0)


def test_a_note_that_says_the_same_is_no_change(session):
    session.mark(Span(10, 20), "green")
    (mark,) = session.marks
    session.write_note(mark.id, "Why?")
    changed = QSignalSpy(session.marks_changed)
    session.write_note(mark.id, "Why?")
    session.set_tags(mark.id, ())
    assert changed.count() == 0


def test_a_note_that_is_refused_is_not_lost(session, keeper):
    session.mark(Span(10, 20), "green")
    (mark,) = session.marks
    failed = QSignalSpy(keeper.failed)
    session.write_note(mark.id, "x" * 100_000)
    assert failed.count() == 1
    assert (session.note_of(mark.id), session.pending) == ("x" * 100_000, 1)
    session.write_note(mark.id, "short")
    assert session.draft(mark.id) is None
    assert session.marks.get(mark.id).note == "short"


@pytest.mark.parametrize(
    ("notes", "sentence"),
    [(["why?"], "Note deleted"), ([""], "Highlight deleted"), (["", "why?", ""], "3 highlights deleted")],
)
def test_deleting_offers_to_undo_it_in_words_that_fit(session, notes, sentence):
    for number, note in enumerate(notes):
        session.mark(Span(10 * number, 10 * number + 5), "green")
        session.write_note(list(session.marks)[-1].id, note)
    offered = QSignalSpy(session.undo_offered)
    session.delete([mark.id for mark in session.marks])
    assert offered.at(0) == [sentence]
    session.undo()
    assert [mark.note for mark in session.marks] == notes
    session.redo()
    assert len(session.marks) == 0


def test_counts_are_of_the_node_a_mark_starts_in(session, reading):
    session.set_outline(desk.infer_outline(reading.report))
    node = session.outline.nodes[1]
    session.mark(Span(node.start, node.start + 4), "green")
    session.mark(Span(node.start + 1, node.start + 3), "red")
    assert session.counts_by_node() == {1: (2, ("green", "red"))}


def test_without_a_report_there_is_nothing_to_keep(keeper):
    session = Session(keeper)
    session.keep_place(7)
    session.set_outline(Outline())
    assert (session.identifier, session.pending, keeper.pending) == ("", 0, 0)


def test_what_another_program_does_to_the_report_is_seen(session, keeper, folder, qtbot):
    keeper.look()
    with desk.open_library(folder) as other:
        desk.keep_mark(
            other,
            session.report.version_id,
            desk.new_mark(session.report.report.text, Span(10, 20), "green", note="from the command line"),
        )
    with qtbot.waitSignal(session.marks_changed):
        keeper.look()
    assert [mark.note for mark in session.marks] == ["from the command line"]
    assert session.can_undo


def test_a_note_goes_beside_what_another_program_wrote_meanwhile(session, keeper, folder):
    session.mark(Span(10, 20), "green")
    (mark,) = session.marks
    with desk.open_library(folder) as other:
        desk.write_note(other, mark.id, "theirs")
    session.write_note(mark.id, "ours", "")
    assert [mark.note for mark in session.marks] == ["theirs\n\nours"]
