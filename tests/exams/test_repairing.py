"""A repaired key: the same question as was shown, with another key; letters of the paper keep their meaning."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from desktop_app.banks.question import Accepted, Gap, Number, Option, Question
from desktop_app.exams.grading import grade_question
from desktop_app.exams.keys import right_answer
from desktop_app.exams.plan import MultipleRule
from desktop_app.exams.repairing import key_of, repaired
from desktop_app.exams.shown import show
from tests.exams.making import (
    blank,
    essay,
    item,
    match,
    multiple,
    numeric,
    options,
    order,
    scenario,
    single,
    true_false,
)

RULE = MultipleRule.ALL_OR_NOTHING
REPAIRS: list[tuple[Question, Question]] = [
    (single("*r w x y"), single("r *w x y")),
    (single("*r w x y"), single("y x *w r")),
    (single("*r r2 r3"), single("*r *r2 r3")),
    (multiple("*r *s w x"), multiple("*w *r s x")),
    (true_false(True), true_false(False)),
    (blank("五十"), blank(Gap((Accepted("五十"), Accepted("50"))))),
    (numeric("5", "0"), numeric("6", "0.5")),
    (order("一", "二", "三"), order("三", "一", "二")),
    (match(("甲", "1"), ("乙", "2"), ("", "3")), match(("甲", "2"), ("乙", "3"), ("", "1"))),
    (scenario(single(), true_false()), scenario(single("r *w x y"), true_false())),
]


@pytest.mark.parametrize(("was", "now"), REPAIRS)
def test_the_paper_is_graded_by_the_new_key(was: Question, now: Question) -> None:
    for seed in map(str, range(8)):
        place = item(was, seed=seed)
        moved = repaired(place, was, now)
        assert moved is not None
        right = right_answer(now, moved)
        # The letters are those that the candidate saw.
        assert show(moved, now).options == show(place, was).options
        assert show(moved, now).right == show(place, was).right
        assert grade_question(now, moved, right, RULE).points == 1
        assert grade_question(was, place, right_answer(was, place), RULE).points == 1
        if not grade_question(was, place, right, RULE).points:
            break
    else:
        assert key_of(was) != key_of(now)  # a key that only accepts more


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (single("*r w x y"), single("*r w x y")),
        (single("*r w x y"), single("y *r w x")),
        (single("*r w x y"), single("r *w x z")),
        (single("*r w x y"), single("r *w x")),
        (single("*r w x y"), single("r *w x y", stem="not single?")),
        (single("*r w x y"), multiple("r *w x y", stem="single?")),
        (blank("a"), blank("a", "b")),
        (numeric("5", unit="%"), numeric("6", unit="万元")),
        (match(("甲", "1"), ("乙", "2")), match(("甲", "2"), ("丙", "1"))),
        (match(("甲", "1"), ("乙", "2")), match(("甲", "2"), ("乙", "4"))),
        (scenario(single()), scenario(single("r *w x y"), true_false())),
        (scenario(single()), scenario(single("r *w x y", stem="other"))),
        (essay(), essay(explanation="another model")),
    ],
)
def test_another_question_or_the_same_key_is_no_repair(was: Question, now: Question) -> None:
    assert repaired(item(was, seed="1"), was, now) is None


def test_what_is_shown_besides_the_key_is_not_the_key() -> None:
    was = single("*r w x y", explanation="old")
    assert repaired(item(was), was, replace(was, explanation="new", points=Decimal(2), tags=("t",))) is None


def test_options_of_one_text_keep_their_places() -> None:
    was = replace(single(), options=(*options("*same w"), Option("same")))
    now = replace(was, options=(*options("same *w"), Option("same")))
    place = item(was, seed="3")
    moved = repaired(place, was, now)
    assert moved is not None
    assert show(moved, now).options == show(place, was).options
    assert sorted(moved.option_order) == [0, 1, 2]


def test_a_number_is_repaired_by_its_tolerance() -> None:
    was, now = numeric("5"), replace(numeric("5"), numbers=(Number(Decimal(5), Decimal(1)),))
    moved = repaired(item(was), was, now)
    assert moved is not None
    assert grade_question(now, moved, "5.5", RULE).points == 1
    assert grade_question(was, item(was), "5.5", RULE).points == 0
