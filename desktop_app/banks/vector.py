"""Whether a vector image may be drawn: a small SVG of plain shapes, that holds nothing else and refers to nothing else.

Promises: what ``harmless`` lets pass is drawn in little time whatever its author meant: the number of shapes is counted
with every ``use`` followed, for ten lines of nested ones make a thousand million. Must not know Qt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from desktop_app.banks.formats.xml_file import XmlEntities, XmlUnreadable, local, parse
from desktop_app.tables.sheet import NotATable

MOST_SHAPES = 20_000
MOST_BYTES = 4 << 20
_DEEPEST = 200
_SVG = "http://www.w3.org/2000/svg"
_DRAWN = frozenset(
    (
        "svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text",
        "tspan", "title", "desc", "metadata", "style", "linearGradient", "radialGradient", "stop", "clipPath", "switch",
        "image", "font", "font-face", "glyph", "missing-glyph",
    )
)  # fmt: skip
_ADDRESS = re.compile(r"url\(\s*+['\"]?+(?!#)|@import", re.IGNORECASE)
_WITHIN = re.compile(r"#|data:image/(?:png|jpe?g);base64,")
_DASHES = re.compile(r"dasharray\s*[:=]?\s*([^;}]*)")
_FAR = re.compile(r"\d{6,}|\d[eE]\+?\d")
_HREF = ("href", "{http://www.w3.org/1999/xlink}href")


def is_svg(data: bytes) -> bool:
    """Whether the bytes begin like an SVG, packed ones among them."""
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith((b"<svg", b"\x1f\x8b")) or (head.startswith((b"<?xml", b"<!")) and b"<svg" in data[:8000])


def harmless(data: bytes) -> bool:
    """Whether an SVG may be drawn. Packed ones may not: nothing is unpacked to look at it."""
    if len(data) > MOST_BYTES or data.startswith(b"\x1f\x8b"):
        return False
    try:
        root = parse(data)
    except (XmlEntities, XmlUnreadable, NotATable):
        return False
    named: dict[str, etree._Element] = {}
    for one in root.iter():
        if not isinstance(one.tag, str) or etree.QName(one).namespace not in {_SVG, None}:
            continue
        if local(one) not in _DRAWN or any(_ADDRESS.search(str(value)) for value in one.attrib.values()):
            return False
        if _ADDRESS.search(one.text or "") or any(not _WITHIN.match(str(one.get(key) or "#")) for key in _HREF):
            return False
        if _endless(one):
            return False
        if name := one.get("id"):
            named.setdefault(str(name), one)
    return _shapes(root, named, {}, 0) <= MOST_SHAPES


def _endless(one: etree._Element) -> bool:
    """Whether dashes may be too many: they are laid out one by one along a line of any length."""
    styles = " ; ".join(
        (one.text or "", *(f"{key!s}:{value!s}" for key, value in one.attrib.items() if key not in _HREF))
    )
    dashes = " ".join(_DASHES.findall(styles)).replace("none", "")
    numbers = [float(number) for number in re.findall(r"\d*\.?\d+", dashes)]
    return bool(numbers) and (min(numbers) < 1 or _FAR.search(styles) is not None)


def _shapes(
    one: etree._Element, named: Mapping[str, etree._Element], known: dict[etree._Element, int], depth: int
) -> int:
    """How many elements are drawn of this one; more than any may have where a ``use`` leads back to itself."""
    if one in known:
        return known[one]
    if depth > _DEEPEST:
        return MOST_SHAPES + 1
    inner = [child for child in one if isinstance(child.tag, str)]
    if local(one) == "use":
        target = next((str(one.get(key))[1:] for key in _HREF if one.get(key)), "")
        inner += [named[target]] if target in named else []
    total = 1
    for child in inner:
        total += _shapes(child, named, known, depth + 1)
        if total > MOST_SHAPES:
            break
    known[one] = total
    return total
