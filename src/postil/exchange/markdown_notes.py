"""The notes on a report as Markdown, under the report's own outline."""

from collections.abc import Iterator, Sequence

from postil.core.annotation import Annotation
from postil.core.correction import Corrected
from postil.core.display import shown_text
from postil.core.outline import Node, Outline
from postil.core.place import place_of
from postil.core.report import Report
from postil.core.span import Span
from postil.exchange import literal
from postil.exchange.outlines import node_text
from postil.exchange.under_nodes import state_in_words, under_nodes
from postil.translation import gettext as _

_DEEPEST_HEADING = 6


def markdown_notes(
    title: str, report: Report, shown: Corrected, annotations: Sequence[Annotation], *, source: str, exported: str
) -> str:
    """The annotations of a report as a Markdown document with YAML front matter.

    The outline's nodes are its nested headings (deeper than Markdown has headings: bold lines), each with its state
    and the notes on it. An annotation stands under the node that holds its start, in text order, as a quotation of what
    the eye sees, followed by its block id ``^postil-<id>``, its place, colour and tags, and its note; those before the
    first node have a section of their own, and so has what lost its node. Deleted annotations are left out. ``source``
    says where the report came from, ``exported`` when this was made (UTC, ISO 8601).
    """
    outline = shown.outline
    living = [annotation for annotation in annotations if not annotation.deleted]
    placed = under_nodes(shown, living)
    before = placed.under.get(None, ())
    parts = [_front_matter(title, outline, living, source, exported), f"# {literal.inline(literal.one_line(title))}"]
    if before and outline.nodes:
        parts.append(f"## {_('Before the outline begins')}")
    parts += [_annotation(annotation, report, outline) for annotation in before]
    for index, node in enumerate(outline.nodes):
        parts.append(_heading(node))
        parts += [f"*{state_in_words(state)}*"] if (state := shown.state(index)) else []
        parts += [_annotation(annotation, report, outline) for annotation in placed.under.get(index, ())]
    if placed.without:
        parts.append(f"## {_('Without a node')}")
    for one in placed.without:
        parts.append(literal.indented("> ", literal.lines(one.key.anchor.exact)))
        parts += [f"- {literal.inline(fact)}" for fact in one.facts]
        parts += [_annotation(annotation, report, outline) for annotation in one.notes]
    return "\n\n".join(parts) + "\n"


def _front_matter(title: str, outline: Outline, annotations: Sequence[Annotation], source: str, exported: str) -> str:
    notes = sum(1 for annotation in annotations if annotation.note.strip())
    return "\n".join(
        (
            "---",
            f"title: {literal.quoted(title)}",
            f"source: {literal.quoted(source)}",
            f"language: {literal.quoted(outline.language)}",
            f"exported: {literal.quoted(exported)}",
            f"highlights: {sum(1 for annotation in annotations if not annotation.node)}",
            f"notes: {notes}",
            "---",
        )
    )


def _heading(node: Node) -> str:
    """A node as a heading; the report's title is the one of level 1."""
    text = literal.inline(node_text(node))
    level = node.level + 1
    return f"{'#' * level} {text}" if level <= _DEEPEST_HEADING else f"**{text}**"


def _annotation(annotation: Annotation, report: Report, outline: Outline) -> str:
    """Its quotation with the block id, then one list item that holds the rest; a note on a node quotes nothing.

    The item's indentation is what keeps a note whole: no heading, open code fence or comment in it reaches beyond it.
    """
    span = annotation.anchor.span
    facts = [place_of(report, outline, span.start), *([] if annotation.node else [_colour(annotation.colour)])]
    facts = [literal.inline(fact) for fact in facts] + [tag for tag in map(literal.hashtag, annotation.tags) if tag]
    identifier = f"^postil-{annotation.id}"
    paragraphs = () if annotation.node else _paragraphs(report, span)
    quote = "\n>\n".join(literal.indented("> ", literal.lines(shown)) for shown in paragraphs)
    parts = [quote, identifier, f"- {' · '.join(facts)}"] if quote else [f"- {' · '.join(facts)} {identifier}"]
    if annotation.note.strip():
        parts.append(literal.indented("  ", literal.without_headings(annotation.note)))
    return "\n\n".join(parts)


def _paragraphs(report: Report, span: Span) -> Iterator[str]:
    """What the eye sees of a span, block by block."""
    blocks = report.blocks
    for index in range(blocks.at(span.start), len(blocks)):
        if blocks.starts[index] >= span.end:
            break
        part = span.within(Span(blocks.starts[index], blocks.ends[index]))
        shown = shown_text(report, part) if part else ""
        if shown.strip():
            yield shown


def _colour(name: str) -> str:
    names = {"yellow": _("yellow"), "green": _("green"), "blue": _("blue"), "red": _("red"), "purple": _("purple")}
    return names.get(name, name)
