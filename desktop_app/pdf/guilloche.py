"""Engraved ornament: a frame of interlaced waves and a rosette, as PDF operators. Pure geometry, computed once a
process.

One wave of all strands is written down once and repeated under a moved coordinate system, in the same words each
time: so the whole ornament compresses to a few kilobytes.

Promises: nothing random, nothing that depends on what is written over it. Must not know the page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import cos, sin, tau

Point = tuple[float, float]
Curve = Callable[[float], Point]

_STEPS = 6
"""Béziers a wave; with the curve's own slopes six are off by less than a thousandth of its height."""


@cache
def frame(left: float, bottom: float, right: float, top: float, height: float, wave: float, strands: int) -> str:
    """``strands`` interlaced sine waves along the four sides of a rectangle, ``height`` high and about ``wave`` long.

    The rectangle is the middle line of the band; at each of its corners stands a small rosette in a square.
    """
    gap = height * 0.75
    wide, tall = right - left - 2 * gap, top - bottom - 2 * gap
    sides = (
        ("1 0 0 1", left + gap, bottom, wide),
        ("0 1 -1 0", right, bottom + gap, tall),
        ("-1 0 0 -1", right - gap, top, wide),
        ("0 -1 1 0", left, top - gap, tall),
    )
    half = height / 2
    parts = [
        f"q {turn} {x:.3f} {y:.3f} cm\n{_side(length, height, round(length / wave), strands)}\nQ"
        for turn, x, y, length in sides
    ]
    for x, y in ((left, bottom), (right, bottom), (right, top), (left, top)):
        parts.append(f"{x - half:.3f} {y - half:.3f} {height:.3f} {height:.3f} re S")
        parts.append(rosette(x, y, half * 0.2, half * 0.86, 8, 3))
    return "\n".join(parts)


def _side(length: float, height: float, waves: int, strands: int) -> str:
    long = length / waves

    def strand(phase: float) -> tuple[Curve, Curve]:
        return (
            lambda share: (long * share, height / 2 * sin(tau * share + phase)),
            lambda share: (long, height / 2 * tau * cos(tau * share + phase)),
        )

    unit = "\n".join(_curve(*strand(tau * number / strands)) for number in range(strands))
    return "\n".join([f"{unit}\n1 0 0 1 {long:.4f} 0 cm"] * waves)


@cache
def rosette(x: float, y: float, inner: float, outer: float, petals: int, strands: int) -> str:
    """``strands`` closed waves of ``petals`` petals between two radii around (x, y), as engraved on a bond."""
    middle, swing = (outer + inner) / 2, (outer - inner) / 2
    sector = tau / petals

    def strand(phase: float) -> tuple[Curve, Curve]:
        def at(share: float) -> Point:
            radius = middle + swing * sin(tau * share + phase)
            return radius * cos(sector * share), radius * sin(sector * share)

        def slope(share: float) -> Point:
            radius = middle + swing * sin(tau * share + phase)
            change = swing * tau * cos(tau * share + phase)
            angle = sector * share
            return change * cos(angle) - radius * sector * sin(angle), change * sin(angle) + radius * sector * cos(
                angle
            )

        return at, slope

    unit = "\n".join(_curve(*strand(tau * number / strands)) for number in range(strands))
    turn = f"{cos(sector):.7f} {sin(sector):.7f} {-sin(sector):.7f} {cos(sector):.7f} 0 0 cm"
    turns = "\n".join([f"{unit}\n{turn}"] * petals)
    return f"q 1 0 0 1 {x:.3f} {y:.3f} cm\n{turns}\nQ"


def _curve(at: Curve, slope: Curve) -> str:
    """A curve over 0 … 1 as cubic Béziers, each with the curve's own slope at both ends (Hermite form)."""
    third = 1 / _STEPS / 3
    parts = ["{:.2f} {:.2f} m".format(*at(0))]
    for step in range(_STEPS):
        (x0, y0), (x1, y1) = at(step / _STEPS), at((step + 1) / _STEPS)
        (dx0, dy0), (dx1, dy1) = slope(step / _STEPS), slope((step + 1) / _STEPS)
        numbers = (x0 + dx0 * third, y0 + dy0 * third, x1 - dx1 * third, y1 - dy1 * third, x1, y1)
        parts.append(" ".join(f"{number:.2f}" for number in numbers) + " c")
    return "\n".join([*parts, "S"])
