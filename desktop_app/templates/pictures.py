"""A template's pictures: logo, seal, signature. Decoded, laid on white, and made small enough for a certificate.

Promises: what comes back is a JPEG of few bytes without any data but its pixels, or nothing; the same bytes give the
same picture. Must not know where one stands on a page.
"""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import Final

MOST_BYTES: Final = 8_000
"""Of one picture as it is kept: a certificate with three of them stays below 80 kB."""
MOST_FILE_BYTES: Final = 5_000_000
_MOST_PIXELS: Final = 20_000_000
_WIDEST: Final = 480
"""Pixels: 40 mm at 300 dots an inch."""
_FORMATS: Final = ("PNG", "JPEG", "GIF", "BMP", "WEBP")


def prepared(data: bytes) -> bytes | None:
    """The picture as a template keeps it; None where the bytes are no picture, or an enormous one."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=_FORMATS) as opened:
                if not 0 < opened.width * opened.height <= _MOST_PIXELS:
                    return None
                shown = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return None
    white = Image.new("RGB", shown.size, "white")
    white.paste(shown, mask=shown.getchannel("A"))
    widest = _WIDEST
    while True:
        white.thumbnail((widest, widest))
        for quality in (88, 75, 60):
            out = BytesIO()
            white.save(out, "JPEG", quality=quality, subsampling=0, optimize=True)
            if len(out.getvalue()) <= MOST_BYTES:
                return out.getvalue()
        widest = widest * 4 // 5


def is_prepared(data: bytes) -> bool:
    """Whether the bytes are a picture as ``prepared`` makes one."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data), formats=("JPEG",)) as opened:
            opened.load()
            return len(data) <= MOST_BYTES and opened.mode == "RGB" and max(opened.size) <= _WIDEST
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        return False


def size(data: bytes) -> tuple[int, int]:
    """Width and height of a prepared picture, in pixels."""
    from PIL import Image

    with Image.open(BytesIO(data), formats=("JPEG",)) as opened:
        return opened.size
