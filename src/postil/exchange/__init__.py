"""What leaves Postil: a report, its outline and its annotations as a file, and a note as HTML."""

from postil.exchange.markdown_notes import markdown_notes
from postil.exchange.note_html import note_html
from postil.exchange.outlines import outline_as

__all__ = ["markdown_notes", "note_html", "outline_as"]
