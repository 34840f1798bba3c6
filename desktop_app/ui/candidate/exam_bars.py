"""The bars of the exam page: above, who sits what, whether it is saved, the time left; below, on and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QWidget

from desktop_app.base.clock import Reading
from desktop_app.exams.sitting import Sitting
from desktop_app.staff import Actor
from desktop_app.ui import theme
from desktop_app.ui.candidate.saving import SaveState
from desktop_app.ui.candidate.section_left import SectionLeft
from desktop_app.ui.candidate.time_left import TimeLeft
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.announce import Announcer
from desktop_app.ui.widgets.elided import ElidedLabel
from desktop_app.ui.widgets.text import button, label, restyle

_LEAST_TITLE: Final = 260
"""So much room the title and the name need."""


class ExamHead(QFrame):
    """Displays; it neither counts nor saves. What is told of the time stands below the title where there is no room
    beside it."""

    def __init__(self, title: str, actor: Actor, on_break: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(theme.GROUP, 8, theme.GROUP, 8)
        self._box.setSpacing(theme.GAP)
        who = QHBoxLayout()
        who.setSpacing(theme.GAP)
        who.addWidget(ElidedLabel(title, "subheading"))
        who.addWidget(ElidedLabel(f"{actor.name}  {actor.staff_no}", "muted"))
        who.addStretch(1)
        self._box.addLayout(who, 1)
        self._row = row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        self.saved = label()
        self.announcer = Announcer(self)
        self._failed = False
        self.time_left = TimeLeft()
        self.section_left = SectionLeft()
        self.rest = button("", on_break, symbol="pause")
        self.rest.setVisible(False)
        row.addWidget(self.rest)
        row.addWidget(self.saved)
        row.addSpacing(theme.GAP)
        row.addWidget(self.section_left)
        row.addWidget(self.time_left)
        self._box.addLayout(row)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside = self._row.sizeHint().width() + measure.scaled(_LEAST_TITLE) <= self.width()
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != way:
            self._box.setDirection(way)

    def tell_saved(self, state: SaveState) -> None:
        """Say what may be said about saving."""
        words, look = {
            SaveState.SAVED: (self.tr("Saved ✓"), "good"),
            SaveState.WRITING: (self.tr("Writing …"), ""),
            SaveState.UNFIT: (self.tr("Not saved: not an answer yet"), "caution"),
            SaveState.FAILED: (self.tr("Not saved!"), "bad"),
        }[state]
        if self.saved.text() != words:
            self.saved.setText(words)
            restyle(self.saved, state=look)
        self._announce(state, words)

    def _announce(self, state: SaveState, words: str) -> None:
        """Trouble, and its end; not every answer that was saved, as it should be."""
        trouble = state in (SaveState.UNFIT, SaveState.FAILED)
        if trouble or (state is SaveState.SAVED and self._failed):
            self.announcer.say(words, urgent=state is SaveState.FAILED)
            self._failed = trouble

    def show_time(self, sitting: Sitting, position: int, reading: Reading) -> None:
        """Show the time left of the exam, of the question's section, and of the granted breaks."""
        self.time_left.show_ms(sitting.left_ms(reading))
        section = sitting.section_of(position)
        self.section_left.show_ms(sitting.plan.sections[section - 1].title, sitting.section_left_ms(section, reading))
        left_ms = sitting.break_left_ms(reading)
        self.rest.setVisible(left_ms > 0 and sitting.break_since is None)
        if left_ms:
            self.rest.setText(self.tr("Take a break ({n} min left)").format(n=-(-left_ms // 60_000)))
            self.rest.setAccessibleName(self.rest.text())
        self._arrange()


class ExamFoot(QFrame):
    """``go`` is called with -1 for the question before, 1 for the next."""

    def __init__(self, go: Callable[[int], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GROUP, 8, theme.GROUP, 8)
        row.setSpacing(theme.GAP)
        self.previous = button(self.tr("Previous question"), lambda: go(-1), symbol="arrow-left")
        self.following = button(self.tr("Next question"), lambda: go(1), role="primary", symbol="arrow-right")
        self.following.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        hint = label(
            self.tr("A–H or 1–8 choose · ← → move · M flags · G goes to a number · Ctrl+Enter submits"),
            "muted",
            wrap=True,
        )
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self.previous)
        row.addWidget(hint, 1)
        row.addWidget(self.following)
