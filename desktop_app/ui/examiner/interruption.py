"""What stands on a sitting's record, a line each, as examiners read it."""

from __future__ import annotations

from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from desktop_app.base.clock import from_text
from desktop_app.exams.steps import Interruption
from desktop_app.ui import moments
from desktop_app.words import phrase

_CLOCK_WORDS: Final = frozenset({"stopped", "ran_on", "partly"})


def interruption_line(one: Interruption, zone: ZoneInfo) -> str:
    """When it was (in that zone), what, for how long, and the note."""
    at = from_text(one.at).astimezone(zone)
    pieces = [f"{at:%m-%d %H:%M} {phrase(f'interruption_{one.kind}')}"]
    if one.seconds:
        pieces.append(moments.length(int(Decimal(str(one.seconds)) * 1000)))
    if one.note in _CLOCK_WORDS:
        pieces.append(phrase(f"interruption_clock_{one.note}"))
    elif one.kind in ("not_saved", "abandoned"):
        pieces.append(phrase(f"{one.kind}_{one.note}"))
    elif one.note:
        pieces.append(one.note)
    return " · ".join(pieces)
