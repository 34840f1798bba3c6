"""What a file format cannot hold of a question, named for the report of an export."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from desktop_app.banks.question import ONE, Blank, Numeric, Question, has_options
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
