"""A library of its own for each test, and a report in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from postil.core.report import Block, Blocks, Report
from postil.library import Library, open_library, reports

TEXT = "The first is to read. 第二是要记。\n\nThe third 😀 is to keep what was noted.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    with open_library(folder) as opened:
        yield opened


@pytest.fixture
def report() -> Report:
    return Report(TEXT, Blocks([Block(0, 30), Block(34, len(TEXT) - 1)]))


@pytest.fixture
def version(library: Library, report: Report) -> str:
    source = reports.Source("a.txt", 100, "ab" * 32, "text/1")
    with library.transaction():
        return reports.add(library, "A title", "/there/a.txt", source, report)
