"""Random texts and the blocks that may stand in them."""

from hypothesis import strategies as st

from postil.core.report import Block, BlockKind, Flow, Run, Style

CHARACTERS = st.one_of(
    st.sampled_from("ab c.\n\n\t中文　。😀é한א"),
    st.characters(blacklist_categories=["Cs"], blacklist_characters="\0\r"),
)
TEXTS = st.text(CHARACTERS, max_size=60)
STYLES = st.sampled_from([Style.PLAIN, Style.STRONG, Style.STRONG | Style.EMPHASIS, Style.CODE, Style.STRUCK])
SHOWN = st.one_of(st.none(), st.just(""), CHARACTERS)


@st.composite
def runs(draw: st.DrawFn, start: int, end: int) -> tuple[Run, ...]:
    """Ordered, disjoint runs of a stretch; what one shows instead is a single character at most."""
    edges = sorted(draw(st.sets(st.integers(start, end), max_size=8)))
    hrefs = st.sampled_from(["", "https://a.b"])
    return tuple(
        Run(first, last, draw(SHOWN), draw(STYLES), draw(hrefs))
        for first, last in zip(edges[::2], edges[1::2], strict=False)
    )


@st.composite
def blocks(draw: st.DrawFn, text: str) -> list[Block]:
    """Ordered, disjoint blocks of a text."""
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=10)))
    return [
        Block(
            start,
            end,
            draw(st.sampled_from(BlockKind)),
            draw(st.sampled_from(Flow)),
            draw(st.integers(0, 255)),
            tuple(draw(st.lists(st.sampled_from(["list", "quotation", "note"]), max_size=3))),
            draw(st.sampled_from(["", "•", "3."])),
            draw(runs(start, end)),
        )
        for start, end in zip(edges[::2], edges[1::2], strict=False)
    ]


@st.composite
def texts_with_blocks(draw: st.DrawFn) -> tuple[str, list[Block]]:
    """A text and blocks of it."""
    text = draw(TEXTS)
    return text, draw(blocks(text))
