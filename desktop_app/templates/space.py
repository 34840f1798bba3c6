"""The space that each field of a template may take, whatever is set in it: what the page's peace rests on.

Promises: a text that ``pdf.text.fit`` sets stays within its field's box; boxes that do not overlap give a page on which
nothing does. Must not know a certificate's facts.
"""

from __future__ import annotations

from typing import NamedTuple

from desktop_app.pdf.fonts import width
from desktop_app.pdf.page import MM
from desktop_app.templates.template import PAGES, Field, Frame, Kind, Template

ABOVE, BELOW = 0.9, 0.25
"""Ems that letters reach above and below the line they stand on."""
_INSETS: dict[Frame, tuple[float, float, float, float]] = {
    Frame.ENGRAVED: (16, 16, 16, 16),
    Frame.BAND: (22, 12, 12, 12),
    Frame.RULED: (12, 17, 12, 17),
    Frame.NONE: (3, 3, 3, 3),
}
"""Left, top, right, bottom."""
QUIET = 2.0
"""Millimetres of white that a QR code needs around it."""
_ORNAMENT = 1.3
"""Millimetres from an ornament's line to its tip."""


class Box(NamedTuple):
    """A rectangle in millimetres from the page's top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        tall = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide > _TOUCH and tall > _TOUCH

    def within(self, other: Box) -> bool:
        """Whether it leaves the other nowhere."""
        return (
            self.left >= other.left - _TOUCH
            and self.top >= other.top - _TOUCH
            and self.right <= other.right + _TOUCH
            and self.bottom <= other.bottom + _TOUCH
        )


_TOUCH = 0.001


def inside(template: Template) -> Box:
    """What the frame leaves of the page."""
    wide, tall = PAGES[template.page]
    left, top, right, bottom = (inset * scale(template) for inset in _INSETS[template.frame])
    return Box(left, top, wide - right, tall - bottom)


def scale(template: Template) -> float:
    """The frame is drawn for A4 and smaller on smaller pages."""
    return min(1.0, min(PAGES[template.page]) / 210)


def boxes(template: Template, one: Field) -> tuple[Box, ...]:
    """The space of a field: of its text, picture or line, and of its label where it has one."""
    right = one.x + one.wide
    match one.kind:
        case Kind.FACT | Kind.TEXT:
            return _lettered(template, one)
        case Kind.QR:
            return (Box(one.x - QUIET, one.y - QUIET, right + QUIET, one.y + one.wide + QUIET),)
        case Kind.SEAL | Kind.PICTURE:
            return (Box(one.x, one.y, right, one.y + one.height),)
        case Kind.LINE:
            half = one.thick / MM / 2
            return (Box(one.x, one.y - half, right, one.y + half),)
        case Kind.ORNAMENT:
            return (Box(one.x, one.y - _ORNAMENT, right, one.y + _ORNAMENT),)


def whole(template: Template, one: Field) -> Box:
    """The smallest rectangle around a field's space."""
    parts = boxes(template, one)
    left, top = min(part.left for part in parts), min(part.top for part in parts)
    return Box(left, top, max(part.right for part in parts), max(part.bottom for part in parts))


def collide(template: Template, one: Field, other: Field) -> bool:
    """Whether the spaces of two fields overlap."""
    return any(mine.overlaps(its) for mine in boxes(template, one) for its in boxes(template, other))


def label_clears(one: Field) -> bool:
    """Whether a label stands clear of the text under it."""
    return not one.label or one.label_gap * MM >= ABOVE * one.size + BELOW * one.label_size


def _lettered(template: Template, one: Field) -> tuple[Box, ...]:
    """What a text may take, of one line at its full size and of all its lines; and its label, over the first line
    wherever that is."""
    further = min(one.size, one.wrapped or one.size)
    extra = (one.lines - 1) * one.leading * further
    above, below = ABOVE * one.size, BELOW * one.size
    if one.up:
        above = max(above, extra + ABOVE * further)
    else:
        below = max(below, extra + BELOW * further)
    text = Box(one.x, one.y - above / MM, one.x + one.wide, one.y + below / MM)
    if not one.label:
        return (text,)
    style = template.label_style(one)
    wide = width(one.label, style.font, style.size, style.tracking * style.size) / MM
    left, base = one.anchor - one.align.value * wide, one.y - one.label_gap
    top = base - (ABOVE * one.label_size + (extra if one.up else 0)) / MM
    return text, Box(left, top, left + wide, base + BELOW * one.label_size / MM)
