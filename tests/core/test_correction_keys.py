"""A node is known by its words, whichever engine draws the outline."""

from correction_cases import drawn, key_at, outline_of, report_of

from postil.core.correction import Corrected, Correction, Corrections, Deed, NodeState
from postil.core.correction_keys import first_words, key_span, matched, new_key
from postil.core.outline import NodeKind
from postil.core.report import Block, Blocks, Report


def words(text: str, start: int = 0) -> str:
    return text[slice(*first_words(report_of(text), start))]


def test_a_printed_marker_is_the_key_else_the_first_words() -> None:
    report, outline = drawn("1. one two\nHeading of some more than eight words in one line\n")
    assert report.text[slice(*key_span(report, outline.nodes[0]))] == "1."
    assert report.text[slice(*key_span(report, outline.nodes[1]))] == "Heading of some more than eight words in"


def test_eight_words_or_sixteen_ideographs_within_the_block() -> None:
    assert words("a b c d e f g h i") == "a b c d e f g h"
    assert words("会议强调要深入贯彻落实新发展理念推动发展") == "会议强调要深入贯彻落实新发展理念"
    assert words("会议强调 GDP 增长百分之五的目标要完成好，一") == "会议强调 GDP 增长百分之五的目标要"
    assert words("one two\nthree") == "one two"
    assert words("x" * 5_000) == "x" * 400
    wrapped = Report("wrapped words\ngo on here\n\nnext", Blocks([Block(0, 24), Block(26, 30)]))
    assert first_words(wrapped, 0) == (0, 24)


def test_there_is_always_a_character_to_hold_on_to() -> None:
    assert words("a\n", 1) == "\n"
    assert first_words(Report("ab", Blocks()), 0) == (0, 2)


def test_a_node_that_begins_there_is_the_one_whatever_it_is_called_now() -> None:
    report, outline = drawn("a b\n1. c\n")
    keys = [new_key(report, node, str(i)) for i, node in enumerate(outline.nodes)]
    other = [
        outline.nodes[0]._replace(marker_end=1, label="a", kind=NodeKind.ORDINAL, ordinal=1),
        outline.nodes[1]._replace(marker_end=outline.nodes[1].start, label="", kind=NodeKind.HEADING, ordinal=None),
    ]
    assert matched(report, other, keys) == {"0": 0, "1": 1}


def test_of_two_that_begin_there_kind_and_ordinal_decide() -> None:
    report, outline = drawn("1. c\n")
    (item,) = outline.nodes
    host = item._replace(kind=NodeKind.LEAD, ordinal=None, marker_end=item.start)
    key = new_key(report, item, "k")
    assert matched(report, [host, item], [key]) == {"k": 1}
    assert matched(report, [item, host], [key]) == {"k": 0}
    assert matched(report, [host], [key]) == {"k": 0}


def test_a_marker_that_is_read_otherwise_is_still_the_same() -> None:
    report = report_of("“The first is to read”\n")
    (node,) = outline_of(report, {0: 1}).nodes
    before = node._replace(start=1, marker_end=10, kind=NodeKind.ORDINAL, ordinal=1)
    after = before._replace(start=0, marker_end=13)
    key = new_key(report, before, "k")
    assert matched(report, [after], [key]) == {"k": 0}
    assert matched(report, [after._replace(ordinal=2)], [key]) == {}
    assert matched(report, [after], [key, new_key(report, after, "own")]) == {"own": 0}


def test_a_node_inside_the_first_words_of_another_is_not_that_one() -> None:
    report = report_of("会议强调一是改革二是开放\n")
    host, item = outline_of(report, {0: 1, 4: 2}).nodes
    item = item._replace(marker_end=6, kind=NodeKind.ORDINAL, ordinal=1)
    keys = [new_key(report, host, "host"), new_key(report, item, "item")]
    assert matched(report, [host, item], keys) == {"host": 0, "item": 1}
    assert matched(report, [host], keys) == {"host": 0}
    assert matched(report, [item], keys) == {"item": 0}


def test_what_is_said_anew_stands_instead_and_what_is_taken_back_does_not_stand() -> None:
    report, outline = drawn("a\nb\n")
    a, b = key_at(report, outline, "a"), key_at(report, outline, "b")
    first = Correction("1", Deed.RETITLE, a, title="t")
    said = Corrections().put(first, NodeState(b, "done", "1"), b)
    assert said == Corrections((first,), (NodeState(b, "done", "1"),), (b,))
    assert said.keys() == {a.id: a, b.id: b}
    assert said.put(first._replace(title="u")).edits == (first._replace(title="u"),)
    assert said.put(first._replace(deleted="2"), NodeState(b, "", "2")) == Corrections(noted=(b,))
    assert (Corrections().is_empty, said.is_empty) == (True, False)


def test_of_two_states_the_last_one_counts() -> None:
    report, outline = drawn("a\n")
    key = key_at(report, outline, "a")
    other = key._replace(id="other")
    said = Corrections(states=(NodeState(key, "done", "2"), NodeState(other, "to-check", "1")))
    shown = Corrected(outline, said, {0: (key, other)}, (), ())
    assert (shown.state(0), shown.node_of("other"), shown.node_of("none")) == ("done", 0, None)
