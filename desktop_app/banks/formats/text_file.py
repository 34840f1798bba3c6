"""A text file of questions as text: its encoding told, its line ends one kind.

Promises: UTF-8 is never mistaken; of anything else it is said what it was taken for.
"""

from __future__ import annotations

import re

from desktop_app.tables.sheet import NotATable
from desktop_app.tables.text_table import decode

_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_PAIR = re.compile(rb"[\x81-\xfe][\xa1-\xfe]|[\x81-\xfe](?=[\x00-\x7f])")


def text_of(data: bytes) -> tuple[str, str]:
    """The text with ``\\n`` alone at its line ends, and the encoding: empty for UTF-8 or a file that names its own.

    Raises ``NotATable`` where it is no text.
    """
    encoding = ""
    if data.startswith(_BOMS):
        text = decode(data)
    elif (wide := _wide(data)) is not None:
        text, encoding = wide, "UTF-16"
    else:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text, encoding = _guessed(data)
    if "\0" in text:
        raise NotATable(found="binary")
    return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"), encoding


def _wide(data: bytes) -> str | None:
    """UTF-16 that names itself nowhere: the zero bytes of its digits and line ends stand on one side of each pair."""
    sample = data[:20_000]
    zeros = sample.count(0)
    if zeros < 4 or len(data) % 2:
        return None
    right = sample[1::2].count(0)
    if 0.1 < right / zeros < 0.9 or zeros * 50 < len(sample):
        return None
    try:
        text = data.decode("utf-16-le" if right * 2 > zeros else "utf-16-be")
    except UnicodeDecodeError:
        return None
    return (
        text
        if text[:4000].isprintable() or sum(not c.isprintable() and c not in "\r\n\t" for c in text[:4000]) < 4
        else None
    )


def _guessed(data: bytes) -> tuple[str, str]:
    """Chinese text in GBK has its high bytes in pairs; in a Western one nearly each stands before a letter."""
    found = _PAIR.findall(data[:200_000])
    paired = sum(1 for piece in found if len(piece) == 2)
    if found and paired * 2 < len(found):
        try:
            return data.decode("cp1252"), "windows-1252"
        except UnicodeDecodeError:
            pass
    return decode(data), "GBK"
