"""What a page says is read back from its marks; what is no page of ours is None."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from pypdf import PdfWriter

from desktop_app.pdf.archive import Description
from desktop_app.pdf.fonts import BOLD
from desktop_app.pdf.page import A4_PORTRAIT, Style, document
from desktop_app.pdf.qr import qr_code
from desktop_app.pdf.reading import read_keywords, read_page

ABOUT = Description("标题", "a", "s", datetime(2026, 11, 24, 1, 30, tzinfo=UTC), "some (key) words")


def test_marked_texts_are_read_as_they_were_written() -> None:
    with document(A4_PORTRAIT, ABOUT) as (sheet, out):
        sheet.box(50, 700, 400, "张𬱖·𠀀 Özil (1)\\", Style(20, BOLD), name="holder")
        sheet.box(50, 600, 60, "个人客户经理理财方向", Style(20, least=10), lines=2, name="post")
        sheet.text(50, 500, "not a fact", Style(10, tracking=0.5))
        with sheet.marked("unit"):
            sheet.text(50, 400, "营业部", Style(10, tracking=0.5))
    page = read_page(out.getvalue())
    assert page is not None
    assert page.texts == {"holder": "张𬱖·𠀀 Özil (1)\\", "post": "个人客户经理理财方向", "unit": "营业部"}
    assert read_keywords(out.getvalue()) == "some (key) words"


def test_a_qr_code_is_found_among_the_operators() -> None:
    square = qr_code("BE1:ABC")
    assert square is not None
    with document(A4_PORTRAIT, ABOUT) as (sheet, out):
        sheet.qr(100, 100, 120, square)
    page = read_page(out.getvalue())
    assert page is not None
    assert page.operators.count(square.path) == 1


def test_an_empty_page_of_somebody_else() -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    out = BytesIO()
    writer.write(out)
    assert read_page(out.getvalue()) is None
    assert read_keywords(out.getvalue()) == ""


def test_no_pdf() -> None:
    for data in (b"", b"%PDF-1.7\n", b"PNG"):
        assert read_page(data) is None
        assert read_keywords(data) == ""
