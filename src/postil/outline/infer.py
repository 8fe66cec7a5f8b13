"""Report to Outline: find, nest, and make the nodes."""

from collections.abc import Collection, Mapping, Sequence

from postil.core.outline import NodeKind, Outline
from postil.core.report import Report
from postil.outline.candidates import Candidate, Sort
from postil.outline.find import Found, find
from postil.outline.heads import list_heads
from postil.outline.language import guess_language
from postil.outline.lexicon import Lexicon
from postil.outline.nest import Tree, nest, supported
from postil.outline.nodes import nodes_of
from postil.outline.passages import Passages

_SIGNS = '.。!！?？:：;；"”」）)'


def infer(report: Report, lexicons: Mapping[str, Lexicon]) -> Outline:
    """The outline of a report, with the lexicon of the language it is written in; never raises for any text.

    ``lexicons`` go by language ("en", "zh", …). Without a fitting one, only what needs no words is found.
    """
    language = guess_language(report.text, lexicons)
    lexicon = lexicons.get(language, Lexicon())
    seen = Passages(report)
    found = find(seen, lexicon)
    candidates, tree = _tree(found, seen, lexicon)
    nodes = nodes_of(report, seen, candidates, tree, lexicon)
    title = " ".join((report.title or found.title).split())
    return Outline(tuple(nodes), language, title)


def _tree(found: Found, seen: Passages, lexicon: Lexicon) -> tuple[list[Candidate], Tree]:
    candidates = found.candidates
    tree = nest(candidates)
    for _walk in range(2):  # what was dropped may have parted or joined others
        lone = {
            *_broken_off(candidates, seen),
            *_cut_out(candidates, found.noise),
            *(i for i, c in enumerate(candidates) if _may_be_alone(c)),
        }
        kept = supported(tree, candidates, lone)
        breaks = [i for i, c in enumerate(candidates) if c.sort is Sort.BREAK]
        if len(kept) + len(breaks) == len(candidates):
            break
        candidates = [candidates[i] for i in sorted({*kept, *breaks})]
        tree = nest(candidates)
    heads = list_heads(candidates, seen, found.noise, lexicon, tree.first_of_series(candidates))
    candidates = sorted((*candidates, *heads), key=lambda c: (c.passage, c.at))
    return candidates, nest(candidates, nest(candidates))


def _may_be_alone(candidate: Candidate) -> bool:
    """An appendix, a heading 5.1, and the second paragraph of a Japanese article, whose first has no number."""
    dotted = candidate.headed and any(len(reading.path) > 1 for reading in candidate.readings)
    return candidate.outside or dotted or any(reading.form == "１　" for reading in candidate.readings)


def _cut_out(candidates: Sequence[Candidate], noise: Collection[int]) -> Collection[int]:
    """An item that opens the text and is not the first of its list: the text was cut out of a longer one."""
    first = next((i for i, c in enumerate(candidates) if c.sort is not Sort.CAPTION), None)
    if first is None or candidates[first].sort is not Sort.ITEM or candidates[first].at:
        return ()
    opens = all(index in noise for index in range(candidates[first].passage))
    return (first,) if opens and all((reading.number or 0) > 1 for reading in candidates[first].readings) else ()


def _broken_off(candidates: Sequence[Candidate], seen: Passages) -> Collection[int]:
    """The first of a list inside which the text breaks off."""
    last = len(candidates) - 1
    if last < 0 or not seen or seen[-1].shown.endswith(tuple(_SIGNS)):
        return ()
    item = candidates[last]
    begins = item.kind is NodeKind.ORDINAL and any(reading.number == 1 for reading in item.readings)
    return (last,) if begins and item.passage == len(seen) - 1 else ()
