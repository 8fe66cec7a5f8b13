"""The small line over the page where tags are typed."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from postil.translation import gettext as _
from postil.ui.once_edit import OnceEdit

_SEPARATORS = re.compile("[,;，、；]")


def parse_tags(line: str) -> tuple[str, ...]:
    """The tags of a line, separated by commas (Chinese ones too): each once, blanks folded, in their order."""
    tags = (" ".join(tag.split()) for tag in _SEPARATORS.split(line))
    return tuple(dict.fromkeys(tag for tag in tags if tag))


class TagEdit(OnceEdit):
    """A line of tags."""

    tags_given = Signal(tuple)

    def __init__(self, tags: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(", ".join(tags), parent, placeholderText=_("Tags, separated by commas"))
        self.setAccessibleName(_("Tags"))
        self.textChanged.connect(self._fit)
        self._fit()

    def give(self) -> None:
        """Give the tags that stand there."""
        self.tags_given.emit(parse_tags(self.text()))

    def _fit(self) -> None:
        """As wide as its words, as long as there is room."""
        words = max(map(self.fontMetrics().horizontalAdvance, (self.placeholderText(), self.text())))
        parent = self.parentWidget()
        room = parent.width() - self.x() if parent else words * 2
        self.setMinimumWidth(min(words + 3 * self.fontMetrics().height(), max(room, 0)))
