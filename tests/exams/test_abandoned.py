"""What becomes of a sitting that nobody came back to; and of a break that still lasted when it ended."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from desktop_app.base.clock import Reading, as_text
from desktop_app.exams.admission import open_for, start_late
from desktop_app.exams.exam import close_exam
from desktop_app.exams.make_up import Why, may_again
from desktop_app.exams.plan import Abandoned, Outage
from desktop_app.exams.records import sitting_record
from desktop_app.exams.running import Closing, closing, end_sitting, expire_due, settle
from desktop_app.exams.sitting import answer, pulse, start, submit, take_break
from desktop_app.exams.steps import Interruption
from desktop_app.staff import Actor
from desktop_app.staff.people import accommodate
from desktop_app.store import Store
from tests.exams.making import MINUTE, Hands, Open, at

VOID = {"abandoned": Abandoned.VOID, "outage": Outage.RUN_ON}
DAY = 24 * 3600


def _kinds(store: Store, sitting_id: str) -> list[tuple[str, str]]:
    return [(one.kind, one.note) for one in sitting_record(store, sitting_id).interruptions]


def test_graded_is_the_default_and_stands_on_record(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    sitting = start(store, me, opened(outage=Outage.RUN_ON, minutes=30).id, hands())
    answer(store, sitting, at(sitting, "t1"), True, hands.goes(60))
    left = hands().at
    assert settle(store, hands.goes(3600)) == (sitting.id,)
    record = sitting_record(store, sitting.id)
    assert (record.row.state, record.row.score, record.broken_at) == ("submitted", Decimal(2), None)
    away = Interruption(
        "abandoned", left.isoformat(timespec="milliseconds").replace("+00:00", "Z"), 29 * 60.0, "graded"
    )
    assert record.interruptions == (away,)
    entry = store.journal()[0]
    assert (entry.action, entry.staff_no, entry.facts["becomes"]) == ("sitting_abandoned", "", "graded")


def test_void_waits_until_nobody_can_come_back(
    store: Store, examiner: Actor, me: Actor, opened: Open, hands: Hands
) -> None:
    exam = opened(**VOID, minutes=30)
    sitting = start(store, me, exam.id, hands())
    answer(store, sitting, at(sitting, "t1"), True, hands.goes(60))
    assert expire_due(store, hands.goes(3600)) == ()
    start_late(store, examiner, exam.id, "T001", hands().at + timedelta(days=2), "请假", hands())
    assert expire_due(store, hands.goes(DAY)) == ()
    assert expire_due(store, hands.goes(DAY + 1)) == (sitting.id,)
    record = sitting_record(store, sitting.id)
    assert (record.row.state, record.outcome, record.broken_at) == ("void", None, None)
    assert _kinds(store, sitting.id) == [("abandoned", "void")]
    assert record.row.ended_at == sitting._from.at + timedelta(minutes=30)
    assert [(one.why, one.attempts_left) for one in may_again(store, exam.id)] == [(Why.VOID, 1)]
    assert expire_due(store, hands()) == ()


def test_whoever_comes_back_in_time_hands_it_in(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    exam = opened(**VOID, minutes=30)
    sitting = start(store, me, exam.id, hands())
    answer(store, sitting, at(sitting, "t1"), True, hands.goes(60))
    assert expire_due(store, hands.goes(3600)) == ()
    assert open_for(store, "T001", hands())[0].sitting_id == sitting.id
    again = start(store, me, exam.id, hands())
    assert again.submitted is not None
    assert (again.state, again.submitted.score) == ("submitted", Decimal(2))


def test_a_power_cut_shortly_before_zero_is_no_abandoning(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    exam = opened(**VOID, minutes=30)
    hands.goes(DAY - 60)
    sitting = start(store, me, exam.id, hands())
    pulse(store, sitting, hands.goes(21 * 60))
    assert expire_due(store, hands.goes(3600)) == (sitting.id,)
    assert sitting_record(store, sitting.id).row.state == "submitted"
    assert _kinds(store, sitting.id) == [("suspend", "ran_on")]


def test_closing_tells_before_what_becomes_of_whom(
    store: Store, examiner: Actor, me: Actor, opened: Open, hands: Hands
) -> None:
    exam = opened(abandoned=Abandoned.VOID, outage=Outage.STOP, minutes=30)
    sitting = start(store, me, exam.id, hands())
    pulse(store, sitting, hands.goes(9))
    assert closing(store, exam.id, hands.goes(599)) == Closing(1, 0)
    assert closing(store, exam.id, hands.goes(1)) == Closing(0, 1)
    assert close_exam(store, examiner, exam.id, hands()) == 1
    assert closing(store, exam.id, hands()) == Closing(0, 0)
    assert sitting_record(store, sitting.id).row.state == "void"
    assert [one.action for one in store.journal()[:2]] == ["exam_closed", "sitting_abandoned"]


def test_a_granted_break_is_no_absence_and_stands_on_record_when_the_sitting_ends_in_it(
    store: Store, examiner: Actor, me: Actor, opened: Open, hands: Hands
) -> None:
    accommodate(store, examiner, "T001", hands(), extra_percent=0, text_percent=100, break_minutes=20)
    exam = opened(abandoned=Abandoned.VOID, outage=Outage.STOP, minutes=30)
    sitting = start(store, me, exam.id, hands())
    take_break(store, sitting, hands.goes(60))
    since = hands().at
    for _ in range(15):
        pulse(store, sitting, hands.goes(60))
    assert closing(store, exam.id, hands()) == Closing(1, 0)
    close_exam(store, examiner, exam.id, hands())
    record = sitting_record(store, sitting.id)
    breaks = [(one.seconds, one.at) for one in record.interruptions if one.kind == "break"]
    assert breaks == [(900.0, as_text(since))]
    assert (record.row.state, record.used_ms) == ("submitted", MINUTE)


@pytest.mark.parametrize(("lasted", "seconds"), [(120, 120.0), (40 * 60, 1200.0)])
def test_submitting_and_ending_in_a_break_end_it(
    store: Store, examiner: Actor, me: Actor, opened: Open, hands: Hands, lasted: int, seconds: float
) -> None:
    accommodate(store, examiner, "T001", hands(), extra_percent=0, text_percent=100, break_minutes=20)
    exam = opened(outage=Outage.STOP, minutes=90, attempts=2)
    for end in (
        lambda sitting: submit(store, me, sitting, hands()),
        lambda sitting: end_sitting(store, examiner, sitting.id, "火警", hands()),
    ):
        sitting = start(store, me, exam.id, hands.goes(1))
        take_break(store, sitting, hands.goes(60))
        pulse(store, sitting, hands.goes(lasted))
        end(sitting)
        found = [one.seconds for one in sitting_record(store, sitting.id).interruptions if one.kind == "break"]
        assert found == [seconds]


def test_a_clock_that_cannot_be_right_ends_nothing(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    sitting = start(store, me, opened(outage=Outage.RUN_ON).id, hands())
    far = hands.reboots(3600, wall=400 * DAY)
    assert settle(store, far) == ()
    assert settle(store, Reading(far.at - timedelta(days=399), far.boot_ms, far.boot_id)) == (sitting.id,)
