"""Moodle XML: every question type that the model has a kind for; any other is named.

Promises: a broken question is told by its line and never stops the others; time grows with the length of the file.
Source of the rules: docs.moodle.org, "Moodle XML format", and Moodle's own exports.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from lxml import etree

from desktop_app.banks.formats import cloze, gift_text
from desktop_app.banks.formats.draft import NO_OPTIONS, About, Draft, Event, Noted, ReadOptions, Written, gather
from desktop_app.banks.formats.entry import Account, decimal_of, rejected, settle, share_of, skipped, trimmed
from desktop_app.banks.formats.rich_text import RichText, is_picture, marked_up
from desktop_app.banks.formats.xml_file import each, head_of
from desktop_app.banks.question import (
    ONE,
    ZERO,
    Accepted,
    Blank,
    Essay,
    Gap,
    Match,
    Multiple,
    Number,
    Numeric,
    Option,
    Order,
    Pair,
    Question,
    Scenario,
    Single,
    StemFormat,
    TrueFalse,
)

NAME = "moodle_xml"
SUFFIXES = (".xml",)
PLUGIN_FILE = "@@PLUGINFILE@@/"
_ROOT = re.compile(r"<quiz[\s>/]")
_STEM_FORMATS: Mapping[str, StemFormat] = {"html": "html", "markdown": "markdown", "plain_text": "plain"}
# What Moodle itself says by default; an author has not written it.
_COMBINED = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")


def sniff(data: bytes, _name: str) -> bool:
    """Whether the root of the XML is a quiz."""
    head = head_of(data)
    return head.startswith("<") and _ROOT.search(head) is not None


def read(data: bytes, options: ReadOptions = NO_OPTIONS, name: str = "") -> Draft:
    """The draft of a Moodle XML file. Raises ``XmlEntities``; ``NotATable`` where it is neither XML nor text."""
    return gather(stream(data, options, name), NAME, options)


def stream(data: bytes, _options: ReadOptions = NO_OPTIONS, _name: str = "") -> Iterator[Event]:
    """As ``read``, one event after the other."""
    yield About()
    account = Account()
    topic: tuple[str, ...] = ()
    for element in each(data, "question"):
        if isinstance(element, tuple):
            account.entries += 1
            yield rejected(f"question[{account.entries}], line {element[0]}", "xml_entry_broken", line=element[0])
            continue
        kind = (element.get("type") or "").strip().lower()
        if kind == "category":
            topic = gift_text.topic(_field(element.find("category"))[0])
            continue
        account.entries += 1
        line = element.get("line") or element.sourceline
        yield from _Entry(element, f"question[{account.entries}], line {line}", topic, account).read(kind)
    yield from account.end()


def _field(element: etree._Element | None, default: str = "html") -> tuple[str, str]:
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


def _said(element: etree._Element, name: str) -> str:
    child = element.find(name)
    return "" if child is None else (child.text or "").strip() or _field(child)[0]


def _flag(text: str, default: bool) -> bool:
    word = text.strip().lower()
    return default if not word else word in {"1", "true", "yes"}


class _Entry:
    """One question being read."""

    def __init__(self, element: etree._Element, where: str, topic: tuple[str, ...], account: Account) -> None:
        self.element = element
        self.where = where
        self.topic = topic
        self.account = account
        self.rich = RichText(self._image)
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

    def read(self, kind: str) -> Iterable[Event]:
        if kind == "description":
            return (skipped(self.where, "entry_no_question", name="description"),)
        reader = _READERS.get(kind)
        if reader is None:
            return (rejected(self.where, "entry_kind_unknown", name=kind or "?"),)
        try:
            question = reader(self, self._common())
        except cloze.GapUnreadable as error:
            return (rejected(self.where, error.code, **error.facts),)
        if isinstance(question, Noted):
            return (question,)
        question = self._with_files(question)
        return settle(question, self.where, self.rich, self.lost, self.notes)

    # ------------------------------------------------------------ what every type has

    def _common(self) -> dict[str, Any]:
        children = self.children
        source, self.format = _field(children.get("questiontext"))
        stem, stem_format = self._stem(source)
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
        common["explanation"] = self._text(children.get("generalfeedback"))
        if "idnumber" in children:
            common["uid"], self.notes = self.account.own_id((children["idnumber"].text or "").strip(), self.where)
        if "tags" in children:
            common["tags"] = tuple(_field(tag)[0] for tag in children["tags"].iterfind("tag"))
        for name in _COMBINED:
            if name in children and _field(children[name])[0]:
                self.account.lose(name, self.where)
        if "hint" in children and any(_field(hint)[0] for hint in self.element.iterfind("hint")):
            self._lose("hint")
        if _flag(self._value("hidden"), False):
            self._lose("hidden")
        return common

    def _stem(self, text: str) -> tuple[str, StemFormat]:
        self.place = self.children.get("questiontext", self.element)
        known = _STEM_FORMATS.get(self.format)
        if known is None and self.format.endswith("auto_format"):
            # Moodle's own format is HTML in which line ends count.
            if not marked_up(text):
                return text, "plain"
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

    def _text(self, element: etree._Element | None, *, shown: bool = False) -> str:
        """An option or left side (``shown`` beside the stem), or a feedback or explanation, as plain text."""
        if element is None:
            return ""
        text, form = _field(element, self.format)
        if not text:
            return ""
        self.place = element
        if form in {"plain_text", "markdown"} or (form.endswith("auto_format") and not marked_up(text)):
            return text
        return self.rich.plain(text.replace("\n", "<br>") if form.endswith("auto_format") else text, shown=shown)

    def _value(self, name: str) -> str:
        """The text of a child, with or without ``<text>``."""
        child = self.children.get(name)
        return "" if child is None else (child.text or "").strip() or _field(child)[0]

    def _lose(self, feature: str) -> None:
        if feature not in self.lost:
            self.lost.append(feature)

    # ------------------------------------------------------------ files

    def _image(self, address: str) -> bytes | None:
        if not address.startswith(PLUGIN_FILE):
            return None
        wanted = unquote(address[len(PLUGIN_FILE) :].partition("?")[0])
        fallback = None
        for holder in (self.place, self.element):
            for file in holder.iter("file"):
                name = file.get("name") or ""
                path = (file.get("path") or "/").strip("/")
                if (f"{path}/{name}" if path else name) == wanted:
                    return _decoded(file.text)
                if name == PurePosixPath(wanted).name:
                    fallback = fallback if fallback is not None else file
        return None if fallback is None else _decoded(fallback.text)

    def _with_files(self, question: Question) -> Question:
        """The question with its images, those that no text names among them."""
        if "image_base64" in self.children:
            data = _decoded(self.children["image_base64"].text)
            if data is not None and is_picture(data):
                self.rich.hold(self._value("image") or "image", data)
            elif data:
                self.rich.missing[self._value("image") or "image_base64"] = None
        text = self.children.get("questiontext")
        for file in () if text is None else text.iterfind("file"):
            name, data = file.get("name") or "", _decoded(file.text)
            if data is not None and data not in self.rich.images.values():
                if is_picture(data):
                    self.rich.hold(name, data)
                else:
                    self._lose(f"file {name}")
        if not self.rich.images:
            return question
        stem, stem_format = self.rich.finish(question.stem, question.stem_format)
        return replace(question, stem=stem, stem_format=stem_format, images=self.rich.images)

    # ------------------------------------------------------------ the types

    def _options(self) -> list[Option] | Noted:
        options = []
        for answer in self.answers:
            own = answer.get("credit")
            credit = share_of(answer.get("fraction") or "0") if own is None else decimal_of(own)
            if credit is None:
                return rejected(self.where, "number_unreadable", text=(answer.get("fraction") or "")[:40])
            feedback = next((child for child in answer if child.tag == "feedback"), None)
            options.append(Option(self._text(answer, shown=True), credit, self._text(feedback)))
        return options

    def choice(self, common: dict[str, Any]) -> Question | Noted:
        options = self._options()
        if isinstance(options, Noted):
            return options
        common["fixed_order"] = not _flag(self._value("shuffleanswers"), True)
        kind = Single if _flag(self._value("single"), True) else Multiple
        return kind(**common, options=tuple(options))

    def true_false(self, common: dict[str, Any]) -> Question | Noted:
        answers = self.answers
        said = {True: "", False: ""}
        right: bool | None = None
        for n, answer in enumerate(answers[:2]):
            word = _field(answer)[0].lower()
            # The order counts where the words are not Moodle's own.
            means = word == "true" if word in {"true", "false"} else n == 0
            said[means] = self._text(answer.find("feedback"))
            if (share_of(answer.get("fraction") or "0") or ZERO) > 0:
                right = means
        if right is None:
            return rejected(self.where, "answer_missing")
        return TrueFalse(**common, answer=right, feedback_true=said[True], feedback_false=said[False])

    def _answers(self) -> Iterator[tuple[str, Decimal | None, etree._Element]]:
        """(text, credit, element) of answers that are typed."""
        for answer in self.answers:
            yield _field(answer)[0], share_of(answer.get("fraction") or "0"), answer

    def short_answer(self, common: dict[str, Any]) -> Question | Noted:
        accept = []
        for text, credit, answer in self._answers():
            if credit is None:
                return rejected(self.where, "number_unreadable", text=(answer.get("fraction") or "")[:40])
            if _field(answer.find("feedback"))[0]:
                self._lose("feedback of a short answer")
            if "*" in text.replace("\\*", ""):
                if credit > 0:
                    self._lose("wildcard (*) " + text)
                continue
            accept.append(Accepted(text.replace("\\*", "*"), credit))
        if all(one.credit <= 0 for one in accept):
            return rejected(self.where, "answer_missing")
        return Blank(**common, blanks=(Gap(tuple(accept), _flag(self._value("usecase"), False)),))

    def numerical(self, common: dict[str, Any]) -> Question | Noted:
        numbers = []
        for text, credit, answer in self._answers():
            if _field(answer.find("feedback"))[0]:
                self._lose("feedback of a number")
            if text == "*" and credit is not None:
                if credit > 0:
                    self._lose("any number (*)")
                continue
            value, tolerance = decimal_of(text), decimal_of(_said(answer, "tolerance") or "0")
            if value is None or tolerance is None or credit is None:
                return rejected(self.where, "number_unreadable", text=text[:40])
            numbers.append(Number(value, abs(tolerance), credit))
        if all(one.credit <= 0 for one in numbers):
            return rejected(self.where, "answer_missing")
        return Numeric(**common, numbers=tuple(numbers), unit=self._unit())

    def _unit(self) -> str:
        units = [
            (_said(unit, "unit_name"), decimal_of(_said(unit, "multiplier") or "1"))
            for unit in self.element.iterfind("units/unit")
        ]
        own = next((name for name, multiplier in units if multiplier == 1), "")
        if len(units) > 1 or (units and not own):
            self._lose("units: " + ", ".join(name for name, _ in units if name != own))
        return own

    def matching(self, common: dict[str, Any]) -> Question | Noted:
        pairs = [
            Pair(self._text(one, shown=True), _field(one.find("answer"))[0])
            for one in self.element.iterfind("subquestion")
        ]
        return Match(**common, pairs=tuple(pairs))

    def ordering(self, common: dict[str, Any]) -> Question | Noted:
        placed = []
        for n, answer in enumerate(self.answers):
            place = decimal_of(answer.get("fraction") or "")
            placed.append((place if place is not None else Decimal(n), n, answer))
        if self._value("selecttype") in {"RANDOM", "CONTIGUOUS", "1", "2"}:
            self._lose("selecttype")
        if self._value("gradingtype") not in {"", "ALL_OR_NOTHING", "-1"}:
            self._lose("gradingtype")
        options = [
            Option(self._text(answer, shown=True), ONE, self._text(answer.find("feedback")))
            for _, _, answer in sorted(placed, key=lambda one: one[:2])
        ]
        return Order(**common, options=tuple(options))

    def essay(self, common: dict[str, Any]) -> Question | Noted:
        model = self._text(self.children.get("graderinfo"))
        if model:
            common["explanation"] = "\n".join(text for text in (common["explanation"], model) if text)
        if self._text(self.children.get("responsetemplate")):
            self._lose("responsetemplate")
        if self._value("attachments").strip("0"):
            self._lose("attachments")
        return Essay(**common)

    def cloze(self, common: dict[str, Any]) -> Question | Noted:
        source, form = _field(self.children.get("questiontext"))
        html_text = form not in {"plain_text", "markdown"}
        texts, gaps = cloze.split(source, html_text)
        if not gaps:
            return rejected(self.where, "cloze_without_gap")
        for n, gap in enumerate(gaps, 1):
            if not gap.answers:
                return rejected(self.where, "blank_without_answer", blank=n)
        together = cloze.only_texts(gaps)
        # The stem was made from the whole text, answers included: again, without them.
        self.rich = RichText(self._image)
        stem, common["stem_format"] = self._stem(cloze.stem_of(texts, not together and len(gaps) > 1))
        common["stem"] = stem
        common["explanation"] = self._text(self.children.get("generalfeedback"))
        common["points"] = sum((gap.weight for gap in gaps), ZERO)
        if together:
            blanks = tuple(cloze.blank_of(gap, self.lost) for gap in gaps)
            return Blank(**common, blanks=blanks)
        if len(gaps) == 1:
            part = cloze.part_of(gaps[0], stem, self.rich, html_text, self.lost)
            return replace(part, **common)
        parts = tuple(
            cloze.part_of(gap, f"（{n}）", self.rich, html_text, self.lost, f"p{n}") for n, gap in enumerate(gaps, 1)
        )
        return Scenario(**common, parts=parts)


_READERS: Mapping[str, Callable[[_Entry, dict[str, Any]], Question | Noted]] = {
    "multichoice": _Entry.choice,
    "truefalse": _Entry.true_false,
    "shortanswer": _Entry.short_answer,
    "numerical": _Entry.numerical,
    "matching": _Entry.matching,
    "match": _Entry.matching,
    "ordering": _Entry.ordering,
    "essay": _Entry.essay,
    "cloze": _Entry.cloze,
    "multianswer": _Entry.cloze,
}


def _decoded(text: str | None) -> bytes | None:
    try:
        return base64.b64decode("".join((text or "").split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def write(questions: Iterable[Question], _bank: Mapping[str, Any] | None = None) -> Written:
    """The questions as Moodle XML."""
    from desktop_app.banks.formats import moodle_xml_write

    return moodle_xml_write.write(questions)
