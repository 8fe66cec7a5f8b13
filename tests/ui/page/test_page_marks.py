"""Marks cover exactly their characters, and each can be reached."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_driving import click, mark_on, place_of, report_of
from page_texts import ARABIC, CHINESE, EMOJI, LATIN
from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QImage,
    QPainter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from postil.core.annotation import Anchor, Annotation
from postil.core.outline import Outline
from postil.core.span import Span
from postil.core.text import Utf16Map
from postil.ui.page.marks import Marks

MIXED = (LATIN[:60] + ARABIC[:40]) * 3
TEXTS = {
    "Latin": LATIN * 3,
    "Chinese": CHINESE * 4,
    "Arabic": ARABIC * 3,
    "mixed": MIXED,
    "emoji": EMOJI * 4,
}


def columns(image: QImage, colour: QColor, top: float, bottom: float, xs: range) -> set[int]:
    """The x, counted from the first, at which a colour is seen between two heights."""
    pixels = memoryview(image.constBits()).cast("I")
    rows = (
        pixels[y * image.width() + xs.start : y * image.width() + xs.stop] for y in range(round(top), round(bottom), 2)
    )
    return {x for row in rows for x, pixel in enumerate(row) if pixel == colour.rgb()}


def painted_by_qt(text: str, span: Span, page) -> list[set[int]]:
    """For each line the x that Qt's own document paints behind a span, as QTextBrowser does with extra selections."""
    colour = QColor(page.theme.mark("yellow"))
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(page._column.typography.body)
    document.setPlainText(text)
    document.setTextWidth(page.measure.width)
    units = Utf16Map(text)
    selection = QAbstractTextDocumentLayout.Selection()
    selection.cursor = QTextCursor(document)
    selection.cursor.setPosition(units.utf16(span.start))
    selection.cursor.setPosition(units.utf16(span.end), QTextCursor.MoveMode.KeepAnchor)
    selection.format = QTextCharFormat()
    selection.format.setBackground(colour)
    context = QAbstractTextDocumentLayout.PaintContext()
    context.selections = [selection]
    image = QImage(round(page.measure.width) + 2, round(document.size().height()) + 2, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    document.documentLayout().draw(painter, context)
    painter.end()
    layout = document.firstBlock().layout()
    rows = [layout.lineAt(i) for i in range(layout.lineCount())]
    return [columns(image, colour, r.y() + 4, r.y() + r.height() - 4, range(image.width())) for r in rows]


def painted_on_page(page) -> list[set[int]]:
    image = page.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    left = round(page.measure.left)
    [(_index, item, y)] = page.visible_items()
    tops = [y + item.line_top(i) for i in range(item.lines)]
    colour = QColor(page.theme.mark("yellow"))
    xs = range(left, left + round(page.measure.width) + 2)
    return [columns(image, colour, top + 4, top + item.advance - 4, xs) for top in tops]


def widened(columns: set[int]) -> set[int]:
    return {x + by for x in columns for by in (-2, -1, 0, 1, 2)}


@settings(deadline=None, max_examples=30)
@given(data=st.data())
@pytest.mark.parametrize("kind", TEXTS)
def test_a_mark_covers_exactly_its_characters(one_page, kind, data):
    text = TEXTS[kind].strip()
    report = report_of(text)
    first, last = sorted(data.draw(st.integers(0, len(text) - 1)) for _ in range(2))
    span = Span(first, last + 1)
    one_page.set_marks(Marks([mark_on(report, *span)]))
    one_page.show_report(report, Outline())
    ours, qts = painted_on_page(one_page), painted_by_qt(text, span, one_page)
    assert len(ours) == len(qts)
    for line, expected in zip(ours, qts, strict=True):
        assert line <= widened(expected)
        assert expected <= widened(line)
    one_page.set_marks(Marks())


def test_a_mark_across_latin_and_arabic_leaves_out_what_lies_between(make_page):
    text = "The report تقرير المجلس الوطني was read."
    report = report_of(text)
    page = make_page(report)
    page.set_marks(Marks([mark_on(report, 4, text.index("المجلس"))]))
    [covered] = painted_on_page(page)
    runs = sum(x - 1 not in covered and x - 2 not in covered and x - 3 not in covered for x in covered)
    assert runs == 2


def ink(page) -> tuple[int, int]:
    """The first and the last x of the column with any ink in the upper half of the first paragraph."""
    image = page.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ground = QColor(page.theme.page).rgb()
    [(_index, item, y), *_rest] = page.visible_items()
    rows = range(round(y + item.line_top(0)), round(y + item.line_top(1)))
    found = [x for x in range(page.viewport().width() - 20) if any(image.pixel(x, r) != ground for r in rows)]
    return found[0], found[-1]


def test_paragraphs_from_right_to_left_are_set_flush_right(make_page):
    page = make_page(ARABIC * 3, size=(700, 500))
    right = page.measure.left + page.measure.width
    assert right - 4 < ink(page)[1] <= right + 1
    page = make_page(LATIN * 3, size=(700, 500))
    assert page.measure.left - 1 <= ink(page)[0] < page.measure.left + 4


def test_marks_on_each_other_are_reached_by_one_click_after_the_other(make_page):
    report = report_of(LATIN * 2)
    marks = [mark_on(report, 0, 60, "long"), mark_on(report, 10, 30, "short"), mark_on(report, 20, 50, "middle")]
    page = make_page(report, marks=marks)
    page.mark_clicked.connect(page.set_active)
    seen = []
    for _ in range(4):
        click(page, place_of(page, 25))
        seen.append(page.active)
    assert seen == ["short", "middle", "long", "short"]
    click(page, place_of(page, 100))
    assert not page.active


def test_the_chosen_mark_is_seen_whole_where_marks_lie_on_each_other(make_page):
    report = report_of(LATIN)
    wide, narrow = mark_on(report, 0, 40, "wide", colour="blue"), mark_on(report, 10, 20, "narrow")
    page = make_page(report, marks=[wide, narrow])
    page.set_active("wide")
    [*_under, top] = page.washes(Span(0, 60))
    assert top.span == wide.anchor.span
    page.set_active("narrow")
    [*_under, top] = page.washes(Span(0, 60))
    assert top.span == narrow.anchor.span


def test_a_link_without_a_mark_is_followed_and_under_a_mark_the_mark_is_clicked(make_page, qtbot):
    report = report_of("See [the page](https://example.org/a) for more.", "report.md")
    page = make_page(report)
    with qtbot.waitSignal(page.link_clicked) as told:
        click(page, place_of(page, report.text.index("page")))
    assert told.args == ["https://example.org/a"]
    page.set_marks(Marks([mark_on(report, 5, 13)]))
    with qtbot.waitSignal(page.mark_clicked), qtbot.assertNotEmitted(page.link_clicked):
        click(page, place_of(page, report.text.index("page")))


def test_esc_lets_go_of_the_chosen_mark(make_page, qtbot):
    report = report_of(LATIN)
    page = make_page(report, marks=[mark_on(report, 0, 9)])
    page.set_active("mark")
    with qtbot.waitSignals([page.active_changed, page.mark_clicked]):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert not page.active


def test_the_map_shows_where_marks_are(make_page, long_report):
    start = long_report.blocks[len(long_report.blocks) // 2].start
    page = make_page(long_report)
    bar = page.verticalScrollBar()
    plain = bar.grab().toImage()
    page.set_marks(Marks([mark_on(long_report, start, start + 20, colour="red")]))
    marked = bar.grab().toImage()
    changed = [y for y in range(bar.height()) if plain.pixel(7, y) != marked.pixel(7, y)]
    assert abs(changed[0] - bar.height() / 2) < 20
    assert len(changed) <= 4
    page.set_marks(Marks())
    assert bar.grab().toImage() == plain


ANCHORS = st.tuples(st.integers(0, 20_000), st.one_of(st.integers(1, 300), st.integers(1, 20_000)))


@given(st.lists(ANCHORS, max_size=30), st.lists(st.integers(0, 29), max_size=9), ANCHORS)
def test_marks_are_found_by_where_they_stand(anchors, removed, where):
    made = [Annotation(str(i), Anchor(start, start + length, "")) for i, (start, length) in enumerate(anchors)]
    marks = Marks(made[:10])
    for annotation in made[10:]:
        marks.put(None, annotation)
    for i in set(removed):
        if i < len(made):
            marks.put(made[i], None)
    left = sorted(
        (a for i, a in enumerate(made) if i not in removed), key=lambda a: (a.anchor.start, a.anchor.end, a.id)
    )
    span = Span(where[0], where[0] + where[1])
    assert list(marks) == left
    assert marks.overlapping(span) == [a for a in left if a.anchor.span.overlaps(span)]
    assert marks.starting_in(span) == [a for a in left if span.start <= a.anchor.start < span.end]
    assert list(marks.before(span.start)) == [a for a in left if a.anchor.start < span.start][::-1]
