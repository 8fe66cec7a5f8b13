"""Annotations and their anchors as values."""

import json

from hypothesis import given
from hypothesis import strategies as st

from postil.core.annotation import CONTEXT, Anchor, AnchorStatus, Annotation, Motivation
from postil.core.span import Span


@given(st.text(min_size=1, max_size=200), st.data())
def test_an_anchor_quotes_the_text_around_its_span(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.integers(0, len(text))) for _ in range(2))
    anchor = Anchor.describe(text, Span(start, end))
    assert anchor.span == (start, end)
    assert text[start:end] == anchor.exact
    assert text.startswith(anchor.prefix + anchor.exact + anchor.suffix, start - len(anchor.prefix))
    assert max(len(anchor.prefix), len(anchor.suffix)) <= CONTEXT


def test_an_annotation_comes_back_from_json() -> None:
    annotation = Annotation(
        "0190",
        Anchor(1, 3, "bc", "a", "d", AnchorStatus.MOVED),
        motivation=Motivation.COMMENTING,
        note="n",
        tags=("x", "y/z"),
        created="2026-11-24T10:00:00Z",
        node="0191",
    )
    assert Annotation.from_json(json.loads(json.dumps(annotation.as_json()))) == annotation


def test_a_changed_annotation_leaves_the_old_one_alone() -> None:
    annotation = Annotation("0190", Anchor(0, 1, "a"))
    changed = annotation.changed("2026-11-24T10:00:00Z", colour="red")
    assert (annotation.colour, changed.colour, changed.modified) == ("yellow", "red", "2026-11-24T10:00:00Z")


@given(st.tuples(*[st.integers(0, 20)] * 4))
def test_spans_overlap_where_they_share_a_character(edges: tuple[int, int, int, int]) -> None:
    one, other = Span(*sorted(edges[:2])), Span(*sorted(edges[2:]))
    shared = set(range(*one)) & set(range(*other))
    part = one.within(other)
    assert set(range(*part) if part else ()) == shared
    assert not shared or one.overlaps(other)
