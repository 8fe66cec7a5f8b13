"""Headings: by markup, by bold type, and by typography alone."""

import re
from collections.abc import Mapping

from postil.core.outline import NodeKind
from postil.core.report import BlockKind, Style
from postil.core.text import is_wide
from postil.outline.candidates import Candidate, Reading, Sort
from postil.outline.find.noise import is_table
from postil.outline.find.numbered import unit
from postil.outline.find.shape import is_body, is_label, is_torn, is_wordy, last_stop
from postil.outline.lexicon import Lexicon
from postil.outline.numerals import readings
from postil.outline.passages import Passage, Passages

_WIDEST = 72
_BOLD = 160
_FIELD = re.compile(r"[:：]\s*\S|[@={}|]|https?:|^[（(《\[［]|^\S{1,3}$|\d{3,}[-/]\d|\d\s?,|,\s?\d")
_TIGHT = re.compile(r"(#{2,6})(?=[^\s#])")
_TURN = re.compile(r"^[A-ZÀ-Ý][A-ZÀ-Ý .,-]{3,}:\s*$")
_STAGE = re.compile(r"[(（][^()（）]*[)）]")
_ARTICLE_CAPTION = re.compile(r"[（(][^（()）]{1,24}[)）]")
_ENOUGH = 2
_PARAGRAPH = 60
_FEW = 12
_AHEAD = 8


def markup_heading(index: int, passage: Passage, lexicon: Lexicon) -> Candidate | None:
    """A heading that the source marks as one; its own numbering is its label."""
    if passage.kind is not BlockKind.HEADING or not is_labelled(passage.shown):
        return None
    numbered = unit(index, passage, lexicon)
    length, kind = 0, NodeKind.HEADING
    reading: tuple[Reading, ...] = ()
    if numbered:
        length, kind, reading = numbered.marker, numbered.kind, numbered.readings
    elif numerals := readings(passage.shown):
        length, reading = numerals[0].length, tuple(Reading(n.style, n.number, n.path) for n in numerals)
    level = passage.block.level or 1
    return Candidate(
        index, 0, length, length, Sort.MARKUP, kind, "heading.markup", 0.98, reading, rank=level, headed=True
    )


def tight_heading(index: int, passage: Passage, lexicon: Lexicon) -> Candidate | None:  # noqa: ARG001 — a finder
    """A heading whose marks have no blank behind them: Markdown has none such, its writers do."""
    marks = _TIGHT.match(passage.shown) if passage.kind is BlockKind.PARAGRAPH else None
    if not marks or not is_label(passage.shown[marks.end() :]):
        return None
    kind, rank = NodeKind.HEADING, len(marks[1])
    return Candidate(index, 0, 0, marks.end(), Sort.MARKUP, kind, "heading.markup", 0.9, rank=rank, headed=True)


def is_labelled(shown: str) -> bool:
    """Whether there is a word in a heading."""
    return any(character.isalpha() for character in shown)


def run_in_heading(index: int, passage: Passage, lexicon: Lexicon) -> Candidate | None:  # noqa: ARG001 — a finder
    """A bold label at the start of a paragraph, or a paragraph that is nothing but bold."""
    end = _bold(passage) if passage.kind is BlockKind.PARAGRAPH else 0
    label = passage.shown[:end]
    whole = len(label.strip()) >= len(passage.shown)
    if _TURN.search(label) or (whole and _STAGE.fullmatch(label.strip())):
        return None
    if not is_label(label.strip().rstrip(".:：。"), _BOLD if whole else _WIDEST) or not is_labelled(label):
        return None
    rule = "heading.bold" if whole else "heading.run-in"
    return Candidate(
        index, 0, 0, 0, Sort.BARE, NodeKind.HEADING, rule, 0.85, rank=0 if whole else 1, headed=True, stop=len(label)
    )


def _bold(passage: Passage) -> int:
    """Where the bold type ends that a passage begins with, over wrapped lines; 0 where it begins otherwise."""
    end = passage.base
    for span in passage.display().styles if passage.marked else ():
        if span.start > end + 1 or not span.style & Style.STRONG:
            break
        end = span.end
    return end - passage.base


def bare_headings(
    passages: Passages,
    lexicon: Lexicon,
    skipped: set[int],
    starts: Mapping[int, Candidate],
    first: int | None,
) -> list[Candidate]:
    """Lines that stand alone, name something, and have what they name below them; at least two in a report.

    ``first`` is the passage that would be the last of the title block, were there no others like it.
    """
    if any(c.sort is Sort.MARKUP for c in starts.values()) or _is_of_lines(passages):
        return []
    spaced = sum(gap > 0 for gap in passages.gaps) * 2 > len(passages)
    found = []
    between = skipped - {first}
    for index, shown in enumerate(passages.shown):
        if len(shown) > _WIDEST or index in between or index in starts or is_torn(passages, index):
            continue
        passage = passages[index]
        if _is_article_caption(index, passages, starts):
            found.append(_bare(index, passage, lexicon))
            continue
        if not _is_heading(passage, lexicon, spaced=spaced):
            continue
        if _heads_something(index, passages, between, starts, lexicon, spaced=spaced):
            found.append(_bare(index, passage, lexicon) if not _is_colon(passage.shown) else _label(index, starts))
    return found if len(found) >= _ENOUGH or any(c.outside or c.rule == "heading.label" for c in found) else []


def _is_of_lines(passages: Passages) -> bool:
    """Whether a text is short lines throughout: verse, names, addresses. Nothing in it stands over a body."""
    return sum(len(shown) >= _PARAGRAPH for shown in passages.shown) * _FEW < len(passages)


def _is_article_caption(index: int, passages: Passages, starts: Mapping[int, Candidate]) -> bool:
    """In Japanese acts a line in brackets stands over the article that it names."""
    following = starts.get(index + 1)
    named = following is not None and following.sort is Sort.UNIT and not following.headed
    return named and bool(_ARTICLE_CAPTION.fullmatch(passages.shown[index]))


def _bare(index: int, passage: Passage, lexicon: Lexicon) -> Candidate:
    shown = passage.shown
    outside = lexicon.names_matter(shown)
    rank = passage.indent + (0 if shown.isupper() else 1)
    return Candidate(
        index, 0, 0, 0, Sort.BARE, NodeKind.HEADING, "heading.bare", 0.7, rank=rank, headed=True, outside=outside
    )


def _is_colon(shown: str) -> bool:
    """Whether a string ends with a colon."""
    return last_stop(shown) in (":", "：")


def _label(index: int, starts: Mapping[int, Candidate]) -> Candidate:
    """A label with a colon announces the list below it."""
    items = next(starts[i].readings for i in range(index + 1, index + _AHEAD) if i in starts)
    return Candidate(index, 0, 0, 0, Sort.HEAD, NodeKind.HEADING, "heading.label", 0.7, items, headed=True)


def _is_heading(passage: Passage, lexicon: Lexicon, *, spaced: bool) -> bool:
    shown = passage.shown
    if not passage.single or passage.kind is not BlockKind.PARAGRAPH or len(shown) > _WIDEST:
        return False
    if spaced and passage.gap == 0 and passage.number > 0:
        return False
    begins = shown[0].isupper() or is_wide(shown[0]) or shown[0].isdecimal()
    if not begins or not is_label(shown, _WIDEST) or not is_wordy(shown) or _FIELD.search(shown):
        return False
    return shown.split()[-1].lower() not in lexicon.stopwords


def _heads_something(
    index: int,
    passages: Passages,
    skipped: set[int],
    starts: Mapping[int, Candidate],
    lexicon: Lexicon,
    *,
    spaced: bool,
) -> bool:
    """Whether what follows is body, an item or a table; page heads and feet between do not count."""
    labels = 0
    for following in range(index + 1, min(index + _AHEAD, len(passages))):
        passage = passages[following]
        if following in skipped and not is_table(passage):
            continue
        if _is_colon(passages[index].shown):
            return following in starts and starts[following].sort in {Sort.ITEM, Sort.BULLET}
        if spaced and passage.gap == 0:
            return False
        if following in starts or following in skipped or (is_body(passage.shown) and not passage.shown[0].islower()):
            return True
        labels += 1
        if labels > 1 or not _is_heading(passage, lexicon, spaced=spaced):
            return passage.block.end - passage.block.start > len(passage.shown) and not passage.single
    return False
