"""A table as the bytes of a file for spreadsheets: .xlsx or .csv.

Promises: no cell can run as a formula. Must not know what the table is, or where the file goes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal

from desktop_app.tables.safe_text import defuse

Cell = str | int | Decimal | None


def table_bytes(suffix: str, sheet: str, rows: Sequence[Sequence[Cell]]) -> bytes:
    """``rows`` (the first holds the headings) as ``.csv``, else as a workbook."""
    return _csv(rows) if suffix.lower() == ".csv" else _xlsx(sheet, rows)


def _csv(rows: Sequence[Sequence[Cell]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in rows:
        writer.writerow(["" if cell is None else defuse(cell) if isinstance(cell, str) else str(cell) for cell in row])
    # The mark at the start tells Excel and WPS that it is UTF-8.
    return text.getvalue().encode("utf-8-sig")


def _xlsx(sheet: str, rows: Sequence[Sequence[Cell]]) -> bytes:
    # xlsxwriter costs 50 ms to import: only where a file is written.
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
        page = workbook.add_worksheet(sheet[:31])
        bold = workbook.add_format({"bold": True})
        for n, row in enumerate(rows):
            for m, cell in enumerate(row):
                if isinstance(cell, str):
                    page.write_string(n, m, defuse(cell), bold if n == 0 else None)
                elif cell is not None:
                    page.write_number(n, m, float(cell))
        for m, width in enumerate(_widths(rows)):
            page.set_column(m, m, width)
        page.freeze_panes(1, 0)
    return file.getvalue()


def _widths(rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Widths in characters: a Chinese one takes two."""
    widths = [8] * max((len(row) for row in rows), default=0)
    for row in rows:
        for m, cell in enumerate(row):
            text = "" if cell is None else str(cell)
            widths[m] = min(max(widths[m], sum(2 if ord(char) > 0x2E7F else 1 for char in text) + 2), 60)
    return widths
