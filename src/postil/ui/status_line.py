"""The line below the page: where the reader is, what was noted, how far it is, and whether it is saved."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from postil.translation import gettext as _
from postil.translation import ngettext
from postil.ui.elide import SEPARATOR, elide_at_words, elide_path
from postil.ui.fonts import bold
from postil.ui.theme import Theme

UNDO_SHOWN = 10_000
"""How long a message with "Undo" stays, in milliseconds."""
NEWS_SHOWN = 5_000
"""How long news stand in place of the state, in milliseconds."""


class PathLabel(QLabel):
    """A path that gives up its middle when the window is narrow."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, textFormat=Qt.TextFormat.PlainText)
        self._parts: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_path(self, parts: Sequence[str]) -> None:
        """Show another path; its last part is where the reader is."""
        self._parts = tuple(parts)
        self.setToolTip(SEPARATOR.join(parts))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics, width = QFontMetricsF(self.font()), self.width()
        path = elide_path(self._parts, lambda shown: metrics.horizontalAdvance(shown) <= width)
        self.setText(elide_at_words(path, metrics, width))


class ThinBar(QProgressBar):
    """A progress bar as thin as a line."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, maximum=1000, textVisible=False)
        self.theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(9 * self.fontMetrics().height() * 3 // 4, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 — it is always painted whole
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        thickness = max(3.0, self.height() / 4)
        groove = QRectF(0, (self.height() - thickness) / 2, self.width(), thickness)
        read = QRectF(groove)
        read.setWidth(groove.width() * self.value() / self.maximum())
        for rectangle, colour in ((groove, self.theme.hairline), (read, self.theme.accent)):
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(rectangle, thickness / 2, thickness / 2)


class StatusLine(QWidget):
    """Path, counts, progress and state; or, for some seconds, what was done and a button that undoes it."""

    undo_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._path = PathLabel(self)
        self._path.setAccessibleName(_("Where you are"))
        self._done = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        self._undo = QPushButton(_("Undo"), self, flat=True)
        self._counts = QLabel(self)
        self._bar = ThinBar(theme, self)
        self._bar.setAccessibleName(_("Read so far"))
        self._percent = QLabel(self)
        self._percent_form = _("{percent} %")  # looked up once: it is written at every step of scrolling
        self._state = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        self._state.setAccessibleName(_("State of your notes"))
        self._lasting = ""
        self._hiding = QTimer(self, singleShot=True, interval=UNDO_SHOWN)
        self._news = QTimer(self, singleShot=True, interval=NEWS_SHOWN)
        self._lay_out()
        self._connect()
        self.set_theme(theme)
        self.hide_undo()

    def _lay_out(self) -> None:
        em = self.fontMetrics().height() * 3 // 4
        layout = QHBoxLayout(self)
        layout.setContentsMargins(em, em // 4, em, em // 4)
        layout.setSpacing(em)
        layout.addWidget(self._path, 1)
        layout.addWidget(self._done)
        layout.addWidget(self._undo)
        layout.addStretch(0)
        for widget in (self._counts, self._bar, self._percent, self._state):
            layout.addWidget(widget)
        self._percent.setMinimumWidth(
            self._percent.fontMetrics().horizontalAdvance(self._percent_form.format(percent=100))
        )

    def _connect(self) -> None:
        self._undo.clicked.connect(self._undone)
        self._hiding.timeout.connect(self.hide_undo)
        self._news.timeout.connect(self._end_news)

    def set_path(self, parts: Sequence[str]) -> None:
        """Show where the reader is: the titles from the root of the outline to the current node."""
        self._path.set_path(parts)

    def set_counts(self, highlights: int, notes: int) -> None:
        """Show how many highlights the report has, and how many of them carry a note."""
        highlighted = ngettext("{count} highlight", "{count} highlights", highlights).format(count=highlights)
        noted = ngettext("{count} note", "{count} notes", notes).format(count=notes)
        self._counts.setText(f"{highlighted} · {noted}")

    def set_progress(self, share: float) -> None:
        """Show how much of the report lies behind the reader, from 0 to 1."""
        share = min(1.0, max(0.0, share))
        self._bar.setValue(round(share * self._bar.maximum()))
        self._percent.setText(self._percent_form.format(percent=int(100 * share)))

    def set_state(self, text: str, alarming: bool = False) -> None:
        """Show whether everything is saved; an alarming state stands out, others wait until news were seen."""
        self._lasting = text
        if alarming:
            self._news.stop()
        if not self._news.isActive():
            self._show_state(text, alarming)

    def show_news(self, text: str) -> None:
        """Say what just happened, for some seconds in place of the state; an alarming state is not hidden by it."""
        self._announce(text)
        if not self._state.property("alarming"):
            self._show_state(text, alarming=False)
            self._news.start()

    def _end_news(self) -> None:
        self._show_state(self._lasting, alarming=False)

    def _show_state(self, text: str, alarming: bool) -> None:
        if alarming and text != self._state.text():
            self._announce(text)
        self._state.setText(text)
        self._state.setToolTip(text if alarming else "")
        self._state.setProperty("alarming", alarming)
        self._state.setFont(bold(self.font()) if alarming else self.font())
        self._paint_state()

    def show_undo(self, text: str) -> None:
        """Say what was done, with a button that undoes it, for some seconds in place of the path."""
        self._done.setText(text)
        self._show(undo=True)
        self._hiding.start()
        self._announce(text)

    def hide_undo(self) -> None:
        """Show the path again."""
        self._hiding.stop()
        self._show(undo=False)

    def set_theme(self, theme: Theme) -> None:
        """Repaint in other colours."""
        self._theme = theme
        self._bar.theme = theme
        self._bar.update()
        self._paint_state()

    def _announce(self, text: str) -> None:
        """Say it to whom cannot see it; a message that comes and goes would be missed."""
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415 — dear, and rarely needed

        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _paint_state(self) -> None:
        alarming = self._state.property("alarming")
        self._state.setStyleSheet(f"color: {self._theme.accent}" if alarming else "")

    def _show(self, *, undo: bool) -> None:
        self._path.setVisible(not undo)
        self._done.setVisible(undo)
        self._undo.setVisible(undo)

    def _undone(self) -> None:
        self.hide_undo()
        self.undo_clicked.emit()
