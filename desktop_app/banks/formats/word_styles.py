"""How a run of a Word file looks: its marks, whether it is hidden, raised or lowered, with its styles resolved.

Promises: what a run says itself goes before its character style, that before its paragraph's style. Source: ECMA-376
part 1, 17.7.2 (style hierarchy).
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from desktop_app.banks.formats.numbering import qn
from desktop_app.banks.formats.styled import BOLD, HIGHLIGHTED, RED, UNDERLINED

_OFF = frozenset({"0", "false", "off", "none"})
_PLAIN = frozenset({"", "auto", "none", "FFFFFF", "ffffff", "clear"})
_DEEPEST = 20
Looks = dict[str, str]


@dataclass(frozen=True, slots=True)
class Look:
    """What is seen of a run: the marks of ``styled``, hidden, superscript or subscript."""

    marks: int = 0
    hidden: bool = False
    raised: str = ""


class Styles:
    """The styles of a document, and its theme's colours."""

    def __init__(self, styles: etree._Element | None, colours: Mapping[str, str]) -> None:
        self._colours = colours
        self._own: dict[str, Looks] = {}
        self._based: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._resolved: dict[str, Looks] = {}
        self._default = ""
        if styles is None:
            return
        for style in styles.iterfind(qn("w:style")):
            name = style.get(qn("w:styleId")) or ""
            based, said = style.find(qn("w:basedOn")), style.find(qn("w:name"))
            self._based[name] = "" if based is None else based.get(qn("w:val")) or ""
            self._names[name] = "" if said is None else (said.get(qn("w:val")) or "").lower()
            self._own[name] = looks(style.find(qn("w:rPr")))
            if style.get(qn("w:default")) == "1" and style.get(qn("w:type")) == "paragraph":
                self._default = name

    def name(self, style: str) -> str:
        """The name of a style as Word shows it, in lower case."""
        return self._names.get(style, style.lower())

    def of_style(self, style: str) -> Looks:
        """What a style and those that it is based on say."""
        if style not in self._resolved:
            chain: list[Looks] = []
            at = style
            while at and at in self._own and len(chain) < _DEEPEST:
                chain.append(self._own[at])
                at = self._based.get(at, "")
            found: Looks = {}
            for one in reversed(chain):
                found.update(one)
            self._resolved[style] = found
        return self._resolved[style]

    def of(self, properties: etree._Element | None, paragraph_style: str) -> Look:
        """The look of a run with these properties in a paragraph of that style."""
        found = dict(self.of_style(paragraph_style or self._default))
        if properties is not None:
            style = properties.find(qn("w:rStyle"))
            if style is not None:
                found.update(self.of_style(style.get(qn("w:val")) or ""))
            found.update(looks(properties))
        if not found:
            return Look()
        colour = found.get("color", "")
        if colour in _PLAIN and "theme" in found:
            colour = self._colours.get(found["theme"], "")
        marks = RED if is_red(colour) else 0
        marks |= BOLD if found.get("b", "0") not in _OFF else 0
        marks |= UNDERLINED if found.get("u", "none") not in _OFF else 0
        shaded = found.get("shd", "")
        marks |= HIGHLIGHTED if found.get("highlight", "") not in _PLAIN or is_coloured(shaded) else 0
        raised = found.get("vertAlign", "")
        return Look(marks, found.get("vanish", "0") not in _OFF, raised if raised.endswith("script") else "")


def looks(properties: etree._Element | None) -> Looks:
    """What run properties say themselves."""
    found: Looks = {}
    if properties is None:
        return found
    for child in properties:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        value = child.get(qn("w:val"))
        if name in {"b", "vanish", "webHidden"}:
            found["b" if name == "b" else "vanish"] = "1" if value is None else value
        elif name in {"u", "highlight", "vertAlign"}:
            found[name] = value or ("single" if name == "u" else "")
        elif name == "color":
            found["color"] = value or ""
            theme = child.get(qn("w:themeColor"))
            if theme:
                found["theme"] = theme
            else:
                found.pop("theme", None)
        elif name == "shd":
            found["shd"] = child.get(qn("w:fill")) or ""
    return found


@lru_cache(512)
def is_red(colour: str) -> bool:
    """Whether a colour (RRGGBB) is some red: FF0000, C00000, E74C3C, and neither pink nor orange nor brown."""
    parts = _parts(colour)
    if parts is None:
        return False
    hue, saturation, value = colorsys.rgb_to_hsv(*parts)
    return (hue <= 18 / 360 or hue >= 342 / 360) and saturation >= 0.45 and value >= 0.5


@lru_cache(512)
def is_coloured(colour: str) -> bool:
    """Whether a ground is a colour, and neither white nor grey."""
    parts = _parts(colour)
    return parts is not None and max(parts) - min(parts) > 0.25


def _parts(colour: str) -> tuple[float, float, float] | None:
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", colour):
        return None
    red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4))
    return red, green, blue
