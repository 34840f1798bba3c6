"""Exports of a whole bank: progress, cancelling, and every format brought back in."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.banks.bank import all_questions
from desktop_app.banks.exporting import export
from desktop_app.banks.formats.draft import Draft, Drafted
from desktop_app.banks.importing import import_draft, import_file
from desktop_app.banks.question import (
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
    Scenario,
    Single,
    TrueFalse,
)
from desktop_app.base.clock import Reading
from desktop_app.base.progress import Cancelled
from desktop_app.staff import Actor
from desktop_app.store import Store
from tests.banks.formats.questions import PNG

RIGHT = Decimal(1)
_TWO = (Option("a", RIGHT, "yes"), Option("b"))
BANK: list[Question] = [
    Single(uid="q1", stem="Single", topic=("A",), options=_TWO),
    Multiple(uid="q2", stem="Multiple", topic=("A", "B"), options=(*_TWO, Option("c", RIGHT))),
    TrueFalse(uid="q3", stem="True", answer=False, feedback_true="no", explanation="why"),
    Blank(uid="q4", stem="A ____", blanks=(Gap((Accepted("x"), Accepted("y", Decimal("0.5")))),)),
    Numeric(uid="q5", stem="How many?", numbers=(Number(Decimal("3.5"), Decimal("0.25")),)),
    Order(uid="q6", stem="Order", options=(Option("a", RIGHT), Option("b", RIGHT))),
    Match(uid="q7", stem="Match", pairs=(Pair("a", "1"), Pair("b", "2"), Pair("", "3"))),
    Essay(uid="q8", stem="Essay", tags=("t",)),
    Scenario(
        uid="q9",
        stem='<p>Case <img src="a.png"></p>',
        stem_format="html",
        images={"a.png": PNG},
        topic=("C",),
        parts=(
            Single(uid="p1", stem="One", options=(replace(_TWO[0], next="p3"), _TWO[1])),
            TrueFalse(uid="p2", stem="Two", answer=True),
            Essay(uid="p3", stem="Three"),
        ),
    ),
    Essay(uid="q10", stem="After", topic=("C",)),
]


@pytest.fixture
def bank(store: Store, examiner: Actor, reading: Reading) -> Store:
    """A store with a bank of every kind."""
    draft = Draft(questions=tuple(Drafted(one, one.uid) for one in BANK))
    report = import_draft(store, examiner, draft, bank="b", title="b", file="x", reading=reading)
    assert report.imported == len(BANK)
    return store


EXPECTED: dict[str, tuple[dict[str, str], set[tuple[str, str]]]] = {
    ".json": ({}, set()),
    ".xml": ({}, set()),
    ".gift": ({"q6": "kind_not_in_format"}, {("q9", "stem"), ("q9", "images")}),
    ".aiken": (
        dict.fromkeys((f"q{n}" for n in range(2, 11)), "kind_not_in_format"),
        {("q1", "uid"), ("q1", "topic"), ("q1", "feedback")},
    ),
}


def test_what_goes_out_comes_back_or_is_named(bank: Store, examiner: Actor, reading: Reading, tmp_path: Path) -> None:
    for suffix, (left_out, reduced) in EXPECTED.items():
        path = tmp_path / f"out{suffix}"
        done = export(bank, examiner, "b", path, reading=reading)
        assert {one.where: one.code for one in done.left_out} == left_out, suffix
        assert {(one.where, str(one.facts["feature"])) for one in done.reduced} == reduced, suffix
        copy = f"copy{suffix}"
        report = import_file(bank, examiner, path, bank=copy, reading=reading)
        assert (report.imported, report.rejected, report.skipped) == (len(BANK) - len(left_out), (), ()), suffix
        back = {one.uid: one for one in all_questions(bank, copy)}
        changed = {*left_out, *(where for where, _ in reduced)}
        assert [back[one.uid] for one in BANK if one.uid not in changed] == [
            one for one in BANK if one.uid not in changed
        ]
        if "q9" in back:
            assert getattr(back["q9"], "parts", None) == getattr(BANK[8], "parts", ())


def test_an_export_is_cancelled_between_questions(
    bank: Store, examiner: Actor, reading: Reading, tmp_path: Path
) -> None:
    told: list[tuple[int, int]] = []

    def cancel(done: int, total: int) -> None:
        told.append((done, total))
        if done == len(BANK):
            raise Cancelled

    for suffix in EXPECTED:
        with pytest.raises(Cancelled):
            export(bank, examiner, "b", tmp_path / f"out{suffix}", reading=reading, progress=cancel)
    assert told == [(0, 0), (len(BANK), len(BANK))] * len(EXPECTED)
    assert not list(tmp_path.glob("*out*"))
