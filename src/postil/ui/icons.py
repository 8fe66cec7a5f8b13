"""Icons: our own drawings, in the colour of the theme."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from postil.resources import resource

SIZE = 24
"""The side of the square that every icon is drawn in, in pixels at 100 %."""


def icon(name: str, colour: str) -> QIcon:
    """The icon of that name among the resources, drawn in a colour "#rrggbb"."""
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 — nothing on the first page needs it

    # Qt paints currentColor black, so the colour goes into the drawing's text.
    drawing = resource("icons", f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    made = QIcon()
    for scale in (1, 2, 3):
        pixmap = QPixmap(scale * SIZE, scale * SIZE)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(pixmap.rect()))
        painter.end()
        pixmap.setDevicePixelRatio(scale)
        made.addPixmap(pixmap)
    return made
