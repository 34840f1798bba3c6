"""How a sitting is kept: its row, its steps, its pulse, its results; and the one way in which it ends.

Promises: steps are only added, each chained to the one before; whatever is done to a sitting that has not ended is a
step, so that whoever sees no new one knows that nothing was done; a sitting ends and is graded in one transaction. Rows
and nothing else: who may do what is decided by ``exam``, ``sitting``, ``running`` and ``results``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from desktop_app.banks.bank import questions
from desktop_app.banks.question import Question
from desktop_app.base.clock import Reading, as_text, from_text
from desktop_app.base.errors import MissingError
from desktop_app.exams import paper as papers
from desktop_app.exams.grading import Graded, Outcome, SectionOutcome, grade
from desktop_app.exams.paper import Paper
from desktop_app.exams.plan import ExamPlan, Release, from_data
from desktop_app.exams.repairing import with_keys
from desktop_app.exams.sealing import SEALS, marks_digest, seal, seal_result
from desktop_app.exams.steps import Known, Last, Step, body_text, known_of, link, replay
from desktop_app.store import Database, Store

_NO_TIME: Final = "('time_given', 'submitted', 'void')"
"""Kinds of step that say nothing about how far the exam's clock has run."""


class UnknownExam(MissingError):
    """There is no such exam; facts: exam."""

    code = "unknown_exam"


class UnknownSitting(MissingError):
    """There is no such sitting; facts: sitting."""

    code = "unknown_sitting"


@dataclass(frozen=True, slots=True)
class Kept:
    """A sitting's row with what its exam says; ``plan`` is the exam's frozen one, ``extra_ms`` time that was given."""

    id: str
    exam_id: str
    title: str
    plan: ExamPlan
    staff_no: str
    attempt: int
    origin: str
    seed: str
    paper: Paper
    state: str
    started_at: datetime
    ended_at: datetime | None
    released_at: datetime | None
    chain: str
    extra_ms: int


def kept(db: Database, sitting_id: str) -> Kept:
    """A sitting's row. Raises ``UnknownSitting``."""
    row = db.execute(
        "SELECT t.id, t.exam_id, e.title, e.body, t.staff_no, t.attempt, t.origin, t.seed, t.paper, t.state,"
        " t.started_at, t.ended_at, t.released_at, t.chain, coalesce(p.extra_ms, 0)"
        " FROM sitting t JOIN exam e ON e.id = t.exam_id"
        " LEFT JOIN exam_person p ON p.exam_id = t.exam_id AND p.staff_no = t.staff_no WHERE t.id = ?",
        (sitting_id,),
    ).fetchone()
    if row is None:
        raise UnknownSitting(sitting=sitting_id)
    return Kept(
        id=row[0],
        exam_id=row[1],
        title=row[2],
        plan=from_data(json.loads(row[3])),
        staff_no=row[4],
        attempt=row[5],
        origin=row[6],
        seed=row[7],
        paper=papers.from_data(json.loads(row[8])),
        state=row[9],
        started_at=from_text(row[10]),
        ended_at=from_text(row[11]) if row[11] else None,
        released_at=from_text(row[12]) if row[12] else None,
        chain=row[13],
        extra_ms=row[14],
    )


def plan_digest(db: Database, exam_id: str) -> str:
    """SHA-256 of the plan as an exam was opened with it; a sitting's first step keeps it."""
    (body,) = db.execute("SELECT body FROM exam WHERE id = ?", (exam_id,)).fetchone()
    return hashlib.sha256(body.encode()).hexdigest()


def owner_of(db: Database, sitting_id: str) -> str:
    """Whose sitting it is: their number. Raises ``UnknownSitting``."""
    row = db.execute("SELECT staff_no FROM sitting WHERE id = ?", (sitting_id,)).fetchone()
    if row is None:
        raise UnknownSitting(sitting=sitting_id)
    return str(row[0])


def open_sittings(db: Database, exam_id: str | None = None) -> tuple[str, ...]:
    """The ids of the sittings that have not ended, of one exam or of all."""
    rows = db.execute(
        "SELECT id FROM sitting WHERE state IN ('open', 'held') AND (? IS NULL OR exam_id = ?) ORDER BY started_at, id",
        (exam_id, exam_id),
    ).fetchall()
    return tuple(row[0] for row in rows)


# ---------------------------------------------------------------- steps

STEPS_OF: Final = "sitting t JOIN step s ON s.id > t.number << 24 AND s.id < (t.number + 1) << 24"
"""The steps of a sitting, by ``step``'s key: the sitting's number in the bits above 24, the step's below."""

_N: Final = (1 << 24) - 1
_INTO_STEP: Final = (
    "INTO step (id, kind, position, body, at, boot_ms, boot_id, used_ms, chain) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_STEP: Final = "s.n, s.kind, s.position, s.body, s.at, s.boot_ms, s.boot_id, s.used_ms, s.chain"


def read_steps(db: Database, sitting_id: str) -> tuple[Step, ...]:
    """Every step, in order."""
    rows = db.execute(f"SELECT {_STEP} FROM {STEPS_OF} WHERE t.id = ? ORDER BY s.id", (sitting_id,)).fetchall()
    return tuple(Step(*row) for row in rows)


def add_step(
    db: Database,
    sitting_id: str,
    kind: str,
    position: int | None,
    body: Any,
    at: Known,
    last: Last | None = None,
) -> Last:
    """Add a step, inside the caller's transaction. ``last``: the step before, where the caller has just read it."""
    row, added = _following(last or _last(db, sitting_id), kind, position, body, at)
    db.execute(f"INSERT {_INTO_STEP}", row)
    return added


def append_step(store: Store, last: Last, kind: str, position: int | None, body: Any, at: Known) -> Last | None:
    """Add a step right after ``last``, durably, by one statement; None, and nothing is added, where another one has
    come there meanwhile."""
    row, added = _following(last, kind, position, body, at)
    return added if store.write_one("sittings", f"INSERT OR IGNORE {_INTO_STEP}", row) else None


def _following(last: Last, kind: str, position: int | None, body: Any, at: Known) -> tuple[tuple[Any, ...], Last]:
    """The row of a step that comes after ``last``, and that step as the last one."""
    n = (last.key & _N) + 1
    step = Step(n, kind, position, body_text(body), as_text(at.at), at.boot_ms, at.boot_id, at.used_ms)
    added = Last(last.key + 1, link(last.chain, step))
    row = (added.key, kind, position, step.body, step.at, step.boot_ms, step.boot_id, step.used_ms, added.chain)
    return row, added


def _last(db: Database, sitting_id: str) -> Last:
    row = db.execute(
        f"SELECT s.id, s.chain FROM {STEPS_OF} WHERE t.id = ? ORDER BY s.id DESC LIMIT 1", (sitting_id,)
    ).fetchone()
    if row is None:
        # The first step is chained to the sitting's id.
        row = db.execute("SELECT number << 24, id FROM sitting WHERE id = ?", (sitting_id,)).fetchone()
    return Last(*row)


def known(db: Database, sitting_id: str) -> Known:
    """The last instant at which the sitting is known to have run: of its last step or of its pulse."""
    row = db.execute(
        f"SELECT {_STEP} FROM {STEPS_OF} WHERE t.id = ? AND s.kind NOT IN {_NO_TIME} ORDER BY s.id DESC LIMIT 1",
        (sitting_id,),
    ).fetchone()
    step = known_of(Step(*row))
    row = db.execute("SELECT at, boot_ms, boot_id, used_ms FROM pulse WHERE sitting_id = ?", (sitting_id,)).fetchone()
    # At equal times the step is the later one: it says what became of the time after that pulse.
    return Known(from_text(row[0]), *row[1:]) if row and row[3] > step.used_ms else step


def add_pulse(db: Database, sitting_id: str, at: Known) -> None:
    """Overwrite the sitting's pulse."""
    db.execute(
        "INSERT INTO pulse (sitting_id, at, boot_ms, boot_id, used_ms) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (sitting_id) DO UPDATE SET at = excluded.at, boot_ms = excluded.boot_ms,"
        " boot_id = excluded.boot_id, used_ms = excluded.used_ms",
        (sitting_id, as_text(at.at), at.boot_ms, at.boot_id, at.used_ms),
    )


# ---------------------------------------------------------------- the end


def finish(store: Store, db: Database, one: Kept, at: Known, by: str, why: str = "") -> Outcome:
    """End a sitting and grade it, inside the caller's transaction. ``by``: candidate, time, exam_closed, examiner,
    paper; ``why``: the examiner's reason.
    """
    body: dict[str, Any] = {"by": by, "seals": SEALS}
    last = add_step(db, one.id, "submitted", None, body | {"why": why} if why else body, at)
    outcome = graded(store, db, one)
    released = as_text(at.at) if one.plan.release is Release.AT_ONCE else None
    db.execute(
        "UPDATE sitting SET state = 'submitted', ended_at = ?, released_at = ? WHERE id = ?",
        (as_text(at.at), released, one.id),
    )
    seal(db, one.id, last.chain, at)
    db.execute("DELETE FROM pulse WHERE sitting_id = ?", (one.id,))
    keep_result(db, one.id, outcome, at.at, "submitted", "")
    return outcome


def graded(store: Store, db: Database, one: Kept, keys: Mapping[int, int] | None = None) -> Outcome:
    """The outcome by the answers in the steps, the marks in the store, and the repaired keys: those given (position →
    question), else those that the newest result went by."""
    before = keys_of(db, one.id) if keys is None else keys
    loaded = questions(store, [*(item.question_id for item in one.paper.items), *before.values()])
    return graded_by(one, loaded, replay(read_steps(db, one.id)).answers, marks_of(db, one.id), before)


def graded_by(
    one: Kept,
    loaded: Mapping[int, Question],
    answers: Mapping[int, Any],
    marks: Mapping[tuple[int, int], Decimal],
    keys: Mapping[int, int],
) -> Outcome:
    """The outcome; ``loaded`` holds the questions of the paper and of the keys."""
    return replace(grade(with_keys(one.paper, loaded, keys), loaded, answers, one.plan, marks), keys=keys)


def keys_of(db: Database, sitting_id: str) -> dict[int, int]:
    """The repaired keys that the newest result went by: position → question."""
    outcome = newest_outcome(db, sitting_id)
    return dict(outcome.keys) if outcome else {}


def marks_of(db: Database, sitting_id: str) -> dict[tuple[int, int], Decimal]:
    """The marks that examiners gave: (position, part) → points."""
    rows = db.execute("SELECT position, part, points FROM mark WHERE sitting_id = ?", (sitting_id,)).fetchall()
    return {(position, part): Decimal(points) for position, part, points in rows}


def keep_result(db: Database, sitting_id: str, outcome: Outcome, at: datetime, reason: str, staff_no: str) -> int:
    """Keep an outcome as the sitting's newest result, sealed; gives its version. Older ones stay."""
    version = newest_version(db, sitting_id) + 1
    body, marks = outcome_data(outcome), marks_digest(db, sitting_id)
    db.execute(
        "INSERT INTO result (sitting_id, version, at, rules, score, max_score, passed, complete, body, reason,"
        " staff_no) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            sitting_id,
            version,
            as_text(at),
            outcome.rules,
            str(outcome.score),
            str(outcome.max_score),
            bool(outcome.passed),
            outcome.complete,
            json.dumps({**body, "marks": marks} if marks else body, ensure_ascii=False, separators=(",", ":")),
            reason,
            staff_no,
        ),
    )
    seal_result(db, sitting_id, version, at)
    return version


def ended_by(db: Database, sitting_id: str) -> str:
    """Who or what ended the sitting (as ``finish`` was told); empty where it runs or was declared void first."""
    row = db.execute(
        f"SELECT s.body FROM {STEPS_OF} WHERE t.id = ? AND s.kind = 'submitted' ORDER BY s.id DESC LIMIT 1",
        (sitting_id,),
    ).fetchone()
    return str(json.loads(row[0]).get("by", "")) if row else ""


def newest_version(db: Database, sitting_id: str) -> int:
    """The version of the sitting's newest result; 0 while there is none."""
    version: int = db.execute(
        "SELECT coalesce(max(version), 0) FROM result WHERE sitting_id = ?", (sitting_id,)
    ).fetchone()[0]
    return version


def newest_outcome(db: Database, sitting_id: str) -> Outcome | None:
    """The sitting's newest outcome; None while there is none."""
    row = db.execute(
        "SELECT score, max_score, passed, complete, body, rules FROM result WHERE sitting_id = ?"
        " ORDER BY version DESC LIMIT 1",
        (sitting_id,),
    ).fetchone()
    return outcome_of(row) if row else None


def outcome_of(row: tuple[Any, ...]) -> Outcome:
    """The outcome in a row of score, max_score, passed, complete, body, rules."""
    body = json.loads(row[4])
    sections = tuple(SectionOutcome(s[0], Decimal(s[1]), Decimal(s[2]), Decimal(s[3]), s[4]) for s in body["sections"])
    items = tuple(map(_graded_of, body["items"]))
    passed = bool(row[2]) if row[3] else None
    keys = {int(position): question_id for position, question_id in body.get("keys", {}).items()}
    return Outcome(Decimal(row[0]), Decimal(row[1]), passed, bool(row[3]), sections, items, row[5], keys)


def outcome_data(outcome: Outcome) -> Mapping[str, Any]:
    """Sections, items and repaired keys of an outcome, as the store keeps them."""
    return {
        "sections": [[s.title, str(s.score), str(s.max_score), str(s.min_percent), s.passed] for s in outcome.sections],
        "items": [_graded_data(item) for item in outcome.items],
        **({"keys": {str(position): key for position, key in outcome.keys.items()}} if outcome.keys else {}),
    }


def _graded_data(one: Graded) -> list[Any]:
    return [
        one.position,
        str(one.points),
        str(one.max),
        one.correct,
        one.awaiting,
        [_graded_data(part) for part in one.parts],
        one.reached,
    ]


def _graded_of(row: list[Any]) -> Graded:
    parts = tuple(map(_graded_of, row[5]))
    return Graded(row[0], Decimal(row[1]), Decimal(row[2]), row[3], row[4], parts, row[6])


def as_of(reading: Reading, used_ms: int) -> Known:
    """What an act of somebody else than the running sitting says of the time."""
    return Known(reading.at, reading.boot_ms, reading.boot_id, used_ms)
