"""What a window needs from the system, told in a sentence before Qt ends the process over it."""

import os
import re
import sys
from importlib.util import find_spec
from pathlib import Path

from postil.core.errors import PostilError

_MISSING = re.compile(r"(lib[\w.+-]+)\.so\.?([\d.]*): cannot open shared object file")
_PLUGIN = "Qt/plugins/platforms/libqxcb.so"
_PACKAGES = {"libglib-2.0": "libglib2.0-0", "libgthread-2.0": "libglib2.0-0", "libz": "zlib1g"}


def need_screen() -> None:
    """Raise PostilError "no-screen" where there is none, "system-library" where X11 lacks a library that Qt loads."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM", "xcb") != "xcb" or _wayland():
        return
    if not os.environ.get("DISPLAY"):
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


def _wayland() -> bool:
    return bool(os.environ.get("WAYLAND_DISPLAY")) and "QT_QPA_PLATFORM" not in os.environ
