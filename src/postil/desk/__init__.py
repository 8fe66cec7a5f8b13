"""What a reader can do, one function each: open, mark, note, tag, undo, find, export.

Whatever writes is one transaction and returns what changed; what was returned is saved. No toolkit in here.
"""

from postil.desk import jobs
from postil.desk.correcting import (
    add_node,
    corrected_outline,
    corrections_of,
    demote,
    forget,
    keep_corrections,
    keep_node_note,
    like_node,
    like_passage,
    new_node_note,
    new_node_state,
    promote,
    remove,
    restore,
    retitle,
)
from postil.desk.drafting import keep_draft, keep_place, keep_read, spans_read
from postil.desk.exporting import branch, explain, export_markdown, export_outline, node_text, note_html, write_export
from postil.desk.listing import Listed, list_reports
from postil.desk.marking import delete, keep_mark, new_mark, recolour, set_tags, write_note
from postil.desk.opening import (
    default_library,
    find,
    is_known,
    keep,
    kept_from,
    last_opened,
    look_up,
    open_current,
    open_existing,
    open_kept,
    open_known,
    refresh,
)
from postil.desk.outlining import infer_outline, keep_outline, outline_of, prepare_outlining, title_of
from postil.desk.quoting import find_quote
from postil.desk.reading import read_source, size_of
from postil.desk.samples import sample
from postil.desk.undoing import redo, undo
from postil.desk.values import Change, Draft, Opened, Reading
from postil.desk.worker import Worker
from postil.library import Library, is_current, open_library

__all__ = [
    "Change",
    "Draft",
    "Library",
    "Listed",
    "Opened",
    "Reading",
    "Worker",
    "add_node",
    "branch",
    "corrected_outline",
    "corrections_of",
    "default_library",
    "delete",
    "demote",
    "explain",
    "export_markdown",
    "export_outline",
    "find",
    "find_quote",
    "forget",
    "infer_outline",
    "is_current",
    "is_known",
    "jobs",
    "keep",
    "keep_corrections",
    "keep_draft",
    "keep_mark",
    "keep_node_note",
    "keep_outline",
    "keep_place",
    "keep_read",
    "kept_from",
    "last_opened",
    "like_node",
    "like_passage",
    "list_reports",
    "look_up",
    "new_mark",
    "new_node_note",
    "new_node_state",
    "node_text",
    "note_html",
    "open_current",
    "open_existing",
    "open_kept",
    "open_known",
    "open_library",
    "outline_of",
    "prepare_outlining",
    "promote",
    "read_source",
    "recolour",
    "redo",
    "refresh",
    "remove",
    "restore",
    "retitle",
    "sample",
    "set_tags",
    "size_of",
    "spans_read",
    "title_of",
    "undo",
    "write_export",
    "write_note",
]
