"""The notes on a report as Markdown, under the report's own outline."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from postil.core.annotation import Annotation
from postil.core.display import shown_text
from postil.core.outline import Node, Outline
from postil.core.place import place_of
from postil.core.report import Report
from postil.core.span import Span
from postil.exchange import literal
from postil.exchange.outlines import node_text
from postil.translation import gettext as _

_DEEPEST_HEADING = 6
_HEADING = re.compile(r"^([\s>]*)#{1,6}[ \t]+(\S.*?)[ \t#]*$")


def markdown_notes(
    title: str, report: Report, outline: Outline, annotations: Sequence[Annotation], *, source: str, exported: str
) -> str:
    """The annotations of a report as a Markdown document with YAML front matter.

    The outline's nodes are its nested headings (deeper than Markdown has headings: bold lines). An annotation stands
    under the node that holds its start, in text order, as a quotation of what the eye sees, followed by its block id
    ``^postil-<id>``, its place, colour and tags, and its note; those before the first node have a section of their
    own. Deleted annotations are left out. ``source`` says where the report came from, ``exported`` when this was made
    (UTC, ISO 8601).
    """
    living = sorted(
        (annotation for annotation in annotations if not annotation.deleted),
        key=lambda annotation: (annotation.anchor.start, annotation.anchor.end, annotation.id),
    )
    under: defaultdict[int | None, list[Annotation]] = defaultdict(list)
    for annotation in living:
        under[outline.at(annotation.anchor.start)].append(annotation)

    parts = [_front_matter(title, outline, living, source, exported), f"# {literal.inline(literal.one_line(title))}"]
    if under[None] and outline.nodes:
        parts.append(f"## {_('Before the outline begins')}")
    parts += [_annotation(annotation, report, outline) for annotation in under[None]]
    for index, node in enumerate(outline.nodes):
        parts.append(_heading(node))
        parts += [_annotation(annotation, report, outline) for annotation in under[index]]
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
            f"highlights: {len(annotations)}",
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
    """Its quotation with the block id, then one list item that holds the rest.

    The item's indentation is what keeps a note whole: no heading, open code fence or comment in it reaches beyond it.
    """
    span = annotation.anchor.span
    facts = [place_of(report, outline, span.start), _colour(annotation.colour)]
    facts = [literal.inline(fact) for fact in facts] + [tag for tag in map(literal.hashtag, annotation.tags) if tag]
    identifier = f"^postil-{annotation.id}"
    quote = "\n>\n".join(_prefixed("> ", literal.lines(shown)) for shown in _paragraphs(report, span))
    parts = [quote, identifier, f"- {' · '.join(facts)}"] if quote else [f"- {' · '.join(facts)} {identifier}"]
    if annotation.note.strip():
        parts.append(_prefixed("  ", _without_headings(annotation.note)))
    return "\n\n".join(parts)


def _without_headings(note: str) -> str:
    """A note as it was written, but for its headings, which become bold lines: some programs list every heading."""
    lines = note.replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n")
    code = False
    for i, line in enumerate(lines):
        code ^= line.lstrip().startswith(("```", "~~~"))
        if not code:
            lines[i] = _HEADING.sub(r"\1**\2**", line)
    return "\n".join(lines)


def _prefixed(prefix: str, text: str) -> str:
    return "\n".join(f"{prefix}{line}" if line.strip() else prefix.rstrip() for line in text.split("\n"))


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
