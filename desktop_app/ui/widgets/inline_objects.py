"""Formulas and pictures among the words of a document: how large they are, and drawing them.

Promises: a formula is filled with the colour of the text around it and stands on its baseline; whatever is wider than
the text is drawn smaller; no file is opened. Must not know what the text is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QImage,
    QPainter,
    QPainterPath,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from desktop_app.formulas import Drawing

if TYPE_CHECKING:
    from desktop_app.ui.widgets.bank_document import BankDocument

FORMULA = QTextFormat.ObjectTypes.UserObject.value + 1
PICTURE = QTextFormat.ObjectTypes.ImageObject.value
KEY = QTextFormat.Property.UserProperty.value + 1
"""The property that holds the number of a formula within its document."""
OBJECT = "\ufffc"
_GROWTH = 1.1
"""The mathematical font's small letters are lower by that than those of the text's."""
_MIDDLE = QTextCharFormat.VerticalAlignment.AlignMiddle


@dataclass(frozen=True, slots=True, eq=False)
class Zoomable:
    """What can be looked at enlarged: a formula or a picture, and its name for a screen reader."""

    content: Drawing | QImage
    name: str


@lru_cache(maxsize=128)
def path_of(drawn: Drawing) -> QPainterPath:
    """The outline, in ems from the left end of its baseline."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for operation, values in drawn.outline:
        match operation:
            case "M":
                path.moveTo(*values)
            case "L":
                path.lineTo(*values)
            case "Q":
                path.quadTo(*values)
            case "C":
                path.cubicTo(*values)
            case _:
                path.closeSubpath()
    return path


def paint_formula(painter: QPainter, drawn: Drawing, left: QPointF, em: float, colour: QColor) -> None:
    """Fill ``drawn`` with the left end of its baseline at ``left``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(left)
    painter.scale(em, em)
    painter.fillPath(path_of(drawn), colour)
    painter.restore()


def paint_picture(painter: QPainter, image: QImage, box: QRectF) -> None:
    """Draw ``image`` into ``box``, on white where it is transparent: what was drawn for paper is dark on nothing."""
    if image.hasAlphaChannel():
        painter.fillRect(box, Qt.GlobalColor.white)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(box, image, QRectF(image.rect()))
    painter.restore()


def formula_format(document: BankDocument, key: int) -> QTextCharFormat:
    """The format of the character that stands for formula ``key``."""
    style = QTextCharFormat()
    style.setObjectType(FORMULA)
    style.setProperty(KEY, key)
    # Qt makes room for such an object around half the height of an x of this font.
    style.setFont(document.defaultFont())
    style.setVerticalAlignment(_MIDDLE)
    return style


class _Objects(QPyTextObject):
    """Draws the objects of every ``BankDocument``; holds nothing itself."""

    def intrinsicSize(self, document: QTextDocument, at: int, style: QTextFormat) -> QSizeF:  # noqa: ARG002
        held = _held(document)
        if style.objectType() == PICTURE:
            return held.picture_size(style.toImageFormat().name())
        drawn = held.formulas.get(int(style.property(KEY)))
        if drawn is None:
            return QSizeF(0, 0)
        em = formula_em(held, drawn)
        return QSizeF(drawn.width * em, _height(drawn, em, _half(style)))

    def drawObject(
        self, painter: QPainter, box: QRectF | object, document: QTextDocument, at: int, style: QTextFormat
    ) -> None:
        held = _held(document)
        assert isinstance(box, QRectF)
        if style.objectType() == PICTURE:
            image = held.picture(style.toImageFormat().name())
            paint_picture(painter, image, box)
            held.places[at] = QRectF(box)
            return
        drawn = held.formulas.get(int(style.property(KEY)))
        if drawn is None:
            return
        em = formula_em(held, drawn)
        baseline = _baseline(document, at, box)
        paint_formula(painter, drawn, QPointF(box.left(), baseline), em, painter.pen().color())
        held.places[at] = QRectF(box.left(), baseline - drawn.ascent * em, box.width(), 0).adjusted(
            0, 0, 0, (drawn.ascent + drawn.descent) * em
        )


def formula_em(document: BankDocument, drawn: Drawing) -> float:
    """Pixels an em: those of the text, fewer where the formula would be wider than it."""
    em = document.defaultFont().pixelSize() * _GROWTH
    room = document.textWidth()
    return min(em, room / drawn.width) if room > 0 else em


def _half(style: QTextFormat) -> float:
    return QFontMetrics(style.toCharFormat().font()).xHeight() / 2


def _baseline(document: QTextDocument, at: int, box: QRectF) -> float:
    """Where the line's baseline is: Qt draws such an object in the middle of its line."""
    block = document.findBlock(at)
    line = block.layout().lineForTextPosition(at - block.position())
    return box.center().y() + (line.ascent() - line.descent()) / 2


def _height(drawn: Drawing, em: float, half: float) -> float:
    """The height of a box for which Qt makes room in the line, ``half / 2`` higher above the baseline than below, and
    that holds the whole formula (QTextDocumentLayout::resizeInlineObject)."""
    return max(2 * drawn.ascent * em - half, 2 * drawn.descent * em + half)


def _held(document: QTextDocument) -> BankDocument:
    # Nothing else registers this handler.
    return cast("BankDocument", document)


@cache
def handler() -> _Objects:
    """The one that draws the objects of all documents."""
    return _Objects()
