"""A field for an instant, shown on the clock of one time zone."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QDateTime, Qt, QTime
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDateTimeEdit


class InstantEdit(QDateTimeEdit):
    """Date and time to the minute; ``instant`` is UTC. The wheel does not change it."""

    def __init__(self, zone: ZoneInfo) -> None:
        super().__init__()
        self._zone = zone
        self.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCalendarPopup(True)

    @property
    def instant(self) -> datetime:
        """What it shows, in UTC."""
        shown = self.dateTime()
        day, time = shown.date(), shown.time()
        local = datetime(day.year(), day.month(), day.day(), time.hour(), time.minute(), tzinfo=self._zone)
        return local.astimezone(UTC)

    def set_instant(self, at: datetime) -> None:
        """Show this instant."""
        local = at.astimezone(self._zone)
        # The widget's own zone is the machine's: what is set and read back are the numbers on the branch's clock.
        self.setDateTime(QDateTime(QDate(local.year, local.month, local.day), QTime(local.hour, local.minute)))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102
        event.ignore()
