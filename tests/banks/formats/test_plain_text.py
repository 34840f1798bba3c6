"""Question lists as people write them."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import Any

import pytest

from desktop_app.banks.formats import plain_text
from desktop_app.banks.question import (
    Accepted,
    Blank,
    Essay,
    Gap,
    Multiple,
    Option,
    Question,
    Single,
    Source,
    TrueFalse,
)

RIGHT = Decimal(1)


def two(right: str, stem: str = "Q", **common: Any) -> Single:
    return Single(
        stem=stem,
        options=(
            Option("甲", RIGHT if right == "A" else Decimal(0)),
            Option("乙", RIGHT if right == "B" else Decimal(0)),
        ),
        **common,
    )


def questions(text: str) -> list[Question]:
    draft = plain_text.read(text.encode())
    assert not draft.findings
    return [one.question for one in draft.questions]


@pytest.mark.parametrize(
    "text",
    [
        "1. Q\nA. 甲\nB. 乙\n答案：B",
        "1、Q\nA、甲\nB、乙\n正确答案: b",
        "(1) Q\n(A) 甲\n(B) 乙\n【答案】B",
        "1．Q\nＡ．甲　　Ｂ．乙\n[答案] Ｂ",
        "第1题 Q\nA) 甲  B) 乙  答案：B",
        "1. Q\nA. 甲\nB. 乙\n（答案：B）",
        "1. 【单选题】Q\nA：甲\nB：乙\n参考答案：B",
        "Q\nA. 甲\nB. 乙\n答案：B",
        "1. Q\nA. 甲\nB. 乙\n\n参考答案\n1-1 B",
        "1. Q\nA. 甲\nB. 乙\n\n答案：\n1、B",
        "**1. Q**\n- A. 甲\n- B. 乙\n\n**答案：B**",
    ],
)
def test_spellings_of_a_choice(text: str) -> None:
    assert questions(text) == [two("B")]


def test_the_key_in_the_stem_is_taken_out() -> None:
    assert questions("1. 最高偿付限额为（ B ）。\nA. 甲\nB. 乙") == [two("B", "最高偿付限额为（  ）。")]


@pytest.mark.parametrize("key", ["答案：ABD", "答案：A、B、D", "【答案】 A B D", "答案：abd"])
def test_several_letters_make_a_multiple_choice(key: str) -> None:
    (question,) = questions(f"1. Q\nA.a\nB.b\nC.c\nD.d\n{key}")
    assert isinstance(question, Multiple)
    assert [str(option.credit) for option in question.options] == ["1", "1", "0", "1"]


def test_a_multiple_choice_with_one_right_option_stays_one() -> None:
    assert isinstance(questions("一、多选题\n1. Q\nA.a\nB.b\n答案：A")[0], Multiple)


@pytest.mark.parametrize(
    ("text", "stem", "answer"),
    [
        ("1. 银行可以拒收。（×）", "银行可以拒收。", False),
        ("1. 银行可以拒收 (对)", "银行可以拒收", True),
        ("1. （√）银行可以拒收。", "银行可以拒收。", True),
        ("判断题\n1. 银行可以拒收（  ）。\n答案：错误", "银行可以拒收。", False),
        ("二、判断题\n1. 甲\n参考答案\n二、判断题\n1. √", "甲", True),
        ("1. 甲\nA. 正确\nB. 错误\n答案：B", "甲", False),
    ],
)
def test_true_or_false(text: str, stem: str, answer: bool) -> None:
    assert questions(text) == [TrueFalse(stem=stem, answer=answer)]


def test_blanks() -> None:
    assert questions("1. 自____年____月起。\n答案：2015；5\n2. 简称___。\n答案：人行;央行") == [
        Blank(stem="自____年____月起。", blanks=(Gap((Accepted("2015"),)), Gap((Accepted("5"),)))),
        Blank(stem="简称___。", blanks=(Gap((Accepted("人行"), Accepted("央行"))),)),
    ]


def test_what_stands_with_a_question() -> None:
    text = "一、单选题（每题2分）\n1. Q\nA. 甲\nB. 乙\n答案：A 解析：因为\n如此\n难度：难\n知识点：存款/限额\n"
    text += "依据：条例第五条"
    common: dict[str, Any] = {
        "points": Decimal(2),
        "difficulty": 5,
        "topic": ("存款", "限额"),
        "explanation": "因为\n如此",
    }
    assert questions(text) == [two("A", **common, source=Source("条例第五条"))]


def test_a_numbered_model_answer_is_no_question() -> None:
    text = "一、简答题\n1. 三项义务？\n答案：\n1. 识别\n2. 报告\n3. 保存\n2. 什么是存款保险？\n答：见条例。"
    assert questions(text) == [
        Essay(stem="三项义务？", explanation="1. 识别\n2. 报告\n3. 保存"),
        Essay(stem="什么是存款保险？", explanation="见条例。"),
    ]


def test_several_questions_on_a_line() -> None:
    assert questions("1. 甲。（√）2. 乙。（×） 3. 丙。（√）") == [
        TrueFalse(stem="甲。", answer=True),
        TrueFalse(stem="乙。", answer=False),
        TrueFalse(stem="丙。", answer=True),
    ]


@pytest.mark.parametrize(
    ("key", "right"),
    [
        ("1-3 ABB", "ABB"),
        ("1～3：A B B", "ABB"),
        ("1.A 2.B 3.B", "ABB"),
        ("1、A；2、B；3、B", "ABB"),
        ("1-2 AB 3-3 B", "ABB"),
    ],
)
def test_a_key_at_the_end(key: str, right: str) -> None:
    text = "\n".join(f"{n}. Q{n}\nA. 甲\nB. 乙" for n in (1, 2, 3)) + f"\n\n参考答案\n{key}\n"
    assert questions(text) == [two(letter, f"Q{n}") for n, letter in enumerate(right, 1)]


def test_a_key_by_sections() -> None:
    text = (
        "一、单选题\n1. Q\nA.甲\nB.乙\n二、判断题\n1. 甲\n2. 乙\n三、多选题\n1. Q\nA.甲\nB.乙\n"
        "参考答案：\n一、单选题\n1.B\n二、判断题\n1-2 √×\n三、多选题\n1.AB\n"
    )
    single, true, false, several = questions(text)
    assert single == two("B")
    assert (true, false) == (TrueFalse(stem="甲", answer=True), TrueFalse(stem="乙", answer=False))
    assert isinstance(several, Multiple)


@pytest.mark.parametrize(
    ("slip", "code"),
    [
        ("A. 甲\nB. 乙", "answer_missing"),
        ("A. 甲\nB. 乙\n答案：D", "answer_beyond_options"),
        ("A. 甲\nB. 乙\n答案：不知道", "answer_unreadable"),
        ("A. 甲\nB.\n答案：A", "option_empty"),
        ("___和___\n答案：一", "list_blank_count"),
    ],
)
def test_a_slip_is_named_and_its_neighbours_stay(slip: str, code: str) -> None:
    good = "{}. Q{}\nA. 甲\nB. 乙\n答案：A\n"
    draft = plain_text.read(
        (good.format(1, 1) + "2. X" + ("\n" if slip[0] == "A" else "") + slip + "\n" + good.format(3, 3)).encode()
    )
    assert [(finding.where, finding.code) for finding in draft.findings] == [("line 5", code)]
    assert [one.question.stem for one in draft.questions] == ["Q1", "Q3"]


@pytest.mark.parametrize(
    "text",
    [
        "存款保险笔记\n1. 存款保险制度\n2. 反洗钱制度\n3. 支付结算\n",
        "目录\n一、总则......1\n二、附则......3\n",
        "一段没有试题的文字。",
    ],
)
def test_study_notes_hold_no_question_and_it_is_said(text: str) -> None:
    draft = plain_text.read(text.encode())
    assert not draft.questions
    assert [w.code for w in draft.warnings] == ["no_entries"]


def test_a_title_is_passed_over_and_said() -> None:
    draft = plain_text.read("2024年柜员考试\n1. Q\nA. 甲\nB. 乙\n答案：A".encode("gb18030"))
    assert [one.question for one in draft.questions] == [two("A")]
    assert [(w.code, w.facts.get("text", w.facts.get("encoding"))) for w in draft.warnings] == [
        ("text_encoding_guessed", "GBK"),
        ("text_passed_over", "2024年柜员考试"),
    ]


def test_sniffed() -> None:
    assert plain_text.sniff("1. Q\nA. 甲\nB. 乙\n答案：A".encode(), "list")
    assert plain_text.sniff(b"anything", "notes.txt")
    assert not plain_text.sniff(b"PK\x03\x04", "x.txt")
    assert not plain_text.sniff(b"anything else", "x")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "gb18030"])
def test_encodings_of_text_editors(encoding: str) -> None:
    data = "1. 一年期存款\nA. 甲\nB. 乙\n答案：B\n".encode(encoding)
    draft = plain_text.read(data)
    assert plain_text.sniff(data, "x.txt")
    assert [one.question for one in draft.questions] == [two("B", "一年期存款")]
    assert len(draft.warnings) == (encoding in {"utf-16-le", "utf-16-be", "gb18030"})


def test_points_of_headings_marks_and_gaps() -> None:
    text = (
        "一、单选题（20题×2分=40分）\n1. Q\nA. 甲\nB. 乙\n答案：A\n"
        "二、填空题（每空1分）\n1. ____和____。\n答案：一；二\n"
        "三、单选题（共2题，共3分）\n1. Q\nA. 甲\nB. 乙\n答案：A\n2. Q（3分）\nA. 甲\nB. 乙\n答案：A\n分值：4分"
    )
    assert [str(one.points) for one in questions(text)] == ["2", "2", "1.5", "4"]


def test_a_rejected_entry_keeps_its_lines_to_be_mended() -> None:
    draft = plain_text.read("1. Q\nA. 甲\nB. 乙\n2. R\nA. 甲\nB. 乙\n答案：B".encode())
    assert draft.raw == {"line 1": {"lines": "1. Q\nA. 甲\nB. 乙"}}


@pytest.mark.parametrize("piece", [" ", "　", "_", "1.A 2.B ", "（A）1、", "答案：", "A. ", r"\(", "1-5 ABCDE "])
def test_lines_without_an_end_are_read_in_time(piece: str) -> None:
    begun = time.monotonic()
    plain_text.read(("1. Q\nA. 甲\nB. " + piece * (20_000 // len(piece)) + "x\n答案：A").encode(), name="x.md")
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("1. 哪个？\nA.产品AB.产品BC.产品CD.产品D\n答案：C", "产品A|产品B|产品C|产品D"),
        ("1. 哪个？\nA.10B.USBC.投资T（1）D.k/w\n答案：C", "10|USB|投资T（1）|k/w"),
        ("1. 市场经济是指A.甲B.乙C.丙D.丁\n答案：C", "甲|乙|丙|丁"),
        ("1. Which?\nA. a disc B. a tape C. a DVD. Or none\n答案：C", "a disc|a tape|a DVD. Or none"),
        ("1. 甲公司A、乙公司B、丙公司C、丁公司D、都是？\nA. 是 B. 否 C. 不详\n答案：C", "是|否|不详"),
    ],
)
def test_options_without_a_space_between_them(text: str, options: str) -> None:
    (item,) = plain_text.read(text.encode()).questions
    assert isinstance(item.question, Single)
    assert "|".join(option.text for option in item.question.options) == options
    assert [option.credit for option in item.question.options][2] == 1


def test_a_second_list_of_letters_behind_the_options_is_no_option() -> None:
    text = "1. 说法有\nA.甲 B.乙 C.丙 D.丁 A.甲乙 B.乙丙 C.丙丁 D.甲丁\n答案：C"
    draft = plain_text.read(text.encode())
    assert not draft.questions
    assert [one.where for one in draft.findings] == ["line 1"]
