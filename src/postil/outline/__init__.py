"""The outline of a report, inferred from its text: find where nodes may begin, then nest them into one tree."""

from postil.core.outline import ENGINE
from postil.outline.infer import infer
from postil.outline.lexicon import Lexicon, LexiconError, parse_lexicon
from postil.outline.rules import explain

__all__ = ["ENGINE", "Lexicon", "LexiconError", "explain", "infer", "parse_lexicon"]
