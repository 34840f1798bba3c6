"""Aiken: as Moodle reads it, its Chinese spellings, slips, and the way out and back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings

from desktop_app.banks.formats import aiken
from desktop_app.banks.question import Multiple, Option, Question, Single
from tests.banks.formats.questions import SOUND, without

RIGHT = Decimal(1)


def only(text: str) -> Question:
    draft = aiken.read(text.encode())
    assert not draft.findings
    (one,) = draft.questions
    return one.question


@pytest.mark.parametrize("mark", [". ", ") ", ")", "、", "．", "：", ":  "])
@pytest.mark.parametrize("answer", ["ANSWER: B", "Answer:B", "答案：B", "正确答案: b", "ANSWER: Ｂ"])
def test_spellings(mark: str, answer: str) -> None:
    text = f"存款保险的限额是\nA{mark}二十万\nB{mark}五十万\n{answer}\n"
    assert only(text) == Single(stem="存款保险的限额是", options=(Option("二十万"), Option("五十万", RIGHT)))


def test_more_than_one_letter_explanation_and_lines() -> None:
    text = "Stem\nsecond line\n\nA. a\nmore\nB. b\n\nC. c\nANSWER: A, C\n解析：because\nof it\n"
    assert only(text) == Multiple(
        stem="Stem\nsecond line",
        options=(Option("a\nmore", RIGHT), Option("b"), Option("c", RIGHT)),
        explanation="because\nof it",
    )


@pytest.mark.parametrize(
    ("slip", "code"),
    [
        ("Q\nA) only\nANSWER: A", "options_too_few"),
        ("Q\nA) a\nB) b", "answer_missing"),
        ("Q\nA) a\nB) b\nANSWER: C", "answer_beyond_options"),
        ("Q\nA) a\nB) b\nANSWER: 42", "answer_unreadable"),
        ("A) a\nB) b\nANSWER: A", "stem_missing"),
        ("just a text", "options_too_few"),
    ],
)
def test_a_slip_is_named_and_its_neighbours_stay(slip: str, code: str) -> None:
    good = "{}\nA) a\nB) b\nANSWER: A\n\n"
    end = good.format("after") if slip != "just a text" else ""
    draft = aiken.read((good.format("before") + slip + "\n\n" + end).encode())
    assert [(finding.where, finding.code) for finding in draft.findings] == [("line 6", code)]
    assert [one.question.stem for one in draft.questions] == ["before", "after"][: 2 if end else 1]


@settings(max_examples=200, deadline=None)
@given(SOUND)
def test_out_and_back(question: Question) -> None:
    written = aiken.write([question])
    draft = aiken.read(written.data)
    if written.left_out:
        assert not draft.read
        return
    (one,) = draft.questions
    named = {str(finding.facts["feature"]) for finding in written.reduced}
    expected = without(question, named)
    assert isinstance(expected, Single)
    assert isinstance(one.question, Single)
    if named & {"stem_format", "line breaks", "stem", "images"}:
        expected = replace(expected, stem=one.question.stem, stem_format="plain")
    if "feedback" in named or "credit" in named or "line breaks" in named:
        texts = [option.text for option in one.question.options]
        assert [" ".join(option.text.split("\n")).strip() for option in expected.options] == texts
        expected = replace(expected, options=one.question.options)
    assert one.question == expected


def test_every_sample_is_read(samples: Path) -> None:
    draft = aiken.read((samples / "aiken/questions.aiken.txt").read_bytes())
    assert [type(one.question) for one in draft.questions] == [Single, Single]
    assert not draft.findings
    draft = aiken.read((samples / "aiken/aiken_errors.txt").read_bytes())
    assert [one.question.stem[:20] for one in draft.questions] == [
        "A good question",
        "A second good questi",
        "A third good questio",
    ]
    assert [(one.where, one.code) for one in draft.findings] == [
        ("line 1", "options_too_few"),
        ("line 5", "stem_missing"),
        ("line 14", "answer_missing"),
    ]
    for path in (samples / "aiken").iterdir():
        assert aiken.sniff(path.read_bytes(), path.name)
