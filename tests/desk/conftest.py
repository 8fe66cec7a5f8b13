"""A library of its own for each test, and the sample report kept in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from postil import desk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def library(folder: Path) -> Iterator[desk.Library]:
    with desk.open_library(folder) as opened:
        yield opened


@pytest.fixture
def opened(library: desk.Library, sample: Path) -> desk.Opened:
    return desk.keep(library, desk.read_source(sample))
