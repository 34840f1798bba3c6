"""What somebody wrote on an answer sheet, as the answer to the question printed there.

A scenario may be answered in its parts' own columns (``12.1``, ``12.2``) or in one cell, its parts by ``|``; a blank's
gaps likewise. Of a branching scenario the numbers are those of its parts as printed, and the answers are followed from
the first part: what stands at a part that was not reached is no answer. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop_app.banks.question import Kind, Problem, Question, Scenario
from desktop_app.exams.answers import answer_problem, from_print, normal
from desktop_app.exams.paper import Item
from desktop_app.exams.shown import following, show, show_whole


@dataclass(frozen=True, slots=True)
class Read:
    """An answer in the stored form, None where there is none; and what could not be read, if anything."""

    answer: Any
    problem: Problem | None = None


def written_places(item: Item, question: Question) -> tuple[str, ...]:
    """The headings under which this question can be answered."""
    shown = show_whole(item, question)
    parts = len(shown.parts) if shown.kind is Kind.SCENARIO else shown.blanks
    number = str(item.position)
    return (number, *(f"{number}.{n}" for n in range(1, parts + 1)))


def read_written(item: Item, question: Question, cells: Mapping[str, str]) -> Read:
    """The answer that stands in ``cells``, by place."""
    whole, *parts = [cells.get(place, "") for place in written_places(item, question)]
    if isinstance(question, Scenario):
        if any(parts):
            return _by_parts(item, question, parts)
        return _in_one_cell(item, question, whole)
    shown = show(item, question)
    if any(parts):
        return _checked(item, question, list(parts))
    return _checked(item, question, from_print(shown, whole))


def _checked(item: Item, question: Question, answer: Any) -> Read:
    shown = show(item, question, answer)
    problem = answer_problem(shown, answer)
    return Read(None, problem) if problem else Read(normal(shown, answer))


def _in_one_cell(item: Item, scenario: Scenario, whole: str) -> Read:
    texts = [part.strip() for part in re.split(r"[|]", unicodedata.normalize("NFKC", whole))]
    if not any(texts):
        return Read(None)
    if len(texts) > len(scenario.parts):
        facts = {"most": len(scenario.parts), "have": len(texts)}
        return Read(None, Problem("answer_parts_count", facts))
    read = _by_parts(item, scenario, texts)
    if read.problem is None or not scenario.branches:
        return read
    # Turn after turn, without a place for the parts that were not reached.
    shown = show(item, scenario, None)
    answer: Any = from_print(shown, whole)
    for _ in scenario.parts:
        answer = from_print(show(item, scenario, answer), whole)
    turns = _checked(item, scenario, answer)
    return read if turns.problem else turns


def _by_parts(item: Item, scenario: Scenario, texts: Sequence[str]) -> Read:
    shown = show_whole(item, scenario)
    given = [from_print(part, text) for part, text in zip(shown.parts, texts, strict=False)]
    given += [None] * (len(shown.parts) - len(given))
    if not scenario.branches:
        return _with_parts(item, scenario, given)
    path, at = list[Any](), 0
    left = {n for n, one in enumerate(given) if one is not None}
    while at is not None and given[at] is not None:
        problem = answer_problem(shown.parts[at], given[at])
        if problem:
            return Read(path or None, Problem(problem.code, {**problem.facts, "part": at + 1}))
        path.append(given[at])
        left.discard(at)
        after = following(scenario, at, item.part_orders[at], given[at])
        if after is None or after <= at:
            break
        at = after
    problem = Problem("answer_part_not_reached", {"part": min(left) + 1}) if left else None
    return Read(path or None, problem)


def _with_parts(item: Item, scenario: Scenario, given: Sequence[Any]) -> Read:
    """Parts that can be read count, whatever is wrong with another."""
    shown = show_whole(item, scenario)
    first: Problem | None = None
    kept = list(given)
    for n, part in enumerate(shown.parts):
        problem = answer_problem(part, kept[n])
        if problem:
            kept[n] = None
            first = first or Problem(problem.code, {**problem.facts, "part": n + 1})
    return Read(normal(show(item, scenario, kept), kept), first)
