"""The canonical form of a question: plain JSON data, and back (the command-line contract).

Promises: what ``to_canonical`` wrote, ``from_canonical`` reads as the same question. Must not know the store or Qt.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, assert_never

from desktop_app.banks import fields
from desktop_app.banks.fields import InvalidQuestion
from desktop_app.banks.question import (
    FALSE_TEXT,
    KINDS,
    ONE,
    TRUE_TEXT,
    ZERO,
    Accepted,
    Blank,
    Essay,
    Gap,
    Kind,
    Match,
    Multiple,
    Number,
    Numeric,
    Option,
    Order,
    Pair,
    Question,
    Scenario,
    Single,
    Source,
    TrueFalse,
)


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
        parts = tuple(_part_in(item) for item in fields.items(data, "parts"))
        return Scenario(**common, parts=_named(parts))
    return Essay(**common)


def _part_in(item: Any) -> Question:
    if not isinstance(item, Mapping):
        raise InvalidQuestion(field="parts", value=str(item)[:40])
    return from_canonical(item)


def _named(parts: tuple[Question, ...]) -> tuple[Question, ...]:
    """Parts without a uid are named p1, p2, … by their place, so that ``next`` can point at them."""
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
