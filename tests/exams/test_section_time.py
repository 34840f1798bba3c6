"""Minutes of a section, and breaks: the clocks of a sitting that stand beside the exam's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from desktop_app.exams.exam import open_exam
from desktop_app.exams.plan import Outage
from desktop_app.exams.plans import save_plan
from desktop_app.exams.records import sitting_record
from desktop_app.exams.running import expire_due, give_time
from desktop_app.exams.sitting import (
    NoBreakLeft,
    SectionOver,
    Sitting,
    answer,
    end_break,
    flag,
    note_position,
    pulse,
    start,
    submit,
    take_break,
)
from desktop_app.staff import Actor
from desktop_app.staff.people import NeedOutOfBounds, accommodate
from desktop_app.store import Store
from desktop_app.store.conditions import DiskFull
from tests.exams import making
from tests.exams.making import Hands, bring_in, candidate, section, single, true_false
from tests.full_disk import fill

MINUTE = 60_000


@pytest.fixture
def hands(reading: Any) -> Hands:
    """The clock."""
    return Hands(reading)


@pytest.fixture
def me(store: Store) -> Actor:
    """A candidate."""
    return candidate(store)


@pytest.fixture
def begin(store: Store, examiner: Actor, me: Actor, hands: Hands) -> Callable[..., Sitting]:
    """Starts a sitting: two single choices within 2 minutes, two judgements without a limit; 10 minutes in all."""
    bring_in(store, examiner, [single(uid=f"s{n}", stem=f"单选{n}") for n in range(2)])
    bring_in(store, examiner, [true_false(uid=f"t{n}", stem=f"判断{n}") for n in range(2)], "c")

    def make(limit: int = 2, **more: Any) -> Sitting:
        sections = (section(2, title="限时", minutes=limit), section(2, title="其余", bank="c"))
        save_plan(store, examiner, making.plan(*sections, **more), hands())
        return start(store, me, open_exam(store, examiner, "P", reading=hands()).id, hands())

    return make


def on(store: Store, sitting: Sitting, hands: Hands, seconds: int) -> int:
    """Time passes with a pulse a second."""
    left = 0
    for _ in range(seconds):
        left = pulse(store, sitting, hands.goes(1))
    return left


# ---------------------------------------------------------------- sections


def test_a_section_is_closed_when_its_minutes_are_used_up(
    store: Store, me: Actor, begin: Callable[..., Sitting], hands: Hands
) -> None:
    sitting = begin()
    answer(store, sitting, 1, "A", hands.goes(30))
    assert sitting.section_left_ms(1, hands()) == 90_000
    assert sitting.section_left_ms(2, hands()) is None
    # Elsewhere its clock stands, the exam's goes on.
    note_position(store, sitting, 3, hands())
    hands.goes(60)
    note_position(store, sitting, 2, hands())
    assert (sitting.section_left_ms(1, hands()), sitting.left_ms(hands())) == (90_000, 8 * MINUTE + 30_000)
    answer(store, sitting, 2, "B", hands.goes(89.999))
    hands.goes(0.001)
    assert sitting.section_left_ms(1, hands()) == 0
    with pytest.raises(SectionOver):
        answer(store, sitting, 1, "C", hands())
    with pytest.raises(SectionOver):
        answer(store, sitting, 2, None, hands())
    with pytest.raises(SectionOver):
        flag(store, sitting, 2, True, hands())
    with pytest.raises(SectionOver):
        note_position(store, sitting, 1, hands())
    assert sitting.next_open(hands()) == 3
    answer(store, sitting, 3, True, hands.goes(1))
    assert sitting.next_open(hands()) == 3
    assert sitting.answers == {1: "A", 2: "B", 3: True}
    submit(store, me, sitting, hands.goes(1))
    assert sitting_record(store, sitting.id).answered == 3


@pytest.mark.parametrize(("outage", "left_ms"), [("stop", 90_000), ("run_on", 40_000)])
def test_a_section_has_the_time_left_that_it_had_before_a_kill(
    store: Store, me: Actor, begin: Callable[..., Sitting], hands: Hands, outage: str, left_ms: int
) -> None:
    sitting = begin(outage=Outage(outage))
    note_position(store, sitting, 2, hands.goes(30))
    note_position(store, sitting, 4, hands())
    note_position(store, sitting, 1, hands.goes(100))
    hands.goes(50)
    again = start(store, me, sitting.exam_id, hands())
    assert again.resumed
    assert again.position == 1
    assert again.section_left_ms(1, hands()) == left_ms
    with pytest.raises(SectionOver):
        answer(store, again, 1, "A", hands.goes(left_ms / 1000))


def test_extra_time_is_the_sections_too(
    store: Store, examiner: Actor, me: Actor, begin: Callable[..., Sitting], hands: Hands
) -> None:
    accommodate(store, examiner, me.staff_no, hands(), extra_percent=50, text_percent=100)
    sitting = begin()
    assert sitting.section_left_ms(1, hands()) == 3 * MINUTE
    give_time(store, examiner, sitting.exam_id, me.staff_no, MINUTE, "noise", hands())
    pulse(store, sitting, hands())
    assert sitting.section_left_ms(1, hands()) == 4 * MINUTE
    hands.goes(239.9)
    assert sitting.is_open(1, hands())
    hands.goes(0.1)
    assert not sitting.is_open(1, hands())


def test_no_section_outlives_the_exam(store: Store, me: Actor, begin: Callable[..., Sitting], hands: Hands) -> None:
    sitting = begin(minutes=1, limit=1)
    hands.goes(60)
    assert sitting.left_ms(hands()) == 0
    assert submit(store, me, sitting, hands()).state == "submitted"


# ---------------------------------------------------------------- breaks


@pytest.fixture
def granted(store: Store, examiner: Actor, me: Actor, hands: Hands) -> None:
    """Five minutes of break."""
    accommodate(store, examiner, me.staff_no, hands(), extra_percent=0, text_percent=100, break_minutes=5)


def test_a_break_stops_the_clocks(store: Store, granted: None, begin: Callable[..., Sitting], hands: Hands) -> None:
    sitting = begin()
    hands.goes(30)
    assert take_break(store, sitting, hands()) == 5 * MINUTE
    assert on(store, sitting, hands, 60) == 9 * MINUTE + 30_000
    assert (sitting.break_left_ms(hands()), sitting.section_left_ms(1, hands())) == (4 * MINUTE, 90_000)
    assert end_break(store, sitting, hands()) == 9 * MINUTE + 30_000
    assert on(store, sitting, hands, 10) == 9 * MINUTE + 20_000
    # The second one has what is left, and then the exam goes on by itself.
    assert take_break(store, sitting, hands()) == 4 * MINUTE
    assert on(store, sitting, hands, 250) == 9 * MINUTE + 10_000
    assert end_break(store, sitting, hands()) == 9 * MINUTE + 10_000
    with pytest.raises(NoBreakLeft):
        take_break(store, sitting, hands())
    answer(store, sitting, 1, "A", hands.goes(1))
    breaks = [one.seconds for one in sitting_record(store, sitting.id).interruptions if one.kind == "break"]
    assert breaks == [60.0, 240.0]
    assert sitting_record(store, sitting.id).used_ms == 51_000
    assert sitting_record(store, sitting.id).broken_at is None


def test_whoever_answers_is_back(store: Store, granted: None, begin: Callable[..., Sitting], hands: Hands) -> None:
    sitting = begin()
    take_break(store, sitting, hands.goes(10))
    assert answer(store, sitting, 1, "A", hands.goes(20)) == 10 * MINUTE - 10_000
    assert (sitting.break_since, sitting.break_used_ms) == (None, 20_000)


@pytest.mark.parametrize(("away_s", "left_ms", "rest_ms"), [(100, 590_000, 200_000), (400, 490_000, 0)])
def test_a_kill_in_a_break(
    store: Store,
    me: Actor,
    granted: None,
    begin: Callable[..., Sitting],
    hands: Hands,
    away_s: int,
    left_ms: int,
    rest_ms: int,
) -> None:
    sitting = begin(outage=Outage("run_on"))
    take_break(store, sitting, hands.goes(10))
    on(store, sitting, hands, 5)
    hands.goes(away_s - 5)
    again = start(store, me, sitting.exam_id, hands())
    assert (again.left_ms(hands()), again.break_rest_ms, again.break_since) == (left_ms, rest_ms, None)


def test_a_kill_after_a_break_ran_out(
    store: Store, me: Actor, granted: None, begin: Callable[..., Sitting], hands: Hands
) -> None:
    sitting = begin(outage=Outage("run_on"))
    take_break(store, sitting, hands.goes(10))
    on(store, sitting, hands, 330)
    hands.goes(30)
    again = start(store, me, sitting.exam_id, hands())
    assert (again.left_ms(hands()), again.break_rest_ms) == (10 * MINUTE - 70_000, 0)


def test_a_sitting_left_in_a_break_ends_in_its_time(
    store: Store, granted: None, begin: Callable[..., Sitting], hands: Hands
) -> None:
    sitting = begin(outage=Outage("run_on"))
    take_break(store, sitting, hands())
    hands.goes(899)
    assert expire_due(store, hands()) == ()
    hands.goes(1)
    assert expire_due(store, hands()) == (sitting.id,)


def test_a_break_that_nobody_granted(store: Store, begin: Callable[..., Sitting], hands: Hands) -> None:
    sitting = begin()
    with pytest.raises(NoBreakLeft) as refused:
        take_break(store, sitting, hands())
    assert refused.value.facts == {"minutes": 0}
    assert end_break(store, sitting, hands()) == 10 * MINUTE


@pytest.mark.parametrize("minutes", [-1, 121])
def test_breaks_have_bounds(store: Store, examiner: Actor, me: Actor, hands: Hands, minutes: int) -> None:
    with pytest.raises(NeedOutOfBounds):
        accommodate(store, examiner, me.staff_no, hands(), extra_percent=0, text_percent=100, break_minutes=minutes)


def test_a_break_whose_end_cannot_be_kept_lasts_on(
    store: Store,
    me: Actor,
    granted: None,
    begin: Callable[..., Sitting],
    hands: Hands,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sitting = begin()
    take_break(store, sitting, hands.goes(10))
    hands.goes(60)

    free = fill(store, monkeypatch)
    with pytest.raises(DiskFull):
        end_break(store, sitting, hands())
    free()
    assert sitting.break_left_ms(hands()) == 4 * MINUTE
    end_break(store, sitting, hands())
    answer(store, sitting, 1, "A", hands.goes(5))
    again = start(store, me, sitting.exam_id, hands())
    assert (again.break_rest_ms, again.left_ms(hands())) == (4 * MINUTE, 10 * MINUTE - 15_000)
