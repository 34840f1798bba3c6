"""What a response to a QTI item earns, and what is said to it.

Promises: the item's own response processing decides; where it is not there or cannot be run, the declared key does, and
that is named. Must not know the kinds of interaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NoReturn

from lxml import etree

from desktop_app.banks.formats import qti_own
from desktop_app.banks.formats.draft import Noted
from desktop_app.banks.formats.entry import Account, trimmed
from desktop_app.banks.formats.qti_body import INTERACTIONS, Body, NotHeld, text_within
from desktop_app.banks.formats.qti_passages import bring_in
from desktop_app.banks.formats.qti_processing import (
    Declared,
    NotRun,
    Processing,
    Value,
)
from desktop_app.banks.formats.rich_text import Resolve, RichText
from desktop_app.banks.question import (
    ONE,
    ZERO,
    Kind,
    Multiple,
    Question,
    Single,
    TrueFalse,
)

_PLACES = Decimal("0.0000001")


class KeyMissing(Exception):
    """The item does not say what is right; a code of ``words``."""

    def __init__(self, code: str = "answer_missing") -> None:
        super().__init__(code)
        self.code = code


class Marking:
    """One item and its rule."""

    def __init__(self, item: etree._Element, where: str, account: Account, resolve: Resolve) -> None:
        self.item, self.where, self.account = item, where, account
        self.own = item.get("toolName") == qti_own.TOOL and qti_own.kind_of(item) != Kind.SCENARIO
        if (item.get("adaptive") or "") == "true":
            raise NotHeld("adaptive item")
        if item.find("templateProcessing") is not None or item.find("templateDeclaration") is not None:
            raise NotHeld("templateProcessing")
        self.rich = RichText(resolve)
        self.declared = Declared(item)
        self.processing = Processing(self.declared, item.find("responseProcessing"))
        self.body = Body(verbatim=self.own)
        self.lost: list[str] = []
        self._all_feedback: list[tuple[etree._Element, str, str, bool]] | None = None
        self._texts: dict[etree._Element, str] = {}
        self.everywhere: set[str] = set()
        self.told: set[str] = set()
        self.notes: tuple[Noted, ...] = ()
        self.lost += bring_in(item, resolve)
        body = item.find("itemBody")
        self.body.apart = body is not None and sum(1 for one in body.iter() if one.tag in INTERACTIONS) > 1
        self.markup = self.body.markup(body)
        self.names = [one.get("responseIdentifier") or "" for one in self.body.interactions]
        if any(self.declared.cardinality.get(name) == "record" for name in self.names):
            raise NotHeld("cardinality record")

    def _lose(self, feature: str) -> None:
        if feature not in self.lost:
            self.lost.append(feature)

    def _no_key(self, name: str) -> NoReturn:
        """Nothing that earns is known. Raises ``NotHeld`` where the rule asks for this response in a way of its own,
        else ``KeyMissing``."""
        rule = self.item.find("responseProcessing")
        if rule is not None and any(one.get("identifier") == name for one in rule.iter("variable", "mapResponse")):
            raise NotHeld("responseProcessing without a key")
        raise KeyMissing

    def score(self, responses: Mapping[str, Value]) -> Decimal:
        """What these responses earn; by the declared key where the rule is not there or cannot be run."""
        if self.processing.present:
            try:
                return self._scored(self.processing.run(responses))
            except NotRun as error:
                self._lose("responseProcessing: " + error.name)
        total = ZERO
        for name, value in responses.items():
            if name in self.declared.mapping:
                total += self.declared.mapped(name, value)
            elif value is not None and sorted(map(repr, value)) == sorted(
                map(repr, self.declared.correct.get(name) or ())
            ):
                total += ONE
        return total

    def _scored(self, outcomes: Mapping[str, Value]) -> Decimal:
        name = "SCORE" if "SCORE" in outcomes else next((one for one in outcomes if "SCORE" in one.upper()), "")
        value = outcomes.get(name)
        if not value or not isinstance(value[0], Decimal):
            return ZERO
        return value[0]

    def outcomes(self, responses: Mapping[str, Value]) -> Mapping[str, Value]:
        """All outcomes for these responses; empty where the rule cannot be run."""
        try:
            return self.processing.run(responses)
        except NotRun:
            return {}

    def most(self) -> Decimal | None:
        """The most that the item says it gives; None where it does not say, or its rule does not know of it."""
        rule = self.item.find("responseProcessing")
        if not self.own and (rule is None or not len(rule)):
            return None
        value = self.declared.default.get("MAXSCORE")
        if value and isinstance(value[0], Decimal) and value[0] > 0:
            return value[0]
        return None

    def share(self, earned: Decimal, whole: Decimal) -> Decimal:
        """An earning as a share of the whole, between −1 and 1."""
        share = trimmed((earned / whole).quantize(_PLACES))
        if share < -1:
            self._lose("mapping below -100 %")
        return max(share, -ONE)

    def _points(self, whole: Decimal) -> Decimal:
        return trimmed(whole.quantize(_PLACES))

    def _shown(self, outcomes: Mapping[str, Value]) -> list[str]:
        """The feedback outside the options that these outcomes show."""
        texts = []
        for one, name, key, shown in self._told():
            if (key in (outcomes.get(name) or ())) == shown and (text := self._text_of(one)):
                texts.append(text)
        return texts

    def _told(self) -> list[tuple[etree._Element, str, str, bool]]:
        """(feedback, its outcome, its identifier, whether it is shown then or hidden)."""
        if self._all_feedback is None or len(self._all_feedback) < len(self.body.feedback):
            self._all_feedback = [
                (
                    one,
                    one.get("outcomeIdentifier") or "",
                    one.get("identifier") or "",
                    (one.get("showHide") or "show") == "show",
                )
                for one in [*self.item.iterfind("modalFeedback"), *self.body.feedback]
            ]
        return self._all_feedback

    def _text_of(self, feedback: etree._Element) -> str:
        text = self._texts.get(feedback)
        if text is None:
            text = self._texts[feedback] = text_within(self.body, self.rich, feedback, shown=False)
        return text

    def _has_feedback(self) -> bool:
        return bool(self._told())

    def _option_feedback(
        self, name: str, choices: Sequence[tuple[str, str, bool, str]], others: Mapping[str, Value]
    ) -> dict[str, str]:
        if others or not self._has_feedback() or self.own:
            return {}
        shown = {one[0]: self._shown(self.outcomes({name: [one[0]]})) for one in choices}
        self.everywhere = set.intersection(*(set(texts) for texts in shown.values())) if shown else set()
        told = {text for texts in shown.values() for text in texts}
        if self.declared.cardinality.get(name) == "multiple":
            # One option alone is seldom the right answer: what is said to all of it too is said to all.
            right = self.declared.correct.get(name)
            self.everywhere &= set(self._shown(self.outcomes({name: right}))) if right else self.everywhere
            # Only what one option alone brings belongs to it.
            shown = {
                key: [text for text in texts if sum(text in other for other in shown.values()) == 1]
                for key, texts in shown.items()
            }
        self.told = self.everywhere | {text for texts in shown.values() for text in texts}
        if told - self.told:
            self._lose("modalFeedback")
        return {key: "\n".join(text for text in texts if text not in self.everywhere) for key, texts in shown.items()}

    def _general_feedback(self, question: Question) -> list[str]:
        """What is said whatever the response was, in the order of the item; what is said for some alone is lost."""
        if not self._has_feedback():
            return []
        every = [self._text_of(one[0]) for one in self._told()]
        if self.own:
            return every
        general = set(self.everywhere)
        if not isinstance(question, Single | Multiple | TrueFalse):
            right = {name: self.declared.correct.get(name) for name in self.names}
            general = set(self._shown(self.outcomes(right))) & set(
                self._shown(self.outcomes(dict.fromkeys(self.names)))
            )
        if any(text and text not in general and text not in self.told for text in every):
            self._lose("modalFeedback")
        return [text for text in every if text in general]
