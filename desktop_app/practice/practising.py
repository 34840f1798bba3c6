"""Practising one question: shown in a fresh order, answered, and told at once what is right and why.

Promises: an answer, its card and the wrong-question book are kept together or not at all; a card that is damaged begins
anew, on record, and no answer is lost; nobody practises while they
sit an exam; nothing here touches a sitting or a result.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from desktop_app.banks.bank import question
from desktop_app.banks.question import Essay, Multiple, Order, Question, Scenario, Single, Source, TrueFalse
from desktop_app.base.clock import Reading, as_text
from desktop_app.base.errors import Fact, RefusedError
from desktop_app.exams.answers import answer_problem, normal
from desktop_app.exams.closed_book import under_way
from desktop_app.exams.generator import Stream
from desktop_app.exams.grading import grade_question
from desktop_app.exams.keys import right_answer
from desktop_app.exams.live import AnswerUnfit
from desktop_app.exams.paper import Item, option_order
from desktop_app.exams.plan import MultipleRule
from desktop_app.exams.results import results_of, review
from desktop_app.exams.shown import ShownQuestion, letter, show
from desktop_app.practice.scheduling import scheduled
from desktop_app.practice.sets import RIGHT_TO_LEAVE, Practicable, Way
from desktop_app.staff import Actor
from desktop_app.staff.people import require_exam
from desktop_app.store import Database, Store

RULE = MultipleRule.SHARE
"""In practice a part of the right options is told from a wrong one, whatever a plan would give for it."""


class PracticeWhileSitting(RefusedError):
    """Who sits an exam does not practise; facts: exam."""

    code = "practice_while_sitting"


class NotForPractice(RefusedError):
    """The question is reserved for exams; facts: bank, question."""

    code = "not_for_practice"


class OwnMarkMissing(RefusedError):
    """What no machine can mark is marked by the one who practises."""

    code = "own_mark_missing"


@dataclass(frozen=True, slots=True)
class Practised:
    """A question on the page: ``item`` holds the order in which it is shown."""

    one: Practicable
    question: Question
    item: Item

    def shown(self, value: Any = None) -> ShownQuestion:
        """As the page shows it; ``value`` decides how far a branching scenario has gone."""
        return show(self.item, self.question, value)

    @property
    def self_marked(self) -> bool:
        """Whether the person marks the answer, against the model answer."""
        parts = self.question.parts if isinstance(self.question, Scenario) else (self.question,)
        return any(isinstance(part, Essay) for part in parts)


@dataclass(frozen=True, slots=True)
class Feedback:
    """What is said to an answer. ``share`` is what it earned, 0 … 1; ``right_answer`` has the shown form; ``remarks``
    are the author's on what was chosen; ``due_at`` is when the question comes back."""

    share: Fraction
    right_answer: Any
    remarks: tuple[str, ...]
    explanation: str
    source: Source | None
    due_at: datetime

    @property
    def right(self) -> bool:
        """Whether it was right in every part."""
        return self.share == 1


def take(store: Store, actor: Actor, one: Practicable, seed: str | None = None) -> Practised:
    """Take a question up, its options in a fresh order (or that of a seed). Raises ``PracticeWhileSitting``,
    ``OnlyOneExam``, ``NotForPractice``."""
    require_exam(actor, None)
    _not_sitting(store.read, actor.staff_no)
    found = question(store, one.question_id)
    if found.reserved:
        raise NotForPractice(bank=one.bank, question=one.uid)
    stream = Stream(seed or secrets.token_hex(8), f"practice {one.bank} {one.uid}")
    parts: tuple[tuple[int, ...], ...] = ()
    if isinstance(found, Scenario):
        parts = tuple(option_order(part, True, stream) for part in found.parts)
    order = option_order(found, True, stream)
    return Practised(one, found, Item(1, one.question_id, one.bank, one.uid, 1, found.points, order, parts))


def answer(
    store: Store,
    actor: Actor,
    practised: Practised,
    value: Any,
    way: Way,
    reading: Reading,
    own_mark: Fraction | None = None,
) -> Feedback:
    """Keep an answer and say what is right. ``own_mark`` (0 … 1) is the person's own, where ``self_marked``; None as
    ``value`` says 'I do not know'.

    Raises ``AnswerUnfit``, ``PracticeWhileSitting``, ``OwnMarkMissing``, ``OnlyOneExam``.
    """
    require_exam(actor, None)
    shown = practised.shown(value)
    problem = answer_problem(shown, value)
    if problem:
        raise AnswerUnfit(1, problem)
    value = normal(shown, value)
    share = _share(practised, value, own_mark)
    one, staff_no, at = practised.one, actor.staff_no, as_text(reading.at)
    with store.write("practice", at=reading) as db:
        _not_sitting(db, staff_no)
        row = db.execute(
            "SELECT card FROM practice_card WHERE staff_no = ? AND bank = ? AND uid = ?", (staff_no, *one.key)
        ).fetchone()
        after = scheduled(row[0] if row else None, share, reading.at)
        if after.anew:
            facts: dict[str, Fact] = {"staff_no": staff_no, "bank": one.bank, "question": one.uid}
            with store.write("practice", actor=actor, action="card_anew", at=reading, facts=facts):
                pass
        db.execute(
            "INSERT INTO practice_card (staff_no, bank, uid, due_at, card) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET due_at = excluded.due_at, card = excluded.card",
            (staff_no, *one.key, as_text(after.due_at), after.card),
        )
        db.execute(
            "INSERT INTO practice_answer (staff_no, bank, uid, question_id, at, way, answer, share)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (staff_no, *one.key, one.question_id, at, way.value, json.dumps(value, ensure_ascii=False), str(share)),
        )
        _book(db, staff_no, one.key, at, right=share == 1)
    return Feedback(
        share=share,
        right_answer=right_answer(practised.question, practised.item),
        remarks=remarks(practised, value),
        explanation=practised.question.explanation,
        source=practised.question.source,
        due_at=after.due_at,
    )


def _share(practised: Practised, value: Any, own_mark: Fraction | None) -> Fraction:
    if value is None:
        return Fraction(0)
    if practised.self_marked:
        if own_mark is None:
            raise OwnMarkMissing
        return min(max(own_mark, Fraction(0)), Fraction(1))
    graded = grade_question(practised.question, practised.item, value, RULE)
    return Fraction(graded.points) / Fraction(graded.max) if graded.max else Fraction(0)


def remarks(practised: Practised, value: Any) -> tuple[str, ...]:
    """The author's feedback to the options that were chosen."""
    found, order = practised.question, practised.item.option_order
    match found:
        case Single() | Multiple() | Order() if value is not None:
            chosen = [value] if isinstance(value, str) else value
            options = [found.options[i] for n, i in enumerate(order) if letter(n) in chosen]
            said = [option.feedback for option in options]
        case TrueFalse() if value is not None:
            said = [found.feedback_true if value else found.feedback_false]
        case Scenario():
            said = list(practised.shown(value).replies)
        case _:
            said = []
    return tuple(text for text in said if text)


def _book(db: Database, staff_no: str, key: tuple[str, str], at: str, *, right: bool) -> None:
    """The wrong-question book after an answer."""
    if not right:
        _wrong(db, staff_no, key, at)
        return
    db.execute(
        "UPDATE wrong_question SET right_since = right_since + 1, last_at = ?,"
        " done_at = CASE WHEN right_since + 1 >= ? THEN ? END"
        " WHERE staff_no = ? AND bank = ? AND uid = ? AND done_at IS NULL",
        (at, RIGHT_TO_LEAVE, at, staff_no, *key),
    )


def _wrong(db: Database, staff_no: str, key: tuple[str, str], at: str, *, taken_over: bool = False) -> None:
    # Of exams only what is later than the last: their answers are taken over as often as the book is opened.
    db.execute(
        "INSERT INTO wrong_question (staff_no, bank, uid, wrong, last_at) VALUES (?, ?, ?, 1, ?)"
        " ON CONFLICT DO UPDATE SET wrong = wrong + 1, right_since = 0, last_at = max(last_at, excluded.last_at),"
        " done_at = NULL WHERE excluded.last_at > last_at OR NOT ?",
        (staff_no, *key, at, taken_over),
    )


def take_over_exams(store: Store, actor: Actor, reading: Reading) -> None:
    """Bring into the wrong-question book what went wrong in the actor's exams, as far as they may see it. Raises
    ``OnlyOneExam``."""
    require_exam(actor, None)
    if under_way(store.read, actor.staff_no):
        return
    taken: list[tuple[tuple[str, str], str]] = []
    for found in results_of(store, actor.staff_no):
        if not (found.visible and found.show_answers):
            continue
        items = store.read.execute("SELECT paper, ended_at FROM sitting WHERE id = ?", (found.sitting_id,)).fetchone()
        keys = [(row["bank"], row["uid"]) for row in json.loads(items[0])["questions"]]
        for key, one in zip(keys, review(store, actor, found.sitting_id), strict=True):
            if one.graded.points < one.graded.max:
                taken.append((key, items[1]))
    if taken:
        with store.write("practice", at=reading) as db:
            for key, at in sorted(taken, key=lambda pair: pair[1]):
                _wrong(db, actor.staff_no, key, at, taken_over=True)


def _not_sitting(db: Database, staff_no: str) -> None:
    exam_id = under_way(db, staff_no)
    if exam_id:
        raise PracticeWhileSitting(exam=exam_id)
