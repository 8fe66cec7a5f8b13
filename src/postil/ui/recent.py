"""The reports of the library, to be opened again."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QMenu, QWidget

from postil import desk
from postil.core.errors import PostilError
from postil.translation import gettext as _
from postil.ui.elide import elide_at_words
from postil.ui.keeper import Keeper

_MOST = 12
_WIDTH = 24
"""How wide a title may be, in heights of a line."""


class RecentMenu(QMenu):
    """The reports read last, by the identifiers that the library knows them by: a file need not be there any more."""

    chosen = Signal(str)

    def __init__(self, keeper: Keeper, parent: QWidget) -> None:
        super().__init__(_("Open &Recent"), parent)
        self._keeper = keeper
        self.setToolTipsVisible(True)

    def fill(self) -> None:
        """Offer what the library holds now; where it holds nothing, the menu cannot be opened."""
        self.clear()
        for report in self._reports():
            title = elide_at_words(report.title, QFontMetricsF(self.font()), _WIDTH * self.fontMetrics().height())
            action = self.addAction(title.replace("&", "&&"), partial(self.chosen.emit, report.report_id))
            action.setToolTip(report.path)
        self.menuAction().setEnabled(not self.isEmpty())

    def _reports(self) -> list[desk.Listed]:
        try:
            return desk.list_reports(self._keeper.library)[:_MOST] if self._keeper.library is not None else []
        except PostilError:
            return []
