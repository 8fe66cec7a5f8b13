"""An outline with corrections is still a tree in the text's order, and says what its reader said."""

import pytest
from correction_cases import assert_is_a_tree, drawn, edit, key_at, outline_of, outlines, report_of, tree
from hypothesis import given
from hypothesis import strategies as st

from postil.core.annotation import AnchorStatus
from postil.core.correction import Corrected, Correction, Corrections, Deed, NodeKey, NodeState
from postil.core.correction_keys import new_key
from postil.core.correction_looks import added, look, signature
from postil.core.correction_tree import branch, corrected, parent_for
from postil.core.outline import Outline
from postil.core.report import Report

LINES = "".join(f"{i % 4 + 1}. words of line {i}\n" if i % 3 else f"Heading {i}\n" for i in range(16))
REPORT = report_of(LINES)


def shown(report: Report, outline: Outline, *edits: Correction) -> str:
    return tree(corrected(report, outline, Corrections(edits)).outline)


def test_a_promoted_node_takes_what_is_below_it_along_and_what_follows_it_under_it() -> None:
    report, outline = drawn("a\n  b\n    c\n    d\n      e\n    f\ng\n")
    move = edit(Deed.MOVE, key_at(report, outline, "d"), under=(key_at(report, outline, "a"),))
    assert shown(report, outline, move) == "a\n  b\n    c\n  d\n    e\n    f\ng"


def test_a_demoted_node_takes_what_is_below_it_along() -> None:
    report, outline = drawn("a\nb\n  c\nd\n")
    move = edit(Deed.MOVE, key_at(report, outline, "b"), under=(key_at(report, outline, "a"),))
    assert shown(report, outline, move) == "a\n  b\n    c\nd"


def test_moves_add_up_in_the_order_of_the_text_whenever_they_were_made() -> None:
    report, outline = drawn("a\nb\nc\nd\n")
    a, b, c = (key_at(report, outline, name) for name in "abc")
    moves = [edit(Deed.MOVE, b, under=(a,)), edit(Deed.MOVE, c, under=(b, a))]
    assert shown(report, outline, *moves) == shown(report, outline, *reversed(moves)) == "a\n  b\n    c\nd"


@pytest.mark.parametrize("text", ["a\n  b\n    c\n", "a\n  c\n", "b\n  c\n", "c\n", "a\nx\n  b\n    c\n"])
def test_the_innermost_ancestor_that_is_still_found_counts(text: str) -> None:
    report, outline = drawn("a\n  x\n  b\n    c\n")
    keys = {name: key_at(report, outline, name) for name in "abc"}
    move = edit(Deed.MOVE, keys["c"], under=(keys["b"], keys["a"]))
    levels = {report.text.index(line.strip()): 1 + line.count("  ") for line in text.splitlines()}
    assert_is_a_tree(other := corrected(report, outline_of(report, levels), Corrections((move,))).outline)
    names = [node.title for node in other.nodes]
    parent = other.nodes[names.index("c")].parent
    assert (names[parent] if parent is not None else "") == next((name for name in "ba" if name in names), "")


def test_what_an_engine_puts_between_a_node_and_its_given_parent_takes_the_node() -> None:
    report, whole = drawn("a\nx\nb\n")
    move = edit(Deed.MOVE, key_at(report, whole, "b"), under=(key_at(report, whole, "a"),))
    assert shown(report, whole, move) == "a\nx\n  b"


def test_what_was_below_a_removed_node_stands_where_it_stood() -> None:
    report, outline = drawn("a\n  b\n    c\n      d\n    e\n  f\n")
    remove = edit(Deed.REMOVE, key_at(report, outline, "b"))
    assert shown(report, outline, remove) == "a\n  c\n    d\n  e\n  f"
    assert shown(report, outline, edit(Deed.REMOVE, key_at(report, outline, "a"))) == "b\n  c\n    d\n  e\nf"


def test_what_was_put_under_a_removed_node_stands_under_the_next_of_its_given_ancestors() -> None:
    report, outline = drawn("a\nb\nc\n")
    a, b, c = (key_at(report, outline, name) for name in "abc")
    moves = edit(Deed.MOVE, b, under=(a,)), edit(Deed.MOVE, c, under=(b, a))
    assert shown(report, outline, *moves) == "a\n  b\n    c"
    assert shown(report, outline, *moves, edit(Deed.REMOVE, b)) == "a\n  c"


def test_a_node_has_the_title_it_was_given_last() -> None:
    report, outline = drawn("a\n  b\n")
    key = key_at(report, outline, "b")
    titles = [edit(Deed.RETITLE, key, title=f"t{i}", modified=f"2026-0{i}")._replace(id=str(i)) for i in (1, 3, 2)]
    assert shown(report, outline, *titles) == "a\n  t3"


def test_an_added_heading_takes_in_what_it_heads_until_the_next_one() -> None:
    report, outline = drawn("~ Part\n1. a\n2. b\nOther part\n1. c\n")
    add = edit(Deed.ADD, new_key(report, added(report, 0, "Part"), "k"), title="Part")
    add = add._replace(key=add.key._replace(kind=outline.nodes[2].kind))
    assert shown(report, outline, add) == "Part\n  1. a\n  2. b\nOther part\n1. c"


def test_an_added_item_stands_beside_what_looks_like_it() -> None:
    report, _ = drawn("a\n  1. x\n  2. y\n    b\n  3. z\n")
    starts = [report.text.index(name) for name in ("a", "1.", "b", "3.")]
    outline = outline_of(report, dict(zip(starts, (1, 2, 3, 2), strict=True)))
    node = added(report, report.text.index("2."))
    assert (node.label, node.ordinal, node.title) == ("2.", 2, "y")
    assert parent_for(report, outline, node) == 0
    first = outline_of(report, {starts[0]: 1, report.text.index("2."): 2})
    assert parent_for(report, first, added(report, starts[1])) == 0


def test_an_added_node_that_the_engine_finds_later_is_there_once() -> None:
    report, outline = drawn("a\n  1. x\n  2. y\n")
    add = edit(Deed.ADD, key_at(report, outline, "y"), title="Mine", under=(key_at(report, outline, "a"),))
    assert shown(report, outline, add) == "a\n  1. x\n  2. Mine"
    without = outline_of(report, {node.start: node.level for node in outline.nodes[:2]})
    assert shown(report, without, add) == "a\n  1. x\n  2. Mine"


def test_nothing_that_looks_alike_is_a_node_or_all_of_it_is() -> None:
    report, outline = drawn("a\n  1. x\n    b\n  2. y\nc\n  1. z\n")
    none = edit(Deed.LIKE, signature=signature(report, outline.nodes[1]), keeps=False)
    assert shown(report, outline, none) == "a\n  b\nc"
    kept = edit(Deed.ADD, key_at(report, outline, "y"), title="y", under=(key_at(report, outline, "a"),))
    assert shown(report, outline, none, kept) == "a\n  b\n  2. y\nc"
    some = outline_of(report, {node.start: node.level for node in outline.nodes if node.title != "y"})
    every = edit(Deed.LIKE, signature=look(report, outline.nodes[1].start), keeps=True)
    assert shown(report, some, every) == tree(outline)


def test_what_has_no_node_is_lost_but_not_forgotten() -> None:
    report, outline = drawn("a\n  b\nc\nd\ne\n")
    keys = {name: key_at(report, outline, name) for name in "abcde"}
    said = Corrections(
        (
            edit(Deed.RETITLE, keys["b"], title="t"),
            edit(Deed.REMOVE, keys["e"]),
        ),
        (NodeState(keys["c"], "done"),),
        (keys["d"], keys["e"]),
    )
    whole = corrected(report, outline, said)
    assert (whole.lost, [one.node.title for one in whole.removed]) == (
        (keys["e"],),
        ["e"],
    )  # a note on what was removed
    assert whole.state(2) == "done"
    less = corrected(report, outline_of(report, {0: 1}), said)
    assert less.lost == tuple(keys[name] for name in "bcde")
    assert corrected(report, outline, said) == whole


def test_a_key_without_a_place_in_this_version_is_lost() -> None:
    report, outline = drawn("a\nb\n")
    key = key_at(report, outline, "b")
    orphan = key._replace(anchor=key.anchor._replace(status=AnchorStatus.ORPHAN))
    for said in (edit(Deed.ADD, orphan, title="b"), edit(Deed.MOVE, orphan)):
        assert corrected(report, outline, Corrections((said,))).lost == (orphan,)
        assert shown(report, outline, said) == tree(outline)


def test_a_branch_is_an_outline_of_its_own() -> None:
    report, outline = drawn("a\n  b\n    c\n    d\n  e\nf\n")
    key = key_at(report, outline, "c")
    part = branch(corrected(report, outline, Corrections((), (NodeState(key, "done"),))), 1)
    assert tree(part.outline) == "b\n  c\n  d"
    assert [part.state(i) for i in range(3)] == ["", "done", ""]
    assert tree(branch(Corrected.bare(outline), 0).outline) == "a\n  b\n    c\n    d\n  e"


def test_without_corrections_the_outline_is_the_inferred_one() -> None:
    report, outline = drawn("a\n  b\n")
    assert corrected(report, outline, Corrections()).outline is outline


def test_a_report_without_a_text_or_an_outline_can_be_corrected() -> None:
    key = NodeKey("k", key_at(*drawn("a\n"), "a").anchor, added(Report("", report_of("").blocks), 0).kind, None)
    for deed in (Deed.MOVE, Deed.REMOVE, Deed.RETITLE):
        assert not corrected(report_of(""), Outline(), Corrections((edit(deed, key),))).outline.nodes


@st.composite
def corrections(draw: st.DrawFn) -> Corrections:
    """Anything that may be said of any outlines of the report, in any order."""
    seen = draw(outlines(REPORT))
    keys = [new_key(REPORT, node, f"k{i}") for i, node in enumerate(seen.nodes)]
    keys += [new_key(REPORT, added(REPORT, start), f"s{start}") for start in draw(st.sets(_starts, max_size=3))]
    if not keys:
        return Corrections()
    key, under = st.sampled_from(keys), st.lists(st.sampled_from(keys), max_size=3).map(tuple)
    one = st.one_of(
        st.builds(edit, st.just(Deed.MOVE), key, under=under),
        st.builds(edit, st.just(Deed.ADD), key, under=under, title=st.just("new")),
        st.builds(edit, st.sampled_from([Deed.REMOVE, Deed.RETITLE]), key, title=st.just("t")),
        st.builds(edit, st.just(Deed.LIKE), signature=st.sampled_from(_LOOKS), keeps=st.booleans()),
    )
    edits = draw(st.lists(one, max_size=6, unique_by=lambda edit: edit.id))
    states = draw(st.lists(st.builds(NodeState, key, st.just("done")), max_size=2, unique_by=lambda one: one.key.id))
    return Corrections(tuple(edits), tuple(states), tuple(draw(st.sets(key, max_size=2))))


_starts = st.sampled_from(list(REPORT.blocks.starts))
_LOOKS = ["marker 1.", "line title 0", "numbered.decimal|1.", "heading.bare|heading", "reader.added|1."]


@given(outlines(REPORT), corrections())
def test_whatever_is_said_the_outline_is_a_tree_and_nothing_is_forgotten(outline: Outline, said: Corrections) -> None:
    result = corrected(REPORT, outline, said)
    assert_is_a_tree(result.outline)
    starts = [node.start for node in result.outline.nodes]
    assert len(starts) == len(set(starts))
    kept = {key.id for keys in result.keys.values() for key in keys} | {key.id for key in result.lost}
    aside = {key.id for one in result.removed for key in said.keys().values() if key.anchor.start == one.node.start}
    wanting = [one.key for one in said.edits if one.key and one.deed is not Deed.REMOVE]
    assert {key.id for key in (*wanting, *(one.key for one in said.states), *said.noted)} <= kept | aside
    assert result.corrections == said


@given(outlines(REPORT), corrections())
def test_correcting_what_is_corrected_changes_nothing(outline: Outline, said: Corrections) -> None:
    once = corrected(REPORT, outline, said).outline
    assert corrected(REPORT, once, said).outline == once
