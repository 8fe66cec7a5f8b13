"""How blocks are set: lines on one grid, numbers and bars on the side where lines begin."""

from itertools import pairwise

import pytest
from page_driving import report_of
from page_texts import ARABIC, LATIN
from PySide6.QtGui import QColor, QFont, QImage
from PySide6.QtWidgets import QApplication

from postil.core.outline import Outline
from postil.desk import infer_outline

MIXED = "Latin first, then 中文字 and 한국어 and عربي and 👩‍🔬 and `code` in one paragraph that goes on and on. " * 6


def picture(page) -> QImage:
    return page.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def inked(image: QImage, rows: range, xs: range, ground: str) -> list[int]:
    """The x with any ink."""
    return [x for x in xs if any(image.pixel(x, y) != QColor(ground).rgb() for y in rows)]


def test_lines_stand_on_one_grid_whatever_scripts_they_mix(make_page):
    page = make_page(MIXED, "report.md")
    [(_index, item, _y)] = page.visible_items()
    rows = [item._layout.lineAt(i) for i in range(item.lines)]
    baselines = [row.y() + row.ascent() for row in rows]
    assert len(baselines) > 6
    assert {below - above for above, below in pairwise(baselines)} == {page.line_height}


@pytest.mark.parametrize(("text", "flip"), [(LATIN, False), (ARABIC, True)])
def test_a_lists_number_stands_clear_of_its_text_where_lines_begin(make_page, text, flip):
    page = make_page(f"- {text * 2}\n- {text}", "report.md")
    [(_index, item, y), *_rest] = page.visible_items()
    left, right = round(page.measure.left), round(page.measure.left + page.measure.width)
    rows = range(round(y + item.line_top(0)), round(y + item.line_top(1)))
    found = inked(picture(page), rows, range(left - 20, right + 20), page.theme.page)
    size = page._column.typography.pixels
    distances = [right - x for x in reversed(found)] if flip else [x - left for x in found]
    bullet = [d for d in distances if d < size * 1.6]
    assert bullet, "no bullet"
    assert max(bullet) < size * 1.45
    assert min(d for d in distances if d not in bullet) >= size * 1.6


@pytest.mark.parametrize(("text", "flip"), [(LATIN, False), (ARABIC, True)])
def test_one_bar_runs_along_a_whole_quotation(make_page, text, flip):
    page = make_page(f"> {text * 2}\n>\n> {text}\n>\n> - {text}\n\nAfter.", "report.md")
    image, (top, *_between, last) = picture(page), list(page.visible_items())
    first, end = round(top[2] + top[1].line_top(0)), round(last[2])
    size = page._column.typography.pixels * 0.6
    x = page.measure.left + (page.measure.width - size - 1 if flip else size + 1)
    line = QColor(page.theme.hairline).rgb()
    rows = [y for y in range(image.height()) if image.pixel(round(x), y) == line]
    assert rows == list(range(rows[0], rows[-1] + 1))
    assert first < rows[0] < first + page.line_height / 2
    assert end - page.line_height * 1.2 < rows[-1] < end - size


def test_a_caption_has_a_bar_no_longer_than_its_text(make_page):
    report = report_of(
        "# T\n\nPhoto: The conference hall in the evening, seen from the gallery.\n\n" + LATIN, "report.md"
    )
    page = make_page(report, outline=infer_outline(report))
    image = picture(page)
    items = list(page.visible_items())
    bars = [(item, y) for _index, item, y in items if item._setting.bars]
    assert bars
    for item, y in bars:
        x = round(page.measure.left + item._setting.bars[0] + 1)
        rows = [r for r in range(image.height()) if image.pixel(x, r) == QColor(page.theme.hairline).rgb()]
        assert y < rows[0] < rows[-1] < y + item.lines * item.advance


def test_ordinals_of_the_outline_are_tinted_also_where_they_are_markup(make_page):
    text = "\n".join(f"{number}. {LATIN}" for number in (1, 2, 3))
    report = report_of(text, "report.md")
    page = make_page(report)
    accent = QColor(page.theme.accent).rgb()
    plain = picture(page)
    page.set_outline(infer_outline(report))
    tinted = picture(page)
    beside = range(round(page.measure.left) - 10, round(page.measure.left + page._column.typography.pixels * 1.6))

    def accents(image: QImage) -> int:
        return sum(image.pixel(x, y) == accent for x in beside for y in range(image.height()))

    assert accents(plain) == 0
    assert accents(tinted) > 10


def test_another_font_of_the_system_sets_the_page_anew(make_page, long_report, qtbot):
    page = make_page(long_report, offset=40_000)
    before, top = page.line_height, page.top_offset
    usual = QApplication.font()
    try:
        QApplication.setFont(QFont(usual.family(), usual.pointSize() * 2))
        qtbot.waitUntil(lambda: page.line_height > before * 1.8)
        assert page.top_offset == top
    finally:
        QApplication.setFont(usual)
    qtbot.waitUntil(lambda: page.line_height == before)


@pytest.mark.parametrize("zoom", [0.7, 1.0, 1.3, 2.0])
def test_a_line_of_typewriting_fits_the_column(make_page, zoom):
    page = make_page(f"```\n{'opcode  operation '.ljust(72, '-')}\n```\n", "report.md", size=(2400, 860))
    page.set_zoom(zoom)
    [(_index, item, _y)] = page.visible_items()
    assert item.lines == 1


def test_an_outline_in_the_language_that_was_guessed_lays_nothing_out_anew(make_page):
    page = make_page(LATIN * 9)
    column = page._column
    page.set_outline(Outline(language="en"))
    assert page._column is column
    page.set_outline(Outline(language="zh"))
    assert page._column is not column
