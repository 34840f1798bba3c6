"""A wall clock that cannot be right: an empty battery says 2009.

Promises: what is dated and kept is not dated before what the store holds already. Must not know what is dated.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from desktop_app.base.clock import as_text, from_text
from desktop_app.base.errors import ConditionError

if TYPE_CHECKING:
    from desktop_app.store.store import Store

BUILT: Final = datetime(2026, 11, 1, tzinfo=UTC)
"""This program is not older: no clock before it is right."""
TOLERANCE: Final = timedelta(days=1)
"""A clock that was some minutes fast and has been set right is no cause to stop anybody."""


class ClockBehind(ConditionError):
    """The wall clock is earlier than what was done last; facts: now_at, last_at."""

    code = "clock_behind"


def require_believable(store: Store, at: datetime) -> None:
    """Raise ``ClockBehind`` where ``at`` lies a day or more before the journal's newest line, or before the program."""
    row = store.read.execute("SELECT max(at) FROM journal").fetchone()
    last = max(BUILT, from_text(row[0])) if row and row[0] else BUILT
    if at < last - TOLERANCE:
        raise ClockBehind(now_at=as_text(at), last_at=as_text(last))
