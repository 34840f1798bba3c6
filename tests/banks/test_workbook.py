"""The kinds and answers of question workbooks, and the workbooks that people make. The facts tested here were collected
from real files."""

from __future__ import annotations

import csv
import io
from datetime import datetime, time
from decimal import Decimal

import pytest

from desktop_app.banks.formats import headings, workbook
from desktop_app.banks.formats.draft import MOST_RAW, ReadOptions
from desktop_app.banks.question import (
    Blank,
    Essay,
    Kind,
    Match,
    Multiple,
    Numeric,
    Order,
    Single,
    TrueFalse,
)
from tests.banks.workbooks import FINE, HEADINGS, codes, only, read, read_csv, right, warned, xlsx

STEM = "下列关于存款保险的说法正确的是"

# ---------------------------------------------------------------- kinds


def test_a_sheet_per_kind() -> None:
    table = [HEADINGS[1:], FINE[1:]]
    data = xlsx(
        table,
        [HEADINGS[1:], [*FINE[1:6], "BC"]],
        [["题干", "答案"], ["存款自愿。", "对"]],
        names=["单选题", "多选题", "判断题"],
    )
    draft = workbook.read(data)
    assert not draft.findings
    assert [item.question.kind for item in draft.questions] == [Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE]
    assert [item.where for item in draft.questions] == ["单选题!2", "多选题!2", "判断题!2"]


@pytest.mark.parametrize("code", ["0", "1", "2"])
def test_numeric_kind_codes_are_asked(code: str) -> None:
    draft = read([int(code), *FINE[1:]])
    assert codes(draft) == [("Sheet1!A2", "kind_code_unknown")]
    assert [(ask.code, ask.about) for ask in draft.needs] == [("kind_code", code)]
    assert only(read([int(code), *FINE[1:]], options=ReadOptions(kind_codes={code: Kind.SINGLE}))).kind is Kind.SINGLE


def test_a_code_is_asked_once_and_rejects_each_row_that_needs_it() -> None:
    draft = read([1, *FINE[1:]], ["单选题", *FINE[1:]], [1, *FINE[1:]])
    assert codes(draft) == [("Sheet1!A2", "kind_code_unknown"), ("Sheet1!A4", "kind_code_unknown")]
    assert len(draft.needs) == 1
    assert len(draft.questions) == 1


def test_an_unknown_kind_is_named_and_stops_nobody_else() -> None:
    draft = read(["听力题", *FINE[1:]], FINE)
    assert codes(draft) == [("Sheet1!A2", "kind_unknown")]
    assert len(draft.questions) == 1


def test_without_any_kind_the_content_tells() -> None:
    rows = [
        [STEM, "甲", "乙", "丙", "B"],
        [STEM, "甲", "乙", "丙", "AC"],
        ["存款自愿。", "", "", "", "正确"],
        ["存款保险由____负责管理。", "", "", "", "存款保险基金管理机构"],
        ["简述存款保险的作用。", "", "", "", "保护存款人的合法权益。"],
    ]
    draft = read(*rows, headings=["题干", "A", "B", "C", "答案"])
    assert not draft.findings
    assert [type(item.question) for item in draft.questions] == [Single, Multiple, TrueFalse, Blank, Essay]


# ---------------------------------------------------------------- answers


@pytest.mark.parametrize(
    "answer",
    [
        "ABD",
        "A,B,D",
        "A，B，D",
        "A、B、D",
        "A;B;D",
        "A|B|D",
        "A B D",
        "ＡＢＤ",
        "abd",
        "DBA",
        "AABD",
        "( A B D)",
        "（ABD）",
        "A.B.D",
        "答案：ABD",
        "[ABD]",
    ],
)
def test_several_right_options(answer: str) -> None:
    assert right(only(read(["多选题", *FINE[1:6], answer]))) == "ABD"


@pytest.mark.parametrize(
    ("answer", "meant"),
    [
        ("正确", True),
        ("错误", False),
        ("对", True),
        ("错", False),
        ("是", True),
        ("否", False),
        ("同意", True),
        ("不同意", False),
        ("√", True),
        ("×", False),
        ("X", False),
        ("x", False),
        ("T", True),
        ("F", False),
        ("Y", True),
        ("N", False),
        ("true", True),
        ("FALSE", False),
        ("A", True),
        ("B", False),
        (True, True),
        (False, False),
        ("（对）", True),
    ],
)
def test_true_or_false(answer: object, meant: bool) -> None:
    question = only(read(["判断题", "存款自愿。", answer], headings=["题型", "题干", "答案"]))
    assert isinstance(question, TrueFalse)
    assert question.answer is meant


def test_true_or_false_by_letters_follows_the_rows_own_options() -> None:
    question = only(read(["判断题", "存款自愿。", "错误", "正确", "", "", "A"]))
    assert isinstance(question, TrueFalse)
    assert question.answer is False


@pytest.mark.parametrize("code", ["0", "1"])
def test_zero_and_one_are_asked_because_banks_disagree(code: str) -> None:
    rows = ["判断题", "存款自愿。", int(code)]
    draft = read(rows, headings=["题型", "题干", "答案"])
    assert codes(draft) == [("Sheet1!C2", "true_code_unknown")]
    assert [(ask.code, ask.about) for ask in draft.needs] == [("true_code", code)]
    said = ReadOptions(true_codes={"0": True, "1": False})
    question = only(read(rows, headings=["题型", "题干", "答案"], options=said))
    assert isinstance(question, TrueFalse)
    assert question.answer is (code == "0")


def test_blanks_and_their_alternatives() -> None:
    question = only(
        read(["填空题", "限额____，由____管理。", "50万元;五十万元|管理机构"], headings=["题型", "题干", "答案"])
    )
    assert isinstance(question, Blank)
    assert [[one.text for one in gap.accept] for gap in question.blanks] == [["50万元", "五十万元"], ["管理机构"]]


def test_a_range_makes_any_number_between_right() -> None:
    question = only(read(["填空题", "一位数是____。", "1-9"], headings=["题型", "题干", "答案"]))
    assert isinstance(question, Numeric)
    assert (question.numbers[0].value, question.numbers[0].tolerance) == (Decimal(5), Decimal(4))


def test_another_number_of_blanks_than_answers_is_told() -> None:
    draft = read(["填空题", "限额____，由____管理。", "50万元"], headings=["题型", "题干", "答案"])
    assert only(draft)
    assert warned(draft) == [("Sheet1!C2", "blank_count_differs")]


@pytest.mark.parametrize(
    ("cell", "level"),
    [
        ("易", 1),
        ("中", 3),
        ("难", 5),
        ("简单", 1),
        ("中等", 3),
        ("困难", 5),
        (1, 1),
        (3, 3),
        (5, 5),
        ("较难", 4),
        ("★★", 2),
    ],
)
def test_difficulties(cell: object, level: int) -> None:
    assert only(read([*FINE, cell], headings=[*HEADINGS, "难度"])).difficulty == level


def test_a_difficulty_that_nobody_can_read_is_told_and_left_out() -> None:
    draft = read([*FINE, "9"], headings=[*HEADINGS, "难度"])
    assert only(draft).difficulty is None
    assert warned(draft) == [("Sheet1!H2", "difficulty_unreadable")]


@pytest.mark.parametrize(
    ("kind", "answer", "code"),
    [
        ("单选题", "E", "answer_beyond_options"),
        ("单选题", "AB", "single_with_several_answers"),
        ("单选题", "", "answer_missing"),
        ("单选题", "第二个", "answer_unreadable"),
        ("多选题", "ABE", "answer_beyond_options"),
        ("判断题", "也许", "answer_unreadable"),
        ("填空题", "", "answer_missing"),
        ("数值题", "若干", "key_not_a_number"),
        ("排序题", "AB", "order_incomplete"),
        ("匹配题", "", "pair_unreadable"),
    ],
)
def test_keys_that_cannot_be_right_are_rejected_and_their_neighbours_stay(kind: str, answer: str, code: str) -> None:
    draft = read(FINE, [kind, *FINE[1:6], answer], ["多选题", *FINE[1:6], "AC"])
    assert codes(draft) == [("Sheet1!G3", code)]
    assert [item.where for item in draft.questions] == ["Sheet1!2", "Sheet1!4"]
    assert draft.read == 3


def test_an_answer_that_points_at_an_empty_option() -> None:
    draft = read(["单选题", STEM, "甲", "乙", "", "丁", "C"])
    assert codes(draft) == [("Sheet1!G2", "answer_option_empty")]


def test_multiple_choice_with_one_letter_comes_in_and_is_told() -> None:
    draft = read(["多选题", *FINE[1:6], "B"])
    assert right(only(draft)) == "B"
    assert warned(draft) == [("Sheet1!G2", "multiple_with_one_answer")]
    assert not read(["不定项选择题", *FINE[1:6], "B"]).warnings


def test_the_options_own_text_as_key() -> None:
    assert right(only(read([*FINE[:6], "100万元"]))) == "C"
    assert right(only(read([*FINE[:6], "C. 100万元"]))) == "C"
    assert right(only(read(["多选题", STEM, "甲说", "乙说", "丙说", "", "甲说；丙说"]))) == "AC"


# ---------------------------------------------------------------- what real workbooks do


def test_a_title_and_blank_rows_above_the_headings() -> None:
    draft = workbook.read(xlsx([["2026年题库"], [], HEADINGS, FINE]))
    assert only(draft)
    assert draft.questions[0].where == "Sheet1!4"
    assert warned(draft) == [("Sheet1!3", "rows_above_headings")]


def test_divider_rows_name_the_kind_below_them() -> None:
    names = HEADINGS[1:]
    draft = read(["一、单选题（每题1分）"], FINE[1:], ["二、多选题（每题2分）"], FINE[1:], headings=names)
    assert not draft.findings
    assert [item.question.kind for item in draft.questions] == [Kind.SINGLE, Kind.MULTIPLE]
    assert [code for _, code in warned(draft)] == [
        "row_not_a_question",
        "row_not_a_question",
        "multiple_with_one_answer",
    ]
    assert draft.read == 2


def test_headings_in_two_spellings() -> None:
    names = ["题型", "题干", "选项a", "选项b", "选项c", "选项d", "选项E", "选项F", "答案"]
    draft = read(["多选题", STEM, "甲", "乙", "丙", "丁", "戊", "己", "AF"], headings=names)
    assert right(only(draft)) == "AF"
    assert not draft.needs


def test_a_heading_row_again_further_down_takes_over() -> None:
    draft = read(FINE, ["题型", "题干", "选项A", "选项B", "答案"], ["单选题", STEM, "甲", "乙", "A"])
    assert not draft.findings
    assert [right(item.question) for item in draft.questions] == ["B", "A"]


def test_the_same_heading_twice_is_told_and_the_first_filled_one_counts() -> None:
    draft = read([*FINE[:6], "", "C"], headings=[*HEADINGS, "答案"])
    assert right(only(draft)) == "C"
    assert warned(draft) == [("Sheet1!H1", "heading_repeated")]


def test_percent_time_date_and_leading_zeros_are_read_as_they_were_seen() -> None:
    cells = [(0.2, "0%"), (0.75, "h:mm"), (datetime.fromisoformat("2024-03-01"), 'm"月"d"日"'), (123, "000000")]
    question = only(read(["单选题", STEM, *cells, "A"]))
    assert isinstance(question, Single)
    assert [option.text for option in question.options] == ["20%", "18:00", "3月1日", "000123"]


def test_a_cell_whose_format_cannot_be_told_is_reported() -> None:
    draft = read(["单选题", STEM, (1234.5, "0.00E+00"), "乙", "丙", "丁", "A"])
    assert only(draft)
    assert warned(draft) == [("Sheet1!C2", "cell_format_unclear")]
    draft = read(
        ["单选题", STEM, (datetime.fromisoformat("2024-03-01"), "m/d/yyyy"), time(8, 30).isoformat(), "丙", "丁", "A"]
    )
    assert isinstance(only(draft), Single)


def test_numbers_show_as_numbers_do() -> None:
    question = only(read(["单选题", STEM, 1.0, 2.5, 0.1 + 0.2, 1e6, "A"]))
    assert isinstance(question, Single)
    assert [option.text for option in question.options] == ["1", "2.5", "0.3", "1000000"]


def test_a_cell_that_shows_an_error_is_told() -> None:
    def edit(_book: object, sheets: list[object]) -> None:
        sheets[0].write_formula(1, 2, "=1/0", None, "#DIV/0!")  # type: ignore[attr-defined]

    draft = read(["单选题", STEM, "", "乙", "丙", "丁", "A"], edit=edit)
    assert codes(draft) == [("Sheet1!G2", "answer_option_empty")]
    assert warned(draft) == [("Sheet1!C2", "cell_shows_error")]


def test_a_number_that_the_workbook_has_rounded_is_told() -> None:
    draft = read(["单选题", STEM, 4.6e17, "乙", "丙", "丁", "A"])
    assert warned(draft) == [("Sheet1!C2", "cell_number_rounded")]


def test_essay_answers_in_merged_cells() -> None:
    def edit(_book: object, sheets: list[object]) -> None:
        sheets[0].merge_range(1, 2, 1, 6, "保护存款人的合法权益，维护金融稳定。")  # type: ignore[attr-defined]

    question = only(read(["问答题", "简述存款保险的作用。"], edit=edit))
    assert isinstance(question, Essay)
    assert question.explanation == "保护存款人的合法权益，维护金融稳定。"


def test_a_kind_merged_over_rows_holds_for_all_of_them() -> None:
    def edit(_book: object, sheets: list[object]) -> None:
        sheets[0].merge_range(1, 0, 2, 0, "多选题")  # type: ignore[attr-defined]

    draft = read(["", *FINE[1:6], "AB"], ["", STEM, *FINE[2:6], "B"], edit=edit)
    assert [item.question.kind for item in draft.questions] == [Kind.MULTIPLE, Kind.MULTIPLE]


def test_identities_that_begin_again_on_every_sheet_are_positions() -> None:
    names = ["编号", *HEADINGS]
    first = [[n, *FINE[:1], f"第一表第{n}题", *FINE[2:]] for n in (1, 2, 3)]
    second = [[n, *FINE[:1], f"第二表第{n}题", *FINE[2:]] for n in (1, 2, 3)]
    draft = workbook.read(xlsx([names, *first], [names, *second]))
    assert len(draft.questions) == 6
    assert {item.question.uid for item in draft.questions} == {""}
    assert "ids_restart" in {finding.code for finding in draft.warnings}


def test_notes_and_hidden_dictionaries_are_told_and_passed_over() -> None:
    def edit(_book: object, sheets: list[object]) -> None:
        sheets[2].hide()  # type: ignore[attr-defined]

    data = xlsx(
        [HEADINGS, FINE], [["请按模板填写"]], [["单选题"], ["多选题"]], names=["题库", "填写说明", "list"], edit=edit
    )
    draft = workbook.read(data)
    assert only(draft)
    assert warned(draft) == [("填写说明", "sheet_passed_over"), ("list", "sheet_passed_over")]


def test_only_the_sheets_that_were_chosen() -> None:
    data = xlsx([HEADINGS, FINE], [HEADINGS, ["多选题", *FINE[1:6], "AB"]], names=["甲", "乙"])
    assert only(workbook.read(data, ReadOptions(sheets=("乙",)))).kind is Kind.MULTIPLE


def test_text_as_numbers_and_newlines_inside_cells() -> None:
    question = only(read(["单选题", "第一行\n第二行", "1", "2\n2", "3", "4", "B"]))
    assert isinstance(question, Single)
    assert question.stem == "第一行\n第二行"
    assert question.options[1].text == "2\n2"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_csv_encodings(encoding: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([HEADINGS, ["单选题", "限额是多少？\n请选择", *FINE[2:]], FINE])
    draft = read_csv(out.getvalue(), encoding=encoding)
    assert [item.question.stem for item in draft.questions] == ["限额是多少？\n请选择", FINE[1]]
    assert [item.where for item in draft.questions] == ["line 2", "line 4"]


def test_csv_options_that_begin_like_formulas_stay_what_they_are() -> None:
    draft = read_csv("题干,A,B,C,D,答案\n收益率是,=1%,+2%,-3%,@4,C\n")
    question = only(draft)
    assert isinstance(question, Single)
    assert [option.text for option in question.options] == ["=1%", "+2%", "-3%", "@4"]


@pytest.mark.parametrize("separator", ["\t", ";"])
def test_other_separators(separator: str) -> None:
    text = "\n".join(separator.join(row) for row in (HEADINGS, FINE))
    assert right(only(read_csv(text))) == "B"


# ---------------------------------------------------------------- what stands in a stem besides the stem


@pytest.mark.parametrize(
    ("cell", "stem"),
    [
        ("1.限额是多少？", "限额是多少？"),
        ("12、限额是多少？", "限额是多少？"),
        ("(1)限额是多少？", "限额是多少？"),
        ("（3）限额是多少？", "限额是多少？"),
        ("║限额是多少？", "限额是多少？"),
        ("┆ 限额是多少？", "限额是多少？"),
        ("** 限额是多少？", "限额是多少？"),
        ("║ 7．【单选】限额是多少？", "限额是多少？"),
        ("[多选题]限额是多少？", "限额是多少？"),
        ("限额是（ B ）。", "限额是（  ）。"),
        ("限额是多少（B）", "限额是多少（  ）"),
        # What only looks like a leftover stays.
        ("1.5万元以下的是？", "1.5万元以下的是？"),
        ("2015年施行的是？", "2015年施行的是？"),
        ("(1)市场风险(2)信用风险，属于银行风险的是？", "(1)市场风险(2)信用风险，属于银行风险的是？"),
        ("1、存款2、贷款，属于资产业务的是？", "1、存款2、贷款，属于资产业务的是？"),
        ("甲（B）公司的限额是多少？", "甲（B）公司的限额是多少？"),
        ("限额是（ C ）还是别的？", "限额是（ C ）还是别的？"),
        ("【重要】限额是多少？", "【重要】限额是多少？"),
    ],
)
def test_leftovers_in_stems(cell: str, stem: str) -> None:
    assert only(read(["", cell, *FINE[2:]])).stem == stem


def test_the_key_in_the_stems_brackets_serves_where_there_is_no_other() -> None:
    question = only(read(["单选题", "限额是（ C ）。", *FINE[2:6], ""]))
    assert (question.stem, right(question)) == ("限额是（  ）。", "C")


def test_a_kind_mark_in_the_stem_tells_the_kind() -> None:
    assert only(read(["", "【多选题】限额是多少？", *FINE[2:6], "B"])).kind is Kind.MULTIPLE


@pytest.mark.parametrize(
    "cell",
    [
        "限额是多少？\nA.十万\nB.五十万\nC.百万",
        "限额是多少？&十万&五十万&百万",
        "限额是多少？|十万|五十万|百万",
        "限额是多少？ A、十万 B、五十万 C、百万",
    ],
)
def test_options_inside_the_stem(cell: str) -> None:
    question = only(read(["单选题", cell, "B"], headings=["题型", "题干", "答案"]))
    assert isinstance(question, Single)
    assert question.stem == "限额是多少？"
    assert [option.text for option in question.options] == ["十万", "五十万", "百万"]


def test_letters_before_option_texts_go() -> None:
    question = only(read(["单选题", STEM, "A.甲", "B.乙", "C.丙", "D.丁", "D"]))
    assert isinstance(question, Single)
    assert [option.text for option in question.options] == ["甲", "乙", "丙", "丁"]


def test_equal_options_and_gaps_between_options_are_told() -> None:
    assert warned(read(["单选题", STEM, "甲", "甲", "乙", "丙", "C"])) == [("Sheet1!C2", "option_repeated")]
    draft = read(["单选题", STEM, "甲", "", "乙", "丙", "D"])
    assert warned(draft) == [("Sheet1!D2", "option_gap")]
    assert right(only(draft)) == "C"  # the fourth column's text is the third option now


def test_order_and_match_in_one_row() -> None:
    question = only(read(["排序题", "先后顺序是", "乙", "甲", "丙", "", "BAC"]))
    assert isinstance(question, Order)
    assert [option.text for option in question.options] == ["甲", "乙", "丙"]
    question = only(read(["匹配题", "请配对", "活期 ⇒ 随时支取", "定期=>到期支取", "⇒ 从不支取", "", ""]))
    assert isinstance(question, Match)
    assert [(pair.left, pair.right) for pair in question.pairs] == [
        ("活期", "随时支取"),
        ("定期", "到期支取"),
        ("", "从不支取"),
    ]


def test_a_letter_key_without_options_is_no_essay() -> None:
    draft = read(["", STEM, "B"], headings=["题型", "题干", "答案"])
    assert codes(draft) == [("Sheet1!B2", "options_missing")]


def test_every_row_is_accounted_for_whatever_stands_in_it() -> None:
    rows = [FINE, ["?"], ["单选题"], ["", "", "甲"], ["单选题", STEM], [" ", ""], ["多选题", *FINE[1:6], "甲乙"]]
    draft = read(*rows)
    assert len(draft.questions) == 1
    told = [finding.where for finding in (*draft.findings, *draft.warnings)]
    assert len(told) == 5  # each filled row but the fine one; the row of blanks is none


def test_every_alias_names_its_field() -> None:
    for name, aliases in headings.ALIASES.items():
        for alias in aliases:
            assert headings.field_of(alias) == name
            assert headings.field_of(f"{alias}（必填）") == name
    assert headings.field_of("命题人") is None
    assert headings.field_of("") is None


def test_words_for_one_thing_are_one_heading_and_words_for_two_are_none() -> None:
    assert headings.field_of("知识点/章节") == "topic"
    assert headings.field_of("题干或题目（必填）") == "stem"
    assert headings.field_of("答案/解析") is None
    assert headings.field_of("选项A/选项B") is None
    assert headings.field_of("题型/命题人") is None
    assert headings.field_of("/") is None


def test_what_was_read_of_a_rejected_row_is_kept_and_bounded() -> None:
    head = ["题型", "题干", "选项A", "选项B", "答案", "章节"]
    bad = ["单选题", "哪个？", "甲", "乙", "C", "存款"]
    text = "\n".join(",".join(cells) for cells in (head, bad, ["单选题", "长" * 9000, "甲", "乙", "C", ""]))
    draft = workbook.read(text.encode(), name="x.csv")
    kept = {"kind": "单选题", "stem": "哪个？", "option_A": "甲", "option_B": "乙", "answer": "C", "topic": "存款"}
    assert [draft.raw.get(finding.where) for finding in draft.findings] == [kept, None]
    many = "\n".join([",".join(head), *[",".join(bad)] * (MOST_RAW + 100)])
    draft = workbook.read(many.encode(), name="x.csv")
    assert (len(draft.findings), len(draft.raw)) == (MOST_RAW + 100, MOST_RAW)
