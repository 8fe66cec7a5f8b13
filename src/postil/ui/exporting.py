"""Taking a report's notes along in a file."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from postil import desk
from postil.core.outline import Outline
from postil.translation import gettext as _
from postil.ui import dialogs

_LONGEST_NAME = 80
_FORBIDDEN = frozenset('/\\:*?"<>|')


def folder_of(path: str) -> Path:
    """Where a reader looks for files beside a report; for none, and for the one that is Postil's, the documents."""
    folder = Path(path).parent
    if path and folder.is_dir() and folder != desk.sample().parent:
        return folder
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return documents if documents.is_dir() else Path.home()


def export_notes(parent: QWidget, title: str, opened: desk.Opened, outline: Outline) -> str:
    """Ask for a file and write the annotated notes there; its name, or "" where none was chosen.

    Raises PostilError "export-failed".
    """
    name = _("{title} – notes").format(title=_file_name(title)) + ".md"
    path = dialogs.ask_export(parent, folder_of(opened.path) / name)
    if path is None:
        return ""
    desk.write_export(path, opened, outline)
    return path.name


def _file_name(title: str) -> str:
    """A title without what some system forbids in the name of a file."""
    kept = ("_" if character in _FORBIDDEN or not character.isprintable() else character for character in title)
    return "".join(kept)[:_LONGEST_NAME].strip(" .")
