"""What a candidate is told in passing while the exam runs: that it was interrupted, and that time was given.

Promises: told once, and gone with the next question; a banner that says something else is left alone.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from desktop_app.base.clock import Reading
from desktop_app.exams.sitting import Sitting
from desktop_app.ui import moments
from desktop_app.ui.interruption import interruption_line
from desktop_app.ui.widgets.panels import Banner


class News(QObject):
    """``look`` once a second, ``moved`` when another question is shown."""

    def __init__(self, banner: Banner, sitting: Sitting, zone: ZoneInfo, parent: QObject) -> None:
        super().__init__(parent)
        self._banner, self._sitting, self._zone = banner, sitting, zone
        self._allowed_ms = sitting.allowed_ms
        self._said = ""

    def tell_interruption(self, reading: Reading) -> None:
        """Say what the sitting was resumed after, and how it stands."""
        one = self._sitting.interruption
        if one is None:
            return
        text = self.tr("Interrupted: {line}. Everything saved before is here: {answered} of {n} answered, {left} left.")
        self._tell(
            text.format(
                line=interruption_line(one, self._zone),
                answered=len(self._sitting.answers),
                n=len(self._sitting.questions),
                left=moments.length(self._sitting.left_ms(reading)),
            )
        )

    def look(self, reading: Reading) -> None:
        """Say that time was given, or taken back, since the last look."""
        more_ms = self._sitting.allowed_ms - self._allowed_ms
        self._allowed_ms += more_ms
        if more_ms:
            text = (
                self.tr("The examiner gave you {length} more: {left} left.")
                if more_ms > 0
                else self.tr("The examiner took {length} back: {left} left.")
            )
            self._tell(
                text.format(length=moments.length(abs(more_ms)), left=moments.length(self._sitting.left_ms(reading)))
            )

    def moved(self) -> None:
        """Another question is shown: what was said is old."""
        if self._said and self._banner.text == self._said:
            self._banner.clear()
        self._said = ""

    def _tell(self, text: str) -> None:
        self._said = text
        self._banner.tell(text)
