"""Which annotations stand under which node of an outline."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from postil.core.annotation import Annotation
from postil.core.correction import Corrected, Deed, NodeKey
from postil.translation import gettext as _


class Without(NamedTuple):
    """What has no node to stand on: its key, what was said of it in words, and the notes on it."""

    key: NodeKey
    facts: tuple[str, ...]
    notes: tuple[Annotation, ...]


class UnderNodes(NamedTuple):
    """Living annotations by the index of their node (None: before the first one), those on the node itself first, the
    others in text order; and what has no node.
    """

    under: Mapping[int | None, Sequence[Annotation]]
    without: tuple[Without, ...]


def under_nodes(shown: Corrected, annotations: Iterable[Annotation]) -> UnderNodes:
    """Put annotations under the nodes of an outline as it is shown; what is not in a branch of one is left out."""
    places = {key.id: index for index, keys in shown.keys.items() for key in keys}
    known, lost = shown.corrections.keys(), {key.id for key in shown.lost}
    under: defaultdict[int | None, list[Annotation]] = defaultdict(list)
    homeless: defaultdict[str, list[Annotation]] = defaultdict(list)
    for annotation in sorted((a for a in annotations if not a.deleted), key=_order):
        if annotation.node in lost:
            homeless[annotation.node].append(annotation)
        elif annotation.node in places:
            under[places[annotation.node]].append(annotation)
        elif annotation.node not in known and _is_in(shown, annotation.anchor.start):
            under[shown.outline.at(annotation.anchor.start)].append(annotation)
    without = (Without(key, _facts(shown, key), tuple(homeless[key.id])) for key in shown.lost)
    return UnderNodes(under, tuple(without))


def state_in_words(state: str) -> str:
    """What is said of a node's state."""
    return {"to-check": _("to check"), "done": _("done")}.get(state, state)


def _order(annotation: Annotation) -> tuple[bool, int, int, str]:
    return not annotation.node, annotation.anchor.start, annotation.anchor.end, annotation.id


def _is_in(shown: Corrected, offset: int) -> bool:
    """Whether an offset is before the outline or in it: a branch is only a part of the text."""
    here = shown.outline.at(offset)
    return not shown.is_branch if here is None else offset < shown.outline.nodes[here].end


def _facts(shown: Corrected, key: NodeKey) -> tuple[str, ...]:
    """What was said of a lost node, but for its notes."""
    facts = []
    for edit in shown.corrections.about([key]):
        if edit.deed is Deed.MOVE:
            facts.append(_("moved"))
        elif edit.title:
            facts.append(_("titled “{title}”").format(title=edit.title))
    state = shown.corrections.state_of([key])
    return (*facts, state_in_words(state)) if state else tuple(facts)
