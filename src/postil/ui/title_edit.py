"""The line over a row of the outline where its title is typed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from postil.core.correction import TITLE_LIMIT
from postil.translation import gettext as _
from postil.ui.once_edit import OnceEdit


class TitleEdit(OnceEdit):
    """A title that is typed."""

    title_given = Signal(str)

    def __init__(self, title: str, typed: str | None, parent: QWidget) -> None:
        """``typed`` is what was typed already, None for nothing."""
        super().__init__(title if typed is None else typed, parent, maxLength=TITLE_LIMIT)
        self.setAccessibleName(_("Title"))
        self._before = title
        if typed is None:
            self.selectAll()

    def give(self) -> None:
        """Give the title that stands there; one that was not changed is none."""
        title = " ".join(self.text().split())
        if title == self._before:
            self.cancelled.emit()
        else:
            self.title_given.emit(title)
