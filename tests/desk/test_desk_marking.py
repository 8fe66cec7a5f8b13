"""What a reader marks is saved as it was marked, and can be changed, deleted, undone and redone."""

import subprocess
import sys
from contextlib import closing
from sqlite3 import connect

import pytest

from postil import desk
from postil.core.annotation import COLOURS, NOTE_LIMIT, Anchor, Annotation, Motivation
from postil.core.errors import PostilError
from postil.core.span import Span
from postil.library.identity import this_writer


def marked(library: desk.Library, opened: desk.Opened, start: int = 10, end: int = 40, **more: object) -> Annotation:
    change = desk.keep_mark(library, opened.version_id, desk.new_mark(opened.report.text, Span(start, end), **more))
    ((before, after),) = change.annotations
    assert before is None
    assert after
    return after


def kept(library: desk.Library, opened: desk.Opened) -> tuple[Annotation, ...]:
    return desk.open_kept(library, opened.report_id).annotations


def test_a_mark_is_saved_with_its_passage(library: desk.Library, opened: desk.Opened) -> None:
    made = marked(library, opened, colour="green", style="underline", note="A *note*", tags=["tax", "policy / budget"])
    assert made.anchor == Anchor.describe(opened.report.text, Span(10, 40))
    assert (made.colour, made.style, made.note, made.tags) == (
        "green",
        "underline",
        "A *note*",
        ("policy/budget", "tax"),
    )
    assert made.motivation is Motivation.HIGHLIGHTING  # whether there is a note is asked of the note
    assert made.created == made.modified
    assert made.created.endswith("Z")
    assert kept(library, opened) == (made,)


@pytest.mark.parametrize("edge", ["first", "last", "all"])
def test_a_mark_may_touch_the_edges_of_the_text(library: desk.Library, opened: desk.Opened, edge: str) -> None:
    size = len(opened.report.text)
    span = {"first": Span(0, 1), "last": Span(size - 1, size), "all": Span(0, size)}[edge]
    made = marked(library, opened, *span)
    assert made.anchor == Anchor.describe(opened.report.text, span)


@pytest.mark.parametrize("span", [(5, 5), (-1, 3), (7, 3), (0, 10**9)])
def test_a_span_that_is_none_is_a_bug(library: desk.Library, opened: desk.Opened, span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="Span"):
        desk.keep_mark(library, opened.version_id, desk.new_mark(opened.report.text, Span(*span)))
    assert kept(library, opened) == ()


def test_marks_may_overlap_and_come_in_text_order(library: desk.Library, opened: desk.Opened) -> None:
    spans = [Span(50, 90), Span(10, 60), Span(10, 20), Span(10, 20)]
    made = [marked(library, opened, *span) for span in spans]
    assert kept(library, opened) == (made[2], made[3], made[1], made[0])


def test_each_change_tells_before_and_after_and_is_saved(library: desk.Library, opened: desk.Opened) -> None:
    first = marked(library, opened)
    for change in (
        lambda: desk.recolour(library, first.id, "blue"),
        lambda: desk.write_note(library, first.id, "why"),
        lambda: desk.set_tags(library, first.id, ["b", "a", "b"]),
        lambda: desk.write_note(library, first.id, ""),
    ):
        (present,) = kept(library, opened)
        done = change()
        assert done.annotations == ((present, kept(library, opened)[0]),)
        assert (done.can_undo, done.can_redo) == (True, False)
    (present,) = kept(library, opened)
    assert (present.colour, present.note, present.tags) == ("blue", "", ("a", "b"))
    assert present.motivation is Motivation.HIGHLIGHTING


def test_what_changes_nothing_is_no_change(library: desk.Library, opened: desk.Opened) -> None:
    first = marked(library, opened, colour="red", note="n", tags=["a"])
    for change in (
        desk.recolour(library, first.id, "red"),
        desk.write_note(library, first.id, "n"),
        desk.set_tags(library, first.id, [" a "]),
    ):
        assert change.annotations == ()
    assert kept(library, opened) == (first,)
    undone = desk.undo(library, opened.report_id)
    assert undone
    assert undone.annotations == ((first, None),)


def test_several_marks_are_deleted_and_come_back_as_one(library: desk.Library, opened: desk.Opened) -> None:
    first, second, third = (marked(library, opened, start, start + 5) for start in (10, 20, 30))
    gone = desk.delete(library, [third.id, first.id, third.id])
    assert (gone.what, gone.annotations) == ("delete", ((third, None), (first, None)))
    assert kept(library, opened) == (second,)
    back = desk.undo(library, opened.report_id)
    assert back
    assert set(back.annotations) == {(None, first), (None, third)}
    assert kept(library, opened) == (first, second, third)


def test_deleting_again_changes_nothing(library: desk.Library, opened: desk.Opened) -> None:
    first = marked(library, opened)
    desk.delete(library, [first.id])
    assert desk.delete(library, [first.id]).annotations == ()
    back = desk.undo(library, opened.report_id)
    assert back
    assert back.annotations == ((None, first),)


def test_bad_wishes_get_a_sentence_and_change_nothing(library: desk.Library, opened: desk.Opened) -> None:
    first = marked(library, opened)
    gone = marked(library, opened)
    desk.delete(library, [gone.id])
    long = "x" * (NOTE_LIMIT + 1)
    for code, wish in (
        (
            "colour-unknown",
            lambda: desk.keep_mark(library, opened.version_id, desk.new_mark(opened.report.text, Span(1, 2), "pink")),
        ),
        ("colour-unknown", lambda: desk.recolour(library, first.id, "pink")),
        (
            "note-too-long",
            lambda: desk.keep_mark(
                library, opened.version_id, desk.new_mark(opened.report.text, Span(1, 2), note=long)
            ),
        ),
        ("note-too-long", lambda: desk.write_note(library, first.id, long)),
        ("annotation-unknown", lambda: desk.recolour(library, "nobody", "red")),
        ("annotation-unknown", lambda: desk.write_note(library, "nobody", "n")),
        ("annotation-unknown", lambda: desk.set_tags(library, gone.id, [])),
        ("annotation-unknown", lambda: desk.delete(library, [first.id, "nobody"])),
        ("annotation-unknown", lambda: desk.keep_draft(library, "nobody", "n")),
    ):
        with pytest.raises(PostilError) as caught:
            wish()
        assert caught.value.code == code
        assert str(caught.value)
    assert kept(library, opened) == (first,)


def test_a_note_on_a_mark_that_was_deleted_meanwhile_brings_it_back(library: desk.Library, opened: desk.Opened) -> None:
    gone = marked(library, opened, colour="green")
    desk.undo(library, opened.report_id)
    assert kept(library, opened) == ()
    desk.write_note(library, gone.id, "Half a thought")
    ((mark),) = kept(library, opened)
    assert (mark.id, mark.colour, mark.note) == (gone.id, "green", "Half a thought")


def test_what_another_program_is_typing_is_its_own(library: desk.Library, opened: desk.Opened) -> None:
    first = marked(library, opened)
    desk.keep_draft(library, first.id, "Mine")
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        machine = this_writer().partition("@")[2]
        with library.transaction():
            library.run(
                "INSERT INTO drafts (annotation_id, writer, written, note) VALUES (?, ?, ?, ?)",
                *(first.id, f"{other.pid}@{machine}", "2026", "Theirs"),
            )
        assert [draft.note for draft in desk.open_kept(library, opened.report_id).drafts] == ["Mine"]
        desk.write_note(library, first.id, "Mine, finished")
        other.communicate(b"\n")
    assert [draft.note for draft in desk.open_kept(library, opened.report_id).drafts] == ["Theirs"]


def test_a_note_may_hold_what_the_limit_says_and_any_character(library: desk.Library, opened: desk.Opened) -> None:
    first = marked(library, opened)
    desk.write_note(library, first.id, "😀" * NOTE_LIMIT)
    assert kept(library, opened)[0].note == "😀" * NOTE_LIMIT
    desk.write_note(library, first.id, "a\0b\ud800c\r\nd")
    assert kept(library, opened)[0].note == "a\ufffdb\ufffdc\nd"


@pytest.mark.parametrize(
    ("given", "tidy"),
    [
        (["b", "a"], ("a", "b")),
        ([" a  b "], ("a b",)),
        (["a//b/", "/a / b"], ("a/b",)),
        (["", " ", "/"], ()),
        (["政策/税"], ("政策/税",)),
    ],
)
def test_tags_are_kept_tidy(
    library: desk.Library, opened: desk.Opened, given: list[str], tidy: tuple[str, ...]
) -> None:
    assert marked(library, opened, tags=given).tags == tidy
    assert kept(library, opened)[0].tags == tidy


def test_undo_and_redo_go_all_the_way_and_back_also_after_a_restart(library: desk.Library, opened: desk.Opened) -> None:
    states = [kept(library, opened)]
    first = marked(library, opened)
    states.append(kept(library, opened))
    for change in (
        lambda: desk.recolour(library, first.id, "purple"),
        lambda: desk.write_note(library, first.id, "n"),
        lambda: desk.set_tags(library, first.id, ["t"]),
        lambda: desk.delete(library, [first.id]),
    ):
        change()
        states.append(kept(library, opened))
    for step, ways in ((desk.undo, states[-2::-1]), (desk.redo, states[1:]), (desk.undo, states[-2::-1])):
        for state in ways:
            with desk.open_library(library.folder) as restarted:
                change = step(restarted, opened.report_id)
            assert change
            assert kept(library, opened) == state
        assert step(library, opened.report_id) is None


def test_something_new_ends_the_redo(library: desk.Library, opened: desk.Opened) -> None:
    first = marked(library, opened)
    desk.recolour(library, first.id, "red")
    undone = desk.undo(library, opened.report_id)
    assert undone
    assert (undone.can_undo, undone.can_redo) == (True, True)
    assert not desk.write_note(library, first.id, "n").can_redo
    assert desk.redo(library, opened.report_id) is None
    assert not desk.open_kept(library, opened.report_id).can_redo


def test_undo_belongs_to_one_report(library: desk.Library, opened: desk.Opened, tmp_path) -> None:
    file = tmp_path / "other.txt"
    file.write_text("What it says.")
    other = desk.keep(library, desk.read_source(file))
    marked(library, opened)
    assert desk.undo(library, other.report_id) is None
    assert len(kept(library, opened)) == 1


def test_undo_takes_back_what_another_window_did(library: desk.Library, opened: desk.Opened) -> None:
    first = marked(library, opened)
    with desk.open_library(library.folder) as other:
        desk.recolour(other, first.id, "red")
    undone = desk.undo(library, opened.report_id)
    assert undone
    assert kept(library, opened) == (first,)


def test_what_was_changed_behind_the_history_is_not_undone(library: desk.Library, opened: desk.Opened) -> None:
    first = marked(library, opened)
    desk.recolour(library, first.id, "red")
    with closing(connect(library.path)) as foreign, foreign:
        foreign.execute("UPDATE annotations SET note = 'from elsewhere'")
    with pytest.raises(PostilError) as caught:
        desk.undo(library, opened.report_id)
    assert caught.value.code == "undo-stale"
    (present,) = kept(library, opened)
    assert (present.colour, present.note) == ("red", "from elsewhere")


def test_a_draft_waits_until_the_note_is_written(library: desk.Library, opened: desk.Opened) -> None:
    first = marked(library, opened, note="old")
    desk.keep_draft(library, first.id, "old and n")
    desk.keep_draft(library, first.id, "old and new")
    (draft,) = desk.open_kept(library, opened.report_id).drafts
    assert (draft.annotation_id, draft.note) == (first.id, "old and new")
    assert kept(library, opened)[0].note == "old"
    desk.write_note(library, first.id, draft.note)
    assert desk.open_kept(library, opened.report_id).drafts == ()


def test_a_draft_goes_when_the_typing_is_given_up(library: desk.Library, opened: desk.Opened) -> None:
    first = marked(library, opened, note="old")
    desk.keep_draft(library, first.id, "x")
    desk.write_note(library, first.id, "old")
    assert desk.open_kept(library, opened.report_id).drafts == ()
    desk.keep_draft(library, first.id, "x")
    desk.keep_draft(library, first.id, None)
    assert desk.open_kept(library, opened.report_id).drafts == ()


def test_every_colour_there_is_can_be_given(library: desk.Library, opened: desk.Opened) -> None:
    assert [marked(library, opened, colour=colour).colour for colour in COLOURS] == list(COLOURS)


def test_a_note_that_somebody_wrote_meanwhile_is_not_written_over(library: desk.Library, opened: desk.Opened) -> None:
    made = marked(library, opened)
    desk.write_note(library, made.id, "from the other window", since="")
    desk.write_note(library, made.id, "from this one", since="")
    assert kept(library, opened)[0].note == "from the other window\n\nfrom this one"
    desk.write_note(library, made.id, "", since="an old state")
    assert kept(library, opened)[0].note == "from the other window\n\nfrom this one"


def test_what_others_did_is_seen_without_reading_the_text_again(library: desk.Library, opened: desk.Opened) -> None:
    made = marked(library, opened)
    now = desk.refresh(library, opened)
    assert now.annotations == (made,)
    assert now.can_undo
    assert now.report is opened.report
