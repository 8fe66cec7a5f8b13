"""Whatever is done, undone and redone, in one window or two, across restarts: the library says what a model says."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    rule,
)

from postil import desk
from postil.core.annotation import COLOURS, Annotation
from postil.core.span import Span

TEXT = "The first is to read. 第二是要记 😀。\n\nThe third is to keep what was noted.\n"
State = dict[str, tuple[Span, str, str, tuple[str, ...]]]
spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 20)).map(
    lambda pair: Span(pair[0], min(len(TEXT), sum(pair)))
)
notes = st.text(st.sampled_from("aé第😀\n "), max_size=5).map(lambda note: note if note.strip() else "")
tags = st.lists(st.sampled_from(["a", "a/b", "税"]), max_size=3)
windows = st.integers(0, 1)


class History(RuleBasedStateMachine):
    """Two windows on one library; the model is a dictionary, and a list of dictionaries for each way."""

    marks = Bundle("marks")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        file = self.folder / "report.txt"
        file.write_text(TEXT, "utf-8")
        self.windows = [desk.open_library(self.folder / "library") for _ in range(2)]
        self.opened = desk.keep(self.windows[0], desk.read_source(file))
        self.model: State = {}
        self.earlier: list[State] = []
        self.later: list[State] = []

    def teardown(self) -> None:
        for window in self.windows:
            window.close()
        shutil.rmtree(self.folder)

    def done(self, change: desk.Change, model: State) -> None:
        assert bool(change.annotations) == (model != self.model)
        if change.annotations:
            self.earlier.append(self.model)
            self.later.clear()
        self.follow(change, model)

    def follow(self, change: desk.Change, model: State) -> None:
        """A window that repaints only what the change names shows what the model says."""
        shown = dict(self.model)
        for before, after in change.annotations:
            if before:
                assert shown.pop(before.id) == fields(before)
            if after:
                shown[after.id] = fields(after)
        assert shown == model
        self.model = model
        assert (change.can_undo, change.can_redo) == (bool(self.earlier), bool(self.later))

    @rule(target=marks, window=windows, span=spans, colour=st.sampled_from(COLOURS), note=notes, tags=tags)
    def mark(self, window: int, span: Span, colour: str, note: str, tags: list[str]) -> str:
        change = desk.keep_mark(
            self.windows[window],
            self.opened.version_id,
            desk.new_mark(self.opened.report.text, span, colour, note=note, tags=tags),
        )
        ((_, made),) = change.annotations
        assert made
        self.done(change, {**self.model, made.id: (span, colour, note, tuple(sorted(set(tags))))})
        return made.id

    @rule(window=windows, mark=marks, colour=st.sampled_from(COLOURS))
    def recolour(self, window: int, mark: str, colour: str) -> None:
        if mark in self.model:
            span, _, note, tags = self.model[mark]
            change = desk.recolour(self.windows[window], mark, colour)
            self.done(change, {**self.model, mark: (span, colour, note, tags)})

    @rule(window=windows, mark=marks, note=notes)
    def write_note(self, window: int, mark: str, note: str) -> None:
        if mark in self.model:
            span, colour, _, tags = self.model[mark]
            change = desk.write_note(self.windows[window], mark, note)
            self.done(change, {**self.model, mark: (span, colour, note, tags)})

    @rule(window=windows, mark=marks, tags=tags)
    def set_tags(self, window: int, mark: str, tags: list[str]) -> None:
        if mark in self.model:
            span, colour, note, _ = self.model[mark]
            change = desk.set_tags(self.windows[window], mark, tags)
            self.done(change, {**self.model, mark: (span, colour, note, tuple(sorted(set(tags))))})

    @rule(window=windows, gone=st.lists(marks, min_size=1, max_size=3))
    def delete(self, window: int, gone: list[str]) -> None:
        change = desk.delete(self.windows[window], gone)
        self.done(change, {mark: state for mark, state in self.model.items() if mark not in gone})

    @rule(window=windows)
    def undo(self, window: int) -> None:
        change = desk.undo(self.windows[window], self.opened.report_id)
        assert (change is None) == (not self.earlier)
        if change:
            self.later.append(self.model)
            self.follow(change, self.earlier.pop())

    @rule(window=windows)
    def redo(self, window: int) -> None:
        change = desk.redo(self.windows[window], self.opened.report_id)
        assert (change is None) == (not self.later)
        if change:
            self.earlier.append(self.model)
            self.follow(change, self.later.pop())

    @rule(window=windows)
    def restart(self, window: int) -> None:
        self.windows[window].close()
        self.windows[window] = desk.open_library(self.folder / "library")

    @rule(window=windows)
    def checkpoint(self, window: int) -> None:
        assert self.windows[window].checkpoint()

    @invariant()
    def both_windows_show_what_was_done(self) -> None:
        for window in self.windows:
            opened = desk.open_kept(window, self.opened.report_id)
            assert {mark.id: fields(mark) for mark in opened.annotations} == self.model
            assert (opened.can_undo, opened.can_redo) == (bool(self.earlier), bool(self.later))


def fields(annotation: Annotation) -> tuple[Span, str, str, tuple[str, ...]]:
    assert annotation.anchor.exact == TEXT[slice(*annotation.anchor.span)]
    assert not annotation.deleted
    return annotation.anchor.span, annotation.colour, annotation.note, annotation.tags


TestHistory = History.TestCase
TestHistory.settings = settings(max_examples=20, stateful_step_count=30, deadline=None)
