"""Why a node is there, in words for the reader."""

from postil.translation import gettext as _


def _later(sentence: str) -> str:
    """Mark a sentence for translators; it is translated when it is shown."""
    return sentence


_SENTENCES = {
    "heading.markup": _later("The source marks it as a heading."),
    "heading.bold": _later("It is a short paragraph set in bold type."),
    "heading.run-in": _later("The paragraph opens with a label in bold type."),
    "heading.bare": _later("It stands alone on its line and names what follows."),
    "heading.label": _later("It stands alone on its line and announces the list below it."),
    "numbered.unit": _later("It names itself as a numbered unit of the report."),
    "numbered.section-sign": _later("It begins with a section sign and a number."),
    "numbered.decimal": _later("It begins with a number that belongs to a series."),
    "numbered.cjk": _later("It begins with a Chinese numeral that belongs to a series."),
    "numbered.other": _later("It begins with a letter or Roman numeral that belongs to a series."),
    "ordinal.prose": _later("It begins with an ordinal that belongs to a series."),
    "ordinal.inline": _later("An ordinal inside the paragraph begins one of a series of items."),
    "list-item.bullet": _later("It begins with a bullet of its own."),
    "speech-act": _later("It opens with a speaker and a verb that reports what was said or decided."),
    "lead": _later("It is the paragraph from which the news runs on."),
    "list-head.announced": _later("It announces the list that follows."),
    "list-head.host": _later("It holds a list inside."),
    "caption": _later("It is the caption of a picture or figure."),
}

RULES = frozenset(_SENTENCES)
"""All identifiers a node's rule may be."""


def explain(rule: str) -> str:
    """Why a node of a rule is there, in one sentence. Raises KeyError for a rule that is none of ``RULES``."""
    return _(_SENTENCES[rule])
