"""An exam's people with the sitting of each, read for a table that is looked at while they sit.

Promises: reads only; a sitting that has ended is replayed once. Knows no Qt.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from desktop_app.base.progress import Progress
from desktop_app.exams.exam import Exam, ExamPerson, exam, exam_people, exams
from desktop_app.exams.keeping import known
from desktop_app.exams.records import SittingRow, sitting_record, sittings
from desktop_app.exams.steps import Interruption
from desktop_app.store import Store

_DONE_BY_EXAMINER: Final = frozenset({"held", "released", "time_given", "extra_time", "wait", "ended"})
"""What stands in the record of interruptions but is none."""

_Looked = tuple[int, int, tuple[Interruption, ...]]
"""Answered, of so many questions, what stands on record."""


@dataclass(frozen=True, slots=True)
class ExamRow:
    """An exam as the list shows it: how many are to sit it, how many have, how many sit now or are held."""

    exam: Exam
    people: int
    sat: int
    running: int
    phase: str


@dataclass(frozen=True, slots=True)
class Seat:
    """A person of an exam and their latest sitting in it. ``left_ms`` is 0 unless they sit; of what
    stands ``on_record`` some are no ``interruptions`` but what an examiner did."""

    person: ExamPerson
    sitting: SittingRow | None = None
    attempts: int = 0
    answered: int = 0
    questions: int = 0
    left_ms: int = 0
    interruptions: int = 0
    on_record: tuple[Interruption, ...] = ()

    @property
    def state(self) -> str:
        """A code for words, after ``sitting_state_``."""
        if self.sitting is not None:
            return self.sitting.state
        return "absent" if self.person.absent else "none"


def phase(one: Exam, at: datetime) -> str:
    """Where an exam stands, as a code for words."""
    if one.state != "open":
        return "exam_phase_closed"
    if at < one.opens_at:
        return "exam_phase_later"
    return "exam_phase_running" if at <= one.closes_at else "exam_phase_over"


def exam_rows(store: Store, at: datetime) -> tuple[ExamRow, ...]:
    """Every exam, the latest first."""
    under_way: dict[str, int] = {}
    for row in sittings(store):
        if row.state in ("open", "held"):
            under_way[row.exam_id] = under_way.get(row.exam_id, 0) + 1
    rows = []
    for one in exams(store):
        people = exam_people(store, one.id)
        sat = sum(1 for person in people if person.sat)
        rows.append(ExamRow(one, len(people), sat, under_way.get(one.id, 0), phase(one, at)))
    return tuple(rows)


class Seats:
    """Reads one exam again and again."""

    def __init__(self, store: Store, exam_id: str) -> None:
        self._store = store
        self._exam_id = exam_id
        self._ended: dict[SittingRow, _Looked] = {}

    def read(self, progress: Progress) -> tuple[Exam, tuple[Seat, ...]]:
        """The exam and its seats as they are now. Raises ``UnknownExam``."""
        latest: dict[str, SittingRow] = {}
        attempts: dict[str, int] = {}
        for row in sittings(self._store, self._exam_id):
            before = latest.get(row.staff_no)
            if before is None or (before.state == "void" and row.state != "void"):
                latest[row.staff_no] = row
            attempts[row.staff_no] = attempts.get(row.staff_no, 0) + 1
        people = exam_people(self._store, self._exam_id)
        return exam(self._store, self._exam_id), tuple(self._seats(people, latest, attempts, progress))

    def _seats(
        self,
        people: tuple[ExamPerson, ...],
        latest: dict[str, SittingRow],
        attempts: dict[str, int],
        progress: Progress,
    ) -> Iterator[Seat]:
        for n, person in enumerate(people):
            progress(n, len(people))
            row = latest.get(person.staff_no)
            if row is None:
                yield Seat(person)
                continue
            (answered, questions, on_record), left = self._look(row)
            interruptions = sum(1 for one in on_record if one.kind not in _DONE_BY_EXAMINER)
            yield Seat(person, row, attempts[person.staff_no], answered, questions, left, interruptions, on_record)

    def _look(self, row: SittingRow) -> tuple[_Looked, int]:
        if row in self._ended:
            return self._ended[row], 0
        record = sitting_record(self._store, row.id)
        found = (record.answered, record.questions, record.interruptions)
        if row.state not in ("open", "held"):
            self._ended[row] = found
            return found, 0
        used = known(self._store.read, row.id).used_ms if row.origin == "screen" else record.used_ms
        return found, max(record.allowed_ms - used, 0)
