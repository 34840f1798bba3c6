"""Sheets that are printed once and kept: the recovery code, start slips. A4, black on white, Chinese first.

Promises: what must be typed in again is large and in groups. Must not know what a store or an exam is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from desktop_app.pdf.archive import Description
from desktop_app.pdf.fonts import BOLD, printable
from desktop_app.pdf.page import A4_PORTRAIT, BLACK, MM, Align, Sheet, Style, colour, document

_GREY = colour("#6b7482")
_RULE = colour("#b4bac4")
_LEFT, _WIDE = 25 * MM, 160 * MM
_TOP = 297 * MM

_TITLE = Style(24, BOLD)
_TITLE_EN = Style(11, colour=_GREY)
_LABEL = Style(9, colour=_GREY)
_VALUE = Style(13, least=5)
_BODY = Style(11, leading=1.5, least=11)
_BODY_EN = Style(9.5, colour=_GREY, leading=1.5, least=9.5)
_CODE = Style(20, BOLD, tracking=0.06, least=10, leading=1.6)

_RECOVERY = (
    (
        "口令遗忘时，凭此恢复码可以打开考试数据库并设置新口令。没有口令，也没有恢复码，数据将无法恢复。",
        "With this code the store can be opened and a new passphrase set. Without either, nobody can open it.",
    ),
    (
        "请打印一份，装入信封密封，存放于保险柜；不要拍照，不要存入电脑或发送给他人。",
        "Print it once, seal it in an envelope and keep it in the safe. No photograph, no file, no message.",
    ),
    (
        "使用后，或怀疑已被他人看到时，请在“设置”中生成新代码并销毁本页。",
        "After use, or when somebody may have seen it, make a new one in Settings and destroy this sheet.",
    ),
)


def recovery_sheet(code: str, branch: str, at: datetime, day: str = "") -> bytes:
    """The recovery code as a sheet for the safe; ``day`` is how the date is printed (by default that of ``at`` as it
    is).

    ``code`` is printed as it is given, its groups parted by dashes where lines break.
    """
    about = Description("恢复码", branch, "Recovery code", at)
    with document(A4_PORTRAIT, about) as (sheet, out):
        y = _heading(sheet, "恢复码", "Recovery code")
        for label, text in (("机构  Branch", branch), ("日期  Date", day or at.date().isoformat())):
            sheet.text(_LEFT, y, label, _LABEL)
            fitted = sheet.box(_LEFT, y - 6 * MM, _WIDE, printable(text), _VALUE, lines=2)
            y -= 17 * MM + fitted.height
        y -= 12 * MM
        sheet.line(_LEFT, y + 14 * MM, _LEFT + _WIDE, y + 14 * MM, 0.8, _RULE)
        groups = code.split("-")
        half = -(-len(groups) // 2)
        for row in (groups[:half], groups[half:]):
            if row:
                sheet.box(_LEFT + _WIDE / 2, y, _WIDE, " - ".join(row), replace(_CODE, align=Align.CENTRE))
                y -= 13 * MM
        sheet.line(_LEFT, y + 4 * MM, _LEFT + _WIDE, y + 4 * MM, 0.8, _RULE)
        y -= 8 * MM
        for chinese, english in _RECOVERY:
            y = _paragraph(sheet, y, chinese, _BODY)
            y = _paragraph(sheet, y + 1 * MM, english, _BODY_EN) - 3 * MM
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Slip:
    """What stands on one start slip: who, the code that lets them begin once, when and where."""

    staff_no: str
    name: str
    code: str
    where: str = ""


_COLUMNS, _ROWS = 2, 7
_SLIP_WIDE, _SLIP_TALL = 95 * MM, 39 * MM
_SLIP_CODE = Style(20, BOLD, tracking=0.08)


def start_slips(exam: str, branch: str, slips: Sequence[Slip], at: datetime) -> bytes:
    """One-time start slips to be cut apart: fourteen a page, each with its exam."""
    about = Description("开考凭条", branch, printable(exam), at)
    with document(A4_PORTRAIT, about) as (sheet, out):
        for number, slip in enumerate(slips):
            place = number % (_COLUMNS * _ROWS)
            if number and not place:
                sheet.next_page()
            _slip(sheet, place, slip, exam)
    return out.getvalue()


def _slip(sheet: Sheet, place: int, slip: Slip, exam: str) -> None:
    row, column = divmod(place, _COLUMNS)
    left, top = 10 * MM + column * _SLIP_WIDE, _TOP - 12 * MM - row * _SLIP_TALL
    right = left + _SLIP_WIDE
    for points in (
        (left, top, right, top),
        (left, top - _SLIP_TALL, right, top - _SLIP_TALL),
        (left, top, left, top - _SLIP_TALL),
        (right, top, right, top - _SLIP_TALL),
    ):
        sheet.line(*points, 0.4, _RULE, (2, 2))
    inner, wide = left + 5 * MM, _SLIP_WIDE - 10 * MM
    sheet.box(inner, top - 8 * MM, wide, printable(exam), Style(9, colour=_GREY, least=4, wrapped=7), lines=2)
    sheet.box(inner, top - 18 * MM, wide, printable(f"{slip.name}  {slip.staff_no}"), _VALUE)
    sheet.box(inner, top - 22.5 * MM, wide, printable(slip.where), Style(8.5, colour=_GREY, least=5))
    sheet.text(inner, top - 28 * MM, "开考代码  Start code", Style(7.5, colour=_GREY))
    sheet.text(inner, top - 35.5 * MM, slip.code, _SLIP_CODE)


def _heading(sheet: Sheet, chinese: str, english: str) -> float:
    sheet.text(_LEFT, _TOP - 35 * MM, chinese, _TITLE)
    sheet.text(_LEFT, _TOP - 42 * MM, english, _TITLE_EN)
    sheet.line(_LEFT, _TOP - 47 * MM, _LEFT + _WIDE, _TOP - 47 * MM, 1.2, BLACK)
    return _TOP - 58 * MM


def _paragraph(sheet: Sheet, y: float, text: str, style: Style) -> float:
    """The text at its full size in as many lines as it takes; returns where the next one begins."""
    fitted = sheet.box(_LEFT, y, _WIDE, text, style, lines=9)
    return y - fitted.height - style.size * style.leading
