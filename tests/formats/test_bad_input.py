"""What is no report is refused with one clear sentence."""

import random
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil import formats
from postil.core.errors import PostilError
from postil.formats import read, reader_of


def code_of(data: bytes, name: str) -> str:
    with pytest.raises(PostilError) as caught:
        read(data, name)
    assert name in str(caught.value)
    return caught.value.code


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a"])
@pytest.mark.parametrize("data", [b"", b" \n\t\r\n\x0c", "　　\n".encode(), b"\xef\xbb\xbf", b"\xff\xfe \0\n\0"])
def test_an_empty_report(data: bytes, name: str) -> None:
    assert code_of(data, name) == "report-empty"


@pytest.mark.parametrize("data", [b"---\ntitle: x\n---\n", b"<!-- nothing -->\n", b"[a]: http://b.c\n", b"***\n"])
def test_markdown_that_shows_nothing_is_empty(data: bytes) -> None:
    assert code_of(data, "a.md") == "report-empty"


@pytest.mark.parametrize(
    "data",
    [
        bytes(5000),
        bytes(range(256)) * 20,
        struct.pack("<200d", *(n / 7 for n in range(200))),
        zlib.compress(random.Random(1).randbytes(4000)),
        b"\x7fELF\2\1\1" + bytes(100),
    ],
)
def test_binary_garbage(data: bytes) -> None:
    assert code_of(data, "a.txt") == "report-binary"


@pytest.mark.parametrize(
    "name", ["a.pdf", "A.PDF", "a.docx", "a.doc", "a.html", "a.epub", "a.odt", "a.rtf", "a.zip", "a.png"]
)
def test_a_format_that_cannot_be_read_yet(name: str) -> None:
    assert code_of(b"whatever it holds", name) == "report-format"


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n1 0 obj", b"PK\x03\x04\x14\0", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", b"{\\rtf1 a}"]
)
def test_a_format_that_hides_behind_another_name(data: bytes) -> None:
    assert code_of(data, "a.txt") == "report-format"


def test_a_report_over_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "LIMIT", 3 * 1024 * 1024)
    with pytest.raises(PostilError, match=r"5 MB.*3 MB"):
        read(b"a" * 5 * 1024 * 1024, "a.txt")


@pytest.mark.parametrize(
    ("name", "reader"),
    [
        ("a.txt", "text"),
        ("A.TXT", "text"),
        ("a.log", "text"),
        ("README", "text"),
        (".profile", "text"),
        ("a.csv", "text"),
        ("notes.2024", "text"),
        ("a.md", "markdown"),
        ("b.MarkDown", "markdown"),
        ("a.tar.mdown", "markdown"),
    ],
)
def test_the_name_chooses_the_reader(name: str, reader: str) -> None:
    assert reader_of(name, b"words").split("/")[0] == reader


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        assert read(data, name).blocks
    except PostilError as error:
        assert name in str(error)  # noqa: PT017 — both ends are right
