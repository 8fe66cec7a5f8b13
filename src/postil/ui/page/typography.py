"""How each kind of block is set: fonts, distances, indents."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontMetricsF

from postil.core.report import Block, BlockKind
from postil.core.text import is_wide

SERIF = ("Noto Serif", "Source Serif 4", "Charter", "Georgia", "DejaVu Serif")
SANS = ("Inter", "Noto Sans", "Segoe UI", "Helvetica Neue", "DejaVu Sans")
MONO = ("Noto Sans Mono", "JetBrains Mono", "Menlo", "Consolas", "DejaVu Sans Mono")
CJK_SERIF = {
    "zh": ("Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun"),
    "ja": ("Noto Serif CJK JP", "Source Han Serif", "Hiragino Mincho ProN", "Yu Mincho"),
    "ko": ("Noto Serif CJK KR", "Source Han Serif K", "AppleMyungjo", "Batang"),
}
ARABIC = ("Noto Naskh Arabic", "Noto Sans Arabic", "Amiri")
_HEADING_SIZES = (1.5, 1.28, 1.12, 1.0, 1.0, 1.0)
_COLUMN_CHARACTERS = 66
_MONO_SIZE = 0.65
"""So that a column takes 72 characters of typewriting, the width of most texts that are set in it."""
_CJK_COLUMN_CHARACTERS = 36


def writing_of(language: str) -> str:
    """The language, if it is one that is set in a type of its own, else ""."""
    return language if language in CJK_SERIF else ""


def guessed_language(text: str) -> str:
    """Which of those languages a text seems to be in by its first page, before anything else is known of it."""
    sample = [character for character in text[:2_000] if character.isalpha()]
    if sum(map(is_wide, sample)) * 2 < len(sample) or not sample:
        return ""
    names = Counter(unicodedata.name(character, "").split()[0] for character in sample if is_wide(character))
    if names["HANGUL"] * 2 > len(sample):
        return "ko"
    return "ja" if (names["HIRAGANA"] + names["KATAKANA"]) * 10 > len(sample) else "zh"


class Setting(NamedTuple):
    """How one block is set, in pixels: ``advance`` from line to line, ``before`` and ``after`` it.

    ``indent`` and ``bars`` (lines along quotations and captions) count from the side where its lines begin;
    ``bars_go_on`` is how many of them go on to the next block.
    """

    font: QFont
    advance: float
    before: float
    after: float
    indent: float = 0.0
    quiet: bool = False
    bars: tuple[float, ...] = ()
    bars_go_on: int = 0


class Typography:
    """The page's type at one size.

    ``pixels`` is the size of the report's text, ``language`` (of ``writing_of``) chooses its fonts.
    """

    def __init__(self, pixels: float, language: str = "") -> None:
        self.pixels = pixels
        self.language = language

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Typography) and (self.pixels, self.language) == (other.pixels, other.language)

    def __hash__(self) -> int:
        return hash((self.pixels, self.language))

    @cached_property
    def line_factor(self) -> float:
        """Line height as a multiple of the type size; ideographs want more air."""
        return 1.78 if self.language in CJK_SERIF else 1.62

    @cached_property
    def body(self) -> QFont:
        """The font of the report's text."""
        cjk = CJK_SERIF.get(self.language, ())
        others = [name for language, names in CJK_SERIF.items() if language != self.language for name in names[:1]]
        return self._font((*cjk, *SERIF, *ARABIC, *others), 1.0, QFont.StyleHint.Serif)

    @cached_property
    def column(self) -> float:
        """The column's wished width: 60-75 Latin characters or 32-40 ideographs."""
        metrics = QFontMetricsF(self.body)
        if self.language in CJK_SERIF:
            return metrics.horizontalAdvance("国") * _CJK_COLUMN_CHARACTERS
        sample = "the quick reader marks what matters in a long report and notes why "
        return metrics.horizontalAdvance(sample) / len(sample) * _COLUMN_CHARACTERS

    @cached_property
    def character(self) -> float:
        """The mean advance of one column (a Latin letter, half an ideograph), for estimates."""
        metrics = QFontMetricsF(self.body)
        return max(1.0, metrics.horizontalAdvance("国") / 2 if self.language in CJK_SERIF else self.column / 66)

    @cached_property
    def advance(self) -> float:
        """From one line of the report's text to the next."""
        return round(self.pixels * self.line_factor)

    def setting(
        self, block: Block, following: Block | None = None, *, heading: int = 0, caption: bool = False
    ) -> Setting:
        """How a block is set; ``heading`` and ``caption`` are what the outline adds to what it says of itself."""
        level = block.level if block.kind is BlockKind.HEADING else heading
        if level:
            return self._headings[min(level, 6) - 1]
        if caption or block.kind is BlockKind.CAPTION:
            return self._caption
        indent, bars = self._indent(block.path)
        below = following.path if following is not None else ()
        after = round(self.pixels * (0.42 if "list" in block.path and "list" in below else 0.83))
        go_on = min(len(bars), below.count("quotation"))
        code = block.kind in {BlockKind.CODE, BlockKind.TABLE}
        font, advance = (self._mono, round(self.pixels)) if code else (self.body, self.advance)
        return Setting(font, advance, 0, after, indent, bars=bars, bars_go_on=go_on)

    def _indent(self, path: Sequence[str]) -> tuple[float, tuple[float, ...]]:
        """How far the containers of a block push it in, and where bars stand along it."""
        indent, bars = 0.0, []
        for container in path:
            if container == "quotation":
                bars.append(indent + self.pixels * 0.6)
            indent += self.pixels * (1.7 if container == "list" else 1.5)
        return indent, tuple(bars)

    @cached_property
    def _headings(self) -> tuple[Setting, ...]:
        return tuple(self._heading(factor) for factor in _HEADING_SIZES)

    def _heading(self, factor: float) -> Setting:
        font = QFont(self.body)
        font.setPixelSize(round(self.pixels * factor))
        font.setWeight(QFont.Weight.DemiBold)
        advance = round(self.pixels * factor * 1.35)
        return Setting(font, advance, round(self.pixels * 0.9), round(self.pixels * 0.55))

    @cached_property
    def _caption(self) -> Setting:
        font = self._font((*SANS, *(names[0] for names in CJK_SERIF.values())), 0.75, QFont.StyleHint.SansSerif)
        advance, after = round(self.pixels * 1.2), round(self.pixels * 0.83)
        return Setting(font, advance, 0, after, self.pixels * 0.8, quiet=True, bars=(self.pixels * 0.15,))

    @cached_property
    def _mono(self) -> QFont:
        return self._font((*MONO, "Noto Sans Mono CJK SC"), _MONO_SIZE, QFont.StyleHint.Monospace)

    def _font(self, families: Sequence[str], factor: float, hint: QFont.StyleHint) -> QFont:
        font = QFont()
        font.setFamilies(list(families))
        font.setStyleHint(hint)
        font.setPixelSize(max(6, round(self.pixels * factor)))
        return font
