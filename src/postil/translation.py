"""Text for people in the reader's language: the standard library's gettext, with the catalogue looked for once."""

from gettext import NullTranslations, translation

from postil.resources import resource

_FOLDER = resource("translations")
# Looking for a catalogue imports what knows all locales: not where there is none.
_HAS_ANY = _FOLDER.is_dir() and any(entry.is_dir() for entry in _FOLDER.iterdir())
_CATALOGUE = translation("postil", str(_FOLDER), fallback=True) if _HAS_ANY else NullTranslations()

gettext = _CATALOGUE.gettext
ngettext = _CATALOGUE.ngettext


def later(text: str) -> str:
    """Mark a text for translators where it is written; it is translated where it is shown."""
    return text
