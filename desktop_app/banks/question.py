"""The question: nine kinds as a closed union of frozen dataclasses, and its canonical form.

Promises: a ``Question`` that ``check`` finds nothing wrong with can be drawn, shown and graded. Credits, points,
values and tolerances are ``Decimal``, never binary floats. Must not know the store, a file format other than the
canonical one, or Qt.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, TypeGuard, assert_never

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


# ---------------------------------------------------------------- the canonical form


def decimal_text(value: Decimal) -> str:
    """A decimal as the canonical form writes it: without exponent, without zeros at its end."""
    if value is ONE:
        return "1"
    if value is ZERO:
        return "0"
    return format(value.normalize(), "f") if value else "0"


def _base64(image: bytes) -> str:
    return base64.b64encode(image).decode("ascii")


def to_canonical(question: Question, image: Callable[[bytes], str] = _base64) -> dict[str, Any]:
    """The canonical form, every common key present, decimals as strings (command-line contract). ``image`` writes the
    bytes of an image as text."""
    data: dict[str, Any] = {
        "uid": question.uid,
        "kind": question.kind.value,
        "topic": list(question.topic),
        "stem": question.stem,
        "stem_format": question.stem_format,
        "fixed_order": question.fixed_order,
        "reserved": question.reserved,
        "tags": list(question.tags),
        "images": {name: image(blob) for name, blob in question.images.items()},
        "points": decimal_text(question.points),
        "difficulty": question.difficulty,
        "explanation": question.explanation,
        "source": None if question.source is None else _source_out(question.source),
    }
    match question:
        case Single() | Multiple() | Order():
            data["options"] = [_option_out(option) for option in question.options]
        case TrueFalse():
            data["options"] = [
                {"text": TRUE_TEXT, "credit": "1" if question.answer else "0", "feedback": question.feedback_true},
                {"text": FALSE_TEXT, "credit": "0" if question.answer else "1", "feedback": question.feedback_false},
            ]
        case Blank():
            data["blanks"] = [
                {
                    "accept": [{"text": item.text, "credit": decimal_text(item.credit)} for item in gap.accept],
                    "match_case": gap.match_case,
                }
                for gap in question.blanks
            ]
        case Numeric():
            data["numbers"] = [
                {"value": str(n.value), "tolerance": str(n.tolerance), "credit": decimal_text(n.credit)}
                for n in question.numbers
            ]
            data["unit"] = question.unit
        case Match():
            data["pairs"] = [[pair.left, pair.right] for pair in question.pairs]
        case Scenario():
            data["parts"] = [to_canonical(part, image) for part in question.parts]
        case Essay():
            pass
        case _:
            assert_never(question)
    return data


def _option_out(option: Option) -> dict[str, Any]:
    data: dict[str, Any] = {"text": option.text, "credit": decimal_text(option.credit), "feedback": option.feedback}
    if option.next is not None:
        data["next"] = option.next
    if option.fixed:
        data["fixed"] = True
    return data


def _source_out(source: Source) -> dict[str, str | None]:
    return {
        "document": source.document,
        "issuer": source.issuer,
        "number": source.number,
        "article": source.article,
        "effective_on": source.effective_on.isoformat() if source.effective_on else None,
        "repealed_on": source.repealed_on.isoformat() if source.repealed_on else None,
    }


def from_canonical(data: Mapping[str, Any]) -> Question:
    """Read a canonical question; keys may be left out where they have a default.

    Besides the written form, ``answer = true`` is taken for a true-or-false question, and a credit may be a number.
    Raises ``InvalidQuestion`` (facts: field, value).
    """
    kind = data.get("kind")
    try:
        cls = KINDS[Kind(str(kind))]
    except ValueError:
        raise InvalidQuestion(field="kind", value=str(kind)) from None
    common: dict[str, Any] = {
        "uid": fields.text(data, "uid"),
        "stem": fields.text(data, "stem"),
        "topic": fields.strings(data, "topic"),
        "stem_format": fields.stem_format(data, "stem_format", ("plain", "markdown", "html")),
        "fixed_order": fields.flag(data, "fixed_order"),
        "reserved": fields.flag(data, "reserved"),
        "tags": fields.strings(data, "tags"),
        "images": fields.images(data),
        "points": fields.decimal(data, "points", ONE),
        "difficulty": fields.difficulty(data),
        "explanation": fields.text(data, "explanation"),
        "source": _source_in(data),
    }
    if cls is Single or cls is Multiple:
        return cls(**common, options=tuple(_option_in(item) for item in fields.items(data, "options")))
    if cls is Order:
        return Order(**common, options=tuple(_option_in(item, ONE) for item in fields.items(data, "options")))
    if cls is TrueFalse:
        return _true_false_in(data, common)
    if cls is Blank:
        return Blank(**common, blanks=tuple(_gap_in(item) for item in fields.items(data, "blanks")))
    if cls is Numeric:
        numbers = tuple(
            Number(
                fields.decimal(item, "value", None),
                fields.decimal(item, "tolerance", ZERO),
                fields.decimal(item, "credit", ONE),
            )
            for item in fields.items(data, "numbers")
        )
        return Numeric(**common, numbers=numbers, unit=fields.text(data, "unit"))
    if cls is Match:
        return Match(**common, pairs=_pairs_in(data))
    if cls is Scenario:
        parts = tuple(from_canonical(item) for item in fields.items(data, "parts"))
        return Scenario(**common, parts=_named(parts))
    return Essay(**common)


def _named(parts: tuple[Question, ...]) -> tuple[Question, ...]:
    """Parts without a uid are named p1, p2, … by their place, so that ``next`` can point at them."""
    from dataclasses import replace

    return tuple(part if part.uid else replace(part, uid=f"p{n}") for n, part in enumerate(parts, 1))


def _true_false_in(data: Mapping[str, Any], common: dict[str, Any]) -> TrueFalse:
    if isinstance(data.get("answer"), bool):
        return TrueFalse(**common, answer=bool(data["answer"]))
    options = [_option_in(item) for item in fields.items(data, "options")]
    if len(options) != 2 or (options[0].credit > 0) == (options[1].credit > 0):
        raise InvalidQuestion(field="options", value=len(options))
    if options[0].text.strip() == FALSE_TEXT:
        options.reverse()
    return TrueFalse(
        **common,
        answer=options[0].credit > 0,
        feedback_true=options[0].feedback,
        feedback_false=options[1].feedback,
    )


def _option_in(item: Any, credit: Decimal = ZERO) -> Option:
    if isinstance(item, str):
        return Option(item, credit)
    if not isinstance(item, Mapping):
        raise InvalidQuestion(field="options", value=str(item)[:40])
    following = item.get("next")
    return Option(
        text=fields.text(item, "text"),
        credit=fields.decimal(item, "credit", credit),
        feedback=fields.text(item, "feedback"),
        next=None if following in (None, "") else f"p{following}" if isinstance(following, int) else str(following),
        fixed=fields.flag(item, "fixed"),
    )


def _gap_in(item: Any) -> Gap:
    if not isinstance(item, Mapping):
        raise InvalidQuestion(field="blanks", value=str(item)[:40])
    accept = tuple(
        Accepted(one)
        if isinstance(one, str)
        else Accepted(fields.text(one, "text"), fields.decimal(one, "credit", ONE))
        for one in fields.items(item, "accept")
    )
    return Gap(accept, fields.flag(item, "match_case"))


def _pairs_in(data: Mapping[str, Any]) -> tuple[Pair, ...]:
    pairs = []
    for item in fields.items(data, "pairs"):
        if not isinstance(item, list | tuple) or len(item) != 2:
            raise InvalidQuestion(field="pairs", value=str(item)[:40])
        pairs.append(Pair("" if item[0] is None else str(item[0]), str(item[1])))
    return tuple(pairs)


def _source_in(data: Mapping[str, Any]) -> Source | None:
    source = data.get("source")
    if source is None:
        return None
    if not isinstance(source, Mapping):
        raise InvalidQuestion(field="source", value=str(source)[:40])
    return Source(
        document=fields.text(source, "document"),
        issuer=fields.text(source, "issuer"),
        number=fields.text(source, "number"),
        article=fields.text(source, "article"),
        effective_on=fields.day(source, "effective_on"),
        repealed_on=fields.day(source, "repealed_on"),
    )
