"""What is said about practice."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "not_for_practice": (
        "题库“{bank}”的这道题留作考试用，不能练习。什么都没有改变。请换一道题。",
        (
            "This question of “{bank}” is reserved for exams and cannot be practised. Nothing was changed. Take another"
            " one."
        ),
    ),
    "practice_while_sitting": (
        "您有一场考试正在进行，考试期间不能练习。请先回到考试，交卷后再来练习。",
        "You have an exam under way, and nobody practises meanwhile. Go back to it, and practise after handing in.",
    ),
    "own_mark_missing": (
        "这道题由您对照参考答案自己评分。请先选择“答对”“部分答对”或“不会”，再继续。",
        "You mark this answer yourself against the model answer. Choose how well you knew it, then go on.",
    ),
    "way_daily": ("今日练习", "Today's set"),
    "way_topic": ("按知识点", "By topic"),
    "way_plan": ("按考试方案", "By exam plan"),
    "way_new_rules": ("新规速测", "New rules"),
    "way_wrong": ("错题本", "Wrong-question book"),
}
