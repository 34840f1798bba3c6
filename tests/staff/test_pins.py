"""How a candidate says who they are, and how guessing slows down."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktop_app.base.clock import Reading
from desktop_app.staff import Actor, Role, import_roster, person, pins, reset_pin, set_pin, sign_in
from desktop_app.staff.examiners import HasLeft
from desktop_app.staff.people import NotAllowed, UnknownPerson, leave
from desktop_app.staff.pins import PinNotSet, PinTooSimple, PinWait, WrongPin, WrongPinAgain, wait_after
from desktop_app.store import Store
from desktop_app.tables.sheet import Sheet
from tests.store_fixtures import PASSPHRASE

T1 = Actor("T1", "张三", Role.CANDIDATE)


@pytest.fixture
def staffed(store: Store, examiner: Actor, reading: Reading) -> Store:
    import_roster(store, examiner, [Sheet("S", (("工号", "姓名"), ("T1", "张三"), ("T2", "李四")))], reading)
    return store


def later(reading: Reading, seconds: float) -> Reading:
    return Reading(reading.at + timedelta(seconds=seconds), reading.boot_ms, reading.boot_id)


def test_the_first_pin_is_set_by_an_examiner_and_the_next_by_its_owner(
    staffed: Store, examiner: Actor, reading: Reading
) -> None:
    with pytest.raises(PinNotSet):
        sign_in(staffed, "T1", "2580", reading)
    set_pin(staffed, examiner, "T1", "2580", reading)
    assert person(staffed, "T1").has_pin
    assert sign_in(staffed, "T1", "2580", reading) == T1
    set_pin(staffed, T1, "T1", "90817263", reading)
    assert sign_in(staffed, "T1", "90817263", reading) == T1
    with pytest.raises(WrongPin):
        sign_in(staffed, "T1", "2580", reading)
    with pytest.raises(NotAllowed):
        set_pin(staffed, T1, "T2", "2580", reading)
    with pytest.raises(UnknownPerson):
        set_pin(staffed, examiner, "T9", "2580", reading)


def test_a_reset(staffed: Store, examiner: Actor, reading: Reading) -> None:
    set_pin(staffed, examiner, "T1", "2580", reading)
    with pytest.raises(NotAllowed):
        reset_pin(staffed, T1, "T1", reading)
    reset_pin(staffed, examiner, "T1", reading)
    assert not person(staffed, "T1").has_pin
    with pytest.raises(PinNotSet):
        sign_in(staffed, "T1", "2580", reading)


@pytest.mark.parametrize(
    "pin", ["", "123", "258", "123456789", "25a0", "２５８０", "0000", "1111", "1234", "4567", "8765", "43210"]
)
def test_pins_that_anybody_would_try(staffed: Store, examiner: Actor, reading: Reading, pin: str) -> None:
    with pytest.raises(PinTooSimple):
        set_pin(staffed, examiner, "T1", pin, reading)


@pytest.mark.parametrize("pin", ["2580", "1357", "112233", "1243", "13579024"])
def test_pins_that_will_do(pin: str) -> None:
    assert pins.check_pin(pin) == pin


def test_wrong_pins_slow_down_and_a_restart_does_not_help(staffed: Store, examiner: Actor, reading: Reading) -> None:
    set_pin(staffed, examiner, "T1", "2580", reading)
    waits = []
    now = reading
    for _ in range(12):
        with pytest.raises(WrongPin) as caught:
            sign_in(staffed, "T1", "9999", now)
        wait_s = caught.value.facts["wait_s"]
        assert isinstance(wait_s, int)
        assert isinstance(caught.value, WrongPinAgain) == (wait_s > 0), "a sentence with a wait, where there is one"
        waits.append(wait_s)
        now = later(now, wait_s)
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]
    staffed.close()
    again = Store.open(staffed.folder, passphrase=PASSPHRASE)
    early = later(now, -1)
    with pytest.raises(PinWait) as too_early:
        sign_in(again, "T1", "2580", early)
    assert too_early.value.facts == {"wait_s": 2}
    # Another one is not held up.
    set_pin(again, examiner, "T2", "1470", early)
    assert sign_in(again, "T2", "1470", early).staff_no == "T2"
    # Time that has passed, the right PIN, and all is forgiven.
    assert sign_in(again, "T1", "2580", now) == T1
    with pytest.raises(WrongPin) as forgiven:
        sign_in(again, "T1", "9999", now)
    assert forgiven.value.facts == {"wait_s": 0}
    again.close()


def test_a_clock_set_back_shows_no_longer_wait_than_the_rule(staffed: Store, examiner: Actor, reading: Reading) -> None:
    set_pin(staffed, examiner, "T1", "2580", reading)
    for _ in range(5):
        with pytest.raises(WrongPin):
            sign_in(staffed, "T1", "9999", reading)
    with pytest.raises(PinWait) as caught:
        sign_in(staffed, "T1", "2580", later(reading, -86400))
    assert caught.value.facts == {"wait_s": 30}
    set_pin(staffed, examiner, "T1", "2580", reading)
    assert sign_in(staffed, "T1", "2580", reading) == T1


def test_a_clock_set_back_keeps_nobody_out_for_longer_than_the_rule(
    staffed: Store, examiner: Actor, reading: Reading
) -> None:
    set_pin(staffed, examiner, "T1", "2580", reading)
    ahead = later(reading, 400 * 24 * 3600)
    for _ in range(5):
        with pytest.raises(WrongPin):
            sign_in(staffed, "T1", "1379", ahead)
    with pytest.raises(PinWait):
        sign_in(staffed, "T1", "2580", reading)
    with pytest.raises(PinWait):
        sign_in(staffed, "T1", "2580", later(reading, 29))
    assert sign_in(staffed, "T1", "2580", later(reading, 31)) == T1


def test_the_rule_of_waiting() -> None:
    assert [wait_after(n) for n in (0, 4, 5, 6, 9, 10, 1000)] == [0, 0, 30, 60, 480, 900, 900]


def test_who_cannot_sign_in(staffed: Store, examiner: Actor, reading: Reading) -> None:
    with pytest.raises(UnknownPerson):
        sign_in(staffed, "T9", "2580", reading)
    set_pin(staffed, examiner, "T1", "2580", reading)
    leave(staffed, examiner, "T1", date(2026, 11, 1), reading)
    with pytest.raises(HasLeft):
        sign_in(staffed, "T1", "2580", reading)
