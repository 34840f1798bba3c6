"""A bank's revisions: told with who and when, gone back to in one step, taken up again, and nothing is lost."""

from __future__ import annotations

import pytest

from desktop_app.banks.bank import all_questions, bank
from desktop_app.banks.history import (
    NothingToTakeUp,
    RevisionInfo,
    UnknownRevision,
    go_back_to,
    revisions,
    take_up_again,
)
from desktop_app.banks.revisions import NothingToGoBackFrom
from desktop_app.base.clock import Reading
from desktop_app.staff import Actor, Role
from desktop_app.staff.people import NotAllowed
from desktop_app.store import Store
from tests.ui.bank_data import fill, singles


def stems(store: Store) -> list[str]:
    return sorted(question.stem for question in all_questions(store, "B"))


@pytest.fixture
def three(store: Store, examiner: Actor, reading: Reading) -> list[list[str]]:
    """A bank of three revisions, and what it held at each."""
    held: list[list[str]] = [[]]
    for n in range(3):
        fill(store, examiner, reading, "B", "库", [*singles(2, first=1 + 10 * n)])
        held.append(stems(store))
    return held


def told(store: Store) -> list[tuple[int, bool, bool, bool]]:
    return [(one.number, one.withdrawn, one.holds, one.next_up) for one in revisions(store, "B")]


def test_each_is_told_with_who_when_and_how_many(
    store: Store, examiner: Actor, reading: Reading, three: list[list[str]]
) -> None:
    assert three[3] != three[1]
    newest, *_ = found = revisions(store, "B")
    assert [one.number for one in found] == [3, 2, 1]
    name = store.read.execute("SELECT name FROM staff WHERE staff_no = ?", (examiner.staff_no,)).fetchone()[0]
    assert newest == RevisionInfo(3, reading.at, examiner.staff_no, name, "test.csv", 2, withdrawn=False, holds=True)
    assert revisions(store, "none") == ()


@pytest.mark.parametrize("number", [0, 1, 2])
def test_one_step_back_to_any_and_forward_again_loses_nothing(
    store: Store, examiner: Actor, reading: Reading, three: list[list[str]], number: int
) -> None:
    assert go_back_to(store, examiner, "B", number, reading) == number
    assert stems(store) == three[number]
    assert bank(store, "B").revision == number
    rows = store.read.execute("SELECT count(*) FROM question WHERE bank = 'B'").fetchone()[0]
    assert rows == 6
    for again in range(number + 1, 4):
        assert [one.number for one in revisions(store, "B") if one.next_up] == [again]
        assert take_up_again(store, examiner, "B", reading) == again
        assert stems(store) == three[again]
    with pytest.raises(NothingToTakeUp):
        take_up_again(store, examiner, "B", reading)


def test_what_came_after_going_back_stands_on_what_held_then(
    store: Store, examiner: Actor, reading: Reading, three: list[list[str]]
) -> None:
    go_back_to(store, examiner, "B", 1, reading)
    fill(store, examiner, reading, "B", "", singles(1, first=50))
    assert told(store) == [
        (4, False, True, False),
        (3, True, False, False),
        (2, True, False, False),
        (1, False, False, False),
    ]
    with pytest.raises(NothingToTakeUp):
        take_up_again(store, examiner, "B", reading)
    with pytest.raises(UnknownRevision):
        go_back_to(store, examiner, "B", 2, reading)
    assert set(stems(store)) > set(three[1])


def test_it_refuses_what_cannot_be_and_who_may_not(
    store: Store, examiner: Actor, reading: Reading, three: list[list[str]]
) -> None:
    with pytest.raises(NothingToGoBackFrom):
        go_back_to(store, examiner, "B", 3, reading)
    with pytest.raises(UnknownRevision):
        go_back_to(store, examiner, "B", 9, reading)
    candidate = Actor("T001", "张三", Role.CANDIDATE)
    with pytest.raises(NotAllowed):
        go_back_to(store, candidate, "B", 1, reading)
    with pytest.raises(NotAllowed):
        take_up_again(store, candidate, "B", reading)
    assert stems(store) == three[3]
    actions = [entry.action for entry in store.journal()]
    assert "bank_went_back" not in actions
