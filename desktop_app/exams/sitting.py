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
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from desktop_app.banks.bank import question, questions
from desktop_app.banks.question import Problem
from desktop_app.base.clock import Reading, as_text
from desktop_app.base.errors import InputError, MissingError, RefusedError
from desktop_app.exams import paper as papers
from desktop_app.exams.answers import answer_problem, normal
from desktop_app.exams.exam import Exam, exam, obstacle
from desktop_app.exams.grading import Outcome
from desktop_app.exams.keeping import (
    Kept,
    add_pulse,
    add_step,
    finish,
    kept,
    known,
    newest_outcome,
    read_steps,
)
from desktop_app.exams.paper import Paper
from desktop_app.exams.plan import ExamPlan
from desktop_app.exams.plans import day_of, draw_paper
from desktop_app.exams.records import SittingRow, sitting_report, sittings
from desktop_app.exams.running import expire_due, release_resume, void
from desktop_app.exams.shown import ShownQuestion, show
from desktop_app.exams.steps import PULSE_GAP_MS, Known, clock_note, gap, how_kept, replay, share_of_gap
from desktop_app.staff import Actor, person
from desktop_app.staff.examiners import HasLeft
from desktop_app.staff.people import require_self_or_examiner
from desktop_app.store import Database, Store
from desktop_app.store.wall_clock import require_believable

__all__ = [
    "AnswerFixed",
    "AnswerUnfit",
    "NoSuchPosition",
    "Sitting",
    "SittingElsewhere",
    "SittingHeld",
    "SittingOver",
    "SittingRow",
    "Submitted",
    "TimeIsUp",
    "answer",
    "expire_due",
    "flag",
    "new_sitting",
    "note_position",
    "pulse",
    "release_resume",
    "sitting_report",
    "sittings",
    "start",
    "submit",
    "void",
]


class SittingHeld(RefusedError):
    """The sitting was interrupted more often than the plan lets pass: an examiner must release it; facts: sitting."""

    code = "sitting_held"


class SittingOver(RefusedError):
    """The sitting is no longer open; facts: sitting, state."""

    code = "sitting_over"


class SittingElsewhere(RefusedError):
    """The person has an open sitting in another exam; facts: exam."""

    code = "sitting_elsewhere"


class TimeIsUp(RefusedError):
    """The time was up when the answer came: it does not count, and the sitting was submitted as of that time; facts:
    sitting."""

    code = "time_is_up"


class NoSuchPosition(MissingError):
    """The paper has no question of that number; facts: position, questions."""

    code = "no_such_position"


class AnswerUnfit(InputError):
    """This is no answer to that question, and was not saved; facts: position, and those of the problem.

    Each one goes by the code of its ``problem``, whose sentence says what is wanted.
    """

    code = "answer_unfit"

    def __init__(self, position: int, problem: Problem) -> None:
        super().__init__(**{**problem.facts, "position": position})
        self.problem = problem
        self.code = problem.code  # type: ignore[misc]


class AnswerFixed(RefusedError):
    """In a branching scenario the talk has gone on: what was said before cannot be changed; facts: position, turns."""

    code = "answer_fixed"


@dataclass(frozen=True, slots=True)
class Submitted:
    """What a candidate is told at the end: the score and whether it is passed, None where the plan withholds it or
    marks are awaited. ``outcome`` is the whole of it, for those who may see it."""

    sitting: str
    state: str
    score: Decimal | None
    max_score: Decimal
    passed: bool | None
    outcome: Outcome


@dataclass(slots=True)
class Sitting:
    """An open sitting in this process. ``allowed_ms`` is the whole of its time."""

    id: str
    exam_id: str
    staff_no: str
    title: str
    plan: ExamPlan
    paper: Paper
    shown: dict[int, ShownQuestion]
    allowed_ms: int
    resumed: bool = False
    state: str = "open"
    answers: dict[int, Any] = field(default_factory=dict)
    flags: set[int] = field(default_factory=set)
    position: int = 1
    submitted: Submitted | None = None
    _from: Known = field(default_factory=lambda: Known(datetime.min.replace(tzinfo=UTC), 0, "", 0), repr=False)
    _extra_ms: int = field(default=0, repr=False)
    _skew_ms: int = field(default=0, repr=False)
    _seen_ms: int = field(default=0, repr=False)

    @property
    def questions(self) -> tuple[ShownQuestion, ...]:
        """The paper without its key, in its order; branching scenarios as far as they were answered."""
        return tuple(self.shown[item.position] for item in self.paper.items)

    def left_ms(self, reading: Reading) -> int:
        """The time left, never below 0."""
        return max(0, self.allowed_ms - self._from.used(reading)) if self.state == "open" else 0


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

    The seed comes from the system's randomness unless it is given. Raises what ``exam.obstacle`` names,
    ``SittingElsewhere``, ``SittingHeld``, ``HasLeft``, ``CannotBeDrawn``.
    """
    found = exam(store, exam_id)
    running = _running(store.read, actor, exam_id)
    if running:
        return _resume(store, actor, running, reading)
    who = person(store, actor.staff_no)
    if who.left_on:
        raise HasLeft(staff_no=actor.staff_no)
    require_believable(store, reading.at)
    hindrance = obstacle(store, found, actor.staff_no, reading, slip)
    if hindrance:
        raise hindrance
    paper = draw_paper(store, found.plan, secrets.randbits(63) if seed is None else seed, day_of(store, reading.at))
    with store.write("sittings", at=reading) as db:
        # Looked at again inside the transaction: another window may have started one, or closed the exam, meanwhile.
        running = _running(db, actor, exam_id)
        hindrance = None if running else obstacle(store, exam(store, exam_id), actor.staff_no, reading, slip)
        if hindrance:
            raise hindrance
        if not running:
            sitting_id = _begin(store, actor, found, paper, who.extra_percent, reading)
    return _resume(store, actor, running, reading) if running else _taken_up(store, sitting_id, reading)


def _running(db: Database, actor: Actor, exam_id: str) -> str | None:
    """The person's open sitting in that exam, if there is one. Raises ``SittingElsewhere``."""
    row = db.execute(
        "SELECT id, exam_id FROM sitting WHERE staff_no = ? AND state IN ('open', 'held')", (actor.staff_no,)
    ).fetchone()
    if row and row[1] != exam_id:
        raise SittingElsewhere(exam=row[1])
    return row[0] if row else None


def _begin(store: Store, actor: Actor, found: Exam, paper: Paper, extra_percent: int, reading: Reading) -> str:
    with store.write("sittings", actor=actor, action="sitting_started", at=reading, facts={"exam": found.id}) as db:
        # Whoever came in by a start slip has used it up.
        db.execute(
            "UPDATE exam_person SET slip_hash = '', admitted_at = ?, admitted_by = ''"
            " WHERE exam_id = ? AND staff_no = ? AND slip_hash <> '' AND admitted_at IS NULL",
            (as_text(reading.at), found.id, actor.staff_no),
        )
        sitting_id = new_sitting(db, found.id, actor.staff_no, paper, reading, origin="screen")
        body = {
            "allowed_ms": found.plan.minutes * 60_000 * (100 + extra_percent) // 100,
            "extra_percent": extra_percent,
            "fingerprint": paper.fingerprint,
            "sections": [section.minutes for section in found.plan.sections],
        }
        add_step(db, sitting_id, "started", None, body, Known(reading.at, reading.boot_ms, reading.boot_id, 0))
    return sitting_id


def new_sitting(db: Database, exam_id: str, staff_no: str, paper: Paper, reading: Reading, *, origin: str) -> str:
    """Add a sitting without steps, inside the caller's transaction; gives its id."""
    sitting_id = f"S{secrets.token_hex(6).upper()}"
    attempt = db.execute(
        "SELECT count(*) FROM sitting WHERE exam_id = ? AND staff_no = ? AND state <> 'void'", (exam_id, staff_no)
    ).fetchone()[0]
    db.execute(
        "INSERT INTO sitting (id, exam_id, staff_no, attempt, origin, seed, fingerprint, paper, started_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
                    _finish_at_zero(store, db, sitting_id, now, allowed)
    if kept(store.read, sitting_id).state == "held":
        raise SittingHeld(sitting=sitting_id)
    sitting = _taken_up(store, sitting_id, reading)
    sitting.resumed = True
    if sitting.state != "open":
        _told_to(store, sitting)
    return sitting


def _account_for_gap(db: Database, one: Kept, reading: Reading) -> tuple[bool, Known, int]:
    """Put on record that the app was away, let the exam's clock run as the plan says, and hold the sitting where it has
    been away too often: (held, now, the time allowed in all)."""
    before = known(db, one.id)
    sum_ = replay(read_steps(db, one.id))
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
        state=one.state,
        answers=sum_.answers,
        flags=sum_.flags,
        position=sum_.position,
        _from=last,
        _extra_ms=one.extra_ms,
        _skew_ms=last.skew_ms(reading) if last.boot_id == reading.boot_id else 0,
        _seen_ms=reading.boot_ms,
    )


# ---------------------------------------------------------------- while it runs


def answer(store: Store, sitting: Sitting, position: int, value: Any, reading: Reading) -> int:
    """Save an answer (None takes it back) durably; gives the time left in ms.

    Raises ``NoSuchPosition``, ``AnswerUnfit``, ``AnswerFixed``, ``SittingOver``; ``TimeIsUp`` where the time was up:
    the sitting is then submitted.
    """
    shown = _at(sitting, position)
    if shown.branching:
        shown = _led_on(store, sitting, position, value)
    problem = answer_problem(shown, value)
    if problem:
        raise AnswerUnfit(position, problem)
    value = normal(shown, value)
    left = _live_step(store, sitting, "answered", position, {"answer": value}, reading)
    if value is None:
        sitting.answers.pop(position, None)
    else:
        sitting.answers[position] = value
    sitting.shown[position] = shown
    sitting.position = position
    return left


def flag(store: Store, sitting: Sitting, position: int, on: bool, reading: Reading) -> int:
    """Flag a question, or take the flag back; gives the time left in ms. Raises as ``answer``."""
    _at(sitting, position)
    left = _live_step(store, sitting, "flagged", position, {"flag": on}, reading)
    (sitting.flags.add if on else sitting.flags.discard)(position)
    return left


def note_position(store: Store, sitting: Sitting, position: int, reading: Reading) -> int:
    """Note which question is on the screen, to come back to it; gives the time left in ms. Raises as ``answer``."""
    _at(sitting, position)
    if position == sitting.position:
        return sitting.left_ms(reading)
    left = _live_step(store, sitting, "moved", position, {}, reading)
    sitting.position = position
    return left


def pulse(store: Store, sitting: Sitting, reading: Reading) -> int:
    """Say that the sitting runs; to be called once a second. Gives the time left in ms; at 0 call ``submit``.

    Also learns what an examiner has done meanwhile: time given, the sitting ended. A machine that slept in between,
    and a wall clock that was set, go on record.
    """
    asleep = reading.boot_ms - sitting._seen_ms
    sitting._seen_ms = reading.boot_ms
    if sitting.state != "open":
        return 0
    with store.write("pulse", at=reading) as db:
        state, _ = _refreshed(db, sitting)
        if state == "open":
            if asleep > PULSE_GAP_MS:
                body = {"kind": "suspend", "seconds": asleep / 1000, "note": "ran_on"}
                add_step(db, sitting.id, "noted", None, body, _now(sitting, reading))
            _note_clock(db, sitting, reading)
            add_pulse(db, sitting.id, _now(sitting, reading))
    return sitting.left_ms(reading)


def _at(sitting: Sitting, position: int) -> ShownQuestion:
    if sitting.state != "open":
        raise SittingOver(sitting=sitting.id, state=sitting.state)
    shown = sitting.shown.get(position)
    if shown is None:
        raise NoSuchPosition(position=position, questions=len(sitting.shown))
    return shown


def _now(sitting: Sitting, reading: Reading) -> Known:
    start = sitting._from
    return Known(start.believed(reading), reading.boot_ms, reading.boot_id, start.used(reading))


def _refreshed(db: Database, sitting: Sitting) -> tuple[str, tuple[int, str]]:
    """The sitting's state as the store has it now, and number and chain of its last step; time that examiners gave is
    taken over. One query: beside a busy thread each one more waits for its turn."""
    state: str
    state, extra_ms, n, chain = db.execute(
        "SELECT t.state, p.extra_ms, s.n, s.chain FROM sitting t"
        " JOIN exam_person p ON p.exam_id = t.exam_id AND p.staff_no = t.staff_no"
        " JOIN step s ON s.sitting_id = t.id WHERE t.id = ? ORDER BY s.n DESC LIMIT 1",
        (sitting.id,),
    ).fetchone()
    sitting.state = state
    sitting.allowed_ms += extra_ms - sitting._extra_ms
    sitting._extra_ms = extra_ms
    return state, (n, chain)


def _note_clock(db: Database, sitting: Sitting, reading: Reading) -> bool:
    """Put a wall clock that was set on record; whether it was."""
    skew = sitting._from.skew_ms(reading)
    noted = clock_note(skew - sitting._skew_ms)
    if noted:
        sitting._skew_ms = skew
        add_step(db, sitting.id, "noted", None, noted, _now(sitting, reading))
    return noted is not None


def _live_step(store: Store, sitting: Sitting, kind: str, position: int, body: dict[str, Any], reading: Reading) -> int:
    """Add a step of the running sitting, durably; gives the time left."""
    with store.write("sittings", at=reading) as db:
        state, last = _refreshed(db, sitting)
        left = sitting.left_ms(reading)
        if left:
            noted = _note_clock(db, sitting, reading)
            add_step(db, sitting.id, kind, position, body, _now(sitting, reading), None if noted else last)
        elif state == "open":
            _finish_at_zero(store, db, sitting.id, _now(sitting, reading), sitting.allowed_ms)
    if left:
        return left
    if state == "open":
        _told_to(store, sitting)
        raise TimeIsUp(sitting=sitting.id)
    raise SittingOver(sitting=sitting.id, state=state)


def _led_on(store: Store, sitting: Sitting, position: int, value: Any) -> ShownQuestion:
    """A branching scenario as far as an answer leads; what was said before must stand."""
    item = sitting.paper.items[position - 1]
    before = sitting.answers.get(position, [])
    shown = sitting.shown[position]
    fixed = len(shown.parts) - 1 if not shown.ended else len(before) - 1
    said = before[: max(fixed, 0)]
    if said and (not isinstance(value, list) or value[: len(said)] != said):
        raise AnswerFixed(position=position, turns=len(said))
    return show(item, question(store, item.question_id), value)


# ---------------------------------------------------------------- submit


def submit(store: Store, actor: Actor, sitting: Sitting, reading: Reading) -> Submitted:
    """Submit and grade, in one transaction; at or after zero as of that time. Again: what was said the first time.

    Raises ``NotAllowed``, ``SittingOver`` (held or void meanwhile).
    """
    require_self_or_examiner(actor, sitting.staff_no)
    with store.write("sittings", at=reading) as db:
        state, _ = _refreshed(db, sitting)
        if state == "open":
            now = _now(sitting, reading)
            with store.write("sittings", actor=actor, action="sitting_submitted", at=reading):
                if sitting.left_ms(reading):
                    finish(store, db, kept(db, sitting.id), now, "candidate")
                else:
                    _finish_at_zero(store, db, sitting.id, now, sitting.allowed_ms)
    return _told_to(store, sitting)


def _finish_at_zero(store: Store, db: Database, sitting_id: str, now: Known, allowed_ms: int) -> None:
    """Submit as of the instant at which the time was up."""
    over = now.used_ms - allowed_ms
    zero = Known(now.at - timedelta(milliseconds=over), now.boot_ms - over, now.boot_id, allowed_ms)
    finish(store, db, kept(db, sitting_id), zero, "time")


def _told_to(store: Store, sitting: Sitting) -> Submitted:
    one = kept(store.read, sitting.id)
    sitting.state = one.state
    if one.state != "submitted":
        raise SittingOver(sitting=sitting.id, state=one.state)
    sitting.submitted = _told(store.read, one)
    return sitting.submitted


def _told(db: Database, one: Kept) -> Submitted:
    outcome = newest_outcome(db, one.id)
    assert outcome is not None  # finish has kept one
    open_ = outcome.complete and one.released_at is not None
    return Submitted(
        one.id,
        one.state,
        outcome.score if open_ else None,
        outcome.max_score,
        outcome.passed if open_ else None,
        outcome,
    )
