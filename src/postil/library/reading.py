"""What is kept of the reading itself: the place, and a note while it is being typed. None of it is history."""

import json
from typing import NamedTuple

from postil.core.span import Span
from postil.core.spans import Spans
from postil.library.database import Library
from postil.library.identity import is_at_work, now, this_writer


class Draft(NamedTuple):
    """A note that was being typed at a time."""

    annotation_id: str
    note: str
    written: str


def keep_place(library: Library, report_id: str, version_id: str, place: int) -> None:
    """Keep the code point at the top line, inside a transaction."""
    library.run(
        "INSERT INTO reading_state (report_id, version_id, turn, place, modified)"
        " VALUES (?, ?, (SELECT coalesce(max(turn), 0) + 1 FROM reading_state), ?, ?)"
        " ON CONFLICT (report_id) DO UPDATE SET version_id = excluded.version_id, turn = excluded.turn,"
        " place = excluded.place, modified = excluded.modified,"
        " spans = CASE WHEN version_id = excluded.version_id THEN spans ELSE '[]' END",
        *(report_id, version_id, place, now()),
    )


def spans_read(library: Library, version_id: str) -> Spans:
    """What was read of a version's text."""
    row = library.row("SELECT spans FROM reading_state WHERE version_id = ?", version_id)
    return Spans(Span(*span) for span in json.loads(row[0])) if row else Spans()


def keep_spans_read(library: Library, report_id: str, version_id: str, spans: Spans) -> None:
    """Keep what was read of a version's text, inside a transaction; the place stays as it is."""
    packed = json.dumps(list(spans), separators=(",", ":"))
    library.run(
        "INSERT INTO reading_state (report_id, version_id, turn, place, modified, spans)"
        " VALUES (?, ?, (SELECT coalesce(max(turn), 0) + 1 FROM reading_state), 0, ?, ?)"
        " ON CONFLICT (report_id) DO UPDATE SET spans = excluded.spans, modified = excluded.modified"
        " WHERE version_id = excluded.version_id",
        *(report_id, version_id, now(), packed),
    )


def last_read(library: Library) -> str | None:
    """The report that was read last."""
    row = library.row(
        "SELECT s.report_id FROM reading_state s JOIN reports r ON r.id = s.report_id WHERE r.deleted = ''"
        " ORDER BY s.turn DESC LIMIT 1"
    )
    return row[0] if row else None


def keep_draft(library: Library, annotation_id: str, note: str) -> None:
    """Keep a note that is being typed, inside a transaction."""
    library.run(
        "INSERT INTO drafts (annotation_id, writer, written, note) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (annotation_id, writer) DO UPDATE SET written = excluded.written, note = excluded.note",
        *(annotation_id, this_writer(), now(), note),
    )


def drop_draft(library: Library, annotation_id: str) -> None:
    """Forget a draft, inside a transaction; not what another program is just typing."""
    for (writer,) in library.rows("SELECT writer FROM drafts WHERE annotation_id = ?", annotation_id):
        if not is_at_work(writer):
            library.run("DELETE FROM drafts WHERE annotation_id = ? AND writer = ?", annotation_id, writer)


def drafts(library: Library, version_id: str) -> tuple[Draft, ...]:
    """The drafts for what is marked in a version, the oldest first, without what another program is just typing."""
    rows = library.rows(
        "SELECT d.writer, d.annotation_id, d.note, d.written"
        " FROM drafts d JOIN anchors p ON p.annotation_id = d.annotation_id"
        " JOIN annotations a ON a.id = d.annotation_id"
        " WHERE p.version_id = ? AND a.deleted = '' ORDER BY d.written, d.annotation_id",
        version_id,
    )
    return tuple(Draft(*fields) for writer, *fields in rows if not is_at_work(writer))
