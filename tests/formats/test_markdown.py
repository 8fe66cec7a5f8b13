"""Markdown: the text is the source, and what is shown is what a renderer would show."""

import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from reader_properties import assert_well_made

from postil.core.display import Display
from postil.core.errors import PostilError
from postil.core.report import BlockKind, Flow, Report, Style
from postil.core.text import clean, joins_without_blank
from postil.formats import read
from postil.formats.markdown_parser import NESTING

SOFT = "\ue000"


def report_of(source: str) -> Report:
    report = read(source.encode(), "report.md")
    assert_well_made(report)
    return report


def outline_of(source: str) -> list[tuple[str, str, str]]:
    """Kind, number and shown string of each block."""
    report = report_of(source)
    return [(block.kind.name, block.number, Display(report.text, block).shown) for block in report.blocks]


def styled(source: str) -> list[tuple[str, Style, str]]:
    """The styled stretches of the first block."""
    report = report_of(source)
    display = Display(report.text, report.blocks[0])
    return [(display.shown[start:end], style, href) for start, end, style, href in display.styles]


# What a renderer shows, found from the tokens of an unchanged markdown-it


def rendered(source: str) -> list[str]:
    markdown_it = MarkdownIt("js-default", {"html": True, "maxNesting": NESTING})
    strings: list[str] = []
    in_table = False
    for token in markdown_it.parse(source):
        in_table = (in_table or token.type == "table_open") and token.type != "table_close"
        if token.type == "inline" and not in_table:
            strings.append(joined(inline_text(token.children or [])))
        elif token.type in {"fence", "code_block"} or (token.type == "html_block" and not is_comment(token.content)):
            strings.append(re.sub(r"\A(?:\s*\n)+", "", token.content).rstrip())
    return [string for string in strings if string.strip()]


def is_comment(html: str) -> bool:
    return html.lstrip().startswith("<!--") and html.rstrip().endswith("-->") and html.count("-->") == 1


def inline_text(tokens: list[Token]) -> str:
    parts = []
    for token in tokens:
        if token.type == "html_inline":
            parts.append("\n" if re.match(r"<br\s*/?>", token.content, re.IGNORECASE) else "")
        elif token.type == "image":
            parts.append(inline_text(token.children or []))
        else:
            parts.append({"softbreak": SOFT, "hardbreak": "\n"}.get(token.type, token.content))
    return "".join(parts)


def joined(string: str) -> str:
    def seam(match: re.Match[str]) -> str:
        before, after = match.string[match.start() - 1 : match.start()], match.string[match.end() : match.end() + 1]
        if not before.strip() or not after.strip():
            return ""
        return "" if joins_without_blank(before) and joins_without_blank(after) else " "

    return re.sub(rf"[ \t\u3000]*(?:{SOFT}[ \t\u3000]*)+", seam, string)


def folded(strings: list[str]) -> list[str]:
    """Without what may differ: blanks at edges and around line ends, and how wide a tab was."""
    return [
        re.sub(r"[ \t\u3000]+", " ", re.sub(r"[ \t\u3000]*\n[ \t\u3000]*", "\n", string)).strip() for string in strings
    ]


LINES = [
    "",
    "",
    "",
    "> ",
    ">",
    "- ",
    "  - ",
    "   ",
    "3. ",
    "    ",
    "\t",
    "# ",
    "### ",
    "　　",
    "> - ",
    "> > ",
    "1) ",
    "* ",
]
INLINES = [
    *(
        "word",
        "two words",
        "中文",
        "字。",
        "😀",
        "é",
        " ",
        "  ",
        "　",
        ".",
        "&amp;",
        "&NotEqualTilde;",
        "&#128512;",
        "&bogus;",
    ),
    *(
        "**",
        "*",
        "_",
        "__",
        "`",
        "``",
        "~~",
        "~",
        "***",
        "\\",
        "\\*",
        "\\中",
        "[",
        "]",
        "](http://a.b)",
        '](<c d> "t")',
        "](",
    ),
    *(
        "![",
        "<b>",
        "</b>",
        "<br>",
        "<!-- c -->",
        "<http://a.b/%E4%BD%A0>",
        "<a@b.c>",
        "<",
        "[r]",
        "!",
        "#",
        " #",
        "|",
        "  \n",
    ),
    *(
        "\\\n",
        "\n",
        "\n",
        "\n",
        "\n\n",
        "```\n",
        "---\n",
        "===\n",
        "|-|\n",
        "\n[r]: http://d.e\n",
        "\n- ",
        "\n> ",
        "\n\t",
    ),
]
MARKDOWN = st.lists(
    st.one_of(st.sampled_from(LINES).map("\n".__add__), st.sampled_from(INLINES)), min_size=1, max_size=25
)


@settings(max_examples=400, deadline=None)
@given(MARKDOWN.map("".join))
@example("> **bold\nlazy** 中\n> 文")
@example("- ``a\n  b  c``\n- ![alt *x*\n  y](z) ~~~s~~~")
@example("***a** b*  \nc&NotEqualTilde;d <br> e")
def test_what_is_shown_is_what_a_renderer_shows(source: str) -> None:
    source = clean(source)
    try:
        report = read(source.encode(), "report.md")
    except PostilError:
        assert re.match(r"---[ \t]*\n", source) or not rendered(source)
        return
    assert report.text == source
    assert_well_made(report)
    if not re.match(r"---[ \t]*\n", source):
        flows = [Display(source, block).shown for block in report.blocks if block.kind is not BlockKind.TABLE]
        assert folded(flows) == folded(rendered(source))


@settings(max_examples=300, deadline=None)
@given(MARKDOWN.map("".join))
def test_every_shown_character_leads_back_to_itself(source: str) -> None:
    try:
        report = read(clean(source).encode(), "report.md")
    except PostilError:
        return
    for block in report.blocks:
        display = Display(report.text, block)
        several = any(run.shown and len(run.shown) > 1 for run in block.runs)
        for i in range(len(display.shown)):
            assert several or display.to_shown(display.text_start(i)) == i


def test_blocks_tell_what_they_are() -> None:
    assert outline_of(
        "# Title\n\nText\nwrapped\n\n- one\n\n  more\n  - deep\n\n7. seven\n8. eight\n\n"
        "> quote\n\n```py\nx = 1\n\ny\n```\n\nSub\n---\n"
    ) == [
        ("HEADING", "", "Title"),
        ("PARAGRAPH", "", "Text wrapped"),
        ("LIST_ITEM", "•", "one"),
        ("PARAGRAPH", "", "more"),
        ("LIST_ITEM", "•", "deep"),
        ("LIST_ITEM", "7.", "seven"),
        ("LIST_ITEM", "8.", "eight"),
        ("PARAGRAPH", "", "quote"),
        ("CODE", "", "x = 1\n\ny"),
        ("HEADING", "", "Sub"),
    ]


def test_containers_and_levels() -> None:
    report = report_of("> - a\n>   1. b\n>\n> ## c\n")
    assert [(block.path, block.level) for block in report.blocks] == [
        (("quotation", "list"), 1),
        (("quotation", "list", "list"), 2),
        (("quotation",), 2),
    ]


def test_styles_and_links() -> None:
    assert styled("a **b *c*** `d` ~~e~~ [f **g**](https://h.i) [j](javascript:k) [l](ftp://m) <n@o.p>") == [
        ("b ", Style.STRONG, ""),
        ("c", Style.STRONG | Style.EMPHASIS, ""),
        ("d", Style.CODE, ""),
        ("e", Style.STRUCK, ""),
        ("f ", Style.PLAIN, "https://h.i"),
        ("g", Style.STRONG, "https://h.i"),
        ("n@o.p", Style.PLAIN, "mailto:n@o.p"),
    ]


def test_a_table_is_one_block_of_source_lines() -> None:
    table = "| a | *b* |\n|---|---|\n| 1 | 2 |"
    quoted = table.replace("\n", "\n> ")
    assert outline_of(f"text\n\n> {quoted}\n\nmore")[1] == ("TABLE", "", table)


def test_a_fence_in_a_list_in_a_quotation_shows_only_its_lines() -> None:
    report = report_of("> - ```\n>   a\n>     b\n>\n>   c\n>   ```\n")
    assert Display(report.text, report.blocks[0]).shown == "a\n  b\n\nc"
    assert report.blocks[0].flow is Flow.KEPT


def test_comments_are_hidden_and_other_html_is_source() -> None:
    assert outline_of("<!-- a\n\nb -->\n\ntext <!-- c --> <b>bold</b>\n\n<div>\nx\n</div>\n") == [
        ("PARAGRAPH", "", "text  bold"),
        ("CODE", "", "<div>\nx\n</div>"),
    ]


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("---\ntitle: 'A: b'\ndate: 1\ntags:\n  - x\n---\n# Other\n", "A: b"),
        ("---\ndate: 1\n---\n# *The* title\n\n## b\n", "The title"),
        ("Title\n===\n\ntext", "Title"),
        ("# One\n\n# Two\n", ""),
        ("text\n\n# One\n", ""),
        ("---\nnot front matter\n---\n", ""),
    ],
)
def test_titles(source: str, title: str) -> None:
    report = report_of(source)
    assert report.title == title
    assert all("date" not in Display(report.text, block).shown for block in report.blocks)


DEEP = {
    "brackets": "[" * 20_000,
    "links in links": "[" * 3_000 + "a" + "](b)" * 3_000,
    "images in images": "![" * 3_000 + "a" + "](b)" * 3_000,
    "backquotes": "".join("e" + "`" * i for i in range(1, 300)),
    "references": "".join(f"[r{i}] " for i in range(5_000)) + "\n\n" + "".join(f"[r{i}]: /{i}\n" for i in range(5_000)),
    "lists": "\n".join("  " * i + f"- a{i}" for i in range(500)),
    "quotations": "> " * 1_000 + "deep",
    "items on a line": "- " * 500 + "deep",
    "emphasis": "*a **b " * 3_000,
    "stars": "*" * 10_000 + "a" + "*" * 10_000,
    "tags": "<" * 20_000 + "<!-- " * 5_000,
    "front matter": "---\n" + "a: b\n" * 5_000,
    "unfinished front matter": "---\n" + " \n-a: b\n" * 240 + "x",
    "blanks": "---\ntitle:" + " " * 20_000 + "x\n---\na" + " " * 20_000 + "b\nc",
    "one word": "x" * 1_000_000,
}


@pytest.mark.parametrize("source", DEEP.values(), ids=DEEP.keys())
def test_hostile_markdown_is_read_in_reasonable_time(source: str) -> None:
    began = time.process_time()
    report_of(source)
    assert time.process_time() - began < 10, "it takes about a second here; worse growth takes minutes"


def test_what_is_nested_too_deep_is_still_shown() -> None:
    report = report_of("\n".join("  " * i + f"- item{i}" for i in range(100)))
    everything = "\n".join(Display(report.text, block).shown for block in report.blocks)
    assert all(re.search(rf"item{i}\b", everything) for i in range(100))


def test_crlf_gives_the_same_blocks() -> None:
    source = "# a\n\n> b\n> c\n\n- d\n  e\n"
    assert read(source.replace("\n", "\r\n").encode(), "a.md") == read(source.encode(), "a.md")
