"""Whatever the text, the outline is a tree in document order; and no text makes the inference fail."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from outline_cases import lexicons, outline_of, report_of

from postil.core.errors import PostilError
from postil.core.outline import Outline
from postil.formats import read
from postil.outline import Lexicon, LexiconError, explain, infer, parse_lexicon
from postil.outline.rules import RULES

PIECES = [
    *(
        "First, ",
        "Second, ",
        "The third is to ",
        "Finally, ",
        "1. ",
        "2. ",
        "3. ",
        "1.1 ",
        "1.2 ",
        "(a) ",
        "(b) ",
        "(i) ",
    ),
    *(
        "I. ",
        "II. ",
        "一、",
        "二、",
        "（一）",
        "（二）",
        "①",
        "②",
        "一是",
        "二是",
        "第一，",
        "第二，",
        "首先，",
        "最后，",
        "- ",
        "• ",
    ),
    *(
        "# ",
        "## ",
        "### ",
        "**Label.** ",
        "§ 1 ",
        "§ 2 ",
        "Chapter 1 ",
        "Article 2. ",
        "第一章 ",
        "第一条 ",
        "第二条　",
        "２　",
    ),
    *("The meeting pointed out that ", "会议指出，", "Figure 1: ", "Photo: ", "各位代表！", "the following:", "以下："),
    *(
        "word ",
        "a heading",
        "Heading",
        "sentence. ",
        "句子。",
        "\n",
        "\n\n",
        "\n\n",
        "  ",
        "\t",
        "\u3000",
        '"',
        "&amp;",
        "|",
        "`",
    ),
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), min_size=1, max_size=60).map("".join)


def assert_is_a_tree(outline: Outline, text: str) -> None:
    nodes = outline.nodes
    for index, node in enumerate(nodes):
        assert 0 <= node.start < node.end <= len(text)
        assert node.start <= node.marker_end <= node.end
        assert index == 0 or nodes[index - 1].start < node.start
        assert node.marker_end == node.start or node.label == text[node.start : node.marker_end]
        assert node.rule in RULES
        assert 0 < node.confidence <= 1
        if node.parent is None:
            assert node.level == 1
        else:
            parent = nodes[node.parent]
            assert node.parent < index
            assert node.level == parent.level + 1
            assert parent.start <= node.start
            assert node.end <= parent.end


@settings(deadline=None, max_examples=150)
@given(TEXTS, st.sampled_from(["a.txt", "a.md"]))
def test_any_text_has_a_tree_in_document_order(text: str, name: str) -> None:
    try:
        report = read(text.encode("utf-8", "surrogatepass"), name)
    except PostilError:
        return  # nothing to read in it
    assert_is_a_tree(infer(report, lexicons()), report.text)
    assert_is_a_tree(infer(report, {}), report.text)


def test_real_reports_have_trees_in_document_order(report_file: Path) -> None:
    report = read(report_file.read_bytes(), report_file.name)
    outline = infer(report, lexicons())
    assert_is_a_tree(outline, report.text)
    assert outline == infer(report, lexicons())


@pytest.mark.parametrize(
    "text",
    [
        "First, \n\n" * 1000,
        "\n".join(str(number) for number in range(2000)),
        "\n\n".join(f"{number}. Item {number}" for number in range(500, 0, -1)),
        "\n\n".join(f"{'>' * depth} - item" for depth in range(50)),
        "(" * 5000 + "a) b",
        "一" * 20_000,
        "1." * 10_000,
        "The meeting " * 5000,
    ],
    ids=["first", "numbers", "backwards", "deep", "brackets", "ones", "dots", "meetings"],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_odd_texts_take_no_longer_than_others(text: str, name: str) -> None:
    report = report_of(text, name)
    begin = time.process_time()
    assert_is_a_tree(infer(report, lexicons()), report.text)
    assert time.process_time() - begin < 5


def test_every_rule_is_explained_in_a_sentence() -> None:
    assert all(explain(rule).endswith(".") for rule in RULES)


@pytest.mark.parametrize(
    "toml",
    [
        "language = ",
        "language = 1\nscript = 2",
        'language = "xx"',
        'language = "xx"\nscript = "Latin"\nstopwords = "the"',
        'language = "xx"\nscript = "Latin"\n[[ordinals]]\nframes = []',
        'language = "xx"\nscript = "Latin"\nslots = 3',
        'language = "xx"\nscript = "Latin"\n[heads]\ncues = ["{nothing}"]',
        'language = "xx"\nscript = "Latin"\n[structure.units]\nchapter = "one"',
    ],
)
def test_a_broken_lexicon_is_refused(toml: str) -> None:
    with pytest.raises(LexiconError):
        parse_lexicon(toml)


def test_a_language_is_added_without_code() -> None:
    toml = """
        language = "nl"
        script = "Latin"
        stopwords = ["de", "het", "een", "en", "van", "wij"]
        [[ordinals]]
        family = "ordinal"
        frames = ["{ordinal}|,", "{ordinal}|:"]
        words = { "ten eerste" = 1, "ten tweede" = 2 }
    """
    text = (
        "Wij gaan het doen.\n\nTen eerste, wij lezen de tekst van het verslag.\n\nTen tweede, wij schrijven een brief."
    )
    outline = infer(report_of(text), {"nl": parse_lexicon(toml)})
    assert outline.language == "nl"
    assert [(node.label, node.ordinal) for node in outline.nodes] == [("Ten eerste", 1), ("Ten tweede", 2)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The meeting is over, and we are going home with what was decided.", "en"),
        ("会议在北京举行，各地负责同志参加了会议。", "zh"),
        ("Die Sitzung ist zu Ende, und wir gehen mit dem Ergebnis nach Hause.", "de"),
        ("La réunion est finie et nous rentrons chez nous avec le résultat.", "fr"),
        ("La reunión terminó y nos vamos a casa con el resultado de la misma.", "es"),
        ("この法律は、個人の権利利益を保護することを目的とする。", "ja"),
        ("Заседание окончено, и мы идём домой с тем, что было решено.", "ru"),
        ("회의가 끝났습니다", ""),
        ("12345", ""),
    ],
)
def test_the_language_is_guessed(text: str, language: str) -> None:
    assert outline_of(text).language == language


def test_lexicons_hold_no_regular_expressions() -> None:
    assert (
        parse_lexicon('language = "x"\nscript = "Latin"\n[news]\ncues = [".*"]').pattern("news.cues").search("abc")
        is None
    )
    assert isinstance(lexicons()["en"], Lexicon)
