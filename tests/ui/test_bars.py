"""The bars around the page: status, selection, find."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QProgressBar, QPushButton, QToolButton, QWidget

from postil.core.annotation import COLOURS
from postil.ui.find_bar import FindBar
from postil.ui.selection_bar import SelectionBar, Swatch, Verb
from postil.ui.status_line import StatusLine


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if not label.isHidden()]


@pytest.fixture
def status(qtbot, theme) -> StatusLine:
    status = StatusLine(theme)
    qtbot.addWidget(status)
    status.resize(900, 30)
    with qtbot.waitExposed(status):
        status.show()
    return status


@pytest.mark.parametrize(
    ("highlights", "notes", "text"),
    [(12, 5, "12 highlights · 5 notes"), (1, 1, "1 highlight · 1 note"), (0, 0, "0 highlights · 0 notes")],
)
def test_counts_have_their_plurals(status, highlights, notes, text):
    status.set_counts(highlights, notes)
    assert text in texts(status)


def test_progress_is_a_share(status):
    for share, text in ((0.43, "43 %"), (0.999, "99 %"), (1.0, "100 %"), (1.5, "100 %"), (-1, "0 %")):
        status.set_progress(share)
        assert text in texts(status)
    status.set_progress(0.5)
    assert status.findChild(QProgressBar).value() == 500


def test_a_path_is_shown_with_its_last_part(status):
    status.set_path(("Emphasised: 14th Five-Year Plan", "3 Systematic integration of <b>reform"))
    assert "Emphasised: 14th Five-Year Plan › 3 Systematic integration of <b>reform" in texts(status)
    status.resize(560, 30)
    assert any(text.startswith("…") or text.endswith("…") for text in texts(status))


def test_news_give_way_to_what_is_so_then(status, qtbot):
    def shown():
        return [label.text() for label in status.findChildren(QLabel)]

    status.set_state("Saved")
    status._news.setInterval(20)
    status.show_news("Exported")
    status.set_state("Draft kept")
    assert "Exported" in shown()
    qtbot.waitUntil(lambda: "Draft kept" in shown())
    status.show_news("Exported")
    status.set_state("Not saved", alarming=True)
    status.show_news("Exported")
    assert "Not saved" in shown()


def test_an_alarming_state_stands_out(status, any_theme):
    status.set_theme(any_theme)
    status.set_state("Saved")
    calm = status.grab().toImage()
    status.set_state("Saved", alarming=True)
    assert status.grab().toImage() != calm
    status.set_state("Saved")
    assert status.grab().toImage() == calm


def test_undo_is_offered_for_some_seconds(status, qtbot):
    status.set_path(("Here",))
    status.show_undo("Highlight deleted")
    assert "Highlight deleted" in texts(status)
    assert "Here" not in texts(status)
    status._hiding.setInterval(1)
    status.show_undo("Highlight deleted")
    qtbot.waitUntil(lambda: "Here" in texts(status))
    assert "Highlight deleted" not in texts(status)


def test_undo_is_clicked_once(status, qtbot):
    status.show_undo("Highlight deleted")
    with qtbot.waitSignal(status.undo_clicked):
        qtbot.mouseClick(status.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert not status.findChild(QPushButton).isVisible()


@pytest.fixture
def page(qtbot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(600, 200)
    return page


@pytest.fixture
def bar(qtbot, theme, page) -> SelectionBar:
    bar = SelectionBar(theme, page)
    with qtbot.waitExposed(page):
        page.show()
    bar.show()
    return bar


def verb(bar: SelectionBar, text: str) -> Verb:
    return next(button for button in bar.findChildren(Verb) if button.text() == text)


def test_each_colour_can_be_chosen(bar, qtbot):
    chosen = []
    bar.colour_chosen.connect(chosen.append)
    for swatch in bar.findChildren(Swatch):
        qtbot.mouseClick(swatch, Qt.MouseButton.LeftButton)
    assert tuple(chosen) == COLOURS


@pytest.mark.parametrize(
    ("text", "signal"),
    [("Note", "note_wanted"), ("Tag", "tag_wanted"), ("Copy", "copy_wanted"), ("Delete", "delete_wanted")],
)
def test_each_verb_is_told(bar, qtbot, text, signal):
    bar.set_mark("blue")
    with qtbot.waitSignal(getattr(bar, signal)):
        qtbot.mouseClick(verb(bar, text), Qt.MouseButton.LeftButton)


def test_only_a_mark_can_be_deleted_and_its_colour_is_ringed(bar):
    assert verb(bar, "Delete").isHidden()
    narrow = bar.width()
    bar.set_mark("blue")
    assert not verb(bar, "Delete").isHidden()
    assert bar.width() > narrow
    assert [swatch.colour for swatch in bar.findChildren(Swatch) if swatch.isChecked()] == ["blue"]
    bar.set_mark(None)
    assert bar.width() == narrow


def test_the_bar_can_be_worked_with_keys(bar, qtbot):
    bar.setFocus()
    swatches = bar.findChildren(Swatch)
    assert swatches[0].hasFocus()
    qtbot.keyClick(swatches[0], Qt.Key.Key_Right)
    assert swatches[1].hasFocus()
    with qtbot.waitSignal(bar.colour_chosen) as chosen:
        qtbot.keyClick(swatches[1], Qt.Key.Key_Space)
    assert chosen.args == ["green"]
    qtbot.keyClick(swatches[1], Qt.Key.Key_Left)
    qtbot.keyClick(swatches[0], Qt.Key.Key_Left)
    assert verb(bar, "Copy").hasFocus()


def test_everything_on_the_bar_has_a_name(bar, any_theme):
    bar.set_theme(any_theme)
    assert all(button.accessibleName() for button in bar.findChildren(Swatch))
    assert all(button.toolTip() for button in [*bar.findChildren(Swatch), *bar.findChildren(Verb)])
    assert not bar.grab().isNull()


@pytest.fixture
def find_bar(qtbot, theme) -> FindBar:
    find_bar = FindBar(theme)
    qtbot.addWidget(find_bar)
    find_bar.resize(600, 40)
    find_bar.open_bar()
    qtbot.waitExposed(find_bar)
    return find_bar


def test_typing_is_a_query(find_bar, qtbot):
    with qtbot.waitSignal(find_bar.query_changed) as changed:
        qtbot.keyClick(find_bar.findChild(QLineEdit), "x")
    assert changed.args == ["x"]
    assert find_bar.query == "x"


@pytest.mark.parametrize(
    ("key", "modifier", "signal"),
    [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "next_wanted"),
        (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier, "next_wanted"),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier, "previous_wanted"),
        (Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier, "previous_wanted"),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, "closed"),
    ],
)
def test_the_keys_of_finding(find_bar, qtbot, key, modifier, signal):
    with qtbot.waitSignal(getattr(find_bar, signal)):
        qtbot.keyClick(find_bar.findChild(QLineEdit), key, modifier)


def test_the_count_of_what_was_found(find_bar):
    find_bar.set_count(0, 0)
    assert texts(find_bar) == [""]
    find_bar.open_bar("reform")
    for count, text in (((3, 12), "3 of 12"), ((0, 12), "12 found"), ((0, 0), "Not found")):
        find_bar.set_count(*count)
        assert texts(find_bar) == [text]
    assert [button.isEnabled() for button in find_bar.findChildren(QToolButton)[-3:]] == [False, False, True]


def test_closing_hides_the_bar(find_bar, qtbot):
    find_bar.close_bar()
    assert find_bar.isHidden()
