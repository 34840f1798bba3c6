"""Moodle's embedded answers: ``{1:MULTICHOICE:=right#yes~wrong}`` within a text.

Promises: every gap of the text comes out once, in order. Must not know how the text was stored. Source:
docs.moodle.org, "Embedded Answers (Cloze) question type".
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from decimal import Decimal

from desktop_app.banks.formats.entry import decimal_of, share_of, trimmed
from desktop_app.banks.formats.rich_text import RichText
from desktop_app.banks.question import (
    ONE,
    ZERO,
    Accepted,
    Blank,
    Gap,
    Multiple,
    Number,
    Numeric,
    Option,
    Question,
    Single,
)

_GAP = re.compile(r"\{(\d*):([A-Z]+(?:_[A-Z]+)?)(:|\})")
_TYPES = {
    "NUMERICAL": "numeric", "NM": "numeric",
    "SHORTANSWER": "text", "SA": "text", "MW": "text",
    "SHORTANSWER_C": "case", "SAC": "case", "MWC": "case",
    **dict.fromkeys(("MULTICHOICE", "MC", "MULTICHOICE_V", "MCV", "MULTICHOICE_H", "MCH"), "single"),
    **dict.fromkeys(("MULTICHOICE_S", "MCS", "MULTICHOICE_VS", "MCVS", "MULTICHOICE_HS", "MCHS"), "shuffled"),
    **dict.fromkeys(("MULTIRESPONSE", "MR", "MULTIRESPONSE_H", "MRH"), "multiple"),
    **dict.fromkeys(("MULTIRESPONSE_S", "MRS", "MULTIRESPONSE_HS", "MRHS"), "multiple_shuffled"),
}  # fmt: skip
_END = re.compile(r"(?<!\\)\}")
_BETWEEN = re.compile(r"(?<!\\)~")
_FEEDBACK = re.compile(r"(?<!\\)(?<!&)(?<!&amp;)#")  # no entity such as &#39;
_WEIGHT = re.compile(r"%(-?\d+(?:[.,]\d*)?)%")
_ESCAPE = re.compile(r'\\([}#~"/])')
_RESERVED = re.compile(r'[}#~"\\&<>]')
_SEVEN_PLACES = Decimal("0.0000001")


@dataclass(frozen=True, slots=True)
class Answer:
    """One alternative of a gap."""

    text: str
    credit: Decimal
    feedback: str


@dataclass(frozen=True, slots=True)
class EmbeddedGap:
    """One gap: what is asked for, its weight, its alternatives."""

    type: str
    weight: Decimal
    answers: tuple[Answer, ...]


class GapUnreadable(ValueError):
    """A gap that cannot be understood: a code of ``words`` and its facts."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


def holds_gap(text: str) -> bool:
    """Whether the text would be read as one with gaps."""
    return _GAP.search(text) is not None


def split(text: str, html_text: bool) -> tuple[list[str], list[EmbeddedGap]]:
    """The text between the gaps (one more than gaps) and the gaps. Raises ``GapUnreadable``."""
    texts: list[str] = []
    gaps: list[EmbeddedGap] = []
    at = 0
    while found := _GAP.search(text, at):
        texts.append(text[at : found.start()])
        weight, name, mark = found.groups()
        kind = _TYPES.get(name)
        if kind is None:
            raise GapUnreadable("entry_kind_unknown", name=name)
        body, at = "", found.end()
        if mark == ":":
            end = _END.search(text, found.end())
            if end is None:
                raise GapUnreadable("cloze_gap_open")
            body, at = text[found.end() : end.start()], end.end()
        answers, weighted = _answers(body, html_text)
        if kind.startswith("multiple"):
            answers = _shared(answers, weighted)
        gaps.append(EmbeddedGap(kind, Decimal(weight or 1), answers))
    texts.append(text[at:])
    return texts, gaps


def _answers(body: str, html_text: bool) -> tuple[tuple[Answer, ...], bool]:
    """The alternatives, and whether one of them has a percentage."""
    answers = []
    weighted = False
    for piece in _BETWEEN.split(body):
        if not piece.strip():
            continue
        text = piece.strip() if html_text else piece
        credit: Decimal | None = ZERO
        if text.startswith("="):
            credit, text = ONE, text[1:]
        elif weight := _WEIGHT.match(text):
            credit, text = share_of(weight.group(1).replace(",", ".")), text[weight.end() :]
            weighted = True
        said, *feedback = _FEEDBACK.split(text, maxsplit=1)
        if credit is None:
            raise GapUnreadable("gift_weight", weight=text[:40])
        answers.append(Answer(_real(said), credit, _real(feedback[0]) if feedback else ""))
    return tuple(answers), weighted


def _shared(answers: tuple[Answer, ...], weighted: bool) -> tuple[Answer, ...]:
    """Where several are ticked, what is right adds up to 1; where no percentage is written, each wrong one takes away
    what a right one gives. So Moodle counts."""
    whole = sum((one.credit for one in answers if one.credit > 0), ZERO)
    if not whole:
        return answers

    def worth(one: Answer) -> Decimal:
        if one.credit <= 0:
            return one.credit if weighted else -(ONE / whole)
        return one.credit / whole

    return tuple(replace(one, credit=trimmed(worth(one).quantize(_SEVEN_PLACES))) for one in answers)


def _real(text: str) -> str:
    return _ESCAPE.sub(r"\1", text)


def escape(text: str) -> str:
    """A text as it may stand in a gap. Entities are understood in every gap; of the escapes by a backslash Moodle knows
    but two."""
    return _RESERVED.sub(lambda match: f"&#{ord(match.group())};", text)


def stem_of(texts: list[str], numbered: bool) -> str:
    """The text with its gaps as blanks; numbered where each is a part of its own. A blank that the author has drawn
    before a gap is not drawn again."""
    out = texts[0]
    for n, text in enumerate(texts[1:], 1):
        blank = "" if out.endswith("__") else "_____"
        out += (f"（{n}）" if numbered else "") + blank + text
    return out


def only_texts(gaps: list[EmbeddedGap]) -> bool:
    """Whether the gaps make one fill-in question: all take text, all weigh the same."""
    return all(gap.type in {"text", "case"} for gap in gaps) and len({gap.weight for gap in gaps}) == 1


def blank_of(gap: EmbeddedGap, lost: list[str]) -> Gap:
    """A gap that takes text."""
    accept = []
    for answer in gap.answers:
        text = html.unescape(answer.text).strip()
        if answer.feedback.strip():
            lost.append("feedback (#) of a short answer")
        if "*" in text.replace("\\*", ""):
            if answer.credit > 0:
                lost.append("wildcard (*) " + text)
            continue
        accept.append(Accepted(text.replace("\\*", "*"), answer.credit))
    return Gap(tuple(accept), gap.type == "case")


def numeric_of(gap: EmbeddedGap, lost: list[str]) -> tuple[Number, ...]:
    """A gap that takes a number. Raises ``GapUnreadable``."""
    numbers = []
    for answer in gap.answers:
        text = html.unescape(answer.text).strip()
        if answer.feedback.strip():
            lost.append("feedback (#) of a number")
        if text == "*":
            if answer.credit > 0:
                lost.append("any number (*)")
            continue
        value, near, spread = text.replace(",", ".").partition(":")
        number, tolerance = decimal_of(value), decimal_of(spread) if near else ZERO
        if number is None or tolerance is None:
            raise GapUnreadable("number_unreadable", text=text[:40])
        numbers.append(Number(number, abs(tolerance), answer.credit))
    return tuple(numbers)


def part_of(gap: EmbeddedGap, stem: str, rich: RichText, lost: list[str], uid: str = "") -> Question:
    """A gap as a question of its own. Raises ``GapUnreadable``."""
    if gap.type in {"text", "case"}:
        return Blank(uid=uid, stem=stem, points=gap.weight, blanks=(blank_of(gap, lost),))
    if gap.type == "numeric":
        return Numeric(uid=uid, stem=stem, points=gap.weight, numbers=numeric_of(gap, lost))
    options = tuple(
        Option(
            # Whatever the format of the text, a choice is HTML whose entities count once more.
            rich.plain(html.unescape(one.text)),
            one.credit,
            rich.plain(html.unescape(one.feedback), shown=False),
        )
        for one in gap.answers
    )
    fixed = gap.type in {"single", "multiple"}
    if gap.type in {"single", "shuffled"}:
        return Single(uid=uid, stem=stem, points=gap.weight, options=options, fixed_order=fixed)
    return Multiple(uid=uid, stem=stem, points=gap.weight, options=options, fixed_order=fixed)
