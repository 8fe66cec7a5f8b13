"""The outline beside the page: to look at, to walk through, to choose from."""

from time import perf_counter

import pytest
from outlines import READOUT, large, node, placed
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QFontMetricsF, QMouseEvent
from PySide6.QtWidgets import QApplication

from postil.core.outline import Outline
from postil.ui.outline_model import Role
from postil.ui.outline_pane import OutlinePane
from postil.ui.theme import load_theme

NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def pane(qtbot, theme) -> OutlinePane:
    pane = OutlinePane(theme, describe=str, taken_along=lambda _node: QMimeData())
    qtbot.addWidget(pane)
    pane.resize(300, 600)
    pane.set_outline(READOUT)
    with qtbot.waitExposed(pane):
        pane.show()
    return pane


def shown(pane: OutlinePane) -> list[int]:
    """The nodes whose rows can be seen, from top to bottom."""
    index, nodes = pane.view.model().index(0, 0), []
    while index.isValid():
        nodes.append(index.data(Role.NODE))
        index = pane.view.indexBelow(index)
    return nodes


def place_of(pane: OutlinePane, number: int) -> QPoint:
    return pane.view.visualRect(pane.view.model().index_of(number)).center()


def fold_sign_of(pane: OutlinePane, number: int) -> QPoint:
    index = pane.view.model().index_of(number)
    return QPoint(round(pane.view.text_left(index)) + 5, pane.view.visualRect(index).center().y())


def test_the_outline_begins_unfolded(pane):
    assert shown(pane) == list(range(17))


def test_a_click_chooses_a_node(pane, qtbot):
    with qtbot.waitSignal(pane.node_chosen) as chosen:
        qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, NONE, place_of(pane, 6))
    assert chosen.args == [6]


def test_a_click_on_the_fold_sign_folds_and_chooses_nothing(pane, qtbot):
    with qtbot.assertNotEmitted(pane.node_chosen):
        qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, NONE, fold_sign_of(pane, 3))
        assert 4 not in shown(pane)
        qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, NONE, fold_sign_of(pane, 3))
        assert 4 in shown(pane)


def test_keys_move_fold_and_choose(pane, qtbot):
    pane.set_current(3)
    with qtbot.assertNotEmitted(pane.node_chosen):
        qtbot.keyClick(pane.view, Qt.Key.Key_Left)
        assert 4 not in shown(pane)
        qtbot.keyClick(pane.view, Qt.Key.Key_Right)
        assert 4 in shown(pane)
        qtbot.keyClick(pane.view, Qt.Key.Key_Down)
        qtbot.keyClick(pane.view, Qt.Key.Key_Down)
    with qtbot.waitSignal(pane.node_chosen) as chosen:
        qtbot.keyClick(pane.view, Qt.Key.Key_Return)
    assert chosen.args == [5]


def test_typing_ahead_finds_a_title(pane, qtbot):
    pane.set_current(0)
    for letter in "teach":
        qtbot.keyClick(pane.view, letter)
    assert pane.view.currentIndex().data() == "Teaching team"


def test_the_current_node_comes_into_view_without_being_chosen(pane, qtbot):
    pane.resize(300, 200)
    with qtbot.assertNotEmitted(pane.node_chosen):
        pane.set_current(13)
    assert pane.view.viewport().rect().contains(place_of(pane, 13))
    assert pane.view.delegate.current == 13
    pane.set_current(None)
    assert pane.view.delegate.current is None


def test_what_the_reader_folded_stays_so_and_what_is_above_the_current_node_stands_for_it(pane):
    pane.view.collapse(pane.view.model().index_of(9))
    pane.set_current(13)
    assert 13 not in shown(pane)
    assert (pane.view.delegate.current, pane.target) == (9, 9)
    pane.view.expand(pane.view.model().index_of(9))
    assert pane.view.delegate.current == 13


def test_a_long_outline_scrolls_to_its_current_node(pane):
    pane.set_outline(large(1_000))
    pane.set_current(777)
    assert pane.view.viewport().rect().contains(place_of(pane, 777))


def test_the_filter_keeps_what_holds_the_words_and_what_stands_above(pane, qtbot):
    qtbot.keyClicks(pane.filter, "REFORM")
    assert shown(pane) == [3, 6, 9, 13]
    pane.filter.setText("no such words")
    assert shown(pane) == []
    assert pane.notice.isVisible()
    qtbot.keyClick(pane.filter, Qt.Key.Key_Escape)
    assert shown(pane) == list(range(17))
    assert not pane.notice.isVisible()


def test_what_was_folded_is_folded_again_after_filtering(pane):
    pane.view.collapse(pane.view.model().index_of(3))
    before = shown(pane)
    pane.filter.setText("ref")
    pane.filter.setText("reform")
    assert 6 in shown(pane)
    pane.filter.clear()
    assert shown(pane) == before


def test_every_word_of_the_filter_counts_in_any_order(pane):
    pane.filter.setText("systematic  INTEGRATION reform")
    assert shown(pane) == [3, 6]
    pane.filter.setText("reform systematic")
    assert shown(pane) == [3, 6]


def test_the_words_that_match_are_set_off_also_where_the_title_is_cut(pane):
    pane.set_outline(placed(node("A title so long that its end is cut off in a pane that narrow, the harbour itself")))
    before = pane.view.grab().toImage()
    pane.filter.setText("harbour")
    assert pane.view.grab().toImage() != before
    metrics = QFontMetricsF(pane.font())
    assert "harbour" in pane.view.delegate._fitted(pane.view.model().index(0, 0).data(), metrics, 200)


def test_folding_is_remembered_when_the_outline_is_corrected(pane):
    pane.view.collapse(pane.view.model().index_of(9))
    pane.set_outline(placed(*READOUT.nodes[:4], *READOUT.nodes[9:10], node("new")), ("lost",))
    pane.set_outline(READOUT)
    assert [i for i in (3, 9) if pane.view.isExpanded(pane.view.model().index_of(i))] == [3]


def test_the_cursor_stays_at_its_node_when_the_outline_is_corrected(pane):
    pane.set_current(12)
    assert pane.target == 12
    pane.set_outline(Outline(READOUT.nodes[:4] + tuple(n._replace(parent=None) for n in READOUT.nodes[8:])))
    assert pane.view.currentIndex().data() == READOUT.nodes[12].title
    assert pane.view.delegate.current == pane.target == 8


@pytest.mark.parametrize(("level", "rows"), [(1, 6), (2, 17), (0, 17)])
def test_so_many_levels_are_shown(pane, level, rows):
    pane.unfold_to(level)
    assert len(shown(pane)) == rows


def test_what_has_no_node_has_a_menu_and_is_no_node(pane, qtbot):
    pane.set_outline(READOUT, ("Done · the ninth",))
    index = pane.view.model().index_of(len(READOUT.nodes) + 1)
    pane.view.scrollTo(index)
    with qtbot.waitSignal(pane.lost_menu_wanted):
        pane.view.customContextMenuRequested.emit(pane.view.visualRect(index).center())
    assert (pane.target, pane.lost_target) == (None, 0)
    with qtbot.assertNotEmitted(pane.node_chosen):
        qtbot.keyClick(pane.view, Qt.Key.Key_Return)


def test_a_title_is_dragged_out_and_choosing_waits_for_the_release(pane, qtbot, monkeypatch):
    dragged = []
    monkeypatch.setattr(pane.view, "_drag", lambda index: dragged.append(index.data(Role.NODE)))
    viewport, start = pane.view.viewport(), place_of(pane, 6)
    with qtbot.assertNotEmitted(pane.node_chosen):
        qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, NONE, start)
        move = QMouseEvent(
            QEvent.Type.MouseMove,
            start + QPoint(40, 0),
            viewport.mapToGlobal(start + QPoint(40, 0)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            NONE,
        )
        QApplication.sendEvent(viewport, move)
    assert dragged == [6]


def test_down_goes_from_the_filter_into_the_tree(pane, qtbot):
    pane.filter.setFocus()
    qtbot.keyClick(pane.filter, Qt.Key.Key_Down)
    assert pane.view.hasFocus()
    assert pane.view.currentIndex().isValid()


def test_down_and_enter_go_to_the_first_entry_that_holds_the_words(pane, qtbot):
    pane.set_current(3)
    qtbot.keyClicks(pane.filter, "systematic")
    qtbot.keyClick(pane.filter, Qt.Key.Key_Down)
    with qtbot.waitSignal(pane.node_chosen) as chosen:
        qtbot.keyClick(pane.view, Qt.Key.Key_Return)
    assert chosen.args == [6]


def test_children_begin_where_the_title_above_them_does(pane):
    pane.set_outline(Outline((node("a", None, 1), node("b", 0, 1), node("c", 1), node("d"), node("e", 3))))
    lefts = [pane.view.text_left(pane.view.model().index_of(i)) for i in range(5)]
    assert lefts[0] < lefts[1] < lefts[2]
    assert lefts[0] == lefts[3] < lefts[4] < lefts[1]


def test_numbers_under_a_number_stand_clear_of_it(pane):
    labels = ("§ 600.1", "(a)")
    nodes = [node("Title", i - 1 if i else None, 1, label=label) for i, label in enumerate(labels)]
    pane.set_outline(Outline(tuple(nodes)))
    view, model = pane.view, pane.view.model()
    above = view.text_left(model.index_of(0)) + view.number_width(model.index_of(0))
    assert view.text_left(model.index_of(1)) > above


def test_a_report_without_structure_says_so(pane):
    pane.set_outline(Outline())
    assert pane.notice.text() == "No structure was found in this report."
    pane.set_busy(True)
    assert pane.notice.text() == "Working out the outline…"
    pane.set_outline(READOUT)
    pane.set_busy(False)
    assert not pane.notice.isVisible()


def test_a_context_menu_is_wanted_for_a_node(pane, qtbot):
    place = place_of(pane, 2)
    with qtbot.waitSignal(pane.context_menu_wanted) as wanted:
        pane.view.customContextMenuRequested.emit(place)
    assert wanted.args == [2, pane.view.viewport().mapToGlobal(place)]
    with qtbot.assertNotEmitted(pane.context_menu_wanted):
        pane.view.customContextMenuRequested.emit(QPoint(10, pane.view.viewport().height() - 2))


def test_every_row_can_be_painted(pane, any_theme):
    deep = (
        node("a", None, 9),
        node("b", None, 10),
        node("c", 1, 1),
        node("", 2, None, label="（一）"),
        node("长" * 99),
    )
    pane.set_theme(any_theme)
    for outline in (READOUT, Outline(deep)):
        pane.set_outline(outline)
        pane.set_counts({1: (3, ("yellow", "blue", "unknown")), 2: (1, ())})
        pane.set_current(1)
        assert not pane.grab().isNull()


def test_counts_and_current_change_what_is_seen(pane):
    before = pane.grab().toImage()
    pane.set_counts({6: (2, ("yellow", "blue"))})
    counted = pane.grab().toImage()
    pane.set_current(6)
    current = pane.grab().toImage()
    pane.set_theme(load_theme("dark"))
    assert len({bytes(image.constBits()) for image in (before, counted, current, pane.grab().toImage())}) == 4


def test_twenty_thousand_nodes_are_no_burden(pane, qtbot):
    started = perf_counter()
    pane.set_outline(large(20_000))
    pane.set_current(15_005)
    pane.filter.setText("777")
    pane.filter.clear()
    assert perf_counter() - started < 5  # a filtering proxy took longer than that for the filter alone
    assert pane.view.delegate.current == 15_000


def test_assistive_technology_finds_names(pane):
    assert [widget.accessibleName() for widget in (pane.filter, pane.view)] == ["Filter outline", "Outline"]
    assert pane.view.model().index_of(6).data(Qt.ItemDataRole.AccessibleTextRole).startswith("3 Systematic")
