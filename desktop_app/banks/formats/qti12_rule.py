"""Response processing of QTI 1.2, run: what does an item's own rule give for a response?

Promises: conditions are tried in their order, as the specification has it; what is not known is false. Elements have
no namespace. Source: IMS QTI ASI 1.2.1 information model, chapter "Response processing".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from lxml import etree

from desktop_app.banks.formats.entry import decimal_of

Responses = Mapping[str, Sequence[str]]


@dataclass(slots=True)
class Outcome:
    """The score and the feedback that a response brings."""

    score: Decimal = Decimal(0)
    feedback: list[str] = field(default_factory=list)


class Rule:
    """The rule of one item."""

    def __init__(self, item: etree._Element, most: Decimal | None) -> None:
        self.conditions = list(item.iterfind(".//respcondition"))
        declared = list(item.iterfind(".//outcomes/decvar"))
        self.name = next(
            (one.get("varname") or "SCORE" for one in declared if (one.get("varname") or "SCORE").upper() == "SCORE"),
            next((one.get("varname") or "SCORE" for one in declared), "SCORE"),
        )
        own = next((one for one in declared if (one.get("varname") or "SCORE") == self.name), None)
        self.start = _number(own, "defaultval")
        self.low = None if own is None else decimal_of(own.get("minvalue") or "")
        self.declared_most = None if own is None else decimal_of(own.get("maxvalue") or "")
        self.most = most or self.declared_most or Decimal(1)

    def run(self, responses: Responses) -> Outcome:
        """The outcome of these responses (ident → what was chosen or typed)."""
        outcome = Outcome(self.start)
        for condition in self.conditions:
            tests = condition.find("conditionvar")
            if tests is None or not self._all(tests, responses):
                continue
            for one in condition.iterfind("setvar"):
                if (one.get("varname") or "SCORE") in {self.name, "SCORE"}:
                    outcome.score = self._set(outcome.score, one)
            outcome.feedback += [one.get("linkrefid") or "" for one in condition.iterfind("displayfeedback")]
            if (condition.get("continue") or "No").lower() != "yes":
                break
        if self.declared_most is not None:
            outcome.score = min(outcome.score, max(self.declared_most, self.most))
        return outcome

    def _set(self, score: Decimal, one: etree._Element) -> Decimal:
        text = (one.text or "").strip()
        value = self.most if text.lower() in {"score.max", "score_max"} else decimal_of(text) or Decimal(0)
        match (one.get("action") or "Set").lower():
            case "add":
                return score + value
            case "subtract":
                return score - value
            case "multiply":
                return score * value
            case "divide":
                return score / value if value else score
            case _:
                return value

    def _all(self, holder: etree._Element, responses: Responses) -> bool:
        tests = _without_middles([child for child in holder if isinstance(child.tag, str)])
        return bool(tests) and all(self._holds(test, responses) for test in tests)

    def _holds(self, test: etree._Element, responses: Responses) -> bool:
        said = responses.get(test.get("respident") or "", ())
        place = index_of(test)
        if place:
            said = said[place - 1 : place]
        match test.tag:
            case "and":
                return self._all(test, responses)
            case "or":
                return any(self._holds(child, responses) for child in test if isinstance(child.tag, str))
            case "not":
                return not self._all(test, responses)
            case "other":
                return True
            case "unanswered":
                return not said
            case "varequal" | "varsubset" | "varsubstring":
                return any(same(test, one) for one in said)
            case "vargte" | "vargt" | "varlte" | "varlt":
                return any(_compared(str(test.tag), decimal_of(one), decimal_of(test.text or "")) for one in said)
        return False

    def told(self, ident: str) -> Iterator[etree._Element]:
        """Every test that names this response and is not denied."""
        for condition in self.conditions:
            for test in condition.iterfind(".//conditionvar//*"):
                if test.get("respident") == ident and not denied(test):
                    yield test


_LOWS, _HIGHS = {"vargte", "vargt"}, {"varlte", "varlt"}


def _without_middles(tests: list[etree._Element]) -> list[etree._Element]:
    """The tests of one condition. Blackboard writes the number beside the bounds around it, where the bounds count."""
    named = {str(test.tag) for test in tests}
    if "varequal" not in named or not (named & _LOWS and named & _HIGHS):
        return tests
    bounded = {test.get("respident") for test in tests if test.tag in _LOWS}
    return [test for test in tests if test.tag != "varequal" or test.get("respident") not in bounded]


def index_of(test: etree._Element) -> int:
    """Which of several answers to one response a test is about, from 1; 0: any."""
    index = decimal_of(test.get("index") or "")
    return int(index) if index is not None and 1 <= index <= 200 else 0


def denied(test: etree._Element) -> bool:
    """Whether a test stands within a not."""
    count, parent = 0, test.getparent()
    while parent is not None and parent.tag != "respcondition":
        count += parent.tag == "not"
        parent = parent.getparent()
    return count % 2 == 1


def same(test: etree._Element, said: str) -> bool:
    """Whether a test of text or choice takes what was said."""
    key = (test.text or "").strip()
    one, other = said.strip(), key
    if (test.get("case") or "No").lower() in {"no", "false", "0"}:
        one, other = one.casefold(), other.casefold()
    if one == other:
        return True
    if test.tag != "varequal":
        return bool(other) and other in one
    numbers = decimal_of(said), decimal_of(key)
    return numbers[0] is not None and numbers[0] == numbers[1]


def _compared(name: str, said: Decimal | None, bound: Decimal | None) -> bool:
    if said is None or bound is None:
        return False
    return {"vargte": said >= bound, "vargt": said > bound, "varlte": said <= bound, "varlt": said < bound}[name]


def _number(element: etree._Element | None, name: str) -> Decimal:
    return (None if element is None else decimal_of(element.get(name) or "")) or Decimal(0)
