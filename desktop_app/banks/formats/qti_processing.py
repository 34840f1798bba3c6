"""Response processing of QTI 2 and 3, run: what does an item's own rule give for a response?

Promises: the outcome is the one the specification gives, or ``NotRun`` names the element that is not known here.
Nothing of the file runs otherwise; a rule has a bounded number of steps. Elements have their plain QTI 2 names.
Source: IMS QTI 2.1/2.2 information model, chapter "Response Processing" and "Expressions".
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from lxml import etree

from desktop_app.banks.formats.qti_declared import NUMBERS, Declared, Value, children, number_of, text_of, typed

__all__ = ["Declared", "NotRun", "Processing", "Value", "between", "children", "ends_of", "text_of", "typed"]

_MOST_STEPS = 20_000
_MOST_OF_ALL = 300_000
"""Steps of all runs of one item."""
_MOST_ENDS = 100


class NotRun(Exception):  # not a fault of ours: the caller reads the key without the rule
    """An element that is not known here."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class _Exit(Exception):
    """The rule says that it is at its end."""


class Node:
    """An element of a rule, which is run many times: what is asked of it stands ready."""

    __slots__ = ("get", "identifier", "kids", "tag", "value")

    def __init__(self, element: etree._Element) -> None:
        self.tag = str(element.tag)
        self.get = cast("dict[str, str]", dict(element.items())).get
        self.identifier = self.get("identifier") or ""
        self.kids = tuple([Node(child) for child in element if isinstance(child.tag, str)])
        self.value: Value = None
        if self.tag == "baseValue":
            self.value = [typed(text_of(element), self.get("baseType") or "string")]


class Processing:
    """The rule of one item, to be run on any response."""

    def __init__(self, declared: Declared, rule: etree._Element | None) -> None:
        self.declared = declared
        self.rule = () if rule is None else Node(rule).kids
        self._start: dict[str, Value] | None = None
        self._done: dict[Any, dict[str, Value]] = {}
        self._variables: dict[str, Value] = {}
        self._steps = self._all_steps = 0
        self._template = "" if rule is None else _template(rule)

    @property
    def present(self) -> bool:
        """Whether the item says how it is marked."""
        return bool(self._template or self.rule)

    def run(self, responses: Mapping[str, Value]) -> dict[str, Value]:
        """The outcomes for these responses. Raises ``NotRun``."""
        key = tuple([(name, None if value is None else tuple(value)) for name, value in responses.items()])
        done = self._done.get(key)
        if done is None:
            done = self._done[key] = self._run(responses)
        return done

    def _run(self, responses: Mapping[str, Value]) -> dict[str, Value]:
        self._steps = 0
        if self._start is None:
            self._start = {name: self.declared.default.get(name) for name in self.declared.base}
            for name in self.declared.outcomes:
                if self._start[name] is None and self.declared.base[name] in NUMBERS:
                    self._start[name] = [Decimal(0)]
        self._variables = dict(self._start)
        for name, value in responses.items():
            self._variables[name] = list(value) if value else None
        try:
            if self.rule:
                self._rules(self.rule)
            elif self._template:
                self._by_template()
        except _Exit:
            pass
        except (ArithmeticError, TypeError, ValueError, IndexError):
            raise NotRun("responseProcessing") from None
        return {name: self._variables.get(name) for name in self.declared.outcomes}

    def _by_template(self) -> None:
        name = "RESPONSE"
        if name not in self.declared.base:
            responses = [one for one in self.declared.base if one not in self.declared.outcomes]
            if len(responses) != 1:
                raise NotRun("responseProcessing template")
            (name,) = responses
        value = self._variables.get(name)
        if self._template == "match_correct":
            score = Decimal(int(self._same(name, value, self.declared.correct.get(name))))
        else:
            score = self.declared.mapped(name, value)
        self._variables["SCORE"] = [score]
        if "SCORE" not in self.declared.outcomes:
            self.declared.outcomes.append("SCORE")
            self.declared.base["SCORE"] = "float"

    def _same(self, name: str, one: Value, other: Value) -> bool:
        if one is None or other is None:
            return False
        if self.declared.cardinality.get(name) == "multiple":
            return _bag(one) == _bag(other)
        return one == other

    def _rules(self, rules: Sequence[Node]) -> None:
        for rule in rules:
            self._step()
            match rule.tag:
                case "setOutcomeValue":
                    self._variables[rule.identifier] = self._value(rule.kids[0])
                case "responseCondition":
                    self._condition(rule)
                case "lookupOutcomeValue":
                    self._look_up(rule)
                case "responseProcessingFragment":
                    self._rules(rule.kids)
                case "exitResponse":
                    raise _Exit
                case _:
                    raise NotRun(rule.tag)

    def _condition(self, rule: Node) -> None:
        for branch in rule.kids:
            parts = branch.kids
            if branch.tag == "responseElse":
                self._rules(parts)
                return
            if parts and self._truth(self._value(parts[0])):
                self._rules(parts[1:])
                return

    def _look_up(self, rule: Node) -> None:
        name = rule.identifier
        table = self.declared.lookup.get(name)
        value = self._value(rule.kids[0])
        if table is None or value is None:
            raise NotRun("lookupOutcomeValue")
        for entry in children(table):
            source = entry.get("sourceValue") or ""
            reached = (
                number_of(source) == value[0]
                if table.tag == "matchTable"
                else value[0] > number_of(source)
                or (value[0] == number_of(source) and entry.get("includeBoundary") != "false")
            )
            if reached:
                self._variables[name] = [typed(entry.get("targetValue") or "", self.declared.base.get(name, ""))]
                return
        fallback = table.get("defaultValue")
        self._variables[name] = None if fallback is None else [typed(fallback, self.declared.base.get(name, ""))]

    def _step(self) -> None:
        self._steps += 1
        self._all_steps += 1
        if self._steps > _MOST_STEPS or self._all_steps > _MOST_OF_ALL:
            raise NotRun("responseProcessing")

    def _truth(self, value: Value) -> bool:
        return value is not None and value[:1] == [True]

    def _value(self, element: Node) -> Value:
        self._step()
        made = _SIMPLE.get(element.tag)
        if made is not None:
            return made(self, element)
        return self._operated(element.tag, element, [self._value(child) for child in element.kids])

    # ------------------------------------------------------------ values without operands

    def _variable(self, element: Node) -> Value:
        name = element.identifier
        if name not in self._variables:
            if name == "completionStatus":
                return ["completed"]
            if name in {"numAttempts", "duration"}:
                return [Decimal(1)]
            raise NotRun("variable " + name[:40])
        return self._variables[name]

    def _base_value(self, element: Node) -> Value:
        return element.value

    def _correct(self, element: Node) -> Value:
        return self.declared.correct.get(element.identifier)

    def _default(self, element: Node) -> Value:
        return self.declared.default.get(element.identifier)

    def _map_response(self, element: Node) -> Value:
        name = element.identifier
        if name not in self.declared.mapping:
            raise NotRun("mapResponse without mapping")
        return [self.declared.mapped(name, self._variables.get(name))]

    # ------------------------------------------------------------ operators

    def _operated(self, name: str, element: Node, operands: list[Value]) -> Value:
        match name:
            case "isNull":
                return [operands[0] is None or operands[0] in ([], [""])]
            case "and":
                return [all(self._truth(one) for one in operands)]
            case "or":
                return [any(self._truth(one) for one in operands)]
            case "not":
                return None if operands[0] is None else [not self._truth(operands[0])]
            case "anyN":
                count = sum(self._truth(one) for one in operands)
                return [number_of(element.get("min")) <= count <= number_of(element.get("max"))]
            case "multiple" | "ordered":
                return [item for one in operands if one for item in one] or None
            case "containerSize":
                return [Decimal(len(operands[0] or ()))]
        if any(one is None for one in operands):
            # Null in, null out, as the specification has it for all others.
            return None
        held: list[list[Any]] = [one for one in operands if one is not None]
        if name in _COMPARED:
            return [_COMPARED[name](held[0][0], held[1][0])]
        if name in _COUNTED:
            return [_COUNTED[name]([_decimal(item) for one in held for item in one])]
        return self._rest(name, element, held)

    def _rest(self, name: str, element: Node, held: list[list[Any]]) -> Value:
        match name:
            case "match":
                return [self._matches(element, held[0], held[1])]
            case "equal":
                return [_equal(element, _decimal(held[0][0]), _decimal(held[1][0]))]
            case "equalRounded":
                return [_rounded(element, _decimal(held[0][0])) == _rounded(element, _decimal(held[1][0]))]
            case "stringMatch" | "substring":
                return [_same_text(name, element, str(held[0][0]), str(held[1][0]))]
            case "member":
                return [held[0][0] in held[1]]
            case "contains":
                return [all(held[0].count(item) >= held[1].count(item) for item in held[1])]
            case "index":
                at = int(number_of(element.get("n")))
                return [held[0][at - 1]] if 1 <= at <= len(held[0]) else None
            case "delete":
                return [item for item in held[1] if item != held[0][0]] or None
        if name in _ROUNDED:
            return [_ROUNDED[name](_decimal(held[0][0]))]
        raise NotRun(name)

    def _matches(self, element: Node, one: list[Any], other: list[Any]) -> bool:
        names = [child.identifier for child in element.kids if child.tag in {"variable", "correct"}]
        several = any(self.declared.cardinality.get(name) == "multiple" for name in names)
        return _bag(one) == _bag(other) if several else one == other


def _template(rule: etree._Element) -> str:
    """The tail of the template's address names it, wherever it stands."""
    address = (rule.get("template") or rule.get("templateLocation") or "").rstrip("/")
    tail = address.rpartition("/")[2].lower().removesuffix(".xml")
    if tail.endswith(("match_correct", "match", "match_basic")):
        return "match_correct"
    if tail.endswith("map_response"):
        return "map_response"
    return tail


def _same_text(name: str, element: Node, one: str, other: str) -> bool:
    if element.get("caseSensitive") == "false":
        one, other = one.casefold(), other.casefold()
    if name == "substring":
        return one in other
    return other in one if element.get("substring") == "true" else one == other


def _bag(value: list[Any]) -> list[str]:
    return sorted(repr(item) for item in value)


def _decimal(value: Any) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _product(values: Sequence[Decimal]) -> Decimal:
    return Decimal(math.prod(values))


def _power(one: Decimal, other: Decimal) -> Decimal:
    if abs(other) > 64:
        raise InvalidOperation
    return one**other


def between(low: Decimal, high: Decimal, ends: Sequence[Decimal]) -> list[Decimal]:
    """Where an interval is to be tried: between all the ends that lie in it, of which some may not count themselves."""
    inner = sorted({low, high, *(end for end in ends[:_MOST_ENDS] if low < end < high)})
    return [(one + other) / 2 for one, other in itertools.pairwise(inner)] or [low]


def ends_of(element: etree._Element | Node, value: Decimal) -> tuple[Decimal, Decimal]:
    """The interval that an ``equal`` accepts around a value."""
    spread = [number_of(one) for one in (element.get("tolerance") or "").split()] or [Decimal(0)]
    below, above = spread[0], spread[-1]
    match element.get("toleranceMode") or "exact":
        case "absolute":
            return value - below, value + above
        case "relative":
            ends = value * (1 - below / 100), value * (1 + above / 100)
            return min(ends), max(ends)
        case _:
            return value, value


def _equal(element: Node, said: Decimal, value: Decimal) -> bool:
    # The tolerance is around the second, which is the key; some authors have them the other way round.
    first = element.kids[0]
    if first.tag in {"correct", "baseValue"}:
        said, value = value, said
    low, high = ends_of(element, value)
    above = said > low or (said == low and element.get("includeLowerBound") != "false")
    below = said < high or (said == high and element.get("includeUpperBound") != "false")
    return above and below


def _rounded(element: Node, value: Decimal) -> Decimal:
    figures = int(number_of(element.get("figures")))
    if not 0 <= figures <= 30:
        raise InvalidOperation
    if element.get("roundingMode") == "decimalPlaces":
        return value.quantize(Decimal(1).scaleb(-figures))
    return value if not value else value.quantize(Decimal(1).scaleb(value.adjusted() - figures + 1))


_SIMPLE: Mapping[str, Callable[[Processing, Node], Value]] = {
    "variable": Processing._variable,
    "baseValue": Processing._base_value,
    "correct": Processing._correct,
    "default": Processing._default,
    "mapResponse": Processing._map_response,
    "null": lambda _run, _element: None,
}
_COMPARED: Mapping[str, Callable[[Any, Any], Any]] = {
    "gt": lambda a, b: _decimal(a) > _decimal(b),
    "lt": lambda a, b: _decimal(a) < _decimal(b),
    "gte": lambda a, b: _decimal(a) >= _decimal(b),
    "lte": lambda a, b: _decimal(a) <= _decimal(b),
    "subtract": lambda a, b: _decimal(a) - _decimal(b),
    "divide": lambda a, b: _decimal(a) / _decimal(b),
    "power": lambda a, b: _power(_decimal(a), _decimal(b)),
    "integerDivide": lambda a, b: Decimal(math.floor(_decimal(a) / _decimal(b))),
    "integerModulus": lambda a, b: _decimal(a) - _decimal(b) * math.floor(_decimal(a) / _decimal(b)),
}
_COUNTED: Mapping[str, Callable[[Sequence[Decimal]], Decimal]] = {
    "sum": lambda values: sum(values, Decimal(0)),
    "product": _product,
    "min": min,
    "max": max,
}
_ROUNDED: Mapping[str, Callable[[Decimal], Decimal]] = {
    "round": lambda value: Decimal(math.floor(value + Decimal("0.5"))),
    "truncate": lambda value: Decimal(int(value)),
    "integerToFloat": lambda value: value,
}
