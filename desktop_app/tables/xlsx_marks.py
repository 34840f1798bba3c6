"""What the XML of an .xlsx workbook tells of its cells besides their values: struck and raised text, hidden rows and
columns, formulas that nobody has worked out.

Promises: a file without such things costs a few searches for their names. Must not know what the cells mean.
Source: ECMA-376 part 1, 18.8.22 (fonts), 18.4.7 (runs), 18.3.1.73 (rows), 18.3.1.40 (formulas).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from desktop_app.tables.findings import Finding
from desktop_app.tables.sheet import cell_name
from desktop_app.tables.xlsx_pictures import parsed

_STRINGS = "xl/sharedStrings.xml"
_SHARED = re.compile(rb"""<c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?\bt="s"[^>]*>\s*<v>(\d+)</v>""")
_STYLED = re.compile(rb"""<c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?\bs="(\d+)"[^>]*[^/]>""")
_UNSOLVED = re.compile(rb"</f>(?:<v></v>|<v\s*/>)?</c>|<f[^>]*/>(?:<v></v>|<v\s*/>)?</c>")
_CELL_AT = re.compile(rb"""\br="([A-Z]{1,3})(\d{1,7})\"""")
_RAISED = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-=()aeox", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓ")
_MOST_NOTES = 2000


@dataclass(frozen=True, slots=True)
class Strings:
    """Shared texts that a person sees otherwise than they are kept: number → (as seen, what is struck in it)."""

    changed: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    struck_styles: frozenset[int] = frozenset()


@dataclass(slots=True)
class Marks:
    """What is told of one sheet's cells: other texts, and notes."""

    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    struck: set[tuple[int, int]] = field(default_factory=set)
    notes: list[Finding] = field(default_factory=list)


def strings(archive: zipfile.ZipFile) -> Strings:
    """What holds for all sheets. Raises ``DamagedTable``."""
    names = archive.namelist()
    struck: set[int] = set()
    if "xl/styles.xml" in names and b"strike" in (styles := archive.read("xl/styles.xml")):
        root = parsed(styles)
        fonts = [_is_on(font.find("{*}strike")) for font in root.iterfind("{*}fonts/{*}font")]
        for number, style in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
            font = int(style.get("fontId") or 0)
            if font < len(fonts) and fonts[font]:
                struck.add(number)
    changed: dict[int, tuple[str, str]] = {}
    if _STRINGS in names and b"rPr>" in (xml := archive.read(_STRINGS)) and (b"strike" in xml or b"vertAlign" in xml):
        for number, item in enumerate(parsed(xml).iterfind("{*}si")):
            kept = "".join(run.text or "" for run in item.iterfind("{*}r/{*}t"))
            if kept:
                shown, gone = _as_seen(item)
                if shown != kept:
                    changed[number] = (shown, gone)
    return Strings(changed, frozenset(struck))


def _is_on(item: ET.Element | None) -> bool:
    return item is not None and item.get("val") not in {"0", "false"}


def _as_seen(item: ET.Element) -> tuple[str, str]:
    shown, gone = [], []
    for run in item.iterfind("{*}r"):
        text = run.findtext("{*}t") or ""
        raised = run.find("{*}rPr/{*}vertAlign")
        align = raised.get("val") if raised is not None else ""
        if _is_on(run.find("{*}rPr/{*}strike")):
            gone.append(text)
            continue
        for name, table in (("superscript", _RAISED), ("subscript", _LOWERED)):
            if align == name and all(ord(char) in table for char in text):
                text = text.translate(table)
        shown.append(text)
    return "".join(shown), "".join(gone)


def marks(sheet: str, xml: bytes, texts: Strings, *, formulas: bool = True) -> Marks:
    """What is told of the cells of one worksheet, given its name, its bytes and whether it has ``formulas``."""
    found = Marks()
    if b'hidden="1"' in xml:
        found.notes += _hidden(sheet, xml)
    if texts.changed:
        for match in _SHARED.finditer(xml):
            if (change := texts.changed.get(int(match.group(3)))) is not None:
                cell = _row_column(match)
                found.texts[cell] = change[0]
                if change[1].strip() and len(found.notes) < _MOST_NOTES:
                    found.notes.append(_struck(sheet, cell, change[1]))
    if texts.struck_styles:
        for match in _STYLED.finditer(xml):
            if int(match.group(3)) in texts.struck_styles:
                found.struck.add(_row_column(match))
    if formulas:
        for match in _UNSOLVED.finditer(xml):
            begins = xml.rfind(b"<c ", 0, match.start())
            if (place := _CELL_AT.search(xml, begins, match.start())) and len(found.notes) < _MOST_NOTES:
                found.notes.append(Finding(cell_name(sheet, *_row_column(place)), "cell_formula_unsolved"))
    return found


def _struck(sheet: str, cell: tuple[int, int], text: str) -> Finding:
    return Finding(cell_name(sheet, *cell), "cell_text_struck", {"value": text.strip()[:40]})


def struck_out(sheet: str, row: int, column: int, text: str) -> Finding:
    """The note of a cell whose whole text is struck out."""
    return _struck(sheet, (row, column), text)


def _hidden(sheet: str, xml: bytes) -> Iterator[Finding]:
    rows = len(re.findall(rb'<row [^>]*?\bhidden="1"', xml))
    columns = re.findall(rb'<col [^>]*?\bhidden="1"[^>]*>', xml)
    if rows:
        yield Finding(sheet, "rows_hidden", {"rows": rows})
    if columns:
        yield Finding(sheet, "columns_hidden", {"columns": len(columns)})


def _row_column(place: re.Match[bytes]) -> tuple[int, int]:
    column = 0
    for letter in place.group(1):
        column = column * 26 + letter - 64
    return int(place.group(2)) - 1, column - 1
