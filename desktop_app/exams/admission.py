"""Who may start an exam, and how they are let in: by PIN, by a one-time start slip, by the examiner's hand.

Promises: a slip is kept as a hash alone, opens one exam and nothing else of its owner, and goes on being good for the
same sitting until that is submitted; wrong codes slow down as wrong PINs do. Must not know what a sitting holds.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from desktop_app.base.clock import Reading, as_text, from_text
from desktop_app.base.errors import Fact, InputError, RefusedError
from desktop_app.exams import attempts
from desktop_app.exams.attendance import SEAT
from desktop_app.exams.exam import Exam, ExamClosed, ExamPerson, exam, exam_people, require_open
from desktop_app.exams.plan import Admission
from desktop_app.exams.plans import day_of
from desktop_app.exams.running import NotInExam, reason_of
from desktop_app.staff import Actor, Role, person, require, set_pin
from desktop_app.staff.examiners import HasLeft
from desktop_app.staff.pins import count_failure, forget_failures, require_no_wait
from desktop_app.store import Database, Store

_SLIP_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


class ExamNotOpenYet(RefusedError):
    """The exam opens later; facts: exam, opens_at."""

    code = "exam_not_open_yet"


class ExamOver(RefusedError):
    """The exam's time to start has passed; facts: exam, closes_at."""

    code = "exam_over"


class NotAdmitted(RefusedError):
    """An examiner must let the person in first; facts: staff_no."""

    code = "not_admitted"


class SlipWrong(InputError):
    """The start slip is another's, used up or mistyped."""

    code = "slip_wrong"


class SlipWrongAgain(SlipWrong):
    """The start slip is wrong, once too often: the next try must wait; facts: wait_s."""

    code = "slip_wrong_again"


class WrongSeat(RefusedError):
    """The person is to sit at another computer; facts: seat, here."""

    code = "wrong_seat"


class LateInvalid(InputError):
    """Somebody may start late only until an instant that is still to come; facts: until."""

    code = "late_invalid"


class NoAttemptsLeft(RefusedError):
    """The plan allows no further attempt in this exam; facts: attempts."""

    code = "no_attempts_left"


class WaitBeforeRetry(RefusedError):
    """The plan wants some days between two attempts; facts: days, next_on."""

    code = "wait_before_retry"


@dataclass(frozen=True, slots=True)
class ExamForMe:
    """An exam as one candidate meets it. ``allowed_ms`` is the time that starting now would give, with extra
    time and what an examiner gave; ``sitting_id`` is the one to go on with. ``obstacle`` is the error that starting now
    would raise, None where it can be started. ``seat`` is where they are to sit, ``closes_at`` until when they may
    start."""

    exam: Exam
    allowed_ms: int
    attempts_left: int
    sitting_id: str | None
    held: bool
    obstacle: RefusedError | None
    seat: str
    closes_at: datetime

    @property
    def can_start(self) -> bool:
        """Whether it can be started, or gone on with, now."""
        return self.obstacle is None and not self.held


# ---------------------------------------------------------------- let in


def admit(
    store: Store, actor: Actor, exam_id: str, staff_no: str, reading: Reading, pin: str | None = None
) -> ExamPerson:
    """Let a candidate in; ``pin`` is the one that they choose the first time.

    Raises ``NotAllowed``, ``UnknownExam``, ``ExamClosed``, ``NotInExam``, ``PinTooSimple``.
    """
    require(actor, Role.EXAMINER)
    require_open(store, exam_id)
    facts: dict[str, Fact] = {"exam": exam_id, "staff_no": staff_no}
    with store.write("exams", actor=actor, action="admitted", at=reading, facts=facts) as db:
        changed = db.execute(
            "UPDATE exam_person SET admitted_at = ?, admitted_by = ?, absent = 0, arrived_at = coalesce(arrived_at, ?),"
            " left_at = NULL WHERE exam_id = ? AND staff_no = ?",
            (as_text(reading.at), actor.staff_no, as_text(reading.at), exam_id, staff_no),
        )
        if not changed.rowcount:
            raise NotInExam(exam=exam_id, staff_no=staff_no)
        if pin is not None:
            set_pin(store, actor, staff_no, pin, reading)
    return next(one for one in exam_people(store, exam_id) if one.staff_no == staff_no)


def start_late(
    store: Store, actor: Actor, exam_id: str, staff_no: str, until: datetime, why: str, reading: Reading
) -> ExamPerson:
    """Let one person start until another instant than everybody; whoever starts has the plan's whole time.

    Raises ``NotAllowed``, ``UnknownExam``, ``ExamClosed``, ``NotInExam``, ``ReasonMissing``, ``LateInvalid``.
    """
    require(actor, Role.EXAMINER)
    reason = reason_of(why)
    require_open(store, exam_id)
    if until <= reading.at:
        raise LateInvalid(until=as_text(until))
    facts: dict[str, Fact] = {"exam": exam_id, "staff_no": staff_no, "until": as_text(until), "why": reason}
    with store.write("exams", actor=actor, action="late_start", at=reading, facts=facts) as db:
        changed = db.execute(
            "UPDATE exam_person SET late_until = ?, absent = 0 WHERE exam_id = ? AND staff_no = ?",
            (as_text(until), exam_id, staff_no),
        )
        if not changed.rowcount:
            raise NotInExam(exam=exam_id, staff_no=staff_no)
    return next(one for one in exam_people(store, exam_id) if one.staff_no == staff_no)


# ---------------------------------------------------------------- start slips


def new_slips(
    store: Store, actor: Actor, exam_id: str, reading: Reading, staff_nos: Sequence[str] = ()
) -> dict[str, str]:
    """One-time start slips: staff number → code to print. For everybody of the exam who was not admitted yet; or for
    those named, also where they were, and where they sit already: whoever lost theirs goes on with the new one.

    Only hashes are kept; new slips make the old ones void. Raises ``NotAllowed``, ``UnknownExam``, ``ExamClosed``,
    ``NotInExam``.
    """
    require(actor, Role.EXAMINER)
    require_open(store, exam_id)
    everybody = exam_people(store, exam_id)
    known = {one.staff_no for one in everybody}
    for staff_no in staff_nos:
        if staff_no not in known:
            raise NotInExam(exam=exam_id, staff_no=staff_no)
    wanted = staff_nos or [one.staff_no for one in everybody if one.admitted_at is None]
    codes = {staff_no: "".join(secrets.choice(_SLIP_LETTERS) for _ in range(8)) for staff_no in wanted}
    facts: dict[str, Fact] = {"exam": exam_id, "people": len(codes), "staff_no": "、".join(staff_nos)}
    with store.write("exams", actor=actor, action="slips_made", at=reading, facts=facts) as db:
        for staff_no, code in codes.items():
            db.execute(
                "UPDATE exam_person SET slip_hash = ?, slip_used = '' WHERE exam_id = ? AND staff_no = ?",
                (slip_hash(exam_id, staff_no, code), exam_id, staff_no),
            )
    return codes


def slip_hash(exam_id: str, staff_no: str, code: str) -> str:
    """What is kept of a start slip."""
    plain = "".join(char for char in code.upper() if char.isalnum())
    return hashlib.sha256(f"{exam_id}\n{staff_no}\n{plain}".encode()).hexdigest()


def slips_wait(store: Store) -> frozenset[str]:
    """The numbers of those who may come in by a start slip now: of an open exam, not submitted yet."""
    rows = store.read.execute(f"SELECT DISTINCT p.staff_no {_GOOD_SLIPS}").fetchall()
    return frozenset(str(row[0]) for row in rows)


_GOOD_SLIPS: Final = (
    "FROM exam_person p JOIN exam e ON e.id = p.exam_id WHERE e.state = 'open' AND (p.slip_hash <> ''"
    " OR (p.slip_used <> '' AND (SELECT count(*) FROM sitting t WHERE t.exam_id = p.exam_id"
    "   AND t.staff_no = p.staff_no AND t.state = 'submitted') <= p.slip_after))"
)
"""A slip that was used is good for the sitting that it began: as long as nothing was submitted since."""


def enter_by_slip(store: Store, staff_no: str, code: str, reading: Reading) -> Actor:
    """The candidate with that number, let in to the one exam of their start slip: nothing else of theirs is open to
    them. They are admitted, and have come.

    Raises ``UnknownPerson``, ``HasLeft``, ``PinWait`` (this code was not looked at), ``SlipWrong``.
    """
    who = person(store, staff_no)
    if who.left_on is not None:
        raise HasLeft(staff_no=staff_no)
    require_no_wait(store, staff_no, reading)
    exam_id = _exam_of_slip(store.read, staff_no, code)
    if exam_id is None:
        raise wrong_slip(store, staff_no, reading)
    actor = Actor(staff_no, who.name, Role.CANDIDATE, exam_id)
    facts: dict[str, Fact] = {"exam": exam_id, "staff_no": staff_no}
    with store.write("exams", actor=actor, action="slip_used", at=reading, facts=facts) as db:
        use_slip(db, exam_id, staff_no, reading)
    forget_failures(store, staff_no, reading)
    return actor


def _exam_of_slip(db: Database, staff_no: str, code: str) -> str | None:
    rows = db.execute(
        f"SELECT p.exam_id, p.slip_hash, p.slip_used {_GOOD_SLIPS} AND p.staff_no = ? ORDER BY p.exam_id", (staff_no,)
    ).fetchall()
    for exam_id, unused, used in rows:
        if hmac.compare_digest(slip_hash(exam_id, staff_no, code), unused or used):
            return str(exam_id)
    return None


def use_slip(db: Database, exam_id: str, staff_no: str, reading: Reading) -> None:
    """Inside the caller's transaction: whoever came in by their start slip has used it. From now on it is good for one
    sitting, until that is submitted."""
    db.execute(
        "UPDATE exam_person SET slip_used = slip_hash, slip_hash = '', slip_after = (SELECT count(*) FROM sitting t"
        "   WHERE t.exam_id = exam_person.exam_id AND t.staff_no = exam_person.staff_no AND t.state = 'submitted'),"
        " admitted_at = coalesce(admitted_at, ?), admitted_by = coalesce(admitted_by, ''), absent = 0,"
        " arrived_at = coalesce(arrived_at, ?)"
        " WHERE exam_id = ? AND staff_no = ? AND slip_hash <> ''",
        (as_text(reading.at), as_text(reading.at), exam_id, staff_no),
    )


def wrong_slip(store: Store, staff_no: str, reading: Reading) -> SlipWrong:
    """The error of a wrong code, which has been counted."""
    wait_s = count_failure(store, staff_no, reading)
    return SlipWrongAgain(wait_s=wait_s) if wait_s else SlipWrong()


# ---------------------------------------------------------------- who may start


def obstacle(
    store: Store, found: Exam, staff_no: str, reading: Reading, slip: str | None = None
) -> RefusedError | None:
    """The error that keeps a person from starting a new sitting in that exam now; None where nothing does.

    A wrong slip raises ``SlipWrong`` at once.
    """
    row = store.read.execute(
        "SELECT admitted_at, slip_hash, station, late_until FROM exam_person WHERE exam_id = ? AND staff_no = ?",
        (found.id, staff_no),
    ).fetchone()
    if row is None:
        return NotInExam(exam=found.id, staff_no=staff_no)
    if found.state != "open":
        return ExamClosed(exam=found.id)
    if reading.at < found.opens_at:
        return ExamNotOpenYet(exam=found.id, opens_at=as_text(found.opens_at))
    admitted, kept, seat, late_until = row
    closes_at = _closes_for(found, late_until)
    if reading.at > closes_at:
        return ExamOver(exam=found.id, closes_at=as_text(closes_at))
    if attempts.attempts_made(store.read, found.id, staff_no) >= found.plan.attempts:
        return NoAttemptsLeft(attempts=found.plan.attempts)
    next_at = attempts.next_at(store.read, found.plan, staff_no)
    if next_at and reading.at < next_at:
        return WaitBeforeRetry(days=found.plan.wait_days, next_on=day_of(store, next_at).isoformat())
    here = store.setting(SEAT)
    if seat and here and seat != here:
        return WrongSeat(seat=seat, here=here)
    if admitted is None and found.plan.admission is not Admission.PIN:
        if slip is not None and (not kept or slip_hash(found.id, staff_no, slip) != kept):
            raise SlipWrong
        if slip is None:
            return NotAdmitted(staff_no=staff_no)
    return None


def _closes_for(found: Exam, late_until: str | None) -> datetime:
    """Until when somebody may start: later than everybody where an examiner allowed it."""
    return max(found.closes_at, from_text(late_until)) if late_until else found.closes_at


def obstacle_with_slip(store: Store, found: Exam, staff_no: str, reading: Reading, slip: str) -> RefusedError | None:
    """As ``obstacle``, for somebody who gives the code of their slip beside their PIN. Raises ``PinWait``,
    ``SlipWrong``: a wrong code counts."""
    require_no_wait(store, staff_no, reading)
    try:
        return obstacle(store, found, staff_no, reading, slip)
    except SlipWrong:
        raise wrong_slip(store, staff_no, reading) from None


def open_for(store: Store, staff_no: str, reading: Reading) -> tuple[ExamForMe, ...]:
    """The open exams of a candidate, also those that open later; what can be gone on with first."""
    who = person(store, staff_no)
    rows = store.read.execute(
        "SELECT exam.id, (SELECT t.id FROM sitting t WHERE t.exam_id = exam.id AND t.staff_no = ?"
        "   AND t.state IN ('open', 'held')),"
        " (SELECT t.state FROM sitting t WHERE t.exam_id = exam.id AND t.staff_no = ? AND t.state IN ('open', 'held')),"
        " p.station, p.late_until, p.extra_ms FROM exam JOIN exam_person p ON p.exam_id = exam.id AND p.staff_no = ?"
        " WHERE exam.state = 'open' ORDER BY exam.closes_at, exam.id",
        (staff_no, staff_no, staff_no),
    ).fetchall()
    mine = []
    for exam_id, sitting_id, state, seat, late_until, extra_ms in rows:
        found = exam(store, exam_id)
        closes_at = _closes_for(found, late_until)
        if sitting_id is None and reading.at > closes_at:
            continue
        hindrance = None if sitting_id else obstacle(store, found, staff_no, reading)
        allowed_ms = found.plan.minutes * 60_000 * (100 + who.extra_percent) // 100 + extra_ms
        left = found.plan.attempts - attempts.attempts_made(store.read, found.id, staff_no)
        held = state == "held"
        mine.append(ExamForMe(found, allowed_ms, max(left, 0), sitting_id, held, hindrance, seat, closes_at))
    return tuple(sorted(mine, key=lambda one: one.sitting_id is None))


def open_exam_of_plan(store: Store, plan_code: str, staff_no: str, reading: Reading) -> str | None:
    """The exam of that plan that a person would sit now: the one to go on with, else one that can be started, else one
    whose obstacle starting will name. None where there is none."""
    found = [one for one in open_for(store, staff_no, reading) if one.exam.plan_code == plan_code]
    best = sorted(found, key=lambda one: (one.sitting_id is None, one.obstacle is not None))
    return best[0].exam.id if best else None
