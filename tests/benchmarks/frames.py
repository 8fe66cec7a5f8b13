"""What a frame of scrolling costs: ``python tests/benchmarks/frames.py [FRAMES]``.

Scrolls the page at 1360 x 860 by 60 pixels and repaints it, FRAMES (400) times from a place in the middle, and again
after jumps to places far apart; on the 8 kB sample and on 1,000,000 words, without marks, with 10,000 marks, and with
10,000 marks of which each has a note. Beside it a QTextBrowser of the same text with the same marks as extra
selections. Prints median, 95th percentile and worst, in milliseconds.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QTextBrowser, QTextEdit
from startup import SAMPLE, large_report

from postil.core.annotation import COLOURS, Anchor, Annotation
from postil.core.outline import Outline
from postil.core.report import Report
from postil.core.span import Span
from postil.desk import note_html
from postil.formats import read
from postil.ui.page.marks import Marks
from postil.ui.page.page import Page
from postil.ui.theme import load_theme

SIZE = 1360, 860
STEP = 60
MARKS = 10_000


def marks_in(report: Report, count: int, note: str) -> list[Annotation]:
    """So many marks of some words, evenly over the text, one in a hundred a whole page long."""
    size = len(report.text)
    made = []
    for i in range(count):
        start = size * i // count
        end = min(size, start + (3_000 if i % 100 == 0 else 40))
        anchor = Anchor.describe(report.text, Span(start, end))
        made.append(Annotation(str(i), anchor, COLOURS[i % len(COLOURS)], note=note and f"{note} {i}"))
    return made


def timed(frames: int, move: Callable[[int], None], repaint: Callable[[], None]) -> list[float]:
    """Milliseconds of each move and the paint after it."""
    took = []
    for frame in range(frames):
        begun = time.perf_counter()
        move(frame)
        repaint()
        took.append(1000 * (time.perf_counter() - begun))
    return took


def show(widget: Page | QTextBrowser, label: str, frames: int, scroll: Callable[[int], None]) -> None:
    bar = widget.verticalScrollBar()

    def jump(frame: int) -> None:
        bar.setValue(bar.maximum() * (frame * 37 % 100) // 100)

    def repaint() -> None:
        widget.viewport().repaint()
        bar.repaint()

    jump(50)
    repaint()
    for what, took in (("scroll", timed(frames, scroll, repaint)), ("jump", timed(frames // 4, jump, repaint))):
        took.sort()
        figures = statistics.median(took), took[int(0.95 * len(took))], took[-1]
        print("{:44} {:7} {:7.2f} {:7.2f} {:7.2f}".format(label, what, *figures))


def page(report: Report, label: str, frames: int, marks: list[Annotation]) -> None:
    view = Page(load_theme("light"), note_html)
    view.resize(*SIZE)
    view.set_marks(Marks(marks))
    view.show_report(report, Outline())
    view.show()
    QApplication.processEvents()
    middle = view.verticalScrollBar().maximum() // 2
    turn = max(1, middle // STEP)
    show(view, label, frames, lambda frame: view.scroll_by(STEP if frame // turn % 2 == 0 else -STEP))
    view.close()


def browser(report: Report, label: str, frames: int, marks: list[Annotation]) -> None:
    view = QTextBrowser()
    view.resize(*SIZE)
    view.setPlainText(report.text)
    selections = []
    for mark in marks:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = QTextCursor(view.document())
        selection.cursor.setPosition(mark.anchor.start)
        selection.cursor.setPosition(mark.anchor.end, QTextCursor.MoveMode.KeepAnchor)
        selection.format = QTextCharFormat()
        selection.format.setBackground(QColor("#fce39a"))
        selections.append(selection)
    view.setExtraSelections(selections)
    view.show()
    QApplication.processEvents()
    bar = view.verticalScrollBar()
    turn = max(1, bar.maximum() // 2 // STEP)
    show(view, label, frames, lambda frame: bar.setValue(bar.value() + (STEP if frame // turn % 2 == 0 else -STEP)))
    view.close()


def main(frames: int) -> None:
    _app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as name:
        texts = {"8 kB": SAMPLE, "1 M words": large_report(Path(name), 1_000_000)}
        reports = {label: read(path.read_bytes(), path.name) for label, path in texts.items()}
    print(f"{'':44} {'':7} {'median':>7} {'95 %':>7} {'worst':>7}  ms")
    for size, report in reports.items():
        count = MARKS if size == "1 M words" else 40
        page(report, f"page, {size}", frames, [])
        browser(report, f"QTextBrowser, {size}", frames, [])
        page(report, f"page, {size}, {count:,} marks", frames, marks_in(report, count, ""))
        browser(report, f"QTextBrowser, {size}, {count:,} marks", frames, marks_in(report, count, ""))
        page(report, f"page, {size}, {count:,} marks with notes", frames, marks_in(report, count, "A note to"))


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
