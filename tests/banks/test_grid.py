"""Kinds × formats: every kind with every feature out in every format and in again, the same or named."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from desktop_app.banks.exporting import WRITERS
from desktop_app.banks.question import Kind
from tests.banks import grid

EXPECTED = """\
| | .json | .xlsx | .csv | .gift | .xml | .zip | .aiken |
|---|---|---|---|---|---|---|---|
| single | held | held | held | held | held | held | held |
| multiple | held | held | held | held | held | held | left out |
| true_false | held | held | held | held | held | held | left out |
| blank | held | held | held | held | held | held | left out |
| numeric | held | held | held | held | held | held | left out |
| order | held | held | held | left out | held | held | left out |
| match | held | held | held | held | held | held | left out |
| scenario | held | held | held | held | held | held | left out |
| essay | held | held | held | held | held | held | left out |
| its own number (uid) | held | held | held | held | held | held | no uid |
| topic | held | held | held | held | held | held | no topic |
| tags | held | held | held | held | held | held | no tags |
| difficulty | held | held | held | no difficulty | no difficulty | held | no difficulty |
| points | held | held | held | no points | held | held | no points |
| explanation | held | held | held | held | held | held | no explanation |
| source and its days | held | held | held | no source | no source | held | no source |
| reserved | held | held | held | no reserved | no reserved | held | no reserved |
| fixed order of options | held | held | held | no fixed_order | order match: no fixed_order | held | no fixed_order |
| several lines | held | held | held | held | held | held | no white space |
| rich text (HTML) | held | held | held | held | held | held | no stem, stem_format |
| rich text (Markdown) | held | held | held | held | held | held | no white space, stem_format |
| image in the stem | held | no images | no images | no images | held | held | no images |
| image in rich text | held | no images | no images | no stem, images | held | held | no stem, stem_format, images |
| image as an option | held | no images | no images | no images | held | held | no images |
| image in a feedback | held | no images | no images | no images | held | held | no images, feedback |
| image in the explanation | held | no images | no images | no images | held | held | no images, explanation |
| formula in the stem | held | held | held | held | held | held | held |
| formula in an option | held | held | held | held | held | held | held |
| partial credits | held | held | held | multiple: no credit | multiple: no credit | held | no credit |
| negative credits | held | held | held | held | held | held | no credit |
| feedback | held | held | held | held | held | held | no feedback |
| fixed options | held | held | held | no fixed | no fixed | held | no fixed |
| several accepted texts | held | held | held | held | held | held | – |
| credits of accepted texts | held | held | held | held | held | held | – |
| case of letters | held | held | held | no match_case | held | held | – |
| several blanks | held | held | held | left out | no points | held | – |
| tolerance | held | held | held | held | held | held | – |
| several accepted numbers | held | held | held | held | held | held | – |
| unit | held | held | held | no unit | held | held | – |
| distractors | held | held | held | held | held | held | – |
| branching | held | held | held | held | held | no next | – |
| points of parts | held | held | held | no points | held | held | – |
| explanation of parts | held | held | held | held | held | held | – |
| feedback of parts | held | held | held | held | held | held | – |
"""
"""What is told of a bank that is written: a change of behaviour is a change of this table (and of docs/formats.md,
which ``scripts/formats_table.py`` makes of it)."""


@pytest.fixture(scope="module")
def account() -> tuple[grid.Told, list[str]]:
    """The whole grid, once."""
    return grid.account()


def test_what_is_lost_is_named_and_what_is_named_is_lost(account: tuple[grid.Told, list[str]]) -> None:
    assert account[1] == []


def test_what_each_format_holds(account: tuple[grid.Told, list[str]]) -> None:
    assert grid.table(account[0]).splitlines() == EXPECTED.splitlines()


def test_the_grid_holds_all_kinds_and_every_field_that_a_question_has() -> None:
    assert set(grid.BASE) == set(Kind)
    changed: set[str] = set()
    for feature, question in grid.cases():
        if feature:
            changed |= set(grid.unlike(grid.BASE[question.kind], question))
    fields = {name for base in grid.BASE.values() for name in fields_of(base)}
    # Another answer is another question: no feature.
    assert fields - changed <= {"answer", "value"}
    assert {suffix for _, suffix in account_keys()} == set(WRITERS)


def fields_of(part: Any) -> set[str]:
    """The names of a dataclass's innermost fields."""
    found: set[str] = set()
    for name in (one.name for one in dataclasses.fields(part)):
        value = getattr(part, name)
        if isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
            found |= {inner for one in value for inner in fields_of(one)}
        else:
            found.add(name)
    return found


def account_keys() -> set[tuple[str, str]]:
    """Every cell of the table above."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in EXPECTED.splitlines()]
    return {(row[0], suffix) for row in rows[2:] for suffix in rows[0][1:]}


def test_a_loss_in_silence_would_be_seen() -> None:
    """The grid's own comparison, on a question that lost something everywhere."""
    question = grid.all_at_once(grid.BASE[Kind.SINGLE])
    bare = grid.BASE[Kind.SINGLE]
    assert set(grid.unlike(question, bare)) >= {"uid", "stem", "images", "feedback", "text", "fixed", "source"}
    assert list(grid.unlike(bare, grid.BASE[Kind.ESSAY])) == ["kind"]
    assert list(grid.unlike(bare, bare)) == []
