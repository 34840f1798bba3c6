"""Printed papers as they are kept, so that what was printed is graded as it was printed.

Promises: a paper has its number before it is drawn; drawing the same one again gives the same number. Must not know
how a paper looks.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.banks.bank import questions
from desktop_app.banks.question import Question
from desktop_app.base.clock import Reading, as_text
from desktop_app.base.errors import Fact, InputError
from desktop_app.exams import paper as papers
from desktop_app.exams import plan as plans_form
from desktop_app.exams.paper import CannotBeDrawn, Paper
from desktop_app.exams.plan import ExamPlan
from desktop_app.exams.plans import draw_paper
from desktop_app.exams.printed.number import MOST_SEED, check_of, number_of, taken_apart
from desktop_app.staff import Actor, Role, require
from desktop_app.store import Database, Store

MOST_VERSIONS = 200


class PrintOrderInvalid(InputError):
    """What is to be printed cannot be; facts: field (``seed``, ``versions``), value, most."""

    code = "print_order_invalid"


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """A paper with its number, the plan it was drawn from and its questions as they are printed."""

    number: str
    plan: ExamPlan
    paper: Paper
    questions: Mapping[int, Question]


def seeds_from(seed: int | None, versions: int) -> tuple[str, ...]:
    """The seeds of so many versions: from ``seed`` upwards, or random ones. Raises ``PrintOrderInvalid``."""
    if not 1 <= versions <= MOST_VERSIONS:
        raise PrintOrderInvalid(field="versions", value=versions, most=MOST_VERSIONS)
    if seed is not None:
        if not 0 <= seed <= MOST_SEED - versions:
            raise PrintOrderInvalid(field="seed", value=str(seed), most=MOST_SEED - MOST_VERSIONS)
        return tuple(str(seed + n) for n in range(versions))
    chosen: dict[str, None] = {}
    while len(chosen) < versions:
        chosen[str(100_000 + secrets.randbelow(900_000))] = None
    return tuple(chosen)


def papers_to_print(
    store: Store, actor: Actor, plan: ExamPlan, seeds: Sequence[str], on: date, reading: Reading
) -> tuple[PrintedPaper, ...]:
    """Draw a paper of the plan for each seed and keep it under its number, all of them or none.

    Raises ``NotAllowed``, ``CannotBeDrawn``, ``PrintOrderInvalid``.
    """
    require(actor, Role.EXAMINER)
    for seed in seeds:
        if not (seed.isascii() and seed.isdigit()) or str(int(seed)) != seed or int(seed) > MOST_SEED:
            raise PrintOrderInvalid(field="seed", value=seed[:40], most=MOST_SEED)
    drawn = [draw_paper(store, plan, seed, on) for seed in seeds]
    made = []
    facts: dict[str, Fact] = {"plan": plan.code, "papers": len(seeds)}
    with store.write("plans", actor=actor, action="papers_printed", at=reading, facts=facts) as db:
        for paper in drawn:
            loaded = questions(store, [item.question_id for item in paper.items])
            number = _keep(db, plan, paper, check_of(plan, paper, loaded), actor, reading)
            made.append(PrintedPaper(number, plan, paper, loaded))
    return tuple(made)


def _keep(db: Database, plan: ExamPlan, paper: Paper, check: str, actor: Actor, reading: Reading) -> str:
    body = json.dumps(plans_form.to_data(plan), ensure_ascii=False, sort_keys=True)
    frozen = json.dumps(papers.to_data(paper), ensure_ascii=False, separators=(",", ":"))
    number = ""
    for length in range(4, len(check) + 1):
        number = number_of(paper, check, length)
        row = db.execute("SELECT plan, fingerprint FROM printed_paper WHERE number = ?", (number,)).fetchone()
        if row is None:
            break
        if row[0] == body and row[1] == paper.fingerprint:
            return number
    db.execute(
        "INSERT INTO printed_paper (number, plan_code, plan, seed, on_day, fingerprint, paper, printed_at, printed_by)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            plan.code,
            body,
            paper.seed,
            paper.on.isoformat(),
            paper.fingerprint,
            frozen,
            as_text(reading.at),
            actor.staff_no,
        ),
    )
    return number


def paper_of_number(store: Store, db: Database, number: str, plan: ExamPlan | None) -> tuple[ExamPlan, Paper] | None:
    """The paper of a printed number with the plan it was printed from: the kept one; else, where another branch printed
    it from this plan and the same questions, drawn again. None where it is neither."""
    row = db.execute("SELECT plan, paper FROM printed_paper WHERE number = ?", (number,)).fetchone()
    if row is not None:
        return plans_form.from_data(json.loads(row[0])), papers.from_data(json.loads(row[1]))
    apart = taken_apart(number)
    if apart is None or plan is None:
        return None
    try:
        paper = draw_paper(store, plan, apart.seed, apart.on)
    except CannotBeDrawn:
        return None
    loaded = questions(store, [item.question_id for item in paper.items])
    return (plan, paper) if check_of(plan, paper, loaded).startswith(apart.check) else None
