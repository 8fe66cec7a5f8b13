"""A report's notes, taken along."""

import os
from collections.abc import Sequence
from pathlib import Path

from postil.core.annotation import Annotation
from postil.core.correction import Corrected
from postil.core.errors import PostilError
from postil.core.outline import Node, Outline
from postil.core.report import Report
from postil.desk.correcting import corrected_outline
from postil.desk.outlining import title_of
from postil.desk.values import Opened
from postil.library.database import LOCK
from postil.library.identity import now


def export_markdown(opened: Opened, outline: Outline) -> str:
    """The annotated notes of a report as Markdown, under the headings of its outline with the reader's corrections."""
    from postil.exchange import markdown_notes  # noqa: PLC0415 — not for the first page

    title = title_of(opened.report, outline, opened.title)
    source = Path(opened.path).name
    shown = corrected_outline(opened.report, outline, opened.corrections)
    return markdown_notes(title, opened.report, shown, opened.annotations, source=source, exported=now())


def write_export(path: Path, opened: Opened, outline: Outline) -> None:
    """Write the annotated notes to a file, whole or not at all. Raises PostilError "export-failed" or "export-over".

    A link is followed, a file keeps its permissions, and what is no file (a pipe) is written to, not replaced. The
    report's own file is not written to.
    """
    notes = export_markdown(opened, outline).encode()
    try:
        target = path.resolve()
        if target.is_file() and _is_precious(target, opened):
            raise PostilError("export-over", name=path.name)
        if target.exists() and not target.is_file():
            target.write_bytes(notes)
        else:
            _write_whole(target, notes)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PostilError("export-failed", name=path.name or str(path), reason=reason) from error


def _is_precious(target: Path, opened: Opened) -> bool:
    """Whether a file is the report itself, or stands in a library."""
    source = Path(opened.path)
    return target.with_name(LOCK).exists() or (source.exists() and target.samefile(source))


def _write_whole(target: Path, data: bytes) -> None:
    from tempfile import NamedTemporaryFile  # noqa: PLC0415 — not for the first page

    with NamedTemporaryFile(dir=target.parent, prefix=".postil-", delete=False) as beside:
        made = Path(beside.name)
        try:
            beside.write(data)
            beside.flush()
            os.fsync(beside.fileno())
            made.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
            made.replace(target)
        except BaseException:
            made.unlink(missing_ok=True)
            raise


def _umask() -> int:
    """What new files are not allowed; there is no way to ask without setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def explain(rule: str) -> str:
    """Why a node is in the outline, in words."""
    from postil import outline  # noqa: PLC0415 — asked when the mouse rests on a node

    return outline.explain(rule)


def export_outline(
    form: str, title: str, report: Report, shown: Corrected, annotations: Sequence[Annotation] | None = None
) -> str:
    """An outline by itself or, with ``annotations``, with its reader's notes and states under its nodes.

    ``form`` is "tree", "text", "json", "markdown" or "opml".
    """
    from postil.exchange import outline_as  # noqa: PLC0415 — not for the first page

    return outline_as(form, title, report, shown, annotations)


def node_text(node: Node) -> str:
    """A node's label and title in one line: "The third · Promote the integration", "1. Purpose"."""
    from postil.exchange import outlines  # noqa: PLC0415 — not for the first page

    return outlines.node_text(node)


def branch(shown: Corrected, index: int) -> Corrected:
    """One node of an outline and all below it, to be copied by ``export_outline``."""
    from postil.core.correction_tree import branch as branch_of  # noqa: PLC0415 — not for the first page

    return branch_of(shown, index)


def note_html(markdown: str) -> str:
    """A note as HTML that is safe to show."""
    from postil import exchange  # noqa: PLC0415 — costs 70 ms, and not before the first page

    return exchange.note_html(markdown)
