"""Aiken: as Moodle reads it, its Chinese spellings, slips, and the way out and back."""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings

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


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_encodings_and_line_ends(encoding: str) -> None:
    text = "存款保险的限额是\r\nA. 二十万\r\nB. 五十万\r\n答案：B\r\n"
    draft = aiken.read(text.encode(encoding))
    assert [one.question for one in draft.questions] == [
        Single(stem="存款保险的限额是", options=(Option("二十万"), Option("五十万", RIGHT)))
    ]


@pytest.mark.parametrize("piece", ["A.\n", "\n", " ", "A. ", "ANSWER:", "答案：A\n", "A. a\nB. b\n", "一、"])
def test_hostile_text_takes_no_more_than_its_length(piece: str) -> None:
    data = (piece * (100_000 // len(piece))).encode()
    begun = time.process_time()
    aiken.sniff(data, "x.txt")
    aiken.read(data)
    aiken.read(b"Q\nA. " + data + b"\nB. b\nANSWER: " + data)
    assert time.process_time() - begun < 3


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


@settings(max_examples=100, deadline=None)
@given(SOUND)
@example(Single(stem="A. stem", options=(Option("a", RIGHT), Option("b\nc"))))
@example(Single(stem="Q", options=(Option("ANSWER: A"), Option("答案：B", RIGHT))))
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
    texts = [" ".join(option.text.split()) for option in expected.options]
    assert [option.text for option in one.question.options] == texts
    assert [option.credit == 1 for option in one.question.options] == [
        option.credit == 1 for option in expected.options
    ]
    if "white space" not in named:
        assert texts == [option.text for option in expected.options]
    if "credit" not in named:
        assert [option.credit for option in expected.options] == [option.credit for option in one.question.options]
    if "feedback" not in named:
        assert not any(option.feedback for option in expected.options)
    expected = replace(expected, options=one.question.options)
    if "stem_format" in named:
        expected = replace(expected, stem_format="plain")
    if named & {"white space", "stem"}:
        expected = replace(expected, stem=one.question.stem)
    assert one.question == expected


def test_only_what_aiken_has_is_written() -> None:
    written = aiken.write(
        [
            Single(stem="A) one\nline", options=(Option("a", RIGHT, "f"), Option("b", Decimal("0.5")))),
            Multiple(stem="Q", options=(Option("a", RIGHT), Option("b", RIGHT))),
            Single(stem="Q", options=(Option("a", Decimal("0.5")), Option("b"))),
        ]
    )
    assert written.data.decode() == "- A) one line\nA. a\nB. b\nANSWER: A\n\n"
    assert [finding.facts["feature"] for finding in written.reduced] == ["stem", "credit", "feedback"]
    assert [(finding.where, finding.code) for finding in written.left_out] == [
        ("questions[2]", "kind_not_in_format"),
        ("questions[3]", "kind_not_in_format"),
    ]


def test_letters_that_are_missing_or_come_again() -> None:
    assert only("Q\nA. a\nB. b\nD. d\nANSWER: D") == Single(
        stem="Q", options=(Option("a"), Option("b"), Option("d", RIGHT))
    )
    draft = aiken.read(b"Q\nA. a\nB. b\nR\nA. c\nB. d\nANSWER: A\n\nS\nA. U.S.\nU.S. law\nB. b\nANSWER: A\n")
    assert [(finding.where, finding.code, finding.facts) for finding in draft.findings] == [
        ("line 1", "option_letters_repeat", {"letter": "A"})
    ]
    assert draft.raw["line 1"]["lines"].splitlines() == ["Q", "A. a", "B. b", "R", "A. c", "B. d", "ANSWER: A"]
    assert draft.questions[0].question == Single(stem="S", options=(Option("U.S.\nU.S. law", RIGHT), Option("b")))


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
