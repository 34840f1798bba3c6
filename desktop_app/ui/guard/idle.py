"""Whether anybody is at the window: keys, mouse, wheel and touch, by the machine's own clock.

Promises: a machine that slept has been idle; what the app does by itself is nobody's presence.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from desktop_app.base.clock import Clock, system_clock
from desktop_app.store import Store

IDLE_KEY: Final = "idle_minutes"
"""The store's setting: minutes, as text."""
CHOICES: Final = (2, 5, 10, 15, 30, 60)
DEFAULT: Final = 10
_LOOK_MS: Final = 5000
_SIGNS: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.InputMethod,
    }
)


def idle_minutes(store: Store) -> int:
    """After how many idle minutes the window locks."""
    kept = store.setting(IDLE_KEY, str(DEFAULT))
    return int(kept) if kept.isascii() and kept.isdigit() and 1 <= int(kept) <= 24 * 60 else DEFAULT


class IdleWatch(QObject):
    """``idle`` when nobody has been at the window for that long. Watches from its making until ``stop``."""

    idle = Signal()

    def __init__(self, store: Store, clock: Clock = system_clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store, self._clock = store, clock
        self._seen_ms = clock().boot_ms
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._app = app
        app.installEventFilter(self)

    def stop(self) -> None:
        """Nobody is waited for any more."""
        self._timer.stop()
        self._app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, D102
        if event.type() in _SIGNS:
            self._seen_ms = self._clock().boot_ms
        return False

    def look(self) -> None:
        """Some time has passed."""
        if self._clock().boot_ms - self._seen_ms >= idle_minutes(self._store) * 60_000:
            self._seen_ms = self._clock().boot_ms
            self.idle.emit()
