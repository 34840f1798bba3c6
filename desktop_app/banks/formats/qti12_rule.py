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


_MOST_STEPS = 300_000
"""Tests of all runs of one item."""


class RuleTooLong(Exception):
    """A rule whose running would take no end."""


@dataclass(slots=True)
class Outcome:
    """The score and the feedback that a response brings."""

    score: Decimal = Decimal(0)
    feedback: list[str] = field(default_factory=list)


class _Test:
    """A test of a condition, which is run many times: what is asked of it stands ready."""

    __slots__ = ("exact", "folded", "ident", "number", "place", "tag", "tests", "text")

    def __init__(self, element: etree._Element) -> None:
        self.tag = str(element.tag)
        self.ident = element.get("respident") or ""
        self.place = index_of(element)
        self.text = (element.text or "").strip()
        self.exact = (element.get("case") or "No").lower() not in {"no", "false", "0"}
        self.folded = self.text if self.exact else self.text.casefold()
        self.number = decimal_of(self.text)
        self.tests: tuple[_Test, ...] = ()
        if self.tag in {"and", "or", "not"}:
            children = [child for child in element if isinstance(child.tag, str)]
            self.tests = _tests(children if self.tag == "or" else _without_middles(children))

    def takes(self, said: str) -> bool:
        """Whether a test of text or choice takes what was said."""
        one = said.strip()
        if not self.exact:
            one = one.casefold()
        if one == self.folded:
            return True
        if self.tag != "varequal":
            return bool(self.folded) and self.folded in one
        return self.number is not None and decimal_of(said) == self.number


def _tests(elements: Sequence[etree._Element]) -> tuple[_Test, ...]:
    return tuple([_Test(one) for one in elements])


class _Condition:
    """A condition, what it sets and what it shows."""

    __slots__ = ("feedback", "goes_on", "sets", "tests")

    def __init__(self, element: etree._Element, name: str) -> None:
        holder = element.find("conditionvar")
        children = [] if holder is None else [child for child in holder if isinstance(child.tag, str)]
        self.tests = _tests(_without_middles(children))
        self.sets = [
            ((one.get("action") or "Set").lower(), (one.text or "").strip())
            for one in element.iterfind("setvar")
            if (one.get("varname") or "SCORE") in {name, "SCORE"}
        ]
        self.feedback = [one.get("linkrefid") or "" for one in element.iterfind("displayfeedback")]
        self.goes_on = (element.get("continue") or "No").lower() == "yes"


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
        self._steps = 0
        self._compiled: list[_Condition] | None = None
        self._told: dict[str, list[list[etree._Element]]] | None = None
        self.start = _number(own, "defaultval")
        self.low = None if own is None else decimal_of(own.get("minvalue") or "")
        self.declared_most = None if own is None else decimal_of(own.get("maxvalue") or "")
        self.most = most or self.declared_most or Decimal(1)

    def run(self, responses: Responses) -> Outcome:
        """The outcome of these responses (ident → what was chosen or typed). Raises ``RuleTooLong``."""
        if self._compiled is None:
            self._compiled = [_Condition(one, self.name) for one in self.conditions]
        outcome = Outcome(self.start)
        for condition in self._compiled:
            if not condition.tests or not self._all(condition.tests, responses):
                continue
            for action, text in condition.sets:
                outcome.score = self._set(outcome.score, action, text)
            outcome.feedback += condition.feedback
            if not condition.goes_on:
                break
        if self.declared_most is not None:
            outcome.score = min(outcome.score, max(self.declared_most, self.most))
        return outcome

    def _set(self, score: Decimal, action: str, text: str) -> Decimal:
        value = self.most if text.lower() in {"score.max", "score_max"} else decimal_of(text) or Decimal(0)
        match action:
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

    def _all(self, tests: Sequence[_Test], responses: Responses) -> bool:
        return bool(tests) and all(self._holds(test, responses) for test in tests)

    def _holds(self, test: _Test, responses: Responses) -> bool:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise RuleTooLong
        said = responses.get(test.ident, ())
        if test.place:
            said = said[test.place - 1 : test.place]
        match test.tag:
            case "varequal" | "varsubset" | "varsubstring":
                return any(test.takes(one) for one in said)
            case "and":
                return self._all(test.tests, responses)
            case "or":
                return any(self._holds(child, responses) for child in test.tests)
            case "not":
                return not self._all(test.tests, responses)
            case "other":
                return True
            case "unanswered":
                return not said
            case "vargte" | "vargt" | "varlte" | "varlt":
                return any(_compared(test.tag, decimal_of(one), test.number) for one in said)
        return False

    def told(self, ident: str) -> Iterator[etree._Element]:
        """Every test that names this response and is not denied."""
        return (test for tests in self.told_by_condition(ident) for test in tests)

    def told_by_condition(self, ident: str) -> list[list[etree._Element]]:
        """The same, those of each condition together; conditions without one are left out."""
        if self._told is None:
            self._told = {}
            for condition in self.conditions:
                found: dict[str, list[etree._Element]] = {}
                for test in condition.iterfind(".//conditionvar//*"):
                    name = test.get("respident")
                    if name is not None and not denied(test):
                        found.setdefault(name, []).append(test)
                for name, tests in found.items():
                    self._told.setdefault(name, []).append(tests)
        return self._told.get(ident, [])


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


def _compared(name: str, said: Decimal | None, bound: Decimal | None) -> bool:
    if said is None or bound is None:
        return False
    return {"vargte": said >= bound, "vargt": said > bound, "varlte": said <= bound, "varlt": said < bound}[name]


def _number(element: etree._Element | None, name: str) -> Decimal:
    return (None if element is None else decimal_of(element.get(name) or "")) or Decimal(0)
