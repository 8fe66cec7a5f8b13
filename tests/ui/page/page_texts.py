"""Texts of all kinds, as a reader may meet them."""

import textwrap

from hypothesis import strategies as st

LATIN = "The meeting pointed out that it is necessary to manage training, and to do a good job in the first year. "
CHINESE = "会议指出，一是要坚持稳中求进工作总基调，二是要着力加强结构性改革；改革委员会在北京举行。"
ARABIC = "عقد المجلس اجتماعه العادي وناقش تقرير Human Rights Council عن تنفيذ التوصيات في الدورة 28 القادمة. "
EMOJI = "Growth 📈 was 👩‍🔬 strong 🇨🇳 in 𝒳 and 𠮷野家 too. "
COMBINING = "re\u0301sume\u0301 न\u0940ति हिन्दी ภาษาไทย e\u0302\u0301n "
MARKDOWN = "A **strong** claim, *so* `code` [linked](https://a.b) &amp; 5 &lt; 6 \\* more. "
UNBROKEN = "0123456789abcdef"

PARAGRAPHS = st.sampled_from([LATIN, CHINESE, ARABIC, EMOJI, COMBINING, MARKDOWN, UNBROKEN])


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    """Some of one kind, or of two mixed; now and then hard-wrapped."""
    text = draw(PARAGRAPHS) * draw(st.integers(1, 6)) + draw(PARAGRAPHS)
    return textwrap.fill(text, 60) if draw(st.booleans()) and " " in text else text


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A Markdown text of a few paragraphs, list items, quotations; one may be too long for one layout."""
    parts = draw(st.lists(paragraphs(), min_size=1, max_size=5))
    starts = draw(st.lists(st.sampled_from(["", "# ", "- ", "> ", "3. "]), min_size=len(parts), max_size=len(parts)))
    if draw(st.integers(0, 9)) == 0:
        parts[0] = draw(PARAGRAPHS) * draw(st.integers(100, 900))
    return "\n\n".join(start + part.strip() for start, part in zip(starts, parts, strict=True))
