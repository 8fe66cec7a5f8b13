"""Nodes of an outline, made of candidates that found their place."""

from collections.abc import Iterator, Sequence

from postil.core.outline import Node, NodeKind
from postil.core.report import Report
from postil.outline.candidates import Candidate, Sort
from postil.outline.find.shape import is_label
from postil.outline.lexicon import Lexicon
from postil.outline.nest import Tree
from postil.outline.passages import Passages
from postil.outline.titles import READ, title_of


def nodes_of(
    report: Report, seen: Passages, candidates: Sequence[Candidate], tree: Tree, lexicon: Lexicon
) -> Iterator[Node]:
    """The nodes of a tree, in document order."""
    placed = [candidates[place.candidate] for place in tree.placed]
    hosts = [seen[candidate.passage] for candidate in placed]
    starts = [passage.start(candidate.at) for passage, candidate in zip(hosts, placed, strict=True)]
    levels: list[int] = []
    for place in tree.placed:
        levels.append(1 if place.parent is None else levels[place.parent] + 1)
    ends = _ends(starts, levels, len(report.text))
    sizes = tree.sizes()
    for i, (place, candidate) in enumerate(zip(tree.placed, placed, strict=True)):
        passage = hosts[i]
        marker_end = passage.stop(candidate.marker) if candidate.marker > candidate.at else starts[i]
        yield Node(
            start=starts[i],
            end=ends[i],
            marker_end=marker_end,
            level=levels[i],
            parent=place.parent,
            label=report.text[starts[i] : marker_end] or passage.block.number,
            ordinal=place.number,
            title=_title(seen, candidate, lexicon, _until(placed, i)),
            kind=candidate.kind,
            rule=candidate.rule,
            confidence=_confidence(candidate, sizes[place.series]),
        )


def _ends(starts: Sequence[int], levels: Sequence[int], size: int) -> list[int]:
    """Each node ends where the next one begins that is not below it."""
    ends = [size] * len(starts)
    open_nodes: list[int] = []
    for index, level in enumerate(levels):
        while open_nodes and levels[open_nodes[-1]] >= level:
            ends[open_nodes.pop()] = starts[index]
        open_nodes.append(index)
    return ends


def _confidence(candidate: Candidate, size: int) -> float:
    """The more items a series has, the surer is each of them."""
    listed = candidate.sort in {Sort.ITEM, Sort.BULLET}
    return round(min(0.98, candidate.confidence + 0.01 * (size - 2)), 2) if listed else candidate.confidence


def _until(placed: Sequence[Candidate], index: int) -> int:
    """Where the next node begins in the same passage, else as far as a title is looked for."""
    candidate, following = placed[index], placed[index + 1 : index + 2]
    here = [other.at for other in following if other.passage == candidate.passage and other.at > candidate.content]
    return min(here, default=candidate.content + READ)


def _title(seen: Passages, candidate: Candidate, lexicon: Lexicon, until: int) -> str:
    whole = candidate.headed or candidate.kind is NodeKind.CAPTION
    title = title_of(_said(seen, candidate, until), lexicon, whole=whole)
    return title or title_of(seen[candidate.passage].shown[candidate.at : until], lexicon, whole=True)


def _said(seen: Passages, candidate: Candidate, until: int) -> str:
    """What the title is made of; below a unit that is a number alone, the line after it."""
    shown = seen[candidate.passage].shown[candidate.content : candidate.stop or until]
    following = candidate.passage + 1
    if not shown.strip() and candidate.sort is Sort.UNIT and following < len(seen):
        return seen[following].shown if is_label(seen[following].shown) else ""
    return shown
