"""What is said of nodes in words: on hover, when dragged or copied, and where they are lost."""

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QMimeData

from postil import desk
from postil.core.annotation import Annotation
from postil.core.correction import Corrected, Deed, NodeKey
from postil.core.outline import Node
from postil.core.place import place_of
from postil.core.report import Report
from postil.translation import gettext as _
from postil.translation import ngettext
from postil.ui.outline_model import shown_title, state_text

_SHORT = 60


def short_title(node: Node) -> str:
    """A node's title for a sentence about it."""
    title = shown_title(node)
    return title if len(title) <= _SHORT else title[: _SHORT - 1].rstrip() + "…"


def description(report: Report, shown: Corrected, node: int) -> str:
    """Why a node is there, how sure that is, and where it stands."""
    there = shown.outline.nodes[node]
    why = _("{rule} ({confidence:.0%} sure)").format(rule=desk.explain(there.rule), confidence=there.confidence)
    return f"{why}\n{place_of(report, shown.outline, there.start)}"


def cited(report: Report, shown: Corrected, node: int) -> QMimeData:
    """A node's label and title with its place, as it is taken to another program: plain and as HTML."""
    there = shown.outline.nodes[node]
    title = desk.node_text(there)
    place = place_of(report, shown.outline, there.start)
    data = QMimeData()
    data.setText(f"{title} ({place})")
    data.setHtml(f"<p>{escape(title)} <cite>({escape(place)})</cite></p>")
    return data


def lost_row(shown: Corrected, annotations: Iterable[Annotation], key: NodeKey) -> str:
    """A row under *Without a node*: what was said, and the words it was said of."""
    edits = list(shown.corrections.about([key]))
    notes = [annotation for annotation in annotations if annotation.node == key.id]
    said = [f"“{edit.title}”" for edit in edits if edit.deed is Deed.RETITLE]
    said += [_("moved")] if any(edit.deed is Deed.MOVE for edit in edits) else []
    said += [_("added")] if any(edit.deed is Deed.ADD for edit in edits) else []
    said += [state_text(shown.corrections.state_of([key]))]
    said += [ngettext("{count} note", "{count} notes", len(notes)).format(count=len(notes))] if notes else []
    words = " ".join(key.anchor.exact.split())
    return " · ".join(filter(None, (*said, words)))
