"""Whatever is said of an outline, undone and said again, in one window or two: the library says what a model says."""

import shutil
import tempfile
from pathlib import Path

from correcting import DEEDS, Window, by_id
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from postil import desk

TEXT = (
    "Part one\n\n1. read this.\n\n2. keep that.\n\nPart two\n\n1. note it.\n\nProse, and nothing else.\n\nPart three\n"
)
windows = st.integers(0, 1)


class Corrected(RuleBasedStateMachine):
    """Two windows on one library; the model is what is said, and a list of that for each way."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        file = self.folder / "report.txt"
        file.write_text(TEXT, "utf-8")
        libraries = [desk.open_library(self.folder / "library") for _ in range(2)]
        opened = desk.keep(libraries[0], desk.read_source(file))
        self.windows = [Window(library, opened, desk.infer_outline(opened.report)) for library in libraries]
        self.report_id = opened.report_id
        self.model = by_id(opened.corrections)
        self.earlier: list[dict] = []
        self.later: list[dict] = []

    def teardown(self) -> None:
        for window in self.windows:
            window.library.close()
        shutil.rmtree(self.folder)

    @rule(window=windows, deed=st.sampled_from(DEEDS), index=st.integers(0, 30))
    def say(self, window: int, deed: str, index: int) -> None:
        here = self.windows[window]
        change = here.do(deed, index)
        if deed == "note" or by_id(here.said) != self.model:  # a second note on a node is not seen in what is said
            self.earlier.append(self.model)
            self.later.clear()
        self.model = by_id(here.said)
        assert change is None or (change.can_undo, change.can_redo) == (True, False)
        self.refresh()

    @rule(window=windows)
    def undo(self, window: int) -> None:
        self.step(window, desk.undo, self.earlier, self.later)

    @rule(window=windows)
    def redo(self, window: int) -> None:
        self.step(window, desk.redo, self.later, self.earlier)

    def step(self, window: int, way, source: list[dict], target: list[dict]) -> None:
        change = way(self.windows[window].library, self.report_id)
        assert (change is None) == (not source)
        if change:
            target.append(self.model)
            self.model = source.pop()
            assert by_id(change.corrections) == self.model
            assert (change.can_undo, change.can_redo) == (bool(self.earlier), bool(self.later))
        self.refresh()

    @rule(window=windows)
    def restart(self, window: int) -> None:
        self.windows[window].library.close()
        self.windows[window].library = desk.open_library(self.folder / "library")

    def refresh(self) -> None:
        for window in self.windows:
            window.said = desk.refresh(window.library, window.opened).corrections

    @invariant()
    def both_windows_show_what_was_said(self) -> None:
        for window in self.windows:
            opened = desk.open_kept(window.library, self.report_id)
            assert by_id(opened.corrections) == self.model
            assert (opened.can_undo, opened.can_redo) == (bool(self.earlier), bool(self.later))


TestCorrected = Corrected.TestCase
TestCorrected.settings = settings(max_examples=20, stateful_step_count=30, deadline=None)
