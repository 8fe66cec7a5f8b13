"""Why a node is there, in words for the reader."""

from postil.translation import gettext as _
from postil.translation import later

_SENTENCES = {
    "heading.markup": later("The source marks it as a heading."),
    "heading.bold": later("It is a short paragraph set in bold type."),
    "heading.run-in": later("The paragraph opens with a label in bold type."),
    "heading.bare": later("It stands alone on its line and names what follows."),
    "heading.label": later("It stands alone on its line and announces the list below it."),
    "numbered.unit": later("It names itself as a numbered unit of the report."),
    "numbered.section-sign": later("It begins with a section sign and a number."),
    "numbered.decimal": later("It begins with a number that belongs to a series."),
    "numbered.cjk": later("It begins with a Chinese numeral that belongs to a series."),
    "numbered.other": later("It begins with a letter or Roman numeral that belongs to a series."),
    "ordinal.prose": later("It begins with an ordinal that belongs to a series."),
    "ordinal.inline": later("An ordinal inside the paragraph begins one of a series of items."),
    "list-item.bullet": later("It begins with a bullet of its own."),
    "speech-act": later("It opens with a speaker and a verb that reports what was said or decided."),
    "lead": later("It is the paragraph from which the news runs on."),
    "list-head.announced": later("It announces the list that follows."),
    "list-head.host": later("It holds a list inside."),
    "caption": later("It is the caption of a picture or figure."),
    "reader.added": later("You made it a node yourself."),
}

RULES = frozenset(_SENTENCES)
"""All identifiers a node's rule may be."""


def explain(rule: str) -> str:
    """Why a node of a rule is there, in one sentence. Raises KeyError for a rule that is none of ``RULES``."""
    return _(_SENTENCES[rule])
