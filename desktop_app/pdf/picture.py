"""A picture as something that stands in a line: decoded, bounded in size, never fetched.

Promises: bytes that are no picture, or an enormous one, leave a frame with the picture's name. Must not know the text
around it.
"""

from __future__ import annotations

import warnings
from io import BytesIO

from desktop_app.pdf.flow import Art, cleaned, measured
from desktop_app.pdf.fonts import REGULAR
from desktop_app.pdf.page import BLACK, Sheet, Style

_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF")
_MOST_PIXELS = 40_000_000
_POINTS_A_PIXEL = 0.75
_TALLEST = 180.0
_DOTS_A_POINT = 300 / 72


def picture(data: bytes | None, name: str, column: float, size: float) -> Art:
    """A picture at 96 pixels an inch, no wider than the column; its foot stands on the baseline."""
    drawable = _decoded(data, column) if data else None
    if drawable is None:
        return _frame(name, column, size)
    pixels, png = drawable
    scale = min(_POINTS_A_PIXEL, column / pixels[0], _TALLEST / pixels[1])
    wide, tall = pixels[0] * scale, pixels[1] * scale
    # A small one (a sign within a sentence) stands on the line as a letter does.
    below = size * 0.2 if tall < size * 2 else 2.0

    def _draw(sheet: Sheet, x: float, baseline: float) -> None:
        sheet.picture(x, baseline - below, wide, tall, png)

    return Art(wide, tall - below, below, _draw)


def _decoded(data: bytes, column: float) -> tuple[tuple[int, int], bytes] | None:
    """Its size, and its pixels as PNG or JPEG with no more of them than a printer can show."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=_FORMATS) as opened:
                pixels = opened.size
                if not 0 < pixels[0] * pixels[1] <= _MOST_PIXELS:
                    return None
                most = round(column * _DOTS_A_POINT)
                if opened.format == "JPEG" and pixels[0] <= most and opened.mode in {"L", "RGB"}:
                    opened.load()
                    return pixels, data
                shown = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return None
    white = Image.new("RGB", shown.size, "white")
    white.paste(shown, mask=shown.getchannel("A"))
    if white.width > most:
        white = white.resize((most, max(1, round(white.height * most / white.width))))
    out = BytesIO()
    white.save(out, "PNG")
    return pixels, out.getvalue()


def _frame(name: str, column: float, size: float) -> Art:
    text = cleaned(f"[ {name} ]")[:60].replace("\n", " ")
    while len(text) > 1 and measured(text, REGULAR, size * 0.8) > column - 16:
        text = text[:-1]
    wide, tall = measured(text, REGULAR, size * 0.8) + 16, size * 2.4

    def _draw(sheet: Sheet, x: float, baseline: float) -> None:
        for edge in ((0, 0, wide, 0), (0, tall, wide, tall), (0, 0, 0, tall), (wide, 0, wide, tall)):
            sheet.line(x + edge[0], baseline + edge[1], x + edge[2], baseline + edge[3], 0.5, BLACK, (2, 2))
        sheet.text(x + 8, baseline + size, text, Style(size * 0.8))

    return Art(wide, tall, 2.0, _draw)
