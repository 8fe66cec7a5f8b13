"""Annotations as they are now. What they were is in ``history``, the only place that writes them."""

from typing import Any

from postil.core.annotation import Anchor, AnchorStatus, Annotation, Motivation
from postil.library.database import Library
from postil.library.identity import new_id, now

_FIELDS = (
    'SELECT a.id, p.start, p."end", p.exact, p.prefix, p.suffix, p.status,'
    " a.colour, a.style, a.motivation, a.note, a.created, a.modified, a.deleted, coalesce(a.node_id, '')"
    " FROM annotations a JOIN anchors p ON p.annotation_id = a.id"
)


def living(library: Library, version_id: str) -> tuple[Annotation, ...]:
    """What is marked in a version and not in the trash, in text order."""
    tags: dict[str, list[str]] = {}
    for annotation_id, name in library.rows(
        "SELECT t.annotation_id, g.name FROM anchors p JOIN annotation_tags t ON t.annotation_id = p.annotation_id"
        " JOIN tags g ON g.id = t.tag_id WHERE p.version_id = ? AND g.deleted = '' ORDER BY g.name",
        version_id,
    ):
        tags.setdefault(annotation_id, []).append(name)
    rows = library.rows(
        _FIELDS + " WHERE p.version_id = ? AND a.deleted = '' ORDER BY p.start, p.\"end\", a.id", version_id
    )
    return tuple(_annotation(row, tuple(tags.get(row[0], ()))) for row in rows)


def in_version(library: Library, annotation_id: str, version_id: str) -> Annotation | None:
    """An annotation as it stands in a version, in the trash or not; None where it was never there."""
    row = library.row(_FIELDS + " WHERE p.annotation_id = ? AND p.version_id = ?", annotation_id, version_id)
    return _annotation(row, _tags(library, annotation_id)) if row else None


def latest_version(library: Library, annotation_id: str) -> str | None:
    """The newest version in which an annotation stands."""
    row = library.row(
        "SELECT v.id FROM anchors p JOIN versions v ON v.id = p.version_id"
        " WHERE p.annotation_id = ? ORDER BY v.number DESC LIMIT 1",
        annotation_id,
    )
    return row[0] if row else None


def write(library: Library, version_id: str, annotation: Annotation) -> None:
    """Make an annotation what it is to be, inside a transaction. Only for ``history``, which records it."""
    a, anchor = annotation, annotation.anchor
    library.run(
        "INSERT INTO annotations (id, version_id, node_id, motivation, style, colour, note, created, modified, deleted)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET motivation = excluded.motivation,"
        " style = excluded.style, colour = excluded.colour, note = excluded.note, created = excluded.created,"
        " modified = excluded.modified, deleted = excluded.deleted",
        *(a.id, version_id, a.node or None, a.motivation.value, a.style, a.colour, a.note),
        *(a.created, a.modified, a.deleted),
    )
    library.run(
        'INSERT INTO anchors (annotation_id, version_id, start, "end", exact, prefix, suffix, status)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (annotation_id, version_id) DO UPDATE SET start = excluded.start,"
        ' "end" = excluded."end", exact = excluded.exact, prefix = excluded.prefix, suffix = excluded.suffix,'
        " status = excluded.status",
        *(a.id, version_id, anchor.start, anchor.end, anchor.exact, anchor.prefix, anchor.suffix, anchor.status.value),
    )
    if _tags(library, a.id) != a.tags:
        library.run("DELETE FROM annotation_tags WHERE annotation_id = ?", a.id)
        for name in a.tags:
            library.run(
                "INSERT INTO annotation_tags (annotation_id, tag_id) VALUES (?, ?)", a.id, tag_id(library, name)
            )


def tag_id(library: Library, name: str) -> str:
    """The identifier of a tag, made where it is new and back where it was deleted, inside a transaction."""
    row = library.row("SELECT id, deleted FROM tags WHERE name = ?", name)
    if row:
        known, deleted = row
        if deleted:
            library.run("UPDATE tags SET deleted = '' WHERE id = ?", known)
        return str(known)
    fresh = new_id()
    library.run("INSERT INTO tags (id, name, created) VALUES (?, ?, ?)", fresh, name, now())
    return fresh


def tag_names(library: Library, tags: list[str]) -> list[str]:
    """What the tags with these identifiers are called now, in order; those that were deleted are left out."""
    found = (library.row("SELECT name FROM tags WHERE id = ? AND deleted = ''", tag) for tag in tags)
    return sorted(row[0] for row in found if row)


def _tags(library: Library, annotation_id: str) -> tuple[str, ...]:
    rows = library.rows(
        "SELECT g.name FROM annotation_tags t JOIN tags g ON g.id = t.tag_id"
        " WHERE t.annotation_id = ? AND g.deleted = '' ORDER BY g.name",
        annotation_id,
    )
    return tuple(name for (name,) in rows)


def _annotation(row: tuple[Any, ...], tags: tuple[str, ...]) -> Annotation:
    identifier, start, end, exact, prefix, suffix, status, colour, style, motivation, note, *rest = row
    created, modified, deleted, node = rest
    anchor = Anchor(start, end, exact, prefix, suffix, AnchorStatus(status))
    reason = Motivation(motivation)
    return Annotation(identifier, anchor, colour, style, reason, note, tags, created, modified, deleted, node)
