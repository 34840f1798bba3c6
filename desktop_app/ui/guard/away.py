"""Whether the exam's window is the one that is worked in, and for how long it was not.

Promises: what is shorter than a second, our own dialogs, input methods, magnifier and screen readers are no absence; a
long absence is told while it lasts. Judges nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.base.clock import Clock, Reading

BLIP_S: Final = 1.0
_LOOK_MS: Final = 250
_TELL_EVERY_S: Final = 15.0

Told = Callable[[datetime, float, Reading], object]


class AwayWatch(QObject):
    """``told(since, seconds, reading)`` for an absence that has ended, and every 15 s while one lasts; the same
    ``since`` then means the same absence. ``excused`` says whether somebody else's window in front is none."""

    def __init__(
        self, window: QWidget, clock: Clock, told: Told, excused: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window, self._clock, self._told, self._excused = window, clock, told, excused
        self._since: Reading | None = None
        self._seen = clock()
        self._away_ms = 0
        self._told_s = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._app = app
        app.applicationStateChanged.connect(self._on_state)

    def stop(self) -> None:
        """The exam is over; an absence that lasts is told."""
        self.settle()
        self._since = None
        self._timer.stop()
        self._app.applicationStateChanged.disconnect(self._on_state)

    def _on_state(self, state: Qt.ApplicationState) -> None:
        # Our own dialogs are windows of the same application: it stays active with them.
        if state is Qt.ApplicationState.ApplicationActive and not self._window.isMinimized():
            self._back()
        else:
            self._leave()

    def _leave(self) -> None:
        if self._since is None:
            self._since = self._seen = self._clock()
            self._away_ms, self._told_s = 0, 0.0
            self._timer.start()

    def _back(self) -> None:
        if self._since is not None:
            self._count()
            self.settle()
            self._since = None
            self._timer.stop()

    def _count(self) -> None:
        now = self._clock()
        if not self._excused():
            self._away_ms += max(0, now.boot_ms - self._seen.boot_ms)
        self._seen = now

    def look(self) -> None:
        """Some time has passed."""
        if self._since is None:
            return
        self._count()
        if self._away_ms / 1000 >= self._told_s + _TELL_EVERY_S:
            self.settle()

    def settle(self) -> None:
        """Tell what has come together of the present absence."""
        if self._since is not None and self._timer.isActive():
            seconds = self._away_ms / 1000
            if seconds >= BLIP_S and seconds > self._told_s:
                self._told_s = seconds
                self._told(self._since.at, seconds, self._clock())
