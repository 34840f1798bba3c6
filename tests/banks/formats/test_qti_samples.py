"""Every item of the samples: our marking of the question that was read, against the item's own rule run by hand."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from lxml import etree

from desktop_app.banks.formats import qti2, qti3
from desktop_app.banks.formats.draft import Draft
from desktop_app.banks.question import (
    Blank,
    Essay,
    Match,
    Multiple,
    Numeric,
    Order,
    Question,
    Scenario,
    Single,
    TrueFalse,
)
from desktop_app.exams.grading import grade_question
from desktop_app.exams.paper import Item
from desktop_app.exams.plan import MultipleRule
from desktop_app.exams.shown import letter
from tests.banks.formats.qti_by_hand import ByHand, get, kids, local

ACCEPTED = {
    "choice-interaction", "inline-choice-interaction", "text-entry-interaction", "extended-text-interaction",
    "order-interaction", "match-interaction", "associate-interaction", "gap-match-interaction", "hottext-interaction",
}  # fmt: skip
SCORING = {
    # What a reader may say of a marking that the model cannot hold; without one of these every answer must agree.
    "match_correct: all pairs or nothing",
    "other right combinations",
    "scoring of the parts together",
    "weights of the blanks",
    "order: a part of the points for a part of the order",
    "scoring of several choices together",
    "mapping: negative pairs or a bound",
    "mapping: upperBound",
}
Answer = tuple[Any, Any]


def texts(node: etree._Element) -> str:
    return " ".join("".join(map(str, node.itertext())).split())


def single_answers(part: Single | TrueFalse, node: etree._Element) -> Iterator[Answer]:
    yield None, None
    keys = [
        get(one, "identifier") for one in node.iter() if local(one) in {"simple-choice", "inline-choice", "hottext"}
    ]
    if isinstance(part, TrueFalse):
        words = [texts(one).split()[0].lower().strip(".,!") for one in choices(node)]
        truths = [word.startswith(("true", "right", "correct", "yes", "正确")) for word in words]
        assert sorted(truths) == [False, True], words
        yield from ((truth, [key]) for truth, key in zip(truths, keys, strict=True))
        return
    assert len(keys) == len(part.options)
    yield from ((letter(n), [key]) for n, key in enumerate(keys))


def choices(node: etree._Element) -> list[etree._Element]:
    return [one for one in node.iter() if local(one) in {"simple-choice", "inline-choice", "hottext"}]


def multiple_answers(part: Multiple, node: etree._Element) -> Iterator[Answer]:
    keys = [get(one, "identifier") for one in choices(node)]
    assert len(keys) == len(part.options)
    numbers = range(len(keys))
    if len(keys) <= 6:
        sets = [s for size in range(len(keys) + 1) for s in itertools.combinations(numbers, size)]
    else:
        chance = random.Random(1)
        right = tuple(n for n, option in enumerate(part.options) if option.credit > 0)
        sets = [(), right, *((n,) for n in numbers), *(tuple(m for m in right if m != n) for n in right)]
        sets += [tuple(n for n in numbers if chance.random() < 0.5) for _ in range(40)]
    yield from (([letter(n) for n in s] or None, [keys[n] for n in s] or None) for s in sets)


def order_answers(part: Order, node: etree._Element, right: Sequence[str]) -> Iterator[Answer]:
    by_key = {get(one, "identifier"): texts(one) for one in choices(node)}
    assert len(right) == len(part.options)
    for option, key in zip(part.options, right, strict=True):
        assert "\n" in option.text or "\\(" in option.text or " ".join(option.text.split()) == by_key[key]
    yield None, None
    numbers = list(range(len(right)))
    for some in itertools.islice(itertools.permutations(numbers), 60):
        yield [letter(n) for n in some], [right[n] for n in some]


def match_answers(part: Match, node: etree._Element, right: Sequence[Any], base: str) -> Iterator[Answer]:
    pairs = [tuple(sorted(pair)) if base == "pair" else pair for pair in right]
    if local(node) == "gap-match-interaction":
        lefts = [get(one, "identifier") for one in node.iter() if local(one) == "gap"]
        partner = {pair[1]: pair[0] for pair in pairs}
    elif base == "pair":
        partner = dict(pairs)
        lefts = [get(one, "identifier") for one in kids(node, "simple-associable-choice")]
    else:
        lefts = [get(one, "identifier") for one in kids(kids(node, "simple-match-set")[0])]
        partner = dict(pairs)
    lefts = [one for one in lefts if one in partner]
    count = sum(bool(pair.left) for pair in part.pairs)
    assert len(lefts) == count
    yield None, None
    chance = random.Random(1)
    rights = [partner[one] for one in lefts]
    tries = [list(range(count)), *([n if n != k else (n + 1) % count for n in range(count)] for k in range(count))]
    tries += [[chance.randrange(count) for _ in range(count)] for _ in range(20)]
    tries += [[n if n == k else -1 for n in range(count)] for k in range(count)]
    for chosen in tries:
        ours = {letter(n): at + 1 for n, at in enumerate(chosen) if at >= 0}
        said = [(lefts[n], rights[at]) for n, at in enumerate(chosen) if at >= 0]
        if local(node) == "gap-match-interaction":
            said = [(one[1], one[0]) for one in said]
        yield ours, [frozenset(one) for one in said] if base == "pair" else said


def typed_texts(item: etree._Element, name: str, hand: ByHand) -> list[str]:
    found = [str(one) for one in hand.right.get(name) or ()]
    if name in hand.maps:
        found += [get(one, "map-key") for one in kids(hand.maps[name])]
    found += [texts(one) for one in item.iter() if local(one) == "base-value" and get(one, "base-type") == "string"]
    return [*dict.fromkeys([*found, *(text.swapcase() for text in found), "zzz"])]


def numbers_near(part: Numeric) -> list[Decimal]:
    found = []
    for one in part.numbers:
        edge = Decimal("0.001")
        for end in (one.value - one.tolerance, one.value + one.tolerance):
            found += [end - edge, end, end + edge]
    return [*found, Decimal(-77)]


def answers_of(part: Question, node: etree._Element, item: etree._Element, hand: ByHand) -> Iterator[Answer]:
    name = get(node, "response-identifier")
    right = hand.right.get(name) or ()
    match part:
        case Single() | TrueFalse():
            yield from single_answers(part, node)
        case Multiple():
            yield from multiple_answers(part, node)
        case Order():
            yield from order_answers(part, node, right)
        case Match():
            yield from match_answers(part, node, right, hand.base[name])
        case Blank():
            yield None, None
            yield from (([text], [text]) for text in typed_texts(item, name, hand))
        case Numeric():
            yield None, None
            yield from ((format(value, "f"), [value]) for value in numbers_near(part))
        case _:
            yield None, None


def cases(question: Question, item: etree._Element, hand: ByHand) -> list[tuple[Any, dict[str, Any]]]:
    """(our answer, the responses) for one question."""
    nodes = [one for one in item.iter() if local(one) in ACCEPTED]
    names = [get(one, "response-identifier") for one in nodes]
    if isinstance(question, Blank):
        each = [["", *typed_texts(item, name, hand)][:7] for name in names]
        combined = itertools.islice(itertools.product(*each), 400)
        return [
            (list(said), {name: [text] if text else None for name, text in zip(names, said, strict=True)})
            for said in combined
        ]
    if not isinstance(question, Scenario):
        return [(ours, {names[0]: theirs}) for ours, theirs in answers_of(question, nodes[0], item, hand)]
    if len(nodes) == 1:
        return split_cases(question, nodes[0], hand)
    assert len(nodes) == len(question.parts)
    each_part = [list(answers_of(part, node, item, hand)) for part, node in zip(question.parts, nodes, strict=True)]
    chance = random.Random(1)
    made = []
    for _ in range(80):
        chosen = [chance.choice(one) for one in each_part]
        made.append(([one[0] for one in chosen], dict(zip(names, (one[1] for one in chosen), strict=True))))
    return made


def split_cases(question: Scenario, node: etree._Element, hand: ByHand) -> list[tuple[Any, dict[str, Any]]]:
    """Pairs of unequal weight are parts of a scenario: one for each left side, the right sides its options."""
    name = get(node, "response-identifier")
    turned = local(node) == "gap-match-interaction"
    if turned:
        lefts = [get(one, "identifier") for one in node.iter() if local(one) == "gap"]
        rights = [get(one, "identifier") for one in kids(node, "gap-text", "gap-img")]
    elif local(node) == "associate-interaction":
        firsts = {sorted(pair)[0] for pair in hand.right[name]}
        every = [get(one, "identifier") for one in kids(node, "simple-associable-choice")]
        lefts, rights = [one for one in every if one in firsts], [one for one in every if one not in firsts]
    else:
        lefts, rights = ([get(one, "identifier") for one in kids(side)] for side in kids(node, "simple-match-set"))
    assert len(lefts) == len(question.parts)
    chance = random.Random(1)
    made: list[tuple[Any, dict[str, Any]]] = []
    for _ in range(80):
        chosen = [chance.choice([None, *range(len(rights))]) for _ in lefts]
        said = [(lefts[n], rights[at]) for n, at in enumerate(chosen) if at is not None]
        responses: list[Any] = [one[::-1] for one in said] if turned else said
        if hand.base[name] == "pair":
            responses = [frozenset(one) for one in said]
        made.append(([None if at is None else letter(at) for at in chosen], {name: responses or None}))
    return made


def placed(question: Question) -> Item:
    def order(one: Question) -> tuple[int, ...]:
        many = getattr(one, "options", ()) or getattr(one, "pairs", ())
        return tuple(range(len(many)))

    parts = tuple(order(part) for part in question.parts) if isinstance(question, Scenario) else ()
    return Item(1, 1, "b", "u", 1, question.points, order(question), parts)


def disagreements(question: Question, item: etree._Element) -> list[tuple[Any, Decimal, Decimal]]:
    """(answer, what we give, what the item gives) under the multiple-choice rule that agrees best."""
    hand = ByHand(item)
    place = placed(question)
    found: list[list[tuple[Any, Decimal, Decimal]]] = []
    tried = cases(question, item, hand)
    for rule in (MultipleRule.ALL_OR_NOTHING, MultipleRule.CREDITS):
        wrong = []
        for answer, responses in tried:
            theirs = hand.score(responses)
            if theirs is None:
                continue
            ours = grade_question(question, place, answer, rule).points
            expected = min(max(theirs, Decimal(0)), question.points)
            if abs(ours - expected) > Decimal("0.01"):
                wrong.append((answer, ours, theirs))
        found.append(wrong)
    return min(found, key=len)


def has_essay(question: Question) -> bool:
    parts = question.parts if isinstance(question, Scenario) else (question,)
    return any(isinstance(part, Essay) for part in parts)


def items(samples: Path) -> Iterator[tuple[str, etree._Element, Draft]]:
    for path in sorted([*samples.glob("qti_2_1/*.xml"), *samples.glob("qti_3_0/**/*.xml")]):
        data = path.read_bytes()
        module = next((one for one in (qti2, qti3) if one.sniff(data, path.name)), None)
        if module is not None:
            yield str(path.relative_to(samples)), etree.fromstring(data), module.read(data)


def test_our_marks_are_those_of_the_item(samples: Path) -> None:
    compared = 0
    for name, item, draft in items(samples):
        for one in draft.questions:
            if has_essay(one.question):
                continue
            told = {str(warning.facts.get("feature")) for warning in draft.warnings}
            wrong = disagreements(one.question, item)
            compared += 1
            assert not wrong or told & SCORING, (name, wrong[:5], told)
    assert compared > 150
