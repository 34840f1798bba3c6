"""The first thing on the screen, while the store is being opened."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget


class Opening(QWidget):
    """``painted``: it is on the screen, and what takes time may begin."""

    painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._seen = False
        column = QVBoxLayout(self)
        column.addStretch(1)
        for text, role in ((self.tr("Branch Exam"), "opening"), (self.tr("Opening …"), "muted")):
            line = QLabel(text)
            line.setProperty("role", role)
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(line)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            # Behind this paint: opening the store and importing pages takes longer than an eye waits.
            QTimer.singleShot(0, self.painted.emit)
