"""A library is made, opened and migrated; whatever is not a library as Postil made it is refused and left alone."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlite_utils import Database

from postil.core.errors import PostilError
from postil.library import Library, is_current, open_library
from postil.library.migrations import NAMES, STEPS, schema_at
from postil.library.schema import APPLICATION_ID, FINGERPRINTS, VERSION, fingerprint, schema_of


def refusal(folder: Path) -> PostilError:
    with pytest.raises(PostilError) as caught:
        open_library(folder)
    assert str(folder) in str(caught.value) or caught.value.code == "library-locked"
    return caught.value


def alter(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / "library.db", isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.fixture
def made(folder: Path) -> Path:
    open_library(folder).close()
    return folder


def test_a_new_library_is_made_where_there_is_none_and_its_folder_too(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    assert not is_current(folder)
    open_library(folder).close()
    assert is_current(folder)
    assert {file.name for file in folder.iterdir()} == {"library.db", "library.lock"}


@pytest.mark.parametrize("name", ["a # b ? c", "100 %20", "第二 é", "file:x?mode=ro"])
def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    for _ in range(2):
        open_library(tmp_path / name).close()
    assert (tmp_path / name / "library.db").stat().st_size > 0
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


def test_a_new_library_says_what_it_is(made: Path) -> None:
    start = (made / "library.db").read_bytes()[:100]
    assert int.from_bytes(start[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(start[60:64], "big") == VERSION


def test_a_library_is_durable_and_guarded(library: Library) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0, "wal_autocheckpoint": 0}
    assert {name: library.row(f"PRAGMA {name}")[0] for name in wanted} == wanted


def test_a_current_library_is_opened_without_the_tool_that_makes_it(made: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from postil.library import open_library\n"
        "open_library(Path(sys.argv[1])).close()\n"
        "print('sqlite_utils' in sys.modules)"
    )
    assert subprocess.check_output([sys.executable, "-c", program, made], text=True) == "False\n"


@pytest.mark.parametrize("version", FINGERPRINTS)
def test_the_steps_lead_to_the_schema_that_is_expected(version: int) -> None:
    assert fingerprint(schema_at(version)) == FINGERPRINTS[version]


def test_every_step_that_is_applied_is_named_once() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        assert tuple(step.name for step in STEPS.pending(Database(connection))) == NAMES
    assert len(NAMES) == VERSION == max(FINGERPRINTS)


def test_a_new_library_has_the_expected_schema(made: Path) -> None:
    with closing(sqlite3.connect(made / "library.db")) as connection:
        assert schema_of(connection) == schema_at(VERSION)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_two_processes_may_make_the_same_library(folder: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from postil.library import *; open_library(Path(sys.argv[1])).close()"
    )
    processes = [subprocess.Popen([sys.executable, "-c", program, folder]) for _ in range(3)]
    assert [process.wait(30) for process in processes] == [0, 0, 0]
    assert is_current(folder)


def test_what_a_killed_making_left_behind_is_no_hindrance(folder: Path) -> None:
    folder.mkdir()
    (folder / "library.db.new").write_bytes(b"half made")
    (folder / "library.db.new-journal").write_bytes(b"half made")
    open_library(folder).close()
    assert {file.name for file in folder.iterdir()} == {"library.db", "library.lock"}


def not_sqlite(file: Path) -> str:
    file.write_bytes(bytes(range(256)) * 40)
    return "library-damaged"


def no_bytes(file: Path) -> str:
    file.write_bytes(b"")
    return "library-damaged"


def a_few_bytes(file: Path) -> str:
    file.write_bytes(file.read_bytes()[:50])
    return "library-damaged"


def cut_in_the_middle(file: Path) -> str:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2 + 100])
    return "library-damaged"


def beginning_only(file: Path) -> str:
    file.write_bytes(file.read_bytes()[:4096])
    return "library-damaged"


def overwritten_schema(file: Path) -> str:
    data = bytearray(file.read_bytes())
    data[100:4096] = os.urandom(3996)
    file.write_bytes(data)
    return "library-damaged"


def a_folder(file: Path) -> str:
    file.unlink()
    file.mkdir()
    return "library-unreachable"


def of_another_program(file: Path) -> str:
    alter(file.parent, "PRAGMA application_id = 1")
    return "library-foreign"


def of_no_program(file: Path) -> str:
    file.unlink()
    alter(file.parent, "CREATE TABLE books (title)")
    return "library-foreign"


def newer(file: Path) -> str:
    alter(file.parent, f"PRAGMA user_version = {VERSION + 1}")
    return "library-newer"


def of_a_version_that_never_was(file: Path) -> str:
    alter(file.parent, "PRAGMA user_version = 0")
    return "library-altered"


def with_a_trigger(file: Path) -> str:
    alter(file.parent, "CREATE TRIGGER t AFTER INSERT ON changes BEGIN DELETE FROM annotations; END")
    return "library-altered"


def with_a_trigger_on_the_record_of_steps(file: Path) -> str:
    alter(file.parent, "CREATE TRIGGER sqlit AFTER INSERT ON _sqlite_migrations BEGIN DELETE FROM annotations; END")
    return "library-altered"


def with_a_view(file: Path) -> str:
    alter(file.parent, "CREATE VIEW v AS SELECT 1")
    return "library-altered"


def with_a_view_for_a_table(file: Path) -> str:
    alter(file.parent, "PRAGMA foreign_keys = OFF", "DROP TABLE tags", "CREATE VIEW tags AS SELECT 1 AS id")
    return "library-altered"


def with_another_table(file: Path) -> str:
    alter(file.parent, "CREATE TABLE other (a)")
    return "library-altered"


def with_an_index(file: Path) -> str:
    alter(file.parent, "CREATE INDEX other ON tags (colour)")
    return "library-altered"


def without_a_table(file: Path) -> str:
    alter(file.parent, "PRAGMA foreign_keys = OFF", "DROP TABLE anchors")
    return "library-altered"


def with_another_column(file: Path) -> str:
    alter(file.parent, "ALTER TABLE annotations ADD COLUMN more TEXT")
    return "library-altered"


BAD = [
    not_sqlite,
    no_bytes,
    a_few_bytes,
    cut_in_the_middle,
    beginning_only,
    overwritten_schema,
    a_folder,
    of_another_program,
    of_no_program,
    newer,
    of_a_version_that_never_was,
    with_a_trigger,
    with_a_trigger_on_the_record_of_steps,
    with_a_view,
    with_a_view_for_a_table,
    with_another_table,
    with_an_index,
    without_a_table,
    with_another_column,
]


@pytest.mark.parametrize("spoil", BAD, ids=lambda spoil: spoil.__name__)
def test_a_bad_library_is_refused_with_a_sentence_and_not_touched(made: Path, spoil: Callable[[Path], str]) -> None:
    file = made / "library.db"
    code = spoil(file)
    before = file.read_bytes() if file.is_file() else b""
    assert refusal(made).code == code
    assert not file.is_file() or file.read_bytes() == before
    assert {entry.name for entry in made.iterdir()} <= {
        "library.db",
        "library.lock",
        "library.db-wal",
        "library.db-shm",
    }


def test_what_was_altered_is_named(made: Path) -> None:
    with_a_trigger(made / "library.db")
    assert "trigger “t”" in str(refusal(made))


def test_a_journal_without_its_library_is_never_played_into_a_new_one(made: Path) -> None:
    (made / "library.db").unlink()
    (made / "library.db-wal").write_bytes(b"what was saved last")
    assert refusal(made).code == "library-damaged"
    assert not (made / "library.db").exists()
    assert (made / "library.db-wal").read_bytes() == b"what was saved last"


def test_a_library_whose_journal_is_not_played_in_yet_is_altered_in_no_byte_when_it_is_refused(made: Path) -> None:
    keeper = sqlite3.connect(made / "library.db", isolation_level=None)
    with closing(keeper):
        keeper.execute("PRAGMA wal_autocheckpoint = 0")
        keeper.execute("CREATE VIEW v AS SELECT 1")
        before = [(made / name).read_bytes() for name in ("library.db", "library.db-wal")]
        assert refusal(made).code == "library-altered"
        assert [(made / name).read_bytes() for name in ("library.db", "library.db-wal")] == before


def test_a_file_where_the_folder_should_be_gives_a_sentence(folder: Path) -> None:
    folder.write_text("a file")
    assert refusal(folder).code == "library-read-only"
    assert folder.read_text() == "a file"


@contextmanager
def without_privileges() -> Iterator[None]:
    """Permissions do not bind root: act as somebody else."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_to_all(tmp_path: Path) -> Iterator[Path]:
    """A folder that every user may enter."""
    parents = [parent for parent in (tmp_path, *tmp_path.parents) if "pytest-" in str(parent)]
    modes = [(parent, parent.stat().st_mode) for parent in parents]
    for parent in parents:
        parent.chmod(0o755)
    yield tmp_path
    for parent, mode in modes:
        parent.chmod(mode)


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such permissions there")
def test_a_library_in_a_read_only_folder_gives_a_sentence_and_is_not_touched(open_to_all: Path) -> None:
    folder = open_to_all / "library"
    open_library(folder).close()
    before = (folder / "library.db").read_bytes()
    folder.chmod(0o555)
    with without_privileges():
        assert refusal(folder).code == "library-read-only"
    assert (folder / "library.db").read_bytes() == before
    assert {file.name for file in folder.iterdir()} == {"library.db", "library.lock"}


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such permissions there")
def test_no_library_is_made_in_a_read_only_folder(open_to_all: Path) -> None:
    folder = open_to_all / "library"
    folder.mkdir(mode=0o555)
    with without_privileges():
        assert refusal(folder).code == "library-read-only"
        assert refusal(folder / "below").code == "library-read-only"
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="files have no such permissions there")
def test_a_library_that_may_only_be_read_gives_a_sentence_when_something_is_written(open_to_all: Path) -> None:
    folder = open_to_all / "library"
    open_library(folder).close()
    (folder / "library.db").chmod(0o444)
    folder.chmod(0o777)
    with without_privileges(), open_library(folder) as library:
        assert library.row("SELECT count(*) FROM tags") == (0,)
        with pytest.raises(PostilError) as caught, library.transaction():
            library.run("INSERT INTO tags (id, name, created) VALUES ('', '', '')")
    assert caught.value.code == "library-read-only"
