"""The texts of a QTI 1.2 item: its stem, labels and feedback, in whichever of the many ways they are held.

Promises: HTML is known as HTML where it is escaped, in CDATA, or called formatted text. Must not know how an item is
marked.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from urllib.parse import unquote

from lxml import etree

from desktop_app.banks.formats.rich_text import Resolve, RichText, escaped, marked_up
from desktop_app.banks.question import StemFormat

_RESPONSES = {"response_lid", "response_str", "response_num", "response_xy", "response_grp", "response_extension"}
_DRAWN = {"response_xy", "response_grp", "render_hotspot", "render_slider"}
_TYPED = {"response_str", "response_num"}
_FILE_BASE = re.compile(
    r"^(?:\$|%24)(?:IMS-CC-FILEBASE|IMS_CC_FILEBASE|CANVAS_COURSE_REFERENCE)(?:\$|%24)/", re.IGNORECASE
)
_RIGHT_BLOCK = "RIGHT_MATCH_BLOCK"


def plain_tags(root: etree._Element) -> None:
    """Take the namespaces away."""
    for element in root.iter():
        if isinstance(element.tag, str) and "}" in element.tag:
            element.tag = element.tag.rpartition("}")[2]


def children(element: etree._Element) -> list[etree._Element]:
    """The child elements."""
    return [child for child in element if isinstance(child.tag, str)]


def metadata_of(item: etree._Element) -> dict[str, str]:
    """What the item says of itself: fields of qtimetadata, and elements of itemmetadata."""
    found: dict[str, str] = {}
    for one in item.iterfind(".//qtimetadatafield"):
        label = (one.findtext("fieldlabel") or "").strip()
        if label:
            found.setdefault(label, (one.findtext("fieldentry") or "").strip())
    for one in item.iterfind("itemmetadata/*"):
        if isinstance(one.tag, str) and not len(one):
            found.setdefault(one.tag, (one.text or "").strip())
    return found


def resolver(resolve: Resolve) -> Resolve:
    """As ``resolve``, with the addresses that Canvas and Common Cartridge have for files of the course."""

    def wider(address: str) -> bytes | None:
        bare = _FILE_BASE.sub("", address)
        if bare == address:
            return resolve(address)
        path = unquote(bare.partition("?")[0])
        for folder in ("web_resources/", "", "csfiles/home_dir/"):
            data = resolve(folder + path)
            if data is not None:
                return data
        return None

    return wider


def fields_of(response: etree._Element) -> int:
    """How many fields stand in the text of one typed response; 0 where it is one below the text."""
    if response.tag not in _TYPED:
        return 0
    fields = sum(1 for _ in response.iter("response_label"))
    return fields if fields > 1 else 0


class Texts:
    """The texts of one item."""

    def __init__(self, item: etree._Element, rich: RichText) -> None:
        self.item, self.rich = item, rich
        presentation = item.find("presentation")
        self.presentation = presentation if presentation is not None else item
        found = [one for one in self.presentation.iter() if one.tag in _RESPONSES]
        self.chosen = [one for one in found if one.tag == "response_lid"]
        self.typed = [one for one in found if one.tag in _TYPED]
        self.drawn = sorted({str(one.tag) for one in self.presentation.iter() if one.tag in _DRAWN})
        """What is answered by pointing, which no question of ours is."""
        self.told: set[str] = set()
        """The names of the feedback that was asked for."""
        self.feedback_names = [one.get("ident") or "" for one in item.iterfind("itemfeedback")]
        named = {one.get("ident") for one in self.presentation.iter("response_label")}
        self.solutions = [
            one.get("ident") or "" for one in item.iterfind("itemfeedback")
            if (one.find("solution") is not None or (one.get("ident") or "").lower() == "solution")
            and one.get("ident") not in named
        ]  # fmt: skip

    def stem(self) -> tuple[str, StemFormat]:
        """All material that stands in no response."""
        markup, plain = self._material(self.presentation, outside=True)
        if plain:
            return html.unescape(markup.replace("<br>", "\n")).strip(), "plain"
        return self.rich.html(markup), "html"

    def with_gaps(self, stem: str, idents: Sequence[str]) -> str:
        """The stem with each ``[name]`` of a blank as a blank."""
        for ident in idents:
            name = ident.removeprefix("response_")
            for written in (f"[{name}]", f"[{ident}]"):
                stem = stem.replace(written, "_____")
        return stem

    def labels(self, response: etree._Element) -> list[tuple[str, str]]:
        """(ident, text) of what can be chosen. Blackboard keeps the texts of right sides elsewhere."""
        found = [(one.get("ident") or "", self._plain(one)) for one in response.iter("response_label")]
        if found and not any(text for _, text in found):
            block = next((one for one in self.item.iter("flow") if one.get("class") == _RIGHT_BLOCK), None)
            sides = [] if block is None else [self._plain(one) for one in children(block)]
            found = [(key, sides[n] if n < len(sides) else "") for n, (key, _) in enumerate(found)]
        return found

    def left(self, response: etree._Element) -> str:
        """The left side that a response of a matching item asks for."""
        own = response.find("material")
        if own is not None:
            return self._plain(own)
        block = response.getparent()
        markup = "" if block is None else self._material(block, outside=True)[0]
        return self.rich.plain(markup)

    def feedback(self, name: str) -> str:
        """A feedback by its name, as plain text."""
        self.told.add(name)
        found = next((one for one in self.item.iterfind("itemfeedback") if one.get("ident") == name), None)
        return "" if found is None else self._plain(found, shown=False)

    def _plain(self, holder: etree._Element, *, shown: bool = True) -> str:
        markup, plain = self._material(holder, outside=False)
        return html.unescape(markup.replace("<br>", "\n")).strip() if plain else self.rich.plain(markup, shown=shown)

    def _material(self, holder: etree._Element, *, outside: bool) -> tuple[str, bool]:
        """(HTML, whether plain text holds it all) of the material within."""
        out: list[str] = []
        plain = True
        matching = len(self.chosen) > 1
        stack = [holder]
        while stack:
            element = stack.pop()
            if outside and element is not holder:
                if element.tag in _RESPONSES and not fields_of(element):
                    continue
                if element.tag == "response_label":
                    out.append("_____")
                    continue
                block = element.get("class") if element.tag == "flow" else ""
                # In a matching item each left side stands in a block with its response.
                own = matching and element.tag == "flow" and any(child.tag == "response_lid" for child in element)
                if block in {_RIGHT_BLOCK, "RESPONSE_BLOCK"} or own:
                    continue
            if element.tag in {"mattext", "mat_formattedtext", "matemtext"}:
                markup, bare = _text(element)
                if markup.strip():
                    out.append(markup)
                    plain = plain and bare
                continue
            if element.tag == "matimage":
                out.append(f'<img src="{html.escape(element.get("uri") or "")}">')
                plain = False
            elif element.tag == "matbreak":
                out.append("<br>")
            elif element.tag in {"matvideo", "mataudio", "matapplet", "matapplication"}:
                self.rich.lost[str(element.tag)] = None
            stack += reversed(children(element))
        return ("<br>" if plain else " ").join(out), plain


def _text(element: etree._Element) -> tuple[str, bool]:
    """(HTML, whether it is plain text) of one text."""
    text = (element.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in element)
    kind = (element.get("texttype") or element.get("type") or "").lower()
    if "html" in kind or (element.tag == "mat_formattedtext" and "plain" not in kind) or marked_up(text):
        return text, False
    return escaped(text.strip()), True
