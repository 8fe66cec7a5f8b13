"""What a passage looks like, whatever it says."""

import re

from postil.core.text import columns, is_wide
from postil.outline.passages import PROSE, Passages

STOPS = ".。;；!！?？…,，"
_SENTENCE = re.compile(r"[.!?]\s+[\"“(]?[A-ZÀ-Ý]|[。！？；]\s*\S")
_ABBREVIATION = re.compile(r"\b(?:\w|[^\W\d_]\w{1,2})\.\s")
_LETTER = re.compile(r"[^\W\d_]")
_COLUMNS = re.compile(r"\S(?: {3,}|\t+)\S")
_LINE = 50
_CLOSERS = "\"'”’»」』)]）】》*_ "


def last_stop(shown: str) -> str:
    """The punctuation that ends a string, behind closing quotation marks and brackets; "" where none does."""
    stripped = shown.rstrip(_CLOSERS)
    return stripped[-1] if stripped and not stripped[-1].isalnum() else ""


def is_label(shown: str, limit: int = 80) -> bool:
    """Whether a string names something rather than says it: short, of one piece, without a sentence's end."""
    if not shown or len(shown) > limit or columns(shown) > (limit if not is_wide(shown[-1]) else limit * 3 // 4):
        return False
    return last_stop(shown) not in tuple(STOPS) and not _SENTENCE.search(_ABBREVIATION.sub("", shown))


def letters(shown: str) -> float:
    """The share of letters in what is not blank."""
    return len(_LETTER.findall(shown)) / max(1, len(shown) - shown.count(" "))


def is_wordy(shown: str) -> bool:
    """Whether most of a string is letters."""
    return letters(shown) >= 0.6


def is_tabular(shown: str) -> bool:
    """Whether a string is set in columns."""
    return ("   " in shown or "\t" in shown) and bool(_COLUMNS.search(shown))


def is_torn(passages: Passages, index: int) -> bool:
    """Whether a passage stands right below one that breaks off, so that it goes on with its sentence."""
    if index == 0 or passages.gaps[index] or passages.kinds[index - 1] not in PROSE:
        return False
    above = passages.shown[index - 1]
    return last_stop(above) not in tuple(".。;；!！?？…:：") and len(above) > _LINE


def is_body(shown: str) -> bool:
    """Whether a string reads like prose: it ends like a sentence, or is too long for a label."""
    return last_stop(shown) in tuple(".。;；!！?？…:：") or len(shown) > 90 or columns(shown) > 90
