"""Answers given on paper: graded as on the screen, all rows or none."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from desktop_app.banks.bank import questions
from desktop_app.banks.question import Question, Scenario
from desktop_app.base.clock import Reading
from desktop_app.exams.exam import exams, open_exam
from desktop_app.exams.keys import right_answer
from desktop_app.exams.on_paper import (
    AnswersAlreadyGraded,
    AnswerSheetInvalid,
    AnswersOfNobody,
    AnswersTwice,
    grade_paper,
)
from desktop_app.exams.paper import Item, Paper
from desktop_app.exams.plans import draw_in_store, save_plan
from desktop_app.exams.records import sitting_record
from desktop_app.exams.sitting import sittings, start, void
from desktop_app.staff import Actor
from desktop_app.staff.people import NotAllowed
from desktop_app.store import Store
from tests.exams import making
from tests.exams.making import ON, bring_in, candidate, every_kind, section, single


@pytest.fixture
def me(store: Store, examiner: Actor, reading: Reading) -> Actor:
    """A candidate; there is a plan P over every kind."""
    bring_in(store, examiner, every_kind())
    save_plan(store, examiner, making.plan(section(12)), reading)
    return candidate(store)


def written(question: Question, item: Item) -> str:
    """The right answer as somebody writes it on an answer sheet."""

    def cell(answer: Any) -> str:
        match answer:
            case bool():
                return "√" if answer else "×"
            case list():
                return "".join(answer)
            case dict():
                return " ".join(f"{left}{right}" for left, right in answer.items())
            case _:
                return "写了" if answer is None else str(answer)

    answer = right_answer(question, item)
    if isinstance(question, Scenario):
        return "|".join(cell(one) for one in (answer[:2] if question.branches else answer))
    return "|".join(answer) if question.kind == "blank" else cell(answer)


def sheet(store: Store, paper: Paper) -> list[str]:
    loaded = questions(store, [item.question_id for item in paper.items])
    return [written(loaded[item.question_id], item) for item in paper.items]


def test_a_sheet_is_graded_as_on_the_screen(store: Store, examiner: Actor, me: Actor, reading: Reading) -> None:
    other = candidate(store, "T002")
    paper = draw_in_store(store, "P", 17, ON)
    right = sheet(store, paper)
    wrong = ["" if item.uid in ("e1", "c1") else cell for item, cell in zip(paper.items, right, strict=True)]
    rows = [
        ["试卷号", "工号", *(str(n) for n in range(1, 13))],
        ["17", me.staff_no, *right],
        [],
        ["17", "T002", *wrong],
    ]
    first, second = grade_paper(store, examiner, "P", rows, reading)
    assert (first.staff_no, first.score, first.passed, first.max_score) == (me.staff_no, None, None, Decimal(12))
    assert (second.staff_no, second.score, second.passed) == (other.staff_no, Decimal("10.00"), True)
    assert first.unread == second.unread == ()
    record = sitting_record(store, second.sitting)
    assert (record.row.origin, record.row.state, record.answered, record.broken_at) == ("paper", "submitted", 10, None)
    assert record.fingerprint == paper.fingerprint
    (exam,) = exams(store)
    assert (exam.state, exam.room, exam.plan_code) == ("closed", "paper", "P")


def test_the_exam_that_a_person_was_to_sit_is_taken(store: Store, examiner: Actor, me: Actor, reading: Reading) -> None:
    exam = open_exam(store, examiner, "P", reading=reading)
    (graded,) = grade_paper(store, examiner, "P", [["17", me.staff_no, "A"]], reading)
    assert [row.exam_id for row in sittings(store) if row.id == graded.sitting] == [exam.id]


def test_an_answer_that_cannot_be_read_earns_nothing_and_is_named(
    store: Store, examiner: Actor, me: Actor, reading: Reading
) -> None:
    paper = draw_in_store(store, "P", 17, ON)
    cells = sheet(store, paper)
    bad = {"s1": "Z", "t1": "?", "n1": "五", "x1": "A9", "talk": "C|A", "o1": "AB"}
    for n, item in enumerate(paper.items):
        cells[n] = "" if item.uid in ("e1", "c1") else bad.get(item.uid, cells[n])
    (graded,) = grade_paper(store, examiner, "P", [["17", me.staff_no, *cells]], reading)
    assert graded.unread == tuple(item.position for item in paper.items if item.uid in bad)
    assert graded.score == Decimal("4.00")


def test_a_paper_is_named_by_seed_day_and_fingerprint(
    store: Store, examiner: Actor, me: Actor, reading: Reading
) -> None:
    paper = draw_in_store(store, "P", 17, ON)
    full = f"17@{ON.isoformat()}#{paper.fingerprint[:6].upper()}"
    (graded,) = grade_paper(store, examiner, "P", [[full, me.staff_no, "A"]], reading)
    assert sitting_record(store, graded.sitting).fingerprint == paper.fingerprint
    bring_in(store, examiner, [*every_kind(), single(uid="s9", stem="新题")])
    for number, reason in ((full, "fingerprint"), ("17@tomorrow", "paper_number")):
        with pytest.raises(AnswerSheetInvalid) as caught:
            grade_paper(store, examiner, "P", [[number, me.staff_no, "A"]], reading)
        assert caught.value.facts == {"row": 1, "column": number, "reason": reason}


def test_the_number_may_be_that_of_a_sitting(store: Store, examiner: Actor, me: Actor, reading: Reading) -> None:
    exam = open_exam(store, examiner, "P", reading=reading)
    begun = start(store, me, exam.id, reading)
    void(store, examiner, begun.id, "电脑坏了，改用纸笔", reading)
    (graded,) = grade_paper(store, examiner, "P", [[begun.id, me.staff_no, *sheet(store, begun.paper)]], reading)
    assert sitting_record(store, graded.sitting).fingerprint == begun.paper.fingerprint
    assert sitting_record(store, graded.sitting).answered == 12
    save_plan(store, examiner, making.plan(section(12), code="P2"), reading)
    with pytest.raises(AnswerSheetInvalid):
        grade_paper(store, examiner, "P2", [[begun.id, me.staff_no, "A"]], reading)


@pytest.mark.parametrize(
    ("rows", "row", "column", "reason"),
    [
        ([], 1, "", "empty"), ([["", ""]], 1, "", "empty"), ([["试卷号", "工号", "1"]], 1, "", "empty"),
        ([["17"]], 1, "", "columns"), ([["", "T001"]], 1, "", "columns"),
        ([["17", "T001", "A"], ["17", "", "A"]], 2, "", "columns"), ([["17", "T001", *"A" * 13]], 1, "13", "too_many"),
        ([["试卷编号", "工号", "1", "好坏"], ["17", "T001", "A"]], 1, "好坏", "heading"),
        ([["试卷编号", "工号", "1", "第１题"], ["17", "T001", "A"]], 1, "第１题", "column_twice"),
        ([["试卷编号", "工号", "1", "44.1"], ["17", "T001", "A", "B"]], 2, "44.1", "too_many"),
        ([["261124-17-ABCD", "T001", "A"]], 1, "261124-17-ABCD", "fingerprint"),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_read_changes_nothing(
    store: Store,
    examiner: Actor,
    me: Actor,
    reading: Reading,
    rows: list[list[str]],
    row: int,
    column: str,
    reason: str,
) -> None:
    with pytest.raises(AnswerSheetInvalid) as caught:
        grade_paper(store, examiner, "P", rows, reading)
    assert caught.value.facts == {"row": row, "column": column, "reason": reason}
    assert sittings(store) == ()
    assert exams(store) == ()


def test_all_rows_or_none(store: Store, examiner: Actor, me: Actor, reading: Reading) -> None:
    with pytest.raises(AnswersOfNobody) as caught:
        grade_paper(store, examiner, "P", [["17", me.staff_no, "A"], ["17", "T099", "A"]], reading)
    assert caught.value.facts == {"row": 2, "staff_no": "T099"}
    with pytest.raises(AnswersTwice) as twice:
        grade_paper(store, examiner, "P", [["17", me.staff_no, "A"], ["18", me.staff_no, "A"]], reading)
    assert twice.value.facts == {"row": 2, "first": 1, "staff_no": me.staff_no}
    assert sittings(store) == ()
    with pytest.raises(NotAllowed):
        grade_paper(store, me, "P", [["17", me.staff_no, "A"]], reading)


def test_one_paper_of_a_person_is_graded_once(store: Store, examiner: Actor, me: Actor, reading: Reading) -> None:
    (graded,) = grade_paper(store, examiner, "P", [["17", me.staff_no, "A"]], reading)
    with pytest.raises(AnswersAlreadyGraded) as caught:
        grade_paper(store, examiner, "P", [["18", me.staff_no, "A"], ["17", me.staff_no, "B"]], reading)
    assert caught.value.facts == {"row": 2, "staff_no": me.staff_no, "sitting": graded.sitting}
    assert len(sittings(store)) == 1
    void(store, examiner, graded.sitting, "抄错了", reading)
    assert len(grade_paper(store, examiner, "P", [["17", me.staff_no, "B"]], reading)) == 1
