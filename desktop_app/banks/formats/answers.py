"""Answers, kinds and difficulties as people write them in cells.

Promises: every function gives None (or a code) for what it cannot tell; nothing is guessed. Must not know sheets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from desktop_app.banks.question import Accepted, Gap, Kind, Number

_KIND_NAMES: Mapping[Kind, str] = {
    Kind.SINGLE: "单选题 单选 单项选择题 单项选择 单项 单选择题 single singlechoice radio",
    Kind.MULTIPLE: "多选题 多选 多项选择题 多项选择 多项 不定项选择题 不定项选择 不定项 multiple multiplechoice "
    "checkbox",
    Kind.TRUE_FALSE: "判断题 判断 是非题 是非 对错题 正误题 判断正误 true_false truefalse true/false judge",
    Kind.BLANK: "填空题 填空 blank fill",
    Kind.NUMERIC: "数值题 数值填空题 计算填空题 numeric numerical",
    Kind.ORDER: "排序题 排序 order",
    Kind.MATCH: "匹配题 连线题 配对题 匹配 连线 配对 match matching",
    Kind.SCENARIO: "情景题 案例题 scenario",
    Kind.ESSAY: "简答题 简答 问答题 问答 论述题 论述 主观题 名词解释 名词解释题 案例分析题 材料题 综合题 计算题 "
    "分析题 essay shortanswer",
}
GENERIC_KINDS = frozenset({"选择题", "选择", "客观题", "choice"})
"""Names that tell no kind: the answer decides."""
_KIND_OF = {name: kind for kind, names in _KIND_NAMES.items() for name in names.split()}
_TRUE = frozenset(
    {"正确", "对", "是", "同意", "√", "✓", "✔", "☑", "t", "y", "true", "yes", "right", "correct", "真", "a"}
)
_FALSE = frozenset(
    {
        "错误",
        "错",
        "否",
        "不同意",
        "×",
        "x",
        "✗",
        "✘",
        "✕",
        "╳",
        "f",
        "n",
        "false",
        "no",
        "wrong",
        "不正确",
        "不对",
        "非",
        "假",
        "b",
    }
)
_DIFFICULTY = {
    "易": 1, "简单": 1, "容易": 1, "很易": 1, "极易": 1, "很容易": 1, "低": 1,
    "初级": 1, "easy": 1, "较易": 2, "较容易": 2, "较简单": 2,
    "中": 3, "中等": 3, "一般": 3, "适中": 3, "普通": 3, "中级": 3, "medium": 3, "normal": 3,
    "较难": 4, "难": 5, "困难": 5, "高": 5, "高级": 5, "hard": 5, "difficult": 5, "很难": 5, "极难": 5, "非常难": 5,
}  # fmt: skip
_SEPARATORS = re.compile(r"[\s,，、;；|/&+.。和及与]+")
_OUTER = re.compile(r"^[(\[【{<《]\s*(.*?)\s*[)\]】}>》]$", re.DOTALL)
_RANGE = re.compile(r"^([-+]?\d+(?:\.\d+)?)\s*[-~～—–至]+\s*([-+]?\d+(?:\.\d+)?)$")
_AROUND = re.compile(r"^([-+]?\d+(?:\.\d+)?)\s*(?:±|\+/-|\+-)\s*(\d+(?:\.\d+)?)$")
_KIND_NOISE = re.compile(r"^[(\[【]?\s*(?:第?[一二三四五六七八九十\d]+[、.．部分:：]*)?\s*|[\])】:：]\s*.*$|[(（].*$")


def folded(text: str) -> str:
    """Half-width, lower case, no white space around."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def bare(text: str) -> str:
    """The text without an 答案： before it and brackets around it."""
    text = re.sub(r"^(?:参考|正确|标准)?答案\s*[:：]\s*", "", text.strip())
    outer = _OUTER.match(unicodedata.normalize("NFKC", text).strip())
    return outer.group(1) if outer else text


@lru_cache(1000)
def kind_of(text: str) -> Kind | None:
    """The kind that a cell names; 【单选题】 and 一、单选题（每题1分） included."""
    name = folded(text)
    if name in _KIND_OF:
        return _KIND_OF[name]
    return _KIND_OF.get(_KIND_NOISE.sub("", name).strip())


def is_code(text: str) -> bool:
    """Whether a kind or an answer is a number, whose meaning differs from system to system."""
    return bool(re.fullmatch(r"\d{1,3}", folded(text)))


def letters(text: str) -> tuple[str, ...] | None:
    """``ABD``, ``a、b``, ``( A B C D)`` … as sorted letters without repeats; None where it is anything else."""
    if len(text) == 1 and "A" <= text <= "Z":  # nearly every answer of a large file
        return (text,)
    joined = _SEPARATORS.sub("", unicodedata.normalize("NFKC", bare(text))).upper()
    if not joined or any(not "A" <= char <= "Z" for char in joined):
        return None
    return tuple(sorted(set(joined)))


def chosen(text: str, options: Sequence[tuple[str, str]]) -> tuple[str, ...] | str:
    """The letters of the right options, or a code: answer_missing, answer_unreadable, answer_beyond_options,
    answer_option_empty.

    ``options`` are (letter, text) as in the file, empty ones included.
    """
    if not text.strip():
        return "answer_missing"
    named = letters(text)
    given = dict(options)
    if named is not None and len(named) == 1:
        return named if given.get(named[0]) else "answer_option_empty" if named[0] in given else "answer_beyond_options"
    by_text = {folded(option): letter for letter, option in reversed(options) if option.strip()}
    # An option's own text goes first, but for a letter: the option "B" under A is not what the key B means.
    if same := by_text.get(folded(text)):
        return (same,)
    if named is None:
        parts = [part for part in re.split(r"[\n|;；]+|(?<!\d)[,，、](?!\d)", text) if part.strip()]
        found = [by_text.get(folded(re.sub(r"^[A-Za-z][.、．:：)）]\s*", "", part.strip()))) for part in parts]
        if found and all(found):
            return tuple(sorted({letter for letter in found if letter}))
        # "B. 二十万元": letter and text of one option
        marked = re.match(r"^([A-Za-zＡ-Ｚ])\s*[.、．:：)）]\s*(.+)$", text.strip(), re.DOTALL)
        if marked and by_text.get(folded(marked.group(2))) == (letter := folded(marked.group(1)).upper()):
            return (letter,)
        return "answer_unreadable"
    for letter in named:
        if letter not in given:
            return "answer_beyond_options"
    if any(not given[letter].strip() for letter in named):
        return "answer_option_empty"
    return named


def truth(text: str, options: Sequence[tuple[str, str]] = ()) -> bool | None:
    """Whether the key of a true-or-false question says that the statement is right; None where it cannot be told.

    A and B mean what the row's own options say, else 正确 and 错误.
    """
    word = folded(bare(text)).rstrip("。.")
    filled = [(letter, option) for letter, option in options if option.strip()]
    if word in {"a", "b"} and filled:
        under = next((option for letter, option in filled if letter == word.upper()), "")
        meant = folded(under)
        return True if meant in _TRUE - {"a"} else False if meant in _FALSE - {"b"} else None
    return True if word in _TRUE else False if word in _FALSE else None


def gaps(text: str, match_case: bool = False) -> tuple[Gap, ...]:
    """The blanks of a key: ``|`` between blanks, ``;`` between alternatives."""
    blanks = []
    for blank in re.split(r"[|｜]", text):
        accept = tuple(Accepted(one.strip()) for one in re.split(r"[;；]", blank) if one.strip())
        blanks.append(Gap(accept, match_case))
    return tuple(blanks)


def numbers(text: str) -> tuple[Number, ...] | None:
    """``50``, ``1-9``, ``5±0.1``, several by ``;``; a percent sign or a thousands comma is tolerated. None where it
    is no number."""
    found = []
    for one in re.split(r"[;；]", unicodedata.normalize("NFKC", text)):
        plain = re.sub(r"(?<=\d),(?=\d{3})", "", one.strip()).rstrip("%").strip()
        try:
            if spread := _AROUND.match(plain):
                found.append(Number(Decimal(spread.group(1)), Decimal(spread.group(2))))
            elif ends := _RANGE.match(plain):
                low, high = sorted((Decimal(ends.group(1)), Decimal(ends.group(2))))
                found.append(Number((low + high) / 2, (high - low) / 2))
            else:
                value = Decimal(plain)
                if not value.is_finite():
                    return None
                found.append(Number(value))
        except InvalidOperation:
            return None
    return tuple(found) or None


@lru_cache(1000)
def difficulty(text: str) -> int | None:
    """1 to 5 from a number or a word (易 1, 中 3, 难 5, the ends and the middle of the scale); None where it is
    neither."""
    word = folded(text)
    for ending in ("级", "题", "度", "星"):
        word = word.removesuffix(ending)
    word = word.removeprefix("难度")
    if word in _DIFFICULTY:
        return _DIFFICULTY[word]
    if re.fullmatch(r"[1-5](?:\.0)?", word):
        return int(word[0])
    if re.fullmatch(r"[★☆]{1,5}", word) and word[0] == "★":
        return word.count("★")
    return None
