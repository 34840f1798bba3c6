"""The workbook that examiners fill in: our headings with dropdowns and comments, an example of every kind, and a sheet
that explains it all.

Promises: imported as it is, it brings nothing in, and says so of every example; a filled row is read as it was meant.
"""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal
from typing import Any

from desktop_app.banks.formats.workbook_dress import dress, help_of
from desktop_app.banks.formats.workbook_row import EXAMPLE
from desktop_app.banks.formats.workbook_write import KIND_NAMES, headings_for, rows_of
from desktop_app.banks.question import (
    ONE,
    Accepted,
    Blank,
    Essay,
    Gap,
    Kind,
    Match,
    Multiple,
    Number,
    Numeric,
    Option,
    Order,
    Pair,
    Question,
    Scenario,
    Single,
    TrueFalse,
)
from desktop_app.tables.safe_text import defuse

SHEET, NOTES = "题目", "说明"
_LEAST_OPTIONS = 6
_ABOUT = (
    (
        (
            "一行一道题，从“题目”表的第 2 行起填写。灰色斜体的行是示例，题干以【示例】开头，导入时会跳过并说明；"
            "可以留着、删除，或直接改写成自己的题目（请一并删去【示例】）。"
        ),
        (
            "One question a row, from row 2 of the sheet 题目. Rows in grey italics are examples: their stems begin "
            "with 【示例】, and an import skips them and says so. Leave them, delete them, or write over them (the "
            "mark 【示例】 included)."
        ),
    ),
    (
        "列的顺序可以改变，不用的列可以删除；“题型”“题干”“答案”之外都可以空着。",
        "Columns may stand in any order and be deleted; all but 题型, 题干 and 答案 may stay empty.",
    ),
    (
        "填好后在“题库”页选择“导入题目”，导入之前会逐题预览。",
        "When done, choose Import on the Question banks page; every question is shown before it is brought in.",
    ),
)
_KIND_NOTES: dict[Kind, tuple[str, str]] = {
    Kind.SINGLE: ("两个以上选项，答案一个字母。", "Two options or more, the answer is one letter."),
    Kind.MULTIPLE: ("两个以上选项，答案几个字母。", "Two options or more, the answer is several letters."),
    Kind.TRUE_FALSE: ("答案写 正确 或 错误。", "The answer is 正确 or 错误."),
    Kind.BLANK: (
        "题干里的每个 ____ 是一个空；答案里空与空之间用 |，同一空的几种写法用 ; 隔开。",
        "Each ____ in the stem is a gap; in the answer | divides gaps, ; what one gap accepts.",
    ),
    Kind.NUMERIC: ("答案写数值，允许误差写在 ± 后面。", "The answer is a number, its tolerance stands after ±."),
    Kind.ORDER: ("选项是要排序的各项，答案是正确顺序的字母。", "The options are the items, the answer their order."),
    Kind.MATCH: ("每个选项写一对：左 ⇒ 右。", "Each option is a pair: left ⇒ right."),
    Kind.SCENARIO: (
        "案例一行（题干写案情），每道小题另起一行，用“所属案例”连在一起。",
        "A row for the case (its stem tells what happened), one for each part; 所属案例 holds them together.",
    ),
    Kind.ESSAY: ("参考答案写在“解析”。由考官评阅。", "The model answer stands under 解析. An examiner marks it."),
}


def _stem(text: str) -> str:
    return EXAMPLE + text


EXAMPLES: tuple[Question, ...] = (
    Single(
        stem=_stem("存款保险的最高偿付限额是多少？"),
        options=(Option("20万元"), Option("50万元", ONE), Option("100万元"), Option("200万元")),
        explanation="同一存款人在同一家投保机构的限额为人民币50万元。",
        topic=("产品", "存款"),
        difficulty=1,
    ),
    Multiple(
        stem=_stem("下列哪些属于客户身份证件？"),
        options=(Option("居民身份证", ONE), Option("护照", ONE), Option("名片"), Option("会员卡")),
        topic=("合规", "反洗钱"),
        difficulty=2,
        points=Decimal(2),
    ),
    TrueFalse(stem=_stem("存款自愿，取款自由。"), answer=True, topic=("产品", "存款"), difficulty=1),
    Blank(
        stem=_stem("存款保险的限额为人民币____万元，由____管理。"),
        blanks=(
            Gap((Accepted("50"), Accepted("五十"))),
            Gap((Accepted("存款保险基金管理机构"),)),
        ),
        difficulty=3,
    ),
    Numeric(
        stem=_stem("本金10000元，年利率1.5%，存一年，利息是多少？"),
        numbers=(Number(Decimal(150), Decimal("0.5")),),
        unit="元",
        difficulty=3,
    ),
    Order(
        stem=_stem("请按先后顺序排列开户的步骤。"),
        options=(Option("核验身份", ONE), Option("填写申请", ONE), Option("录入系统", ONE), Option("交付凭证", ONE)),
        difficulty=3,
    ),
    Match(
        stem=_stem("请将存款种类与支取方式配对。"),
        pairs=(Pair("活期存款", "随时支取"), Pair("定期存款", "到期支取"), Pair("", "不得支取")),
        difficulty=2,
    ),
    Scenario(
        stem=_stem("一位客户来网点，要求代其父亲支取到期存款。"),
        parts=(
            Single(
                stem=_stem("首先应当做什么？"),
                options=(Option("核验双方证件", ONE), Option("直接办理"), Option("拒绝办理")),
            ),
            TrueFalse(stem=_stem("应当登记代理人的身份信息。"), answer=True),
        ),
        topic=("柜面业务",),
        difficulty=4,
        points=Decimal(4),
    ),
    Essay(
        stem=_stem("简述柜员离岗时应当做到的事项。"),
        explanation="要点：退出系统；现金、凭证、印章入箱上锁；钥匙随身保管。",
        points=Decimal(10),
        difficulty=4,
    ),
)
"""An example of every kind, as the template shows it."""


def template() -> bytes:
    """The template as an .xlsx."""
    import xlsxwriter  # for writing alone

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": "Branch Exam", "created": datetime(2026, 1, 1)})  # noqa: DTZ001 - the same bytes always
    names = headings_for(EXAMPLES, least=_LEAST_OPTIONS)
    sheet = book.add_worksheet(SHEET)
    used: set[str] = set()
    rows = [row for question in EXAMPLES for row in rows_of(question, names, used) or ()]
    dress(book, sheet, names, len(rows))
    faint = {"num_format": "@", "quote_prefix": True, "text_wrap": True, "valign": "top", "italic": True}
    example = book.add_format({**faint, "font_color": "#5F6B7A"})
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            if cell:
                sheet.write_string(number, column, defuse(cell), example)
    _write_notes(book, names)
    book.close()
    return out.getvalue()


def _write_notes(book: Any, names: tuple[str, ...]) -> None:
    notes = book.add_worksheet(NOTES)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "valign": "top"})
    for column, width in enumerate((16, 60, 70)):
        notes.set_column(column, column, width, wrapped)
    line = 0
    for n, (zh, en) in enumerate(_ABOUT, 1):
        _line(notes, line, (f"{n}", zh, en), (bold, wrapped))
        line += 1
    told = [(KIND_NAMES[kind], *texts) for kind, texts in _KIND_NOTES.items()]
    columns = [(name, found.zh, found.en) for name in names if (found := help_of(name)) is not None]
    for title, lines in (("各种题型 Kinds", told), ("各列 Columns", columns)):
        notes.write_string(line + 1, 0, title, bold)
        for number, cells in enumerate(lines, line + 2):
            _line(notes, number, cells, (bold, wrapped))
        line += 2 + len(lines)


def _line(notes: Any, number: int, cells: tuple[str, ...], formats: tuple[Any, Any]) -> None:
    for column, cell in enumerate(cells):
        notes.write_string(number, column, cell, formats[min(column, 1)])
