"""Examiners: people whose passphrase opens the store.

Promises: an examiner is whoever's key slot opened the store; the slot's id outside means nothing without the store.
Passphrases pass through to the store and are kept nowhere.
"""

from __future__ import annotations

from typing import Final

from desktop_app.base.clock import Reading, as_text
from desktop_app.base.errors import Fact, InputError, RefusedError
from desktop_app.staff.people import (
    Actor,
    NotAllowed,
    Person,
    Role,
    checked_name,
    checked_number,
    find,
    person,
    require,
    require_another_examiner,
    spelled,
)
from desktop_app.store import Database, Store
from desktop_app.store.slots import WrongPassphrase, check_passphrase
from desktop_app.store.wall_clock import BUILT, SET_RIGHT, ClockBehind, clock_doubt, require_believable

FIRST: Final = "first_examiner"


class StaffNumberTaken(RefusedError):
    """Somebody has this number already; facts: staff_no."""

    code = "staff_number_taken"


class NoExaminerHere(RefusedError):
    """The store was opened by something that is no examiner's passphrase: the keyring or the recovery code."""

    code = "no_examiner_here"


class HasLeft(RefusedError):
    """The person has left the branch; facts: staff_no."""

    code = "has_left"


class NotThisExaminer(RefusedError):
    """The passphrase is another examiner's than the one who is signed in; facts: staff_no, name (of who is)."""

    code = "not_this_examiner"


class PassphraseUnfit(InputError):
    """The passphrase opens another key slot: whoever typed it would enter as somebody else."""

    code = "passphrase_unfit"


def first_examiner(store: Store, staff_no: str, name: str, slot_id: str, reading: Reading) -> Actor:
    """The examiner who sets the store up, owner of the slot that it was made with. Only while there is no other.

    Raises ``NotAllowed`` where an examiner exists, ``PersonInvalid``.
    """
    number, plain = checked_number(staff_no), checked_name(name)
    actor = Actor(number, plain, Role.EXAMINER)
    with store.write("staff", actor=actor, action=FIRST, at=reading, facts={"staff_no": number}) as db:
        if db.execute("SELECT 1 FROM staff WHERE role = 'examiner'").fetchone():
            raise NotAllowed(role=Role.EXAMINER.value)
        _insert(db, number, plain, slot_id, reading)
    return actor


def add_examiner(store: Store, actor: Actor, staff_no: str, name: str, passphrase: str, reading: Reading) -> Person:
    """Make somebody an examiner, with a passphrase of their own; a candidate of that number and name becomes one.

    Raises ``NotAllowed``, ``StaffNumberTaken`` (an examiner already, or a person of another name), ``PersonInvalid``,
    ``PassphraseTooShort``, ``PassphraseUnfit``.
    """
    require(actor, Role.EXAMINER)
    number, plain = checked_number(staff_no), checked_name(name)
    _refuse_known(store, passphrase)
    with store.write("staff", actor=actor, action="examiner_added", at=reading, facts={"staff_no": number}) as db:
        known = find(db, number)
        if known is not None and (known.role is Role.EXAMINER or known.name != plain):
            raise StaffNumberTaken(staff_no=number)
        slot_id = store.new_slot(passphrase, at=reading, actor=actor)
        try:
            if known is None:
                _insert(db, number, plain, slot_id, reading)
            else:
                db.execute(
                    "UPDATE staff SET role = 'examiner', slot_id = ?, left_on = NULL WHERE staff_no = ?",
                    (slot_id, number),
                )
        except BaseException:
            store.remove_slot(slot_id, at=reading, actor=actor)
            raise
    return person(store, number)


def remove_examiner(store: Store, actor: Actor, staff_no: str, reading: Reading) -> Person:
    """Make an examiner a candidate again; their passphrase opens the store no more.

    Raises ``NotAllowed``, ``UnknownPerson``, ``LastExaminer``.
    """
    require(actor, Role.EXAMINER)
    with store.write("staff", actor=actor, action="examiner_removed", at=reading, facts={"staff_no": staff_no}) as db:
        row = db.execute("SELECT slot_id FROM staff WHERE staff_no = ? AND role = 'examiner'", (staff_no,)).fetchone()
        if row is None:
            person(store, staff_no)
            raise NotAllowed(role=Role.EXAMINER.value)
        require_another_examiner(db, staff_no)
        db.execute("UPDATE staff SET role = 'candidate', slot_id = NULL WHERE staff_no = ?", (staff_no,))
        if row[0] is not None:
            store.remove_slot(str(row[0]), at=reading, actor=actor)
    return person(store, staff_no)


def change_own_passphrase(store: Store, actor: Actor, passphrase: str, reading: Reading) -> None:
    """Put a new passphrase on the actor's own slot. Raises ``NotAllowed``, ``PassphraseTooShort``,
    ``PassphraseUnfit``."""
    require(actor, Role.EXAMINER)
    row = store.read.execute("SELECT slot_id FROM staff WHERE staff_no = ?", (actor.staff_no,)).fetchone()
    if row is None or row[0] is None:
        raise NotAllowed(role=Role.EXAMINER.value)
    _refuse_known(store, passphrase, own=str(row[0]))
    store.change_passphrase(str(row[0]), passphrase, at=reading, actor=actor)


def _refuse_known(store: Store, passphrase: str, own: str = "") -> None:
    """Raise ``PassphraseUnfit`` where the passphrase opens a slot already, one's own excepted."""
    try:
        known = store.slot_of(check_passphrase(passphrase))
    except WrongPassphrase:
        return
    if known != own:
        raise PassphraseUnfit


def examiner_of_slot(store: Store) -> Actor:
    """The examiner whose passphrase opened the store. Raises ``NoExaminerHere``, ``HasLeft``."""
    return _owner(store, store.slot_id)


def examiner_of_passphrase(store: Store, passphrase: str) -> Actor:
    """The examiner whose passphrase this is, in a store that is open already: the door for examiners.

    Raises ``WrongPassphrase``, ``NoExaminerHere``, ``HasLeft``.
    """
    store.slot_id = store.slot_of(passphrase)
    return examiner_of_slot(store)


def examiner_who_knows(store: Store, passphrase: str) -> Actor:
    """The examiner whose passphrase this is, who confirms something and does not enter. Raises as
    ``examiner_of_passphrase``."""
    return _owner(store, store.slot_of(passphrase))


def _owner(store: Store, slot_id: str | None) -> Actor:
    if slot_id is None:
        raise NoExaminerHere
    row = store.read.execute(
        "SELECT staff_no, name, left_on FROM staff WHERE slot_id = ? AND role = 'examiner'", (slot_id,)
    ).fetchone()
    if row is None:
        raise NoExaminerHere
    if row[2] is not None:
        raise HasLeft(staff_no=str(row[0]))
    return Actor(str(row[0]), str(row[1]), Role.EXAMINER)


def require_passphrase_of(store: Store, actor: Actor, passphrase: str) -> None:
    """That the passphrase is this examiner's own: they are back at the machine. Raises ``NotThisExaminer``, and as
    ``examiner_of_passphrase``."""
    if examiner_who_knows(store, passphrase).staff_no != actor.staff_no:
        raise NotThisExaminer(staff_no=actor.staff_no, name=actor.name)


def confirm_clock(store: Store, actor: Actor, reading: Reading) -> None:
    """Say that the machine's clock is right although the store was last used long ago: it goes into the journal, and
    nobody is asked again. Raises ``NotAllowed``, ``ClockBehind`` (that cannot be said of every clock)."""
    require(actor, Role.EXAMINER)
    require_believable(store, reading.at)
    doubt = clock_doubt(store, reading.at)
    if doubt is not None:
        facts = {"last_at": doubt.facts["last_at"]}
        with store.write("store", actor=actor, action="clock_confirmed", at=reading, facts=facts):
            pass


def set_clock_right(store: Store, actor: Actor, why: str, reading: Reading) -> None:
    """Say that the machine's clock is right now and had been fast when the store was used last: with the reason in the
    journal; from that line on time counts. Where nothing is doubtful nothing happens.

    Raises ``NotAllowed``; ``ClockBehind`` for a clock before this program, which nobody can say of.
    """
    require(actor, Role.EXAMINER)
    doubt = clock_doubt(store, reading.at)
    if not isinstance(doubt, ClockBehind):
        return
    if reading.at < BUILT:
        raise doubt
    facts: dict[str, Fact] = {"last_at": doubt.facts["last_at"], "why": why}
    with store.write("store", actor=actor, action=SET_RIGHT, at=reading, facts=facts):
        pass


def act_as(store: Store, staff_no: str) -> Actor:
    """The examiner with that number, for a command that names who acts in a store that an examiner's passphrase opened.

    Only examiners: nobody becomes a candidate by naming one. Raises ``UnknownPerson``, ``NotAllowed``, ``HasLeft``.
    """
    found = person(store, staff_no)
    require(found.actor, Role.EXAMINER)
    if found.left_on is not None:
        raise HasLeft(staff_no=staff_no)
    return found.actor


def _insert(db: Database, number: str, name: str, slot_id: str, reading: Reading) -> None:
    initials, whole = spelled(name)
    db.execute(
        "INSERT INTO staff (staff_no, name, role, initials, pinyin, slot_id, added_at)"
        " VALUES (?, ?, 'examiner', ?, ?, ?, ?)",
        (number, name, initials, whole, slot_id, as_text(reading.at)),
    )
