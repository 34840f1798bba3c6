"""Who has earned a certificate: the sittings of an exam, and what stands in the way of issuing for each.

Promises: what stands in the way is told by a code, the same for the list as for the refusal. Must not know how one is
drawn.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from desktop_app.base.clock import from_text
from desktop_app.exams.plan import ExamPlan, Issue, Release, from_data
from desktop_app.store import Store

_SELECT = """
SELECT s.id, s.exam_id, s.staff_no, s.state, s.released_at, p.name, p.post, p.unit, e.plan_code, e.body,
       r.version, r.at, r.score, r.max_score, r.passed, r.complete,
       (SELECT c.serial FROM certificate c
         WHERE c.sitting_id = s.id AND c.revoked_at IS NULL
         ORDER BY c.superseded_by IS NOT NULL, c.serial DESC LIMIT 1)
  FROM sitting s JOIN exam e ON e.id = s.exam_id JOIN staff p ON p.staff_no = s.staff_no
  LEFT JOIN result r ON r.sitting_id = s.id
        AND r.version = (SELECT max(version) FROM result WHERE sitting_id = s.id)
"""


@dataclass(frozen=True, slots=True)
class Earned:
    """A sitting as issuing sees it. ``why_not`` is a code for words, empty where a certificate can be issued.

    ``serial`` is the certificate that was issued for it and not revoked, or empty: one that a newer sitting's has
    superseded counts too, or the older sitting could supersede the newer.
    """

    sitting_id: str
    exam_id: str
    staff_no: str
    holder: str
    post: str
    unit: str
    plan: ExamPlan
    version: int
    graded_at: datetime | None
    score: Decimal
    max_score: Decimal
    serial: str
    why_not: str

    @property
    def automatic(self) -> bool:
        """Whether the plan wants it issued without an examiner's word; never on a sample."""
        return not self.why_not and self.plan.issue is Issue.AUTO and not self.plan.sample


def of_sitting(store: Store, sitting_id: str) -> Earned | None:
    """What a sitting has earned; None where there is no such sitting."""
    rows = _read(store, "WHERE s.id = ?", (sitting_id,))
    return rows[0] if rows else None


def issuable(store: Store, exam_id: str) -> tuple[Earned, ...]:
    """The sittings of an exam that were handed in, with what stands in the way of each."""
    return _read(store, "WHERE s.exam_id = ? AND s.state = 'submitted' ORDER BY s.staff_no, s.started_at", (exam_id,))


def newer_issuable(store: Store, sitting_id: str) -> Earned | None:
    """The newest sitting after that one, of the same person in the same plan, on which a certificate can be issued;
    None where there is none."""
    where = (
        "JOIN sitting o ON o.id = ? JOIN exam f ON f.id = o.exam_id WHERE s.staff_no = o.staff_no"
        " AND e.plan_code = f.plan_code AND s.started_at > o.started_at AND s.state = 'submitted'"
        " ORDER BY s.started_at DESC"
    )
    return next((one for one in _read(store, where, (sitting_id,)) if not one.why_not), None)


def due(store: Store) -> tuple[Earned, ...]:
    """Every sitting whose plan has its certificate issued by itself, and which can have it now.

    Once only: after a certificate was revoked, another is an examiner's decision.
    """
    where = (
        "WHERE s.state = 'submitted' AND r.passed = 1 AND json_extract(e.body, '$.issue') = ?"
        " AND NOT EXISTS (SELECT 1 FROM certificate c WHERE c.sitting_id = s.id) ORDER BY s.ended_at"
    )
    return tuple(earned for earned in _read(store, where, (Issue.AUTO.value,)) if earned.automatic)


def _read(store: Store, where: str, values: Sequence[str]) -> tuple[Earned, ...]:
    return tuple(_earned(row) for row in store.read.execute(_SELECT + where, tuple(values)).fetchall())


def _earned(row: Sequence[Any]) -> Earned:
    sitting_id, exam_id, staff_no, state, released_at, name, post, unit, _, body, *result, serial = row
    version, at, score, max_score, passed, complete = result
    plan = from_data(json.loads(body))
    released = released_at is not None or plan.release is Release.AT_ONCE
    return Earned(
        sitting_id=sitting_id,
        exam_id=exam_id,
        staff_no=staff_no,
        holder=name,
        post=post,
        unit=unit,
        plan=plan,
        version=version or 0,
        graded_at=from_text(at) if at else None,
        score=Decimal(score or 0),
        max_score=Decimal(max_score or 0),
        serial=serial or "",
        why_not=_why_not(state, version, bool(complete), bool(passed), released, serial),
    )


def _why_not(state: str, version: int | None, complete: bool, passed: bool, released: bool, serial: str | None) -> str:
    if state != "submitted" or version is None:
        return "certificate_not_submitted"
    if not complete:
        return "certificate_marks_awaited"
    if not released:
        return "certificate_not_released"
    if not passed:
        return "certificate_not_passed"
    return "certificate_already_issued" if serial else ""
