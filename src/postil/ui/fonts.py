"""Fonts derived from others, whatever unit their size is given in."""

from PySide6.QtGui import QFont


def scaled(font: QFont, factor: float) -> QFont:
    """The same font, larger or smaller."""
    made = QFont(font)
    if font.pixelSize() > 0:
        made.setPixelSize(max(1, round(font.pixelSize() * factor)))
    else:
        made.setPointSizeF(font.pointSizeF() * factor)
    return made


def bold(font: QFont) -> QFont:
    """The same font, bold."""
    made = QFont(font)
    made.setBold(True)
    return made
