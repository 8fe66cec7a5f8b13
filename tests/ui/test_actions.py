"""One table says what a reader can do; menus and keys follow it."""

import gc
import weakref

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLineEdit, QMainWindow, QMenu, QTextEdit, QVBoxLayout, QWidget

from postil.ui.action_table import ACTIONS
from postil.ui.actions import ActionSpec, build_actions, context_menu, enable, fill_menu_bar, keys_of
from postil.ui.icons import icon


class Part:
    """Answers whatever it is asked to do by writing it down."""

    def __init__(self, name: str, done: list) -> None:
        self._name = name
        self._done = done

    def _record(self, method: str, *arguments: object) -> None:
        self._done.append((f"{self._name}.{method}", *arguments))


class Owner(QMainWindow):
    """Answers every action of the table, and so do its parts."""

    def __init__(self) -> None:
        super().__init__()
        self.done = []
        for name in {spec.method.split(".")[0] for spec in ACTIONS if "." in spec.method}:
            setattr(self, name, Part(name, self.done))


def _recorded(method: str):
    return lambda self, *arguments: self.done.append((method, *arguments))


def _recorded_in_part(method: str):
    return lambda self, *arguments: self._record(method, *arguments)


for _spec in ACTIONS:
    _method = _spec.method or _spec.name
    if "." in _method:
        setattr(Part, _method.split(".")[1], _recorded_in_part(_method.split(".")[1]))
    else:
        setattr(Owner, _method, _recorded(_method))


@pytest.fixture
def owner(qtbot) -> Owner:
    owner = Owner()
    qtbot.addWidget(owner)
    return owner


@pytest.fixture
def actions(owner):
    return build_actions(owner, ACTIONS)


def test_names_and_keys_stand_once_in_the_table():
    assert len({spec.name for spec in ACTIONS}) == len(ACTIONS)
    for scopes in ({"window", "page"}, {"window", "outline"}):
        keys = [key for spec in ACTIONS if spec.scope in scopes for key in spec.keys]
        assert len(set(keys)) == len(keys)


def test_single_keys_belong_to_the_page():
    for spec in ACTIONS:
        if any(len(key.removeprefix("Shift+")) == 1 for key in spec.keys):
            assert spec.scope == "page", spec.name
        if "Del" in spec.keys:
            assert spec.scope in {"page", "outline"}, spec.name


def test_every_action_calls_its_method(owner, actions):
    for action in actions.values():
        action.trigger()
    assert [call[0] for call in owner.done] == [spec.method or spec.name for spec in ACTIONS]
    assert [call[1] for call in owner.done if call[0] == "marking.colour"] == [
        "yellow",
        "green",
        "blue",
        "red",
        "purple",
    ]


def test_a_missing_method_is_noticed_at_once():
    with pytest.raises(AttributeError):
        build_actions(QObject(), (ActionSpec("fly", "Fly"),))


def test_actions_do_not_keep_a_closed_window_alive(qapp):
    owner = Owner()
    build_actions(owner, ACTIONS)
    alive = weakref.ref(owner)
    del owner
    gc.collect()
    assert alive() is None


def entries(menu: QMenu) -> list[str]:
    """The names of a menu's actions and of those in the menus below it."""
    names = []
    for action in menu.actions():
        names += entries(action.menu()) if action.menu() else [action.objectName()] * (not action.isSeparator())
    return names


def test_the_menu_bar_holds_what_the_table_names(owner, actions):
    fill_menu_bar(owner.menuBar(), actions, ACTIONS)
    menus = [action.menu() for action in owner.menuBar().actions()]
    assert [menu.title() for menu in menus] == ["&Report", "&Edit", "&Mark", "&Outline", "&View", "&Help"]
    assert [name for menu in menus for name in entries(menu)] == [spec.name for spec in ACTIONS if spec.menu]
    assert sum(action.isSeparator() for action in menus[0].actions()) == 2


def test_what_needs_something_is_enabled_by_it(actions):
    enable(actions, set(), ACTIONS)
    assert actions["open_report"].isEnabled()
    assert not actions["undo"].isEnabled()
    enable(actions, {"report", "undo"}, ACTIONS)
    assert [actions[name].isEnabled() for name in ("undo", "redo", "find", "write_note")] == [True, False, True, False]


def test_a_context_menu_holds_the_named_actions(owner, actions):
    menu = context_menu(owner, actions, ("copy", "", "delete_mark"))
    assert [action.objectName() for action in menu.actions() if not action.isSeparator()] == ["copy", "delete_mark"]
    menu.close()


def test_page_keys_work_on_the_page_and_nowhere_else(owner, actions, qtbot):
    body = QWidget()
    layout = QVBoxLayout(body)
    page, line = QWidget(focusPolicy=Qt.FocusPolicy.StrongFocus), QLineEdit()
    note = QTextEdit(page)
    for widget in (page, line):
        layout.addWidget(widget)
    owner.setCentralWidget(body)
    fill_menu_bar(owner.menuBar(), actions, ACTIONS)
    owner.addActions(keys_of("window", actions, ACTIONS))
    page.addActions(keys_of("page", actions, ACTIONS))
    owner.resize(400, 300)
    with qtbot.waitActive(owner):
        owner.show()
    for widget in (line, note):
        widget.setFocus()
        qtbot.waitUntil(widget.hasFocus)
        qtbot.keyClicks(widget, "1n")
        qtbot.keyClick(widget, Qt.Key.Key_Delete)
    assert (line.text(), note.toPlainText(), owner.done) == ("1n", "1n", [])
    page.setFocus()
    qtbot.waitUntil(page.hasFocus)
    qtbot.keyClicks(page, "2n")
    qtbot.keyClick(page, Qt.Key.Key_Delete)
    assert owner.done == [("marking.colour", "green"), ("marking.note",), ("marking.delete",)]
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert owner.done[-1] == ("undo",)


def test_every_icon_of_the_table_is_drawn_in_the_colour_asked_for(qapp):
    names = {spec.icon for spec in ACTIONS if spec.icon} | {"menu", "close"}
    for name in names:
        image = icon(name, "#ff0000").pixmap(24, 24).toImage()
        points = [(x, y) for x in range(image.width()) for y in range(image.height())]
        inked = [image.pixelColor(*point) for point in points if image.pixelColor(*point).alpha() > 128]
        assert inked, name
        assert all(colour.red() > 200 and colour.green() < 50 for colour in inked), name
