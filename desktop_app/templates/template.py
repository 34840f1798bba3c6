"""A certificate's template: a page, colours, a frame, and fields with their places. Lengths are millimetres from the
page's top left corner, letters are in points.

Promises: a template is a value that never changes; a field's room is known without a text: what is set in it never
leaves it. Must not know the store, a file, or how a page is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from desktop_app.pdf.fonts import BOLD, REGULAR
from desktop_app.pdf.page import MM, Align, Colour, Style, colour

FACTS = ("serial", "holder", "staff_no", "post", "unit", "title", "issuer", "issued_on", "valid_until", "score")
"""What a certificate says; a field of the same name shows it."""
OPTIONAL = frozenset({"post", "unit", "score"})
"""The facts that a template may leave out; then the certificate does not hold them at all."""
HEADING, QR, SEAL = "heading", "qr", "seal"
LEAST_QR = 40.0
"""Millimetres: below, a 150-dpi scan no longer has three dots a module."""

PAGES: dict[str, tuple[float, float]] = {
    "A4 landscape": (297, 210),
    "A4 portrait": (210, 297),
    "A5 landscape": (210, 148),
    "A5 portrait": (148, 210),
    "A6 landscape": (148, 105),
    "card": (85.6, 54),
}
"""Width and height by name; the card is the size of a bank card (ISO/IEC 7810 ID-1)."""


class Frame(StrEnum):
    """What stands around the page."""

    ENGRAVED = "engraved"
    BAND = "band"
    RULED = "ruled"
    NONE = "none"


class Kind(StrEnum):
    """What a field is."""

    FACT = "fact"
    TEXT = "text"
    QR = "qr"
    SEAL = "seal"
    PICTURE = "picture"
    LINE = "line"
    ORNAMENT = "ornament"


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """The palette, each as ``#1f3a5f``; a field names one of them."""

    ink: str = "#1b2a41"
    main: str = "#1f3a5f"
    accent: str = "#9a7b3f"
    pale: str = "#c9b58a"
    quiet: str = "#6b7482"
    faint: str = "#b4bac4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing on the page; ``KEYS`` says what counts for which kind.

    ``x`` is its left edge. ``y`` is the top edge of a picture, a seal or the QR code (``tall`` 0: as tall as wide); of
    a text the line on which its first line stands, or its last one where it grows ``up``. A text shrinks from ``size``
    to ``shrink`` of it, then takes a further line of at most ``wrapped`` points, and shrinks to ``least`` where it has
    ``lines`` of them. ``label`` stands ``label_gap`` above a fact's first line.
    """

    name: str
    kind: Kind
    x: float
    y: float
    wide: float
    tall: float = 0.0
    shown: bool = True
    text: str = ""
    text_en: str = ""
    fact: str = ""
    label: str = ""
    label_gap: float = 5.0
    label_size: float = 8.0
    size: float = 11.5
    bold: bool = False
    colour: str = "ink"
    align: Align = Align.CENTRE
    tracking: float = 0.0
    least: float = 7.0
    wrapped: float = 0.0
    shrink: float = 0.7
    leading: float = 1.3
    lines: int = 1
    up: bool = False
    lang: str = ""
    alt: str = ""
    thick: float = 0.5

    @property
    def height(self) -> float:
        """Of a picture, a seal or the QR code."""
        return self.tall or self.wide

    @property
    def anchor(self) -> float:
        """Where its text stands by its alignment, from the left."""
        return self.x + self.align.value * self.wide


_PLACED = ("x", "y", "wide", "shown")
_SET = ("size", "bold", "colour", "align", "tracking", "least", "wrapped", "shrink", "leading", "lines", "up")
KEYS: dict[Kind, tuple[str, ...]] = {
    Kind.FACT: (*_PLACED, "fact", "label", "label_gap", "label_size", *_SET),
    Kind.TEXT: (*_PLACED, "text", "lang", *_SET),
    Kind.QR: ("x", "y", "wide"),
    Kind.SEAL: (*_PLACED, "text", "text_en", "colour", "alt"),
    Kind.PICTURE: (*_PLACED, "tall", "alt"),
    Kind.LINE: (*_PLACED, "thick", "colour"),
    Kind.ORNAMENT: (*_PLACED, "thick", "colour"),
}
"""What can be said of a field of each kind, in the order of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template. The order of its fields is the order in which the page is read aloud.

    ``version`` is the store's, 0 for one that was not kept; two templates that differ in nothing else are equal.
    """

    code: str
    title: str
    page: str
    fields: tuple[Field, ...]
    colours: Colours = Colours()
    frame: Frame = Frame.NONE
    pictures: tuple[tuple[str, bytes], ...] = ()
    version: int = field(default=0, compare=False)

    @property
    def name(self) -> str:
        """Code and version, as a certificate's row names them."""
        return f"{self.code}-{self.version}"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        wide, tall = PAGES[self.page]
        return wide * MM, tall * MM

    def field(self, name: str) -> Field | None:
        """The field of that name."""
        return next((one for one in self.fields if one.name == name), None)

    def shows(self, fact: str) -> bool:
        """Whether the page says that fact."""
        found = self.field(fact)
        return found is not None and found.shown

    def picture(self, name: str) -> bytes:
        """The picture of the field of that name, JPEG; empty where it has none."""
        return dict(self.pictures).get(name, b"")

    def drawn(self) -> Iterator[Field]:
        """The fields that are on the page: what is hidden, or a picture that is not there, is not."""
        for one in self.fields:
            if one.shown and (one.kind is not Kind.PICTURE or self.picture(one.name)):
                yield one

    def style(self, one: Field) -> Style:
        """How the field's text is set."""
        return Style(
            one.size,
            BOLD if one.bold else REGULAR,
            self.ink(one),
            one.align,
            one.tracking,
            one.least,
            one.wrapped,
            one.shrink,
            one.leading,
        )

    def ink(self, one: Field) -> Colour:
        """The field's colour."""
        return colour(getattr(self.colours, one.colour))

    def label_style(self, one: Field) -> Style:
        """How the label over a fact is set."""
        return Style(one.label_size, colour=colour(self.colours.quiet), align=one.align, tracking=0.03)

    def seal_styles(self, one: Field) -> tuple[Style, Style]:
        """How the two texts in the place for the seal are set: in proportion to it."""
        share, ink = one.wide / 40, self.ink(one)
        return (
            Style(9 * share, colour=ink, align=Align.CENTRE, tracking=0.2),
            Style(6.5 * share, colour=ink, align=Align.CENTRE, tracking=0.3),
        )
