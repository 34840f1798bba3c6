"""LaTeX through latex2mathml and ziamath to an outline.

The typesetter works on hostile text: what it takes is counted (``_Budget``), and whatever it raises means that the
formula is not drawn. Must not be imported before a formula is drawn.
"""

from __future__ import annotations

import logging
import re
import threading
from typing import cast
from xml.etree import ElementTree as ET

import latex2mathml.exceptions
import ziamath.zmath
from ziafont.config import config
from ziafont.font import Font
from ziafont.fonttypes import AdvanceWidth, BBox
from ziafont.glyph import SimpleGlyph
from ziamath.mathfont import MathFont
from ziamath.nodes.mnode import _node_classes
from ziamath.nodes.mrow import Mrow
from ziamath.styles import MathVariant
from ziamath.tex import tex2mml

from desktop_app.formulas.drawing import Drawing, Segment
from desktop_app.resources import FOLDER

SIZE = 100.0
"""Units an em while a formula is set."""
SIDE = 0.05
"""Ems of air left and right."""
BUDGET = 2500
"""Glyphs and rows that one formula may take while it is set; an ordinary one takes some dozens."""
MOST_ELEMENTS = 500
"""Signs and groups of one formula; setting a row takes time in proportion to their square."""
MOST = 10_000
"""Steps of an outline."""
_FOREIGN = 1 << 20
_COMMAND = re.compile(r"\\[A-Za-z]")
_ESCAPED = re.compile(r"\\([%$#&_{}])")
_BINOMIAL = re.compile(r"\\binom(?![A-Za-z])")
_ALIASES = {"math", "mtd", "mtr", "none", "ms", "mstyle"}
_OPERATION = re.compile(r"([MLQCZ])([^MLQCZ]*)")
_lock = threading.Lock()
_left = 0


class NotDrawable(Exception):
    """This formula cannot be drawn whole."""


def _refusals() -> tuple[type[Exception], ...]:
    """What the two libraries raise over a formula that they cannot read or set: the converter's errors have no common
    class, and much is not refused but stumbled over."""
    own = (
        one for one in vars(latex2mathml.exceptions).values() if isinstance(one, type) and issubclass(one, Exception)
    )
    stumbled = (ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError, RecursionError)
    return (*own, *stumbled, StopIteration, TypeError, ValueError, ET.ParseError, NotDrawable)


_REFUSALS = _refusals()


def _spend() -> None:
    global _left  # noqa: PLW0603
    _left -= 1
    if _left < 0:
        raise NotDrawable


class _Row(Mrow, tag="mrow"):
    """A row that measures itself without its fences only where it has to: measuring each row twice takes twice the
    time at each level of nesting."""

    def _get_height_nostretch(self, line: list[ET.Element], **kwargs: object) -> tuple[float, float]:
        _spend()
        if kwargs.get("nostretch") or not any(child.tag in {"mo", "mi"} or "mo" in child.tag for child in _all(line)):
            return 0.0, 0.0
        height: tuple[float, float] = super()._get_height_nostretch(line, **kwargs)
        return height


def _all(line: list[ET.Element]) -> list[ET.Element]:
    return [one for child in line for one in child.iter()]


class _ForeignGlyph(SimpleGlyph):
    """A glyph of the text font among those of the mathematical one."""

    def __init__(self, glyph: SimpleGlyph) -> None:
        super().__init__(_FOREIGN + glyph.index, glyph.operators, glyph.bbox, glyph.font)
        self._width = glyph.font.advwidths[glyph.index].width

    def advance(self, nextchr: SimpleGlyph | None = None) -> int:  # noqa: ARG002
        return int(self._width)


class _Widths:
    """The widths of a font's glyphs, read one by one: the text font has 65,000, and a formula needs a few."""

    def __init__(self, font: Font, count: int) -> None:
        self._file, self._start, self._count = font.fontfile, font.tables["hmtx"].offset, count

    def __getitem__(self, index: int) -> AdvanceWidth:
        # Beyond the last one all are as wide as that (OpenType, hmtx).
        self._file.seek(self._start + 4 * min(index, self._count - 1))
        return AdvanceWidth(self._file.readuint16(), self._file.readint16())


class _TextFont(Font):
    """The text font's outlines, without the tables for typesetting words."""

    def _readtables(self) -> None:
        super()._readtables()
        for name in ("GPOS", "GSUB"):
            self.tables.pop(name, None)

    def _readwidths(self, numlonghormetrics: int) -> list[AdvanceWidth]:
        return cast("list[AdvanceWidth]", _Widths(self, numlonghormetrics))


class _Font(MathFont):
    """The mathematical font, with the bundled text font for what it lacks: Chinese, full-width signs."""

    def __init__(self, path: str) -> None:
        super().__init__(path, SIZE)
        self._text_font: _TextFont | None = None
        self._foreign: dict[int, _ForeignGlyph] = {}

    def findglyph(self, char: str, variant: MathVariant) -> SimpleGlyph:
        _spend()
        glyph = super().findglyph(char, variant)
        if glyph.index == 0 and not char.isspace():
            glyph = super().glyph(char)
        if glyph.index == 0:
            return self._of_text(char)
        return glyph

    def _of_text(self, char: str) -> SimpleGlyph:
        if self._text_font is None:
            self._text_font = _TextFont(str(FOLDER / "fonts" / "NotoSansSC-Regular.ttf"))
        index = self._text_font.glyphindex(char)
        if index == 0:
            raise NotDrawable
        if _FOREIGN + index not in self._foreign:
            self._foreign[_FOREIGN + index] = _ForeignGlyph(self._text_font.glyph(char))
        return self._foreign[_FOREIGN + index]

    def glyph_fromid(self, glyphid: int) -> SimpleGlyph:
        foreign = self._foreign.get(glyphid) if glyphid >= _FOREIGN else None
        return foreign if foreign is not None else super().glyph_fromid(glyphid)

    def advance(self, glyph: int, glyph2: int | None) -> int:
        return int(super().advance(glyph, None if glyph2 is not None and glyph2 >= _FOREIGN else glyph2))


def _font() -> str:
    """The name under which the typesetter finds our font."""
    name = "branch exam"
    if name not in ziamath.zmath.loadedfonts:
        # Outlines instead of symbols that are used: one path for every page.
        config.svg2 = False
        ziamath.zmath.loadedfonts[name] = _Font(str(ziamath.zmath.fontname))
    return name


def _tree(source: str, *, display: bool) -> ET.Element:
    # tex2mml knows \\binom by a pattern that takes no braces within; the converter itself knows both of these.
    source = _BINOMIAL.sub(r"\\dbinom" if display else r"\\tbinom", source)
    tree = ET.fromstring(tex2mml(source, inline=not display))  # noqa: S314 - made by the converter, without entities
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        raise NotDrawable
    for element in tree.iter():
        element.tag = element.tag.rpartition("}")[2]
        if element.text:
            if element.tag == "mtext":
                element.text = _ESCAPED.sub(r"\1", element.text)
            # The converter hands on a command that it does not know as a name.
            if _COMMAND.search(element.text):
                raise NotDrawable
        if element.tag not in _node_classes and element.tag not in _ALIASES:
            raise NotDrawable
        # One colour, and no ground: the page decides.
        for name in ("mathcolor", "mathbackground", "href", "style", "class", "background", "color"):
            element.attrib.pop(name, None)
        if element.tag == "mstyle" and not element.attrib:
            element.tag = "mrow"
    return _flat(tree)


def _flat(element: ET.Element) -> ET.Element:
    """The tree without rows that hold a single element."""
    for n, child in enumerate(list(element)):
        made = _flat(child)
        while made.tag == "mrow" and len(made) == 1 and not made.attrib and made[0].tag not in {"mo", "mspace"}:
            made = made[0]
        element[n] = made
    return element


def typeset(tex: str, source: str, *, display: bool) -> Drawing | None:
    """Set ``source`` (checked by ``drawing.drawable_source``); None where that does not go."""
    global _left  # noqa: PLW0603
    # One at a time: the font keeps a reading position.
    with _lock:
        _left = BUDGET
        try:
            set_ = ziamath.zmath.Math(_tree(source, display=display), size=SIZE, font=_font(), margin=0)
            box: BBox = set_.node.bbox
            outline = _outline(set_.svgxml(), box.xmin - SIDE * SIZE)
        except _REFUSALS as error:
            logging.getLogger(__name__).debug("a formula was not drawn: %s", type(error).__name__)
            return None
    if not outline or len(outline) > MOST or box.xmax <= box.xmin or box.ymax <= box.ymin:
        return None
    width = (box.xmax - box.xmin) / SIZE + 2 * SIDE
    return Drawing(tex, display, width, max(box.ymax / SIZE, 0.0), max(-box.ymin / SIZE, 0.0), outline)


def mathml(source: str, *, display: bool) -> str | None:
    """The formula as MathML; None where it cannot be read."""
    from latex2mathml.converter import convert

    with _lock:
        try:
            _tree(source, display=display)
            return str(convert(source, display="block" if display else "inline"))
        except _REFUSALS as error:
            logging.getLogger(__name__).debug("a formula was not read: %s", type(error).__name__)
            return None


# ---------------------------------------------------------------- svg to outline


def _outline(svg: ET.Element, left: float) -> tuple[Segment, ...]:
    found: list[Segment] = []
    for element in svg.iter():
        match element.tag:
            case "svg" | "g" | "title":
                continue
            case "path" if element.get("stroke") is None:
                found += _path(element.get("d", ""), left)
            case "path":
                found += _line(element, left)
            case "rect":
                found += _rect(element, left)
            case _:
                raise NotDrawable
    return tuple(found)


def _scaled(values: list[float], left: float) -> tuple[float, ...]:
    return tuple((value - left if n % 2 == 0 else value) / SIZE for n, value in enumerate(values))


def _path(data: str, left: float) -> list[Segment]:
    return [
        (match.group(1), _scaled([float(value) for value in match.group(2).split()], left))
        for match in _OPERATION.finditer(data)
    ]


def _box(x: float, y: float, width: float, height: float, left: float) -> list[Segment]:
    corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    return [("M" if n == 0 else "L", _scaled(list(corner), left)) for n, corner in enumerate(corners)] + [("Z", ())]


def _rect(element: ET.Element, left: float) -> list[Segment]:
    x, y, width, height = (float(element.get(name, "0")) for name in ("x", "y", "width", "height"))
    if element.get("stroke") is None:
        return _box(x, y, width, height, left)
    line = float(element.get("stroke-width", "1"))
    return [
        *_box(x, y, width, line, left),
        *_box(x, y + height - line, width, line, left),
        *_box(x, y + line, line, height - 2 * line, left),
        *_box(x + width - line, y + line, line, height - 2 * line, left),
    ]


def _line(element: ET.Element, left: float) -> list[Segment]:
    """A slanted stroke as a thin quadrilateral."""
    (_, start), (_, end) = _path(element.get("d", ""), left)
    half = float(element.get("stroke-width", "1")) / SIZE / 2
    across, down = end[0] - start[0], end[1] - start[1]
    length = (across**2 + down**2) ** 0.5 or 1.0
    dx, dy = -down / length * half, across / length * half
    corners = [
        (start[0] + dx, start[1] + dy),
        (end[0] + dx, end[1] + dy),
        (end[0] - dx, end[1] - dy),
        (start[0] - dx, start[1] - dy),
    ]
    return [("M" if n == 0 else "L", corner) for n, corner in enumerate(corners)] + [("Z", ())]
