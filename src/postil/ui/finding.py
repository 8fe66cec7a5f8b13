"""Finding in the report: the find bar's words, the page's hits."""

from collections.abc import Callable
from functools import cached_property
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from postil.core.finding import find
from postil.ui.find_bar import FindBar
from postil.ui.page.page import Page
from postil.ui.theme import Theme

if TYPE_CHECKING:
    from postil.core.span import Span

_SLICE = 0.008
_MOST = 100_000
_BLOCKS = 50
_LONGEST = 1_000
"""The longest selection that is sought elsewhere, in characters."""


class Finding(QObject):
    """Seeks through the report a few milliseconds at a time, so that the page answers meanwhile."""

    def __init__(self, page: Page, make_bar: Callable[[], FindBar]) -> None:
        """The bar is made when it is wanted first: Qt's first line edit takes as long as a page."""
        super().__init__(page)
        self._page = page
        self._make_bar = make_bar
        self._hits: list[Span] = []
        self._current: int | None = None
        self._from = 0
        self._query = ""
        self._next_block = 0
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._seek_on)

    @cached_property
    def bar(self) -> FindBar:
        """Where the words are typed."""
        bar = self._make_bar()
        bar.query_changed.connect(self._begin)
        bar.next_wanted.connect(self.next)
        bar.previous_wanted.connect(self.previous)
        bar.closed.connect(self.close)
        return bar

    @property
    def is_open(self) -> bool:
        """Whether the bar is shown."""
        return "bar" in vars(self) and not self.bar.isHidden()

    def set_theme(self, theme: Theme) -> None:
        """Repaint the bar, if there is one, in other colours."""
        if "bar" in vars(self):
            self.bar.set_theme(theme)

    def open(self) -> None:
        """Show the bar; what is selected is sought, else the words of before."""
        span = self._page.selection()
        self._from = span.start if span else self._page.first_visible_offset
        selected = self._page.shown(span) if span and span.end - span.start <= _LONGEST else ""
        self.bar.open_bar(selected if "\n" not in selected else "")
        if not self._hits:
            self._begin(self.bar.query)

    def close(self) -> None:
        """Hide the bar and the hits; the one that was reached stays selected, ready to be marked."""
        self._timer.stop()
        reached = self._hits[self._current] if self._current is not None else None
        self._hits, self._current = [], None
        self._page.set_hits([], None)
        self.bar.hide()
        self._page.setFocus()
        if reached is not None:
            self._page.select(reached)

    def next(self) -> None:
        """Go to the next hit, after the last one to the first."""
        self._step(1)

    def previous(self) -> None:
        """Go to the hit before, before the first one to the last."""
        self._step(-1)

    def _begin(self, query: str) -> None:
        self._hits, self._current = [], None
        self._query, self._next_block = query, 0
        self._timer.start()

    def _seek_on(self) -> None:
        report, end = self._page.report, perf_counter() + _SLICE
        blocks = len(report.blocks) if report else 0
        while report and self._next_block < blocks and len(self._hits) < _MOST and perf_counter() < end:
            last = self._next_block + _BLOCKS
            self._hits += find(report, self._query, first_block=self._next_block, last_block=last)
            self._next_block = last
        if self._next_block >= blocks or len(self._hits) >= _MOST:
            self._timer.stop()
        self._choose_first()
        self._show()

    def _choose_first(self) -> None:
        """The first hit at or below where finding began; the report's first where there is none."""
        if self._current is None:
            ahead = next((i for i, hit in enumerate(self._hits) if hit.start >= self._from), None)
            if ahead is None and self._hits and not self._timer.isActive():
                ahead = 0
            if ahead is not None:
                self._current = ahead
                self._page.reveal(self._hits[ahead].start)

    def _step(self, by: int) -> None:
        if not self.is_open:
            self.open()
        if not self._hits:
            return
        self._current = ((self._current if self._current is not None else -by) + by) % len(self._hits)
        self._page.reveal(self._hits[self._current].start)
        self._show()

    def _show(self) -> None:
        current = self._hits[self._current] if self._current is not None else None
        self._page.set_hits(self._hits, current)
        self.bar.set_count(0 if self._current is None else self._current + 1, len(self._hits))
