"""Numerals are read in every form that reports use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.outline.numerals import cjk_number, readings, roman_number

DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("head", "style", "number"),
    [
        ("1. Purpose", "1.", 1),
        ("12) Next", "1)", 12),
        ("3、改革", "1、", 3),
        ("１．目的", "1.", 1),
        ("1:On", "1:", 1),
        ("(4) Item", "(1)", 4),
        ("（4）项目", "(1)", 4),
        ("(c) Item", "(a)", 3),
        ("b) Item", "a)", 2),
        ("B. Item", "A.", 2),
        ("(iv) Item", "(i)", 4),
        ("XII. Item", "I.", 12),
        ("1.2.3 Scope", "1.3", 3),
        ("一、总体要求", "一、", 1),
        ("二十一、附则", "一、", 21),
        ("（十二）加强", "（一）", 12),
        ("一　当該情報", "一、", 1),
        ("③ Item", "①", 3),
        ("⑴ Item", "⑴", 1),
        ("§ 4 Definitions", "§", 4),
        ("§ 600.10 - Rights", "§", 10),
    ],
)
def test_a_marker_tells_its_style_and_number(head: str, style: str, number: int) -> None:
    assert (style, number) in {(reading.style, reading.number) for reading in readings(head)}


@pytest.mark.parametrize(
    "head", ["1.5 million", "10:30 in the morning", "2015年11月", "A man", "I am", "[1] Postel", "一带一路", "3D"]
)
def test_what_only_looks_like_a_marker_is_none(head: str) -> None:
    assert not [reading for reading in readings(head) if reading.length < 4 or reading.style[0] in "A(a"]


def test_a_letter_may_be_a_roman_numeral() -> None:
    assert {(r.style, r.number) for r in readings("(i) Item")} == {("(a)", 9), ("(i)", 1)}


@given(st.integers(1, 99))
def test_chinese_numerals_up_to_a_hundred_are_read(number: int) -> None:
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else DIGITS[tens] + "十"
    assert cjk_number(ten + (DIGITS[ones] if ones else "")) == number


@given(st.integers(1, 399))
def test_roman_numerals_are_read(number: int) -> None:
    rest, roman = number, ""
    for value, letters in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        roman += letters * (rest // value)
        rest %= value
    assert roman_number(roman) == roman_number(roman.lower()) == number


@pytest.mark.parametrize("string", ["", "IIII", "VX", "abc", "十x"])
def test_no_numeral_has_no_number(string: str) -> None:
    assert roman_number(string) is None
    assert cjk_number(string) is None or string == ""
