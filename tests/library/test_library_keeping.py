"""What is kept: reports, annotations, history, outlines, places, drafts; and how two who use one library agree."""

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from postil.core.annotation import Anchor, AnchorStatus, Annotation, Motivation
from postil.core.errors import PostilError
from postil.core.outline import Node, NodeKind, Outline
from postil.core.report import Report
from postil.core.span import Span
from postil.library import Library, annotations, history, open_library, outlines, reading, reports, sources
from postil.library.history import Step
from postil.library.identity import new_id, now
from postil.library.locks import locked, locked_if_free


def annotation(report: Report, start: int = 0, end: int = 9, **fields: object) -> Annotation:
    anchor = Anchor.describe(report.text, Span(start, end))
    return Annotation(new_id(), anchor, created=now(), modified=now())._replace(**fields)


def record(library: Library, version: str, *steps: tuple[Annotation | None, Annotation], verb: str = "mark") -> None:
    with library.transaction():
        history.record(library, verb, [Step(version, before, after) for before, after in steps], actor="test")


def test_a_report_comes_back_as_it_was_kept(library: Library, version: str, report: Report) -> None:
    kept = reports.read_version(library, version)
    assert (kept.title, kept.path, kept.place, kept.report) == ("A title", "/there/a.txt", 0, report)
    assert library.rows("SELECT name, size, media_type FROM sources") == [("a.txt", 100, "text/plain")]


def test_a_report_is_found_by_its_source_and_by_its_text(library: Library, version: str, report: Report) -> None:
    assert reports.version_by_source(library, "ab" * 32) == version
    assert reports.version_by_text(library, report.text) == version
    assert reports.version_by_source(library, "cd" * 32) is None
    assert reports.version_by_text(library, report.text + "!") is None


def test_an_annotation_comes_back_with_every_field(library: Library, version: str, report: Report) -> None:
    anchor = Anchor.describe(report.text, Span(20, 38))._replace(status=AnchorStatus.CHANGED)
    full = annotation(
        report,
        anchor=anchor,
        colour="red",
        style="underline",
        motivation=Motivation.COMMENTING,
        note="a 😀\nb",
        tags=("a/b", "第二"),
    )
    record(library, version, (None, full))
    assert annotations.living(library, version) == (full,)
    assert annotations.in_version(library, full.id, version) == full
    assert annotations.latest_version(library, full.id) == version


def test_annotations_come_in_text_order_and_without_the_trash(library: Library, version: str, report: Report) -> None:
    late, early, gone = (
        annotation(report, 20, 30),
        annotation(report, 0, 4),
        annotation(report, 8, 12, deleted=now()),
    )
    record(library, version, (None, late), (None, early), (None, gone))
    assert annotations.living(library, version) == (early, late)
    assert annotations.in_version(library, gone.id, version) == gone


def test_the_history_is_only_ever_added_to(library: Library, version: str, report: Report) -> None:
    first = annotation(report)
    record(library, version, (None, first))
    seen = library.rows("SELECT * FROM changes ORDER BY seq")
    report_id = reports.report_of(library, version)
    for find, verb in 3 * ((history.next_undo, history.UNDO), (history.next_redo, history.REDO)):
        with library.transaction():
            history.revert(library, verb, find(library, report_id) or "", actor="test")
        rows = library.rows("SELECT * FROM changes ORDER BY seq")
        assert rows[: len(seen)] == seen
        assert len(rows) == len(seen) + 1
        seen = rows


def test_a_change_keeps_who_did_what_and_both_states(library: Library, version: str, report: Report) -> None:
    before = annotation(report, tags=("a",))
    after = before.changed(now(), colour="blue", tags=("a", "b"))
    record(library, version, (None, before))
    record(library, version, (before, after), verb="recolour")
    row = library.row(
        "SELECT verb, undoes, actor, report_id, version_id, subject_kind, subject_id, before, after FROM changes"
        " ORDER BY seq DESC"
    )
    assert row[:3] == ("recolour", None, "test")
    assert row[3:7] == (reports.report_of(library, version), version, "annotation", before.id)
    assert [json.loads(state)["colour"] for state in row[7:]] == ["yellow", "blue"]


def test_a_renamed_tag_does_not_stand_in_the_way_of_undo(library: Library, version: str, report: Report) -> None:
    first = annotation(report, tags=("a", "b"))
    second = first.changed(now(), colour="blue")
    record(library, version, (None, first))
    record(library, version, (first, second), verb="recolour")
    with library.transaction():
        library.run("UPDATE tags SET name = 'z' WHERE name = 'a'")
    with library.transaction():
        history.revert(
            library,
            history.UNDO,
            history.next_undo(library, reports.report_of(library, version)) or "",
            actor="test",
        )
    assert annotations.living(library, version) == (first._replace(tags=("b", "z")),)


def test_a_deleted_tag_is_gone_until_it_is_used_again(library: Library, version: str, report: Report) -> None:
    first = annotation(report, tags=("a", "b"))
    record(library, version, (None, first))
    with library.transaction():
        library.run("UPDATE tags SET deleted = ? WHERE name = 'a'", now())
    without = first._replace(tags=("b",))
    assert annotations.living(library, version) == (without,)
    record(library, version, (without, without.changed(now(), colour="blue")), verb="recolour")
    report_id = reports.report_of(library, version)
    with library.transaction():
        history.revert(library, history.UNDO, history.next_undo(library, report_id) or "", actor="test")
    assert annotations.living(library, version) == (without,)
    record(library, version, (None, annotation(report, 10, 15, tags=("a",))))
    assert [marked.tags for marked in annotations.living(library, version)] == [("a", "b"), ("a",)]
    assert library.rows("SELECT name, deleted FROM tags ORDER BY name") == [("a", ""), ("b", "")]


def test_an_undo_that_fails_leaves_everything_as_it_is(library: Library, version: str, report: Report) -> None:
    first, second = annotation(report), annotation(report, 10, 15)
    record(library, version, (None, first), (None, second))
    with library.transaction():
        library.run("UPDATE annotations SET note = 'another program' WHERE id = ?", first.id)
    before = library.rows("SELECT * FROM annotations"), library.rows("SELECT * FROM changes")
    group = history.next_undo(library, reports.report_of(library, version)) or ""
    with pytest.raises(PostilError, match="changed elsewhere"), library.transaction():
        history.revert(library, history.UNDO, group, actor="test")
    assert before == (library.rows("SELECT * FROM annotations"), library.rows("SELECT * FROM changes"))


def test_an_outline_is_kept_for_its_engine_alone(library: Library, version: str) -> None:
    node = Node(0, 20, 9, 1, None, "The first", 1, "to read", NodeKind.ORDINAL, "en.ordinal", 0.5)
    outline = Outline((node, node._replace(start=3, level=2, parent=0, ordinal=None)), "en", "A title")
    with library.transaction():
        outlines.cache(library, version, "1", outline)
    assert outlines.cached(library, version, "1") == outline
    assert outlines.cached(library, version, "2") is None
    with library.transaction():
        outlines.cache(library, version, "2", Outline())
    assert outlines.cached(library, version, "2") == Outline()
    assert outlines.cached(library, version, "1") is None


def test_places_and_drafts_are_kept_with_their_report(library: Library, version: str, report: Report) -> None:
    report_id = reports.report_of(library, version)
    assert reading.last_read(library) is None
    first = annotation(report)
    record(library, version, (None, first))
    with library.transaction():
        reading.keep_place(library, report_id, version, 3)
        reading.keep_place(library, report_id, version, 7)
        reading.keep_draft(library, first.id, "a")
        reading.keep_draft(library, first.id, "a b")
    assert reading.last_read(library) == report_id
    assert reports.read_version(library, version).place == 7
    assert [(draft.annotation_id, draft.note) for draft in reading.drafts(library, version)] == [(first.id, "a b")]
    with library.transaction():
        reading.drop_draft(library, first.id)
    assert reading.drafts(library, version) == ()


def test_a_source_is_written_once_and_can_only_be_read(library: Library) -> None:
    sources.keep_bytes(library, "ab" * 32, b"as it came")
    path = sources.path_of(library, "ab" * 32)
    assert path == library.folder / "sources" / "ab" / ("ab" * 32)
    assert path.stat().st_mode & 0o222 == 0
    sources.keep_bytes(library, "ab" * 32, b"something else")
    assert sources.read_bytes(library, "ab" * 32) == b"as it came"
    assert list(path.parent.iterdir()) == [path]


def test_a_missing_source_gives_a_sentence(library: Library) -> None:
    with pytest.raises(PostilError, match="cannot be reached"):
        sources.read_bytes(library, "ab" * 32)


def test_a_transaction_is_all_or_nothing(library: Library, version: str, report: Report) -> None:
    unwritable = annotation(report)._replace(note="\ud800")
    with pytest.raises(UnicodeEncodeError):
        record(library, version, (None, annotation(report)), (None, unwritable))
    assert annotations.living(library, version) == ()
    assert library.rows("SELECT * FROM changes") == []


def test_one_highlight_is_one_commit(library: Library, version: str, report: Report) -> None:
    said: list[str] = []
    library._connection.set_trace_callback(said.append)
    record(library, version, (None, annotation(report, tags=("a", "b"))))
    assert [said.count(word) for word in ("BEGIN IMMEDIATE", "COMMIT")] == [1, 1]
    assert not any("checkpoint" in statement for statement in said)


def test_another_connection_sees_what_was_saved_and_notices_it(library: Library, version: str, report: Report) -> None:
    with open_library(library.folder) as other:
        before = other.data_version()
        assert other.data_version() == before
        first = annotation(report)
        record(library, version, (None, first))
        assert other.data_version() != before
        assert annotations.living(other, version) == (first,)


def test_another_process_may_write_too(library: Library, version: str, report: Report) -> None:
    program = (
        "import sys; from pathlib import Path; from postil.library import open_library, annotations\n"
        "with open_library(Path(sys.argv[1])) as library, library.transaction():\n"
        "    annotations.tag_id(library, sys.argv[2])"
    )
    names = ["a", "b", "c"]
    processes = [subprocess.Popen([sys.executable, "-c", program, library.folder, name]) for name in names]
    record(library, version, (None, annotation(report, tags=("d",))))
    assert [process.wait(30) for process in processes] == [0, 0, 0]
    assert library.rows("SELECT name FROM tags ORDER BY name") == [("a",), ("b",), ("c",), ("d",)]


def test_a_locked_library_gives_a_sentence_and_works_once_it_is_free(
    library: Library, version: str, report: Report
) -> None:
    with open_library(library.folder) as other:
        with other.transaction():
            with pytest.raises(PostilError, match="in use by another program"):
                record(library, version, (None, annotation(report)))
            assert annotations.living(library, version) == ()
            with open_library(library.folder) as third:
                assert reports.read_version(third, version).title == "A title"
        record(library, version, (None, annotation(report)))
    assert len(annotations.living(library, version)) == 1


def test_a_library_that_is_held_alone_gives_a_sentence_at_opening(folder: Path, library: Library) -> None:
    library.run("PRAGMA locking_mode = EXCLUSIVE")
    with library.transaction():
        annotations.tag_id(library, "a")
    with pytest.raises(PostilError, match="in use by another program"):
        open_library(folder)


def test_a_full_disk_gives_a_sentence(library: Library) -> None:
    (pages,) = library.row("PRAGMA page_count")
    library.run(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(PostilError, match="disk is full"), library.transaction():
        library.run("INSERT INTO tags (id, name, created) VALUES ('a', ?, '')", "a" * 100_000)


def test_damage_in_the_middle_gives_a_sentence(folder: Path) -> None:
    with open_library(folder) as library:
        (size,) = library.row("PRAGMA page_size")
        (page,) = library.row("SELECT rootpage FROM sqlite_schema WHERE name = 'reports'")
    data = bytearray((folder / "library.db").read_bytes())
    data[(page - 1) * size : page * size] = b"\xff" * size
    (folder / "library.db").write_bytes(data)
    with open_library(folder) as damaged, pytest.raises(PostilError, match="is damaged"):
        damaged.rows("SELECT * FROM reports")


def test_a_bug_is_not_told_as_the_world_s_fault(library: Library) -> None:
    with pytest.raises(Exception, match="syntax error") as caught:
        library.rows("SELEC 1")
    assert not isinstance(caught.value, PostilError)


def test_a_checkpoint_empties_the_journal(library: Library, version: str) -> None:
    journal = library.folder / "library.db-wal"
    assert journal.stat().st_size > 0
    assert library.checkpoint()
    assert journal.stat().st_size == 0
    assert reports.read_version(library, version).title == "A title"


def test_only_one_process_checkpoints_at_a_time(library: Library, version: str) -> None:
    with locked(library.folder / "library.lock"):
        assert not library.checkpoint()
    assert library.checkpoint()


def test_a_checkpoint_waits_for_no_reader(library: Library, version: str) -> None:
    with open_library(library.folder) as other, other.snapshot():
        assert other.row("SELECT count(*) FROM reports") == (1,)
        with library.transaction():
            annotations.tag_id(library, "a")
        assert not library.checkpoint()
    assert library.checkpoint()


def test_a_lock_falls_with_the_process_that_held_it(tmp_path: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from postil.library.locks import locked\n"
        "with locked(Path(sys.argv[1])):\n    print('held', flush=True); sys.stdin.read()"
    )
    lock = tmp_path / "lock"
    command = [sys.executable, "-c", program, lock]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        with locked_if_free(lock) as held:
            assert not held
        process.kill()
    with locked_if_free(lock) as held:
        assert held


def test_a_search_that_stops_early_holds_nothing(library: Library, version: str, report: Report) -> None:
    record(library, version, (None, annotation(report)), (None, annotation(report)))
    with closing(library.each("SELECT seq FROM changes")) as rows:
        assert next(rows) == (1,)
    assert library.checkpoint()


def test_the_list_counts_what_is_living(library: Library, version: str, report: Report) -> None:
    record(
        library,
        version,
        (None, annotation(report)),
        (None, annotation(report, note="n", tags=("a", "b"))),
        (None, annotation(report, note="gone", deleted=now())),
    )
    (listed,) = reports.every(library)
    assert (listed.title, listed.characters, listed.annotations, listed.notes) == ("A title", len(report.text), 2, 1)
