"""Putting on an inferred outline what its reader said of it."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from postil.core.annotation import AnchorStatus
from postil.core.correction import ADDED, Corrected, Correction, Corrections, Deed, NodeKey, Removed
from postil.core.correction_keys import matched
from postil.core.correction_looks import added, look, passages_like, shape, signature
from postil.core.outline import Node, NodeKind, Outline, levels_and_ends
from postil.core.report import Report

_HEADINGS = {NodeKind.HEADING, NodeKind.ARTICLE}
_AHEAD = 50


class _Draft(NamedTuple):
    """All nodes that there may be, in text order, and the index of the parent that each would have by itself."""

    nodes: list[Node]
    parents: list[int | None]


def corrected(report: Report, inferred: Outline, corrections: Corrections) -> Corrected:
    """The outline as its reader wants it. Pure: the same outline with the same corrections is always the same.

    Order is the text's. So what follows a promoted node at its old level comes to stand under it, and a heading that
    is added takes in what it heads. What was said of a node that is not there is ``lost`` for now, not forgotten.
    """
    if corrections.is_empty:
        return Corrected.bare(inferred)
    draft = _with_added(report, inferred, corrections)
    found = matched(report, draft.nodes, corrections.keys().values())
    gone = _gone(report, draft.nodes, corrections, found)
    kept = [index for index in range(len(draft.nodes)) if index not in gone]
    parents = _hung(draft, kept, _wishes(corrections, found, gone))
    place = {index: position for position, index in enumerate(kept)}
    nodes = _nodes(draft.nodes, place, parents, _titles(corrections, found), len(report.text))
    held: dict[int, tuple[NodeKey, ...]] = {}
    for identifier, key in corrections.keys().items():
        position = place.get(found.get(identifier, -1))
        if position is not None:
            held[position] = (*held.get(position, ()), key)
    removed = tuple(Removed(draft.nodes[index], gone[index]) for index in sorted(gone))
    outline = inferred._replace(nodes=tuple(nodes))
    return Corrected(outline, corrections, held, _lost(corrections, found, gone), removed)


def branch(shown: Corrected, index: int) -> Corrected:
    """One node of an outline and all below it, as an outline of its own: to be copied."""
    nodes = shown.outline.nodes
    root = nodes[index]
    last = next((i for i in range(index + 1, len(nodes)) if nodes[i].level <= root.level), len(nodes))
    part = tuple(
        node._replace(level=node.level - root.level + 1, parent=None if node is root else (node.parent or 0) - index)
        for node in nodes[index:last]
    )
    keys = {i - index: keys for i, keys in shown.keys.items() if index <= i < last}
    return Corrected(shown.outline._replace(nodes=part), shown.corrections, keys, (), (), is_branch=True)


def parent_for(report: Report, outline: Outline, node: Node) -> int | None:
    """The index of the node under which a passage belongs that is a node now, None for the top level.

    Beside what looks like it; else a heading under the heading before it, anything else under the node it stands in.
    """
    nodes = outline.nodes
    here = outline.at(node.start)
    path = outline.path(here)
    following = range(0 if here is None else here + 1, len(nodes))
    for index in (*reversed(path), *islice(following, _AHEAD)):
        if _alike(report, nodes[index], node) and (nodes[index].parent is None or nodes[index].parent in path):
            return nodes[index].parent
    if node.kind in _HEADINGS:
        return next((index for index in reversed(path) if nodes[index].kind in _HEADINGS), None)
    return here


def _alike(report: Report, one: Node, other: Node) -> bool:
    if one.label or other.label:
        return bool(other.label) and shape(one.label, one.ordinal) == shape(other.label, other.ordinal)
    looks = look(report, other.start)
    return bool(looks) and look(report, one.start) == looks


def _with_added(report: Report, inferred: Outline, corrections: Corrections) -> _Draft:
    """The inferred nodes and those that the reader added, each once."""
    adds = [edit for edit in corrections.edits if edit.deed is Deed.ADD]
    there = matched(report, inferred.nodes, (edit.key for edit in adds if edit.key))
    fresh: dict[int, tuple[Node, int | None]] = {}
    for edit in adds:
        if edit.key and edit.key.id not in there and edit.key.anchor.status is not AnchorStatus.ORPHAN:
            node = added(report, edit.key.anchor.start, edit.title)
            fresh.setdefault(node.start, (node._replace(kind=edit.key.kind, ordinal=edit.key.ordinal), None))
    taken = {node.start for node in inferred.nodes}
    for edit in corrections.edits:
        if edit.deed is Deed.LIKE and edit.keeps:
            for start in passages_like(report, edit.signature):
                if start not in taken and start not in fresh:
                    node = added(report, start)
                    fresh[start] = (node, parent_for(report, inferred, node))
    return _merged(inferred.nodes, [fresh[start] for start in sorted(fresh)])


def _merged(inferred: Sequence[Node], fresh: Sequence[tuple[Node, int | None]]) -> _Draft:
    """Both in text order; the parents of both are indices of inferred nodes."""
    starts = [node.start for node, _parent in fresh]
    new_index = [index + bisect_left(starts, node.start) for index, node in enumerate(inferred)]
    both = [(node.start, node, node.parent) for node in inferred]
    both += [(node.start, node, parent) for node, parent in fresh]
    both.sort(key=lambda one: one[0])
    return _Draft(
        [node for _start, node, _parent in both],
        [None if parent is None else new_index[parent] for _start, _node, parent in both],
    )


def _gone(
    report: Report, nodes: Sequence[Node], corrections: Corrections, found: Mapping[str, int]
) -> dict[int, Correction]:
    """The nodes that are not to be shown, and why. What was added by itself stays, whatever it looks like."""
    rules = {edit.signature: edit for edit in corrections.edits if edit.deed is Deed.LIKE and not edit.keeps}
    wanted = {found.get(edit.key.id) for edit in corrections.edits if edit.deed is Deed.ADD and edit.key}
    names = {alike.split("|")[0] for alike in rules}
    gone: dict[int, Correction] = {}
    for index, node in enumerate(nodes):
        edit = rules.get(signature(report, node)) if node.rule in names and index not in wanted else None
        if edit:
            gone[index] = edit
    for edit in corrections.edits:
        if edit.deed is Deed.REMOVE and edit.key and edit.key.id in found:
            gone[found[edit.key.id]] = edit
    return gone


def _wishes(
    corrections: Corrections, found: Mapping[str, int], gone: Mapping[int, Correction]
) -> dict[int, int | None]:
    """The parents that the reader gave to nodes: the innermost of those named that is there."""
    wishes: dict[int, int | None] = {}
    placing = [edit for edit in corrections.edits if edit.deed in {Deed.ADD, Deed.MOVE} and edit.key]
    for edit in sorted(placing, key=lambda edit: (edit.deed is Deed.MOVE, edit.modified, edit.id)):
        index = found.get(edit.key.id) if edit.key else None
        if index is not None:
            above = (found[key.id] for key in edit.under if key.id in found)
            wishes[index] = next((parent for parent in above if parent < index and parent not in gone), None)
    return wishes


def _hung(draft: _Draft, kept: Sequence[int], wishes: Mapping[int, int | None]) -> dict[int, int | None]:
    """The parent of each kept node, such that the tree reads in the order of the text.

    A parent that was closed by something between hands its children on to what closed it.
    """
    parents: dict[int, int | None] = {}
    open_nodes: list[int] = []
    closed_by: dict[int, int] = {}
    heads: dict[int | None, int] = {}
    for index in kept:
        own = wishes[index] if index in wishes else draft.parents[index]
        while own is not None and own not in parents:  # removed
            own = draft.parents[own]
        while own in closed_by:
            own = closed_by[own]
        node = draft.nodes[index]
        head = heads.get(own)
        if head is not None and head not in closed_by and index not in wishes and node.kind not in _HEADINGS:
            own = head
        parents[index] = own
        while open_nodes and open_nodes[-1] != own:
            closed_by[open_nodes.pop()] = index
        open_nodes.append(index)
        if node.rule == ADDED and node.kind in _HEADINGS:
            heads[own] = index
    return parents


def _nodes(
    nodes: Sequence[Node],
    place: Mapping[int, int],
    parents: Mapping[int, int | None],
    titles: Mapping[int, str],
    size: int,
) -> list[Node]:
    """The kept nodes with their new parents, levels, ends and titles."""
    above = [None if parent is None else place[parent] for parent in (parents[index] for index in place)]
    levels, ends = levels_and_ends(above, [nodes[index].start for index in place], size)
    made: list[Node] = []
    for index, parent, level, end in zip(place, above, levels, ends, strict=True):
        node = nodes[index]
        title = titles.get(index, node.title)
        same = (node.parent, node.level, node.end) == (parent, level, end) and title is node.title
        made.append(node if same else node._replace(parent=parent, level=level, end=end, title=title))
    return made


def _titles(corrections: Corrections, found: Mapping[str, int]) -> dict[int, str]:
    """The titles that the reader gave, by the node's index; the latest of each."""
    titling = [edit for edit in corrections.edits if edit.key and edit.title]
    titling.sort(key=lambda edit: (edit.deed is Deed.RETITLE, edit.modified, edit.id))
    return {found[edit.key.id]: edit.title for edit in titling if edit.key and edit.key.id in found}


def _lost(corrections: Corrections, found: Mapping[str, int], gone: Mapping[int, Correction]) -> tuple[NodeKey, ...]:
    """The keys of what has nothing to stand on; a note and a state want a node that is shown, too."""
    edits = (edit.key for edit in corrections.edits if edit.key and edit.deed is not Deed.REMOVE)
    shown = (*(state.key for state in corrections.states), *corrections.noted)
    lost = {key.id: key for key in edits if key.id not in found}
    lost |= {key.id: key for key in shown if found.get(key.id) is None or found[key.id] in gone}
    return tuple(sorted(lost.values(), key=lambda key: (key.anchor, key.id)))
