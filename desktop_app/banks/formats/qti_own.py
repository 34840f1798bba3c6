"""What our own QTI files say of themselves beyond the standard, in places that other systems pass over.

Promises: with it an item that we wrote comes back as it was. Must not be asked of a file that others wrote.
"""

from __future__ import annotations

import html

from lxml import etree

from desktop_app.banks.formats.qti_body import BREAK, PLACE, Body
from desktop_app.banks.formats.rich_text import RichText

TOOL = "Branch Exam"
UNNAMED = "unnamed-"


def uid_of(item: etree._Element) -> str:
    """The identity that the item had."""
    identifier = item.get("identifier") or ""
    if item.get("toolName") != TOOL:
        return identifier
    return "" if identifier.startswith(UNNAMED) else item.get("label") or identifier


def _holder(item: etree._Element) -> etree._Element | None:
    for one in item.iterfind("itemBody/div"):
        if (one.get("class") or "").startswith("stem-"):
            return one
    return None


def kind_of(item: etree._Element) -> str:
    """The kind that the question had."""
    holder = _holder(item)
    words = [] if holder is None else (holder.get("class") or "").split()
    return next((word[5:] for word in words if word.startswith("kind-")), "")


def stem_of(item: etree._Element, rich: RichText, markup: str) -> tuple[str, str]:
    """The stem as it was, and its format; images that it does not name are held too."""
    holder = _holder(item)
    if holder is None:
        return rich.plain(PLACE.sub("", markup)), "plain"
    stem_format = (holder.get("class") or "").split()[0][5:]
    made = PLACE.sub("", Body(verbatim=True).markup(holder))
    stem = rich.html(made) if stem_format == "html" else html.unescape(BREAK.sub("\n", made))
    for image in item.iterfind("itemBody/div[@class='images']/img"):
        rich.image(image.get("src") or "")
    return stem, stem_format
