"""Enter presses the button that the keyboard is on, outside dialogs too, where Qt leaves that to the space bar."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton


def is_enter(event: QKeyEvent) -> bool:
    """Whether it is Enter, alone, on either part of the keyboard."""
    rest = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not rest


def pressed_by_enter(event: QKeyEvent) -> bool:
    """Press the button that has the keyboard, where the event is Enter. Whether that was so."""
    focus = QApplication.focusWidget()
    if is_enter(event) and isinstance(focus, QPushButton) and focus.isEnabled():
        focus.click()
        return True
    return False
