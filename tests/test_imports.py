"""The one rule of the house: a room imports only the rooms its row names, and all arrows go one way.

Each gate is a function of a room and a source, so that it can be shown to see what it is for.
"""

import ast
import re
import sys
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
    "arguments": set(),
    "cli": {"core", "desk"},
    "desktop": {"core"},
    "ui": {"resources", "core", "desk"},
    "app": {"arguments", "core", "desk", "ui"},
    "__main__": {"resources", "core", "arguments", "cli", "desktop", "app"},
    "__init__": set(),
}
"""In the order of ARCHITECTURE's table; every room may import ``translation`` and the version."""

LIBRARIES = {
    "PySide6": {"ui", "app"},
    "shiboken6": {"ui"},
    "sqlite3": {"library"},
    "sqlite_utils": {"library"},
    "click": {"cli"},
    "markdown": {"exchange"},
    "markdown_it": {"formats"},
    "nh3": {"exchange"},
    "platformdirs": {"desk", "ui"},
    "uuid_utils": {"library"},
}
PURE_ROOMS = {"core", "outline", "anchoring"}
PURE_MODULES = {
    *("array", "bisect", "collections", "contextlib", "dataclasses", "enum", "functools", "itertools", "json", "re"),
    *("tomllib", "typing", "unicodedata"),
}
IMPURE_NAMES = {"open", "print", "input", "exec", "eval", "__import__"}
SQL = re.compile(r"\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|BEGIN|DROP)\s")
FILES = sorted(HOUSE.rglob("*.py"))


def room_of(file: Path) -> str:
    return file.relative_to(HOUSE).parts[0].removesuffix(".py")


def imported_modules(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield module
            if module == "postil":
                yield from (f"postil.{alias.name}" for alias in node.names)


def foreign_rooms(room: str, source: str) -> set[str]:
    """The rooms that a source imports and its room's row does not name; a relative import is always one."""
    modules = set(imported_modules(source))
    relative = {module for module in modules if module.startswith(".")}
    rooms = {module.split(".")[1] for module in modules if re.match(r"postil\.\w", module)}
    return relative | rooms - {room, "translation", "__version__"} - MAY_IMPORT[room]


def foreign_libraries(room: str, source: str) -> set[str]:
    """The modules from outside the house that a source imports and its room must not know."""
    names = {module.split(".")[0] for module in imported_modules(source)} - {"postil", ""}
    standard = PURE_MODULES if room in PURE_ROOMS else sys.stdlib_module_names - LIBRARIES.keys()
    return {name for name in names if name not in standard and room not in LIBRARIES.get(name, ())}


def impure_names(room: str, source: str) -> set[str]:
    """The builtins that a pure room must not call, nor hand to who calls them."""
    names = {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}
    return names & IMPURE_NAMES if room in PURE_ROOMS else set()


def spoken_sql(room: str, source: str) -> list[str]:
    """The strings outside ``library`` that begin as SQL does; what only explains (a docstring) does not count."""
    nodes = list(ast.walk(ast.parse(source)))
    explaining = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    strings = (node for node in nodes if isinstance(node, ast.Constant) and id(node) not in explaining)
    found = [string.value for string in strings if isinstance(string.value, str) and SQL.match(string.value)]
    return [] if room == "library" else found


GATES = (foreign_rooms, foreign_libraries, impure_names, spoken_sql)


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.__name__)
@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(HOUSE)))
def test_no_room_does_what_is_not_its_own(file: Path, gate) -> None:
    assert not gate(room_of(file), file.read_text("utf-8"))


def test_all_arrows_go_up_the_table() -> None:
    rooms = list(MAY_IMPORT)
    for position, room in enumerate(rooms):
        assert MAY_IMPORT[room] <= set(rooms[:position])


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_library_s_row_names_no_room_that_does_without_it(library: str) -> None:
    using = {
        room_of(file)
        for file in FILES
        if library in {module.split(".")[0] for module in imported_modules(file.read_text("utf-8"))}
    }
    assert using == LIBRARIES[library]


@pytest.mark.parametrize(
    ("gate", "room", "planted"),
    [
        (foreign_rooms, "core", "from postil.desk import find"),
        (foreign_rooms, "formats", "from postil import outline"),
        (foreign_rooms, "exchange", "def late():\n    import postil.library.reports"),
        (foreign_rooms, "desk", "from postil.ui.window import MainWindow"),
        (foreign_rooms, "ui", "from postil.library import Library"),
        (foreign_rooms, "library", "from . import reports"),
        (foreign_rooms, "library", "from .reports import add"),
        *((foreign_libraries, "desktop", f"import {library}") for library in LIBRARIES),
        *((foreign_libraries, "outline", f"from {library}.part import name") for library in LIBRARIES),
        (foreign_libraries, "desk", "from PySide6.QtCore import QObject"),
        (foreign_libraries, "desk", "import sqlite3"),
        (foreign_libraries, "ui", "import requests"),
        (foreign_libraries, "library", "def late():\n    from requests.sessions import Session"),
        (foreign_libraries, "core", "import os"),
        (foreign_libraries, "core", "from os.path import exists"),
        (foreign_libraries, "outline", "from pathlib import Path"),
        (foreign_libraries, "anchoring", "import time"),
        (foreign_libraries, "anchoring", "import urllib.request"),
        (foreign_libraries, "core", "import importlib"),
        *((impure_names, "core", f"{name}('x')") for name in sorted(IMPURE_NAMES)),
        (impure_names, "outline", "list(map(print, nodes))"),
        (impure_names, "anchoring", "def carry():\n    with open('x') as file:\n        pass"),
        *((spoken_sql, "desk", f"rows({word + ' x'!r})") for word in ("SELECT", "INSERT", "UPDATE", "DELETE")),
        *((spoken_sql, "ui", f"rows({word + ' x'!r})") for word in ("CREATE", "PRAGMA", "BEGIN", "DROP")),
        (spoken_sql, "cli", 'rows(f"SELECT {column} FROM reports")'),
        (spoken_sql, "desk", '_ALL = """\n    SELECT * FROM reports\n"""'),
    ],
)
def test_a_gate_sees_what_it_is_for(gate, room: str, planted: str) -> None:
    assert gate(room, planted)


@pytest.mark.parametrize(
    ("room", "fair"),
    [
        ("core", "import re\nfrom collections.abc import Iterator\nfrom postil.translation import gettext as _"),
        ("core", "import postil\nfrom postil import __version__\nfrom postil.core.span import Span"),
        ("desk", "from pathlib import Path\nfrom postil.library import Library\nprint(open('x'))"),
        ("library", "import sqlite3\nrows('SELECT 1')"),
        ("ui", 'def choose():\n    """SELECT what is shown."""\nsay("Delete it", "SELECTED")'),
    ],
)
def test_the_gates_let_pass_what_is_fair(room: str, fair: str) -> None:
    assert not any(gate(room, fair) for gate in GATES)
