"""Between the two steps: paragraphs that announce or host a list which turned out to be one."""

import re
from collections.abc import Iterator, Sequence

from postil.core.outline import NodeKind
from postil.outline.candidates import Candidate, Sort
from postil.outline.find.people import passage_before
from postil.outline.find.shape import is_label, is_torn
from postil.outline.lexicon import Lexicon
from postil.outline.nest.state import is_heading
from postil.outline.passages import Passages

_TAIL = 400
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý\"“])|(?<=[。！？])")
_ANNOUNCING = (":", "：", "—", "–", " -", "——")


def list_heads(
    candidates: Sequence[Candidate],
    passages: Passages,
    noise: frozenset[int],
    lexicon: Lexicon,
    first: set[int],
) -> list[Candidate]:
    """The heads of lists that are no nodes yet: hosts of inline items, and paragraphs that announce a list.

    ``first`` holds the indices of the candidates that begin a list.
    """
    taken = {c.passage for c in candidates if c.at == 0}
    heads: dict[int, Candidate] = {}
    for index in sorted(first):
        item = candidates[index]
        if item.at:
            if item.passage not in taken:
                heads.setdefault(item.passage, _head(item.passage, passages, item, "list-head.host", 0.8))
        elif item.sort in {Sort.ITEM, Sort.BULLET} and not item.headed and not _is_contained(candidates, index):
            last = passage_before(item.passage, noise)
            before = _paragraph_start(passages, last, taken)
            if before >= 0 and before not in taken and _announces(passages[last].shown, lexicon):
                heads.setdefault(before, _head(before, passages, item, "list-head.announced", 0.75))
    return list(heads.values())


def _is_contained(candidates: Sequence[Candidate], index: int) -> bool:
    """Whether items （一） stand under a heading already, which holds them without a head of their own."""
    held = any(reading.form == "（一）" for reading in candidates[index].readings)
    return held and any(is_heading(candidate, top=True) for candidate in candidates[:index])


def _paragraph_start(passages: Passages, index: int, taken: set[int]) -> int:
    """Where a paragraph begins that a text tore into lines."""
    while index > 0 and index not in taken and is_torn(passages, index):
        index -= 1
    return index


def _head(index: int, passages: Passages, item: Candidate, rule: str, confidence: float) -> Candidate:
    shown = passages[index].shown
    label = is_label(shown.rstrip(":："), 60)
    kind = NodeKind.HEADING if label and not item.at else NodeKind.SPEECH_ACT
    return Candidate(index, 0, 0, 0, Sort.HEAD, kind, rule, confidence, item.readings)


def _announces(shown: str, lexicon: Lexicon) -> bool:
    """Whether the last sentence says that a list follows, or is left for its items to complete."""
    if shown.rstrip().endswith(_ANNOUNCING):
        return True
    last = list(_sentences(shown[-_TAIL:]))[-1:]
    return bool(last) and bool(lexicon.pattern("heads.cues").search(last[0]))


def _sentences(shown: str) -> Iterator[str]:
    return (sentence for sentence in _SENTENCE.split(shown) if sentence.strip())
