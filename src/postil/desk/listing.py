"""What is in the library."""

from postil.library import Library, reports
from postil.library.reports import Listed

__all__ = ["Listed", "list_reports"]


def list_reports(library: Library) -> list[Listed]:
    """All reports, the one read last first, then the newest."""
    return reports.every(library)
