"""Actions as rows of a table; menus and shortcuts are made from it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple
from weakref import WeakMethod

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from postil.translation import gettext as _


class ActionSpec(NamedTuple):
    """One thing a reader can do.

    ``method`` of the owner, or of a part of it ("part.method"), does it, called with ``arguments``; its name is the
    action's where none is given. ``menu`` is where it stands, "Menu/section" or "Menu/section/Submenu", or "" if only
    in context menus. ``needs`` says what must be there for it: "report", "selection", "mark" (one that is chosen or
    selected), "passage" (a selection or a mark), "marks" (any in the report), "node" (one that is being read or at the
    outline's cursor), "outline" (any), "undo", "redo", or "" for nothing. ``scope`` is who owns its keys: the "window",
    or the "page" or "outline" for keys that would steal typing elsewhere or mean another thing there. ``icon`` names a
    drawing among the resources.
    """

    name: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    method: str = ""
    arguments: tuple[object, ...] = ()
    menu: str = ""
    needs: str = ""
    scope: str = "window"
    checkable: bool = False


def build_actions(owner: QObject, table: Sequence[ActionSpec]) -> dict[str, QAction]:
    """The table's actions by their names, as children of the owner, each connected to the owner's method.

    Raises AttributeError where the owner lacks a method. Keys work once they are added to who owns them (``keys_of``).
    """
    return {spec.name: _build(owner, spec) for spec in table}


def _build(owner: QObject, spec: ActionSpec) -> QAction:
    action = QAction(_(spec.text), owner)
    action.setObjectName(spec.name)
    action.setShortcuts([QKeySequence(key) for key in spec.keys])
    action.setCheckable(spec.checkable)
    if spec.scope != "window":
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(_caller(attrgetter(spec.method or spec.name)(owner), spec.arguments))
    return action


def _caller(method: Callable[..., object], arguments: tuple[object, ...]) -> Callable[[], None]:
    """Calls a method as long as its object lives; a strong reference would keep a closed window for ever."""
    reference = WeakMethod(method)

    def call() -> None:
        alive = reference()
        if alive is not None:
            alive(*arguments)

    return call


def keys_of(scope: str, actions: Mapping[str, QAction], table: Sequence[ActionSpec]) -> list[QAction]:
    """The actions whose keys belong to the "window", the "page" or the "outline", to be added to that widget."""
    return [actions[spec.name] for spec in table if spec.scope == scope]


def enable(actions: Mapping[str, QAction], available: Collection[str], table: Sequence[ActionSpec]) -> None:
    """Enable the actions whose needs are among what is available, and disable the others."""
    for spec in table:
        actions[spec.name].setEnabled(not spec.needs or spec.needs in available)


def fill_menu_bar(menu_bar: QMenuBar, actions: Mapping[str, QAction], table: Sequence[ActionSpec]) -> list[QMenu]:
    """Make the menus of the table, with a line between their sections; they are given back in their order."""
    menus: dict[str, QMenu] = {}
    last: dict[str, str] = {}
    for spec in table:
        if not spec.menu:
            continue
        title, section, *below = spec.menu.split("/")
        if title not in menus:
            menus[title] = menu_bar.addMenu(_(title))
        elif last[title] != section:
            menus[title].addSeparator()
        last[title] = section
        menu = menus[title]
        for submenu in below:
            path = f"{title}/{submenu}"
            menus[path] = menu = menus[path] if path in menus else menu.addMenu(_(submenu))
        menu.addAction(actions[spec.name])
    return [menu for path, menu in menus.items() if "/" not in path]


def context_menu(
    parent: QWidget, actions: Mapping[str, QAction], names: Sequence[str | tuple[str, Sequence[str]]]
) -> QMenu:
    """A menu of the named actions, "" being a line and a pair a submenu. It deletes itself when it closes."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for name in names:
        if isinstance(name, tuple):
            title, below = name
            menu.addMenu(_(title)).addActions([actions[one] for one in below])
        elif name:
            menu.addAction(actions[name])
        else:
            menu.addSeparator()
    return menu
