"""A break that was granted: the questions are out of sight, the exam's clock stands, the break's counts down."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui.candidate.time_left import as_clock
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.enter import is_enter, pressed_by_enter
from desktop_app.ui.widgets.panels import Card
from desktop_app.ui.widgets.text import button, label


class BreakCover(QWidget):
    """``ended`` when the candidate goes on. Displays; it does not count."""

    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = Card()
        self.figures = label("", "title")
        self.figures.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = label(
            self.tr(
                "The exam's clock stands still and everything is saved. When the break is used up, the exam goes on by"
                " itself."
            ),
            wrap=True,
        )
        self.go_on = button(self.tr("Go on with the exam"), self.ended.emit, role="primary", symbol="play")
        card.box.addWidget(label(self.tr("Break"), "heading"))
        card.box.addWidget(self.figures)
        card.box.addWidget(words)
        card.box.addWidget(self.go_on)
        measure.keep(card, lambda: card.setFixedWidth(measure.scaled(420)))
        measure.keep(words, lambda: words.setMinimumHeight(words.heightForWidth(measure.scaled(380))))
        box = QVBoxLayout(self)
        box.addStretch(1)
        box.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(2)
        self.setFocusProxy(self.go_on)

    def show_ms(self, left_ms: int) -> None:
        """Show how much of the break is left."""
        clock = as_clock(left_ms)
        self.figures.setText(clock)
        self.figures.setAccessibleName(self.tr("Left of the break {time}").format(time=clock))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if not pressed_by_enter(event) and is_enter(event):
            self.ended.emit()
