"""The places of a paper: everything that is answered by itself, with the number that is printed before it.

A question is one place, ``12``; of a scenario each part is one, ``12.1``, ``12.2``, numbered as its author ordered
them, so that a branching one can be sat on paper. Paper, answer sheet, key and the table of answers all number by this.
Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from desktop_app.banks.question import Question, Scenario
from desktop_app.exams.keys import right_answer
from desktop_app.exams.paper import Item, Paper
from desktop_app.exams.shown import ShownQuestion, show_whole


@dataclass(frozen=True, slots=True)
class Place:
    """One place: its number, the question or part as it is printed, itself, and what is right (None: an essay).

    ``part`` counts from 0 within a scenario; None for a whole question.
    """

    number: str
    item: Item
    part: int | None
    shown: ShownQuestion
    question: Question
    right: Any

    @property
    def points(self) -> Decimal:
        """What it is worth."""
        return self.shown.points


def places(paper: Paper, questions: Mapping[int, Question]) -> tuple[Place, ...]:
    """Every place of a paper, in order."""
    return tuple(place for item in paper.items for place in places_of(item, questions[item.question_id]))


def places_of(item: Item, question: Question) -> Sequence[Place]:
    """The places of one question."""
    shown, right = show_whole(item, question), right_answer(question, item)
    if not isinstance(question, Scenario):
        return (Place(str(item.position), item, None, shown, question, right),)
    return tuple(
        Place(f"{item.position}.{p + 1}", item, p, shown.parts[p], part, right[p])
        for p, part in enumerate(question.parts)
    )
