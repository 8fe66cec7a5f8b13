"""What is not foreseen: it is written to a file and told in one calm sentence, and the window goes on."""

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from postil import __version__
from postil.translation import gettext as _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

_LIMIT = 1_000_000


class Trouble(QObject):
    """Takes exceptions that nobody caught, in whichever thread, and tells of them in the window's.

    ``take`` is for ``sys.excepthook``. All are written down; what goes wrong at the same place is told once, and
    nothing while another is being told.
    """

    happened = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told: set[str] = set()
        self._box: QMessageBox | None = None
        self.happened.connect(self._tell)

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Write an exception down and tell of it; an interrupt from the keyboard ends Postil."""
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415 — most starts need none of it

        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
        else:
            self.happened.emit(_place(kind, trace), str(write_down(error.with_traceback(trace)) or ""))

    def _tell(self, place: str, path: str) -> None:
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415 — as above
        from shiboken6 import isValid  # noqa: PLC0415 — as above

        from postil.ui import dialogs  # noqa: PLC0415 — as above

        if place in self._told or (self._box is not None and isValid(self._box) and self._box.isVisible()):
            return
        self._told.add(place)
        sentence = _("Something went wrong inside Postil. What you marked and wrote is safe, and you can read on.")
        if path:
            sentence += "\n\n" + _("The details, for whoever can mend it, are in {path}").format(path=path)
        self._box = dialogs.tell(QApplication.activeWindow(), sentence)


def log_file() -> Path:
    """The file in which what went wrong is written down."""
    from platformdirs import user_log_path  # noqa: PLC0415 — nothing goes wrong at most starts

    return user_log_path("postil", appauthor=False) / "postil.log"


def write_down(error: BaseException) -> Path | None:
    """Add an exception to the log, which begins anew after a megabyte; where it lies, or None where it cannot."""
    from datetime import UTC, datetime  # noqa: PLC0415 — as above
    from traceback import format_exception  # noqa: PLC0415 — as above

    path = log_file()
    text = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} Postil {__version__}\n{''.join(format_exception(error))}\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = "w" if path.exists() and path.stat().st_size > _LIMIT else "a"
        with path.open(mode, encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError:
        return None
    return path


def _place(kind: type[BaseException], trace: TracebackType | None) -> str:
    """What two troubles have in common that are one."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace is not None else ""
    return f"{kind.__name__} {where}"
