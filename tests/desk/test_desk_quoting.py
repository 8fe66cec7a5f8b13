"""A quote is found where the eye sees it, whatever blanks and markup stand between its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil import desk, formats
from postil.core.display import Display, shown_text
from postil.core.errors import PostilError
from postil.core.report import Report
from postil.core.span import Span

WRAPPED = """The meeting pointed out that it is
necessary to read.

第一段話說到這裡
還沒有完。

The second  paragraph ends. The end.
"""
MARKED = "# The *first* part\n\nIt is **very** important &amp; [urgent](http://a.b/).\n\n- one\n- two\n"


def text(source: str, name: str = "a.txt") -> Report:
    return formats.read(source.encode(), name)


def quoted(report: Report, quote: str) -> str:
    return report.text[slice(*desk.find_quote(report, quote))]


def sought(report: Report, quote: str) -> Span | str:
    """Where a quote stands, or the code of what was said."""
    try:
        return desk.find_quote(report, quote)
    except PostilError as error:
        return error.code


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("necessary to read", "necessary to read"),
        ("that it is necessary", "that it is\nnecessary"),
        ("  that it\tis\n\nnecessary ", "that it is\nnecessary"),
        ("這裡還沒有", "這裡\n還沒有"),
        ("這裡 還沒有", "這裡\n還沒有"),
        ("second paragraph", "second  paragraph"),
        ("read. 第一段", "read.\n\n第一段"),
        ("到這裡還沒有完。\n\nThe second", "到這裡\n還沒有完。\n\nThe second"),
        ("The end.", "The end."),
        ("The meeting", "The meeting"),
    ],
)
def test_blanks_and_line_ends_do_not_matter(quote: str, found: str) -> None:
    assert quoted(text(WRAPPED), quote) == found


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("The first part", "The *first* part"),
        ("is very important", "is **very** important"),
        ("very", "very"),
        ("important & urgent", "important &amp; [urgent"),
        ("urgent.", "urgent](http://a.b/)."),
        ("part It is", "part\n\nIt is"),
        ("one two", "one\n- two"),
    ],
)
def test_markup_is_not_seen(quote: str, found: str) -> None:
    assert quoted(text(MARKED, "a.md"), quote) == found


@pytest.mark.parametrize("quote", ["", " \n", "nowhere", "The  meeting necessary", "the meeting"])
def test_a_quote_that_is_not_there_gives_a_sentence(quote: str) -> None:
    with pytest.raises(PostilError) as caught:
        desk.find_quote(text(WRAPPED), quote)
    assert caught.value.code == "quote-missing"


def test_a_quote_that_stands_twice_gives_a_sentence_with_the_count() -> None:
    with pytest.raises(PostilError, match="stands 3 times"):
        desk.find_quote(text("aXaXa aaa\n\nXaX"), "Xa")
    with pytest.raises(PostilError, match="stands 2 times"):
        desk.find_quote(text("aaa"), "aa")


@given(st.data())
def test_whatever_is_shown_can_be_quoted(data: st.DataObject) -> None:
    source, name = data.draw(st.sampled_from([(WRAPPED, "a.txt"), (MARKED, "a.md")]))
    report = text(source, name)
    block = data.draw(st.sampled_from(list(report.blocks)))
    shown = Display(report.text, block).shown
    start = data.draw(st.integers(0, len(shown) - 1))
    end = data.draw(st.integers(start + 1, len(shown)))
    quote = shown[start:end].strip()
    found = sought(report, quote)
    if isinstance(found, Span):
        assert shown_text(report, found) == quote
        assert found.within(Span(0, len(report.text))) == found
    else:
        assert found == ("quote-ambiguous" if quote else "quote-missing")


def test_a_passage_of_a_real_report_is_found_as_it_is_read(report_file) -> None:
    report = desk.read_source(report_file).report
    middle = report.blocks[len(report.blocks) // 2]
    quote = shown_text(report, middle.span)
    found = sought(report, quote)
    assert found == "quote-ambiguous" or (isinstance(found, Span) and shown_text(report, found) == quote.strip())
