"""What goes out comes back the same, or is named; and nothing in it runs."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.banks.bank import all_questions
from desktop_app.banks.exporting import ExportFormatUnknown, FileNotWritten, export
from desktop_app.banks.formats import canonical, workbook
from desktop_app.banks.formats.draft import Draft, Drafted, Written
from desktop_app.banks.formats.workbook_write import headings_for, write_csv, write_xlsx
from desktop_app.banks.importing import import_draft, import_file
from desktop_app.banks.question import (
    Accepted,
    Blank,
    Gap,
    Kind,
    Multiple,
    Number,
    Numeric,
    Option,
    Question,
    Scenario,
    Single,
    Source,
    TrueFalse,
)
from desktop_app.base.clock import Reading
from desktop_app.staff import Actor
from desktop_app.store import Store
from tests.banks.test_question import SAMPLES

WRITERS = {".xlsx": write_xlsx, ".csv": write_csv}
ONE, HALF = Decimal(1), Decimal("0.5")


def back(suffix: str, *questions: Question) -> tuple[Draft, Written]:
    written = WRITERS[suffix](questions)
    return workbook.read(written.data, name=f"x{suffix}"), written


def named(written: Written) -> set[str]:
    return {str(one.facts["feature"]) for one in written.reduced}


RARE: dict[str, Question] = {
    "feedback of both answers": replace(SAMPLES[Kind.TRUE_FALSE], feedback_true="好"),  # type: ignore[arg-type]
    "credits of numbers": Numeric(
        uid="N", stem="多少？", numbers=(Number(Decimal(5)), Number(Decimal(6), HALF, Decimal("0.25"))), unit="元"
    ),
    "text like HTML": Single(
        uid="H",
        stem="若 a<b，<b>是什么标签？",
        options=(Option("x<br>y", ONE), Option("&nbsp;")),
        explanation="<p>无</p>",
    ),
    "html": Single(uid="R", stem="<p>粗<b>体</b></p>", stem_format="html", options=(Option("甲", ONE), Option("乙"))),
    "nothing but what must be": TrueFalse(stem="存款自愿。", answer=False),
    "a case of every kind": Scenario(
        uid="C9", stem="案例", parts=tuple(one for kind, one in SAMPLES.items() if kind is not Kind.SCENARIO)
    ),
}
EVERY = {**{kind.value: question for kind, question in SAMPLES.items()}, **RARE}


@pytest.mark.parametrize("suffix", list(WRITERS))
def test_every_kind_comes_back_as_the_same_question(suffix: str) -> None:
    draft, written = back(suffix, *EVERY.values())
    assert (written.left_out, written.reduced) == ((), ())
    assert (draft.findings, draft.skipped) == ((), ())
    for name, read in zip(EVERY, draft.questions, strict=True):
        assert read.question == EVERY[name], name


@pytest.mark.parametrize("suffix", list(WRITERS))
def test_columns_that_few_questions_need_stand_only_where_one_does(suffix: str) -> None:
    rare = {"选项反馈", "固定选项", "答案得分", "所属案例", "选项去向"}
    assert rare.isdisjoint(headings_for([SAMPLES[Kind.SINGLE], SAMPLES[Kind.ESSAY]]))
    assert rare <= set(headings_for(list(SAMPLES.values())))


@pytest.mark.parametrize(
    ("heading", "text", "row"),
    [
        ("选项反馈", "C：好", ["单选题", "哪个？", "甲", "乙", "A"]),
        ("选项反馈", "好", ["判断题", "对不对？", "", "", "正确"]),
        ("固定选项", "D", ["单选题", "哪个？", "甲", "乙", "A"]),
        ("答案得分", "1;1", ["填空题", "____", "", "", "甲"]),
        ("答案得分", "2", ["数值题", "多少？", "", "", "5"]),
        ("答案得分", "很多", ["数值题", "多少？", "", "", "5"]),
    ],
)
def test_a_rare_column_that_cannot_be_read_is_told_and_the_question_comes_in(
    heading: str, text: str, row: list[str]
) -> None:
    lines = [["题型", "题干", "选项A", "选项B", "答案", heading], [*row, text]]
    draft = workbook.read("\n".join(",".join(cells) for cells in lines).encode(), name="x.csv")
    assert [(one.code, one.facts["heading"]) for one in draft.warnings] == [("column_unreadable", heading)]
    bare = workbook.read("\n".join(",".join(cells[:-1]) for cells in lines).encode(), name="x.csv")
    assert [item.question for item in draft.questions] == [item.question for item in bare.questions]
    assert len(bare.questions) == 1


@pytest.mark.parametrize("suffix", list(WRITERS))
def test_what_every_kind_may_carry_comes_back(suffix: str) -> None:
    question = replace(
        SAMPLES[Kind.SINGLE],
        topic=("产品", "存款"),
        tags=("新规", "重点"),
        points=Decimal("2.5"),
        reserved=True,
        fixed_order=True,
        explanation="第一行\n第二行",
        source=Source("条例", "国务院", "660号", "第五条", None, None),
    )
    draft, written = back(suffix, question)
    assert (written.left_out, written.reduced) == ((), ())
    assert [item.question for item in draft.questions] == [question]


@pytest.mark.parametrize("suffix", list(WRITERS))
@pytest.mark.parametrize(
    ("question", "features"),
    [
        (replace(SAMPLES[Kind.SINGLE], images={"a.png": b"x"}), {"images"}),
        (replace(SAMPLES[Kind.SINGLE], topic=("a/b",)), {"topic"}),
        (replace(SAMPLES[Kind.SINGLE], tags=("a,b",)), {"tags"}),
        (Single(uid="x", stem="s", options=(Option("甲", ONE), Option("乙", HALF))), set()),
        (Multiple(uid="x", stem="s", options=(Option("甲", ONE, "好\n很好"), Option("乙", ONE))), {"feedback"}),
    ],
)
def test_features_that_are_lost_are_named(suffix: str, question: Question, features: set[str]) -> None:
    draft, written = back(suffix, question)
    assert named(written) == features
    assert not written.left_out
    assert len(draft.questions) == 1


@pytest.mark.parametrize("suffix", list(WRITERS))
@pytest.mark.parametrize(
    "question",
    [
        Blank(uid="x", stem="____", blanks=(Gap((Accepted("a;b"),)),)),
        Single(uid="x", stem="1. 这题以数字开头", options=(Option("甲", ONE), Option("乙"))),
        Single(uid="x", stem="s" * 40_000, options=(Option("甲", ONE), Option("乙"))),
        Multiple(uid="x", stem="s", options=tuple(Option(f"选项{n}", ONE) for n in range(27))),
    ],
)
def test_what_would_come_back_as_another_question_is_left_out(suffix: str, question: Question) -> None:
    draft_or_none = WRITERS[suffix]([SAMPLES[Kind.SINGLE], question])
    assert [one.where for one in draft_or_none.left_out] == ["x"]
    assert draft_or_none.questions == 1


FORMULAS = ("=1+1", "+2%", "-3%", "@SUM(A1)", "\t=1", "'=1", "＝1", "=cmd|' /C calc'!A0")


def test_nothing_that_goes_out_runs_and_all_of_it_comes_back() -> None:
    questions = [
        Single(uid=f"F{n}", stem=f"{text.strip()} 是多少？", options=(Option(text.strip(), ONE), Option("乙")))
        for n, text in enumerate(FORMULAS)
    ]
    for suffix in WRITERS:
        draft, written = back(suffix, *questions)
        assert not written.left_out
        assert [item.question for item in draft.questions] == questions
        if suffix == ".csv":
            cells = [cell for line in written.data.decode("utf-8-sig").splitlines() for cell in line.split(",")]
            assert not any(cell.strip('"')[:1] in {"=", "+", "-", "@", "＝"} for cell in cells if cell)
        else:
            book = openpyxl.load_workbook(io.BytesIO(written.data))
            kinds = {cell.data_type for row in book.active.iter_rows() for cell in row if cell.value}  # type: ignore[union-attr]
            assert kinds == {"s"}


plain = (
    st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=20).map(str.strip).filter(bool)
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(plain, st.lists(plain, min_size=2, max_size=5, unique=True), st.integers(0, 4)), max_size=4))
def test_whatever_the_text_nothing_is_lost_in_silence(made: list[tuple[str, list[str], int]]) -> None:
    questions = [
        Single(
            uid=f"U{n}",
            stem=stem,
            options=tuple(Option(text, ONE if m == right % len(texts) else Decimal(0)) for m, text in enumerate(texts)),
        )
        for n, (stem, texts, right) in enumerate(made)
    ]
    for suffix, write in WRITERS.items():
        written = write(questions)
        left = {one.where for one in written.left_out}
        held = [question for question in questions if question.uid not in left]
        if held:
            draft = workbook.read(written.data, name=f"x{suffix}")
            assert [item.question for item in draft.questions] == held
            assert not draft.findings
        assert not written.reduced


def test_canonical_json_holds_everything() -> None:
    questions = [replace(question, images={"a.png": b"\x89PNG"}) for question in SAMPLES.values()]
    written = canonical.write(questions, {"code": "b", "title": "题库", "revision": 3})
    data = json.loads(written.data)
    assert data["bank"] == {"code": "b", "title": "题库", "revision": 3}
    draft = canonical.read(written.data)
    assert [item.question for item in draft.questions] == questions
    assert (draft.title, draft.findings, written.left_out, written.reduced) == ("题库", (), (), ())


def test_a_bank_goes_out_and_comes_back_unchanged(
    store: Store, examiner: Actor, reading: Reading, tmp_path: Path
) -> None:
    draft = Draft(questions=tuple(Drafted(one, one.uid) for one in SAMPLES.values()))
    import_draft(store, examiner, draft, bank="b", title="题库", file="x", reading=reading)
    for suffix in (".json", ".xlsx", ".csv"):
        done = export(store, examiner, "b", tmp_path / f"out{suffix}", reading=reading)
        report = import_file(store, examiner, tmp_path / f"out{suffix}", bank=f"copy{suffix}", reading=reading)
        assert (report.imported, report.rejected) == (done.questions, ())
        assert done.questions + len(done.left_out) == len(SAMPLES)
    assert all_questions(store, "copy.json") == all_questions(store, "b")
    again = import_file(store, examiner, tmp_path / "out.json", bank="b", reading=reading)
    assert (again.unchanged, again.revision) == (len(SAMPLES), 1)
    with pytest.raises(ExportFormatUnknown):
        export(store, examiner, "b", tmp_path / "out.docx", reading=reading)
    with pytest.raises(FileNotWritten):
        export(store, examiner, "b", tmp_path / "no folder" / "out.json", reading=reading)
    assert sorted(path.name for path in tmp_path.glob("*.*")) == ["out.csv", "out.json", "out.xlsx"]


def test_a_scenario_stands_in_the_canonical_file_alone() -> None:
    case = SAMPLES[Kind.SCENARIO]
    assert isinstance(case, Scenario)
    assert canonical.read(canonical.write([case]).data).questions[0].question == case
