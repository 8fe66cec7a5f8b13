"""The selection bar as a reader sees it."""

from reader import Mouse

from postil.ui.selection_bar import Swatch, Verb


def bar(window):
    return window.workbench.marking.bar


def verbs(window) -> list[str]:
    return [verb.text() for verb in bar(window).findChildren(Verb) if not verb.isHidden()]


def chosen(window) -> list[str]:
    return [swatch.colour for swatch in bar(window).findChildren(Swatch) if swatch.isChecked()]


def verb(reader, window, text: str) -> None:
    (button,) = [verb for verb in bar(window).findChildren(Verb) if verb.text() == text]
    assert button.isVisible()
    reader.qtbot.mouseClick(button, Mouse.LeftButton)
