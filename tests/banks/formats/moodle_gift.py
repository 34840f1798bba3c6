"""GIFT as Moodle's own importer takes it, step by step, for comparison: written from its rules and nothing of ours.

It gives back what Moodle would store: type, format and text of the question, answers with fraction and feedback.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_SIGNS = ":#={}~n"
_HELD = {sign: chr(0xE000 + n) for n, sign in enumerate(_SIGNS)}
_FORMATS = ("html", "plain", "markdown", "moodle")
_WEIGHT = re.compile(r"%(-*[0-9]{1,2}\.?[0-9]*)%")


@dataclass
class Answer:
    """An answer; ``right`` is the other side of a pair, ``tolerance`` that of a number."""

    text: str
    form: str = "moodle"
    fraction: float = 0.0
    feedback: str = ""
    right: str = ""
    tolerance: str = ""


@dataclass
class Entry:
    """What Moodle makes of one entry; ``kind`` is ``error`` where it takes none."""

    kind: str
    text: str = ""
    form: str = "moodle"
    general: str = ""
    single: bool = True
    correct: bool = False
    answers: list[Answer] = field(default_factory=list)


def entries(text: str) -> list[Entry]:
    """The entries of a file; categories are left away."""
    found: list[Entry] = []
    lines: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.strip():
            lines.append(line)
            continue
        entry = _entry(lines)
        if entry is not None:
            found.append(entry)
        lines = []
    return found


def _pre(text: str) -> str:
    text = text.replace("\\\\", "\uf000")
    for sign, held in _HELD.items():
        text = text.replace("\\" + sign, held)
    return text.replace("\uf000", "\\")


def _post(text: str) -> str:
    for sign, held in _HELD.items():
        text = text.replace(held, "\n" if sign == "n" else sign)
    return text


def _formatted(text: str, form: str) -> tuple[str, str]:
    if text.startswith("["):
        name = text[1 : text.find("]")]
        if name in _FORMATS:
            form, text = name, text[text.find("]") + 1 :]
    return _post(text).strip(), form


def _weighed(text: str, default: float) -> tuple[float, str]:
    weight = _WEIGHT.match(text)
    return (float(weight.group(1)) / 100, text[weight.end() :]) if weight else (default, text)


def _entry(lines: list[str]) -> Entry | None:
    text = "\n".join(" " if line.strip().startswith("//") else line for line in lines).strip()
    if not text:
        return None
    text = _pre(text)
    if text.startswith("$CATEGORY:"):
        return None
    if text.startswith("::") and "::" in text[2:]:
        text = text[2:].split("::", 1)[1].strip()
    start, end = text.find("{"), text.find("}")
    if start < 0 and end < 0:
        stem, form = _formatted(text, "moodle")
        return Entry("description", stem, form)
    if start < 0 or end < start:
        return Entry("error")
    answers = text[start + 1 : end].strip()
    stem, form = _formatted(text[:start] + ("" if text.endswith("}") else "_____") + text[end + 1 :], "moodle")
    general = ""
    if "####" in answers:
        answers, _, general = answers.rpartition("####")
        answers = answers.strip()
    entry = Entry("", stem, form, _formatted(general, form)[0])
    _type(entry, answers)
    return entry


def _type(entry: Entry, text: str) -> None:
    if not text:
        entry.kind = "essay"
    elif text.startswith("#"):
        entry.kind = "numerical"
        _numbers(entry, text[1:])
    elif "~" in text:
        entry.kind, entry.single = "multichoice", "=" in text
        for piece in _parts(text.replace("=", "~="), "~"):
            fraction, rest = (1.0, piece[1:]) if piece.startswith("=") else _weighed(piece, 0.0)
            entry.answers.append(_answer(rest, fraction, entry.form))
    elif "=" in text and "->" in text:
        entry.kind = "match"
        for piece in _parts(text, "="):
            left, arrow, right = piece.partition("->")
            if not arrow:
                entry.kind = "error"
                return
            said, form = _formatted(left, entry.form)
            entry.answers.append(Answer(said, form, right=_post(right).strip()))
    elif text.split("#", maxsplit=1)[0].strip() in {"T", "TRUE", "F", "FALSE"}:
        entry.kind = "truefalse"
        word, *told = text.split("#", 2)
        entry.correct = word.strip() in {"T", "TRUE"}
        wrong, right = [*(_formatted(one.strip(), entry.form)[0] for one in told), "", ""][:2]
        entry.answers = [Answer("wrong", feedback=wrong), Answer("right", feedback=right)]
    else:
        entry.kind = "shortanswer"
        for piece in _parts(text, "="):
            fraction, rest = _weighed(piece, 1.0)
            entry.answers.append(_answer(rest, fraction, entry.form))


def _parts(text: str, sign: str) -> list[str]:
    pieces = [piece.strip() for piece in text.split(sign)]
    return pieces if pieces[0] else pieces[1:]


def _answer(text: str, fraction: float, form: str) -> Answer:
    said, hashed, feedback = text.partition("#")
    answer, its_form = _formatted(said.strip(), form)
    return Answer(answer, its_form, fraction, _formatted(feedback.strip(), form)[0] if hashed else "")


def _numbers(entry: Entry, text: str) -> None:
    for piece in _parts(text.partition("~")[0], "="):
        fraction, rest = _weighed(piece, 1.0)
        answer = _answer(rest, fraction, entry.form)
        if answer.text.find("..") > 0:
            low, _, high = answer.text.partition("..")
            middle = (float(low) + float(high)) / 2
            answer.text, answer.tolerance = str(middle), str(float(high) - middle)
        else:
            answer.text, near, tolerance = answer.text.partition(":")
            answer.tolerance = tolerance.strip() if near else "0"
        entry.answers.append(answer)
