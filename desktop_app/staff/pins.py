"""PINs: how a candidate says who they are.

Promises: wrong PINs, and wrong codes of start slips with them, slow down and the slowing down outlives a restart; a PIN
is kept as a hash alone. Four wrong ones are free, after the fifth the next try waits 30 s, then twice as long each
time, up to 15 minutes.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Final

from desktop_app.base.clock import Reading, as_text, from_text
from desktop_app.base.errors import InputError, RefusedError
from desktop_app.crypto.pins import hash_pin, pin_matches
from desktop_app.staff.examiners import HasLeft
from desktop_app.staff.people import Actor, Role, UnknownPerson, person, require, require_self_or_examiner
from desktop_app.store import Store

SHORTEST: Final = 4
LONGEST: Final = 8
FREE_FAILURES: Final = 4
FIRST_WAIT_S: Final = 30
LONGEST_WAIT_S: Final = 15 * 60


class WrongPin(InputError):
    """The PIN is another; facts: wait_s (seconds until the next try, 0 for at once)."""

    code = "wrong_pin"


class WrongPinAgain(WrongPin):
    """The PIN is another, once too often: the next try must wait; facts: wait_s."""

    code = "wrong_pin_again"


class PinWait(RefusedError):
    """Too many wrong PINs; facts: wait_s."""

    code = "pin_wait"


class PinNotSet(RefusedError):
    """The person has no PIN yet: an examiner lets them set one; facts: staff_no."""

    code = "pin_not_set"


class PinTooSimple(InputError):
    """Not 4 to 8 digits, or digits that anybody would try first; facts: shortest, longest."""

    code = "pin_too_simple"


def check_pin(pin: str) -> str:
    """The PIN, where it can be one; else ``PinTooSimple``: not 4 to 8 digits, one digit repeated, or a run like 1234
    or 8765."""
    digits = [ord(char) - ord("0") for char in pin]
    steps = {after - before for before, after in pairwise(digits)}
    fits = pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST
    if not fits or steps in ({0}, {1}, {-1}):
        raise PinTooSimple(shortest=SHORTEST, longest=LONGEST)
    return pin


def sign_in(store: Store, staff_no: str, pin: str, reading: Reading) -> Actor:
    """The candidate with that number, if the PIN is theirs.

    Raises ``UnknownPerson``, ``HasLeft``, ``PinNotSet``, ``PinWait`` (this PIN was not looked at), ``WrongPin``.
    """
    row = store.read.execute(
        "SELECT name, pin_hash, pin_failures, left_on FROM staff WHERE staff_no = ?", (staff_no,)
    ).fetchone()
    if row is None:
        raise UnknownPerson(staff_no=staff_no)
    name, kept, failures, left_on = row
    if left_on is not None:
        raise HasLeft(staff_no=staff_no)
    if not kept:
        raise PinNotSet(staff_no=staff_no)
    require_no_wait(store, staff_no, reading)
    if not pin_matches(kept, pin):
        wait_s = count_failure(store, staff_no, reading)
        raise (WrongPinAgain if wait_s else WrongPin)(wait_s=wait_s)
    if failures:
        forget_failures(store, staff_no, reading)
    return Actor(staff_no, str(name), Role.CANDIDATE)


def require_no_wait(store: Store, staff_no: str, reading: Reading) -> None:
    """Raise ``PinWait`` where somebody has typed wrong PINs or codes too often for the next try."""
    row = store.read.execute("SELECT pin_failures, pin_next_at FROM staff WHERE staff_no = ?", (staff_no,)).fetchone()
    if row is None or row[1] is None:
        return
    left_s = (from_text(row[1]) - reading.at).total_seconds()
    wait_s = wait_after(row[0])
    if left_s > wait_s:
        # The clock was set back since: the wait begins anew, or it would last until the clock is there again.
        _wait(store, staff_no, reading, wait_s)
    if left_s > 0:
        raise PinWait(wait_s=min(int(left_s) + 1, wait_s))


def forget_failures(store: Store, staff_no: str, reading: Reading) -> None:
    """Whoever has proved who they are begins anew."""
    with store.write("staff", at=reading) as db:
        db.execute("UPDATE staff SET pin_failures = 0, pin_next_at = NULL WHERE staff_no = ?", (staff_no,))


def wait_after(failures: int) -> int:
    """Seconds that the next try waits after so many wrong ones in a row."""
    if failures <= FREE_FAILURES:
        return 0
    doublings = min(failures - FREE_FAILURES - 1, 10)
    return min(FIRST_WAIT_S << doublings, LONGEST_WAIT_S)


def set_pin(store: Store, actor: Actor, staff_no: str, pin: str, reading: Reading) -> None:
    """Set somebody's PIN: an examiner for anyone, a candidate for themselves. Raises ``NotAllowed``,
    ``PinTooSimple``, …"""
    require_self_or_examiner(actor, staff_no)
    person(store, staff_no)
    kept = hash_pin(check_pin(pin))
    with store.write("staff", actor=actor, action="pin_set", at=reading, facts={"staff_no": staff_no}) as db:
        db.execute(
            "UPDATE staff SET pin_hash = ?, pin_failures = 0, pin_next_at = NULL WHERE staff_no = ?", (kept, staff_no)
        )


def reset_pin(store: Store, actor: Actor, staff_no: str, reading: Reading) -> None:
    """Take somebody's PIN away, so that they set a new one when an examiner admits them. Raises ``NotAllowed``, …"""
    require(actor, Role.EXAMINER)
    person(store, staff_no)
    with store.write("staff", actor=actor, action="pin_reset", at=reading, facts={"staff_no": staff_no}) as db:
        db.execute(
            "UPDATE staff SET pin_hash = '', pin_failures = 0, pin_next_at = NULL WHERE staff_no = ?", (staff_no,)
        )


def _wait(store: Store, staff_no: str, reading: Reading, wait_s: int) -> None:
    next_at = as_text(reading.at + timedelta(seconds=wait_s))
    with store.write("staff", at=reading) as db:
        db.execute("UPDATE staff SET pin_next_at = ? WHERE staff_no = ?", (next_at, staff_no))


def count_failure(store: Store, staff_no: str, reading: Reading) -> int:
    """Count a wrong PIN or code; gives the seconds that the next try must wait."""
    with store.write("staff", at=reading) as db:
        failures = 1 + int(db.execute("SELECT pin_failures FROM staff WHERE staff_no = ?", (staff_no,)).fetchone()[0])
        wait_s = wait_after(failures)
        next_at = as_text(reading.at + timedelta(seconds=wait_s)) if wait_s else None
        db.execute(
            "UPDATE staff SET pin_failures = ?, pin_next_at = ? WHERE staff_no = ?", (failures, next_at, staff_no)
        )
    return wait_s
