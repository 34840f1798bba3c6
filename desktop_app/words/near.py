"""Texts of near duplicates, and of what differs between two questions."""

from __future__ import annotations

from itertools import combinations

TEXTS: dict[str, tuple[str, str]] = {
    "near_duplicate": (
        "与{place}中 {other} 的题几乎相同（相似度 {percent}%，不同之处：{differs}）。没有略去任何一题，请对照核对。",
        (
            "Nearly the same as {other} in {place} ({percent} % alike; what differs: {differs}). Neither was left out: "
            "compare the two."
        ),
    ),
    "near_skipped": (
        "与 {other} 的题几乎相同，按您的选择略去此题。",
        "Nearly the same as {other}; left out as you chose.",
    ),
    "near_replaced": (
        "与 {other} 的题几乎相同，按您的选择由那一题代替。",
        "Nearly the same as the question at {other}, which takes its place as you chose.",
    ),
    "near_not_replaced": (
        "{first} 已有题目代替另一题，题库中的 {other} 不能再由此题代替。此题照常导入，那一题没有改变。",
        (
            "The question at {first} stands for one already, so this one cannot take the place of {other} in the bank "
            "too. It was imported as it is; {other} is as it was."
        ),
    ),
    "near_place_file": ("本文件", "this file"),
    "near_place_bank": ("题库", "the bank"),
    "near_differs_nothing": ("除编号外没有不同", "nothing but the identity"),
}
_DIFFERS = {
    "answer": ("答案", "the answer"),
    "numbers": ("数字", "numbers"),
    "options": ("选项", "options"),
    "wording": ("题干文字", "the stem's wording"),
}
for _size in range(1, len(_DIFFERS) + 1):
    for _some in combinations(_DIFFERS, _size):
        TEXTS["near_differs_" + "+".join(_some)] = (
            "、".join(_DIFFERS[code][0] for code in _some),
            ", ".join(_DIFFERS[code][1] for code in _some),
        )
