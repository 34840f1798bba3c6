"""Opening an exam: for whom, when, and who may start."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop_app.base.clock import Reading
from desktop_app.exams import exam as exams
from desktop_app.exams.admission import (
    ExamNotOpenYet,
    ExamOver,
    NoAttemptsLeft,
    NotAdmitted,
    SlipWrong,
    WaitBeforeRetry,
    admit,
    new_slips,
    open_exam_of_plan,
    open_for,
)
from desktop_app.exams.attendance import mark_absent
from desktop_app.exams.exam import (
    ExamClosed,
    ExamWindowEmpty,
    ExamWithoutPeople,
    NotInExam,
    UnknownExam,
    add_people,
    close_exam,
    exam,
    exam_people,
    extend_exam,
    give_time,
    not_sat,
    open_exam,
)
from desktop_app.exams.paper import CannotBeDrawn
from desktop_app.exams.plan import Admission, ExamPlan
from desktop_app.exams.plans import UnknownPlan, save_plan
from desktop_app.exams.running import ReasonMissing, TimeGivenInvalid
from desktop_app.exams.sitting import start, submit
from desktop_app.staff import Actor, sign_in
from desktop_app.staff.examiners import HasLeft
from desktop_app.staff.people import NotAllowed, UnknownPerson, leave
from desktop_app.staff.pins import PinTooSimple
from desktop_app.store import Store
from tests.exams import making
from tests.exams.making import Hands, bring_in, candidate, every_kind, section


@pytest.fixture
def plan(store: Store, examiner: Actor, reading: Reading) -> ExamPlan:
    """A plan over a bank of every kind."""
    bring_in(store, examiner, every_kind())
    return save_plan(store, examiner, making.plan(section(12)), reading)


def test_an_exam_is_opened_for_the_whole_roster_unless_people_are_named(
    store: Store, examiner: Actor, reading: Reading, plan: ExamPlan
) -> None:
    for number, post in (("T001", "柜员"), ("T002", "柜员"), ("T010", "客户经理")):
        candidate(store, number, post=post)

    def numbers(**who: list[str]) -> list[str]:
        opened = open_exam(store, examiner, plan.code, reading=reading, **who)  # type: ignore[arg-type]
        return [one.staff_no for one in exam_people(store, opened.id)]

    assert numbers() == ["T001", "T002", "T010"]
    assert numbers(staff_nos=["T002"]) == ["T002"]
    assert numbers(posts=["客户经理"]) == ["T010"]
    assert numbers(staff_nos=["T001", "T001"], posts=["客户经理"]) == ["T001", "T010"]
    assert numbers(staff_nos=["E001"]) == ["E001"]
    with pytest.raises(UnknownPerson):
        numbers(staff_nos=["T099"])
    with pytest.raises(ExamWithoutPeople):
        numbers(posts=["行长"])


def test_an_exam_keeps_what_it_was_opened_with(store: Store, examiner: Actor, reading: Reading, plan: ExamPlan) -> None:
    candidate(store)
    opens, closes = reading.at + timedelta(hours=1), reading.at + timedelta(hours=3)
    opened = open_exam(
        store, examiner, plan.code, opens_at=opens, closes_at=closes, room="三楼", title="十一月", reading=reading
    )
    save_plan(store, examiner, making.plan(section(5), minutes=1), reading)
    found = exam(store, opened.id)
    assert found == opened
    assert (found.plan, found.plan_code, found.room, found.title) == (plan, plan.code, "三楼", "十一月")
    assert (found.opens_at, found.closes_at, found.state, found.opened_by) == (opens, closes, "open", "E001")
    default = open_exam(store, examiner, plan.code, reading=reading)
    assert (default.opens_at, default.closes_at) == (reading.at, reading.at + timedelta(days=1))
    assert [one.id for one in exams.exams(store)] == sorted([opened.id, default.id])
    with pytest.raises(UnknownExam):
        exam(store, "E0")


def test_an_exam_that_cannot_be_held_is_not_opened(
    store: Store, examiner: Actor, reading: Reading, plan: ExamPlan
) -> None:
    me = candidate(store)
    save_plan(store, examiner, making.plan(section(13), code="P13"), reading)
    with pytest.raises(CannotBeDrawn):
        open_exam(store, examiner, "P13", reading=reading)
    with pytest.raises(UnknownPlan):
        open_exam(store, examiner, "P14", reading=reading)
    with pytest.raises(ExamWindowEmpty):
        open_exam(store, examiner, plan.code, closes_at=reading.at, reading=reading)
    early = reading.at - timedelta(hours=2)
    with pytest.raises(ExamWindowEmpty):
        open_exam(store, examiner, plan.code, opens_at=early, closes_at=early + timedelta(hours=1), reading=reading)
    with pytest.raises(NotAllowed):
        open_exam(store, me, plan.code, reading=reading)
    assert exams.exams(store) == ()


def test_the_hours_of_an_exam_hold(store: Store, examiner: Actor, reading: Reading, plan: ExamPlan) -> None:
    me, hands = candidate(store), Hands(reading)
    opened = open_exam(store, examiner, plan.code, opens_at=reading.at + timedelta(hours=1), reading=reading)
    (mine,) = open_for(store, me.staff_no, hands())
    assert isinstance(mine.obstacle, ExamNotOpenYet)
    assert not mine.can_start
    assert open_exam_of_plan(store, plan.code, me.staff_no, hands()) == opened.id
    with pytest.raises(ExamNotOpenYet):
        start(store, me, opened.id, hands())
    hands.goes(3600)
    assert open_for(store, me.staff_no, hands())[0].can_start
    hands.goes(25 * 3600)
    assert open_for(store, me.staff_no, hands()) == ()
    assert open_exam_of_plan(store, plan.code, me.staff_no, hands()) is None
    with pytest.raises(ExamOver):
        start(store, me, opened.id, hands())
    extended = extend_exam(store, examiner, opened.id, hands().at + timedelta(hours=1), hands())
    assert extended.closes_at == hands().at + timedelta(hours=1)
    assert start(store, me, opened.id, hands()).state == "open"
    with pytest.raises(ExamWindowEmpty):
        extend_exam(store, examiner, opened.id, opened.opens_at, hands())


def test_a_closed_exam_lets_nobody_in_and_closing_again_changes_nothing(
    store: Store, examiner: Actor, reading: Reading, plan: ExamPlan
) -> None:
    me = candidate(store)
    opened = open_exam(store, examiner, plan.code, reading=reading)
    assert close_exam(store, examiner, opened.id, reading) == 0
    assert close_exam(store, examiner, opened.id, reading) == 0
    assert exam(store, opened.id).state == "closed"
    assert exam(store, opened.id).closed_at == reading.at
    assert [entry.action for entry in store.journal()].count("exam_closed") == 1
    with pytest.raises(ExamClosed):
        start(store, me, opened.id, reading)
    with pytest.raises(ExamClosed):
        admit(store, examiner, opened.id, me.staff_no, reading)
    with pytest.raises(UnknownExam):
        close_exam(store, examiner, "E0", reading)
    assert open_for(store, me.staff_no, reading) == ()


def test_attempts_and_days_between_them_are_counted(
    store: Store, examiner: Actor, reading: Reading, plan: ExamPlan
) -> None:
    me, hands = candidate(store), Hands(reading)
    save_plan(store, examiner, making.plan(section(12), attempts=2, wait_days=2), reading)
    opened = open_exam(store, examiner, plan.code, closes_at=reading.at + timedelta(days=9), reading=reading)
    submit(store, me, start(store, me, opened.id, hands.goes(1)), hands.goes(60))
    (mine,) = open_for(store, me.staff_no, hands())
    assert mine.attempts_left == 1
    assert isinstance(mine.obstacle, WaitBeforeRetry)
    assert mine.obstacle.facts == {"days": 2, "next_on": "2026-11-26"}
    with pytest.raises(WaitBeforeRetry):
        start(store, me, opened.id, hands.goes(86_400))
    second = start(store, me, opened.id, hands.goes(86_400))
    assert store.read.execute("SELECT attempt FROM sitting WHERE id = ?", (second.id,)).fetchone() == (2,)
    submit(store, me, second, hands.goes(60))
    with pytest.raises(NoAttemptsLeft):
        start(store, me, opened.id, hands.goes(3 * 86_400))


def test_the_examiners_hand_admits(store: Store, examiner: Actor, reading: Reading, plan: ExamPlan) -> None:
    me, other = candidate(store), candidate(store, "T002")
    save_plan(store, examiner, making.plan(section(12), admission=Admission.EXAMINER), reading)
    opened = open_exam(store, examiner, plan.code, staff_nos=[me.staff_no], reading=reading)
    with pytest.raises(NotAdmitted):
        start(store, me, opened.id, reading)
    with pytest.raises(PinTooSimple):
        admit(store, examiner, opened.id, me.staff_no, reading, pin="1234")
    assert exam_people(store, opened.id)[0].admitted_at is None
    assert admit(store, examiner, opened.id, me.staff_no, reading, pin="4071").admitted_at == reading.at
    assert sign_in(store, me.staff_no, "4071", reading) == me
    assert start(store, me, opened.id, reading).state == "open"
    with pytest.raises(NotInExam):
        admit(store, examiner, opened.id, other.staff_no, reading)
    with pytest.raises(NotInExam):
        start(store, other, opened.id, reading)
    with pytest.raises(NotAllowed):
        admit(store, me, opened.id, me.staff_no, reading)
    add_people(store, examiner, opened.id, [other.staff_no], reading)
    assert admit(store, examiner, opened.id, other.staff_no, reading).staff_no == other.staff_no


def test_a_start_slip_admits_once(store: Store, examiner: Actor, reading: Reading, plan: ExamPlan) -> None:
    me, other = candidate(store), candidate(store, "T002")
    save_plan(store, examiner, making.plan(section(12), admission=Admission.SLIP, attempts=2), reading)
    opened = open_exam(store, examiner, plan.code, reading=reading)
    old = new_slips(store, examiner, opened.id, reading)
    slips = new_slips(store, examiner, opened.id, reading)
    assert set(slips) == {"T001", "T002"}
    for wrong in (slips["T002"], old["T001"], ""):
        with pytest.raises(SlipWrong):
            start(store, me, opened.id, reading, slip=wrong)
    with pytest.raises(NotAdmitted):
        start(store, me, opened.id, reading)
    code = slips["T001"]
    sitting = start(store, me, opened.id, reading, slip=f"{code[:4]}-{code[4:]}".lower())
    assert sitting.state == "open"
    kept = store.read.execute("SELECT slip_hash FROM exam_person WHERE staff_no = 'T001'").fetchone()
    assert kept == ("",)
    assert set(new_slips(store, examiner, opened.id, reading)) == {other.staff_no}
    assert code not in str(store.read.execute("SELECT * FROM exam_person").fetchall())


def test_whoever_has_left_starts_nothing(store: Store, examiner: Actor, reading: Reading, plan: ExamPlan) -> None:
    me = candidate(store)
    opened = open_exam(store, examiner, plan.code, reading=reading)
    leave(store, examiner, me.staff_no, reading.at.date(), reading)
    with pytest.raises(HasLeft):
        start(store, me, opened.id, reading)


def test_who_has_not_sat_is_listed(store: Store, examiner: Actor, reading: Reading, plan: ExamPlan) -> None:
    me = candidate(store)
    candidate(store, "T002")
    opened = open_exam(store, examiner, plan.code, reading=reading)
    assert [one.staff_no for one in not_sat(store, opened.id)] == ["T001", "T002"]
    start(store, me, opened.id, reading)
    mark_absent(store, examiner, opened.id, "T002", True, reading)
    (absent,) = not_sat(store, opened.id)
    assert (absent.staff_no, absent.absent, absent.sat) == ("T002", True, False)
    with pytest.raises(NotInExam):
        mark_absent(store, examiner, opened.id, "E001", True, reading)


def test_time_is_given_with_a_reason(store: Store, examiner: Actor, reading: Reading, plan: ExamPlan) -> None:
    me = candidate(store)
    candidate(store, "T002")
    opened = open_exam(store, examiner, plan.code, reading=reading)
    assert give_time(store, examiner, opened.id, None, 60_000, "停电", reading) == 2
    assert give_time(store, examiner, opened.id, "T001", 30_000, "停电", reading) == 1
    assert [one.extra_ms for one in exam_people(store, opened.id)] == [90_000, 60_000]
    assert start(store, me, opened.id, reading).left_ms(reading) == 10 * 60_000 + 90_000
    for ms in (0, 86_400_001):
        with pytest.raises(TimeGivenInvalid):
            give_time(store, examiner, opened.id, None, ms, "停电", reading)
    with pytest.raises(ReasonMissing):
        give_time(store, examiner, opened.id, None, 1000, " ", reading)
    with pytest.raises(NotInExam):
        give_time(store, examiner, opened.id, "E001", 1000, "停电", reading)
    with pytest.raises(UnknownExam):
        give_time(store, examiner, "E0", None, 1000, "停电", reading)
    with pytest.raises(NotAllowed):
        give_time(store, me, opened.id, None, 1000, "停电", reading)
