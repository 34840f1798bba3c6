"""A formula on a page: the outline of ``formulas`` filled at a baseline.

Promises: no font is needed; nothing of it can be selected, so a page that wants its text extracted writes it itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.formulas import Drawing, drawing

if TYPE_CHECKING:
    from reportlab.lib.colors import Color
    from reportlab.pdfgen.canvas import Canvas


def formula(tex: str, *, display: bool = False) -> Drawing | None:
    """The drawing of a LaTeX source; None: print the source as it stands."""
    return drawing(tex, display=display)


def formula_size(drawn: Drawing, size: float) -> tuple[float, float, float]:
    """Width, ascent and descent in points, beside text of ``size`` points."""
    return drawn.width * size, drawn.ascent * size, drawn.descent * size


def draw_formula(canvas: Canvas, drawn: Drawing, x: float, baseline: float, size: float, colour: Color) -> float:
    """Fill ``drawn`` with its left edge at ``x`` and its baseline at ``baseline`` (points from the page's lower left
    corner), beside text of ``size`` points. Returns its width in points."""
    path = canvas.beginPath()
    at_x = at_y = 0.0

    def _across(value: float) -> float:
        return x + value * size

    def _up(value: float) -> float:
        return baseline - value * size

    for operation, values in drawn.outline:
        match operation:
            case "M":
                path.moveTo(_across(values[0]), _up(values[1]))
            case "L":
                path.lineTo(_across(values[0]), _up(values[1]))
            case "Q":
                # PDF has cubic curves alone; the same curve, raised by a degree.
                ax, ay, bx, by = values
                path.curveTo(
                    _across(at_x + (ax - at_x) * 2 / 3),
                    _up(at_y + (ay - at_y) * 2 / 3),
                    _across(bx + (ax - bx) * 2 / 3),
                    _up(by + (ay - by) * 2 / 3),
                    _across(bx),
                    _up(by),
                )
            case "C":
                ax, ay, bx, by, cx, cy = values
                path.curveTo(_across(ax), _up(ay), _across(bx), _up(by), _across(cx), _up(cy))
            case _:
                path.close()
        if values:
            at_x, at_y = values[-2:]
    canvas.saveState()
    canvas.setFillColor(colour)
    # Non-zero winding: parts of a glyph may overlap.
    canvas.drawPath(path, stroke=0, fill=1, fillMode=1)
    canvas.restoreState()
    return drawn.width * size
