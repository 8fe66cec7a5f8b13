"""Between the two steps: paragraphs that announce or host a list which turned out to be one."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from postil.core.outline import NodeKind
from postil.outline.candidates import Candidate, Sort
from postil.outline.find.shape import is_label
from postil.outline.lexicon import Lexicon
from postil.outline.passages import Passage

_TAIL = 400
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý\"“])|(?<=[。！？])")
_ANNOUNCING = (":", "：", "—", "–", " -", "——")
_NAME_LIST = 3


def list_heads(
    candidates: Sequence[Candidate],
    passages: Sequence[Passage],
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
        elif item.sort in {Sort.ITEM, Sort.BULLET} and not item.headed:
            before = _before(item.passage, noise)
            if before >= 0 and before not in taken and _announces(passages[before].shown, lexicon):
                heads.setdefault(before, _head(before, passages, item, "list-head.announced", 0.75))
    return list(heads.values())


def name_lists(
    candidates: Sequence[Candidate], passages: Sequence[Passage], noise: frozenset[int], lexicon: Lexicon
) -> set[int]:
    """The indices of bullets that only list people: under a line that says so, or offices and names throughout."""
    dropped: set[int] = set()
    numbered = [(i, c) for i, c in enumerate(candidates) if c.sort is Sort.BULLET]
    for _key, run in groupby(enumerate(numbered), lambda pair: pair[1][1].passage - pair[0]):
        bullets = [pair for _, pair in run]
        before = _before(bullets[0][1].passage, noise)
        people = before >= 0 and lexicon.pattern("heads.people").search(passages[before].shown[-_TAIL:])
        if (
            people
            or sum(_is_person(passages[c.passage].shown[c.content :], lexicon) for _, c in bullets) * 3
            > len(bullets) * 2
        ):
            dropped.update(i for i, _ in bullets)
    return dropped


def _is_person(shown: str, lexicon: Lexicon) -> bool:
    """An office and a name: capitals throughout, and one of the words for those who speak."""
    particles = lexicon.words.get("speech.particles", ())
    words = re.findall(r"[^\W\d_]+", shown)
    capitals = sum(word[0].isupper() or word.lower() in particles for word in words)
    named = lexicon.pattern("speech.speakers").search(shown)
    return len(words) >= _NAME_LIST and capitals == len(words) and bool(named)


def _head(index: int, passages: Sequence[Passage], item: Candidate, rule: str, confidence: float) -> Candidate:
    shown = passages[index].shown
    label = is_label(shown.rstrip(":："), 60)
    kind = NodeKind.HEADING if label and not item.at else NodeKind.SPEECH_ACT
    return Candidate(index, 0, 0, 0, Sort.HEAD, kind, rule, confidence, item.readings)


def _before(passage: int, noise: frozenset[int]) -> int:
    index = passage - 1
    while index >= 0 and index in noise:
        index -= 1
    return index


def _announces(shown: str, lexicon: Lexicon) -> bool:
    """Whether the last sentence says that a list follows, or is left for its items to complete."""
    if shown.rstrip().endswith(_ANNOUNCING):
        return True
    last = list(_sentences(shown[-_TAIL:]))[-1:]
    return bool(last) and bool(lexicon.pattern("heads.cues").search(last[0]))


def _sentences(shown: str) -> Iterator[str]:
    return (sentence for sentence in _SENTENCE.split(shown) if sentence.strip())
