"""Bytes become characters as their writer meant them."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.core.errors import PostilError
from postil.formats import read

ENGLISH = "The committee met on Tuesday.\n\nIt heard the offices; “nobody” objected."
CHINESE = "会议听取了关于桥梁的汇报，要求各部门补充数据。\n会议强调，要保持耐心。"
ARABIC = "اجتمعت اللجنة يوم الثلاثاء. واستمعت إلى المكاتب، ولم يعترض أحد."
TEXTS = pytest.mark.parametrize("text", [ENGLISH, CHINESE, ARABIC, ENGLISH + CHINESE + "😀"])


@TEXTS
@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_text_reads_the_same_in_every_encoding(text: str, bom: bytes, encoding: str, line_end: str) -> None:
    source = bom + text.replace("\n", line_end).encode(encoding)
    assert read(source, "report.txt").text == text


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_every_utf_8_text_comes_back(text: str) -> None:
    text = text.removeprefix("\ufeff")
    if text.strip() and not text.startswith(("GIF8", "%PDF-", "{\\rtf")):
        assert read(text.encode(), "report.txt").text == text


def test_a_few_nuls_become_replacement_characters() -> None:
    assert read(b"one\0two\0three", "report.txt").text == "one\ufffdtwo\ufffdthree"


def test_a_lone_surrogate_becomes_a_replacement_character() -> None:
    source = codecs.BOM_UTF16_LE + "a".encode("utf-16-le") + b"\x00\xd8" + "b".encode("utf-16-le")
    assert read(source, "report.txt").text == "a\ufffdb"


@pytest.mark.parametrize(
    "source",
    [
        "Nachträglich geändert: Größe und Maß".encode("latin-1"),
        CHINESE.encode("gb18030"),
        "Комитет собрался во вторник и заслушал отчёты.".encode("cp1251"),
        codecs.BOM_UTF8 + b"\xff\xfe\xfd",
        codecs.BOM_UTF16_LE + b"a",
    ],
)
def test_an_unknown_encoding_is_told_and_not_guessed(source: bytes) -> None:
    with pytest.raises(PostilError) as caught:
        read(source, "report.txt")
    assert caught.value.code == "report-encoding"
