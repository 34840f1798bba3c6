"""What is wrong with a template as a whole: what must be on the page, what does not fit, what stands in another's way.

Promises: on a template without findings every text that fits its field collides with nothing. Must not know the file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import combinations

from desktop_app.base.errors import Fact
from desktop_app.pdf.fonts import char_name, missing, width
from desktop_app.pdf.page import MM, Style
from desktop_app.pdf.text import fit
from desktop_app.tables.findings import Finding
from desktop_app.templates.space import collide, inside, label_clears, whole
from desktop_app.templates.template import FACTS, HEADING, LEAST_QR, OPTIONAL, QR, Field, Kind, Template


def check(template: Template, told: Collection[str] = ()) -> tuple[Finding, ...]:
    """Everything that is wrong with a template; of a field whose place is among ``told`` only that it is there."""
    return tuple(_findings(template, tuple(told)))


def _findings(template: Template, told: tuple[str, ...]) -> Iterator[Finding]:
    yield from _missing(template)
    sound = []
    for one in template.fields:
        if any(where.startswith(f"fields.{one.name}.") for where in told):
            continue
        wrong = tuple(_lettering(template, one))
        yield from wrong
        if not wrong:
            sound.append(one)
    if "page" in told or "frame" in told:
        return
    page = inside(template)
    shown = [one for one in sound if one.shown]
    for one in shown:
        if not whole(template, one).within(page):
            yield _finding(one, "field_outside", **{side: round(value, 1) for side, value in page._asdict().items()})
    for one, other in combinations(shown, 2):
        if collide(template, one, other):
            yield _finding(one, "fields_overlap", other=other.name)


def _missing(template: Template) -> Iterator[Finding]:
    for name in (HEADING, *FACTS, QR):
        one = template.field(name)
        if name in OPTIONAL or (one is not None and one.shown):
            continue
        yield Finding(f"fields.{name}", "template_field_hidden" if one else "template_field_missing", {"field": name})
    code = template.field(QR)
    if code is not None and code.wide < LEAST_QR:
        yield _finding(code, "qr_small", wide=code.wide, least=LEAST_QR)


def _lettering(template: Template, one: Field) -> Iterator[Finding]:
    """Whether the field's own texts can be printed and fit it."""
    absent = missing(one.text + one.text_en + one.label + one.alt)
    if absent:
        yield _finding(one, "characters_missing", characters="、".join(map(char_name, absent[:5])), count=len(absent))
        return
    if one.kind is Kind.TEXT:
        if not one.text:
            yield _finding(one, "text_missing")
        elif not _fits(template, one):
            yield _finding(one, "text_too_long", length=len(one.text))
    if one.label:
        if _wide(one.label, template.label_style(one)) > one.wide * MM:
            yield _finding(one, "label_too_long", length=len(one.label))
        if not label_clears(one):
            yield _finding(one, "label_too_near", gap=one.label_gap)
    if one.kind is Kind.SEAL and not _seal_fits(template, one):
        yield _finding(one, "text_too_long", length=len(one.text))


def _fits(template: Template, one: Field) -> bool:
    style = template.style(one)
    return (
        fit(
            one.text,
            style.font,
            style.size,
            one.wide * MM,
            least=style.least,
            lines=one.lines,
            wrapped=style.wrapped,
            shrink=style.shrink,
            tracking=style.tracking,
            leading=style.leading,
        )
        is not None
    )


def _seal_fits(template: Template, one: Field) -> bool:
    """Whether both texts go into the circle for the seal."""
    styles = zip((one.text, one.text_en), template.seal_styles(one), strict=True)
    return all(_wide(text, style) <= one.wide * MM * 0.9 for text, style in styles)


def _wide(text: str, style: Style) -> float:
    return width(text, style.font, style.size, style.tracking * style.size)


def _finding(one: Field, reason: str, **facts: Fact) -> Finding:
    return Finding(f"fields.{one.name}", f"template_{reason}", {"field": one.name, **facts})
