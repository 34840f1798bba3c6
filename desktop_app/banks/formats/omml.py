"""Word's formulas (Office MathML) as LaTeX.

Promises: every character of the formula comes out. Source: ECMA-376 part 1, 22.1.
"""

from __future__ import annotations

from lxml import etree

from desktop_app.banks.formats import mathml

_NARY = {"∑": r"\sum", "∏": r"\prod", "∫": r"\int", "⋃": r"\bigcup", "⋂": r"\bigcap", "": r"\int"}


def to_latex(formula: etree._Element) -> str:
    """The LaTeX of an ``m:oMath``."""
    return _row(formula).strip()


def _name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _child(element: etree._Element, name: str) -> str:
    found = next((child for child in element if _name(child) == name), None)
    return "" if found is None else _row(found)


def _sign(element: etree._Element, name: str, default: str) -> str:
    """A sign that the properties of an element name."""
    for one in element.iter():
        if _name(one) == name:
            return next((str(value) for key, value in one.attrib.items() if str(key).endswith("}val")), default)
    return default


def _row(element: etree._Element) -> str:
    return mathml.joined([_one(child) for child in element])


def _one(element: etree._Element) -> str:
    name = _name(element)
    match name:
        case "t":
            return mathml.characters(element.text or "")
        case "f":
            return rf"\frac{{{_child(element, 'num')}}}{{{_child(element, 'den')}}}"
        case "sSup":
            return f"{{{_child(element, 'e')}}}^{{{_child(element, 'sup')}}}"
        case "sSub":
            return f"{{{_child(element, 'e')}}}_{{{_child(element, 'sub')}}}"
        case "sSubSup":
            return f"{{{_child(element, 'e')}}}_{{{_child(element, 'sub')}}}^{{{_child(element, 'sup')}}}"
        case "rad":
            degree = _child(element, "deg")
            return rf"\sqrt{f'[{degree}]' if degree else ''}{{{_child(element, 'e')}}}"
        case "nary":
            sign = _sign(element, "chr", "")
            low, high = _child(element, "sub"), _child(element, "sup")
            limits = (f"_{{{low}}}" if low else "") + (f"^{{{high}}}" if high else "")
            return f"{_NARY.get(sign, sign)}{limits}{{{_child(element, 'e')}}}"
        case "d":
            inner = ",".join(_row(child) for child in element if _name(child) == "e")
            return _sign(element, "begChr", "(") + inner + _sign(element, "endChr", ")")
        case "bar":
            return rf"\overline{{{_child(element, 'e')}}}"
        case "limLow":
            return f"{_child(element, 'e')}_{{{_child(element, 'lim')}}}"
    return "" if name.endswith("Pr") else _row(element)
