"""The kinds of things whose changes make the history, and how each is kept."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from postil.core.annotation import Annotation
from postil.core.correction import Correction, Deed, NodeState
from postil.library import annotations, corrections
from postil.library.database import Library

Subject = Annotation | Correction | NodeState


class Kind(NamedTuple):
    """How the things of one kind are named, read, written, put into words for the history, and taken away."""

    name: str
    identifier: Callable[[Any], str]
    read: Callable[[Library, str, str], Any]
    """By its identifier, in a version; None where it was never there."""
    write: Callable[[Library, str, Any], None]
    pack: Callable[[Library, Any], str]
    unpack: Callable[[Library, str, str], Any]
    gone: Callable[[Any, str], Any]
    """What it is where it was not, at a time."""


def kind_of(subject: Subject) -> Kind:
    """The kind of a thing."""
    return _BY_TYPE[type(subject)]


def _pack_annotation(library: Library, annotation: Annotation) -> str:
    """A state as it is kept. Tags are kept by their identifiers, so that a renamed tag changes no history."""
    fields = annotation.as_json()
    fields["tags"] = [annotations.tag_id(library, name) for name in annotation.tags]
    return _packed(fields)


def _unpack_annotation(library: Library, _version_id: str, state: str) -> Annotation:
    fields = json.loads(state)
    fields["tags"] = annotations.tag_names(library, fields["tags"])
    return Annotation.from_json(fields)


def _pack_edit(_library: Library, edit: Correction) -> str:
    """Keys by their identifiers: where they stand in a version is no part of what was done."""
    about = {"id": edit.id, "deed": edit.deed, "key": edit.key.id if edit.key else None}
    times = {"created": edit.created, "modified": edit.modified, "deleted": edit.deleted}
    return _packed(about | corrections.body_of(edit) | times)


def _unpack_edit(library: Library, version_id: str, state: str) -> Correction:
    fields = json.loads(state)
    key, under = fields.pop("key"), fields.pop("under")
    return Correction(
        key=corrections.key_in(library, key, version_id) if key else None,
        under=tuple(corrections.key_in(library, above, version_id) for above in under),
        **{**fields, "deed": Deed(fields["deed"])},
    )


def _pack_state(_library: Library, state: NodeState) -> str:
    return _packed({"key": state.key.id, "state": state.state, "modified": state.modified})


def _unpack_state(library: Library, version_id: str, state: str) -> NodeState:
    fields = json.loads(state)
    return NodeState(corrections.key_in(library, fields["key"], version_id), fields["state"], fields["modified"])


def _packed(fields: dict[str, Any]) -> str:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


_BY_TYPE: dict[type, Kind] = {
    Annotation: Kind(
        "annotation",
        lambda annotation: str(annotation.id),
        annotations.in_version,
        annotations.write,
        _pack_annotation,
        _unpack_annotation,
        lambda annotation, time: annotation.changed(time, deleted=time),
    ),
    Correction: Kind(
        "outline_edit",
        lambda edit: str(edit.id),
        corrections.edit_in,
        corrections.write_edit,
        _pack_edit,
        _unpack_edit,
        lambda edit, time: edit._replace(modified=time, deleted=time),
    ),
    NodeState: Kind(
        "node_state",
        lambda state: str(state.key.id),
        corrections.state_in,
        corrections.write_state,
        _pack_state,
        _unpack_state,
        lambda state, time: state._replace(state="", modified=time),
    ),
}
KINDS = {kind.name: kind for kind in _BY_TYPE.values()}
"""All kinds, by the name the history calls them by."""
