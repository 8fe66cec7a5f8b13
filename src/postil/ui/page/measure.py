"""How the width of a view is divided between the column of text and the margin of cards."""

from typing import NamedTuple

from postil.ui.page.typography import Typography

_GUTTER = 48
_GAP = 44
_CARD = 280
_NARROWEST_COLUMN = 24  # times the type size: some 45 characters


class Measure(NamedTuple):
    """Where the column and the margin of cards stand in the viewport, in pixels; ``card`` is 0 where none fits."""

    left: float
    width: float
    card_left: float = 0.0
    card: float = 0.0

    @classmethod
    def of(cls, viewport: int, typography: Typography, *, margin: bool) -> "Measure":
        """Divide a viewport's width: the column first, the margin if it is wanted and there is room for it."""
        wish = typography.column
        room = viewport - _GUTTER - _GAP - _CARD - _GUTTER // 2
        if margin and room >= min(wish, typography.pixels * _NARROWEST_COLUMN):
            width = min(wish, room)
            left = max(_GUTTER, (viewport - width - _GAP - _CARD) / 2)
            return cls(left, width, left + width + _GAP, _CARD)
        gutter = max(20, min(_GUTTER, viewport // 16))
        width = max(120.0, min(wish, viewport - 2 * gutter))
        return cls(max(gutter, (viewport - width) / 2), width)
