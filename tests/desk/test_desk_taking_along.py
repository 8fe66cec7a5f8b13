"""Outlines are inferred once, and notes leave as Markdown."""

from pathlib import Path

from postil import desk
from postil.core.span import Span


def test_an_outline_is_inferred_once_and_then_kept(library: desk.Library, opened: desk.Opened) -> None:
    assert opened.outline is None
    outline = desk.outline_of(library, opened.version_id, opened.report)
    assert outline.nodes
    assert outline == desk.infer_outline(opened.report)
    assert desk.open_kept(library, opened.report_id).outline == outline
    assert desk.outline_of(library, opened.version_id, opened.report) == outline


def test_every_report_s_outline_comes_back_as_it_was_inferred(library: desk.Library, report_file: Path) -> None:
    kept = desk.keep(library, desk.read_source(report_file))
    outline = desk.outline_of(library, kept.version_id, kept.report)
    assert desk.open_kept(library, kept.report_id).outline == outline


def test_notes_leave_with_their_passage_and_without_the_reader_s_folders(
    library: desk.Library, opened: desk.Opened
) -> None:
    made = desk.mark(library, opened.version_id, Span(0, 20), note="Look at *this*", tags=["tax"])
    exported = desk.export_markdown(
        desk.open_kept(library, opened.report_id), desk.outline_of(library, opened.version_id, opened.report)
    )
    ((_, mark),) = made.annotations
    assert mark
    for part in (opened.title, mark.anchor.exact.split("\n")[0], "Look at *this*", "tax", mark.id):
        assert part in exported
    assert str(Path(opened.path).parent) not in exported


def test_a_note_is_shown_as_its_markdown_says_and_runs_nothing() -> None:
    shown = desk.note_html("a *b* <script>alert(1)</script>")
    assert "<em>b</em>" in shown
    assert "<script" not in shown
