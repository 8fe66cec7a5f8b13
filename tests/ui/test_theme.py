"""Everything can be read, in every theme."""

import tomllib

import pytest
from PySide6.QtGui import QColor, QPalette

from postil.core.annotation import COLOURS
from postil.resources import resource
from postil.ui.theme import Theme, load_theme, palette, style_sheet, system_theme

NAMES = sorted(entry.name.removesuffix(".toml") for entry in resource("themes").iterdir())


@pytest.fixture(params=NAMES)
def theme(request) -> Theme:
    return load_theme(request.param)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_there_is_a_light_and_a_dark_theme():
    assert {"light", "dark"} <= set(NAMES)
    assert [load_theme(name).dark for name in ("light", "dark")] == [False, True]


def test_every_role_is_a_colour(theme):
    for field in theme._fields:
        if field not in {"name", "dark"}:
            assert QColor(getattr(theme, field)).name() == getattr(theme, field), field


def test_report_text_stands_out_from_page_marks_and_selection(theme):
    for ground in (theme.page, theme.card, theme.selection, *map(theme.mark, COLOURS)):
        assert contrast(theme.text, ground) >= 7, ground
    assert contrast(theme.accent, theme.page) >= 7


def test_the_selection_looks_like_no_mark(theme):
    for colour in COLOURS:
        one, other = QColor(theme.selection), QColor(theme.mark(colour))
        pairs = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)
        assert sum((a - b) ** 2 for a, b in pairs) ** 0.5 >= 30, colour


def test_other_text_is_readable_wherever_it_stands(theme):
    for ground in (theme.page, theme.window, theme.sidebar, theme.card, theme.raised, theme.hover, theme.pill):
        assert contrast(theme.text_quiet, ground) >= 4.5, ground
        assert contrast(theme.text, ground) >= 4.5, ground
        assert contrast(theme.accent, ground) >= 4.5, ground
    assert contrast(theme.bar_text, theme.bar) >= 4.5


def test_shapes_that_carry_state_can_be_seen(theme):
    for colour in COLOURS:
        for ground in (theme.page, theme.window, theme.sidebar, theme.card, theme.raised, theme.hover):
            assert contrast(theme.dot(colour), ground) >= 3, (colour, ground)
        assert contrast(theme.swatch(colour), theme.bar) >= 3
    for ground in (theme.page, theme.sidebar, theme.card, theme.hairline):
        assert contrast(theme.accent, ground) >= 3
    for ground in (theme.card, theme.page):
        assert contrast(theme.card_edge_active, ground) >= 3


def test_a_theme_is_what_its_toml_says(theme):
    table = tomllib.loads(resource("themes", f"{theme.name}.toml").read_text("utf-8"))
    said = {role: table["palette"][base] for role, base in table["roles"].items()}
    said |= {f"{what}_{colour}": table[what][colour] for what in ("mark", "dot", "swatch") for colour in COLOURS}
    assert theme._asdict() == {"name": theme.name, "dark": table["dark"], **said}


def test_an_unknown_colour_is_shown_as_yellow(theme):
    assert theme.mark("chartreuse") == theme.mark_yellow


def test_the_system_decides_between_light_and_dark(qapp):
    assert system_theme(qapp) in {"light", "dark"}


def test_palette_and_style_sheet_speak_the_theme(theme, qtbot, qapp):
    made = palette(theme)
    assert made.color(QPalette.ColorRole.Base).name() == theme.page
    assert made.color(QPalette.ColorRole.Text).name() == theme.text
    assert "{" not in style_sheet(theme).replace("{ ", "").replace("{\n", "")
