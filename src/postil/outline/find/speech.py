"""Speech acts and the lead: what makes a readout or a piece of news."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from postil.core.outline import NodeKind
from postil.core.text import columns
from postil.outline.candidates import Candidate, Sort
from postil.outline.find.shape import is_body
from postil.outline.lexicon import Lexicon
from postil.outline.passages import Passages

_HEAD = 320
_WORDS = 26
_BRACKETS = re.compile(r"\([^)]*\)|（[^）]*）|\[[^\]]*\]")
_WORD = re.compile(r"[^\s,]+")
_COMMA = re.compile(r"[,，]\s*")
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|「[^「」]*」|«[^«»]*»")
_NAME = re.compile(r"[\u3400-\u9fff]{2,4}")
_STOP = re.compile(r"[.!?。！？；;:：]\s")
_OPENING = 12
_SURE = 2
_QUOTES = frozenset('“"「『«„')
_SPOKEN = re.compile(r"^[“\"「『«„]|^[—–-]\s?\w|[：:，,]\s?“[^“”]*[。！？…]”")
_SAMPLE = 500
_TURN = re.compile(r"([\u3400-\u9fff·]{1,8}|[A-Z][^:：。，,!?]{0,40})[:：]\s*[^\s\d]|([QA])[.:]?\s{1,4}[A-Z]")
_TURNS = 3
_DATELINE = re.compile(r"[^.。—–:：，]{2,60}?\d[^.。—–:：]{0,16}?(?:\.\s+|\s+[—–-]+\s+|[电電讯訊]\s*(?:（[^）]*）)?)")
_FIRST_PERSON_RATE = 1500


def speech_acts(free: Iterable[int], passages: Passages, lexicon: Lexicon) -> Iterator[Candidate]:
    """Passages that open with a speaker and a verb that reports."""
    reported = _chinese if lexicon.script in {"Han", "Kana"} else _western
    for index in free:
        content = reported(passages.shown[index][:_HEAD], lexicon)
        if content is not None:
            yield Candidate(index, 0, 0, content, Sort.SPEECH, NodeKind.SPEECH_ACT, "speech-act", 0.85)


def is_first_person(passages: Passages, lexicon: Lexicon) -> bool:
    """Whether one person speaks throughout, as in a speech; what is quoted does not count."""
    pattern, others = lexicon.pattern("speech.first_person"), lexicon.pattern("speech.not_first_person")
    count = size = 0
    for shown in passages.shown[:: 1 + len(passages) // _SAMPLE]:
        said = others.sub("", _QUOTED.sub("", shown)) if lexicon.script == "Han" else _QUOTED.sub("", shown)
        size += len(said)
        count += len(pattern.findall(said)) if lexicon.script == "Han" else _persons(pattern, said)
    rate = _FIRST_PERSON_RATE // (3 if lexicon.script == "Han" else 1)
    return count > 1 and count * rate > size


def is_transcript(passages: Passages) -> bool:
    """Whether speakers take turns, named before a colon, or in quotation marks as in a story."""
    spoken = sum(bool(_SPOKEN.search(shown)) for shown in passages.shown)
    if spoken >= _TURNS and spoken * 2 >= len(passages):
        return True
    turns = Counter(turn[1] for turn in (_TURN.match(shown) for shown in passages.shown) if turn)
    count = turns.total()
    return count >= _TURNS and count * 4 >= len(passages) and max(turns.values()) > 1


def _persons(pattern: re.Pattern[str], said: str) -> int:
    """A numeral I. is no person, nor is a lone capital in a name."""
    return sum(1 for match in pattern.finditer(said) if said[match.end() : match.end() + 1] not in (".", ")"))


def lead(
    passages: Passages,
    lexicon: Lexicon,
    skipped: set[int],
    starts: Mapping[int, Candidate],
    speeches: set[int],
) -> Candidate | None:
    """The paragraph from which a news report runs on: the first of the body, or the first that tells of news.

    None where the body begins with an item, a heading, or a speech act; where nobody speaks, it must tell twice.
    """
    cues = lexicon.pattern("news.cues")
    first = None
    seen = 0
    for index, passage in enumerate(passages):
        candidate = starts.get(index)
        if index in skipped or (candidate and candidate.sort is Sort.CAPTION):
            continue
        if candidate and first is None and not _is_opening_list(index, starts, passages):
            return None
        if candidate or not is_body(passage.shown):
            continue
        told = {cue[0].lower() for cue in cues.finditer(passage.shown[: _HEAD * 2])}
        if seen == _OPENING or (index in speeches and (seen or len(told) < _SURE)):
            break
        seen += 1
        first = index if first is None else first
        if len(told) > (0 if speeches else 1):
            return _lead(index, passage.shown, 0.85)
        if seen == 2:
            break
    return _lead(first, passages[first].shown, 0.6) if first is not None and len(speeches) > 1 else None


def _lead(index: int, shown: str, confidence: float) -> Candidate:
    dateline = _DATELINE.match(shown)
    return Candidate(index, 0, 0, dateline.end() if dateline else 0, Sort.SPEECH, NodeKind.LEAD, "lead", confidence)


def _is_opening_list(index: int, starts: Mapping[int, Candidate], passages: Passages) -> bool:
    """A summary in items under a label may stand before the news itself."""
    before = passages[index - 1].shown if index else ""
    return before.endswith((":", "：")) or (index - 1) in starts


def _western(shown: str, lexicon: Lexicon) -> int | None:
    """The offset where what is reported begins, or None."""
    if alone := lexicon.subjectless.match(shown):
        return alone.end() if _follows_that(shown, alone.end(), lexicon) else None
    if not lexicon.may_report(shown) or shown[0] in _QUOTES:
        return None
    match, saying = lexicon.verb(shown, "speech.verbs"), lexicon.verb(shown, "speech.saying")
    if saying and (not match or saying.start() < match.start()) and _follows_that(shown, saying.end(), lexicon):
        match = saying
    if not match:
        return None
    subject = _BRACKETS.sub("", shown[: match.start()]).strip()
    if match.start() == 0 or _STOP.search(subject) or len(_WORD.findall(subject)) > _WORDS:
        return None
    subject = lexicon.adverbs.sub("", subject).strip()
    return match.end() if _is_speaker(subject, lexicon) else None


def _follows_that(shown: str, position: int, lexicon: Lexicon) -> bool:
    rest = shown[position : position + 40].lstrip(" ,")
    return any(rest.lower().startswith(word.lstrip(" ,")) for word in lexicon.words.get("speech.that", ()))


def _is_speaker(subject: str, lexicon: Lexicon) -> bool:
    """Whether what stands before the verb is somebody: perhaps an adverbial, then a body, an office, a name."""
    segments = [segment for segment in _COMMA.split(subject.strip(" ,")) if segment]
    if not segments or lexicon.pattern("speech.first_person").fullmatch(segments[-1]):
        return False
    if len(segments) > 1 and lexicon.pattern("speech.adverbials").match(segments[0]):
        segments = segments[1:]
    if _is_somebody(segments[0], lexicon):
        return True
    return len(segments) > 1 and _is_somebody(segments[-1], lexicon) and _starts_adverbial(subject, lexicon)


def _starts_adverbial(subject: str, lexicon: Lexicon) -> bool:
    return bool(lexicon.pattern("speech.adverbials").match(subject))


def _is_somebody(segment: str, lexicon: Lexicon) -> bool:
    for key in ("speech.pronouns", "speech.impersonal"):
        if lexicon.pattern(key).fullmatch(segment):
            return True
    words = _WORD.findall(segment)
    if not words or len(words) > 16:
        return False
    particles = lexicon.words.get("speech.particles", ())
    small = [word for word in words if word[0].islower() and word.lower() not in particles]
    if lexicon.pattern("speech.speakers").search(segment):
        return len(small) <= 5
    names = [word for word in words if word[0].isupper()]
    known = {*lexicon.stopwords, *lexicon.words.get("speech.not_names", ())}
    return bool(names) and not small and len(words) <= 8 and words[0].lower() not in known


def _chinese(shown: str, lexicon: Lexicon) -> int | None:
    """The offset where what is reported begins, or None. Chinese puts no blank between speaker and verb."""
    start = 0
    if shown[:1] in _QUOTES:
        return None
    for segment in _COMMA.split(shown)[:3]:
        begin = shown.index(segment, start)
        start = begin + len(segment)
        for pattern, said in ((lexicon.verbs, False), (lexicon.sayings, True)):
            for match in pattern.finditer(segment):
                subject = shown[:begin] + segment[: match.start()]
                if _is_chinese_speaker(subject, segment[match.end() :], lexicon, said=said):
                    return begin + match.end()
    return None


def _is_chinese_speaker(subject: str, rest: str, lexicon: Lexicon, *, said: bool) -> bool:
    bare = _without_adverbs(subject.strip("，, "), lexicon)
    if not bare or columns(bare) > 60 or lexicon.pattern("speech.prepositions").match(re.split("[，,]", bare)[-1]):
        return False
    last = re.split("[，,]", bare)[-1]
    if subject[-1] in "，,":
        return _acts(last, lexicon)
    if _names_body(last, lexicon):
        return True
    reports = said or not rest or rest[0] in "：:“「要"
    return (
        reports
        and bool(_NAME.fullmatch(last))
        and not lexicon.pattern("speech.not_names").search(last)
        and not _is_me(last, lexicon)
    )


def _without_adverbs(subject: str, lexicon: Lexicon) -> str:
    while (shorter := lexicon.adverbs.sub("", subject)) != subject:
        subject = shorter
    return subject


def _is_me(part: str, lexicon: Lexicon) -> bool:
    return bool(lexicon.pattern("speech.first_person").search(part))


def _acts(part: str, lexicon: Lexicon) -> bool:
    """Whether a stretch is a body and an adverbial, before a comma and the verb ("全会按照党章规定，决定…")."""
    who = lexicon.pattern("speech.speakers").match(part)
    return bool(who and lexicon.pattern("speech.adverbials").match(part, who.end())) and columns(part) <= 44


def _names_body(part: str, lexicon: Lexicon) -> bool:
    """Whether a body or an office ends a stretch."""
    if columns(part) > 44 or _is_me(part, lexicon):
        return False
    return any(match.end() == len(part) for match in lexicon.pattern("speech.speakers").finditer(part))
