"""The time left of a section that has minutes of its own, in figures and, when it gets short, in words."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.ui.candidate.time_left import RED_MS, as_clock
from desktop_app.ui.widgets.announce import Announcer
from desktop_app.ui.widgets.elided import ElidedLabel
from desktop_app.ui.widgets.text import label, restyle

SHORT_MS = 3 * 60_000


class SectionLeft(QWidget):
    """Displays; it does not count. Hidden in a section without minutes of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.words = ElidedLabel("", "muted")
        self.figures = label("", "subheading")
        row.addWidget(self.words)
        row.addWidget(self.figures)
        self._state = ""
        self.announcer = Announcer(self)
        self.hide()

    def show_ms(self, title: str, left_ms: int | None) -> None:
        """Show what is left of the section of that title; None: it has no time of its own."""
        self.setVisible(left_ms is not None)
        if left_ms is None:
            return
        clock = as_clock(left_ms)
        self.figures.setText(clock)
        self.figures.setAccessibleName(self.tr("Time left in “{part}” {time}").format(part=title, time=clock))
        state = "bad" if left_ms <= RED_MS else "caution" if left_ms <= SHORT_MS else ""
        if state == "bad":
            self.words.setText(self.tr("This part: less than 1 minute, then it is closed"))
        else:
            self.words.setText(self.tr("This part"))
        if state != self._state:
            self._state = state
            restyle(self.figures, state=state)
            restyle(self.words, state=state, role="" if state else "muted")
            self.announcer.say(self.figures.accessibleName() if state else "", urgent=state == "bad")
