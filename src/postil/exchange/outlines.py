"""An outline by itself, for people and for machines."""

import json
import re
from html import escape

from postil.core.outline import Node, Outline, begun
from postil.core.report import Report
from postil.exchange import literal

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def node_text(node: Node) -> str:
    """A node's label and title in one line: "The third · Promote the integration", "1. Purpose"."""
    label, title = begun(literal.one_line(node.label)), begun(literal.one_line(node.title))
    if label and title:
        return f"{label} · {title}" if label[-1].isalnum() else f"{label} {title}"
    return label or title or "…"


def outline_as(form: str, title: str, report: Report, outline: Outline) -> str:
    """The outline of a report as "tree", "json", "markdown" or "opml"; ends with a line end."""
    return _WRITERS[form](title, report, outline)


def _tree(_title: str, _report: Report, outline: Outline) -> str:
    """Indented lines, for reading in a terminal."""
    return "".join(f"{'  ' * (node.level - 1)}{node_text(node)}\n" for node in outline.nodes)


def _json(title: str, report: Report, outline: Outline) -> str:
    """What is documented in README.md and kept stable."""
    about = {"title": title, "language": outline.language, "characters": len(report.text)}
    value = {"report": about, "nodes": [node.as_json() for node in outline.nodes]}
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _markdown(title: str, _report: Report, outline: Outline) -> str:
    """A nested list under the report's title."""
    items = "".join(f"{'  ' * (node.level - 1)}- {literal.lines(node_text(node))}\n" for node in outline.nodes)
    return f"# {literal.inline(literal.one_line(title))}\n\n{items}"


def _opml(title: str, _report: Report, outline: Outline) -> str:
    """OPML 2.0, as outliners and mind maps read it."""
    lines: list[str] = []
    unclosed: list[int] = []
    for index, node in enumerate(outline.nodes):
        while unclosed and unclosed[-1] != node.parent:
            unclosed.pop()
            lines.append("</outline>")
        unclosed.append(index)
        lines.append(f'<outline text="{_attribute(node_text(node))}">')
    lines += ["</outline>"] * len(unclosed)
    head = f"<head><title>{_attribute(literal.one_line(title))}</title></head>"
    document = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">', head, "<body>", *lines]
    return "\n".join([*document, "</body>", "</opml>"]) + "\n"


def _attribute(text: str) -> str:
    return escape(_NOT_IN_XML.sub("\ufffd", text))


_WRITERS = {"tree": _tree, "json": _json, "markdown": _markdown, "opml": _opml}
