"""Lists and seat labels as pages, A4, black on white. Must not know what they list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from desktop_app.exams.printed.lists import Listing
from desktop_app.exams.printed.texts import Language, text
from desktop_app.pdf.archive import Description
from desktop_app.pdf.columns import Column, Furniture, Pages
from desktop_app.pdf.flow import Chars, Piece, Row, cleaned, gap, rows
from desktop_app.pdf.fonts import BOLD, printable
from desktop_app.pdf.page import A4_PORTRAIT, BLACK, MM, Align, Sheet, Style, document
from desktop_app.pdf.table import table

_LEFT, _TOP, _FOOT = 15 * MM, 15 * MM, 18 * MM
_COLUMN = Column(_LEFT, A4_PORTRAIT[1] - _TOP, A4_PORTRAIT[0] - 2 * _LEFT, A4_PORTRAIT[1] - _TOP - _FOOT)
_ACROSS, _DOWN = 3, 8
_LABEL = (A4_PORTRAIT[0] / _ACROSS, A4_PORTRAIT[1] / _DOWN)


def listing_pdf(listing: Listing, branch: str, at: datetime, language: Language = "zh") -> bytes:
    """A list as pages, its headings on each, with room to sign below."""
    return listings_pdf([listing], branch, at, language)


def listings_pdf(listings: Sequence[Listing], branch: str, at: datetime, language: Language = "zh") -> bytes:
    """Lists, each beginning on a page of its own."""
    first = listings[0]
    about = Description(first.title, printable(branch), printable(first.about[0]) if first.about else "", at)
    with document(A4_PORTRAIT, about) as (sheet, out):
        for n, listing in enumerate(listings):
            if n:
                sheet.next_page()
            _pages(listing, branch, language).draw(sheet, _furniture(language))
    return out.getvalue()


def _pages(listing: Listing, branch: str, language: Language) -> Pages:
    pages = Pages((_COLUMN,))
    wide = _COLUMN.wide
    pages.add([_title(listing, branch)])
    for line in listing.about:
        pages.add(rows([Chars(cleaned(line), 9.5)], wide, 14))
    if listing.foot:
        pages.add(rows([Chars(cleaned(f"{text('by_section', language)}：{listing.foot}"), 8.5)], wide, 13))
    widths = [share * wide for share in listing.widths]
    head: list[list[Piece]] = [[Chars(cleaned(heading), 9, BOLD)] for heading in listing.headings]
    pages.add([gap(6)])
    body = [[[Chars(cleaned(cell), 9)] for cell in row] for row in listing.rows]
    whole = table([head, *body], wide, 13, widths=widths, least=listing.tall)
    _with_headings(pages, whole)
    if not listing.rows:
        pages.add(rows([Chars(text("everybody_sat", language), 9.5)], wide, 16))
    return pages


def _with_headings(pages: Pages, whole: Sequence[Row]) -> None:
    """The table's lines, its first one again at the top of each further page."""
    head, *body = whole
    page = pages.count
    pages.add([head, *body[:1]])
    for row in body[1:]:
        if row.tall > pages.left:
            pages.new_page()
        if pages.count != page:
            page = pages.count
            pages.add([head])
        pages.add([row])


def _title(listing: Listing, branch: str) -> Row:
    wide = _COLUMN.wide

    def _draw(sheet: Sheet, x: float, top: float) -> None:
        sheet.box(x + wide / 2, top - 12, wide, printable(branch), Style(10.5, align=Align.CENTRE, least=6))
        sheet.text(x + wide / 2, top - 36, listing.title, Style(17, BOLD, align=Align.CENTRE))

    return Row(52, _draw, wide)


def _furniture(language: Language) -> Furniture:
    def _draw(sheet: Sheet, page: int, pages: int) -> None:
        foot, right = 10 * MM, _LEFT + _COLUMN.wide
        said = text("page", language, {"page": page, "pages": pages})
        sheet.text(right, foot, said, Style(8.5, align=Align.RIGHT))
        for n, code in enumerate(("signed_examiner", "signed_on")):
            left = _LEFT + n * 62 * MM
            sheet.text(left, foot, text(code, language), Style(8.5))
            sheet.line(left + 44, foot - 2, left + 56 * MM, foot - 2, 0.5, BLACK)

    return _draw


def labels_pdf(seats: Sequence[tuple[str, str, str]], exam: str, branch: str, at: datetime) -> bytes:
    """Seat labels to be cut apart, 24 a page: seat, name and number."""
    about = Description(text("labels", "zh"), printable(branch), printable(exam), at)
    with document(A4_PORTRAIT, about) as (sheet, out):
        for n, (seat, name, staff_no) in enumerate(seats):
            place = n % (_ACROSS * _DOWN)
            if n and not place:
                sheet.next_page()
            _label(sheet, place, seat, name, staff_no, exam)
    return out.getvalue()


def _label(sheet: Sheet, place: int, seat: str, name: str, staff_no: str, exam: str) -> None:
    row, column = divmod(place, _ACROSS)
    wide, tall = _LABEL
    left, top = column * wide, A4_PORTRAIT[1] - row * tall
    middle, room = left + wide / 2, wide - 10 * MM
    sheet.frame(left + 2 * MM, top - tall + 2 * MM, wide - 4 * MM, tall - 4 * MM, 0.3)
    sheet.box(middle, top - 15 * MM, room, printable(seat), Style(30, BOLD, align=Align.CENTRE, least=10))
    who = printable(f"{name}  {staff_no}")
    sheet.box(middle, top - 23 * MM, room, who, Style(13, align=Align.CENTRE, least=6))
    sheet.box(middle, top - 30 * MM, room, printable(exam), Style(8, align=Align.CENTRE, least=4))
