"""The lines of a question list: headings, numbers, and marks such as 答案： and 【解析】.

Promises: each function tells one thing of one line and None where it does not hold. Must not know questions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from desktop_app.banks.formats import answers
from desktop_app.banks.formats.entry import decimal_of
from desktop_app.banks.formats.styled import Styled
from desktop_app.banks.question import Kind

PICTURE = "\uf8f3"
_HAN_DIGITS = {char: n for n, char in enumerate("一二三四五六七八九", 1)}
_PREFIX = re.compile(
    r"(?:第\s*[一二三四五六七八九十\d]{1,3}\s*(?:部分|大题|篇|题型)\s*[、.．:：]?|[一二三四五六七八九十]{1,3}\s*[、.．:：,，]?|"
    r"[（(]\s*[一二三四五六七八九十]{1,3}\s*[)）]\s*[、.．]?|[IVXⅠⅡⅢⅣⅤⅥ]{1,4}\s*[.、．]|\d{1,2}\s*[、.．])\s*"
)
_NAME = re.compile(
    r"[【\[（(《]?\s*([^\s（(:：、。，,；;【】\[\]）)《》]{2,10}?)(?:部分)?\s*[】\])）》]?\s*(?=[\s（(【\[:：，,。]|$|\d|共|每)"
)
_BRACKETED = re.compile(r"[（(【\[].*?[)）】\]]")
_DIRECTIONS = re.compile(
    r"每\s*(?:小)?题|每\s*空|小题|各题|备选|多选|错选|少选|漏选|不选|打\s*[“\"‘]?\s*[√对]|请|满分|共\s*\d|\d\s*(?:题|道)|\d\s*分"
)
_UNKNOWN_ENDING = ("辨析题", "实务题", "应用题", "分析题", "业务题", "操作题", "综合题", "论述题", "案例分析", "简述题")
_EACH_POINTS = re.compile(r"每\s*(?:小)?\s*题\s*(?:得|计|各)?\s*(\d+(?:\.\d+)?)\s*分")
_EACH_GAP = re.compile(r"每\s*(?:个)?\s*空\s*(?:得|计)?\s*(\d+(?:\.\d+)?)\s*分")
_TIMES = re.compile(r"(\d+)\s*(?:小?题|道|个)?\s*[×xX*＊]\s*(?:每(?:小)?题)?\s*(\d+(?:\.\d+)?)\s*分")
_COUNT, _TOTAL = re.compile(r"(\d+)\s*(?:小题|道题|题|道)"), re.compile(r"(?:共|计|满分)\s*(\d+(?:\.\d+)?)\s*分")
_CHAPTER = re.compile(r"^第\s*[一二三四五六七八九十百\d]{1,4}\s*[章节篇编]")
_TITLE = re.compile(r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）])\s*\S")
_PAGE = re.compile(
    r"^(?:第\s*\d+\s*页\s*(?:[/，,]?\s*共\s*\d+\s*页)?|[-—–]\s*\d+\s*[-—–]|\d+\s*/\s*\d+|={3,}|-{3,}|\*{3,}|[─━—]{2,})$"
)
_NUMBER = re.compile(
    r"(?:[*★☆※•●◆■▲△]\s*)?(?:第\s*(?P<word>\d{1,4})\s*题\s*[.、．:：)）]?|(?:Q|题目?|试题)\s*(?P<named>\d{1,4})\s*[.、．:：)）]|"
    r"(?P<dot>\d{1,4})\s*(?:[、．:：)）]|\.(?!\d))|[（(]\s*(?P<paren>\d{1,4})\s*[)）]\s*[.、．]?|[【\[]\s*(?P<box>\d{1,4})\s*[】\]])\s*"
)
_GLUED = re.compile(r"(?P<dot>\d{1,3})\.(?=\d)|(?P<space>\d{1,3})[ \t　]+(?=[^\s.、,，%])")
_MARK_NAMES = {
    "stem": "题干 题目 题面 试题内容",
    "answer": "答案 正确答案 参考答案 标准答案 本题答案 试题答案 正确选项 答 解 answer ans key",
    "explanation": "解析 答案解析 试题解析 题目解析 本题解析 参考解析 详解 分析 点评 解释 理由 explanation",
    "difficulty": "难度 难度等级 难度系数 难易程度 难易度 试题难度 题目难度",
    "topic": "知识点 考点 章节 所属章节 所属知识点 考查点 考察点 考核点",
    "source": "出处 依据 法规依据 制度依据 文件依据 出题依据 命题依据 来源 试题来源 题目来源",
    "points": "分值 分数 本题分值",
    "kind": "题型 题目类型 试题类型",
    "foreign": "我的答案 你的答案 学生答案 作答 得分",
}
_MARKS = {name: mark for mark, names in _MARK_NAMES.items() for name in names.split()}


def _spaced(name: str) -> str:
    return r"[ 　]*".join(name) if not name.isascii() else name


_NAMES = "|".join(_spaced(name) for name in sorted(_MARKS, key=len, reverse=True))
_ANSWERS = "|".join(_spaced(name) for name in ("正确答案", "参考答案", "标准答案", "本题答案", "答案"))
_KEYLIKE = r"[A-Ha-hＡ-Ｈ][A-Ha-hＡ-Ｈ ,，、]{0,12}(?:[。；;，,\s】)）]|$)|[√×✓✗对错]\s*(?:[。；;，,\s]|$)|正确|错误"
_MARK = re.compile(
    rf"[【\[〖〔［《]\s*({_NAMES})\s*[】\]〗〕］》]\s*[:：]?|[（(]\s*({_ANSWERS}|解析)\s*[)）]\s*(?:[:：]|(?={_KEYLIKE})|(?<=析[)）]))"
    rf"|[（(]\s*({_NAMES})\s*(?:为|是)?\s*[:：]|(?<![\w\u4e00-\u9fff])({_NAMES})\s*(?:为|是)?\s*[:：]"
    rf"|^(?:{_ANSWERS})$"
    rf"|(?<=[\u4e00-\u9fff。；;)）\w])\s*({_ANSWERS})\s*[:：](?=\s*(?:{_KEYLIKE}))"
    rf"|(?:^|(?<=[\s。；;]))\s*({_ANSWERS})\s*(?:为|是)?\s*(?={_KEYLIKE})",
    re.IGNORECASE,
)
_HINT = re.compile("[:：【\\[〖〔［《(（]|答|[Aa]ns|[Kk]ey")


_LONG_LINE, _LONGEST_STRETCH = 400, 80  # characters
_ENDLESS = re.compile(rf"\s{{{_LONGEST_STRETCH},}}|_{{{_LONGEST_STRETCH},}}|＿{{{_LONGEST_STRETCH},}}")


@dataclass(frozen=True)
class Line:
    """One line of a list, as a person sees it. ``marks`` (``styled``) is as long as the text or empty; ``images`` are
    (name, bytes), each with ``PICTURE`` at its place; ``lost`` names what of it cannot be read and
    ``missing`` images that cannot be shown; ``table`` is the number
    of a table that stands here and is read elsewhere."""

    text: str
    where: str
    marks: bytes = b""
    images: tuple[tuple[str, bytes], ...] = ()
    lost: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    table: int | None = None

    @cached_property
    def styled(self) -> Styled:
        """The text with its marks, without white space around it."""
        whole = Styled(self.text, self.marks or bytes(len(self.text))).strip()
        if len(whole.text) > _LONG_LINE:
            # Nobody writes such stretches of one sign; patterns would go through them again and again.
            for match in reversed(list(_ENDLESS.finditer(whole.text))):
                whole = whole.replaced(match.start() + _LONGEST_STRETCH, match.end(), "")
        return whole


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that names the kind of the questions below it, and perhaps what each (or each gap) is worth."""

    kind: Kind | None
    points: Decimal | None
    name: str = ""
    ordinal: int = 0
    gap_points: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """The number before a question: its style tells levels apart. One that is not ``sure`` (``1 `` or ``1.2015年``)
    counts only where it is the next in turn."""

    value: int
    style: str
    end: int
    sure: bool = True


def ordinal(text: str) -> int:
    """The value of a Chinese or decimal number at the beginning of a heading; 0 where there is none."""
    match = re.match(r"[（(第\s]*([一二三四五六七八九十]{1,3}|\d{1,2})", text)
    if match is None:
        return 0
    word = match.group(1)
    if word.isdecimal():
        return int(word)
    tens, ten, ones = word.partition("十")
    return (_HAN_DIGITS.get(tens, 1) * 10 if ten else 0) + _HAN_DIGITS.get(ones if ten else tens, 0)


@lru_cache(2000)
def heading(text: str) -> Heading | None:
    """``一、单选题（每题2分，共20分）``; None where the line is none."""
    if len(text) > 220:
        return None
    prefix = _PREFIX.match(text)
    for start in (prefix.end() if prefix else 0, 0):
        match = _NAME.match(text, start)
        if match is None:
            continue
        name = match.group(1)
        kind = kind_named(name)
        generic = answers.folded(name) in answers.GENERIC_KINDS
        unknown = start > 0 and name.endswith("题") and len(name) <= 7 and len(text) < 60
        if (kind is None and not generic and not unknown) or not _is_tail(text[match.end() :]):
            continue
        return Heading(kind, _points(text), name, ordinal(text) if start else 0, _number_in(_EACH_GAP, text))
    return None


def kind_named(name: str) -> Kind | None:
    """The kind that a heading's own word names."""
    kind = answers.kind_of(name) or answers.kind_of(name + "题")
    return Kind.ESSAY if kind is None and name.endswith(_UNKNOWN_ENDING) else kind


def _is_tail(tail: str) -> bool:
    """Whether what follows a kind's name are directions and no stem."""
    rest = _BRACKETED.sub("", tail.strip(), count=1).strip(" \t　。.:：,，;；、")
    return not rest or (_DIRECTIONS.search(tail) is not None and not re.search(r"[（(]\s*[A-H]?\s*[)）]", rest))


def _number_in(pattern: re.Pattern[str], text: str) -> Decimal | None:
    found = pattern.search(text)
    return decimal_of(found.group(1)) if found else None


def _points(text: str) -> Decimal | None:
    folded = unicodedata.normalize("NFKC", text)
    if each := _number_in(_EACH_POINTS, folded):
        return each
    if times := _TIMES.search(folded):
        return decimal_of(times.group(2))
    count, total = _number_in(_COUNT, folded), _number_in(_TOTAL, folded)
    if count and total and "空" not in folded:
        each = total / count
        return each if each * 100 == int(each * 100) else None
    return None


def is_divider(text: str) -> bool:
    """第三章 …, 二、…: a title that parts the list and names no kind."""
    return len(text) < 40 and (_CHAPTER.match(text) is not None or _TITLE.match(text) is not None)


def is_chapter(text: str) -> bool:
    """第三章 …"""
    return len(text) < 40 and _CHAPTER.match(text) is not None


def is_page_mark(text: str) -> bool:
    """第 2 页 共 5 页, - 3 -, a drawn line: furniture, no content."""
    return len(text) < 40 and _PAGE.match(text) is not None


def number(text: str) -> Number | None:
    """The number that a line begins with."""
    match = _NUMBER.match(text)
    if match is not None:
        style = match.lastgroup or ""
        value = int(match.group(style))
        return Number(value, "dot" if style == "named" else style, match.end(), match.end() < len(text))
    match = _GLUED.match(text)
    if match is not None:
        return Number(int(match.group(match.lastgroup or "")), "dot", match.end(), sure=False)
    return None


def marked(line: Styled) -> list[tuple[str, Styled]]:
    """A line parted at its marks: (field, text), the field empty for what stands before the first."""
    if not _HINT.search(line.text):
        return [("", line)] if line.text else []
    parts: list[tuple[str, Styled]] = []
    field, at = "", 0
    for match in _MARK.finditer(line.text):
        if match.start() < at:
            continue
        parts.append((field, line.cut(at, match.start()).strip()))
        name = re.sub(r"\s", "", next((group for group in match.groups() if group), "答案")).lower()
        field, at = _MARKS[name], match.end()
        if re.match(r"\s*[（(]", match.group()) and not re.search(r"[)）]\s*[:：]?$", match.group()):
            # （答案：B）: the bracket belongs to the mark.
            closing = re.compile("[)）]").search(line.text, at)
            if closing is not None:
                line = line.replaced(closing.start(), closing.end(), " ")
    parts.append((field, line.cut(at).strip()))
    return [(name, part) for name, part in parts if name or part.text]


FIELDS: Mapping[str, str] = _MARKS
