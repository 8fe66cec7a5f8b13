"""What the tests of the outline share: the lexicons, reports made of strings, and labelled reports."""

import importlib.util
import json
import os
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from postil.core.outline import Outline
from postil.core.report import Report
from postil.formats import read
from postil.outline import Lexicon, infer, parse_lexicon

LEXICONS = Path(__file__).parents[2] / "resources" / "lexicons"
SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
LABELS = Path(__file__).parent / "labels"
REAL = Path(os.environ["POSTIL_REPORTS"]) if "POSTIL_REPORTS" in os.environ else None


@cache
def lexicons() -> dict[str, Lexicon]:
    return {file.stem: parse_lexicon(file.read_text("utf-8")) for file in LEXICONS.glob("*.toml")}


def report_of(text: str, name: str = "report.txt") -> Report:
    return read(text.encode(), name)


def outline_of(text: str, name: str = "report.txt") -> Outline:
    return infer(report_of(text, name), lexicons())


def tree(text: str, name: str = "report.txt") -> list[tuple[int, str]]:
    """Level and printed marker of each node, or where none is printed, its first words."""
    return [
        (node.level, node.label or text[node.start : node.start + 20].split("\n", maxsplit=1)[0])
        for node in outline_of(text, name).nodes
    ]


def labelled(labels: Path, texts: Path) -> list[tuple[dict[str, Any], str]]:
    """The labels and the text of each labelled report of a folder."""
    found = [json.loads(file.read_text("utf-8")) for file in sorted(labels.glob("*.json"))]
    return [(label, (texts / label["file"]).read_text("utf-8")) for label in found]


SAMPLE_CASES = labelled(LABELS, SAMPLES)
REAL_CASES = labelled(REAL / "gold", REAL / "texts") if REAL else []


def places(labels: dict[str, Any]) -> list[tuple[int, int, int]]:
    """Line, offset in it, and level of each label (the offset is 0 where an item opens its line)."""
    return [(node["line"], node.get("char", 0), node["level"]) for node in labels["nodes"]]


def found(outline: Outline, text: str) -> list[tuple[int, int, int]]:
    """Line, offset in it, and level of each node; leading blanks do not count."""
    rows = []
    for node in outline.nodes:
        line = text.count("\n", 0, node.start) + 1
        begin = text.rfind("\n", 0, node.start) + 1
        rows.append((line, 0 if not text[begin : node.start].strip() else node.start - begin, node.level))
    return rows


def scorer() -> ModuleType:
    assert REAL
    spec = importlib.util.spec_from_file_location("score_outline", REAL / "score_outline.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
