"""What the tour brings along: a workbook of shipped questions with a few rows broken on purpose, a roster, a plan."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import xlsxwriter

from desktop_app.banks.question import Blank, Multiple, Question, Single, TrueFalse
from desktop_app.banks.shipping import shipped_banks

HEADINGS = ("编号", "题型", "题干", "选项A", "选项B", "选项C", "选项D", "选项E", "答案", "解析", "知识点")
ROSTER = (("T001", "张三"), ("T002", "欧阳若兰"), ("T003", "李𬭎"))
BROKEN = (
    ("X001", "单选题", "这一题忘了写答案。", "甲", "乙", "丙", "丁", "", "", "", ""),
    ("X002", "单选题", "这一题的答案指向不存在的选项。", "甲", "乙", "", "", "", "D", "", ""),
    ("X003", "单选题", "", "甲", "乙", "丙", "丁", "", "A", "这一题没有题干", ""),
)
PLAN = """
code = "tour"
title = "个人金融产品知识考试"
minutes = 60
pass_percent = 80
score_on_certificate = true

[[sections]]
title = "单项选择"
bank = "tour"
kind = "single"
number = 10
points = "5"

[[sections]]
title = "多项选择"
bank = "tour"
kind = "multiple"
number = 4
points = "6"

[[sections]]
title = "判断"
bank = "tour"
kind = "true_false"
number = 4
points = "4"

[[sections]]
title = "填空"
bank = "tour"
kind = "blank"
number = 2
points = "5"
"""


def write(folder: Path) -> tuple[Path, Path, Path, dict[str, Any]]:
    """Write workbook, roster and plan into ``folder``; gives them and the right answers, stem → answer."""
    workbook, roster, plan = folder / "questions.xlsx", folder / "roster.csv", folder / "plan.toml"
    key: dict[str, Any] = {}
    rows = []
    products = next(bank for bank in shipped_banks() if bank.code == "products")
    for drafted in products.draft.questions:
        question = drafted.question
        row, answer = _row(question)
        if row:
            rows.append(row)
            key[question.stem] = answer
    with xlsxwriter.Workbook(str(workbook), {"strings_to_formulas": False, "strings_to_numbers": False}) as book:
        sheet = book.add_worksheet("题库")
        for n, cells in enumerate((HEADINGS, *rows[:5], *BROKEN, *rows[5:])):
            sheet.write_row(n, 0, cells)
    lines = ["工号,姓名,岗位,机构", *(f"{number},{name},柜员,城东支行" for number, name in ROSTER)]
    roster.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    plan.write_text(PLAN, encoding="utf-8")
    return workbook, roster, plan, key


def _row(question: Question) -> tuple[tuple[str, ...], Any]:
    """The question as a row of the workbook, and its answer; empty for a kind that the tour leaves out."""
    topic = "/".join(question.topic)
    match question:
        case Single() | Multiple():
            texts = [option.text for option in question.options]
            right = [text for text, option in zip(texts, question.options, strict=True) if option.credit == 1]
            letters = "".join(chr(65 + texts.index(text)) for text in right)
            kind = "单选题" if isinstance(question, Single) else "多选题"
            cells = (texts + [""] * 5)[:5]
            answer: Any = right[0] if isinstance(question, Single) else right
            return (question.uid, kind, question.stem, *cells, letters, question.explanation, topic), answer
        case TrueFalse():
            word = "正确" if question.answer else "错误"
            empty = ("",) * 5
            return (question.uid, "判断题", question.stem, *empty, word, question.explanation, topic), question.answer
        case Blank():
            accepted = [[one.text for one in gap.accept] for gap in question.blanks]
            written = "|".join(";".join(texts) for texts in accepted)
            empty = ("",) * 5
            firsts = [texts[0] for texts in accepted]
            return (question.uid, "填空题", question.stem, *empty, written, question.explanation, topic), firsts
        case _:
            return (), None
