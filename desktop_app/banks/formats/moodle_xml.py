"""Moodle XML: every question type that the model has a kind for; any other is named.

Promises: a broken question is told by its line and never stops the others; time grows with the length of the file.
Source of the rules: docs.moodle.org, "Moodle XML format", and Moodle's own exports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree

from desktop_app.banks.formats import cloze, gift_text
from desktop_app.banks.formats.case_parts import MOST_PARTS, OpenCase
from desktop_app.banks.formats.draft import NO_OPTIONS, About, Draft, Event, Noted, ReadOptions, Written, gather
from desktop_app.banks.formats.entry import Account, rejected, settle, skipped, warning
from desktop_app.banks.formats.moodle_xml_entry import Entry, field
from desktop_app.banks.formats.moodle_xml_types import READERS
from desktop_app.banks.formats.xml_file import each, head_of
from desktop_app.banks.question import Question, Scenario

NAME = "moodle_xml"
SUFFIXES = (".xml",)
_TAIL = 20_000  # bytes
_ROOT = re.compile(r"<quiz[\s>/]")


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
    case: OpenCase | None = None
    for element in each(data, "question"):
        kind = "" if isinstance(element, tuple) else (element.get("type") or "").strip().lower()
        if not isinstance(element, tuple) and kind == "category":
            topic = _topic(element, account)
            continue
        account.entries += 1
        line = element[0] if isinstance(element, tuple) else element.get("line") or element.sourceline
        where = f"question[{account.entries}], line {line}"
        if isinstance(element, tuple):
            events: Iterable[Event] = (rejected(where, "xml_entry_broken", line=element[0]),)
        elif case is None and kind == "description" and element.get("case"):
            case = _case(Entry(element, where, topic[:-1], account))
            if case is not None:
                continue
            events = _events(Entry(element, where, topic, account), kind)
        else:
            events = _events(Entry(element, where, topic if case is None else (), account), kind)
        if case is None:
            yield from events
            continue
        case.take(events)
        if case.complete:
            yield from case.end()
            case = None
    if case is not None:
        yield from case.end()
    if account.entries and b"</quiz" not in data[-_TAIL:].replace(b"\0", b""):
        yield warning(f"question[{account.entries}]", "xml_cut")
    yield from account.end()


def _topic(element: etree._Element, account: Account) -> tuple[str, ...]:
    """The topic that holds from a category on."""
    path = gift_text.topic(field(element.find("category"))[0])
    if field(element.find("info"))[0]:
        account.lose("category info", "/".join(path))
    return path


def _case(entry: Entry) -> OpenCase | None:
    """The case that a description of our own files opens; None where it says no number of parts."""
    count = entry.element.get("case") or ""
    if not (count.isascii() and count.isdigit() and 0 < int(count[:4]) <= MOST_PARTS):
        return None
    head = entry.with_files(Scenario(**entry.common(), parts=()))
    assert isinstance(head, Scenario)
    return OpenCase(head, entry.where, int(count), entry.rich, entry.notes)


def _events(entry: Entry, kind: str) -> Iterable[Event]:
    """The events of one question."""
    if kind == "description":
        return (skipped(entry.where, "entry_no_question", name="description"),)
    reader = READERS.get(kind)
    if reader is None:
        return (rejected(entry.where, "entry_kind_unknown", name=kind or "?"),)
    try:
        question = reader(entry, entry.common())
    except cloze.GapUnreadable as error:
        return (rejected(entry.where, error.code, **error.facts),)
    if isinstance(question, Noted):
        return (question,)
    return settle(entry.with_files(question), entry.where, entry.rich, entry.lost, entry.notes)


def write(questions: Iterable[Question], _bank: Mapping[str, Any] | None = None) -> Written:
    """The questions as Moodle XML."""
    from desktop_app.banks.formats import moodle_xml_write

    return moodle_xml_write.write(questions)
