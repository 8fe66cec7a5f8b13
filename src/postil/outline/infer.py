"""Report to Outline: find, nest, and make the nodes."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from postil.core.outline import Node, NodeKind, Outline
from postil.core.report import Report
from postil.core.span import Span
from postil.outline.candidates import Candidate, Sort
from postil.outline.find import Found, find
from postil.outline.find.shape import is_label
from postil.outline.heads import list_heads
from postil.outline.language import guess_language
from postil.outline.lexicon import Lexicon
from postil.outline.nest import Tree, nest, supported
from postil.outline.passages import Passage, passages
from postil.outline.titles import title_of

_SIGNS = '.。!！?？:：;；"”」）)'


def infer(report: Report, lexicons: Mapping[str, Lexicon]) -> Outline:
    """The outline of a report, with the lexicon of the language it is written in; never raises for any text.

    ``lexicons`` go by language ("en", "zh", …). Without a fitting one, only what needs no words is found.
    """
    language = guess_language(report.text, lexicons)
    lexicon = lexicons.get(language, Lexicon())
    seen = list(passages(report))
    found = find(seen, lexicon)
    candidates, tree = _tree(found, seen, lexicon)
    nodes = _nodes(report, seen, candidates, tree, lexicon)
    title = title_of(report.title or found.title, lexicon, whole=True)
    return Outline(tuple(nodes), language, title)


def _tree(found: Found, seen: Sequence[Passage], lexicon: Lexicon) -> tuple[list[Candidate], Tree]:
    candidates = found.candidates
    tree = nest(candidates)
    for _walk in range(2):  # what was dropped may have parted or joined others
        lone = {*_broken_off(candidates, seen), *(i for i, c in enumerate(candidates) if _may_be_alone(c))}
        kept = supported(tree, candidates, lone)
        breaks = [i for i, c in enumerate(candidates) if c.sort is Sort.BREAK]
        candidates = [candidates[i] for i in sorted({*kept, *breaks})]
        tree = nest(candidates)
    heads = list_heads(candidates, seen, found.noise, lexicon, tree.first_of_series(candidates))
    candidates = sorted((*candidates, *heads), key=lambda c: (c.passage, c.at))
    return candidates, nest(candidates, nest(candidates))


def _may_be_alone(candidate: Candidate) -> bool:
    """An appendix, and the second paragraph of a Japanese article, whose first has no number."""
    return candidate.outside or any(reading.form == "１　" for reading in candidate.readings)


def _broken_off(candidates: Sequence[Candidate], seen: Sequence[Passage]) -> Collection[int]:
    """The first of a list inside which the text breaks off."""
    last = len(candidates) - 1
    if last < 0 or not seen or seen[-1].shown.endswith(tuple(_SIGNS)):
        return ()
    item = candidates[last]
    begins = item.kind is NodeKind.ORDINAL and any(reading.number == 1 for reading in item.readings)
    return (last,) if begins and item.passage == len(seen) - 1 else ()


def _nodes(
    report: Report, seen: Sequence[Passage], candidates: Sequence[Candidate], tree: Tree, lexicon: Lexicon
) -> Iterator[Node]:
    starts = [seen[c.passage].start(c.at) for c in (candidates[place.candidate] for place in tree.placed)]
    levels: list[int] = []
    for place in tree.placed:
        levels.append(1 if place.parent is None else levels[place.parent] + 1)
    ends = _ends(starts, levels, len(report.text))
    sizes = tree.sizes()
    for i, place in enumerate(tree.placed):
        candidate = _vouched(candidates[place.candidate], sizes[place.series])
        title = _title(seen, candidate, lexicon)
        span = Span(starts[i], ends[i])
        yield _node(
            report.text, seen[candidate.passage], candidate, title, (span, levels[i], place.parent, place.number)
        )


def _vouched(candidate: Candidate, size: int) -> Candidate:
    """The more items a series has, the surer is each of them."""
    if candidate.sort not in {Sort.ITEM, Sort.BULLET}:
        return candidate
    return replace(candidate, confidence=min(0.98, candidate.confidence + 0.01 * size - 0.02))


def _ends(starts: Sequence[int], levels: Sequence[int], size: int) -> list[int]:
    """Each node ends where the next one begins that is not below it."""
    ends = [size] * len(starts)
    open_nodes: list[int] = []
    for index, level in enumerate(levels):
        while open_nodes and levels[open_nodes[-1]] >= level:
            ends[open_nodes.pop()] = starts[index]
        open_nodes.append(index)
    return ends


def _node(
    text: str, passage: Passage, candidate: Candidate, title: str, place: tuple[Span, int, int | None, int | None]
) -> Node:
    (start, end), level, parent, ordinal = place
    marker_end = passage.stop(candidate.marker) if candidate.marker > candidate.at else start
    return Node(
        start=start,
        end=end,
        marker_end=marker_end,
        level=level,
        parent=parent,
        label=text[start:marker_end] or passage.block.number,
        ordinal=ordinal,
        title=title,
        kind=candidate.kind,
        rule=candidate.rule,
        confidence=candidate.confidence,
    )


def _title(seen: Sequence[Passage], candidate: Candidate, lexicon: Lexicon) -> str:
    whole = candidate.headed or candidate.kind is NodeKind.CAPTION
    title = title_of(_named(seen, candidate), lexicon, whole=whole)
    return title or title_of(seen[candidate.passage].shown[candidate.at :], lexicon, whole=True)


def _named(seen: Sequence[Passage], candidate: Candidate) -> str:
    """What says the title; below a unit that is a number alone, the line after it."""
    shown = seen[candidate.passage].shown[candidate.content : candidate.stop or None]
    following = candidate.passage + 1
    if not shown.strip() and candidate.sort is Sort.UNIT and following < len(seen):
        return seen[following].shown if is_label(seen[following].shown) else ""
    return shown
