"""What is kept of people who have left, how long, and taking it out.

The rule is the Personal Information Protection Law (个人信息保护法, in force since 2021-11-01): kept for the shortest
time that the purpose needs (Article 19), deleted when the purpose is achieved or the time is over (Article 47); what
was made anonymous is personal no longer (Articles 4 and 73).

Practice, PIN, telephone, needs and start slips serve nobody who has left and go. A sitting loses its name, so that item
statistics still add up; one that a certificate rests on keeps it, and the certificate too: whoever is shown one must
be able to have it verified.

Promises: all or nothing, in one transaction; what was deleted is overwritten in the file; a sealed sitting whose seal
held is sealed again under its new number. Must not know backups: older ones still hold it all.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.base.clock import Reading
from desktop_app.base.errors import Fact, InputError, RefusedError
from desktop_app.exams.keeping import kept, known, open_sittings, read_steps
from desktop_app.exams.plans import day_of
from desktop_app.exams.sealing import seal
from desktop_app.exams.soundness import breach
from desktop_app.staff import Actor, Person, Role, people, person, require
from desktop_app.store import Database, Store

YEARS: Final = 3
"""How long a leaver's data is kept where nobody has said otherwise."""
MOST_YEARS: Final = 30
NAMELESS: Final = "（资料已删除）"
_SETTING: Final = "personal_data_years"
_PRACTICE: Final = ("practice_card", "practice_answer", "wrong_question")


class RemovalReasonMissing(InputError):
    """A person's data is taken out for a reason; facts: staff_no."""

    code = "removal_reason_missing"


class StillHere(RefusedError):
    """Only the data of somebody who has left, and is no examiner, can be taken out; facts: staff_no."""

    code = "removal_still_here"


class StillSitting(RefusedError):
    """A sitting of theirs has not ended; facts: staff_no, sitting."""

    code = "removal_still_sitting"


class YearsInvalid(InputError):
    """Data is kept for 0 to 30 years; facts: years, most."""

    code = "removal_years_invalid"


@dataclass(frozen=True, slots=True)
class Held:
    """What is held of a leaver. ``due_on`` is the day from which it should go; ``sittings`` lose their name,
    ``certified`` keep it for their ``certificates``; ``practised`` answers are deleted."""

    person: Person
    due_on: date
    sittings: int
    certified: int
    certificates: int
    practised: int

    @property
    def goes(self) -> bool:
        """Whether there is anything left to take out."""
        one = self.person
        more = (one.has_pin, one.phone, one.break_minutes, one.extra_percent, one.text_percent != 100)
        return bool(self.sittings or self.practised or any(more) or not self.certificates)


def years(store: Store) -> int:
    """For how many years after somebody has left their data is kept."""
    return int(store.setting(_SETTING, str(YEARS)))


def set_years(store: Store, actor: Actor, count: int, reading: Reading) -> None:
    """Say for how long. Only an examiner may. Raises ``NotAllowed``, ``YearsInvalid``."""
    require(actor, Role.EXAMINER)
    if not 0 <= count <= MOST_YEARS:
        raise YearsInvalid(years=count, most=MOST_YEARS)
    store.set_setting(_SETTING, str(count), actor=actor, at=reading)


def held(store: Store, actor: Actor, staff_no: str) -> Held:
    """What is held of a leaver. Only an examiner may ask. Raises ``NotAllowed``, ``UnknownPerson``, ``StillHere``."""
    require(actor, Role.EXAMINER)
    found = person(store, staff_no)
    if found.left_on is None or found.role is Role.EXAMINER:
        raise StillHere(staff_no=staff_no)
    return _held(store.read, found, found.left_on, years(store))


def due(store: Store, actor: Actor, on: date) -> tuple[Held, ...]:
    """The leavers whose data should go by that day, the longest gone first. Only an examiner may ask. Raises
    ``NotAllowed``."""
    require(actor, Role.EXAMINER)
    count = years(store)
    everybody = people(store, role=Role.CANDIDATE, include_left=True)
    gone = ((one, one.left_on) for one in everybody if one.left_on is not None and one.name != NAMELESS)
    found = [_held(store.read, one, left_on, count) for one, left_on in gone]
    return tuple(sorted((one for one in found if one.due_on <= on and one.goes), key=lambda one: one.due_on))


def remove(store: Store, actor: Actor, staff_no: str, why: str, reading: Reading) -> Held:
    """Take a leaver's data out; gives what went and what stays. Only an examiner may.

    Raises ``NotAllowed``, ``UnknownPerson``, ``StillHere``, ``StillSitting``, ``RemovalReasonMissing``.
    """
    require(actor, Role.EXAMINER)
    reason = why.strip()
    if not reason:
        raise RemovalReasonMissing(staff_no=staff_no)
    found = held(store, actor, staff_no)
    facts: dict[str, Fact] = {"staff_no": staff_no, "why": reason}
    with store.write("staff", actor=actor, action="data_removed", at=reading, facts=facts) as db:
        for ident in open_sittings(db):
            if db.execute("SELECT 1 FROM sitting WHERE id = ? AND staff_no = ?", (ident, staff_no)).fetchone():
                raise StillSitting(staff_no=staff_no, sitting=ident)
        for table in _PRACTICE:
            db.execute(f"DELETE FROM {table} WHERE staff_no = ?", (staff_no,))
        _make_nameless(store, db, staff_no, day_of(store, reading.at))
        own = "SELECT exam_id FROM sitting WHERE staff_no = ?"
        db.execute(f"DELETE FROM exam_person WHERE staff_no = ? AND exam_id NOT IN ({own})", (staff_no, staff_no))
        if found.certificates:
            _strip(db, staff_no)
        else:
            db.execute("DELETE FROM staff WHERE staff_no = ?", (staff_no,))
    store.settle()
    return found


def _held(db: Database, found: Person, left_on: date, count: int) -> Held:
    def number(sql: str) -> int:
        return int(db.execute(sql, (found.staff_no,)).fetchone()[0])

    certified = number(f"SELECT count(*) FROM sitting WHERE staff_no = ? AND {_CERTIFIED}")
    return Held(
        person=found,
        due_on=_later(left_on, count),
        sittings=number("SELECT count(*) FROM sitting WHERE staff_no = ?") - certified,
        certified=certified,
        certificates=number("SELECT count(*) FROM certificate WHERE staff_no = ?"),
        practised=sum(number(f"SELECT count(*) FROM {table} WHERE staff_no = ?") for table in _PRACTICE),
    )


_CERTIFIED: Final = "id IN (SELECT sitting_id FROM certificate)"


def _make_nameless(store: Store, db: Database, staff_no: str, on: date) -> None:
    """Give the sittings that no certificate rests on to somebody whom nobody knows."""
    ids = [
        row[0]
        for row in db.execute(f"SELECT id FROM sitting WHERE staff_no = ? AND NOT {_CERTIFIED}", (staff_no,)).fetchall()
    ]
    if not ids:
        return
    nobody = f"X-{secrets.token_hex(6).upper()}"
    db.execute(
        "INSERT INTO staff (staff_no, name, left_on, added_at) VALUES (?, ?, ?, '')", (nobody, NAMELESS, on.isoformat())
    )
    db.execute(
        "INSERT INTO exam_person (exam_id, staff_no, extra_ms) SELECT exam_id, ?, extra_ms FROM exam_person"
        f" WHERE staff_no = ? AND exam_id IN (SELECT exam_id FROM sitting WHERE staff_no = ? AND NOT {_CERTIFIED})",
        (nobody, staff_no, staff_no),
    )
    for ident in ids:
        one = kept(db, ident)
        sound = breach(store, db, one, read_steps(db, ident)) is None
        (sealed,) = db.execute("SELECT seal IS NOT NULL FROM sitting WHERE id = ?", (ident,)).fetchone()
        db.execute("UPDATE sitting SET staff_no = ? WHERE id = ?", (nobody, ident))
        # What had been changed from outside must not look sound now.
        if sealed and sound:
            seal(db, ident, one.chain, known(db, ident))


def _strip(db: Database, staff_no: str) -> None:
    """Leave of a person what their certificates say."""
    db.execute(
        "UPDATE staff SET phone = '', pin_hash = '', pin_failures = 0, pin_next_at = NULL, extra_percent = 0,"
        " text_percent = 100, break_minutes = 0 WHERE staff_no = ?",
        (staff_no,),
    )


def _later(day: date, count: int) -> date:
    try:
        return day.replace(year=day.year + count)
    except ValueError:
        # 29 February.
        return day.replace(year=day.year + count, month=3, day=1)
