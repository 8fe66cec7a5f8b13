"""The place of a passage, as a person would say it."""

from postil.core.outline import Node, Outline, begun
from postil.core.report import Report


def place_of(report: Report, outline: Outline, offset: int) -> str:
    """The path of labels from the root, and the paragraph's number: "Emphasised › The third · ¶ 12"."""
    labels = " › ".join(_name(outline.nodes[index]) for index in outline.path(outline.at(offset)))
    paragraph = f"¶ {report.blocks.at(offset) + 1}"
    return f"{labels} · {paragraph}" if labels else paragraph


def _name(node: Node) -> str:
    return begun(" ".join((node.label or node.title).split()))
