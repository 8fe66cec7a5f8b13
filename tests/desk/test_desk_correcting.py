"""A reader corrects the outline: shown at once, kept whole, undone as one, after restarts and beside other programs."""

from pathlib import Path

import pytest
from correcting import Window, same

from postil import desk
from postil.core.correction import TITLE_LIMIT, Corrections, Deed
from postil.core.errors import PostilError
from postil.core.outline import NodeKind
from postil.core.span import Span

TEXT = """# Report

## Rivers

1. measure them
2. mend them

## Banks

A line that heads this

Prose that ends like a sentence, (a) with an item.

### Left bank

## Ends
"""
TREE = "Rivers\n  measure them\n  mend them\nBanks\n  Left bank\nEnds"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "report.md"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def window(library: desk.Library, file: Path) -> Window:
    opened = desk.keep(library, desk.read_source(file))
    window = Window(library, opened, desk.infer_outline(opened.report))
    assert window.titles() == TREE
    return window


def selected(window: Window, words: str) -> Span:
    start = window.opened.report.text.index(words)
    return Span(start, start + len(words))


def refused(code: str):
    return pytest.raises(PostilError, check=lambda error: error.code == code)


def test_a_node_is_promoted_with_what_is_below_it_until_it_is_at_the_top(window: Window) -> None:
    change = window.say(desk.promote(window.opened.report, window.shown, window.index("measure")))
    assert change
    assert (change.what, change.annotations, change.can_undo) == ("move", (), True)
    assert window.titles() == "Rivers\nmeasure them\n  mend them\nBanks\n  Left bank\nEnds"
    assert desk.promote(window.opened.report, window.shown, window.index("measure")) == ()


def test_a_node_is_demoted_under_the_one_before_it_and_the_first_one_stays(window: Window) -> None:
    window.say(desk.demote(window.opened.report, window.shown, window.index("Banks")))
    window.say(desk.demote(window.opened.report, window.shown, window.index("Banks")))
    assert window.titles() == "Rivers\n  measure them\n  mend them\n    Banks\n      Left bank\nEnds"
    assert desk.demote(window.opened.report, window.shown, window.index("Banks")) == ()
    assert desk.demote(window.opened.report, window.shown, 0) == ()
    assert len(window.said.edits) == 1, "a node is moved by one correction, however often"


def test_a_title_is_given_changed_and_given_back(window: Window) -> None:
    report = window.opened.report
    for title in (" Our \n rivers ", "Streams"):
        window.say(desk.retitle(report, window.shown, 0, title))
        assert window.shown.outline.nodes[0].title == " ".join(title.split())
    assert desk.retitle(report, window.shown, 0, "Streams") == ()
    change = window.say(desk.retitle(report, window.shown, 0, " "))
    assert change
    assert change.what == "restore"
    assert window.titles() == TREE
    with refused("title-too-long"):
        desk.retitle(report, window.shown, 0, "x" * (TITLE_LIMIT + 1))


def test_what_was_below_a_removed_node_moves_up_and_comes_back_with_it(window: Window) -> None:
    report = window.opened.report
    window.say(desk.retitle(report, window.shown, 0, "Streams"))
    window.say(desk.remove(report, window.shown, 0))
    assert window.titles() == "measure them\nmend them\nBanks\n  Left bank\nEnds"
    (removed,) = window.shown.removed
    assert (removed.node.title, window.shown.lost) == ("Rivers", ())
    window.say(desk.restore([removed.edit]))
    assert window.titles() == TREE, "its title was taken back, too"


def test_a_selection_becomes_a_node_with_its_own_words(window: Window) -> None:
    report = window.opened.report
    window.say(desk.add_node(report, window.shown, selected(window, "line that heads")))
    node = window.shown.outline.nodes[window.index("line that heads")]
    assert (node.title, node.rule, node.confidence, desk.explain(node.rule)) == (
        "line that heads", "reader.added", 1.0, "You made it a node yourself.",
    )  # fmt: skip
    window.say(desk.remove(report, window.shown, window.index("line that heads")))
    assert (window.titles(), window.said) == (TREE, Corrections())
    window.say(desk.add_node(report, window.shown, selected(window, "(a) with"), "Ours"))
    node = window.shown.outline.nodes[window.index("Ours")]
    assert (node.label, node.ordinal, node.kind) == ("(a)", 1, NodeKind.NUMBERED)
    assert window.shown.outline.nodes[node.parent or 0].title == "Banks"


def test_what_cannot_be_a_node_is_told(window: Window) -> None:
    report = window.opened.report
    with refused("node-there"):
        desk.add_node(report, window.shown, selected(window, "Rivers"))
    with refused("passage-empty"):
        desk.add_node(report, window.shown, selected(window, "\n\n"))
    with refused("look-common"):
        desk.like_passage(report, window.shown, selected(window, "Prose that"))
    with refused("look-common"):
        desk.like_passage(report, window.shown, selected(window, "(a) with"))


def test_adding_what_was_removed_brings_it_back(window: Window) -> None:
    report = window.opened.report
    window.say(desk.remove(report, window.shown, window.index("Banks")))
    window.say(desk.add_node(report, window.shown, selected(window, "Banks")))
    assert (window.titles(), window.said) == (TREE, Corrections())


def test_everything_alike_is_no_node_and_is_one_again(window: Window) -> None:
    report = window.opened.report
    window.say(desk.like_node(report, window.shown, window.index("measure"), keeps=False))
    assert window.titles() == "Rivers\nBanks\n  Left bank\nEnds"
    window.say(desk.add_node(report, window.shown, selected(window, "2. mend")))
    assert "\n  mend" in window.titles(), "what was added by itself stays"
    window.say(desk.like_node(report, window.shown, window.index("mend"), keeps=True))
    assert window.titles().startswith("Rivers\n  measure them\n  mend\n")


def test_everything_alike_is_a_node_by_a_passage_and_none_again_by_one_of_them(window: Window) -> None:
    report = window.opened.report
    window.say(desk.like_node(report, window.shown, window.index("measure"), keeps=False))
    window.say(desk.like_passage(report, window.shown, selected(window, "1. measure")))
    assert (window.titles(), window.said) == (TREE, Corrections()), "the same rule is taken back"
    change = window.say(desk.like_passage(report, window.shown, selected(window, "A line that heads")))
    assert change
    assert change.what == "like"
    assert "Banks\n  A line that heads this\n" in window.titles()
    assert desk.like_passage(report, window.shown, selected(window, "A line that heads")) == ()
    window.say(desk.like_node(report, window.shown, window.index("A line"), keeps=False))
    assert (window.titles(), window.said) == (TREE, Corrections())


def test_one_of_those_that_a_rule_added_can_be_removed(window: Window) -> None:
    report = window.opened.report
    window.say(desk.like_passage(report, window.shown, selected(window, "A line that heads")))
    window.say(desk.remove(report, window.shown, window.index("A line")))
    assert window.titles() == TREE
    assert [edit.deed for edit in window.said.edits] == [Deed.LIKE, Deed.REMOVE]
    window.say(desk.like_passage(report, window.shown, selected(window, "A line that heads")))
    assert "A line" in window.titles()


def test_a_node_has_a_state_and_notes_with_tags(window: Window, library: desk.Library) -> None:
    report, version_id = window.opened.report, window.opened.version_id
    change = window.say(desk.new_node_state(report, window.shown, 0, "to-check"))
    assert change
    assert (change.what, change.annotations) == ("state", ())
    assert desk.new_node_state(report, window.shown, 0, "to-check") == ()
    identifier = window.note(0, "Which *rivers*?", ["water"])
    window.say(desk.new_node_state(report, window.shown, 0, "done"))
    opened = desk.open_kept(library, window.opened.report_id)
    (note,) = opened.annotations
    assert (note.id, note.note, note.tags, note.motivation) == (identifier, "Which *rivers*?", ("water",), "commenting")
    assert (window.shown.node_of(note.node), window.shown.state(0)) == (0, "done")
    assert opened.corrections == window.said == desk.corrections_of(library, version_id)
    window.take(desk.write_note(library, identifier, "These"))
    window.take(desk.delete(library, [identifier]))
    assert window.said.noted == ()
    window.take(desk.undo(library, opened.report_id))
    assert window.shown.node_of(note.node) == 0
    with pytest.raises(ValueError, match="ready"):
        desk.new_node_state(report, window.shown, 0, "ready")


def test_all_that_is_said_of_one_node_is_said_by_one_key(window: Window) -> None:
    report = window.opened.report
    window.say(desk.demote(report, window.shown, 3))
    window.say(desk.retitle(report, window.shown, 3, "t"))
    window.say(desk.new_node_state(report, window.shown, 3, "done"))
    window.note(3, "n")
    window.note(0, "n")
    assert {len(keys) for keys in window.shown.keys.values()} == {1}
    assert len(window.said.keys()) == 2


def test_what_is_forgotten_is_forgotten_as_one_and_comes_back_as_one(window: Window, library: desk.Library) -> None:
    report, version_id = window.opened.report, window.opened.version_id
    window.say(desk.retitle(report, window.shown, 3, "t"))
    window.say(desk.new_node_state(report, window.shown, 3, "done"))
    identifier = window.note(3, "n")
    before, (key,) = window.said, window.shown.keys[3]
    window.inferred = window.inferred._replace(nodes=window.inferred.nodes[:3])
    assert window.shown.lost == (key,)
    change = desk.forget(library, version_id, key.id)
    assert [(gone and gone.id, left) for gone, left in change.annotations] == [(identifier, None)]
    assert change.corrections == Corrections()
    assert desk.open_kept(library, window.opened.report_id).annotations == ()
    back = desk.undo(library, window.opened.report_id)
    assert back
    assert back.corrections
    assert same(back.corrections, before)
    assert [left and left.id for _gone, left in back.annotations] == [identifier]


@pytest.mark.parametrize("ways", [1, 2])
def test_every_deed_is_undone_and_done_again_also_after_a_restart(window: Window, folder: Path, ways: int) -> None:
    report = window.opened.report
    seen = [window.shown]

    def made(of) -> None:
        window.say(of)
        seen.append(window.shown)

    made(desk.demote(report, window.shown, window.index("Banks")))
    made(desk.promote(report, window.shown, window.index("mend")))
    made(desk.retitle(report, window.shown, 0, "Streams"))
    made(desk.retitle(report, window.shown, 0, "Brooks"))
    made(desk.remove(report, window.shown, window.index("Brooks")))
    made(desk.add_node(report, window.shown, selected(window, "A line")))
    made(desk.new_node_state(report, window.shown, 1, "to-check"))
    made(desk.new_node_state(report, window.shown, 1, "done"))
    made(desk.new_node_state(report, window.shown, 1, ""))
    window.note(1, "n")
    seen.append(window.shown)
    made(desk.like_node(report, window.shown, window.index("measure"), keeps=False))
    made(desk.like_passage(report, window.shown, selected(window, "2. mend")))
    for _ in range(ways):
        for step, wanted in ((desk.undo, reversed(seen[:-1])), (desk.redo, seen[1:])):
            with desk.open_library(folder) as library:
                for shown in wanted:
                    window.take(step(library, window.opened.report_id))
                    assert window.shown.outline == shown.outline
                    assert same(window.said, shown.corrections)
                assert step(library, window.opened.report_id) is None


def test_what_another_program_says_of_a_node_is_shown_with_what_is_said_here(window: Window, folder: Path) -> None:
    report, report_id = window.opened.report, window.opened.report_id
    with desk.open_library(folder) as other:
        there = Window(other, desk.open_kept(other, report_id), window.inferred)
        there.say(desk.retitle(report, there.shown, 0, "Theirs"))
        there.say(desk.new_node_state(report, there.shown, 0, "done"))
        made = desk.retitle(report, window.shown, 0, "Ours")  # nothing was seen of theirs yet
        window.take(desk.keep_corrections(window.library, window.opened.version_id, made))
        assert window.shown.outline.nodes[0].title == "Ours"
        assert window.shown.state(0) == "done"
        there.said = desk.refresh(other, there.opened).corrections
        assert there.shown == window.shown
        window.say(desk.demote(report, window.shown, 3))
        there.said = desk.refresh(other, there.opened).corrections
        there.say(desk.retitle(report, there.shown, 0, "Theirs again"))
        there.say(desk.new_node_state(report, there.shown, 0, "to-check"))
    window.said = desk.refresh(window.library, window.opened).corrections
    assert (window.shown.outline.nodes[0].title, window.shown.state(0)) == ("Theirs again", "to-check")


def test_what_was_changed_elsewhere_since_is_not_undone(window: Window, library: desk.Library) -> None:
    window.say(desk.retitle(window.opened.report, window.shown, 0, "Streams"))
    with library.transaction():
        library.run("UPDATE outline_edits SET modified = 'later'")
    with refused("undo-stale"):
        desk.undo(library, window.opened.report_id)


def test_what_is_refused_leaves_no_trace(window: Window, library: desk.Library) -> None:
    made = desk.retitle(window.opened.report, window.shown, 0, "Streams")
    broken = made[0]._replace(id="other", title="\ud800")
    with pytest.raises(UnicodeEncodeError):
        desk.keep_corrections(library, window.opened.version_id, (*made, broken))
    assert desk.corrections_of(library, window.opened.version_id) == Corrections()
    assert library.rows("SELECT * FROM changes") == library.rows("SELECT * FROM nodes") == []


def test_a_key_that_stands_in_another_version_alone_is_lost_in_this_one(window: Window, library: desk.Library) -> None:
    report, version_id = window.opened.report, window.opened.version_id
    window.say(desk.retitle(report, window.shown, 0, "Streams"))
    with library.transaction():
        library.run(
            "INSERT INTO versions (id, report_id, number, source_sha256, reader, title, text_sha256, characters,"
            " created, text, structure) SELECT 'v2', report_id, 2, source_sha256, reader, title, 'x', 1, '', 'x', '[]'"
            " FROM versions"
        )
    said = desk.corrections_of(library, "v2")
    assert said != window.said
    shown = desk.corrected_outline(report, window.inferred, said)
    assert ([key.id for key in shown.lost], shown.outline) == ([said.edits[0].key.id], window.inferred)
    desk.keep_corrections(library, "v2", desk.restore(said.edits))
    assert library.rows("SELECT version_id FROM node_anchors") == [(version_id,)]
