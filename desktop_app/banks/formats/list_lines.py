"""The lines of a question list: headings, numbers, marks such as 答案： and 【解析】, and a key at the end.

Promises: each function tells one thing of one line and None where it does not hold. Must not know questions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.banks.formats import answers
from desktop_app.banks.formats.entry import decimal_of
from desktop_app.banks.question import Kind

_HEADING = re.compile(
    r"^(?:第?[一二三四五六七八九十]{1,3}(?:部分|大题)?\s*[、.．:：]?|[（(][一二三四五六七八九十]{1,3}[)）]|[IVX]{1,4}[.、]|\d{1,2}[、.．])?"
    r"\s*[【\[]?([^\s（(:：、。，【】\[\]]{2,8}?题?)[】\]]?\s*(?:[（(:：].*|[，,]?\s*(?:共|每).*)?$"
)
_EACH_POINTS = re.compile(r"每(?:小)?题\s*(?:得)?\s*(\d+(?:\.\d+)?)\s*分")
_NUMBER = re.compile(
    r"^(?:第\s*(?P<word>\d{1,4})\s*题\s*[.、．:：)）]?|(?P<dot>\d{1,4})\s*(?:[、．:：)）]|\.(?!\d))|[（(](?P<paren>\d{1,4})[)）][.、．]?"
    r"|[【\[](?P<box>\d{1,4})[】\]])\s*"
)
_MARK_NAMES = {
    "answer": "答案 正确答案 参考答案 标准答案 本题答案 答 answer",
    "explanation": "解析 答案解析 试题解析 题目解析 分析 点评 解释 explanation",
    "difficulty": "难度 难度等级 难度系数 难易程度",
    "topic": "知识点 考点 章节 所属章节",
    "source": "出处 依据 法规依据",
    "points": "分值 分数",
    "kind": "题型",
}
_MARKS = {name: mark for mark, names in _MARK_NAMES.items() for name in names.split()}
_NAMES = "|".join(sorted(_MARKS, key=len, reverse=True))
_MARK = re.compile(
    rf"[【\[]\s*({_NAMES})\s*[】\]]\s*[:：]?|(?<![\w\u4e00-\u9fff])[（(]?\s*({_NAMES})\s*[:：]"
    rf"|(?<=[\u4e00-\u9fff。；)）])\s*(正确答案|参考答案|标准答案|答案)\s*[:：]|^\s*(答案)\s+(?=[A-HＡ-Ｈ√×对错])",
    re.IGNORECASE,
)
_KEY_TITLE = re.compile(
    r"^[【\[（(]?\s*(?:试题|习题|练习题?|单元|附)?[:：]?\s*(?:参考|标准|正确)?答案(?:及|与|和)?(?:解析|详解)?\s*[】\])）]?\s*[:：]?$"
)
_RANGE = re.compile(
    r"(\d{1,4})\s*[-~～—–至]+\s*(\d{1,4})\s*(?:题)?\s*[.、．:：)）]?\s*(.+?)(?=[\s,，;；。]+\d{1,4}\s*[-~～—–至]+\s*\d{1,4}|$)"
)
_SINGLE = re.compile(r"(\d{1,4})\s*[.、．:：)）]?\s*([A-HＡ-Ｈ]{1,8}|[√✓×✗对错TF]|正确|错误)(?![A-Za-z\u4e00-\u9fff])")
_ITEM = re.compile(r"^(\d{1,4})\s*[.、．:：)）]\s*(.+)$", re.DOTALL)
_TRUTH = re.compile(r"[√✓×✗对错]|正确|错误|(?<![A-Za-z])[TF](?![A-Za-z])")


PICTURE = "\uf8f3"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list, as a person sees it: ``red`` is what stands in red, ``images`` (name, bytes), each with
    ``PICTURE`` at its place in the text."""

    text: str
    where: str
    red: str = ""
    images: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that names the kind of the questions below it, and perhaps what each is worth."""

    kind: Kind | None
    points: Decimal | None


def heading(text: str) -> Heading | None:
    """``一、单选题（每题2分，共20分）``; None where the line is none."""
    if len(text) > 80:
        return None
    match = _HEADING.match(text)
    if match is None:
        return None
    name = match.group(1)
    kind = answers.kind_of(name) or answers.kind_of(name + "题")
    generic = answers.folded(name) in answers.GENERIC_KINDS
    if kind is None and not generic:
        return None
    points = _EACH_POINTS.search(text)
    return Heading(kind, decimal_of(points.group(1)) if points else None)


def number(text: str) -> tuple[int, str, int] | None:
    """(number, its style, where the text after it begins)."""
    match = _NUMBER.match(text)
    if match is None or match.end() == len(text):
        return None
    style = match.lastgroup or ""
    return int(match.group(style)), style, match.end()


def marked(text: str) -> list[tuple[str, str]]:
    """A line parted at its marks: (field, text), the field empty for what stands before the first."""
    parts: list[tuple[str, str]] = []
    field, at = "", 0
    for match in _MARK.finditer(text):
        parts.append((field, text[at : match.start()]))
        name = next(group for group in match.groups() if group)
        field, at = _MARKS[name.lower()], match.end()
        if match.group().lstrip().startswith(("（", "(")):
            # （答案：B）: the bracket belongs to the mark.
            closing = re.compile("[)）]").search(text, at)
            if closing is not None:
                text = text[: closing.start()] + " " + text[closing.end() :]
    parts.append((field, text[at:]))
    return [(name, part.strip()) for name, part in parts if name or part.strip()]


def is_key_title(text: str) -> bool:
    """Whether the line begins the key at the end of a list."""
    return len(text) < 30 and _KEY_TITLE.match(text) is not None


def keys(text: str) -> Iterator[tuple[int, str]]:
    """What a line of the key at the end says: (number, answer) for ``1-5 ABCDE``, ``1.A 2.BC``, ``3. a text``."""
    folded = unicodedata.normalize("NFKC", text).replace("．", ".")
    ranges = list(_RANGE.finditer(folded))
    if ranges and not folded[: ranges[0].start()].strip():
        for match in ranges:
            first, last = int(match.group(1)), int(match.group(2))
            yield from _spread(first, last, match.group(3).strip())
        return
    singles = list(_SINGLE.finditer(folded))
    rest = _SINGLE.sub("", folded)
    if singles and not re.sub(r"[\s,，;；。、.]", "", rest):
        yield from ((int(match.group(1)), match.group(2)) for match in singles)
        return
    if item := _ITEM.match(text.strip()):
        yield int(item.group(1)), item.group(2).strip()


def _spread(first: int, last: int, text: str) -> Iterator[tuple[int, str]]:
    if not 0 <= last - first < 200:
        return
    need = last - first + 1
    tokens: Sequence[str] = [token for token in re.split(r"[\s,，、;；/|]+", text) if token]
    if len(tokens) != need:
        joined = "".join(tokens)
        tokens = _TRUTH.findall(joined) if _TRUTH.search(joined) and not re.search("[A-EG-S]", joined) else list(joined)
    if len(tokens) == need:
        yield from zip(range(first, last + 1), tokens, strict=True)
