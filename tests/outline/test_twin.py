"""A readout with other words and its two lists swapped has the same outline: no rule knows a text's own words."""

import re
import zlib
from itertools import groupby
from typing import Any

import pytest
from outline_cases import REAL_CASES, SAMPLE_CASES, found, lexicons, outline_of, places

SPEAKERS = {"meeting": "committee", "conference": "committee"}
VERBS = {"pointed out": "stressed", "emphasized": "underlined", "requested": "demanded", "called on": "urged"}
GENERAL = [
    *("bridge", "garden", "market", "river", "window", "harvest", "ladder", "kitchen", "basket", "winter", "orchard"),
    *("lantern", "engine", "pocket", "village", "mirror", "carpet", "button", "saddle", "feather", "anchor", "candle"),
    *("barrel", "copper", "meadow", "needle", "pepper", "ribbon", "shovel", "timber", "velvet", "walnut"),
]


def twin_of(labels: dict[str, Any], text: str) -> tuple[list[tuple[int, int, int]], str]:
    """The places of the nodes, and the text, after the words were replaced and the two lists changed places."""
    lines = text.split("\n")
    order = swapped(labels, len(lines))
    moved = {old: new for new, old in enumerate(order, 1)}
    twin = "\n".join(replaced(lines[old - 1]) for old in order)
    return sorted((moved[line], char, level) for line, char, level in places(labels)), twin


def swapped(labels: dict[str, Any], count: int) -> list[int]:
    """The lines' numbers in the order that puts each of the two lists where the other one stood."""
    nodes = labels["nodes"]
    runs = [list(run) for inner, run in groupby(range(len(nodes)), lambda i: nodes[i]["level"] > 1) if inner]
    (first, second) = [(nodes[run[0]]["line"], nodes[run[-1] + 1]["line"]) for run in runs]
    return [
        *range(1, first[0]),
        *range(*second),
        *range(first[1], second[0]),
        *range(*first),
        *range(second[1], count + 1),
    ]


def replaced(line: str) -> str:
    for old, new in {**VERBS, **SPEAKERS}.items():
        line = re.sub(rf"\b{old}\b", new, line)
    kept = structural()
    return re.sub(r"[A-Za-z]{5,}", lambda match: match[0] if match[0].lower() in kept else other(match[0]), line)


def other(word: str) -> str:
    new = GENERAL[zlib.crc32(word.lower().encode()) % len(GENERAL)]
    return new.capitalize() if word[0].isupper() else new


def structural() -> set[str]:
    """All words that mark structure: those of the lexicon."""
    english = lexicons()["en"]
    literals = [*(word for words in english.words.values() for word in words), *english.stopwords]
    literals += [word for family in english.families for word in (*family.words, *family.frames)]
    literals += [word for key in ("body", "speaker") for word in english.slots[key]]
    return {word for literal in literals for word in re.findall(r"[a-z]+", literal.lower())}


TWINNED = [case for case in (*SAMPLE_CASES, *REAL_CASES) if case[0]["file"] in {"seed.txt", "readout.txt"}]


@pytest.mark.parametrize("case", TWINNED, ids=[labels["doc"] for labels, _ in TWINNED])
def test_a_twin_has_the_same_outline(case: tuple[dict[str, Any], str]) -> None:
    expected, twin = twin_of(*case)
    assert twin != case[1]
    optional = {node["line"] for node in case[0]["nodes"] if node.get("optional")}
    assert len(expected) > 10
    assert [row for row in found(outline_of(twin), twin) if row[0] not in optional] == [
        row for row in expected if row[0] not in optional
    ]
