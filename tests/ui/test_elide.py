"""Text is shortened at words, paths in their middle."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QFontMetricsF

from postil.ui.elide import ELLIPSIS, elide_at_words, elide_path

TITLE = "Systematic integration of reform results"


@pytest.fixture(scope="module")
def metrics(qapp) -> QFontMetricsF:
    font = QFont("DejaVu Sans")
    font.setPixelSize(13)
    return QFontMetricsF(font)


def test_what_fits_is_left_alone(metrics):
    assert elide_at_words(TITLE, metrics, 1_000) == TITLE


def test_a_title_is_cut_at_words(metrics):
    width = metrics.horizontalAdvance("Systematic integration of ref")
    assert elide_at_words(TITLE, metrics, width) == "Systematic integration of…"


def test_ideographs_are_words(metrics):
    title = "深入学习领会党的十九届五中全会精神"
    cut = elide_at_words(title, metrics, metrics.horizontalAdvance("深入学习领会党" + ELLIPSIS) + 1)
    assert cut == "深入学习领会党…"


def test_a_word_that_does_not_fit_is_cut_inside(metrics):
    cut = elide_at_words("Incomprehensibilities", metrics, 60)
    assert cut.startswith("Incom")
    assert cut.endswith(ELLIPSIS)


@given(text=st.text(alphabet="ab 的😀é,-", max_size=40), width=st.integers(0, 300))
def test_what_is_shown_is_a_beginning_and_fits(metrics, text, width):
    cut = elide_at_words(text, metrics, width)
    if cut != text:
        assert text.startswith(cut.removesuffix(ELLIPSIS))
        assert metrics.horizontalAdvance(cut) <= max(width, metrics.horizontalAdvance(ELLIPSIS)) + 1


@pytest.mark.parametrize(
    ("room", "path"),
    [
        (99, "Part one › Chapter › Section › Item"),
        (30, "Part one › … › Section › Item"),
        (25, "… › Section › Item"),
        (20, "… › Section › Item"),
        (17, "Part one › … › Item"),
        (1, "… › Item"),
    ],
)
def test_a_path_loses_its_middle(room, path):
    parts = ("Part one", "Chapter", "Section", "Item")
    fits = {17: lambda shown: shown == "Part one › … › Item"}.get(room, lambda shown: len(shown) <= room)
    assert elide_path(parts, fits) == path


def test_short_paths_stay():
    assert elide_path((), lambda _: True) == ""
    assert elide_path(("One",), lambda _: False) == "One"
