"""The questions as Qt asks them, and where they begin."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from postil import desk
from postil.ui import dialogs
from postil.ui.exporting import folder_of


@pytest.mark.parametrize(("typed", "written"), [("notes2", "notes2.md"), ("notes.txt", "notes.txt")])
def test_an_export_has_a_suffix(qtbot, tmp_path: Path, typed, written):
    parent = QWidget()
    qtbot.addWidget(parent)

    def answer():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        assert dialog.selectedFiles() == [str(tmp_path / "suggested.md")]
        dialog.findChild(QLineEdit).setText(typed)
        dialog.accept()

    QTimer.singleShot(0, answer)
    assert dialogs.ask_export(parent, tmp_path / "suggested.md") == tmp_path / written


def test_dialogs_begin_beside_the_report(tmp_path: Path):
    assert folder_of(str(tmp_path / "report.txt")) == tmp_path


@pytest.mark.parametrize("path", ["", str(desk.sample()), "/no/such/folder/report.txt"])
def test_dialogs_begin_among_the_documents_where_the_reader_has_no_report(monkeypatch, tmp_path: Path, path):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert folder_of(path) == tmp_path
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    documents.mkdir()
    assert folder_of(path) == documents
