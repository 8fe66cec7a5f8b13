"""Postil on a screen, as a process of its own, with a hand on mouse and keyboard."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from postil import desk
from postil.ui.theme import load_theme

pytestmark = pytest.mark.skipif(not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="needs xvfb and xdotool")
TIMEOUT = 40
FOLLOW_SYSTEM = """
import sys
from PySide6.QtCore import Qt
from postil.app import build

app, windows = build(sys.argv[1:])
window = windows.open[0]
for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
    app.styleHints().setColorScheme(scheme)
    while window.page.theme.dark != (scheme is Qt.ColorScheme.Dark) or "workbench" not in vars(window):
        app.processEvents()
    shot = window.grab().toImage()
    print(shot.pixelColor(shot.width() // 2, shot.height() - 60).name(), app.palette().windowText().color().name())
window.close()
windows.shut()
"""


def until(condition: Callable[[], object]) -> object:
    """What a condition is when it is true at last."""
    deadline = time.monotonic() + TIMEOUT
    while not (found := condition()):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)
    return found


class Hand:
    """Starts Postil on a display of its own and reaches for its window."""

    def __init__(self, display: str, library: Path) -> None:
        self.library = library
        self.environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "POSTIL_LIBRARY": str(library)}
        self.process: subprocess.Popen[str] | None = None
        self.window = ""

    def xdotool(self, *words: str) -> str:
        command = ["xdotool", *words]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False, timeout=TIMEOUT
        )
        return done.stdout.strip()

    def start(self, *reports: Path) -> None:
        command = [sys.executable, "-m", "postil", *map(str, reports)]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, env=self.environment, stdout=pipe, stderr=pipe, text=True)
        self.window = until(self._shown)
        self.xdotool("windowfocus", "--sync", self.window)
        until(lambda: self.opened() is not None)

    def _shown(self) -> str:
        assert self.process.poll() is None, self.process.communicate()
        windows = self.xdotool("search", "--onlyvisible", "--pid", str(self.process.pid), "--name", "Postil").split()
        return windows[-1] if windows else ""

    def title(self) -> str:
        return self.xdotool("getwindowname", self.window)

    def keys(self, *keys: str) -> None:
        self.xdotool("key", "--delay", "30", *keys)

    def type(self, text: str) -> None:
        self.xdotool("type", "--delay", "20", text)

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        move = ["mousemove", "--window", self.window]
        self.xdotool(*move, *map(str, start), "mousedown", "1", *move, *map(str, end), "mouseup", "1")

    def opened(self) -> desk.Opened | None:
        """What the library holds of the report that was opened last."""
        if not desk.is_current(self.library):
            return None
        with desk.open_library(self.library) as library:
            last = desk.last_opened(library)
            return desk.open_kept(library, last) if last else None

    def passages(self) -> list[str]:
        opened = self.opened()
        return [mark.anchor.exact for mark in opened.annotations]

    def typed(self) -> list[str]:
        """The drafts in the library, whoever types them."""
        with desk.open_library(self.library) as library:
            return [note for (note,) in library.rows("SELECT note FROM drafts")]

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate()

    def leave(self) -> tuple[int, str]:
        """Quit by key; the exit code and what was said on the way."""
        self.keys("ctrl+q")
        said = "".join(self.process.communicate(timeout=TIMEOUT))
        return self.process.returncode, said


@pytest.fixture
def display() -> Iterator[str]:
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        yield f":{server.stdout.readline().strip()}"
        server.terminate()


@pytest.fixture
def hand(display: str, tmp_path: Path) -> Iterator[Hand]:
    hand = Hand(display, tmp_path / "library")
    yield hand
    if hand.process is not None and hand.process.poll() is None:
        hand.kill()


def select_and_mark(hand: Hand, key: str) -> str:
    hand.keys("ctrl+shift+Right", "ctrl+shift+Right", "ctrl+shift+Right")
    hand.keys(key)
    until(hand.passages)
    return hand.passages()[0]


def test_what_was_marked_by_keys_is_there_after_a_kill(hand: Hand, sample: Path) -> None:
    hand.start(sample)
    assert hand.title().startswith("Ardle Basin")
    marked = select_and_mark(hand, "2")
    assert len(marked.split()) == 3
    hand.kill()
    hand.start()
    assert hand.title().startswith("Ardle Basin")
    assert hand.passages() == [marked]
    until(lambda: hand.keys("ctrl+z") or hand.passages() == [])
    hand.keys("ctrl+shift+z")
    until(lambda: hand.passages() == [marked])
    assert hand.leave() == (0, "")


def test_a_note_that_was_being_typed_at_a_kill_goes_on_at_the_next_start(hand: Hand, sample: Path) -> None:
    hand.start(sample)
    hand.keys("ctrl+shift+Right", "ctrl+shift+Right", "n")
    until(hand.passages)
    hand.type("Half a thou")
    until(lambda: hand.typed() == ["Half a thou"])
    assert hand.opened().drafts == ()  # it is still being typed there
    hand.kill()
    hand.start()
    until(lambda: hand.keys("g") or any(note.endswith("g") for note in hand.typed()))
    hand.keys("ctrl+Return")
    until(lambda: hand.opened().annotations[0].note)
    assert hand.opened().annotations[0].note.rstrip("g") == "Half a thou"
    assert hand.typed() == []
    assert hand.leave() == (0, "")


def test_words_are_marked_by_mouse_and_key_and_deleted_again(hand: Hand, sample: Path) -> None:
    hand.start(sample)
    hand.drag((560, 220), (860, 220))
    hand.keys("3")
    until(hand.passages)
    assert hand.opened().annotations[0].colour == "blue"
    assert hand.passages()[0] in sample.read_text("utf-8")
    hand.xdotool("mousemove", "--window", hand.window, "700", "220", "click", "1")
    hand.keys("Delete")
    until(lambda: hand.passages() == [])
    assert hand.leave() == (0, "")


def test_closing_amid_reading_a_large_report_ends_all_processes(hand: Hand, sample: Path, tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    large.write_text("\n\n".join(f"{n}. A sentence of part {n}." for n in range(40_000)), "utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "postil", str(large)], env=hand.environment, stderr=subprocess.PIPE, text=True
    ) as hand.process:
        hand.window = until(hand._shown)
        hand.xdotool("windowfocus", "--sync", hand.window)
        children = until(lambda: _children(hand.process.pid))
        until(lambda: hand.keys("ctrl+w") or hand.process.poll() is not None)
        assert (hand.process.returncode, hand.process.stderr.read()) == (0, "")
    until(lambda: not any(Path(f"/proc/{child}").exists() for child in children))


def test_light_and_dark_follow_the_system(display: str, tmp_path: Path, sample: Path) -> None:
    its_own = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "QT_QPA_PLATFORMTHEME": "gnome"}  # others know no scheme
    environment = {**os.environ, **its_own, "POSTIL_LIBRARY": str(tmp_path / "library")}
    command = [sys.executable, "-c", FOLLOW_SYSTEM, str(sample)]
    seen = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=TIMEOUT, check=True).stdout
    dark, light = load_theme("dark"), load_theme("light")
    assert seen.split() == [dark.page, dark.text, light.page, light.text]


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
