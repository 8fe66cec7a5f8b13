"""The library: a folder with the database and the sources. The only room that speaks SQL.

``open_library(folder)`` gives the one value the rest works with; reports, annotations, history, outlines and the
reader's place are modules of plain functions that take it first.
"""

from postil.library.database import Library
from postil.library.opening import is_current, open_library
from postil.library.reports import text_hash

__all__ = ["Library", "is_current", "open_library", "text_hash"]
