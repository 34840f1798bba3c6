"""The question: nine kinds as a closed union of frozen dataclasses.

Promises: a ``Question`` that ``check`` finds nothing wrong with can be drawn, shown and graded. Credits, points,
values and tolerances are ``Decimal``, never binary floats. Must not know the store, a file format, or Qt.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, TypeGuard, assert_never

from desktop_app.banks import fields
from desktop_app.base.errors import Fact

StemFormat = fields.StemFormat
InvalidQuestion = fields.InvalidQuestion
ZERO, ONE = Decimal(0), Decimal(1)


class Kind(StrEnum):
    """The nine kinds of question."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    BLANK = "blank"
    NUMERIC = "numeric"
    ORDER = "order"
    MATCH = "match"
    SCENARIO = "scenario"
    ESSAY = "essay"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a question: a code of ``words`` and its facts, never prose."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Option:
    """One option. ``credit`` 1 is right; ``next`` is the uid of the part that follows (branching scenarios)."""

    text: str
    credit: Decimal = ZERO
    feedback: str = ""
    next: str | None = None
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Accepted:
    """One text that a blank accepts, and what it is worth (0 … 1)."""

    text: str
    credit: Decimal = ONE


@dataclass(frozen=True, slots=True)
class Gap:
    """One blank: every text it accepts."""

    accept: tuple[Accepted, ...]
    match_case: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """One accepted number: ``value`` ± ``tolerance`` (both ends included)."""

    value: Decimal
    tolerance: Decimal = ZERO
    credit: Decimal = ONE


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair to match; an empty ``left`` makes ``right`` a distractor."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Source:
    """What a question rests on. It is in force from ``effective_on`` until the day before ``repealed_on``."""

    document: str
    issuer: str = ""
    number: str = ""
    article: str = ""
    effective_on: date | None = None
    repealed_on: date | None = None

    def in_force(self, on: date) -> bool:
        """Whether the source is in force on that day (in the branch's zone)."""
        return not (self.effective_on and on < self.effective_on) and not (self.repealed_on and on >= self.repealed_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """What every kind has. ``images`` maps the name used in the stem to the image's bytes."""

    uid: str = ""
    stem: str
    topic: tuple[str, ...] = ()
    stem_format: StemFormat = "plain"
    fixed_order: bool = False
    reserved: bool = False
    tags: tuple[str, ...] = ()
    images: Mapping[str, bytes] = field(default_factory=dict)
    points: Decimal = ONE
    difficulty: int | None = None
    explanation: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Single(Common):
    """One option is chosen."""

    kind: ClassVar[Kind] = Kind.SINGLE
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiple(Common):
    """Several options are chosen."""

    kind: ClassVar[Kind] = Kind.MULTIPLE
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFalse(Common):
    """A statement; ``answer`` says whether it is right. Feedback stands for choosing true and for choosing false."""

    kind: ClassVar[Kind] = Kind.TRUE_FALSE
    answer: bool
    feedback_true: str = ""
    feedback_false: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank(Common):
    """A text with gaps, shown as ____ in the stem where the author put them."""

    kind: ClassVar[Kind] = Kind.BLANK
    blanks: tuple[Gap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeric(Common):
    """A number with a unit."""

    kind: ClassVar[Kind] = Kind.NUMERIC
    numbers: tuple[Number, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Common):
    """Items to bring into order; ``options`` stand in the right order."""

    kind: ClassVar[Kind] = Kind.ORDER
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match(Common):
    """Left sides to match with right sides."""

    kind: ClassVar[Kind] = Kind.MATCH
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario(Common):
    """A case (the stem) and its parts. It branches where an option of a part names the part that follows."""

    kind: ClassVar[Kind] = Kind.SCENARIO
    parts: tuple[Question, ...]

    @property
    def branches(self) -> bool:
        """Whether the path through the parts depends on the answers."""
        return any(
            option.next is not None for part in self.parts if isinstance(part, Single) for option in part.options
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Essay(Common):
    """Free text, marked by an examiner; the model answer stands in the explanation."""

    kind: ClassVar[Kind] = Kind.ESSAY


Question = Single | Multiple | TrueFalse | Blank | Numeric | Order | Match | Scenario | Essay
KINDS: Mapping[Kind, type[Question]] = {
    cls.kind: cls for cls in (Single, Multiple, TrueFalse, Blank, Numeric, Order, Match, Scenario, Essay)
}
TRUE_TEXT, FALSE_TEXT = "正确", "错误"


def has_options(question: Question) -> TypeGuard[Single | Multiple | Order]:
    """Whether the kind carries a list of options."""
    return isinstance(question, Single | Multiple | Order)


def walk(question: Question) -> Iterator[Question]:
    """The question and, for a scenario, its parts."""
    yield question
    if isinstance(question, Scenario):
        for part in question.parts:
            yield from walk(part)


# ---------------------------------------------------------------- identity


_UNUSUAL = re.compile("[^\u0020-\u007e\u3041-\u3096\u4e00-\u9fff、。“”]+")


def _normalised(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match.group())


def stem_key(stem: str) -> str:
    """What two stems are compared by: a short hash of the stem with full-width folded, white space gone, in lower
    case."""
    # Chinese text and plain ASCII are normalised already, and most of what there is.
    folded = _UNUSUAL.sub(_normalised, stem).casefold()
    return hashlib.sha256("".join(folded.split()).encode()).hexdigest()[:20]


def derived_uid(question: Question) -> str:
    """The identity of a question that came without one: a hash of kind, stem and options (order of options ignored,
    that of an order question kept)."""
    match question:
        case Single() | Multiple():
            body = sorted(option.text for option in question.options)
        case Order():
            body = [option.text for option in question.options]
        case Match():
            body = sorted(f"{pair.left}\t{pair.right}" for pair in question.pairs)
        case Scenario():
            body = [derived_uid(part) for part in question.parts]
        case TrueFalse() | Blank() | Numeric() | Essay():
            body = []
        case _:
            assert_never(question)
    text = "\x1f".join([question.kind, question.stem.strip(), *body])
    return "h" + hashlib.sha256(text.encode()).hexdigest()[:20]


# ---------------------------------------------------------------- checking


def check(question: Question) -> tuple[Problem, ...]:
    """Everything that keeps this question from being drawn, shown and graded; empty when it is sound."""
    return tuple(_problems(question))


def _problems(question: Question) -> Iterator[Problem]:
    if not question.stem.strip():
        yield Problem("stem_missing")
    if question.points <= 0:
        yield Problem("points_not_positive", {"points": str(question.points)})
    match question:
        case Single() | Multiple():
            yield from _choice_problems(question)
        case Order():
            yield from _option_problems(question)
        case Blank():
            yield from _blank_problems(question)
        case Numeric():
            if not question.numbers:
                yield Problem("answer_missing")
            if any(number.tolerance < 0 for number in question.numbers):
                yield Problem("tolerance_negative")
        case Match():
            if sum(1 for pair in question.pairs if pair.left.strip()) < 2:
                yield Problem("pairs_too_few")
            if any(not pair.right.strip() for pair in question.pairs):
                yield Problem("pair_incomplete")
        case Scenario():
            yield from _scenario_problems(question)
        case TrueFalse() | Essay():
            pass
        case _:
            assert_never(question)


def _option_problems(question: Single | Multiple | Order) -> Iterator[Problem]:
    if len(question.options) < 2:
        yield Problem("options_too_few", {"have": len(question.options)})
    for option in question.options:
        if not option.text or option.text.isspace():
            yield Problem("option_empty")
            break


def _blank_problems(question: Blank) -> Iterator[Problem]:
    if not question.blanks:
        yield Problem("answer_missing")
    for n, gap in enumerate(question.blanks, 1):
        if not any(item.text.strip() for item in gap.accept):
            yield Problem("blank_without_answer", {"blank": n})


def _choice_problems(question: Single | Multiple) -> Iterator[Problem]:
    yield from _option_problems(question)
    right = outside = False
    for option in question.options:
        if option.credit is not ZERO:
            right = right or option.credit > 0
            outside = outside or abs(option.credit) > 1
    if not right:
        yield Problem("answer_missing")
    if outside:
        yield Problem("credit_out_of_range")


def _scenario_problems(question: Scenario) -> Iterator[Problem]:
    if not question.parts:
        yield Problem("parts_missing")
    names = [part.uid for part in question.parts]
    for n, part in enumerate(question.parts, 1):
        if isinstance(part, Scenario):
            yield Problem("part_is_scenario", {"part": n})
            continue
        for problem in _problems(part):
            yield Problem(problem.code, {**problem.facts, "part": n})
        if isinstance(part, Single):
            for option in part.options:
                if option.next is None:
                    continue
                if option.next not in names:
                    yield Problem("next_unknown", {"part": n, "next": option.next})
                elif names.index(option.next) < n:
                    # Parts only lead forward, so that no talk can go round in circles.
                    yield Problem("next_goes_back", {"part": n, "next": option.next})
