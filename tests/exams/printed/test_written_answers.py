"""Whatever stands in a cell: it is an answer that can be stored, or it is named; never a crash."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.banks.question import Question
from desktop_app.exams.answers import answer_problem
from desktop_app.exams.grading import grade_question
from desktop_app.exams.plan import MultipleRule
from desktop_app.exams.printed.answer_table import AnswerSheetInvalid, answer_rows, place_of
from desktop_app.exams.printed.written_answers import read_written, written_places
from desktop_app.exams.shown import show
from tests.exams.making import every_kind, item

CELLS = st.text(st.sampled_from("ABCDZaｂ|；;、, 1290.-－√×对错元五十→:()（）\n\u200b\U0001f600"), max_size=24)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(every_kind()), st.data())
def test_any_cell_is_an_answer_or_is_named(question: Question, data: st.DataObject) -> None:
    place = item(question, seed="7")
    cells = {name: data.draw(CELLS) for name in written_places(place, question)}
    read = read_written(place, question, {name: text for name, text in cells.items() if text})
    if read.answer is not None:
        assert answer_problem(show(place, question, read.answer), read.answer) is None
    graded = grade_question(question, place, read.answer, MultipleRule.SHARE)
    assert 0 <= graded.points <= graded.max


@pytest.mark.parametrize(
    ("heading", "place"),
    [
        ("1", "1"), ("012", "12"), ("第3题", "3"), ("Q7", "7"), ("题 4", "4"), ("12.3", "12.3"), ("12（3）", "12.3"),
        ("１２．３", "12.3"), ("12-3", "12.3"), ("5 题", "5"), ("", None), ("A", None), ("1.2.3", None), ("姓名", None),
    ],
)  # fmt: skip
def test_headings(heading: str, place: str | None) -> None:
    assert place_of(heading) == place


def test_columns_stand_in_any_order_and_a_title_above_them_is_passed_over() -> None:
    table = [
        ["2026年第四季度答案登记"],
        [],
        ["姓名", "2", "员工编号", "1", "备注", "Paper number"],
        ["张三", "B", " T001 ", "A", "迟到", "17"],
        ["", "", "", "", "", ""],
        ["李四", "", "T002", "C", "", "18"],
    ]
    first, second = answer_rows(table)
    assert (first.row, first.number, first.staff_no, dict(first.cells)) == (4, "17", "T001", {"2": "B", "1": "A"})
    assert (second.row, dict(second.cells)) == (6, {"1": "C"})


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=5), max_size=5))
def test_any_table_is_read_or_refused(table: list[list[str]]) -> None:
    if not any(cell.strip() for row in table for cell in row):
        with pytest.raises(AnswerSheetInvalid):
            answer_rows(table)
        return
    with suppress(AnswerSheetInvalid):
        assert all(row.number and row.staff_no and 1 <= row.row <= len(table) for row in answer_rows(table))
