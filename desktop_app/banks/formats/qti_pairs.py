"""Interactions in which things are ordered or paired.

Promises: the pairs and the order are those of the declared key. Must not know the other interactions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from lxml import etree

from desktop_app.banks.formats.entry import decimal_of
from desktop_app.banks.formats.qti_body import NotHeld, text_within
from desktop_app.banks.formats.qti_choices import Choices
from desktop_app.banks.formats.qti_marking import KeyMissing
from desktop_app.banks.formats.qti_processing import (
    Value,
    children,
    typed,
)
from desktop_app.banks.question import (
    ONE,
    ZERO,
    Match,
    Option,
    Order,
    Pair,
    Question,
    Scenario,
    Single,
)

_MOST_PAIRS = 400


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
        self._part_of_order(name, right, others)
        options = tuple(Option(choices[key][1], ONE, choices[key][3], fixed=False) for key in right)
        return Order(stem=stem, options=options, points=self._points(whole))

    def _part_of_order(self, name: str, right: list[str], others: Mapping[str, Value]) -> None:
        """Name a marking that gives something for a part of the order, which the model has not."""
        none = self.score({**others, name: None})
        for tried in ([*right[:-2], right[-1], right[-2]], [right[1], right[0], *right[2:]], right[:1]):
            if self.processing.present and self.score({**others, name: list(tried)}) > none:
                self._lose("order: a part of the points for a part of the order")
                return

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
        if not self.own and self._uneven(name, partner, turned):
            if not others and len(left) * len(right) <= _MOST_PAIRS:
                return self._split(element, stem, left, right, turned)
            self._lose("mapping: pairs of unequal weight")
        elif not self.own and len(partner) > 1 and not self._each_counts(name, whole, others):
            self._lose("match_correct: all pairs or nothing")
        if set(left) - set(partner):
            self._lose("choices without a partner")
        pairs = [Pair(text, right[partner[key]]) for key, text in left.items() if key in partner]
        used = set(partner.values())
        pairs += [Pair("", text) for key, text in right.items() if key not in used]
        return Match(stem=stem, pairs=tuple(pairs), points=self._points(whole))

    def _each_counts(self, name: str, whole: Decimal, others: Mapping[str, Value]) -> bool:
        """Whether each right pair earns its share by itself."""
        right = list(self.declared.correct.get(name) or ())
        none = self.score({**others, name: None})
        return all((self.score({**others, name: [pair]}) - none) * len(right) == whole for pair in right[:2])

    def _worth(self, name: str, one: str, other: str, turned: bool) -> Decimal:
        base = self.declared.base.get(name, "")
        return self.declared.mapped_one(name, typed(f"{other} {one}" if turned else f"{one} {other}", base))

    def _uneven(self, name: str, partner: Mapping[str, str], turned: bool) -> bool:
        """Whether a mapping weighs pairs in a way that a share for each right one does not say."""
        if len(partner) < 2 or name not in self.declared.mapping or not self._maps(name):
            return False
        base = self.declared.base.get(name, "")
        pairs = [f"{other} {one}" if turned else f"{one} {other}" for one, other in partner.items()]
        right = {typed(pair, base) for pair in pairs}
        weights = {self.declared.mapped_one(name, pair) for pair in right}
        table = self.declared.mapping[name]
        wrong = [one.get("mappedValue") for one in table.iterfind("mapEntry")
                 if typed(one.get("mapKey") or "", base) not in right]  # fmt: skip
        return len(weights) > 1 or any(decimal_of(one or "") for one in (table.get("defaultValue"), *wrong))

    def _split(
        self,
        element: etree._Element,
        stem: str,
        left: Mapping[str, str],
        right: Mapping[str, str],
        turned: bool,
    ) -> Question:
        """A part for each left side, its options the right sides, each worth what its pair is."""
        name = element.get("responseIdentifier") or ""
        parts: list[Single] = []
        for key, text in left.items():
            worth = {other: self._worth(name, key, other, turned) for other in right}
            best = max(worth.values(), default=ZERO)
            if best <= 0:
                self._lose("choices without a partner")
                continue
            options = tuple(Option(said, self.share(worth[other], best)) for other, said in right.items())
            part = Single(uid=f"p{len(parts) + 1}", stem=text, options=options, points=self._points(best))
            parts.append(replace(part, fixed_order=element.get("shuffle") != "true"))
        total = sum((part.points for part in parts), ZERO)
        most = decimal_of(self.declared.mapping[name].get("upperBound") or "")
        if any(option.credit < 0 for part in parts for option in part.options) or (most is not None and most < total):
            self._lose("mapping: negative pairs or a bound")
        return Scenario(stem=stem, parts=tuple(parts), points=self._points(total))
