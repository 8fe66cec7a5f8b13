"""Nodes of an outline, made of candidates that found their place."""

from collections.abc import Iterator, Sequence

from postil.core.outline import Node, NodeKind, levels_and_ends
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
    markers = [seen[c.passage].place(c.at, max(c.at, c.marker)) for c in placed]
    parents = [place.parent for place in tree.placed]
    levels, ends = levels_and_ends(parents, [marker.start for marker in markers], len(report.text))
    sizes = tree.sizes()
    for i, (place, candidate, marker) in enumerate(zip(tree.placed, placed, markers, strict=True)):
        yield Node(
            start=marker.start,
            end=ends[i],
            marker_end=marker.end,
            level=levels[i],
            parent=place.parent,
            label=report.text[marker.start : marker.end] or seen[candidate.passage].block.number,
            ordinal=place.number,
            title=_title(seen, candidate, lexicon, _until(placed, i)),
            kind=candidate.kind,
            rule=candidate.rule,
            confidence=_confidence(candidate, sizes[place.series]),
        )


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
