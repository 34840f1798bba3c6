"""The text level of GIFT, for reading and writing alike: escapes, labels in comments, category paths.

Promises: ``real(stood_in(escape(text))) == text`` for every text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from desktop_app.banks.formats.entry import decimal_of
from desktop_app.banks.question import Accepted, Number, Option, Question, Scenario

# An escaped sign is held as a noncharacter while the unescaped ones part the question.
STAND_INS = {"~": "\ufdd0", "=": "\ufdd1", "#": "\ufdd2", "{": "\ufdd3", "}": "\ufdd4", ":": "\ufdd5"}
_HELD = {**STAND_INS, "n": "\ufdd6", "\\": "\\"}
_REAL = {ord(held): sign for sign, held in STAND_INS.items()} | {0xFDD6: "\n"}
_ESCAPED = re.compile(r"\\([~=#{}:n\\])")
_HAS_HELD = re.compile("[\ufdd0-\ufdd6]")
_RESERVED = re.compile(r"[\\~=#{}:\n\r]")
_LEVELS = re.compile(r"(?<!/)/(?!/)")
_CONTEXTS = re.compile(r"^\$\w+\$$")
_MARKUP = re.compile(r"<[^<>]*>")


def stood_in(text: str) -> str:
    """The text with escaped signs held back."""
    return _ESCAPED.sub(lambda match: _HELD[match.group(1)], text)


def real(text: str) -> str:
    """The text with the signs that were held back."""
    return text.translate(_REAL) if not text.isascii() and _HAS_HELD.search(text) else text


def escape(text: str) -> str:
    """Any text as it may stand in a question."""
    return _RESERVED.sub(lambda match: _escaped_sign(match.group()), text)


def _escaped_sign(sign: str) -> str:
    return "\\n" if sign == "\n" else "" if sign == "\r" else "\\" + sign


def topic(path: str) -> tuple[str, ...]:
    """A category's path without what only Moodle needs: ``$course$/top/Deposits/Fixed`` → (Deposits, Fixed)."""
    levels = [level.strip().replace("//", "/") for level in _LEVELS.split(path.strip())]
    levels = [level for level in levels if level]
    if levels and _CONTEXTS.match(levels[0]):
        del levels[0]
        if levels and levels[0] == "top":
            del levels[0]
    return tuple(levels)


def category(levels: Sequence[str]) -> str:
    """The path that ``topic`` reads."""
    return "/".join(["$course$", "top", *(" ".join(level.split()).replace("/", "//") for level in levels)])


def place_of(question: Question) -> tuple[str, ...]:
    """The category of a question: its topic; for a case one below it, so that Moodle draws none of its parts alone."""
    if not isinstance(question, Scenario):
        return question.topic
    name = " ".join(_MARKUP.sub(" ", question.stem).replace("/", " ").split())[:40].strip()
    return (*question.topic, name or "案例")


def labels(comments: str, pattern: re.Pattern[str]) -> list[str]:
    """The values of a label in the comments, ``\\]`` being ``]``."""
    return [value.replace("\\]", "]").strip() for value in pattern.findall(comments)]


Worth = TypeVar("Worth", Option, Accepted, Number)


def credited(answers: Sequence[Worth], own: str) -> list[Worth]:
    """Answers with the credits that our own comment holds; as they were where the numbers do not fit."""
    worth = [decimal_of(one) for one in own.replace(",", " ").split()]
    if len(worth) != len(answers):
        return list(answers)
    return [
        answer if credit is None else replace(answer, credit=credit)
        for answer, credit in zip(answers, worth, strict=True)
    ]


def leading(options: Sequence[Option], own: str) -> list[Option]:
    """Options with the parts that follow them, as our own comment holds them: ``p2,,p3``."""
    names = own.split(",")
    if len(names) != len(options):
        return list(options)
    return [replace(option, next=name or None) for option, name in zip(options, names, strict=True)]


_OWN = re.compile(r"((?:\\[n\\\]]|[^\]\\\n])*)\]")
_OWN_SIGNS = {"\n": "\\n", "\\": "\\\\", "]": "\\]"}
_OWN_REAL = {written[1]: sign for sign, written in _OWN_SIGNS.items()}


def own_label(name: str, text: str) -> str:
    """A label that Moodle passes over, for any text."""
    return f"[{name}:" + "".join(_OWN_SIGNS.get(sign, sign) for sign in text) + "]"


def own_of(comments: str, name: str) -> str | None:
    """What ``own_label`` wrote, the first of that name; None where there is none."""
    at = comments.find(f"[{name}:")
    found = _OWN.match(comments, at + len(name) + 2) if at >= 0 else None
    return re.sub(r"\\(.)", lambda match: _OWN_REAL[match.group(1)], found.group(1)) if found else None


def ended(block: list[str], line: str) -> int:
    """How many lines of the block are a question of their own before a line that begins the next; 0: none are."""
    if not line.startswith("$") and "::" not in line[2:]:
        return 0
    own = len(block)
    while own and block[own - 1].lstrip().startswith("//"):
        own -= 1
    bare = _ESCAPED.sub("", "\n".join(block[:own]))
    closed = bare.rstrip().endswith("}") and bare.count("{") == bare.count("}")
    return own if closed else 0
