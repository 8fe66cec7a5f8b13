"""A margin card shows note, tags and time, and fetches nothing."""

import pytest
from PySide6.QtCore import QDateTime, QPointF, QTimeZone
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from postil.core.annotation import Anchor, Annotation
from postil.ui.card import CardFace, time_text

WIDTH = 280


def annotation(note: str = "", tags: tuple[str, ...] = (), **fields) -> Annotation:
    return Annotation("id", Anchor(0, 1, "a"), note=note, tags=tags, **fields)


@pytest.fixture
def font(qapp) -> QFont:
    font = QFont("DejaVu Sans")
    font.setPixelSize(13)
    return font


@pytest.fixture
def card(theme, font):
    def make(*args, render=lambda note: f"<p>{note}</p>", **fields) -> CardFace:
        return CardFace(annotation(*args, **fields), WIDTH, theme, font, render)

    return make


def painted(face: CardFace, *, hovered: bool = False, active: bool = False) -> QImage:
    image = QImage(WIDTH, face.height + 4, QImage.Format.Format_RGB32)
    image.fill(QColor("#fbfaf6"))
    painter = QPainter(image)
    face.paint(painter, 0, 0, hovered, active)
    painter.end()
    return image


def test_a_longer_note_makes_a_higher_card(card):
    heights = [card(note).height for note in ("Short.", "A few words more than fit. " * 4, "Many. " * 100)]
    assert heights == sorted(set(heights))


def test_tags_wrap_over_lines(card):
    one = card("Note.", ("a",)).height
    assert card("Note.").height < one
    assert card("Note.", ("a", "b")).height == one
    many = card("Note.", tuple(f"quite a long tag {i}" for i in range(6)))
    assert many.height > one
    assert all(pill.rect.right() <= WIDTH for pill in many._pills)


def test_a_tag_longer_than_the_card_is_cut(card):
    (pill,) = card("", ("antidisestablishmentarianism " * 3,))._pills
    assert pill.rect.right() <= WIDTH
    assert pill.text.endswith("…")


def test_a_card_without_tags_shows_its_time_alone(card):
    assert card("Note.", modified="2026-11-03T14:02:00Z").height > card("Note.").height


def test_a_very_long_note_is_cut(card):
    long = card("Many words go on. " * 100)
    assert long.height == card("Many words go on. " * 3_000).height
    assert long.height < 400
    assert long._cut
    lines = card("\n".join("<p>line</p>" for _ in range(50)))
    assert lines._cut
    assert lines.height < 500


def test_plain_notes_need_no_renderer(card):
    def never(note):
        raise AssertionError(note)

    assert card("Plain — “words”, 3 % of 1,214; more?", render=never).height > 0
    for note in (
        "*a*",
        "a_b",
        "# a",
        "- a",
        "1. a",
        "<b>",
        "a & b",
        "two\nlines",
        "https://x.org",
        "> a",
        "`a`",
        "    a",
    ):
        with pytest.raises(AssertionError):
            card(note, render=never)


def test_a_link_is_found_where_it_stands(card, theme, font):
    face = card("[a](b)", render=lambda _: '<p><a href="https://example.org/">Deepen education reform</a></p>')
    found = {face.link_at(QPointF(x, y)) for x in range(0, WIDTH, 10) for y in range(0, face.height, 4)}
    assert found == {"", "https://example.org/"}
    assert face.link_at(QPointF(1, 1)) == ""


def test_nothing_is_fetched_for_a_note(card, tmp_path):
    picture = QImage(50, 50, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    picture.save(str(tmp_path / "spy.png"))
    url = (tmp_path / "spy.png").as_uri()
    image = painted(card("![](x)", render=lambda _: f'<p>x <img src="{url}" width="50" height="50"></p>'))
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert "#ff0000" not in colours


def test_every_card_can_be_painted(any_theme, font):
    for note in ("", "Who measures this?", "很长的注释。" * 90):
        face = CardFace(annotation(note, ("gap",), colour="blue"), WIDTH, any_theme, font, str)
        image = painted(face)
        assert image.pixelColor(1, face.height // 2).name() == any_theme.dot("blue")
        assert painted(face, hovered=True) != image
        assert painted(face, active=True) != image


NOW = QDateTime.fromString("2026-11-05T12:00:00", "yyyy-MM-ddTHH:mm:ss")


@pytest.mark.parametrize(
    ("days", "text"), [(0, "12:00"), (-2, "Tue 12:00"), (-6, "Fri 12:00"), (-7, "29 Oct"), (-400, "1 Oct 2025")]
)
def test_a_time_is_as_short_as_its_distance_allows(qapp, days, text):
    moment = NOW.addDays(days)
    utc = moment.toTimeZone(QTimeZone(QTimeZone.Initialization.UTC)).toString("yyyy-MM-ddTHH:mm:ss.zzz")
    assert time_text(utc + "Z", NOW) == text
    assert time_text(utc[:-4] + "+00:00", NOW) == text


def test_no_time_is_no_text(qapp):
    assert time_text("", NOW) == ""
