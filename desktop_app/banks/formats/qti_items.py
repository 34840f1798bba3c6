"""One QTI item becomes a question; QTI 2 and 3 alike, once their names are plain.

Promises: credits and points are what the item's own response processing gives, run for the responses in question; an
interaction that the model has no kind for is named. Must not know packages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from lxml import etree

from desktop_app.banks.formats import qti_own
from desktop_app.banks.formats.draft import Event
from desktop_app.banks.formats.entry import Account, rejected, settle
from desktop_app.banks.formats.qti_body import PLACE, NotHeld, is_simple, text_within
from desktop_app.banks.formats.qti_marking import KeyMissing
from desktop_app.banks.formats.qti_pairs import Pairs
from desktop_app.banks.formats.qti_processing import (
    Value,
)
from desktop_app.banks.formats.qti_typed import Typed
from desktop_app.banks.formats.rich_text import Resolve
from desktop_app.banks.question import (
    ZERO,
    Match,
    Question,
    Scenario,
)

_MOST_INTERACTIONS = 100
_DRAWN = re.compile(r"_{3,}")
_ALONE = re.compile(rf"<(?:p|div)>\s*{PLACE.pattern}\s*</(?:p|div)>")


def events_of(item: etree._Element, where: str, account: Account, resolve: Resolve) -> Iterable[Event]:
    """The events of one item, its names plain (``qti_body.plain_names``)."""
    try:
        return _Item(item, where, account, resolve).events()
    except NotHeld as error:
        return (rejected(where, "entry_kind_unknown", name=error.name),)
    except KeyMissing as error:
        return (rejected(where, error.code),)


class _Item(Pairs, Typed):
    """One item being read."""

    def events(self) -> Iterable[Event]:
        """The question, or why there is none."""
        if not self.body.interactions:
            return (rejected(self.where, "entry_kind_unknown", name="item without interaction"),)
        question = self._question()
        for name in dict.fromkeys(self.body.lost):
            self._lose(name)
        if not self.own and self.item.get("title"):
            self.account.lose("title", self.where)
        return settle(question, self.where, self.rich, self.lost, self.notes)

    def _question(self) -> Question:
        several = len(self.body.interactions) > 1
        if len(self.body.interactions) > _MOST_INTERACTIONS:
            raise NotHeld(f"{len(self.body.interactions)} interactions")
        tags = [str(one.tag) for one in self.body.interactions]
        if several and set(tags) == {"textEntryInteraction"} and all(self._takes_text(name) for name in self.names):
            question: Question = self._blanks()
            numbered = isinstance(question, Scenario)
        elif several:
            question, numbered = self._scenario(), True
        else:
            question, numbered = self._one(self.body.interactions[0], "?", {}), False
        if isinstance(question, Match | Scenario) and tags == ["gapMatchInteraction"]:
            numbered = True
        return self._finished(question, numbered)

    def _finished(self, question: Question, numbered: bool) -> Question:
        uid, self.notes = self.account.own_id(qti_own.uid_of(self.item), self.where)
        explanation = [
            question.explanation,
            *(text_within(self.body, self.rich, one, shown=False) for one in self.body.scorer),
        ]
        explanation += self._general_feedback(question)
        if self.own:
            stem, stem_format = qti_own.stem_of(self.item, self.rich, self.markup)
        else:
            stem, stem_format = self._stem(numbered)
            stem, stem_format = self.rich.finish(stem, stem_format)  # type: ignore[arg-type]
        return replace(
            question,
            uid=uid,
            stem=stem,
            stem_format=stem_format,  # type: ignore[arg-type]
            explanation="\n".join(dict.fromkeys(text for text in explanation if text)),
            images=dict(self.rich.images),
        )

    def _stem(self, numbered: bool) -> tuple[str, str]:
        inline = {
            n
            for n, one in enumerate(self.body.interactions, 1)
            if one.tag in {"textEntryInteraction", "inlineChoiceInteraction"}
        }
        gaps = bool(self.body.gaps)

        def place(match: Any) -> str:
            n = int(match.group(1))
            drawn = "_____" if gaps or n in inline else ""
            # A part with a prompt is asked there.
            return (f"（{n}）" if numbered and n not in self.body.prompts else "") + drawn

        if not numbered and len(_DRAWN.findall(self.markup)) == len(inline) == len(_ALONE.findall(self.markup)):
            inline = set()  # the author has drawn the blanks, and the fields stand below
        cleaned = self.rich.html(PLACE.sub(place, self.markup)).replace("<div></div>", "").strip()
        if is_simple(cleaned):
            plain = self.rich.plain(cleaned)
            return plain or (self.item.get("title") or ""), "plain"
        return cleaned, "html"

    def _one(self, element: etree._Element, stem: str, others: Mapping[str, Value]) -> Question:
        return _KINDS[str(element.tag)](self, element, stem, others)

    def _scenario(self) -> Question:
        right = {name: self.declared.correct.get(name) for name in self.names}
        none: dict[str, Value] = dict.fromkeys(self.names)
        parts = []
        for n, element in enumerate(self.body.interactions, 1):
            others = {name: value for name, value in none.items() if name != self.names[n - 1]}
            part = self._one(element, f"（{n}）", others)
            parts.append(replace(self._asked(part, n), uid=f"p{n}"))
        total = self.score(right)
        earned = sum((part.points for part in parts), ZERO)
        if total > 0 and earned != total:
            self._lose("scoring of the parts together")
        return Scenario(stem="?", parts=tuple(parts), points=self._points(total if total > 0 else earned))

    def _asked(self, part: Question, n: int) -> Question:
        """The part with the prompt of its interaction as its stem."""
        cleaned = self.rich.html(self.body.prompts.get(n, ""))
        if not cleaned.strip():
            return part
        if is_simple(cleaned):
            return replace(part, stem=f"{part.stem} {self.rich.plain(cleaned)}")
        images = {name: data for name, data in self.rich.images.items() if f'src="{name}"' in cleaned}
        stem = f"<p>{part.stem}</p>{cleaned}" if cleaned.startswith("<") else f"{part.stem} {cleaned}"
        return replace(part, stem=stem, stem_format="html", images=images)


_KINDS: Mapping[str, Callable[[_Item, etree._Element, str, Mapping[str, Value]], Question]] = {
    "choiceInteraction": _Item.choice,
    "inlineChoiceInteraction": _Item.choice,
    "hottextInteraction": _Item.choice,
    "textEntryInteraction": _Item.text_entry,
    "extendedTextInteraction": _Item.essay,
    "orderInteraction": _Item.order,
    "matchInteraction": _Item.match,
    "associateInteraction": _Item.associate,
    "gapMatchInteraction": _Item.gap_match,
}
