"""Columns that become one below the other where they have not enough room side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets import measure


class Columns(QWidget):
    """As many columns as ``stretches`` says, each a vertical layout in ``boxes``; side by side from ``least`` pixels
    (at 100 % text) each."""

    def __init__(self, stretches: Sequence[int] = (1, 1), least: int = 380, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = least
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.GAP)
        self.boxes: list[QVBoxLayout] = []
        for stretch in stretches:
            holder = QWidget()
            box = QVBoxLayout(holder)
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(theme.GAP)
            self._row.addWidget(holder, stretch)
            self.boxes.append(box)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        wide = event.size().width() >= measure.scaled(self._least) * len(self.boxes)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._row.direction() is not direction:
            self._row.setDirection(direction)
