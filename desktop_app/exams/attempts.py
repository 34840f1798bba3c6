"""Attempts: how many a person has made in an exam and its make-ups, and from when another is allowed.

Promises: a make-up exam (补考) gives nobody more attempts than the plan does; what was declared void is no attempt.
Reads only.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from desktop_app.base.clock import from_text
from desktop_app.exams.plan import ExamPlan
from desktop_app.store import Database

_CHAIN = (
    "(SELECT b.id FROM exam a JOIN exam b ON coalesce(b.make_up_of, b.id) = coalesce(a.make_up_of, a.id)"
    " WHERE a.id = ?)"
)
"""The exam and all that are made up for the same one: every make-up names the first."""


def attempts_made(db: Database, exam_id: str, staff_no: str) -> int:
    """How many sittings a person has in an exam and its make-ups, those declared void left out."""
    row = db.execute(
        f"SELECT count(*) FROM sitting WHERE exam_id IN {_CHAIN} AND staff_no = ? AND state <> 'void'",
        (exam_id, staff_no),
    ).fetchone()
    return int(row[0])


def next_at(db: Database, plan: ExamPlan, staff_no: str) -> datetime | None:
    """When the plan's waiting time after the last attempt, in whatever exam, is over."""
    if not plan.wait_days:
        return None
    row = db.execute(
        "SELECT max(t.ended_at) FROM sitting t JOIN exam e ON e.id = t.exam_id"
        " WHERE e.plan_code = ? AND t.staff_no = ? AND t.state = 'submitted'",
        (plan.code, staff_no),
    ).fetchone()
    return from_text(row[0]) + timedelta(days=plan.wait_days) if row[0] else None


def first_of(db: Database, exam_id: str) -> str:
    """The exam that this one is made up for, itself where it is none."""
    row = db.execute("SELECT coalesce(make_up_of, id) FROM exam WHERE id = ?", (exam_id,)).fetchone()
    return str(row[0]) if row else exam_id
