"""What a reader said of an outline survives every change of the engine that draws it."""

import tempfile
from pathlib import Path

from correcting import DEEDS, Window, new_node, other_engines
from hypothesis import given, settings
from hypothesis import strategies as st

from postil import desk
from postil.core.correction import Corrected, Correction, Deed
from postil.core.correction_looks import signature
from postil.core.outline import Outline

TEXT = "".join(
    f"Heading {part}\n\nThe meeting spoke of part {part}.\n\n"
    + "".join(f"{item}. item {item} of part {part}\n\n" for item in range(1, 4))
    for part in range(1, 4)
)
LINES = (
    "The first is to read the report.\n\nThe second is to note what matters.\n\nThe third is to keep it.\n\n"
    "一、总体要求\n\n（一）指导思想。会议强调一是改革，二是开放。\n\n（二）基本原则。\n\n二、主要任务\n\n三、保障措施\n"
)
deeds = st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 200)), min_size=3, max_size=15)


def survive(file: Path, done: list[tuple[str, int]], draw: st.DataObject) -> None:
    """Correct a report's outline; then another engine draws it, after a restart, and then the first one again."""
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder, "library")
        with desk.open_library(library) as opened:
            kept = desk.keep(opened, desk.read_source(file))
            window = Window(opened, kept, desk.outline_of(opened, kept.version_id, kept.report))
            for deed, index in done:
                window.do(deed, index)
            first = window.shown
        starts = list(kept.report.blocks.starts)
        other = draw.draw(other_engines(window.inferred, starts), label="another engine")
        assert window.inferred.nodes == first.outline.nodes or not window.said.is_empty
        second = reopened(library, kept.report_id, other)
        nothing_disappeared(kept.report, first, second, other)
        assert reopened(library, kept.report_id, window.inferred) == first


def reopened(folder: Path, report_id: str, drawn: Outline) -> Corrected:
    """What a program shows that begins with an outline that an engine drew."""
    with desk.open_library(folder) as library:
        version_id = desk.open_kept(library, report_id).version_id
        desk.keep_outline(library, version_id, drawn)
        opened = desk.open_kept(library, report_id)
        assert opened.outline == drawn
        noted = {annotation.node for annotation in opened.annotations if annotation.node}
        assert noted == {key.id for key in opened.corrections.noted}
        shown = desk.corrected_outline(opened.report, opened.outline, opened.corrections)
        return shown._replace(corrections=first_said(shown))


def first_said(shown: Corrected):
    """What is said in an order that does not tell when it was read."""
    edits, states, noted = shown.corrections
    by_id = sorted(states, key=lambda state: state.key.id), sorted(noted, key=lambda key: key.id)
    return type(shown.corrections)(tuple(sorted(edits, key=lambda edit: edit.id)), *map(tuple, by_id))


def nothing_disappeared(report, first: Corrected, second: Corrected, other: Outline) -> None:
    """What still has its node is on it, the rest is lost; all of it is still said."""
    assert first_said(first) == first_said(second)
    said = second.corrections
    added = {edit.key.anchor.start for edit in said.edits if edit.deed is Deed.ADD}
    rules = [edit for edit in said.edits if edit.deed is Deed.LIKE]
    shown = {node.start: i for i, node in enumerate(second.outline.nodes)}
    for edit in said.edits if not rules else ():
        is_applied(second, edit, shown, has_node=edit.key.anchor.start in added | {node.start for node in other.nodes})
    for key in (*(state.key for state in said.states), *said.noted):
        assert second.node_of(key.id) == shown.get(key.anchor.start)
        assert (key in second.lost) == (key.anchor.start not in shown)
    for state in said.states:
        assert state.key in second.lost or second.state(shown[state.key.anchor.start]) == state.state
    for rule in rules:
        alike = {node.start for node in second.outline.nodes if signature(report, node) == rule.signature}
        assert rule.keeps or alike <= added


def is_applied(second: Corrected, edit: Correction, shown: dict[int, int], *, has_node: bool) -> None:
    """A correction whose node is there is to be seen."""
    place = shown.get(edit.key.anchor.start)
    if edit.deed is Deed.REMOVE:
        assert place is None
        return
    assert (edit.key in second.lost) == (not has_node) == (place is None)
    if edit.deed is Deed.RETITLE and has_node:
        assert second.outline.nodes[place].title == edit.title
    if edit.deed is Deed.MOVE and has_node:
        above = [shown[key.anchor.start] for key in edit.under if key.anchor.start in shown]
        if not above or is_open(second, above[0], place):
            assert second.outline.nodes[place].parent == (above[0] if above else None)


def is_open(shown: Corrected, above: int, below: int) -> bool:
    """Whether a node could stand under another one: nothing of that one's level stands between."""
    nodes = shown.outline.nodes
    return all(node.level > nodes[above].level for node in nodes[above + 1 : below])


@given(st.sampled_from([TEXT, LINES]), deeds, st.data())
@settings(max_examples=60, deadline=None)
def test_edits_states_and_notes_survive_an_engine_that_adds_and_drops_nodes(text, done, data) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "report.txt")
        file.write_text(text, "utf-8")
        survive(file, done, data)


@given(done=deeds, data=st.data())
@settings(max_examples=5, deadline=None)
def test_they_survive_it_in_every_report(report_file: Path, done, data) -> None:
    survive(report_file, done, data)


def test_an_engine_s_own_nodes_carry_nothing_of_the_reader(library: desk.Library, opened: desk.Opened) -> None:
    window = Window(library, opened, desk.infer_outline(opened.report))
    window.say(desk.new_node_state(opened.report, window.shown, 2, "done"))
    free = next(start for start in opened.report.blocks.starts if start not in {n.start for n in window.inferred.nodes})
    window.inferred = Outline((new_node(free),))
    assert [window.shown.state(i) for i in range(1)] == [""]
    assert len(window.shown.lost) == 1
