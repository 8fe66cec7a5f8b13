"""What a window needs from the system, told in a sentence before Qt ends the process over it."""

import os
import re
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from postil.core.errors import PostilError

_MISSING = re.compile(r"(lib[\w.+-]+)\.so\.?([\d.]*): cannot open shared object file")
_DISPLAY = re.compile(r"(?:unix)?([\w.-]*):(\d{1,4})(?:\.\d+)?")
_SOCKETS = "/tmp/.X11-unix/X"  # noqa: S108 — where X servers listen
_FIRST_PORT = 6000
_PATIENCE = 5.0
_PLUGIN = "Qt/plugins/platforms/libqxcb.so"
_PACKAGES = {"libglib-2.0": "libglib2.0-0", "libgthread-2.0": "libglib2.0-0", "libz": "zlib1g"}


def need_screen() -> None:
    """Raise PostilError "no-screen" where there is none, "system-library" where X11 lacks a library that Qt loads."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM", "xcb") != "xcb" or _wayland():
        return
    if not _answers(os.environ.get("DISPLAY", "")):
        raise PostilError("no-screen")
    import ctypes  # noqa: PLC0415 — no other system needs it

    found = find_spec("PySide6")
    for folder in (found.submodule_search_locations or ()) if found else ():
        try:
            ctypes.CDLL(str(Path(folder, _PLUGIN)))
        except OSError as error:
            refuse_missing_library(error)


def refuse_missing_library(error: Exception) -> None:
    """Raise PostilError "system-library" if that is what an error of the loader says; else do nothing."""
    match = _MISSING.search(str(error))
    if match:
        library = match[0].split(":")[0]
        raise PostilError("system-library", library=library, package=debian_package(library)) from error


def debian_package(library: str) -> str:
    """The Debian package of a system library, by the rule that names them: libxcb-icccm.so.4 is in libxcb-icccm4."""
    name, _, version = library.partition(".so.")
    hyphen = "-" if name[-1].isdigit() else ""
    return _PACKAGES.get(name, f"{name.lower()}{hyphen}{version}")


def _answers(display: str) -> bool:
    """Whether an X server may be asked for windows there; who logged in from elsewhere may have a name of none."""
    import socket  # noqa: PLC0415 — no other system needs it

    match = _DISPLAY.fullmatch(display)
    if not match:
        return bool(display)
    host, number = match[1], int(match[2])
    addresses: list[str | tuple[str, int]] = [(host or "localhost", _FIRST_PORT + number)]
    if not host:
        addresses = [f"\0{_SOCKETS}{number}", f"{_SOCKETS}{number}", *addresses]
    for address in addresses:
        with socket.socket(socket.AF_UNIX if isinstance(address, str) else socket.AF_INET) as connection:
            connection.settimeout(_PATIENCE)
            with suppress(OSError):
                connection.connect(address)
                return True
    return False


def _wayland() -> bool:
    return bool(os.environ.get("WAYLAND_DISPLAY")) and "QT_QPA_PLATFORM" not in os.environ
