"""What happens to a library's files while it is open, or before it is opened again, is told and never papered over."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from postil import desk
from postil.core.errors import PostilError
from postil.core.span import Span
from postil.library.database import DATABASE


def remove(path: Path) -> None:
    path.unlink()


def swap(path: Path) -> None:
    other = path.with_name("other.db")
    shutil.copy(path, other)
    other.replace(path)


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("harm", [remove, swap, empty])
def test_nothing_is_called_saved_that_went_into_a_file_which_is_gone(
    tmp_path: Path, sample: Path, harm: Callable[[Path], None]
) -> None:
    library = desk.open_library(tmp_path / "library")
    opened = desk.keep(library, desk.read_source(sample))
    harm(tmp_path / "library" / DATABASE)
    with pytest.raises(PostilError) as told:
        desk.keep_mark(library, opened.version_id, desk.new_mark(opened.report.text, Span(10, 20)))
    assert told.value.code == "library-gone"
    library.close()


def test_nothing_is_called_saved_that_went_into_a_journal_which_is_gone(tmp_path: Path, sample: Path) -> None:
    library = desk.open_library(tmp_path / "library")
    opened = desk.keep(library, desk.read_source(sample))
    desk.keep_mark(library, opened.version_id, desk.new_mark(opened.report.text, Span(10, 20)))
    (tmp_path / "library" / f"{DATABASE}-wal").unlink()
    with pytest.raises(PostilError) as told:
        desk.keep_mark(library, opened.version_id, desk.new_mark(opened.report.text, Span(30, 40)))
    assert told.value.code == "library-gone"
    library.close()


def test_a_database_that_is_gone_from_beside_its_sources_is_not_made_anew(tmp_path: Path, sample: Path) -> None:
    folder = tmp_path / "library"
    with desk.open_library(folder) as library:
        desk.keep(library, desk.read_source(sample))
    (folder / DATABASE).unlink()
    with pytest.raises(PostilError) as told:
        desk.open_library(folder)
    assert told.value.code == "library-damaged"
    assert not (folder / DATABASE).exists()


def test_a_link_to_a_disk_that_is_not_there_is_left_alone(tmp_path: Path) -> None:
    link = tmp_path / "library" / DATABASE
    link.parent.mkdir()
    link.symlink_to(tmp_path / "unmounted" / DATABASE)
    with pytest.raises(PostilError):
        desk.open_library(link.parent)
    assert link.is_symlink()
