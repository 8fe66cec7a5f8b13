"""Every question a window asks, one function each, so that a test can answer in the reader's place."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

import postil
from postil.translation import gettext as _


def ask_reports(parent: QWidget, folder: Path) -> list[Path]:
    """Which reports to open."""
    kinds = _("Reports (*.txt *.md *.markdown);;All files (*)")
    chosen, _kind = QFileDialog.getOpenFileNames(parent, _("Open Reports"), str(folder), kinds)
    return [Path(name) for name in chosen]


def ask_export(parent: QWidget, suggestion: Path) -> Path | None:
    """Where to write the notes; a name without a suffix is given one before it is asked whether to write it over."""
    dialog = QFileDialog(parent, _("Export Notes"), str(suggestion.parent), _("Markdown (*.md)"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("md")
    dialog.selectFile(suggestion.name)
    chosen = Path(dialog.selectedFiles()[0]) if dialog.exec() else None
    dialog.deleteLater()
    return chosen


def ask_unsaved(parent: QWidget) -> bool:
    """Whether to close although something is not saved."""
    box = QMessageBox(
        QMessageBox.Icon.Warning, _("Not Saved"), _("Your last changes are not saved yet."), parent=parent
    )
    box.setInformativeText(_("If you close now, they are lost."))
    stay = box.addButton(_("Keep Open"), QMessageBox.ButtonRole.RejectRole)
    box.addButton(_("Close and Lose Them"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.exec()
    return box.clickedButton() is not stay


def ask_link(parent: QWidget, address: str) -> bool:
    """Whether to open an address in the system's browser."""
    box = QMessageBox(QMessageBox.Icon.Question, _("Open Link"), _("Open this address in your browser?"), parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(address)
    opening = box.addButton(_("Open"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    return box.clickedButton() is opening


def tell(parent: QWidget | None, sentence: str) -> QMessageBox:
    """Tell what went wrong, without making the reader wait for it; the box that says so."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, _("Postil"), sentence, QMessageBox.StandardButton.Ok, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box


def tell_about(parent: QWidget) -> None:
    """Say what this is."""
    text = _("Postil {version}\n\nA reading window for reports, with notes in the margin.").format(
        version=postil.__version__
    )
    tell(parent, text)
