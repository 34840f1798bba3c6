"""Signs of sign fonts and equation fields of Word, as text.

Promises: a sign that is not known comes out as nothing, an equation field that is not known is named. Sources: the
Wingdings and Symbol encodings; ECMA-376 part 1, 17.16.5 and Word's documentation of the EQ field.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WINGDINGS = {
    0xFC: "√", 0xFB: "×", 0xFE: "☑", 0xFD: "☒", 0xA8: "☐", 0x6F: "☐", 0x71: "☐", 0x72: "☐", 0x6C: "●", 0x6E: "■",
    0x75: "◆", 0xE0: "→", 0xDF: "←", 0xD8: "➢", 0xA7: "▪", 0x9F: "•",
    **{0x81 + n: chr(0x2460 + n) for n in range(10)}, **{0x8C + n: chr(0x2776 + n) for n in range(10)},
}  # fmt: skip
_WINGDINGS_2 = {0x50: "√", 0x4F: "×", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐", 0x2A: "☐", 0x30: "☐"}
_SYMBOL = {
    0xA3: "≤", 0xB3: "≥", 0xB9: "≠", 0xB4: "×", 0xB8: "÷", 0xB1: "±", 0xD6: "√", 0xB0: "°", 0xA5: "∞", 0xAE: "→",
    0xBB: "≈", 0xE5: "∑", 0xB7: "·", 0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x65: "ε", 0x71: "θ", 0x6C: "λ",
    0x6D: "μ", 0x70: "π", 0x72: "ρ", 0x73: "σ", 0x74: "τ", 0x66: "φ", 0x77: "ω", 0x44: "Δ", 0x57: "Ω", 0x53: "Σ",
    0xCE: "∈", 0xC8: "∪", 0xC7: "∩",
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_EQ = re.compile(r"^\s*eq\b\s*", re.IGNORECASE)
_CIRCLED = re.compile(r"\\o(?:\\a[clr])?\s*\(\s*[○〇◯]\s*[,，;]\s*(\d{1,2})\s*\)", re.IGNORECASE)
_FRACTION = re.compile(r"\\f\s*\(\s*([^(),，;\\]+?)\s*[,，;]\s*([^(),，;\\]+?)\s*\)", re.IGNORECASE)
_ROOT = re.compile(r"\\r\s*\(\s*([^(),，;\\]*?)\s*[,，;]?\s*([^(),，;\\]+?)\s*\)", re.IGNORECASE)


@dataclass(slots=True)
class Field:
    """A field that has begun: its code, and whether what follows is its result."""

    code: str = ""
    shown: bool = False


def symbol(font: str, code: str) -> str:
    """The character that a ``w:sym`` shows."""
    if not re.fullmatch(r"[0-9A-Fa-f]{1,4}", code):
        return ""
    value = int(code, 16)
    table = _FONTS.get(font.lower())
    if table is None:
        return chr(value) if value >= 0x20 and not 0xD800 <= value < 0xF900 else ""
    return table.get(value & 0xFF, "")


def equation(code: str) -> tuple[str, str]:
    """What an EQ field shows, and its name where that cannot be told; ("", "") for any other field."""
    match = _EQ.match(code)
    if match is None:
        return "", ""
    body = code[match.end() :].strip()
    if (circled := _CIRCLED.fullmatch(body)) and 1 <= int(circled.group(1)) <= 20:
        return chr(0x245F + int(circled.group(1))), ""
    if fraction := _FRACTION.fullmatch(body):
        return rf"\(\frac{{{fraction.group(1)}}}{{{fraction.group(2)}}}\)", ""
    if root := _ROOT.fullmatch(body):
        degree = f"[{root.group(1)}]" if root.group(1) else ""
        return rf"\(\sqrt{degree}{{{root.group(2)}}}\)", ""
    return "", f"EQ {body[:40]}"
