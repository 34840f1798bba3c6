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
    "journal_plans_papers_printed": ("印制试卷", "printed papers"),
}
