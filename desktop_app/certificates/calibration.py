"""A sheet to see by how much a printer misses: rulers from its edges and crosses at known places.

Whoever prints it measures how far a cross is from where its label says; the difference is the offset of a print run.
Must not know a printer.
"""

from __future__ import annotations

from datetime import datetime

from desktop_app.pdf.archive import Description
from desktop_app.pdf.page import A4_LANDSCAPE, A4_PORTRAIT, BLACK, MM, Align, Sheet, Style, document

_CROSSES = (20, 60, 140)
_ARM = 6.0
_LONG, _SHORT = 5.0, 2.5


def calibration_sheet(right: int, down: int, at: datetime, *, landscape: bool) -> bytes:
    """The sheet (PDF), moved by tenths of a millimetre as a run is."""
    size = A4_LANDSCAPE if landscape else A4_PORTRAIT
    about = Description("打印校准页", "", "Calibration", at)
    with document(size, about) as (sheet, out), sheet.placed(right * MM / 10, -down * MM / 10, 1.0, size):
        wide, tall = size
        for millimetre in range(10, int(wide / MM) - 9):
            _tick(sheet, millimetre * MM, tall, 0.0, -1.0, millimetre)
        for millimetre in range(10, int(tall / MM) - 9):
            _tick(sheet, 0.0, tall - millimetre * MM, 1.0, 0.0, millimetre)
        for x in _CROSSES:
            for y in _CROSSES:
                _cross(sheet, x, y, tall)
        said = (
            "量一个十字中心到纸左边和上边的距离，与标注相减，就是偏移：偏右、偏下为正，填相反的数。",
            "Measure a cross from the left and the top edge; what differs from its label is the offset.",
        )
        for n, line in enumerate(said):
            sheet.text(wide / 2, tall - (100 + 8 * n) * MM, line, Style(10, align=Align.CENTRE))
    return out.getvalue()


def _tick(sheet: Sheet, x: float, y: float, across: float, up: float, millimetre: int) -> None:
    """A line of a ruler, from the paper's edge inwards."""
    long = _LONG if millimetre % 10 == 0 else _SHORT
    begin, end = 4 * MM, (4 + long) * MM
    sheet.line(x + across * begin, y + up * begin, x + across * end, y + up * end, 0.3, BLACK)
    if millimetre % 20 == 0:
        place = (x + across * 13 * MM, y + up * 12 * MM)
        sheet.text(*place, str(millimetre), Style(7, align=Align.CENTRE))


def _cross(sheet: Sheet, x: int, y: int, tall: float) -> None:
    middle, height = x * MM, tall - y * MM
    arm = _ARM * MM
    sheet.line(middle - arm, height, middle + arm, height, 0.4, BLACK)
    sheet.line(middle, height - arm, middle, height + arm, 0.4, BLACK)
    sheet.text(middle + 2 * MM, height + 2 * MM, f"{x} / {y} mm", Style(7))
