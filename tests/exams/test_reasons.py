"""Nobody changes a result without a reason on record, and no candidate changes one at all."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from desktop_app.exams.exam import Exam, give_time, open_exam
from desktop_app.exams.plans import save_plan
from desktop_app.exams.records import sitting_record
from desktop_app.exams.regrading import regrade, regrade_all
from desktop_app.exams.results import Mark, essays, mark, result
from desktop_app.exams.running import ReasonMissing, end_sitting, void
from desktop_app.exams.sitting import Sitting, answer, start, submit
from desktop_app.staff import Actor
from desktop_app.staff.people import NotAllowed
from desktop_app.store import Store
from tests.exams import making
from tests.exams.making import Hands, bring_in, candidate, every_kind, section


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def me(store: Store) -> Actor:
    return candidate(store)


@pytest.fixture
def opened(store: Store, examiner: Actor, me: Actor, hands: Hands) -> Exam:
    assert me
    bring_in(store, examiner, every_kind())
    save_plan(store, examiner, making.plan(section(12, points=Decimal(2))), hands())
    return open_exam(store, examiner, "P", reading=hands())


@pytest.fixture
def sitting(store: Store, me: Actor, opened: Exam, hands: Hands) -> Sitting:
    return start(store, me, opened.id, hands.goes(5), seed=7)


Change = Callable[[Store, Actor, Sitting, str, Hands], object]
CHANGES: dict[str, Change] = {
    "void": lambda store, who, sitting, why, hands: void(store, who, sitting.id, why, hands()),
    "end": lambda store, who, sitting, why, hands: end_sitting(store, who, sitting.id, why, hands()),
    "time": lambda store, who, sitting, why, hands: give_time(store, who, sitting.exam_id, None, 60_000, why, hands()),
    "regrade": lambda store, who, sitting, why, hands: regrade(store, who, sitting.id, why, hands()),
    "regrade all": lambda store, who, sitting, why, hands: regrade_all(store, who, [sitting.id], why, hands()),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_reason_and_an_examiner_or_nothing(
    store: Store, examiner: Actor, me: Actor, sitting: Sitting, hands: Hands, change: str
) -> None:
    if change.startswith("regrade"):
        submit(store, me, sitting, hands.goes(1))
    before = sitting_record(store, sitting.id)
    journal = store.journal(1)
    for why in ("", "  \n"):
        with pytest.raises(ReasonMissing):
            CHANGES[change](store, examiner, sitting, why, hands)
    with pytest.raises(NotAllowed):
        CHANGES[change](store, me, sitting, "because I want to", hands)
    assert sitting_record(store, sitting.id) == before
    assert store.journal(1) == journal


@pytest.mark.parametrize("change", ["void", "end", "time"])
def test_the_reason_stands_in_the_journal(
    store: Store, examiner: Actor, sitting: Sitting, hands: Hands, change: str
) -> None:
    CHANGES[change](store, examiner, sitting, " 火警 ", hands)
    newest = store.journal(1)[0]
    assert (newest.staff_no, newest.facts["why"]) == (examiner.staff_no, "火警")


def test_a_mark_that_changes_a_complete_result_needs_its_note(
    store: Store, examiner: Actor, me: Actor, sitting: Sitting, hands: Hands
) -> None:
    essay = next(shown.position for shown in sitting.questions if shown.kind == "essay")
    answer(store, sitting, essay, "写了", hands.goes(1))
    submit(store, me, sitting, hands.goes(1))
    waiting = essays(store, sitting.id)
    assert waiting
    first = [Mark(one.position, Decimal(1), one.part) for one in waiting]
    assert mark(store, examiner, sitting.id, first, hands.goes(1)).outcome.complete
    score = result(store, sitting.id).outcome.score
    mark(store, examiner, sitting.id, first, hands.goes(1))
    one = waiting[0]
    with pytest.raises(ReasonMissing):
        mark(store, examiner, sitting.id, [Mark(one.position, Decimal(0), one.part)], hands.goes(1))
    assert result(store, sitting.id).outcome.score == score
    mark(store, examiner, sitting.id, [Mark(one.position, Decimal(0), one.part, "第二点没有写")], hands.goes(1))
    assert result(store, sitting.id).outcome.score == score - 1
    newest = store.journal(1)[0]
    assert (newest.action, newest.facts["why"]) == ("marked", "第二点没有写")
    with pytest.raises(NotAllowed):
        mark(store, me, sitting.id, first, hands())
