"""The question types of Moodle XML whose gaps stand in the text: cloze, gapselect, ddwtos.

Promises: gaps that all take text are one fill-in question; words dragged into gaps are pairs to match; any other
mixture is a case with a part a gap.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from desktop_app.banks import inline
from desktop_app.banks.formats import cloze
from desktop_app.banks.formats.draft import Noted
from desktop_app.banks.formats.entry import decimal_of, rejected
from desktop_app.banks.formats.moodle_xml_entry import Entry, field, flag, said
from desktop_app.banks.formats.rich_text import RichText
from desktop_app.banks.question import ONE, ZERO, Blank, Match, Option, Pair, Question, Scenario, Single, has_options

_PLACE = re.compile(r"\[\[(\d{1,3})\]\]")


def number(text: str) -> Decimal | None:
    """A number as Moodle reads it: a single comma, where there is no point, is the decimal sign."""
    if text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    return decimal_of(text)


def cloze_question(entry: Entry, common: dict[str, Any]) -> Question | Noted:
    """``cloze``: answers embedded in the text."""
    source, form = field(entry.children.get("questiontext"))
    html_text = form not in {"plain_text", "markdown"}
    texts, gaps = cloze.split(source, html_text)
    if not gaps:
        return rejected(entry.where, "cloze_without_gap")
    for n, gap in enumerate(gaps, 1):
        if not gap.answers:
            return rejected(entry.where, "blank_without_answer", blank=n)
        if not gap.type.startswith("multiple") and all(one.credit != ONE for one in gap.answers):
            return rejected(entry.where, "blank_without_full_answer", blank=n)
    together = cloze.only_texts(gaps)
    stem = _stem_again(entry, common, cloze.stem_of(texts, not together and len(gaps) > 1))
    common["points"] = sum((gap.weight for gap in gaps), ZERO)
    if together:
        blanks = tuple(cloze.blank_of(gap, entry.lost) for gap in gaps)
        return Blank(**common, blanks=blanks)
    if len(gaps) == 1:
        part = cloze.part_of(gaps[0], stem, entry.rich, entry.lost)
        return replace(part, **common)
    parts = [cloze.part_of(gap, f"（{n}）", entry.rich, entry.lost, f"p{n}") for n, gap in enumerate(gaps, 1)]
    return Scenario(**common, parts=_with_pictures(parts, entry))


def _with_pictures(parts: Sequence[Question], entry: Entry) -> tuple[Question, ...]:
    """The parts, each with the images that stand in its own texts."""
    images = entry.rich.images
    made = []
    for part in parts:
        texts = [text for one in part.options for text in (one.text, one.feedback)] if has_options(part) else []
        used = frozenset().union(*(inline.pictures(text, images) for text in texts))
        made.append(replace(part, images={name: images[name] for name in images if name in used}) if used else part)
    return tuple(made)


def _stem_again(entry: Entry, common: dict[str, Any], text: str) -> str:
    """The stem made anew from a text without answers: what the answers in it hold is no part of it."""
    entry.rich = RichText(entry.picture)
    common["stem"], common["stem_format"] = entry.stem(text)
    common["explanation"] = entry.text(entry.children.get("generalfeedback"))
    return str(common["stem"])


def _places(entry: Entry) -> tuple[list[str], list[int]]:
    """The text between the gaps ``[[3]]``, and the number of the right choice of each gap."""
    source, _ = field(entry.children.get("questiontext"))
    pieces = _PLACE.split(source)
    return pieces[::2], [int(one) for one in pieces[1::2]]


def _words(entry: Entry, tag: str) -> list[tuple[str, str, bool]]:
    """(text, group, whether it may be used again) of each choice."""
    return [
        (entry.text(one, shown=True), said(one, "group") or "1", one.find("infinite") is not None)
        for one in entry.element.iterfind(tag)
    ]


def select_missing_words(entry: Entry, common: dict[str, Any]) -> Question | Noted:
    """``gapselect``: a list of choices in each gap."""
    return _chosen(entry, common, "selectoption")


def drag_words(entry: Entry, common: dict[str, Any]) -> Question | Noted:
    """``ddwtos``: words dragged into gaps; those of one group, each used once, are pairs to match."""
    texts, right = _places(entry)
    words = _words(entry, "dragbox")
    simple = len({group for _, group, _ in words}) == 1 and not any(again for _, _, again in words)
    if len(right) < 2 or not simple or len(set(right)) != len(right) or max(right) > len(words) or min(right) < 1:
        return _chosen(entry, common, "dragbox")
    _stem_again(entry, common, cloze.stem_of(texts, True))
    pairs = [Pair(f"（{n}）", words[one - 1][0]) for n, one in enumerate(right, 1)]
    pairs += [Pair("", word) for n, (word, _, _) in enumerate(words, 1) if n not in right]
    return Match(**common, pairs=tuple(pairs))


def _chosen(entry: Entry, common: dict[str, Any], tag: str) -> Question | Noted:
    texts, right = _places(entry)
    if not right:
        return rejected(entry.where, "cloze_without_gap")
    words = _words(entry, tag)
    stem = _stem_again(entry, common, cloze.stem_of(texts, len(right) > 1))
    parts: list[Question] = []
    fixed = not flag(entry.value("shuffleanswers"), True)
    for n, one in enumerate(right, 1):
        if not 1 <= one <= len(words):
            return rejected(entry.where, "blank_without_answer", blank=n)
        group = words[one - 1][1]
        options = tuple(
            Option(word, ONE if place == one else ZERO) for place, (word, own, _) in enumerate(words, 1) if own == group
        )
        parts.append(Single(uid=f"p{n}", stem=f"（{n}）", options=options, fixed_order=fixed))
    if len(parts) == 1:
        return replace(parts[0], **{"uid": "", **common, "stem": stem})
    return Scenario(**common, parts=_with_pictures(parts, entry))
