"""The certificate's page: facts, their code text and a template in, PDF bytes out, unsigned.

Promises: everything is drawn whole or refused by name; every fact stands in a marked content of its name; what the
template lists first is read first; the same facts give the same bytes within one version of reportlab. Must not know
the store or a key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby

from desktop_app.base.errors import RefusedError
from desktop_app.base.progress import Progress, silent
from desktop_app.certificates.facts import Facts
from desktop_app.certificates.frames import frame
from desktop_app.pdf.archive import Attachment, Description
from desktop_app.pdf.fonts import char_name, missing
from desktop_app.pdf.page import MM, DoesNotFit, Sheet, document
from desktop_app.pdf.qr import QrCode, qr_code
from desktop_app.templates import pictures
from desktop_app.templates.kept import default
from desktop_app.templates.space import scale
from desktop_app.templates.template import HEADING, Field, Kind, Template

QR_ALT = "二维码：证书内容及其数字签名，可离线核验"
SEAL_ALT = "盖章处"


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


def draw(
    facts: Facts, code: str, at: datetime, attachments: Sequence[Attachment] = (), template: Template | None = None
) -> bytes:
    """The certificate as an unsigned PDF/A-3a of one page, dated ``at``, with files attached; without a template, on
    the one that plans have by default.

    Raises ``CharactersMissing`` or ``CertificateTextDoesNotFit``.
    """
    chosen = template or default()
    heading = chosen.field(HEADING)
    about = Description(
        title=f"{heading.text if heading else chosen.title} {facts.serial}",
        author=facts.issuer,
        subject=f"{facts.holder} · {facts.title}",
        at=at,
        keywords=code,
    )
    with document(chosen.size, about, archival=True, attachments=attachments) as (sheet, out):
        page(sheet, facts, code, chosen)
    return out.getvalue()


def draw_all(
    certificates: Sequence[tuple[Facts, str, Template]], about: Description, progress: Progress = silent
) -> bytes:
    """Certificates, each its facts, its code text and its template, as one unsigned document of a page each: for the
    printer.

    Fonts, and each template's frame, are in it once. Raises as ``draw``.
    """
    templates = list(dict.fromkeys(template for _, _, template in certificates))
    with document(templates[0].size if templates else default().size, about, archival=True) as (sheet, out):
        for number, (facts, code, template) in enumerate(certificates):
            if number:
                sheet.next_page(template.size)
            page(sheet, facts, code, template, templates.index(template))
            progress(number + 1, len(certificates))
    return out.getvalue()


def page(sheet: Sheet, facts: Facts, code: str, template: Template, number: int = 0) -> None:
    """Draw the certificate on a sheet of the template's size; ``number`` is the template's in the document: its frame
    goes by it. Raises as ``draw``."""
    check(facts)
    square = qr_code(code)
    if square is None:
        raise ValueError("a code text that no QR code holds")
    printed = facts.printed()
    if not all(template.shows(name) for name in printed):
        raise ValueError("a fact that the template does not show")
    around = frame(template.frame, template.size, scale(template), template.colours)
    if around:
        sheet.backdrop(f"frame{number or ''}", around)
    try:
        for listed, group in groupby(template.drawn(), key=_listed):
            said = [one for one in group if one.kind is not Kind.FACT or one.fact in printed]
            if listed and len(said) > 1:
                with sheet.group("L"):
                    for one in said:
                        _item(sheet, template, one, printed[one.fact])
            else:
                for one in said:
                    _field(sheet, template, one, printed, square)
    except DoesNotFit as error:
        raise CertificateTextDoesNotFit(fact=error.box, length=len(printed[error.box])) from None


def _listed(one: Field) -> tuple[str, ...]:
    """Facts under labels that follow one another, set alike, are read as a list."""
    return (one.align.name,) if one.kind is Kind.FACT and one.label else ()


def _field(sheet: Sheet, template: Template, one: Field, printed: Mapping[str, str], square: QrCode) -> None:
    """One field as an element of its own; lines and ornaments are not read."""
    match one.kind:
        case Kind.FACT:
            if one.label:
                _label(sheet, template, one, printed[one.fact])
            _fact(sheet, template, one, printed[one.fact])
        case Kind.TEXT:
            with sheet.element("H1" if one.name == HEADING else "P", lang=one.lang):
                _text(sheet, template, one, one.text)
        case Kind.QR:
            with sheet.element("Figure", alt=QR_ALT):
                sheet.qr(one.x * MM, _up(sheet, one.y + one.height), one.wide * MM, square)
        case Kind.SEAL:
            _seal(sheet, template, one)
        case Kind.PICTURE:
            with sheet.element("Figure", alt=one.alt or one.name):
                _picture(sheet, template, one)
        case Kind.LINE:
            y = _up(sheet, one.y)
            sheet.line(one.x * MM, y, (one.x + one.wide) * MM, y, one.thick, template.ink(one))
        case Kind.ORNAMENT:
            _ornament(sheet, template, one)


def _item(sheet: Sheet, template: Template, one: Field, text: str) -> None:
    with sheet.group("LI"):
        with sheet.element("Lbl"):
            _label(sheet, template, one, text)
        with sheet.element("LBody"):
            _fact(sheet, template, one, text)


def _label(sheet: Sheet, template: Template, one: Field, text: str) -> None:
    """The label over a fact, wherever the fact's first line stands."""
    first = _up(sheet, one.y)
    if one.up:
        first += sheet.fitted(text, one.wide * MM, template.style(one), lines=one.lines, name=one.fact).height
    sheet.text(one.anchor * MM, first + one.label_gap * MM, one.label, template.label_style(one))


def _fact(sheet: Sheet, template: Template, one: Field, text: str) -> None:
    """Marked once, where the field is the fact's own: a verifier compares that with what was signed."""
    try:
        _text(sheet, template, one, text, one.fact if one.name == one.fact else "")
    except DoesNotFit:
        raise DoesNotFit(one.fact) from None


def _text(sheet: Sheet, template: Template, one: Field, text: str, name: str = "") -> None:
    style, y = template.style(one), _up(sheet, one.y)
    sheet.box(one.anchor * MM, y, one.wide * MM, text, style, lines=one.lines, name=name, upwards=one.up)


def _seal(sheet: Sheet, template: Template, one: Field) -> None:
    """A circle for the stamp."""
    radius = one.wide / 2
    x, y = (one.x + radius) * MM, _up(sheet, one.y + radius)
    above, below = template.seal_styles(one)
    with sheet.element("Figure", alt=one.alt or SEAL_ALT):
        sheet.circle(x, y, radius * MM, 0.6, template.ink(one), (2, 3))
        for text, style, down in ((one.text, above, radius / 20), (one.text_en, below, radius * 6 / 20)):
            if text:
                sheet.text(x, y - down * MM, text, style)


def _picture(sheet: Sheet, template: Template, one: Field) -> None:
    """As large as its field takes it, in its middle."""
    data = template.picture(one.name)
    pixels = pictures.size(data)
    scale_by = min(one.wide / pixels[0], one.height / pixels[1])
    wide, tall = pixels[0] * scale_by, pixels[1] * scale_by
    x, y = one.x + (one.wide - wide) / 2, one.y + (one.height + tall) / 2
    sheet.picture(x * MM, _up(sheet, y), wide * MM, tall * MM, data)


def _ornament(sheet: Sheet, template: Template, one: Field) -> None:
    """A line with a lozenge in its middle."""
    y, middle, ink = _up(sheet, one.y), (one.x + one.wide / 2) * MM, template.ink(one)
    sheet.line(one.x * MM, y, middle - 3 * MM, y, one.thick, ink)
    sheet.line(middle + 3 * MM, y, (one.x + one.wide) * MM, y, one.thick, ink)
    size = 1.3 * MM
    sheet.art(
        "{:.3f} {:.3f} {:.3f} rg ".format(*ink) + f"{middle:.2f} {y - size:.2f} m {middle + size:.2f} {y:.2f} l "
        f"{middle:.2f} {y + size:.2f} l {middle - size:.2f} {y:.2f} l f"
    )


def _up(sheet: Sheet, down: float) -> float:
    """Millimetres from the page's top as points from its bottom."""
    return sheet.size[1] - down * MM
