"""Make-up exams (补考): who may sit again and why, and the exam that is opened for them.

Promises: whoever has passed is not offered; nobody gets more attempts than the plan gives over the exam and its
make-ups. Must not know how results came about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop_app.base.clock import Reading
from desktop_app.exams.attempts import attempts_made, first_of
from desktop_app.exams.exam import Exam, exam, exam_people, open_exam
from desktop_app.staff import Actor
from desktop_app.store import Store


class Why(StrEnum):
    """Why somebody may sit again."""

    ABSENT = "absent"
    NOT_SAT = "not_sat"
    VOID = "void"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class MayAgain:
    """Somebody who may sit a make-up exam; ``attempts_left`` of the plan's."""

    staff_no: str
    name: str
    why: Why
    attempts_left: int


def may_again(store: Store, exam_id: str) -> tuple[MayAgain, ...]:
    """Who of an exam may sit again, by number: the absent, those who have not sat, those whose sitting was declared
    void, and those who failed and have attempts left. Somebody whose marks are awaited, or who sits just now, is not
    offered. Raises ``UnknownExam``."""
    found = exam(store, exam_id)
    passed, failed, void, busy = _states(store, exam_id)
    offered = []
    for one in exam_people(store, exam_id):
        left = found.plan.attempts - attempts_made(store.read, exam_id, one.staff_no)
        if one.staff_no in passed or one.staff_no in busy or left <= 0:
            continue
        if one.staff_no in failed:
            why = Why.FAILED
        elif one.sat:
            continue
        else:
            why = Why.VOID if one.staff_no in void else Why.ABSENT if one.absent else Why.NOT_SAT
        offered.append(MayAgain(one.staff_no, one.name, why, left))
    return tuple(offered)


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
    """Open a make-up exam by the plan as it is today, for the people named; nobody named: all of ``may_again``.

    Raises as ``exam.open_exam``; ``ExamWithoutPeople`` where nobody may sit again.
    """
    first = exam(store, exam_id)
    people = tuple(staff_nos) or tuple(one.staff_no for one in may_again(store, exam_id))
    return open_exam(
        store,
        actor,
        first.plan_code,
        staff_nos=people,
        opens_at=opens_at,
        closes_at=closes_at,
        room=room or first.room,
        title=title,
        make_up_of=first_of(store.read, exam_id),
        reading=reading,
    )
