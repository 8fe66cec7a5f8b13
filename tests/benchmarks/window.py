"""One start of a window, measured from inside: Postil's, or the floor's (a bare QMainWindow with a QTextBrowser).

``window.py postil|floor REPORT`` prints JSON: seconds from the process's start to the first full page that answered a
key, and the resident memory then and at the end (MB). Started by ``startup.py``.
"""

import json
import os
import sys
import time
from pathlib import Path

START = float(os.environ.get("BENCH_START", "0"))


def resident() -> float:
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def answered(widget, app, bar) -> float:
    """Press Page Down, and wait for the page to have moved and painted."""
    from PySide6.QtCore import QEvent, QObject, Qt
    from PySide6.QtTest import QTest

    class Painted(QObject):
        seen = False

        def eventFilter(self, _watched, event):
            self.seen = self.seen or event.type() == QEvent.Type.Paint
            return False

    before = bar.value()
    painted = Painted()
    widget.viewport().installEventFilter(painted)
    QTest.keyClick(widget, Qt.Key.Key_PageDown)
    deadline = time.monotonic() + 30
    while (not painted.seen or bar.value() == before) and time.monotonic() < deadline:
        app.processEvents()
    assert bar.value() != before
    return time.time() - START


def floor(report: str) -> dict[str, float]:
    from PySide6.QtWidgets import QApplication, QMainWindow, QTextBrowser

    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    browser = QTextBrowser()
    browser.setPlainText(Path(report).read_text("utf-8"))
    window.setCentralWidget(browser)
    window.resize(1360, 860)
    window.show()
    browser.setFocus()
    app.processEvents()
    browser.viewport().repaint()
    seconds = answered(browser, app, browser.verticalScrollBar())
    return {"seconds": seconds, "resident": resident(), "settled": resident(), "worst_frame": 0.0}


def postil(report: str) -> dict[str, float]:
    from postil.app import build

    app, windows = build([report])
    windows.open[0].resize(1360, 860)  # as the floor's: the screen that is none may be smaller
    page = windows.open[0].page
    painted: list[float] = []
    page.first_page.connect(lambda: painted.append(time.time() - START))
    deadline = time.monotonic() + 60
    worst = 0.0
    last = time.monotonic()
    while not painted and time.monotonic() < deadline:
        app.processEvents()
    seconds = answered(page, app, page.verticalScrollBar())
    first = resident()
    session = windows.open[0].session
    last = time.monotonic()
    while not (session.outline.nodes and session.identifier) and time.monotonic() < deadline:
        app.processEvents()
        now = time.monotonic()
        worst, last = max(worst, now - last), now
    result = {
        "seconds": seconds,
        "painted": painted[0],
        "resident": first,
        "settled": resident(),
        "worst_frame": worst * 1000,
    }
    result["outline_after"] = time.time() - START
    page.scroll_home()  # the next start of a known report begins there again
    windows.open[0].close()
    windows.shut()
    return result


if __name__ == "__main__":  # the worker imports this file again
    print(json.dumps({"postil": postil, "floor": floor}[sys.argv[1]](sys.argv[2])))
