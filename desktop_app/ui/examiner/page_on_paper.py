"""The first page of a PDF, as large as there is room, with places on it in millimetres. Must not know what is on
it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui import theme
from desktop_app.ui.printing import PdfPages
from desktop_app.ui.widgets import measure

_POINTS_A_MM = 72 / 25.4
_ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}


class PageOnPaper(QWidget):
    """Shows a page. ``pointed`` says where the mouse was pressed, ``moved`` by how much something is to be moved, by
    mouse or by arrow keys (1 mm, with Shift 0.1): millimetres from the top left."""

    pointed = Signal(float, float)
    moved = Signal(float, float)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._pages: PdfPages | None = None
        self._marked: QRectF | None = None
        self._from: QPointF | None = None
        self.setAccessibleName(name)
        self.setMinimumSize(QSize(measure.scaled(260), measure.scaled(220)))

    @property
    def data(self) -> bytes:
        """The PDF that is shown; empty before there is one."""
        return self._pages.data if self._pages is not None else b""

    def show_pdf(self, data: bytes) -> None:
        """Show this one."""
        before, self._pages = self._pages, PdfPages(data, self)
        if before is not None:
            before.close()
        self.update()

    def clear(self) -> None:
        """Show none."""
        if self._pages is not None:
            self._pages.close()
        self._pages = None
        self.update()

    def mark(self, box: tuple[float, float, float, float] | None) -> None:
        """Frame a rectangle: left, top, right, bottom in millimetres."""
        self._marked = QRectF(QPointF(*box[:2]), QPointF(*box[2:])) if box else None
        self.update()

    def _paper(self) -> QRectF:
        """Where the page is drawn."""
        if self._pages is None:
            return QRectF()
        points = self._pages.document.pagePointSize(0)
        scale = min(self.width() / points.width(), self.height() / points.height())
        wide, tall = points.width() * scale, points.height() * scale
        return QRectF((self.width() - wide) / 2, (self.height() - tall) / 2, wide, tall)

    def _pixels_a_mm(self) -> float:
        if self._pages is None:
            return 1.0
        return self._paper().width() / self._pages.document.pagePointSize(0).width() * _POINTS_A_MM

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        if self._pages is None:
            return
        painter, paper, ratio = QPainter(self), self._paper(), self.devicePixelRatioF()
        image = self._pages.image(0, max(round(paper.width() * ratio), 1))
        image.setDevicePixelRatio(ratio)
        painter.drawImage(paper.topLeft(), image)
        painter.setPen(QPen(QColor(theme.current().line), 1))
        painter.drawRect(paper)
        if self._marked is not None:
            scale = self._pixels_a_mm()
            box = QRectF(self._marked.topLeft() * scale, self._marked.bottomRight() * scale)
            painter.setPen(QPen(QColor(theme.current().accent), 2, Qt.PenStyle.DashLine))
            painter.drawRect(box.translated(paper.topLeft()))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.current().accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        fine = 0.1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
        self.moved.emit(step[0] * fine, step[1] * fine)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        if self.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            self._from = event.position()
            place = (event.position() - self._paper().topLeft()) / self._pixels_a_mm()
            self.pointed.emit(place.x(), place.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        if self._from is None:
            return
        way = (event.position() - self._from) / self._pixels_a_mm()
        self._from = None
        if way.manhattanLength() >= 1:
            self.moved.emit(round(way.x(), 1), round(way.y(), 1))
