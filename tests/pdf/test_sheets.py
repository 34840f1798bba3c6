"""Sheets that are printed once."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from pypdf import PdfReader

from desktop_app.crypto.recovery import new_code
from desktop_app.pdf.sheets import Slip, recovery_sheet, start_slips

AT = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)


def text_of(pdf: bytes) -> list[str]:
    return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def test_the_recovery_code_stands_on_its_sheet() -> None:
    code = new_code()
    (text,) = text_of(recovery_sheet(code, "城东支行", AT, "2026年11月24日"))
    assert code.replace("-", "") in text.replace("-", "")
    assert "城东支行" in text
    assert "2026年11月24日" in text


def test_a_sheet_is_printed_whatever_the_branch_is_called() -> None:
    (text,) = text_of(recovery_sheet("ABCD", "城\U00031350支行" * 40, AT))
    assert "城〓支行" in text
    assert "2026-11-24" in text


def test_start_slips() -> None:
    slips = [
        Slip(f"T{n:03}", "阿卜杜热西提·买买提明江艾合买提", f"CODE{n:04}", f"三楼 Seat A{n:02}") for n in range(29)
    ]
    pages = text_of(start_slips("个人客户服务综合认证" * 6, "城东支行", slips, AT))
    assert [page.count("Startcode") for page in pages] == [14, 14, 1]
    for slip in slips:
        assert sum(page.count(slip.code) for page in pages) == 1
        assert sum(page.count(slip.where.replace(" ", "")) for page in pages) == 1
