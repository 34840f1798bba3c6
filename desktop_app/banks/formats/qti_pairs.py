"""Interactions in which things are ordered or paired.

Promises: the pairs and the order are those of the declared key. Must not know the other interactions.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from lxml import etree

from desktop_app.banks.formats.qti_body import NotHeld, text_within
from desktop_app.banks.formats.qti_choices import Choices
from desktop_app.banks.formats.qti_marking import KeyMissing
from desktop_app.banks.formats.qti_processing import (
    Value,
    children,
)
from desktop_app.banks.question import (
    ONE,
    Match,
    Option,
    Order,
    Pair,
    Question,
)


class Pairs(Choices):
    """orderInteraction, matchInteraction, associateInteraction and gapMatchInteraction."""

    def _whole(self, name: str, others: Mapping[str, Value]) -> Decimal:
        """What the declared key earns."""
        right = self.declared.correct.get(name)
        if not right:
            raise KeyMissing
        if self.own:
            return self.most() or ONE
        whole = self.score({**others, name: right}) - self.score({**others, name: None})
        return whole if whole > 0 else ONE

    def order(self, element: etree._Element, stem: str, others: Mapping[str, Value]) -> Question:
        """Choices to bring into order."""
        name = element.get("responseIdentifier") or ""
        choices = {one[0]: one for one in self._choices(element)}
        whole = self._whole(name, others)
        right = [str(key) for key in self.declared.correct.get(name) or ()]
        if sorted(right) != sorted(choices):
            raise NotHeld("orderInteraction that orders a part of its choices")
        if name in self.declared.mapping and self._maps(name):
            self._lose("mapping")
        options = tuple(Option(choices[key][1], ONE, choices[key][3], fixed=False) for key in right)
        return Order(stem=stem, options=options, points=self._points(whole))

    def match(self, element: etree._Element, stem: str, others: Mapping[str, Value]) -> Question:
        """Two sets to match."""
        sets = element.findall("simpleMatchSet")
        if len(sets) != 2:
            raise NotHeld("matchInteraction without two sets")
        left, right = (
            {one.get("identifier") or "": text_within(self.body, self.rich, one) for one in children(side)}
            for side in sets
        )
        return self._pairs(element, stem, others, left, right)

    def associate(self, element: etree._Element, stem: str, others: Mapping[str, Value]) -> Question:
        """Pairs within one set, read as matching."""
        texts = {
            one.get("identifier") or "": text_within(self.body, self.rich, one)
            for one in element.iterfind("simpleAssociableChoice")
        }
        firsts = {
            pair[0]
            for pair in self.declared.correct.get(element.get("responseIdentifier") or "") or ()
            if isinstance(pair, tuple)
        }
        left = {key: text for key, text in texts.items() if key in firsts}
        right = {key: text for key, text in texts.items() if key not in firsts}
        self._lose("associateInteraction: the first of each pair stands left")
        return self._pairs(element, stem, others, left, right)

    def gap_match(self, element: etree._Element, stem: str, others: Mapping[str, Value]) -> Question:
        """Texts to put into gaps: each gap is a left side."""
        texts = {}
        for one in children(element):
            if one.tag == "gapText":
                texts[one.get("identifier") or ""] = text_within(self.body, self.rich, one)
            elif one.tag == "gapImg":
                texts[one.get("identifier") or ""] = self.rich.plain(self.body.markup(one))
        left = {gap: f"（{n}）" for n, gap in enumerate(self.body.gaps, 1)}
        return self._pairs(element, stem, others, left, texts, turned=True)

    def _pairs(
        self,
        element: etree._Element,
        stem: str,
        others: Mapping[str, Value],
        left: Mapping[str, str],
        right: Mapping[str, str],
        *,
        turned: bool = False,
    ) -> Question:
        name = element.get("responseIdentifier") or ""
        whole = self._whole(name, others)
        partner: dict[str, str] = {}
        for pair in self.declared.correct.get(name) or ():
            if not isinstance(pair, tuple) or len(pair) != 2:
                raise NotHeld(f"{element.tag}: a pair that is none")
            one, other = (pair[1], pair[0]) if turned else pair
            if one not in left and other in left:
                one, other = other, one
            if one in partner or one not in left or other not in right:
                raise NotHeld(f"{element.tag} with several partners")
            partner[one] = other
        if set(left) - set(partner):
            self._lose("choices without a partner")
        if not self.own and len(partner) > 1:
            self._weighed(name)
        pairs = [Pair(text, right[partner[key]]) for key, text in left.items() if key in partner]
        pairs += [Pair("", text) for key, text in right.items() if key not in partner.values()]
        return Match(stem=stem, pairs=tuple(pairs), points=self._points(whole))

    def _weighed(self, name: str) -> None:
        """Name a marking of pairs that is not the same share for each."""
        if not self.processing.present or not self._maps(name):
            self._lose("match_correct: all pairs or nothing")
        elif name in self.declared.mapping:
            worth = {self.declared.mapped_one(name, pair) for pair in self.declared.correct.get(name) or ()}
            if len(worth) > 1:
                self._lose("mapping: pairs of unequal weight")
