"""Where a caret goes: by character, word, line, and to the ends."""

import re
import unicodedata

from postil.core.span import Span
from postil.ui.page.column import Column

_WORD = re.compile(r"\w+(?:['’\u2010-\u2011-]\w+)*")


def next_character(column: Column, offset: int) -> int:
    """The next place between shown characters, combining marks kept together."""
    index = column.pieces.at(offset)
    after = column.item(index).after(offset)
    return after if after > offset else _first_of_next(column, index, offset)


def previous_character(column: Column, offset: int) -> int:
    """The place before."""
    index = column.pieces.at(offset)
    before = column.item(index).before(offset)
    return before if before < offset else _last_of_previous(column, index, offset)


def next_word(column: Column, offset: int) -> int:
    """The end of this word or, between words, of the next one."""
    index = column.pieces.at(offset)
    display = column.item(index).display
    match = _WORD.search(_spelt(display.shown), display.to_shown(offset))
    if match:
        return display.text_end(match.end())
    end = display.text_end(len(display.shown))
    return end if end > offset else _first_of_next(column, index, offset)


def previous_word(column: Column, offset: int) -> int:
    """The beginning of this word or, between words, of the one before."""
    index = column.pieces.at(offset)
    display = column.item(index).display
    starts = [match.start() for match in _WORD.finditer(_spelt(display.shown), 0, display.to_shown(offset))]
    if starts:
        return display.text_start(starts[-1])
    start = display.text_start(0)
    return start if start < offset else _last_of_previous(column, index, offset)


def lines_away(column: Column, offset: int, lines: int) -> int:
    """The place so many lines further down (negative: up), under or over the same x."""
    index = column.pieces.at(offset)
    item = column.item(index)
    x, line = item.caret(offset).x(), item.line_of(offset) + lines
    while line < 0 and index > 0:
        index -= 1
        item = column.item(index)
        line += item.lines
    while line >= item.lines and index < len(column) - 1:
        line -= item.lines
        index += 1
        item = column.item(index)
    if line < 0:
        return item.line_start(0)
    if line >= item.lines:
        return item.line_end(item.lines - 1)
    return item.hit(x, item.line_top(line))


def line_start(column: Column, offset: int) -> int:
    """The beginning of the line."""
    item = column.item(column.pieces.at(offset))
    return item.line_start(item.line_of(offset))


def line_end(column: Column, offset: int) -> int:
    """The end of the line."""
    item = column.item(column.pieces.at(offset))
    return item.line_end(item.line_of(offset))


def word_at(column: Column, offset: int) -> Span:
    """The word that holds an offset, or the one character there; in Chinese the run up to the next punctuation."""
    display = column.item(column.pieces.at(offset)).display
    shown = display.to_shown(offset)
    for match in _WORD.finditer(_spelt(display.shown)):
        if match.start() <= shown <= match.end():
            return display.span_to_text(Span(*match.span()))
    return display.span_to_text(Span(shown, min(shown + 1, len(display.shown))))


def paragraph_at(column: Column, offset: int) -> Span:
    """All that is shown of the piece that holds an offset."""
    display = column.item(column.pieces.at(offset)).display
    return display.span_to_text(Span(0, len(display.shown)))


def shown_part(column: Column, span: Span) -> Span:
    """A span without what is hidden at its two edges, an entity whole: what is seen selected is what is marked."""
    start = _first_shown(column, span)
    return Span(start, max(start, _last_shown(column, span)))


def _first_shown(column: Column, span: Span) -> int:
    """Where the text of a span's first shown character begins, or the span's end."""
    for index in range(column.pieces.at(span.start), len(column)):
        if column.pieces.starts[index] >= span.end:
            break
        display = column.item(index).display
        shown = display.to_shown(span.start)
        if shown < len(display.shown):
            return min(span.end, display.text_start(shown))
    return span.end


def _last_shown(column: Column, span: Span) -> int:
    """Where the text of a span's last shown character ends, or the span's start."""
    for index in range(column.pieces.at(max(span.start, span.end - 1)), -1, -1):
        start, end = column.pieces.span(index)
        if end <= span.start:
            break
        display = column.item(index).display
        shown = display.span_to_shown(Span(start, span.end)).end
        if shown:
            return max(span.start, display.text_end(shown))
    return span.start


def _spelt(shown: str) -> str:
    """A string of the same length in which marks that belong to a letter are letters: to Python they end a word."""
    if shown.isascii():
        return shown
    return "".join("x" if unicodedata.category(character)[0] == "M" else character for character in shown)


def _first_of_next(column: Column, index: int, offset: int) -> int:
    return column.item(index + 1).line_start(0) if index + 1 < len(column) else offset


def _last_of_previous(column: Column, index: int, offset: int) -> int:
    if index == 0:
        return offset
    item = column.item(index - 1)
    return item.line_end(item.lines - 1)
