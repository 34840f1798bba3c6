"""The people of the branch: who they are, what they may do, and how they are found.

Promises: people of one name stay apart by their number; whoever has left is not offered, and never deleted. A use
case asks ``require`` what its actor may do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from desktop_app.base.clock import Reading
from desktop_app.base.errors import Fact, InputError, MissingError, RefusedError
from desktop_app.staff import pinyin
from desktop_app.store import Database, Store

_HAN: Final = r"[\u3400-\u9fff\U00020000-\U000323af]"
_PADDING: Final = re.compile(f"(?<={_HAN}) (?={_HAN})")
NEEDS: Final = {"extra_percent": (0, 200), "text_percent": (90, 200), "break_minutes": (0, 120)}
"""What can be granted to a person in exams: the least and the most of each; of text, what the window has."""

LONGEST_NUMBER: Final = 32
LONGEST_TEXT: Final = 100

_COLUMNS: Final = (
    "staff_no, name, post, unit, phone, role, initials, left_on, pin_hash <> '', extra_percent, text_percent, pinyin,"
    " break_minutes"
)


class Role(StrEnum):
    """What somebody is to this program."""

    CANDIDATE = "candidate"
    EXAMINER = "examiner"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, in what role; every use case that changes something takes one. ``only_exam``: whoever came in
    by a start slip is here for that one exam."""

    staff_no: str
    name: str
    role: Role
    only_exam: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """One of the roster. ``extra_percent`` is extra time in exams, ``text_percent`` the size of text they need,
    ``break_minutes`` how long their breaks may last in all, with the exam's clock stopped."""

    staff_no: str
    name: str
    post: str
    unit: str
    phone: str
    role: Role
    initials: str
    left_on: date | None
    has_pin: bool
    extra_percent: int
    text_percent: int
    pinyin: str = ""
    break_minutes: int = 0

    @property
    def actor(self) -> Actor:
        """This person as an actor, in their own role. Only for whoever has proved to be them."""
        return Actor(self.staff_no, self.name, self.role)


class UnknownPerson(MissingError):
    """Nobody has this number; facts: staff_no."""

    code = "unknown_person"


class NotAllowed(RefusedError):
    """The actor's role does not cover this; facts: role (the one that is needed)."""

    code = "not_allowed"


class OnlyOneExam(NotAllowed):
    """Whoever came in by a start slip reaches that one exam alone; facts: exam."""

    code = "only_one_exam"

    def __init__(self, exam: str) -> None:
        RefusedError.__init__(self, exam=exam)


class OwnSitting(RefusedError):
    """Nobody marks, releases or changes what they sat themselves: another examiner does; facts: staff_no."""

    code = "own_sitting"


class ExaminerSits(RefusedError):
    """Examiners see questions and keys, and sit no exam as long as they are examiners; facts: staff_no."""

    code = "examiner_sits"


class LastExaminer(RefusedError):
    """Nobody else could act as an examiner any more; facts: staff_no."""

    code = "last_examiner"


class PersonInvalid(InputError):
    """A field of a person cannot be kept as it is; facts: fact (the field's name), value."""

    code = "person_invalid"


class NeedOutOfBounds(InputError):
    """What is to be granted to a person is less or more than can be; facts: fact (its name), least, most."""

    code = "need_out_of_bounds"


def require(actor: Actor, role: Role) -> None:
    """Raise ``NotAllowed`` unless the actor has that role."""
    if actor.role is not role:
        raise NotAllowed(role=role.value)


def require_self_or_examiner(actor: Actor, staff_no: str, exam_id: str | None = None) -> None:
    """Raise ``NotAllowed`` unless the actor is that person, or an examiner. ``exam_id`` is the exam that this belongs
    to: of a person's other things nothing is open to whoever came in by a start slip."""
    if actor.staff_no != staff_no:
        require(actor, Role.EXAMINER)
    require_exam(actor, exam_id)


def require_another(actor: Actor, staff_no: str) -> None:
    """Raise ``NotAllowed`` unless the actor is an examiner, ``OwnSitting`` where this is the examiner's own."""
    require(actor, Role.EXAMINER)
    if actor.staff_no == staff_no:
        raise OwnSitting(staff_no=staff_no)


def require_exam(actor: Actor, exam_id: str | None) -> None:
    """Raise ``OnlyOneExam`` where the actor came in by a start slip, and this is no part of that exam."""
    if actor.only_exam is not None and actor.only_exam != exam_id:
        raise OnlyOneExam(actor.only_exam)


def people(store: Store, *, role: Role | None = None, text: str = "", include_left: bool = False) -> tuple[Person, ...]:
    """The roster, by number: of one role, or those whose number, name, post, pinyin or its initials hold every word
    of ``text``."""
    rows = store.read.execute(f"SELECT {_COLUMNS} FROM staff ORDER BY length(staff_no), staff_no").fetchall()
    words = text.casefold().split()
    return tuple(
        found
        for found in map(_person, rows)
        if (role is None or found.role is role)
        and (include_left or found.left_on is None)
        and all(_holds(found, word) for word in words)
    )


def person(store: Store, staff_no: str) -> Person:
    """The person with that number, also one who has left. Raises ``UnknownPerson``."""
    found = find(store.read, staff_no)
    if found is None:
        raise UnknownPerson(staff_no=staff_no)
    return found


def find(db: Database, staff_no: str) -> Person | None:
    """The person with that number, or None."""
    row = db.execute(f"SELECT {_COLUMNS} FROM staff WHERE staff_no = ?", (staff_no,)).fetchone()
    return _person(row) if row else None


def posts(store: Store) -> tuple[str, ...]:
    """Every post that somebody on the roster holds."""
    rows = store.read.execute("SELECT DISTINCT post FROM staff WHERE post <> '' AND left_on IS NULL ORDER BY post")
    return tuple(str(row[0]) for row in rows.fetchall())


def units(store: Store) -> tuple[str, ...]:
    """Every unit that somebody on the roster belongs to."""
    rows = store.read.execute("SELECT DISTINCT unit FROM staff WHERE unit <> '' AND left_on IS NULL ORDER BY unit")
    return tuple(str(row[0]) for row in rows.fetchall())


def leave(store: Store, actor: Actor, staff_no: str, on: date | None, reading: Reading) -> Person:
    """Note that somebody has left on that day, or has come back (None); everything about them is kept.

    Raises ``NotAllowed``, ``UnknownPerson``, ``LastExaminer``.
    """
    require(actor, Role.EXAMINER)
    person(store, staff_no)
    facts: dict[str, Fact] = {"staff_no": staff_no, "on": on.isoformat() if on else None}
    with store.write("staff", actor=actor, action="left" if on else "returned", at=reading, facts=facts) as db:
        if on is not None:
            require_another_examiner(db, staff_no)
        db.execute("UPDATE staff SET left_on = ? WHERE staff_no = ?", (on.isoformat() if on else None, staff_no))
    return person(store, staff_no)


def require_another_examiner(db: Database, staff_no: str) -> None:
    """Raise ``LastExaminer`` where that person is the only examiner who can still open the store and act."""
    rows = db.execute("SELECT staff_no FROM staff WHERE role = 'examiner' AND slot_id IS NOT NULL AND left_on IS NULL")
    if [str(row[0]) for row in rows.fetchall()] == [staff_no]:
        raise LastExaminer(staff_no=staff_no)


def accommodate(
    store: Store,
    actor: Actor,
    staff_no: str,
    reading: Reading,
    *,
    extra_percent: int,
    text_percent: int,
    break_minutes: int = 0,
) -> Person:
    """Give somebody extra time in exams (percent), a size of text, and breaks that stop the clock (minutes a sitting).
    A sitting under way keeps what it began with. Raises ``NotAllowed``, ``NeedOutOfBounds``.
    """
    require(actor, Role.EXAMINER)
    person(store, staff_no)
    granted = {"extra_percent": extra_percent, "text_percent": text_percent, "break_minutes": break_minutes}
    for name, value in granted.items():
        least, most = NEEDS[name]
        if not least <= value <= most:
            raise NeedOutOfBounds(fact=name, least=least, most=most)
    facts: dict[str, Fact] = {"staff_no": staff_no, **granted}
    with store.write("staff", actor=actor, action="accommodated", at=reading, facts=facts) as db:
        db.execute(
            "UPDATE staff SET extra_percent = ?, text_percent = ?, break_minutes = ? WHERE staff_no = ?",
            (*granted.values(), staff_no),
        )
    return person(store, staff_no)


def checked_number(staff_no: str) -> str:
    """The number without spaces around it. Raises ``PersonInvalid`` for an empty, overlong or broken one."""
    plain = staff_no.strip()
    if not plain or len(plain) > LONGEST_NUMBER or not plain.isprintable() or any(char.isspace() for char in plain):
        raise PersonInvalid(fact="staff_no", value=plain[:LONGEST_NUMBER])
    return plain


def checked_name(name: str) -> str:
    """The name with single spaces, and none between Chinese characters, where tables pad names of two to the width of
    three. Raises ``PersonInvalid`` for an empty or overlong one."""
    plain = _PADDING.sub("", " ".join(name.split()))
    if not plain or len(plain) > LONGEST_TEXT or not plain.isprintable():
        raise PersonInvalid(fact="name", value="")
    return plain


def spelled(name: str) -> tuple[str, str]:
    """What the search finds a name by: (initials, whole pinyin)."""
    return pinyin.initials(name), pinyin.whole(name)


def _holds(found: Person, word: str) -> bool:
    return (
        word in found.staff_no.casefold()
        or word in found.name.casefold()
        or word in found.post.casefold()
        or word in found.initials
        or word in found.pinyin
    )


def _person(row: Any) -> Person:
    return Person(
        staff_no=row[0],
        name=row[1],
        post=row[2],
        unit=row[3],
        phone=row[4],
        role=Role(row[5]),
        initials=row[6],
        left_on=date.fromisoformat(row[7]) if row[7] else None,
        has_pin=bool(row[8]),
        extra_percent=row[9],
        text_percent=row[10],
        pinyin=row[11],
        break_minutes=row[12],
    )
