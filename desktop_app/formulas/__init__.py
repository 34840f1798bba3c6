"""Formulas: LaTeX as an outline that every page can draw, and as MathML.

Promises: pure; a source that cannot be drawn whole gives None, never part of a formula; hostile sources cost
milliseconds. Nothing is imported until a formula is drawn. Must not know questions, the window or the printed page.
"""

from desktop_app.formulas.drawing import Drawing, Segment, drawing, prepare, to_mathml

__all__ = ["Drawing", "Segment", "drawing", "prepare", "to_mathml"]
