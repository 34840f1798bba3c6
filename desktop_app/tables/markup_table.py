"""Tables that are markup under the name of a workbook: HTML, as question systems on the web hand it out as .xls, and
the XML spreadsheet of Excel 2003.

Promises: nothing in the markup runs or is fetched, and no span is written out beyond what a sheet may hold.
Source: HTML, 4.9.11 (colspan, rowspan); XML Spreadsheet Reference (ss:Index, ss:MergeAcross, ss:MergeDown).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from desktop_app.tables.findings import Finding
from desktop_app.tables.limits import MAX_CELLS
from desktop_app.tables.sheet import DamagedTable, Sheet, TooLarge, cell_name
from desktop_app.tables.text_table import decode

_WIDEST, _TALLEST = 1_000, 65_534  # of one cell, as HTML has it
_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_BLOCKS = frozenset({"p", "div", "li", "tr", "h1", "h2", "h3"})
_UNSEEN = frozenset({"script", "style", "head", "title"})
_LOOKED_AT = 200_000
_Cell = tuple[int, int, str, int, int]  # row, column, text, rows and columns that it takes


def sniff(data: bytes) -> str:
    """``html`` where the bytes are HTML with a table, ``xml`` for an XML spreadsheet, or empty."""
    head = data[:_LOOKED_AT].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if not head.startswith(b"<"):
        return ""
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head[:2000] and b"<html" not in head[:2000]:
        return "xml"
    page = re.match(rb"<(?:!doctype html|html|meta|head|body|table|div|style|center|font)\b", head)
    return "html" if page and re.search(rb"<table\b", head) and b"<tr" in head else ""


def read_markup(data: bytes) -> tuple[Sheet, ...]:
    """Every table as a sheet. Raises ``DamagedTable``, ``TooLarge``, ``NotATable``."""
    return tuple(_xml(data) if sniff(data) == "xml" else _html(data))


def _html(data: bytes) -> Iterator[Sheet]:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        # A declaration of another encoding within the text no longer holds: it is UTF-8 now.
        root = etree.fromstring(re.sub(r"<\?xml[^>]*>", "", decode(data), count=1).encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise DamagedTable(part="html") from None
    if root is None:
        raise DamagedTable(part="html")
    names = [name for name in re.findall(r"<x:Name>([^<]{1,60})</x:Name>", decode(data[:_LOOKED_AT])) if name.strip()]
    tables = [table for table in root.iter("table") if table.find(".//table") is None]
    for n, table in enumerate(tables):
        name = names[n] if len(names) == len(tables) else f"Sheet{n + 1}"
        notes = _beside(name, root) if n == 0 else []
        yield _sheet(name, _html_cells(name, table, notes), notes)


def _beside(name: str, root: etree._Element) -> list[Finding]:
    """What is told of the passages that stand in no table; titles are passages too."""
    passages: list[str] = []
    for element in root.iter():
        outside = isinstance(element.tag, str) and element.tag not in _UNSEEN and element.tag != "table"
        if not outside or any(one.tag in _UNSEEN or one.tag == "table" for one in element.iterancestors()):
            continue
        for text in (element.text, *(child.tail for child in element)):
            if text and text.strip():
                passages.append(" ".join(text.split()))
    if not passages:
        return []
    return [Finding(name, "text_beside_tables", {"count": len(passages), "text": passages[0][:40]})]


def _html_cells(name: str, table: etree._Element, notes: list[Finding]) -> Iterator[_Cell]:
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(table.iter("tr")):
        column = 0
        for cell in line.iterchildren("td", "th"):
            while (row, column) in taken:
                column += 1
            across, down = _number(cell, "colspan", _WIDEST), _number(cell, "rowspan", _TALLEST)
            if down > 1 and len(taken) < MAX_CELLS:
                taken |= {(row + y, column + x) for y in range(1, down) for x in range(across)}
            for image in cell.iter("img"):
                source = (image.get("src") or "")[:60]
                notes.append(Finding(cell_name(name, row, column), "cell_picture_missing", {"image": source}))
            yield row, column, _seen(cell), down, across
            column += across


def _number(cell: etree._Element, name: str, most: int, least: int = 1) -> int:
    text = (cell.get(name) or "").strip()
    return max(least, min(int(text), most)) if text.isascii() and text.isdigit() and len(text) < 9 else least


def _seen(cell: etree._Element) -> str:
    """The text of a cell: white space as a browser shows it, a line each paragraph."""
    pieces: list[str] = [re.sub(r"\s+", " ", cell.text or "")]
    for element in cell.iterdescendants():
        tag = element.tag if isinstance(element.tag, str) else ""
        pieces.append("\n" if tag == "br" or tag in _BLOCKS else "")
        if tag not in _UNSEEN:
            pieces.append(re.sub(r"\s+", " ", element.text or ""))
        pieces.append(re.sub(r"\s+", " ", element.tail or ""))
    text = "".join(pieces).replace("\xa0", " ")
    return "\n".join(line for line in (line.strip() for line in text.split("\n")) if line)


def _xml(data: bytes) -> Iterator[Sheet]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=False)
    if b"<!ENTITY" in data:
        raise DamagedTable(part="ENTITY")
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise DamagedTable(part="xml") from None
    for n, sheet in enumerate(root.iter(f"{_SS}Worksheet")):
        name = sheet.get(f"{_SS}Name") or f"Sheet{n + 1}"
        yield _sheet(name, _xml_cells(sheet), [])


def _xml_cells(sheet: etree._Element) -> Iterator[_Cell]:
    row = -1
    for line in sheet.iter(f"{_SS}Row"):
        row = _place(line, row + 1)
        column = -1
        for cell in line.iterchildren(f"{_SS}Cell"):
            column = _place(cell, column + 1)
            across = 1 + _number(cell, f"{_SS}MergeAcross", _WIDEST, 0)
            down = 1 + _number(cell, f"{_SS}MergeDown", _TALLEST, 0)
            text = "".join(map(str, found.itertext())) if (found := cell.find(f"{_SS}Data")) is not None else ""
            kind = found.get(f"{_SS}Type") if found is not None else ""
            yield row, column, text.removesuffix("T00:00:00.000") if kind == "DateTime" else text, down, across
            column += across - 1


def _place(element: etree._Element, following: int) -> int:
    return _number(element, f"{_SS}Index", 99_999_999) - 1 if element.get(f"{_SS}Index") else following


def _sheet(name: str, cells: Iterator[_Cell], notes: list[Finding]) -> Sheet:
    rows: list[list[str]] = []
    merged = []
    widest = 0
    for row, column, text, down, across in cells:
        widest = max(widest, column + 1)
        if (row + 1) * widest > MAX_CELLS:
            raise TooLarge(where=cell_name(name, row, column), rows=row + 1, columns=widest)
        while len(rows) <= row:
            rows.append([])
        rows[row] += [""] * (column + 1 - len(rows[row]))
        rows[row][column] = text
        if down > 1 or across > 1:
            merged.append((row, column, row + down - 1, column + across - 1))
    return Sheet(name, tuple(map(tuple, rows)), merged=tuple(merged), notes=tuple(notes))
