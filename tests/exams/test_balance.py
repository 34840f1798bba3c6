"""Parallel papers: expected scores near each other where statistics exist, and drawing as ever where not."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from desktop_app.exams import balance as balances
from desktop_app.exams.balance import LEAST_ANSWERS, Balance, balance_of, item_shares
from desktop_app.exams.exam import exam, open_exam
from desktop_app.exams.keys import right_answer
from desktop_app.exams.paper import draw
from desktop_app.exams.plans import save_plan
from desktop_app.exams.pool import Pool
from desktop_app.exams.sitting import answer, start, submit
from desktop_app.staff import Actor
from desktop_app.store import Store
from tests.exams import making
from tests.exams.making import ON, Hands, bring_in, candidate, drawn, load, section, single


def spread(number: int) -> dict[tuple[str, str], Fraction]:
    """Shares from very hard to very easy."""
    return {("b", f"q{n:05}"): Fraction(n * 37 % 100, 100) for n in range(number)}


@pytest.mark.parametrize(("count", "points"), [(100, 1), (40, 2), (10, 10)])
def test_expected_scores_of_an_exams_papers_lie_within_two_points(count: int, points: int) -> None:
    pool = Pool([drawn(n) for n in range(1000)])
    shares = spread(600)
    plan = making.plan(section(count, points=Decimal(points)))
    balance = balance_of(plan, pool, shares, ON)
    assert balance is not None
    target = balance.target(plan)
    scores: list[Fraction] = []
    free: list[Fraction] = []
    for seed in range(60):
        for held, found in ((balance, scores), (None, free)):
            paper = draw(plan, pool, seed, ON, load, held)
            assert len({item.uid for item in paper.items}) == count
            found.append(balance.expected(plan, ((0, making.drawn(int(item.uid[1:]))) for item in paper.items)))
    assert max(scores) - min(scores) <= 2
    assert all(abs(score - target) <= 1 for score in scores)
    assert max(free) - min(free) > 3


def test_the_same_seed_gives_the_same_balanced_paper() -> None:
    pool = Pool([drawn(n) for n in range(200)])
    plan = making.plan(section(10, points=Decimal(10)))
    balance = balance_of(plan, pool, spread(200), ON)
    assert draw(plan, pool, 7, ON, load, balance) == draw(plan, pool, 7, ON, load, balance)
    assert draw(plan, pool, 7, ON, load, balance) != draw(plan, pool, 8, ON, load, balance)


def test_a_bank_that_cannot_be_balanced_gives_its_nearest_paper() -> None:
    pool = Pool([drawn(n) for n in range(3)])
    plan = making.plan(section(1, points=Decimal(100)))
    shares = {("b", "q00000"): Fraction(0), ("b", "q00001"): Fraction(1), ("b", "q00002"): Fraction(9, 10)}
    balance = balance_of(plan, pool, shares, ON)
    assert {draw(plan, pool, seed, ON, load, balance).items[0].uid for seed in range(20)} == {"q00002"}


def test_new_questions_are_drawn_as_often_as_old_ones() -> None:
    pool = Pool([drawn(n) for n in range(40)])
    plan = making.plan(section(10))
    balance = balance_of(plan, pool, spread(20), ON)
    times = Counter(item.uid for seed in range(400) for item in draw(plan, pool, seed, ON, load, balance).items)
    new = sum(times[f"q{n:05}"] for n in range(20, 40))
    assert 0.45 < new / times.total() < 0.55


def test_without_statistics_there_is_nothing_to_balance() -> None:
    pool = Pool([drawn(n) for n in range(40)])
    plan = making.plan(section(10), section(5, bank="other"))
    assert balance_of(plan, pool, {}, ON) is None
    assert balance_of(plan, pool, {("z", "q00001"): Fraction(1)}, ON) is None
    assert balances.to_data(None) == {}
    assert balances.from_data({}) is None
    held = Balance({("b", "q"): Fraction(1, 3)}, (Fraction(1, 2),))
    assert balances.from_data(json.loads(json.dumps(balances.to_data(held)))) == held


def test_an_exam_aims_at_what_was_earned_before(store: Store, examiner: Actor, reading: Any) -> None:
    hands = Hands(reading)
    easy, hard = single(uid="easy", stem="易"), single(uid="hard", stem="难")
    bring_in(store, examiner, [easy, hard])
    save_plan(store, examiner, making.plan(section(2)), hands())
    first = open_exam(store, examiner, "P", staff_nos=[candidate(store).staff_no], reading=hands())
    assert first.balance is None
    people = [candidate(store, f"C{n:02}") for n in range(LEAST_ANSWERS)]
    opened = open_exam(store, examiner, "P", staff_nos=[one.staff_no for one in people], reading=hands())
    for n, me in enumerate(people):
        sitting = start(store, me, opened.id, hands())
        for item in sitting.paper.items:
            if item.uid == "easy" or n < 2:
                question = easy if item.uid == "easy" else hard
                answer(store, sitting, item.position, right_answer(question, item), hands.goes(1))
        assert item_shares(store.read, ["b"]) == {}
        submit(store, me, sitting, hands.goes(1))
    assert item_shares(store.read, ["b"]) == {("b", "easy"): 1, ("b", "hard"): Fraction(1, 5)}
    assert item_shares(store.read, ["other"]) == {}
    second = open_exam(store, examiner, "P", reading=hands())
    assert second.balance == Balance({("b", "easy"): Fraction(1), ("b", "hard"): Fraction(1, 5)}, (Fraction(3, 5),))
    assert exam(store, second.id).balance == second.balance
    assert exam(store, first.id).balance is None
