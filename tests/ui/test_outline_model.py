"""The outline's model tells views what the nodes are."""

import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outlines import READOUT, large, node
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from postil.core.outline import NodeKind, Outline
from postil.ui.outline_model import OutlineModel, Role


@pytest.fixture
def model() -> OutlineModel:
    model = OutlineModel(describe=lambda node: f"why {node}")
    model.set_outline(READOUT)
    return model


@pytest.mark.parametrize("outline", [Outline(), READOUT, large(200)], ids=["empty", "readout", "large"])
def test_it_keeps_the_promises_of_qt_models(model, outline, qtmodeltester):
    model.set_outline(outline)
    qtmodeltester.check(model, force_py=True)
    qtmodeltester.check(model)


def test_it_keeps_them_while_it_is_filtered_corrected_and_loses_nodes(model):
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    for outline, lost in ((READOUT, ("a note",)), (Outline(), ("a", "b")), (large(50), ()), (READOUT, ())):
        model.set_outline(outline, lost)
        for words in ("reform", "re", "nothing holds this", "note", ""):
            model.set_filter(words)
            model.set_counts({3: (1, ("yellow",)), 6: (2, ("blue",))} if outline is READOUT else {})
            model.set_states({3: "done"} if outline is READOUT else {})
            model.set_read(bytes([1]) * len(outline.nodes))
    assert tester.model() is model


def test_what_has_no_node_stands_after_all_nodes(model):
    model.set_outline(READOUT, ("Done · the fourth", "1 note · the fifth"))
    last = model.index(model.rowCount() - 1, 0)
    assert (last.data(), last.data(Role.NODE), last.data(Role.LOST)) == ("Without a node", None, None)
    rows = [model.index(row, 0, last) for row in range(model.rowCount(last))]
    assert [(row.data(), row.data(Role.NODE), row.data(Role.LOST)) for row in rows] == [
        ("Done · the fourth", None, 0),
        ("1 note · the fifth", None, 1),
    ]
    assert all(row.data(Role.QUIET) for row in (last, *rows))
    model.set_filter("note 1")
    assert [model.index(0, 0).data(), model.index(0, 0, model.index(0, 0)).data()] == ["Without a node", rows[1].data()]


def test_what_is_read_or_remembered_changes_only_what_it_changes(model):
    changed = []
    model.dataChanged.connect(lambda first, _last, _roles: changed.append(model.node_of(first)))
    model.set_read(bytes([0, 1, 0]))
    model.set_read(bytes([0, 1, 1]))
    model.set_states({5: "done"})
    model.set_states({5: "to-check"})
    model.set_states({5: "to-check"})
    assert changed == [1, 2, 5, 5]
    assert model.index_of(5).data(Qt.ItemDataRole.AccessibleTextRole) == "2 People-first value orientation, To check"
    assert model.index_of(2).data(Qt.ItemDataRole.AccessibleTextRole).endswith(", read")


def test_children_stand_under_their_parents(model):
    assert model.rowCount() == 6
    parent = model.index(3, 0)
    assert [parent.data(), model.rowCount(parent)] == ["Emphasised: 14th Five-Year Plan", 5]
    child = model.index(2, 0, parent)
    assert [child.data(Role.ORDINAL), child.data(), child.data(Role.NODE)] == [
        "3",
        "Systematic integration of reform results",
        6,
    ]
    assert child.parent() == parent


def test_indices_survive_the_collection_of_garbage(model):
    parents = [model.index(row, 0) for row in range(model.rowCount())]
    gc.collect()
    assert [model.node_of(index) for index in parents] == [0, 1, 2, 3, 9, 16]


def test_the_tooltip_tells_why_a_node_is_there(model):
    tooltip = model.index_of(4).data(Qt.ItemDataRole.ToolTipRole)
    assert tooltip == "1.\nStudy the Fifth Plenary spirit\nwhy 4"


def test_a_node_without_a_title_shows_its_label(model):
    model.set_outline(Outline((node("", None, 3, label="Article 3"),)))
    assert model.index(0, 0).data() == "Article 3"


def test_a_title_from_the_middle_of_a_sentence_begins_as_an_entry(model):
    model.set_outline(Outline((node("promote the reform", None, 1), node("深化改革"))))
    assert [model.index_of(i).data() for i in range(2)] == ["Promote the reform", "深化改革"]
    assert model.outline.nodes[0].title == "promote the reform"


def test_numbers_of_siblings_share_a_column(model):
    model.set_outline(Outline((node("a", None, 9), node("b", None, 10), node("c", 1, 1))))
    assert [model.index_of(i).data(Role.WIDEST_ORDINAL) for i in range(3)] == ["10", "10", "1"]
    assert [model.index_of(i).data(Role.HANGS) for i in range(3)] == [True, True, False]


def test_entries_in_line_with_those_that_fold_leave_room_for_the_sign(model):
    model.set_outline(Outline((node("a", None, 1), node("b", 0, 1), node("c", 1), node("d"), node("e", 3))))
    assert [model.index_of(i).data(Role.HANGS) for i in range(5)] == [True, True, True, True, True]


def test_counts_change_only_what_they_change(model, qtbot):
    model.set_counts({6: (2, ("yellow", "blue"))})
    assert model.index_of(6).data(Role.COUNT) == 2
    assert model.index_of(6).data(Role.COLOURS) == ("yellow", "blue")
    changed = []
    model.dataChanged.connect(lambda first, _last, _roles: changed.append(model.node_of(first)))
    model.set_counts({6: (2, ("yellow", "blue")), 7: (1, ("purple",))})
    assert changed == [7]
    model.set_counts({})
    assert sorted(changed) == [6, 7, 7]
    assert model.index_of(6).data(Role.COUNT) == 0


@given(st.lists(st.integers(0, 30), max_size=30))
def test_any_tree_can_be_walked_both_ways(choices):
    nodes = tuple(node(str(i), choice % i if i and choice % (i + 1) else None) for i, choice in enumerate(choices))
    model = OutlineModel(describe=str)
    model.set_outline(Outline(nodes))

    def walk(parent: QModelIndex) -> list[int]:
        found = []
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            assert index.parent() == parent
            found += [index.data(Role.NODE), *walk(index)]
        return found

    assert sorted(walk(QModelIndex())) == list(range(len(nodes)))


def test_labels_stand_as_printed_and_ordinals_in_prose_as_numbers():
    labels = [("第五条", NodeKind.ARTICLE), ("（一）", NodeKind.NUMBERED), ("3.", NodeKind.NUMBERED)]
    labels += [("Fifth", NodeKind.ORDINAL), ("Appendix the Third", NodeKind.HEADING)]
    nodes = [node("Title", None, 5, label=label, kind=kind) for label, kind in labels]
    model = OutlineModel(str)
    model.set_outline(Outline(tuple(nodes)))
    shown = [model.index(i, 0).data(Role.ORDINAL) for i in range(len(nodes))]
    assert shown == ["第五条", "（一）", "3", "5", "5"]
