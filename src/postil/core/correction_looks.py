"""What passages and nodes look like, whatever they say: the shape of a printed marker, the look of a line.

Simple on purpose: it serves "everything that looks like this", which a reader sees at once and can take back.
"""

import re
import unicodedata
from collections.abc import Iterator

from postil.core.correction import ADDED
from postil.core.display import Display, shown_text
from postil.core.outline import Node, NodeKind
from postil.core.report import Block, BlockKind, Flow, Report, Style
from postil.core.span import Span
from postil.core.text import columns, is_wide

MOST_ALIKE = 2_000
"""How many passages one look may make nodes; the rest of a report that has more stays as it is."""
_CJK = "〇零一二三四五六七八九十百千两兩"
_ENCLOSED = ("①-⑳", "⑴-⒇", "⒈-⒛", "㈠-㈩", "㊀-㊉")
_LATIN = r"[ivxlc]{1,6}|[IVXLC]{1,6}|[A-Za-z]"
_MARKER = re.compile(
    rf"[（(]\s?(?:\d{{1,3}}|[{_CJK}]{{1,4}}|{_LATIN})\s?[)）]"
    r"|\d{1,3}(?:\.\d{1,3}){1,5}\.?(?=\s|[\u3400-\u9fff])"
    r"|\d{1,3}[.)、）．](?!\d)"
    rf"|[{_CJK}]{{1,4}}[、.．)）]|(?:{_LATIN})[.)](?=\s|[\u3400-\u9fff])"
    rf"|[{''.join(_ENCLOSED)}]|§+\s?\d{{1,4}}(?:\.\d{{1,4}})*[.:]?"
    rf"|第\s?(?:\d{{1,4}}|[{_CJK}]{{1,5}})\s?(?:部分|[章节節条條款项項编編篇部])"
    r"|[A-ZÀ-Þ][^\W\d_]{2,15}\s(?:\d{1,4}|[IVXLC]{1,7})(?:[.:](?=\s|$)|(?=\s*$))"
    r"|[-–—•·*▪◦‣●■□◆](?=\s)"
)
_LETTERS = re.compile(rf"([（(]?)({_LATIN})([.)）]?)")
_NUMBERS = (
    (re.compile(r"\d+"), "1"),
    (re.compile(rf"[{_CJK}]+"), "一"),
    *((re.compile(f"[{these}]"), these[0]) for these in _ENCLOSED),
    (re.compile(r"\b[IVXLC]+\b"), "I"),
)
_STOPS = tuple(".。;；!！?？…,，:：")
_CLOSERS = "\"'”’»」』)]）】》"
_SENTENCE = re.compile(r"[.!?;:](?=\s)|[。！？；：]")
_SENTENCE_LEAST = 8
"""Columns up to which a stop is rather an abbreviation's."""
_EDGES = " \t\n\u3000,;:，；：、。.—–-|"
_WIDEST = 72
_TITLE = 60


def shape(label: str, ordinal: int | None = None) -> str:
    """What the printed markers of one list have in common: "1." of 1. 2. 3., "第一条" of 第七条; "" for words alone.

    ``ordinal`` tells whether "(i)" is the first of one list or the ninth of another.
    """
    label = " ".join(label.split())
    letters = _LETTERS.fullmatch(label)
    if letters:
        return f"{letters[1]}{_letter(letters[2], ordinal)}{letters[3]}"
    shaped = label
    for numbers, first in _NUMBERS:
        shaped = numbers.sub(first, shaped)
    return shaped.lower() if shaped != label or not any(c.isalpha() for c in label) else _first_is_first(label)


def _first_is_first(label: str) -> str:
    """A label that already has the first number of its list is its own shape; words alone have none."""
    return label.lower() if any(numbers.search(label) for numbers, _first in _NUMBERS) else ""


def _letter(numeral: str, ordinal: int | None) -> str:
    """The first numeral of a list of letters, or of Roman numerals."""
    one = len(numeral) == 1
    roman = not one or (ord(numeral.lower()) - 96 != ordinal if ordinal else numeral.lower() in "ivx")
    first = "i" if roman else "a"
    return first.upper() if numeral.isupper() else first


def signature(report: Report, node: Node) -> str:
    """What a node shares with all that are there for the same reason and look the same: its rule, and the shape of its
    label or its kind; of a heading by markup also the level in the source.
    """
    alike = [node.rule, shape(node.label, node.ordinal) or node.kind.value]
    if node.rule == "heading.markup" and len(report.blocks):
        alike.append(str(report.blocks[report.blocks.at(node.start)].level))
    return "|".join(alike)


def look(report: Report, start: int) -> str:
    """What a passage looks like that begins at an offset: its marker, else its kind of block, else its line.

    "" where it looks like any other paragraph, or is in the middle of one.
    """
    blocks = report.blocks
    index = blocks.at(start)
    return _look(report, blocks[index]) if len(blocks) and item_start(report, blocks.starts[index]) == start else ""


def item_start(report: Report, offset: int) -> int:
    """Where the text of the first thing is that the eye sees from an offset on, in its block or the next one."""
    blocks = report.blocks
    index = blocks.at(offset)
    if not len(blocks):
        return offset
    if offset >= blocks.ends[index]:
        index += 1
        offset = blocks.starts[index] if index < len(blocks) else offset
    if index == len(blocks) or offset < blocks.starts[index]:
        return offset
    display = Display(report.text, blocks[index])
    shown = display.to_shown(offset)
    blank = len(display.shown[shown:]) - len(display.shown[shown:].lstrip())
    return display.text_start(shown + blank)


def passage_start(report: Report, span: Span) -> int:
    """Where the passage begins that somebody selected: at its printed marker, too, where the words behind it were."""
    start, blocks = item_start(report, span.start), report.blocks
    if not len(blocks):
        return start
    first = item_start(report, blocks.starts[blocks.at(start)])
    marker = _MARKER.match(report.text, first, max(first, start))
    return first if first < start and marker and not report.text[marker.end() : start].strip() else start


def passages_like(report: Report, sought: str) -> Iterator[int]:
    """Where the passages begin that have a look, the first ``MOST_ALIKE`` of them."""
    count = 0
    of_kind = sought.split(" ", maxsplit=1)[0]
    for index, face in enumerate(report.blocks.faces()):
        if _may_look(report.text, face, of_kind) and _look(report, report.blocks[index]) == sought:
            yield item_start(report, face[0])
            count += 1
            if count == MOST_ALIKE:
                return


def _may_look(text: str, face: tuple[int, int, BlockKind, Flow, bool], of_kind: str) -> bool:
    """Whether a block may have a look of some kind: most have not, and that is seen at once."""
    start, end, kind, _flow, has_runs = face
    if kind is not BlockKind.PARAGRAPH:
        return kind.name.lower() == of_kind
    if of_kind == "line":
        return has_runs or end - start <= 2 * _WIDEST
    return of_kind == "marker" and (has_runs or _MARKER.match(text, start, end) is not None)


def added(report: Report, start: int, title: str = "") -> Node:
    """The node that a reader makes of the passage at an offset; its place in the tree is still to be found."""
    blocks = report.blocks
    block = blocks[blocks.at(start)] if len(blocks) else Block(0, len(report.text))
    last = max(block.end, start)
    marker = _MARKER.match(report.text, start, last)
    marker_end = marker.end() if marker else start
    label = report.text[start:marker_end]
    numbered = any(character.isalnum() for character in label)
    kind = _kind(block, numbered=numbered, line=not label and bool(look(report, start)))
    kind = NodeKind.LIST_ITEM if label and not numbered else kind
    title = title or short_title(shown_text(report, Span(marker_end, last)))
    return Node(start, last, marker_end, 1, None, label, _number(label), title, kind, ADDED, 1.0)


def short_title(shown: str) -> str:
    """The first words of what is shown, up to a sentence's end and 60 columns, cut between words."""
    rest = " ".join(shown[: 6 * _TITLE].split()).lstrip(_EDGES)
    stops = (stop.start() for stop in _SENTENCE.finditer(rest))
    rest = next((rest[:stop] for stop in stops if columns(rest[:stop]) >= _SENTENCE_LEAST), rest)
    width = end = 0
    for offset, character in enumerate(rest):
        if character.isspace() or is_wide(character):
            end = offset
        width += 2 if is_wide(character) else 1
        if width > _TITLE:
            return rest[: end or offset].rstrip(_EDGES)
    return rest.rstrip(_EDGES)


def _kind(block: Block, *, numbered: bool, line: bool) -> NodeKind:
    of_block = {
        BlockKind.HEADING: NodeKind.HEADING,
        BlockKind.CAPTION: NodeKind.CAPTION,
        BlockKind.LIST_ITEM: NodeKind.NUMBERED if numbered or block.number[:1].isalnum() else NodeKind.LIST_ITEM,
    }
    usual = NodeKind.NUMBERED if numbered else NodeKind.HEADING if line else NodeKind.LEAD
    return of_block.get(block.kind, usual)


def _look(report: Report, block: Block) -> str:
    if block.kind in {BlockKind.CODE, BlockKind.TABLE} or "note" in block.path:
        return ""
    if block.kind is not BlockKind.PARAGRAPH:
        return f"{block.kind.name.lower()} {block.level}"
    head = report.text[block.start : min(block.end, block.start + 2 * _WIDEST)]
    if block.runs:
        head = Display(report.text, block).shown[: 2 * _WIDEST].lstrip()
    marker = _MARKER.match(head)
    marked = shape(marker[0], None) if marker else ""
    return f"marker {marked}" if marked else _line(report, block, head)


def _line(report: Report, block: Block, head: str) -> str:
    """The look of a line that names something: short, by itself, without a sentence's end."""
    text = report.text
    if "\n" in text[block.start : block.end] or not head.strip() or columns(head) > _WIDEST:
        return ""
    if head.rstrip(_CLOSERS).endswith(_STOPS) or not any(c.isalpha() for c in head):
        return ""
    bold = any(run.style & Style.STRONG and run.end - run.start > len(head) // 2 for run in block.runs)
    above = text.rfind("\n", 0, block.start) + 1
    alone = text[max(0, above - 2) : above] in {"", "\n", "\n\n"} and text[block.end : block.end + 2].strip(" ") != ""
    case = "bold" if bold else _case(head)
    return f"line {case} {block.start - above if not block.runs else 0}" if alone or bold or case == "upper" else ""


def _case(head: str) -> str:
    if head.isupper():
        return "upper"
    if is_wide(head[0]):
        return "wide"
    long = [word for word in head.split() if len(word) > 3]
    return "title" if long and all(word[0].isupper() for word in long) else "plain"


def _number(label: str) -> int | None:
    """The number that a printed marker says, the last one of a dotted one; None where it says none."""
    if digits := re.findall(r"\d+", label):
        return int(digits[-1])
    if letters := _LETTERS.fullmatch(label):
        numeral = letters[2].lower()
        return _roman(numeral) if _letter(numeral, None) == "i" else ord(numeral) - 96
    total = last = 0
    for character in label:
        value = int(unicodedata.numeric(character, -1))
        if value >= 10 and character in _CJK:
            total, last = total + (last or 1) * value, 0
        elif value >= 0:
            last = value
    return total + last or None


def _roman(numeral: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[c] for c in numeral]
    return sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))
