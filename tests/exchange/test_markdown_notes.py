"""The exported notes can be read by any Markdown program, and every note stands where it belongs."""

import json
import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from postil.core.annotation import Anchor, Annotation
from postil.core.correction import Corrected
from postil.core.outline import Node, NodeKind, Outline
from postil.core.report import Block, Blocks, Flow, Report, Run
from postil.core.span import Span
from postil.exchange import markdown_notes

TEXT = """A preface before anything.

The meeting pointed out that rivers rise.

The first is to measure. It is
necessary to look.

The second is to wait.

The third is to mend #1 | *now*.

The meeting emphasised that rivers fall.

The first is to dig.

The third is to mend #1 | *now*.

1. A line that looks like a list.
"""


def blocks_of(text: str) -> Blocks:
    return Blocks(Block(match.start(), match.end()) for match in re.finditer(r"\S(?:.|\n(?!\n))*", text.rstrip()))


REPORT = Report(TEXT, blocks_of(TEXT))


def node(marker: str, nth: int, level: int, parent: int | None, title: str, *, label: str = "") -> Node:
    start = [match.start() for match in re.finditer(re.escape(marker), TEXT)][nth]
    kind = NodeKind.ORDINAL if label else NodeKind.SPEECH_ACT
    return Node(start, len(TEXT), start + len(label), level, parent, label, None, title, kind, "test", 1.0)


OUTLINE = Outline(
    (
        node("The meeting pointed", 0, 1, None, "rivers rise"),
        node("The first", 0, 2, 0, "measure", label="The first"),
        node("The second", 0, 2, 0, "wait", label="The second"),
        node("The third", 0, 2, 0, "mend", label="The third"),
        node("The meeting emph", 0, 1, None, "rivers fall"),
        node("The first", 1, 2, 4, "dig", label="The first"),
        node("The third", 1, 2, 4, "mend", label="The third"),
    ),
    "en",
)


def note_on(quote: str, nth: int = 0, **fields: object) -> Annotation:
    start = [match.start() for match in re.finditer(re.escape(quote), TEXT)][nth]
    anchor = Anchor.describe(TEXT, Span(start, start + len(quote)))
    return Annotation(id=f"0190-{start}-{len(quote)}", anchor=anchor, **fields)


def export(*annotations: Annotation, report: Report = REPORT, outline: Outline = OUTLINE, title: str = "Rivers") -> str:
    return markdown_notes(
        title,
        report,
        Corrected.bare(outline),
        annotations,
        source="/reports/rivers.txt",
        exported="2026-11-24T10:00:00Z",
    )


def parsed(markdown: str) -> list[Token]:
    front, body = markdown.removeprefix("---\n").split("\n---\n", 1)
    assert front
    return MarkdownIt("commonmark").enable("table").parse(body)


def shown(inline: Token) -> str:
    ends = {"softbreak": "\n", "hardbreak": "\n"}
    return "".join(ends.get(child.type, child.content) for child in inline.children)


def outline_of(markdown: str) -> list[tuple[int, str]]:
    tokens = parsed(markdown)
    return [
        (int(token.tag[1]), shown(tokens[i + 1]))
        for i, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0
    ]


def quotes_under_headings(markdown: str) -> list[tuple[tuple[str, ...], str]]:
    """Each quotation with the path of the headings it stands under."""
    path: list[tuple[int, str]] = []
    found: list[tuple[tuple[str, ...], str]] = []
    tokens = parsed(markdown)
    for i, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0:
            level = int(token.tag[1])
            path = [*(entry for entry in path if entry[0] < level), (level, shown(tokens[i + 1]))]
        if token.type == "blockquote_open" and token.level == 0:
            close = next(j for j in range(i, len(tokens)) if tokens[j].type == "blockquote_close")
            words = "\n\n".join(shown(inner) for inner in tokens[i:close] if inner.type == "inline")
            found.append((tuple(text for _, text in path), words))
    return found


def test_the_outline_becomes_nested_headings() -> None:
    assert outline_of(export()) == [
        (1, "Rivers"),
        (2, "Rivers rise"), (3, "The first · Measure"), (3, "The second · Wait"), (3, "The third · Mend"),
        (2, "Rivers fall"), (3, "The first · Dig"), (3, "The third · Mend"),
    ]  # fmt: skip


def test_the_same_words_in_two_lists_stand_each_under_its_own_parent() -> None:
    exported = export(note_on("mend #1 | *now*", 1, note="second"), note_on("mend #1 | *now*", 0, note="first"))
    assert quotes_under_headings(exported) == [
        (("Rivers", "Rivers rise", "The third · Mend"), "mend #1 | *now*"),
        (("Rivers", "Rivers fall", "The third · Mend"), "mend #1 | *now*"),
    ]
    assert exported.index("first\n") < exported.index("second\n")


def test_a_highlight_that_crosses_nodes_stands_under_the_one_that_holds_its_start() -> None:
    start, end = TEXT.index("wait."), TEXT.index("mend")
    across = Annotation("a", Anchor.describe(TEXT, Span(start, end)))
    assert quotes_under_headings(export(across)) == [
        (("Rivers", "Rivers rise", "The second · Wait"), "wait.\n\nThe third is to ")
    ]


def test_a_highlight_before_the_first_node_has_a_section_of_its_own() -> None:
    exported = export(note_on("preface"))
    assert quotes_under_headings(exported) == [(("Rivers", "Before the outline begins"), "preface")]


def test_a_report_without_an_outline_keeps_its_highlights_under_its_title() -> None:
    exported = export(note_on("preface"), outline=Outline())
    assert quotes_under_headings(exported) == [(("Rivers",), "preface")]


def test_a_quotation_shows_what_the_eye_sees() -> None:
    wrapped = note_on("measure. It is\nnecessary")
    assert quotes_under_headings(export(wrapped))[0][1] == "measure. It is necessary"
    start = TEXT.index("preface")
    hidden = Block(0, 26, runs=(Run(start, start + 3, ""),))
    report = Report(TEXT, Blocks([hidden]))
    assert quotes_under_headings(export(note_on("preface"), report=report))[0][1] == "face"


def test_verse_keeps_its_lines_and_paragraphs_stay_one_quotation() -> None:
    text = "one\n  two\n\nthree"
    report = Report(text, Blocks([Block(0, 9, flow=Flow.KEPT), Block(11, 16)]))
    whole = Annotation("a", Anchor.describe(text, Span(0, len(text))))
    assert quotes_under_headings(export(whole, report=report, outline=Outline())) == [
        (("Rivers",), "one\n  two\n\nthree")
    ]


def test_a_quotation_that_looks_like_markdown_stays_words() -> None:
    assert quotes_under_headings(export(note_on("1. A line that")))[0][1] == "1. A line that"


def test_each_highlight_has_a_block_id_of_its_own_on_a_line_of_its_own() -> None:
    annotations = (note_on("rivers rise"), note_on("measure"), note_on("wait"))
    exported = export(*annotations)
    assert re.findall(r"^\n\^(\S+)\n$", exported, re.MULTILINE) == [f"postil-{each.id}" for each in annotations]


def test_place_colour_and_tags_follow_the_quotation() -> None:
    exported = export(note_on("measure", colour="green", tags=("water policy", "eu/budget")))
    assert "\n- Rivers rise › The first · ¶ 3 · green · #water-policy #eu/budget\n" in exported.replace(
        " · #eu", " #eu"
    )


def test_deleted_highlights_are_left_out() -> None:
    assert "measure" not in export(note_on("measure", deleted="2026-11-24T09:00:00Z")).split("The first · Measure")[1]


def test_the_front_matter_holds_plain_quoted_values() -> None:
    title = 'A "quoted": title\n--- # \\'
    exported = export(note_on("measure", note="n"), note_on("wait"), title=title)
    front = exported.removeprefix("---\n").split("\n---\n")[0]
    fields = {name: json.loads(value) for name, value in (line.split(": ", 1) for line in front.split("\n"))}
    assert fields == {
        "title": title,
        "source": "/reports/rivers.txt",
        "language": "en",
        "exported": "2026-11-24T10:00:00Z",
        "highlights": 2,
        "notes": 1,
    }


def test_no_note_breaks_what_follows_it() -> None:
    wild = (
        "# Heading\n\ntext",
        "Title\n=====",
        "```\nopen fence",
        "<!-- open comment",
        "<pre>\n",
        "> quote",
        "- a\n\n  - b",
        "    code",
        "---",
        "%%",
        "| a |\n|---|",
        "1. one\n2. two",
        "\n\n  spaced\r\nlines\r",
        "[a]: http://b.example",
    )
    for note in wild:
        exported = export(note_on("measure", note=note), note_on("wait"))
        assert outline_of(exported) == outline_of(export())
        assert [words for _, words in quotes_under_headings(exported)] == ["measure", "wait"]


def test_a_note_is_kept_as_it_was_written() -> None:
    exported = export(note_on("measure", note="See *this*:\n\n1. one\n2. [two](http://x.example)"))
    assert "\n\n  See *this*:\n\n  1. one\n  2. [two](http://x.example)\n" in exported


def test_headings_of_a_note_become_bold_lines_but_its_code_stays_code() -> None:
    exported = export(note_on("measure", note="## Why ##\n\ntext\n\n```\n# comment\n```\n\n#tag"))
    assert "\n\n  **Why**\n\n  text\n\n  ```\n  # comment\n  ```\n\n  #tag\n" in exported


def test_nodes_deeper_than_markdown_has_headings_become_bold_lines() -> None:
    deep = Outline(
        tuple(
            Node(i, len(TEXT), i, i + 1, i - 1 if i else None, "", None, f"n{i}", NodeKind.HEADING, "test", 1.0)
            for i in range(7)
        )
    )
    exported = export(outline=deep)
    assert [level for level, _ in outline_of(exported)] == [1, 2, 3, 4, 5, 6]
    assert "**N5**\n\n**N6**" in exported
