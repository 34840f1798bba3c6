"""A window over the whole screen and above all others, and as it was afterwards."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget


class FullScreen:
    """``enter`` and ``leave`` may each be called twice. Both are properties of the window: they die with it."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._state: Qt.WindowState | None = None
        self._geometry = QRect()

    @property
    def on(self) -> bool:
        """Whether the window has the whole screen."""
        return self._state is not None

    def enter(self) -> None:
        """Take the whole screen."""
        if self._state is not None:
            return
        window = self._window
        self._state = window.windowState()
        self._geometry = window.geometry()
        self._stay_on_top(True)
        window.showFullScreen()
        window.activateWindow()

    def leave(self) -> None:
        """Give the screen back."""
        if self._state is None:
            return
        window, state = self._window, self._state
        self._state = None
        self._stay_on_top(False)
        state &= ~Qt.WindowState.WindowMinimized
        window.setWindowState(state)
        if state == Qt.WindowState.WindowNoState:
            window.setGeometry(self._geometry)

    def _stay_on_top(self, on: bool) -> None:
        # By the native window: QWidget.setWindowFlag would take the window off the screen and put it up anew.
        native = self._window.windowHandle()
        if native is not None:
            native.setFlag(Qt.WindowType.WindowStaysOnTopHint, on)
