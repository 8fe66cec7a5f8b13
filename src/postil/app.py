"""The composition of everything: library, worker, windows."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from postil import desk
from postil.core.errors import PostilError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from postil.ui.windows import Windows


def main(arguments: list[str]) -> int:
    """Open the reports named (or the last one read, or the sample) and run until the last window is closed."""
    app, windows = build(arguments)
    try:
        return app.exec()
    finally:
        windows.shut()


def build(arguments: list[str]) -> "tuple[QApplication, Windows]":
    """Make the application and its first windows; ``arguments`` are reports and perhaps ``--library FOLDER``."""
    folder, paths = _parse(arguments)
    worker = desk.Worker()
    # A large report is read while this process still imports Qt.
    early = worker.submit(desk.jobs.open_file, folder, paths[0]) if paths and _is_large(paths[0]) else None

    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 — after the worker was started

    from postil.ui.keeper import Keeper  # noqa: PLC0415
    from postil.ui.windows import Windows  # noqa: PLC0415

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("postil")
    app.setApplicationDisplayName("Postil")
    app.setDesktopFileName("postil")
    keeper = Keeper(folder, app)
    keeper.open_current()
    windows = Windows(app, keeper, worker)
    if early is not None:
        windows.follow(early, paths[0])
        paths = paths[1:]
    elif not paths:
        _open_last(windows, keeper.library)
    windows.open_paths(paths)
    return app, windows


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


def _is_large(path: Path) -> bool:
    try:
        return desk.size_of(path) > desk.jobs.SMALL
    except PostilError:
        return False


def _parse(arguments: list[str]) -> tuple[Path, list[Path]]:
    """Read the few arguments of the window; the command line proper is ``cli``'s."""
    folder, rest = None, iter(arguments)
    paths: list[Path] = []
    for argument in rest:
        if argument == "--library":
            folder = next(rest, None)
        elif argument.startswith("--library="):
            folder = argument.removeprefix("--library=")
        else:
            paths.append(Path(argument))
    return (Path(folder) if folder else desk.default_library()), paths
