"""A timer that runs only while its page is shown: one that has gone asks nothing of a store that may be closed. Must
not know what it is for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class WhileShown(QTimer):
    """Calls ``slot`` every ``interval_ms`` milliseconds, from showing ``widget`` until hiding it; ``once``: only the
    first time, and again whenever it is started."""

    def __init__(self, widget: QWidget, interval_ms: int, slot: Callable[[], object], *, once: bool = False) -> None:
        super().__init__(widget)
        self.setInterval(interval_ms)
        self.setSingleShot(once)
        self.timeout.connect(slot)
        widget.installEventFilter(self)

    def again(self, *_: object) -> None:
        """Start over. For signals: ``QTimer.start`` would take the number that one carries for its interval."""
        self.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if event.type() is QEvent.Type.Show:
            self.start()
        elif event.type() is QEvent.Type.Hide:
            self.stop()
        return super().eventFilter(watched, event)
