"""What a file format cannot hold of a question, named for the report of an export."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Sequence

from desktop_app.banks.formats.draft import Written
from desktop_app.banks.question import (
    ONE,
    Blank,
    Gap,
    Numeric,
    Option,
    Pair,
    Question,
    Scenario,
    has_options,
)
from desktop_app.tables.findings import Finding

POINTS, DIFFICULTY, SOURCE, RESERVED, FIXED_ORDER, FIXED_OPTION, IMAGES, UNIT, MATCH_CASE, TAGS, TOPIC, IDENTITY = (
    "points",
    "difficulty",
    "source",
    "reserved",
    "fixed_order",
    "fixed",
    "images",
    "unit",
    "match_case",
    "tags",
    "topic",
    "uid",
)


def place(question: Question, number: int) -> str:
    """How a question is named in the report of an export: its identity, else its number."""
    return question.uid or f"questions[{number}]"


def left_out(question: Question, number: int, format_name: str) -> Finding:
    """A question that the format has no kind for."""
    return Finding(place(question, number), "kind_not_in_format", {"kind": question.kind.value, "format": format_name})


def changed(question: Question, number: int, format_name: str) -> Finding:
    """A question that the format would give back as another one."""
    return Finding(place(question, number), "export_would_change", {"format": format_name})


def reduced(question: Question, number: int, format_name: str, feature: str) -> Finding:
    """A feature of a question that the format has no place for."""
    return Finding(place(question, number), "feature_not_in_format", {"feature": feature, "format": format_name})


def features(question: Question) -> Iterator[str]:
    """The features that this question makes use of, by the names of the canonical form."""
    if question.points != ONE:
        yield POINTS
    if question.difficulty is not None:
        yield DIFFICULTY
    if question.source is not None:
        yield SOURCE
    if question.reserved:
        yield RESERVED
    if question.images:
        yield IMAGES
    if question.tags:
        yield TAGS
    if question.topic:
        yield TOPIC
    if question.uid:
        yield IDENTITY
    if question.fixed_order:
        yield FIXED_ORDER
    if has_options(question) and any(option.fixed for option in question.options):
        yield FIXED_OPTION
    if isinstance(question, Numeric) and question.unit:
        yield UNIT
    if isinstance(question, Blank) and any(gap.match_case for gap in question.blanks):
        yield MATCH_CASE


def unheld(question: Question, number: int, format_name: str, held: Collection[str]) -> Iterator[Finding]:
    """A finding for each feature in use that the format does not hold."""
    for feature in features(question):
        if feature not in held:
            yield reduced(question, number, format_name, feature)


ESSENTIAL = frozenset(("kind", "options", "text", "next", "answer", "blanks", "numbers", "pairs", "parts"))
"""Of ``differences``: what makes another question of it."""


class Account:
    """The questions of one file being written: how many it holds, and what is told of the others."""

    def __init__(self, format_name: str) -> None:
        self._format = format_name
        self._left_out: list[Finding] = []
        self._reduced: list[Finding] = []
        self._count = 0

    def leave(self, question: Question, number: int) -> None:
        """A question of a kind that the format has not."""
        self._left_out.append(left_out(question, number, self._format))

    def takes(self, question: Question, number: int, lost: Collection[str]) -> bool:
        """Whether a question goes into the file that loses these features there; told in either case."""
        if not ESSENTIAL.isdisjoint(lost):
            self._left_out.append(changed(question, number, self._format))
            return False
        self._reduced += [reduced(question, number, self._format, name) for name in lost]
        self._count += 1
        return True

    def written(self, text: str) -> Written:
        """The file."""
        return Written(text.encode(), self._count, tuple(self._left_out), tuple(self._reduced))


WHITE_SPACE = "white space"


def differences(question: Question, back: Question) -> Iterator[str]:
    """The names of what is not the same in a question that was read back; for a case those of its parts too."""
    if type(question) is not type(back):
        yield "kind"
        return
    for held in dataclasses.fields(question):
        ours, theirs = getattr(question, held.name), getattr(back, held.name)
        if ours == theirs:
            continue
        if held.name == "options":
            yield from _option_differences(ours, theirs)
        elif held.name == "blanks" and [gap.accept for gap in ours] == [gap.accept for gap in theirs]:
            yield MATCH_CASE
        elif isinstance(question, Scenario) and held.name == "parts" and len(ours) == len(theirs):
            for one, other in zip(ours, theirs, strict=True):
                yield from differences(one, other)
        else:
            yield WHITE_SPACE if _close(ours) == _close(theirs) else held.name


def _option_differences(ours: Sequence[Option], theirs: Sequence[Option]) -> Iterator[str]:
    if len(ours) != len(theirs):
        yield "options"
        return
    for name in ("text", "credit", "feedback", "next", "fixed"):
        mine, yours = [getattr(one, name) for one in ours], [getattr(one, name) for one in theirs]
        if mine != yours:
            yield WHITE_SPACE if _close(mine) == _close(yours) else name


def _close(value: object) -> object:
    """The value with the white space of its texts made one."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, tuple | list):
        return [_close(one) for one in value]
    if isinstance(value, Pair):
        return _close(value.left), _close(value.right)
    if isinstance(value, Gap):
        return value.match_case, [(_close(one.text), one.credit) for one in value.accept]
    return value
