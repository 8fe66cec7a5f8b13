"""What the outline pane costs with a large report: ``python tests/benchmarks/outline_pane.py [NODES]``.

Opens a report of 100 words a node (10,000 nodes: a million words) in a window and prints, in milliseconds, how long
the window does not answer while the pane shows the outline, at each letter typed into the filter, when levels are
shown, when a node is corrected, given a state or marked as read, and when the page is looked at for what is read.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from postil import app as postil_app

WORDS = ["harbour", "quay", "bollard", "tide", "winter", "ice", "bell", "rope", "crane", "ledger", "cargo", "pilot"]


def report(folder: Path, nodes: int) -> Path:
    """Chapters of nine items; each has a title of its own and a paragraph."""
    path = folder / "large.txt"
    with path.open("w", encoding="utf-8") as file:
        file.write("A plan for every harbour\n\n")
        for i in range(nodes):
            chapter, item = divmod(i, 10)
            title = " ".join(WORDS[(i * step) % len(WORDS)] for step in (1, 5, 7))
            label = f"{chapter + 1}. Chapter on the" if item == 0 else f"({item}) The"
            file.write(f"{label} {title}\n\n" + " ".join(WORDS[(i + k) % len(WORDS)] for k in range(94)) + ".\n\n")
    return path


def timed(label: str, act: Callable[[], object]) -> None:
    """Do something, and all that follows from it until the window would answer again."""
    begun = time.perf_counter()
    act()
    QApplication.processEvents()
    print(f"{label:44} {1000 * (time.perf_counter() - begun):8.1f}")


def main(nodes: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        app, windows = postil_app.build(["--library", f"{name}/library", str(report(Path(name), nodes))])
        window = windows.open[0]
        while not (window.session.identifier and window.session.outline.nodes):
            QTest.qWait(20)
        QTest.qWait(500)
        session, bench = window.session, window.workbench
        pane, outlining = bench.outline_pane, bench.outlining
        count = len(session.outline.nodes)
        print(f"{count:,} nodes, {len(session.report.report.text.split()):,} words; milliseconds")
        timed("show the outline", lambda: session.set_outline(session.inferred))
        for i in range(1, len("harbour") + 1):
            timed(f"filter “{'harbour'[:i]}”", lambda i=i: pane.filter.setText("harbour"[:i]))
        timed("clear the filter", pane.filter.clear)
        for level in (1, 2, 0):
            timed(f"show {level or 'all'} levels", lambda level=level: pane.unfold_to(level))
        timed("filter “bell” while all is unfolded", lambda: pane.filter.setText("bell"))
        timed("clear it while all is unfolded", pane.filter.clear)
        timed("go to a node", lambda: outlining.go_to(count // 2 + 5))
        pane.view.setFocus()
        timed("promote it", outlining.promote)
        timed("remove it", outlining.remove)
        timed("undo", bench.undo)
        timed("to check", lambda: outlining.set_state("to-check"))
        timed("mark as read", lambda: outlining.mark_read(read=True))
        timed("nothing like this is a node", lambda: outlining.like(keeps=False))
        timed("undo", bench.undo)
        window.activateWindow()
        QTest.qWait(100)
        for _ in range(3):
            timed("look what is read", bench._attention.look)
        windows.close_all()
        windows.shut()
        app.quit()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
