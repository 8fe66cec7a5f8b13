"""The inline markup of a Markdown leaf as runs: what is hidden, what is replaced, how the rest is set."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from postil.core.report import Run, Style
from postil.core.text import joins_without_blank

if TYPE_CHECKING:
    from markdown_it.token import Token

_STYLES = {"strong_open": Style.STRONG, "em_open": Style.EMPHASIS, "s_open": Style.STRUCK}
_SAFE = ("http://", "https://", "mailto:")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LINE_END = re.compile(r"[ \t\u3000]*\n[ \t\u3000]*")


class Content:
    """The content of a leaf, and where its characters stand in the source."""

    __slots__ = ("_contents", "_sources", "string")

    def __init__(self, string: str, source: str, starts: Sequence[int]) -> None:
        self.string = string
        self._contents: list[int] = []
        self._sources: list[int] = []
        position = 0
        lines = string.split("\n")
        for line, start in zip(lines, _trimmed(lines[0], source, starts), strict=False):
            indent = len(line) - len(line.lstrip(" \t"))
            kept = indent if source[start - indent : start] == line[:indent] else 0
            self._contents.append(position + indent - kept)
            self._sources.append(start - kept)
            position += len(line) + 1

    def source(self, position: int) -> int:
        """The offset in the source of a position in the content; of invented indentation, where the line begins."""
        line = max(0, bisect_right(self._contents, position) - 1)
        return self._sources[line] + max(0, position - self._contents[line])


def _trimmed(line: str, source: str, starts: Sequence[int]) -> Iterator[int]:
    """Where the lines of a content begin, whose first one is given: ideographic blanks before it were cut off."""
    start, *others = starts
    while source[start : start + 1].isspace() and source[start] != line[:1]:
        if source[start] == "\n" and others:
            start, *others = others
        else:
            start += 1
    yield start
    yield from others


class _Piece(NamedTuple):
    """A stretch of the content that is shown, and as what: a line end for a hard break, None for a soft one."""

    start: int
    end: int
    shown: str | None
    style: Style
    href: str


def runs(content: Content, tokens: "Sequence[Token]", source: str, start: int, end: int) -> Iterator[Run]:
    """The runs of a leaf from ``start`` to ``end`` of the source: all that no token shows is hidden."""
    pieces = list(_without_indentation(_pieces(content.string, tokens, 0, Style.PLAIN, "")))
    cursor, before = start, ""
    for piece, following in zip_longest(pieces, pieces[1:]):
        first, last = max(cursor, content.source(piece.start)), min(end, content.source(piece.end))
        if first >= last:
            continue
        if piece.shown is None or piece.shown == "\n":
            shown = piece.shown or _seam(before, (following and following.shown) or "")
            if piece.shown or not _is_plain_seam(source, cursor, last, before, following) or piece.style or piece.href:
                yield Run(cursor, last, shown, piece.style, piece.href)
        else:
            shown = piece.shown
            if cursor < first:
                yield Run(cursor, first, "")
            yield from _shown(source, piece, first, last)
        cursor, before = last, shown[-1:] or before
    if cursor < end:
        yield Run(cursor, end, "")


def _without_indentation(pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    """The pieces without the ideographic blanks that begin a wrapped line; the others are no piece anyway."""
    at_line_start = False
    for piece in pieces:
        bare = _without_blanks(piece) if at_line_start else piece
        if bare.shown != "":
            yield bare
            at_line_start = bare.shown is None


def _without_blanks(piece: _Piece) -> _Piece:
    if not piece.shown or piece.style & Style.CODE:
        return piece
    shown = piece.shown.lstrip("\u3000")
    return piece._replace(start=piece.end - len(shown), shown=shown) if shown != piece.shown else piece


def _shown(source: str, piece: _Piece, first: int, last: int) -> Iterator[Run]:
    shown = piece.shown or ""
    if source[first:last] == shown:
        if piece.style or piece.href:
            yield Run(first, last, None, piece.style, piece.href)
        return
    # Each shown character stands for a stretch of its own, the last one for what is left.
    cuts = [*range(first, min(first + len(shown), last)), last]
    for index, (start, end) in enumerate(pairwise(cuts)):
        part = shown[index] if end < last else shown[index:]
        yield Run(start, end, part, piece.style, piece.href)


def _seam(before: str, after: str) -> str:
    if not before or before.isspace() or not after:
        return ""
    return "" if joins_without_blank(before) and joins_without_blank(after[0]) else " "


def _is_plain_seam(source: str, start: int, end: int, before: str, following: _Piece | None) -> bool:
    """Whether the display joins these lines by itself: nothing but blanks and the line's end between what is shown."""
    after = (following and following.shown) or ""
    shown_around = source[start - 1 : start] == before != "" and source[end : end + 1] == after[:1] != ""
    return shown_around and _LINE_END.fullmatch(source, start, end) is not None


def _pieces(content: str, tokens: "Sequence[Token]", base: int, style: Style, href: str) -> Iterator[_Piece]:
    """What is shown of the tokens whose places count from ``base``."""
    settings = [(style, href)]
    for token in tokens:
        style, href = settings[-1]
        start, end = (base + place for place in token.meta["at"])
        if token.nesting > 0:
            link = str(token.attrs.get("href", href))
            settings.append((style | _STYLES.get(token.type, Style.PLAIN), link if link.startswith(_SAFE) else ""))
        elif token.nesting < 0:
            settings.pop()
        elif token.type == "code_inline":
            yield from _code_pieces(content, token, _Piece(start, end, None, style | Style.CODE, href))
        elif token.type == "image":
            yield from _pieces(content, token.children or (), start + 2, style, href)
        elif token.type == "softbreak":
            yield _Piece(start, end, None, style, href)
        elif token.type == "hardbreak" or (token.type == "html_inline" and _BREAK.match(token.content)):
            yield _Piece(start, end, "\n", style, href)
        elif token.type != "html_inline" and token.content:
            yield _Piece(start, end, token.content, style, href)


def _code_pieces(content: str, token: "Token", whole: _Piece) -> Iterator[_Piece]:
    """A code span between its backquotes, without the one blank that sets it off from them; line ends are blanks."""
    start, end = whole.start + len(token.markup), whole.end - len(token.markup)
    if len(token.content) == end - start - 2:
        start, end = start + 1, end - 1
    for line in content[start:end].split("\n"):
        if line:
            yield whole._replace(start=start, end=start + len(line), shown=line)
        start += len(line) + 1
        if start <= end:
            yield whole._replace(start=start - 1, end=start, shown=" ")
