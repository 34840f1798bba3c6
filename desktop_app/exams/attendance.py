"""Who has come to an exam and where they sit: attendance, and the seats of the room.

Promises: no seat of an exam is given twice; who came when, who is absent and who has left stands on the list and in the
journal. Must not know who may start.

A seat is a name on the exam's list (``A07``). A computer that has such a name too (the setting ``seat``) lets nobody
start there who is to sit elsewhere (``admission.obstacle``); one without a name lets everybody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from desktop_app.base.clock import Reading, as_text, from_text
from desktop_app.base.errors import Fact, InputError, RefusedError
from desktop_app.exams.exam import ExamPerson, exam_people, require_open
from desktop_app.exams.keeping import UnknownExam
from desktop_app.exams.running import NotInExam
from desktop_app.staff import Actor, Role, require
from desktop_app.store import Store

SEAT: Final = "seat"
"""The setting that holds the name of this computer's seat; empty: none."""

LONGEST_SEAT: Final = 20
MOST_SEATS: Final = 1000
_TO: Final = re.compile(r"\s*[-–~～至]\s*")
_NUMBERED: Final = re.compile(r"(.*\D|)(\d{1,4})")


class Presence(StrEnum):
    """What is noted of somebody: whether they have come."""

    EXPECTED = "expected"
    ARRIVED = "arrived"
    LEFT = "left"
    ABSENT = "absent"


class SeatsInvalid(InputError):
    """Names of seats that cannot be read; facts: text."""

    code = "seats_invalid"


class SeatTaken(RefusedError):
    """Somebody else of the exam sits there; facts: seat, staff_no."""

    code = "seat_taken"


class TooFewSeats(RefusedError):
    """There are more people without a seat than free seats; facts: need, have."""

    code = "too_few_seats"


@dataclass(frozen=True, slots=True)
class Attendance:
    """Somebody's line on the attendance list. ``begun_at`` and ``ended_at`` are of their latest sitting that counts."""

    person: ExamPerson
    presence: Presence
    begun_at: datetime | None
    ended_at: datetime | None


# ---------------------------------------------------------------- who has come


def attendance(store: Store, exam_id: str) -> tuple[Attendance, ...]:
    """The attendance list, by number. Whoever has a sitting has come. Raises ``UnknownExam``."""
    rows = store.read.execute(
        "SELECT staff_no, started_at, ended_at FROM sitting WHERE exam_id = ? AND state <> 'void' ORDER BY started_at",
        (exam_id,),
    ).fetchall()
    sat = {row[0]: (from_text(row[1]), from_text(row[2]) if row[2] else None) for row in rows}
    listed = []
    for one in exam_people(store, exam_id):
        begun, ended = sat.get(one.staff_no, (None, None))
        listed.append(Attendance(one, _presence(one, begun), begun, ended))
    return tuple(listed)


def _presence(one: ExamPerson, begun: datetime | None) -> Presence:
    if one.left_at is not None:
        return Presence.LEFT
    if one.arrived_at is not None or begun is not None:
        return Presence.ARRIVED
    return Presence.ABSENT if one.absent else Presence.EXPECTED


def note_presence(
    store: Store, actor: Actor, exam_id: str, staff_nos: Sequence[str], presence: Presence, reading: Reading
) -> None:
    """Note of people that they have come, left or are absent; ``EXPECTED`` takes that back. All of them or none.

    Raises ``NotAllowed``, ``UnknownExam``, ``NotInExam``.
    """
    require(actor, Role.EXAMINER)
    now = as_text(reading.at)
    arrived, left, absent = {
        Presence.EXPECTED: ("NULL", "NULL", 0),
        Presence.ARRIVED: ("coalesce(arrived_at, :now)", "NULL", 0),
        Presence.LEFT: ("coalesce(arrived_at, :now)", ":now", 0),
        Presence.ABSENT: ("NULL", "NULL", 1),
    }[presence]
    facts: dict[str, Fact] = {"exam": exam_id, "staff_no": "、".join(staff_nos), "presence": presence.value}
    with store.write("exams", actor=actor, action="presence", at=reading, facts=facts) as db:
        if db.execute("SELECT 1 FROM exam WHERE id = ?", (exam_id,)).fetchone() is None:
            raise UnknownExam(exam=exam_id)
        for staff_no in staff_nos:
            changed = db.execute(
                f"UPDATE exam_person SET arrived_at = {arrived}, left_at = {left}, absent = :absent"
                " WHERE exam_id = :exam AND staff_no = :staff_no",
                {"now": now, "absent": absent, "exam": exam_id, "staff_no": staff_no},
            )
            if not changed.rowcount:
                raise NotInExam(exam=exam_id, staff_no=staff_no)


def mark_absent(store: Store, actor: Actor, exam_id: str, staff_no: str, absent: bool, reading: Reading) -> None:
    """Note that somebody has not come. Raises ``NotAllowed``, ``NotInExam``."""
    require(actor, Role.EXAMINER)
    facts: dict[str, Fact] = {"exam": exam_id, "staff_no": staff_no, "absent": absent}
    with store.write("exams", actor=actor, action="absent", at=reading, facts=facts) as db:
        changed = db.execute(
            "UPDATE exam_person SET absent = ? WHERE exam_id = ? AND staff_no = ?", (absent, exam_id, staff_no)
        )
        if not changed.rowcount:
            raise NotInExam(exam=exam_id, staff_no=staff_no)


# ---------------------------------------------------------------- seats


def checked_seat(text: str) -> str:
    """A seat's name with single spaces, or empty. Raises ``SeatsInvalid``."""
    plain = " ".join(text.split())
    if len(plain) > LONGEST_SEAT or not plain.isprintable():
        raise SeatsInvalid(text=plain[:LONGEST_SEAT])
    return plain


def seats_of(text: str) -> tuple[str, ...]:
    """Seats as people write them: ``1-30``, ``A01-A30, B1, B2``, ``301-01-301-15``; each once, in that order. Raises
    ``SeatsInvalid``."""
    found: dict[str, None] = {}
    for piece in re.split(r"[,，、;；\n]+", text):
        plain = " ".join(piece.split())
        found.update(dict.fromkeys(map(checked_seat, _run(plain) or ([plain] if plain else []))))
        if len(found) > MOST_SEATS:
            raise SeatsInvalid(text=plain[: 2 * LONGEST_SEAT])
    if not found:
        raise SeatsInvalid(text=text.strip()[:LONGEST_SEAT])
    return tuple(found)


def _run(text: str) -> list[str]:
    """From one seat to another of the same room; empty where it is one seat's name, which may hold a dash (301-A01).
    Raises ``SeatsInvalid`` for a run that goes backwards, or into another room."""
    wrong = False
    for dash in _TO.finditer(text):
        left, right = _NUMBERED.fullmatch(text[: dash.start()]), _NUMBERED.fullmatch(text[dash.end() :])
        if left is None or right is None:
            continue
        (room, first), (other, last) = left.groups(), right.groups()
        if other in ("", room) and int(first) <= int(last):
            return [f"{room}{n:0{len(first)}}" for n in range(int(first), int(last) + 1)]
        wrong = wrong or room != "" or other == ""
    if wrong:
        raise SeatsInvalid(text=text[: 2 * LONGEST_SEAT])
    return []


def assign_seat(store: Store, actor: Actor, exam_id: str, staff_no: str, seat: str, reading: Reading) -> None:
    """Give somebody a seat; an empty name takes it back. Whoever is let sit elsewhere is given that seat.

    Raises ``NotAllowed``, ``UnknownExam``, ``ExamClosed``, ``NotInExam``, ``SeatTaken``, ``SeatsInvalid``.
    """
    require(actor, Role.EXAMINER)
    require_open(store, exam_id)
    plain = checked_seat(seat)
    facts: dict[str, Fact] = {"exam": exam_id, "staff_no": staff_no, "seat": plain}
    with store.write("exams", actor=actor, action="seat_given", at=reading, facts=facts) as db:
        row = db.execute(
            "SELECT staff_no FROM exam_person WHERE exam_id = ? AND station = ? AND station <> '' AND staff_no <> ?",
            (exam_id, plain, staff_no),
        ).fetchone()
        if row is not None:
            raise SeatTaken(seat=plain, staff_no=row[0])
        changed = db.execute(
            "UPDATE exam_person SET station = ? WHERE exam_id = ? AND staff_no = ?", (plain, exam_id, staff_no)
        )
        if not changed.rowcount:
            raise NotInExam(exam=exam_id, staff_no=staff_no)


def assign_seats(
    store: Store, actor: Actor, exam_id: str, seats: Sequence[str], reading: Reading, *, anew: bool = False
) -> int:
    """Give seats in their order to the people by number; gives how many got one. Who has one keeps it, unless all are
    given ``anew``; whoever has begun keeps theirs in any case. All or none.

    Raises ``NotAllowed``, ``UnknownExam``, ``ExamClosed``, ``TooFewSeats``.
    """
    require(actor, Role.EXAMINER)
    require_open(store, exam_id)
    everybody = exam_people(store, exam_id)
    keep = {one.staff_no: one.station for one in everybody if one.station and (one.sat or not anew)}
    without = [one.staff_no for one in everybody if one.staff_no not in keep and not one.sat]
    free = [seat for seat in seats if seat not in keep.values()]
    if len(free) < len(without):
        raise TooFewSeats(need=len(without), have=len(free))
    facts: dict[str, Fact] = {"exam": exam_id, "people": len(without)}
    with store.write("exams", actor=actor, action="seats_given", at=reading, facts=facts) as db:
        for staff_no, seat in zip(without, free, strict=False):
            db.execute(
                "UPDATE exam_person SET station = ? WHERE exam_id = ? AND staff_no = ?", (seat, exam_id, staff_no)
            )
    return len(without)
