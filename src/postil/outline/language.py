"""Which language a text is written in, by its script and its commonest words."""

import re
from collections import Counter
from collections.abc import Mapping

from postil.outline.lexicon import Lexicon

_SAMPLE = 8_000
_SCRIPTS = (
    ("Kana", re.compile("[\u3041-\u30ff]")),
    ("Han", re.compile("[\u3400-\u9fff]")),
    ("Hangul", re.compile("[\uac00-\ud7a3]")),
    ("Cyrillic", re.compile("[\u0400-\u04ff]")),
    ("Arabic", re.compile("[\u0600-\u06ff]")),
    ("Latin", re.compile("[A-Za-z\u00c0-\u024f]")),
)
_WORD = re.compile(r"[^\W\d_]+")


def guess_language(text: str, lexicons: Mapping[str, Lexicon]) -> str:
    """The key of the lexicon whose language a text is likely written in, or "" where none fits."""
    middle = len(text) // 2
    sample = text[:_SAMPLE] + text[middle : middle + _SAMPLE]
    script = _script(sample)
    known = [key for key, lexicon in lexicons.items() if lexicon.script == script]
    if len(known) == 1 and not lexicons[known[0]].stopwords:
        return known[0]
    words = Counter(word.lower() for word in _WORD.findall(sample))
    scores = {key: sum(words[word] for word in lexicons[key].stopwords) for key in known}
    best = max(scores, key=lambda key: scores[key], default="")
    return best if best and scores[best] * 20 >= sum(words.values()) else ""


def _script(sample: str) -> str:
    """The script of most letters; an ideograph stands for a word of some three letters, and kana prove Japanese."""
    counts = {name: len(pattern.findall(sample)) for name, pattern in _SCRIPTS}
    if counts["Kana"] * 10 > counts["Han"] + counts["Kana"]:
        counts["Kana"] += counts["Han"]
    for name in ("Kana", "Han", "Hangul"):
        counts[name] *= 3
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else ""
