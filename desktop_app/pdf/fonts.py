"""The bundled fonts: which font draws which character, how wide a text is, and how it can be extracted again.

Promises: a text is drawn whole or refused by its characters' names, never as boxes; everything drawn extracts as the
same characters, those beyond U+FFFF too. A font file is parsed once a process. Must not know what is drawn.
"""

from __future__ import annotations

import importlib.resources
import threading
import unicodedata
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "NotoSansSC-Regular"
BOLD = "NotoSansSC-Bold"
LATIN = {REGULAR: "NotoSans-Regular", BOLD: "NotoSans-Bold"}
"""The fonts of the Latin, Greek and Cyrillic letters that Noto Sans SC lacks (Ł, ż, Ğ, Ә)."""
RARE = "HanaMinB"
"""The font of the rare characters (CJK Extension B to F) that Noto Sans SC lacks; it has one weight."""

DRAWING = threading.RLock()
"""Held while a document is drawn: a parsed font keeps a reading position, so two threads may not subset it at once."""

# Control, format (zero-width and bidirectional marks among them), private, surrogate and unassigned characters: what
# they would look like, or do to their neighbours, is not what a reader of the printed page can check.
_UNPRINTABLE = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})


class Run(NamedTuple):
    """A stretch of text that one font draws."""

    font: str
    text: str


@cache
def font(name: str) -> TTFont:
    """The parsed font, registered with reportlab."""
    with DRAWING:
        # In one place: see to_unicode below.
        from reportlab.pdfbase import pdfmetrics, ttfonts

        ttfonts.makeToUnicodeCMap = to_unicode  # type: ignore[assignment]
        data = importlib.resources.files("desktop_app").joinpath("resources", "fonts", f"{name}.ttf").read_bytes()
        parsed = ttfonts.TTFont(name, BytesIO(data))
        # Each subset asks for whole tables, the outlines among them: megabytes copied anew for every document.
        parsed.face.get_table = cache(parsed.face.get_table)  # type: ignore[method-assign]
        _mend_advances(parsed.face)
        pdfmetrics.registerFont(parsed)
        return parsed


def _mend_advances(face: Any) -> None:
    """Give the glyphs at the end of the table, which share one advance, that advance in the font's own units.

    Reportlab has scaled it to thousandths, so that a subset of a font with another em disagrees with the widths that
    the PDF states (an error in PDF/A).
    """
    count = int.from_bytes(face.get_table("hhea")[34:36], "big")
    advance = face.hmetrics[count - 1][0]
    face.hmetrics[count:] = [(advance, bearing) for _, bearing in face.hmetrics[count:]]


def has(name: str, char: str) -> bool:
    """Whether the font of that name has a glyph for the character."""
    return bool(font(name).face.charToGlyph.get(ord(char), 0))


@cache
def font_of(char: str, name: str = REGULAR) -> str | None:
    """The font that draws ``char`` in a text set in ``name``: that font, the one of Latin letters in its weight, the
    rare one, or None."""
    if char != "\xa0" and unicodedata.category(char) in _UNPRINTABLE:
        return None
    if has(name, char):
        return name
    if char < "\u2e80" and name in LATIN and has(LATIN[name], char):
        return LATIN[name]
    return RARE if has(RARE, char) else None


def missing(text: str) -> tuple[str, ...]:
    """The characters of ``text`` that no bundled font has, each once, in order."""
    return tuple(dict.fromkeys(char for char in text if font_of(char) is None))


def printable(text: str) -> str:
    """``text`` with 〓 (the compositor's mark for a missing type) for what no font has: for sheets that must be
    printed."""
    return "".join(char if font_of(char) else "〓" for char in text)


def char_name(char: str) -> str:
    """A character named so that a person can find it: itself where it shows, and its code point."""
    shown = "" if unicodedata.category(char)[0] in "CZM" else f"{char} "
    return f"{shown}U+{ord(char):04X}"


def runs(text: str, name: str = REGULAR) -> tuple[Run, ...]:
    """``text`` split into runs by the font that has the characters. What no font has raises ``ValueError``: ask
    ``missing``."""
    split = []
    for drawn_by, chars in groupby(text, key=lambda char: font_of(char, name)):
        if drawn_by is None:
            raise ValueError(f"no font has {', '.join(map(char_name, missing(text)))}")
        split.append(Run(drawn_by, "".join(chars)))
    return tuple(split)


def width(text: str, name: str, size: float, tracking: float = 0.0) -> float:
    """How wide ``text`` is in points, at ``size`` points, with ``tracking`` points between characters."""
    drawn = sum(font(run.font).stringWidth(run.text, size) for run in runs(text, name))
    return float(drawn) + tracking * max(len(text) - 1, 0)


def to_unicode(name: str, subset: Sequence[int]) -> str:
    """The ToUnicode map of a font subset: UTF-16BE as ISO 32000-1, 9.10.3 asks, at most 100 lines a block (Adobe 5014).

    Takes the place of reportlab's own, whose ``%04X`` writes five digits for a character beyond U+FFFF.
    """
    lines = [
        f"<{index:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>" for index, code in enumerate(subset) if code
    ]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    head = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    body = [line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")]
    return "\n".join([*head, *body, "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"])
