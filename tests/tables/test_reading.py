"""Files as they come: renamed, empty, encrypted, damaged, too wide; read in a child that may die of them."""

from __future__ import annotations

import io
import os
import time
import zipfile
from collections.abc import Iterator

import pytest

from desktop_app.base.errors import BranchExamError
from desktop_app.base.progress import Cancelled
from desktop_app.tables.child import ReaderDied, ReaderTimedOut, in_child, stream_in_child
from desktop_app.tables.reading import read_sheets
from desktop_app.tables.sheet import (
    DamagedTable,
    EmptyFile,
    Encrypted,
    NotATable,
    QuoteOpen,
    TooLarge,
    UnpacksTooLarge,
    column_letters,
)
from tests.banks.workbooks import FINE, HEADINGS, xlsx

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def with_sheet(xml: str) -> bytes:
    """A small workbook with this XML in place of its sheet's."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx([["x"]]))) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            body = xml.encode() if name == "xl/worksheets/sheet1.xml" else source.read(name)
            target.writestr(name, body)
    return out.getvalue()


def sheet_xml(cells: str) -> str:
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return f"<worksheet {space}><sheetData>{cells}</sheetData></worksheet>"


def cell(reference: str, value: str = "1") -> str:
    return f'<c r="{reference}"><v>{value}</v></c>'


FAR = sheet_xml(f'<row r="1">{cell("A1")}</row><row r="1048576">{cell("XFD1048576")}</row>')


@pytest.mark.parametrize(
    ("data", "error", "fact"),
    [
        (b"", EmptyFile, None),
        (b"\xef\xbb\xbf \r\n", EmptyFile, None),
        (PNG, NotATable, "png"),
        (b"%PDF-1.7 ...", NotATable, "pdf"),
        (b"\xff\xd8\xff\xe0 jfif", NotATable, "jpeg"),
        (b"<html><p>1</p></html>", NotATable, "html"),
        (b"<?xml version='1.0'?><Workbook/>", NotATable, "xml"),
        (b"abc\0def", NotATable, "binary"),
        (zipped("word/document.xml"), NotATable, "docx"),
        (zipped("readme"), NotATable, "zip"),
        (b"PK\x03\x04 cut off", DamagedTable, "zip"),
        (xlsx([HEADINGS, FINE])[:3000], DamagedTable, "zip"),
        (OLE + "EncryptedPackage".encode("utf-16-le") + b"\0\0", Encrypted, None),
        (OLE + "WordDocument".encode("utf-16-le") + b"\0\0", NotATable, "doc"),
        (OLE + "Workbook".encode("utf-16-le") + b"\0\0", DamagedTable, "xls"),
        (OLE, NotATable, "ole"),
        (with_sheet(FAR), TooLarge, None),
        (with_sheet("<worksheet"), DamagedTable, None),
    ],
)
def test_each_refusal_has_its_own_name(data: bytes, error: type[BranchExamError], fact: str | None) -> None:
    with pytest.raises(error) as refused:
        in_child(read_sheets, data, "questions.xlsx")
    if fact:
        assert fact in refused.value.facts.values()


def test_a_far_cell_is_named_before_anything_is_made_of_it() -> None:
    data = with_sheet(FAR)
    assert len(data) < 8000
    with pytest.raises(TooLarge) as refused:
        read_sheets(data)
    assert refused.value.facts["where"] == "Sheet1!XFD1048576"


@pytest.mark.parametrize(
    "cells",
    [
        f"<row>{cell('A1')}{cell('XFD1048576')}</row>",
        f"<row r='9'>{cell('XFD1048576')}</row><row r='1'>{cell('A1')}</row>",
        FAR.replace('"', "'").partition("<sheetData>")[2].partition("</sheetData>")[0],
    ],
)
def test_far_cells_are_found_however_they_are_written(cells: str) -> None:
    with pytest.raises(TooLarge):
        read_sheets(with_sheet(sheet_xml(cells)))


def test_a_wide_range_of_empty_styled_cells_is_no_content() -> None:
    empty = "".join(f'<row r="{n}"><c r="CV{n}" s="1"/></row>' for n in range(2, 30_000))
    (sheet,) = read_sheets(with_sheet(sheet_xml(f'<row r="1">{cell("A1", "7")}</row>{empty}')))
    assert sheet.rows[0] == ("7",)
    assert not any(any(row) for row in sheet.rows[1:])


def test_a_workbook_that_unpacks_to_more_than_any_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as member:
            for _ in range(420):
                member.write(bytes(1 << 20))
    with pytest.raises(UnpacksTooLarge):
        read_sheets(out.getvalue())


def test_a_document_type_is_refused_before_its_entities_are_expanded() -> None:
    out = io.BytesIO()
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><workbook>&b;</workbook>'
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", bomb)
        archive.writestr("xl/_rels/workbook.xml.rels", "<Relationships/>")
    with pytest.raises(DamagedTable):
        read_sheets(out.getvalue())


def test_places_are_named_as_spreadsheets_do() -> None:
    assert [column_letters(n) for n in (0, 25, 26, 701, 702, 16383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
    (sheet,) = read_sheets(xlsx([["", "", ""], ["", "x"]], names=["甲"]))
    assert sheet.where(1, 1) == "甲!B2"
    assert sheet.rows[1] == ("", "x")
    assert read_sheets(b'a,b\n"c\n\nd",e\nf,g\n', "x.csv")[0].where(2) == "line 5"


# ---------------------------------------------------------------- the child


def _aborts() -> None:
    os.abort()


def _exits() -> None:
    os._exit(3)


def _asks_for_too_much() -> bytes:
    return bytes(1 << 33)


def _never_ends() -> None:
    while True:
        time.sleep(0.01)


def _is_a_bug() -> None:
    raise ZeroDivisionError("the text of a question")


def _refuses() -> None:
    raise NotATable(found="png")


def _counts(to: int) -> Iterator[int]:
    yield from range(to)


def _ends_half_way() -> Iterator[int]:
    yield 1
    os.abort()


def test_whatever_kills_the_reader_is_an_error_and_no_more() -> None:
    with pytest.raises(ReaderDied) as died:
        in_child(_aborts)
    assert died.value.facts["why"] == "memory"
    with pytest.raises(ReaderDied) as died:
        in_child(_exits)
    assert died.value.facts["why"] == "exit 3"
    with pytest.raises(ReaderDied) as died:
        in_child(_asks_for_too_much)
    assert died.value.facts["why"] == "memory"
    with pytest.raises(ReaderTimedOut):
        in_child(_never_ends, seconds=1)


def test_a_bug_is_told_by_kind_and_place_but_never_by_its_text() -> None:
    with pytest.raises(ReaderDied) as died:
        in_child(_is_a_bug)
    why = str(died.value.facts["why"])
    assert why.startswith("ZeroDivisionError test_reading.py:")
    assert "question" not in why


def test_our_own_errors_come_through() -> None:
    with pytest.raises(NotATable) as refused:
        in_child(_refuses)
    assert refused.value.facts == {"found": "png"}


def test_a_stream_comes_whole_and_in_order_and_may_be_left() -> None:
    assert list(stream_in_child(_counts, 1000)) == list(range(1000))
    items = stream_in_child(_counts, 10_000_000)
    assert next(items) == 0
    items.close()
    with pytest.raises(ReaderDied):
        list(stream_in_child(_ends_half_way))


def test_cancelling_ends_the_wait() -> None:
    def progress(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        in_child(_never_ends, progress=progress)


@pytest.mark.parametrize(
    ("text", "line"),
    [('a,b\n1,"2\n3,4\n', 2), ('"a,b\n1,2', 1), ('a,b\n1,2\n"', 3), ('a,b\n1,"2""\n3,4', 2)],
)
def test_a_quote_that_nobody_closes_is_named_and_swallows_no_rows(text: str, line: int) -> None:
    with pytest.raises(QuoteOpen) as caught:
        read_sheets(text.encode())
    assert caught.value.facts == {"line": line}


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\r"])
def test_quotes_that_close_are_no_fault(end: str) -> None:
    (sheet,) = read_sheets(f'a,b{end or chr(10)}"1\n1","2"x{end or chr(10)}3,"""4"""{end}'.encode())
    assert sheet.rows == (("a", "b"), ("1\n1", "2x"), ("3", '"4"'))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_read(encoding: str) -> None:
    (sheet,) = read_sheets("题干,选项A,答案\n第一题是什么,甲,A\n第二题是什么,乙,A\n".encode(encoding))
    assert sheet.rows[1] == ("第一题是什么", "甲", "A")


def test_a_csv_of_more_rows_than_any_sheet_has_is_refused_at_once() -> None:
    begun = time.monotonic()
    with pytest.raises(TooLarge) as refused:
        in_child(read_sheets, b"a,b\n" * 20_000_000, "short.csv")
    assert refused.value.facts["where"] == "line 1048577"
    assert time.monotonic() - begun < 20
    with pytest.raises(TooLarge):
        read_sheets(b"," * 8_000_001 + b"\n")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_are_whole_wherever_a_large_csv_is_cut(end: str) -> None:
    rows = [f'"{n}\n{"长" * (n % 7)}",{n}' for n in range(120_000)]
    (sheet,) = read_sheets(end.join(rows).encode(), "a.csv")
    assert len(sheet.rows) == 120_000
    assert all(row == (f"{n}\n{'长' * (n % 7)}", str(n)) for n, row in enumerate(sheet.rows))
    assert sheet.lines[5] == 11
