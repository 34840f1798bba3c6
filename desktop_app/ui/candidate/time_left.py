"""The time left, in figures and, when it gets short, in words."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.announce import Announcer
from desktop_app.ui.widgets.elided import ElidedLabel
from desktop_app.ui.widgets.text import label, restyle

AMBER_MS = 10 * 60_000
RED_MS = 60_000


def as_clock(left_ms: int) -> str:
    """Milliseconds as 01:12:40, rounded up: 00:00:00 is shown when nothing is left."""
    seconds = max(0, -(-left_ms // 1000))
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


class TimeLeft(QWidget):
    """Displays; it does not count."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.words = ElidedLabel(self.tr("Time left"), "muted")
        self.figures = label("", "heading")
        measure.keep(self.figures, lambda: self.figures.setMinimumWidth(measure.scaled(96)))
        row.addWidget(self.words)
        row.addWidget(self.figures)
        self._state = ""
        self.announcer = Announcer(self)

    def show_ms(self, left_ms: int) -> None:
        """Show this many milliseconds."""
        self.figures.setText(as_clock(left_ms))
        self.figures.setAccessibleName(self.tr("Time left {time}").format(time=as_clock(left_ms)))
        state = "bad" if left_ms <= RED_MS else "caution" if left_ms <= AMBER_MS else ""
        if state == "bad":
            self.words.setText(self.tr("Less than 1 minute left, then submitted by itself"))
        elif state == "caution":
            self.words.setText(self.tr("Less than 10 minutes left"))
        else:
            self.words.setText(self.tr("Time left"))
        if state != self._state:
            self._state = state
            restyle(self.figures, state=state)
            restyle(self.words, state=state, role="" if state else "muted")
            self.announcer.say(self.words.text() if state else "", urgent=state == "bad")
