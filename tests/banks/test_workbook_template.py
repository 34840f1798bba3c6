"""The template: it brings nothing in by itself, a row of every kind filled in is read as meant, and it helps with
dropdowns and comments; cases in rows."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from desktop_app.banks.formats import workbook
from desktop_app.banks.formats.draft import Draft
from desktop_app.banks.formats.workbook_dress import HELP, KINDS, help_of
from desktop_app.banks.formats.workbook_row import EXAMPLE
from desktop_app.banks.formats.workbook_template import EXAMPLES, SHEET, template
from desktop_app.banks.formats.workbook_write import KIND_NAMES, headings_for, rows_of, write_csv, write_xlsx
from desktop_app.banks.question import Kind, Option, Question, Scenario, Single, TrueFalse
from desktop_app.cli import main
from tests.banks.test_question import SAMPLES

ONE = Decimal(1)


def unmarked(question: Question) -> Question:
    made = replace(question, stem=question.stem.removeprefix(EXAMPLE))
    return replace(made, parts=tuple(map(unmarked, made.parts))) if isinstance(made, Scenario) else made


def filled(questions: Sequence[Question]) -> bytes:
    """The template with rows for these questions typed beneath its examples."""
    book = openpyxl.load_workbook(io.BytesIO(template()))
    sheet = book[SHEET]
    names = tuple(str(cell.value) for cell in sheet[1])
    used: set[str] = {"案例1"}
    for question in questions:
        for row in rows_of(question, names, used) or ():
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_as_it_is_it_brings_nothing_in_and_says_so_of_every_example() -> None:
    draft = workbook.read(template(), name="模板.xlsx")
    assert (draft.questions, draft.findings, draft.needs) == ((), (), ())
    assert [finding.code for finding in draft.skipped] == ["example_row"] * len(Kind)
    assert {question.kind for question in EXAMPLES} == set(Kind)
    assert [finding.code for finding in draft.warnings] == ["sheet_passed_over"]


def test_a_row_of_every_kind_filled_in_gives_exactly_those_questions() -> None:
    wanted = [unmarked(question) for question in EXAMPLES]
    draft = workbook.read(filled(wanted), name="模板.xlsx")
    assert draft.findings == ()
    assert [item.question for item in draft.questions] == wanted
    assert len(draft.skipped) == len(Kind)


def test_an_example_written_over_is_a_question() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template()))
    column = [cell.value for cell in book[SHEET][1]].index("题干") + 1
    for row in range(2, book[SHEET].max_row + 1):
        cell = book[SHEET].cell(row, column)
        cell.value = str(cell.value).replace(EXAMPLE, "")
    out = io.BytesIO()
    book.save(out)
    draft = workbook.read(out.getvalue(), name="x.xlsx")
    assert [item.question for item in draft.questions] == [unmarked(question) for question in EXAMPLES]
    assert draft.skipped == ()


@pytest.mark.parametrize("made", [template(), write_xlsx(list(SAMPLES.values())).data], ids=["template", "export"])
def test_it_helps_with_dropdowns_and_comments(made: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]
    heads = {str(cell.value): cell for cell in sheet[1]}
    rare = {"选项反馈", "固定选项", "答案得分"}  # what only an export may need
    assert set(HELP) - rare <= set(heads)
    for name, cell in heads.items():
        told = help_of(name)
        assert told is not None
        assert cell.comment is not None
        assert told.zh in cell.comment.text
        assert told.en in cell.comment.text
    lists = {str(one.sqref).split(":")[0]: one.formula1 for one in sheet.data_validations.dataValidation}
    kind = heads["题型"].coordinate.replace("1", "2")
    assert lists[kind] == f'"{",".join(KIND_NAMES.values())}"'
    assert set(lists) == {
        cell.coordinate.replace("1", "2") for name, cell in heads.items() if (told := help_of(name)) and told.choices
    }
    assert set(KINDS) == set(KIND_NAMES.values())


def test_every_choice_that_is_offered_is_understood() -> None:
    names = headings_for(EXAMPLES)
    for heading in ("难度", "区分大小写", "固定选项顺序", "保留题", "题干格式"):
        for choice in HELP[heading].choices:
            row = dict(zip(names, (rows_of(unmarked(EXAMPLES[0]), names, set()) or [()])[0], strict=True))
            row[heading] = choice
            draft = read(list(row), list(row.values()))
            assert (len(draft.questions), draft.warnings) == (1, ()), (heading, choice)


@pytest.mark.parametrize("write", [write_xlsx, write_csv])
def test_a_question_whose_stem_begins_like_an_example_is_not_lost_in_silence(write: object) -> None:
    written = write([EXAMPLES[0], unmarked(EXAMPLES[1])])  # type: ignore[operator]
    assert [finding.code for finding in written.left_out] == ["export_would_change"]
    assert written.questions == 1


# ---------------------------------------------------------------- cases

HEAD = ["编号", "题型", "题干", "选项A", "选项B", "答案", "所属案例", "选项去向"]


def read(*rows: Sequence[str]) -> Draft:
    text = "\n".join(",".join(cells) for cells in rows)
    return workbook.read(text.encode(), name="x.csv")


def test_the_rows_of_a_case_may_stand_anywhere_and_it_branches() -> None:
    draft = read(
        HEAD,
        ["P2", "判断题", "应当核验。", "", "", "正确", "取款", ""],
        ["C", "案例题", "客户来网点。", "", "", "", "取款", ""],
        ["S", "判断题", "存款自愿。", "", "", "正确", "", ""],
        ["P1", "单选题", "先做什么？", "问候", "离开", "A", "取款", "P3;"],
        ["P3", "判断题", "应当登记。", "", "", "错误", "取款", ""],
    )
    assert draft.findings == draft.skipped == ()
    case, other = (item.question for item in draft.questions)
    assert other == TrueFalse(uid="S", stem="存款自愿。", answer=True)
    assert case == Scenario(
        uid="C",
        stem="客户来网点。",
        parts=(
            TrueFalse(uid="P2", stem="应当核验。", answer=True),
            Single(uid="P1", stem="先做什么？", options=(Option("问候", ONE, next="P3"), Option("离开"))),
            TrueFalse(uid="P3", stem="应当登记。", answer=False),
        ),
    )


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["C", "案例题", "案情", "", "", "", "取款", ""]], [("line 2", "parts_missing")]),
        ([["", "案例题", "案情", "", "", "", "", ""]], [("line 2", "case_without_name")]),
        (
            [
                ["C", "案例题", "案情", "", "", "", "取款", ""],
                ["P1", "单选题", "问？", "甲", "乙", "C", "取款", ""],
            ],
            [("line 3", "answer_beyond_options")],
        ),
        (
            [
                ["C", "案例题", "案情", "", "", "", "取款", ""],
                ["P1", "判断题", "问。", "", "", "正确", "取款", ""],
                ["D", "案例题", "案情二", "", "", "", "取款", ""],
                ["P2", "判断题", "问。", "", "", "正确", "存款", ""],
            ],
            [("line 4", "case_repeated"), ("line 5", "case_unknown")],
        ),
        ([["P2", "单选题", "问？", "甲", "乙", "A", "", "P1;P2;P3"]], [("line 2", "next_unreadable")]),
    ],
)
def test_a_case_that_is_not_whole_is_one_finding_and_stops_no_neighbour(
    rows: list[list[str]], told: list[tuple[str, str]]
) -> None:
    draft = read(HEAD, *rows, ["S", "判断题", "存款自愿。", "", "", "正确", "", ""])
    assert [(finding.where, finding.code) for finding in draft.findings] == told
    assert draft.questions[-1].question.uid == "S"


def test_a_column_that_names_cases_without_any_changes_nothing() -> None:
    draft = read(HEAD, ["S", "判断题", "存款自愿。", "", "", "正确", "A-17", ""])
    assert len(draft.questions) == 1
    assert [finding.code for finding in draft.warnings] == ["case_not_here"]


def test_cases_of_one_name_or_none_stay_apart_in_a_file() -> None:
    case = SAMPLES[Kind.SCENARIO]
    nameless = replace(case, uid="")
    written = write_csv([case, nameless, replace(nameless, stem="另一位客户。")])
    assert (written.questions, written.left_out, written.reduced) == (3, (), ())
    draft = workbook.read(written.data, name="x.csv")
    assert [item.question for item in draft.questions] == [case, nameless, replace(nameless, stem="另一位客户。")]


def test_it_is_written_whole_from_the_command_line_without_a_store(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "模板.xlsx"
    assert main(["bank", "template", "--to", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(path)}
    assert path.read_bytes() == template()
    assert main(["bank", "template", "--to", str(tmp_path / "模板.csv")]) != 0
    assert ".csv" in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == ["模板.xlsx"]
