"""The small bar of colours and verbs beside a selection or a mark."""

from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from postil.core.annotation import COLOURS
from postil.translation import gettext as _
from postil.translation import later
from postil.ui.place_bar import place_bar
from postil.ui.theme import Theme

__all__ = ["SHADOW", "SelectionBar", "colour_name", "place_bar"]

SHADOW = 10
"""How far the bar's shadow reaches, in pixels; it belongs to the widget's size."""


_COLOUR_NAMES = {
    "yellow": later("Yellow"),
    "green": later("Green"),
    "blue": later("Blue"),
    "red": later("Red"),
    "purple": later("Purple"),
}


def colour_name(colour: str) -> str:
    """A mark's colour in the reader's language."""
    return _(_COLOUR_NAMES.get(colour, colour))


class BarButton(QAbstractButton):
    """A button of the bar; painted by what it is made into below."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 — it is always painted whole
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self.theme.bar_text), 1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        self.paint_face(painter)

    def paint_face(self, painter: QPainter) -> None:
        """Paint what the button is."""
        raise NotImplementedError


class Swatch(BarButton):
    """Chooses a colour; ringed where it is the mark's."""

    def __init__(self, colour: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.colour = colour
        self.setCheckable(True)
        name = colour_name(colour)
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({COLOURS.index(colour) + 1})")

    def nextCheckState(self) -> None:
        """Nothing: the page says which colour the mark has."""

    def sizeHint(self) -> QSize:
        side = round(1.6 * self.fontMetrics().height())
        return QSize(side, side)

    def paint_face(self, painter: QPainter) -> None:
        centre = QPointF(self.rect().toRectF().center())
        radius = self.width() * (0.36 if self.underMouse() else 0.32)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.swatch(self.colour)))
        painter.drawEllipse(centre, radius, radius)
        if self.isChecked():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.theme.bar_text), 2))
            painter.drawEllipse(centre, radius + 3, radius + 3)


class Verb(BarButton):
    """Does something with the selection."""

    def __init__(self, text: str, tooltip: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setText(text)
        self.setToolTip(tooltip)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + metrics.height(), round(1.6 * metrics.height()))

    def paint_face(self, painter: QPainter) -> None:
        if self.underMouse() or self.isDown():
            ground = QColor(self.theme.bar_text)
            ground.setAlphaF(0.16)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(self.rect(), 4, 4)
        painter.setPen(QColor(self.theme.bar_text))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class SelectionBar(QWidget):
    """Colours and verbs for what is selected, or for the mark that was clicked.

    A child of the page's viewport. The page shows and places it (``place_bar``); keys it does not use go on to the
    page.
    """

    colour_chosen = Signal(str)
    note_wanted = Signal()
    tag_wanted = Signal()
    copy_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Mark the selection"))
        self._theme = theme
        self._swatches = [Swatch(colour, theme, self) for colour in COLOURS]
        self._note = Verb(_("Note"), _("Write a note (N)"), theme, self)
        self._tag = Verb(_("Tag"), _("Give it tags (T)"), theme, self)
        self._copy = Verb(_("Copy"), _("Copy the text (Ctrl+C)"), theme, self)
        self._delete = Verb(_("Delete"), _("Delete the mark and its note (Del)"), theme, self)
        self._buttons = [*self._swatches, self._note, self._tag, self._copy, self._delete]
        self._lay_out()
        self._connect()
        self.set_mark(None)
        self.hide()

    def _lay_out(self) -> None:
        inner = SHADOW + 3
        self._separator = round(0.9 * self.fontMetrics().height())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(inner + 3, inner, inner + 3, inner)
        layout.setSpacing(0)
        for button in self._buttons:
            if button is self._note:
                layout.addSpacing(self._separator)
            layout.addWidget(button)

    def _connect(self) -> None:
        for swatch in self._swatches:
            swatch.clicked.connect(partial(self.colour_chosen.emit, swatch.colour))
        self._note.clicked.connect(self.note_wanted)
        self._tag.clicked.connect(self.tag_wanted)
        self._copy.clicked.connect(self.copy_wanted)
        self._delete.clicked.connect(self.delete_wanted)

    def set_mark(self, colour: str | None) -> None:
        """Stand for a mark of that colour, or for a selection that is none yet."""
        for swatch in self._swatches:
            swatch.setChecked(swatch.colour == colour)
        self._delete.setVisible(colour is not None)
        self.adjustSize()

    def set_theme(self, theme: Theme) -> None:
        """Repaint in other colours."""
        self._theme = theme
        for button in self._buttons:
            button.theme = theme
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The bar itself holds no focus: its first button does."""
        super().focusInEvent(event)
        self._swatches[0].setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        focused = [i for i, button in enumerate(self._shown_buttons()) if button.hasFocus()]
        if event.key() in steps and focused:
            shown = self._shown_buttons()
            shown[(focused[0] + steps[Qt.Key(event.key())]) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click between the buttons is no click on the page below."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 — it is always painted whole
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        face = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        shade = QColor(0, 0, 0, 9)
        for reach in range(SHADOW - 2, 0, -1):
            painter.setBrush(shade)
            painter.drawRoundedRect(face.adjusted(-reach, 2 - reach, reach, 2 + reach), 8 + reach, 8 + reach)
        painter.setBrush(QColor(self._theme.bar))
        painter.drawRoundedRect(face, 8, 8)
        x = self._note.x() - self._separator / 2
        middle, half = face.center().y(), self.fontMetrics().height() * 0.45
        painter.setPen(QPen(QColor(self._theme.bar_text), 1))
        painter.setOpacity(0.6)
        painter.drawLine(QPointF(x, middle - half), QPointF(x, middle + half))

    def _shown_buttons(self) -> list[BarButton]:
        return [button for button in self._buttons if not button.isHidden()]
