"""What happens to running sittings from outside: time given, released, declared void, ended with the exam or by time.

Promises: whatever an examiner does to a sitting stands in its steps, with the reason, and nobody does it to their own;
what becomes of one that nobody came back to is the plan's, and stands there as well. Must not know the exam page.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from desktop_app.base.clock import Reading, as_text
from desktop_app.base.errors import Fact, InputError, RefusedError
from desktop_app.exams.attempts import attempts_made
from desktop_app.exams.keeping import (
    Kept,
    UnknownExam,
    add_step,
    as_of,
    finish,
    kept,
    known,
    open_sittings,
    read_steps,
)
from desktop_app.exams.plan import Abandoned, from_data
from desktop_app.exams.sealing import seal
from desktop_app.exams.steps import Known, after_break, gap, replay, share_of_gap
from desktop_app.staff import Actor, Role, require
from desktop_app.staff.people import require_another
from desktop_app.store import Database, Store
from desktop_app.store.wall_clock import clock_doubt

ABANDONED_MS: Final = 10 * 60_000
"""Whoever has been away from a sitting for so long when it ends has abandoned it."""


class ReasonMissing(InputError):
    """Something that stands on record needs a reason."""

    code = "reason_missing"


class TimeGivenInvalid(InputError):
    """The time to give is nothing, or more than a day; facts: ms."""

    code = "time_given_invalid"


class HasSat(RefusedError):
    """Somebody has handed in and cannot begin again: there is nothing that time could be for; facts: exam, staff_no."""

    code = "has_sat"


class NotInExam(RefusedError):
    """The person is not among those of the exam; facts: exam, staff_no."""

    code = "not_in_exam"


class SittingNotHeld(RefusedError):
    """The sitting waits for nobody; facts: sitting, state."""

    code = "sitting_not_held"


class SittingIsVoid(RefusedError):
    """The sitting was declared void; facts: sitting."""

    code = "sitting_is_void"


def give_time(
    store: Store, actor: Actor, exam_id: str, staff_no: str | None, ms: int, why: str, reading: Reading
) -> int:
    """Give a person of an exam, or (None) everybody in it, time: before they start or while they sit; gives how many
    people that was. What was given earlier stays. Negative takes back.

    Raises ``NotAllowed``, ``ReasonMissing``, ``TimeGivenInvalid``, ``NotInExam``, ``UnknownExam``; ``HasSat`` where one
    person has handed in and has no attempt left.
    """
    require(actor, Role.EXAMINER)
    reason = reason_of(why)
    if not ms or abs(ms) > 86_400_000:
        raise TimeGivenInvalid(ms=ms)
    facts: dict[str, Fact] = {"exam": exam_id, "staff_no": staff_no, "ms": ms, "why": reason}
    with store.write("exams", actor=actor, action="time_given", at=reading, facts=facts) as db:
        _require_exam(db, exam_id)
        changed = db.execute(
            "UPDATE exam_person SET extra_ms = extra_ms + ? WHERE exam_id = ? AND (? IS NULL OR staff_no = ?)",
            (ms, exam_id, staff_no, staff_no),
        ).rowcount
        if not changed:
            raise NotInExam(exam=exam_id, staff_no=staff_no)
        if staff_no is not None:
            require_another(actor, staff_no)
            _require_to_sit(db, exam_id, staff_no)
        for sitting_id in open_sittings(db, exam_id):
            one = kept(db, sitting_id)
            if staff_no in (None, one.staff_no):
                body = {"ms": ms, "why": reason, "by": actor.staff_no}
                add_step(db, sitting_id, "time_given", None, body, as_of(reading, known(db, sitting_id).used_ms))
    return changed


def _require_to_sit(db: Database, exam_id: str, staff_no: str) -> None:
    """Somebody sits, or can begin once more. Raises ``HasSat``."""
    states = db.execute("SELECT state FROM sitting WHERE exam_id = ? AND staff_no = ?", (exam_id, staff_no)).fetchall()
    if any(row[0] in ("open", "held") for row in states) or not states:
        return
    (body,) = db.execute("SELECT body FROM exam WHERE id = ?", (exam_id,)).fetchone()
    if attempts_made(db, exam_id, staff_no) >= from_data(json.loads(body)).attempts:
        raise HasSat(exam=exam_id, staff_no=staff_no)


def release_resume(store: Store, actor: Actor, sitting_id: str, reading: Reading, note: str = "") -> None:
    """Let a held sitting go on. Raises ``NotAllowed``, ``UnknownSitting``, ``SittingNotHeld``."""
    require(actor, Role.EXAMINER)
    facts: dict[str, Fact] = {"sitting": sitting_id}
    with store.write("sittings", actor=actor, action="sitting_released", at=reading, facts=facts) as db:
        one = kept(db, sitting_id)
        require_another(actor, one.staff_no)
        if one.state != "held":
            raise SittingNotHeld(sitting=sitting_id, state=one.state)
        body = {"note": note.strip(), "by": actor.staff_no}
        add_step(db, sitting_id, "released", None, body, as_of(reading, known(db, sitting_id).used_ms))
        db.execute("UPDATE sitting SET state = 'open' WHERE id = ?", (sitting_id,))


def void(store: Store, actor: Actor, sitting_id: str, why: str, reading: Reading) -> None:
    """Declare a sitting void: it counts as no attempt. Nothing of it is deleted.

    Raises ``NotAllowed``, ``ReasonMissing``, ``UnknownSitting``, ``SittingIsVoid``.
    """
    require(actor, Role.EXAMINER)
    reason = reason_of(why)
    facts: dict[str, Fact] = {"sitting": sitting_id, "why": reason}
    with store.write("sittings", actor=actor, action="sitting_void", at=reading, facts=facts) as db:
        one = kept(db, sitting_id)
        require_another(actor, one.staff_no)
        if one.state == "void":
            raise SittingIsVoid(sitting=sitting_id)
        at = as_of(reading, known(db, sitting_id).used_ms)
        _end_void(db, sitting_id, at, {"why": reason, "by": actor.staff_no})


def _end_void(db: Database, sitting_id: str, at: Known, body: dict[str, str]) -> None:
    """Inside the caller's transaction: from now on it counts for nothing."""
    last = add_step(db, sitting_id, "void", None, body, at)
    db.execute(
        "UPDATE sitting SET state = 'void', ended_at = coalesce(ended_at, ?) WHERE id = ?",
        (as_text(at.at), sitting_id),
    )
    seal(db, sitting_id, last.chain, at)
    db.execute("DELETE FROM pulse WHERE sitting_id = ?", (sitting_id,))


def end_sitting(store: Store, actor: Actor, sitting_id: str, why: str, reading: Reading) -> None:
    """End a person's sitting as it stands; it is graded. Raises ``NotAllowed``, ``ReasonMissing``, ``UnknownSitting``,
    ``SittingNotHeld`` where it has ended already."""
    require(actor, Role.EXAMINER)
    reason = reason_of(why)
    facts: dict[str, Fact] = {"sitting": sitting_id, "why": reason}
    with store.write("sittings", actor=actor, action="sitting_ended", at=reading, facts=facts) as db:
        one = kept(db, sitting_id)
        require_another(actor, one.staff_no)
        if one.state not in ("open", "held"):
            raise SittingNotHeld(sitting=sitting_id, state=one.state)
        finish(store, db, one, _as_it_stands(db, one, reading), "examiner", reason)


def close_exam(store: Store, actor: Actor, exam_id: str, reading: Reading) -> int:
    """Close an exam for everybody; sittings under way are submitted as they stand, and what was abandoned becomes what
    the plan says. Gives how many those were.

    Raises ``NotAllowed``, ``UnknownExam``. Closing twice changes nothing.
    """
    require(actor, Role.EXAMINER)
    facts: dict[str, Fact] = {"exam": exam_id}
    with store.write("exams", at=reading) as db:
        _require_exam(db, exam_id)
        closed = db.execute(
            "UPDATE exam SET state = 'closed', closed_at = ? WHERE id = ? AND state = 'open'",
            (as_text(reading.at), exam_id),
        ).rowcount
        if not closed:
            return 0
        with store.write("sittings", actor=actor, action="exam_closed", at=reading, facts=facts) as inner:
            under_way = open_sittings(inner, exam_id)
            for sitting_id in under_way:
                one = kept(inner, sitting_id)
                _end_at(store, inner, one, _as_it_stands(inner, one, reading), "exam_closed", reading)
    return len(under_way)


@dataclass(frozen=True, slots=True)
class Closing:
    """What closing an exam now would do: sittings submitted as they stand, abandoned ones declared void; ``late``: the
    numbers of those who might still have started late and have not."""

    submitted: int
    void: int
    late: tuple[str, ...] = ()


def closing(store: Store, exam_id: str, reading: Reading) -> Closing:
    """What ``close_exam`` would do to the sittings under way."""
    void = 0
    under_way = open_sittings(store.read, exam_id)
    for sitting_id in under_way:
        one = kept(store.read, sitting_id)
        at = _as_it_stands(store.read, one, reading)
        void += one.plan.abandoned is Abandoned.VOID and _left_at(store.read, one, at, reading) is not None
    late = store.read.execute(
        "SELECT staff_no FROM exam_person p WHERE exam_id = ? AND late_until >= ? AND NOT EXISTS"
        " (SELECT 1 FROM sitting t WHERE t.exam_id = p.exam_id AND t.staff_no = p.staff_no) ORDER BY staff_no",
        (exam_id, as_text(reading.at)),
    ).fetchall()
    return Closing(len(under_way) - void, void, tuple(row[0] for row in late))


def settle(store: Store, reading: Reading) -> tuple[str, ...]:
    """``expire_due``, where the clock can be believed: an empty battery ends nobody's sitting."""
    return () if clock_doubt(store, reading.at) is not None else expire_due(store, reading)


def expire_due(store: Store, reading: Reading) -> tuple[str, ...]:
    """End the sittings whose time ended while nobody looked, as of when it ended; gives their ids. They are graded, or
    void where the plan wants that of what was abandoned; as long as their exam can be started, those can be come back
    to.

    While the app is away the exam's clock goes as the plan says: with ``stop`` a sitting never ends by itself, and
    one that is held waits; both end when an examiner closes the exam.
    """
    due = []
    for sitting_id in open_sittings(store.read):
        if _ended(store.read, kept(store.read, sitting_id), reading) is None:
            continue
        with store.write("sittings", at=reading) as db:
            one = kept(db, sitting_id)
            at = _ended(db, one, reading)
            if at is None or _may_come_back(db, one, at, reading):
                continue
            _end_at(store, db, one, at, "time", reading)
            due.append(sitting_id)
    return tuple(due)


def _ended(db: Database, one: Kept, reading: Reading) -> Known | None:
    """When an open sitting's time ended, by the clock that the plan keeps for it; None while it has not."""
    if one.state != "open":
        return None
    sum_ = replay(read_steps(db, one.id))
    before, _ = after_break(sum_, known(db, one.id), reading)
    allowed = sum_.allowed_ms + one.extra_ms
    passed = gap(before, reading)
    stopped, ran = share_of_gap(one.plan, passed.ms, sum_.stopped_ms)
    if before.used_ms + ran < allowed:
        return None
    rest = max(0, allowed - before.used_ms)
    at = before.at + timedelta(milliseconds=(stopped if ran else 0) + rest)
    return Known(at, reading.boot_ms, reading.boot_id, max(allowed, before.used_ms))


def _may_come_back(db: Database, one: Kept, at: Known, reading: Reading) -> bool:
    """Whether an abandoned sitting, which would be void, is left alone for now: its exam can still be started."""
    if one.plan.abandoned is not Abandoned.VOID or _left_at(db, one, at, reading) is None:
        return False
    state, closes_at, late_until = db.execute(
        "SELECT e.state, e.closes_at, p.late_until FROM exam e"
        " LEFT JOIN exam_person p ON p.exam_id = e.id AND p.staff_no = ? WHERE e.id = ?",
        (one.staff_no, one.exam_id),
    ).fetchone()
    return bool(state == "open" and as_text(reading.at) <= max(closes_at, late_until or closes_at))


def _left_at(db: Database, one: Kept, at: Known, reading: Reading) -> datetime | None:
    """When a sitting that ends at ``at`` was abandoned; None where somebody was there a moment before. A break that was
    granted is no absence."""
    before, _ = after_break(replay(read_steps(db, one.id)), known(db, one.id), reading)
    away = at.at - before.at
    return before.at if away >= timedelta(milliseconds=ABANDONED_MS) else None


def _end_at(store: Store, db: Database, one: Kept, at: Known, by: str, reading: Reading) -> None:
    """Inside the caller's transaction: end a sitting that nobody submitted. One that was abandoned is what the plan
    says, on record and in the journal."""
    left_at = _left_at(db, one, at, reading)
    if left_at is None:
        finish(store, db, one, at, by)
        return
    becomes = one.plan.abandoned
    seconds = (at.at - left_at).total_seconds()
    body = {"kind": "abandoned", "since": as_text(left_at), "seconds": seconds, "note": becomes.value}
    facts: dict[str, Fact] = {"sitting": one.id, "staff_no": one.staff_no, "becomes": becomes.value}
    with store.write("sittings", action="sitting_abandoned", at=reading, facts=facts):
        add_step(db, one.id, "noted", None, body, at)
        if becomes is Abandoned.GRADED:
            finish(store, db, one, at, by)
        else:
            _end_void(db, one.id, at, {"why": "abandoned", "by": ""})


def _as_it_stands(db: Database, one: Kept, reading: Reading) -> Known:
    """Now, as the end of a sitting that somebody else ends."""
    before = known(db, one.id)
    return Known(gap(before, reading).at, reading.boot_ms, reading.boot_id, before.used_ms)


def reason_of(why: str) -> str:
    """The reason without spaces around it. Raises ``ReasonMissing``."""
    if not why.strip():
        raise ReasonMissing
    return why.strip()


def _require_exam(db: Database, exam_id: str) -> None:
    if db.execute("SELECT 1 FROM exam WHERE id = ?", (exam_id,)).fetchone() is None:
        raise UnknownExam(exam=exam_id)
