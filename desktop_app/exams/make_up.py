"""Make-up exams (补考): who may sit again and why, and the exam that is opened for them.

Promises: whoever has passed is not offered; nobody gets more attempts than the plan gives over the exam and its
make-ups, sits before the plan's days of waiting are over, or is in two make-ups at once; who is named by hand is held
to the same. Must not know how results came about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from desktop_app.base.clock import Reading, as_text
from desktop_app.base.errors import RefusedError
from desktop_app.exams.attempts import attempts_made, first_of, next_at
from desktop_app.exams.exam import DEFAULT_WINDOW, Exam, exam, exam_people, open_exam
from desktop_app.exams.keeping import open_sittings
from desktop_app.staff import Actor, Role, person, require
from desktop_app.store import Store


class Why(StrEnum):
    """Why somebody may sit again."""

    ABSENT = "absent"
    NOT_SAT = "not_sat"
    VOID = "void"
    FAILED = "failed"


class MayNotAgain(RefusedError):
    """Somebody who was named may not sit the make-up; facts: staff_no, name, reason (a code), refused
    (how many may not)."""

    code = "may_not_again"


class StillToBeSat(RefusedError):
    """The exam can still be begun, or is being sat: who is left for a make-up is not known yet; facts: exam, until."""

    code = "still_to_be_sat"


class NobodyMayAgain(RefusedError):
    """There is nobody to open a make-up for; facts: exam."""

    code = "nobody_may_again"


@dataclass(frozen=True, slots=True)
class MayAgain:
    """Somebody who may sit a make-up exam; ``attempts_left`` of the plan's; ``next_at``: not before, by the days that
    the plan wants between two attempts."""

    staff_no: str
    name: str
    why: Why
    attempts_left: int
    next_at: datetime | None = None


def may_again(store: Store, exam_id: str, by: datetime | None = None) -> tuple[MayAgain, ...]:
    """Who of an exam may sit again, by number: the absent, those who have not sat, those whose sitting was declared
    void, and those who failed and have attempts left; ``by``: those alone whose days of waiting are over by then.
    Somebody whose marks are awaited, who sits just now, or whose make-up is open, is not offered. Raises
    ``UnknownExam``."""
    offered = _judged(store, exam_id)
    return tuple(
        one for one in offered.values() if isinstance(one, MayAgain) and not (by and one.next_at and one.next_at > by)
    )


def _judged(store: Store, exam_id: str) -> dict[str, MayAgain | str]:
    """Everybody of an exam by number: that they may sit again, or the code of why not."""
    found = exam(store, exam_id)
    passed, failed, void, busy = _states(store, exam_id)
    elsewhere = _in_open_make_up(store, exam_id)
    judged: dict[str, MayAgain | str] = {}
    for one in exam_people(store, exam_id):
        number = one.staff_no
        left = found.plan.attempts - attempts_made(store.read, exam_id, number)
        if number in passed:
            judged[number] = "passed"
        elif number in busy or (one.sat and number not in failed):
            judged[number] = "busy"
        elif left <= 0:
            judged[number] = "no_attempts"
        elif number in elsewhere:
            judged[number] = "make_up_open"
        else:
            other = Why.VOID if number in void else Why.ABSENT if one.absent else Why.NOT_SAT
            why = Why.FAILED if number in failed else other
            judged[number] = MayAgain(number, one.name, why, left, next_at(store.read, found.plan, number))
    return judged


def _in_open_make_up(store: Store, exam_id: str) -> set[str]:
    """Who is in another make-up of the same exam that is still open."""
    rows = store.read.execute(
        "SELECT p.staff_no FROM exam_person p JOIN exam e ON e.id = p.exam_id"
        " WHERE e.make_up_of = ? AND e.state = 'open' AND e.id <> ?",
        (first_of(store.read, exam_id), exam_id),
    ).fetchall()
    return {str(row[0]) for row in rows}


def _states(store: Store, exam_id: str) -> tuple[set[str], set[str], set[str], set[str]]:
    """Who has passed in the exam or one of its make-ups, who has failed, whose sitting is void, and who sits or waits
    for marks."""
    first = first_of(store.read, exam_id)
    rows = store.read.execute(
        "SELECT t.staff_no, t.state, r.passed, r.complete FROM sitting t JOIN exam e ON e.id = t.exam_id"
        " LEFT JOIN result r ON r.sitting_id = t.id"
        "   AND r.version = (SELECT max(version) FROM result WHERE sitting_id = t.id)"
        " WHERE coalesce(e.make_up_of, e.id) = ?",
        (first,),
    ).fetchall()
    passed, failed, void, busy = set[str](), set[str](), set[str](), set[str]()
    for staff_no, state, is_passed, complete in rows:
        if state in ("open", "held") or (state == "submitted" and not complete):
            busy.add(staff_no)
        elif state == "void":
            void.add(staff_no)
        else:
            (passed if is_passed else failed).add(staff_no)
    return passed, failed, void, busy


def _require_may(store: Store, exam_id: str, staff_nos: Sequence[str], by: datetime, runs: bool) -> None:
    judged = _judged(store, exam_id)
    refused = []
    for staff_no in staff_nos:
        name = person(store, staff_no).name
        found = judged.get(staff_no, "not_in_exam")
        if isinstance(found, str):
            refused.append((staff_no, name, found))
        elif found.next_at and found.next_at > by:
            refused.append((staff_no, name, "waits"))
        elif runs and found.why in (Why.ABSENT, Why.NOT_SAT):
            refused.append((staff_no, name, "can_still_sit"))
    if refused:
        staff_no, name, reason = refused[0]
        raise MayNotAgain(staff_no=staff_no, name=name, reason=reason, refused=len(refused))


def open_make_up(
    store: Store,
    actor: Actor,
    exam_id: str,
    *,
    staff_nos: Sequence[str] = (),
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    room: str = "",
    title: str = "",
    reading: Reading,
) -> Exam:
    """Open a make-up exam by the plan as it is today, for the people named; nobody named: all of ``may_again`` whose
    days of waiting are over before it can no longer be started. Its title says that it is a make-up, unless one is
    given.

    Raises as ``exam.open_exam``; ``StillToBeSat`` where nobody is named, ``NobodyMayAgain`` where nobody may sit again,
    ``MayNotAgain`` where somebody named may not.
    """
    require(actor, Role.EXAMINER)
    first = exam(store, exam_id)
    origin = first_of(store.read, exam_id)
    until = _to_be_sat_until(store, first)
    runs = reading.at <= until or bool(open_sittings(store.read, exam_id))
    if runs and not staff_nos:
        raise StillToBeSat(exam=exam_id, until=as_text(until))
    by = closes_at or (opens_at or reading.at) + DEFAULT_WINDOW
    if staff_nos:
        _require_may(store, exam_id, staff_nos, by, runs)
    people = tuple(staff_nos) or tuple(one.staff_no for one in may_again(store, exam_id, by))
    if not people:
        raise NobodyMayAgain(exam=exam_id)
    return open_exam(
        store,
        actor,
        first.plan_code,
        staff_nos=people,
        opens_at=opens_at,
        closes_at=closes_at,
        room=room or first.room,
        title=title or make_up_title(exam(store, origin).title),
        make_up_of=origin,
        reading=reading,
    )


def _to_be_sat_until(store: Store, found: Exam) -> datetime:
    """When an exam can be begun at the latest, by anybody; long ago where it is closed."""
    if found.state != "open":
        return datetime.min.replace(tzinfo=UTC)
    late = [one.late_until for one in exam_people(store, found.id) if one.late_until and not one.sat]
    return max([found.closes_at, *late])


def make_up_title(title: str) -> str:
    """The title of a make-up of what has that title, in its language; one that says so already stays."""
    if "补考" in title or "make-up" in title.lower():
        return title
    return f"{title}（补考）" if any("\u4e00" <= char <= "\u9fff" for char in title) else f"{title} (make-up)"
