"""What is kept while somebody reads and types, and is no history: the place, what was read, and the drafts."""

from collections.abc import Iterable

from postil.core.errors import PostilError
from postil.core.span import Span
from postil.core.spans import Spans
from postil.core.text import clean
from postil.library import Library, annotations, reading, reports


def keep_place(library: Library, report_id: str, offset: int) -> None:
    """Keep where a report is being read: the code point at the top line. Raises PostilError "report-unknown"."""
    with library.transaction():
        version_id = reports.latest_version(library, report_id)
        if version_id is None:
            raise PostilError("report-unknown", name=report_id)
        reading.keep_place(library, report_id, version_id, offset)


def spans_read(library: Library, version_id: str) -> Spans:
    """What was read of a version's text, in all windows and programs."""
    return reading.spans_read(library, version_id)


def keep_read(library: Library, version_id: str, read: Iterable[Span] = (), unread: Iterable[Span] = ()) -> Spans:
    """Keep that some of a version's text was read, and some shall count as not read; all that is read now."""
    with library.transaction():
        spans = reading.spans_read(library, version_id)
        for span in read:
            spans = spans.with_span(span)
        for span in unread:
            spans = spans.without(span)
        reading.keep_spans_read(library, reports.report_of(library, version_id), version_id, spans)
        return spans


def keep_draft(library: Library, annotation_id: str, note: str | None) -> None:
    """Keep a note while it is being typed; None where nothing is typed any more.

    Raises PostilError "annotation-unknown".
    """
    with library.transaction():
        if annotations.latest_version(library, annotation_id) is None:
            raise PostilError("annotation-unknown")
        if note is None:
            reading.drop_draft(library, annotation_id)
        else:
            reading.keep_draft(library, annotation_id, clean(note))
