"""Markdown: the text is the source as it stands, and its markup is hidden by the display."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from postil.core.display import Display
from postil.core.report import Block, BlockKind, Blocks, Flow, Report, Run
from postil.formats.markdown_runs import Content, runs

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(
    r"---[ \t]*\n((?:(?>[ \t]*\n|[ \t#-].*\n|[\w-]+[ \t]*:.*\n)){0,500}?)(?:---|\.\.\.)[ \t]*(?=\n|\Z)"
)
_TITLE = re.compile(r"^title[ \t]*:(.*)$", re.MULTILINE | re.IGNORECASE)
_COMMENT = re.compile(r"\s*<!--(?:(?!-->).)*-->\s*", re.DOTALL)
_HEADING_MARKS = re.compile(r"#+[ \t]*")
_CONTAINERS = {"bullet_list": "list", "ordered_list": "list", "blockquote": "quotation"}


def read(text: str) -> Report:
    """Read Markdown, of which nothing is changed: its marks, its front matter and its comments stay in the text."""
    from postil.formats.markdown_parser import parser  # noqa: PLC0415 — its library is not for every first page

    front = _FRONT_MATTER.match(text)
    end = front.end() if front else 0
    tokens = parser().parse(" " * end + text[end:])  # blanks, so that every offset stays what it is
    blocks = Blocks(_blocks(text, tokens))
    title = _TITLE.search(front[1]) if front else None
    return Report(text, blocks, "text/markdown", _unquoted(title[1]) if title else _only_heading(text, blocks))


def _unquoted(value: str) -> str:
    """A plain value of front matter, without the quotation marks around it."""
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"" else value


def _only_heading(text: str, blocks: Blocks) -> str:
    """The first block's words, if it is the one heading of the first level."""
    tops = [block for block in blocks if block.kind is BlockKind.HEADING and block.level == 1]
    return Display(text, tops[0]).shown if len(tops) == 1 and tops[0] == blocks[0] else ""


def _blocks(text: str, tokens: "list[Token]") -> Iterator[Block]:
    path: list[str] = []
    number = ""
    heading: Token | None = None
    for token in tokens:
        container = _CONTAINERS.get(token.type.removesuffix("_open"))
        if container:
            path.append(container)
        elif token.type.removesuffix("_close") in _CONTAINERS:
            path.pop()
        elif token.type == "list_item_open":
            number = token.info + token.markup if token.info else "•"
        elif token.type in {"list_item_close", "heading_close"}:
            number, heading = "", None
        elif token.type == "heading_open":
            heading = token
        elif "starts" in token.meta:
            block = _flowing(text, token, heading) if token.type == "inline" else _kept(text, token)
            if block:
                yield _placed(block, tuple(path), number)
                number = ""


def _placed(block: Block, path: tuple[str, ...], number: str) -> Block:
    if number and block.kind is BlockKind.PARAGRAPH:
        return block._replace(kind=BlockKind.LIST_ITEM, level=path.count("list"), path=path, number=number)
    return block._replace(path=path, number=number)


def _flowing(text: str, token: "Token", heading: "Token | None") -> Block | None:
    starts: list[int] = token.meta["starts"]
    if heading and heading.markup.startswith("#"):
        starts = [_behind_marks(text, starts[0])]
    content = Content(token.content, text, starts)
    string = token.content
    start = content.source(len(string) - len(string.lstrip()))
    end = content.source(len(string.rstrip()))
    hidden = tuple(runs(content, token.children or (), text, start, end))
    kind, level = (BlockKind.HEADING, int(heading.tag[1:])) if heading else (BlockKind.PARAGRAPH, 0)
    block = Block(start, end, kind, level=level, runs=hidden)
    return block if start < end and Display(text, block).shown.strip() else None


def _behind_marks(text: str, start: int) -> int:
    match = _HEADING_MARKS.match(text, start)
    return match.end() if match else start


def _kept(text: str, token: "Token") -> Block | None:
    """A table, code or HTML as it stands in the source, without what the containers put before its lines."""
    if token.type == "html_block" and _COMMENT.fullmatch(token.content):
        return None
    lines = list(_lines(text, token))
    while lines and not text[lines[-1].start : lines[-1].end].strip():
        lines.pop()
    while lines and not text[lines[0].start : lines[0].end].strip():
        del lines[0]
    if not lines:
        return None
    end = lines[-1].start + len(text[lines[-1].start : lines[-1].end].rstrip())
    kind = BlockKind.TABLE if token.type == "table_open" else BlockKind.CODE
    return Block(lines[0].start, end, kind, Flow.KEPT, runs=tuple(_prefixes(lines)))


class _Line(NamedTuple):
    """A line of a kept block in the source; of ``blanks``, a tab stands before it that containers used up in part."""

    start: int
    end: int
    blanks: str


def _lines(text: str, token: "Token") -> Iterator[_Line]:
    starts: list[int] = token.meta["starts"]
    if token.type == "table_open":
        yield from (_Line(start, _line_end(text, start), "") for start in starts)
        return
    for content, start in zip(token.content.split("\n"), starts[token.type == "fence" :], strict=False):
        end = _line_end(text, start)
        if text.endswith(content, 0, end):
            yield _Line(end - len(content), end, "")
        else:
            rest = content.lstrip(" ")
            yield _Line(end - len(rest) - 1, end, content[: len(content) - len(rest)])


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _prefixes(lines: list[_Line]) -> Iterator[Run]:
    last = lines[0].start
    for line in lines:
        if last < line.start:
            yield Run(last, line.start, "")
        if line.blanks:
            yield Run(line.start, line.start + 1, line.blanks)
        last = line.end + 1
