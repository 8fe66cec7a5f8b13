"""Outlines are inferred once, and notes leave as Markdown."""

from pathlib import Path

import pytest

from postil import desk
from postil.core.errors import PostilError
from postil.core.outline import Outline
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
    made = desk.keep_mark(
        library, opened.version_id, desk.new_mark(opened.report.text, Span(0, 20), note="Look at *this*", tags=["tax"])
    )
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


def test_an_export_follows_a_link_and_keeps_a_files_permissions(
    library: desk.Library, opened: desk.Opened, tmp_path: Path
) -> None:
    target, link = tmp_path / "private.md", tmp_path / "link.md"
    target.write_text("old")
    target.chmod(0o600)
    link.symlink_to(target)
    desk.write_export(link, opened, Outline())
    assert link.is_symlink()
    assert target.read_text("utf-8").startswith("---")
    assert target.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".postil")] == []


@pytest.mark.parametrize("name", ["x" * 300, "a.txt/x.md", "."])
def test_an_export_that_cannot_be_written_is_told(opened: desk.Opened, tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text("a file")
    with pytest.raises(PostilError) as told:
        desk.write_export(tmp_path / name, opened, Outline())
    assert told.value.code == "export-failed"
