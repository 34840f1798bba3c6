"""A formula as it stands in a line of running text. Must not know the text around it."""

from __future__ import annotations

from desktop_app.pdf.flow import Art
from desktop_app.pdf.fonts import REGULAR, printable, width
from desktop_app.pdf.formula import draw_formula, formula, formula_size
from desktop_app.pdf.page import Sheet


def formula_art(tex: str, size: float, column: float, *, display: bool = False) -> Art | None:
    """The formula in a line of ``size`` points, made smaller where the column is too narrow for it; None where it
    cannot be drawn: then its source is printed."""
    drawn = formula(tex, display=display)
    if drawn is None or not drawn.width:
        return None
    size = min(size, column / drawn.width)
    wide, above, below = formula_size(drawn, size)
    source = printable(" ".join(tex.split()))

    def _draw(sheet: Sheet, x: float, baseline: float) -> None:
        from reportlab.lib.colors import black

        draw_formula(sheet.canvas, drawn, x, baseline, size, black)
        # What is drawn is an outline; its source lies over it unseen, to be found and read aloud.
        sheet.unseen(x, baseline, source, size * wide / max(width(source, REGULAR, size), wide))

    return Art(wide, above + 1, below + 1, _draw)
