"""One question of Moodle XML being read: what every type has, its texts and its files.

Promises: nothing of the element is changed; what is lost of it is collected by name. Must not know the types.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from lxml import etree

from desktop_app.banks import inline
from desktop_app.banks.formats.draft import Noted
from desktop_app.banks.formats.entry import Account, decimal_of, trimmed
from desktop_app.banks.formats.rich_text import RichText, escaped, is_picture, marked_up
from desktop_app.banks.question import Question, StemFormat

PLUGIN_FILE = "@@PLUGINFILE@@/"
OWN = "own"
"""The attribute by which our own files say that an HTML text is plain text made fit for Moodle."""
_PICTURE = re.compile(r'<img src="(@@PLUGINFILE@@/[^"<>]*)" alt="([^"<>]*)">')
_STEM_FORMATS: Mapping[str, StemFormat] = {"html": "html", "markdown": "markdown", "plain_text": "plain"}
# What Moodle itself says by default; an author has not written it.
_COMBINED = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")


def field(element: etree._Element | None, default: str = "html") -> tuple[str, str]:
    """The text of an element and its format; ``<text>`` may be left out, and markup in it may be unescaped."""
    if element is None:
        return "", default
    holder = element
    # A loop: find() costs more than the rest of this.
    for child in element:
        if child.tag == "text":
            holder = child
            break
    text = holder.text or ""
    if holder is not element and len(holder):
        text += "".join(etree.tostring(child, encoding="unicode") for child in holder)
    return text.strip(), element.get("format") or default


def said(element: etree._Element, name: str) -> str:
    """The text of a child, with or without ``<text>``."""
    child = element.find(name)
    return "" if child is None else (child.text or "").strip() or field(child)[0]


def flag(text: str, default: bool) -> bool:
    """A yes or no as Moodle and others write it; ``default`` where nothing is written."""
    word = text.strip().lower()
    return default if not word else word in {"1", "true", "yes"}


def decoded(text: str | None) -> bytes | None:
    """The bytes of a file within the XML; None where they are broken."""
    try:
        return base64.b64decode("".join((text or "").split()), validate=True)
    except (binascii.Error, ValueError):
        return None


class Entry:
    """One question and its children."""

    def __init__(self, element: etree._Element, where: str, topic: tuple[str, ...], account: Account) -> None:
        self.element = element
        self.where = where
        self.topic = topic
        self.account = account
        self.rich = RichText(self.picture)
        self.place = element
        self.lost: list[str] = []
        self.notes: tuple[Noted, ...] = ()
        self.format = "html"
        self.children: dict[str, etree._Element] = {}
        self.answers: list[etree._Element] = []
        for child in element:
            if child.tag == "answer":
                self.answers.append(child)
            else:
                self.children.setdefault(child.tag, child)

    def lose(self, feature: str) -> None:
        """Name something of this question that the model cannot hold."""
        if feature not in self.lost:
            self.lost.append(feature)

    def value(self, name: str) -> str:
        """The text of a child, with or without ``<text>``."""
        child = self.children.get(name)
        return "" if child is None else (child.text or "").strip() or field(child)[0]

    # ------------------------------------------------------------ what every type has

    def common(self) -> dict[str, Any]:
        """The arguments that every kind takes."""
        children = self.children
        question_text = children.get("questiontext")
        stem_format: StemFormat
        source, self.format = field(question_text)
        if question_text is not None and question_text.get(OWN):
            self.place = question_text
            stem, stem_format = plain_again(source, self.rich), "plain"
        else:
            stem, stem_format = self.stem(source)
        common: dict[str, Any] = {"stem": stem, "stem_format": stem_format, "topic": self.topic}
        if "name" in children:
            self.account.lose("name", self.where)
        if "penalty" in children and (children["penalty"].text or "").strip(" 0.\n"):
            self.account.lose("penalty", self.where)
        grade = children.get("defaultgrade")
        if grade is not None:
            points = decimal_of(grade.text or "")
            if points is not None:
                common["points"] = trimmed(points)
        common["explanation"] = self.text(children.get("generalfeedback"))
        if part := self.element.get("part"):
            common["uid"] = part
        elif "idnumber" in children:
            common["uid"], self.notes = self.account.own_id((children["idnumber"].text or "").strip(), self.where)
        if "tags" in children:
            common["tags"] = tuple(field(tag)[0] for tag in children["tags"].iterfind("tag"))
        self._unheld()
        return common

    def _unheld(self) -> None:
        """Name what the model has no place for."""
        children = self.children
        for name in _COMBINED:
            if name in children and field(children[name])[0]:
                self.account.lose(name, self.where)
        if "hint" in children and any(
            field(hint)[0] or said(hint, "hintcontent") for hint in self.element.iterfind("hint")
        ):
            self.lose("hint")
        if "hidden" in children and flag(self.value("hidden"), False):
            self.lose("hidden")

    def stem(self, text: str) -> tuple[str, StemFormat]:
        """The question's text in the model's way, and its format."""
        self.place = self.children.get("questiontext", self.element)
        known = _STEM_FORMATS.get(self.format)
        if known is None and self.format.endswith("auto_format"):
            # Moodle's own format is HTML in which line ends count.
            if not marked_up(text):
                return html.unescape(text), "plain"
            text = text.replace("\n", "<br>")
            known = "html"
        if known == "markdown":
            return self._markdown(text), "markdown"
        return (text, "plain") if known == "plain" else (self.rich.html(text), "html")

    def _markdown(self, text: str) -> str:
        def named(match: re.Match[str]) -> str:
            name = self.rich.image(match.group(1))
            return f"]({name})" if name else "]()"

        return re.sub(r"\]\((@@PLUGINFILE@@/[^()\s]*)\)", named, text)

    def text(self, element: etree._Element | None, *, shown: bool = False) -> str:
        """An option or left side (``shown`` beside the stem), or a feedback or explanation, as plain text."""
        if element is None:
            return ""
        text, form = field(element, self.format)
        if not text:
            return ""
        self.place = element
        if element.get(OWN):
            return plain_again(text, self.rich)
        auto = form.endswith("auto_format")
        if form in {"plain_text", "markdown"}:
            return text
        if auto and not marked_up(text):
            return html.unescape(text)
        return self.rich.plain(text.replace("\n", "<br>") if auto else text, shown=shown)

    # ------------------------------------------------------------ files

    def picture(self, address: str) -> bytes | None:
        """The bytes of a file of this question by its address in a text."""
        if not address.startswith(PLUGIN_FILE):
            return None
        wanted = unquote(address[len(PLUGIN_FILE) :].partition("?")[0])
        fallback = None
        for holder in (self.place, self.element):
            for file in holder.iter("file"):
                name = file.get("name") or ""
                path = (file.get("path") or "/").strip("/")
                if (f"{path}/{name}" if path else name) == wanted:
                    return decoded(file.text)
                if name == PurePosixPath(wanted).name:
                    fallback = fallback if fallback is not None else file
        return None if fallback is None else decoded(fallback.text)

    def with_files(self, question: Question) -> Question:
        """The question with its images, those that no text names among them."""
        old = ""
        if "image_base64" in self.children:
            data = decoded(self.children["image_base64"].text)
            if data is not None and is_picture(data):
                old = self.rich.hold(self.value("image") or "image", data)
            elif data:
                self.rich.missing[self.value("image") or "image_base64"] = None
        text = self.children.get("questiontext")
        for file in () if text is None else text.iterfind("file"):
            name, data = file.get("name") or "", decoded(file.text)
            if data is not None and data not in self.rich.images.values():
                if is_picture(data):
                    self.rich.hold(name, data)
                else:
                    self.lose(f"file {name}")
        if not self.rich.images:
            return question
        stem, stem_format = question.stem, question.stem_format
        if old:
            stem, stem_format = _with_image(stem, stem_format, old)
        stem, stem_format = self.rich.finish(stem, stem_format)
        return replace(question, stem=stem, stem_format=stem_format, images=self.rich.images)


def _with_image(stem: str, stem_format: StemFormat, name: str) -> tuple[str, StemFormat]:
    """The stem and, after it, the image that Moodle before 2.0 kept beside it."""
    if stem_format == "markdown":
        return f"{stem} ![]({name})", "markdown"
    markup = escaped(stem) if stem_format == "plain" else stem
    return f'{markup} <img src="{name}">', "html"


def plain_again(markup: str, rich: RichText) -> str:
    """The text that our own writer made fit for Moodle; ``rich`` holds the pictures in it."""
    out: list[str] = []
    at = 0
    for match in _PICTURE.finditer(markup):
        name = rich.image(html.unescape(match.group(1)))
        alt = html.unescape(match.group(2))
        out += (_flat(markup[at : match.start()]), inline.picture(name, alt) if name else alt)
        at = match.end()
    return "".join((*out, _flat(markup[at:])))


def _flat(markup: str) -> str:
    return html.unescape(markup.replace("<br>", "\n"))
