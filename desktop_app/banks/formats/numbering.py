"""Word's automatic numbers, which are not in the text: counted as Word counts them.

Promises: a paragraph's number is the one that Word shows. Source: ECMA-376 part 1, 17.9 (numbering).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from lxml import etree

_NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_HAN = "零一二三四五六七八九"
_PLACE = re.compile(r"%(\d)")
_MOST_LEVELS = 9


@cache
def qn(name: str) -> str:
    """The full name of ``w:p`` and the like."""
    prefix, _, local = name.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    format: str = "decimal"
    text: str = "%1."
    start: int = 1
    plain: bool = False
    restarts: bool = True


@dataclass(slots=True)
class _List:
    """An abstract list and how far each of its levels has come."""

    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._redefined: dict[str, dict[int, Level]] = {}
        self._level_of_style: dict[tuple[str, str], int] = {}
        self._of_num: dict[str, str] = {}
        self._overrides: dict[str, dict[int, int]] = {}
        self._style_lists = _style_lists(styles)
        if numbering is None:
            return
        for abstract in numbering.iterfind(qn("w:abstractNum")):
            self._read_abstract(abstract)
        by_style = {
            _value(abstract, "w:styleLink"): abstract.get(qn("w:abstractNumId")) or ""
            for abstract in numbering.iterfind(qn("w:abstractNum"))
        }
        for abstract in numbering.iterfind(qn("w:abstractNum")):
            # A list that only names a list style has its levels there.
            if (named := _value(abstract, "w:numStyleLink")) and named in by_style:
                linked = self._lists[by_style[named]]
                self._lists[abstract.get(qn("w:abstractNumId")) or ""] = linked
        for num in numbering.iterfind(qn("w:num")):
            name = num.get(qn("w:numId")) or ""
            self._of_num[name] = _value(num, "w:abstractNumId")
            starts = {}
            for override in num.iterfind(qn("w:lvlOverride")):
                redefined = override.find(qn("w:lvl"))
                if redefined is not None:
                    self._redefined.setdefault(name, {})[_count(override.get(qn("w:ilvl")))] = _level(redefined)
                start = _value(override, "w:startOverride")
                if start.isdecimal():
                    starts[_count(override.get(qn("w:ilvl")))] = _count(start)
            if starts:
                self._overrides[name] = starts

    def _read_abstract(self, abstract: etree._Element) -> None:
        name = abstract.get(qn("w:abstractNumId")) or ""
        levels = {}
        for level in abstract.iterfind(qn("w:lvl")):
            number = _count(level.get(qn("w:ilvl")))
            levels[number] = _level(level)
            if style := _value(level, "w:pStyle"):
                self._level_of_style[name, style] = number
        self._lists[name] = _List(levels)

    def of(self, paragraph: etree._Element) -> str:
        """The number that stands before this paragraph, with a space after it; empty where it has none. To be asked in
        the order of the document, once a paragraph."""
        properties = paragraph.find(qn("w:pPr"))
        num, level = "", 0
        if properties is not None:
            style = _value(properties, "w:pStyle")
            num, level = self._style_lists.get(style, ("", 0))
            level = self._level_of_style.get((self._of_num.get(num, ""), style), level)
            own = properties.find(qn("w:numPr"))
            if own is not None:
                num = _value(own, "w:numId") or num
                written = _value(own, "w:ilvl")
                level = _count(written, level)
        if not num or num == "0" or level >= _MOST_LEVELS:
            return ""
        held = self._lists.get(self._of_num.get(num, ""))
        if held is None or (level not in held.levels and level not in self._redefined.get(num, {})):
            return ""
        return self._next(held, num, level)

    def _next(self, held: _List, num: str, level: int) -> str:
        starts = self._overrides.get(num, {})
        if level in starts:
            # An override starts the count anew at its first use.
            held.counts[level] = starts.pop(level) - 1
        levels = {**held.levels, **self._redefined[num]} if num in self._redefined else held.levels
        start = levels[level].start
        held.counts[level] = held.counts.get(level, start - 1) + 1
        for deeper in [one for one in held.counts if one > level and (one not in levels or levels[one].restarts)]:
            del held.counts[deeper]
        own = levels[level]
        if own.format in {"bullet", "none"}:
            return ""

        def shown(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            rule = levels.get(at, own)
            return in_format(held.counts.get(at, rule.start), "decimal" if own.plain else rule.format)

        text = _PLACE.sub(shown, own.text)
        return text + " " if text.strip() else ""


def _count(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else default


def _value(element: etree._Element, name: str) -> str:
    child = element.find(qn(name))
    return "" if child is None else child.get(qn("w:val")) or ""


def _level(level: etree._Element) -> Level:
    start = _value(level, "w:start")
    return Level(
        _format(level),
        _value(level, "w:lvlText"),
        _count(start, 1),
        level.find(qn("w:isLgl")) is not None,
        _value(level, "w:lvlRestart") != "0",
    )


def _format(level: etree._Element) -> str:
    """The format of a level; of one that later versions of Word know the choice for older ones is read too."""
    found = level.find(f".//{qn('w:numFmt')}")
    name = "decimal" if found is None else found.get(qn("w:val")) or "decimal"
    if name == "custom":
        written = found.get(qn("w:format")) or "" if found is not None else ""
        return "decimalZero" if written.startswith("0") else "decimal"
    return name


def _style_lists(styles: etree._Element | None) -> dict[str, tuple[str, int]]:
    """(list, level) that a paragraph style brings, from the styles it is based on too."""
    if styles is None:
        return {}
    own: dict[str, tuple[str, int]] = {}
    based: dict[str, str] = {}
    for style in styles.iterfind(qn("w:style")):
        name = style.get(qn("w:styleId")) or ""
        based[name] = _value(style, "w:basedOn")
        numbered = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if numbered is not None:
            level = _value(numbered, "w:ilvl")
            own[name] = (_value(numbered, "w:numId"), _count(level))
    found = {}
    for name in based:
        at, steps = name, 0
        while at and at not in own and steps < 20:
            at, steps = based.get(at, ""), steps + 1
        if at in own:
            found[name] = own[at]
    return found


def in_format(count: int, style: str) -> str:
    """A count as a list shows it: 3 is 3, C, iii, 三, ③."""
    match style:
        case "upperLetter" | "lowerLetter":
            letters = chr(65 + (count - 1) % 26) * ((count - 1) // 26 + 1) if 0 < count < 1000 else str(count)
            return letters if style == "upperLetter" else letters.lower()
        case "upperRoman" | "lowerRoman":
            roman = _roman(count)
            return roman if style == "upperRoman" else roman.lower()
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese":
            return chr(0x2460 + count - 1) if 1 <= count <= 20 else str(count)
        case "decimalZero":
            return f"{count:02d}"
        case "decimalFullWidth" | "decimalFullWidth2":
            return "".join(chr(ord(digit) + 0xFEE0) for digit in str(count))
        case "decimalEnclosedParen" if 1 <= count <= 20:
            return f"({count})"
        case "decimalEnclosedFullstop" if 1 <= count <= 20:
            return f"{count}."
        case "ideographTraditional" | "ideographZodiac" | "ideographZodiacTraditional":
            signs = "甲乙丙丁戊己庚辛壬癸" if style == "ideographTraditional" else "子丑寅卯辰巳午未申酉戌亥"
            return signs[(count - 1) % len(signs)]
    if style.startswith(("chineseCounting", "japaneseCounting", "taiwaneseCounting", "ideographDigital")):
        return chinese(count)
    return str(count)


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    out = ""
    for value, sign in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
        (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        out += sign * (count // value)
        count %= value
    return out


def chinese(count: int) -> str:
    """A count below 1000 in Chinese: 12 is 十二."""
    if not 0 <= count < 1000:
        return str(count)
    hundreds, rest = divmod(count, 100)
    tens, ones = divmod(rest, 10)
    out = _HAN[hundreds] + "百" if hundreds else ""
    if tens:
        out += ("" if tens == 1 and not hundreds else _HAN[tens]) + "十"
    elif hundreds and ones:
        out += "零"
    return out + _HAN[ones] if ones or not count else out
