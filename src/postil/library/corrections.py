"""What readers said of outlines, as it is now. What it was is in ``history``, the only place that writes it."""

import json
from typing import Any

from postil.core.annotation import Anchor, AnchorStatus
from postil.core.correction import Correction, Corrections, Deed, NodeKey, NodeState
from postil.core.outline import NodeKind
from postil.library.database import Library
from postil.library.identity import now
from postil.library.reports import report_of

_EDIT = "SELECT id, kind, node_id, created, modified, deleted, body FROM outline_edits"
_KEY = (
    'SELECT n.id, n.kind, n.ordinal, p.version_id, p.start, p."end", p.exact, p.prefix, p.suffix, p.status'
    " FROM nodes n JOIN node_anchors p ON p.node_id = n.id JOIN versions v ON v.id = p.version_id"
)


def standing(library: Library, version_id: str) -> Corrections:
    """All that stands of what was said of a report's outline, its keys as they stand in a version."""
    report_id = report_of(library, version_id)
    edits = library.rows(_EDIT + " WHERE report_id = ? AND deleted = '' ORDER BY created, id", report_id)
    states = library.rows(
        "SELECT s.node_id, s.state, s.modified FROM node_state s JOIN nodes n ON n.id = s.node_id"
        " WHERE n.report_id = ? AND s.state <> '' ORDER BY s.node_id",
        report_id,
    )
    noted = library.rows(
        "SELECT DISTINCT a.node_id FROM annotations a JOIN nodes n ON n.id = a.node_id"
        " WHERE n.report_id = ? AND a.deleted = '' ORDER BY a.node_id",
        report_id,
    )
    if not (edits or states or noted):
        return Corrections()
    keys = _keys(library, version_id, report_id)
    return Corrections(
        tuple(_edit(row, keys) for row in edits),
        tuple(NodeState(keys[key_id], state, modified) for key_id, state, modified in states),
        tuple(keys[key_id] for (key_id,) in noted),
    )


def edit_in(library: Library, edit_id: str, version_id: str) -> Correction | None:
    """A correction as it is, taken back or not; None where it was never made."""
    row = library.row(_EDIT + " WHERE id = ?", edit_id)
    return _edit(row, _keys(library, version_id, report_of(library, version_id))) if row else None


def state_in(library: Library, key_id: str, version_id: str) -> NodeState | None:
    """The state of a node, "" once it was taken back; None where there never was one."""
    row = library.row("SELECT state, modified FROM node_state WHERE node_id = ?", key_id)
    return NodeState(key_in(library, key_id, version_id), *row) if row else None


def key_in(library: Library, key_id: str, version_id: str) -> NodeKey:
    """A key as it stands in a version. Raises KeyError for one that was never kept."""
    return _keys(library, version_id, report_of(library, version_id))[key_id]


def write_edit(library: Library, version_id: str, edit: Correction) -> None:
    """Make a correction what it is to be, inside a transaction. Only for ``history``, which records it."""
    for key in edit.keys:
        write_key(library, version_id, key)
    library.run(
        "INSERT INTO outline_edits (id, report_id, version_id, node_id, kind, created, modified, deleted, body)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET node_id = excluded.node_id,"
        " kind = excluded.kind, modified = excluded.modified, deleted = excluded.deleted, body = excluded.body",
        *(edit.id, report_of(library, version_id), version_id, edit.key.id if edit.key else None, edit.deed.value),
        *(edit.created, edit.modified, edit.deleted, _pack(body_of(edit))),
    )


def write_state(library: Library, version_id: str, state: NodeState) -> None:
    """Give a node a state, inside a transaction. Only for ``history``, which records it."""
    write_key(library, version_id, state.key)
    library.run(
        "INSERT INTO node_state (node_id, state, modified) VALUES (?, ?, ?) ON CONFLICT (node_id) DO UPDATE SET"
        " state = excluded.state, modified = excluded.modified",
        *(state.key.id, state.state, state.modified),
    )


def write_key(library: Library, version_id: str, key: NodeKey) -> None:
    """Keep what a node is known by, if it is not kept yet, inside a transaction."""
    library.run(
        "INSERT INTO nodes (id, report_id, kind, ordinal, created) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        *(key.id, report_of(library, version_id), key.kind.value, key.ordinal, now()),
    )
    anchor = key.anchor
    if anchor.status is AnchorStatus.ORPHAN:  # what has no place in this version is given none
        return
    library.run(
        'INSERT INTO node_anchors (node_id, version_id, start, "end", exact, prefix, suffix, status)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        *(key.id, version_id, anchor.start, anchor.end, anchor.exact, anchor.prefix, anchor.suffix),
        anchor.status.value,
    )


def body_of(edit: Correction) -> dict[str, Any]:
    """What a correction says, as plain values; keys by their identifiers."""
    return {
        "title": edit.title,
        "under": [key.id for key in edit.under],
        "signature": edit.signature,
        "keeps": edit.keeps,
    }


def _pack(body: dict[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def _edit(row: tuple[Any, ...], keys: dict[str, NodeKey]) -> Correction:
    identifier, deed, key_id, created, modified, deleted, packed = row
    body = json.loads(packed)
    return Correction(
        identifier,
        Deed(deed),
        keys[key_id] if key_id else None,
        body["title"],
        tuple(keys[above] for above in body["under"]),
        body["signature"],
        body["keeps"],
        created,
        modified,
        deleted,
    )


def _keys(library: Library, version_id: str, report_id: str) -> dict[str, NodeKey]:
    """All the keys of a report. One that stands only in other versions has lost its text in this one."""
    keys: dict[str, NodeKey] = {}
    for row in library.rows(_KEY + " WHERE n.report_id = ? ORDER BY v.id = ?, v.number", report_id, version_id):
        identifier, kind, ordinal, where, start, end, exact, prefix, suffix, status = row
        held = AnchorStatus(status) if where == version_id else AnchorStatus.ORPHAN
        anchor = Anchor(start, end, exact, prefix, suffix, held)
        keys[identifier] = NodeKey(identifier, anchor, NodeKind(kind), ordinal)
    return keys
