"""What of the page was before the reader's eyes long enough to have been read."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from postil.core.text import columns
from postil.ui.page.page import Page
from postil.ui.reading_log import ReadingLog

if TYPE_CHECKING:
    from postil.core.span import Span

LOOK_MS = 1_000
_AT_LEAST = 1.0
_COLUMNS_A_SECOND = 100
"""1,000 words a minute, a word being six columns: nobody reads faster, and an ideograph takes two."""


class Attention(QObject):
    """Looks once a second which lines stand in the page of the active window.

    Lines that stood there for a second and for the time it takes to read all that stands there are told to the log.
    """

    def __init__(self, page: Page, log: ReadingLog) -> None:
        super().__init__(page)
        self._page = page
        self._log = log
        self._seen: dict[Span, float] = {}
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        page.scrolled.connect(self.go_on)

    def go_on(self) -> None:
        """Look from now on: something else is in view, or the window became active."""
        if not self._timer.isActive():
            self._timer.start()

    def look(self) -> None:
        """See what is in view; where nothing of it is unread, or nobody looks, stop looking."""
        lines = list(self._page.lines_in_view()) if self._page.isVisible() and self._page.isActiveWindow() else []
        unread = [line for line in lines if self._log.spans.covered(line) < line.end - line.start]
        if not unread or self._page.report is None:
            self._seen = {}
            self._timer.stop()
            return
        self._seen = {line: self._seen.get(line, 0.0) + LOOK_MS / 1000 for line in lines}
        needed = _AT_LEAST + columns(self._page.report.text[lines[0].start : lines[-1].end]) / _COLUMNS_A_SECOND
        read = [line for line in unread if self._seen[line] >= needed]
        if read:
            self._log.take(read)
