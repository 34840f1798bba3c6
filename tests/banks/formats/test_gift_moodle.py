"""GIFT against Moodle's own steps: what it makes of what we write, and what it makes of files that we read."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from hypothesis import given, settings

from desktop_app.banks.formats import gift
from desktop_app.banks.formats.text_file import text_of
from desktop_app.banks.question import Blank, Essay, Match, Multiple, Numeric, Question, Scenario, Single, TrueFalse
from tests.banks.formats.moodle_gift import Answer, Entry, entries
from tests.banks.formats.questions import SOUND

_KINDS = {
    "multichoice": Single | Multiple, "truefalse": TrueFalse, "shortanswer": Blank, "numerical": Numeric,
    "match": Match, "essay": Essay,
}  # fmt: skip
_GRADES = [
    0, 0.05, 0.1, 0.1111111, 0.125, 0.1428571, 0.1666667, 0.2, 0.25, 0.3, 0.3333333, 0.4, 0.5, 0.6, 0.6666667, 0.7,
    0.75, 0.8, 0.8333333, 0.9, 1,
]  # fmt: skip


def shown(text: str, form: str) -> str:
    """What Moodle shows of a text that came from a plain one of ours."""
    if form == "plain":
        return text
    assert not re.search(r"<[a-zA-Z/!?]", text)
    return html.unescape(text)


def check_answers(question: Question, answers: list[Answer]) -> None:
    """The answers say what the question says, in grades that Moodle takes."""
    for answer in answers:
        assert any(abs(abs(answer.fraction) - grade) < 0.00001 for grade in _GRADES), answer
    if isinstance(question, Single | Multiple):
        texts = [(option.text, option.feedback) for option in question.options]
        assert [(shown(one.text, one.form), one.feedback) for one in answers] == texts
        right = [one.fraction for one in answers if one.fraction > 0]
        if isinstance(question, Single):
            assert max(right) == 1
    elif isinstance(question, Blank):
        accepted = [one.text for one in question.blanks[0].accept]
        assert [html.unescape(one.text).replace("\\*", "*") for one in answers] == [html.unescape(t) for t in accepted]
        assert max(one.fraction for one in answers) == 1
    elif isinstance(question, Numeric):
        values = [(float(one.value), float(one.tolerance)) for one in question.numbers]
        assert [(float(one.text), float(one.tolerance)) for one in answers] == values
    elif isinstance(question, Match):
        assert [one.right for one in answers] == [pair.right for pair in question.pairs]
    elif isinstance(question, TrueFalse):
        said = [question.feedback_false, question.feedback_true]
        assert [one.feedback for one in answers] == (said if question.answer else said[::-1])


def check_entry(question: Question, entry: Entry) -> None:
    """Moodle's entry is this question."""
    assert isinstance(question, _KINDS[entry.kind])
    if question.stem_format == "plain":
        assert shown(entry.text, entry.form) == question.stem
    else:
        assert (entry.text, entry.form) == (question.stem, question.stem_format)
    assert entry.general == question.explanation
    if isinstance(question, Single | Multiple):
        assert entry.single == isinstance(question, Single)
    if isinstance(question, TrueFalse):
        assert entry.correct == question.answer
    check_answers(question, entry.answers)


@settings(max_examples=80, deadline=None)
@given(SOUND)
def test_moodle_reads_what_we_write(question: Question) -> None:
    written = gift.write([question])
    if written.left_out:
        return
    read = entries(written.data.decode())
    parts: tuple[Question, ...] = (question,)
    if isinstance(question, Scenario):
        assert read.pop(0).kind == "description"
        parts = question.parts
    for part, entry in zip(parts, read, strict=True):
        check_entry(part, entry)


def test_moodle_and_we_read_the_same_of_every_sample(samples: Path) -> None:
    files = [*(samples / "gift").glob("*.gift"), *(samples / "gift_moodle").glob("*.txt")]
    assert files
    for path in files:
        text, _ = text_of(path.read_bytes())
        told = [entry for entry in entries(text) if entry.kind != "description"]
        ours = [one.question for one in gift.read(path.read_bytes()).questions]
        assert [type(one) for one in ours] == [_kind(entry) for entry in told], path.name
        for question, entry in zip(ours, told, strict=True):
            fractions = [one.fraction for one in entry.answers if "*" not in one.text]
            assert _credits(question) == pytest.approx(fractions), path.name
            if question.stem_format == "plain":
                assert question.stem.split() == entry.text.split()


def _kind(entry: Entry) -> type[Question]:
    if entry.kind == "multichoice":
        return Single if entry.single else Multiple
    found = _KINDS[entry.kind]
    assert isinstance(found, type)
    return found


def _credits(question: Question) -> list[float]:
    match question:
        case Single() | Multiple():
            return [float(one.credit) for one in question.options]
        case Blank():
            return [float(one.credit) for one in question.blanks[0].accept]
        case Numeric():
            return [float(one.credit) for one in question.numbers]
        case Match():
            return [0.0] * len(question.pairs)
        case TrueFalse():
            return [0.0, 0.0]
        case _:
            return []
