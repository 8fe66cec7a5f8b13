"""The text contract, and the one conversion between code points and UTF-16."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.core.text import Utf16Map, clean, columns, is_wide, joins_without_blank

ANYTHING = st.text(st.one_of(st.characters(blacklist_categories=[]), st.sampled_from("\0\r\n\ufeff\ud800\udfff😀")))


@given(ANYTHING)
def test_a_clean_text_keeps_the_contract_and_stays_as_it_is(decoded: str) -> None:
    text = clean(decoded)
    assert "\r" not in text
    assert "\0" not in text
    text.encode("utf-8")  # no lone surrogates
    assert clean(text.replace("\ufeff", "")) == text.replace("\ufeff", "")


@given(ANYTHING)
def test_nothing_but_line_ends_changes_the_length(decoded: str) -> None:
    dropped = decoded.count("\r\n") + decoded.startswith("\ufeff")
    assert len(clean(decoded)) == len(decoded) - dropped


def test_line_ends_and_what_stores_choke_on() -> None:
    assert clean("\ufeffa\r\nb\rc\n\rd\0e\ud800f\ufeff") == "a\nb\nc\n\nd\ufffde\ufffdf\ufeff"


@given(st.text(st.sampled_from("a中😀𠮷é\n")))
def test_offsets_go_to_utf16_and_back(string: str) -> None:
    converter = Utf16Map(string)
    for offset in range(len(string) + 1):
        units = converter.utf16(offset)
        assert units == len(string[:offset].encode("utf-16-le")) // 2
        assert converter.code_point(units) == offset


def test_an_offset_inside_a_surrogate_pair_belongs_to_its_character() -> None:
    converter = Utf16Map("a😀b")
    assert [converter.code_point(units) for units in range(5)] == [0, 1, 1, 2, 3]


@pytest.mark.parametrize(("string", "width"), [("abc", 3), ("中文", 4), ("é－", 3), ("", 0), ("한a", 3)])
def test_ideographs_take_two_columns(string: str, width: int) -> None:
    assert columns(string) == width


def test_chinese_and_japanese_join_without_a_blank_and_korean_with_one() -> None:
    assert all(joins_without_blank(character) for character in "中。あア，")
    assert not any(joins_without_blank(character) for character in "한aא.")
    assert is_wide("한")
