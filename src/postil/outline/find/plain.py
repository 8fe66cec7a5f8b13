"""What a passage's first characters or words tell by themselves: bullets, captions, vocatives."""

import re

from postil.core.outline import NodeKind
from postil.core.report import BlockKind
from postil.core.text import columns
from postil.outline.candidates import Candidate, Reading, Sort
from postil.outline.find.shape import last_stop
from postil.outline.lexicon import Lexicon
from postil.outline.passages import Passage, Passages

BULLETS = "-*+•·‣◦▪●○■□◆▶►–—➢✓"
_BULLET = re.compile(rf"([{BULLETS}])[ \t\u3000]+(?=\S)|[•‣▪●■◆►➢](?=\S)|——(?=[\u3400-\u9fff])|[-–](?=[a-zà-ÿ]{2})")
_NUMBER = re.compile(r"\s*[-–]?\s*(?:\d+|[IVX]+)(?:[-–.]\d+)*\s*[.:：\s—–-]?")
_CREDIT = 60
_LONGEST = 400


def bullet(index: int, passage: Passage, lexicon: Lexicon) -> Candidate | None:  # noqa: ARG001 — a finder
    """An item with its own bullet or dash."""
    match = _BULLET.match(passage.shown)
    hidden = (
        passage.kind is BlockKind.LIST_ITEM and bool(passage.block.number) and not passage.block.number[0].isalnum()
    )
    if not match and not hidden:
        return None
    end = match.end() if match else 0
    mark = match[0].strip() if match else passage.block.number
    rank = passage.indent + 100 * max(0, passage.block.level - 1)
    reading = (Reading(f"bullet.{mark}", None),)
    return Candidate(
        index,
        0,
        len(mark) if match else 0,
        end,
        Sort.BULLET,
        NodeKind.LIST_ITEM,
        "list-item.bullet",
        0.85,
        reading,
        rank,
    )


def caption(index: int, passage: Passage, lexicon: Lexicon) -> Candidate | None:
    """The caption of a figure or photo: it says so at its start, or ends with the photographer's credit."""
    shown = passage.shown
    if passage.kind is not BlockKind.CAPTION and (len(shown) > _LONGEST or not _says_caption(passage, lexicon)):
        return None
    return _caption(index)


def credits_of(passages: Passages, lexicon: Lexicon, starts: dict[int, Candidate]) -> set[int]:
    """Lines that only name a photographer belong to the caption before them, or make the line before them one.

    Takes them from ``starts`` and returns them; what they make a caption is added there.
    """
    credited: set[int] = set()
    for index in [i for i, c in starts.items() if c.sort is Sort.CAPTION and _is_credit(passages[i], lexicon)]:
        before = starts.get(index - 1)
        if before is None and index and passages[index].gap == 0 and passages[index - 1].is_prose:
            before = starts[index - 1] = _caption(index - 1)
        if before is not None and before.sort is Sort.CAPTION:
            credited.add(index)
            del starts[index]
    return credited


def _is_credit(passage: Passage, lexicon: Lexicon) -> bool:
    shown = passage.shown
    opens = shown[:_CREDIT].lower().startswith(lexicon.words.get("captions.credits", ()))
    return opens or (columns(shown) <= _CREDIT and _ends_with_credit(shown, lexicon))


def _caption(index: int) -> Candidate:
    return Candidate(index, 0, 0, 0, Sort.CAPTION, NodeKind.CAPTION, "caption", 0.7)


def _says_caption(passage: Passage, lexicon: Lexicon) -> bool:
    shown = passage.shown
    label = lexicon.pattern("captions.labels").match(shown)
    if label and (shown[label.end() : label.end() + 1] in (":", "：") or _is_numbered(shown, label.end())):
        return True
    openings = (*lexicon.words.get("captions.openings", ()), *lexicon.words.get("captions.credits", ()))
    return shown[:_CREDIT].lower().startswith(openings) or _ends_with_credit(shown, lexicon)


def may_end_with_credit(passages: Passages, lexicon: Lexicon) -> set[int]:
    """The passages that are short enough for captions, and end like them."""
    if not lexicon.words.get("captions.endings"):
        return set()
    return {i for i, s in enumerate(passages.shown) if len(s) <= _LONGEST and _ends_with_credit(s, lexicon)}


def _ends_with_credit(shown: str, lexicon: Lexicon) -> bool:
    return shown.rstrip(")） 。.").endswith(lexicon.words.get("captions.endings", ()))


def _is_numbered(shown: str, position: int) -> bool:
    """A label and a number, and then no sentence that speaks of the figure ("Figure 5 shows …")."""
    number = _NUMBER.match(shown, position)
    return bool(number) and (not shown[number.end() :][:1].islower() if number else False)


def vocative(index: int, passage: Passage, lexicon: Lexicon) -> Candidate | None:
    """The people spoken to, alone on their line: no node, but the end of any list."""
    shown = passage.shown
    if columns(shown) > 60 or last_stop(shown) not in (",", "，", "!", "！", ":", "："):
        return None
    if not any(shown.lower().startswith(o.lower()) for o in lexicon.words.get("vocatives.openings", ())):
        return None
    return Candidate(index, 0, 0, 0, Sort.BREAK, NodeKind.HEADING, "vocative", 0.0)
