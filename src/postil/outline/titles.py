"""Titles of nodes: contiguous words of the item as displayed, short, without its marker and stock openings."""

import re

from postil.core.text import columns, is_wide
from postil.outline.lexicon import Lexicon

LONGEST = 60
READ = LONGEST * 6
_SHORTEST = 12
_STOP = re.compile(r"[.!?;:](?=\s|$)|[。！？；：]")
_FULL = "!?。！？"
_PAUSE = re.compile(r",(?=\s)|[，]|\s[—–-]\s|——")
_SENTENCE = 8
_CLAUSE = 20
_EDGES = " \t\u3000,;:，；：、。.—–-|*_"
_LOOSE = _EDGES + '"“«「（('


def title_of(item: str, lexicon: Lexicon, *, whole: bool = False) -> str:
    """The title of an item whose words begin at the start of a string; ``whole`` keeps a heading's pauses.

    At most ``LONGEST`` columns (an ideograph takes two), cut at a pause where there is one, else between words.
    """
    rest = item[:READ].replace("\n", " ").lstrip(_EDGES)
    if not whole:
        rest = without_opening(rest, lexicon)
    if whole and columns(rest) <= LONGEST:
        return rest.rstrip(_EDGES)
    clause = rest if whole else _clause(rest)
    cut = _cut(clause)
    return (cut if cut == clause else _without_loose_end(cut, lexicon)).rstrip(_LOOSE)


def without_opening(rest: str, lexicon: Lexicon) -> str:
    """Without the stock openings it begins with, as long as something is left."""
    openings = lexicon.pattern("titles.openings")
    while match := openings.match(rest):
        following = rest[match.end() :].lstrip(_EDGES)
        if match.end() == 0 or columns(following) < _SHORTEST:
            break
        rest = following
    return rest


def _clause(rest: str) -> str:
    """Up to the first sentence's end, or the first pause that leaves enough to read."""
    rest = next((rest[: stop.start()] for stop in _STOP.finditer(rest) if _ends(rest, stop)), rest)
    pauses = (rest[: pause.start()] for pause in _PAUSE.finditer(rest))
    return next((clause for clause in pauses if columns(clause) >= _CLAUSE), rest)


def _ends(rest: str, stop: re.Match[str]) -> bool:
    """Whether a stop ends a sentence: not after a word that may be an abbreviation, or that only announces."""
    said = rest[: stop.start()]
    if columns(said) >= _SENTENCE or stop[0] in _FULL:
        return bool(said.strip())
    word = said.split(" ")[-1]
    return stop[0] == "." and len(word) > (3 if word.islower() else 4)


def _without_loose_end(cut: str, lexicon: Lexicon) -> str:
    """A title that was cut does not end with "of the"."""
    words = cut.split(" ")
    while len(words) > 1 and words[-1].lower() in lexicon.stopwords:
        words.pop()
    return " ".join(words)


def _cut(clause: str) -> str:
    if columns(clause) <= LONGEST:
        return clause
    if clause.isascii():
        return clause[: clause.rfind(" ", 0, LONGEST + 1)] if " " in clause[: LONGEST + 1] else clause[:LONGEST]
    width = end = 0
    for index, character in enumerate(clause):
        width += 2 if is_wide(character) else 1
        if width > LONGEST:
            break
        if character.isspace() or is_wide(character):
            end = index if character.isspace() else index + 1
    return clause[: end or LONGEST]
