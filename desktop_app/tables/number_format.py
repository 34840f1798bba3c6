"""What a person saw in a cell: a value and its number format → text.

Promises: None where the format asks for something not understood here, so that it is reported instead of guessed.
Source of the rules: ECMA-376 part 1, 18.8.30 and 18.8.31 (number formats), zh-CN's built-in ones among them.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

Value = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta

# 14 and 22 follow the system: on a Chinese one they show as here. 27 to 58 are what zh-CN has at those numbers.
_BUILTIN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    14: "yyyy/m/d", 22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
_LARGEST = 1e16
_EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001  # a day of a sheet has no zone; 29 February 1900 counts there
BY_SYSTEM = frozenset({"yyyy/m/d", "yyyy/m/d h:mm"})
"""Formats that show differently on another system."""
PLAIN = frozenset({"General", "@", ""})

_TOKEN = re.compile(
    r'"([^"]*)"'  # 1: quoted
    r"|\\(.)"  # 2: escaped
    r"|\[\$([^\]-]*)[^\]]*\]"  # 3: currency or locale
    r"|\[([hms]+)\]"  # 4: elapsed time
    r"|\[[^\]]*\]"  # colour, condition
    r"|_.|\*."  # padding
    r"|(AM/PM|A/P|上午/下午)"  # 5
    r"|(General)"  # 6
    r"|([yYmMdDhHsS]+|0?\.0+(?=[^#?]|$))"  # 7: date part, or fraction of a second
    r"|(.)",  # 8: anything else
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*)?|\.[#0?]+")
_FRACTION = re.compile(r"^(?:([#0?]+)\s+)?([#?0]+)/([#?0]+|\d+)$")


def builtin(number: int) -> str | None:
    """The format that a workbook names by number alone."""
    return _BUILTIN.get(number)


def general(value: Value) -> str:
    """What a cell without a format shows; a float that is whole loses its ``.0``."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if math.isfinite(value) and abs(value) < 1e16 and value == int(value):
            return str(int(value))
        # A workbook holds 15 digits: 0.30000000000000004 was typed as 0.3.
        text = format(value, ".15g")
        return format(Decimal(text), "f") if "e" in text and abs(value) < 1e16 else text
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d") if value.time() == dt.time() else value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, dt.time):
        return value.strftime("%H:%M" if not value.second else "%H:%M:%S")
    if isinstance(value, dt.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02d}" + (f":{seconds:02d}" if seconds else "")
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def render(value: Value, code: str) -> str | None:
    """The text that the format shows for the value, or None where it is not known."""
    if code in PLAIN or isinstance(value, str | bool):
        return general(value)
    sections = _sections(code)
    if isinstance(value, int | float):
        if not abs(value) < _LARGEST:
            return None
        section, shown = _pick(sections, float(value))
        if _is_date(section):
            if not 0 <= shown < 2958466:
                return None
            return _date(_EPOCH + dt.timedelta(days=shown + (shown < 60)), section)
        return _number(shown, section)
    return _date(value, sections[0]) if _is_date(sections[0]) else None


def _sections(code: str) -> list[str]:
    parts, start, quoted, i = [], 0, False, 0
    while i < len(code):
        if code[i] == '"':
            quoted = not quoted
        elif code[i] == "\\" and not quoted:
            i += 1
        elif code[i] == ";" and not quoted:
            parts.append(code[start:i])
            start = i + 1
        i += 1
    return [*parts, code[start:]]


def _pick(sections: list[str], value: float) -> tuple[str, float]:
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


def _tokens(section: str) -> list[tuple[str, str]]:
    """The section as (kind, text): literal, elapsed, half, general, date, other."""
    found = []
    for match in _TOKEN.finditer(section):
        quoted, escaped, currency, elapsed, half, plain, date, other = match.groups()
        if quoted is not None or escaped is not None or currency is not None:
            found.append(("literal", quoted or escaped or currency or ""))
        elif elapsed:
            found.append(("elapsed", elapsed.lower()))
        elif half:
            found.append(("half", half))
        elif plain:
            found.append(("general", plain))
        elif date:
            found.append(("second" if "." in date else "date", date.lower()))
        elif other:
            found.append(("other", other))
    return found


def _is_date(section: str) -> bool:
    return any(kind in {"date", "elapsed"} for kind, _ in _tokens(section))


def _number(value: float, section: str) -> str | None:
    tokens = _tokens(section)
    if any(kind == "general" for kind, _ in tokens):
        return "".join(general(value) if kind == "general" else text for kind, text in tokens)
    # Letters that belong to literals must not be taken for digits of the pattern.
    pattern = "".join("\0" if kind == "literal" else text for kind, text in tokens)
    literals = iter([text for kind, text in tokens if kind == "literal"])
    bare = pattern.replace("\0", "").strip()
    if fraction := _FRACTION.match(bare):
        return _fraction(value, *fraction.groups())
    if "e+" in bare.lower() or "e-" in bare.lower() or "/" in bare:
        return None
    places = list(_NUMBER.finditer(pattern))
    if not places:
        return "".join(next(literals) if char == "\0" else char for char in pattern) or None
    if len(places) > 1:
        return None
    digits = _digits(Decimal(repr(value)) * 100 ** pattern.count("%"), places[0].group())
    start, stop = places[0].span()
    around = [
        "".join(next(literals) if char == "\0" else char for char in piece)
        for piece in (pattern[:start], pattern[stop:])
    ]
    sign = "-" if digits.startswith("-") else ""
    return sign + around[0] + digits.lstrip("-") + around[1]


def _digits(value: Decimal, pattern: str) -> str:
    whole_pattern, _, decimals = pattern.partition(".")
    while whole_pattern.endswith(","):  # each trailing comma divides by a thousand
        whole_pattern, value = whole_pattern[:-1], value / 1000
    rounded = abs(value).quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    whole, _, rest = format(rounded, "f").partition(".")
    whole = whole.lstrip("0").rjust(whole_pattern.count("0"), "0")
    if "," in whole_pattern and whole:
        whole = f"{int(whole):,}".rjust(whole_pattern.count("0"), "0")
    keep = len(decimals.rstrip("#?"))
    rest = rest[:keep] + rest[keep:].rstrip("0")
    text = whole + ("." + rest if rest else "")
    return "-" + text if value < 0 and rounded else text or "0"


def _fraction(value: float, whole_pattern: str | None, _top: str, below: str) -> str:
    exact = Fraction(repr(value))
    sign, exact = ("-", -exact) if exact < 0 else ("", exact)
    if below.isdigit() and below.strip("0"):  # a fixed denominator is not reduced
        denominator = int(below)
        numerator = round(exact * denominator)
    else:
        near = exact.limit_denominator(10 ** len(below) - 1)
        numerator, denominator = near.numerator, near.denominator
    if whole_pattern is None:
        return f"{sign}{numerator}/{denominator}"
    whole, rest = divmod(numerator, denominator)
    if not rest:
        return f"{sign}{whole}"
    return f"{sign}{f'{whole} ' if whole else ''}{rest}/{denominator}"


def _date(value: object, section: str) -> str | None:
    if isinstance(value, dt.timedelta):
        value = _EPOCH + value
    elif isinstance(value, dt.time):
        value = dt.datetime.combine(dt.date(1899, 12, 30), value)
    elif isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        value = dt.datetime.combine(value, dt.time())
    if not isinstance(value, dt.datetime):
        return None
    tokens = _tokens(section)
    halves = any(kind == "half" for kind, _ in tokens)
    shown = []
    for i, (kind, text) in enumerate(tokens):
        if kind == "date":
            around = [t for k, t in tokens[:i] if k in {"date", "elapsed"}][-1:], _next_date(tokens, i)
            is_minute = (
                text[0] == "m" and len(text) < 3 and ((around[0][:1] and around[0][0][0] == "h") or around[1] == "s")
            )
            part = _date_part(value, text, minute=bool(is_minute), halves=halves)
            if part is None:
                return None
            shown.append(part)
        elif kind == "elapsed":
            since = value - _EPOCH
            unit = {"h": 3600, "m": 60, "s": 1}[text[0]]
            shown.append(str(int(since.total_seconds() // unit)).rjust(len(text), "0"))
        elif kind == "half":
            am, pm = text.split("/")
            shown.append(am if value.hour < 12 else pm)
        elif kind == "second":
            return None
        else:
            shown.append(text)
    return "".join(shown)


def _next_date(tokens: list[tuple[str, str]], i: int) -> str:
    return next((text[0] for kind, text in tokens[i + 1 :] if kind in {"date", "elapsed"}), "")


def _date_part(value: dt.datetime, text: str, *, minute: bool, halves: bool) -> str | None:
    letter, width = text[0], len(text)
    if letter == "y":
        return f"{value.year:04d}" if width > 2 else f"{value.year % 100:02d}"
    if letter == "m" and not minute:
        return {1: str(value.month), 2: f"{value.month:02d}"}.get(width) or (
            value.strftime("%b") if width == 3 else value.strftime("%B") if width == 4 else None
        )
    if letter == "d":
        return {1: str(value.day), 2: f"{value.day:02d}", 3: value.strftime("%a"), 4: value.strftime("%A")}.get(width)
    number = value.minute if letter == "m" else value.second if letter == "s" else value.hour
    if letter == "h" and halves:
        number = number % 12 or 12
    return f"{number:02d}" if width > 1 else str(number)
