"""Aiken: a stem, options ``A.`` or ``A)``, and ``ANSWER: B``; here also ``A、``, ``A．``, ``A：`` and 答案：.

Promises: a slip is named with its line and never stops its neighbours. Source: docs.moodle.org, "Aiken format". Moodle
knows one right letter; more than one makes a multiple choice here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from desktop_app.banks.formats import answers, losses
from desktop_app.banks.formats.draft import (
    LINES,
    LONGEST_RAW,
    NO_OPTIONS,
    About,
    Draft,
    Event,
    Noted,
    ReadOptions,
    Written,
    gather,
)
from desktop_app.banks.formats.entry import Account, rejected, settle, warning
from desktop_app.banks.formats.markup import cleaned
from desktop_app.banks.formats.rich_text import RichText
from desktop_app.banks.formats.text_file import text_of
from desktop_app.banks.question import ONE, ZERO, Multiple, Option, Question, Single
from desktop_app.tables.sheet import NotATable

NAME = "aiken"
SUFFIXES = (".txt", ".aiken")
_OPTION = re.compile(r"([A-ZＡ-Ｚ])\s*[.)、．:：）]\s*(.*)")
_ANSWER = re.compile(r"(?:ANSWER|(?:正确|参考|标准)?答案)\s*[:：]\s*(.*)", re.IGNORECASE)
_EXPLANATION = re.compile(r"(?:FEEDBACK|EXPLANATION|(?:答案|试题)?解析)\s*[:：]\s*(.*)", re.IGNORECASE)
_SNIFFED = re.compile(
    r"^[^\S\n]*A[.)、．:：].*\n(?:.*\n){1,40}?[^\S\n]*(?:ANSWER|答案)[^\S\n]*[:：][^\S\n]*[A-Z]", re.MULTILINE
)
_NUMBERED = re.compile(r"^[^\S\n]*(?:\d{1,4}\s*[.、．)）]|[（(]\d{1,4}[)）]|[一二三四五六七八九十]+、)", re.MULTILINE)
_FORMAT = "Aiken"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def sniff(data: bytes, name: str) -> bool:
    """Whether the text has options and ``ANSWER:`` lines, and no numbers before its stems."""
    if data[:4] in {b"PK\x03\x04", b"\xd0\xcf\x11\xe0"} or data[:64].lstrip()[:1] in {b"<", b"{"}:
        return False
    if name.lower().endswith(".aiken"):
        return True
    if b"ANSWER" not in data[:200_000].upper() and "答案".encode() not in data and "答案".encode("gb18030") not in data:
        return False
    try:
        text, _ = text_of(data[:200_000])
    except NotATable:
        return False
    return _SNIFFED.search(text) is not None and not _NUMBERED.search(text)


def read(data: bytes, options: ReadOptions = NO_OPTIONS, name: str = "") -> Draft:
    """The draft of an Aiken file. Raises ``NotATable`` where it is no text."""
    return gather(stream(data, options, name), NAME, options)


@dataclass(slots=True)
class _Entry:
    """The lines of one question."""

    line: int
    stem: list[str] = field(default_factory=list)
    options: list[tuple[str, list[str]]] = field(default_factory=list)
    answer: str | None = None
    slip: str = ""
    lines: list[str] = field(default_factory=list)
    explanation: list[str] = field(default_factory=list)
    paused: bool = False

    def letter(self, letter: str) -> bool:
        """Whether an option may begin with that letter here: the next one, or the one after it where one is missing;
        any other letter is text, but the first come again is a slip."""
        if not self.options:
            return letter in "AB"
        due = _LETTERS.index(self.options[-1][0]) + 1
        if letter == self.options[0][0]:
            self.slip = self.slip or letter
        return letter in _LETTERS[due : due + 2]

    def events(self) -> Iterator[Event]:
        """The question, or what is wrong with it."""
        for event in self._told():
            if isinstance(event, Noted) and event.fate == "rejected":
                lines = "\n".join(self.lines)
                yield replace(event, raw={LINES: lines} if len(lines) <= LONGEST_RAW else None)
            else:
                yield event

    def _told(self) -> Iterator[Event]:
        where = f"line {self.line}"
        if self.slip:
            yield rejected(where, "option_letters_repeat", letter=self.slip)
            return
        given = [(letter, "\n".join(lines)) for letter, lines in self.options]
        right = answers.chosen(self.answer or "", given) if given else "options_too_few"
        if not self.options and self.answer is None:
            yield rejected(where, "options_too_few", have=0)
            return
        if isinstance(right, str):
            facts = {"have": len(self.options)} if right == "options_too_few" else {"value": (self.answer or "")[:40]}
            yield rejected(where, right, **facts)
            return
        kind = Single if len(right) == 1 else Multiple
        options = tuple(Option(text, ONE if letter in right else ZERO) for letter, text in given)
        explanation = "\n".join(self.explanation).strip()
        yield from settle(kind(stem="\n".join(self.stem).strip(), options=options, explanation=explanation), where)


def stream(data: bytes, _options: ReadOptions = NO_OPTIONS, _name: str = "") -> Iterator[Event]:
    """As ``read``, one event after the other."""
    text, encoding = text_of(data)
    yield About()
    if encoding:
        yield warning("line 1", "text_encoding_guessed", encoding=encoding)
    account = Account()
    for entry in _entries(text):
        account.entries += 1
        yield from entry.events()
    yield from account.end()


def _entries(text: str) -> Iterator[_Entry]:
    entry: _Entry | None = None
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip().strip("　")
        if not line:
            if entry is not None:
                entry.paused = True
            continue
        if entry is not None and entry.answer is not None:
            told = _EXPLANATION.match(line)
            if told or (entry.explanation and not entry.paused):
                entry.explanation.append(told.group(1) if told else line)
                continue
            yield entry
            entry = None
        if entry is None:
            entry = _Entry(number)
        option, answer = _OPTION.match(line), _ANSWER.match(line)
        letter = answers.folded(option.group(1)).upper() if option else ""
        if answer:
            entry.answer = answer.group(1)
        elif option and entry.letter(letter):
            entry.options.append((letter, [option.group(2).strip()]))
        elif entry.options and entry.paused:
            # A stem without an answer to the question before it.
            yield entry
            entry = _Entry(number, [line])
        elif entry.options:
            entry.options[-1][1].append(line)
        else:
            entry.stem.append(line)
        entry.lines.append(line)
        entry.paused = False
    if entry is not None:
        yield entry


def write(questions: Iterable[Question], _bank: Mapping[str, Any] | None = None) -> Written:
    """The single choice questions as Aiken, each read back before it is kept; any other kind is left out by name."""
    out: list[str] = []
    account = losses.Account(_FORMAT)
    for number, question in enumerate(questions, 1):
        right = [n for n, o in enumerate(question.options) if o.credit == ONE] if isinstance(question, Single) else []
        if not isinstance(question, Single) or len(right) != 1 or len(question.options) > len(_LETTERS):
            account.leave(question, number)
            continue
        entry = _lines(question, right[0])
        back = read(entry.encode()).questions
        lost = dict.fromkeys(losses.differences(cleaned(question), back[0].question) if len(back) == 1 else ("kind",))
        if account.takes(question, number, lost):
            out.append(entry)
    return account.written("".join(out))


def _lines(question: Single, right: int) -> str:
    stem = RichText().plain(question.stem) if question.stem_format == "html" else question.stem
    stem = _one_line(stem)
    if _OPTION.match(stem) or _ANSWER.match(stem) or _EXPLANATION.match(stem):
        stem = "- " + stem  # else it would be taken for an option or an answer
    options = [f"{_LETTERS[n]}. {_one_line(option.text)}" for n, option in enumerate(question.options)]
    return "\n".join([stem, *options, f"ANSWER: {_LETTERS[right]}"]) + "\n\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())
