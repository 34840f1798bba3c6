"""Power cuts, clocks, and the end of time."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from desktop_app.exams.keeping import read_steps
from desktop_app.exams.plan import Outage
from desktop_app.exams.records import sitting_record
from desktop_app.exams.running import SittingNotHeld
from desktop_app.exams.sitting import (
    SittingHeld,
    SittingOver,
    TimeIsUp,
    answer,
    expire_due,
    note_position,
    pulse,
    release_resume,
    sitting_report,
    start,
    submit,
)
from desktop_app.staff import Actor
from desktop_app.staff.people import NotAllowed
from desktop_app.store import Store
from tests.exams.making import MINUTE, Hands, Open, at

# ---------------------------------------------------------------- power cuts


@pytest.mark.parametrize(
    ("outage", "away_s", "used_s", "word"),
    [
        (Outage.STOP, 900, 60, "stopped"),
        (Outage.RUN_ON, 120, 180, "ran_on"),
        (Outage.STOP_UP_TO, 120, 60, "stopped"),
        (Outage.STOP_UP_TO, 420, 180, "partly"),
    ],
)
def test_the_clock_while_the_app_was_dead_is_the_plans(
    store: Store, me: Actor, opened: Open, hands: Hands, outage: Outage, away_s: int, used_s: int, word: str
) -> None:
    exam = opened(outage=outage, outage_minutes=5)
    sitting = start(store, me, exam.id, hands())
    for _ in range(60):
        pulse(store, sitting, hands.goes(1))
    again = start(store, me, exam.id, hands.goes(away_s))
    assert again.left_ms(hands()) == 10 * MINUTE - used_s * 1000
    (away,) = sitting_record(store, sitting.id).interruptions
    assert (away.kind, away.seconds, away.note) == ("restart", float(away_s), word)


def test_what_the_clock_stopped_is_counted_in_all(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    exam = opened(outage_minutes=5)
    start(store, me, exam.id, hands())
    start(store, me, exam.id, hands.goes(200))
    again = start(store, me, exam.id, hands.goes(200))
    assert again.left_ms(hands()) == 10 * MINUTE - 100_000
    third = start(store, me, exam.id, hands.goes(50))
    assert third.left_ms(hands()) == 10 * MINUTE - 150_000
    assert [one.note for one in sitting_record(store, again.id).interruptions] == ["stopped", "partly", "ran_on"]


def test_a_power_cut_measured_by_the_wall_clock_is_flagged(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    exam = opened(outage=Outage.RUN_ON)
    sitting = start(store, me, exam.id, hands())
    pulse(store, sitting, hands.goes(60))
    again = start(store, me, exam.id, hands.reboots(120))
    assert again.left_ms(hands()) == 7 * MINUTE
    interrupted = next(s for s in read_steps(store.read, sitting.id) if s.kind == "interrupted")
    assert (interrupted.data["kind"], interrupted.data["measured_by"]) == ("reboot", "wall")
    hands.goes(30)
    assert answer(store, again, 1, None, hands()) == 7 * MINUTE - 30_000


def test_a_dead_battery_costs_no_time_and_is_recorded(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    exam = opened(outage=Outage.RUN_ON)
    start(store, me, exam.id, hands())
    again = start(store, me, exam.id, hands.reboots(120, wall=-17 * 365 * 86_400))
    assert again.left_ms(hands()) == 10 * MINUTE
    assert [one.kind for one in sitting_record(store, again.id).interruptions] == ["reboot", "clock_set_back"]
    note_position(store, again, 4, hands.goes(60))
    assert again.left_ms(hands()) == 9 * MINUTE
    times = [step.at for step in read_steps(store.read, again.id)]
    assert times == sorted(times)
    assert len(sitting_record(store, again.id).interruptions) == 2


@pytest.mark.parametrize("moved", [86_400, -86_400, 3600, -3600])
def test_a_wall_clock_that_is_set_changes_nothing_but_the_record(
    store: Store, me: Actor, opened: Open, hands: Hands, moved: int
) -> None:
    exam = opened()
    sitting = start(store, me, exam.id, hands())
    note_position(store, sitting, 2, hands.goes(10))
    hands.wall(moved)
    assert note_position(store, sitting, 3, hands.goes(10)) == 10 * MINUTE - 20_000
    note_position(store, sitting, 4, hands.goes(10))
    kind = "clock_set_forward" if moved > 0 else "clock_set_back"
    assert [(one.kind, one.seconds) for one in sitting_record(store, sitting.id).interruptions] == [
        (kind, float(abs(moved)))
    ]
    steps = read_steps(store.read, sitting.id)
    assert steps[-1].at == "2026-11-24T01:30:30.000Z"
    again = start(store, me, exam.id, hands.goes(10))
    assert again.left_ms(hands()) == 10 * MINUTE - 30_000
    hands.wall(-moved)
    pulse(store, again, hands.goes(1))
    assert [one.kind for one in sitting_record(store, sitting.id).interruptions][1:] == [
        "restart", kind, "clock_set_back" if moved > 0 else "clock_set_forward",
    ]  # fmt: skip


def test_a_suspend_runs_on_and_is_recorded(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    sitting = start(store, me, opened().id, hands())
    pulse(store, sitting, hands.goes(1))
    assert pulse(store, sitting, hands.goes(120)) == 10 * MINUTE - 121_000
    pulse(store, sitting, hands.goes(1))
    (slept,) = sitting_record(store, sitting.id).interruptions
    assert (slept.kind, slept.seconds) == ("suspend", 120.0)


def test_the_second_interruption_waits_for_the_examiner(
    store: Store, examiner: Actor, me: Actor, opened: Open, hands: Hands
) -> None:
    exam = opened(resumes_alone=1)
    sitting = start(store, me, exam.id, hands())
    answer(store, sitting, at(sitting, "t1"), True, hands.goes(30))
    assert start(store, me, exam.id, hands.goes(10)).resumed
    with pytest.raises(SittingHeld):
        start(store, me, exam.id, hands.goes(10))
    with pytest.raises(SittingHeld):
        start(store, me, exam.id, hands.goes(3600))
    with pytest.raises(SittingOver):
        answer(store, sitting, 1, None, hands())
    assert sitting_report(store, sitting.id)["state"] == "held"
    assert expire_due(store, hands()) == ()
    with pytest.raises(NotAllowed):
        release_resume(store, me, sitting.id, hands())
    release_resume(store, examiner, sitting.id, hands.goes(3600), "电源线松了")
    with pytest.raises(SittingNotHeld):
        release_resume(store, examiner, sitting.id, hands())
    again = start(store, me, exam.id, hands.goes(60))
    assert again.left_ms(hands()) == 10 * MINUTE - 30_000  # waiting for the examiner costs nothing
    assert again.answers == sitting.answers
    kinds = [(one.kind, one.note) for one in sitting_record(store, sitting.id).interruptions]
    assert kinds == [
        ("restart", "stopped"), ("restart", "stopped"), ("held", ""), ("released", "电源线松了"), ("wait", "stopped"),
    ]  # fmt: skip
    with pytest.raises(SittingHeld):
        start(store, me, exam.id, hands.goes(1))
    assert sitting_record(store, sitting.id).broken_at is None


# ---------------------------------------------------------------- the end of time


def test_an_answer_after_zero_does_not_count(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    sitting = start(store, me, opened().id, hands())
    answer(store, sitting, at(sitting, "t1"), True, hands.goes(599))
    with pytest.raises(TimeIsUp):
        answer(store, sitting, at(sitting, "t2"), False, hands.goes(4))
    assert sitting.state == "submitted"
    assert sitting.left_ms(hands()) == 0
    told = submit(store, me, sitting, hands.goes(1))
    assert told.score == Decimal("2.00")
    record = sitting_record(store, sitting.id)
    assert record.row.ended_at == hands().at - timedelta(seconds=4)
    assert (record.used_ms, record.answered) == (10 * MINUTE, 1)
    assert read_steps(store.read, sitting.id)[-1].data["by"] == "time"
    assert sitting.submitted == told


def test_submitting_late_is_submitting_at_zero(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    sitting = start(store, me, opened().id, hands())
    assert pulse(store, sitting, hands.goes(605)) == 0
    submit(store, me, sitting, hands.goes(5))
    assert sitting_record(store, sitting.id).row.ended_at == hands().at - timedelta(seconds=10)
    assert pulse(store, sitting, hands()) == 0


def test_time_that_ran_out_while_the_app_was_away(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    exam = opened(outage=Outage.RUN_ON)
    sitting = start(store, me, exam.id, hands())
    answer(store, sitting, at(sitting, "t1"), True, hands.goes(30))
    again = start(store, me, exam.id, hands.goes(3600))
    assert again.resumed
    assert again.state == "submitted"
    assert again.submitted is not None
    assert again.submitted.score == Decimal("2.00")
    assert sitting_record(store, sitting.id).row.ended_at == hands().at - timedelta(seconds=3630 - 600)


@pytest.mark.parametrize(
    ("outage", "due_after_s"), [(Outage.RUN_ON, 540), (Outage.STOP_UP_TO, 540 + 300), (Outage.STOP, None)]
)
def test_abandoned_sittings_end_by_the_plans_clock(
    store: Store, me: Actor, opened: Open, hands: Hands, outage: Outage, due_after_s: int | None
) -> None:
    sitting = start(store, me, opened(outage=outage, outage_minutes=5).id, hands())
    answer(store, sitting, at(sitting, "t1"), True, hands.goes(60))
    last = hands()
    hands.goes((due_after_s or 10_000) - 1)
    assert expire_due(store, hands()) == ()
    hands.goes(3600)
    expired = expire_due(store, hands())
    if due_after_s is None:
        assert expired == ()
        return
    assert expired == (sitting.id,)
    record = sitting_record(store, sitting.id)
    assert record.row.ended_at == last.at + timedelta(seconds=due_after_s)
    assert (record.row.score, record.used_ms, record.broken_at) == (Decimal("2.00"), 10 * MINUTE, None)
    assert expire_due(store, hands()) == ()


def test_a_sitting_that_is_watched_never_expires_behind_its_back(
    store: Store, me: Actor, opened: Open, hands: Hands
) -> None:
    sitting = start(store, me, opened(outage=Outage.RUN_ON).id, hands())
    for _ in range(60):
        pulse(store, sitting, hands.goes(9))
        assert expire_due(store, hands()) == ()
