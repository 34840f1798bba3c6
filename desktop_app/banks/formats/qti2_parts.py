"""The kinds of question as QTI 2.1 interactions, each with its declarations and the rule that marks it.

Promises: the rule gives what our own marking gives, by a standard template where one says the same, else written out.
Source: IMS QTI 2.1 information model, "Interactions" and "Response Processing".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal
from typing import assert_never
from xml.sax.saxutils import quoteattr

from desktop_app.banks.formats.entry import trimmed
from desktop_app.banks.formats.qti2_text import lines, plain
from desktop_app.banks.formats.xml_file import legal
from desktop_app.banks.question import (
    FALSE_TEXT,
    ONE,
    TRUE_TEXT,
    ZERO,
    Blank,
    Essay,
    Match,
    Multiple,
    Numeric,
    Option,
    Order,
    Question,
    Scenario,
    Single,
    TrueFalse,
)

MATCH_CORRECT = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"
MAP_RESPONSE = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"
_PLACES = Decimal("0.0000001")


@dataclass(frozen=True, slots=True)
class Names:
    """The variables of one part: ``mark`` is empty where the item has one part alone."""

    mark: str = ""

    @property
    def response(self) -> str:
        """The response variable."""
        return f"RESPONSE{self.mark}"

    @property
    def score(self) -> str:
        """The outcome that holds what it earned."""
        return f"SCORE{self.mark}"

    @property
    def most(self) -> str:
        """The outcome that holds the most it can earn."""
        return f"MAXSCORE{self.mark}"

    @property
    def feedback(self) -> str:
        """The outcome that brings the feedback of options."""
        return f"FEEDBACK{self.mark}"


@dataclass(slots=True)
class Part:
    """One question's share of an item. ``template`` is the standard one that says the same as ``rule``, where the item
    has no other part."""

    responses: str
    interactions: Sequence[str]
    rule: str = ""
    template: str = ""
    outcomes: str = ""
    below: bool = True
    lost: list[str] = field(default_factory=list)


def part_of(question: Question, points: Decimal, names: Names, images: Mapping[str, str]) -> Part:
    """A question that is no scenario."""
    match question:
        case Single() | Multiple():
            return _choice(question, points, names, images)
        case TrueFalse():
            return _true_false(question, points, names, images)
        case Blank():
            return _blank(question, points, names)
        case Numeric():
            return _numeric(question, points, names)
        case Order():
            return _order(question, points, names, images)
        case Match():
            return _match(question, points, names, images)
        case Essay() | Scenario():
            declared = f'<responseDeclaration identifier="{names.response}" cardinality="single" baseType="string"/>\n'
            return Part(declared, (f'<extendedTextInteraction responseIdentifier="{names.response}"/>',))
        case _:
            assert_never(question)


# ---------------------------------------------------------------- choices


def _choice(question: Single | Multiple, points: Decimal, names: Names, images: Mapping[str, str]) -> Part:
    single = isinstance(question, Single)
    keys = [f"C{n}" for n in range(1, len(question.options) + 1)]
    worth = dict(zip(keys, (option.credit for option in question.options), strict=True))
    best = max(worth.values(), default=ZERO)
    right = [key for key, credit in worth.items() if credit > 0]
    if single:
        right = [key for key in right if worth[key] == best][:1]
    told = any(option.feedback for option in question.options)
    choices = "".join(
        _simple_choice(key, option, names, images) for key, option in zip(keys, question.options, strict=True)
    )
    interaction = (
        f'<choiceInteraction responseIdentifier="{names.response}" shuffle="{boolean(not question.fixed_order)}" '
        f'maxChoices="{1 if single else 0}">\n{choices}</choiceInteraction>'
    )
    cardinality = "single" if single else "multiple"
    feedback = _feedback_outcome(names, cardinality) if told else ""
    show = _feedback_rule(names) if told else ""
    if not single and set(worth.values()) <= {ZERO, ONE}:
        declared = _response(names.response, cardinality, "identifier", right)
        template = MATCH_CORRECT if points == 1 and not told else ""
        return Part(declared, (interaction,), _matched(names) + show, template, feedback)
    # Several choices add up to the whole at most, as in our own marking.
    whole = ONE if single else max(sum((credit for credit in worth.values() if credit > 0), ZERO), ONE)
    worth = {key: credit * points / whole for key, credit in worth.items()}
    bounds = f' lowerBound="0" upperBound="{number(points)}"'
    declared = _response(names.response, cardinality, "identifier", right, _mapping(worth, bounds))
    return Part(declared, (interaction,), _mapped(names) + show, "" if told else MAP_RESPONSE, feedback)


def _simple_choice(key: str, option: Option, names: Names, images: Mapping[str, str]) -> str:
    said = _feedback(key, option.feedback, names, images)
    text = lines(option.text, images)
    return f'<simpleChoice identifier="{key}" fixed="{boolean(option.fixed)}">{text}{said}</simpleChoice>\n'


def _true_false(question: TrueFalse, points: Decimal, names: Names, images: Mapping[str, str]) -> Part:
    said = (("true", TRUE_TEXT, question.feedback_true), ("false", FALSE_TEXT, question.feedback_false))
    choices = "".join(
        f'<simpleChoice identifier="{key}" fixed="true">{text}{_feedback(key, feedback, names, images)}'
        "</simpleChoice>\n"
        for key, text, feedback in said
    )
    interaction = (
        f'<choiceInteraction responseIdentifier="{names.response}" shuffle="false" maxChoices="1">\n'
        f"{choices}</choiceInteraction>"
    )
    told = bool(question.feedback_true or question.feedback_false)
    declared = _response(names.response, "single", "identifier", ["true" if question.answer else "false"])
    outcome, show = (_feedback_outcome(names, "single"), _feedback_rule(names)) if told else ("", "")
    template = MATCH_CORRECT if points == 1 and not told else ""
    return Part(declared, (interaction,), _matched(names) + show, template, outcome)


# ---------------------------------------------------------------- typed


def _blank(question: Blank, points: Decimal, names: Names) -> Part:
    count = len(question.blanks)
    responses = [names.response] if count == 1 else [f"{names.response}_{n}" for n in range(1, count + 1)]
    share = _share(points, count)
    declared = ""
    for name, gap in zip(responses, question.blanks, strict=True):
        best = max(gap.accept, key=lambda one: one.credit)
        entries = "".join(
            f'<mapEntry mapKey={quoteattr(legal(one.text))} mappedValue="{number(one.credit * (share or points))}" '
            f'caseSensitive="{boolean(gap.match_case)}"/>'
            for one in sorted(gap.accept, key=lambda one: -one.credit)
        )
        declared += _response(
            name, "single", "string", [plain(best.text)], f'<mapping defaultValue="0">{entries}</mapping>'
        )
    mapped = "".join(f'<mapResponse identifier="{name}"/>' for name in responses)
    total = mapped if count == 1 else f"<sum>{mapped}</sum>"
    if share is None:
        total = f"<divide>{total}{_base(Decimal(count))}</divide>"
    interactions = [f'<textEntryInteraction responseIdentifier="{name}"/>' for name in responses]
    return Part(declared, interactions, _set(names, total), MAP_RESPONSE if count == 1 else "", below=False)


def _numeric(question: Numeric, points: Decimal, names: Names) -> Part:
    numbers = sorted(question.numbers, key=lambda one: -one.credit)
    branches = []
    for n, one in enumerate(numbers):
        name = "responseElseIf" if n else "responseIf"
        spread = format(one.tolerance, "f")
        near = f'toleranceMode="absolute" tolerance="{spread} {spread}"' if one.tolerance else 'toleranceMode="exact"'
        branches.append(
            f'<{name}><equal {near}><variable identifier="{names.response}"/>{_base(one.value)}</equal>'
            f"{_set(names, _base(one.credit * points))}</{name}>"
        )
    declared = _response(names.response, "single", "float", [format(numbers[0].value, "f")])
    unit = f" {plain(question.unit)}" if question.unit else ""
    entry = f'<p><textEntryInteraction responseIdentifier="{names.response}"/>{unit}</p>'
    return Part(declared, (entry,), f"<responseCondition>{''.join(branches)}</responseCondition>\n")


# ---------------------------------------------------------------- order and pairs


def _order(question: Order, points: Decimal, names: Names, images: Mapping[str, str]) -> Part:
    keys = [f"C{n}" for n in range(1, len(question.options) + 1)]
    choices = "".join(
        f'<simpleChoice identifier="{key}">{lines(option.text, images)}</simpleChoice>\n'
        for key, option in zip(keys, question.options, strict=True)
    )
    interaction = (
        f'<orderInteraction responseIdentifier="{names.response}" shuffle="true">\n{choices}</orderInteraction>'
    )
    declared = _response(names.response, "ordered", "identifier", keys)
    return Part(declared, (interaction,), _matched(names), MATCH_CORRECT if points == 1 else "")


def _match(question: Match, points: Decimal, names: Names, images: Mapping[str, str]) -> Part:
    # Right sides of the same text are one, for each of them is right.
    rights = {text: f"R{n}" for n, text in enumerate(dict.fromkeys(pair.right for pair in question.pairs), 1)}
    lefts = [pair for pair in question.pairs if pair.left.strip()]
    pairs = [f"L{n} {rights[pair.right]}" for n, pair in enumerate(lefts, 1)]
    share = _share(points, len(pairs))
    left = "".join(_associable(f"L{n}", pair.left, 1, images) for n, pair in enumerate(lefts, 1))
    right = "".join(_associable(key, text, 0, images) for text, key in rights.items())
    interaction = (
        f'<matchInteraction responseIdentifier="{names.response}" shuffle="true" maxAssociations="{len(lefts)}">\n'
        f"<simpleMatchSet>\n{left}</simpleMatchSet>\n<simpleMatchSet>\n{right}</simpleMatchSet>\n</matchInteraction>"
    )
    worth = dict.fromkeys(pairs, points if share is None else share)
    declared = _response(names.response, "multiple", "directedPair", pairs, _mapping(worth))
    if share is not None:
        return Part(declared, (interaction,), _mapped(names), MAP_RESPONSE)
    total = f'<divide><mapResponse identifier="{names.response}"/>{_base(Decimal(len(pairs)))}</divide>'
    return Part(declared, (interaction,), _set(names, total))


# ---------------------------------------------------------------- pieces


def number(value: Decimal) -> str:
    """A number to seven places."""
    return format(trimmed(value.quantize(_PLACES, ROUND_HALF_EVEN)), "f")


def boolean(value: bool) -> str:
    """As XML Schema writes it."""
    return "true" if value else "false"


def outcome(name: str, value: str) -> str:
    """An outcome of type float with its value at the start."""
    return (
        f'<outcomeDeclaration identifier="{name}" cardinality="single" baseType="float">'
        f"<defaultValue><value>{value}</value></defaultValue></outcomeDeclaration>\n"
    )


def _share(points: Decimal, count: int) -> Decimal | None:
    """The points of each of so many, where that can be written down."""
    share = (points / count).quantize(_PLACES)
    return share if share * count == points else None


def _base(value: Decimal) -> str:
    return f'<baseValue baseType="float">{value:f}</baseValue>'


def _set(names: Names, value: str) -> str:
    return f'<setOutcomeValue identifier="{names.score}">{value}</setOutcomeValue>\n'


def _matched(names: Names) -> str:
    most = f'<variable identifier="{names.most}"/>'
    return (
        f'<responseCondition><responseIf><match><variable identifier="{names.response}"/>'
        f'<correct identifier="{names.response}"/></match>{_set(names, most)}</responseIf></responseCondition>\n'
    )


def _mapped(names: Names) -> str:
    return _set(names, f'<mapResponse identifier="{names.response}"/>')


def _mapping(worth: Mapping[str, Decimal], bounds: str = "") -> str:
    entries = "".join(f'<mapEntry mapKey="{key}" mappedValue="{number(value)}"/>' for key, value in worth.items())
    return f'<mapping{bounds} defaultValue="0">{entries}</mapping>'


def _response(name: str, cardinality: str, base: str, right: Sequence[str], mapping: str = "") -> str:
    values = "".join(f"<value>{key}</value>" for key in right)
    correct = f"<correctResponse>{values}</correctResponse>" if right else ""
    return (
        f'<responseDeclaration identifier="{name}" cardinality="{cardinality}" baseType="{base}">'
        f"{correct}{mapping}</responseDeclaration>\n"
    )


def _feedback_outcome(names: Names, cardinality: str) -> str:
    return f'<outcomeDeclaration identifier="{names.feedback}" cardinality="{cardinality}" baseType="identifier"/>\n'


def _feedback_rule(names: Names) -> str:
    return (
        f'<setOutcomeValue identifier="{names.feedback}"><variable identifier="{names.response}"/></setOutcomeValue>\n'
    )


def _feedback(key: str, text: str, names: Names, images: Mapping[str, str]) -> str:
    if not text:
        return ""
    return (
        f'<feedbackInline outcomeIdentifier="{names.feedback}" identifier="{key}" showHide="show">'
        f"{lines(text, images)}</feedbackInline>"
    )


def _associable(key: str, text: str, most: int, images: Mapping[str, str]) -> str:
    return (
        f'<simpleAssociableChoice identifier="{key}" matchMax="{most}">{lines(text, images)}</simpleAssociableChoice>\n'
    )
