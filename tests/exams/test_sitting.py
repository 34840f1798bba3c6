"""Sittings as stories: start, answer, power cut, resume, submit."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from desktop_app.banks.bank import questions
from desktop_app.banks.question import Scenario
from desktop_app.base.clock import Reading
from desktop_app.exams import sitting as module
from desktop_app.exams.exam import Exam, ExamClosed, close_exam, give_time, open_exam
from desktop_app.exams.keeping import UnknownSitting, read_steps
from desktop_app.exams.keys import right_answer
from desktop_app.exams.plan import Outage, Release
from desktop_app.exams.plans import draw_paper, save_plan
from desktop_app.exams.records import sitting_record
from desktop_app.exams.running import ReasonMissing, SittingIsVoid, SittingNotHeld, end_sitting
from desktop_app.exams.sitting import (
    AnswerFixed,
    AnswerUnfit,
    NoSuchPosition,
    Sitting,
    SittingElsewhere,
    SittingHeld,
    SittingOver,
    TimeIsUp,
    answer,
    expire_due,
    flag,
    note_position,
    pulse,
    release_resume,
    sitting_report,
    sittings,
    start,
    submit,
    void,
)
from desktop_app.staff import Actor
from desktop_app.staff.people import NotAllowed
from desktop_app.store import Store
from tests.exams import making
from tests.exams.making import Hands, bring_in, candidate, every_kind, section

MINUTE = 60_000
Open = Callable[..., Exam]


@pytest.fixture
def hands(reading: Reading) -> Hands:
    """The clock on the wall and that of the machine."""
    return Hands(reading)


@pytest.fixture
def me(store: Store) -> Actor:
    """A candidate."""
    return candidate(store)


@pytest.fixture
def opened(store: Store, examiner: Actor, reading: Reading, me: Actor) -> Open:
    """Opens an exam of ten minutes over every kind; keywords change the plan."""
    bring_in(store, examiner, every_kind())

    def open_one(code: str = "P", **more: Any) -> Exam:
        made = making.plan(section(12, points=Decimal(2)), code=code, **{"resumes_alone": 9, **more})
        save_plan(store, examiner, made, reading)
        return open_exam(store, examiner, code, reading=reading)

    return open_one


def at(sitting: Sitting, uid: str) -> int:
    """Where a question stands on the paper."""
    return next(item.position for item in sitting.paper.items if item.uid == uid)


def right(store: Store, sitting: Sitting, position: int) -> Any:
    """The answer that earns everything."""
    item = sitting.paper.items[position - 1]
    question = questions(store, [item.question_id])[item.question_id]
    answer = right_answer(question, item)
    if isinstance(question, Scenario):
        return answer[:2] if question.branches else [one if one is not None else "写了" for one in answer]
    return "写了" if answer is None else answer


# ---------------------------------------------------------------- a whole exam


def test_an_exam_from_start_to_result(store: Store, examiner: Actor, me: Actor, opened: Open, hands: Hands) -> None:
    exam = opened()
    sitting = start(store, me, exam.id, hands.goes(5), seed=7)
    assert not sitting.resumed
    assert sitting.left_ms(hands()) == 10 * MINUTE
    assert [shown.position for shown in sitting.questions] == list(range(1, 13))
    for position in range(1, 13):
        hands.goes(10)
        left = answer(store, sitting, position, right(store, sitting, position), hands())
        assert left == 10 * MINUTE - position * 10_000
    hands.goes(3)
    told = submit(store, me, sitting, hands())
    assert (told.state, told.score, told.passed) == ("submitted", None, None)  # essays wait
    assert told.max_score == 24
    assert told.outcome.score == Decimal("21.00")
    record = sitting_record(store, sitting.id)
    assert (record.used_ms, record.allowed_ms, record.answered, record.broken_at) == (123_000, 10 * MINUTE, 12, None)
    assert record.row.ended_at == hands().at
    assert record.interruptions == ()
    with pytest.raises(SittingOver):
        answer(store, sitting, 1, None, hands())
    assert submit(store, me, sitting, hands.goes(9)) == told
    assert [row.id for row in sittings(store, exam.id)] == [sitting.id]
    assert sittings(store, staff_no="E001") == ()


def test_the_score_is_told_at_once_where_nothing_waits(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    sitting = start(store, me, opened().id, hands())
    position = at(sitting, "s1")
    answer(store, sitting, position, right(store, sitting, position), hands.goes(1))
    told = submit(store, me, sitting, hands.goes(1))
    assert (told.score, told.passed) == (Decimal("2.00"), False)


def test_the_plan_may_withhold_the_score(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    sitting = start(store, me, opened(release=Release.BY_EXAMINER).id, hands())
    told = submit(store, me, sitting, hands.goes(1))
    assert (told.score, told.passed) == (None, None)
    assert told.outcome.complete


def test_a_seed_that_is_not_given_comes_from_the_system(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    exam = opened(attempts=5)
    papers = set()
    for _ in range(3):
        sitting = start(store, me, exam.id, hands.goes(1))
        papers.add(sitting.paper.fingerprint)
        submit(store, me, sitting, hands.goes(1))
    assert len(papers) == 3
    again = [start(store, me, exam.id, hands.goes(1), seed=7)]
    submit(store, me, again[0], hands.goes(1))
    again.append(start(store, me, exam.id, hands.goes(1), seed="7"))
    assert again[0].paper.fingerprint == again[1].paper.fingerprint


# ---------------------------------------------------------------- answers


def test_answers_flags_and_the_place_are_there_again(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    exam = opened()
    sitting = start(store, me, exam.id, hands())
    one, two = at(sitting, "t1"), at(sitting, "m1")
    answer(store, sitting, one, True, hands.goes(1))
    answer(store, sitting, one, False, hands.goes(1))
    answer(store, sitting, two, ["C", "A"], hands.goes(1))
    flag(store, sitting, two, True, hands.goes(1))
    flag(store, sitting, one, True, hands.goes(1))
    flag(store, sitting, one, False, hands.goes(1))
    note_position(store, sitting, 5, hands.goes(1))
    assert note_position(store, sitting, 5, hands.goes(1)) == 10 * MINUTE - 8000
    assert len(read_steps(store.read, sitting.id)) == 8
    again = start(store, me, exam.id, hands.goes(1))
    assert again.resumed
    assert again.answers == sitting.answers == {one: False, two: ["A", "C"]}
    assert again.flags == sitting.flags == {two}
    assert again.position == 5
    assert [q.to_line() for q in again.questions] == [q.to_line() for q in sitting.questions]
    answer(store, again, two, None, hands.goes(1))
    assert again.answers == {one: False}
    assert start(store, me, exam.id, hands.goes(1)).answers == {one: False}


def test_what_is_no_answer_is_not_saved(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    sitting = start(store, me, opened().id, hands())
    before = len(read_steps(store.read, sitting.id))
    with pytest.raises(AnswerUnfit) as caught:
        answer(store, sitting, at(sitting, "s1"), "Z", hands.goes(1))
    assert caught.value.code == "answer_unknown_letter"
    assert caught.value.facts == {"letter": "Z", "position": at(sitting, "s1")}
    for position in (0, 13, -1):
        with pytest.raises(NoSuchPosition):
            answer(store, sitting, position, "A", hands())
    with pytest.raises(NoSuchPosition):
        flag(store, sitting, 99, True, hands())
    with pytest.raises(NoSuchPosition):
        note_position(store, sitting, 99, hands())
    assert len(read_steps(store.read, sitting.id)) == before
    assert sitting.answers == {}


def test_a_talk_goes_on_turn_by_turn_and_what_was_said_stands(
    store: Store, me: Actor, opened: Open, hands: Hands
) -> None:
    exam = opened()
    sitting = start(store, me, exam.id, hands())
    position = at(sitting, "talk")

    def stems() -> list[str]:
        return [part.stem for part in sitting.shown[position].parts]

    assert stems() == ["hello?"]
    answer(store, sitting, position, ["A"], hands.goes(1))
    assert stems() == ["hello?", "and?"]
    for changed in (["B"], [], None, ["B", "A"], "A"):
        with pytest.raises(AnswerFixed):
            answer(store, sitting, position, changed, hands.goes(1))
    assert sitting.answers[position] == ["A"]
    answer(store, sitting, position, ["A", "B"], hands.goes(1))
    assert sitting.shown[position].ended
    answer(store, sitting, position, ["A", "A"], hands.goes(1))  # the last turn leads nowhere: it may be changed
    with pytest.raises(AnswerFixed):
        answer(store, sitting, position, ["C"], hands.goes(1))
    with pytest.raises(AnswerUnfit):
        answer(store, sitting, position, ["A", "A", "A"], hands.goes(1))
    sitting = start(store, me, exam.id, hands.goes(1))
    assert stems() == ["hello?", "and?"]
    assert sitting.shown[position].replies == ("thank you",)


def test_a_talk_that_ended_at_once_may_begin_otherwise(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    sitting = start(store, me, opened().id, hands())
    position = at(sitting, "talk")
    answer(store, sitting, position, ["C"], hands.goes(1))
    answer(store, sitting, position, None, hands.goes(1))
    answer(store, sitting, position, ["A", "A"], hands.goes(1))
    assert [part.stem for part in sitting.shown[position].parts] == ["hello?", "and?"]


def test_no_key_is_held_by_a_running_sitting(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    sitting = start(store, me, opened().id, hands())
    answer(store, sitting, at(sitting, "talk"), ["A"], hands.goes(1))
    text = repr(sitting)
    for secret in ("credit", "[Option(", "(Option(", " Option(", "五十", "because", "model"):
        assert secret not in text


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
    assert read_steps(store.read, sitting.id)[-1].data == {"by": "time"}
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
    assert given[:2] == [("time_given", 120.0, "打印机卡纸"), ("time_given", 60.0, "停电")]


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
    assert read_steps(store.read, sitting.id)[-1].data == {"by": "exam_closed"}
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


# ---------------------------------------------------------------- the record


def test_a_step_edited_by_hand_is_named(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    sitting = start(store, me, opened().id, hands())
    for position in (at(sitting, "t1"), at(sitting, "t2")):
        answer(store, sitting, position, False, hands.goes(1))
    submit(store, me, sitting, hands.goes(1))
    assert sitting_report(store, sitting.id)["chain"] == {"ok": True, "broken_at": None}
    with store.write("x", at=hands()) as db:
        db.execute("UPDATE step SET body = ? WHERE sitting_id = ? AND n = 2", ('{"answer":true}', sitting.id))
    assert sitting_report(store, sitting.id)["chain"] == {"ok": False, "broken_at": 2}


def test_the_report_holds_what_the_contract_says(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    exam = opened()
    sitting = start(store, me, exam.id, hands())
    report = sitting_report(store, sitting.id)
    assert (report["score"], report["max_score"], report["passed"], report["sections"]) == (None, None, None, [])
    submit(store, me, sitting, hands.goes(1))
    report = sitting_report(store, sitting.id)
    told = {key: report[key] for key in ("id", "exam", "plan", "staff_no", "state", "score", "max_score", "passed")}
    assert told == {
        "id": sitting.id, "exam": exam.id, "plan": "P", "staff_no": "T001", "state": "submitted", "score": Decimal(0),
        "max_score": Decimal(24), "passed": False,
    }  # fmt: skip
    assert report["sections"] == [{"title": "all", "score": Decimal(0), "max_score": Decimal(24)}]
    assert report["interruptions"] == []
    with pytest.raises(UnknownSitting):
        sitting_report(store, "S0")


def test_a_pulse_from_another_thread_disturbs_nothing(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    sitting = start(store, me, opened().id, hands())
    hands.goes(1)
    beats = threading.Thread(target=lambda: [pulse(store, sitting, hands()) for _ in range(20)])
    beats.start()
    for n in range(20):
        note_position(store, sitting, 1 + n % 12, hands())
    beats.join()
    assert sitting_record(store, sitting.id).broken_at is None


# ---------------------------------------------------------------- two at once


def test_two_windows_that_start_at_once_get_one_sitting(
    store: Store, me: Actor, opened: Open, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    exam = opened()
    real, other = draw_paper, list[Sitting]()

    def slow(*args: Any) -> Any:
        if not other:
            other.append(None)  # type: ignore[arg-type]
            other[0] = start(store, me, exam.id, hands())
        return real(*args)

    monkeypatch.setattr(module, "draw_paper", slow)
    sitting = start(store, me, exam.id, hands())
    assert (sitting.id, sitting.resumed) == (other[0].id, True)
    assert sitting_record(store, sitting.id).broken_at is None


def test_an_exam_that_closes_while_a_paper_is_drawn_lets_nobody_in(
    store: Store, examiner: Actor, me: Actor, opened: Open, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    exam = opened()
    real = draw_paper

    def slow(*args: Any) -> Any:
        close_exam(store, examiner, exam.id, hands())
        return real(*args)

    monkeypatch.setattr(module, "draw_paper", slow)
    with pytest.raises(ExamClosed):
        start(store, me, exam.id, hands())
    assert sittings(store) == ()


def test_a_sitting_that_ended_elsewhere_is_noticed(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    exam = opened()
    one = start(store, me, exam.id, hands())
    two = start(store, me, exam.id, hands.goes(1))
    told = submit(store, me, two, hands.goes(1))
    assert pulse(store, one, hands.goes(1)) == 0
    assert one.state == "submitted"
    assert submit(store, me, one, hands.goes(1)) == told
    ended = module._resume(store, me, one.id, hands())
    assert (ended.state, ended.submitted) == ("submitted", told)
