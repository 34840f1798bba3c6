"""What stands on a sitting's record, a line each, as examiners read it."""

from __future__ import annotations

from decimal import Decimal
from zoneinfo import ZoneInfo

from desktop_app.exams.steps import Interruption
from desktop_app.ui import moments
from desktop_app.words.on_record import on_record


def interruption_line(one: Interruption, zone: ZoneInfo) -> str:
    """When it was (in that zone), what, for how long, and the note."""
    length = moments.length(int(Decimal(str(one.seconds)) * 1000)) if one.seconds else ""
    return on_record(one, zone, length)
