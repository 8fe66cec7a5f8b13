"""The composition of everything: library, worker, windows."""

import gc
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from postil import desk
from postil.arguments import split
from postil.core.errors import PostilError

if TYPE_CHECKING:
    from concurrent.futures import Future

    from PySide6.QtWidgets import QApplication

    from postil.ui.windows import Windows


def main(arguments: list[str]) -> int:
    """Open the reports named (or the last one read, or the sample) and run until the last window is closed."""
    app, windows = build(arguments)
    sys.excepthook = windows.trouble.take
    try:
        return app.exec()
    finally:
        windows.shut()


def build(arguments: list[str]) -> "tuple[QApplication, Windows]":
    """Make the application and its first windows; ``arguments`` are reports and perhaps ``--library FOLDER``."""
    gc.disable()  # until the first page nothing is thrown away, and to look for it took 15 ms
    folder, paths = _parse(arguments)
    worker = desk.Worker()
    library, error = desk.open_current(folder)
    early = _read_early(worker, library, paths)

    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 — after the worker was started

    from postil.ui.keeper import Keeper  # noqa: PLC0415
    from postil.ui.windows import Windows  # noqa: PLC0415

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("postil")
    app.setApplicationDisplayName("Postil")
    app.setDesktopFileName("postil")
    windows = Windows(app, Keeper(folder, library, error, app), worker)
    windows.failed.connect(partial(_tell_terminal, {path.name for path in paths}))
    for first_shown in (windows.first_page, windows.failed):
        first_shown.connect(_collect_garbage)
    if early is not None:
        windows.follow(early, paths[0])
        paths = paths[1:]
    elif not paths:
        _open_last(windows, library)
    windows.open_paths(paths)
    return app, windows


def _collect_garbage(_error: PostilError | None = None) -> None:
    """From now on, but never among what was there for the first page and stays."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _tell_terminal(named: set[str], error: PostilError) -> None:
    """Who named a report on the command line looks for what became of it there, too."""
    if error.values.get("name") in named and sys.stderr is not None:
        sys.stderr.write(f"{error}\n")


def _open_last(windows: "Windows", library: desk.Library | None) -> None:
    """Where the reader left off; at the first start something to read."""
    try:
        last = desk.last_opened(library) if library is not None else None
    except PostilError:
        last = None
    if last is not None:
        windows.open_kept(last)
    else:
        windows.open_paths([desk.sample()])


def _read_early(worker: desk.Worker, library: desk.Library | None, paths: list[Path]) -> "Future[desk.Opened] | None":
    """Have a large report that is new read while this process still imports Qt."""
    try:
        if not paths or desk.size_of(paths[0]) <= desk.jobs.SMALL:
            return None
        if library is not None and desk.is_known(library, paths[0]):
            return None
    except PostilError:
        return None
    return worker.submit(desk.jobs.read_file, paths[0])


def _parse(arguments: list[str]) -> tuple[Path, list[Path]]:
    """The folder of the library and the reports to open."""
    words = split(arguments)
    return (Path(words.library) if words.library else desk.default_library()), [Path(file) for file in words.files]
