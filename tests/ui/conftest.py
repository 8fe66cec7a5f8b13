"""What the tests of the widgets and windows share."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QPalette
from reader import Reader

from postil.ui.theme import Theme, load_theme


@pytest.fixture(params=["light", "dark"])
def any_theme(request) -> Theme:
    return load_theme(request.param)


@pytest.fixture
def theme() -> Theme:
    return load_theme("light")


@pytest.fixture
def reader(qapp, qtbot, monkeypatch, tmp_path: Path) -> Iterator[Reader]:
    """Somebody at a Postil with a new library and no habits; it is closed when the test ends."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "config"))
    reader = Reader(qtbot, monkeypatch, tmp_path / "library")
    yield reader
    reader.may_close = True
    reader.leave()
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette())


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes a report into a file of its own."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write


@pytest.fixture
def long(write) -> Path:
    """A report of some screens, with numbered parts."""
    parts = (
        f"{n}. Part number {n} of the plan\n\n" + f"What part {n} asks for is told at some length here. " * 40
        for n in range(1, 13)
    )
    return write("long.txt", "A plan for the harbour\n\n" + "\n\n".join(parts) + "\n")
