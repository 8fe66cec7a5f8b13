"""Markdown."""

from postil.core.report import Report
from postil.formats import text as plain


def read(text: str) -> Report:
    """Read Markdown."""
    return plain.read(text)
