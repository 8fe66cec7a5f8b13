"""How the reader arranged the window, from one start to the next."""

from typing import NamedTuple, TypeVar

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

_T = TypeVar("_T")


class Arrangement(NamedTuple):
    """``geometry`` is Qt's own description of size and place, ``sidebar`` the outline's width in pixels."""

    geometry: QByteArray
    sidebar: int
    zoom: float
    outline: bool
    notes: bool


_FIRST = Arrangement(QByteArray(), sidebar=300, zoom=1.0, outline=True, notes=True)


def recall() -> Arrangement:
    """The last window's arrangement; at the first start the one that suits most."""
    kept = _settings()

    def value(name: str, otherwise: _T) -> _T:
        found = kept.value(name, otherwise, type(otherwise))
        return found if isinstance(found, type(otherwise)) else otherwise

    return Arrangement(*(value(name, otherwise) for name, otherwise in _FIRST._asdict().items()))


def remember(arrangement: Arrangement) -> None:
    """Keep an arrangement for the next window."""
    kept = _settings()
    for name, value in arrangement._asdict().items():
        kept.setValue(name, value)


def _settings() -> QSettings:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
    return QSettings(f"{folder}/window.ini", QSettings.Format.IniFormat)
