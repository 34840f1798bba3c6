"""The guard of one sitting: full screen, absences on record, a clipboard of its own, no pictures where that can be.

Promises: the machine judges nobody, it notes; when the exam ends, or the process, everything is as before. Must
not know the questions.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from desktop_app.base.clock import Clock, Reading, system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.exams import sitting as sittings
from desktop_app.exams.sitting import Sitting
from desktop_app.store import Store
from desktop_app.ui.guard.away import AwayWatch
from desktop_app.ui.guard.full_screen import FullScreen
from desktop_app.ui.guard.own_clipboard import OwnClipboard
from desktop_app.ui.guard.system import ACCESS_PROGRAMS, System, this_system

FULL_SCREEN_KEY: Final = "exam_full_screen"
"""The store's setting: ``on`` (also where there is none) or ``off``."""
_LOOK_MS: Final = 1000


def full_screen_wanted(store: Store) -> bool:
    """Whether exams take the whole screen at this station."""
    return store.setting(FULL_SCREEN_KEY, "on") != "off"


class ExamGuard(QObject):
    """Guards from its making until ``end``, which may be called twice."""

    def __init__(
        self,
        window: QWidget,
        page: QWidget,
        store: Store,
        sitting: Sitting,
        clock: Clock = system_clock,
        system: System | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._store, self._sitting = window, store, sitting
        self._system = system or this_system()
        self._untold: dict[datetime, float] = {}
        self._hidden = False
        self._ended = False
        self._full = FullScreen(window)
        if full_screen_wanted(store):
            self._full.enter()
        self._clipboard = OwnClipboard(page, self)
        self._away = AwayWatch(window, clock, self._note, self._excused, self)
        self._clock = clock
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._look()

    def settle(self) -> None:
        """Put on record what is known of an absence now: the sitting is about to end."""
        if not self._ended:
            self._away.settle()
            self._write(self._clock())

    def end(self) -> None:
        """The exam is over: undo everything."""
        if self._ended:
            return
        self._away.stop()
        self._ended = True
        self._timer.stop()
        self._clipboard.stop()
        if self._hidden:
            self._system.hide_from_pictures(int(self._window.winId()), False)
        self._full.leave()
        self.deleteLater()

    def _excused(self) -> bool:
        return self._system.program_in_front() in ACCESS_PROGRAMS

    def _look(self) -> None:
        # A magnifier takes its picture as a screenshot does: whoever needs one must see the exam.
        hide = not self._system.magnifier_runs()
        if hide != self._hidden:
            self._hidden = self._system.hide_from_pictures(int(self._window.winId()), hide) and hide
        if self._untold:
            self._write(self._clock())

    def _note(self, since: datetime, seconds: float, reading: Reading) -> None:
        self._untold[since] = seconds
        self._write(reading)

    def _write(self, reading: Reading) -> None:
        for since, seconds in tuple(self._untold.items()):
            try:
                sittings.note_away(self._store, self._sitting, since, seconds, reading)
            except BranchExamError:
                # The disk may be full: the page says so for the answers; this is tried again with the next look.
                return
            del self._untold[since]
