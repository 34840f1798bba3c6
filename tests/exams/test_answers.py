"""Is it an answer to that question, and what did the candidate mean?"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.banks.question import Question
from desktop_app.exams.answers import (
    LONGEST_BLANK,
    LONGEST_TEXT,
    answer_problem,
    fold,
    from_print,
    is_whole,
    normal,
    read_number,
)
from desktop_app.exams.shown import show
from tests.exams.making import (
    blank,
    essay,
    every_kind,
    item,
    match,
    multiple,
    numeric,
    order,
    scenario,
    single,
    talk,
    true_false,
)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("5", "", "5"), ("5.0", "", "5.0"), (" 5 ", "", "5"), ("-5", "", "-5"), ("+5", "", "5"), ("−5", "", "-5"),
        ("－５．２", "", "-5.2"), ("５０", "万元", "50"), ("50万元", "万元", "50"), ("50 万元", "万元", "50"),
        ("5%", "", "5"),
        ("5％", "%", "5"), ("5%", "元", "5"), ("1,234", "", "1234"), ("1，234，567.8", "", "1234567.8"),
        ("12,3456", "", "123456"), ("¥50", "元", "50"), ("￥50元", "元", "50"), ("$5", "", "5"), (".5", "", ".5"),
        ("5.", "", "5"), ("1 234", "", "1234"), ("5KG", "kg", "5"), (5, "", "5"), (5.5, "", "5.5"),
        (1e-7, "", "0.0000001"),
        (Decimal("5.10"), "", "5.10"), ("0", "", "0"), ("005", "", "5"),
    ],
)  # fmt: skip
def test_a_number_is_understood(text: Any, unit: str, value: str) -> None:
    assert read_number(text, unit) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    ["", " ", "五", "5元", "5 6x", "1,2", "1,23,456,", "1e5", "--5", "5-", ".", "nan",
    "inf", True, None, [], {}, "9" * 41,
     "5%%", "=5"],
)  # fmt: skip
def test_what_is_no_number_is_none(text: Any) -> None:
    assert read_number(text, "") is None


def test_texts_are_compared_as_people_read_them() -> None:
    assert fold(" Ａ  b\tC ") == fold("a B c") == "a b c"
    assert fold("Ａb", match_case=True) == "Ab"
    assert fold("５０万元") == "50万元"


SINGLE, MULTIPLE, ORDER = single(), multiple(), order("a", "b", "c")
MATCH = match(("a", "1"), ("b", "2"), ("", "3"))
PARTS = scenario(single(), essay())


@pytest.mark.parametrize(
    ("question", "answer", "code"),
    [
        (SINGLE, "A", None), (SINGLE, "E", "answer_unknown_letter"), (SINGLE, "a", "answer_unknown_letter"),
        (SINGLE, "", "answer_unknown_letter"), (SINGLE, 1, "answer_not_a_letter"),
        (SINGLE, ["A"], "answer_not_a_letter"),
        (MULTIPLE, ["A", "C"], None), (MULTIPLE, ["C", "A"], None), (MULTIPLE, [], None),
        (MULTIPLE, "AC", "answer_not_letters"), (MULTIPLE, ["A", "A"], "answer_letter_twice"),
        (MULTIPLE, ["E"], "answer_unknown_letter"), (MULTIPLE, [1], "answer_not_a_letter"),
        (ORDER, ["C", "A", "B"], None), (ORDER, [], None), (ORDER, ["C", "A"], "answer_order_incomplete"),
        (true_false(), True, None), (true_false(), False, None), (true_false(), "true", "answer_not_true_or_false"),
        (true_false(), 1, "answer_not_true_or_false"),
        (blank("x", "y"), ["x", None], None), (blank("x", "y"), ["x"], "answer_blanks_count"),
        (blank("x"), "x", "answer_not_texts"), (blank("x"), [1], "answer_not_texts"),
        (blank("x"), ["x" * (LONGEST_BLANK + 1)], "answer_too_long"),
        (numeric(), "5", None), (numeric(), 5, None), (numeric(), "", None),
        (numeric(), "five", "answer_not_a_number"),
        (numeric(), [5], "answer_not_a_number"), (numeric(unit="元"), "5元", None),
        (MATCH, {"A": 2, "B": 1}, None), (MATCH, {"A": 3}, None), (MATCH, {}, None), (MATCH, [1], "answer_not_pairs"),
        (MATCH, {"C": 1}, "answer_unknown_letter"), (MATCH, {"A": 4}, "answer_unknown_number"),
        (MATCH, {"A": "1"}, "answer_unknown_number"), (MATCH, {"A": True}, "answer_unknown_number"),
        (essay(), "text", None), (essay(), 1, "answer_not_text"),
        (essay(), "x" * (LONGEST_TEXT + 1), "answer_too_long"),
        (PARTS, ["A", "text"], None), (PARTS, [None, "text"], None), (PARTS, ["A"], None), (PARTS, [], None),
        (PARTS, ["A", "t", None], None), (PARTS, "A", "answer_not_parts"),
        (PARTS, ["A", "t", "u"], "answer_parts_count"),
        (PARTS, ["E"], "answer_unknown_letter"),
        (talk(), ["A"], None), (talk(), ["A", "B"], None), (talk(), ["C", "A"], "answer_parts_count"),
        (talk(), [None, "A"], "answer_part_skipped"), (talk(), [], None),
        *[(question, None, None) for question in every_kind()],
    ],
)  # fmt: skip
def test_what_is_no_answer_is_named(question: Question, answer: Any, code: str | None) -> None:
    problem = answer_problem(show(item(question), question, answer), answer)
    assert (problem.code if problem else None) == code


def test_a_part_is_named_by_its_number() -> None:
    problem = answer_problem(show(item(PARTS), PARTS), ["A", 5])
    assert problem is not None
    assert problem.facts["part"] == 2


@pytest.mark.parametrize(
    ("question", "answer", "kept"),
    [
        (SINGLE, "A", "A"), (SINGLE, None, None), (true_false(), False, False), (MULTIPLE, ["C", "A"], ["A", "C"]),
        (MULTIPLE, [], None), (ORDER, ["C", "A", "B"], ["C", "A", "B"]), (ORDER, [], None),
        (blank("x", "y"), ["x", None], ["x", ""]), (blank("x", "y"), ["", " "], None), (blank("x"), None, None),
        (numeric(), "5 ", "5 "), (numeric(), 5.50, "5.5"), (numeric(), " ", None), (numeric(), None, None),
        (MATCH, {"B": 1, "A": 2}, {"A": 2, "B": 1}), (MATCH, {}, None), (essay(), " ", None), (essay(), "x", "x"),
        (PARTS, ["A", None], ["A"]), (PARTS, [None, "t"], [None, "t"]), (PARTS, [None, " "], None),
        (PARTS, None, None),
    ],
)  # fmt: skip
def test_equal_answers_are_kept_alike(question: Question, answer: Any, kept: Any) -> None:
    assert normal(show(item(question), question), answer) == kept


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        (SINGLE, "b", "B"), (SINGLE, "Ｂ", "B"), (SINGLE, " ", None), (MULTIPLE, "AC", ["A", "C"]),
        (MULTIPLE, "A、C", ["A", "C"]), (MULTIPLE, "a c", ["A", "C"]), (MULTIPLE, "?", "?"),
        (ORDER, "CAB", ["C", "A", "B"]),
        (true_false(), "√", True), (true_false(), "对", True), (true_false(), "正确", True), (true_false(), "T", True),
        (true_false(), "×", False), (true_false(), "错误", False), (true_false(), "X", False),
        (true_false(), "?", "?"),
        (blank("x", "y"), "一 | 二", ["一", "二"]), (numeric(), "５０", "50"), (MATCH, "A2 B1", {"A": 2, "B": 1}),
        (MATCH, "a-2，b-1", {"A": 2, "B": 1}), (MATCH, "?", "?"), (essay(), "写 了", "写 了"),
        (PARTS, "A|文字", ["A", "文字"]), (PARTS, "A", ["A"]), (PARTS, "A|x|y", ["A", "x", "y"]),
        (PARTS, "|x", [None, "x"]),
    ],
)  # fmt: skip
def test_what_was_written_on_paper_is_understood(question: Question, text: str, answer: Any) -> None:
    assert from_print(show(item(question), question), text) == answer


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from("ABC"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("AB?"), inner, max_size=2),
    max_leaves=6,
)


@given(st.sampled_from(every_kind()), anything)
def test_nothing_that_can_be_sent_breaks_it(question: Question, answer: Any) -> None:
    shown = show(item(question), question, answer)
    if answer_problem(shown, answer) is None:
        kept = normal(shown, answer)
        again = show(item(question), question, kept)
        assert answer_problem(again, kept) is None
        assert normal(again, kept) == kept


@given(st.sampled_from(every_kind()), st.text(max_size=12))
def test_nothing_that_is_written_on_paper_breaks_it(question: Question, text: str) -> None:
    shown = show(item(question), question)
    answer_problem(shown, from_print(shown, text))


@pytest.mark.parametrize(
    ("question", "answer", "whole"),
    [
        (single(), "A", True),
        (multiple(), ["A"], True),
        (multiple(), [], False),
        (true_false(), False, True),
        (blank("a", "b"), ["x", "y"], True),
        (blank("a", "b"), ["x", " "], False),
        (blank("a", "b"), [None, "y"], False),
        (numeric(), "5", True),
        (order("a", "b"), ["B", "A"], True),
        (match(("a", "1"), ("b", "2"), ("", "3")), {"A": 1, "B": 3}, True),
        (match(("a", "1"), ("b", "2"), ("", "3")), {"B": 3}, False),
        (essay(), "x", True),
        (scenario(single(), true_false()), ["A", True], True),
        (scenario(single(), true_false()), ["A"], False),
        (scenario(single(), true_false()), [None, True], False),
        (scenario(match(("a", "1"), ("b", "2")), true_false()), [{"A": 1}, True], False),
        (talk(), ["A"], False),
        (talk(), ["A", "B"], True),
        (talk(), ["C"], True),
        (single(), None, False),
    ],
)
def test_an_answer_is_whole_when_nothing_is_left_open(question: Question, answer: Any, whole: bool) -> None:
    shown = show(item(question), question, answer)
    assert answer_problem(shown, answer) is None
    assert is_whole(shown, answer) is whole
