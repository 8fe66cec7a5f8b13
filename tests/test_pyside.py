"""The binding to Qt is one that can be trusted with a long session."""

import sys
import tomllib
from pathlib import Path

from PySide6.QtWidgets import QLabel

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"


def test_twenty_thousand_setter_calls_leave_none_alone(qtbot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(20_000):
        label.setText("text")
    assert abs(sys.getrefcount(None) - before) < 1_000


def test_the_release_that_loses_references_is_kept_away_from_python_3_11() -> None:
    dependencies = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]["dependencies"]
    assert [line for line in dependencies if line.startswith("PySide6")] == [
        "PySide6-Essentials>=6.11.3,<6.12; python_version < '3.12'",
        "PySide6-Essentials>=6.11.3; python_version >= '3.12'",
    ]
