"""Where a candidate was within a question is kept with the pulse; and how long each section took."""

from __future__ import annotations

import pytest

from desktop_app.base.clock import Reading
from desktop_app.exams.exam import open_exam
from desktop_app.exams.keeping import UnknownSitting, read_steps
from desktop_app.exams.plans import save_plan
from desktop_app.exams.records import section_times, sitting_record
from desktop_app.exams.sitting import Sitting, answer, end_break, note_position, pulse, start, submit
from desktop_app.exams.steps import Place
from desktop_app.staff import Actor
from desktop_app.store import Store
from tests.exams import making
from tests.exams.making import Hands, bring_in, candidate, every_kind, section


@pytest.fixture
def hands(reading: Reading) -> Hands:
    """The clocks."""
    return Hands(reading)


@pytest.fixture
def me(store: Store) -> Actor:
    """A candidate."""
    return candidate(store)


@pytest.fixture
def exam_id(store: Store, examiner: Actor, reading: Reading, me: Actor) -> str:
    """An exam of two sections."""
    bring_in(store, examiner, every_kind())
    plan = making.plan(section(3, title="甲"), section(2, title="乙"), code="P", resumes_alone=9)
    save_plan(store, examiner, plan, reading)
    return open_exam(store, examiner, "P", reading=reading).id


def steps_of(store: Store, sitting: Sitting, kind: str) -> int:
    """How many steps of that kind there are."""
    return sum(step.kind == kind for step in read_steps(store.read, sitting.id))


def test_the_place_is_there_after_a_kill_and_costs_one_step(
    store: Store, me: Actor, exam_id: str, hands: Hands
) -> None:
    sitting = start(store, me, exam_id, hands())
    place = Place(400, 12, {2: "1x"})
    for _ in range(5):
        pulse(store, sitting, hands.goes(1), place)
    assert sitting.place == place
    assert steps_of(store, sitting, "placed") == 1
    again = start(store, me, exam_id, hands.goes(3))
    assert again.place == place
    assert again.answers == {}
    pulse(store, again, hands.goes(1), place)
    pulse(store, again, hands.goes(1))
    assert steps_of(store, again, "placed") == 1
    assert again.place == place
    note_position(store, again, 2, hands.goes(1))
    assert again.place == Place(drafts={2: "1x"})
    submit(store, me, again, hands.goes(1))
    found = sitting_record(store, sitting.id)
    assert (found.broken_at, found.answered) == (None, 0)
    assert [one.kind for one in found.interruptions] == ["restart"]


def test_after_the_end_no_place_is_kept(store: Store, me: Actor, exam_id: str, hands: Hands) -> None:
    sitting = start(store, me, exam_id, hands())
    pulse(store, sitting, hands.goes(sitting.allowed_ms / 1000 + 1), Place(10))
    assert steps_of(store, sitting, "placed") == 0
    submit(store, me, sitting, hands())
    assert pulse(store, sitting, hands.goes(1), Place(20)) == 0
    assert steps_of(store, sitting, "placed") == 0


def test_how_long_each_section_took(store: Store, me: Actor, exam_id: str, hands: Hands) -> None:
    sitting = start(store, me, exam_id, hands())
    note_position(store, sitting, 2, hands.goes(10))
    pulse(store, sitting, hands.goes(5), Place(100))
    note_position(store, sitting, 4, hands.goes(5))
    answer(store, sitting, 4, None, hands.goes(7))
    end_break(store, sitting, hands.goes(3))
    submit(store, me, sitting, hands.goes(10))
    assert section_times(store, sitting.id) == (20_000, 20_000)
    with pytest.raises(UnknownSitting):
        section_times(store, "S0")
