"""Typed answers of QTI 1.2: blanks and numbers.

Promises: what is accepted, and how exactly, is what the item's rule accepts. Must not know the other kinds.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lxml import etree

from desktop_app.banks.formats.draft import Noted
from desktop_app.banks.formats.entry import decimal_of, rejected, trimmed
from desktop_app.banks.formats.qti12_marking import Marking, NoKind
from desktop_app.banks.formats.qti12_rule import index_of
from desktop_app.banks.formats.qti_processing import between
from desktop_app.banks.question import ONE, Accepted, Blank, Gap, Number, Numeric, Question


class Typed(Marking):
    """Items with response_str or response_num."""

    def _is_number(self, kind: str, texts: list[etree._Element]) -> bool:
        if len(texts) != 1:
            return False
        fib = texts[0].find(".//render_fib")
        decimal = fib is not None and (fib.get("fibtype") or "").lower() in {"decimal", "integer", "scientific"}
        ranged = any(str(test.tag) in {"vargte", "vargt", "varlte", "varlt"} for test in self._keys(texts[0]))
        return "numer" in kind or texts[0].tag == "response_num" or decimal or ranged

    def _blank(self, texts: list[etree._Element]) -> Question | Noted:
        idents = [one.get("ident") or "" for one in texts]
        first: dict[str, list[str]] = {}
        for ident in idents:
            keys = [(test.text or "").strip() for test in self.rule.told(ident)]
            if not any(keys):
                return rejected(self.where, "answer_missing")
            first[ident] = [next(key for key in keys if key)]
        gaps = []
        for ident in idents:
            gaps.append(self._gap(ident, {one: said for one, said in first.items() if one != ident}))
        best = self.rule.run(first).score
        if len(first) > 1:
            self._each_counts(first)
        common = self._common(best)
        common["stem"] = self.texts.with_gaps(common["stem"], idents)
        return Blank(**common, blanks=tuple(gaps))

    def _fields(self, response: etree._Element, count: int) -> Question:
        """One response of several fields within the text, told apart by their index."""
        ident = response.get("ident") or ""
        told: list[list[str]] = [[] for _ in range(count)]
        for test in self.rule.told(ident):
            place, text = index_of(test), (test.text or "").strip()
            if not 1 <= place <= count:
                raise NoKind("render_fib with several fields and no index")
            if text and text not in told[place - 1]:
                told[place - 1].append(text)
        if not all(told):
            raise NoKind("render_fib with a field that has no answer")
        gaps, whole = [], []
        for n, texts in enumerate(told):
            before = [""] * n
            earned = {text: self.rule.run({ident: [*before, text]}).score for text in texts}
            best = max(earned.values())
            other = [text for text in texts if text.swapcase() != text]
            strict = any(self.rule.run({ident: [*before, one.swapcase()]}).score < earned[one] for one in other)
            gaps.append(Gap(tuple(Accepted(text, self._share(score, best) if best > 0 else ONE)
                                  for text, score in earned.items()), strict))  # fmt: skip
            whole.append(best)
        if len(set(whole)) > 1:
            self._lose("weights of the blanks")
        return Blank(**self._common(self.rule.run({ident: [texts[0] for texts in told]}).score), blanks=tuple(gaps))

    def _gap(self, ident: str, others: dict[str, list[str]]) -> Gap:
        none = self.rule.run(others).score
        earned: dict[str, Decimal] = {}
        for test in self.rule.told(ident):
            text = (test.text or "").strip()
            if test.tag != "varequal" and "substring match" not in self.lost:
                self.lost.append("substring match")
            score = self.rule.run({**others, ident: [text]}).score - none
            if text and score > 0:
                earned.setdefault(text, score)
        if not earned:
            texts = [(test.text or "").strip() for test in self.rule.told(ident)]
            return Gap(tuple(Accepted(text) for text in dict.fromkeys(texts) if text))
        best = max(earned.values())
        strict = [
            self.rule.run({**others, ident: [text.swapcase()]}).score - none < score
            for text, score in earned.items()
            if text.swapcase() != text
        ]
        match_case = any(strict)
        if match_case and not all(strict):
            self.lost.append("case of some answers alone")
        return Gap(tuple(Accepted(text, self._share(score, best)) for text, score in earned.items()), match_case)

    def _numeric(self, response: etree._Element) -> Question | Noted:
        ident = response.get("ident") or ""
        found: dict[tuple[Decimal, Decimal], Decimal] = {}
        intervals = list(dict.fromkeys(self._intervals(ident)))
        ends = [end for interval in intervals for end in interval]
        for low, high in intervals:
            earned = min(self.rule.run({ident: [format(at, "f")]}).score for at in between(low, high, ends))
            if earned > 0 and not any(a <= low and high <= b and found[(a, b)] >= earned for a, b in found):
                found[(low, high)] = earned
        if not found:
            return rejected(self.where, "answer_missing")
        best = max(found.values())
        numbers = tuple(
            Number(trimmed((low + high) / 2), trimmed((high - low) / 2), self._share(score, best))
            for (low, high), score in found.items()
        )
        return Numeric(**self._common(best), numbers=numbers)

    def _intervals(self, ident: str) -> Iterator[tuple[Decimal, Decimal]]:
        """Every interval that a condition accepts: bounds first, which hold the tolerance."""
        for tests in self.rule.told_by_condition(ident):
            lows = [decimal_of(test.text or "") for test in tests if str(test.tag) in {"vargte", "vargt"}]
            highs = [decimal_of(test.text or "") for test in tests if str(test.tag) in {"varlte", "varlt"}]
            if (
                any(str(test.tag) in {"vargt", "varlt"} for test in tests)
                and "a bound that does not count itself" not in self.lost
            ):
                self.lost.append("a bound that does not count itself")
            for low, high in zip(lows, highs, strict=False):
                if low is not None and high is not None and low <= high:
                    yield low, high
            for test in tests:
                value = decimal_of(test.text or "") if test.tag == "varequal" else None
                if value is not None:
                    yield value, value
