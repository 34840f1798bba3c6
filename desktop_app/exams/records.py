"""Sittings as examiners look at them: the list, and the record of one with its interruptions and its chain.

Promises: reads only. Must not know answers or keys.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from desktop_app.base.clock import as_text, from_text
from desktop_app.exams.grading import Outcome
from desktop_app.exams.keeping import kept, newest_outcome, read_steps
from desktop_app.exams.soundness import Breach, Touched, breach
from desktop_app.exams.steps import Interruption, replay
from desktop_app.store import Store


@dataclass(frozen=True, slots=True)
class SittingRow:
    """A sitting as a table shows it. ``score`` and ``passed`` are None until the result is complete; ``answered`` of
    ``questions``; ``marks_awaited`` says that an examiner must mark."""

    id: str
    exam_id: str
    plan_code: str
    title: str
    staff_no: str
    name: str
    attempt: int
    origin: str
    state: str
    started_at: datetime
    ended_at: datetime | None
    released: bool
    score: Decimal | None
    max_score: Decimal | None
    passed: bool | None
    marks_awaited: bool


def sittings(store: Store, exam_id: str | None = None, staff_no: str | None = None) -> tuple[SittingRow, ...]:
    """The sittings of an exam, of a person, or all: the latest first."""
    rows = store.read.execute(
        "SELECT t.id, t.exam_id, e.plan_code, e.title, t.staff_no, s.name, t.attempt, t.origin, t.state, t.started_at,"
        " t.ended_at, t.released_at, r.score, r.max_score, r.passed, r.complete"
        " FROM sitting t JOIN exam e ON e.id = t.exam_id JOIN staff s ON s.staff_no = t.staff_no"
        " LEFT JOIN result r ON r.sitting_id = t.id"
        "   AND r.version = (SELECT max(version) FROM result WHERE sitting_id = t.id)"
        " WHERE (? IS NULL OR t.exam_id = ?) AND (? IS NULL OR t.staff_no = ?) ORDER BY t.started_at DESC, t.id",
        (exam_id, exam_id, staff_no, staff_no),
    ).fetchall()
    return tuple(map(_row, rows))


def _row(row: Sequence[Any]) -> SittingRow:
    complete = row[15] == 1
    return SittingRow(
        id=row[0],
        exam_id=row[1],
        plan_code=row[2],
        title=row[3],
        staff_no=row[4],
        name=row[5],
        attempt=row[6],
        origin=row[7],
        state=row[8],
        started_at=from_text(row[9]),
        ended_at=from_text(row[10]) if row[10] else None,
        released=row[11] is not None,
        score=Decimal(row[12]) if complete else None,
        max_score=Decimal(row[13]) if row[13] else None,
        passed=bool(row[14]) if complete else None,
        marks_awaited=row[15] == 0,
    )


@dataclass(frozen=True, slots=True)
class SittingRecord:
    """The whole record of a sitting. ``used_ms`` of ``allowed_ms``; ``breach``: what was changed from outside."""

    row: SittingRow
    fingerprint: str
    outcome: Outcome | None
    interruptions: tuple[Interruption, ...]
    answered: int
    questions: int
    used_ms: int
    allowed_ms: int
    breach: Breach | None

    @property
    def broken_at(self) -> int | None:
        """The first step that is not as it was made; None where all is."""
        return None if self.breach is None else self.breach.at


def sitting_record(store: Store, sitting_id: str) -> SittingRecord:
    """The record of one sitting. Raises ``UnknownSitting``."""
    one = kept(store.read, sitting_id)
    steps = read_steps(store.read, sitting_id)
    found = breach(store, store.read, one, steps)
    # What was changed by hand may have any form: what came before it still stands.
    sum_ = replay(steps[: found.at - 1] if found and found.touched in (Touched.STEP, Touched.WHOLE) else steps)
    row = next(row for row in sittings(store, one.exam_id, one.staff_no) if row.id == sitting_id)
    return SittingRecord(
        row=row,
        fingerprint=one.paper.fingerprint,
        outcome=newest_outcome(store.read, sitting_id),
        interruptions=tuple(sum_.interruptions),
        answered=len(sum_.answers),
        questions=len(one.paper.items),
        used_ms=max((step.used_ms for step in steps), default=0),
        allowed_ms=sum_.allowed_ms + one.extra_ms,
        breach=found,
    )


def section_times(store: Store, sitting_id: str) -> tuple[int, ...]:
    """The exam time (ms) used in each section, in the plan's order; 0 throughout where it was sat on paper. Raises
    ``UnknownSitting``."""
    one = kept(store.read, sitting_id)
    spent = replay(read_steps(store.read, sitting_id)).spent
    times = [0] * len(one.plan.sections)
    for item in one.paper.items:
        times[item.section - 1] += spent.get(item.position, 0)
    return tuple(times)


def sitting_report(store: Store, sitting_id: str) -> dict[str, Any]:
    """The record of one sitting as ``sitting show`` prints it; scores as ``Decimal``, null until complete. Raises
    ``UnknownSitting``."""
    found = sitting_record(store, sitting_id)
    row, outcome = found.row, found.outcome
    complete = outcome is not None and outcome.complete
    return {
        "id": row.id,
        "exam": row.exam_id,
        "plan": row.plan_code,
        "staff_no": row.staff_no,
        "state": row.state,
        "score": row.score,
        "max_score": row.max_score,
        "passed": row.passed,
        "sections": [
            {"title": s.title, "score": s.score if complete else None, "max_score": s.max_score}
            for s in (outcome.sections if outcome else ())
        ],
        "interruptions": [
            {"kind": one.kind, "at": one.at, "seconds": one.seconds, "note": one.note} for one in found.interruptions
        ],
        "origin": row.origin,
        "attempt": row.attempt,
        "started_at": as_text(row.started_at),
        "ended_at": as_text(row.ended_at) if row.ended_at else None,
        "released": row.released,
        "marks_awaited": row.marks_awaited,
        "fingerprint": found.fingerprint,
        "used_ms": found.used_ms,
        "allowed_ms": found.allowed_ms,
        "chain": {"ok": found.breach is None, "broken_at": found.broken_at},
        "touched": found.breach.touched.value if found.breach else None,
    }
