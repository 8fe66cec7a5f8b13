"""An outline by itself, or with the notes of its reader, for people and for machines."""

import json
import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, NamedTuple

from postil.core.annotation import Annotation
from postil.core.correction import Corrected
from postil.core.display import shown_text
from postil.core.outline import Node, begun
from postil.core.report import Report
from postil.exchange import literal
from postil.exchange.under_nodes import UnderNodes, Without, state_in_words, under_nodes
from postil.translation import gettext as _

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NOTE = "✎"


class _Note(NamedTuple):
    """A note under a node: the words it is on ("" for the node itself) with its tags, and what it says."""

    about: str
    note: str


class _Entry(NamedTuple):
    """One entry of an outline for people; ``title`` is its title alone, as it is printed."""

    level: int
    text: str
    title: str
    notes: tuple[_Note, ...]


def node_text(node: Node) -> str:
    """A node's label and title in one line: "The third · Promote the integration", "1. Purpose"."""
    label, title = begun(literal.one_line(node.label)), begun(literal.one_line(node.title))
    if label and title:
        return f"{label} · {title}" if label[-1].isalnum() else f"{label} {title}"
    return label or title or "…"


def outline_as(
    form: str, title: str, report: Report, shown: Corrected, annotations: Sequence[Annotation] | None = None
) -> str:
    """The outline of a report as "tree", "text", "json", "markdown" or "opml"; ends with a line end.

    With ``annotations``, those that have notes stand under their nodes, with the states of the nodes, and what has no
    node at the end; None is the outline alone.
    """
    noted = None if annotations is None else under_nodes(shown, (a for a in annotations if a.note.strip()))
    if form == "json":
        return _json(title, report, shown, noted)
    return {"tree": _tree, "text": _text, "markdown": _markdown, "opml": _opml}[form](
        title, list(_entries(report, shown, noted))
    )


def _entries(report: Report, shown: Corrected, noted: UnderNodes | None) -> Iterator[_Entry]:
    """The nodes, and around them what stands under none."""
    before = noted.under.get(None, ()) if noted else ()
    if before:
        heading = _("Before the outline begins")
        yield _Entry(1, heading, heading, _notes(report, before))
    for index, node in enumerate(shown.outline.nodes):
        state = shown.state(index) if noted else ""
        more = f" [{state_in_words(state)}]" if state else ""
        title = literal.one_line(node.title or node.label) or "…"
        notes = _notes(report, noted.under.get(index, ())) if noted else ()
        yield _Entry(node.level, node_text(node) + more, title + more, notes)
    if noted and noted.without:
        yield _Entry(1, _("Without a node"), _("Without a node"), ())
        yield from (_without(report, one) for one in noted.without)


def _without(report: Report, one: Without) -> _Entry:
    quote = f"“{literal.one_line(one.key.anchor.exact)}”"
    text = f"{quote} ({', '.join(one.facts)})" if one.facts else quote
    return _Entry(2, text, text, _notes(report, one.notes))


def _notes(report: Report, annotations: Sequence[Annotation]) -> tuple[_Note, ...]:
    return tuple(_Note(_about(report, annotation), annotation.note.strip()) for annotation in annotations)


def _about(report: Report, annotation: Annotation) -> str:
    """The words that a note is on, and its tags."""
    quote = "" if annotation.node else literal.one_line(shown_text(report, annotation.anchor.span))
    tags = [f"#{tag}" for tag in annotation.tags]
    return " ".join([f"“{quote}”", *tags] if quote else tags)


def _tree(_title: str, entries: Sequence[_Entry]) -> str:
    """Indented lines, for reading in a terminal."""
    return _indented("  ", [(entry.level, entry.text, entry.notes) for entry in entries])


def _text(_title: str, entries: Sequence[_Entry]) -> str:
    """Titles as they are printed, indented with tabs: what outliners take in."""
    return _indented("\t", [(entry.level, entry.title, entry.notes) for entry in entries])


def _indented(step: str, entries: Sequence[tuple[int, str, Sequence[_Note]]]) -> str:
    lines: list[str] = []
    for level, text, notes in entries:
        lines.append(step * (level - 1) + text)
        for note in notes:
            said = f"{note.about} — {note.note}" if note.about else note.note
            lines += (f"{step * level}{_NOTE} {literal.one_line(line)}" for line in said.split("\n") if line.strip())
    return "".join(f"{line}\n" for line in lines)


def _markdown(title: str, entries: Sequence[_Entry]) -> str:
    """A nested list under the report's title."""
    lines = []
    for entry in entries:
        lines.append(f"{'  ' * (entry.level - 1)}- {literal.lines(entry.text)}")
        for note in entry.notes:
            inner = "  " * (entry.level + 1)
            about = literal.inline(note.about) if note.about else _("Note")
            said = literal.indented(inner, literal.without_headings(note.note))
            lines += (f"{'  ' * entry.level}- {_NOTE} {about}", "", said, "")
    return f"# {literal.inline(literal.one_line(title))}\n\n" + "".join(f"{line}\n" for line in lines)


def _opml(title: str, entries: Sequence[_Entry]) -> str:
    """OPML 2.0, as outliners and mind maps read it; notes in the attribute that most of them know."""
    lines: list[str] = []
    unclosed: list[int] = []
    for entry in entries:
        while unclosed and unclosed[-1] >= entry.level:
            unclosed.pop()
            lines.append("</outline>")
        unclosed.append(entry.level)
        note = "\n\n".join(f"{note.about}\n{note.note}" if note.about else note.note for note in entry.notes)
        more = f' _note="{_attribute(note)}"' if note else ""
        lines.append(f'<outline text="{_attribute(entry.text)}"{more}>')
    lines += ["</outline>"] * len(unclosed)
    head = f"<head><title>{_attribute(literal.one_line(title))}</title></head>"
    document = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">', head, "<body>", *lines]
    return "\n".join([*document, "</body>", "</opml>"]) + "\n"


def _attribute(text: str) -> str:
    """Text for an attribute's value, its line ends kept."""
    return escape(_NOT_IN_XML.sub("\ufffd", text)).replace("\n", "&#10;").replace("\t", "&#9;")


def _json(title: str, report: Report, shown: Corrected, noted: UnderNodes | None) -> str:
    """What is documented in README.md and kept stable."""
    about = {"title": title, "language": shown.outline.language, "characters": len(report.text)}
    nodes = [node.as_json() for node in shown.outline.nodes]
    value: dict[str, Any] = {"report": about, "nodes": nodes}
    if noted:
        for index, node in enumerate(nodes):
            node |= {"state": shown.state(index), "notes": _json_notes(noted.under.get(index, ()))}
        value["before"] = _json_notes(noted.under.get(None, ()))
        value["without_node"] = [
            {
                "quote": one.key.anchor.exact,
                "title": next((edit.title for edit in shown.corrections.about([one.key]) if edit.title), ""),
                "state": shown.corrections.state_of([one.key]),
                "notes": _json_notes(one.notes),
            }
            for one in noted.without
        ]
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _json_notes(annotations: Sequence[Annotation]) -> list[dict[str, object]]:
    return [
        {
            "id": annotation.id,
            "on": "node" if annotation.node else "passage",
            "start": annotation.anchor.start,
            "end": annotation.anchor.end,
            "quote": annotation.anchor.exact,
            "note": annotation.note,
            "tags": list(annotation.tags),
        }
        for annotation in annotations
    ]
