"""A score as a bar, with a notch where it would have been enough."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets import measure


class ScoreBar(QWidget):
    """``share`` of the whole and the ``mark`` to reach are 0 … 1; no mark: no notch. ``words`` is what a screen reader
    reads."""

    def __init__(self, share: float, mark: float | None, words: str, *, height: int = 12) -> None:
        super().__init__()
        self._share, self._mark, self._height = min(1.0, max(0.0, share)), mark, height
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(measure.scaled(160), measure.scaled(self._height) + 8)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, D102
        colours = theme.current()
        enough = self._mark is not None and self._share >= self._mark
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = measure.scaled(self._height)
        track = QRectF(0, 4, self.width(), high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.raised))
        painter.drawRoundedRect(track, high / 2, high / 2)
        if self._share:
            colour = colours.accent if self._mark is None else colours.good if enough else colours.bad
            painter.setBrush(QColor(colour))
            filled = QRectF(0, 4, max(high, self.width() * self._share), high)
            painter.drawRoundedRect(filled, high / 2, high / 2)
        if self._mark:
            at = min(self.width() - 1.0, self.width() * self._mark)
            painter.setPen(QPen(QColor(colours.text), 2))
            painter.drawLine(int(at), 0, int(at), high + 8)
        painter.end()
