"""The text under the eye stays where it is, and the scroll bar belongs to the hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_driving import height_of, letter_at_top, mark_on, mouse, top_line, wheel
from page_texts import LATIN
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication

from postil.core.outline import Outline
from postil.desk import infer_outline
from postil.formats import read
from postil.ui.page.marks import Marks
from postil.ui.page.typography import guessed_language
from postil.ui.theme import load_theme


def narrower(page):
    page.resize(700, 600)


def wider(page):
    page.resize(1360, 500)


def lower(page):
    page.resize(page.width(), 300)


def larger_type(page):
    page.set_zoom(1.6)


def smaller_type(page):
    page.set_zoom(0.7)


def dark(page):
    page.set_theme(load_theme("dark"))


def without_cards(page):
    page.show_margin(shown=False)


def outlined(page):
    page.set_outline(infer_outline(page.report))


def noted(page):
    starts = page.report.blocks.starts
    page.set_marks(Marks(mark_on(page.report, s, s + 9, str(s), note="Long. " * 60) for s in starts[:80]))


CHANGES = [narrower, wider, lower, larger_type, smaller_type, dark, without_cards, outlined, noted]


@pytest.mark.parametrize("change", CHANGES)
def test_the_text_at_the_top_line_stays(make_page, long_report, change):
    page = make_page(long_report)
    page.scroll_by(20_011)
    letter = letter_at_top(page)
    change(page)
    assert letter in top_line(page)


@pytest.mark.parametrize("change", [dark, lower, noted])
def test_what_leaves_the_lines_alone_moves_no_pixel(make_page, long_report, change):
    page = make_page(long_report)
    page.scroll_by(20_029)
    letter = page.offset_at(QPointF(page.measure.left, 200))
    before = height_of(page, letter)
    change(page)
    assert height_of(page, letter) == before


def test_there_and_back_again_is_the_same_place(make_page, long_report):
    page = make_page(long_report)
    page.scroll_by(20_011)
    letter = letter_at_top(page)
    before = height_of(page, letter)
    for change in (narrower, larger_type):
        change(page)
    page.resize(1060, 860)
    page.set_zoom(1.0)
    assert height_of(page, letter) == before


def test_every_report_opens_at_the_place_where_it_was_left(make_page, report_file):
    report = read(report_file.read_bytes(), report_file.name)
    middle = report.blocks[len(report.blocks) // 2]
    page = make_page(report, offset=middle.start)
    offset = next(i for i in range(middle.start, middle.end) if report.text[i].isalnum())
    assert height_of(page, offset) < 2 * page.line_height
    outlined(page)
    assert height_of(page, offset) < 2 * page.line_height


def test_seeing_the_true_heights_never_changes_the_bar(make_page, long_report):
    page = make_page(long_report)
    bar = page.verticalScrollBar()
    bounds = bar.minimum(), bar.maximum(), bar.pageStep()
    values = [bar.value()]
    for _ in range(300):
        page.scroll_by(337)
        values.append(bar.value())
    assert (bar.minimum(), bar.maximum(), bar.pageStep()) == bounds
    assert values == sorted(values)


def test_a_dragged_thumb_goes_one_way_and_comes_back_to_the_same_text(make_page, long_report):
    page = make_page(long_report)
    bar = page.verticalScrollBar()
    grip = bar.thumb().center()
    steps = [grip + QPointF(0, y) for y in range(0, page.height() - 40, 3)]
    mouse(bar, QEvent.Type.MouseButtonPress, grip)
    down = []
    for at in steps:
        mouse(bar, QEvent.Type.MouseMove, at)
        down.append(page.top_offset)
    up = []
    for at in reversed(steps):
        mouse(bar, QEvent.Type.MouseMove, at)
        up.append(page.top_offset)
    mouse(bar, QEvent.Type.MouseButtonRelease, grip)
    assert down == sorted(down)
    assert down[-1] > len(page.report.text) * 0.9
    assert up[::-1] == down
    assert page.top_offset == 0 or not page.report.text[: page.top_offset].strip()


def test_the_thumb_is_where_the_hand_is(make_page, long_report):
    page = make_page(long_report)
    bar = page.verticalScrollBar()
    at = QPointF(bar.width() / 2, bar.height() * 0.6)
    mouse(bar, QEvent.Type.MouseButtonPress, at)
    assert abs(bar.thumb().center().y() - at.y()) <= 2
    mouse(bar, QEvent.Type.MouseMove, at + QPointF(0, 50))
    assert abs(bar.thumb().center().y() - at.y() - 50) <= 2
    mouse(bar, QEvent.Type.MouseButtonRelease, at)


def test_the_bar_is_never_written_while_the_thumb_is_held(make_page, long_report):
    page = make_page(long_report)
    bar = page.verticalScrollBar()
    bar.setSliderDown(True)
    page.scroll_by(5000)
    page.resize(800, 500)
    assert (bar.value(), bar.isSliderDown()) == (0, True)
    bar.setSliderDown(False)
    assert bar.value() > 0


@pytest.mark.parametrize("text", ["One line.", "One.\n\nTwo.", "# T\n\n" + "word " * 3000])
def test_at_the_bars_maximum_the_last_line_is_at_the_top(make_page, text):
    page = make_page(text, "report.md")
    bar = page.verticalScrollBar()
    bar.setValue(bar.maximum())
    last = len(text.rstrip()) - 1
    assert 0 <= height_of(page, last) < page.line_height
    page.scroll_home()
    page.scroll_by(1e6)
    assert bar.value() == bar.maximum()
    page.scroll_by(1e6)
    assert 0 <= height_of(page, last) < page.line_height


def test_the_last_paragraph_can_stand_at_the_top(make_page, long_report):
    page = make_page(long_report)
    last = long_report.blocks[-1]
    page.scroll_to(last.start)
    assert 0 <= height_of(page, last.start) < page.line_height
    page.scroll_to(last.start, above=24)
    assert 24 <= height_of(page, last.start) < 24 + page.line_height


@given(st.lists(st.integers(1, 3000), max_size=6))
def test_scrolled_down_and_up_again_is_where_it_was(one_page, long_report, steps):
    one_page.show_report(long_report, Outline(), 40_000)
    before = one_page._spot
    for step in steps:
        one_page.scroll_by(step)
    for step in reversed(steps):
        one_page.scroll_by(-step)
    assert one_page._spot == before


@pytest.mark.parametrize("angles", [[120], [30] * 4, [7] * 10 + [50]])
def test_the_wheel_scrolls_by_what_its_fractions_add_up_to(make_page, long_report, qtbot, angles):
    page = make_page(long_report, offset=40_000)
    letter = page.offset_at(QPointF(page.measure.left + 100, 700))
    before = height_of(page, letter)
    for angle in angles:
        wheel(page, -angle)
    qtbot.waitUntil(lambda: page._glide.state() is page._glide.State.Stopped)
    assert height_of(page, letter) == before - 3 * page.line_height


@pytest.mark.parametrize(("platform", "moved"), [("wayland", 11), ("xcb", 84)])
def test_pixels_are_believed_where_they_are_pixels(make_page, long_report, qtbot, monkeypatch, platform, moved):  # noqa: PLR0917 — fixtures
    """On X11 they are the driver's own units, so the angle counts there."""
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: platform)
    page = make_page(long_report, offset=40_000)
    page.set_zoom(28 / page.line_height)
    assert page.line_height == 28
    letter = page.offset_at(QPointF(page.measure.left + 100, 700))
    before = height_of(page, letter)
    wheel(page, -120, -11)
    qtbot.waitUntil(lambda: page._glide.state() is page._glide.State.Stopped)
    assert height_of(page, letter) == before - moved


def test_a_turned_wheel_is_reading_on(make_page, long_report, qtbot):
    page = make_page(long_report)
    with qtbot.waitSignals([page.read_on, page.scrolled]):
        wheel(page, -120)


@pytest.mark.parametrize(
    ("keys", "lines"),
    [
        ([Qt.Key.Key_Down], 2),
        ([Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up], 2),
        ([Qt.Key.Key_PageDown, Qt.Key.Key_PageUp], 0),
        ([Qt.Key.Key_Space], None),
        ([Qt.Key.Key_PageDown], None),
    ],
)
def test_keys_scroll(make_page, long_report, qtbot, keys, lines):
    page = make_page(long_report, offset=40_000)
    letter = page.offset_at(QPointF(page.measure.left + 100, 400))
    before = height_of(page, letter)
    for key in keys:
        qtbot.keyClick(page, key)
    page_lines = page.viewport().height() - 2 * page.line_height
    moved = page_lines if lines is None else lines * page.line_height
    if moved < before:
        assert height_of(page, letter) == before - moved
    qtbot.keyClick(page, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page, Qt.Key.Key_Space)
    if moved < before:
        assert height_of(page, letter) == before - moved


def test_home_and_end_go_to_the_ends(make_page, long_report, qtbot):
    page = make_page(long_report, offset=40_000)
    last = len(long_report.text.rstrip()) - 1
    qtbot.keyClick(page, Qt.Key.Key_End)
    assert page.height() - 4 * page.line_height < height_of(page, last) < page.height() - page.line_height
    at_the_end = height_of(page, last)
    qtbot.keyClick(page, Qt.Key.Key_End)
    assert height_of(page, last) == at_the_end
    qtbot.keyClick(page, Qt.Key.Key_Home)
    assert (page.top_offset, page.verticalScrollBar().value()) == (long_report.blocks.starts[0], 0)


def test_progress_goes_from_none_at_the_top_to_all_where_the_end_is_in_view(make_page, long_report, qtbot):
    page = make_page(long_report)
    assert page.progress == 0
    shares = []
    while not page.in_view(long_report.blocks.ends[-1]):
        shares.append(page.progress)
        page.scroll_by(9_000)
    assert shares == sorted(shares)
    assert shares[-1] < 1 == page.progress
    page.scroll_home()
    qtbot.keyClick(page, Qt.Key.Key_End)
    assert page.progress == 1
    page.scroll_by(-2 * page.line_height)
    assert page.progress < 1


def test_above_what_is_brought_to_the_top_there_is_only_blank(make_page):
    page = make_page(
        "# One\n\n" + "\n\n".join([LATIN * 4, "## Two", LATIN * 40, "- a\n- b\n- c", LATIN * 40]), "report.md"
    )
    for block in page.report.blocks:
        page.bring_to_top(block.start)
        assert page.first_visible_offset in range(block.start, block.end)
        above = [offset for offset in range(block.start) if height_of(page, offset) < 1e6]
        assert not above or max(height_of(page, o) for o in above) + page.line_height * 0.8 <= 0
    middle = page.report.blocks[3].start + 2_000
    page.bring_to_top(middle)
    assert abs(height_of(page, middle)) < 8


@given(st.integers(0, 30_000))
def test_the_reader_is_at_the_same_line_when_a_report_is_opened_again(one_page, long_report, pixels):
    one_page.show_report(long_report, Outline())
    one_page.scroll_by(pixels)
    reading = one_page.reading_offset
    one_page.show_report(long_report, Outline(), one_page.top_offset)
    assert one_page.reading_offset == reading


def test_a_block_on_the_second_visible_line_is_read(make_page, long_report):
    page = make_page(long_report)
    block = long_report.blocks[9]
    page.scroll_to(block.start, above=page.line_height * 1.5)
    assert page.reading_offset == block.start
    assert page.first_visible_offset < block.start


@pytest.mark.parametrize(("name", "least", "most"), [("readout.txt", 60, 75), ("readout-zh.txt", 32, 40)])
def test_the_column_is_as_wide_as_reading_wants_it(make_page, sample, name, least, most):
    report = read((sample.parent / name).read_bytes(), name)
    page = make_page(report, size=(1046, 730), outline=infer_outline(report))  # what a window of 1360 x 860 leaves it
    lengths = [
        item.line_start(line + 1) - item.line_start(line)
        for _index, item, _y in page.visible_items()
        for line in range(item.lines - 1)
    ]
    assert least - 6 <= max(lengths) <= most + 6
    assert least <= sorted(lengths)[-len(lengths) // 3] <= most


@pytest.mark.parametrize("name", ["readout.txt", "readout-zh.txt"])
def test_a_report_is_set_in_its_own_type_before_its_outline_is_known(make_page, sample, name):
    report = read((sample.parent / name).read_bytes(), name)
    page = make_page(report)
    before = page.line_height, page.measure
    outline = infer_outline(report)
    page.set_outline(outline)
    assert (page.line_height, page.measure) == before
    assert (page.line_height, page.measure) == (
        (again := make_page(report, outline=outline)).line_height,
        again.measure,
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", ""),
        ("1. 2. 3.", ""),
        ("The meeting (会议) was held.", ""),
        ("会议指出，GDP 增长。", "zh"),
        ("会議は北京で開かれた。", "ja"),
        ("회의는 서울에서 열렸다.", "ko"),
        ("تقرير الاجتماع", ""),
    ],
)
def test_the_type_is_chosen_by_what_is_written(text, language):
    assert guessed_language(text) == language


@pytest.mark.parametrize("size", [(480, 600), (320, 240), (120, 90)])
def test_a_narrow_page_still_shows_whole_lines(make_page, long_report, size):
    page = make_page(long_report, size=size)
    assert page.measure.left + page.measure.width <= max(page.viewport().width(), 140)
    assert not page.measure.card
