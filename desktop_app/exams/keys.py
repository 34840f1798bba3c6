"""The right answer to a question as it is printed on a paper: letters and numbers of that paper.

Promises: what ``right_answer`` gives earns all points (an essay apart). Pure. Never imported by what shows a running
exam.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, assert_never

from desktop_app.banks.question import (
    Blank,
    Essay,
    Match,
    Multiple,
    Numeric,
    Order,
    Question,
    Scenario,
    Single,
    TrueFalse,
)
from desktop_app.exams.paper import Item
from desktop_app.exams.shown import letter


def right_answer(question: Question, item: Item) -> Any:
    """The best answer in the shown form; None for an essay. A scenario: one for each of its own parts, in their order,
    whatever path leads to them."""
    if isinstance(question, Scenario):
        return [_right(part, item.part_orders[p]) for p, part in enumerate(question.parts)]
    return _right(question, item.option_order)


def _right(question: Question, order: Sequence[int]) -> Any:
    match question:
        case Single():
            best = max(option.credit for option in question.options)
            return next(letter(n) for n, i in enumerate(order) if question.options[i].credit == best)
        case Multiple():
            return [letter(n) for n, i in enumerate(order) if question.options[i].credit > 0]
        case TrueFalse():
            return question.answer
        case Blank():
            return [max(gap.accept, key=lambda one: one.credit).text for gap in question.blanks]
        case Numeric():
            return str(max(question.numbers, key=lambda one: one.credit).value)
        case Order():
            return [letter(order.index(i)) for i in range(len(question.options))]
        case Match():
            rights = {question.pairs[i].right: n for n, i in enumerate(order, 1)}
            lefts = [pair for pair in question.pairs if pair.left.strip()]
            return {letter(n): rights[pair.right] for n, pair in enumerate(lefts)}
        case Essay() | Scenario():
            return None
        case _:  # pragma: no cover
            assert_never(question)
