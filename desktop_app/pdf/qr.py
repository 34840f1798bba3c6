"""A QR code as one filled path, and nothing of reportlab: verifying draws the same path again to compare.

Promises: the same text gives the same path bytes; the size in modules is known before drawing. Must not know what the
text says.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

import segno
from segno import consts
from segno.encoder import DataOverflowError

MAX_VERSION = 15
"""77 modules: at 40 mm a module is 0.52 mm, three dots of a 150-dpi scan."""

# Scoring all eight masks takes half of a certificate's time. The text ends in a signature, so its bits are as good as
# random and no mask is better than another; one that is fixed also makes the path repeatable.
_MASK = 2


@dataclass(frozen=True, slots=True)
class QrCode:
    """``modules`` a side without the quiet zone of four; ``path`` is PDF path operators over one unit a module, y
    up."""

    version: int
    modules: int
    path: bytes


def qr_code(text: str) -> QrCode | None:
    """The QR code of ``text`` at level M, in the smallest version; None where version 15 cannot hold it.

    An address before the last ``#`` is written as bytes, so that the rest can take the narrower alphanumeric set.
    """
    before, mark, rest = text.rpartition("#")
    # segno's encoder takes a list of segments; its types do not say so.
    content: Any = [(before + mark, consts.MODE_BYTE), rest] if mark else text
    try:
        code = segno.make_qr(content, error="m", mask=_MASK, boost_error=False)
    except DataOverflowError:
        return None
    version = int(code.version)
    if version > MAX_VERSION:
        return None
    rows = [list(row) for row in code.matrix]
    return QrCode(version, len(rows), _path(rows))


def _path(rows: list[list[int]]) -> bytes:
    """One rectangle a run of dark modules; all in one path, so that no renderer leaves a seam between rows."""
    parts = []
    for down, row in enumerate(rows, 1):
        x = 0
        for dark, group in groupby(row, key=bool):
            length = len(list(group))
            if dark:
                parts.append(f"{x} {len(rows) - down} {length} 1 re")
            x += length
    return "\n".join([*parts, "f"]).encode("ascii")
