"""The canonical .json: every kind, every key, read and written without loss.

Promises: ``read(write(questions))`` gives equal questions. A broken question never stops its neighbours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from desktop_app.banks.canonical_form import from_canonical, to_canonical
from desktop_app.banks.formats.draft import (
    NO_OPTIONS,
    About,
    Draft,
    Drafted,
    Event,
    Noted,
    ReadOptions,
    Written,
    gather,
)
from desktop_app.banks.formats.entry import text_warnings
from desktop_app.banks.formats.markup import cleaned
from desktop_app.banks.formats.rich_text import RichText
from desktop_app.banks.question import InvalidQuestion, Question, Scenario, check
from desktop_app.base.errors import InputError
from desktop_app.tables.findings import Finding
from desktop_app.tables.text_table import decode

NAME = "canonical"
SUFFIXES = (".json",)
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_BEGINS = re.compile(rb'\{\s*["}]|\[\s*(?:\{\s*["}]|\])')


class JsonUnreadable(InputError):
    """The file is no JSON; facts: line, column."""

    code = "json_unreadable"


class NotCanonical(InputError):
    """It is JSON, but holds no list of questions."""

    code = "json_not_canonical"


def sniff(data: bytes, name: str) -> bool:
    """Whether the bytes begin like JSON, or the name says so of what is no other kind of file by its first bytes."""
    head = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    return _BEGINS.match(head) is not None or (
        name.lower().endswith(SUFFIXES) and not head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"<", b"%PDF"))
    )


def read(data: bytes, options: ReadOptions = NO_OPTIONS, name: str = "") -> Draft:
    """The draft of a canonical file. Raises ``JsonUnreadable``, ``NotCanonical``."""
    return gather(stream(data, options, name), NAME, options)


def stream(data: bytes, _options: ReadOptions = NO_OPTIONS, _name: str = "") -> Iterator[Event]:
    """As ``read``, one event after the other."""
    text = decode(data)
    try:
        whole = json.loads(text, parse_float=str)
    except json.JSONDecodeError as error:
        raise JsonUnreadable(line=error.lineno, column=error.colno) from None
    except (RecursionError, ValueError):
        # Brackets without end, or a number of more digits than Python reads.
        raise NotCanonical from None
    items = whole.get("questions") if isinstance(whole, dict) else whole
    if not isinstance(items, list):
        raise NotCanonical
    about = whole.get("bank") if isinstance(whole, dict) else None
    title = about.get("title") if isinstance(about, Mapping) else ""
    yield About(title if isinstance(title, str) else "", len(items))
    yield from entries(items, escaped=_HALF.search(text) is not None)


def entries(items: Iterable[Any], place: str = "questions", *, escaped: bool = False) -> Iterator[Event]:
    """Canonical questions one by one, each sound or a rejection at ``questions[3]``. ``escaped``: texts may hold half a
    character, as JSON can write it."""
    for number, item in enumerate(items, 1):
        where = f"{place}[{number}]"
        if not isinstance(item, Mapping):
            yield Noted(
                "rejected", Finding(where, "question_invalid", {"field": "", "value": str(type(item).__name__)})
            )
            continue
        if escaped and not _is_text(item):
            yield Noted("rejected", Finding(where, "question_invalid", {"field": "", "value": "\\ud800"}))
            continue
        try:
            question, rich = _safe(from_canonical(item))
        except InvalidQuestion as error:
            yield Noted("rejected", Finding(where, "question_invalid", error.facts))
            continue
        except RecursionError:
            yield Noted("rejected", Finding(where, "question_invalid", {"field": "parts", "value": ""}))
            continue
        problems = check(question)
        if problems:
            yield Noted("rejected", Finding(where, problems[0].code, problems[0].facts))
        else:
            yield from text_warnings(rich, where)
            yield Drafted(question, where)


def _safe(question: Question) -> tuple[Question, RichText]:
    """The question with only safe HTML in its rich stems, formulas in MathML as LaTeX, and what was lost of them.
    Stems that are safe already, as in our own files, stay letter for letter."""
    rich = RichText(question.images.get)
    safe = cleaned(question)
    if isinstance(safe, Scenario) and isinstance(question, Scenario):
        made = [_safe(part) for part in question.parts]
        safe = replace(safe, parts=tuple(part for part, _ in made))
        for _, lost in made:
            rich.lost |= lost.lost
            rich.missing |= lost.missing
    if question.stem_format == "html" and safe.stem != question.stem:
        stem = rich.html(question.stem)
        safe = replace(safe, stem=cleaned(replace(question, stem=stem)).stem, images={**safe.images, **rich.images})
    return safe, rich


def _is_text(item: Mapping[str, Any]) -> bool:
    """Whether every text of it can be kept: no half of a character stands alone."""
    try:
        json.dumps(item, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def write(questions: Iterable[Question], bank: Mapping[str, Any] | None = None) -> Written:
    """The file with these questions; ``bank`` tells code, title and revision."""
    held = [to_canonical(question) for question in questions]
    text = json.dumps({"bank": dict(bank or {}), "questions": held}, ensure_ascii=False, indent=1)
    return Written(text.encode() + b"\n", len(held))
