"""An exam (考试场次): a plan opened for people between two instants.

Promises: the plan is frozen when the exam is opened; an exam that could not be drawn is never opened. What
happens to it while people sit (time given, closing) lies in ``running``. Must not know answers.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from desktop_app.base.clock import Reading, as_text, from_text
from desktop_app.base.errors import Fact, InputError, RefusedError
from desktop_app.exams import attempts
from desktop_app.exams import balance as balances
from desktop_app.exams.balance import Balance
from desktop_app.exams.keeping import UnknownExam
from desktop_app.exams.paper import CannotBeDrawn, check_plan
from desktop_app.exams.plan import Admission, ExamPlan, from_data, to_data
from desktop_app.exams.plans import day_of, plan, pool_of
from desktop_app.exams.running import NotInExam, close_exam, give_time
from desktop_app.staff import Actor, Role, people, person, require, set_pin
from desktop_app.store import Store

__all__ = [
    "DEFAULT_WINDOW",
    "Exam",
    "ExamClosed",
    "ExamForMe",
    "ExamNotOpenYet",
    "ExamOver",
    "ExamPerson",
    "ExamWindowEmpty",
    "ExamWithoutPeople",
    "NoAttemptsLeft",
    "NotAdmitted",
    "NotInExam",
    "SlipWrong",
    "UnknownExam",
    "WaitBeforeRetry",
    "add_people",
    "admit",
    "close_exam",
    "exam",
    "exam_people",
    "exams",
    "extend_exam",
    "give_time",
    "mark_absent",
    "new_slips",
    "not_sat",
    "obstacle",
    "open_exam",
    "open_exam_of_plan",
    "open_for",
    "slip_hash",
]


DEFAULT_WINDOW: Final = timedelta(hours=24)
_SLIP_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


class ExamWithoutPeople(InputError):
    """Nobody would sit the exam; facts: posts."""

    code = "exam_without_people"


class ExamWindowEmpty(InputError):
    """An exam must close after it opens; facts: opens_at, closes_at."""

    code = "exam_window_empty"


class ExamClosed(RefusedError):
    """The exam is closed; facts: exam."""

    code = "exam_closed"


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


class NoAttemptsLeft(RefusedError):
    """The plan allows no further attempt in this exam; facts: attempts."""

    code = "no_attempts_left"


class WaitBeforeRetry(RefusedError):
    """The plan wants some days between two attempts; facts: days, next_on."""

    code = "wait_before_retry"


@dataclass(frozen=True, slots=True)
class Exam:
    """An exam. ``plan`` is as it was at opening, and so is ``balance``, what its papers aim at (None: no statistics);
    instants are UTC; ``state`` is ``open`` or ``closed``; ``make_up_of`` is the exam that it is made up for."""

    id: str
    plan: ExamPlan
    title: str
    room: str
    opens_at: datetime
    closes_at: datetime
    state: str
    opened_by: str
    opened_at: datetime
    closed_at: datetime | None
    balance: Balance | None = None
    make_up_of: str | None = None

    @property
    def plan_code(self) -> str:
        """The code of the plan."""
        return self.plan.code


@dataclass(frozen=True, slots=True)
class ExamPerson:
    """Somebody of an exam. ``extra_ms`` is time given by an examiner; ``sat`` whether they have a sitting in it."""

    staff_no: str
    name: str
    post: str
    admitted_at: datetime | None
    extra_ms: int
    absent: bool
    sat: bool


@dataclass(frozen=True, slots=True)
class ExamForMe:
    """An exam as one candidate meets it. ``minutes`` includes extra time; ``sitting_id`` is the one to go on with.
    ``obstacle`` is the error that starting now would raise, None where it can be started."""

    exam: Exam
    minutes: int
    attempts_left: int
    sitting_id: str | None
    held: bool
    obstacle: RefusedError | None

    @property
    def can_start(self) -> bool:
        """Whether it can be started, or gone on with, now."""
        return self.obstacle is None and not self.held


_COLUMNS = "id, body, title, room, opens_at, closes_at, state, opened_by, opened_at, closed_at, balance, make_up_of"


def open_exam(
    store: Store,
    actor: Actor,
    plan_code: str,
    *,
    staff_nos: Sequence[str] = (),
    posts: Sequence[str] = (),
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    room: str = "",
    title: str = "",
    make_up_of: str | None = None,
    reading: Reading,
) -> Exam:
    """Open a plan for people: those named and those of the posts; nobody given: all candidates of the roster.

    From now, and for a day, where no instants are given. ``make_up_of``: the first exam that it is made up for
    (``make_up.open_make_up``), where nobody given is nobody. Raises ``NotAllowed``, ``UnknownPlan``, ``UnknownPerson``,
    ``ExamWithoutPeople``, ``ExamWindowEmpty``, ``CannotBeDrawn`` (on the day it opens).
    """
    require(actor, Role.EXAMINER)
    found = plan(store, plan_code)
    opens = opens_at or reading.at
    closes = closes_at or opens + DEFAULT_WINDOW
    if closes <= opens or closes <= reading.at:
        raise ExamWindowEmpty(opens_at=as_text(opens), closes_at=as_text(closes))
    pool, day = pool_of(store, found), day_of(store, opens)
    missing = check_plan(found, pool, day)
    if missing:
        raise CannotBeDrawn(plan_code, missing)
    shares = balances.item_shares(store.read, {section.bank for section in found.sections})
    balance = balances.balance_of(found, pool, shares, day)
    if make_up_of is not None and not staff_nos and not posts:
        raise ExamWithoutPeople(posts="")
    who = _who(store, staff_nos, posts)
    exam_id = f"E{day_of(store, opens):%Y%m%d}-{secrets.token_hex(3).upper()}"
    facts: dict[str, Fact] = {"exam": exam_id, "plan": plan_code, "people": len(who)}
    with store.write("exams", actor=actor, action="exam_opened", at=reading, facts=facts) as db:
        db.execute(
            "INSERT INTO exam (id, plan_code, title, body, room, opens_at, closes_at, opened_by, opened_at, balance,"
            " make_up_of) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                exam_id,
                plan_code,
                title or found.title,
                json.dumps(to_data(found), ensure_ascii=False, sort_keys=True),
                room,
                as_text(opens),
                as_text(closes),
                actor.staff_no,
                as_text(reading.at),
                json.dumps(balances.to_data(balance), ensure_ascii=False),
                make_up_of,
            ),
        )
        db.conn.executemany(
            "INSERT INTO exam_person (exam_id, staff_no) VALUES (?, ?)", [(exam_id, one) for one in who]
        )
    return exam(store, exam_id)


def _who(store: Store, staff_nos: Sequence[str], posts: Sequence[str]) -> list[str]:
    named = {person(store, staff_no).staff_no: None for staff_no in staff_nos}
    for one in people(store):
        if one.post in posts or (not staff_nos and not posts and one.role is Role.CANDIDATE):
            named.setdefault(one.staff_no)
    if not named:
        raise ExamWithoutPeople(posts="、".join(posts))
    return list(named)


def exams(store: Store) -> tuple[Exam, ...]:
    """Every exam, the latest first."""
    rows = store.read.execute(f"SELECT {_COLUMNS} FROM exam ORDER BY opened_at DESC, id").fetchall()
    return tuple(map(_exam, rows))


def exam(store: Store, exam_id: str) -> Exam:
    """One exam. Raises ``UnknownExam``."""
    row = store.read.execute(f"SELECT {_COLUMNS} FROM exam WHERE id = ?", (exam_id,)).fetchone()
    if row is None:
        raise UnknownExam(exam=exam_id)
    return _exam(row)


def _exam(row: Sequence[Any]) -> Exam:
    return Exam(
        row[0],
        from_data(json.loads(row[1])),
        row[2],
        row[3],
        from_text(row[4]),
        from_text(row[5]),
        row[6],
        row[7],
        from_text(row[8]),
        from_text(row[9]) if row[9] else None,
        balances.from_data(json.loads(row[10])),
        row[11],
    )


def exam_people(store: Store, exam_id: str) -> tuple[ExamPerson, ...]:
    """Who is to sit it, by number. Raises ``UnknownExam``."""
    exam(store, exam_id)
    rows = store.read.execute(
        "SELECT p.staff_no, s.name, s.post, p.admitted_at, p.extra_ms, p.absent, EXISTS ("
        "   SELECT 1 FROM sitting t WHERE t.exam_id = p.exam_id AND t.staff_no = p.staff_no AND t.state <> 'void')"
        " FROM exam_person p JOIN staff s ON s.staff_no = p.staff_no WHERE p.exam_id = ?"
        " ORDER BY length(p.staff_no), p.staff_no",
        (exam_id,),
    ).fetchall()
    return tuple(
        ExamPerson(row[0], row[1], row[2], from_text(row[3]) if row[3] else None, row[4], bool(row[5]), bool(row[6]))
        for row in rows
    )


def not_sat(store: Store, exam_id: str) -> tuple[ExamPerson, ...]:
    """Who has no sitting in it. Raises ``UnknownExam``."""
    return tuple(one for one in exam_people(store, exam_id) if not one.sat)


def add_people(store: Store, actor: Actor, exam_id: str, staff_nos: Sequence[str], reading: Reading) -> None:
    """Add people to an open exam. Raises ``NotAllowed``, ``UnknownExam``, ``UnknownPerson``, ``ExamClosed``."""
    require(actor, Role.EXAMINER)
    _open(store, exam_id)
    numbers = [person(store, staff_no).staff_no for staff_no in staff_nos]
    facts: dict[str, Fact] = {"exam": exam_id, "people": len(numbers)}
    with store.write("exams", actor=actor, action="exam_people_added", at=reading, facts=facts) as db:
        for staff_no in numbers:
            db.execute("INSERT OR IGNORE INTO exam_person (exam_id, staff_no) VALUES (?, ?)", (exam_id, staff_no))


def admit(
    store: Store, actor: Actor, exam_id: str, staff_no: str, reading: Reading, pin: str | None = None
) -> ExamPerson:
    """Let a candidate in; ``pin`` is the one that they choose the first time.

    Raises ``NotAllowed``, ``UnknownExam``, ``ExamClosed``, ``NotInExam``, ``PinTooSimple``.
    """
    require(actor, Role.EXAMINER)
    _open(store, exam_id)
    facts: dict[str, Fact] = {"exam": exam_id, "staff_no": staff_no}
    with store.write("exams", actor=actor, action="admitted", at=reading, facts=facts) as db:
        changed = db.execute(
            "UPDATE exam_person SET admitted_at = ?, admitted_by = ?, absent = 0 WHERE exam_id = ? AND staff_no = ?",
            (as_text(reading.at), actor.staff_no, exam_id, staff_no),
        )
        if not changed.rowcount:
            raise NotInExam(exam=exam_id, staff_no=staff_no)
        if pin is not None:
            set_pin(store, actor, staff_no, pin, reading)
    return next(one for one in exam_people(store, exam_id) if one.staff_no == staff_no)


def new_slips(store: Store, actor: Actor, exam_id: str, reading: Reading) -> dict[str, str]:
    """One-time start slips for everybody of the exam who was not admitted yet: staff number → code to print.

    Only hashes are kept; new slips make the old ones void. Raises ``NotAllowed``, ``UnknownExam``, ``ExamClosed``.
    """
    require(actor, Role.EXAMINER)
    _open(store, exam_id)
    codes = {
        one.staff_no: "".join(secrets.choice(_SLIP_LETTERS) for _ in range(8))
        for one in exam_people(store, exam_id)
        if one.admitted_at is None
    }
    facts: dict[str, Fact] = {"exam": exam_id, "people": len(codes)}
    with store.write("exams", actor=actor, action="slips_made", at=reading, facts=facts) as db:
        for staff_no, code in codes.items():
            db.execute(
                "UPDATE exam_person SET slip_hash = ? WHERE exam_id = ? AND staff_no = ?",
                (slip_hash(exam_id, staff_no, code), exam_id, staff_no),
            )
    return codes


def slip_hash(exam_id: str, staff_no: str, code: str) -> str:
    """What is kept of a start slip."""
    plain = "".join(char for char in code.upper() if char.isalnum())
    return hashlib.sha256(f"{exam_id}\n{staff_no}\n{plain}".encode()).hexdigest()


def extend_exam(store: Store, actor: Actor, exam_id: str, closes_at: datetime, reading: Reading) -> Exam:
    """Let people start until another instant. Raises ``NotAllowed``, ``UnknownExam``, ``ExamClosed``,
    ``ExamWindowEmpty``."""
    require(actor, Role.EXAMINER)
    found = _open(store, exam_id)
    if closes_at <= found.opens_at:
        raise ExamWindowEmpty(opens_at=as_text(found.opens_at), closes_at=as_text(closes_at))
    facts: dict[str, Fact] = {"exam": exam_id, "closes_at": as_text(closes_at)}
    with store.write("exams", actor=actor, action="exam_extended", at=reading, facts=facts) as db:
        db.execute("UPDATE exam SET closes_at = ? WHERE id = ?", (as_text(closes_at), exam_id))
    return exam(store, exam_id)


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


def _open(store: Store, exam_id: str) -> Exam:
    found = exam(store, exam_id)
    if found.state != "open":
        raise ExamClosed(exam=exam_id)
    return found


# ---------------------------------------------------------------- who may start


def obstacle(
    store: Store, found: Exam, staff_no: str, reading: Reading, slip: str | None = None
) -> RefusedError | None:
    """The error that keeps a person from starting a new sitting in that exam now; None where nothing does.

    A wrong slip raises ``SlipWrong`` at once.
    """
    row = store.read.execute(
        "SELECT admitted_at, slip_hash FROM exam_person WHERE exam_id = ? AND staff_no = ?", (found.id, staff_no)
    ).fetchone()
    if row is None:
        return NotInExam(exam=found.id, staff_no=staff_no)
    if found.state != "open":
        return ExamClosed(exam=found.id)
    if reading.at < found.opens_at:
        return ExamNotOpenYet(exam=found.id, opens_at=as_text(found.opens_at))
    if reading.at > found.closes_at:
        return ExamOver(exam=found.id, closes_at=as_text(found.closes_at))
    if attempts.attempts_made(store.read, found.id, staff_no) >= found.plan.attempts:
        return NoAttemptsLeft(attempts=found.plan.attempts)
    next_at = attempts.next_at(store.read, found.plan, staff_no)
    if next_at and reading.at < next_at:
        return WaitBeforeRetry(days=found.plan.wait_days, next_on=day_of(store, next_at).isoformat())
    admitted, kept = row
    if admitted is None and found.plan.admission is not Admission.PIN:
        if slip is not None and (not kept or slip_hash(found.id, staff_no, slip) != kept):
            raise SlipWrong
        if slip is None:
            return NotAdmitted(staff_no=staff_no)
    return None


def open_for(store: Store, staff_no: str, reading: Reading) -> tuple[ExamForMe, ...]:
    """The open exams of a candidate, also those that open later; what can be gone on with first."""
    who = person(store, staff_no)
    rows = store.read.execute(
        f"SELECT {_COLUMNS}, (SELECT t.id FROM sitting t WHERE t.exam_id = exam.id AND t.staff_no = ?"
        "   AND t.state IN ('open', 'held')),"
        " (SELECT t.state FROM sitting t WHERE t.exam_id = exam.id AND t.staff_no = ? AND t.state IN ('open', 'held'))"
        " FROM exam WHERE state = 'open' AND id IN (SELECT exam_id FROM exam_person WHERE staff_no = ?)"
        " ORDER BY closes_at, id",
        (staff_no, staff_no, staff_no),
    ).fetchall()
    mine = []
    for row in rows:
        found, sitting_id, state = _exam(row), row[-2], row[-1]
        if sitting_id is None and reading.at > found.closes_at:
            continue
        hindrance = None if sitting_id else obstacle(store, found, staff_no, reading)
        minutes = found.plan.minutes * (100 + who.extra_percent) // 100
        left = found.plan.attempts - attempts.attempts_made(store.read, found.id, staff_no)
        mine.append(ExamForMe(found, minutes, max(left, 0), sitting_id, state == "held", hindrance))
    return tuple(sorted(mine, key=lambda one: one.sitting_id is None))


def open_exam_of_plan(store: Store, plan_code: str, staff_no: str, reading: Reading) -> str | None:
    """The exam of that plan that a person would sit now: the one to go on with, else one that can be started, else one
    whose obstacle starting will name. None where there is none."""
    found = [one for one in open_for(store, staff_no, reading) if one.exam.plan_code == plan_code]
    best = sorted(found, key=lambda one: (one.sitting_id is None, one.obstacle is not None))
    return best[0].exam.id if best else None
