"""Texts of ours in the markup that a QTI 2.1 item may hold.

Promises: what comes out is well-formed and of the elements that QTI 2.1 allows where it stands; it shows the same.
Formulas between ``\\(`` and ``\\)`` become MathML with their LaTeX as annotation. Source: IMS QTI 2.1 information
model, "Body Elements" and its XHTML subset.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from lxml import etree
from lxml import html as lxml_html

from desktop_app import formulas
from desktop_app.banks import inline
from desktop_app.banks.formats.xml_file import legal

_BLOCKS = frozenset(
    ("address", "blockquote", "div", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "pre", "table", "ul")
)
_UNKNOWN = {"u": "u", "s": "s", "strike": "s", "center": "center", "font": "font"}
_MATHML = "http://www.w3.org/1998/Math/MathML"
_PREFIX: dict[Any, str] = {None: _MATHML}


def plain(text: str) -> str:
    """A text as character data, line breaks kept."""
    return escape(legal(text), {"\r": "&#13;"})


def lines(text: str, images: Mapping[str, str] | None = None) -> str:
    """A plain text as inline markup; ``images``: the address of an image that the text names as ``![alt](name)``."""
    out: list[str] = []
    at = 0
    for span in inline.spans(text, images or {}):
        made = _piece(span.piece, images or {})
        if made:
            out += (_broken(text[at : span.start]), made)
            at = span.end
    return "".join((*out, _broken(text[at:])))


def _piece(piece: inline.Piece, images: Mapping[str, str]) -> str:
    match piece:
        case inline.Formula(tex):
            return _mathml(tex)
        case inline.Picture(name, alt):
            return image(images[name], alt)
        case _:
            return ""  # an escaped sign, which stays as it stands


def _broken(text: str) -> str:
    return "<br/>".join(plain(line) for line in text.split("\n"))


def image(address: str, alternative: str = "") -> str:
    """An image; QTI demands its alternative text."""
    return f"<img src={quoteattr(legal(address))} alt={quoteattr(legal(alternative))}/>"


@lru_cache(maxsize=1024)
def _mathml(latex: str) -> str:
    """The formula as MathML that tells its LaTeX too; empty where it cannot be told, for then it stands as it stood."""
    made = formulas.to_mathml(latex)
    if made is None:
        return ""
    root = etree.fromstring(made.encode())
    semantics = etree.Element(f"{{{_MATHML}}}semantics", nsmap=_PREFIX)
    semantics.extend([*root] if len(root) == 1 else [_row(root)])
    note = etree.SubElement(semantics, f"{{{_MATHML}}}annotation", encoding="application/x-tex")
    note.text = legal(latex)
    root.append(semantics)
    return etree.tostring(root, encoding="unicode")


def _row(root: etree._Element) -> etree._Element:
    row = etree.Element(f"{{{_MATHML}}}mrow")
    row.extend([*root])
    return row


def xhtml(markup: str, images: Mapping[str, str]) -> str:
    """HTML of the safe subset as QTI has it."""
    root = lxml_html.fragment_fromstring(legal(markup), create_parent="div")
    for element in [*root.iter()]:
        if not isinstance(element.tag, str):
            continue
        _allowed(element, images)
    return lines(root.text or "") + "".join(_serialised(child) for child in root)


def _allowed(element: etree._Element, images: Mapping[str, str]) -> None:
    tag = str(element.tag)
    if tag in _UNKNOWN:
        element.tag = "span"
        element.set("class", _UNKNOWN[tag])
    elif tag == "img":
        source = element.get("src") or ""
        element.set("src", images.get(source, source))
        element.set("alt", element.get("alt") or "")
    elif tag == "ol":
        if "start" in element.attrib:
            del element.attrib["start"]
    elif tag == "table" and element.find("tr") is not None:
        body = etree.Element("tbody")
        body.extend(element.findall("tr"))
        element.append(body)
    elif tag == "blockquote" and ((element.text or "").strip() or any(one.tag not in _BLOCKS for one in element)):
        # Only blocks may stand in it.
        inner = etree.Element("div")
        inner.text, element.text = element.text, None
        inner.extend([*element])
        element.append(inner)


def _text(value: str | bytes) -> str:
    return value if isinstance(value, str) else value.decode()


def _serialised(element: etree._Element) -> str:
    """An element and what follows it, formulas in its texts as MathML."""
    if not isinstance(element.tag, str):
        return lines(element.tail or "")
    attributes = "".join(f" {_text(key)}={quoteattr(legal(_text(value)))}" for key, value in element.attrib.items())
    inner = lines(element.text or "").replace("<br/>", "\n") + "".join(_serialised(child) for child in element)
    after = lines(element.tail or "").replace("<br/>", "\n")
    tag = _text(element.tag)
    if not inner and tag in {"br", "img", "hr", "col"}:
        return f"<{tag}{attributes}/>{after}"
    return f"<{tag}{attributes}>{inner}</{tag}>{after}"
