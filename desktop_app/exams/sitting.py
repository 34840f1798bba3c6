"""A sitting: start, answer, interrupt, resume, submit.

Promises: an answer that was acknowledged is on the disk and counts; the time left survives a kill, a power cut, a
suspend and a wrong wall clock; submitting grades in the same transaction; a person has one open sitting at most. Must
not know what is right: the questions of a ``Sitting`` carry no key.

The page (or ``sit``) reads the clock and hands it in; it calls ``pulse`` once a second, so that what is lost of the
time at a kill is a second at most. A sitting is used by one thread at a time.
"""

from __future__ import annotations

import json
import secrets
from typing import Any

from desktop_app.banks.bank import questions
from desktop_app.base.clock import Reading, as_text
from desktop_app.base.errors import Fact
from desktop_app.exams import paper as papers
from desktop_app.exams.admission import obstacle, obstacle_with_slip, use_slip
from desktop_app.exams.answering import (
    answer,
    end_break,
    finish_at_zero,
    flag,
    note_away,
    note_position,
    pulse,
    submit,
    take_break,
    told_to,
)
from desktop_app.exams.exam import Exam, exam
from desktop_app.exams.keeping import Kept, add_step, kept, known, plan_digest, read_steps
from desktop_app.exams.live import (
    AnswerFixed,
    AnswerUnfit,
    NoBreakLeft,
    NoSuchPosition,
    SectionOver,
    Sitting,
    SittingElsewhere,
    SittingHeld,
    SittingOver,
    Submitted,
    TimeIsUp,
)
from desktop_app.exams.paper import Paper
from desktop_app.exams.plans import day_of, draw_paper
from desktop_app.exams.records import SittingRow, sitting_report, sittings
from desktop_app.exams.running import expire_due, release_resume, void
from desktop_app.exams.shown import show
from desktop_app.exams.steps import GAPS, Known, after_break, clock_note, gap, how_kept, replay, share_of_gap
from desktop_app.staff import Actor, Person, Role, person
from desktop_app.staff.examiners import HasLeft
from desktop_app.staff.people import ExaminerSits, require_exam
from desktop_app.store import Database, Store
from desktop_app.store.wall_clock import require_believable

__all__ = [
    "AnswerFixed",
    "AnswerUnfit",
    "NoBreakLeft",
    "NoSuchPosition",
    "SectionOver",
    "Sitting",
    "SittingElsewhere",
    "SittingHeld",
    "SittingOver",
    "SittingRow",
    "Submitted",
    "TimeIsUp",
    "answer",
    "end_break",
    "expire_due",
    "flag",
    "new_sitting",
    "note_away",
    "note_position",
    "pulse",
    "release_resume",
    "sitting_report",
    "sittings",
    "start",
    "submit",
    "take_break",
    "void",
]


# ---------------------------------------------------------------- start and resume


def start(
    store: Store,
    actor: Actor,
    exam_id: str,
    reading: Reading,
    seed: int | str | None = None,
    slip: str | None = None,
) -> Sitting:
    """Start a sitting, or go on with the open one (``resumed``); one whose time ended meanwhile comes back submitted.

    The seed comes from the system's randomness unless it is given. Raises what ``admission.obstacle`` names,
    ``SlipWrong``, ``PinWait``, ``OnlyOneExam``, ``SittingElsewhere``, ``SittingHeld``, ``ExaminerSits``, ``HasLeft``,
    ``CannotBeDrawn``.
    """
    require_exam(actor, exam_id)
    found = exam(store, exam_id)
    running = _running(store.read, actor, exam_id)
    if running:
        return _resume(store, actor, running, reading)
    who = person(store, actor.staff_no)
    if who.left_on:
        raise HasLeft(staff_no=actor.staff_no)
    if who.role is Role.EXAMINER:
        raise ExaminerSits(staff_no=actor.staff_no)
    require_believable(store, reading.at)
    if slip is None:
        hindrance = obstacle(store, found, actor.staff_no, reading)
    else:
        hindrance = obstacle_with_slip(store, found, actor.staff_no, reading, slip)
    if hindrance:
        raise hindrance
    drawn_by = secrets.randbits(63) if seed is None else seed
    paper = draw_paper(store, found.plan, drawn_by, day_of(store, reading.at), found.balance)
    with store.write("sittings", at=reading) as db:
        # Looked at again inside the transaction: another window may have started one, or closed the exam, meanwhile.
        running = _running(db, actor, exam_id)
        hindrance = None if running else obstacle(store, exam(store, exam_id), actor.staff_no, reading, slip)
        if hindrance:
            raise hindrance
        if not running:
            sitting_id = _begin(store, actor, found, paper, who, reading)
    return _resume(store, actor, running, reading) if running else _taken_up(store, sitting_id, reading)


def _running(db: Database, actor: Actor, exam_id: str) -> str | None:
    """The person's open sitting in that exam, if there is one. Raises ``SittingElsewhere``."""
    row = db.execute(
        "SELECT id, exam_id FROM sitting WHERE staff_no = ? AND state IN ('open', 'held')", (actor.staff_no,)
    ).fetchone()
    if row and row[1] != exam_id:
        raise SittingElsewhere(exam=row[1])
    return row[0] if row else None


def _begin(store: Store, actor: Actor, found: Exam, paper: Paper, who: Person, reading: Reading) -> str:
    facts: dict[str, Fact] = {"exam": found.id}
    with store.write("sittings", actor=actor, action="sitting_started", at=reading, facts=facts) as db:
        absent, given_ms = db.execute(
            "SELECT absent, extra_ms FROM exam_person WHERE exam_id = ? AND staff_no = ?", (found.id, actor.staff_no)
        ).fetchone()
        if absent:
            facts["was_absent"] = True
        use_slip(db, found.id, actor.staff_no, reading)
        db.execute(
            "UPDATE exam_person SET absent = 0, arrived_at = coalesce(arrived_at, ?), left_at = NULL"
            " WHERE exam_id = ? AND staff_no = ?",
            (as_text(reading.at), found.id, actor.staff_no),
        )
        sitting_id = new_sitting(db, found.id, actor.staff_no, paper, reading, origin="screen")
        body = {
            "allowed_ms": found.plan.minutes * 60_000 * (100 + who.extra_percent) // 100,
            "extra_percent": who.extra_percent,
            "break_ms": who.break_minutes * 60_000,
            "fingerprint": paper.fingerprint,
            "plan": plan_digest(db, found.id),
            "sections": [section.minutes for section in found.plan.sections],
        }
        at = Known(reading.at, reading.boot_ms, reading.boot_id, 0)
        add_step(db, sitting_id, "started", None, body, at)
        if given_ms:
            add_step(db, sitting_id, "time_given", None, _given_before(db, found.id, actor.staff_no, given_ms), at)
    return sitting_id


def _given_before(db: Database, exam_id: str, staff_no: str, ms: int) -> dict[str, Any]:
    """Time that was given before the start, as a step has it: with the reasons, and by whom, that the journal has."""
    rows = db.execute(
        "SELECT json_extract(facts, '$.why'), staff_no FROM journal WHERE action = 'time_given'"
        " AND json_extract(facts, '$.exam') = ? AND coalesce(json_extract(facts, '$.staff_no'), ?) = ? ORDER BY id",
        (exam_id, staff_no, staff_no),
    ).fetchall()
    by = dict.fromkeys(str(row[1]) for row in rows)
    return {"ms": ms, "why": "；".join(str(row[0]) for row in rows), "by": ", ".join(by)}


def new_sitting(db: Database, exam_id: str, staff_no: str, paper: Paper, reading: Reading, *, origin: str) -> str:
    """Add a sitting without steps, inside the caller's transaction; gives its id."""
    sitting_id = f"S{secrets.token_hex(6).upper()}"
    attempt = db.execute(
        "SELECT count(*) FROM sitting WHERE exam_id = ? AND staff_no = ? AND state <> 'void'", (exam_id, staff_no)
    ).fetchone()[0]
    db.execute(
        "INSERT INTO sitting (id, number, exam_id, staff_no, attempt, origin, seed, fingerprint, paper, started_at)"
        " VALUES (?, (SELECT coalesce(max(number), 0) + 1 FROM sitting), ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            sitting_id,
            exam_id,
            staff_no,
            attempt + 1,
            origin,
            paper.seed,
            paper.fingerprint,
            json.dumps(papers.to_data(paper), ensure_ascii=False),
            as_text(reading.at),
        ),
    )
    return sitting_id


def _resume(store: Store, actor: Actor, sitting_id: str, reading: Reading) -> Sitting:
    """Go on with a sitting that some process left open. Raises ``SittingHeld``."""
    with store.write("sittings", at=reading) as db:
        one = kept(db, sitting_id)
        if one.state == "open":
            held, now, allowed = _account_for_gap(db, one, reading)
            action = "sitting_held" if held else "sitting_resumed"
            with store.write("sittings", actor=actor, action=action, at=reading, facts={"sitting": sitting_id}):
                if not held and now.used_ms >= allowed:
                    finish_at_zero(store, db, sitting_id, now, allowed)
    if kept(store.read, sitting_id).state == "held":
        raise SittingHeld(sitting=sitting_id)
    sitting = _taken_up(store, sitting_id, reading)
    sitting.resumed = True
    if sitting.state != "open":
        told_to(store, sitting)
    return sitting


def _account_for_gap(db: Database, one: Kept, reading: Reading) -> tuple[bool, Known, int]:
    """Put on record that the app was away, let the exam's clock run as the plan says, and hold the sitting where it has
    been away too often: (held, now, the time allowed in all)."""
    sum_ = replay(read_steps(db, one.id))
    before, rested = after_break(sum_, known(db, one.id), reading)
    if sum_.break_since is not None:
        add_step(db, one.id, "break_ended", None, {"ms": rested}, before)
    passed = gap(before, reading)
    stopped, ran = share_of_gap(one.plan, passed.ms, sum_.stopped_ms)
    now = Known(passed.at, reading.boot_ms, reading.boot_id, before.used_ms + ran)
    kind = "wait" if sum_.released_last else "reboot" if reading.boot_id != before.boot_id else "restart"
    body = {
        "kind": kind,
        "since": as_text(before.at),
        "seconds": passed.ms / 1000,
        "stopped_ms": stopped,
        "ran_ms": ran,
        "clock": how_kept(stopped, ran),
        "measured_by": passed.measured_by,
    }
    add_step(db, one.id, "interrupted", None, body, now)
    noted = clock_note(passed.skew_ms)
    if noted:
        add_step(db, one.id, "noted", None, noted, now)
    away = sum_.away + (kind != "wait")
    if kind != "wait" and away > one.plan.resumes_alone + sum_.releases:
        add_step(db, one.id, "held", None, {"away": away}, now)
        db.execute("UPDATE sitting SET state = 'held' WHERE id = ?", (one.id,))
        return True, now, sum_.allowed_ms + one.extra_ms
    add_step(db, one.id, "resumed", None, {}, now)
    return False, now, sum_.allowed_ms + one.extra_ms


def _taken_up(store: Store, sitting_id: str, reading: Reading) -> Sitting:
    """The sitting as an object of this process, as of what its steps say."""
    db = store.read
    one = kept(db, sitting_id)
    steps = read_steps(db, sitting_id)
    sum_ = replay(steps)
    loaded = questions(store, [item.question_id for item in one.paper.items])
    shown = {
        item.position: show(item, loaded[item.question_id], sum_.answers.get(item.position)) for item in one.paper.items
    }
    last = known(db, sitting_id)
    return Sitting(
        id=sitting_id,
        exam_id=one.exam_id,
        staff_no=one.staff_no,
        title=one.title,
        plan=one.plan,
        paper=one.paper,
        shown=shown,
        allowed_ms=sum_.allowed_ms + one.extra_ms,
        interruption=next((away for away in reversed(sum_.interruptions) if away.kind in GAPS), None),
        state=one.state,
        answers=sum_.answers,
        flags=sum_.flags,
        position=sum_.position,
        spent=sum_.spent,
        extra_percent=sum_.extra_percent,
        break_allowed_ms=sum_.break_allowed_ms,
        break_used_ms=sum_.break_used_ms,
        place=sum_.place,
        _from=last,
        _extra_ms=one.extra_ms,
        _skew_ms=last.skew_ms(reading) if last.boot_id == reading.boot_id else 0,
        _seen_ms=reading.boot_ms,
    )
