"""Finding words as they are shown, whatever wraps and blanks stand between them in the text."""

import re
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from postil.core.display import Display
from postil.core.finding import find
from postil.core.report import Block, Blocks, Report, Run
from postil.core.span import Span
from postil.core.text import is_wide

WORDS = st.sampled_from(["a", "file.", "If", "中", "文。", "é😀"])
GAPS = st.sampled_from([" ", "  ", " \t ", "\n", "  \n   ", "\n　"])


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    words = draw(st.lists(WORDS, min_size=1, max_size=12))
    return words[0] + "".join(draw(GAPS) + word for word in words[1:])


@given(paragraphs(), st.lists(WORDS, min_size=1, max_size=3))
def test_the_same_is_found_in_the_text_as_in_what_is_shown(text: str, words: list[str]) -> None:
    """A block without markup is searched in its text, one with markup as it is shown."""
    assume(not any(is_wide(left[-1]) and is_wide(right[0]) for left, right in pairwise(words)))
    query = " ".join(words)
    plain, marked = Block(0, len(text)), Block(0, len(text), runs=(Run(0, 1),))
    shown = Display(text, plain)
    pattern = re.compile(re.escape(query), re.IGNORECASE)
    expected = [shown.span_to_text(Span(*match.span())) for match in pattern.finditer(shown.shown)]
    for block in (plain, marked):
        found = list(find(Report(text, Blocks([block])), query))
        assert found == expected
        assert all(shown.shown[slice(*shown.span_to_shown(span))].casefold() == query.casefold() for span in found)
