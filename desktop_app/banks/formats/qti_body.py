"""The body of a QTI item as HTML with places where its interactions stand.

Promises: what a candidate sees before answering comes out, and nothing that is shown only afterwards. Must not know how
an item is marked. Elements have their plain QTI 2 names (``plain_names``).
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from desktop_app.banks import inline
from desktop_app.banks.formats.qti_processing import children, text_of
from desktop_app.banks.formats.rich_text import RichText

_OPEN, _CLOSE = "\uf8f1", "\uf8f2"
PLACE = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
"""Where the n-th interaction, or gap of a gapMatch, stands."""
BREAK = re.compile(r"<br\s*/?>")
INLINE = {"inlineChoiceInteraction", "textEntryInteraction"}
BLOCK = {
    "choiceInteraction", "orderInteraction", "matchInteraction", "associateInteraction", "extendedTextInteraction",
    "gapMatchInteraction", "hottextInteraction",
}  # fmt: skip
INTERACTIONS = INLINE | BLOCK
_FEEDBACK = {"feedbackInline", "feedbackBlock", "modalFeedback"}
_NOT_SHOWN = {
    "stylesheet", "catalogInfo", "companionMaterialsInfo", "templateDeclaration", "infoControl", "script", "style",
}  # fmt: skip
_VOID = {"br", "img", "hr", "col", "source", "track"}
_TRANSPARENT = {"itemBody", "prompt", "contentBody", "gapText", "hottext", "simpleChoice", "inlineChoice",
                "simpleAssociableChoice", "gapImg", "rubricBlock", "templateBlockBody"}  # fmt: skip
_CHOICES = {"simpleChoice", "inlineChoice", "simpleAssociableChoice", "gapText", "gapImg", "simpleMatchSet", "label"}
_PREFIXED = re.compile("qti-[a-z]")
_NAMESPACED = etree.XPath("boolean(//*[namespace-uri() != ''])")
_SPACE = re.compile(r"[ \t\r\n]+")
_SIMPLE = re.compile(r"</?(?:p|div|span|br)(?:\s[^<>]*)?>")


class NotHeld(Exception):
    """Something that the model has no kind for, by its name in QTI."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def plain_names(root: etree._Element) -> etree._Element:
    """The tree with the names of QTI 2 and without namespaces: ``qti-choice-interaction`` is choiceInteraction."""
    if root.tag == "assessmentItem" and not _NAMESPACED(root):
        return root
    for element in root.iter(etree.Element):
        tag = element.tag
        if tag[0] != "{" and not tag.startswith("qti-"):
            if any("-" in str(key) for key in element.attrib):
                _plain_attributes(element)
            continue
        name = tag.rpartition("}")[2]
        if _PREFIXED.match(name):
            name = _camel(name[4:])
        element.tag = name
        _plain_attributes(element)
    return root


def _plain_attributes(element: etree._Element) -> None:
    for key, value in element.items():
        if isinstance(key, str) and "-" in key and not key.startswith(("data-", "aria-", "{")):
            del element.attrib[key]
            element.set(_camel(key), value)


@lru_cache(maxsize=1024)
def _camel(name: str) -> str:
    first, *rest = name.split("-")
    return first + "".join(part.capitalize() for part in rest)


@dataclass(slots=True)
class Body:
    """What stands in a body. ``interactions`` are in the order of their places, ``gaps`` are those of a gapMatch."""

    interactions: list[etree._Element] = field(default_factory=list)
    feedback: list[etree._Element] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    scorer: list[etree._Element] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    out: list[str] = field(default_factory=list)
    prompts: dict[int, str] = field(default_factory=dict)
    """Where an item has several interactions: the prompt of the n-th, which is told with it."""
    apart: bool = False
    """Whether prompts are told apart from the body."""
    said: bool = False
    """Within a feedback, which may name values of a run."""
    verbatim: bool = False
    """White space counts, as within pre."""

    def markup(self, element: etree._Element | None) -> str:
        """The HTML of what is within an element."""
        if element is None:
            return ""
        held, self.out = self.out, []
        self._within(element)
        made, self.out = "".join(self.out), held
        return made

    def _within(self, element: etree._Element) -> None:
        self._text(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child)
            self._text(child.tail)

    def _text(self, text: str | None) -> None:
        if text:
            self.out.append(html.escape(text if self.verbatim else _SPACE.sub(" ", text), quote=False))

    def _element(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag in INLINE or tag in BLOCK:
            self._interaction(element, tag)
        elif tag == "printedVariable" and self.said:
            self.lost.append(tag)
        elif tag.endswith("Interaction") or tag in {"printedVariable", "templateBlock", "templateInline", "mathEntry"}:
            raise NotHeld(tag)
        elif tag == "positionObjectStage":
            raise NotHeld("positionObjectInteraction")
        elif tag in _FEEDBACK:
            self.feedback.append(element)
        elif tag == "rubricBlock":
            self._rubric(element)
        elif tag == "gap":
            self.gaps.append(element.get("identifier") or "")
            self.out.append(f"{_OPEN}{len(self.gaps)}{_CLOSE}")
        elif tag == "math":
            self.out.append(_latex(element) or etree.tostring(element, encoding="unicode", with_tail=False))
        elif tag == "object":
            self._object(element)
        elif tag in _CHOICES or tag in _NOT_SHOWN:
            if tag == "infoControl":
                self.lost.append(tag)
        elif tag in _TRANSPARENT:
            self._within(element)
        else:
            self._html(element, tag)

    def _html(self, element: etree._Element, tag: str) -> None:
        if tag == "include":
            self.lost.append("xi:include")
        attributes = "".join(
            f' {key}="{html.escape(value)}"'
            for key, value in element.attrib.items()
            if isinstance(key, str) and key.isalnum() and isinstance(value, str)
        )
        self.out.append(f"<{tag}{attributes}>")
        if tag not in _VOID:
            held, self.verbatim = self.verbatim, self.verbatim or tag == "pre"
            self._within(element)
            self.verbatim = held
            self.out.append(f"</{tag}>")

    def _object(self, element: etree._Element) -> None:
        kind, address = element.get("type") or "", element.get("data") or ""
        if kind.startswith("image/"):
            self.out.append(
                f'<img src="{html.escape(address)}" alt="{html.escape(" ".join(text_of(element).split()))}">'
            )
        else:
            if address:
                self.lost.append(f"object {kind}".strip())
            self._within(element)

    def _rubric(self, element: etree._Element) -> None:
        views = (element.get("view") or "candidate").split()
        if "candidate" in views or "testTaker" in views:
            self.out.append("<div>")
            self._within(element)
            self.out.append("</div>")
        elif "scorer" in views:
            self.scorer.append(element)
        else:
            self.lost.append("rubricBlock " + " ".join(views))

    def _interaction(self, element: etree._Element, tag: str) -> None:
        self.interactions.append(element)
        place = f"{_OPEN}{len(self.interactions)}{_CLOSE}"
        if tag in INLINE:
            self.out.append(place)
            return
        prompt = element.find("prompt")
        if prompt is not None and self.apart:
            self.prompts[len(self.interactions)] = self.markup(prompt)
        elif prompt is not None:
            self.out.append("<div>")
            self._within(prompt)
            self.out.append("</div>")
        if tag in {"gapMatchInteraction", "hottextInteraction"}:
            if len(self.interactions) > 1:
                raise NotHeld(tag + " beside another interaction")
            for child in children(element):
                if child.tag != "prompt":
                    self._element(child)
        else:
            self.out.append(f"<div>{place}</div>")


def _latex(formula: etree._Element) -> str:
    """A formula as its author wrote it in LaTeX, where MathML tells that too."""
    for note in formula.iter("{*}annotation"):
        if "tex" in (note.get("encoding") or "").lower():
            tex = (note.text or "").strip().removeprefix("\\[").removesuffix("\\]").strip("$ \n")
            if tex and len(tex) <= inline.LONGEST_FORMULA and "\\)" not in tex:
                return html.escape(f"\\({tex}\\)", quote=False)
    return ""


def is_simple(markup: str) -> bool:
    """Whether HTML has nothing but paragraphs and line breaks, so that plain text holds it all."""
    return "<" not in _SIMPLE.sub("", markup)


def text_within(body: Body, rich: RichText, element: etree._Element, *, shown: bool = True) -> str:
    """An option or feedback as plain text."""
    if not body.verbatim and len(element) < 2:
        inner = element[0] if len(element) else element
        if not len(element) or (
            inner.tag in {"p", "div", "contentBody"}
            and not len(inner)
            and not (element.text or "").strip()
            and not (inner.tail or "").strip()
        ):
            return " ".join((inner.text or "").split())
    held, body.said = body.said, body.said or not shown
    markup = body.markup(element)
    body.said = held
    if body.verbatim and "<" not in BREAK.sub("", markup):
        return html.unescape(BREAK.sub("\n", markup))
    return rich.plain(markup, shown=shown)
