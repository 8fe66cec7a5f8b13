"""The selection bar never hides what is selected."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize

from postil.ui.selection_bar import place_bar

VIEW = QRect(0, 0, 800, 600)
BAR = QSize(320, 50)
LINE = 30


def rects(low: int, high: int):
    return st.builds(QRect, st.integers(0, 380), st.integers(0, 380), st.integers(low, high), st.integers(low, high))


def lines_of_text(top: int, count: int) -> list[QRect]:
    return [QRect(200, top + i * LINE, 400, LINE) for i in range(count)]


def test_it_stands_above_the_first_line():
    point = place_bar(BAR, lines_of_text(300, 2), LINE, VIEW)
    assert point == QPoint(240, 250)


def test_below_it_leaves_one_line_free():
    point = place_bar(BAR, lines_of_text(20, 2), LINE, VIEW)
    assert point == QPoint(240, 20 + 2 * LINE + LINE)


def test_beside_a_tall_selection_it_stands_in_the_margin():
    tall = [QRect(50, y, 400, LINE) for y in range(0, 600, LINE)]
    assert place_bar(BAR, tall, LINE, VIEW).x() == 450
    assert place_bar(BAR, [rect.translated(300, 0) for rect in tall], LINE, VIEW).x() == 30


def test_of_a_selection_out_of_view_only_what_is_seen_counts():
    point = place_bar(BAR, [*lines_of_text(-500, 3), *lines_of_text(580, 20)], LINE, VIEW)
    assert point.y() == 530


def test_without_a_selection_in_view_it_is_still_in_view():
    assert VIEW.contains(QRect(place_bar(BAR, [], LINE, VIEW), BAR))


def some_place_is_free(size: QSize, selection: list[QRect], view: QRect) -> bool:
    xs = range(view.left(), view.right() - size.width() + 2)
    ys = range(view.top(), view.bottom() - size.height() + 2)
    return any(not any(QRect(QPoint(x, y), size).intersects(rect) for rect in selection) for x in xs for y in ys)


@given(st.lists(rects(1, 30), max_size=6), st.integers(1, 30), st.integers(1, 20), st.integers(0, 25))
def test_it_is_in_view_and_off_the_selection_wherever_that_is_possible(selection, width, height, line):
    view = QRect(0, 0, 40, 30)
    selection = [QRect(rect.x() % 40, rect.y() % 30, rect.width(), rect.height()) for rect in selection]
    size = QSize(width, height)
    bar = QRect(place_bar(size, selection, line, view), size)
    assert view.contains(bar)
    if any(bar.intersects(rect) for rect in selection):
        assert not some_place_is_free(size, selection, view)


@given(st.integers(1, 12), st.integers(0, 560), st.integers(0, 380), st.integers(20, 420))
def test_text_is_never_covered_nor_the_line_below_it(count, top, left, width):
    selection = [QRect(left, top + i * LINE, width, LINE) for i in range(count)]
    bar = QRect(place_bar(BAR, selection, LINE, VIEW), BAR)
    assert VIEW.contains(bar)
    assert not any(bar.intersects(line) for line in [*selection, selection[-1].translated(0, LINE)])
