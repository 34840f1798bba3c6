"""A clock that cannot be right is refused before anything is dated by it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop_app.base.clock import Reading
from desktop_app.store import Store
from desktop_app.store.wall_clock import BUILT, TOLERANCE, ClockBehind, require_believable


def test_a_clock_before_the_program_or_the_journal_is_not_believed(store: Store, reading: Reading) -> None:
    require_believable(store, reading.at)
    with store.write("settings", action="noted", at=reading.at + timedelta(days=30)):
        pass
    with pytest.raises(ClockBehind) as refused:
        require_believable(store, reading.at)
    assert str(refused.value.facts["last_at"]).startswith("2026-12-24")
    require_believable(store, reading.at + timedelta(days=30) - TOLERANCE)
    with pytest.raises(ClockBehind):
        require_believable(store, BUILT.replace(year=2009))
