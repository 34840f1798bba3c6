"""OpenDocument spreadsheets: what the person saw, within bounds, and hostile ones refused by name."""

from __future__ import annotations

import resource
import sys
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from desktop_app.banks.importing import import_file
from desktop_app.banks.reading import preview
from desktop_app.base.clock import Reading
from desktop_app.base.errors import BranchExamError
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.tables.child import in_child
from desktop_app.tables.reading import read_sheets
from desktop_app.tables.sheet import DamagedTable, EmptyFile, Encrypted, NotATable, TooLarge, UnpacksTooLarge
from desktop_app.tables.spreadsheet import sniff
from tests.banks.workbooks import xlsx
from tests.tables.open_documents import STYLES, cell, content, ods, package, row, simple, table

EMPTY = '<table:table-cell table:number-columns-repeated="16384"/>'
WIDE = 'table:number-columns-repeated="16000"'
QUESTIONS = [
    ["题型", "题干", "选项A", "选项B", "答案"],
    ["单选题", "存款准备金率是多少？", "20%", "18:00", "A"],
    ["判断题", "太阳从东边升起", "", "", "对"],
]


def test_questions_come_in_by_content_whatever_the_name(
    store: Store, examiner: Actor, reading: Reading, tmp_path: Path
) -> None:
    for name in ("题库.ods", "题库.xlsx", "题库"):
        assert [item.question.stem for item in preview(simple(QUESTIONS), name).questions] == [
            "存款准备金率是多少？",
            "太阳从东边升起",
        ]
    path = tmp_path / "题库.ods"
    path.write_bytes(simple(QUESTIONS))
    report = import_file(store, examiner, path, reading=reading)
    assert (report.format, report.read, report.imported) == ("workbook", 2, 2)


def test_a_cell_is_what_the_person_saw() -> None:
    two = (
        "<text:p>两<text:s text:c='2'/>格<text:tab/>和<text:span>一<text:a>行</text:a></text:span><text:line-break/>末"
        "</text:p><text:p>第二段</text:p>"
    )
    around = (
        "<office:annotation><text:p>批注</text:p></office:annotation><text:p>正文</text:p>"
        "<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame>"
    )
    cells = [
        cell("20%", 'office:value-type="percentage" office:value="0.2"'),
        cell("2026年1月5日", 'office:value-type="date" office:date-value="2026-01-05"'),
        cell("18:00", 'office:value-type="time" office:time-value="PT18H00M00S"'),
        cell("000123", 'office:value-type="float" office:value="123"'),
        cell("￥1,234.50", 'office:value-type="currency" office:value="1234.5" office:currency="CNY"'),
        cell("TRUE", 'office:value-type="boolean" office:boolean-value="true"'),
        cell("4", 'table:formula="of:=2+2" office:value-type="float" office:value="4"'),
        f"<table:table-cell>{two}</table:table-cell>",
        cell("'=1+1"),
        f"<table:table-cell>{around}</table:table-cell>",
    ]
    (sheet,) = read_sheets(ods(table(row(*cells))))
    assert sheet.rows[0][:7] == ("20%", "2026年1月5日", "18:00", "000123", "￥1,234.50", "TRUE", "4")
    assert sheet.rows[0][7:] == ("两  格\t和一行\n末\n第二段", "=1+1", "正文")
    assert sheet.notes == ()


def test_what_cannot_be_trusted_is_noted_at_its_cell() -> None:
    cells = [
        cell("#REF!", 'office:value-type="string" calcext:value-type="error"'),
        cell("4.6E+17", 'office:value-type="float" office:value="460000000000000000"'),
        '<table:table-cell office:value-type="percentage" office:value="0.2"/>',
        '<table:table-cell office:value-type="date" office:date-value="2026-01-05"/>',
        '<table:table-cell office:value-type="float" office:value="5"/>',
        '<table:table-cell office:value-type="float" office:value="nan"/>',
    ]
    (sheet,) = read_sheets(ods(table(row(*cells))))
    assert sheet.rows == (("", "4.6E+17", "20%", "2026-01-05", "5", "0"),)
    assert [(note.where, note.code) for note in sheet.notes] == [
        ("题库!A1", "cell_shows_error"),
        ("题库!B1", "cell_number_rounded"),
        ("题库!C1", "cell_format_unclear"),
        ("题库!D1", "cell_format_unclear"),
    ]


def test_repeats_merges_groups_and_hidden_sheets() -> None:
    grouped = f"<table:table-row-group><table:table-rows>{row(cell('组'))}</table:table-rows></table:table-row-group>"
    head = f"<table:table-header-rows>{row(cell('头'))}</table:table-header-rows>"
    inner = f"<table:table-cell><draw:frame>{table(row(cell('图中')), name='Local')}</draw:frame></table:table-cell>"
    first = table(
        head,
        row(
            cell("合", 'table:number-columns-spanned="2" table:number-rows-spanned="3"'),
            '<table:covered-table-cell office:value-type="string"><text:p>盖住</text:p></table:covered-table-cell>',
            cell("右", 'table:number-columns-repeated="2"'),
            '<table:table-cell table:number-columns-repeated="16380"/>',
        ),
        row("<table:table-cell/>", attributes='table:number-rows-repeated="2"'),
        row(cell("两行"), attributes='table:number-rows-repeated="2"'),
        grouped,
        row(inner, cell("旁")),
        row(EMPTY, attributes='table:number-rows-repeated="1048000"'),
    )
    shapes = f"<table:shapes><draw:frame><text:p>形状</text:p></draw:frame></table:shapes>{row(cell('密'))}"
    sheets = read_sheets(ods(first, table(shapes, name="藏", style="ta2"), table(name="空")))
    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [("题库", False), ("藏", True), ("空", False)]
    assert sheets[0].rows == (
        ("头",),
        ("合", "", "右", "右"),
        (),
        (),
        ("两行",),
        ("两行",),
        ("组",),
        ("", "旁"),
    )
    assert sheets[0].merged == ((1, 0, 3, 1),)
    assert sheets[1].rows == (("密",),)
    assert sheets[0].where(1, 3) == "题库!D2"


ENCRYPTED = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
BILLION = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (ods(table(row(cell("x", 'table:number-columns-repeated="16385"')))), TooLarge),
        (ods(table(row(cell("x", 'table:number-columns-repeated="99999999999"')))), TooLarge),
        (ods(table(row(cell("x"), attributes='table:number-rows-repeated="8000001"'))), TooLarge),
        (ods(table(row(cell("x", WIDE), attributes='table:number-rows-repeated="501"'))), TooLarge),
        (
            ods(table(row("", attributes='table:number-rows-repeated="8000000"'), row(cell("x")))),
            TooLarge,
        ),
        (
            ods(table(row(EMPTY, cell("x")))),
            TooLarge,
        ),
        (package(content(table()), {"META-INF/manifest.xml": ENCRYPTED}), Encrypted),
        (package("", {"encrypted-package": "x"}), Encrypted),
        (package(content(table(row(cell("&a;")))).replace("&amp;", "&"), {}), DamagedTable),
        (package(content(table(row(cell("&i;"))), before=BILLION).replace("&amp;", "&")), DamagedTable),
        (package(content(table(row(cell("x"))))[:-30]), DamagedTable),
        (package("<" * 500), DamagedTable),
        (package("<a>" * 5000), DamagedTable),
        (package(content(table()), mimetype="application/vnd.oasis.opendocument.text"), NotATable),
        (package(content(table()), mimetype="application/vnd.oasis.opendocument.presentation"), NotATable),
        (b"PK\x03\x04" + b"mimetype" * 20, DamagedTable),
        (b"", EmptyFile),
    ],
)  # fmt: skip
def test_hostile_ones_are_refused_by_name_at_once(data: bytes, error: type[BranchExamError]) -> None:
    begun = time.monotonic()
    with pytest.raises(error):
        read_sheets(data, "x.ods")
    assert time.monotonic() - begun < 2


def test_external_entities_are_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim", encoding="utf-8")
    before = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'
    with pytest.raises(DamagedTable):
        read_sheets(package(content(table(row(cell("&e;"))), before=before).replace("&amp;", "&")))


def test_a_bomb_is_refused_before_it_unpacks() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<m/>")
        with archive.open("content.xml", "w", force_zip64=True) as part:
            for _ in range(405):
                part.write(bytes(1 << 20))
    with pytest.raises(UnpacksTooLarge):
        read_sheets(out.getvalue())


def test_long_runs_of_spaces_and_odd_numbers_do_no_harm() -> None:
    cells = (
        "<table:table-cell><text:p>a<text:s text:c='999999999'/>b<text:s text:c='-1'/></text:p></table:table-cell>",
        cell("x", 'table:number-columns-repeated="-5"'),
        cell("y", 'table:number-columns-repeated="²"'),
    )
    (sheet,) = read_sheets(ods(table(row(*cells))))
    assert len(sheet.rows[0][0]) == 1003
    assert sheet.rows[0][1:] == ("x", "y")


@pytest.mark.skipif(sys.platform == "win32", reason="no resource module")
def test_many_rows_are_read_with_little_memory() -> None:
    rows = row(*(cell(f"内容{n}") for n in range(10))) * 20_000
    data = ods(table(rows))
    sheets = in_child(read_sheets, data, "x.ods", memory_mb=320)
    assert len(sheets[0].rows) == 20_000
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 1 << 20


def test_what_is_no_open_document_is_told_apart() -> None:
    assert sniff(package(content(table()), mimetype="")) == "ods"
    assert sniff(package("x", {"imsmanifest.xml": "x"}, mimetype="")) == "qti"
    assert STYLES


def test_a_password_is_named_whatever_the_format(
    store: Store, examiner: Actor, reading: Reading, tmp_path: Path
) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(2)
    for name, data in (("a.xlsx", ole), ("b.et", ole), ("c.ods", package("", {"encrypted-package": "x"}))):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(Encrypted):
            import_file(store, examiner, path, reading=reading)


def test_what_wps_saves_is_read_by_its_content() -> None:
    assert len(preview(xlsx(QUESTIONS), "题库.et").questions) == 2
    assert read_sheets(xlsx(QUESTIONS), "题库.et")[0].rows[1][1] == QUESTIONS[1][1]
