"""The menus that open where they are asked for: under the header's button, on the page, on a node of the outline."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from postil.core.annotation import COLOURS
from postil.translation import gettext as _
from postil.translation import ngettext
from postil.ui.action_table import ACTIONS, COPIES
from postil.ui.actions import context_menu
from postil.ui.marking import Marking

if TYPE_CHECKING:
    from postil.ui.window import MainWindow

_MARKS = tuple(f"mark_{colour}" for colour in COLOURS)
_PAGE_MENU = (
    *_MARKS,
    "",
    "write_note",
    "edit_tags",
    "copy",
    "",
    "add_node",
    "add_like",
    "",
    "delete_mark",
    "",
    "undo",
    "redo",
)
_Entries = tuple[str | tuple[str, tuple[str, ...]], ...]
_COPIES: _Entries = tuple(
    (title, tuple(spec.name for spec in ACTIONS if spec.name.startswith(f"copy_{what}_")))
    for what, title in COPIES.items()
)
_NODE_MENU: _Entries = (
    *("go_to_node", "copy_title", *_COPIES, "", "note_on_node", "tags_on_node", ""),
    *("state_to_check", "state_done", "mark_read", "mark_unread", ""),
    *("promote", "demote", "retitle", "remove_node", "unlike_node", "like_node"),
)


class Menus(QObject):
    """Opens a window's menus; while one is open, the selection bar is not."""

    def __init__(self, window: "MainWindow", actions: Mapping[str, QAction], marking: Marking) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._marking = marking

    def open_folded(self) -> None:
        """The whole menu bar, where it is folded away."""
        self._marking.step_aside()
        menu = self._empty()
        menu.addActions(self._window.menuBar().actions())
        button = self._window.header.menu_button
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def open_on_page(self, at: QPoint) -> None:
        """What can be done with the selection or the chosen mark, at a place on the screen."""
        self._marking.step_aside()
        context_menu(self._window, self._actions, _PAGE_MENU).popup(at)

    def open_on_node(self, node: int, at: QPoint) -> None:
        """What can be done with a node of the outline, at a place on the screen."""
        session = self._window.session
        span = session.outline.nodes[node].span
        marks = len(self._marking.highlights_in(span))
        text = ngettext("Delete {count} Highlight Here", "Delete {count} Highlights Here", marks).format(count=marks)
        menu = context_menu(self._window, self._actions, _NODE_MENU)
        menu.addSeparator()
        menu.addAction(text, lambda: self._marking.delete_in(span)).setEnabled(marks > 0)
        menu.popup(at)

    def open_on_lost(self, at: QPoint) -> None:
        """What can be done with what has no node, at a place on the screen."""
        menu = self._empty()
        show, forget = self._actions["go_to_node"], self._actions["remove_node"]
        menu.addAction(_("Show Where It Stood"), show.trigger)
        menu.addAction(_("Forget"), forget.trigger)
        menu.popup(at)

    def _empty(self) -> QMenu:
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu
