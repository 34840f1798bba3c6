"""Answers given on paper become sittings of origin 'paper', graded as those on the screen.

Promises: all rows or none; a paper is graded as it was printed, whatever became of bank and plan since; an answer that
cannot be read earns nothing and is named; the same sheet is not graded twice. Must not know how the table was read.

The number of a paper is the one printed on it (``printed.number``). Besides, it may be the seed that a paper was drawn
with (``plan draw --seed 17``: 17), the day of the drawing after it (``17@2026-11-20``), and the first characters of the
fingerprint (``17@2026-11-20#3fa9c1``), so that another paper is refused rather than graded; or the id of a sitting,
whose paper it then is.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from desktop_app.banks.bank import questions
from desktop_app.base.clock import Reading, as_text
from desktop_app.base.errors import InputError, MissingError, RefusedError
from desktop_app.exams.keeping import UnknownSitting, add_step, finish, kept, plan_digest
from desktop_app.exams.paper import Paper
from desktop_app.exams.plan import ExamPlan, to_data
from desktop_app.exams.plans import UnknownPlan, day_of, draw_paper, plan
from desktop_app.exams.printed.answer_table import AnswerRow, AnswerSheetInvalid, answer_rows
from desktop_app.exams.printed.kept import paper_of_number
from desktop_app.exams.printed.number import taken_apart, typed
from desktop_app.exams.printed.written_answers import read_written, written_places
from desktop_app.exams.sitting import new_sitting
from desktop_app.exams.steps import Known
from desktop_app.staff import Actor, Role, person, require
from desktop_app.staff.people import UnknownPerson
from desktop_app.store import Database, Store

__all__ = [
    "AnswerSheetInvalid",
    "AnswersAlreadyGraded",
    "AnswersOfNobody",
    "AnswersTwice",
    "GradedSheet",
    "grade_paper",
    "plan_of_answers",
]


class AnswersAlreadyGraded(RefusedError):
    """This person's answers to this paper have been graded; facts: row, staff_no, sitting."""

    code = "answers_already_graded"


class AnswersOfNobody(MissingError):
    """Answers of a staff number that is not on the roster; facts: row, staff_no."""

    code = "answers_of_nobody"


class AnswersTwice(InputError):
    """Two rows of one table hold answers of the same person; facts: row, first, staff_no."""

    code = "answers_twice"


@dataclass(frozen=True, slots=True)
class GradedSheet:
    """One row of answers, graded. ``unread`` are the positions whose answer could not be read; the score is None while
    marks are awaited."""

    staff_no: str
    sitting: str
    score: Decimal | None
    max_score: Decimal
    passed: bool | None
    unread: tuple[int, ...]


def grade_paper(
    store: Store, actor: Actor, plan_code: str, rows: Sequence[Sequence[str]], reading: Reading
) -> tuple[GradedSheet, ...]:
    """Grade a table of answers: paper number, staff number, answers as printed on that paper (see
    ``printed.answer_table`` for its headings, ``answers.from_print`` for what stands in a cell).

    Raises ``NotAllowed``, ``UnknownPlan``, ``AnswersOfNobody``, ``AnswersTwice``, ``AnswerSheetInvalid``,
    ``AnswersAlreadyGraded``, ``CannotBeDrawn``: then nothing has changed.
    """
    require(actor, Role.EXAMINER)
    found = _plan_if_there(store, plan_code)
    sheets = answer_rows(rows)
    graded = []
    seen: dict[str, int] = {}
    with store.write("sittings", actor=actor, action="paper_graded", at=reading, facts={"plan": plan_code}) as db:
        for sheet in sheets:
            try:
                staff_no = person(store, sheet.staff_no).staff_no
            except UnknownPerson:
                raise AnswersOfNobody(row=sheet.row, staff_no=sheet.staff_no[:40]) from None
            one = _grade_row(store, db, found, plan_code, sheet, staff_no, reading)
            if staff_no in seen:
                raise AnswersTwice(row=sheet.row, first=seen[staff_no], staff_no=staff_no)
            seen[staff_no] = sheet.row
            graded.append(one)
    return tuple(graded)


def plan_of_answers(store: Store, rows: Sequence[Sequence[str]]) -> str:
    """The plan to which a table of answers belongs, by the number of its first paper. Raises ``AnswerSheetInvalid``
    where that number is not one that was printed here, nor a sitting's."""
    first = answer_rows(rows)[0]
    number = typed(first.number)
    row = store.read.execute(
        "SELECT plan_code FROM printed_paper WHERE number = ?"
        " UNION ALL SELECT e.plan_code FROM sitting t JOIN exam e ON e.id = t.exam_id WHERE t.id = ?",
        (number, number),
    ).fetchone()
    if row is None:
        raise AnswerSheetInvalid(row=first.row, column=first.number[:60], reason="not_printed_here")
    return str(row[0])


def _plan_if_there(store: Store, code: str) -> ExamPlan | None:
    """The plan as it is now; what was printed is graded after it has gone."""
    try:
        return plan(store, code)
    except UnknownPlan:
        return None


def _grade_row(
    store: Store,
    db: Database,
    plan: ExamPlan | None,
    plan_code: str,
    sheet: AnswerRow,
    staff_no: str,
    reading: Reading,
) -> GradedSheet:
    printed_from, paper = _paper(store, db, plan, plan_code, sheet, reading)
    exam_id = _exam_for(db, printed_from, staff_no, reading)
    done = db.execute(
        "SELECT id FROM sitting WHERE staff_no = ? AND origin = 'paper' AND fingerprint = ? AND state <> 'void'",
        (staff_no, paper.fingerprint),
    ).fetchone()
    if done:
        raise AnswersAlreadyGraded(row=sheet.row, staff_no=staff_no, sitting=done[0])
    sitting_id = new_sitting(db, exam_id, staff_no, paper, reading, origin="paper")
    at = Known(reading.at, reading.boot_ms, reading.boot_id, 0)
    body = {"allowed_ms": 0, "paper_number": typed(sheet.number), "plan": plan_digest(db, exam_id)}
    add_step(db, sitting_id, "started", None, body, at)
    unread = _add_answers(store, db, sitting_id, paper, sheet, at)
    outcome = finish(store, db, kept(db, sitting_id), at, "paper")
    complete = outcome.complete
    return GradedSheet(
        staff_no, sitting_id, outcome.score if complete else None, outcome.max_score, outcome.passed, unread
    )


def _add_answers(
    store: Store, db: Database, sitting_id: str, paper: Paper, sheet: AnswerRow, at: Known
) -> tuple[int, ...]:
    loaded = questions(store, [item.question_id for item in paper.items])
    ours = {item.position: written_places(item, loaded[item.question_id]) for item in paper.items}
    known = {place for own in ours.values() for place in own}
    for place in sheet.cells:
        if place not in known:
            raise AnswerSheetInvalid(row=sheet.row, column=place, reason="too_many")
    unread = []
    for item in paper.items:
        read = read_written(item, loaded[item.question_id], sheet.cells)
        if read.problem:
            unread.append(item.position)
            written = " | ".join(sheet.cells[place] for place in ours[item.position] if place in sheet.cells)
            add_step(db, sitting_id, "unread", item.position, {"written": written, "problem": read.problem.code}, at)
        if read.answer is not None:
            add_step(db, sitting_id, "answered", item.position, {"answer": read.answer}, at)
    return tuple(unread)


def _paper(
    store: Store, db: Database, plan: ExamPlan | None, plan_code: str, sheet: AnswerRow, reading: Reading
) -> tuple[ExamPlan, Paper]:
    """The paper of a number, and the plan by which it is graded."""

    def _refused(reason: str) -> AnswerSheetInvalid:
        return AnswerSheetInvalid(row=sheet.row, column=sheet.number[:60], reason=reason)

    number = typed(sheet.number)
    found = paper_of_number(store, db, number, plan)
    if found is None and taken_apart(number) is not None:
        raise _refused("fingerprint")
    if found is None:
        try:
            one = kept(db, number)
        except UnknownSitting:
            pass
        else:
            found = one.plan, one.paper
    if found is not None:
        if found[0].code != plan_code:
            raise _refused("other_plan")
        return found
    if plan is None:
        raise UnknownPlan(plan=plan_code)
    number, _, fingerprint = number.partition("#")
    seed, _, day = number.partition("@")
    try:
        on = date.fromisoformat(day) if day else day_of(store, reading.at)
    except ValueError:
        raise _refused("paper_number") from None
    paper = draw_paper(store, plan, seed, on)
    if not paper.fingerprint.startswith(fingerprint.strip().lower()):
        raise _refused("fingerprint")
    return plan, paper


def _exam_for(db: Database, plan: ExamPlan, staff_no: str, reading: Reading) -> str:
    """The latest exam of that plan in which the person is; else one made for answers on paper, closed at once."""
    body = json.dumps(to_data(plan), ensure_ascii=False, sort_keys=True)
    row = db.execute(
        "SELECT e.id FROM exam e JOIN exam_person p ON p.exam_id = e.id"
        " WHERE e.plan_code = ? AND e.body = ? AND p.staff_no = ? ORDER BY e.opened_at DESC, e.id LIMIT 1",
        (plan.code, body, staff_no),
    ).fetchone()
    if row:
        return str(row[0])
    row = db.execute(
        "SELECT id FROM exam WHERE plan_code = ? AND body = ? AND room = 'paper' AND opened_at = ?",
        (plan.code, body, as_text(reading.at)),
    ).fetchone()
    exam_id = str(row[0]) if row else f"P{reading.at:%Y%m%d}-{secrets.token_hex(3).upper()}"
    if not row:
        db.execute(
            "INSERT INTO exam (id, plan_code, title, body, room, opens_at, closes_at, state, opened_at, closed_at)"
            " VALUES (?, ?, ?, ?, 'paper', ?, ?, 'closed', ?, ?)",
            (
                exam_id,
                plan.code,
                plan.title,
                body,
                as_text(reading.at),
                as_text(reading.at + timedelta(seconds=1)),
                as_text(reading.at),
                as_text(reading.at),
            ),
        )
    db.execute("INSERT OR IGNORE INTO exam_person (exam_id, staff_no) VALUES (?, ?)", (exam_id, staff_no))
    return exam_id
