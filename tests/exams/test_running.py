"""What an examiner does to one sitting leaves the others alone."""

from __future__ import annotations

from desktop_app.base.clock import Reading
from desktop_app.exams import running
from desktop_app.exams.exam import give_time, open_exam
from desktop_app.exams.keeping import read_steps
from desktop_app.exams.plan import Outage
from desktop_app.exams.plans import save_plan
from desktop_app.exams.sitting import expire_due, start, submit
from desktop_app.staff import Actor
from desktop_app.store import Store
from tests.exams import making
from tests.exams.making import Hands, bring_in, candidate, every_kind, section


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
