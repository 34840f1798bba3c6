"""What our own QTI files say of themselves beyond the standard, in places that other systems pass over.

Promises: with it an item that we wrote comes back as it was. Must not be asked of a file that others wrote.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from desktop_app.banks.canonical_form import to_canonical
from desktop_app.banks.formats import canonical
from desktop_app.banks.formats.draft import Drafted
from desktop_app.banks.formats.package import Package, PackageUnreadable
from desktop_app.banks.formats.qti_body import BREAK, PLACE, Body
from desktop_app.banks.formats.rich_text import RichText
from desktop_app.banks.question import Question

TOOL = "Branch Exam"
UNNAMED = "unnamed-"
NAMESPACE = "urn:branch-exam:question:1"


@dataclass(frozen=True, slots=True)
class Kept:
    """The canonical form of a question as the manifest keeps it, true of the item file of that SHA-256 alone; its
    images are among ``files``."""

    item: str
    form: str
    files: tuple[str, ...]


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def form_of(question: Question) -> str:
    """What the manifest keeps of a question: its canonical form, each image by its digest; ASCII alone."""
    return json.dumps(to_canonical(question, image=digest), separators=(",", ":"))


def kept_in(metadata: etree._Element, files: Sequence[str]) -> Kept | None:
    """What we kept in the metadata of a resource."""
    for one in metadata.iterchildren(f"{{{NAMESPACE}}}question"):
        return Kept(one.get("item") or "", one.text or "", tuple(files))
    return None


def question_kept(kept: Kept, item: bytes, package: Package, where: str) -> Question | None:
    """The question as it was written; None where the item was changed since, or an image is not as it was: then the
    item alone says what is true."""
    if kept.item != digest(item):
        return None
    try:
        data: Any = json.loads(kept.form, parse_float=str)
        images = {digest(held): held for held in (package.read(name) for name in kept.files)}
    except (ValueError, RecursionError, PackageUnreadable):
        return None
    if not isinstance(data, dict) or not all(_with_images(one, images) for one in _holders(data)):
        return None
    event = next(iter(canonical.entries([data], where, escaped=True)), None)
    return event.question if isinstance(event, Drafted) else None


def _holders(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield data
    parts = data.get("parts")
    yield from (one for one in parts if isinstance(one, dict)) if isinstance(parts, list) else ()


def _with_images(holder: dict[str, Any], images: dict[str, bytes]) -> bool:
    """Put the bytes for the digests; whether all are there."""
    named = holder.get("images")
    if not isinstance(named, dict):
        return True
    if any(one not in images for one in named.values()):
        return False
    holder["images"] = {name: base64.b64encode(images[one]).decode() for name, one in named.items()}
    return True


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
    if stem_format == "html":
        stem = rich.html(made)
    elif "<" in BREAK.sub("", made):
        stem = rich.plain(made)  # a formula
    else:
        stem = html.unescape(BREAK.sub("\n", made))
    for image in item.iterfind("itemBody/div[@class='images']/img"):
        rich.image(image.get("src") or "")
    return stem, stem_format
