"""Outlines that were inferred already: a cache by version and engine."""

import json
from typing import Any

from postil.core.outline import Node, NodeKind, Outline
from postil.library.database import Library


def cached(library: Library, version_id: str, engine: str) -> Outline | None:
    """The outline of a version, if it was inferred by the same engine."""
    row = library.row("SELECT nodes FROM outlines WHERE version_id = ? AND engine = ?", version_id, engine)
    return _unpack(row[0]) if row else None


def cache(library: Library, version_id: str, engine: str, outline: Outline) -> None:
    """Keep an outline instead of those of other engines, inside a transaction."""
    library.run("DELETE FROM outlines WHERE version_id = ?", version_id)
    library.run("INSERT INTO outlines (version_id, engine, nodes) VALUES (?, ?, ?)", version_id, engine, _pack(outline))


def _pack(outline: Outline) -> str:
    return json.dumps((outline.language, outline.title, outline.nodes), ensure_ascii=False, separators=(",", ":"))


def _unpack(packed: str) -> Outline:
    language, title, rows = json.loads(packed)
    return Outline(tuple(_node(row) for row in rows), language, title)


def _node(row: list[Any]) -> Node:
    row[8] = NodeKind(row[8])
    return Node(*row)
