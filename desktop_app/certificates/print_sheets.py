"""Certificates drawn anew for paper, from their kept facts: one a page, several on a sheet, or onto forms that are
printed already.

Unsigned, and said so in the file: what is signed is the kept file alone. The QR code is the same.

Promises: the same sheets give the same bytes, whenever and wherever they are drawn, so that what a preview shows is
what prints; a certificate's page has the pixels of its kept file. Must not know a printer or a folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from desktop_app.base.errors import RefusedError
from desktop_app.base.progress import Progress, silent
from desktop_app.certificates import layout
from desktop_app.certificates.print_order import Order
from desktop_app.certificates.proof import PRINT_COPY
from desktop_app.certificates.records import Certificate
from desktop_app.pdf.archive import Description
from desktop_app.pdf.imposing import Grid, crop_marks, grid
from desktop_app.pdf.page import MM, Sheet, document
from desktop_app.pdf.qr import qr_code
from desktop_app.templates.template import QR, Template

LEAST_MODULE_MM = 0.25
"""A dot of a QR code that any telephone reads from paper; smaller ones want a good printer and a good camera."""

_TENTH = MM / 10
_LEAST = 20 * MM
"""A page that is smaller says nothing any more."""


class NoRoomOnSheet(RefusedError):
    """Margins and gutters leave no room for the pages; facts: per_sheet."""

    code = "certificate_no_room_on_sheet"


@dataclass(frozen=True, slots=True)
class PrintSheet:
    """One sheet of paper: its number in the run, from 1, the template of all that is on it, and what stands in each of
    its places; None where a place stays empty."""

    number: int
    template: Template
    places: Grid
    certificates: tuple[Certificate | None, ...]


@dataclass(frozen=True, slots=True)
class SmallCode:
    """A QR code that comes out small: how wide it is, and one of its dots, both in millimetres."""

    side: float
    module: float


def arrange(
    certificates: Sequence[Certificate], order: Order, template_of: Callable[[str], Template]
) -> tuple[PrintSheet, ...]:
    """The sheets of certificates in their order; another template begins a new sheet. Raises ``NoRoomOnSheet``."""
    sheets: list[PrintSheet] = []
    for name, group in groupby(certificates, key=lambda one: one.template):
        template, ones = template_of(name), list(group)
        places = places_of(template, order)
        for at in range(0, len(ones), order.per_sheet):
            sheets.append(PrintSheet(len(sheets) + 1, template, places, tuple(ones[at : at + order.per_sheet])))
    return tuple(sheets)


def places_of(template: Template, order: Order) -> Grid:
    """The places of a sheet of certificates from that template. Raises ``NoRoomOnSheet``."""
    places = grid(template.size, order.per_sheet, order.margin * _TENTH, order.gutter * _TENTH)
    if places is None or min(places.drawn) < _LEAST:
        raise NoRoomOnSheet(per_sheet=order.per_sheet)
    return places


def small_code(sheets: Sequence[PrintSheet]) -> SmallCode | None:
    """The smallest QR code on the sheets where its dots are too small to be read by anything; None where all are
    large enough."""
    found: SmallCode | None = None
    for (scale, wide), group in groupby(sheets, key=lambda sheet: (sheet.places.scale, _code_side(sheet.template))):
        # The longest text has the smallest dots.
        longest = max((one.code for sheet in group for one in sheet.certificates if one), key=len, default="")
        square = qr_code(longest) if longest else None
        if square is not None:
            side = wide * scale
            if side / square.modules < min(LEAST_MODULE_MM, found.module if found else 1.0):
                found = SmallCode(round(side, 1), round(side / square.modules, 2))
    return found


def _code_side(template: Template) -> float:
    field = template.field(QR)
    return field.wide if field is not None else 0.0


def draw_sheets(sheets: Sequence[PrintSheet], order: Order, progress: Progress = silent) -> bytes:
    """Sheets as one unsigned PDF, fonts and frames in it once. Raises as ``layout.draw``, ``Cancelled``."""
    with document(sheets[0].places.sheet, _about(sheets)) as (sheet, out):
        sheet.only_marked = order.form
        templates = list(dict.fromkeys(one.template for one in sheets))
        for n, one in enumerate(sheets):
            sheet.next_page(one.places.sheet) if n else sheet.resize(one.places.sheet)
            _draw(sheet, one, order, templates.index(one.template))
            progress(n + 1, len(sheets))
    return out.getvalue()


def _draw(sheet: Sheet, one: PrintSheet, order: Order, template: int) -> None:
    with sheet.placed(order.right * _TENTH, -order.down * _TENTH, 1.0, sheet.size):
        if order.per_sheet > 1 and order.crop_marks and not order.form:
            crop_marks(sheet, one.places)
        for certificate, (x, y) in zip(one.certificates, one.places.corners, strict=False):
            if certificate is not None:
                with sheet.placed(x, y, one.places.scale, one.places.page):
                    layout.page(sheet, certificate.facts, certificate.code, one.template, template)


def _about(sheets: Sequence[PrintSheet]) -> Description:
    """Dated by what is on it, not by when it was drawn: the same sheets give the same bytes."""
    ones = list(_on(sheets))
    alone = len(ones) == 1
    return Description(
        title=f"证书打印件 {ones[0].serial}" if alone else f"证书打印件 {len(ones)} 份",
        author=ones[0].facts.issuer,
        subject="打印件，未签名，不能作为电子证书。Print copy, unsigned: not the certificate's file.",
        at=max(one.issued_at for one in ones),
        keywords=f"{PRINT_COPY} {ones[0].code}" if alone else PRINT_COPY,
    )


def _on(sheets: Sequence[PrintSheet]) -> Iterator[Certificate]:
    return (one for sheet in sheets for one in sheet.certificates if one is not None)
