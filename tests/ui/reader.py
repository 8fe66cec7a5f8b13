"""A reader at real windows: starts Postil here, points at words, presses keys, waits for what follows."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6 import __version_info__
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from postil import app as postil_app
from postil.core.annotation import Annotation
from postil.core.span import Span
from postil.ui import dialogs
from postil.ui.note_edit import NoteEdit
from postil.ui.tag_edit import TagEdit
from postil.ui.window import MainWindow

Key, Mouse, Modifier = Qt.Key, Qt.MouseButton, Qt.KeyboardModifier


class Reader:
    """One person at one running Postil; ``told`` is every sentence a dialog said, ``answers`` what they answer."""

    def __init__(self, qtbot, monkeypatch, library: Path) -> None:
        self.qtbot = qtbot
        self.library = library
        self.told: list[str] = []
        self.asked: list[str] = []
        self.reports: list[Path] = []
        self.export: Path | None = None
        self.may_close = True
        monkeypatch.setattr(dialogs, "tell", lambda _parent, sentence: self.told.append(sentence))
        monkeypatch.setattr(dialogs, "ask_reports", lambda *_: self.reports)
        monkeypatch.setattr(dialogs, "ask_export", lambda *_: self.export)
        monkeypatch.setattr(dialogs, "ask_unsaved", self._ask_unsaved)
        monkeypatch.setattr(dialogs, "ask_link", self._ask_link)
        self.windows = None

    def _ask_unsaved(self, _parent: QWidget) -> bool:
        self.asked.append("unsaved")
        return self.may_close

    def _ask_link(self, _parent: QWidget, address: str) -> bool:
        self.asked.append(address)
        return False

    # Starting and leaving

    def start(self, *reports: Path) -> MainWindow:
        """Start Postil and wait until the first window has come to rest."""
        _app, self.windows = postil_app.build(["--library", str(self.library), *map(str, reports)])
        return self.rested(self.windows.open[0])

    def rested(self, window: MainWindow) -> MainWindow:
        """A window whose report is painted, kept, and has its outline."""
        session = window.session
        self.until(lambda: session.report is not None and "workbench" in vars(window))
        self.until(lambda: not window._step_timer.isActive() and not window.workbench.outline_pane._busy)
        self.until(lambda: session.identifier or self.windows._keeper.error)
        return window

    def leave(self) -> None:
        """Close all windows and end."""
        if self.windows is not None:
            self.windows.close_all()
            self.windows.shut()
            QApplication.sendPostedEvents(None, 52)  # deferred deletes
            self.windows.deleteLater()
            self.windows = None

    def restart(self, *reports: Path) -> MainWindow:
        """Leave and come back."""
        self.leave()
        return self.start(*reports)

    def until(self, condition: Callable[[], object], timeout: int = 30_000) -> None:
        """Wait until something is so."""
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=timeout)

    # What is seen

    def status(self, window: MainWindow) -> list[str]:
        """What the line below the page says."""
        return [label.text() for label in window.workbench.status_line.findChildren(QLabel) if not label.isHidden()]

    def is_saved(self, window: MainWindow) -> bool:
        """Whether the status line says so."""
        return "Saved" in self.status(window)

    def marked(self, window: MainWindow) -> list[str]:
        """The passages that are marked, as they are shown."""
        return [window.page.shown(mark.anchor.span) for mark in window.session.marks]

    def mark_of(self, window: MainWindow, words: str) -> Annotation:
        """The mark on certain words."""
        (found,) = [mark for mark in window.session.marks if words in window.page.shown(mark.anchor.span)]
        return found

    def span(self, window: MainWindow, words: str) -> Span:
        """Where words stand in the text for the first time."""
        start = window.session.report.report.text.index(words)
        return Span(start, start + len(words))

    def editor(self, window: MainWindow) -> NoteEdit | None:
        """The note that is being typed, if there is one."""
        return next((edit for edit in window.findChildren(NoteEdit) if not edit.isHidden()), None)

    def tags(self, window: MainWindow) -> TagEdit | None:
        """The tags that are being typed, if there are any."""
        return next((edit for edit in window.findChildren(TagEdit) if not edit.isHidden()), None)

    # What is done

    def turn_to(self, window: MainWindow) -> None:
        """Make a window the one that keys go to."""
        window.activateWindow()
        self.until(window.isActiveWindow)

    def press(self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
        """Press a key."""
        self.qtbot.keyClick(widget, key, modifier)

    def ctrl(self, widget: QWidget, key: Qt.Key) -> None:
        """Press a key with Ctrl."""
        self.press(widget, key, Modifier.ControlModifier)

    def select(self, window: MainWindow, words: str) -> None:
        """Drag the mouse over words."""
        self.turn_to(window)
        span = self.span(window, words)
        window.page.reveal(span.start)
        rects = window.page.span_rects(span)
        start = QPoint(rects[0].left() + 1, rects[0].center().y())
        end = QPoint(rects[-1].right(), rects[-1].center().y())
        viewport = window.page.viewport()
        self.qtbot.mousePress(viewport, Mouse.LeftButton, pos=start)
        self.qtbot.mouseMove(viewport, QPoint((start.x() + end.x()) // 2, end.y()))
        self.qtbot.mouseMove(viewport, end)
        self.qtbot.mouseRelease(viewport, Mouse.LeftButton, pos=end)
        self.until(lambda: window.page.selection() == span)

    def click(self, window: MainWindow, words: str) -> None:
        """Click into the middle of words."""
        self.turn_to(window)
        window.page.reveal(self.span(window, words).start)
        self.qtbot.mouseClick(window.page.viewport(), Mouse.LeftButton, pos=self.point(window, words))

    def point(self, window: MainWindow, words: str) -> QPoint:
        """A point of the page amid words that are in view."""
        return window.page.span_rects(self.span(window, words))[0].center()

    def mark(self, window: MainWindow, words: str, key: Qt.Key = Key.Key_1) -> Annotation:
        """Mark words by mouse and key, and wait until they are."""
        self.select(window, words)
        self.press(window.page, key)
        self.until(lambda: words in self.marked(window))
        return self.mark_of(window, words)

    def note(self, window: MainWindow, words: str, note: str) -> Annotation:
        """Mark words, and write a note on them."""
        self.select(window, words)
        self.press(window.page, Key.Key_N)
        self.until(lambda: self.editor(window))
        self.qtbot.keyClicks(self.editor(window), note)
        self.ctrl(self.editor(window), Key.Key_Return)
        self.until(lambda: self.mark_of(window, words).note == note)
        return self.mark_of(window, words)

    def drop(self, window: MainWindow, files: Sequence[Path]) -> None:
        """Drop files on the page."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        action, buttons, modifier = Qt.DropAction.CopyAction, Mouse.LeftButton, Modifier.NoModifier
        at = QPointF(80, 80) if __version_info__ >= (6, 12) else QPoint(80, 80)
        enter = QDragEnterEvent(at, action, data, buttons, modifier)
        QApplication.sendEvent(window.page.viewport(), enter)
        assert enter.isAccepted()
        drop = QDropEvent(QPointF(80, 80), action, data, buttons, modifier)
        QApplication.sendEvent(window.page.viewport(), drop)
