"""A sitting that has ended, with all that the archive keeps of it. Must not know how a page looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo
from decimal import Decimal
from zoneinfo import ZoneInfo

from desktop_app.banks.bank import questions
from desktop_app.banks.question import Question
from desktop_app.base.clock import from_text
from desktop_app.exams.keeping import Kept, kept
from desktop_app.exams.records import SittingRecord, sitting_record
from desktop_app.exams.results import NoResultYet, Result, Reviewed, result, review
from desktop_app.staff import Actor, Person, Role, person, require
from desktop_app.store import Store


@dataclass(frozen=True, slots=True)
class Grading:
    """One version of the result: when, by whom, what, why."""

    version: int
    at: datetime
    score: Decimal
    reason: str
    staff_no: str


@dataclass(frozen=True, slots=True)
class SatPaper:
    """What the archive keeps. ``questions`` are those of the paper, ``reviewed`` in its order; ``notes`` are the
    examiner's remarks by position and part."""

    kept: Kept
    person: Person
    record: SittingRecord
    result: Result
    reviewed: tuple[Reviewed, ...]
    questions: dict[int, Question]
    gradings: tuple[Grading, ...]
    notes: dict[tuple[int, int], str]
    zone: tzinfo


def sat_paper(store: Store, actor: Actor, sitting_id: str) -> SatPaper:
    """Gather it. Only an examiner may. Raises ``NotAllowed``, ``UnknownSitting``, ``NoResultYet``."""
    require(actor, Role.EXAMINER)
    one = kept(store.read, sitting_id)
    newest = result(store, sitting_id)
    versions = store.read.execute(
        "SELECT version, at, score, reason, staff_no FROM result WHERE sitting_id = ? ORDER BY version", (sitting_id,)
    ).fetchall()
    marks = store.read.execute("SELECT position, part, note FROM mark WHERE sitting_id = ?", (sitting_id,)).fetchall()
    return SatPaper(
        kept=one,
        person=person(store, one.staff_no),
        record=sitting_record(store, sitting_id),
        result=newest,
        reviewed=review(store, actor, sitting_id),
        questions=questions(store, [item.question_id for item in one.paper.items]),
        gradings=tuple(Grading(row[0], from_text(row[1]), Decimal(row[2]), row[3], row[4]) for row in versions),
        notes={(position, part): note for position, part, note in marks if note},
        zone=ZoneInfo(store.setting("timezone", "Asia/Shanghai")),
    )


def archived(store: Store, exam_id: str) -> tuple[str, ...]:
    """The sittings of an exam that have a result, by staff number."""
    rows = store.read.execute(
        "SELECT t.id FROM sitting t WHERE t.exam_id = ? AND t.state = 'submitted'"
        " AND EXISTS (SELECT 1 FROM result r WHERE r.sitting_id = t.id)"
        " ORDER BY length(t.staff_no), t.staff_no, t.started_at",
        (exam_id,),
    ).fetchall()
    return tuple(row[0] for row in rows)


__all__ = ["Grading", "NoResultYet", "SatPaper", "archived", "sat_paper"]
