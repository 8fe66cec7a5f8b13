"""A note, written in Markdown, as HTML that is safe to show."""

import re
from html import escape

from postil.core.annotation import NOTE_LIMIT

_EXTENSIONS = ["sane_lists", "nl2br", "fenced_code", "tables"]
_TAGS = {"p", "br", "hr", "strong", "em", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a"}
_TAGS |= {"h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"}
_SCHEMES = {"http", "https", "mailto"}
_MARKS = re.compile(r"[<#*_`\\|>&!(\n-]|\d[.)]")
_MOST_WORK = 4_000_000


def note_html(markdown: str) -> str:
    """A note as HTML: text, lists, quotations, tables, and links to http, https and mailto; nothing is ever fetched.

    A note over ``NOTE_LIMIT`` is cut there. One that no person writes (its marks would take the renderer seconds, or
    nest without end) is shown as it was typed.
    """
    import nh3  # noqa: PLC0415 — not before the first page

    note = markdown[:NOTE_LIMIT]
    html = _as_typed(note) if _work(note) > _MOST_WORK else _rendered(note)
    return nh3.clean(html, tags=_TAGS, attributes={"a": {"href"}}, url_schemes=_SCHEMES, url_relative="deny")


def _work(note: str) -> int:
    """How long a note may take: every mark looks for its partner in all that follows, a bracket character by character.

    The unit is a step of that search; the limit is some 0.3 s at the very worst.
    """
    return len(note) * (len(_MARKS.findall(note)) + 8 * note.count("["))


def _rendered(note: str) -> str:
    from markdown import markdown  # noqa: PLC0415 — not before the first page

    try:
        return markdown(note, extensions=_EXTENSIONS)
    except RecursionError:
        return _as_typed(note)


def _as_typed(note: str) -> str:
    return f"<p>{escape(note).replace(chr(10), '<br>')}</p>"
