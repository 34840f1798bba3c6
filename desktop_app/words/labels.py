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
    # What stands beside a question that is shown with its key.
    "question_points": ("{points} 分", "{points} points"),
    "question_difficulty": ("难度 {level}", "difficulty {level}"),
    "question_reserved": ("保留题，不用于练习", "reserved, not for practice"),
    "question_fixed": ("选项顺序固定", "options stay in order"),
    "question_key": ("答案", "Answer"),
    "question_model": ("参考答案", "Model answer"),
    "question_explanation": ("解析", "Explanation"),
    "question_source": ("依据", "Source"),
    "question_part": ("第 {n} 小题", "Part {n}"),
    "question_blank": ("第 {n} 空", "Blank {n}"),
    "question_leads_to": ("→ 第 {n} 小题", "→ part {n}"),
    "question_ends": ("→ 结束", "→ end"),
    "question_credit": ("得 {percent}%", "{percent}% of the points"),
    "question_unit": ("单位：{unit}", "unit: {unit}"),
    "question_match_case": ("区分大小写", "case matters"),
    "question_distractor": ("干扰项", "distractor"),
    "question_in_force": ("{start} 至 {end} 有效", "in force from {start} to {end}"),
    "question_in_force_from": ("{start} 起施行", "in force from {start}"),
    "question_in_force_until": ("{end} 起废止", "repealed on {end}"),
    # Who somebody is, and how grave a finding is.
    "role_candidate": ("考生", "Candidate"),
    "role_examiner": ("考官", "Examiner"),
    "finding_rejected": ("未导入", "rejected"),
    "finding_skipped": ("跳过", "skipped"),
    "finding_warning": ("提醒", "mind"),
    "true": ("正确", "Right"),
    "false": ("错误", "Wrong"),
}
