"""Extra time, closing, ended by an examiner, void."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from desktop_app.base.clock import Reading
from desktop_app.exams.admission import open_for, start_late
from desktop_app.exams.exam import add_people, close_exam, give_time, open_exam
from desktop_app.exams.keeping import read_steps
from desktop_app.exams.records import sitting_record
from desktop_app.exams.running import HasSat, ReasonMissing, SittingIsVoid, SittingNotHeld, closing, end_sitting
from desktop_app.exams.sitting import (
    SittingElsewhere,
    SittingHeld,
    SittingOver,
    TimeIsUp,
    answer,
    note_position,
    pulse,
    sitting_report,
    sittings,
    start,
    submit,
    void,
)
from desktop_app.staff import Actor
from desktop_app.staff.people import NotAllowed
from desktop_app.store import Store
from tests.exams.making import MINUTE, Hands, Open, at, candidate

# ---------------------------------------------------------------- extra time, closing, void


def test_extra_time_of_a_person_and_of_the_examiner(store: Store, examiner: Actor, opened: Open, hands: Hands) -> None:
    exam = opened()
    slow = candidate(store, "T009", extra_percent=50)
    later = open_exam(store, examiner, exam.plan_code, staff_nos=["T009"], reading=hands())
    sitting = start(store, slow, later.id, hands())
    assert sitting.left_ms(hands()) == 15 * MINUTE
    pulse(store, sitting, hands.goes(1))
    give_time(store, examiner, later.id, "T009", 2 * MINUTE, "打印机卡纸", hands.goes(9))
    assert pulse(store, sitting, hands()) == 17 * MINUTE - 10_000
    give_time(store, examiner, later.id, None, MINUTE, "停电", hands())
    assert note_position(store, sitting, 2, hands()) == 18 * MINUTE - 10_000
    answer(store, sitting, at(sitting, "t1"), True, hands.goes(18 * 60 - 11))
    again = start(store, slow, later.id, hands())
    assert again.left_ms(hands()) == 1000
    given = [(one.kind, one.seconds, one.note) for one in sitting_record(store, sitting.id).interruptions]
    assert given[0] == ("extra_time", 300.0, "+50 %")
    assert given[1:3] == [("time_given", 120.0, "打印机卡纸"), ("time_given", 60.0, "停电")]


def test_time_given_before_the_start_is_told_and_stands_on_record(
    store: Store, examiner: Actor, opened: Open, hands: Hands
) -> None:
    exam = opened()
    me = candidate(store, "T010", extra_percent=25)
    later = open_exam(store, examiner, exam.plan_code, staff_nos=["T010"], reading=hands())
    give_time(store, examiner, later.id, "T010", 90_000, "坐轮椅", hands())
    give_time(store, examiner, later.id, None, 30_000, "停电", hands())
    (mine,) = [one for one in open_for(store, "T010", hands()) if one.exam.id == later.id]
    assert mine.allowed_ms == 12.5 * MINUTE + 120_000
    sitting = start(store, me, later.id, hands())
    assert sitting.left_ms(hands()) == mine.allowed_ms
    record = sitting_record(store, sitting.id)
    assert [(one.kind, one.seconds, one.note) for one in record.interruptions] == [
        ("extra_time", 150.0, "+25 %"),
        ("time_given", 120.0, "坐轮椅；停电"),
    ]
    assert read_steps(store.read, sitting.id)[1].data["by"] == examiner.staff_no
    submit(store, me, sitting, hands.goes(1))
    before = store.journal()
    with pytest.raises(HasSat):
        give_time(store, examiner, later.id, "T010", MINUTE, "太晚", hands())
    assert store.journal() == before


def test_closing_names_who_might_still_have_started_late(
    store: Store, examiner: Actor, me: Actor, opened: Open, hands: Hands
) -> None:
    exam = opened()
    other = candidate(store, "T011")
    add_people(store, examiner, exam.id, ["T011"], hands())
    for one in (me, other):
        start_late(store, examiner, exam.id, one.staff_no, hands().at + timedelta(days=3), "火车晚点", hands())
    start(store, me, exam.id, hands())
    assert closing(store, exam.id, hands()).late == ("T011",)


def test_time_taken_back_can_end_a_sitting(
    store: Store, examiner: Actor, me: Actor, opened: Open, hands: Hands
) -> None:
    exam = opened()
    sitting = start(store, me, exam.id, hands())
    give_time(store, examiner, exam.id, me.staff_no, -9 * MINUTE, "误给", hands.goes(30))
    assert pulse(store, sitting, hands()) == 30_000
    with pytest.raises(TimeIsUp):
        answer(store, sitting, 1, None, hands.goes(30))


def test_the_end_of_the_window_cuts_nobody_off_but_closing_does(
    store: Store, examiner: Actor, me: Actor, opened: Open, hands: Hands, reading: Reading
) -> None:
    exam = opened()
    hands.goes(24 * 3600 - 10)
    sitting = start(store, me, exam.id, hands())
    answer(store, sitting, at(sitting, "t1"), True, hands.goes(60))
    assert close_exam(store, examiner, exam.id, hands.goes(5)) == 1
    with pytest.raises(SittingOver):
        answer(store, sitting, at(sitting, "t2"), False, hands.goes(1))
    told = submit(store, me, sitting, hands.goes(1))
    assert told.score == Decimal("2.00")
    assert read_steps(store.read, sitting.id)[-1].data["by"] == "exam_closed"
    assert sitting_record(store, sitting.id).row.ended_at == reading.at + timedelta(seconds=24 * 3600 + 55)


def test_closing_ends_held_sittings_too(store: Store, examiner: Actor, me: Actor, opened: Open, hands: Hands) -> None:
    exam = opened(resumes_alone=0)
    start(store, me, exam.id, hands())
    with pytest.raises(SittingHeld):
        start(store, me, exam.id, hands.goes(1))
    assert close_exam(store, examiner, exam.id, hands.goes(1)) == 1
    assert [row.state for row in sittings(store)] == ["submitted"]


def test_an_examiner_ends_a_sitting(store: Store, examiner: Actor, me: Actor, opened: Open, hands: Hands) -> None:
    sitting = start(store, me, opened().id, hands())
    with pytest.raises(NotAllowed):
        end_sitting(store, me, sitting.id, "火警", hands())
    end_sitting(store, examiner, sitting.id, "火警", hands.goes(5))
    report = sitting_report(store, sitting.id)
    assert report["state"] == "submitted"
    assert [(one["kind"], one["note"]) for one in report["interruptions"]] == [("ended", "火警")]
    with pytest.raises(ReasonMissing):
        end_sitting(store, examiner, sitting.id, " ", hands())
    with pytest.raises(SittingNotHeld):
        end_sitting(store, examiner, sitting.id, "火警", hands())


def test_a_void_sitting_counts_as_no_attempt(
    store: Store, examiner: Actor, me: Actor, opened: Open, hands: Hands
) -> None:
    exam = opened()
    sitting = start(store, me, exam.id, hands())
    with pytest.raises(ReasonMissing):
        void(store, examiner, sitting.id, "", hands())
    with pytest.raises(NotAllowed):
        void(store, me, sitting.id, "作弊", hands())
    void(store, examiner, sitting.id, "坐错了座位", hands.goes(1))
    with pytest.raises(SittingIsVoid):
        void(store, examiner, sitting.id, "again", hands())
    with pytest.raises(SittingOver):
        answer(store, sitting, 1, None, hands())
    with pytest.raises(SittingOver):
        submit(store, me, sitting, hands())
    second = start(store, me, exam.id, hands.goes(1))
    assert second.id != sitting.id
    submit(store, me, second, hands.goes(1))
    void(store, examiner, second.id, "题目有误", hands.goes(1))
    record = sitting_record(store, second.id)
    assert (record.row.state, record.broken_at) == ("void", None)
    assert record.row.ended_at == hands().at - timedelta(seconds=1)


def test_one_open_sitting_a_person(store: Store, examiner: Actor, me: Actor, opened: Open, hands: Hands) -> None:
    first, second = opened(), opened(code="P2")
    start(store, me, first.id, hands())
    with pytest.raises(SittingElsewhere) as caught:
        start(store, me, second.id, hands())
    assert caught.value.facts == {"exam": first.id}


def test_two_windows_at_one_sitting_keep_one_chain(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    exam = opened()
    one = start(store, me, exam.id, hands())
    two = start(store, me, exam.id, hands.goes(1))
    answer(store, one, at(one, "t1"), True, hands.goes(1))
    answer(store, two, at(two, "t2"), False, hands.goes(1))
    answer(store, one, at(one, "t1"), False, hands.goes(1))
    told = submit(store, me, two, hands.goes(1))
    assert told.score == Decimal("2.00")
    assert sitting_record(store, one.id).broken_at is None


def test_nobody_submits_for_another(store: Store, examiner: Actor, me: Actor, opened: Open, hands: Hands) -> None:
    sitting = start(store, me, opened().id, hands())
    with pytest.raises(NotAllowed):
        submit(store, candidate(store, "T002"), sitting, hands())
    assert submit(store, examiner, sitting, hands()).state == "submitted"
