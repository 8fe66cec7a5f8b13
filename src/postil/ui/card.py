"""How a margin card looks: the note of an annotation, its tags, and when it was written."""

import re
from collections.abc import Callable, Sequence
from html import escape
from typing import NamedTuple

from PySide6.QtCore import QDateTime, QLocale, QMargins, QPointF, QRectF, Qt, QTimeZone, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)

from postil.core.annotation import Annotation
from postil.ui.elide import ELLIPSIS, elide_at_words
from postil.ui.fonts import scaled
from postil.ui.theme import Theme

MAX_LINES = 12
"""How many lines of a note a card shows."""
_MAX_CHARACTERS = 2_000
_EDGE, _PADDING, _TOP, _GAP, _PILL_PADDING, _RADIUS = 0.22, 0.95, 0.7, 0.35, 0.6, 0.5
"""Lengths in ems of the card's font."""
_NOTE_STYLE = """
p, ul, ol, blockquote, pre {{ margin: 0 0 4px 0; }}
h1, h2, h3, h4, h5, h6 {{ font-size: medium; margin: 0 0 4px 0; }}
a {{ color: {accent}; text-decoration: none; font-weight: bold; }}
"""
_MARKUP = re.compile(r"[*_`#\[\]<>&\\|~!]|^\s*(?:[-+=]|\d+[.)]|\s{4}|\t)|\n|://|www\.", re.MULTILINE)

_PICTURE = QTextDocument.ResourceType.ImageResource.value


class NoteDocument(QTextDocument):
    """Rich text that fetches nothing: pictures and style sheets named in a note stay where they are."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: ARG002 — Qt's signature
        if kind != _PICTURE:
            return None
        blank = QImage(1, 1, QImage.Format.Format_ARGB32)  # where nothing is given, Qt opens the picture's file itself
        blank.fill(0)
        return blank


def insets(font: QFont) -> QMargins:
    """Between the edges of a card and its text, in pixels, for the card's font."""
    em = QFontInfo(font).pixelSize()
    return QMargins(round((_EDGE + _PADDING) * em), round(_TOP * em), round(_PADDING * em), round(_TOP * em))


class Pill(NamedTuple):
    """A tag at its place in the card."""

    text: str
    rect: QRectF


class CardFace:
    """The layout of one card, for a width in pixels; it can be painted anywhere.

    ``render`` makes a note's Markdown into clean HTML. A note of more than ``MAX_LINES`` lines fades out.
    """

    def __init__(
        self, annotation: Annotation, width: float, theme: Theme, font: QFont, render: Callable[[str], str]
    ) -> None:
        self.annotation = annotation
        self.width = width
        self._theme = theme
        self._small = scaled(font, 0.85)
        self._em = float(QFontInfo(font).pixelSize())
        self._insets = insets(font)
        self._left, self._top = self._insets.left(), self._insets.top()
        inner = width - self._left - self._insets.right()
        self._document = _document(annotation.note, inner, theme, font, render)
        self._note_height, self._cut = _shown_height(self._document, len(annotation.note) > _MAX_CHARACTERS)
        self._time = time_text(annotation.modified or annotation.created, QDateTime.currentDateTime())
        top = self._top + self._note_height + (_GAP * self._em if self._note_height else 0)
        self._pills, self._time_top, bottom = self._place_pills(annotation.tags, top, inner)
        self.height = round(bottom) + self._insets.bottom()

    def _place_pills(self, tags: Sequence[str], top: float, width: float) -> tuple[list[Pill], float, float]:
        """The tags wrapped over lines, the top of the time's line, and where it all ends."""
        metrics = QFontMetricsF(self._small)
        height, gap, padding = 1.35 * metrics.height(), 0.5 * self._em, _PILL_PADDING * self._em
        x, y, pills = 0.0, top, []
        for tag in tags:
            text = elide_at_words(tag, metrics, width - 2 * padding)
            wide = metrics.horizontalAdvance(text) + 2 * padding
            if x and x + wide > width:
                x, y = 0.0, y + height + _GAP * self._em
            pills.append(Pill(text, QRectF(self._left + x, y, wide, height)))
            x += wide + gap
        if self._time and x and x + metrics.horizontalAdvance(self._time) > width:
            y += height
        return pills, y, y + height if pills or self._time else y

    def paint(self, painter: QPainter, x: float, y: float, hovered: bool, active: bool) -> None:
        """Paint the card with its top left corner there."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(x, y)
        self._paint_face(painter, self.height, used=hovered or active)
        self._paint_note(painter)
        self._paint_tags(painter)
        painter.restore()

    def paint_empty(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the card in use without what stands in it, so high: its note is being typed."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(rect.topLeft())
        self._paint_face(painter, rect.height(), used=True)
        painter.restore()

    def link_at(self, point: QPointF) -> str:
        """The target of the link at a point of the card, or ""."""
        place = point - QPointF(self._left, self._top)
        if not 0 <= place.y() < self._note_height:
            return ""
        return self._document.documentLayout().anchorAt(place)

    def _paint_face(self, painter: QPainter, height: float, *, used: bool) -> None:
        theme = self._theme
        radius, edge = _RADIUS * self._em, _EDGE * self._em
        frame = QRectF(0.5, 0.5, self.width - 1, height - 1)
        shape = QPainterPath()
        shape.addRoundedRect(frame, radius, radius)
        if not theme.dark:
            shadow = QColor(0, 0, 0, 18 if used else 10)
            painter.fillPath(shape.translated(0, 1.5), shadow)
        painter.fillPath(shape, QColor(theme.card))
        line = theme.card_edge_active if used else theme.card_edge
        painter.strokePath(shape, QPen(QColor(line), 1.0))
        inner = QPainterPath()
        inner.addRoundedRect(QRectF(edge, 0, self.width, height), radius, radius)
        strip = QPainterPath()
        strip.addRect(QRectF(0, 0, edge + radius, height))
        outer = QPainterPath()
        outer.addRoundedRect(QRectF(0, 0, self.width, height), radius, radius)
        painter.fillPath(outer.intersected(strip).subtracted(inner), QColor(theme.dot(self.annotation.colour)))

    def _paint_note(self, painter: QPainter) -> None:
        if not self._note_height:
            return
        painter.save()
        painter.translate(self._left, self._top)
        shown = QRectF(0, 0, self._document.textWidth(), self._note_height)
        painter.setClipRect(shown, Qt.ClipOperation.IntersectClip)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, QColor(self._theme.text))
        self._document.documentLayout().draw(painter, context)
        if self._cut:
            self._paint_fade(painter, shown)
        painter.restore()

    def _paint_fade(self, painter: QPainter, shown: QRectF) -> None:
        """The last line goes over into the card, with an ellipsis at its end."""
        line = QRectF(shown.left(), shown.bottom() - 1.6 * self._em, shown.width(), 1.6 * self._em)
        card = QColor(self._theme.card)
        clear = QColor(card)
        clear.setAlpha(0)
        fade = QLinearGradient(line.topLeft(), line.topRight())
        fade.setColorAt(0.3, clear)
        fade.setColorAt(0.9, card)
        painter.fillRect(line, fade)
        painter.setPen(QColor(self._theme.text_quiet))
        painter.setFont(self._document.defaultFont())
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, ELLIPSIS)

    def _paint_tags(self, painter: QPainter) -> None:
        painter.setFont(self._small)
        for pill in self._pills:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.pill))
            painter.drawRoundedRect(pill.rect, pill.rect.height() / 2, pill.rect.height() / 2)
            painter.setPen(QColor(self._theme.text_quiet))
            painter.drawText(pill.rect, Qt.AlignmentFlag.AlignCenter, pill.text)
        height = 1.35 * QFontMetricsF(self._small).height()
        line = QRectF(self._left, self._time_top, self.width - self._left - self._insets.right(), height)
        painter.setPen(QColor(self._theme.text_quiet))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._time)


def _document(note: str, width: float, theme: Theme, font: QFont, render: Callable[[str], str]) -> NoteDocument:
    document = NoteDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(font)
    document.setIndentWidth(1.4 * QFontInfo(font).pixelSize())
    document.setDefaultStyleSheet(_NOTE_STYLE.format(accent=theme.accent))
    if note:
        document.setHtml(_html(note[:_MAX_CHARACTERS], render))
        space_lines(document)
    document.setTextWidth(width)
    return document


def _html(note: str, render: Callable[[str], str]) -> str:
    """A note as HTML; one without any markup is not rendered, because loading the renderer takes longer than a page."""
    return render(note) if _MARKUP.search(note) else f"<p>{escape(note)}</p>"


def space_lines(document: QTextDocument) -> None:
    """Give the lines of a note the distance they have on a card."""
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    spaced = QTextBlockFormat()
    spaced.setLineHeight(108, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.mergeBlockFormat(spaced)


def _shown_height(document: QTextDocument, longer: bool) -> tuple[float, bool]:
    """How high the shown lines of a note are, and whether some are not shown."""
    lines = 0
    layout = document.documentLayout()
    block = document.begin()
    while block.isValid() and document.characterCount() > 1:
        count = block.layout().lineCount()
        if lines + count > MAX_LINES:
            last = block.layout().lineAt(MAX_LINES - lines - 1) if lines < MAX_LINES else None
            top = layout.blockBoundingRect(block).top()
            return (top + last.y() + last.height() if last else top), True
        lines += count
        block = block.next()
    return (document.size().height() if lines else 0.0), longer


def time_text(when: str, now: QDateTime) -> str:
    """A time (UTC, ISO 8601) as short as its distance from now allows, in the reader's zone; "" for none."""
    moment = QDateTime.fromString(when, Qt.DateFormat.ISODateWithMs)
    if not moment.isValid():
        return ""
    if moment.timeSpec() == Qt.TimeSpec.LocalTime:
        moment.setTimeZone(QTimeZone(QTimeZone.Initialization.UTC))
    local = moment.toLocalTime()
    days = local.date().daysTo(now.date())
    if days == 0:
        form = "HH:mm"
    elif 0 < days < 7:
        form = "ddd HH:mm"
    else:
        form = "d MMM" if local.date().year() == now.date().year() else "d MMM yyyy"
    return QLocale().toString(local, form)
