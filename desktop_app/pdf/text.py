"""Text that fits: it shrinks first, then wraps, and never leaves its box.

Promises: ``fit`` returns lines that are each within the width, or says that the text does not fit. Must not know the
page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop_app.pdf.fonts import width

# Line-start and line-end prohibition (GB/T 15834-2011, 5.1: 标点位置; JIS X 4051 for brackets).
NOT_AT_START = frozenset("，。、；：？！）》〉」』】〕］｝”’…—～·•%‰℃,.;:?!)]}")
NOT_AT_END = frozenset("（《〈「『【〔［｛“‘([{￥$#№")

# A Latin word or number stays whole, its spaces are where it breaks; every other character is a piece of its own.
_PIECES = re.compile(r"[A-Za-z0-9À-ɏ'’&@/._+\-]+|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text in its size: ``lines`` of ``size`` points, ``leading`` points apart."""

    lines: tuple[str, ...]
    size: float
    leading: float

    @property
    def height(self) -> float:
        """From the first line's baseline to the last one's, in points."""
        return self.leading * (len(self.lines) - 1)


def fit(
    text: str,
    font: str,
    size: float,
    box: float,
    *,
    least: float,
    lines: int = 1,
    wrapped: float = 0.0,
    shrink: float = 0.7,
    tracking: float = 0.0,
    leading: float = 1.3,
) -> Fitted | None:
    """``text`` in at most ``lines`` lines of ``box`` points, as large as it goes. None where it does not fit at all.

    On one line it shrinks from ``size`` to the share ``shrink`` of it; only then it takes a further line, at most
    ``wrapped`` points large (0: as ``size``), and shrinks down to ``least`` where all lines are taken. ``tracking`` and
    ``leading`` are in ems.
    """
    for count in range(1, lines + 1):
        now = size if count == 1 else min(size, wrapped or size)
        floor = least if count == lines else max(least, size * shrink)
        while True:
            broken = wrap(text, font, now, box, tracking * now)
            if broken is not None and len(broken) <= count:
                return Fitted(_balanced(text, font, now, box, tracking * now, broken), now, now * leading)
            if now <= floor:
                break
            now = max(floor, now - 0.5)
    return None


def _balanced(
    text: str, font: str, size: float, box: float, tracking: float, lines: tuple[str, ...]
) -> tuple[str, ...]:
    """The same number of lines, as equal in length as they go: in the narrowest box that takes no further line."""
    if len(lines) == 1:
        return lines
    low, high = box / len(lines) / 2, box
    while high - low > size / 4:
        middle = (low + high) / 2
        tried = wrap(text, font, size, middle, tracking)
        if tried is not None and len(tried) == len(lines):
            lines, high = tried, middle
        else:
            low = middle
    return lines


def wrap(text: str, font: str, size: float, box: float, tracking: float = 0.0) -> tuple[str, ...] | None:
    """Break ``text`` into lines within ``box`` points. None where a single piece is wider than the box.

    No line starts with closing punctuation or ends with an opening one; a Latin word is broken only where it is wider
    than the box by itself.
    """
    lines: list[str] = []
    line = ""
    for piece in _glued(text, font, size, box, tracking):
        if width((line + piece).rstrip(), font, size, tracking) <= box:
            line += piece if line else piece.lstrip()
            continue
        if line.strip():
            lines.append(line.rstrip())
        line = piece.lstrip()
        if width(line.rstrip(), font, size, tracking) > box:
            return None
    return (*lines, line.rstrip())


def _glued(text: str, font: str, size: float, box: float, tracking: float) -> list[str]:
    """The pieces between which a line may break: punctuation stays with its neighbour."""
    pieces: list[str] = []
    for piece in _PIECES.findall(text):
        if pieces and (piece[0] in NOT_AT_START or pieces[-1][-1] in NOT_AT_END) and not pieces[-1].isspace():
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return [part for piece in pieces for part in _within(piece, font, size, box, tracking)]


def _within(piece: str, font: str, size: float, box: float, tracking: float) -> list[str]:
    """A piece that is wider than the box, broken between characters; any other as it is."""
    if len(piece) == 1 or width(piece, font, size, tracking) <= box:
        return [piece]
    parts = [""]
    for char in piece:
        if parts[-1] and width(parts[-1] + char, font, size, tracking) > box:
            parts.append("")
        parts[-1] += char
    return parts
