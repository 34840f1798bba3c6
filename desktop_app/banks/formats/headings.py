"""Which column is what: headings by alias, and the row that holds them.

Promises: a heading that no alias knows is never guessed. Must not know what the cells beneath hold, but for the few
examples that it passes on.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.tables.headings import meaning, plain

ALIASES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "编号", "试题编号", "题目编号", "uid", "试题id", "题目id"),
    "position": ("题号", "序号", "no", "no.", "#", "index", "行号"),
    "kind": ("题型", "题目类型", "试题类型", "类型", "题目题型", "type", "kind"),
    "stem": (
        "题干", "题目", "问题", "试题", "试题内容", "题面", "题目内容", "题目描述",
        "试题题干", "题干内容", "question", "stem",
    ),
    "options": ("选项", "备选项", "备选答案", "答案选项", "选项内容", "options"),
    "options_json": ("选项json",),
    "answer": ("答案", "正确答案", "标准答案", "正确选项", "参考答案", "正确项", "answer", "key"),
    "explanation": ("解析", "答案解析", "题目解析", "试题解析", "解释", "explanation"),
    "difficulty": ("难度", "难度等级", "难易程度", "题目难度", "试题难度", "difficulty"),
    "points": ("分值", "分数", "points"),
    "topic": ("知识点", "知识点名称", "所属知识点", "章节", "所属模块", "所属题库", "题目分类", "topic"),
    "tags": ("标签", "tags"),
    "source": ("出处", "依据", "法规依据", "来源", "source"),
    "issuer": ("发文机关", "发布机关", "issuer"),
    "number": ("文号",),
    "article": ("条款", "条文"),
    "effective_on": ("生效日期", "施行日期"),
    "repealed_on": ("失效日期", "废止日期"),
    "unit": ("单位", "unit"),
    "fixed_order": ("固定选项顺序",),
    "reserved": ("保留题",),
    "match_case": ("区分大小写",),
    "stem_format": ("题干格式",),
    "picture": ("图片", "题图", "配图", "插图", "附图", "题干图片", "题目图片", "试题图片", "picture", "image"),
    "credits": ("选项得分", "选项分值"),
    "case": ("所属案例", "案例编号", "所属材料", "材料编号"),
    "next": ("选项去向",),
    "feedback": ("选项反馈",),
    "fixed": ("固定选项",),
    "answer_credits": ("答案得分",),
    "ignore": ("检查结果", "findings"),  # the column that a review adds: mended, the file comes in again
}  # fmt: skip
FIELDS = (
    *(name for name in ALIASES if name != "ignore"),
    *(f"option_{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "ignore",
)
"""What a column can be mapped to: the names of ``ALIASES``, ``option_A`` …, ``ignore``."""
_FIELD_OF = {alias: name for name, aliases in ALIASES.items() for alias in aliases}
_OPTION = re.compile(
    r"(?:选项|答案选项|备选项|备选答案|option|选项内容|答案)?[ _-]?"
    r"([a-z]|[一二三四五六七八九十]|[1-9]|1\d)(?:选项|项)?(?:内容)?"
)
_RIGHT = re.compile(r"选项([a-z]|[一二三四五六七八九十]|[1-9])(?:是否)?(?:为)?正确(?:答案|选项)?")
_COUNTED = re.compile(r"[0-9一二三四五六七八九十]")
_CHINESE = {char: n for n, char in enumerate("一二三四五六七八九十")}
SEARCHED_ROWS = 40
"""How far down headings are looked for."""


def field_of(heading: str) -> str | None:
    """The field that a heading names: one of ``FIELDS``, ``right_A`` for 选项一是否正确, or None."""
    if plain(heading).replace("(", "").replace(")", "") == "选项json":
        return "options_json"
    return meaning(heading, _field_of)


def _field_of(text: str) -> str | None:
    if text in _FIELD_OF:
        return _FIELD_OF[text]
    if right := _RIGHT.fullmatch(text):
        return f"right_{_letter(right.group(1))}"
    option = _OPTION.fullmatch(text)
    # A bare number or numeral is no option: 1, 2, 3 head many other tables.
    if option and (len(text) > 1 or (option.group(1).isascii() and option.group(1).isalpha())):
        return f"option_{_letter(option.group(1))}"
    return None


def _letter(text: str) -> str:
    if text in _CHINESE:
        return chr(65 + _CHINESE[text])
    return chr(64 + int(text)) if text.isdigit() else text.upper()


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a sheet: field → column numbers (several where a heading stands twice), options and right-marks by
    letter. ``unknown`` are (column, heading) that nothing is known of, ``repeated`` those that name a field again.
    ``numbered`` where the headings count the options (选项1 or 选项一), so that a key can too."""

    fields: Mapping[str, tuple[int, ...]]
    options: tuple[tuple[str, int], ...] = ()
    rights: Mapping[str, int] = field(default_factory=dict)
    unknown: tuple[tuple[int, str], ...] = ()
    repeated: tuple[tuple[int, str], ...] = ()
    numbered: bool = False

    def first(self, name: str) -> int | None:
        """The first column of a field."""
        places = self.fields.get(name)
        return places[0] if places else None


def columns_of(row: Sequence[str], mapping: Mapping[str, str]) -> Columns:
    """What the headings in a row name; ``mapping`` (heading or ``#3`` → field) goes before the aliases."""
    said = {plain(heading) if not heading.startswith("#") else heading: name for heading, name in mapping.items()}
    fields: dict[str, list[int]] = {}
    options: dict[str, int] = {}
    rights: dict[str, int] = {}
    unknown: list[tuple[int, str]] = []
    repeated: list[tuple[int, str]] = []
    for column, heading in enumerate(row):
        text = plain(heading)
        name = said.get(f"#{column + 1}") or said.get(text) or field_of(heading)
        if name == "ignore" or (not text and name is None):
            continue
        if name is None:
            unknown.append((column, heading.strip()))
        elif name.startswith("option_"):
            if name[7:] in options:
                repeated.append((column, heading.strip()))
            options.setdefault(name[7:], column)
        elif name.startswith("right_"):
            rights.setdefault(name[6:], column)
        else:
            if name in fields and name not in {"topic", "position"}:
                repeated.append((column, heading.strip()))
            fields.setdefault(name, []).append(column)
    if "tags" in fields and "topic" not in fields:
        fields["topic"] = fields.pop("tags")
    return Columns(
        fields={name: tuple(places) for name, places in fields.items()},
        options=tuple(sorted(options.items())),
        rights=rights,
        unknown=tuple(unknown),
        repeated=tuple(repeated),
        numbered=bool(options) and all(_COUNTED.search(plain(row[place])) for place in options.values()),
    )


def looks_like_headings(row: Sequence[str]) -> bool:
    """Whether a row is one of headings: it names a stem and something else, by short texts only."""
    filled = [cell for cell in row if cell.strip()]
    if len(filled) < 2 or any(len(cell) > 40 for cell in filled):
        return False
    known = [name for cell in filled if (name := field_of(cell))]
    if "stem" in known and len(set(known)) >= 2:
        return True
    # No stem by a known name: three known headings, most of the row, are headings all the same.
    return len(set(known)) >= 3 and len(known) * 2 >= len(filled) and ("answer" in known or "kind" in known)


def joined(
    rows: Sequence[Sequence[str]], row: int, merged: Sequence[tuple[int, int, int, int]] = ()
) -> tuple[tuple[str, ...], int]:
    """The headings that begin in a row, and the last row that they take: 选项 over A B C D is one heading each, and
    one 选项 (merged, or with nothing beside it) or several stand for 选项A, 选项B … ``merged`` as in ``Sheet``."""
    cells = [cell.strip() for cell in rows[row]]
    names = [field_of(cell) for cell in cells]
    below = [cell.strip() for cell in rows[row + 1]] if row + 1 < len(rows) else []
    spans = {left: (bottom, right) for top, left, bottom, right in merged if top == row}
    last = row
    if _heads_below(names, below, spans, row):
        last = row + 1
        width = max(len(cells), len(below))
        over = cells + [""] * (width - len(cells))
        for left, (_, right) in spans.items():
            over[left : right + 1] = [over[left]] * (min(right + 1, width) - left)
        under = below + [""] * (width - len(below))
        cells = [
            lower if not upper or field_of(lower) else upper if not lower or field_of(upper) else f"{upper}{lower}"
            for upper, lower in zip(over, under, strict=True)
        ]
    return tuple(_lettered(cells, rows[last + 1 : last + 1 + SEARCHED_ROWS], spans)), last


def _heads_below(
    names: Sequence[str | None], below: Sequence[str], spans: Mapping[int, tuple[int, int]], row: int
) -> bool:
    """Whether the row below belongs to the headings: nothing stands in it beneath the stem, and letters of options
    beneath 选项, or cells beneath merged ones say so."""
    if "stem" not in names:
        return False
    stem = names.index("stem")
    if stem < len(below) and below[stem]:
        return False
    filled = [cell for cell in below if cell]
    letters = sum(1 for cell in filled if (field_of(cell) or "").startswith("option_"))
    if letters >= 2 and letters * 2 >= len(filled) and all(len(cell) <= 12 for cell in filled):
        return True
    return bool(filled) and spans.get(stem, (row, 0))[0] > row and all(len(cell) <= 20 for cell in filled)


def _lettered(
    cells: list[str], beneath: Sequence[Sequence[str]], spans: Mapping[int, tuple[int, int]]
) -> Iterator[str]:
    """The headings with 选项 that takes several columns as 选项A, 选项B …"""
    places = [n for n, cell in enumerate(cells) if field_of(cell) == "options"]
    if not places:
        return iter(cells)
    width = max([len(cells), *map(len, beneath)], default=0)
    cells = cells + [""] * (width - len(cells))
    for start in places[-1:]:
        end = start + 1
        while end < width and not cells[end] and any(end < len(row) and row[end].strip() for row in beneath):
            end += 1
        places += range(start + 1, max(end, min(spans.get(start, (0, start))[1] + 1, width)))
    if len(places) > 1 and not any((field_of(cell) or "").startswith("option_") for cell in cells):
        for letter, place in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", places, strict=False):
            cells[place] = f"选项{letter}"
    return iter(cells)


def heading_row(rows: Sequence[Sequence[str]]) -> int | None:
    """The first row of headings among the first ``SEARCHED_ROWS``, or None."""
    for number, row in enumerate(rows[:SEARCHED_ROWS]):
        if looks_like_headings(row):
            return number
    return None


def shape_key(headings: Sequence[Sequence[str]]) -> str:
    """The shape of a file: a hash of its sheets' headings, or of the first rows that stand in their place."""
    text = "\x1e".join("\x1f".join(plain(cell) for cell in row) for row in headings)
    return hashlib.sha256(text.encode()).hexdigest()[:32]
