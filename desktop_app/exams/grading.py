"""Grading: paper and answers and rules become an outcome. The rules and their reasons stand in docs/grading.md.

Promises: the same paper, questions, answers, marks and plan give the same outcome; fractions are exact and rounded
half up to 0.01 once a question. Pure. Must not know the store, the clock or who asks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple, assert_never

from desktop_app.banks.question import (
    Blank,
    Essay,
    Gap,
    Match,
    Multiple,
    Numeric,
    Order,
    Question,
    Scenario,
    Single,
    TrueFalse,
)
from desktop_app.exams.answers import answer_problem, fold, read_number
from desktop_app.exams.paper import Item, Paper
from desktop_app.exams.plan import ExamPlan, MultipleRule
from desktop_app.exams.shown import chosen_option, left_sides, letter, option_worth, part_points, rounded, show, visited

__all__ = [
    "NOTHING",
    "RULES_VERSION",
    "Graded",
    "Outcome",
    "SectionOutcome",
    "answer_problem",
    "grade",
    "grade_question",
]


RULES_VERSION = "1"
"""Kept with every result; a change of what an answer earns makes it another."""

NOTHING, WHOLE = Fraction(0), Fraction(1)


class Graded(NamedTuple):
    """What an answer earned. ``correct`` is None while marks are awaited and for an essay; ``parts`` are a
    scenario's, in its own order, those not reached (``reached`` False) with nothing. A part's points are rounded for
    show alone.
    """

    position: int
    points: Decimal
    max: Decimal
    correct: bool | None
    awaiting: bool = False
    parts: tuple[Graded, ...] = ()
    reached: bool = True


@dataclass(frozen=True, slots=True)
class SectionOutcome:
    """A section's share of the outcome."""

    title: str
    score: Decimal
    max_score: Decimal
    min_percent: Decimal
    passed: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a paper. ``passed`` is None, and the score not the last word, until ``complete``. ``keys``: the
    positions that were graded by a repaired key, and the question that holds it."""

    score: Decimal
    max_score: Decimal
    passed: bool | None
    complete: bool
    sections: tuple[SectionOutcome, ...]
    items: tuple[Graded, ...]
    rules: str = RULES_VERSION
    keys: Mapping[int, int] = field(default_factory=dict)


def grade(
    paper: Paper,
    questions: Mapping[int, Question],
    answers: Mapping[int, Any],
    plan: ExamPlan,
    marks: Mapping[tuple[int, int], Decimal] | None = None,
) -> Outcome:
    """Grade a paper. ``answers``: position → answer in the shown form; ``marks``: (position, part) → points, part 0
    for a whole essay question, 1 … for the parts of a scenario."""
    by_position: dict[int, dict[int, Decimal]] = {}
    for (position, part), points in (marks or {}).items():
        by_position.setdefault(position, {})[part] = points
    items = tuple(
        grade_question(
            questions[item.question_id],
            item,
            answers.get(item.position),
            plan.multiple_rule,
            by_position.get(item.position, {}),
        )
        for item in paper.items
    )
    sections = []
    for s, section in enumerate(plan.sections, 1):
        own = [graded for item, graded in zip(paper.items, items, strict=True) if item.section == s]
        score, whole = _total(own)
        reached = score * 100 >= section.min_percent * whole
        sections.append(SectionOutcome(section.title, score, whole, section.min_percent, reached))
    score, whole = _total(items)
    complete = not any(graded.awaiting for graded in items)
    passed = score * 100 >= plan.pass_percent * whole and all(section.passed for section in sections)
    return Outcome(score, whole, passed if complete else None, complete, tuple(sections), items)


def _total(items: Sequence[Graded]) -> tuple[Decimal, Decimal]:
    return sum((g.points for g in items), Decimal(0)), sum((g.max for g in items), Decimal(0))


def grade_question(
    question: Question,
    item: Item,
    answer: Any,
    rule: MultipleRule,
    marks: Mapping[int, Decimal] | None = None,
) -> Graded:
    """Grade one answer. One that does not fit the question earns what no answer earns."""
    if answer is not None and answer_problem(show(item, question, answer), answer):
        answer = None
    if isinstance(question, Scenario):
        return _scenario(question, item, answer, rule, marks or {})
    share = _share(question, item.option_order, answer, rule, item.points, (marks or {}).get(0))
    if share is None:
        return Graded(item.position, Decimal(0), item.points, None, awaiting=True)
    correct = None if isinstance(question, Essay) else share == 1
    return Graded(item.position, rounded(share * Fraction(item.points)), item.points, correct)


def _scenario(scenario: Scenario, item: Item, answer: Any, rule: MultipleRule, marks: Mapping[int, Decimal]) -> Graded:
    worth = part_points(scenario, item.points)
    path = visited(scenario, item, answer)
    given = dict(zip(path, answer or (), strict=False))
    earned, parts = NOTHING, []
    for p, part in enumerate(scenario.parts):
        whole = rounded(worth[p])
        if p not in path:
            parts.append(Graded(p + 1, Decimal(0), whole, False, reached=False))
            continue
        share = _share(part, item.part_orders[p], given.get(p), rule, whole, marks.get(p + 1))
        if share is None:
            parts.append(Graded(p + 1, Decimal(0), whole, None, awaiting=True))
            continue
        earned += share * worth[p]
        correct = None if isinstance(part, Essay) else share == 1
        parts.append(Graded(p + 1, rounded(share * worth[p]), whole, correct))
    awaiting = any(part.awaiting for part in parts)
    points = rounded(earned)
    graded = Graded(item.position, points, item.points, None if awaiting else points == item.points, awaiting)
    return graded._replace(parts=tuple(parts))


def _share(
    question: Question, order: Sequence[int], answer: Any, rule: MultipleRule, points: Decimal, mark: Decimal | None
) -> Fraction | None:
    """What the answer is worth, 0 … 1; None while it waits for its mark."""
    if isinstance(question, Essay):
        if mark is not None:
            return min(max(Fraction(mark) / Fraction(points), NOTHING), WHOLE) if points else NOTHING
        # Nothing written, nothing to mark.
        return NOTHING if answer is None or not answer.strip() else None
    if answer is None or isinstance(question, Scenario):
        return NOTHING  # a scenario within a scenario: no reader lets one in (banks.question.check)
    match question:
        case Single():
            option = chosen_option(question, order, answer)
            return option_worth(option) if option else NOTHING
        case Multiple():
            return _multiple(question, order, answer, rule)
        case TrueFalse():
            return Fraction(int(answer == question.answer))
        case Blank():
            worth = [_gap(gap, text) for gap, text in zip(question.blanks, answer, strict=True)]
            return sum(worth, NOTHING) / len(worth)
        case Numeric():
            return _numeric(question, answer)
        case Order():
            texts = [option.text for option in question.options]
            at = {letter(n): texts[i] for n, i in enumerate(order)}
            return Fraction(int([at[one] for one in answer] == texts))
        case Match():
            return _match(question, order, answer)
        case _:  # pragma: no cover
            assert_never(question)


def _multiple(question: Multiple, order: Sequence[int], answer: Sequence[str], rule: MultipleRule) -> Fraction:
    chosen = {i for n, i in enumerate(order) if letter(n) in answer}
    right = {i for i, option in enumerate(question.options) if option.credit > 0}
    if rule is MultipleRule.CREDITS:
        credit = [Fraction(option.credit) for option in question.options]
        # Right options that carry 1 each share the whole; credits that add up to one or less count as they stand.
        whole = max(sum((credit[i] for i in right), NOTHING), WHOLE)
        return min(max(sum((credit[i] for i in chosen), NOTHING) / whole, NOTHING), WHOLE)
    if not chosen or chosen - right:
        return NOTHING
    if chosen == right:
        return WHOLE
    if rule is MultipleRule.SHARE:
        return Fraction(len(chosen), len(right))
    return Fraction(1, 2) if rule is MultipleRule.HALF else NOTHING


def _gap(gap: Gap, text: str | None) -> Fraction:
    if text is None or not text.strip():
        return NOTHING
    said = fold(text, match_case=gap.match_case)
    worth = [Fraction(one.credit) for one in gap.accept if fold(one.text, match_case=gap.match_case) == said]
    return min(max([NOTHING, *worth]), WHOLE)


def _numeric(question: Numeric, answer: Any) -> Fraction:
    said = read_number(answer, question.unit)
    if said is None:
        return NOTHING
    worth = [
        Fraction(number.credit)
        for number in question.numbers
        if abs(Fraction(said) - Fraction(number.value)) <= Fraction(number.tolerance)
    ]
    return min(max([NOTHING, *worth]), WHOLE)


def _match(question: Match, order: Sequence[int], answer: Mapping[str, int]) -> Fraction:
    right = [pair.right for pair in question.pairs if pair.left.strip()]
    said = {left: question.pairs[order[number - 1]].right for left, number in answer.items()}
    hits = sum(1 for n in range(len(left_sides(question))) if said.get(letter(n)) == right[n])
    return Fraction(hits, len(right))
