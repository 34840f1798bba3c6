"""What a QTI item shows from other files of its package: a passage that items share, a fragment, a page of text.

Promises: only files of the package are read, each once an item and within bounds; what is not there is named. Elements
have their plain QTI 2 names. Source: QTI 3.0 ASI, "AssessmentStimulusRef"; QTI 2.2, "assessmentStimulusRef", "object".
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from desktop_app.banks.formats.qti_body import plain_names
from desktop_app.banks.formats.rich_text import Resolve
from desktop_app.banks.formats.xml_file import XmlEntities, XmlUnreadable, parse
from desktop_app.tables.sheet import NotATable

_MOST_FILES = 20
_MOST_BYTES = 1 << 20
_PAGES = {"text/html", "application/xhtml+xml"}


def bring_in(item: etree._Element, resolve: Resolve) -> list[str]:
    """Put what stands in other files where the item shows it; the names of what was not found."""
    body = item.find("itemBody")
    if body is None:
        return []
    lost: list[str] = []
    for include in [*body.iter("include")][:_MOST_FILES]:
        root = _xml(resolve, include.get("href") or "")
        if root is not None:
            _replace(include, root, "div" if root.tag == "include" else None)
    for reference in item.findall("assessmentStimulusRef")[:_MOST_FILES]:
        root = _xml(resolve, reference.get("href") or "")
        passage = None if root is None else root.find("stimulusBody")
        if passage is None:
            lost.append("assessmentStimulusRef " + (reference.get("href") or "")[-60:])
            continue
        passage.tag = "div"
        _show(body, passage, reference.get("identifier") or "")
    for page in [one for one in body.iter("object") if (one.get("type") or "").lower() in _PAGES][:_MOST_FILES]:
        shown = _page(resolve, page.get("data") or "")
        if shown is not None:
            _replace(page, shown, "div")
    return lost


def _show(body: etree._Element, passage: etree._Element, name: str) -> None:
    """Where the item says, or above all else."""
    for one in body.iter("div"):
        if name and one.get("data-stimulus-idref") == name:
            one.append(passage)
            return
    passage.tail, body.text = body.text, None
    body.insert(0, passage)


def _replace(old: etree._Element, new: etree._Element, name: str | None) -> None:
    parent = old.getparent()
    if parent is None:
        return
    if name:
        new.tag = name
    new.tail = old.tail
    parent.replace(old, new)


def _bytes(resolve: Resolve, address: str) -> bytes | None:
    data = resolve(address) if address and ":" not in address else None
    return data if data is not None and len(data) <= _MOST_BYTES else None


def _xml(resolve: Resolve, address: str) -> etree._Element | None:
    data = _bytes(resolve, address)
    if data is None:
        return None
    try:
        root = plain_names(parse(data))
    except (XmlUnreadable, XmlEntities, NotATable):
        return None
    _readdress(root.iter(), address)
    return root


def _page(resolve: Resolve, address: str) -> etree._Element | None:
    data = _bytes(resolve, address)
    if not data or not data.strip():
        return None
    try:
        root = lxml_html.document_fromstring(data)
    except (etree.LxmlError, ValueError):
        return None
    body = root.find("body")
    if body is None:
        return None
    _readdress(body.iter(), address)
    return body


def _readdress(elements: Iterator[etree._Element], address: str) -> None:
    """Addresses beside the other file become addresses beside the item."""
    folder = posixpath.dirname(address)
    for one in elements:
        for name in ("src", "data"):
            held = one.get(name)
            if folder and held and ":" not in held and not held.startswith("/"):
                one.set(name, posixpath.join(folder, held))
