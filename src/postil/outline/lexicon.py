"""Lexicons: what marks structure in the reports of one language, as data.

To add a language, put a TOML file beside ``resources/lexicons/en.toml``, whose head says how one is written: literals
and frames of literals with named slots, never regular expressions. Code asks a lexicon for its script, never for its
language, and holds no word of any.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any

from postil.outline.numerals import CJK_DIGITS, cjk_number

_SLOT = re.compile(r"\{(\w+)\}")
_FIRST_SLOT = re.compile(r"(?<=\})")
_NEVER = re.compile(r"(?!)")
_CLOSING = -1
_IDEOGRAPHIC = frozenset({"Han", "Kana"})
_PAUSE = r"[.!?;:,…—。！？；：，、”）\")](?:(?<![\")])[^\S\n]*+|[^\S\n]++)"
_BRACKET = "[(（①-⑳]"
_FIGURE = r"\d{1,2}[.．、](?:[^\S\n]|[\u3400-\u9fff])|[一二三四五六七八九十]{1,2}、"
_BEGIN = r"(?<!\w)"
_END = r"(?:(?<=\W)|(?!\w))"


class LexiconError(ValueError):
    """A lexicon is not written as ``en.toml`` says; the text names the place."""


@dataclass(frozen=True)
class Family:
    """Ordinals that make one list together: their words, and the frames they stand in."""

    name: str
    frames: tuple[str, ...]
    words: Mapping[str, int]


@dataclass(frozen=True)
class Lexicon:
    """The words that mark structure in one language, and the patterns made of them (each when it is first needed)."""

    language: str = ""
    script: str = ""
    stopwords: frozenset[str] = frozenset()
    families: tuple[Family, ...] = ()
    slots: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    units: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def ordinals(self) -> tuple[tuple[Family, re.Pattern[str]], ...]:
        """A pattern for each family, to be matched where a clause begins.

        Of its groups, "item" begins with the marker and ends with what must follow it, "marker0", "marker1", … are what
        is printed as the label, the group after one of these is the ordinal itself.
        """
        return tuple((family, self._ordinal(family)) for family in self.families)

    @cached_property
    def opening(self) -> re.Pattern[str]:
        """How a passage that one of its words may mark begins, behind a line end: soon told, and not certain."""
        keys = ("structure.joiners", "captions.labels", "captions.openings", "captions.credits", "vocatives.openings")
        words = chain(self.units, *(self.words.get(key, ()) for key in keys))
        openings = _by_first(chain(((word[:1], _literal(word[1:])) for word in words), self._markers()))
        return re.compile(rf"\n(?:{openings})")

    @cached_property
    def clause(self) -> re.Pattern[str]:
        """What must stand before an ordinal inside a passage, up to its clause: soon told, and not certain."""
        joiners = _by_first((word[:1], _literal(word[1:])) for word in self.words.get("structure.joiners", ()))
        return re.compile(rf"{_PAUSE}(?=(?:(?:{joiners})\s++)?(?:{_by_first(self._markers())}))")

    @cached_property
    def bracket(self) -> re.Pattern[str]:
        """What must stand before a number in brackets inside a passage, up to it."""
        joiners = _join(self.words.get("structure.joiners", ()))
        after = rf"|\b(?:{joiners}) +(?={_BRACKET})" if joiners else ""
        return re.compile(
            rf"[.;:,。；：，、—][^\S\n]*(?={_BRACKET}|{_FIGURE}){after}|(?P<loose>[a-z]) (?=\((?:i|a|1)\) [a-z])"
        )

    @cached_property
    def unit(self) -> re.Pattern[str]:
        """A unit that names itself, up to its number: "Section ", "Artículo "."""
        return self._bounded("" if self.script in _IDEOGRAPHIC else _join(self.units))

    @cached_property
    def verbs(self) -> re.Pattern[str]:
        """A verb that reports whatever follows it."""
        return self.pattern("speech.verbs")

    @cached_property
    def sayings(self) -> re.Pattern[str]:
        """A verb that reports only before one of the words of ``that``."""
        return self.pattern("speech.saying")

    @cached_property
    def subjectless(self) -> re.Pattern[str]:
        """A verb that reports though no subject stands before it: Spanish leaves it out where it goes on."""
        return self.pattern("speech.subjectless")

    def verb(self, shown: str, key: str) -> re.Match[str] | None:
        """The first of some verbs in a string."""
        # A search that need not ignore case, nor look behind, is six times as fast.
        folded = shown.lower()
        folded = folded if len(folded) == len(shown) else shown
        found = self._verbs[key].finditer(folded)
        return next((match for match in found if not folded[: match.start()][-1:].isalpha()), None)

    def may_report(self, head: str) -> bool:
        """Whether one of the verbs may stand in a string of a script with blanks: soon told, and not certain."""
        return not self._verb_words.isdisjoint(head.lower().split())

    @cached_property
    def _verb_words(self) -> frozenset[str]:
        """The first words of all verbs, also with what may stand behind them."""
        verbs = chain(self.words.get("speech.verbs", ()), self.words.get("speech.saying", ()))
        firsts = {verb.split()[0].lower() for verb in verbs}
        return frozenset(first + sign for first in firsts for sign in ("", *",:;.—"))

    @cached_property
    def _verbs(self) -> dict[str, re.Pattern[str]]:
        inner = {key: self._alternatives(self.words.get(key, ())) for key in ("speech.verbs", "speech.saying")}
        return {key: re.compile(f"(?:{verbs.lower()}){self._end}") if verbs else _NEVER for key, verbs in inner.items()}

    @cached_property
    def adverbs(self) -> re.Pattern[str]:
        """Adverbs at the end of a stretch, before a verb."""
        inner = self._alternatives(self.words.get("speech.adverbs", ()))
        return re.compile(rf"{self._begin}(?:{inner})\s*$", re.IGNORECASE) if inner else _NEVER

    def names_matter(self, heading: str) -> bool:
        """Whether a heading names a part that stands outside a report's numbering: a summary, an appendix."""
        matter = self.pattern("heads.matter").match(heading.strip())
        return bool(matter and len(heading.strip()) - matter.end() <= 2)

    def pattern(self, *keys: str) -> re.Pattern[str]:
        """Any of the literals and frames of some lists, at word boundaries."""
        cache = self._patterns
        if keys not in cache:
            cache[keys] = self._bounded(self._alternatives(f for key in keys for f in self.words.get(key, ())))
        return cache[keys]

    @cached_property
    def _patterns(self) -> dict[tuple[str, ...], re.Pattern[str]]:
        return {}

    def number(self, family: Family, ordinal: str | None) -> int | None:
        """The number of an ordinal of a family, or None for one that only closes a list."""
        if ordinal is None or _CLOSING in family.words.values():
            return None
        folded = " ".join(ordinal.lower().split())
        return family.words.get(folded) or cjk_number(folded)

    def _markers(self) -> Iterator[tuple[str, str]]:
        """Patterns of all markers of ordinals, as far as the first slot: the first character, and the rest."""
        for family in self.families:
            ordinal = _join(family.words)
            for marker in {_FIRST_SLOT.split(frame.replace("|", ""), maxsplit=1)[0] for frame in family.frames}:
                slot = _SLOT.match(marker)
                if not slot:
                    yield marker[:1], self._frame(marker[1:], ordinal)
                    continue
                rest = self._frame(marker[slot.end() :], ordinal)
                firsts = family.words if slot[1] == "ordinal" else self.slots.get(slot[1], ())
                yield from ((word[:1], _literal(word[1:]) + rest) for word in firsts if word)
                if slot[1] == "cjk":
                    yield from ((digit, f"[{CJK_DIGITS}]{{0,2}}{rest}") for digit in CJK_DIGITS)

    def _ordinal(self, family: Family) -> re.Pattern[str]:
        ordinal = _join(family.words)
        endings: dict[str, list[str]] = {}
        for frame in family.frames:
            marker, _bar, rest = frame.partition("|")
            endings.setdefault(marker, []).append(self._frame(rest, ordinal))
        parts = []
        for i, marker in enumerate(sorted(endings, key=len, reverse=True)):
            rests = "|".join(sorted(endings[marker], key=len, reverse=True))
            parts.append(f"(?P<marker{i}>{self._frame(marker, ordinal)})(?:{rests})")
        joiners = self._alternatives(self.words.get("structure.joiners", ()))
        joined = rf"(?:(?:{joiners})\s+)?" if joiners else ""
        inner = rf"{joined}(?P<item>{'|'.join(parts)}){self._end}"
        return re.compile(inner, re.IGNORECASE) if parts else _NEVER

    def _frame(self, frame: str, ordinal: str = "") -> str:
        pieces: list[str] = []
        for index, piece in enumerate(_SLOT.split(frame)):
            pieces.append(self._slot(piece, ordinal) if index % 2 else _literal(piece))
        return "".join(pieces)

    def _slot(self, name: str, ordinal: str) -> str:
        if name == "ordinal":
            return f"({ordinal})"
        if name == "cjk":
            return f"([{CJK_DIGITS}]{{1,3}})"
        if name == "number":
            return rf"(?:\d{{1,2}}|{_join(self.words.get('numbers', ())) or '(?!)'})"
        return f"(?:{_join(self.slots[name])})"

    def _bounded(self, inner: str) -> re.Pattern[str]:
        return re.compile(f"{self._begin}(?:{inner}){self._end}", re.IGNORECASE) if inner else _NEVER

    @property
    def _begin(self) -> str:
        """Where a word may begin: anywhere between ideographs."""
        return "" if self.script in _IDEOGRAPHIC else _BEGIN

    @property
    def _end(self) -> str:
        return "" if self.script in _IDEOGRAPHIC else _END

    def _alternatives(self, frames: Iterable[str]) -> str:
        return "|".join(self._frame(frame) for frame in sorted(frames, key=len, reverse=True))


def parse_lexicon(toml_text: str) -> Lexicon:
    """Make the text of a lexicon file into a value. Raises LexiconError where it is not written as ``en.toml`` says."""
    import tomllib  # noqa: PLC0415 — not needed for the first page

    try:
        table = tomllib.loads(toml_text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(str(error)) from error
    language, script = table.get("language"), table.get("script")
    if not isinstance(language, str) or not isinstance(script, str):
        raise LexiconError("a lexicon names its language and its script")
    structure = _table(table, "structure")
    lexicon = Lexicon(
        language,
        script,
        frozenset(_strings(table, "stopwords")),
        tuple(_families(table)),
        {name: _strings(_table(table, "slots"), name) for name in _table(table, "slots")},
        {word.lower(): _whole(rank) for word, rank in _table(structure, "units").items()},
        dict(_words(table)),
    )
    _check_slots(lexicon)
    return lexicon


def _check_slots(lexicon: Lexicon) -> None:
    """Say now, and not when a report is read, that a frame names a slot that is not there."""
    known = {"ordinal", "cjk", "number", *lexicon.slots}
    frames = (frame for family in lexicon.families for frame in family.frames)
    for frame in (*frames, *(frame for words in lexicon.words.values() for frame in words)):
        for name in _SLOT.findall(frame):
            if name not in known:
                raise LexiconError(f"{lexicon.language}: “{frame}” names no slot")


def _families(table: Mapping[str, Any]) -> Iterator[Family]:
    for key, closing in (("ordinals", False), ("closers", True)):
        for entry in table.get(key, ()):
            if not isinstance(entry, dict) or not isinstance(entry.get("family"), str):
                raise LexiconError(f"each of {key} names its family")
            words = {word.lower(): _whole(number) for word, number in _table(entry, "words").items()}
            yield Family(entry["family"], _strings(entry, "frames"), {"": _CLOSING} if closing else words)


def _words(table: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "numbers", tuple(_table(table, "numbers"))
    for section in ("structure", "heads", "captions", "speech", "news", "titles", "vocatives"):
        part = _table(table, section)
        for key in part:
            if not isinstance(part[key], dict):
                yield f"{section}.{key}", _strings(part, key)


def _table(table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise LexiconError(f"{key} is a table")
    return value


def _strings(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise LexiconError(f"{key} is a list of strings")
    return tuple(item for item in value if item)


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise LexiconError(f"{value!r} is not a number")
    return value


def _by_first(patterns: Iterable[tuple[str, str]]) -> str:
    """Any of some patterns, in any case. Sorted by their first characters, so that most are passed over at a glance."""
    rests: dict[str, set[str]] = {}
    for first, rest in patterns:
        rests.setdefault(first.lower(), set()).add(rest)
    firsts = {first: re.escape(first + first.upper()[:1]) for first in sorted(rests)}
    branches = (rf"[{firsts[first]}](?i:{'|'.join(sorted(rests[first]))})" for first in firsts)
    return "|".join(branches) or "(?!)"


def _literal(string: str) -> str:
    return r"\s+".join(re.escape(part) for part in re.split(r"\s+", string))


def _join(literals: Iterable[str]) -> str:
    return "|".join(_literal(literal) for literal in sorted(literals, key=len, reverse=True) if literal)
