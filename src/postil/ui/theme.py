"""Themes: what a colour is for, and which one it is."""

from typing import NamedTuple

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from postil.core.annotation import COLOURS
from postil.resources import resource

_DEFAULT_COLOUR = COLOURS[0]


class Theme(NamedTuple):
    """Roles and their colours, each "#rrggbb". Widgets ask for a role, never for a colour.

    ``card_edge`` is a resting card's edge, ``card_edge_active`` that of the one in use; ``raised`` lies behind the
    current entry of a list, ``hover`` behind the one under the mouse; ``bar`` is the selection bar. For each colour of
    a mark there is its background in the text (``mark_…``), its dot or edge where it only points (``dot_…``), and
    the button that chooses it (``swatch_…``).
    """

    name: str
    dark: bool
    window: str
    page: str
    sidebar: str
    card: str
    card_edge: str
    card_edge_active: str
    hairline: str
    raised: str
    hover: str
    pill: str
    text: str
    text_quiet: str
    accent: str
    selection: str
    bar: str
    bar_text: str
    mark_yellow: str
    mark_green: str
    mark_blue: str
    mark_red: str
    mark_purple: str
    dot_yellow: str
    dot_green: str
    dot_blue: str
    dot_red: str
    dot_purple: str
    swatch_yellow: str
    swatch_green: str
    swatch_blue: str
    swatch_red: str
    swatch_purple: str

    def mark(self, colour: str) -> str:
        """The background of a mark in the text; ``colour`` is one of ``COLOURS``, unknown ones are shown yellow."""
        return self._of("mark", colour)

    def dot(self, colour: str) -> str:
        """The dot, edge or underline that points at a mark."""
        return self._of("dot", colour)

    def swatch(self, colour: str) -> str:
        """The button that chooses a colour, on the selection bar."""
        return self._of("swatch", colour)

    def _of(self, what: str, colour: str) -> str:
        return str(getattr(self, f"{what}_{colour if colour in COLOURS else _DEFAULT_COLOUR}"))


def load_theme(name: str) -> Theme:
    """The theme of that name among the resources: "light" or "dark".

    Its TOML keeps to what Qt's settings read, too: the import of ``tomllib`` takes a tenth of the time to a first page.
    """
    data = QSettings(str(resource("themes", f"{name}.toml")), QSettings.Format.IniFormat)
    entries = {key: str(data.value(key)) for key in data.allKeys()}
    roles = (key.removeprefix("roles/") for key in entries if key.startswith("roles/"))
    colours = {role: entries[f"palette/{entries[f'roles/{role}']}"] for role in roles}
    colours |= {
        f"{what}_{colour}": entries[f"{what}/{colour}"] for what in ("mark", "dot", "swatch") for colour in COLOURS
    }
    return Theme(name=name, dark=entries["dark"] == "true", **colours)


def system_theme(app: QGuiApplication) -> str:
    """The theme the system wishes for; where it says nothing, the one its own colours are like."""
    match app.styleHints().colorScheme():
        case Qt.ColorScheme.Dark:
            return "dark"
        case Qt.ColorScheme.Light:
            return "light"
        case _:
            return "dark" if app.palette().window().color().lightnessF() < 0.5 else "light"


def palette(theme: Theme) -> QPalette:
    """The palette that makes Qt's own widgets part of a theme."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.page,
        role.AlternateBase: theme.sidebar,
        role.Text: theme.text,
        role.Button: theme.sidebar,
        role.ButtonText: theme.text,
        role.BrightText: theme.accent,
        role.PlaceholderText: theme.text_quiet,
        role.Highlight: theme.selection,
        role.HighlightedText: theme.text,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.ToolTipBase: theme.card,
        role.ToolTipText: theme.text,
        role.Light: theme.raised,
        role.Midlight: theme.hover,
        role.Mid: theme.hairline,
        role.Dark: theme.card_edge_active,
        role.Shadow: theme.bar,
    }
    made = QPalette()
    for which, colour in colours.items():
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.card_edge_active))
    return made


def style_sheet(theme: Theme) -> str:
    """What the palette cannot say, for the few widgets that need it."""
    return _STYLE_SHEET.format(theme=theme)


_STYLE_SHEET = """
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: 11px; }}
QScrollBar:horizontal {{ height: 11px; }}
MarkMap:vertical {{ width: 14px; }}
QScrollBar::handle {{ background: {theme.card_edge_active}; border-radius: 3px; margin: 2px 3px; min-height: 28px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
Header {{ background: {theme.window}; border-bottom: 1px solid {theme.hairline}; }}
Header QToolButton {{ border: 1px solid transparent; border-radius: 6px; padding: 4px; }}
Header QToolButton:focus {{ border-color: {theme.accent}; }}
Header QToolButton:hover, Header QToolButton:checked {{ background: {theme.hover}; }}
StatusLine {{ background: {theme.window}; border-top: 1px solid {theme.hairline}; }}
QSplitter::handle {{ background: {theme.hairline}; }}
QToolTip {{ color: {theme.text}; background: {theme.card}; border: 1px solid {theme.card_edge}; padding: 3px; }}
OutlinePane {{ background: {theme.sidebar}; }}
OutlinePane QTreeView {{ background: transparent; border: none; outline: none; }}
OutlinePane QLabel, StatusLine QLabel, FindBar QLabel, Invitation {{ color: {theme.text_quiet}; }}
OutlinePane QLineEdit, FindBar QLineEdit, TagEdit {{
    color: {theme.text}; background: {theme.card}; border: 1px solid {theme.card_edge}; border-radius: 6px;
    padding: 0.4em 0.6em; placeholder-text-color: {theme.text_quiet};
}}
StatusLine QPushButton {{ color: {theme.accent}; border: none; padding: 0 0.5em; font-weight: bold; }}
StatusLine QPushButton:hover, StatusLine QPushButton:focus {{ background: {theme.hover}; border-radius: 4px; }}
OutlinePane TitleEdit {{ border-radius: 4px; padding: 0 0.25em; }}
OutlinePane QLineEdit:focus, FindBar QLineEdit:focus, TagEdit:focus {{ border-color: {theme.accent}; }}
"""
