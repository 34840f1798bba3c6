"""Answers given on paper become sittings of origin 'paper', graded as those on the screen.

Promises: all rows or none; an answer that cannot be read earns nothing and is named; the same sheet is not graded
twice. Must not know how the table was read.

The number of a paper is the seed that it was drawn with (``plan draw --seed 17``: 17). A bank that has changed since,
or a source that came into force, makes the same seed another paper: then the day of the drawing is written after it,
``17@2026-11-20``, and the first characters of the fingerprint can be, ``17@2026-11-20#3fa9c1``, so that another paper
is refused rather than graded. The number may also be the id of a sitting, whose paper it then is.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from desktop_app.banks.bank import questions
from desktop_app.base.clock import Reading, as_text
from desktop_app.base.errors import InputError, RefusedError
from desktop_app.exams.answers import answer_problem, from_print, normal
from desktop_app.exams.keeping import UnknownSitting, add_step, finish, kept
from desktop_app.exams.paper import Paper
from desktop_app.exams.plan import ExamPlan, to_data
from desktop_app.exams.plans import day_of, draw_paper, plan
from desktop_app.exams.shown import show
from desktop_app.exams.sitting import new_sitting
from desktop_app.exams.steps import Known
from desktop_app.staff import Actor, Role, person, require
from desktop_app.store import Database, Store


class AnswerSheetInvalid(InputError):
    """A table of answers that cannot be read; facts: row (from 1), reason (``empty``, ``columns``, ``paper_number``,
    ``fingerprint``, ``too_many``)."""

    code = "answer_sheet_invalid"


class AnswersAlreadyGraded(RefusedError):
    """This person's answers to this paper have been graded; facts: row, staff_no, sitting."""

    code = "answers_already_graded"


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
    """Grade rows of: paper number, staff number, answers 1 … n as printed on that paper (see ``answers.from_print``). A
    first row of headings is passed over.

    Raises ``NotAllowed``, ``UnknownPlan``, ``UnknownPerson``, ``AnswerSheetInvalid``, ``AnswersAlreadyGraded``,
    ``CannotBeDrawn``: then nothing has changed.
    """
    require(actor, Role.EXAMINER)
    found = plan(store, plan_code)
    sheets = [
        (n, [str(cell).strip() for cell in row])
        for n, row in enumerate(rows, 1)
        if any(str(cell).strip() for cell in row)
    ]
    if sheets and sheets[0][1][2:] and sheets[0][1][2] == "1" and not sheets[0][1][0].isdigit():
        del sheets[0]
    if not sheets:
        raise AnswerSheetInvalid(row=1, reason="empty")
    graded = []
    with store.write("sittings", actor=actor, action="paper_graded", at=reading, facts={"plan": plan_code}) as db:
        for n, cells in sheets:
            if len(cells) < 2 or not cells[0] or not cells[1]:
                raise AnswerSheetInvalid(row=n, reason="columns")
            graded.append(_grade_row(store, db, found, n, cells, reading))
    return tuple(graded)


def _grade_row(
    store: Store, db: Database, plan: ExamPlan, row: int, cells: Sequence[str], reading: Reading
) -> GradedSheet:
    staff_no = person(store, cells[1]).staff_no
    paper = _paper(store, db, plan, row, cells[0], reading)
    last = max((n for n, cell in enumerate(cells[2:], 1) if cell), default=0)
    if last > len(paper.items):
        raise AnswerSheetInvalid(row=row, reason="too_many")
    exam_id = _exam_for(db, plan, staff_no, reading)
    done = db.execute(
        "SELECT id FROM sitting WHERE staff_no = ? AND origin = 'paper' AND fingerprint = ? AND state <> 'void'",
        (staff_no, paper.fingerprint),
    ).fetchone()
    if done:
        raise AnswersAlreadyGraded(row=row, staff_no=staff_no, sitting=done[0])
    sitting_id = new_sitting(db, exam_id, staff_no, paper, reading, origin="paper")
    at = Known(reading.at, reading.boot_ms, reading.boot_id, 0)
    add_step(db, sitting_id, "started", None, {"allowed_ms": 0, "paper_number": cells[0]}, at)
    unread = _add_answers(store, db, sitting_id, paper, cells[2:], at)
    outcome = finish(store, db, kept(db, sitting_id), at, "paper")
    complete = outcome.complete
    return GradedSheet(
        staff_no, sitting_id, outcome.score if complete else None, outcome.max_score, outcome.passed, unread
    )


def _add_answers(
    store: Store, db: Database, sitting_id: str, paper: Paper, cells: Sequence[str], at: Known
) -> tuple[int, ...]:
    loaded = questions(store, [item.question_id for item in paper.items])
    unread = []
    for item, cell in zip(paper.items, cells, strict=False):
        if not cell:
            continue
        question = loaded[item.question_id]
        answer: Any = from_print(show(item, question), cell)
        shown = show(item, question, answer)
        if shown.branching:
            # How far the talk goes is known only when the earlier turns are: read it again with all parts reached.
            answer = from_print(shown, cell)
        problem = answer_problem(shown, answer)
        if problem:
            unread.append(item.position)
            add_step(db, sitting_id, "unread", item.position, {"written": cell, "problem": problem.code}, at)
        else:
            add_step(db, sitting_id, "answered", item.position, {"answer": normal(shown, answer)}, at)
    return tuple(unread)


def _paper(store: Store, db: Database, plan: ExamPlan, row: int, number: str, reading: Reading) -> Paper:
    try:
        one = kept(db, number)
    except UnknownSitting:
        pass
    else:
        if one.plan.code != plan.code:
            raise AnswerSheetInvalid(row=row, reason="paper_number")
        return one.paper
    number, _, fingerprint = number.partition("#")
    seed, _, day = number.partition("@")
    try:
        on = date.fromisoformat(day) if day else day_of(store, reading.at)
    except ValueError:
        raise AnswerSheetInvalid(row=row, reason="paper_number") from None
    paper = draw_paper(store, plan, seed, on)
    if not paper.fingerprint.startswith(fingerprint.strip().lower()):
        raise AnswerSheetInvalid(row=row, reason="fingerprint")
    return paper


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
