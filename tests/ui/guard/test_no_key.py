"""What is right is not in the memory of the exam page: everything that page and sitting lead to is looked at."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pytestqt.qtbot import QtBot

from desktop_app.banks.question import (
    Accepted,
    Blank,
    Essay,
    Gap,
    Kind,
    Match,
    Multiple,
    Number,
    Numeric,
    Option,
    Order,
    Pair,
    Scenario,
    Single,
    TrueFalse,
)
from desktop_app.base.clock import system_clock
from desktop_app.exams import sitting as sittings
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui.candidate.exam import ExamPage
from tests.ui.candidate_room import CANDIDATE, QUESTIONS, furnish, in_window, plan_of, signed_in

KEYS = (
    *(Single, Multiple, TrueFalse, Blank, Numeric, Order, Match, Scenario, Essay),
    *(Option, Gap, Accepted, Number, Pair),
)
"""The classes that hold what is right: credits, accepted texts, numbers, pairs in their order, explanations."""
SECRETS = ("本息合计 50 万元以内全额偿付", "国务院令第660号")


def _reached(*roots: object, most: int = 2_000_000) -> Iterator[Any]:
    """Every object that they lead to, modules and classes left aside: through those everything is reached."""
    seen: set[int] = set()
    waiting = list(roots)
    while waiting:
        one = waiting.pop()
        if id(one) in seen or isinstance(one, type) or type(one).__name__ in ("module", "function", "frame"):
            continue
        seen.add(id(one))
        assert len(seen) < most
        yield one
        waiting.extend(gc.get_referents(one))


def _closures(page: ExamPage) -> list[Any]:
    """What the page's own functions have taken along."""
    found = []
    for one in gc.get_objects():
        if type(one).__name__ == "function" and str(one.__module__).startswith("desktop_app.ui.candidate"):
            found += [cell.cell_contents for cell in one.__closure__ or () if _filled(cell)]
    assert page in found or found
    return found


def _filled(cell: Any) -> bool:
    try:
        return cell.cell_contents is not None
    except ValueError:
        return False


def test_the_search_finds_a_key_where_there_is_one() -> None:
    hidden = {"a": [("b", {"c": QUESTIONS[0]})]}
    assert any(isinstance(one, Option) for one in _reached(hidden))


def test_the_exam_page_and_its_sitting_hold_no_key(store: Store, examiner: Actor, qtbot: QtBot) -> None:
    room = furnish(store, examiner, replace(plan_of(), show_answers=False))
    sitting = sittings.start(store, CANDIDATE, room.exam.id, system_clock(), seed=3)
    with signed_in(store) as session, in_window(qtbot, ExamPage(session, sitting)) as page:
        for position in range(1, len(sitting.questions) + 1):
            page.go_to(position)
            assert page.position == position
        sittings.answer(store, sitting, 9, ["A"], system_clock())
        page.go_to(1)
        gc.collect()
        # The session holds the open store, which is another matter: what it reads it lets go of.
        kept = {key: value for key, value in page.__dict__.items() if key != "session"}
        looked = list(_reached(sitting, kept, page.pane.__dict__, page.pane.view.__dict__, page.saving.__dict__))
        held = [one for one in looked if isinstance(one, KEYS)]
        assert held == []
        texts = [one for one in looked if isinstance(one, str)]
        assert len(looked) > 500, "the walk went somewhere"
        assert any(QUESTIONS[0].stem in text for text in texts), "the stems are there"
        assert not [text for text in texts for secret in SECRETS if secret in text]
        taken = list(_reached(*(one for one in _closures(page) if not isinstance(one, Store))))
        del looked, texts
        assert not [one for one in taken if isinstance(one, KEYS) and _ours(one)]


def _ours(one: object) -> bool:
    """Whether it is of the paper: the tests' own list of questions is in memory too."""
    return not any(one is known for known in QUESTIONS)


def test_every_kind_was_on_the_page() -> None:
    assert {question.kind for question in QUESTIONS} == set(Kind)
