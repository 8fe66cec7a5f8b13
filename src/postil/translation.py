"""Text for people in the reader's language: the standard library's gettext, with the catalogue looked for once."""

from gettext import translation

from postil.resources import resource

_CATALOGUE = translation("postil", str(resource("translations")), fallback=True)

gettext = _CATALOGUE.gettext
ngettext = _CATALOGUE.ngettext
