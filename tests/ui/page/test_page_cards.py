"""Cards stand beside their passages, and a note is typed in its card."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from page_driving import click, height_of, mark_on, mouse, place_of, report_of
from page_texts import LATIN
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QCursor, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

from postil.core.annotation import Annotation
from postil.core.outline import Outline
from postil.core.report import Report
from postil.ui.note_edit import NoteEdit
from postil.ui.page.margin import GAP
from postil.ui.page.marks import Marks

NOTES = st.sampled_from(["", "Short.", "A longer note that takes some lines. " * 4, "Very long. " * 90])


def cards_of(page) -> dict[str, tuple[float, float]]:
    """The top and the bottom of each card in view."""
    return {card.annotation.id: (card.rect.top(), card.rect.bottom()) for card in page.cards()}


def passage_of(page, mark: Annotation) -> float:
    """Where in the viewport the line begins on which a mark does, in view or not."""
    column = page._column
    return column.distance(page.painted_top, column.spot_of(mark.anchor.start), 1e9)


@st.composite
def noted(draw: st.DrawFn, report: Report) -> list[Annotation]:
    length = len(report.text) - 10
    within = draw(st.sampled_from([900, 4000, length // 20]))
    starts = draw(st.lists(st.integers(0, within), min_size=1, max_size=25, unique=True))
    return [
        mark_on(report, start, start + 10, f"{start:05}", note=draw(NOTES), tags=draw(st.sampled_from([(), ("tag",)])))
        for start in sorted(starts)
    ]


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_cards_stand_beside_their_passage_and_never_on_each_other(one_page, long_report, data):
    marks = data.draw(noted(long_report))
    one_page.set_marks(Marks(marks))
    one_page.resize(1060, 860)
    one_page.show_report(long_report, Outline())
    one_page.scroll_by(data.draw(st.integers(0, 6000)))
    bottom = None
    for mark in (mark for mark in marks if mark.id in cards_of(one_page)):
        top, lower = cards_of(one_page)[mark.id]
        passage = passage_of(one_page, mark)
        assert top >= passage
        if bottom is not None:
            assert top >= bottom + GAP
        pushed = top > passage + 4
        assert not pushed or bottom is None or top == bottom + GAP
        bottom = lower
    above = sum(bool(m.note or m.tags) for m in marks if passage_of(one_page, m) < 0)
    for mark in marks:
        if (mark.note or mark.tags) and not above and 0 <= passage_of(one_page, mark) < 100:
            assert mark.id in cards_of(one_page)
            break
    one_page.set_marks(Marks())


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_card_moves_as_far_as_its_text(one_page, long_report, data):
    """However cards push each other: what pushes them does not change while they are in view."""
    one_page.set_marks(Marks(data.draw(noted(long_report))))
    one_page.resize(1060, 860)
    one_page.show_report(long_report, Outline())
    one_page.scroll_by(data.draw(st.integers(0, 3000)))
    for step in data.draw(st.lists(st.integers(-200, 200), max_size=12)):
        before, letter = cards_of(one_page), one_page.offset_at(QPointF(one_page.measure.left, 400))
        height = height_of(one_page, letter)
        one_page.scroll_by(step)
        moved = height_of(one_page, letter) - height
        after = cards_of(one_page)
        for identifier in before.keys() & after.keys():
            assert after[identifier][0] == before[identifier][0] + moved
    one_page.set_marks(Marks())


CROWD = [(120, 130), (140, 150), (160, 170), (180, 190), (420, 430)]


@pytest.fixture
def crowded_page(make_page):
    """A page with four notes at neighbouring words, and one further down."""
    report = report_of(LATIN * 30)
    note = "A note that takes some lines of its card. " * 3
    page = make_page(report, marks=[mark_on(report, *span, str(span[0]), note=note) for span in CROWD])
    page.card_clicked.connect(lambda annotation_id: page.edit_note(annotation_id, note))
    return page


def test_the_card_in_use_stands_at_its_passage_and_the_others_make_way(crowded_page):
    page, before = crowded_page, cards_of(crowded_page)
    assert before["180"][0] > passage_of(page, page.marks.get("180")) + 100
    page.set_active("180")
    cards = cards_of(page)
    assert 0 <= cards["180"][0] - passage_of(page, page.marks.get("180")) < 4
    assert cards["160"][1] == cards["180"][0] - GAP
    assert cards["420"][0] >= cards["180"][1] + GAP
    page.set_active("")
    assert cards_of(page) == before


def test_a_click_on_a_card_moves_the_card_to_its_passage_and_not_the_text(crowded_page):
    page = crowded_page
    height = height_of(page, 190)
    click(page, QPointF(page.measure.card_left + 40, cards_of(page)["180"][0] + 10))
    assert page.edited == "180"
    assert height_of(page, 190) == height
    assert 0 <= editor_of(page).y() - passage_of(page, page.marks.get("180")) < 4


def test_a_card_in_use_whose_passage_is_out_of_view_leaves_the_others_alone(crowded_page):
    page = crowded_page
    page.scroll_by(passage_of(page, page.marks.get("160")) + 60)
    before = cards_of(page)
    page.set_active("160")
    assert cards_of(page) == before


def test_only_a_mark_out_of_view_is_revealed(crowded_page):
    page = crowded_page
    page.reveal_mark("420")
    assert page.top_offset == 0
    page.scroll_by(30_000)
    page.reveal_mark("420")
    assert page.mark_rects("420")


def test_no_card_is_laid_out_where_nothing_has_notes(make_page, long_report):
    starts = long_report.blocks.starts[:200]
    page = make_page(long_report, marks=[mark_on(long_report, s, s + 5, str(s)) for s in starts])
    page.scroll_by(4000)
    assert page.cards() == []
    assert not page._margin._faces


def test_cards_can_be_hidden(make_page, long_report):
    page = make_page(long_report, marks=[mark_on(long_report, 50, 70, note="A note.")])
    assert page.cards()
    page.show_margin(shown=False)
    assert not page.cards()


NOTED = LATIN * 9


@pytest.fixture
def noted_page(make_page):
    """A page in a window, with a mark that has a note."""
    report = report_of(NOTED)
    return make_page(report, marks=[mark_on(report, 30, 60, note="As it was.")])


@pytest.fixture
def narrow_page(make_page):
    report = report_of(NOTED)
    return make_page(
        report, size=(520, 500), marks=[mark_on(report, 30, 60, note="As it was."), mark_on(report, 300, 310, "bare")]
    )


def test_where_no_margin_fits_a_dot_stands_beside_the_passage_and_opens_the_card(narrow_page):
    page = narrow_page
    page.mark_clicked.connect(page.set_active)
    assert page.cards() == []
    image = page.viewport().grab().toImage()
    dot = QColor(page.theme.dot("yellow")).rgb()
    beside = range(round(page.measure.left + page.measure.width), page.viewport().width())
    found = [(x, y) for x in beside for y in range(page.viewport().height()) if image.pixel(x, y) == dot]
    x, y = found[len(found) // 2]
    assert abs(y - place_of(page, 30).y()) < page.line_height / 2
    click(page, QPointF(x, y))
    [card] = page.cards()
    assert card.annotation.id == "mark"
    assert page.viewport().rect().contains(card.rect.toAlignedRect())
    assert not any(card.rect.toAlignedRect().intersects(rect) for rect in page.mark_rects("mark"))


def test_a_card_below_which_there_is_no_room_stands_above_its_passage(make_page):
    report = report_of(NOTED)
    page = make_page(report, size=(520, 260), marks=[mark_on(report, 330, 340, note="As it was. " * 9)])
    page.set_active("mark")
    [card] = page.cards()
    assert page.viewport().rect().contains(card.rect.toAlignedRect())
    assert card.rect.bottom() < page.mark_rects("mark")[0].top()


def test_a_click_on_a_card_asks_for_its_note(noted_page, qtbot):
    [card] = noted_page.cards()
    with qtbot.waitSignal(noted_page.card_clicked) as told, qtbot.assertNotEmitted(noted_page.clicked):
        click(noted_page, card.rect.center())
    assert told.args == ["mark"]


def test_the_menu_on_a_card_is_its_marks_menu(noted_page, qtbot):
    [card] = noted_page.cards()
    at = card.rect.center().toPoint()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, noted_page.viewport().mapToGlobal(at))
    with qtbot.waitSignals([noted_page.mark_clicked, noted_page.menu_wanted]):
        QApplication.sendEvent(noted_page.viewport(), event)


def editor_of(page) -> NoteEdit | None:
    found = [edit for edit in page.viewport().findChildren(NoteEdit) if edit.isVisible()]
    return found[0] if found else None


@pytest.fixture
def typing(noted_page):
    noted_page.edit_note("mark", "As it was.")
    return noted_page


def test_the_note_is_typed_over_its_card_and_moves_with_the_text(typing):
    editor = editor_of(typing)
    [card] = typing.cards()
    assert editor.hasFocus()
    assert editor.geometry().topLeft() == card.rect.topLeft().toPoint()
    assert editor.width() == round(card.rect.width())
    before = editor.y()
    typing.scroll_by(31)
    assert editor.y() == before - 31
    typing.set_zoom(1.5)
    [card] = typing.cards()
    assert editor.geometry().topLeft() == card.rect.topLeft().toPoint()
    typing.set_outline(Outline())
    typing.resize(1200, 700)
    [card] = typing.cards()
    assert editor.geometry().topLeft() == card.rect.topLeft().toPoint()


def ink_of(page, rect) -> QRect:
    """What the dark pixels inside a card take up."""
    image = page.viewport().grab(rect.toRect().adjusted(12, 4, -12, -4)).toImage()
    inside = [(x, y) for x in range(image.width()) for y in range(image.height())]
    dark = [QPoint(*at) for at in inside if QColor(image.pixel(*at)).lightness() < 90]
    xs, ys = [at.x() for at in dark], [at.y() for at in dark]
    return QRect(QPoint(min(xs), min(ys)), QPoint(max(xs), max(ys)))


@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_a_note_stands_where_it_stood_while_it_is_typed(noted_page, zoom):
    page = noted_page
    page.set_zoom(zoom)
    [card] = page.cards()
    before = ink_of(page, card.rect)
    page.edit_note("mark", "As it was.")
    editor_of(page).setCursorWidth(0)
    [typed] = page.cards()
    assert typed.rect == card.rect
    after = ink_of(page, card.rect)
    assert after.topLeft() == before.topLeft()
    assert (after.size() - before.size()).width() <= 1  # glyphs are not smoothed alike
    assert after.height() == before.height()


def test_notes_are_as_large_as_the_report_is_read(noted_page):
    small = noted_page.cards()[0].rect.height()
    noted_page.set_zoom(1.6)
    assert noted_page.cards()[0].rect.height() > small * 1.3


def test_the_edge_of_a_note_that_is_typed_belongs_to_it(typing):
    editor, before = editor_of(typing), typing._selection
    for at in (QPointF(3, 3), QPointF(editor.width() / 2, editor.height() - 3.0)):
        for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease):
            mouse(editor, kind, at)
    assert typing._selection == before
    assert typing.edited == "mark"


def test_the_widget_grows_and_pushes_the_cards_below(make_page, qtbot):
    report = report_of(NOTED)
    page = make_page(report, marks=[mark_on(report, 30, 60, "a"), mark_on(report, 120, 130, "b", note="Below.")])
    page.edit_note("a", "")
    before = cards_of(page)["b"]
    for _ in range(8):
        qtbot.keyClick(editor_of(page), Qt.Key.Key_Return)
    assert cards_of(page)["a"][1] == editor_of(page).geometry().bottom() + 1
    assert cards_of(page)["b"][0] == cards_of(page)["a"][1] + GAP > before[0]


@pytest.mark.parametrize("size", [(1060, 400), (520, 400)])
def test_what_is_typed_stays_in_view(make_page, long_report, qtbot, size):
    block = long_report.blocks[3]
    page = make_page(long_report, size=size, marks=[mark_on(long_report, block.start, block.start + 9)])
    page.scroll_to(block.start, above=300)
    page.edit_note("mark", "")
    for _ in range(14):
        qtbot.keyClick(editor_of(page), Qt.Key.Key_Return)
    assert editor_of(page).geometry().bottom() <= page.viewport().height()
    page.scroll_by(30_000)
    qtbot.keyClicks(editor_of(page), "on")
    assert page.viewport().rect().intersects(editor_of(page).geometry())


def esc(page, qtbot):
    qtbot.keyClick(editor_of(page), Qt.Key.Key_Escape)


def ctrl_enter(page, qtbot):
    qtbot.keyClick(editor_of(page), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def going_elsewhere(page, qtbot):
    click(page, place_of(page, 200))
    page.setFocus()


def the_end_of_editing(page, qtbot):
    page.end_editing()


def the_marks_end(page, qtbot):
    page.set_marks(Marks())


@pytest.mark.parametrize("end", [esc, ctrl_enter, going_elsewhere, the_end_of_editing, the_marks_end])
def test_what_was_typed_is_committed_once(typing, qtbot, end):
    qtbot.keyClicks(editor_of(typing), "More: ")
    told = []
    typing.note_committed.connect(lambda *args: told.append(args))
    end(typing, qtbot)
    typing.end_editing()
    assert told == [("mark", "As it was.More: ")]
    assert editor_of(typing) is None
    assert typing.edited == ""


def test_a_draft_is_told_within_a_second(typing, qtbot):
    with qtbot.waitSignal(typing.draft_changed, timeout=1000) as told:
        qtbot.keyClicks(editor_of(typing), "x")
    assert told.args == ["mark", "As it was.x"]


def test_a_draft_goes_on_where_it_was(noted_page, qtbot):
    noted_page.edit_note("mark", "As it was.", "As it wa")
    with qtbot.waitSignal(noted_page.note_committed) as told:
        noted_page.end_editing()
    assert told.args == ["mark", "As it wa"]


def test_after_esc_the_page_has_the_keys_again(typing, qtbot):
    esc(typing, qtbot)
    assert typing.hasFocus()


KEYS = ["N", "T", "1", "2", "3", "4", "5", "Del"]


@pytest.fixture
def shortcuts(noted_page) -> list[str]:
    """What single keys of the page did."""
    done: list[str] = []
    for key in KEYS:
        action = QAction(noted_page)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False, key=key: done.append(key))
        noted_page.addAction(action)
    return done


def test_single_keys_act_on_the_page(noted_page, shortcuts, qtbot):
    for key in (Qt.Key.Key_N, Qt.Key.Key_T, Qt.Key.Key_1, Qt.Key.Key_5, Qt.Key.Key_Delete):
        qtbot.keyClick(noted_page, key)
    assert shortcuts == ["N", "T", "1", "5", "Del"]


def test_single_keys_go_into_a_note_while_it_is_typed(noted_page, shortcuts, qtbot):
    noted_page.edit_note("mark", "x")
    qtbot.keyClicks(editor_of(noted_page), "nt12345NT ")
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Delete):
        qtbot.keyClick(editor_of(noted_page), key)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Up, Qt.Key.Key_Down):
        qtbot.keyClick(editor_of(noted_page), key)
    assert editor_of(noted_page).toPlainText() == "nt12345NT "
    assert shortcuts == []
    assert noted_page.top_offset == 0


def test_single_keys_do_nothing_where_the_page_has_no_focus(qtbot, make_page):
    page, window, line = make_page(NOTED), QMainWindow(), QLineEdit()
    qtbot.addWidget(window)
    window.setCentralWidget(page)
    window.setMenuWidget(line)
    action = QAction(page)
    action.setShortcut(QKeySequence("N"))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    page.addAction(action)
    with qtbot.waitExposed(window):
        window.show()
    line.setFocus()
    with qtbot.assertNotEmitted(action.triggered):
        qtbot.keyClicks(line, "n")
    assert line.text() == "n"
    window.takeCentralWidget().setParent(None)


def test_the_card_under_a_resting_mouse_is_known_after_scrolling(make_page):
    report = report_of(LATIN * 30)
    page = make_page(report, marks=[mark_on(report, 1200, 1210, "low", note="Short.")])
    page.viewport().setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    (card,) = page.cards()
    QCursor.setPos(page.viewport().mapToGlobal(card.rect.center().toPoint() - QPoint(0, 100)))
    page.scroll_by(100)
    assert page._hovered == "low"
    page.scroll_by(-100)
    assert not page._hovered
