"""What few questions have and few workbooks tell: feedback and fixed places of options, credits of accepted answers,
which gaps mind capitals. Columns of our own exports.

Promises: a cell that cannot be read is told, and its question comes in without it. Must not know rows or sheets.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from desktop_app.banks.formats.workbook_fields import YES
from desktop_app.banks.question import ONE, Blank, Multiple, Numeric, Option, Order, Question, Single, TrueFalse

FEEDBACK, FIXED, CREDITS, MATCH_CASE = "feedback", "fixed", "answer_credits", "match_case"
FIELDS = (FEEDBACK, FIXED, CREDITS)
HEADINGS = {FEEDBACK: "选项反馈", FIXED: "固定选项", CREDITS: "答案得分", MATCH_CASE: "区分大小写"}
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LINE = re.compile(r"([A-Z])\s*[:：]\s*(.*)")

Cell = Callable[[str], str]
"""The text of a field."""
Tell = Callable[[str, str], object]
"""Takes a field whose text cannot be read, and that text."""


def cells_of(question: Question) -> dict[str, str]:
    """The texts of these columns, by heading; only those that say something."""
    found: dict[str, str] = {}
    match question:
        case Single() | Multiple() | Order():
            found[FEEDBACK] = _lines([option.feedback for option in question.options])
            fixed = zip(_LETTERS, question.options, strict=False)
            found[FIXED] = "".join(letter for letter, option in fixed if option.fixed)
        case TrueFalse():
            found[FEEDBACK] = _lines([question.feedback_true, question.feedback_false])
        case Blank():
            if any(one.credit != ONE for gap in question.blanks for one in gap.accept):
                found[CREDITS] = "|".join(";".join(f"{one.credit:f}" for one in gap.accept) for gap in question.blanks)
            if len({gap.match_case for gap in question.blanks}) > 1:
                found[MATCH_CASE] = "|".join("是" if gap.match_case else "否" for gap in question.blanks)
        case Numeric():
            if any(number.credit != ONE for number in question.numbers):
                found[CREDITS] = ";".join(f"{number.credit:f}" for number in question.numbers)
    return {HEADINGS[name]: text for name, text in found.items() if text}


def _lines(texts: list[str]) -> str:
    return "\n".join(f"{letter}：{text}" for letter, text in zip(_LETTERS, texts, strict=False) if text)


def extended(question: Question, cell: Cell, tell: Tell) -> Question:
    """The question with what these columns say of it."""
    match question:
        case Single() | Multiple() | Order():
            told = _feedback(cell(FEEDBACK), len(question.options), tell)
            fixed = cell(FIXED).upper()
            if any(letter not in _LETTERS[: len(question.options)] for letter in fixed):
                tell(FIXED, fixed)
                fixed = ""
            if not told and not fixed:
                return question
            return replace(question, options=tuple(_options(question.options, told, fixed)))
        case TrueFalse():
            told = _feedback(cell(FEEDBACK), 2, tell)
            return replace(question, feedback_true=told.get("A", ""), feedback_false=told.get("B", ""))
        case Blank():
            return _blank(question, cell, tell)
        case Numeric() if cell(CREDITS):
            worth = _worth(cell(CREDITS), [len(question.numbers)], tell)
            if worth:
                pairs = zip(question.numbers, worth[0], strict=True)
                return replace(question, numbers=tuple(replace(number, credit=credit) for number, credit in pairs))
    return question


def _options(options: tuple[Option, ...], told: dict[str, str], fixed: str) -> list[Option]:
    pairs = zip(_LETTERS, options, strict=False)
    made = [replace(option, feedback=told.get(letter, ""), fixed=letter in fixed) for letter, option in pairs]
    return [*made, *options[len(made) :]]


def _feedback(text: str, count: int, tell: Tell) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in text.splitlines():
        match = _LINE.fullmatch(line.strip())
        if match is None or match.group(1) not in _LETTERS[:count]:
            tell(FEEDBACK, line)
            continue
        found[match.group(1)] = match.group(2)
    return found


def _blank(question: Blank, cell: Cell, tell: Tell) -> Blank:
    gaps = list(question.blanks)
    if cell(CREDITS) and (worth := _worth(cell(CREDITS), [len(gap.accept) for gap in gaps], tell)):
        for n, (gap, shares) in enumerate(zip(gaps, worth, strict=True)):
            pairs = zip(gap.accept, shares, strict=True)
            gaps[n] = replace(gap, accept=tuple(replace(one, credit=credit) for one, credit in pairs))
    if "|" in (minds := cell(MATCH_CASE)):
        each = [one.strip().casefold() in YES for one in minds.split("|")]
        if len(each) == len(gaps):
            gaps = [replace(gap, match_case=mind) for gap, mind in zip(gaps, each, strict=True)]
        else:
            tell(MATCH_CASE, minds)
    return replace(question, blanks=tuple(gaps))


def _worth(text: str, counts: list[int], tell: Tell) -> list[list[Decimal]]:
    """Credits, gap by gap; [] where they are not as many as what is accepted, or none between 0 and 1."""
    try:
        found = [[Decimal(one.strip()) for one in re.split("[;；]", gap)] for gap in text.split("|")]
    except InvalidOperation:
        found = []
    if [len(gap) for gap in found] != counts or not all(
        one.is_finite() and 0 <= one <= 1 for gap in found for one in gap
    ):
        tell(CREDITS, text)
        return []
    return found
