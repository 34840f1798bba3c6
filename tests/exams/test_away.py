"""The exam's window was left: what stands on record of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop_app.exams.exam import open_exam
from desktop_app.exams.plans import save_plan
from desktop_app.exams.sitting import Sitting, note_away, pulse, sitting_report, start, submit
from desktop_app.staff import Actor
from desktop_app.store import Store
from tests.exams import making
from tests.exams.making import Hands, bring_in, candidate, every_kind, section


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def me(store: Store) -> Actor:
    return candidate(store)


@pytest.fixture
def sitting(store: Store, examiner: Actor, me: Actor, hands: Hands) -> Sitting:
    bring_in(store, examiner, every_kind())
    save_plan(store, examiner, making.plan(section(3)), hands())
    exam = open_exam(store, examiner, "P", reading=hands())
    return start(store, me, exam.id, hands.goes(5), seed=7)


def test_leaving_the_window_is_on_record_with_its_length_and_costs_nothing(
    store: Store, me: Actor, sitting: Sitting, hands: Hands
) -> None:
    pulse(store, sitting, hands.goes(6))
    since = hands.goes(4).at
    pulse(store, sitting, hands.goes(4))
    pulse(store, sitting, hands.goes(3.4))
    left = sitting.left_ms(hands())
    assert note_away(store, sitting, since, 7.4, hands())
    assert sitting.left_ms(hands()) == left
    assert sitting.state == "open"
    submit(store, me, sitting, hands.goes(1))
    report = sitting_report(store, sitting.id)
    (away,) = report["interruptions"]
    assert (away["kind"], away["seconds"]) == ("away", 7.4)
    assert away["at"] == "2026-11-24T01:30:15.000Z"
    assert report["chain"] == {"ok": True, "broken_at": None}


def test_a_long_absence_is_one_line_that_grows(store: Store, sitting: Sitting, hands: Hands) -> None:
    since = hands.goes(1).at
    for seconds in (30.0, 60.0):
        note_away(store, sitting, since, seconds, hands.goes(30))
    note_away(store, sitting, since + timedelta(seconds=90), 2.0, hands.goes(2))
    found = sitting_report(store, sitting.id)["interruptions"]
    assert [(one["kind"], one["seconds"]) for one in found] == [("away", 60.0), ("away", 2.0)]


def test_a_sitting_that_is_over_takes_no_more(store: Store, me: Actor, sitting: Sitting, hands: Hands) -> None:
    since = hands.goes(1).at
    submit(store, me, sitting, hands.goes(3))
    assert not note_away(store, sitting, since, 3.0, hands())
    assert not note_away(store, sitting, since, 0.0, hands())
    report = sitting_report(store, sitting.id)
    assert report["interruptions"] == []
    assert report["chain"] == {"ok": True, "broken_at": None}
