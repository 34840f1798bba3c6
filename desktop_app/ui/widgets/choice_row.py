"""Options as rows that are clickable from edge to edge: a radio button or a check box with a letter and a text.

Promises: the text is plain; a row is as high as its text needs, 36 px at least, and to a screen reader a radio button
or a check box. Must not know a question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy

from desktop_app.ui import theme
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.rich_text import BankDocument

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton as _Button
else:
    # Beside a Qt class only: two of them cannot be bases of one.
    _Button = object

_PAD, _GAP = 12, 10


class _Row(_Button):
    """What both kinds share: letter, text, size, look."""

    _letter: str
    _document: BankDocument
    _heights: dict[int, int]

    def _set_up(self, letter: str, text: str) -> None:
        self._letter = letter
        self._heights = {}
        self._document = BankDocument()
        self._document.fill(text)
        self._document.setDefaultFont(measure.font(measure.STEM_PX))
        self.setAccessibleName(f"{letter}  {text}" if letter else text)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def letter(self) -> str:
        """The letter that it shows."""
        return self._letter

    def _mark(self) -> int:
        return measure.scaled(18)

    def _text_left(self) -> int:
        letter = measure.scaled(22) if self._letter else 0
        return _PAD + self._mark() + _GAP + letter

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._document.setTextWidth(max(40, width - self._text_left() - _PAD))
            needed = int(self._document.size().height() + 0.999) + 2 * 8
            self._heights[width] = max(theme.TARGET, needed)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        width = self.width() or 400
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._text_left() + measure.scaled(80), theme.TARGET)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and hasattr(self, "_heights"):
            self._document.setDefaultFont(measure.font(measure.STEM_PX))
            self._heights.clear()
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        colours = theme.current()
        chosen = self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = colours.accent_soft if chosen else colours.raised if self.underMouse() else colours.surface
        edge = colours.focus if self.hasFocus() else colours.accent if chosen else colours.line
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        line = measure.scaled(measure.STEM_PX) * 1.5
        top = max(8.0, (self.height() - self._document.size().height()) / 2)
        mark = QRectF(_PAD, top + (line - self._mark()) / 2, self._mark(), self._mark())
        self._draw_mark(painter, mark, chosen)
        if self._letter:
            painter.setPen(QColor(colours.text))
            painter.setFont(measure.font(measure.STEM_PX, bold=True))
            box = QRectF(_PAD + self._mark() + _GAP, top, measure.scaled(22), line)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._letter)
        self._document.setTextWidth(max(40, self.width() - self._text_left() - _PAD))
        painter.translate(QPointF(self._text_left(), top))
        self._document.draw(painter, colours.text if self.isEnabled() else colours.muted)
        painter.end()

    def _draw_mark(self, painter: QPainter, box: QRectF, chosen: bool) -> None:
        raise NotImplementedError


class RadioRow(_Row, QRadioButton):
    """One of several: choosing it lets the others beside it go."""

    def __init__(self, letter: str, text: str) -> None:
        super().__init__()
        self._set_up(letter, text)

    def _draw_mark(self, painter: QPainter, box: QRectF, chosen: bool) -> None:
        colours = theme.current()
        painter.setBrush(QColor(colours.surface))
        painter.setPen(QPen(QColor(colours.accent if chosen else colours.muted), 2))
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent))
            inset = box.width() * 0.28
            painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))


class CheckRow(_Row, QCheckBox):
    """Any number of several."""

    def __init__(self, letter: str, text: str) -> None:
        super().__init__()
        self._set_up(letter, text)

    def _draw_mark(self, painter: QPainter, box: QRectF, chosen: bool) -> None:
        colours = theme.current()
        painter.setBrush(QColor(colours.accent if chosen else colours.surface))
        painter.setPen(QPen(QColor(colours.accent if chosen else colours.muted), 2))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3)
        if chosen:
            tick = QPainterPath(QPointF(box.left() + box.width() * 0.25, box.center().y()))
            tick.lineTo(box.left() + box.width() * 0.43, box.top() + box.height() * 0.7)
            tick.lineTo(box.left() + box.width() * 0.76, box.top() + box.height() * 0.3)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.on_accent), 2))
            painter.drawPath(tick)
