"""A report is read, kept and found again by what it says, however its file is called and wherever it lies."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from postil import desk
from postil.core.errors import PostilError
from postil.core.span import Span
from postil.formats import LIMIT
from postil.library import sources


def refusal(path: Path) -> str:
    with pytest.raises(PostilError) as caught:
        desk.read_source(path)
    assert path.name in str(caught.value)
    return caught.value.code


def test_a_source_is_read_whole(sample: Path) -> None:
    reading = desk.read_source(sample)
    assert reading.name == sample.name
    assert reading.path == str(sample)
    assert reading.data == sample.read_bytes()
    assert len(reading.sha256) == 64
    assert reading.reader.startswith("text/")
    assert reading.report.text == sample.read_text("utf-8")


def test_what_is_not_a_report_gives_a_sentence(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.txt") == "report-missing"
    assert refusal(tmp_path / "gone" / "gone.txt") == "report-missing"
    assert refusal(tmp_path) == "report-folder"
    (tmp_path / "empty.txt").write_bytes(b"")
    assert refusal(tmp_path / "empty.txt") == "report-empty"
    (tmp_path / "rubbish.txt").write_bytes(bytes(range(256)) * 50)
    assert refusal(tmp_path / "rubbish.txt") == "report-binary"


def test_a_report_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "big.txt"
    with file.open("wb") as sparse:
        sparse.truncate(LIMIT + 1)
    assert refusal(file) == "report-too-big"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files there")
def test_what_is_no_ordinary_file_is_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert refusal(tmp_path / "pipe.txt") == "report-unreadable"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        assert refusal(tmp_path / "s") == "report-unreadable"
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    assert refusal(tmp_path / "loop.txt") == "report-unreadable"


@pytest.mark.skipif(sys.platform == "win32", reason="names are text there")
def test_a_name_that_is_no_text_is_no_hindrance(tmp_path: Path, library: desk.Library) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text("What it says.")
    kept = desk.keep(library, desk.read_source(path))
    assert kept.title == "caf\ufffd"
    known = desk.open_known(library, path)
    assert known
    assert known.report_id == kept.report_id


def test_a_new_report_is_kept_with_its_source(library: desk.Library, sample: Path) -> None:
    reading = desk.read_source(sample)
    assert desk.find(library, reading) is None
    assert desk.open_known(library, sample) is None
    kept = desk.keep(library, reading)
    assert kept.report == reading.report
    assert (kept.title, kept.path, kept.place) == ("readout", str(sample), 0)
    assert (kept.annotations, kept.drafts, kept.can_undo, kept.can_redo) == ((), (), False, False)
    assert sources.read_bytes(library, reading.sha256) == reading.data


def test_keeping_twice_keeps_once(library: desk.Library, sample: Path) -> None:
    first, second = (desk.keep(library, desk.read_source(sample)) for _ in range(2))
    assert first == second
    assert len(desk.list_reports(library)) == 1


def test_two_windows_that_keep_the_same_report_keep_it_once(library: desk.Library, sample: Path) -> None:
    reading = desk.read_source(sample)
    with desk.open_library(library.folder) as other:
        assert desk.keep(other, reading) == desk.keep(library, reading)


def test_a_renamed_report_is_known_and_its_new_place_remembered(
    library: desk.Library, opened: desk.Opened, sample: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "another name.txt"
    shutil.copy(sample, copy)
    known = desk.open_known(library, copy)
    assert known
    assert (known.report_id, known.title, known.path) == (opened.report_id, opened.title, str(copy))
    assert desk.open_kept(library, opened.report_id).path == str(copy)


def test_the_same_text_in_other_bytes_is_the_same_report(
    library: desk.Library, opened: desk.Opened, sample: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "windows.txt"
    copy.write_bytes(sample.read_text("utf-8").replace("\n", "\r\n").encode("utf-16"))
    assert desk.open_known(library, copy) is None
    reading = desk.read_source(copy)
    found, kept = desk.find(library, reading), desk.keep(library, reading)
    assert found
    assert found.report_id == kept.report_id == opened.report_id


def test_another_text_is_another_report(library: desk.Library, opened: desk.Opened, tmp_path: Path) -> None:
    file = tmp_path / "readout.txt"
    file.write_text(opened.report.text + "\nOne more line.\n", "utf-8")
    assert desk.open_known(library, file) is None
    assert desk.keep(library, desk.read_source(file)).report_id != opened.report_id


def test_a_report_opens_from_the_library_when_its_file_is_gone(library: desk.Library, tmp_path: Path) -> None:
    file = tmp_path / "short.md"
    file.write_text("# A title\n\nWhat it says.\n")
    kept = desk.keep(library, desk.read_source(file))
    marked = desk.keep_mark(library, kept.version_id, desk.new_mark(kept.report.text, Span(11, 15)))
    file.unlink()
    again = desk.open_kept(library, kept.report_id)
    assert again.report == kept.report
    assert again.annotations == (marked.annotations[0][1],)
    with pytest.raises(PostilError, match="is not there"):
        desk.open_known(library, file)


def test_an_unknown_report_gives_a_sentence(library: desk.Library) -> None:
    for ask in (desk.open_kept, lambda library, name: desk.keep_place(library, name, 0)):
        with pytest.raises(PostilError, match="no report “elsewhere”"):
            ask(library, "elsewhere")


def test_a_moved_report_opens_while_the_library_is_locked(
    library: desk.Library, opened: desk.Opened, sample: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.txt"
    shutil.copy(sample, copy)
    with desk.open_library(library.folder) as other, other.transaction():
        known = desk.open_known(library, copy)
    assert known
    assert (known.report_id, known.path) == (opened.report_id, str(copy))
    assert desk.open_kept(library, opened.report_id).path == str(sample)


def test_a_known_report_is_opened_without_what_only_new_ones_need(
    library: desk.Library, opened: desk.Opened, sample: Path
) -> None:
    desk.outline_of(library, opened.version_id, opened.report)
    program = (
        "import sys; from pathlib import Path; from postil import desk\n"
        "library = desk.open_library(Path(sys.argv[1]))\n"
        "assert desk.open_known(library, Path(sys.argv[2])).outline.nodes\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules} | set(sys.modules)))"
    )
    command = [sys.executable, "-c", program, library.folder, sample]
    imported = set(subprocess.check_output(command, text=True).split())
    assert "sqlite3" in imported
    late = {"sqlite_utils", "uuid_utils", "platformdirs", "click", "markdown", "markdown_it", "nh3", "tomllib"}
    late |= {"multiprocessing", "postil.outline", "postil.exchange", "postil.formats.text", "postil.formats.markdown"}
    assert imported & late == set()


def test_the_place_and_the_last_report_are_remembered(
    library: desk.Library, opened: desk.Opened, tmp_path: Path
) -> None:
    file = tmp_path / "other.txt"
    file.write_text("What it says.")
    other = desk.keep(library, desk.read_source(file))
    desk.keep_place(library, opened.report_id, 400)
    assert desk.last_opened(library) == opened.report_id
    assert desk.open_kept(library, opened.report_id).place == 400
    desk.keep_place(library, other.report_id, 2)
    assert desk.last_opened(library) == other.report_id
    assert [listed.report_id for listed in desk.list_reports(library)] == [other.report_id, opened.report_id]


def test_a_new_library_has_no_last_report(library: desk.Library) -> None:
    assert desk.last_opened(library) is None
    assert desk.list_reports(library) == []


def test_the_library_lies_where_it_is_told_to_or_in_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    home = desk.default_library()
    assert home.name == "postil"
    assert home.is_absolute()
    monkeypatch.setenv("POSTIL_LIBRARY", "/elsewhere")
    assert desk.default_library() == Path("/elsewhere")


def test_every_report_is_kept_as_it_was_read(library: desk.Library, report_file: Path) -> None:
    reading = desk.read_source(report_file)
    kept = desk.keep(library, reading)
    assert kept.report == reading.report
    assert desk.open_known(library, report_file) == kept
