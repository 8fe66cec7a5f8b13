"""The words that a node is known by, and finding the node again in whichever outline there is."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from postil.core.annotation import Anchor, AnchorStatus
from postil.core.correction import NodeKey
from postil.core.outline import Node
from postil.core.report import Report
from postil.core.span import Span
from postil.core.text import is_wide

_WORDS = 8
_IN_A_WORD = 2
"""How many CJK characters say as much as a word."""
_LONGEST = 400


def key_span(report: Report, node: Node) -> Span:
    """What a node is known by: its printed marker or, where none is printed, its first words within its block."""
    if node.marker_end > node.start:
        return Span(node.start, node.marker_end)
    return first_words(report, node.start)


def first_words(report: Report, start: int) -> Span:
    """The first 8 words (16 CJK characters) from an offset, within its block, at least one character of the text."""
    text, blocks = report.text, report.blocks
    last = blocks.ends[blocks.at(start)] if len(blocks) else len(text)
    last = min(max(last, start + 1), start + _LONGEST, len(text))
    said, end, inside = 0, start, False
    for offset in range(start, last):
        character = text[offset]
        wide = is_wide(character)
        if not character.isspace():
            said += 1 if wide else 0 if inside else _IN_A_WORD
            if said > _WORDS * _IN_A_WORD:
                break
            end = offset + 1
        inside = not wide and not character.isspace()
    return Span(start, max(end, min(start + 1, len(text))))


def new_key(report: Report, node: Node, identifier: str) -> NodeKey:
    """The key of a node that has none yet."""
    return NodeKey(identifier, Anchor.describe(report.text, key_span(report, node)), node.kind, node.ordinal)


def matched(report: Report, nodes: Sequence[Node], keys: Iterable[NodeKey]) -> dict[str, int]:
    """The index of each key's node, by the key's identifier; a key whose node is not there is left out.

    A node that begins where the key stands is its node. Else it may be one beside it, of the key's kind and ordinal,
    whose own key shares text with it (a marker that is taken a word longer now) and that is no other key's.
    """
    starts = [node.start for node in nodes]
    held = sorted((key for key in keys if key.anchor.status is not AnchorStatus.ORPHAN), key=lambda k: (k.anchor, k.id))
    found: dict[str, int] = {}
    for key in held:
        same = range(bisect_left(starts, key.anchor.start), bisect_right(starts, key.anchor.start))
        index = min(same, key=lambda i: _unlike(nodes[i], key), default=None)
        if index is not None:
            found[key.id] = index
    taken = set(found.values())
    for key in held:
        if key.id not in found:
            near = (i for i in _beside(report, nodes, starts, key) if i not in taken)
            index = min(near, key=lambda i: abs(starts[i] - key.anchor.start), default=None)
            if index is not None:
                found[key.id] = index
                taken.add(index)
    return found


def _unlike(node: Node, key: NodeKey) -> tuple[bool, bool]:
    return node.kind is not key.kind, node.ordinal != key.ordinal


def _beside(report: Report, nodes: Sequence[Node], starts: Sequence[int], key: NodeKey) -> Iterator[int]:
    """The nodes of a key's kind and ordinal whose own key shares text with it."""
    span = key.anchor.span
    for index in range(bisect_left(starts, span.start - _LONGEST), bisect_left(starts, span.end)):
        if not any(_unlike(nodes[index], key)) and key_span(report, nodes[index]).overlaps(span):
            yield index
