"""Workbooks as sheets of text: .xlsx and .xls, recognised by their bytes.

Promises: no sheet is expanded before its span is known (calamine trusts a single far cell and asks for 549 GB), and
cells show what the person saw, as far as their number format tells; where it does not, a note says so.
"""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

import python_calamine

from desktop_app.tables import number_format, open_document, xlsx_marks, xlsx_pictures
from desktop_app.tables.findings import Finding
from desktop_app.tables.limits import MAX_CELLS, MAX_UNPACKED_MB
from desktop_app.tables.number_format import Value
from desktop_app.tables.safe_text import undo
from desktop_app.tables.sheet import (
    DamagedTable,
    Encrypted,
    Sheet,
    TooLarge,
    UnpacksTooLarge,
    cell_name,
    column_letters,
)
from desktop_app.tables.xlsx_marks import Marks
from desktop_app.tables.xlsx_pictures import Pictures

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF8", "gif"), (b"%PDF", "pdf"), (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"), (b"{\\rtf", "rtf"), (b"BM", "bmp"), (b"\x1f\x8b", "gz"),
    (b"MZ", "exe"), (b"SQLite format", "db"),
)  # fmt: skip
_TEXT = {str}
_ROUNDED = 1e15
"""Numbers from here on have 16 digits and more: identity or card numbers that the workbook has already rounded."""
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*?)(/?)>")
_REFERENCE = re.compile(rb"""\br=["']([A-Z]{1,4})(\d{1,8})["']""")
_STYLE = re.compile(rb"""\bs=["'](\d+)["']""")


def sniff(data: bytes) -> str:
    """``xlsx``, ``xls``, ``ods``, another format's short name, or empty for what may be text."""
    if data.startswith(_ZIP):
        return _sniff_zip(data)
    if data.startswith(_OLE):
        return _sniff_ole(data)
    for magic, name in _MAGIC:
        if data.startswith(magic) and (name != "bmp" or b"\0" in data[:20]):
            return name
    return ""


def _sniff_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
            if kind := open_document.sniff(archive, names):
                return kind
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, RuntimeError, zlib.error):
        raise DamagedTable(part="zip") from None
    for part, kind in (
        ("xl/workbook.xml", "xlsx"),
        ("xl/workbook.bin", "xlsb"),
        ("word/document.xml", "docx"),
        ("ppt/presentation.xml", "pptx"),
        ("imsmanifest.xml", "qti"),
    ):
        if part in names:
            return kind
    return "zip"


def _sniff_ole(data: bytes) -> str:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") + b"\0\0" in data

    if has("EncryptedPackage"):
        raise Encrypted
    if has("Workbook") or has("Book"):
        return "xls"
    return "doc" if has("WordDocument") else "ppt" if has("PowerPoint Document") else "ole"


# ---------------------------------------------------------------- .xlsx


@dataclass(frozen=True, slots=True)
class _Styled:
    """What the XML alone tells of a sheet: the format of cells whose style is not plain, and the cells that show an
    error; what else the XML says of them, and the pictures."""

    formats: Mapping[tuple[int, int], str]
    errors: tuple[tuple[int, int], ...]
    marks: Marks = field(default_factory=Marks)
    pictures: Pictures = field(default_factory=Pictures)


def read_xlsx(data: bytes) -> tuple[Sheet, ...]:
    """Every worksheet. Raises ``TooLarge``, ``UnpacksTooLarge``, ``DamagedTable``, ``Encrypted``."""
    styled: dict[str, _Styled] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(info.file_size for info in archive.infolist() if info.filename.startswith("xl/")) >> 20
            if unpacked > MAX_UNPACKED_MB:
                raise UnpacksTooLarge(megabytes=unpacked)
            formats = _formats_in_use(archive)
            texts = xlsx_marks.strings(archive)
            parts = list(_parts(archive))
            # A part that several sheets name is unpacked for each.
            unpacked = sum(archive.getinfo(part).file_size for _, part in parts) >> 20
            if unpacked > MAX_UNPACKED_MB:
                raise UnpacksTooLarge(megabytes=unpacked)
            for name, part in parts:
                xml = archive.read(part)
                _refuse_far_cells(name, xml)
                look = _look(xml, formats)
                formulas = b"<f" in xml
                drawn = xlsx_pictures.pictures(archive, name, part, xml, formulas=formulas)
                errors = tuple(cell for cell in look.errors if cell not in drawn.cells)
                styled[name] = _Styled(
                    look.formats, errors, xlsx_marks.marks(name, xml, texts, formulas=formulas), drawn
                )
    except (
        zipfile.BadZipFile,
        LookupError,  # an encoding that nobody knows is one too
        ValueError,
        SyntaxError,
        NotImplementedError,
        OSError,
        EOFError,
        OverflowError,
        RuntimeError,
        zlib.error,
    ) as error:
        raise DamagedTable(part=type(error).__name__) from None
    return tuple(_sheets(data, styled))


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """(sheet name, member of the zip) for each worksheet."""
    targets = {
        link.get("Id"): (link.get("Type") or "", link.get("Target") or "")
        for link in xlsx_pictures.parsed(archive.read("xl/_rels/workbook.xml.rels")).iterfind("{*}Relationship")
    }
    names = set(archive.namelist())
    for sheet in xlsx_pictures.parsed(archive.read("xl/workbook.xml")).iterfind(".//{*}sheet"):
        links = [value for key, value in sheet.items() if key.endswith("}id")]
        kind, target = targets.get(links[0], ("", "")) if links else ("", "")
        if kind.endswith("/worksheet") and target:
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if part in names:
                yield sheet.get("name") or "", part


def _refuse_far_cells(name: str, xml: bytes) -> None:
    """Refuse a sheet whose last used cell lies too far from its first; empty styled cells do not count."""
    quick = re.compile(rb'<c r="[A-Z]{2}').search(xml) is None and b":c " not in xml and b"r='" not in xml
    if quick:
        # Up to column Z: only the last row's number matters.
        rows = re.findall(rb'<row[^>]*?\br="(\d+)"', xml)
        if rows and max(map(int, rows)) * 26 <= MAX_CELLS:
            return
    bottom, right = 0, -1
    far = ""
    for match in _CELL.finditer(xml):
        if match.group(2) or (place := _REFERENCE.search(match.group(1))) is None:
            continue
        row, column = int(place.group(2)), _column(place.group(1))
        if row > bottom or column > right:
            far = f"{name}!{column_letters(column)}{row}"
        bottom, right = max(bottom, row), max(right, column)
    # Counted from A1, where reading begins, even if nothing stands there.
    if bottom * (right + 1) > MAX_CELLS:
        raise TooLarge(where=far, rows=bottom, columns=right + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _formats_in_use(archive: zipfile.ZipFile) -> dict[int, str]:
    """Style number → format code, for the styles that show a number other than it is."""
    if "xl/styles.xml" not in archive.namelist():
        return {}
    root = xlsx_pictures.parsed(archive.read("xl/styles.xml"))
    own = {
        int(item.get("numFmtId") or 0): item.get("formatCode") or "" for item in root.iterfind("{*}numFmts/{*}numFmt")
    }
    found = {}
    for style, item in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        number = int(item.get("numFmtId") or 0)
        code = own.get(number) or number_format.builtin(number) or f"#{number}"
        if code not in number_format.PLAIN:
            found[style] = code
    return found


def _look(xml: bytes, formats: Mapping[int, str]) -> _Styled:
    found: dict[tuple[int, int], str] = {}
    errors: list[tuple[int, int]] = []
    if not formats and b't="e"' not in xml:
        return _Styled(found, ())
    for match in _CELL.finditer(xml):
        attributes = match.group(1)
        is_error = b't="e"' in attributes
        style = _STYLE.search(attributes) if formats else None
        code = formats.get(int(style.group(1))) if style else None
        if match.group(2) or not (code or is_error) or (place := _REFERENCE.search(attributes)) is None:
            continue
        cell = (int(place.group(2)) - 1, _column(place.group(1)))
        if is_error:
            errors.append(cell)
        elif code:
            found[cell] = code
    return _Styled(found, tuple(errors))


def _sheets(data: bytes, styled: Mapping[str, _Styled]) -> Iterator[Sheet]:
    try:
        workbook = python_calamine.load_workbook(io.BytesIO(data))
        names = [info.name for info in workbook.sheets_metadata]
        if len(set(names)) < len(names):
            raise DamagedTable(part="sheet names")  # calamine would read the first of that name again
        for info in workbook.sheets_metadata:
            if info.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            hidden = info.visible != python_calamine.SheetVisibleEnum.Visible
            sheet = workbook.get_sheet_by_name(info.name)
            yield _sheet(sheet, hidden, styled.get(info.name) or _Styled({}, ()))
    except python_calamine.PasswordError:
        raise Encrypted from None
    except python_calamine.CalamineError as error:
        raise DamagedTable(part=type(error).__name__) from None
    except BaseException as error:
        # What Rust calls a panic: no Exception, and its class cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise DamagedTable(part="records") from None


def _sheet(sheet: python_calamine.CalamineSheet, hidden: bool, styled: _Styled) -> Sheet:
    # iter_rows begins at row 0, but at the first used column.
    shift = sheet.start[1] if sheet.start else 0
    pad = ("",) * shift
    notes: list[Finding] = []
    rows: list[tuple[str, ...]] = []
    formats = styled.formats
    rows_with_formats = {row for row, _ in formats}
    marked = {row for row, _ in (*styled.marks.texts, *styled.marks.struck, *styled.pictures.cells)}
    texts: list[str]
    for number, values in enumerate(sheet.iter_rows() if sheet.start else ()):
        if number in rows_with_formats:
            texts = [
                _formatted(value, formats.get((number, column)), sheet.name, number, column, notes)
                for column, value in enumerate(values, shift)
            ]
        else:
            texts = cast(list[str], values)  # nearly every row of a large file is text alone
            if set(map(type, values)) != _TEXT:
                texts = [value if value.__class__ is str else number_format.general(value) for value in values]
                for column, value in enumerate(values, shift):
                    if value.__class__ is float and abs(value) >= _ROUNDED:
                        notes.append(_rounded(value, sheet.name, number, column))
        whole = "".join(texts)
        if "'" in whole or "_x" in whole:
            texts = [_unescaped(text) if text[:1] == "'" or "_x" in text else text for text in texts]
        if number in marked:
            texts = _as_seen(texts, styled, sheet.name, number, shift, notes)
        rows.append((*pad, *texts) if shift else tuple(texts))
    notes += [Finding(cell_name(sheet.name, row, column), "cell_shows_error") for row, column in styled.errors]
    merged = tuple(
        (top, left, bottom, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        if (top, left) != (bottom, right)
    )
    notes += (*styled.marks.notes, *styled.pictures.notes)
    return Sheet(sheet.name, tuple(rows), hidden, merged, tuple(notes), pictures=tuple(styled.pictures.found))


def _as_seen(texts: Sequence[str], styled: _Styled, name: str, row: int, shift: int, notes: list[Finding]) -> list[str]:
    """A row without what is struck out in it, and without the formulas that stand for pictures."""
    seen = list(texts)
    for column, text in enumerate(texts, shift):
        cell = (row, column)
        if cell in styled.pictures.cells:
            seen[column - shift] = ""
        elif cell in styled.marks.struck and text.strip():
            notes.append(xlsx_marks.struck_out(name, row, column, text))
            seen[column - shift] = ""
        elif cell in styled.marks.texts:
            seen[column - shift] = _unescaped(styled.marks.texts[cell])
    return seen


def _unescaped(text: str) -> str:
    """_x000D_ stands for a character that XML cannot hold (ECMA-376 part 1, 22.9.2.19)."""
    text = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match.group(1), 16)), text)
    return undo(text)


def _rounded(value: float, name: str, row: int, column: int) -> Finding:
    return Finding(cell_name(name, row, column), "cell_number_rounded", {"shown": number_format.general(value)})


def _formatted(value: Value, code: str | None, name: str, row: int, column: int, notes: list[Finding]) -> str:
    if isinstance(value, float) and abs(value) >= _ROUNDED:
        notes.append(_rounded(value, name, row, column))
    if code is None or isinstance(value, str):
        return number_format.general(value)
    shown = number_format.render(value, code)
    if shown is None or code in number_format.BY_SYSTEM:
        text = number_format.general(value) if shown is None else shown
        notes.append(Finding(cell_name(name, row, column), "cell_format_unclear", {"shown": text, "format": code}))
        return text
    return shown


# ---------------------------------------------------------------- .xls


def read_xls(data: bytes) -> tuple[Sheet, ...]:
    """Every worksheet of a BIFF workbook (.xls, .et). Raises ``TooLarge``, ``DamagedTable``, ``Encrypted``,
    ``NotATable``."""
    return tuple(_sheets(data, _xls_styles(data)))


_XLRD_FAULTS = (
    IndexError, KeyError, ValueError, TypeError, OverflowError, struct.error, AttributeError,
    RecursionError,
)  # fmt: skip


def _xls_styles(data: bytes) -> dict[str, _Styled]:
    import xlrd  # for .xls alone

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO(), ragged_rows=True)
    except xlrd.XLRDError as error:
        if "encrypt" in str(error).lower():
            raise Encrypted from None
        raise DamagedTable(part="xls") from None
    except (xlrd.compdoc.CompDocError, AssertionError):
        # A cell beyond the last column is what it asserts of: calamine would lay out a sheet as wide as that.
        raise DamagedTable(part="xls") from None
    except _XLRD_FAULTS:
        # xlrd walks broken records without looking; calamine may still read the cells, without their formats.
        return {}
    found = {}
    for sheet in book.sheets():
        if sheet.nrows * sheet.ncols > MAX_CELLS:
            last = f"{sheet.name}!{column_letters(sheet.ncols - 1)}{sheet.nrows}"
            raise TooLarge(where=last, rows=sheet.nrows, columns=sheet.ncols)
        formats: dict[tuple[int, int], str] = {}
        errors: list[tuple[int, int]] = []
        for row in range(sheet.nrows):
            for column, kind in enumerate(sheet.row_types(row)):
                if kind == xlrd.XL_CELL_ERROR:
                    errors.append((row, column))
                elif kind in {xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE}:
                    style = sheet.cell_xf_index(row, column)
                    if style >= len(book.xf_list):
                        continue  # written by hand or damaged: shown as calamine reads it
                    key = book.xf_list[style].format_key
                    own = book.format_map[key].format_str if key in book.format_map else ""
                    code = number_format.builtin(key) or own
                    if code not in number_format.PLAIN:
                        formats[row, column] = code
        unseen = sum(1 for row, info in sheet.rowinfo_map.items() if info.hidden and any(sheet.row_types(row)))
        notes = [Finding(sheet.name, "rows_hidden", {"rows": unseen})] if unseen else []
        found[sheet.name] = _Styled(formats, tuple(errors), Marks(notes=notes))
    return found
