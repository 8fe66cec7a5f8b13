"""What was read of a text is known to the character."""

from hypothesis import given
from hypothesis import strategies as st

from postil.core.span import Span
from postil.core.spans import Spans

SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 60), st.integers(0, 20))


def characters(spans: Spans) -> set[int]:
    return {i for span in spans for i in range(span.start, span.end)}


def stand_apart(spans: Spans) -> bool:
    edges = [edge for span in spans for edge in span]
    return edges == sorted(set(edges))


@given(st.lists(st.tuples(st.booleans(), SPANS), max_size=12))
def test_adding_and_taking_away_is_what_sets_of_characters_do(steps):
    spans, expected = Spans(), set()
    for added, span in steps:
        spans = spans.with_span(span) if added else spans.without(span)
        expected = expected | set(range(*span)) if added else expected - set(range(*span))
        assert characters(spans) == expected
        assert stand_apart(spans)


@given(st.lists(SPANS, max_size=12), SPANS)
def test_they_are_made_of_any_spans_and_count_what_they_cover(pieces, span):
    spans = Spans(pieces)
    assert characters(spans) == {i for piece in pieces for i in range(*piece)}
    assert stand_apart(spans)
    assert spans.covered(span) == len(characters(spans) & set(range(*span)))


def test_a_set_that_is_altered_gives_another():
    whole = Spans([Span(0, 10)])
    assert list(whole.without(Span(3, 5))) == [Span(0, 3), Span(5, 10)]
    assert whole == Spans([Span(0, 4), Span(4, 10)])
