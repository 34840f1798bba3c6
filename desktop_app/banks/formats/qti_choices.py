"""Interactions in which options are chosen.

Promises: each option's credit is what choosing it earns. Must not know the other interactions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from lxml import etree

from desktop_app.banks.formats import answers, qti_own
from desktop_app.banks.formats.qti_body import NotHeld, text_within
from desktop_app.banks.formats.qti_marking import Marking
from desktop_app.banks.formats.qti_processing import (
    Value,
    text_of,
    typed,
)
from desktop_app.banks.question import (
    ONE,
    ZERO,
    Multiple,
    Option,
    Question,
    Single,
    TrueFalse,
)

_MOST_CHOICES = 200
_NEAR = Decimal("0.00001")


class Choices(Marking):
    """choiceInteraction, inlineChoiceInteraction and hottextInteraction."""

    def _choices(self, element: etree._Element) -> list[tuple[str, str, bool, str]]:
        """(identifier, text, fixed, feedback that stands within)."""
        found = []
        tag = {"inlineChoiceInteraction": "inlineChoice", "hottextInteraction": "hottext"}.get(
            str(element.tag), "simpleChoice"
        )
        for one in element.iter(tag):
            before = len(self.body.feedback)
            text = text_within(self.body, self.rich, one)
            inner = self.body.feedback[before:]
            del self.body.feedback[before:]
            feedback = "\n".join(text_within(self.body, self.rich, part, shown=False) for part in inner)
            found.append((one.get("identifier") or "", text, one.get("fixed") == "true", feedback))
        if len(found) > _MOST_CHOICES:
            raise NotHeld(f"{element.tag} with {len(found)} choices")
        return found

    def choice(self, element: etree._Element, stem: str, others: Mapping[str, Value]) -> Question:
        """Options of which one or more are chosen."""
        name = element.get("responseIdentifier") or ""
        choices = self._choices(element)
        fixed_order = (element.get("shuffle") or "false") != "true" and element.tag != "hottextInteraction"
        single = self.declared.cardinality.get(name, "single") == "single" or element.get("maxChoices") == "1"
        if single:
            whole, worth = self._single_credits(name, choices, others)
        else:
            whole, worth = self._multiple_credits(name, choices, others)
        feedback = self._option_feedback(name, choices, others)
        options = tuple(
            Option(text, worth[key], "\n".join(one for one in (inner, feedback.get(key, "")) if one), fixed=fixed)
            for key, text, fixed, inner in choices
        )
        points = self._points(whole)
        if not single:
            return Multiple(stem=stem, options=options, fixed_order=fixed_order, points=points)
        if self._is_true_false(options):
            true, false = sorted(options, key=lambda one: answers.truth(one.text) is not True)
            return TrueFalse(
                stem=stem,
                answer=true.credit > 0,
                feedback_true=true.feedback,
                feedback_false=false.feedback,
                points=points,
            )
        return Single(stem=stem, options=options, fixed_order=fixed_order, points=points)

    def _is_true_false(self, options: Sequence[Option]) -> bool:
        if self.own:
            return qti_own.kind_of(self.item) == "true_false"
        if len(options) != 2:
            return False
        words = [answers.truth(option.text) for option in options]
        letters = any(len(answers.folded(option.text)) < 2 and option.text.isascii() for option in options)
        return set(words) == {True, False} and not letters and {o.credit for o in options} == {ONE, ZERO}

    def _single_credits(
        self, name: str, choices: Sequence[tuple[str, str, bool, str]], others: Mapping[str, Value]
    ) -> tuple[Decimal, dict[str, Decimal]]:
        if self.own:
            return self._own_credits(name, [one[0] for one in choices])
        none = self.score({**others, name: None})
        earned = {one[0]: self.score({**others, name: [one[0]]}) for one in choices}
        if others or none > 0:
            earned = {key: score - none for key, score in earned.items()}
        best = max(earned.values(), default=ZERO)
        if best <= 0:
            # A rule that sets no score: the key alone is known.
            right = self.declared.correct.get(name)
            if not right:
                self._no_key(name)
            return ONE, {key: ONE if key in right else ZERO for key in earned}
        whole = best if others else max(best, self.most() or ZERO)
        return whole, {key: self.share(score, whole) for key, score in earned.items()}

    def _own_credits(self, name: str, keys: Sequence[str]) -> tuple[Decimal, dict[str, Decimal]]:
        """As we wrote them: a mapping in points, or a key alone."""
        most = self.most() or ONE
        if name in self.declared.mapping:
            return most, {key: self.share(self.declared.mapped_one(name, key), most) for key in keys}
        right = self.declared.correct.get(name) or ()
        return most, {key: ONE if key in right else ZERO for key in keys}

    def _multiple_credits(
        self, name: str, choices: Sequence[tuple[str, str, bool, str]], others: Mapping[str, Value]
    ) -> tuple[Decimal, dict[str, Decimal]]:
        keys = [one[0] for one in choices]
        if self.own:
            return self._own_credits(name, keys)
        none = self.score({**others, name: None})
        maps = name in self.declared.mapping and self._maps(name)
        if maps:
            mapped = {key: self.declared.mapped_one(name, key) for key in keys}
            right: list[Any] = [key for key in keys if mapped[key] > 0]
            whole = self.score({**others, name: right}) - none if right else ZERO
            if whole > 0:
                worth = {key: self.share(mapped[key], whole) for key in keys}
                if sum((credit for credit in worth.values() if credit > 0), ZERO) > 1 + _NEAR:
                    self._lose("mapping: upperBound")
                return whole, worth
        right = list(self.declared.correct.get(name) or self._right_set(name, others))
        whole = self.score({**others, name: right}) - none if right else ZERO
        if not right:
            self._no_key(name)
        alone = {key: self.score({**others, name: [key]}) - none for key in keys}
        earns = sum((alone[key] for key in right if key in alone), ZERO)
        if whole > 0 and len(right) > 1 and earns == whole and all(alone[key] > 0 for key in right if key in alone):
            self._together(name, others, alone, none)
            return whole, {key: self.share(alone[key], whole) for key in keys}
        if whole > 0 and self.processing.present and len(right) > 1:
            # One that is missing, or one too many, must earn nothing.
            wrong = next((key for key in keys if key not in right), None)
            tried = [right[1:], right[:-1], *([[*right, wrong]] if wrong else [])]
            if any(self.score({**others, name: list(one)}) > none for one in tried):
                self._lose("scoring of several choices together")
        return (whole if whole > 0 else ONE), {key: ONE if key in right else ZERO for key in keys}

    def _together(self, name: str, others: Mapping[str, Value], alone: Mapping[str, Decimal], none: Decimal) -> None:
        """Name a marking in which several choices are not worth the sum of each."""
        every = list(alone)
        for some in (every, every[:2], every[-2:]):
            expected = max(sum((alone[key] for key in some), ZERO), ZERO)
            if max(self.score({**others, name: list(some)}) - none, ZERO) != expected:
                self._lose("scoring of several choices together")
                return

    def _maps(self, name: str) -> bool:
        rule = self.item.find("responseProcessing")
        if rule is None:
            return True
        if not len(rule):
            return (rule.get("template") or "").rstrip("/").removesuffix(".xml").endswith("map_response")
        return any(one.get("identifier") == name for one in rule.iter("mapResponse"))

    def _right_set(self, name: str, others: Mapping[str, Value]) -> list[Any]:
        """The set that the rule itself compares with, where none is declared; the first of the best."""
        rule = self.item.find("responseProcessing")
        best: list[Any] = []
        best_score, sets = ZERO, 0
        for one in () if rule is None else rule.iter("multiple"):
            values = [typed(text_of(value), "identifier") for value in one.iterfind("baseValue")]
            earned = self.score({**others, name: values}) if values else ZERO
            if earned > 0:
                sets += 1
            if earned > best_score:
                best, best_score = values, earned
        if sets > 1:
            self._lose("other right combinations")
        return best
