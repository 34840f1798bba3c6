"""What an examiner should know this morning, gathered from the rooms. Knows no Qt, writes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop_app.banks.bank import banks
from desktop_app.base.clock import Reading, from_text
from desktop_app.exams.exam import Exam, exam_people, exams
from desktop_app.exams.paper import check_plan
from desktop_app.exams.plan import ExamPlan
from desktop_app.exams.plans import day_of, plans, pool_of
from desktop_app.exams.pool import Shortage
from desktop_app.exams.records import SittingRow, sittings
from desktop_app.exams.sealed import SealedExam, sealed_exams
from desktop_app.staff import Role, people
from desktop_app.store import Store

BACKUP_DAYS = 7
"""After so many days without one, a backup is asked for."""


@dataclass(frozen=True, slots=True)
class ExamToday:
    """An exam that is open today: how many of its people sit, wait for the examiner, or are done."""

    exam: Exam
    people: int
    running: int
    held: int
    done: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """Sittings of one exam that wait for the examiner."""

    exam_id: str
    title: str
    number: int


@dataclass(frozen=True, slots=True)
class Today:
    """Everything the Overview shows."""

    exams: tuple[ExamToday, ...]
    to_mark: tuple[Waiting, ...]
    to_release: tuple[Waiting, ...]
    undrawable: tuple[tuple[ExamPlan, tuple[Shortage, ...]], ...]
    sealed: tuple[SealedExam, ...]
    last_backup: datetime | None
    backup_due: bool
    candidates: int
    questions: bool


def today_of(store: Store, reading: Reading) -> Today:
    """Gather it. Takes longer the more questions the plans draw from: runs on the job's thread."""
    rows = tuple(row for row in sittings(store) if row.state != "void")
    last = store.setting("last_backup_at")
    last_at = from_text(last) if last else None
    return Today(
        exams=_exams(store, rows, reading),
        to_mark=_waiting(row for row in rows if row.state == "submitted" and row.marks_awaited),
        to_release=_waiting(
            row for row in rows if row.state == "submitted" and row.score is not None and not row.released
        ),
        undrawable=_undrawable(store, reading),
        sealed=_sealed(store, reading),
        last_backup=last_at,
        backup_due=last_at is None or reading.at - last_at > timedelta(days=BACKUP_DAYS),
        candidates=len(people(store, role=Role.CANDIDATE)),
        questions=_has_questions(store),
    )


def _exams(store: Store, rows: tuple[SittingRow, ...], reading: Reading) -> tuple[ExamToday, ...]:
    day = day_of(store, reading.at)
    states = Counter((row.exam_id, row.state) for row in rows)
    found = []
    for exam in exams(store):
        going = states[exam.id, "open"] + states[exam.id, "held"]
        on_today = day_of(store, exam.opens_at) <= day and exam.closes_at > reading.at
        if exam.state == "open" and (on_today or going):
            found.append(
                ExamToday(
                    exam=exam,
                    people=len(exam_people(store, exam.id)),
                    running=states[exam.id, "open"],
                    held=states[exam.id, "held"],
                    done=states[exam.id, "submitted"],
                )
            )
    return tuple(sorted(found, key=lambda one: (one.exam.opens_at, one.exam.id)))


def _sealed(store: Store, reading: Reading) -> tuple[SealedExam, ...]:
    """Sealed exams that are to be opened today, or could have been before."""
    day = day_of(store, reading.at)
    return tuple(
        one
        for one in sealed_exams(store)
        if one.exam_id is None and day_of(store, one.opens_at) <= day and one.closes_at > reading.at
    )


def _waiting(rows: Iterable[SittingRow]) -> tuple[Waiting, ...]:
    numbers: Counter[tuple[str, str]] = Counter((row.exam_id, row.title) for row in rows)
    return tuple(Waiting(exam_id, title, number) for (exam_id, title), number in sorted(numbers.items()))


def _undrawable(store: Store, reading: Reading) -> tuple[tuple[ExamPlan, tuple[Shortage, ...]], ...]:
    on = day_of(store, reading.at)
    checked = ((plan, check_plan(plan, pool_of(store, plan), on)) for plan in plans(store))
    return tuple((plan, missing) for plan, missing in checked if missing)


def _has_questions(store: Store) -> bool:
    return any(info.questions for info in banks(store))
