"""The one rule of the house: a room imports only the rooms its row names, and all arrows go one way."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import postil

HOUSE = Path(postil.__file__).parent
MAY_IMPORT: dict[str, set[str]] = {
    "resources": set(),
    "translation": {"resources"},
    "core": set(),
    "formats": {"core"},
    "outline": {"core"},
    "anchoring": {"core"},
    "library": {"core"},
    "exchange": {"core"},
    "desk": {"resources", "core", "formats", "outline", "anchoring", "library", "exchange"},
    "cli": {"core", "desk"},
    "desktop": {"core"},
    "ui": {"resources", "core", "desk"},
    "app": {"core", "desk", "ui"},
    "__main__": {"resources", "core", "cli", "desktop", "app"},
    "__init__": set(),
}
PURE = ("core", "outline", "anchoring")
IMPURE_MODULES = {"os", "io", "pathlib", "time", "datetime", "random", "shutil", "tempfile", "subprocess", "socket"}
LIBRARIES = {
    "PySide6": {"ui", "app"},
    "shiboken6": {"ui", "app"},
    "sqlite3": {"library"},
    "sqlite_utils": {"library"},
    "click": {"cli"},
    "markdown_it": {"formats"},
}
FILES = sorted(HOUSE.rglob("*.py"))


def room_of(file: Path) -> str:
    return file.relative_to(HOUSE).parts[0].removesuffix(".py")


def imported_modules(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports are absolute"
            yield node.module or ""
            if node.module == "postil":
                yield from (f"postil.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(HOUSE)))
def test_a_room_imports_only_what_its_row_names(file: Path) -> None:
    room = room_of(file)
    rooms = {name.split(".")[1] for name in imported_modules(file) if re.match(r"postil\.\w", name)}
    assert rooms - {room, "translation", "__version__"} <= MAY_IMPORT[room]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(HOUSE)))
def test_a_library_is_known_only_in_its_rooms(file: Path) -> None:
    room = room_of(file)
    for name in {name.split(".")[0] for name in imported_modules(file)}:
        assert room in LIBRARIES.get(name, {room}), f"{room} imports {name}"
        assert not (room in PURE and name in IMPURE_MODULES), f"{room} is pure but imports {name}"
