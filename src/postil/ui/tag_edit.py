"""The small line over the page where tags are typed."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from postil.translation import gettext as _

_STAYS = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}
_SEPARATORS = re.compile("[,;，、；]")


def parse_tags(line: str) -> tuple[str, ...]:
    """The tags of a line, separated by commas (Chinese ones too): each once, blanks folded, in their order."""
    tags = (" ".join(tag.split()) for tag in _SEPARATORS.split(line))
    return tuple(dict.fromkeys(tag for tag in tags if tag))


class TagEdit(QLineEdit):
    """A line of tags: Enter, or going elsewhere, gives them; Esc leaves everything as it was.

    Whoever made it closes it when one of its signals came.
    """

    tags_given = Signal(tuple)
    cancelled = Signal()

    def __init__(self, tags: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(", ".join(tags), parent, placeholderText=_("Tags, separated by commas"))
        self.setAccessibleName(_("Tags"))
        self._open = True
        self.returnPressed.connect(self.commit)
        self.textChanged.connect(self._fit)
        self._fit()

    def commit(self) -> None:
        """Give the tags that stand there, once."""
        if self._open:
            self._open = False
            self.tags_given.emit(parse_tags(self.text()))

    def _fit(self) -> None:
        """As wide as its words, as long as there is room."""
        words = max(map(self.fontMetrics().horizontalAdvance, (self.placeholderText(), self.text())))
        parent = self.parentWidget()
        room = parent.width() - self.x() if parent else words * 2
        self.setMinimumWidth(min(words + 3 * self.fontMetrics().height(), max(room, 0)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._open = False
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.commit()
