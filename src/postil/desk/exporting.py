"""A report's notes, taken along."""

from pathlib import Path

from postil.core.outline import Outline
from postil.desk.values import Opened
from postil.library.identity import now


def export_markdown(opened: Opened, outline: Outline) -> str:
    """The annotated notes of a report as Markdown, under the headings of its outline."""
    from postil.exchange import markdown_notes  # noqa: PLC0415 — not for the first page

    return markdown_notes(
        *(opened.title, opened.report, outline, opened.annotations), source=Path(opened.path).name, exported=now()
    )


def note_html(markdown: str) -> str:
    """A note as HTML that is safe to show."""
    from postil import exchange  # noqa: PLC0415 — costs 70 ms, and not before the first page

    return exchange.note_html(markdown)
