"""Options as rows that are clickable from edge to edge: a radio button or a check box with a letter and a text.

A row may say at its end, by a mark and its spoken name, that it is right or was wrong to choose.

Promises: the text is plain, its formulas and pictures are drawn, and a button at the row's end enlarges them; a row is
as high as its text needs, 36 px at least, and to a screen reader a radio button or a check box. Must not know a
question.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QRadioButton, QSizePolicy

from desktop_app.ui import theme
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.bank_document import BankDocument
from desktop_app.ui.widgets.enlarged import enlarge
from desktop_app.ui.widgets.icon import pixmap
from desktop_app.ui.widgets.text import icon_button, square

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton as _Button
else:
    # Beside a Qt class only: two of them cannot be bases of one.
    _Button = object

_PAD, _GAP = 12, 10
PICTURE = (360, 200)
"""How large a picture is drawn in an option at most, in pixels; all of it is seen enlarged."""


class _Row(_Button):
    """What both kinds share: letter, text, size, look."""

    _letter: str
    _document: BankDocument
    _heights: dict[int, int]
    _content: tuple[str, Mapping[str, bytes]]
    magnifier: QPushButton | None
    """Enlarges what the row shows; None where it shows words alone."""
    verdict: bool | None
    """Whether choosing it is right; None where nothing is said of it."""

    def _set_up(self, letter: str, text: str, images: Mapping[str, bytes] | None) -> None:
        self._letter = letter
        self._heights = {}
        self.verdict = None
        self._content = (text, images or {})
        self._document = BankDocument(widest=PICTURE[0], tallest=PICTURE[1])
        self._fill()
        spoken = self._document.spoken
        self.setAccessibleName(f"{letter}  {spoken}" if letter else spoken)
        self.magnifier = self._magnifier() if self._document.zoomables else None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _fill(self) -> None:
        text, images = self._content
        self._document.setDefaultFont(measure.font(measure.STEM_PX))
        # Pictures stand where the text names them, and nowhere else: the question has images of other options too.
        self._document.fill(text, "plain", images, elsewhere=images)

    def _magnifier(self) -> QPushButton:
        name = QCoreApplication.translate("ChoiceRow", "Enlarge {what}")
        made = icon_button("zoom-in", name.format(what=self.accessibleName()), self.zoom, self)
        made.setToolTip(QCoreApplication.translate("ChoiceRow", "Enlarge"))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def zoom(self) -> None:
        """Show the formulas and pictures of the row enlarged."""
        enlarge(self, [item for _, item in self._document.zoomables])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.magnifier is not None:
            side = self.magnifier.width()
            self.magnifier.move(self.width() - side - 4, (self.height() - side) // 2)

    @property
    def letter(self) -> str:
        """The letter that it shows."""
        return self._letter

    def judge(self, right: bool) -> None:
        """Say at the row's end that it is right, or that it was wrong to choose."""
        self.verdict = right
        if right:
            said = QCoreApplication.translate("ChoiceRow", "right")
        else:
            said = QCoreApplication.translate("ChoiceRow", "not right")
        self.setAccessibleName(f"{self.accessibleName()}, {said}")
        self._heights.clear()
        self.updateGeometry()
        self.update()

    def _verdict_width(self) -> int:
        return 0 if self.verdict is None else measure.scaled(18) + _GAP

    def _mark(self) -> int:
        return measure.scaled(18)

    def _text_left(self) -> int:
        letter = measure.scaled(22) if self._letter else 0
        return _PAD + self._mark() + _GAP + letter

    def _text_width(self, width: int) -> int:
        right = _PAD if self.magnifier is None else self.magnifier.width() + 8
        return max(40, width - self._text_left() - right - self._verdict_width())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._document.setTextWidth(self._text_width(width))
            needed = int(self._document.size().height() + 0.999) + 2 * 8
            least = theme.TARGET if self.magnifier is None else self.magnifier.height() + 8
            self._heights[width] = max(least, needed)
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
        if event.type() is not QEvent.Type.StyleChange or not hasattr(self, "_heights"):
            return
        if self._document.defaultFont() != measure.font(measure.STEM_PX):
            self._fill()
            if self.magnifier is not None:
                square(self.magnifier)
            self._heights.clear()
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        colours = theme.current()
        chosen = self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = colours.accent_soft if chosen else colours.raised if self.underMouse() else colours.surface
        edge = colours.focus if self.hasFocus() else colours.accent if chosen else colours.line
        if self.verdict is not None:
            ground = colours.good_soft if self.verdict else colours.bad_soft
            edge = colours.good if self.verdict else colours.bad
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        line = measure.scaled(measure.STEM_PX) * 1.5
        self._document.setTextWidth(self._text_width(self.width()))
        top = max(8.0, (self.height() - self._document.size().height()) / 2)
        # Beside a fraction, mark and letter stand on its line.
        first = top + self._document.lead
        mark = QRectF(_PAD, first + (line - self._mark()) / 2, self._mark(), self._mark())
        self._draw_mark(painter, mark, chosen)
        if self._letter:
            painter.setPen(QColor(colours.text))
            painter.setFont(measure.font(measure.STEM_PX, bold=True))
            box = QRectF(_PAD + self._mark() + _GAP, first, measure.scaled(22), line)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._letter)
        if self.verdict is not None:
            side = measure.scaled(18)
            symbol = pixmap("check" if self.verdict else "x", edge, side)
            taken = _PAD if self.magnifier is None else self.magnifier.width() + 8
            painter.drawPixmap(QPointF(self.width() - taken - side, first + (line - side) / 2), symbol)
        painter.translate(QPointF(self._text_left(), top))
        self._document.draw(painter, colours.text if self.isEnabled() or self.verdict is not None else colours.muted)
        painter.end()

    def _draw_mark(self, painter: QPainter, box: QRectF, chosen: bool) -> None:
        raise NotImplementedError


class RadioRow(_Row, QRadioButton):
    """One of several: choosing it lets the others beside it go."""

    def __init__(self, letter: str, text: str, images: Mapping[str, bytes] | None = None) -> None:
        super().__init__()
        self._set_up(letter, text, images)

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

    def __init__(self, letter: str, text: str, images: Mapping[str, bytes] | None = None) -> None:
        super().__init__()
        self._set_up(letter, text, images)

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
