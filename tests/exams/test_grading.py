"""Grading by the rules of docs/grading.md: hand-worked cases, kinds × rules × edges."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.banks.question import Accepted, Gap, Number, Numeric, Option, Question, Scenario, Single
from desktop_app.exams.grading import Graded, grade, grade_question
from desktop_app.exams.keys import right_answer
from desktop_app.exams.paper import Item, Paper
from desktop_app.exams.plan import MultipleRule
from desktop_app.exams.shown import letter, visited
from tests.exams.making import (
    ON,
    blank,
    essay,
    every_kind,
    item,
    match,
    multiple,
    numeric,
    order,
    plan,
    scenario,
    section,
    single,
    talk,
    true_false,
)

ALL, SHARE, HALF, CREDITS = MultipleRule


def earned(question: Question, answer: Any, rule: MultipleRule = ALL, points: str = "1") -> str:
    return str(grade_question(question, item(question, points=points), answer, rule).points)


@pytest.mark.parametrize(
    ("text", "answer", "by_rule"),  # points of 1 by: all_or_nothing, share, half, credits
    [
        ("*r *s w x", ["A", "B"], "1.00 1.00 1.00 1.00"),
        ("*r *s w x", ["A"], "0.00 0.50 0.50 0.50"),
        ("*r *s w x", ["A", "C"], "0.00 0.00 0.00 0.50"),
        ("*r *s w x", ["A", "B", "C"], "0.00 0.00 0.00 1.00"),
        ("*r *s w x", ["A", "B", "C", "D"], "0.00 0.00 0.00 1.00"),
        ("*r *s w x", ["C"], "0.00 0.00 0.00 0.00"),
        ("*r *s w x", [], "0.00 0.00 0.00 0.00"),
        ("*r *s w x", None, "0.00 0.00 0.00 0.00"),
        ("*r *s *t w", ["A"], "0.00 0.33 0.50 0.33"),
        ("*r *s *t w", ["A", "C"], "0.00 0.67 0.50 0.67"),
        ("*r *s *t w", ["A", "B", "C"], "1.00 1.00 1.00 1.00"),
        ("r=0.5 s=0.5 w=-0.5 x", ["A"], "0.00 0.50 0.50 0.50"),
        ("r=0.5 s=0.5 w=-0.5 x", ["A", "B"], "1.00 1.00 1.00 1.00"),
        ("r=0.5 s=0.5 w=-0.5 x", ["A", "C"], "0.00 0.00 0.00 0.00"),
        ("r=0.5 s=0.5 w=-0.5 x", ["A", "B", "C"], "0.00 0.00 0.00 0.50"),
        ("r=0.5 s=0.5 w=-0.5 x", ["C"], "0.00 0.00 0.00 0.00"),
        ("r=0.5 s=0.5 w=-0.5 x", ["A", "D"], "0.00 0.00 0.00 0.50"),
        ("r=0.7 s=0.3 w=-1 x=-1", ["A"], "0.00 0.50 0.50 0.70"),
        ("r=0.7 s=0.3 w=-1 x=-1", ["A", "B", "D"], "0.00 0.00 0.00 0.00"),
        ("r=0.5 s=0.25 w x", ["A", "B"], "1.00 1.00 1.00 0.75"),
        ("*r *s w=-1 x", ["A", "B", "C"], "0.00 0.00 0.00 0.50"),
        ("*r w x y", ["A"], "1.00 1.00 1.00 1.00"),
        ("*r w x y", ["A", "B"], "0.00 0.00 0.00 1.00"),
        ("*r *s *t *u", ["A", "B", "C", "D"], "1.00 1.00 1.00 1.00"),
        ("*r *s *t *u", ["D"], "0.00 0.25 0.50 0.25"),
    ],
)
def test_multiple_choice_by_each_rule(text: str, answer: Any, by_rule: str) -> None:
    question = multiple(text)
    assert [earned(question, answer, rule) for rule in MultipleRule] == by_rule.split()


@pytest.mark.parametrize(
    ("text", "answer", "by_rule"),
    [
        ("*r w x y", "A", "1.00 1.00 1.00 1.00"),
        ("*r w x y", "B", "0.00 0.00 0.00 0.00"),
        ("*r w=0.5 x=-0.5 y", "B", "0.50 0.50 0.50 0.50"),
        ("*r w=0.5 x=-0.5 y", "C", "0.00 0.00 0.00 0.00"),
        ("r=0.8 w x y", "A", "0.80 0.80 0.80 0.80"),
        ("*r *s x y", "B", "1.00 1.00 1.00 1.00"),
        ("*r w x y", None, "0.00 0.00 0.00 0.00"),
    ],
)
def test_single_choice_by_each_rule(text: str, answer: Any, by_rule: str) -> None:
    question = single(text)
    assert [earned(question, answer, rule) for rule in MultipleRule] == by_rule.split()


HALF_RIGHT = Gap((Accepted("right"), Accepted("nearly", Decimal("0.5")), Accepted("no", Decimal(-1)), Accepted("  ")))


@pytest.mark.parametrize(
    ("question", "answer", "points"),
    [
        (true_false(), True, "1.00"), (true_false(), False, "0.00"), (true_false(False), False, "1.00"),
        (true_false(False), None, "0.00"),
        (blank("五十", "元"), ["五十", "元"], "1.00"), (blank("五十", "元"), ["五十", "角"], "0.50"),
        (blank("a", "b", "c"), ["a", None, ""], "0.33"), (blank("Ab C"), [" ａｂ   c"], "1.00"),
        (blank(Gap((Accepted("Ab"),), match_case=True)), ["ab"], "0.00"),
        (blank(Gap((Accepted("Ab"),), match_case=True)), ["Ａb "], "1.00"),
        (blank(HALF_RIGHT), ["nearly"], "0.50"), (blank(HALF_RIGHT), ["no"], "0.00"),
        (blank(HALF_RIGHT), [" "], "0.00"),
        (blank(HALF_RIGHT), ["else"], "0.00"), (blank("x"), None, "0.00"),
        (numeric("5"), "5", "1.00"), (numeric("5"), "5.0", "1.00"), (numeric("5"), "5.01", "0.00"),
        (numeric("5", "0.1"), "5.1", "1.00"), (numeric("5", "0.1"), "4.9", "1.00"),
        (numeric("5", "0.1"), "5.1000001", "0.00"),
        (numeric("0.1", "0.2"), "0.3", "1.00"), (numeric("1234567", unit="元"), "１，２３４，５６７元", "1.00"),
        (numeric("3.5", unit="%"), "3.5%", "1.00"), (numeric("-2"), "−2", "1.00"), (numeric("5"), 5, "1.00"),
        (numeric("5"), "x", "0.00"), (numeric("5"), " ", "0.00"), (numeric("5"), None, "0.00"),
        (order("a", "b", "c"), ["A", "B", "C"], "1.00"), (order("a", "b", "c"), ["A", "C", "B"], "0.00"),
        (order("a", "b", "a"), ["C", "B", "A"], "1.00"), (order("a", "b"), None, "0.00"),
        (order("a", "b"), [], "0.00"),
        (match(("a", "1"), ("b", "2"), ("", "3")), {"A": 1, "B": 2}, "1.00"),
        (match(("a", "1"), ("b", "2"), ("", "3")), {"A": 1, "B": 3}, "0.50"),
        (match(("a", "1"), ("b", "2"), ("", "3")), {"B": 2}, "0.50"),
        (match(("a", "1"), ("b", "2"), ("c", "3")), {"A": 1, "B": 1, "C": 1}, "0.33"),
        (match(("a", "1"), ("b", "1"), ("c", "2")), {"A": 1, "B": 1, "C": 3}, "1.00"),
        (match(("a", "1"), ("b", "2")), {"A": 2, "B": 1}, "0.00"), (match(("a", "1"), ("b", "2")), None, "0.00"),
        (essay(), None, "0.00"),
    ],
)  # fmt: skip
def test_other_kinds(question: Question, answer: Any, points: str) -> None:
    for rule in MultipleRule:
        assert earned(question, answer, rule) == points


def test_the_best_of_several_numbers_counts() -> None:
    exact, near = Number(Decimal(5)), Number(Decimal(5), Decimal(1), Decimal("0.4"))
    question = Numeric(stem="?", numbers=(near, exact))
    assert [earned(question, said) for said in ("5", "5.5", "7")] == ["1.00", "0.40", "0.00"]


@pytest.mark.parametrize(
    ("points", "by_part"), [("1", ("0.33", "0.67")), ("2", ("0.67", "1.33")), ("0.5", ("0.17", "0.33"))]
)
def test_points_are_rounded_once_a_question(points: str, by_part: tuple[str, str]) -> None:
    question = blank("a", "b", "c")
    assert earned(question, ["a", "", ""], points=points) == by_part[0]
    assert earned(question, ["a", "b", ""], points=points) == by_part[1]


def test_what_does_not_fit_the_question_earns_nothing() -> None:
    for question in every_kind():
        for answer in ("?", ["?"], {"?": 1}, 7, [["A"]], [None]):
            if question.kind != "essay" and not (question.kind == "numeric" and answer == 7):
                assert grade_question(question, item(question), answer, ALL).points == 0


# ---------------------------------------------------------------- odd points, thirds, halves of a cent

NUMBERS = Numeric(stem="?", numbers=(Number(Decimal(5)), Number(Decimal(5), Decimal(1), Decimal("0.5"))))
PARTS = scenario(single(points=Decimal(1)), single(points=Decimal(2)))


@pytest.mark.parametrize(
    ("question", "answer", "rule", "points", "worth", "why"),
    [
        (multiple("*r *s *t w"), ["A"], SHARE, "2", "0.67", "2 ÷ 3"),
        (multiple("*r *s *t w"), ["A"], SHARE, "0.5", "0.17", "0.1666…"),
        (multiple("*r *s *t w"), ["A", "B"], SHARE, "1.5", "1.00", "two thirds of 1.5 are exactly 1"),
        (multiple("*r *s *t w"), ["B", "C"], SHARE, "2", "1.33", "1.3333…"),
        (multiple("*r *s *t w"), ["B", "C"], SHARE, "0.1", "0.07", "0.0666…"),
        (multiple("*r *s *t *u w"), ["D"], SHARE, "3", "0.75", "a quarter of 3"),
        (multiple("*r *s *t *u w"), ["D"], SHARE, "0.5", "0.13", "0.125, half up"),
        (multiple("*r *s *t *u w"), ["A", "B", "C"], SHARE, "0.5", "0.38", "0.375, half up"),
        (multiple("*r *s *t *u w"), ["A", "B", "C", "E"], SHARE, "3", "0.00", "one wrong"),
        (multiple("*r *s w"), ["A"], HALF, "1.5", "0.75", "half of 1.5"),
        (multiple("*r *s w"), ["B"], HALF, "0.01", "0.01", "0.005, half up"),
        (multiple("*r *s w"), ["B"], HALF, "0.03", "0.02", "0.015, half up"),
        (multiple("*r *s *t *u w"), ["A"], HALF, "3.33", "1.67", "1.665, half up"),
        (multiple("*r *s *t *u w"), ["A", "B", "C"], HALF, "3", "1.50", "half, however many are missing"),
        (multiple("*r *s w"), ["A"], ALL, "100", "0.00", "too few"),
        (multiple("*r *s w"), ["A", "B"], ALL, "3.33", "3.33", "the whole"),
        (multiple("*r w x"), ["A"], ALL, "0.5", "0.50", "one right option is all of them"),
        (multiple("r=0.3333333 s=0.3333333 t=0.3333333 w"), ["A", "B", "C"], CREDITS, "1", "1.00", "0.9999999"),
        (multiple("r=0.3333333 s=0.3333333 t=0.3333333 w"), ["A", "B"], CREDITS, "3", "2.00", "1.9999998"),
        (multiple("r=0.3333333 s=0.3333333 t=0.3333333 w"), ["A"], CREDITS, "100", "33.33", "33.33333"),
        (multiple("*r w=-0.3333333"), ["A", "B"], CREDITS, "1", "0.67", "1 − 0.3333333"),
        (multiple("*r *s w=-0.5"), ["A", "B", "C"], CREDITS, "2", "1.50", "(2 − 0.5) ÷ 2, of 2"),
        (multiple("r=0.6 s=0.6 w"), ["A"], CREDITS, "3", "1.50", "0.6 ÷ 1.2, of 3"),
        (multiple("r=0.6 s=0.6 w"), ["A", "B"], CREDITS, "3", "3.00", "more than the whole is the whole"),
        (multiple("r=0.5 w=-1 x=-1"), ["A", "B", "C"], CREDITS, "5", "0.00", "never below nothing"),
        (multiple("r=0.25 s=0.25 w=0"), ["A", "B"], CREDITS, "4", "2.00", "credits below the whole stand as they are"),
        (single("r=0.333 *s"), "A", ALL, "3", "1.00", "0.999"),
        (single("r=0.05 *s"), "A", ALL, "0.1", "0.01", "0.005, half up"),
        (single("r=-1 *s"), "A", CREDITS, "4", "0.00", "never below nothing"),
        (single("r=0.5 *s"), "A", CREDITS, "1.5", "0.75", "its credit"),
        (true_false(), True, ALL, "0.5", "0.50", "the whole"),
        (true_false(False), True, HALF, "2", "0.00", "there is no half of it"),
        (blank("a", "b", "c"), ["a", "", ""], ALL, "0.05", "0.02", "0.01666…"),
        (blank("a", "b", "c"), ["a", "b", ""], ALL, "3", "2.00", "two of three"),
        (blank("a", "b", "c"), ["b", "a", "c"], ALL, "3", "1.00", "each in its own place"),
        (blank("a", HALF_RIGHT), ["a", "nearly"], ALL, "2", "1.50", "(1 + 0.5) ÷ 2, of 2"),
        (blank("a", "b", HALF_RIGHT), ["", "", "nearly"], ALL, "1", "0.17", "0.5 ÷ 3"),
        (blank("a", "b"), ["", " "], SHARE, "2", "0.00", "nothing written"),
        (match(("a", "1"), ("b", "2"), ("c", "3")), {"A": 1, "B": 2}, ALL, "2", "1.33", "two of three"),
        (match(("a", "1"), ("b", "2"), ("c", "3")), {"A": 2, "B": 1, "C": 3}, ALL, "0.5", "0.17", "one of three"),
        (match(("a", "1"), ("b", "2")), {}, ALL, "2", "0.00", "nothing matched"),
        (match(("a", "1"), ("b", "2"), ("", "3")), {"A": 3, "B": 3}, ALL, "2", "0.00", "a distractor for both"),
        (order("a", "b", "c"), ["B", "A", "C"], SHARE, "3", "0.00", "there is no share of an order"),
        (order("a", "b", "c"), ["A", "B", "C"], HALF, "3.33", "3.33", "the whole"),
        (NUMBERS, "6", ALL, "3", "1.50", "the wider number's credit"),
        (NUMBERS, "5.000", ALL, "3", "3.00", "the best number counts"),
        (NUMBERS, "6.01", ALL, "3", "0.00", "outside both"),
        (numeric("0.3", "0"), "0.30", ALL, "0.5", "0.50", "decimals, not binary fractions"),
        (PARTS, ["A", "B"], ALL, "10", "3.33", "a third of 10"),
        (PARTS, ["B", "A"], ALL, "10", "6.67", "two thirds of 10"),
        (PARTS, ["A", "A"], ALL, "10", "10.00", "3.33… and 6.66… are 10"),
        (PARTS, ["A"], ALL, "0.1", "0.03", "0.0333…"),
        (PARTS, [None, "A"], ALL, "0.1", "0.07", "0.0666…"),
        (PARTS, [], ALL, "10", "0.00", "nothing answered"),
    ],
)  # fmt: skip
def test_points_are_worked_out_exactly_and_rounded_half_up(
    question: Question, answer: Any, rule: MultipleRule, points: str, worth: str, why: str
) -> None:
    assert earned(question, answer, rule, points) == worth, why


# ---------------------------------------------------------------- scenarios

CASE = scenario(single(points=Decimal(1)), multiple(points=Decimal(2)), essay(points=Decimal(3)))


def test_a_scenario_shares_its_points_over_its_parts() -> None:
    place = item(CASE, points="9")
    graded = grade_question(CASE, place, ["A", ["A"], None], SHARE)
    assert (graded.points, graded.correct, graded.awaiting) == (Decimal("3.00"), False, False)
    assert [(part.position, str(part.points), str(part.max), part.correct) for part in graded.parts] == [
        (1, "1.50", "1.50", True), (2, "1.50", "3.00", False), (3, "0.00", "4.50", None),
    ]  # fmt: skip
    waiting = grade_question(CASE, place, ["A", ["A", "B"], "text"], SHARE)
    assert (waiting.points, waiting.correct, waiting.awaiting) == (Decimal("4.50"), None, True)
    marked = grade_question(CASE, place, ["A", ["A", "B"], "text"], SHARE, {3: Decimal("4.5")})
    assert (marked.points, marked.correct, marked.awaiting) == (Decimal("9.00"), True, False)


def test_the_parts_of_a_scenario_are_added_exactly_and_rounded_once() -> None:
    question = scenario(*(single(stem=str(n)) for n in range(3)))
    assert earned(question, ["A", "A", "A"]) == "1.00"  # 0.33 three times would be 0.99
    assert earned(question, ["A", "A", "B"]) == "0.67"
    assert earned(question, ["A"]) == "0.33"
    assert earned(question, None) == "0.00"


@pytest.mark.parametrize(
    ("answer", "by_rule"),  # of 3 points; the best path is A A
    [
        (["A", "A"], "3.00 3.00 3.00 3.00"),
        (["A", "B"], "1.00 1.00 1.00 1.00"),
        (["A"], "1.00 1.00 1.00 1.00"),
        (["B", "A"], "1.50 1.50 1.50 1.50"),
        (["B", "B"], "0.50 0.50 0.50 0.50"),
        (["C"], "0.00 0.00 0.00 0.00"),
        (None, "0.00 0.00 0.00 0.00"),
    ],
)
def test_a_talk_earns_what_its_path_is_worth(answer: Any, by_rule: str) -> None:
    assert [earned(talk(), answer, rule, "3") for rule in MultipleRule] == by_rule.split()


def test_turns_that_were_not_reached_are_told() -> None:
    graded = grade_question(talk(), item(talk(), points="3"), ["B", "A"], CREDITS)
    assert [(part.position, part.reached, str(part.points)) for part in graded.parts] == [
        (1, True, "0.50"), (2, False, "0"), (3, True, "1.00"),
    ]  # fmt: skip
    assert graded.correct is False


def test_a_scenario_in_a_scenario_earns_nothing() -> None:
    question = Scenario(stem="?", parts=(Scenario(stem="?", uid="a", parts=(single(),)),))
    place = Item(1, 1, "b", "x", 1, Decimal(1), (), ((),))
    assert grade_question(question, place, [["A"]], ALL).points == 0


# ---------------------------------------------------------------- essays


@pytest.mark.parametrize(
    ("answer", "mark", "points", "awaiting"),
    [
        ("text", None, "0", True), ("text", "1.5", "1.50", False), ("text", "0", "0.00", False),
        (" ", None, "0.00", False),
        (None, None, "0.00", False), (None, "1", "1.00", False), ("text", "9", "2.00", False),
        ("text", "-1", "0.00", False),
    ],
)  # fmt: skip
def test_an_essay_waits_for_its_mark(answer: Any, mark: str | None, points: str, awaiting: bool) -> None:
    marks = {0: Decimal(mark)} if mark else {}
    graded = grade_question(essay(), item(essay(), points="2"), answer, ALL, marks)
    assert (str(graded.points), graded.awaiting, graded.correct) == (points, awaiting, None)


def test_an_essay_part_that_is_worth_nothing_takes_no_mark() -> None:
    question = scenario(Single(stem="?", uid="p1", options=(Option("a", Decimal(-1), next="p2"), Option("b"))), essay())
    place = item(question)
    assert grade_question(question, place, ["A", "text"], CREDITS, {2: Decimal(1)}).points in (0, 1)
    worthless = scenario(single("w=-1 x=-1"), essay(points=Decimal("1e-9")))
    assert grade_question(worthless, item(worthless), ["A", "t"], CREDITS, {2: Decimal(0)}).points == 0


# ---------------------------------------------------------------- the whole paper


def paper_of(*questions: Question, points: str = "1") -> tuple[Paper, dict[int, Question]]:
    items = []
    for n, question in enumerate(questions, 1):
        own = item(question, points=points, position=n)
        items.append(Item(n, n, "b", question.uid, 1 + (n > 2), own.points, own.option_order, own.part_orders))
    return Paper("P", "1", ON, tuple(items)), dict(enumerate(questions, 1))


TWO = plan(section(2, title="one"), section(2, title="two", min_percent=Decimal(50)), pass_percent=Decimal(50))


def test_a_paper_is_passed_with_enough_points_and_each_section_reached() -> None:
    paper, questions = paper_of(single(), single(), single(), single())
    both = grade(paper, questions, {1: "A", 3: "A"}, TWO)
    assert (both.score, both.max_score) == (Decimal(2), Decimal(4))
    assert (both.passed, both.complete) == (True, True)
    assert [(s.title, str(s.score), str(s.max_score), s.passed) for s in both.sections] == [
        ("one", "1.00", "2", True), ("two", "1.00", "2", True),
    ]  # fmt: skip
    one_sided = grade(paper, questions, {1: "A", 2: "A"}, TWO)
    assert (one_sided.score, one_sided.passed) == (Decimal(2), False)
    assert grade(paper, questions, {3: "A"}, TWO).passed is False
    assert grade(paper, questions, {}, TWO).score == 0


def test_a_hundredth_below_the_pass_mark_is_not_passed() -> None:
    paper, questions = paper_of(blank("a", "b", "c"), single(), points="1")
    made = plan(section(2), pass_percent=Decimal("66.5"))
    assert grade(paper, questions, {1: ["a", "", ""], 2: "A"}, made).passed is True  # 1.33 of 2 is 66.5 %
    assert grade(
        paper, questions, {1: ["a", "", ""], 2: "A"}, plan(section(2), pass_percent=Decimal("66.51"))
    ).passed is (False)


def test_nothing_is_passed_while_marks_are_awaited() -> None:
    paper, questions = paper_of(single(), essay(), single(), CASE)
    answers = {1: "A", 2: "text", 3: "A", 4: ["A", ["A", "B"], "text"]}
    waiting = grade(paper, questions, answers, TWO)
    assert (waiting.complete, waiting.passed) == (False, None)
    marks = {(2, 0): Decimal(1), (4, 3): Decimal("0.5")}
    marked = grade(paper, questions, answers, TWO, marks)
    assert (marked.complete, marked.passed, marked.score) == (True, True, Decimal(4))


# ---------------------------------------------------------------- whatever the order on the paper


def best(question: Question, place: Item) -> Any:
    answer = right_answer(question, place)
    if isinstance(question, Scenario) and question.branches:
        path = (0, 1)  # of talk()
        return [answer[n] for n in path]
    if isinstance(question, Scenario):
        return [one if one is not None else "text" for one in answer]
    return answer


@given(st.sampled_from(every_kind()), st.integers(0, 999).map(str), st.sampled_from(MultipleRule))
def test_the_right_answer_earns_everything_in_whatever_order_it_is_shown(
    question: Question, seed: str, rule: MultipleRule
) -> None:
    place = item(question, seed=seed, points="6")
    marks = {0: Decimal(6), 2: Decimal(3)}
    answer = best(question, place)
    graded = grade_question(question, place, "text" if answer is None else answer, rule, marks)
    assert (graded.points, graded.max) == (Decimal(6), Decimal(6))
    assert graded.correct is (None if question.kind == "essay" else True)


def answers_to(question: Question, data: st.DataObject) -> Any:
    letters = st.sampled_from([letter(n) for n in range(4)])
    return data.draw(
        st.one_of(
            letters, st.lists(letters, max_size=4), st.booleans(), st.lists(st.text(max_size=3), max_size=3),
            st.integers().map(str), st.dictionaries(letters, st.integers(0, 4)), st.none(),
        )
    )  # fmt: skip


@given(st.sampled_from(every_kind()), st.data(), st.sampled_from(MultipleRule))
def test_points_stay_between_nothing_and_all(question: Question, data: st.DataObject, rule: MultipleRule) -> None:
    place = item(question, seed="1", points="0.07")
    graded = grade_question(question, place, answers_to(question, data), rule)

    def within(one: Graded) -> bool:
        return 0 <= one.points <= one.max and one.points.as_tuple().exponent in (0, -2)

    assert within(graded)
    assert all(0 <= part.points <= part.max for part in graded.parts)


@given(st.integers(1, 5), st.integers(0, 5), st.data())
def test_a_share_is_never_more_than_the_whole_and_never_less_than_all_or_nothing(
    right: int, wrong: int, data: st.DataObject
) -> None:
    question = multiple(" ".join([*(f"*r{n}" for n in range(right)), *(f"w{n}" for n in range(max(wrong, 1)))]))
    chosen = data.draw(st.lists(st.sampled_from([letter(n) for n in range(right + max(wrong, 1))]), unique=True))
    strict, share, half, credit = (Fraction(Decimal(earned(question, chosen, rule, "100"))) for rule in MultipleRule)
    assert strict <= min(share, half) <= max(share, half, credit) <= 100


def test_the_path_of_a_best_answer_is_the_best_path() -> None:
    question = talk()
    assert visited(question, item(question), ["A", "A"]) == (0, 1)
