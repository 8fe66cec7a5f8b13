"""A note is shown as it was meant, and can do nothing but be read."""

import re
import time

import pytest

from postil.exchange import note_html


def test_a_note_is_shown_with_its_markup() -> None:
    html = note_html("**Compare** the *2020* wording\nwith this:\n\n1. one\n2. two\n\n> said\n\n`code`")
    for piece in (
        "<strong>Compare</strong>",
        "<em>2020</em>",
        "<br>",
        "<li>one</li>",
        "<blockquote>",
        "<code>code</code>",
    ):
        assert piece in html


def test_links_lead_to_the_web_and_to_mail_and_nowhere_else() -> None:
    html = note_html(
        "[a](http://a.example) [b](https://b.example) [m](mailto:c@d.example) [j](javascript:alert(1)) "
        "[f](file:///etc) [r](rel) [s](//host.example) [d](data:text/html,x) [e](&#106;avascript:x) "
        "<a href='vbscript:x'>v</a>"
    )
    assert re.findall(r'href="([^"]*)"', html) == ["http://a.example", "https://b.example", "mailto:c@d.example"]


@pytest.mark.parametrize(
    "note",
    ["![i](http://x.example/y.png)", "<img src=http://x.example onerror=alert(1)>", "<script>alert(1)</script>",
     "<style>p{background:url(http://x.example)}</style>", "# h {onclick=alert(1)}",
     "<p style='background:url(//x)'>t</p>",     "<iframe src=http://x.example></iframe>",
     "<svg><image href='http://x.example'/></svg>", "<p onclick='x'>t</p>",
     "<form action=http://x.example><input></form>", "<object data=x></object>", "<link rel=stylesheet href=//x>"],
)  # fmt: skip
def test_nothing_in_a_note_runs_or_fetches(note: str) -> None:
    assert not re.search(
        r"<[^>]*\b(src|style|on\w+|action|data)\b|<(img|script|style|iframe|svg|form|link)", note_html(note)
    )


@pytest.mark.parametrize(
    "note",
    ["[" * 60_000, "![" * 30_000, "[a](" * 15_000, "<a " * 20_000, "> " * 30_000, "1. " * 20_000, "# a\n" * 15_000,
     "- a\n" * 15_000, "`" * 60_000, "*_" * 30_000],
)  # fmt: skip
def test_a_note_that_no_person_writes_is_shown_as_typed_without_delay(note: str) -> None:
    began = time.process_time()
    html = note_html(note)
    assert time.process_time() - began < 2
    assert html


def test_a_note_cannot_be_longer_than_a_note_can_be() -> None:
    assert note_html("word " * 100_000).count("word") <= 65_536 / 5 + 1
