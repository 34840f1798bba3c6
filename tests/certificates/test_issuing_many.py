"""Issuing for a whole exam: everybody gets theirs, in order; Cancel and a death leave what was issued."""

from __future__ import annotations

import os

import pytest

from desktop_app.base.clock import Reading
from desktop_app.base.progress import Cancelled
from desktop_app.certificates import issuing_many
from desktop_app.certificates.certificate import (
    certificate,
    certificates,
    issue,
    issue_many,
    issuer_pem,
    render,
    verify_here,
)
from desktop_app.certificates.proof import State, verify_pdf
from desktop_app.staff import Actor, Role
from desktop_app.staff.people import NotAllowed
from desktop_app.store import Store
from tests.certificates.world import ON, person, sitting

NAMES = ["张三", "欧阳·买买提", "𬱖𬭎", "Anna Smith"]


def sittings(store: Store, count: int) -> list[str]:
    made = []
    for number in range(count):
        staff_no = f"T{number:03d}"
        person(store, staff_no, NAMES[number % len(NAMES)])
        made.append(sitting(store, f"S{number:03d}", staff_no))
    return made


def counters(serials: list[str]) -> list[int]:
    return [int(serial.split("-")[3]) for serial in serials]


def test_everybody_gets_theirs_in_order(store: Store, examiner: Actor, reading: Reading) -> None:
    wanted = sittings(store, 9)
    steps: list[tuple[int, int]] = []
    done = issue_many(store, examiner, wanted, reading, lambda *step: steps.append(step))
    assert list(done.serials) == wanted
    assert (done.refused, done.cancelled) == ({}, False)
    assert counters(list(done.serials.values())) == list(range(1, 10))
    assert steps[0] == (0, 9)
    assert steps[-1] == (9, 9)
    for sitting_id, serial in list(done.serials.items())[::7]:
        one = certificate(store, serial)
        assert one.sitting_id == sitting_id
        found = verify_pdf(render(store, serial), [issuer_pem(store)], on=ON)
        assert (found.state, found.facts) == (State.VALID, one.facts)


def test_what_cannot_be_issued_holds_up_nobody(store: Store, examiner: Actor, reading: Reading) -> None:
    wanted = sittings(store, 16)
    person(store, "U1", "张\U00030123")
    person(store, "U2", "李四", post="柜" * 70)
    person(store, "U3", "王五")
    wanted[3:3] = [
        sitting(store, "no glyph", "U1"),
        sitting(store, "too long", "U2"),
        sitting(store, "failed", "U3", passed=False),
        "nowhere",
        wanted[0],
    ]
    done = issue_many(store, examiner, wanted, reading)
    assert {name: error.code for name, error in done.refused.items()} == {
        "no glyph": "certificate_characters_missing",
        "too long": "certificate_text_does_not_fit",
        "failed": "certificate_not_passed",
        "nowhere": "unknown_sitting",
    }
    assert list(done.serials) == [name for name in dict.fromkeys(wanted) if name not in done.refused]
    assert sorted(counters(list(done.serials.values()))) == list(range(1, 17))
    for serial in done.serials.values():
        assert verify_here(store, render(store, serial), ON).facts == certificate(store, serial).facts
    again = issue_many(store, examiner, wanted, reading)
    assert again.serials == {}
    assert {error.code for error in again.refused.values()} >= {"certificate_already_issued"}


def test_cancel_keeps_what_was_issued(store: Store, examiner: Actor, reading: Reading) -> None:
    wanted = sittings(store, 10)

    def until_four(done: int, total: int) -> None:
        if done == 4:
            raise Cancelled

    done = issue_many(store, examiner, wanted, reading, until_four)
    assert done.cancelled
    assert list(done.serials) == wanted[:4]
    assert {one.serial for one in certificates(store)} == set(done.serials.values())
    rest = issue_many(store, examiner, wanted[4:], reading)
    assert counters(list(rest.serials.values())) == list(range(5, 11))


def test_another_is_issued_meanwhile(store: Store, examiner: Actor, reading: Reading) -> None:
    """As from another window: the serials that were drawn ahead are given by then."""
    wanted = sittings(store, 11)
    other = wanted.pop()

    def meanwhile(done: int, total: int) -> None:
        if done == 5 and not any(one.sitting_id == other for one in certificates(store)):
            issue(store, examiner, other, reading)

    done = issue_many(store, examiner, wanted, reading, meanwhile)
    assert list(done.serials) == wanted
    given = [one.serial for one in certificates(store)]
    assert sorted(counters(given)) == list(range(1, 12))
    for serial in given:
        assert verify_here(store, render(store, serial), ON).state is State.VALID


def test_two_sittings_of_one_person(store: Store, examiner: Actor, reading: Reading) -> None:
    person(store)
    wanted = [sitting(store, "first"), sitting(store, "second")]
    done = issue_many(store, examiner, wanted, reading)
    first = certificate(store, done.serials["first"])
    assert first.superseded_by == done.serials["second"]


def _die(_: object) -> None:
    os._exit(1)


def test_processes_that_die_are_done_without(
    store: Store, examiner: Actor, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(issuing_many, "_start", _die)
    wanted = sittings(store, 14)
    done = issue_many(store, examiner, wanted, reading)
    assert list(done.serials) == wanted


def test_only_an_examiner(store: Store, reading: Reading) -> None:
    with pytest.raises(NotAllowed):
        issue_many(store, Actor("T001", "张三", Role.CANDIDATE), [], reading)


def test_nobody_is_nothing(store: Store, examiner: Actor, reading: Reading) -> None:
    assert issue_many(store, examiner, [], reading).serials == {}
