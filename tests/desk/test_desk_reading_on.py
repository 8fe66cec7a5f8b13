"""What was read of a report is known the next time, in every window and program."""

from pathlib import Path

from postil import desk
from postil.core.span import Span
from postil.core.spans import Spans


def test_what_was_read_is_there_after_a_restart(folder: Path, sample: Path) -> None:
    with desk.open_library(folder) as library:
        opened = desk.keep(library, desk.read_source(sample))
        assert desk.spans_read(library, opened.version_id) == Spans()
        desk.keep_read(library, opened.version_id, [Span(0, 100), Span(300, 400)])
        desk.keep_place(library, opened.report_id, 50)
    with desk.open_library(folder) as library:
        assert list(desk.spans_read(library, opened.version_id)) == [Span(0, 100), Span(300, 400)]
        assert desk.open_kept(library, opened.report_id).place == 50


def test_what_another_program_saw_read_is_added_to(folder: Path, library: desk.Library, opened: desk.Opened) -> None:
    with desk.open_library(folder) as other:
        desk.keep_read(other, opened.version_id, [Span(0, 100)])
        now = desk.keep_read(library, opened.version_id, [Span(90, 200)], [Span(20, 30)])
        assert now == desk.spans_read(other, opened.version_id) == Spans([Span(0, 20), Span(30, 200)])


def test_reading_on_is_no_history(library: desk.Library, opened: desk.Opened) -> None:
    desk.keep_read(library, opened.version_id, [Span(0, 100)])
    assert desk.undo(library, opened.report_id) is None
