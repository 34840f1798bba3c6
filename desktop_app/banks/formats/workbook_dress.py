"""How a sheet of questions looks and helps: widths, dropdowns, a comment on each heading that explains it.

Must not know questions; the sheet is XlsxWriter's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

KINDS = ("单选题", "多选题", "判断题", "填空题", "数值题", "排序题", "匹配题", "案例题", "简答题")
"""The names of the kinds, as the dropdown offers them."""
_YES_NO = ("是", "否")
SPARE_ROWS = 2000
"""Rows beneath the last one that have dropdowns already."""


@dataclass(frozen=True, slots=True)
class ColumnHelp:
    """What is told of a column, in Chinese and English, and what its dropdown offers."""

    zh: str
    en: str
    choices: tuple[str, ...] = ()


_OPTION = ColumnHelp(
    "选项文字，不必写字母。匹配题每格写一对：左 ⇒ 右；左边空着的是干扰项。排序题按任意顺序写，答案给出正确顺序。",
    "The text of an option, without its letter. For a match, one pair a cell: left ⇒ right; a pair without a left side "
    "is a distractor. Items to put in order may stand in any order; the answer gives the right one.",
)
HELP: Mapping[str, ColumnHelp] = {
    "编号": ColumnHelp(
        "题目的固定编号，可不填。再次导入时，编号相同的题目会被更新，而不会重复。",
        "The question's own identity; may stay empty. When it is imported again, the question of this ID is updated "
        "and not doubled.",
    ),
    "题型": ColumnHelp("必填。请从下拉列表选择。", "Required. Choose from the list.", KINDS),
    "题干": ColumnHelp(
        "必填。填空题用两个以上下划线 ____ 表示空。以【示例】开头的行不会导入。",
        "Required. In a fill-in question, two or more underscores ____ mark a gap. A row that begins with 【示例】 is "
        "not imported.",
    ),
    "答案": ColumnHelp(
        "单选 B；多选 ABD；判断 正确 或 错误；填空：同一空的几种写法用 ; 隔开，空与空之间用 | 隔开；"
        "数值 5±0.1；排序 按正确顺序写字母 BAC；匹配、案例、简答不填（简答的参考答案写在“解析”）。",
        "Single B; multiple ABD; true or false 正确 or 错误; gaps: ; between what one gap accepts, | between gaps; "
        "number 5±0.1; order: the letters in the right order, BAC; match, case and essay: nothing (the model answer of "
        "an essay stands under 解析).",
    ),
    "解析": ColumnHelp("为什么；简答题写参考答案。", "Why; for an essay, the model answer."),
    "难度": ColumnHelp("1（最易）到 5（最难）。", "1 (easiest) to 5 (hardest).", ("1", "2", "3", "4", "5")),
    "分值": ColumnHelp("不填为 1 分。", "Empty means 1."),
    "知识点": ColumnHelp("用 / 分级：产品/存款。", "Levels are divided by /: 产品/存款."),
    "标签": ColumnHelp("多个标签用 ; 隔开。", "Several tags are divided by ;."),
    "单位": ColumnHelp("数值题的单位，如 元、%。", "The unit of a number: 元, %."),
    "区分大小写": ColumnHelp("填空题的字母大小写是否要一致。", "Whether capitals matter in a gap.", _YES_NO),
    "固定选项顺序": ColumnHelp("选“是”则选项不打乱。", "是: the options are not shuffled.", _YES_NO),
    "保留题": ColumnHelp("选“是”则只用于考试，不用于练习。", "是: for exams alone, never for practice.", _YES_NO),
    "题干格式": ColumnHelp("一般不填。", "Usually empty.", ("plain", "html", "markdown")),
    "选项得分": ColumnHelp(
        "一般不填。各选项的得分比例，用 ; 隔开：1;0.5;0。",
        "Usually empty. The credit of each option, divided by ;: 1;0.5;0.",
    ),
    "出处": ColumnHelp("依据的文件名称。", "The document that the question rests on."),
    "发文机关": ColumnHelp("文件的发布机关。", "Who issued the document."),
    "文号": ColumnHelp("文件编号。", "The document's number."),
    "条款": ColumnHelp("第几条。", "The article."),
    "生效日期": ColumnHelp("2026-01-01 的形式。", "Written as 2026-01-01."),
    "失效日期": ColumnHelp(
        "2026-01-01 的形式。从这一天起，题目不再抽取。",
        "Written as 2026-01-01. From that day on the question is not drawn.",
    ),
    "选项反馈": ColumnHelp(
        "一行写一个选项的反馈：A：……。判断题 A 为正确，B 为错误。",
        "The feedback of each option on a line of its own: A：… (true or false: A is right, B is wrong).",
    ),
    "固定选项": ColumnHelp("打乱时位置不变的选项字母，如 D。", "Letters of options that keep their place: D."),
    "答案得分": ColumnHelp(
        "填空、数值题每个可接受答案的得分比例，按答案的顺序：1;0.5|1。",
        "The credit of each accepted answer of gaps or numbers, in the order of the answer: 1;0.5|1.",
    ),
    "所属案例": ColumnHelp(
        "案例题一行，其后每道小题一行；这几行的“所属案例”写同一个名称，如 案例1。其他题不填。",
        "A case has a row of its own (案例题) and one for each of its parts; all of them carry the same name here, for "
        "instance 案例1. Empty for every other question.",
    ),
    "选项去向": ColumnHelp(
        "一般不填。小题按选项跳转时，依次写各选项转到的小题编号，用 ; 隔开；空着表示到此结束。",
        "Usually empty. Where a part leads on by the option chosen: the 编号 of the part that follows each option, "
        "divided by ;; nothing means that the case ends there.",
    ),
}


def help_of(heading: str) -> ColumnHelp | None:
    """What is told of a heading of ours."""
    return _OPTION if heading.startswith("选项") and len(heading) == 3 else HELP.get(heading)


def dress(book: Any, sheet: Any, names: Sequence[str], rows: int) -> None:
    """Write the headings ``names`` into row 0 with comments, set widths, and give dropdowns to ``rows`` rows beneath
    and ``SPARE_ROWS`` more. Every cell typed later is text: 007 and 50% stay what they are."""
    head = book.add_format({"bold": True, "num_format": "@", "bg_color": "#DDE7F3", "valign": "top", "border": 1})
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    sheet.freeze_panes(1, 3)
    for column, name in enumerate(names):
        width = 48 if name in {"题干", "解析"} else 22 if name.startswith("选项") and len(name) == 3 else 12
        sheet.set_column(column, column, width, text)
        sheet.write_string(0, column, name, head)
        told = help_of(name)
        if told is None:
            continue
        note = f"{told.zh}\n\n{told.en}"
        sheet.write_comment(0, column, note, {"x_scale": 2.4, "y_scale": 1.6, "font_size": 9, "author": "Branch Exam"})
        if told.choices:
            kind = {
                "validate": "list",
                "source": list(told.choices),
                "error_type": "warning",
                "input_title": name,
                "input_message": told.zh[:255],
            }
            sheet.data_validation(1, column, rows + SPARE_ROWS, column, kind)
