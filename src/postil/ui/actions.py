"""Everything a reader can do in a window, as one table; menus and shortcuts are made from it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple
from weakref import WeakMethod

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from postil.core.annotation import COLOURS
from postil.translation import gettext as _
from postil.translation import later


class ActionSpec(NamedTuple):
    """One thing a reader can do.

    ``method`` of the owner does it, called with ``arguments``; its name is the action's where none is given.
    ``menu`` is where it stands, "Menu/section", or "" if only in context menus. ``needs`` says what must be there for
    it: "report", "selection", "mark" (one that is chosen or selected), "passage" (a selection or a mark), "marks" (any
    in the report), "undo", "redo", or "" for nothing. ``scope`` is who owns its keys: the "window", or the "page" for
    keys that would steal typing elsewhere. ``icon`` names a drawing among the resources.
    """

    name: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    method: str = ""
    arguments: tuple[str, ...] = ()
    menu: str = ""
    needs: str = ""
    scope: str = "window"
    checkable: bool = False


_COLOUR_TEXTS = {
    "yellow": later("Mark &Yellow"),
    "green": later("Mark &Green"),
    "blue": later("Mark &Blue"),
    "red": later("Mark &Red"),
    "purple": later("Mark &Purple"),
}
_FILE, _EDIT, _MARK, _VIEW, _HELP = (
    later("&Report"),
    later("&Edit"),
    later("&Mark"),
    later("&View"),
    later("&Help"),
)

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("open_report", later("&Open…"), ("Ctrl+O",), menu=f"{_FILE}/1"),
    ActionSpec("open_sample", later("Open the &Sample"), menu=f"{_FILE}/1"),
    ActionSpec(
        "export_markdown",
        later("&Export Notes as Markdown…"),
        ("Ctrl+E",),
        icon="export",
        menu=f"{_FILE}/2",
        needs="report",
    ),
    ActionSpec("close_window", later("&Close"), ("Ctrl+W",), menu=f"{_FILE}/3"),
    ActionSpec("quit", later("&Quit"), ("Ctrl+Q",), menu=f"{_FILE}/3"),
    ActionSpec("undo", later("&Undo"), ("Ctrl+Z",), menu=f"{_EDIT}/1", needs="undo"),
    ActionSpec("redo", later("&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), menu=f"{_EDIT}/1", needs="redo"),
    ActionSpec("copy", later("&Copy"), ("Ctrl+C",), menu=f"{_EDIT}/2", needs="passage"),
    ActionSpec("select_all", later("Select &All"), ("Ctrl+A",), menu=f"{_EDIT}/2", needs="report"),
    ActionSpec(
        "find", later("&Find…"), ("Ctrl+F",), method="find_in_report", icon="search", menu=f"{_EDIT}/3", needs="report"
    ),
    ActionSpec("find_next", later("Find &Next"), ("F3",), icon="next", menu=f"{_EDIT}/3", needs="report"),
    ActionSpec(
        "find_previous",
        later("Find &Previous"),
        ("Shift+F3",),
        icon="previous",
        menu=f"{_EDIT}/3",
        needs="report",
    ),
    *(
        ActionSpec(
            f"mark_{colour}",
            _COLOUR_TEXTS[colour],
            (str(number),),
            method="mark",
            arguments=(colour,),
            menu=f"{_MARK}/1",
            needs="passage",
            scope="page",
        )
        for number, colour in enumerate(COLOURS, 1)
    ),
    ActionSpec("write_note", later("&Note…"), ("N",), menu=f"{_MARK}/2", needs="passage", scope="page"),
    ActionSpec("edit_tags", later("&Tags…"), ("T",), menu=f"{_MARK}/2", needs="passage", scope="page"),
    ActionSpec("delete_mark", later("&Delete"), ("Del",), menu=f"{_MARK}/3", needs="mark", scope="page"),
    ActionSpec("next_mark", later("Ne&xt Mark"), ("Alt+Down",), menu=f"{_MARK}/4", needs="marks"),
    ActionSpec("previous_mark", later("&Previous Mark"), ("Alt+Up",), menu=f"{_MARK}/4", needs="marks"),
    ActionSpec(
        "toggle_outline",
        later("&Outline"),
        ("F9", "Ctrl+Shift+O"),
        icon="outline",
        menu=f"{_VIEW}/1",
        needs="report",
        checkable=True,
    ),
    ActionSpec(
        "toggle_notes",
        later("&Notes"),
        ("Ctrl+Shift+N",),
        icon="notes",
        menu=f"{_VIEW}/1",
        needs="report",
        checkable=True,
    ),
    ActionSpec("zoom_in", later("Zoom &In"), ("Ctrl++", "Ctrl+="), menu=f"{_VIEW}/2"),
    ActionSpec("zoom_out", later("Zoom &Out"), ("Ctrl+-",), menu=f"{_VIEW}/2"),
    ActionSpec("zoom_reset", later("&Actual Size"), ("Ctrl+0",), menu=f"{_VIEW}/2"),
    ActionSpec("toggle_full_screen", later("&Full Screen"), ("F11",), menu=f"{_VIEW}/3", checkable=True),
    ActionSpec("show_about", later("&About Postil"), menu=f"{_HELP}/1"),
)


def build_actions(owner: QObject, table: Sequence[ActionSpec] = ACTIONS) -> dict[str, QAction]:
    """The table's actions by their names, as children of the owner, each connected to the owner's method.

    Raises AttributeError where the owner lacks a method. The keys of those with the scope "page" work once they are
    added to the page (``keys_of``).
    """
    return {spec.name: _build(owner, spec) for spec in table}


def _build(owner: QObject, spec: ActionSpec) -> QAction:
    action = QAction(_(spec.text), owner)
    action.setObjectName(spec.name)
    action.setShortcuts([QKeySequence(key) for key in spec.keys])
    action.setCheckable(spec.checkable)
    if spec.scope == "page":
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(_caller(getattr(owner, spec.method or spec.name), spec.arguments))
    return action


def _caller(method: Callable[..., object], arguments: tuple[str, ...]) -> Callable[[], None]:
    """Calls a method as long as its object lives; a strong reference would keep a closed window for ever."""
    reference = WeakMethod(method)

    def call() -> None:
        alive = reference()
        if alive is not None:
            alive(*arguments)

    return call


def keys_of(scope: str, actions: Mapping[str, QAction], table: Sequence[ActionSpec] = ACTIONS) -> list[QAction]:
    """The actions whose keys belong to the "window" or to the "page", to be added to that widget."""
    return [actions[spec.name] for spec in table if spec.scope == scope]


def enable(actions: Mapping[str, QAction], available: Collection[str], table: Sequence[ActionSpec] = ACTIONS) -> None:
    """Enable the actions whose needs are among what is available, and disable the others."""
    for spec in table:
        actions[spec.name].setEnabled(not spec.needs or spec.needs in available)


def fill_menu_bar(
    menu_bar: QMenuBar, actions: Mapping[str, QAction], table: Sequence[ActionSpec] = ACTIONS
) -> list[QMenu]:
    """Make the menus of the table, with a line between their sections; they are given back in their order."""
    menus: dict[str, QMenu] = {}
    last: dict[str, str] = {}
    for spec in table:
        if not spec.menu:
            continue
        title, section = spec.menu.split("/")
        if title not in menus:
            menus[title] = menu_bar.addMenu(_(title))
        elif last[title] != section:
            menus[title].addSeparator()
        last[title] = section
        menus[title].addAction(actions[spec.name])
    return list(menus.values())


def context_menu(parent: QWidget, actions: Mapping[str, QAction], names: Sequence[str]) -> QMenu:
    """A menu of the named actions, "" being a line. It deletes itself when it closes."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for name in names:
        if name:
            menu.addAction(actions[name])
        else:
            menu.addSeparator()
    return menu
