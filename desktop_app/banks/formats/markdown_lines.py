"""Markdown as lines of a question list: its signs taken away, what is bold or ticked marked, its tables as sheets.

Promises: formulas between ``$`` or ``\\(`` and blanks of underscores stay as they stand; an image is named, never
fetched.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop_app.banks.formats import headings, list_keys
from desktop_app.banks.formats.list_lines import Line
from desktop_app.banks.formats.styled import BOLD, TICKED
from desktop_app.tables.sheet import Sheet

_SIGNS = re.compile(r"^\s*(?:(?:[-*+>]|#{1,6})\s+|>)+")
_BOX = re.compile(r"^\s*\[([ xX√])\]\s+")
_IMAGE = re.compile(r"!\[[^\]\[\n]{0,200}\]\(([^()\n]{0,400})\)")
_TAG = re.compile(r"</?(?:details|summary|p|div|span|center|font|b|strong|u|br|hr)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_RULE = re.compile(r"^\s*(?:-{3,}|\*{3,}|={3,})\s*$")
_ESCAPE = re.compile(r"\\([_*#.\-\[\]!`>+])")
_FORMULA = re.compile(r"(\$\$?[^$\n]+\$\$?|\\\([^\n]{1,1000}?\\\))")
_ROW = re.compile(r"^\s*\|.*\|\s*$")
_DIVIDER = re.compile(r"^\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?$")
_TELLS = re.compile(r"^(?:#{1,6} |> |<details|[^\S\n]*(?:[-*+] \[[ xX]\] |\|.*\|[^\S\n]*$))|\*\*\S", re.MULTILINE)
"""Never over the end of a line: thousands of empty ones would be gone through from each of them."""


def is_markdown(text: str, name: str) -> bool:
    """Whether a text is written in Markdown, by its name or its signs."""
    return name.lower().endswith((".md", ".markdown")) or _TELLS.search(text) is not None


def lines_of(text: str) -> tuple[list[Line], list[Sheet]]:
    """The lines, and the tables with headings, which lines name by their number."""
    lines: list[Line] = []
    tables: list[Sheet] = []
    raw = text.split("\n")
    n = 0
    box = 0
    while n < len(raw):
        if _ROW.match(raw[n]):
            end = n
            while end < len(raw) and _ROW.match(raw[end]):
                end += 1
            lines += _table(raw[n:end], n + 1, tables)
            n = end
            continue
        where = f"line {n + 1}"
        line = raw[n]
        n += 1
        if _FENCE.match(line):
            continue
        if _RULE.match(line):
            line = ""
        made, is_box = _line(line, where, box)
        box = box + 1 if is_box else 0 if made.text.strip() else box
        lines.append(made)
    return lines, tables


def _line(raw: str, where: str, box: int) -> tuple[Line, bool]:
    """One line, and whether it is an option with a box; ``box`` such lines stand right above it."""
    line = _SIGNS.sub("", raw)
    ticked = _BOX.match(line)
    mark = 0
    if ticked:
        line = line[ticked.end() :]
        mark = TICKED if ticked.group(1) != " " else 0
        if not re.match(r"(?:\*\*)?[A-Za-zＡ-Ｚ]\s*[.、．:：)）]", line):
            line = f"{chr(65 + box)}. {line}"
    missing = tuple(_IMAGE.findall(line))
    line = _TAG.sub("", _IMAGE.sub("", line))
    text, marks = _styled(line, mark)
    return Line(text, where, marks, missing=missing), ticked is not None


def _styled(line: str, mark: int) -> tuple[str, bytes]:
    text, marks = "", b""
    bold = False
    for piece in _FORMULA.split(line):
        if _FORMULA.fullmatch(piece):
            text, marks = text + piece, marks + bytes((mark | (BOLD if bold else 0),)) * len(piece)
            continue
        for n, part in enumerate(piece.split("**")):
            if n:
                bold = not bold
            plain = _ESCAPE.sub(r"\1", part)
            text, marks = text + plain, marks + bytes((mark | (BOLD if bold else 0),)) * len(plain)
    return text, marks


def _table(raw: Sequence[str], first: int, tables: list[Sheet]) -> list[Line]:
    rows = [
        [_styled(cell.strip(), 0)[0].strip() for cell in re.split(r"(?<!\\)\|", row.strip().strip("|"))] for row in raw
    ]
    numbers = [n for n, row in enumerate(raw) if not _DIVIDER.match(row)]
    rows = [rows[n] for n in numbers]
    where = f"line {first}"
    if pairs := list_keys.table(rows):
        return [Line("参考答案", where), *(Line(f"{number}. {answer}", where) for number, answer in pairs)]
    if headings.heading_row(rows[:3]) is not None and len(rows) > 1:
        cells = tuple(tuple(re.sub(r"<br\s*/?>", "\n", cell) for cell in row) for row in rows)
        tables.append(Sheet("table", cells, lines=tuple(first + n for n in numbers)))
        return [Line("", where, table=len(tables) - 1)]
    return [Line("\t".join(row), f"line {first + n}") for n, row in zip(numbers, rows, strict=True)]
