"""Whether an examiner is back at a locked window, and what they say of a clock that is far ahead."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop_app.base.clock import Reading
from desktop_app.staff import Actor, Role, add_examiner
from desktop_app.staff.examiners import NotThisExaminer, confirm_clock, require_passphrase_of, set_clock_right
from desktop_app.staff.people import NotAllowed
from desktop_app.store import Store
from desktop_app.store.slots import WrongPassphrase
from desktop_app.store.wall_clock import LONG_UNUSED, ClockAhead, ClockBehind, clock_doubt, require_believable
from tests.store_fixtures import PASSPHRASE

OTHER = "another long passphrase"


def test_only_the_passphrase_of_whoever_is_signed_in_counts(store: Store, examiner: Actor, reading: Reading) -> None:
    add_examiner(store, examiner, "E002", "孙主任", OTHER, reading)
    opened_by = store.slot_id
    require_passphrase_of(store, examiner, PASSPHRASE)
    with pytest.raises(NotThisExaminer) as refused:
        require_passphrase_of(store, examiner, OTHER)
    assert refused.value.facts["staff_no"] == examiner.staff_no
    with pytest.raises(WrongPassphrase):
        require_passphrase_of(store, examiner, "no passphrase at all")
    assert store.slot_id == opened_by, "nobody else has signed in by trying"


def test_a_clock_far_ahead_is_asked_about_until_an_examiner_says_it_is_right(
    store: Store, examiner: Actor, reading: Reading
) -> None:
    assert clock_doubt(store, reading.at + LONG_UNUSED - timedelta(hours=1)) is None
    later = replace(reading, at=reading.at + timedelta(days=400))
    doubt = clock_doubt(store, later.at)
    assert isinstance(doubt, ClockAhead)
    assert doubt.facts["days"] in (399, 400)
    require_believable(store, later.at)
    with pytest.raises(NotAllowed):
        confirm_clock(store, Actor("T001", "张三", Role.CANDIDATE), later)
    assert clock_doubt(store, later.at) is not None
    confirm_clock(store, examiner, later)
    assert clock_doubt(store, later.at) is None
    newest = store.journal(1)[0]
    assert (newest.action, newest.staff_no, newest.at) == ("clock_confirmed", examiner.staff_no, later.at)


def test_a_clock_that_is_behind_cannot_be_talked_right(store: Store, examiner: Actor, reading: Reading) -> None:
    early = replace(reading, at=reading.at.replace(year=2009))
    assert isinstance(clock_doubt(store, early.at), ClockBehind)
    with pytest.raises(ClockBehind):
        confirm_clock(store, examiner, early)


def test_a_clock_that_was_fast_is_said_to_be_right_now(store: Store, examiner: Actor, reading: Reading) -> None:
    fast = replace(reading, at=reading.at + timedelta(days=50))
    with store.write("staff", actor=examiner, action="pin_set", at=fast):
        pass
    assert isinstance(clock_doubt(store, reading.at), ClockBehind)
    with pytest.raises(NotAllowed):
        set_clock_right(store, Actor("T001", "张三", Role.CANDIDATE), "误设", reading)
    with pytest.raises(ClockBehind):
        set_clock_right(store, examiner, "误设", replace(reading, at=reading.at.replace(year=2009)))
    set_clock_right(store, examiner, "误设为一月", reading)
    assert clock_doubt(store, reading.at) is None
    newest = store.journal(1)[0]
    assert (newest.action, newest.staff_no, newest.at) == ("clock_set_right", examiner.staff_no, reading.at)
    assert newest.facts["why"] == "误设为一月"
    # From then on time counts as before.
    with store.write("staff", actor=examiner, action="pin_set", at=replace(reading, at=reading.at + timedelta(days=3))):
        pass
    assert isinstance(clock_doubt(store, reading.at), ClockBehind)
    lines = len(store.journal())
    set_clock_right(store, examiner, "x", fast)
    assert len(store.journal()) == lines
