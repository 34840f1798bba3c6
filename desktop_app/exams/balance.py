"""Parallel papers of one exam, balanced in difficulty by what the questions earned before.

Promises: where item statistics exist, the expected scores of the papers of an exam lie within 2 points of each other,
as far as the banks let them; without statistics every paper is drawn as ever. A question without statistics counts as
the others of its section do, so that new questions are drawn as often as old ones. Pure, but for reading results.

The expected share of a question is its mean score over its maximum (the item's facility, *p*), as of the opening of
the exam, so that all of an exam's papers aim at the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from desktop_app.exams.plan import ExamPlan
from desktop_app.exams.pool import Drawable, Pool
from desktop_app.store import Database

Key = tuple[str, str]
"""Bank and uid."""

LEAST_ANSWERS: Final = 10
"""Fewer answers say nothing about a question."""

WITHIN: Final = Fraction(1)
"""How far (points) a paper's expected score may be from the exam's: two papers are then within 2 of each other."""

TRIES: Final = 60


@dataclass(frozen=True, slots=True)
class Balance:
    """What an exam's papers aim at. ``shares``: question → expected share; ``usual``: per section, the mean over its
    questions with statistics (a question without counts as that)."""

    shares: Mapping[Key, Fraction]
    usual: tuple[Fraction, ...]

    def target(self, plan: ExamPlan) -> Fraction:
        """The expected score (points) that every paper aims at."""
        return sum(
            (section.number * Fraction(section.points) * self.usual[s] for s, section in enumerate(plan.sections)),
            Fraction(0),
        )

    def expected(self, plan: ExamPlan, chosen: Iterable[tuple[int, Drawable]]) -> Fraction:
        """The expected score (points) of a paper of these questions, each with its section (from 0)."""
        return sum(
            (
                Fraction(plan.sections[s].points) * self.shares.get((item.bank, item.uid), self.usual[s])
                for s, item in chosen
            ),
            Fraction(0),
        )


def balance_of(plan: ExamPlan, pool: Pool, shares: Mapping[Key, Fraction], on: date) -> Balance | None:
    """What the papers of a plan shall aim at on a day; None where no question that fits has statistics."""
    known: dict[Key, Fraction] = {}
    usual = []
    for section in plan.sections:
        own = {
            (item.bank, item.uid): shares[item.bank, item.uid]
            for cell in pool.cells
            if cell.fits(section) and cell.in_force(on)
            for item in cell.items
            if (item.bank, item.uid) in shares
        }
        known.update(own)
        usual.append(sum(own.values(), Fraction(0)) / len(own) if own else Fraction(1, 2))
    return Balance(known, tuple(usual)) if known else None


def item_shares(db: Database, bank_codes: Iterable[str]) -> dict[Key, Fraction]:
    """What each question of these banks earned on average, of its maximum, over the newest complete results: questions
    with fewer than ``LEAST_ANSWERS`` are left out."""
    wanted = set(bank_codes)
    earned: dict[Key, Fraction] = {}
    number: dict[Key, int] = {}
    rows = db.execute(
        "SELECT t.paper, r.body FROM sitting t JOIN result r ON r.sitting_id = t.id"
        " WHERE t.state = 'submitted' AND r.complete = 1"
        " AND r.version = (SELECT max(version) FROM result WHERE sitting_id = t.id)"
    )
    for paper, body in rows:
        for question, item in zip(json.loads(paper)["questions"], json.loads(body)["items"], strict=True):
            if question["bank"] in wanted and Fraction(item[2]):
                key = question["bank"], question["uid"]
                earned[key] = earned.get(key, Fraction(0)) + Fraction(item[1]) / Fraction(item[2])
                number[key] = number.get(key, 0) + 1
    return {key: earned[key] / n for key, n in number.items() if n >= LEAST_ANSWERS}


def to_data(balance: Balance | None) -> dict[str, Any]:
    """As the store keeps it with the exam; empty where there is none."""
    if balance is None:
        return {}
    shares = [[bank, uid, str(share)] for (bank, uid), share in sorted(balance.shares.items())]
    return {"shares": shares, "usual": [str(share) for share in balance.usual]}


def from_data(data: Mapping[str, Any]) -> Balance | None:
    """What ``to_data`` wrote."""
    if not data:
        return None
    shares = {(bank, uid): Fraction(share) for bank, uid, share in data["shares"]}
    return Balance(shares, tuple(map(Fraction, data["usual"])))
