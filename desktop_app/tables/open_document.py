"""OpenDocument spreadsheets (.ods) as sheets of text.

Promises: a cell's text is what the person saw (``text:p``), not the stored value; no run of repeated cells or rows is
written out before its span is known. Source: OpenDocument 1.3 part 3, chapter 9 (tables), 19.3 (encryption: part 2, 4).
"""

from __future__ import annotations

import io
import math
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from desktop_app.tables import number_format
from desktop_app.tables.findings import Finding
from desktop_app.tables.limits import MAX_CELLS, MAX_COLUMNS, MAX_UNPACKED_MB
from desktop_app.tables.safe_text import undo
from desktop_app.tables.sheet import DamagedTable, Encrypted, Sheet, TooLarge, UnpacksTooLarge, column_letters

_LONGEST_REPEAT = 1_000  # spaces in a text
_ROUNDED = 1e15
_ENCRYPTED_NOW = "encrypted-package"  # what LibreOffice from 24.2 puts in place of all parts
_TYPE = "application/vnd.oasis.opendocument."
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_UNSEEN = ("collapse", "filter")  # by hand, by a filter
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def sniff(archive: zipfile.ZipFile, names: frozenset[str]) -> str:
    """``ods``, another kind of OpenDocument (``odt`` …), or empty. Raises ``Encrypted`` for a package all of which is
    encrypted, so that nothing tells what it is."""
    kind = ""
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
        kind = archive.read("mimetype").decode("ascii", "replace").strip()
    if not kind.startswith(_TYPE):
        # Without the type in its place it is one by its parts alone.
        return "ods" if {"content.xml", "META-INF/manifest.xml"} <= names and "imsmanifest.xml" not in names else ""
    if _ENCRYPTED_NOW in names:
        raise Encrypted
    name = kind.removeprefix(_TYPE).removesuffix("-template")
    return {"spreadsheet": "ods", "text": "odt", "presentation": "odp"}.get(name, "odf")


def read_ods(data: bytes) -> tuple[Sheet, ...]:
    """Every sheet. Raises ``TooLarge``, ``UnpacksTooLarge``, ``DamagedTable``, ``Encrypted``."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_encrypted(archive)
            info = archive.getinfo("content.xml")
            if info.file_size >> 20 > MAX_UNPACKED_MB:
                raise UnpacksTooLarge(megabytes=info.file_size >> 20)
            with archive.open(info) as content:
                return tuple(_Reader(content).sheets())
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        RuntimeError,  # what zipfile says of its own encryption
        NotImplementedError,
        OSError,
        EOFError,
        zlib.error,
        etree.XMLSyntaxError,
    ) as error:
        raise DamagedTable(part=type(error).__name__) from None


def _refuse_encrypted(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    if _ENCRYPTED_NOW in names:
        raise Encrypted
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.open("META-INF/manifest.xml").read(1 << 22):
        raise Encrypted


class _Reader:
    """One walk over content.xml; of the tree there is never more than a row."""

    def __init__(self, content: Any) -> None:
        self._events = etree.iterparse(
            content,
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        self._hidden_styles: set[str] = set()

    def sheets(self) -> Iterator[Sheet]:
        """Each table of the spreadsheet itself; one in a drawing or a linked file is none."""
        found: _Table | None = None
        first = True
        for event, element in self._events:
            if first:
                first = False
                if element.getroottree().docinfo.doctype:
                    raise DamagedTable(part="DOCTYPE")
            tag = element.tag
            if event == "start":
                if tag == f"{_TABLE}table" and _is(element.getparent(), f"{_OFFICE}spreadsheet"):
                    style = element.get(f"{_TABLE}style-name") or ""
                    found = _Table(element.get(f"{_TABLE}name") or "", style in self._hidden_styles, element)
            elif tag == f"{_STYLE}style":
                self._take_style(element)
            elif found is not None and tag == f"{_TABLE}table-row" and found.holds(element):
                found.take(element)
                _forget(element)
            elif found is not None and element is found.element:
                yield found.sheet()
                found = None
                _forget(element)

    def _take_style(self, style: etree._Element) -> None:
        properties = style.find(f"{_STYLE}table-properties")
        if properties is not None and properties.get(f"{_TABLE}display") == "false":
            self._hidden_styles.add(style.get(f"{_STYLE}name") or "")


def _is(element: etree._Element | None, tag: str) -> bool:
    return element is not None and element.tag == tag


def _forget(element: etree._Element) -> None:
    """Free what was read, or the whole file would be in memory as a tree."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _number(element: etree._Element, name: str) -> int:
    """How often something is repeated or how far it spans: 1 where it does not say."""
    text = element.get(f"{_TABLE}{name}") or "1"
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 12 else 1


class _Table:
    """One sheet while it is read."""

    def __init__(self, name: str, hidden: bool, element: etree._Element) -> None:
        self.element = element
        self._name = name
        self._hidden = hidden
        self._rows: list[tuple[str, ...]] = []
        self._width = 0
        self._empty = 0  # rows without content since the last one that had some
        self._merged: list[tuple[int, int, int, int]] = []
        self._notes: list[Finding] = []
        self._unseen = 0  # hidden rows that hold something

    def holds(self, row: etree._Element) -> bool:
        """Whether the row is one of this table, however grouped, and not of a table within."""
        return next(row.iterancestors(f"{_TABLE}table"), None) is self.element

    def take(self, row: etree._Element) -> None:
        """Read a row, which may stand for many."""
        times = _number(row, "number-rows-repeated")
        number = len(self._rows) + self._empty
        runs: list[tuple[str, int]] = []
        column = 0
        for cell in row:
            if cell.tag not in _CELLS:
                continue
            repeated = _number(cell, "number-columns-repeated")
            text = "" if cell.tag == _CELLS[1] else self._text(cell, number, column)
            runs.append((text, repeated))
            self._take_span(cell, number, column)
            column += repeated
        while runs and not runs[-1][0]:
            runs.pop()
        if not runs:
            self._empty += times
            return
        width = sum(repeated for _, repeated in runs)
        self._require_room(number + times, max(width, self._width))
        self._rows += [()] * self._empty
        self._empty = 0
        self._width = max(self._width, width)
        cells = tuple(text for text, repeated in runs for _ in range(repeated))
        self._rows += [cells] * times
        if row.get(f"{_TABLE}visibility") in _UNSEEN:
            self._unseen += times

    def _require_room(self, rows: int, columns: int) -> None:
        if columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
            far = f"{self._name}!{column_letters(min(columns, MAX_COLUMNS) - 1)}{rows}"
            raise TooLarge(where=far, rows=rows, columns=columns)

    def _take_span(self, cell: etree._Element, row: int, column: int) -> None:
        down, right = _number(cell, "number-rows-spanned"), _number(cell, "number-columns-spanned")
        if (down > 1 or right > 1) and cell.tag == _CELLS[0]:
            self._merged.append((row, column, row + down - 1, column + right - 1))

    def _text(self, cell: etree._Element, row: int, column: int) -> str:
        def note(code: str, **facts: str) -> None:
            self._notes.append(Finding(f"{self._name}!{column_letters(column)}{row + 1}", code, facts))

        kind = cell.get(f"{_OFFICE}value-type") or ""
        shown = "\n".join(_paragraph(child) for child in cell if child.tag == f"{_TEXT}p")
        if cell.get(f"{_CALC}value-type") == "error":
            note("cell_shows_error")
            return ""
        if kind in {"float", "currency"} and abs(_float(cell.get(f"{_OFFICE}value"))) >= _ROUNDED:
            note("cell_number_rounded", shown=shown)
        if not shown and kind:
            # Written by a program that leaves it to the next one to say what is shown.
            shown, known = _stored(cell, kind)
            if not known:
                note("cell_format_unclear", shown=shown, format=kind)
        return undo(shown) if shown[:1] == "'" else shown

    def sheet(self) -> Sheet:
        """All that was read; rows beyond the last filled one do not count."""
        merged = tuple(span for span in self._merged if span[0] < len(self._rows))
        unseen = [Finding(self._name, "rows_hidden", {"rows": self._unseen})] if self._unseen else []
        return Sheet(self._name, tuple(self._rows), self._hidden, merged, (*self._notes, *unseen))


def _paragraph(element: etree._Element) -> str:
    """The text of a paragraph as it is shown: runs of spaces, tabs and line breaks are elements of their own."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c") or "1"
            pieces.append(" " * min(int(count) if count.isascii() and count.isdigit() else 1, _LONGEST_REPEAT))
        elif child.tag == f"{_TEXT}tab":
            pieces.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            pieces.append("\n")
        elif isinstance(child.tag, str) and child.tag.startswith(_TEXT) and child.tag != f"{_TEXT}ruby-text":
            pieces.append(_paragraph(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _float(text: str | None) -> float:
    try:
        value = float(text or "")
    except ValueError:
        return 0.0
    return value if math.isfinite(value) else 0.0


def _stored(cell: etree._Element, kind: str) -> tuple[str, bool]:
    """(the stored value as text, whether this is how it would be shown)."""
    if kind == "float":
        return number_format.general(_float(cell.get(f"{_OFFICE}value"))), True
    if kind == "percentage":
        return f"{number_format.general(_float(cell.get(f'{_OFFICE}value')) * 100)}%", False
    attribute = {"currency": "value", "date": "date-value", "time": "time-value", "boolean": "boolean-value"}.get(kind)
    if attribute is None:
        return cell.get(f"{_OFFICE}string-value") or "", True
    text = cell.get(f"{_OFFICE}{attribute}") or ""
    return (text.upper(), True) if kind == "boolean" else (text, not text)
