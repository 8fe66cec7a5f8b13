"""A report's notes, taken along."""

import os
from pathlib import Path

from postil.core.errors import PostilError
from postil.core.outline import Outline
from postil.core.report import Report
from postil.desk.values import Opened
from postil.library.identity import now


def export_markdown(opened: Opened, outline: Outline) -> str:
    """The annotated notes of a report as Markdown, under the headings of its outline."""
    from postil.exchange import markdown_notes  # noqa: PLC0415 — not for the first page

    title = outline.title or opened.title
    source = Path(opened.path).name
    return markdown_notes(title, opened.report, outline, opened.annotations, source=source, exported=now())


def write_export(path: Path, opened: Opened, outline: Outline) -> None:
    """Write the annotated notes to a file, whole or not at all. Raises PostilError "export-failed"."""
    notes = export_markdown(opened, outline)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_text(notes, "utf-8", newline="\n")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise PostilError("export-failed", name=path.name, reason=error.strerror or str(error)) from error


def explain(rule: str) -> str:
    """Why a node is in the outline, in words."""
    from postil import outline  # noqa: PLC0415 — asked when the mouse rests on a node

    return outline.explain(rule)


def export_outline(form: str, title: str, report: Report, outline: Outline) -> str:
    """An outline by itself; ``form`` is "tree", "json", "markdown" or "opml"."""
    from postil.exchange import outline_as  # noqa: PLC0415 — not for the first page

    return outline_as(form, title, report, outline)


def note_html(markdown: str) -> str:
    """A note as HTML that is safe to show."""
    from postil import exchange  # noqa: PLC0415 — costs 70 ms, and not before the first page

    return exchange.note_html(markdown)
