"""What changes where the keyboard is not, told to a screen reader in words: what Qt calls an announcement."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent


class Announcer(QObject):
    """Speaks for its parent, a widget. ``spoken`` carries each text; the same text twice in a row is said once."""

    spoken = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._last = ""

    def say(self, text: str, *, urgent: bool = False) -> None:
        """Tell it as soon as nothing else is being said, or at once. An empty text: from now on anything is new."""
        changed, self._last = text != self._last, text
        speaker = self.parent()
        if not text or not changed or speaker is None:
            return
        self.spoken.emit(text)
        event = QAccessibleAnnouncementEvent(speaker, text)
        politeness = QAccessible.AnnouncementPoliteness
        event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
        QAccessible.updateAccessibility(event)
