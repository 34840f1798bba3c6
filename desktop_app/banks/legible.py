"""Signs that nobody sees in a text, and that change what is seen or compared, taken out of what was read of a file.

Promises: a question without such signs comes back as the same object; one that had some is told by a warning, or is
rejected where nothing is left of a text that it needs. Signs: controls but tab and line ends, those that turn the
direction of writing (Unicode UAX #9), white space of no width, soft hyphens.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar, cast

from desktop_app.banks.formats.draft import Drafted, Event, Noted
from desktop_app.banks.question import Blank, Match, Question, Scenario, TrueFalse, check, has_options
from desktop_app.tables.findings import Finding

T = TypeVar("T")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def legible(events: Iterable[Event]) -> Iterator[Event]:
    """The events of a file with every question made legible."""
    for event in events:
        if not isinstance(event, Drafted) or not _UNSEEN.search(_texts(event.question)):
            yield event
            continue
        question = _without(event.question)
        if problems := check(question):
            yield Noted("rejected", Finding(event.where, problems[0].code, problems[0].facts))
        else:
            yield replace(event, question=question)
            yield Noted("warning", Finding(event.where, "unseen_signs_taken_out"))


def _texts(question: Question) -> str:
    """Every text that is shown or compared, as one."""
    texts = [question.stem, question.explanation, question.uid, *question.topic, *question.tags]
    if has_options(question):
        for option in question.options:
            texts += (option.text, option.feedback)
    elif isinstance(question, Match):
        for pair in question.pairs:
            texts += (pair.left, pair.right)
    elif isinstance(question, Blank):
        texts += [one.text for gap in question.blanks for one in gap.accept]
    elif isinstance(question, TrueFalse):
        texts += (question.feedback_true, question.feedback_false)
    elif isinstance(question, Scenario):
        texts += map(_texts, question.parts)
    return "".join(texts)


def _without(value: T) -> T:
    """The value with the signs gone from every text within; images keep their names, which texts hold too."""
    made: Any = value
    if isinstance(value, str):
        made = _UNSEEN.sub("", value)
    elif isinstance(value, tuple):
        made = tuple(_without(one) for one in value)
    elif isinstance(value, dict):
        made = {_without(name): data for name, data in value.items()}
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        named = {one.name: _without(getattr(value, one.name)) for one in dataclasses.fields(value)}
        made = type(value)(**named)
    return cast(T, made)
