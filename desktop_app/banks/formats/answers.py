"""Answers, kinds and difficulties as people write them in cells.

Promises: every function gives None (or a code) for what it cannot tell; nothing is guessed. Must not know sheets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from desktop_app.banks.formats.entry import decimal_of, trimmed
from desktop_app.banks.question import Accepted, Gap, Kind, Number

_KIND_NAMES: Mapping[Kind, str] = {
    Kind.SINGLE: "单选题 单选 单项选择题 单项选择 单项 单选择题 最佳选择题 single singlechoice radio",
    Kind.MULTIPLE: "多选题 多选 多项选择题 多项选择 多项 不定项选择题 不定项选择 不定项 不定选 multiple multiplechoice "
    "checkbox",
    Kind.TRUE_FALSE: "判断题 判断 是非题 是非 对错题 对错 正误题 正误 判断正误 是非判断题 是非判断 判断改错题 判断改错 "
    "true_false truefalse true/false t/f tf judge judgement judgment",
    Kind.BLANK: "填空题 填空 blank fill fillblank fillin completion",
    Kind.NUMERIC: "数值题 数值 数值填空题 计算填空题 numeric numerical",
    Kind.ORDER: "排序题 排序 order",
    Kind.MATCH: "匹配题 连线题 配对题 匹配 连线 配对 match matching",
    Kind.SCENARIO: "情景题 案例题 scenario",
    Kind.ESSAY: "简答题 简答 问答题 问答 论述题 论述 主观题 名词解释 名词解释题 案例分析题 材料题 综合题 计算题 "
    "分析题 计算 案例分析 材料分析题 综合 主观 开放题 辨析题 实务题 essay shortanswer subjective",
}
GENERIC_KINDS = frozenset({"选择题", "选择", "客观题", "choice"})
"""Names that tell no kind: the answer decides."""
_KIND_OF = {name: kind for kind, names in _KIND_NAMES.items() for name in names.split()}
_TRUE = frozenset(
    {
        *("正确", "对", "是", "同意", "真", "正确的", "对的", "是的", "勾", "打勾", "√", "✓", "✔", "☑", "v"),
        *("t", "y", "true", "yes", "right", "r", "correct", "a"),
    }
)
_FALSE = frozenset(
    {
        *("错误", "错", "否", "不同意", "不正确", "不对", "不是", "非", "假", "错误的", "错的", "叉", "打叉"),
        *("×", "x", "✗", "✘", "✕", "✖", "❌", "╳"),
        *("f", "n", "false", "no", "wrong", "w", "incorrect", "b"),
    }
)
_LETTERS = frozenset({"a", "b"})
_DIFFICULTY = {
    "易": 1, "简单": 1, "容易": 1, "很易": 1, "极易": 1, "很容易": 1, "低": 1,
    "初级": 1, "easy": 1, "较易": 2, "较容易": 2, "较简单": 2, "偏易": 2, "中偏易": 2, "中易": 2,
    "中": 3, "中等": 3, "一般": 3, "适中": 3, "普通": 3, "中级": 3, "medium": 3, "normal": 3,
    "较难": 4, "偏难": 4, "中偏难": 4, "中难": 4, "较困难": 4,
    "难": 5, "困难": 5, "高": 5, "高级": 5, "hard": 5, "difficult": 5, "很难": 5, "极难": 5, "非常难": 5,
}  # fmt: skip
_NUMERALS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}
_SEPARATORS = re.compile(r"[\s,，、;；|/&+.。和及与或]+")
_OUTER = re.compile(r"^[(\[【{<《“\"'‘『「]\s*(.*?)\s*[)\]】}>》”\"'’』」]$", re.DOTALL)
_BEFORE = re.compile(
    r"^(?:(?:参考|正确|标准|本题)?答案?\s*[:：是为]+\s*|\*+\s*"
    r"|(?:故|应|应该|本题|正确)?选(?:择)?\s*[:：]?\s*(?=[A-Za-zＡ-Ｚａ-ｚ]))"
)
_AFTER = re.compile(r"(?<=[A-Za-zＡ-Ｚａ-ｚ])\s*(?:选项|项|[(（](?:正确|对|√)[)）])$")
_JUDGED = re.compile(r"^([^,，。;；:：(（\s]{1,3})\s*[,，。;；:：(（\s]\s*\S", re.DOTALL)
_JUDGEMENT = re.compile(r"^(?:(?:该|此|本)?(?:说法|表述|观点|命题|题干))?(?:是)?(.+?)(?:的?(?:说法|表述))?$")
_RANGE = re.compile(r"^([-+]?\d+(?:\.\d+)?)\s*[-~～—–至]+\s*([-+]?\d+(?:\.\d+)?)$")
_AROUND = re.compile(r"^([-+]?\d+(?:\.\d+)?)\s*(?:±|\+/-|\+-)\s*(\d+(?:\.\d+)?)$")
_LETTERED = re.compile(r"(?:^|\s+|(?<=[;；,，|]))(?=[A-Za-zＡ-Ｚ]\s*[.、．:：)）])")
_PARTED = re.compile(r"[-—–_/·、:：()（）\[\]【】\s]+")
_KIND_NOISE = re.compile(r"^[(\[【]?\s*(?:第?[一二三四五六七八九十\d]+[、.．部分:：]*)?\s*|[\])】:：]\s*.*$|[(（].*$")


def folded(text: str) -> str:
    """Half-width, lower case, no white space around."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def bare(text: str) -> str:
    """The text without an 答案： before it and brackets around it."""
    text = _AFTER.sub("", _BEFORE.sub("", text.strip()))
    outer = _OUTER.match(unicodedata.normalize("NFKC", text).strip())
    return outer.group(1) if outer else text


@lru_cache(1000)
def kind_of(text: str) -> Kind | None:
    """The kind that a cell names; 【单选题】, 一、单选题（每题1分）, 单 选 题, 选择题（多选）, 理论-单选题 included."""
    name = folded(text)
    for known in (name, _KIND_NOISE.sub("", name).strip(), "".join(name.split())):
        if known in _KIND_OF:
            return _KIND_OF[known]
    if len(name) > 30:
        return None
    parts = {re.sub(r"(?:部分|\d+|[一二三四五六七八九十]+)$", "", part) for part in _PARTED.split(name)}
    told = {_KIND_OF[part] for part in parts if part in _KIND_OF}
    return told.pop() if len(told) == 1 else None


def is_kind_name(text: str) -> bool:
    """Whether the text is the bare name of a kind and no more."""
    return folded(text) in _KIND_OF


@lru_cache(1000)
def tells_no_kind(text: str) -> bool:
    """Whether a cell names a kind that leaves the rest to the answer: 选择题, 单选/多选."""
    parts = [part for part in _PARTED.split(folded(text)) if part]
    return bool(parts) and all(part in GENERIC_KINDS or part in _KIND_OF for part in parts)


def is_code(text: str) -> bool:
    """Whether a kind or an answer is a number, whose meaning differs from system to system."""
    return bool(re.fullmatch(r"\d{1,3}", folded(text)))


@lru_cache(4096)  # the answers of a large file are the same few texts
def letters(text: str) -> tuple[str, ...] | None:
    """``ABD``, ``a、b``, ``( A B C D)`` … as sorted letters without repeats; None where it is anything else."""
    if len(text) == 1 and "A" <= text <= "Z":
        return (text,)
    joined = _SEPARATORS.sub("", unicodedata.normalize("NFKC", bare(text))).upper()
    if not joined or any(not "A" <= char <= "Z" for char in joined):
        return None
    return tuple(sorted(set(joined)))


_COUNTED = re.compile(r"(?:选项)?[1-9一二三四五六七八](?:[\s,，、;；|]*(?:选项)?[1-9一二三四五六七八])*")


def by_number(text: str, options: Sequence[tuple[str, str]]) -> str:
    """``1``, ``1,3`` or ``选项一`` as letters, for options whose headings count them; the text as it is where it is
    anything else, or the text of an option."""
    word = folded(bare(text))
    if not _COUNTED.fullmatch(word) or any(folded(option) == word for _, option in options):
        return text
    digits = [char for char in word if char in "123456789一二三四五六七八"]
    return "".join(chr(64 + ("一二三四五六七八".find(char) + 1 or int(char))) for char in digits)


def chosen(text: str, options: Sequence[tuple[str, str]]) -> tuple[str, ...] | str:
    """The letters of the right options, or a code: answer_missing, answer_unreadable, answer_beyond_options,
    answer_option_empty.

    ``options`` are (letter, text) as in the file, empty ones included.
    """
    named = letters(text)
    given = dict(options)
    filled = {letter: option for letter, option in options if option}
    # Nearly every row: letters of options that begin with Han characters, none of which can be a text of letters.
    if named and filled.keys() >= set(named) and min(filled.values()) > "\u3400" and max(filled.values()) < "\uff00":
        return named
    if not text.strip():
        return "answer_missing"
    if named is not None and len(named) == 1:
        return named if given.get(named[0]) else "answer_option_empty" if named[0] in given else "answer_beyond_options"
    by_text = {folded(option): letter for letter, option in reversed(options) if option.strip()}
    # An option's own text goes first, but for a letter: the option "B" under A is not what the key B means.
    if same := by_text.get(folded(text)):
        return (same,)
    if named is None:
        parts = [part for part in re.split(r"[\n|;；]+|(?<!\d)[,，、](?!\d)", text) if part.strip()]
        found = [_named(part.strip(), by_text) for part in parts]
        if found and all(found):
            return tuple(sorted({letter for letter in found if letter}))
        return _marked(text, by_text) or "answer_unreadable"
    for letter in named:
        if letter not in given:
            return "answer_beyond_options"
    if any(not given[letter].strip() for letter in named):
        return "answer_option_empty"
    return named


def _named(part: str, by_text: Mapping[str, str]) -> str | None:
    """The letter of the option that a text names, with a letter of its own before it or without."""
    letter = by_text.get(folded(re.sub(r"^[A-Za-z][.、．:：)）]\s*", "", part)))
    own = re.match(r"^([A-Za-z])[.、．:：)）]", part)
    return letter if own is None or own.group(1).upper() == letter else None


def _marked(text: str, by_text: Mapping[str, str]) -> tuple[str, ...]:
    """``B. 二十万元`` or ``A.甲 B.乙``: letters that stand before the very texts of their options; () otherwise."""
    pieces = [
        piece for piece in re.split(r"(?:^|\s+|(?<=[;；,，|]))(?=[A-Za-zＡ-Ｚ]\s*[.、．:：)）])", text.strip()) if piece
    ]
    found = []
    for piece in pieces:
        marked = re.match(r"^([A-Za-zＡ-Ｚ])\s*[.、．:：)）]\s*(.+)$", piece, re.DOTALL)
        if not marked or by_text.get(folded(marked.group(2).rstrip(";；,，| "))) != folded(marked.group(1)).upper():
            return ()
        found.append(folded(marked.group(1)).upper())
    return tuple(sorted(set(found)))


def truth(text: str, options: Sequence[tuple[str, str]] = ()) -> bool | None:
    """Whether the key of a true-or-false question says that the statement is right; None where it cannot be told.

    A and B mean what the row's own options say, else 正确 and 错误.
    """
    word = folded(bare(text)).rstrip("。.")
    filled = [(letter, option) for letter, option in options if option.strip()]
    if word in _LETTERS and filled:
        under = next((option for letter, option in filled if letter == word.upper()), "")
        return judgement(under)
    if (lettered := re.match(r"^([ab])\s*[.、．:：)）]\s*(.+)$", word)) and not filled:
        meant = judgement(lettered.group(2))
        return meant if meant is (lettered.group(1) == "a") else None
    return True if word in _TRUE else False if word in _FALSE else None


def judgement(text: str) -> bool | None:
    """What an option of a true-or-false question means, 说法正确 and ``A. 对`` included; None where it is none."""
    word = re.sub(r"^[a-z]\s*[.、．:：)）]\s*", "", folded(text)).rstrip("。.")
    for meant in (word, match.group(1) if (match := _JUDGEMENT.match(word)) else ""):
        if meant in _TRUE - _LETTERS:
            return True
        if meant in _FALSE - _LETTERS:
            return False
    return None


def truth_and_reason(text: str) -> bool | None:
    """The truth where more stands behind it: ``错误，应为50万元``."""
    match = _JUDGED.match(folded(text))
    return None if match is None else judgement(match.group(1))


def gaps(text: str, match_case: bool = False) -> tuple[Gap, ...]:
    """The blanks of a key: ``|`` between blanks, ``;`` between alternatives."""
    return tuple(gap(blank, match_case) for blank in re.split(r"[|｜]", text))


def gap(blank: str, match_case: bool = False) -> Gap:
    """One blank and what it accepts, ``;`` between."""
    return Gap(tuple(Accepted(one.strip()) for one in re.split(r"[;；]", blank) if one.strip()), match_case)


_NUMBERED = re.compile(
    r"(?:^|(?<=[\s;；,，、。]))(\d)[.、．](?!\d)|[(（](\d)[)）]|([①②③④⑤⑥⑦⑧⑨])|第([一二三四五六七八九])空[:：]?"
)
_LISTED = (r"[\r\n]+", r"[;；]", r"、", r"(?<!\d)[,，]|[,，](?!\d)", r"[ \t\u3000]+")


def parted(text: str, places: int) -> tuple[str, ...]:
    """A key without ``|`` for a stem with several ``places``, taken apart where it is as many parts: ``①甲②乙``,
    a line each, ``甲；乙``, ``甲、乙`` …; () where none of these fits."""
    marks = list(_NUMBERED.finditer(text))
    named = [next(n for n, group in enumerate(match.groups()) if group) for match in marks]
    if len(marks) == places and len(set(named)) == 1 and not text[: marks[0].start()].strip():
        digits = [next(group for group in match.groups() if group) for match in marks]
        order = [unicodedata.normalize("NFKC", digit) for digit in digits]
        if order in ([str(n) for n in range(1, places + 1)], list("一二三四五六七八九"[:places])):
            ends = [match.start() for match in marks[1:]] + [len(text)]
            parts = [text[match.end() : end].strip(" \t\r\n;；,，、。") for match, end in zip(marks, ends, strict=True)]
            return tuple(parts) if all(parts) else ()
    for separator in _LISTED:
        parts = [part.strip() for part in re.split(separator, text.strip())]
        if len(parts) == places and all(parts):
            return tuple(parts)
    return ()


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
            elif (value := decimal_of(plain)) is not None:
                found.append(Number(trimmed(value) if "e" in plain.lower() else value))
            else:
                return None
        except InvalidOperation:
            return None
    return tuple(found) or None


_LETTER = r"\u0041-\u005a\u0061-\u007a\u00b0\u2103\u3400-\u9fff"
_WITH_UNIT = re.compile(rf"^([^{_LETTER}]*\d)\s*([{_LETTER}][^\d;；]{{0,7}})$")


def without_unit(text: str) -> tuple[str, str]:
    """``3.5万元`` as number and unit; a percent sign is one too. (text, "") where there is none."""
    if text.rstrip().endswith(("%", "％")):
        return text, "%"
    match = _WITH_UNIT.match(text.strip())
    return (match.group(1), match.group(2).strip()) if match else (text, "")


@lru_cache(1000)
def points(text: str) -> Decimal | None:
    """``2``, ``2.5分``, ``每题2分``, ``2分/题``, ``两分``; None where it is no positive number."""
    match = re.fullmatch(r"(?:每小?题|共)?\s*(\d+(?:\.\d+)?|[一二两三四五])\s*分?\s*(?:[/每]\s*小?题)?", folded(text))
    if match is None:
        return None
    value = decimal_of(str(_NUMERALS.get(match.group(1), match.group(1))))
    return value if value else None


@lru_cache(1000)
def difficulty(text: str) -> int | None:
    """1 to 5 from a number or a word (易 1, 中 3, 难 5, the ends and the middle of the scale); None where it is
    neither."""
    word = folded(text)
    for ending in ("级", "题", "度", "星", "颗"):
        word = word.removesuffix(ending)
    word = word.removeprefix("难度").removeprefix("l")
    if word in _DIFFICULTY:
        return _DIFFICULTY[word]
    if (both := re.fullmatch(r"(\D+)[(:]([1-5])\)?", word)) and both.group(1) in _DIFFICULTY:
        return int(both.group(2))
    if word in _NUMERALS:
        return _NUMERALS[word]
    if re.fullmatch(r"[1-5](?:\.0)?", word):
        return int(word[0])
    if re.fullmatch(r"[★☆]{1,5}", word) and word[0] == "★":
        return word.count("★")
    return None
