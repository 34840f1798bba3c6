"""Texts of ``exams.printed`` and ``exams.on_paper``: printing papers, and bringing in the answers given on them."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "print_order_invalid": (
        "“{field}”不能是 {value}（最大 {most}，须为整数）。什么都没有打印，也没有登记。请改正后重试。",
        (
            "“{field}” cannot be {value} (a whole number, {most} at most). Nothing was printed or recorded. Mend it and"
            " try again."
        ),
    ),
    "answer_sheet_invalid": (
        (
            "答题表第 {row} 行 {column}：{reason}。整张表都没有登记、没有评分。需要的列是：试卷编号、工号、题号"
            "（1、2、12.1 …，与试卷上印的一致）。请改正后重试。"
        ),
        (
            "Row {row} of the answers, {column}: {reason}. None of the table was graded. The columns are: paper number,"
            " staff number, and the numbers printed on the paper (1, 2, 12.1 …). Mend it and try again."
        ),
    ),
    "answers_of_nobody": (
        "答题表第 {row} 行：名册里没有工号 {staff_no}。整张表都没有登记、没有评分。请核对工号，或先导入名册。",
        (
            "Row {row} of the answers: nobody on the roster has the number {staff_no}. None of the table was graded."
            " Check the number, or import the roster first."
        ),
    ),
    "answers_twice": (
        "答题表第 {row} 行与第 {first} 行都是工号 {staff_no} 的答案。整张表都没有登记、没有评分。请只留一行。",
        (
            "Rows {first} and {row} of the answers are both of {staff_no}. None of the table was graded. Keep one of"
            " them."
        ),
    ),
    "answer_part_not_reached": (
        "第 {part} 小题按所选选项不会转到，写在那里的答案不计。",
        "Part {part} is not reached by what was chosen; what is written there does not count.",
    ),
    "reason_is_heading": ("看不懂这个列标题", "this heading is not known"),
    "reason_is_column_twice": ("同一题号出现了两列", "the same number heads two columns"),
    "reason_is_not_printed_here": (
        "这里没有印过这个编号的试卷；别处印的，请用命令 grade --plan 登记",
        "no paper of this number was printed here; for one from elsewhere use the command grade --plan",
    ),
    "reason_is_other_plan": ("这张试卷属于另一个方案", "this paper is of another plan"),
    "printed_without": (
        "有 {count} 个字字库里没有，卷面上印作“〓”：{characters}。请手工补写，或在题库里换一种写法。",
        "No font has {count} of the characters, printed as “〓”: {characters}. Write them in, or reword the questions.",
    ),
    "journal_plans_papers_printed": ("印制试卷", "printed papers"),
}
