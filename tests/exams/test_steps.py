"""The chain of steps, what they add up to, and the clock that nothing fools."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.base.clock import Reading, as_text
from desktop_app.exams.plan import Outage
from desktop_app.exams.steps import (
    Interruption,
    Known,
    Place,
    Step,
    body_text,
    chain_check,
    clock_note,
    gap,
    how_kept,
    known_of,
    link,
    place_data,
    replay,
    share_of_gap,
)
from tests.exams.making import Hands, plan, section
from tests.store_fixtures import NOW, READING


def chained(*steps: tuple[str, int | None, Any]) -> list[Step]:
    made: list[Step] = []
    for n, (kind, position, body) in enumerate(steps, 1):
        step = Step(n, kind, position, body_text(body), as_text(NOW), 5_000_000 + n, "boot-1", n)
        made.append(step._replace(chain=link(made[-1].chain if made else "S1", step)))
    return made


STEPS = chained(
    ("started", None, {"allowed_ms": 600_000}),
    ("answered", 1, {"answer": "A"}),
    ("answered", 2, {"answer": ["甲"]}),
    ("flagged", 2, {"flag": True}),
    ("answered", 1, {"answer": None}),
    ("moved", 3, {}),
)


def test_steps_add_up() -> None:
    sum_ = replay(STEPS)
    assert (sum_.answers, sum_.flags, sum_.position, sum_.allowed_ms) == ({2: ["甲"]}, {2}, 3, 600_000)
    assert replay([*STEPS, *chained(("flagged", 2, {"flag": False}), ("unheard of", None, {}))]).flags == set()


def test_the_place_is_where_it_was_last() -> None:
    place = Place(250, 7, {3: "1x", 4: ["a"]})
    there = [*STEPS, *chained(("placed", 3, place_data(place)))]
    assert replay(there).place == place
    # Another question begins at its top; what was no answer stays, until there is one.
    assert replay([*there, *chained(("moved", 4, {}))]).place == Place(drafts={3: "1x", 4: ["a"]})
    assert replay([*there, *chained(("answered", 3, {"answer": "1"}))]).place == Place(250, 7, {4: ["a"]})
    assert replay([*there, *chained(("placed", 3, place_data(Place())))]).place == Place()
    assert place_data(Place()) == {}


def test_what_interrupted_stands_on_record() -> None:
    away = {"kind": "restart", "since": "t1", "seconds": 9.0, "stopped_ms": 9000, "ran_ms": 0, "clock": "stopped"}
    steps = chained(
        ("interrupted", None, away),
        ("held", None, {"away": 2}),
        ("released", None, {"note": "seen", "by": "E1"}),
        ("time_given", None, {"ms": 60_000, "why": "power cut", "by": "E1"}),
    )
    sum_ = replay(steps)
    at = as_text(NOW)
    assert sum_.interruptions == [
        Interruption("restart", "t1", 9.0, "stopped"),
        Interruption("held", at, 0.0),
        Interruption("released", at, 0.0, "seen"),
        Interruption("time_given", at, 60.0, "power cut"),
    ]
    assert (sum_.away, sum_.releases, sum_.stopped_ms, sum_.released_last) == (1, 1, 9000, True)
    waited = replay([*steps, *chained(("interrupted", None, {**away, "kind": "wait"}), ("resumed", None, {}))])
    assert (waited.away, waited.stopped_ms, waited.released_last) == (1, 18_000, False)
    noted = replay(chained(("noted", None, {"kind": "suspend", "seconds": 60.0, "note": "ran_on"})))
    assert noted.interruptions == [Interruption("suspend", at, 60.0, "ran_on")]


def test_a_whole_chain_holds() -> None:
    assert chain_check("S1", STEPS, STEPS[-1].chain) is None
    assert chain_check("S1", STEPS) is None
    assert chain_check("S1", []) is None


@pytest.mark.parametrize("n", range(len(STEPS)))
@pytest.mark.parametrize(
    "touch",
    [
        {"body": '{"answer":"B"}'}, {"position": 9}, {"kind": "moved!"}, {"at": "2020-01-01T00:00:00.000Z"},
        {"boot_ms": 1}, {"boot_id": "x"}, {"used_ms": 0}, {"chain": "0" * 64}, {"n": 99},
    ],
)  # fmt: skip
def test_the_step_that_was_touched_is_named(n: int, touch: dict[str, Any]) -> None:
    changed = [*STEPS]
    changed[n] = changed[n]._replace(**touch)
    if changed[n] != STEPS[n]:
        assert chain_check("S1", changed, STEPS[-1].chain) == n + 1


def test_steps_taken_out_put_in_or_cut_off_are_found() -> None:
    seal = STEPS[-1].chain
    assert chain_check("S1", [*STEPS[:2], *STEPS[3:]], seal) == 3
    assert chain_check("S1", STEPS[:4], seal) == 5
    assert chain_check("S1", [*STEPS, *chained(("moved", 1, {}))], seal) == 7
    assert chain_check("S2", STEPS, seal) == 1
    more = Step(7, "answered", 1, body_text({"answer": "B"}), as_text(NOW), 1, "boot-1", 7)
    longer = [*STEPS, more._replace(chain=link(seal, more))]
    assert chain_check("S1", longer) is None
    assert chain_check("S1", longer, seal) == 8


# ---------------------------------------------------------------- time

KNOWN = Known(NOW, READING.boot_ms, READING.boot_id, 60_000)


def test_used_time_goes_with_the_boot_clock() -> None:
    hands = Hands()
    now = hands.goes(90)
    assert (KNOWN.used(now), KNOWN.believed(now), KNOWN.skew_ms(now)) == (150_000, NOW + timedelta(seconds=90), 0)
    set_back = hands.wall(-86_400)
    assert (KNOWN.used(set_back), KNOWN.believed(set_back)) == (150_000, NOW + timedelta(seconds=90))
    assert KNOWN.skew_ms(set_back) == -86_400_000
    backwards = replace(READING, boot_ms=READING.boot_ms - 1)
    assert KNOWN.used(backwards) == 60_000
    step = Step(1, "moved", 1, "{}", as_text(NOW), READING.boot_ms, READING.boot_id, 60_000)
    assert known_of(step) == KNOWN


def test_a_gap_is_measured_by_the_boot_clock_whatever_the_wall_clock_says() -> None:
    hands = Hands()
    hands.goes(30)
    hands.wall(3600)
    found = gap(KNOWN, hands())
    assert (found.ms, found.measured_by, found.skew_ms, found.at) == (
        30_000, "boot", 3_600_000, NOW + timedelta(seconds=30),
    )  # fmt: skip


def test_after_a_reboot_the_wall_clock_stands_in() -> None:
    found = gap(KNOWN, Hands().reboots(120))
    assert (found.ms, found.measured_by, found.skew_ms) == (120_000, "wall", 0)


def test_a_wall_clock_of_2009_after_a_reboot_is_not_believed() -> None:
    found = gap(KNOWN, Hands().reboots(120, wall=-17 * 365 * 86_400))
    assert (found.ms, found.at, found.measured_by) == (0, NOW, "wall")
    note = clock_note(found.skew_ms)
    assert note is not None
    assert note["kind"] == "clock_set_back"


def test_a_boot_clock_that_started_anew_under_the_same_id_is_a_reboot() -> None:
    """Where there is no boot id of the system, a clock that was set can make the stand-in repeat."""
    again = Reading(NOW + timedelta(seconds=5), 10, READING.boot_id)
    assert gap(KNOWN, again).measured_by == "wall"


@pytest.mark.parametrize(
    ("skew", "kind"), [(0, None), (5000, None), (-5000, None), (5001, "clock_set_forward"), (-5001, "clock_set_back")]
)
def test_a_small_disagreement_of_clocks_is_none(skew: int, kind: str | None) -> None:
    note = clock_note(skew)
    assert (note["kind"] if note else None) == kind


@given(st.sampled_from(Outage), st.integers(0, 10**7), st.integers(0, 10**7), st.integers(0, 60))
def test_every_millisecond_of_a_gap_is_stopped_or_ran(outage: Outage, ms: int, before: int, minutes: int) -> None:
    made = plan(section(1), outage=outage, outage_minutes=minutes)
    stopped, ran = share_of_gap(made, ms, before)
    assert stopped >= 0 <= ran
    assert stopped + ran == ms
    if outage is Outage.STOP:
        assert ran == 0
    if outage is Outage.RUN_ON:
        assert stopped == 0
    if outage is Outage.STOP_UP_TO:
        assert before + stopped <= max(before, minutes * 60_000)


@pytest.mark.parametrize(
    ("kept", "word"), [((5, 0), "stopped"), ((0, 5), "ran_on"), ((5, 5), "partly"), ((0, 0), "stopped")]
)
def test_how_the_clock_was_kept_has_a_word(kept: tuple[int, int], word: str) -> None:
    assert how_kept(*kept) == word
