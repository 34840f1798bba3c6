"""Word's formulas (Office MathML) as LaTeX.

Promises: every character of the formula comes out, fractions, matrices, limits and accents as such. Source: ECMA-376
part 1, 22.1.
"""

from __future__ import annotations

import re

from lxml import etree

from desktop_app.banks.formats import mathml

_NARY = {
    "∑": r"\sum", "∏": r"\prod", "∐": r"\coprod", "∫": r"\int", "∬": r"\iint", "∭": r"\iiint", "∮": r"\oint",
    "⋃": r"\bigcup", "⋂": r"\bigcap", "⋁": r"\bigvee", "⋀": r"\bigwedge",
}  # fmt: skip

# A function's name among other letters of one run.
_WORD = re.compile(r"(?<![A-Za-z\\])(?:sin|cos|tan|cot|log|ln|lg|lim|max|min)(?![A-Za-z])")


def to_latex(formula: etree._Element) -> str:
    """The LaTeX of an ``m:oMath``."""
    return _row(formula).strip()


def _name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _children(element: etree._Element, name: str) -> list[etree._Element]:
    return [child for child in element if _name(child) == name]


def _child(element: etree._Element, name: str) -> str:
    found = _children(element, name)
    return _row(found[0]) if found else ""


def _set(element: etree._Element, name: str) -> str | None:
    """What the element's own properties say of ``name`` (those of its contents are others'); None for nothing."""
    for properties in element:
        if not _name(properties).endswith("Pr"):
            continue
        for one in _children(properties, name):
            return next((str(value) for key, value in one.attrib.items() if str(key).endswith("}val")), "")
    return None


def _sign(element: etree._Element, name: str, default: str) -> str:
    found = _set(element, name)
    return default if found is None else found


def _row(element: etree._Element) -> str:
    return mathml.joined([_one(child) for child in element])


def _one(element: etree._Element) -> str:
    match _name(element):
        case "r":
            return _run(element)
        case "t":
            return mathml.characters(element.text or "")
        case "f":
            return _fraction(element)
        case "sSup":
            return f"{{{_child(element, 'e')}}}^{{{_child(element, 'sup')}}}"
        case "sSub":
            return f"{{{_child(element, 'e')}}}_{{{_child(element, 'sub')}}}"
        case "sSubSup":
            return f"{{{_child(element, 'e')}}}_{{{_child(element, 'sub')}}}^{{{_child(element, 'sup')}}}"
        case "sPre":
            return f"{{}}_{{{_child(element, 'sub')}}}^{{{_child(element, 'sup')}}}{_child(element, 'e')}"
        case "rad":
            degree = _child(element, "deg")
            return rf"\sqrt{f'[{degree}]' if degree else ''}{{{_child(element, 'e')}}}"
        case "nary":
            sign = _sign(element, "chr", "∫")
            low, high = _child(element, "sub"), _child(element, "sup")
            limits = (f"_{{{low}}}" if low else "") + (f"^{{{high}}}" if high else "")
            return f"{_NARY.get(sign, sign)}{limits}{{{_child(element, 'e')}}}"
        case "d":
            return _fences(element)
        case "m":
            rows = [" & ".join(_row(cell) for cell in _children(row, "e")) for row in _children(element, "mr")]
            return mathml.matrix(rows)
        case "eqArr":
            return mathml.matrix([_row(line).replace(r"\&", "") for line in _children(element, "e")], left=True)
    return _marked(element)


def _marked(element: etree._Element) -> str:
    """What stands above, below or around something."""
    name, base = _name(element), _child(element, "e")
    match name:
        case "bar":
            return rf"\{'overline' if _sign(element, 'pos', 'bot') == 'top' else 'underline'}{{{base}}}"
        case "acc":
            return mathml.accented(base, _sign(element, "chr", "\u0302"))
        case "groupChr":
            sign = _sign(element, "chr", "⏟")
            below = _sign(element, "pos", "bot") != "top"
            return mathml.below(base, sign) if below else mathml.accented(base, sign)
        case "limLow":
            return mathml.limited(base, _child(element, "lim"))
        case "limUpp":
            return mathml.limited(base, _child(element, "lim"), above=True)
        case "func":
            return mathml.joined([_child(element, "fName"), rf"{{{base}}}"])
        case "borderBox":
            return rf"\boxed{{{base}}}"
        case "phant" if _set(element, "show") in {"0", "off", "false"}:
            return rf"\phantom{{{base}}}"
    return "" if name.endswith("Pr") else _row(element)


def _run(element: etree._Element) -> str:
    text = "".join(child.text or "" for child in element if _name(child) == "t")
    plain = _set(element, "nor") is not None
    if plain and _set(element, "nor") not in {"0", "off", "false"}:
        return mathml.words(text)
    upright = _set(element, "sty") == "p"
    if mathml.is_function(text.strip()) or (upright and len(text.strip()) > 1 and text.strip().isalpha()):
        return mathml.named(text.strip())
    return _WORD.sub(lambda match: f"\\{match.group()} ", mathml.characters(text))


def _fraction(element: etree._Element) -> str:
    above, under = _child(element, "num"), _child(element, "den")
    match _set(element, "type"):
        case "noBar":
            return mathml.stacked(above, under)
        case "lin" | "skw":
            return rf"{{{above}}}/{{{under}}}"
    return rf"\frac{{{above}}}{{{under}}}"


def _fences(element: etree._Element) -> str:
    inner = mathml.characters(_sign(element, "sepChr", "|")).join(_row(child) for child in _children(element, "e"))
    return mathml.fenced(_sign(element, "begChr", "("), inner, _sign(element, "endChr", ")"))
