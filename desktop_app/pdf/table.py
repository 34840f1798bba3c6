"""A ruled table of texts as rows, one row a line of the table. Must not know what the texts say."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.pdf.flow import Draw, Piece, Row, lines, rows, side_by_side
from desktop_app.pdf.page import BLACK, Sheet

_PAD = 4.0


def table(
    cells: Sequence[Sequence[Sequence[Piece]]],
    column: float,
    leading: float,
    indent: float = 0.0,
    widths: Sequence[float] = (),
    least: float = 0.0,
) -> list[Row]:
    """A table ``column`` points wide. Without ``widths`` its columns are as wide as what they hold, so far as there is
    room; ``least`` is the least height of a line."""
    across = max((len(line) for line in cells), default=0)
    if not across:
        return []
    wide = list(widths) or _widths(cells, across, column)
    made = []
    for n, line in enumerate(cells):
        filled = [*line, *([[]] * (across - len(line)))]
        blocks = [rows(cell, w - 2 * _PAD, leading, justify=False) for cell, w in zip(filled, wide, strict=True)]
        inner = side_by_side(blocks, wide)
        tall = max(inner.tall + _PAD, least)
        made.append(Row(tall, _ruled(inner, wide, tall, indent), indent + sum(wide), stays=n == 0))
    return made


def _widths(cells: Sequence[Sequence[Sequence[Piece]]], across: int, column: float) -> list[float]:
    wanted = [2 * _PAD + 6.0] * across
    for line in cells:
        for n, cell in enumerate(line):
            natural = max((one.wide for one in lines(cell, 4000.0, justify=False)), default=0.0)
            wanted[n] = max(wanted[n], natural + 2 * _PAD + 1)
    if sum(wanted) <= column:
        return wanted
    # Columns that ask for less than their share get it; the others share what is left.
    left, open_columns, given = column, set(range(across)), [0.0] * across
    while True:
        share = left / len(open_columns)
        modest = [n for n in open_columns if wanted[n] <= share]
        if not modest:
            break
        for n in modest:
            given[n] = wanted[n]
            left -= wanted[n]
            open_columns.discard(n)
    for n in open_columns:
        given[n] = left / len(open_columns)
    return given


def _ruled(inner: Row, wide: Sequence[float], tall: float, indent: float) -> Draw:
    """A line of a table within its rules, the upper one too: it may begin a page."""

    def _draw(sheet: Sheet, x: float, y: float) -> None:
        left, whole = x + indent, sum(wide)
        sheet.line(left, y, left + whole, y, 0.6, BLACK)
        sheet.line(left, y - tall, left + whole, y - tall, 0.6, BLACK)
        at = left
        for width in (*wide, 0.0):
            sheet.line(at, y, at, y - tall, 0.6, BLACK)
            at += width
        inner.draw(sheet, left + _PAD, y - (tall - inner.tall) / 2)

    return _draw
