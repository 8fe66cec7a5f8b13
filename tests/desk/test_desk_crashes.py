"""A process that is killed takes nothing with it that was called saved."""

import subprocess
import sys
from pathlib import Path

import pytest

from postil import desk
from postil.library import reports

WRITER = """
import sys
from itertools import count
from pathlib import Path
from postil import desk
from postil.core.span import Span

library = desk.open_library(Path(sys.argv[1]))
opened = desk.keep(library, desk.read_source(Path(sys.argv[2])))
"""
MARK = """
for n in count():
    made = desk.new_mark(opened.report.text, Span(n, n + 9), note=str(n), tags=[str(n % 3)])
    desk.keep_mark(library, opened.version_id, made)
    print(made.id, flush=True)
"""
MARK_ONCE = """
change = desk.keep_mark(library, opened.version_id, desk.new_mark(opened.report.text, Span(10, 40)))
print(change.annotations[0][1].id, flush=True)
sys.stdin.read()
"""
TYPE = """
mark = desk.keep_mark(library, opened.version_id, desk.new_mark(opened.report.text, Span(10, 40))).annotations[0][1].id
for n in count(1):
    desk.keep_draft(library, mark, "x" * n)
    print(n, flush=True)
"""
KEEP = """
for n in count():
    file = Path(sys.argv[1], f"{n}.txt")
    file.write_text(f"Report {n}")
    print(desk.keep(library, desk.read_source(file)).report_id, flush=True)
"""


def killed(program: str, folder: Path, report: Path, lines: int) -> list[str]:
    """Run a program until it has said so many lines, then kill it; what it had said."""
    command = [sys.executable, "-c", WRITER + program, folder, report]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        said = [process.stdout.readline() for _ in range(lines)]
        process.kill()
        said += process.stdout.readlines()
    return [line.strip() for line in said if line.endswith("\n")]


@pytest.fixture
def known(folder: Path, sample: Path) -> str:
    with desk.open_library(folder) as library:
        return desk.keep(library, desk.read_source(sample)).report_id


def test_a_mark_that_was_saved_survives_a_kill(folder: Path, sample: Path, known: str) -> None:
    said = killed(MARK_ONCE, folder, sample, 1)
    with desk.open_library(folder) as library:
        assert [mark.id for mark in desk.open_kept(library, known).annotations] == said


@pytest.mark.parametrize("lines", [1, 7, 20, 33])
def test_no_mark_that_was_saved_is_lost_in_a_kill_amid_marking(
    folder: Path, sample: Path, known: str, lines: int
) -> None:
    said = killed(MARK, folder, sample, lines)
    with desk.open_library(folder) as library:
        opened = desk.open_kept(library, known)
        marks = [mark.id for mark in opened.annotations]
        assert marks[: len(said)] == said
        assert len(marks) <= len(said) + 1
        assert library.row("SELECT count(DISTINCT subject_id) FROM changes") == (len(marks),)
        assert library.row("PRAGMA integrity_check") == ("ok",)
        for _ in marks:
            assert desk.undo(library, known)
        assert desk.open_kept(library, known).annotations == ()


def test_a_draft_survives_a_kill_amid_typing(folder: Path, sample: Path, known: str) -> None:
    said = killed(TYPE, folder, sample, 20)
    with desk.open_library(folder) as library:
        (draft,) = desk.open_kept(library, known).drafts
        assert int(said[-1]) <= len(draft.note) <= int(said[-1]) + 1


def test_no_report_that_was_kept_is_lost_in_a_kill(folder: Path, sample: Path, known: str) -> None:
    said = killed(KEEP, folder, sample, 10)
    with desk.open_library(folder) as library:
        kept = [listed.report_id for listed in desk.list_reports(library)]
        assert {*said, known} <= set(kept)
        for report_id in kept:
            opened = desk.open_kept(library, report_id)
            assert reports.version_by_text(library, opened.report.text) == opened.version_id


def test_a_second_process_sees_and_changes_what_the_killed_one_saved(folder: Path, sample: Path, known: str) -> None:
    with desk.open_library(folder) as window:
        (said,) = killed(MARK_ONCE, folder, sample, 1)
        desk.write_note(window, said, "still here")
        (mark,) = desk.open_kept(window, known).annotations
        assert (mark.id, mark.note) == (said, "still here")
