"""Pages on sheets: how many in a row and a column, how small they get, and the marks to cut along.

Promises: the same numbers give the same places; no page is made larger, none leaves the sheet. Must not know what is on
a page.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.pdf.page import A4_PORTRAIT, BLACK, MM, Sheet

_MARK = 4 * MM
_APART = 1 * MM
"""A mark stands off the corner, so that a cut a little beside it leaves none on the page."""
_THIN = 0.25


@dataclass(frozen=True, slots=True)
class Grid:
    """Places of one size on a sheet. ``scale`` is 1 where a page keeps its size; ``corners`` are the lower left ones of
    the pages, row by row from the top."""

    sheet: tuple[float, float]
    page: tuple[float, float]
    scale: float
    corners: tuple[tuple[float, float], ...]

    @property
    def drawn(self) -> tuple[float, float]:
        """The size of a page as it is drawn."""
        return self.page[0] * self.scale, self.page[1] * self.scale


def grid(page: tuple[float, float], count: int, margin: float, gutter: float) -> Grid | None:
    """``count`` pages on an A4 sheet, upright or across and in as many columns as leaves them largest, with ``gutter``
    between them and at least ``margin`` around. One alone is a sheet of its own size. None where nothing is left for
    them."""
    if count == 1:
        return Grid(page, page, 1.0, ((0.0, 0.0),))
    found: list[tuple[float, tuple[float, float], int]] = []
    for sheet in (A4_PORTRAIT, A4_PORTRAIT[::-1]):
        for columns in range(1, count + 1):
            if count % columns == 0:
                wide = (sheet[0] - 2 * margin - (columns - 1) * gutter) / columns
                rows = count // columns
                tall = (sheet[1] - 2 * margin - (rows - 1) * gutter) / rows
                found.append((min(1.0, wide / page[0], tall / page[1]), sheet, columns))
    # Of two that are as good the first: upright, in few columns.
    scale, sheet, columns = max(found, key=lambda one: one[0])
    if scale <= 0:
        return None
    return Grid(sheet, page, scale, tuple(_corners(sheet, page, scale, columns, count // columns, gutter)))


def _corners(
    sheet: tuple[float, float], page: tuple[float, float], scale: float, columns: int, rows: int, gutter: float
) -> list[tuple[float, float]]:
    wide, tall = page[0] * scale, page[1] * scale
    left = (sheet[0] - columns * wide - (columns - 1) * gutter) / 2
    top = (sheet[1] + rows * tall + (rows - 1) * gutter) / 2
    return [
        (left + column * (wide + gutter), top - (row + 1) * tall - row * gutter)
        for row in range(rows)
        for column in range(columns)
    ]


def crop_marks(sheet: Sheet, places: Grid) -> None:
    """Draw the marks along which the pages are cut apart: outside all of them, one line a cut."""
    wide, tall = places.drawn
    xs = sorted({round(edge, 3) for x, _ in places.corners for edge in (x, x + wide)})
    ys = sorted({round(edge, 3) for _, y in places.corners for edge in (y, y + tall)})
    for x in xs:
        sheet.line(x, ys[0] - _APART - _MARK, x, ys[0] - _APART, _THIN, BLACK)
        sheet.line(x, ys[-1] + _APART, x, ys[-1] + _APART + _MARK, _THIN, BLACK)
    for y in ys:
        sheet.line(xs[0] - _APART - _MARK, y, xs[0] - _APART, y, _THIN, BLACK)
        sheet.line(xs[-1] + _APART, y, xs[-1] + _APART + _MARK, y, _THIN, BLACK)
