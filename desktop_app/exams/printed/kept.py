"""Printed papers as they are kept, so that what was printed is graded as it was printed.

Promises: the same paper of the same plan has the same number whenever it is drawn. Must not know how a paper looks.
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


def papers_to_print(store: Store, plan: ExamPlan, seeds: Sequence[str], on: date) -> tuple[PrintedPaper, ...]:
    """Draw a paper of the plan for each seed and give it its number; ``keep`` them before they are handed out.

    Raises ``CannotBeDrawn``, ``PrintOrderInvalid``.
    """
    made = []
    for seed in seeds:
        if not (seed.isascii() and seed.isdigit()) or str(int(seed)) != seed or int(seed) > MOST_SEED:
            raise PrintOrderInvalid(field="seed", value=seed[:40], most=MOST_SEED)
        paper = draw_paper(store, plan, seed, on)
        loaded = questions(store, [item.question_id for item in paper.items])
        number = _free_number(store.read, plan, paper, check_of(plan, paper, loaded))
        made.append(PrintedPaper(number, plan, paper, loaded))
    return tuple(made)


def _free_number(db: Database, plan: ExamPlan, paper: Paper, check: str) -> str:
    """The number of a paper; where another paper has the same four last characters, with more of them."""
    for length in range(4, len(check) + 1):
        number = number_of(paper, check, length)
        row = db.execute("SELECT plan, fingerprint FROM printed_paper WHERE number = ?", (number,)).fetchone()
        if row is None or (row[0] == _plan_text(plan) and row[1] == paper.fingerprint):
            break
    return number


def keep(store: Store, actor: Actor, printed: Sequence[PrintedPaper], reading: Reading) -> None:
    """Keep papers under their numbers, all of them or none. Raises ``NotAllowed``."""
    require(actor, Role.EXAMINER)
    facts: dict[str, Fact] = {"plan": printed[0].plan.code, "papers": len(printed)}
    with store.write("plans", actor=actor, action="papers_printed", at=reading, facts=facts) as db:
        for one in printed:
            paper = one.paper
            # Drawn and numbered again, it is the same paper: what was kept first stays.
            db.execute(
                "INSERT OR IGNORE INTO printed_paper (number, plan_code, plan, seed, on_day, fingerprint, paper,"
                " printed_at, printed_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    one.number,
                    one.plan.code,
                    _plan_text(one.plan),
                    paper.seed,
                    paper.on.isoformat(),
                    paper.fingerprint,
                    json.dumps(papers.to_data(paper), ensure_ascii=False, separators=(",", ":")),
                    as_text(reading.at),
                    actor.staff_no,
                ),
            )


def _plan_text(plan: ExamPlan) -> str:
    return json.dumps(plans_form.to_data(plan), ensure_ascii=False, sort_keys=True)


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
