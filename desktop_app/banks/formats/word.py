"""Word question lists (.docx).

Promises: automatic numbers, blanks drawn by underlining, answers in red, images, formulas, tables and text boxes are
read as a person sees them. What the questions are ``question_list`` decides, and the workbook reader for a table with
headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from desktop_app.banks.formats import question_list, workbook
from desktop_app.banks.formats.draft import NO_OPTIONS, About, Draft, Drafted, Event, ReadOptions, gather
from desktop_app.banks.formats.entry import warning
from desktop_app.banks.formats.word_lines import Document
from desktop_app.banks.formats.word_parts import Parts, WordUnreadable
from desktop_app.banks.formats.word_tables import Table
from desktop_app.banks.question import Question, has_options
from desktop_app.base.errors import InputError

__all__ = ["NAME", "SUFFIXES", "WordEncrypted", "WordLegacy", "WordUnreadable", "read", "sniff", "stream"]
NAME = "word"
SUFFIXES = (".docx", ".docm")
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_OTHER_SUFFIXES = (".docx", ".docm", ".doc", ".dot", ".dotx", ".wps", ".wpt")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN = re.compile(rb"word/document\d*\.xml")
_TOKEN = re.compile(r"!\[\]\(([^()]+)\)")


class WordLegacy(InputError):
    """It is a .doc, .wps, .rtf or web page, whatever its name says; facts: found."""

    code = "word_legacy"


class WordEncrypted(InputError):
    """It is protected by a password."""

    code = "word_encrypted"


def sniff(data: bytes, name: str) -> bool:
    """Whether the bytes are a Word file, readable here or not."""
    if data[:4] == b"PK\x03\x04" and not _other(data):
        return b"[Content_Types].xml" in data and (
            _MAIN.search(data) is not None or name.lower().endswith((".docx", ".docm"))
        )
    return _other(data, name) != ""


def _other(data: bytes, name: str = "") -> str:
    """What the bytes are where they are a document that is not read here; empty where they are none."""
    named = name.lower().endswith(_OTHER_SUFFIXES)
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_OLE):
        if "WordDocument".encode("utf-16-le") in data:
            return "wps" if name.lower().endswith((".wps", ".wpt")) else "doc"
        if "EncryptedPackage".encode("utf-16-le") in data:
            return "encrypted" if named else ""
        return "doc" if named else ""
    if data.startswith(b"%PDF-") or _ODT in data[:200]:
        return "pdf" if data.startswith(b"%") else "odt"
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"word.document" in head[:1000] or b"<pkg:package" in head:
        return "xml"
    if named and head.startswith((b"<html", b"<!doctype html", b"<head", b"<meta", b"<?xml", b"mime-version")):
        return "html"
    return ""


def read(data: bytes, options: ReadOptions = NO_OPTIONS, name: str = "") -> Draft:
    """The draft of a Word file. Raises ``WordLegacy``, ``WordEncrypted``, ``WordUnreadable``, ``PackageRefused``,
    ``PackageUnreadable``, ``XmlEntities``."""
    return gather(stream(data, options, name), NAME, options)


def stream(data: bytes, options: ReadOptions = NO_OPTIONS, name: str = "") -> Iterator[Event]:
    """As ``read``, one event after the other."""
    if found := _other(data, name or ".docx"):
        if found == "encrypted":
            raise WordEncrypted
        raise WordLegacy(found=found)
    document = Document(Parts(data))
    yield About()
    lines = list(document.lines(document.parts.document()))
    if document.hidden:
        yield warning("", "word_hidden_text", count=document.hidden)
    if document.foreign:
        yield warning("", "word_embedded_left_out", count=document.foreign)
    yield from question_list.read(lines, lambda n: _of_table(document.tables[n], options))


def _of_table(table: Table, options: ReadOptions) -> Iterator[Event]:
    """The questions of a table with headings."""
    for event in workbook.of_sheets((table.sheet,), options):
        if isinstance(event, Drafted):
            yield replace(event, question=_with_images(event.question, table))
        elif not isinstance(event, About):
            yield event
    for name in table.missing:
        yield warning(table.sheet.name, "image_left_out", image=name)
    for feature in table.lost:
        yield warning(table.sheet.name, "feature_left_out", feature=feature)


def _with_images(question: Question, table: Table) -> Question:
    """A question whose cells held images: those of the stem are shown below it, those of options where they stood."""
    if not table.images:
        return question
    texts = [question.stem, *(option.text for option in question.options)] if has_options(question) else [question.stem]
    used = {name: table.images[name] for text in texts for name in _TOKEN.findall(text) if name in table.images}
    stem = _TOKEN.sub("", question.stem).strip()
    return replace(question, stem=stem, explanation=_TOKEN.sub("", question.explanation).strip(), images=used)
