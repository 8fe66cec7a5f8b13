"""What a window shows that has no report: how to get one."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QWidget

from postil.translation import gettext as _
from postil.ui.fonts import scaled


class Invitation(QLabel):
    """A few quiet words in the middle of an empty page, which goes on taking what is dropped there."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(_("Open a report (Ctrl+O) or drop one here"), page, alignment=Qt.AlignmentFlag.AlignCenter)
        self.setFont(scaled(self.font(), 1.25))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._page = page
        page.installEventFilter(self)
        self.setGeometry(page.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fill the page, however large it is."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._page.rect())
        return super().eventFilter(watched, event)
