"""Interactions in which something is typed.

Promises: what is accepted, and how exactly, is what the item's rule accepts. Must not know the other interactions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from lxml import etree

from desktop_app.banks.formats.entry import decimal_of, trimmed
from desktop_app.banks.formats.qti_marking import Marking
from desktop_app.banks.formats.qti_processing import (
    Value,
    between,
    children,
    ends_of,
    text_of,
    typed,
)
from desktop_app.banks.question import (
    ONE,
    ZERO,
    Accepted,
    Blank,
    Essay,
    Gap,
    Number,
    Numeric,
    Question,
    Scenario,
)


class Typed(Marking):
    """textEntryInteraction and extendedTextInteraction."""

    def _takes_text(self, name: str) -> bool:
        return self.declared.base.get(name, "string") not in {"float", "integer"}

    def _blanks(self) -> Question:
        right = {name: self.declared.correct.get(name) for name in self.names}
        gaps, worth = [], []
        for name in self.names:
            others = {other: value for other, value in right.items() if other != name}
            gap, whole = self._gap(name, others)
            gaps.append(gap)
            worth.append(whole)
        total = self.score(right) if all(right.values()) else sum(worth, ZERO)
        if self.own:
            total = self.most() or ONE
        elif total <= 0:
            total = Decimal(len(gaps))
        if not self.own:
            self._by_themselves(right, worth)
            if len(set(worth)) > 1:
                return Scenario(
                    stem="?",
                    parts=tuple(
                        Blank(uid=f"p{n}", stem=f"（{n}）", blanks=(gap,), points=self._points(whole))
                        for n, (gap, whole) in enumerate(zip(gaps, worth, strict=True), 1)
                    ),
                    points=self._points(sum(worth, ZERO)),
                )
        return Blank(stem="?", blanks=tuple(gaps), points=self._points(total))

    def _by_themselves(self, right: Mapping[str, Value], worth: Sequence[Decimal]) -> None:
        """Name a marking in which one answer counts only beside others."""
        for name, whole in zip(self.names, worth, strict=True):
            alone = {other: value if other == name else None for other, value in right.items()}
            if right[name] and self.score(alone) - self.score(dict.fromkeys(right)) != whole:
                self._lose("scoring of the parts together")
                return

    def _gap(self, name: str, others: Mapping[str, Value]) -> tuple[Gap, Decimal]:
        """What a text entry accepts, and what its best is worth."""
        if self.own:
            entries = list(self.declared.mapping[name].iterfind("mapEntry"))
            worth = {one.get("mapKey") or "": decimal_of(one.get("mappedValue") or "") or ZERO for one in entries}
            whole = max((self.most() or ONE) / len(self.names), *worth.values())
            accept = tuple(Accepted(text, self.share(value, whole)) for text, value in worth.items())
            return Gap(accept, any(one.get("caseSensitive") != "false" for one in entries)), ONE
        none = self.score({**others, name: None})
        earned = {}
        for text in self._candidates(name):
            score = self.score({**others, name: [text]}) - none
            if score > 0:
                earned[text] = score
        if not earned:
            right = self.declared.correct.get(name)
            if not right:
                self._no_key(name)
            return Gap(tuple(Accepted(str(one).strip()) for one in right)), ONE
        whole = max(earned.values())
        # Another case of each answer that has one: does it earn as much?
        tried = {text: str(text).swapcase() for text in earned}
        strict = [
            self.score({**others, name: [other]}) - none < earned[text]
            for text, other in tried.items()
            if other != text
        ]
        match_case = any(strict)
        if match_case and not all(strict):
            self._lose("caseSensitive of some answers alone")
        accept = tuple(Accepted(str(text).strip(), self.share(score, whole)) for text, score in earned.items())
        return Gap(accept, match_case), whole

    def _candidates(self, name: str) -> list[Any]:
        """Every text that the item speaks of for this response."""
        base = self.declared.base.get(name, "string")
        found: list[Any] = list(self.declared.correct.get(name) or ())
        if name in self.declared.mapping:
            found += [typed(one.get("mapKey") or "", base) for one in self.declared.mapping[name].iterfind("mapEntry")]
        rule = self.item.find("responseProcessing")
        for one in () if rule is None else rule.iter("match", "stringMatch", "substring", "equal", "member"):
            parts = list(one.iter("variable", "baseValue"))
            if any(part.tag == "variable" and part.get("identifier") == name for part in parts):
                found += [typed(text_of(part), base) for part in parts if part.tag == "baseValue"]
                if one.tag == "substring" or one.get("substring") == "true":
                    self._lose("substring match")
        return list(dict.fromkeys(found))

    def text_entry(self, element: etree._Element, stem: str, others: Mapping[str, Value]) -> Question:
        """One text or number to type."""
        name = element.get("responseIdentifier") or ""
        if not self._takes_text(name):
            return self._numeric(name, stem, others)
        if element.get("patternMask"):
            self._lose("patternMask")
        gap, whole = self._gap(name, others)
        if self.own:
            whole = self.most() or ONE
        return Blank(stem=stem, blanks=(gap,), points=self._points(whole))

    def _numeric(self, name: str, stem: str, others: Mapping[str, Value]) -> Question:
        none = self.score({**others, name: None})
        found: dict[tuple[Decimal, Decimal, Decimal], Decimal] = {}
        intervals = list(dict.fromkeys(self._intervals(name)))
        ends = [end for _, low, high in intervals for end in (low, high)]
        for value, low, high in intervals:
            earned = min(self.score({**others, name: [at]}) - none for at in between(low, high, ends))
            if earned > 0:
                found[(value, low, high)] = earned
        if not found:
            right = [value for value in self.declared.correct.get(name) or () if isinstance(value, Decimal)]
            if not right:
                self._no_key(name)
            return Numeric(stem=stem, numbers=tuple(Number(value) for value in right))
        whole = max(found.values())
        if self.own:
            whole = self.most() or ONE
        numbers = []
        for (value, low, high), score in found.items():
            even = value - low == high - value
            number = value if even else (low + high) / 2
            tolerance = (high - low) / 2 if not even else high - value
            numbers.append(Number(trimmed(number), trimmed(tolerance), self.share(score, whole)))
        return Numeric(stem=stem, numbers=tuple(numbers), points=self._points(whole))

    def _intervals(self, name: str) -> Iterator[tuple[Decimal, Decimal, Decimal]]:
        """(value, low, high) of every number that the item accepts for this response."""
        rule = self.item.find("responseProcessing")
        given = False
        for one in () if rule is None else rule.iter("equal", "and"):
            parts = children(one)
            if one.tag == "equal" and any(p.tag == "variable" and p.get("identifier") == name for p in parts):
                for part in parts:
                    for value in self._values_of(part):
                        low, high = ends_of(one, value)
                        if "false" in {one.get("includeLowerBound"), one.get("includeUpperBound")}:
                            self._lose("a bound that does not count itself")
                        given = True
                        yield value, low, high
            elif one.tag == "and":
                ends = [self._end_of(part, name) for part in parts]
                lows = [end[1] for end in ends if end and end[0] == "low"]
                highs = [end[1] for end in ends if end and end[0] == "high"]
                if lows and highs:
                    given = True
                    yield (lows[0] + highs[0]) / 2, lows[0], highs[0]
        if not given:
            # match_correct or a mapping: the numbers themselves.
            yield from ((value, value, value) for value in self._candidates(name) if isinstance(value, Decimal))

    def _values_of(self, part: etree._Element) -> list[Decimal]:
        if part.tag == "correct":
            values: Value = self.declared.correct.get(part.get("identifier") or "")
        elif part.tag == "baseValue":
            values = [typed(text_of(part), "float")]
        else:
            return []
        return [value for value in values or () if isinstance(value, Decimal)]

    def _end_of(self, part: etree._Element, name: str) -> tuple[str, Decimal] | None:
        parts = children(part)
        if part.tag not in {"gte", "gt", "lte", "lt"} or len(parts) != 2 or parts[0].get("identifier") != name:
            return None
        values = self._values_of(parts[1])
        if part.tag in {"gt", "lt"}:
            self._lose("a bound that does not count itself")
        return ("low" if part.tag in {"gte", "gt"} else "high", values[0]) if values else None

    def essay(self, element: etree._Element, stem: str, _others: Mapping[str, Value]) -> Question:
        """A long text, marked by a person."""
        right = self.declared.correct.get(element.get("responseIdentifier") or "") or ()
        most = self.most() or decimal_of(
            next(
                (
                    one.get("normalMaximum") or ""
                    for one in self.item.iterfind("outcomeDeclaration")
                    if one.get("identifier") == "SCORE"
                ),
                "",
            )
        )
        return Essay(
            stem=stem,
            explanation="\n".join(str(value).strip() for value in right),
            points=self._points(most) if most and most > 0 else ONE,
        )
