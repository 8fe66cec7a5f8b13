"""What is typed into the page, notes and tags, is given back whole, once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from postil.core.annotation import NOTE_LIMIT
from postil.ui.note_edit import DRAFT_INTERVAL, NoteEdit
from postil.ui.tag_edit import TagEdit, parse_tags

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(400, 500)
    page.elsewhere = QPushButton("elsewhere", page)
    QVBoxLayout(page).addWidget(page.elsewhere)
    with qtbot.waitExposed(page):
        page.show()
    return page


@pytest.fixture
def edit(page) -> NoteEdit:
    edit = NoteEdit(page)
    edit.setFixedWidth(280)
    edit.show()
    edit.setFocus()
    return edit


def end_by_esc(edit, qtbot, page):
    qtbot.keyClick(edit, Qt.Key.Key_Escape)


def end_by_ctrl_enter(edit, qtbot, page):
    qtbot.keyClick(edit, Qt.Key.Key_Return, CTRL)


def end_by_going_elsewhere(edit, qtbot, page):
    page.elsewhere.setFocus()


ENDS = [end_by_esc, end_by_ctrl_enter, end_by_going_elsewhere]


@pytest.mark.parametrize("end", ENDS)
def test_a_typed_note_is_committed_however_it_ends(edit, qtbot, page, end):
    committed = QSignalSpy(edit.committed)
    qtbot.keyClicks(edit, "Who measures")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.keyClicks(edit, "this?")
    end(edit, qtbot, page)
    edit.commit()
    page.elsewhere.setFocus()
    assert [committed.at(i) for i in range(committed.count())] == [["Who measures\nthis?"]]


@pytest.mark.parametrize("end", ENDS)
def test_an_untouched_note_is_not_written_again(edit, qtbot, page, end):
    edit.setPlainText("as it was")
    committed = QSignalSpy(edit.committed)
    with qtbot.waitSignal(edit.cancelled):
        end(edit, qtbot, page)
    assert committed.count() == 0


def test_a_draft_is_told_soon_and_not_with_every_key(edit, qtbot):
    drafts = QSignalSpy(edit.draft_changed)
    with qtbot.waitSignal(edit.draft_changed, timeout=2 * DRAFT_INTERVAL) as told:
        qtbot.keyClicks(edit, "a long thought")
    assert told.args == ["a long thought"]
    assert drafts.count() == 1


def test_what_was_drafted_and_undone_is_told_as_it_stands_now(edit, qtbot):
    edit.setPlainText("as it was")
    with qtbot.waitSignal(edit.draft_changed, timeout=2 * DRAFT_INTERVAL):
        qtbot.keyClicks(edit, "!")
    with qtbot.waitSignal(edit.draft_changed, timeout=2 * DRAFT_INTERVAL) as told:
        edit.undo()
    assert told.args == ["as it was"]
    with qtbot.waitSignal(edit.committed) as committed:
        qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert committed.args == ["as it was"]


def test_what_is_written_already_is_no_draft(edit, qtbot):
    drafts = QSignalSpy(edit.draft_changed)
    edit.setPlainText("as it was")
    qtbot.waitUntil(lambda: not edit._drafting.isActive())
    assert drafts.count() == 0


def test_what_no_note_can_hold_is_not_pasted_and_what_was_typed_stays(edit, qtbot, qapp):
    qtbot.keyClicks(edit, "before ")
    qapp.clipboard().setText("x" * (NOTE_LIMIT + 1))
    with qtbot.waitSignal(edit.refused) as refused:
        edit.paste()
    assert f"{NOTE_LIMIT}" in str(refused.args[0])
    qapp.clipboard().setText("after")
    edit.paste()
    assert edit.toPlainText() == "before after"


def test_what_is_typed_at_the_limit_does_not_come_in(edit, qtbot):
    edit.setPlainText("x " * (NOTE_LIMIT // 2))
    with qtbot.waitSignal(edit.refused):
        qtbot.keyClicks(edit, "!")
    assert edit.toPlainText() == "x " * (NOTE_LIMIT // 2)
    qtbot.keyClick(edit, Qt.Key.Key_Backspace)
    qtbot.keyClicks(edit, "!")
    assert edit.toPlainText().endswith("x!")


@given(text=st.text(alphabet="a \u00a0\u3000\n\t😀é的*", max_size=60))
def test_the_text_is_exactly_what_was_typed(qapp, text):
    edit = NoteEdit()
    edit.insertPlainText(text)
    assert edit.toPlainText() == text


def test_pasted_text_comes_without_its_formats(edit):
    edit.insertPlainText("<b>bold</b>")
    assert not edit.acceptRichText()
    assert edit.toPlainText() == "<b>bold</b>"


def test_it_grows_with_its_text_within_the_page(edit, page):
    one = edit.height()
    edit.setPlainText("\n".join("abc"))
    three = edit.height()
    assert one < three < page.height()
    edit.setPlainText("line\n" * 200)
    assert edit.height() == page.height()
    edit.setPlainText("")
    assert edit.height() == one


def test_narrower_means_higher(edit):
    edit.setPlainText("Five diagnostic lenses: compare with the wording of the year before.")
    wide = edit.height()
    edit.setFixedWidth(120)
    assert edit.height() > wide


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("", ()),
        ("  , ,", ()),
        ("diagnosis, wording", ("diagnosis", "wording")),
        ("a  b ,a b,c", ("a b", "c")),
        ("改革，教育、问题", ("改革", "教育", "问题")),
    ],
)
def test_tags_are_what_stands_between_commas(line, tags):
    assert parse_tags(line) == tags


@given(st.lists(st.text(alphabet="ab的 ", min_size=1, max_size=5)))
def test_tags_shown_are_the_tags_read(tags):
    given_tags = parse_tags(",".join(tags))
    assert parse_tags(", ".join(given_tags)) == given_tags


def test_tags_are_given_once(page, qtbot):
    edit = TagEdit(("diagnosis",), page)
    edit.show()
    edit.setFocus()
    spy = QSignalSpy(edit.tags_given)
    qtbot.keyClicks(edit, ", wording")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    page.elsewhere.setFocus()
    assert [spy.at(i) for i in range(spy.count())] == [[("diagnosis", "wording")]]


def test_esc_leaves_the_tags(page, qtbot):
    edit = TagEdit((), page)
    edit.show()
    edit.setFocus()
    spy = QSignalSpy(edit.tags_given)
    qtbot.keyClicks(edit, "x")
    with qtbot.waitSignal(edit.cancelled):
        qtbot.keyClick(edit, Qt.Key.Key_Escape)
    page.elsewhere.setFocus()
    assert spy.count() == 0
