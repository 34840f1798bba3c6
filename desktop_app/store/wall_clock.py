"""A wall clock that cannot be right, or may not be: an empty battery says 2009, a slip of the hand 2062.

Promises: what is dated and kept is not dated before what the store holds already, unless an examiner has said on record
that the clock was fast then. A clock far ahead is asked about, not
refused: the store may have lain unused. Must not know what is dated, or who asks.
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
SET_RIGHT: Final = "clock_set_right"
"""The journal's line of an examiner who said that the clock had been fast: what was dated before it counts no more."""
LONG_UNUSED: Final = timedelta(days=27)
"""After such a time without a line in the journal somebody should look at the clock: a wrong month is 28 days off."""


class ClockBehind(ConditionError):
    """The wall clock is earlier than what was done last; facts: now_at, last_at."""

    code = "clock_behind"


class ClockAhead(ConditionError):
    """The wall clock is long after what was done last; facts: now_at, last_at, days."""

    code = "clock_ahead"


def clock_doubt(store: Store, at: datetime) -> ClockBehind | ClockAhead | None:
    """What is doubtful about a wall clock that says ``at``: it lies a day or more before the journal's newest line, or
    before the program; or more than 27 days after that line."""
    row = store.read.execute(
        "SELECT max(at) FROM journal WHERE id >= (SELECT coalesce(max(id), 0) FROM journal WHERE action = ?)",
        (SET_RIGHT,),
    ).fetchone()
    newest = from_text(row[0]) if row and row[0] else None
    last = max(BUILT, newest) if newest else BUILT
    if at < last - TOLERANCE:
        return ClockBehind(now_at=as_text(at), last_at=as_text(last))
    if newest and at > newest + LONG_UNUSED:
        return ClockAhead(now_at=as_text(at), last_at=as_text(newest), days=(at - newest).days)
    return None


def require_believable(store: Store, at: datetime) -> None:
    """Raise ``ClockBehind`` where ``at`` lies a day or more before the journal's newest line, or before the program."""
    doubt = clock_doubt(store, at)
    if isinstance(doubt, ClockBehind):
        raise doubt
