"""A formula on a page stands at its baseline, in its colour, filled."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from desktop_app.formulas import drawing
from desktop_app.pdf.formula import draw_formula, formula_size


def ink(tmp_path: Path, tex: str) -> tuple[tuple[int, int, int, int], set[tuple[int, int, int]]]:
    """The box of what is not white on a page of 200 × 100 points at 72 dpi, and its colours."""
    drawn = drawing(tex)
    assert drawn is not None
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(200, 100))
    width = draw_formula(canvas, drawn, 50, 40, 20, Color(0, 0, 1))
    assert width == pytest.approx(formula_size(drawn, 20)[0])
    canvas.save()
    (tmp_path / "f.pdf").write_bytes(buffer.getvalue())
    subprocess.run(["pdftoppm", "-r", "72", tmp_path / "f.pdf", tmp_path / "f"], check=True)
    (made,) = tmp_path.glob("f*.ppm")
    head, body = made.read_bytes().split(b"\n255\n", 1)
    across = int(head.split()[1])
    pixels = [tuple(body[n : n + 3]) for n in range(0, len(body), 3)]
    inked = [(n % across, n // across) for n, pixel in enumerate(pixels) if pixel != (255, 255, 255)]
    xs, ys = [x for x, _ in inked], [y for _, y in inked]
    return (min(xs), min(ys), max(xs), max(ys)), {(a, b, c) for a, b, c in pixels}


def test_it_stands_on_its_baseline(tmp_path: Path) -> None:
    (left, top, right, bottom), colours = ink(tmp_path, "x")
    # The page's origin is at its foot: the baseline is 60 points from the top.
    assert 50 <= left <= 52
    assert 59 <= bottom <= 61
    assert 49 <= top <= 52
    assert right <= 64
    # Blue on white: red and green fade alike.
    assert all(red == green and blue == 255 for red, green, blue in colours)


def test_a_fraction_goes_below(tmp_path: Path) -> None:
    (_, top, _, bottom), _ = ink(tmp_path, r"\frac{1}{2}")
    assert top < 46
    assert bottom > 64
