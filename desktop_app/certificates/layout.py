"""The certificate's page: facts and their code text in, PDF bytes out, unsigned.

A4 landscape, Chinese first. The upper half is for the holder and the examination, the lower one for what a reader
checks: the QR code (42 mm), the facts, and the place for the seal.

Promises: everything is drawn whole or refused by name; every fact stands in a marked content of its name; the same
facts give the same bytes within one version of reportlab. Must not know the store or a key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache

from desktop_app.base.errors import RefusedError
from desktop_app.base.progress import Progress, silent
from desktop_app.certificates.facts import Facts
from desktop_app.pdf import guilloche
from desktop_app.pdf.archive import Attachment, Description
from desktop_app.pdf.fonts import BOLD, char_name, missing
from desktop_app.pdf.page import A4_LANDSCAPE, MM, Align, DoesNotFit, Sheet, Style, colour, document
from desktop_app.pdf.qr import QrCode, qr_code

TEMPLATE = "formal-1"

INK = colour("#1b2a41")
NAVY = colour("#1f3a5f")
GOLD = colour("#9a7b3f")
PALE_GOLD = colour("#c9b58a")
GREY = colour("#6b7482")
FAINT = colour("#b4bac4")

WIDE, TALL = A4_LANDSCAPE
CENTRE = WIDE / 2
QR_SIDE = 42 * MM
QR_ALT = "二维码：证书内容及其数字签名，可离线核验"
SEAL_ALT = "盖章处"
_LEFT, _RIGHT = 30 * MM, WIDE - 30 * MM

ISSUER = Style(15, colour=NAVY, align=Align.CENTRE, tracking=0.2, least=8)
TITLE = Style(40, BOLD, NAVY, Align.CENTRE, tracking=0.5)
TITLE_EN = Style(10.5, colour=GOLD, align=Align.CENTRE, tracking=0.38)
LEAD = Style(11.5, colour=GREY, align=Align.CENTRE, tracking=0.05)
HOLDER = Style(34, BOLD, INK, Align.CENTRE, tracking=0.04, least=10, wrapped=17, shrink=0.55, leading=1.25)
SENTENCE = Style(13, colour=INK, align=Align.CENTRE, tracking=0.06)
SENTENCE_EN = Style(9.5, colour=GREY, align=Align.CENTRE, tracking=0.02)
EXAM = Style(22, BOLD, NAVY, Align.CENTRE, tracking=0.04, least=9, wrapped=15, shrink=0.65, leading=1.3)
LABEL = Style(8, colour=GREY, tracking=0.03)
VALUE = Style(11.5, colour=INK, least=6, wrapped=8.5, leading=1.18)
SERIAL = Style(11.5, BOLD, INK, tracking=0.03, least=7)
CAPTION = Style(7, colour=GREY, align=Align.CENTRE, tracking=0.03)
SEAL = Style(9, colour=FAINT, align=Align.CENTRE, tracking=0.2)
SEAL_EN = Style(6.5, colour=FAINT, align=Align.CENTRE, tracking=0.3)
SIGNER = Style(12, BOLD, INK, Align.CENTRE, least=6, wrapped=10.5, shrink=0.8, leading=1.25)


class CharactersMissing(RefusedError):
    """A text has characters that no bundled font can draw; facts: fact, characters (named), count."""

    code = "certificate_characters_missing"


class CertificateTextDoesNotFit(RefusedError):
    """A text is too long for its place on the page at the smallest size; facts: fact, length."""

    code = "certificate_text_does_not_fit"


def check(facts: Facts) -> None:
    """Raises ``CharactersMissing`` for the first text that no font draws whole."""
    for field, text in facts.texts().items():
        absent = missing(text)
        if absent:
            raise CharactersMissing(
                fact=field, characters="、".join(char_name(char) for char in absent[:5]), count=len(absent)
            )


def draw(facts: Facts, code: str, at: datetime, attachments: Sequence[Attachment] = ()) -> bytes:
    """The certificate as an unsigned PDF/A-3a of one page, dated ``at``, with files attached.

    Raises ``CharactersMissing`` or ``CertificateTextDoesNotFit``.
    """
    about = Description(
        title=f"合格证书 {facts.serial}",
        author=facts.issuer,
        subject=f"{facts.holder} · {facts.title}",
        at=at,
        keywords=code,
    )
    with document(A4_LANDSCAPE, about, archival=True, attachments=attachments) as (sheet, out):
        _page(sheet, facts, code)
    return out.getvalue()


def draw_all(certificates: Sequence[tuple[Facts, str]], about: Description, progress: Progress = silent) -> bytes:
    """Certificates, each its facts and its code text, as one unsigned document of a page each: for the printer.

    Fonts and frame are in it once. Raises as ``draw``.
    """
    with document(A4_LANDSCAPE, about, archival=True) as (sheet, out):
        for number, (facts, code) in enumerate(certificates):
            if number:
                sheet.next_page()
            _page(sheet, facts, code)
            progress(number + 1, len(certificates))
    return out.getvalue()


def _page(sheet: Sheet, facts: Facts, code: str) -> None:
    check(facts)
    square = qr_code(code)
    if square is None:
        raise ValueError("a code text that no QR code holds")
    sheet.backdrop("frame", _frame())
    try:
        _upper(sheet, facts)
        _lower(sheet, facts, square)
    except DoesNotFit as error:
        raise CertificateTextDoesNotFit(fact=error.box, length=len(facts.printed()[error.box])) from None


@cache
def _frame() -> str:
    """The border: an engraved band between two rules, and a rosette behind the title, too pale to disturb a letter."""
    inset = 12 * MM
    band = guilloche.frame(inset, inset, WIDE - inset, TALL - inset, 3.4 * MM, 6.5 * MM, 6)
    rose = guilloche.rosette(CENTRE, 124 * MM, 30 * MM, 62 * MM, 36, 8)

    def rectangle(margin: float) -> str:
        return f"{margin:.2f} {margin:.2f} {WIDE - 2 * margin:.2f} {TALL - 2 * margin:.2f} re S"

    return "\n".join(
        [
            "0.965 0.952 0.925 RG 0.3 w",
            rose,
            "{:.3f} {:.3f} {:.3f} RG 0.35 w".format(*PALE_GOLD),
            band,
            "{:.3f} {:.3f} {:.3f} RG 1.1 w".format(*NAVY),
            rectangle(8.6 * MM),
            "0.4 w",
            rectangle(9.6 * MM),
            rectangle(14.4 * MM),
            "{:.3f} {:.3f} {:.3f} RG 0.5 w".format(*GOLD),
            rectangle(15.4 * MM),
        ]
    )


def _upper(sheet: Sheet, facts: Facts) -> None:
    # What is drawn first is read first: the title, then who issues it.
    with sheet.element("H1"):
        sheet.text(CENTRE, 161.5 * MM, "合格证书", TITLE)
    with sheet.element("P", lang="en"):
        sheet.text(CENTRE, 153 * MM, "CERTIFICATE OF QUALIFICATION", TITLE_EN)
    sheet.box(CENTRE, 182 * MM, 200 * MM, facts.issuer, ISSUER)
    _ornament(sheet, 147.5 * MM)
    sheet.text(CENTRE, 138.5 * MM, "兹证明  This is to certify that", LEAD)
    sheet.box(CENTRE, 122.5 * MM, 200 * MM, facts.holder, HOLDER, lines=2, name="holder", upwards=True)
    sheet.line(CENTRE - 58 * MM, 118 * MM, CENTRE + 58 * MM, 118 * MM, 0.5, PALE_GOLD)
    sheet.text(CENTRE, 109.5 * MM, "参加下列考试，成绩合格，特发此证。", SENTENCE)
    with sheet.element("P", lang="en"):
        sheet.text(
            CENTRE, 104.2 * MM, "has passed the examination named below and is awarded this certificate.", SENTENCE_EN
        )
    sheet.text(CENTRE, 95.5 * MM, "考试科目  Examination", replace(LABEL, align=Align.CENTRE))
    sheet.box(CENTRE, 86 * MM, 215 * MM, facts.title, EXAM, lines=2, name="title")


def _ornament(sheet: Sheet, y: float) -> None:
    sheet.line(CENTRE - 34 * MM, y, CENTRE - 3 * MM, y, 0.5, GOLD)
    sheet.line(CENTRE + 3 * MM, y, CENTRE + 34 * MM, y, 0.5, GOLD)
    red, green, blue = GOLD
    size = 1.3 * MM
    sheet.art(
        f"{red:.3f} {green:.3f} {blue:.3f} rg {CENTRE:.2f} {y - size:.2f} m {CENTRE + size:.2f} {y:.2f} l "
        f"{CENTRE:.2f} {y + size:.2f} l {CENTRE - size:.2f} {y:.2f} l f"
    )


def _lower(sheet: Sheet, facts: Facts, square: QrCode) -> None:
    left, right = 84 * MM, 146 * MM
    narrow, whole = 57 * MM, 119 * MM
    first, second, third, fourth = 66 * MM, 53.5 * MM, 41 * MM, 28.5 * MM
    printed = facts.printed()
    with sheet.group("L"):
        for x, y, wide, chinese, english, name in (
            (left, first, narrow, "工号", "Staff No.", "staff_no"),
            (right, first, narrow, "岗位", "Post", "post"),
            (left, second, whole, "机构", "Unit", "unit"),
            (left, third, narrow, "发证日期", "Date of issue", "issued_on"),
            (right, third, narrow, "有效期至", "Valid until", "valid_until"),
            (left, fourth, narrow, "证书编号", "Certificate No.", "serial"),
            (right, fourth, narrow, "成绩", "Score", "score"),
        ):
            if name in printed:
                style, lines = (SERIAL, 1) if name == "serial" else (VALUE, 2)
                with sheet.group("LI"):
                    with sheet.element("Lbl"):
                        sheet.text(x, y, f"{chinese}  {english}", LABEL)
                    with sheet.element("LBody"):
                        sheet.box(x, y - 5.2 * MM, wide, printed[name], style, lines=lines, name=name)
    _seal(sheet, facts)
    with sheet.element("Figure", alt=QR_ALT):
        sheet.qr(_LEFT, 26 * MM, QR_SIDE, square)
    sheet.text(_LEFT + QR_SIDE / 2, 21.5 * MM, "扫码核验  Scan to verify", CAPTION)


def _seal(sheet: Sheet, facts: Facts) -> None:
    x, y = WIDE - 51 * MM, 44 * MM
    base = 67.5 * MM
    lines = sheet.fitted(facts.issuer, 56 * MM, SIGNER, lines=2, name="issuer")
    sheet.text(x, base + lines.height + 6 * MM, "颁发机构  Issued by", replace(LABEL, align=Align.CENTRE))
    sheet.box(x, base, 56 * MM, facts.issuer, SIGNER, lines=2, name="issuer", upwards=True)
    with sheet.element("Figure", alt=SEAL_ALT):
        sheet.circle(x, y, 20 * MM, 0.6, FAINT, (2, 3))
        sheet.text(x, y - 1 * MM, "盖章处", SEAL)
        sheet.text(x, y - 6 * MM, "SEAL", SEAL_EN)
