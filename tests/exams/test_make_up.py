"""Make-up exams: who may sit again and why, and attempts that count over the exam and its make-ups."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from desktop_app.exams.admission import NoAttemptsLeft, open_for
from desktop_app.exams.attendance import mark_absent
from desktop_app.exams.exam import Exam, UnknownExam, exam, exam_people, open_exam
from desktop_app.exams.keys import right_answer
from desktop_app.exams.make_up import (
    MayNotAgain,
    NobodyMayAgain,
    StillToBeSat,
    Why,
    make_up_title,
    may_again,
    open_make_up,
)
from desktop_app.exams.plans import save_plan
from desktop_app.exams.running import close_exam, void
from desktop_app.exams.sitting import answer, start, submit
from desktop_app.staff import Actor
from desktop_app.staff.people import NotAllowed
from desktop_app.store import Store
from desktop_app.words import say
from tests.exams import making
from tests.exams.making import Hands, bring_in, candidate, essay, section, single

BANK = tuple(single(uid=f"s{n}", stem=f"第{n}题") for n in range(2))


@pytest.fixture
def hands(reading: Any) -> Hands:
    """The clock."""
    return Hands(reading)


def opened(store: Store, examiner: Actor, hands: Hands, **more: Any) -> Exam:
    """An exam of two questions for the whole roster."""
    bring_in(store, examiner, BANK)
    save_plan(store, examiner, making.plan(section(2), **more), hands())
    return open_exam(store, examiner, "P", room="三楼", reading=hands())


def sat(store: Store, me: Actor, exam_id: str, hands: Hands, *, right: bool) -> str:
    """A sitting, all right or all empty."""
    sitting = start(store, me, exam_id, hands.goes(1))
    for item in sitting.paper.items if right else ():
        question = next(one for one in BANK if one.uid == item.uid)
        answer(store, sitting, item.position, right_answer(question, item), hands.goes(1))
    submit(store, me, sitting, hands.goes(1))
    return sitting.id


def test_who_may_sit_again_and_why(store: Store, examiner: Actor, hands: Hands) -> None:
    passed, failed, absent, away, voided = (candidate(store, f"T{n}") for n in range(5))
    first = opened(store, examiner, hands, attempts=2)
    sat(store, passed, first.id, hands, right=True)
    sat(store, failed, first.id, hands, right=False)
    void(store, examiner, sat(store, voided, first.id, hands, right=True), "copied", hands.goes(1))
    mark_absent(store, examiner, first.id, absent.staff_no, True, hands())
    offered = {one.staff_no: (one.why, one.attempts_left) for one in may_again(store, first.id)}
    assert offered == {
        "T1": (Why.FAILED, 1),
        "T2": (Why.ABSENT, 2),
        "T3": (Why.NOT_SAT, 2),
        "T4": (Why.VOID, 2),
    }
    assert away.staff_no == "T3"
    close_exam(store, examiner, first.id, hands())
    second = open_make_up(store, examiner, first.id, reading=hands())
    assert (second.make_up_of, second.room, second.plan_code) == (first.id, "三楼", "P")
    assert [one.staff_no for one in exam_people(store, second.id)] == list(offered)
    assert exam(store, first.id).make_up_of is None


def test_a_make_up_gives_no_more_attempts(store: Store, examiner: Actor, hands: Hands) -> None:
    me = candidate(store)
    first = opened(store, examiner, hands, attempts=2)
    sat(store, me, first.id, hands, right=False)
    with pytest.raises(StillToBeSat):
        open_make_up(store, examiner, first.id, reading=hands())
    # Who has failed, and is named, need not wait for the others.
    second = open_make_up(store, examiner, first.id, staff_nos=[me.staff_no], reading=hands())
    assert second.title == "plan (make-up)"
    assert [make_up_title(one) for one in ("综合", "综合（补考）", "Make-up of May")] == [
        "综合（补考）",
        "综合（补考）",
        "Make-up of May",
    ]
    assert next(one for one in open_for(store, me.staff_no, hands()) if one.exam.id == second.id).attempts_left == 1
    sat(store, me, second.id, hands, right=False)
    with pytest.raises(NoAttemptsLeft):
        start(store, me, second.id, hands.goes(1))
    with pytest.raises(NoAttemptsLeft):
        start(store, me, first.id, hands.goes(1))
    assert may_again(store, first.id) == ()
    close_exam(store, examiner, first.id, hands())
    with pytest.raises(NobodyMayAgain):
        open_make_up(store, examiner, first.id, reading=hands())
    # Another exam of the plan is another exam.
    other = open_exam(store, examiner, "P", reading=hands())
    assert sat(store, me, other.id, hands, right=True)


def test_a_make_up_of_a_make_up_names_the_first(store: Store, examiner: Actor, hands: Hands) -> None:
    me = candidate(store)
    first = opened(store, examiner, hands, attempts=3)
    with pytest.raises(MayNotAgain) as caught:
        open_make_up(store, examiner, first.id, staff_nos=[me.staff_no], reading=hands())
    assert caught.value.facts["reason"] == "can_still_sit"
    close_exam(store, examiner, first.id, hands())
    second = open_make_up(store, examiner, first.id, staff_nos=[me.staff_no], reading=hands())
    close_exam(store, examiner, second.id, hands())
    third = open_make_up(store, examiner, second.id, reading=hands())
    assert third.make_up_of == first.id
    sat(store, me, third.id, hands, right=True)
    # Who has passed in a make-up has passed.
    assert may_again(store, first.id) == ()


def test_marks_that_are_awaited_and_sittings_under_way_are_not_offered(
    store: Store, examiner: Actor, hands: Hands
) -> None:
    waiting, sitting_now = candidate(store, "T1"), candidate(store, "T2")
    bring_in(store, examiner, [essay(uid="e", stem="论述")], "essays")
    save_plan(store, examiner, making.plan(section(1, bank="essays"), attempts=5), hands())
    found = open_exam(store, examiner, "P", reading=hands())
    written = start(store, waiting, found.id, hands.goes(1))
    answer(store, written, 1, "words", hands.goes(1))
    submit(store, waiting, written, hands.goes(1))
    start(store, sitting_now, found.id, hands.goes(1))
    assert may_again(store, found.id) == ()


def test_only_an_examiner_opens_one(store: Store, examiner: Actor, hands: Hands) -> None:
    me = candidate(store)
    first = opened(store, examiner, hands)
    with pytest.raises(NotAllowed):
        open_make_up(store, me, first.id, reading=hands())
    with pytest.raises(UnknownExam):
        may_again(store, "E-nowhere")


def test_the_days_between_two_attempts_hold_for_make_ups_too(store: Store, examiner: Actor, hands: Hands) -> None:
    failed, absent = candidate(store, "T1"), candidate(store, "T2")
    first = opened(store, examiner, hands, attempts=3, wait_days=7)
    sat(store, failed, first.id, hands, right=False)
    ended = hands().at
    waits = {one.staff_no: one.next_at for one in may_again(store, first.id)}
    assert waits == {"T1": ended + timedelta(days=7), "T2": None}
    assert [one.staff_no for one in may_again(store, first.id, ended + timedelta(days=6))] == ["T2"]
    close_exam(store, examiner, first.id, hands())
    soon = open_make_up(store, examiner, first.id, reading=hands())
    assert [one.staff_no for one in exam_people(store, soon.id)] == [absent.staff_no]
    with pytest.raises(MayNotAgain) as caught:
        open_make_up(store, examiner, first.id, staff_nos=["T1"], reading=hands())
    assert caught.value.facts == {"staff_no": "T1", "name": "张三", "reason": "waits", "refused": 1}
    later = open_make_up(
        store, examiner, first.id, staff_nos=["T1"], opens_at=ended + timedelta(days=7), reading=hands()
    )
    assert [one.staff_no for one in exam_people(store, later.id)] == ["T1"]


def test_nobody_is_in_two_make_ups_at_once(store: Store, examiner: Actor, hands: Hands) -> None:
    candidate(store, "T1")
    candidate(store, "T2")
    first = opened(store, examiner, hands, attempts=3)
    close_exam(store, examiner, first.id, hands())
    second = open_make_up(store, examiner, first.id, staff_nos=["T1"], reading=hands())
    assert [one.staff_no for one in may_again(store, first.id)] == ["T2"]
    with pytest.raises(MayNotAgain) as caught:
        open_make_up(store, examiner, first.id, staff_nos=["T2", "T1"], reading=hands())
    assert (caught.value.facts["staff_no"], caught.value.facts["reason"]) == ("T1", "make_up_open")
    close_exam(store, examiner, second.id, hands())
    assert [one.staff_no for one in may_again(store, first.id)] == ["T1", "T2"]


def test_who_is_named_by_hand_is_held_to_the_same(store: Store, examiner: Actor, hands: Hands) -> None:
    people = [candidate(store, f"T{n}") for n in range(1, 4)]
    first = opened(store, examiner, hands)
    outsider = candidate(store, "T9")
    sat(store, people[0], first.id, hands, right=True)
    sat(store, people[1], first.id, hands, right=False)
    start(store, people[2], first.id, hands.goes(1))
    before = len(store.journal())
    for number, reason in (("T1", "passed"), ("T2", "no_attempts"), ("T3", "busy"), ("T9", "not_in_exam")):
        with pytest.raises(MayNotAgain) as caught:
            open_make_up(store, examiner, first.id, staff_nos=[number], reading=hands())
        assert caught.value.facts["reason"] == reason
    with pytest.raises(MayNotAgain) as caught:
        open_make_up(store, examiner, first.id, staff_nos=["T1", "T2", outsider.staff_no], reading=hands())
    assert caught.value.facts["refused"] == 3
    assert "已经合格" in say(caught.value, "zh")
    assert "they have passed" in say(caught.value, "en")
    assert len(store.journal()) == before
