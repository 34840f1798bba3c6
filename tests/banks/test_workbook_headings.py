"""The headings of question workbooks and what each means. The facts tested here were collected from real files."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from desktop_app.banks.formats import workbook
from desktop_app.banks.formats.draft import ReadOptions
from desktop_app.banks.question import (
    Multiple,
    Single,
)
from tests.banks.workbooks import FINE, HEADINGS, codes, only, read, read_csv, right, warned, xlsx

STEM = "下列关于存款保险的说法正确的是"


@pytest.mark.parametrize("alias", ["ID", "编号", "试题编号"])
def test_an_id_is_an_identity(alias: str) -> None:
    assert only(read([*FINE, "Q-1"], headings=[*HEADINGS, alias])).uid == "Q-1"


@pytest.mark.parametrize("alias", ["题号", "序号"])
def test_a_position_is_no_identity(alias: str) -> None:
    draft = read([7, *FINE], headings=[alias, *HEADINGS])
    assert only(draft).uid == ""
    assert not draft.warnings


@pytest.mark.parametrize("alias", ["题型", "题目类型", "试题类型", "类型"])
def test_kind_headings(alias: str) -> None:
    draft = read(["多选题", *FINE[1:6], "AB"], headings=[alias, *HEADINGS[1:]])
    assert isinstance(only(draft), Multiple)


@pytest.mark.parametrize(
    "alias", ["题干", "题目", "问题", "试题", "试题内容", "题面", "题目内容", "题目描述", "Question", "QUESTION"]
)
def test_stem_headings(alias: str) -> None:
    assert only(read(FINE, headings=[HEADINGS[0], alias, *HEADINGS[2:]])).stem == FINE[1]


@pytest.mark.parametrize("alias", ["答案", "正确答案", "标准答案", "正确选项", "参考答案", "正确项", "Answer"])
def test_answer_headings(alias: str) -> None:
    assert right(only(read(FINE, headings=[*HEADINGS[:6], alias]))) == "B"


@pytest.mark.parametrize("alias", ["解析", "答案解析", "题目解析", "试题解析", "解释"])
def test_explanation_headings(alias: str) -> None:
    assert only(read([*FINE, "见条例第五条"], headings=[*HEADINGS, alias])).explanation == "见条例第五条"


@pytest.mark.parametrize("alias", ["难度", "难度等级", "难易程度", "题目难度", "试题难度"])
def test_difficulty_headings(alias: str) -> None:
    assert only(read([*FINE, 4], headings=[*HEADINGS, alias])).difficulty == 4


@pytest.mark.parametrize("alias", ["分值", "分数"])
def test_points_headings(alias: str) -> None:
    assert only(read([*FINE, "2.5分"], headings=[*HEADINGS, alias])).points == Decimal("2.5")


@pytest.mark.parametrize(
    "alias", ["知识点", "知识点名称", "所属知识点", "章节", "所属模块", "所属题库", "题目分类", "标签"]
)
def test_topic_headings(alias: str) -> None:
    assert only(read([*FINE, "产品/存款"], headings=[*HEADINGS, alias])).topic == ("产品", "存款")


def test_several_topic_columns_make_a_path_and_tags_beside_them_stay_tags() -> None:
    question = only(read([*FINE, "产品", "存款", "新规,重点"], headings=[*HEADINGS, "所属题库", "知识点", "标签"]))
    assert question.topic == ("产品", "存款")
    assert question.tags == ("新规", "重点")


@pytest.mark.parametrize("alias", ["出处", "依据", "法规依据"])
def test_source_headings(alias: str) -> None:
    source = only(read([*FINE, "存款保险条例"], headings=[*HEADINGS, alias])).source
    assert source is not None
    assert source.document == "存款保险条例"


def test_number_article_and_dates_of_a_source() -> None:
    names = [*HEADINGS, "出处", "文号", "条款", "施行日期", "废止日期"]
    cells = [
        "存款保险条例",
        "国务院令第660号",
        "第五条",
        (datetime.fromisoformat("2015-05-01"), "yyyy-mm-dd"),
        "2030年1月2日",
    ]
    source = only(read([*FINE, *cells], headings=names)).source
    assert source is not None
    assert (source.number, source.article) == ("国务院令第660号", "第五条")
    assert (source.effective_on, source.repealed_on) == (date(2015, 5, 1), date(2030, 1, 2))


@pytest.mark.parametrize("names", [("生效日期", "失效日期"), ("施行日期", "废止日期")])
def test_date_headings(names: tuple[str, str]) -> None:
    source = only(read([*FINE, "20150501", "2016/6/1"], headings=[*HEADINGS, *names])).source
    assert source is not None
    assert (source.effective_on, source.repealed_on) == (date(2015, 5, 1), date(2016, 6, 1))


@pytest.mark.parametrize(
    "heading", ["题干（必填）", "题干*", "题干(必填)", " 题 干 ", "题干＊", "*题干", "题干（必填）*"]
)
def test_marks_of_obligation_are_tolerated(heading: str) -> None:
    assert only(read(FINE, headings=[HEADINGS[0], heading, *HEADINGS[2:]])).stem == FINE[1]


@pytest.mark.parametrize(
    "names",
    [
        ("选项A", "选项B", "选项C", "选项D"),
        ("A", "B", "C", "D"),
        ("ａ", "ｂ", "ｃ", "ｄ"),
        ("选项一", "选项二", "选项三", "选项四"),
        ("选项1", "选项2", "选项3", "选项4"),
        ("A选项", "B选项", "C选项", "D选项"),
        ("选项a", "选项b", "选项c", "选项d"),
    ],
)
def test_option_headings(names: tuple[str, ...]) -> None:
    question = only(read(FINE, headings=[*HEADINGS[:2], *names, "答案"]))
    assert isinstance(question, Single)
    assert [option.text for option in question.options] == list(FINE[2:6])
    assert right(question) == "B"


def test_eight_options() -> None:
    names = ["题型", "题干", *(f"选项{letter}" for letter in "ABCDEFGH"), "答案"]
    question = only(read(["多选题", STEM, *(f"说法{n}" for n in range(8)), "AGH"], headings=names))
    assert right(question) == "AGH"


def test_option_columns_with_a_column_that_says_whether_it_is_right() -> None:
    names = [
        "题型",
        "题干",
        "选项一内容",
        "选项一是否正确",
        "选项二内容",
        "选项二是否正确",
        "选项三内容",
        "选项三是否正确",
    ]
    question = only(read(["多选题", STEM, "甲", "是", "乙", "否", "丙", "√"], headings=names))
    assert right(question) == "AC"


@pytest.mark.parametrize(
    "cell",
    ["甲说法\n乙说法\n丙说法", "甲说法|乙说法|丙说法", "A.甲说法\nB.乙说法\nC.丙说法", "A、甲说法 B、乙说法 C、丙说法"],
)
def test_all_options_in_one_cell(cell: str) -> None:
    question = only(read(["单选题", STEM, cell, "C"], headings=["题型", "题干", "选项", "答案"]))
    assert isinstance(question, Single)
    assert [option.text for option in question.options] == ["甲说法", "乙说法", "丙说法"]
    assert right(question) == "C"


@pytest.mark.parametrize(
    "cell", ['["甲","乙"]', '{"A":"甲","B":"乙"}', '[{"key":"A","value":"甲"},{"key":"B","value":"乙"}]']
)
@pytest.mark.parametrize("heading", ["选项(JSON)", "选项（JSON）", "选项"])
def test_options_as_json(cell: str, heading: str) -> None:
    question = only(read(["单选题", STEM, cell, "B"], headings=["题型", "题干", heading, "答案"]))
    assert isinstance(question, Single)
    assert [option.text for option in question.options] == ["甲", "乙"]


def test_an_unknown_heading_is_asked_about_and_the_rest_is_read() -> None:
    draft = read([*FINE, "李四"], headings=[*HEADINGS, "命题人"])
    assert only(draft).stem == FINE[1]
    assert warned(draft) == [("Sheet1!H1", "heading_unknown")]
    (ask,) = draft.needs
    assert (ask.code, ask.about, ask.where, ask.examples, ask.needed) == (
        "heading",
        "命题人",
        "Sheet1!H1",
        ("李四",),
        False,
    )


def test_what_the_person_says_about_a_heading_holds() -> None:
    names = ["题型", "考核内容", *HEADINGS[2:]]
    draft = read(FINE, headings=names)
    assert codes(draft) == [("Sheet1!2", "stem_heading_missing")]
    assert [ask.about for ask in draft.needs if ask.needed] == ["考核内容"]
    assert only(read(FINE, headings=names, options=ReadOptions(columns={"考核内容": "stem"}))).stem == FINE[1]


def test_answers_are_remembered_by_the_shape_of_the_file() -> None:
    names = ["题型", "考核内容", *HEADINGS[2:]]
    shape = read(FINE, headings=names).shape
    said = ReadOptions(columns={"考核内容": "stem"}).to_data()
    draft = read(FINE, headings=names, options=ReadOptions(remembered={shape: said}))
    assert only(draft).stem == FINE[1]
    assert warned(draft) == [("Sheet1!1", "mapping_remembered")]
    other = read(FINE, headings=[*names[:-1], "正确答案"], options=ReadOptions(remembered={shape: said}))
    assert not other.questions


def test_no_heading_row_at_all_is_asked() -> None:
    draft = workbook.read(xlsx([FINE, FINE]))
    assert codes(draft) == [("Sheet1!1", "headings_missing"), ("Sheet1!2", "headings_missing")]
    assert [ask.about for ask in draft.needs] == [f"#{n}" for n in range(1, 8)]
    assert draft.needs[1].examples == (FINE[1], FINE[1])
    said = {
        "#1": "kind",
        "#2": "stem",
        "#3": "option_A",
        "#4": "option_B",
        "#5": "option_C",
        "#6": "option_D",
        "#7": "answer",
    }
    draft = workbook.read(xlsx([FINE]), ReadOptions(columns=said))
    assert right(only(draft)) == "B"


def test_a_number_column_without_a_heading_is_passed_over_in_silence() -> None:
    draft = read_csv(",Question,A,B,C,D,Answer\n0,问题是什么？,甲,乙,丙,丁,C\n")
    assert right(only(draft)) == "C"
    assert not draft.warnings
    assert draft.questions[0].where == "line 2"
