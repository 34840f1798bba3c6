"""One QTI 1.2 item and what its rule gives: what the readers of its kinds share.

Promises: points are those that the item declares, else the most that its rule gives. Must not know the kinds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from lxml import etree

from desktop_app.banks.formats.entry import Account, decimal_of, trimmed
from desktop_app.banks.formats.qti12_rule import Rule
from desktop_app.banks.formats.qti12_text import Texts, metadata_of
from desktop_app.banks.formats.rich_text import Resolve, RichText
from desktop_app.banks.question import ONE, ZERO

TOGETHER = "scoring of the parts together"
_PLACES = Decimal("0.0000001")
_NEAR = Decimal("0.05")  # a third of a hundred is written as 33.33
_TYPE_NAMES = ("question_type", "bbmd_questiontype", "cc_profile", "qmd_itemtype")


class NoKind(Exception):
    """A type of item that the model has no kind for."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Marking:
    """One item being read."""

    def __init__(self, item: etree._Element, where: str, account: Account, resolve: Resolve) -> None:
        self.item, self.where, self.account = item, where, account
        self.metadata = metadata_of(item)
        self.type = next((self.metadata[name] for name in _TYPE_NAMES if self.metadata.get(name)), "")
        self.points = self._declared_points()
        self.rule = Rule(item, self.points)
        self.rich = RichText(resolve)
        self.texts = Texts(item, self.rich)
        self.lost: list[str] = []

    def _declared_points(self) -> Decimal | None:
        for name in ("points_possible", "qmd_absolutescore_max", "cc_weighting", "qmd_weighting"):
            points = decimal_of(self.metadata.get(name) or "")
            if points is not None and points > 0:
                return trimmed(points)
        return None

    def _keys(self, response: etree._Element) -> Iterator[etree._Element]:
        return self.rule.told(response.get("ident") or "")

    def _common(self, best: Decimal) -> dict[str, Any]:
        """What every kind has; ``best`` is the most that the rule gives, which may be a percentage."""
        stem, stem_format = self.texts.stem()
        points = self.points
        if points is None:
            percent = best == 100 and (self.rule.declared_most == 100 or self.type.startswith("cc."))
            points = ONE if percent or best <= 0 else trimmed(best.quantize(_PLACES))
        told = self.rule.run({}).feedback if not self.texts.chosen else []
        explanation = [self.texts.feedback(name) for name in [*told, *self.texts.solutions]]
        return {
            "uid": self.item.get("ident") or "",
            "stem": stem,
            "stem_format": stem_format,
            "points": points,
            "explanation": "\n".join(dict.fromkeys(text for text in explanation if text)),
            "images": self.rich.images,
        }

    def _share(self, earned: Decimal, best: Decimal) -> Decimal:
        return max(-ONE, trimmed((earned / best).quantize(_PLACES)))

    def _each_counts(self, right: Mapping[str, Sequence[str]]) -> None:
        """Name a marking in which one right answer counts only beside others."""
        whole, none = self.rule.run(right).score, self.rule.run({}).score
        alone = [self.rule.run({ident: said}).score - none for ident, said in right.items()]
        if whole > none and abs(sum(alone, ZERO) - (whole - none)) > _NEAR:
            self._lose(TOGETHER)

    def _lose(self, feature: str) -> None:
        if feature not in self.lost:
            self.lost.append(feature)
