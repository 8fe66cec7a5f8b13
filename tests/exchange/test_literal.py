"""Whatever a report says, an export shows the same words."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from postil.exchange import literal

characters = st.characters(exclude_categories=["Cs", "Cc"])
marked = st.text(st.one_of(st.sampled_from("\\`*_[]{}()<>#+-.!|~$=^&%:;\"'019 \tax\u3000"), characters), min_size=1)
one_line = marked.filter(str.strip)


def plain_text(inline: Token) -> str:
    ends = {"softbreak": "\n", "hardbreak": "\n"}
    assert {child.type for child in inline.children} <= {"text", "text_special", *ends}, "something was read as markup"
    return "".join(ends.get(child.type, child.content) for child in inline.children)


def parse(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


@given(st.lists(one_line, min_size=1, max_size=4))
def test_a_paragraph_shows_every_character_as_it_is(rows: list[str]) -> None:
    tokens = parse(literal.lines("\n".join(rows)))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert plain_text(tokens[1]) == "\n".join(rows)


@given(one_line)
def test_a_heading_shows_every_word_as_it_is(text: str) -> None:
    words = literal.one_line(text)
    tokens = parse(f"## {literal.inline(words)}")
    assert [token.type for token in tokens] == ["heading_open", "inline", "heading_close"]
    assert plain_text(tokens[1]) == words


@pytest.mark.parametrize(
    "text",
    ["# title", "1. first", "2) second", "- dash", "+ plus", "> said", "---", "===", "| a | b |\n|---|---|", "a|b\n:-:",
     "```\ncode\n```", "~~~", "    indented", "<!-- lost -->", "<b>bold</b>", "[a](b)", "![a](b)", "[a]: b", "AT&amp;T",
     "#tag", "==marked==", "[[link]]", "$x$", "%%hidden%%", "^id", "*a* _b_ `c` ~~d~~", "C:\\path", "http://a_b_c.example"],
)  # fmt: skip
def test_marks_of_markdown_stay_words(text: str) -> None:
    tokens = parse(literal.lines(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert plain_text(tokens[1]) == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_quoted_string_is_one_printable_line_that_is_read_back(text: str) -> None:
    quoted = literal.quoted(text)
    assert json.loads(quoted) == text
    assert not re.search("[\0-\x1f\x7f-\x9f\u2028\u2029\ufeff]", quoted), "YAML takes it for the end of a line"


@given(st.text(characters))
def test_a_hashtag_is_one_word_that_is_not_a_number(tag: str) -> None:
    name = literal.hashtag(tag)
    assert not name or (re.fullmatch(r"#[\w/-]+", name) and not name[1:].isdigit())


def test_hashtags_keep_what_they_can() -> None:
    tags = ("reform", "water policy", "eu/budget", "2021", "改革", "a, b", "!")
    assert [literal.hashtag(tag) for tag in tags] == [
        "#reform", "#water-policy", "#eu/budget", "#tag-2021", "#改革", "#a-b", "",
    ]  # fmt: skip
