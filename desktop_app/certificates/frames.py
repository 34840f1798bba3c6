"""What stands around a certificate's page, in the template's colours, as PDF operators. Drawn for A4; smaller on
smaller pages.

Promises: nothing of a frame lies where ``templates.space.inside`` lets fields be, but art too pale to disturb a letter.
Must not know what is written on the page.
"""

from __future__ import annotations

from functools import cache

from desktop_app.pdf import guilloche
from desktop_app.pdf.page import MM, Colour, colour
from desktop_app.templates.template import Colours, Frame


@cache
def frame(kind: Frame, size: tuple[float, float], scale: float, colours: Colours) -> str:
    """The frame of a page of that size in points; empty where there is none."""
    match kind:
        case Frame.ENGRAVED:
            return _engraved(size, MM * scale, colours)
        case Frame.BAND:
            return _band(size, MM * scale, colours)
        case Frame.RULED:
            return _ruled(size, MM * scale, colours)
        case Frame.NONE:
            return ""


def _engraved(size: tuple[float, float], mm: float, colours: Colours) -> str:
    """An engraved band between two rules, and a rosette behind the title."""
    wide, tall = size
    inset = 12 * mm
    band = guilloche.frame(inset, inset, wide - inset, tall - inset, 3.4 * mm, 6.5 * mm, 6)
    rose = guilloche.rosette(wide / 2, tall * 124 / 210, 30 * mm, 62 * mm, 36, 8)
    pale = colour(colours.pale)
    return "\n".join(
        [
            f"{_stroked(_tint(pale, 0.164))} 0.3 w",
            rose,
            f"{_stroked(pale)} 0.35 w",
            band,
            f"{_stroked(colour(colours.main))} 1.1 w",
            _rectangle(size, 8.6 * mm),
            "0.4 w",
            _rectangle(size, 9.6 * mm),
            _rectangle(size, 14.4 * mm),
            f"{_stroked(colour(colours.accent))} 0.5 w",
            _rectangle(size, 15.4 * mm),
        ]
    )


def _band(size: tuple[float, float], mm: float, colours: Colours) -> str:
    """A band down the left edge, its upper part in another colour, and a quarter of a rosette in the corner across."""
    wide, tall = size
    left, foot, width, upper = 12 * mm, 12 * mm, 5 * mm, 46 * mm
    main, accent = colour(colours.main), colour(colours.accent)
    rose = guilloche.rosette(wide - 12 * mm, tall - 12 * mm, 34 * mm, 96 * mm, 48, 8)
    clip = f"{wide / 2:.2f} {foot:.2f} {wide / 2 - foot:.2f} {tall - 2 * foot:.2f} re W n"
    return "\n".join(
        [
            f"q {clip}",
            f"{_stroked(_tint(colour(colours.pale), 0.3))} 0.3 w",
            rose,
            "Q",
            f"{_filled(main)} {left:.2f} {foot:.2f} {width:.2f} {tall - 2 * foot - upper:.2f} re f",
            f"{_filled(accent)} {left:.2f} {tall - foot - upper:.2f} {width:.2f} {upper:.2f} re f",
        ]
    )


def _ruled(size: tuple[float, float], mm: float, colours: Colours) -> str:
    """A strong and a fine rule (文武线) at the head and at the foot."""
    wide, tall = size
    left, right = 18 * mm, wide - 18 * mm

    def rule(y: float) -> str:
        return f"{left:.2f} {y:.2f} m {right:.2f} {y:.2f} l S"

    return "\n".join(
        [
            f"{_stroked(colour(colours.main))} 2 w",
            rule(tall - 14 * mm),
            rule(14 * mm),
            "0.5 w",
            rule(tall - 15.4 * mm),
            rule(15.4 * mm),
        ]
    )


def _rectangle(size: tuple[float, float], margin: float) -> str:
    wide, tall = size
    return f"{margin:.2f} {margin:.2f} {wide - 2 * margin:.2f} {tall - 2 * margin:.2f} re S"


def _stroked(ink: Colour) -> str:
    return "{:.3f} {:.3f} {:.3f} RG".format(*ink)


def _filled(ink: Colour) -> str:
    return "{:.3f} {:.3f} {:.3f} rg".format(*ink)


def _tint(ink: Colour, share: float) -> Colour:
    """That share of a colour on white."""
    return Colour(*(1 - (1 - value) * share for value in ink))
