"""What an examiner does to one sitting leaves the others alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop_app.banks.question import Kind
from desktop_app.base.clock import Reading
from desktop_app.base.errors import BranchExamError
from desktop_app.exams import running
from desktop_app.exams.exam import give_time, open_exam
from desktop_app.exams.keeping import read_steps
from desktop_app.exams.plan import Outage
from desktop_app.exams.plans import save_plan
from desktop_app.exams.running import close_exam, end_sitting, void
from desktop_app.exams.sitting import Sitting, SittingOver, TimeIsUp, answer, expire_due, start, submit
from desktop_app.exams.steps import chain_check, replay
from desktop_app.staff import Actor, Role
from desktop_app.store import Store
from tests.exams import making
from tests.exams.making import Hands, Open, bring_in, candidate, every_kind, section


def test_time_is_given_to_one_and_only_one(store: Store, examiner: Actor, reading: Reading) -> None:
    bring_in(store, examiner, every_kind())
    save_plan(store, examiner, making.plan(section(12)), reading)
    one, two = candidate(store), candidate(store, "T002")
    exam = open_exam(store, examiner, "P", reading=reading)
    first, second = (start(store, who, exam.id, reading) for who in (one, two))
    give_time(store, examiner, exam.id, "T002", 60_000, "停电", reading)
    assert [step.kind for step in read_steps(store.read, first.id)] == ["started"]
    assert [step.kind for step in read_steps(store.read, second.id)] == ["started", "time_given"]


def test_a_sitting_that_is_submitted_at_the_last_moment_is_not_ended_twice(
    store: Store, examiner: Actor, reading: Reading
) -> None:
    """Whoever looks for abandoned sittings looks again inside the transaction."""
    bring_in(store, examiner, every_kind())
    save_plan(store, examiner, making.plan(section(12), outage=Outage.RUN_ON), reading)
    me, hands = candidate(store), Hands(reading)
    exam = open_exam(store, examiner, "P", reading=reading)
    sitting = start(store, me, exam.id, hands())
    hands.goes(3600)
    looks = iter([running._ended])

    def slow(*args: object) -> object:
        found = next(looks, None)
        if found is not None:
            due = found(*args)  # type: ignore[arg-type]
            submit(store, me, sitting, hands())
            return due
        return real(*args)  # type: ignore[arg-type]

    real = running._ended
    running._ended = slow  # type: ignore[assignment]
    try:
        assert expire_due(store, hands()) == ()
    finally:
        running._ended = real
    assert [step.kind for step in read_steps(store.read, sitting.id)] == ["started", "submitted"]


def _again_elsewhere(store: Store, examiner: Actor, sitting: Sitting, now: Reading) -> None:
    start(store, Actor(sitting.staff_no, "x", Role.CANDIDATE), sitting.exam_id, now)


Act = Callable[[Store, Actor, Sitting, Reading], object]


@pytest.mark.parametrize(
    ("act", "left_minutes"),
    [
        (lambda store, who, one, now: None, 10),
        (lambda store, who, one, now: give_time(store, who, one.exam_id, one.staff_no, 60_000, "停电", now), 11),
        (lambda store, who, one, now: give_time(store, who, one.exam_id, None, -60_000, "早收", now), 9),
        (lambda store, who, one, now: give_time(store, who, one.exam_id, None, -600_000, "早收", now), TimeIsUp),
        (lambda store, who, one, now: void(store, who, one.id, "代考", now), SittingOver),
        (lambda store, who, one, now: end_sitting(store, who, one.id, "生病", now), SittingOver),
        (lambda store, who, one, now: close_exam(store, who, one.exam_id, now), SittingOver),
        (_again_elsewhere, 10),
    ],
)
def test_the_next_answer_knows_what_was_done_to_the_sitting(
    store: Store,
    examiner: Actor,
    me: Actor,
    opened: Open,
    hands: Hands,
    act: Act,
    left_minutes: int | type[BranchExamError],
) -> None:
    """An answer looks at nothing but whether its step is the next one."""
    sitting = start(store, me, opened().id, hands())
    position = next(n for n, shown in sitting.shown.items() if shown.kind is Kind.TRUE_FALSE)
    for value in (True, False):
        answer(store, sitting, position, value, hands())
    act(store, examiner, sitting, hands())
    if isinstance(left_minutes, int):
        assert answer(store, sitting, position, True, hands()) == left_minutes * 60_000
        assert answer(store, sitting, position, False, hands()) == left_minutes * 60_000
    else:
        with pytest.raises(left_minutes):
            answer(store, sitting, position, True, hands())
    steps = read_steps(store.read, sitting.id)
    assert chain_check(sitting.id, steps) is None
    assert replay(steps).answers[position] is False


def test_answers_in_two_windows_at_once_make_one_chain(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    first = start(store, me, opened().id, hands())
    second = start(store, me, first.exam_id, hands())
    position = next(n for n, shown in first.shown.items() if shown.kind is Kind.TRUE_FALSE)
    for n in range(20):
        answer(store, (first, second)[n * n // 3 % 2], position, bool(n % 2), hands.goes(1))
    steps = read_steps(store.read, first.id)
    assert [step.kind for step in steps].count("answered") == 20
    assert chain_check(first.id, steps) is None
