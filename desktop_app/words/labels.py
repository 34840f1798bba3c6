"""Names that several pages and commands share: kinds of question, states, rules. Codes like ``kind_single``."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "kind_single": ("单项选择", "Single choice"),
    "kind_multiple": ("多项选择", "Multiple choice"),
    "kind_true_false": ("判断", "True or false"),
    "kind_blank": ("填空", "Fill in the blanks"),
    "kind_numeric": ("计算", "Number"),
    "kind_order": ("排序", "Put in order"),
    "kind_match": ("匹配", "Match"),
    "kind_scenario": ("案例", "Scenario"),
    "kind_essay": ("问答", "Essay"),
}
