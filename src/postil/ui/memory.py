"""How the reader arranged the window, from one start to the next."""

from typing import NamedTuple

from PySide6.QtCore import QSettings

_SIDEBAR = 300


class Arrangement(NamedTuple):
    """``geometry`` is Qt's own description of size and place, ``sidebar`` the outline's width in pixels."""

    geometry: bytes
    sidebar: int
    zoom: float
    outline: bool
    notes: bool


def recall() -> Arrangement:
    """The last window's arrangement; at the first start, and for what cannot be read, the one that suits most."""
    kept = _settings()
    sidebar, zoom = kept.value("sidebar", 0, int), kept.value("zoom", 0.0, float)
    return Arrangement(
        geometry=_bytes(str(kept.value("geometry", ""))),
        sidebar=sidebar if isinstance(sidebar, int) and sidebar > 0 else _SIDEBAR,
        zoom=zoom if isinstance(zoom, float) and 0.5 <= zoom <= 4 else 1.0,
        outline=kept.value("outline", True, bool) is True,
        notes=kept.value("notes", True, bool) is True,
    )


def remember(arrangement: Arrangement) -> None:
    """Keep an arrangement for the next window."""
    kept = _settings()
    for name, value in arrangement._asdict().items():
        kept.setValue(name, value.hex() if isinstance(value, bytes) else value)


def _bytes(written: str) -> bytes:
    try:
        return bytes.fromhex(written)
    except ValueError:
        return b""


def _settings() -> QSettings:
    """The file ``postil/window.ini`` in the folder of the user's settings."""
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "postil", "window")
