"""The question types of Moodle XML that are one question of the model each.

Promises: keys, credits and tolerances as Moodle would grade them; what cannot be understood is told with its text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from lxml import etree

from desktop_app.banks.formats import moodle_xml_gaps
from desktop_app.banks.formats.draft import Noted
from desktop_app.banks.formats.entry import decimal_of, rejected, share_of
from desktop_app.banks.formats.moodle_xml_entry import Entry, field, flag, said
from desktop_app.banks.question import (
    ONE,
    ZERO,
    Accepted,
    Blank,
    Essay,
    Gap,
    Match,
    Multiple,
    Number,
    Numeric,
    Option,
    Order,
    Pair,
    Question,
    Single,
    TrueFalse,
)

Made = Question | Noted


def _credit(answer: etree._Element) -> Decimal | None:
    """What an answer is worth; our own files say it exactly."""
    own = answer.get("credit")
    return share_of((answer.get("fraction") or "0").replace(",", ".")) if own is None else decimal_of(own)


def _unreadable(entry: Entry, text: str) -> Noted:
    return rejected(entry.where, "number_unreadable", text=text[:40])


def _options(entry: Entry) -> list[Option] | Noted:
    options = []
    for answer in entry.answers:
        credit = _credit(answer)
        if credit is None:
            return _unreadable(entry, answer.get("fraction") or "")
        feedback = next((child for child in answer if child.tag == "feedback"), None)
        option = Option(entry.text(answer, shown=True), credit, entry.text(feedback))
        following = answer.get("next")
        options.append(option if following is None else replace(option, next=following))
    return options


def choice(entry: Entry, common: dict[str, Any]) -> Made:
    """``multichoice``."""
    options = _options(entry)
    if isinstance(options, Noted):
        return options
    common["fixed_order"] = not flag(entry.value("shuffleanswers"), True)
    single = "single" not in entry.children or flag(entry.value("single"), False)
    return (Single if single else Multiple)(**common, options=tuple(options))


def choice_set(entry: Entry, common: dict[str, Any]) -> Made:
    """``multichoiceset``: all right ones and no other, or nothing."""
    options = _options(entry)
    if isinstance(options, Noted):
        return options
    common["fixed_order"] = not flag(entry.value("shuffleanswers"), True)
    whole = tuple(replace(option, credit=ONE if option.credit > 0 else ZERO) for option in options)
    return Multiple(**common, options=whole)


def true_false(entry: Entry, common: dict[str, Any]) -> Made:
    """``truefalse``."""
    feedback = {True: "", False: ""}
    right: bool | None = None
    for n, answer in enumerate(entry.answers[:2]):
        word = field(answer)[0].lower()
        # The order counts where the words are not Moodle's own.
        means = word == "true" if word in {"true", "false"} else n == 0
        feedback[means] = entry.text(answer.find("feedback"))
        if (share_of(answer.get("fraction") or "0") or ZERO) > 0:
            right = means
    if right is None:
        return rejected(entry.where, "answer_missing")
    return TrueFalse(**common, answer=right, feedback_true=feedback[True], feedback_false=feedback[False])


def _typed(entry: Entry) -> Iterator[tuple[str, Decimal | None, etree._Element]]:
    """(text, credit, element) of answers that are typed: plain text, whatever their format says."""
    for answer in entry.answers:
        yield field(answer)[0], _credit(answer), answer


def short_answer(entry: Entry, common: dict[str, Any]) -> Made:
    """``shortanswer``."""
    accept = []
    for text, credit, answer in _typed(entry):
        if credit is None:
            return _unreadable(entry, answer.get("fraction") or "")
        if field(answer.find("feedback"))[0]:
            entry.lose("feedback of a short answer")
        if "*" in text.replace("\\*", ""):
            if credit > 0:
                entry.lose("wildcard (*) " + text)
            continue
        accept.append(Accepted(text.replace("\\*", "*"), credit))
    if all(one.credit <= 0 for one in accept):
        return rejected(entry.where, "answer_missing")
    return Blank(**common, blanks=(Gap(tuple(accept), flag(entry.value("usecase"), False)),))


def numerical(entry: Entry, common: dict[str, Any]) -> Made:
    """``numerical``."""
    numbers = []
    for text, credit, answer in _typed(entry):
        if field(answer.find("feedback"))[0]:
            entry.lose("feedback of a number")
        if old := said(answer, "fraction"):
            credit = decimal_of(old)  # noqa: PLW2901  # before Moodle 1.9 an element, and a share of 1
        if text == "*" and credit is not None:
            if credit > 0:
                entry.lose("any number (*)")
            continue
        value, tolerance = moodle_xml_gaps.number(text), moodle_xml_gaps.number(said(answer, "tolerance") or "0")
        if value is None or tolerance is None or credit is None:
            return _unreadable(entry, text)
        numbers.append(Number(value, abs(tolerance), credit))
    if all(one.credit <= 0 for one in numbers):
        return rejected(entry.where, "answer_missing")
    return Numeric(**common, numbers=tuple(numbers), unit=_unit(entry))


def _unit(entry: Entry) -> str:
    units = [
        (said(unit, "unit_name"), decimal_of(said(unit, "multiplier") or "1"))
        for unit in entry.element.iterfind("units/unit")
    ]
    own = next((name for name, multiplier in units if multiplier == 1), "")
    if len(units) > 1 or (units and not own):
        entry.lose("units: " + ", ".join(name for name, _ in units if name != own))
    if units and entry.value("unitgradingtype").strip("0"):
        entry.lose("unitpenalty")
    return own


def matching(entry: Entry, common: dict[str, Any]) -> Made:
    """``matching``, and ``ddmatch``, whose right sides may be HTML."""
    pairs = []
    for one in entry.element.iterfind("subquestion"):
        answer = one.find("answer")
        right = entry.text(answer, shown=True) if answer is not None and answer.get("format") else field(answer)[0]
        pairs.append(Pair(entry.text(one, shown=True), right))
    return Match(**common, pairs=tuple(pairs))


def ordering(entry: Entry, common: dict[str, Any]) -> Made:
    """``ordering``: the fraction is the place."""
    placed = []
    for n, answer in enumerate(entry.answers):
        place = decimal_of(answer.get("fraction") or "")
        placed.append((place if place is not None else Decimal(n), n, answer))
    if entry.value("selecttype") in {"RANDOM", "CONTIGUOUS", "1", "2"}:
        entry.lose("selecttype")
    if entry.value("gradingtype") not in {"", "ALL_OR_NOTHING", "-1"}:
        entry.lose("gradingtype")
    options = [
        Option(entry.text(answer, shown=True), ONE, entry.text(answer.find("feedback")))
        for _, _, answer in sorted(placed, key=lambda one: one[:2])
    ]
    return Order(**common, options=tuple(options))


def essay(entry: Entry, common: dict[str, Any]) -> Made:
    """``essay``: what the marker is told is the model answer."""
    model = entry.text(entry.children.get("graderinfo"))
    if model:
        common["explanation"] = "\n".join(text for text in (common["explanation"], model) if text)
    if entry.text(entry.children.get("responsetemplate")):
        entry.lose("responsetemplate")
    for name in ("attachments", "minwordlimit", "maxwordlimit"):
        if entry.value(name).strip("0"):
            entry.lose(name)
    return Essay(**common)


READERS: Mapping[str, Callable[[Entry, dict[str, Any]], Made]] = {
    "multichoice": choice,
    "multichoiceset": choice_set,
    "truefalse": true_false,
    "shortanswer": short_answer,
    "numerical": numerical,
    "matching": matching,
    "match": matching,
    "ddmatch": matching,
    "ordering": ordering,
    "essay": essay,
    "cloze": moodle_xml_gaps.cloze_question,
    "multianswer": moodle_xml_gaps.cloze_question,
    "gapselect": moodle_xml_gaps.select_missing_words,
    "ddwtos": moodle_xml_gaps.drag_words,
}
"""Type → reader; any other type is reported by its name."""
