"""Reports and their versions."""

from hashlib import sha256
from typing import NamedTuple

from postil.core.errors import PostilError
from postil.core.report import Blocks, Report
from postil.library.database import Library
from postil.library.identity import new_id, now
from postil.translation import gettext as _


class Source(NamedTuple):
    """Where a reading came from: the file's name, the size and hash of its bytes, and the reader that read them."""

    name: str
    size: int
    sha256: str
    reader: str


class Version(NamedTuple):
    """One reading of a report's source, with what its report is called and where the reader was in it."""

    report_id: str
    version_id: str
    title: str
    path: str
    report: Report
    place: int


class Listed(NamedTuple):
    """A report in the list of all: sizes in code points, counts of living annotations and of those with a note."""

    report_id: str
    title: str
    path: str
    characters: int
    annotations: int
    notes: int
    place: int
    created: str
    read: str


def text_hash(text: str) -> str:
    """What a text is recognised by."""
    return sha256(text.encode()).hexdigest()


def version_by_source(library: Library, source: str) -> str | None:
    """The newest version that was read from the bytes with this hash."""
    return _id(
        library.row(
            "SELECT v.id FROM versions v JOIN reports r ON r.id = v.report_id"
            " WHERE v.source_sha256 = ? AND r.deleted = '' ORDER BY v.number DESC LIMIT 1",
            source,
        )
    )


def version_by_text(library: Library, text: str) -> str | None:
    """The newest version with exactly this text."""
    return _id(
        library.row(
            "SELECT v.id FROM versions v JOIN reports r ON r.id = v.report_id"
            " WHERE v.text_sha256 = ? AND r.deleted = '' ORDER BY v.number DESC LIMIT 1",
            text_hash(text),
        )
    )


def latest_version(library: Library, report_id: str) -> str | None:
    """The newest version of a report."""
    return _id(
        library.row(
            "SELECT v.id FROM versions v JOIN reports r ON r.id = v.report_id"
            " WHERE r.id = ? AND r.deleted = '' ORDER BY v.number DESC LIMIT 1",
            report_id,
        )
    )


def report_at(library: Library, path: str) -> str | None:
    """The report whose file was at a path when it was seen last."""
    return _id(
        library.row("SELECT id FROM reports WHERE path = ? AND deleted = '' ORDER BY created DESC LIMIT 1", path)
    )


def read_version(library: Library, version_id: str) -> Version:
    """Everything of a version that is shown."""
    report_id, title, path, media_type, own_title, text, structure, place = library.row(
        "SELECT r.id, r.title, r.path, o.media_type, v.title, v.text, v.structure, coalesce(s.place, 0)"
        " FROM versions v JOIN reports r ON r.id = v.report_id JOIN sources o ON o.sha256 = v.source_sha256"
        " LEFT JOIN reading_state s ON s.report_id = r.id"
        " WHERE v.id = ?",
        version_id,
    )
    try:
        report = Report(text, Blocks.unpack(structure), media_type, own_title)
    except ValueError as error:
        reason = _("the structure of “{title}” cannot be read").format(title=title)
        raise PostilError("library-damaged", path=library.path, reason=reason) from error
    return Version(report_id, version_id, title, path, report, place)


def report_of(library: Library, version_id: str) -> str:
    """The report that a version belongs to."""
    (report_id,) = library.row("SELECT report_id FROM versions WHERE id = ?", version_id)
    return str(report_id)


def add(library: Library, title: str, path: str, source: Source, report: Report) -> str:
    """Add a report with its first version, inside a transaction; returns the version."""
    report_id, version_id, time = new_id(), new_id(), now()
    library.run("INSERT INTO reports (id, title, path, created) VALUES (?, ?, ?, ?)", report_id, title, path, time)
    library.run(
        "INSERT INTO sources (sha256, name, size, media_type, created) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        *(source.sha256, source.name, source.size, report.media_type, time),
    )
    library.run(
        "INSERT INTO versions (id, report_id, number, source_sha256, reader, title, text_sha256, characters,"
        " created, text, structure) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)",
        *(version_id, report_id, source.sha256, source.reader, report.title),
        *(text_hash(report.text), len(report.text), time, report.text, report.blocks.pack()),
    )
    return version_id


def entitle(library: Library, version_id: str, title: str) -> None:
    """Name a report by a title found in its text, unless its source names one, inside a transaction."""
    library.run(
        "UPDATE reports SET title = ? WHERE id = (SELECT report_id FROM versions WHERE id = ? AND title = '')",
        *(title, version_id),
    )


def remember_path(library: Library, version_id: str, path: str) -> None:
    """Keep where a version's file was seen last, inside a transaction."""
    library.run(
        "UPDATE reports SET path = ? WHERE id = (SELECT report_id FROM versions WHERE id = ?)", path, version_id
    )


def every(library: Library) -> list[Listed]:
    """All reports, the one read last first, then the newest."""
    rows = library.rows(
        "SELECT r.id, r.title, r.path, v.characters, count(a.id), count(nullif(a.note, '')), coalesce(s.place, 0),"
        " r.created, coalesce(s.modified, '') FROM reports r"
        " JOIN versions v ON v.report_id = r.id"
        " AND v.number = (SELECT max(number) FROM versions WHERE report_id = r.id)"
        " LEFT JOIN reading_state s ON s.report_id = r.id"
        " LEFT JOIN anchors p ON p.version_id = v.id"
        " LEFT JOIN annotations a ON a.id = p.annotation_id AND a.deleted = ''"
        " WHERE r.deleted = '' GROUP BY r.id ORDER BY s.turn DESC, r.created DESC, r.id DESC"
    )
    return [Listed(*row) for row in rows]


def _id(row: tuple[str] | None) -> str | None:
    return row[0] if row else None
