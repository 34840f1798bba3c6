"""The plan file: every key, its default, its range."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.banks.question import Kind
from desktop_app.exams.plan import (
    Abandoned,
    Admission,
    ExamPlan,
    Issue,
    MultipleRule,
    Outage,
    PlanInvalid,
    PlanKeyUnknown,
    Release,
    Section,
    from_data,
    from_toml,
    to_data,
    to_toml,
)

LEAST = {"code": "P1", "title": "t", "minutes": 90, "sections": [{"title": "s", "bank": "b", "number": 40}]}

WHOLE = """
code = "P1"
title = "产品知识"
minutes = 90
sample = true
pass_percent = 62.5
attempts = 2
wait_days = 3
multiple_rule = "half"
shuffle_questions = false
shuffle_options = false
outage = "run_on"
outage_minutes = 5
resumes_alone = 0
abandoned = "void"
admission = "slip"
release = "by_examiner"
show_answers = true
issue = "auto"
score_on_certificate = true
valid_months = 12
required_for = ["柜员"]
[[sections]]
title = "单项选择"
bank = "products"
topic = ["存款"]
difficulty = [1, 2]
kind = "single"
number = 40
points = "1.5"
min_percent = 50
minutes = 30
"""


def test_only_five_things_are_required() -> None:
    made = from_data(LEAST)
    assert made == ExamPlan(code="P1", title="t", minutes=90, sections=(Section(title="s", bank="b", number=40),))
    assert made.pass_percent == 60
    assert (made.attempts, made.wait_days, made.sample) == (1, 0, False)
    assert (made.multiple_rule, made.outage, made.outage_minutes, made.resumes_alone) == (
        MultipleRule.ALL_OR_NOTHING, Outage.STOP_UP_TO, 10, 1,
    )  # fmt: skip
    assert (made.admission, made.release, made.issue, made.valid_months) == (
        Admission.PIN, Release.AT_ONCE, Issue.BY_EXAMINER, 24,
    )  # fmt: skip
    assert made.shuffle_questions
    assert made.shuffle_options
    assert not made.show_answers
    assert made.sections[0].points == 1
    assert made.max_score == 40


def test_every_key_is_read() -> None:
    made = from_toml(WHOLE)
    assert made.sample
    assert made.pass_percent == Decimal("62.5")
    assert (made.attempts, made.wait_days, made.outage_minutes, made.resumes_alone) == (2, 3, 5, 0)
    assert made.abandoned is Abandoned.VOID
    assert (made.multiple_rule, made.outage, made.admission) == (MultipleRule.HALF, Outage.RUN_ON, Admission.SLIP)
    assert (made.release, made.issue) == (Release.BY_EXAMINER, Issue.AUTO)
    assert made.show_answers
    assert made.score_on_certificate
    assert (made.valid_months, made.required_for) == (12, ("柜员",))
    assert not made.shuffle_questions
    assert not made.shuffle_options
    assert made.sections == (
        Section(
            title="单项选择", bank="products", number=40, topic=("存款",), difficulty=(1, 2), kind=Kind.SINGLE,
            points=Decimal("1.5"), min_percent=Decimal(50), minutes=30,
        ),
    )  # fmt: skip
    assert made.max_score == 60
    assert from_toml(to_toml(made)) == made


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"code": ""}, "code"), ({"code": "a/b"}, "code"), ({"title": 5}, "title"), ({"minutes": 0}, "minutes"),
        ({"minutes": "90"}, "minutes"), ({"minutes": True}, "minutes"), ({"minutes": None}, "minutes"),
        ({"sections": []}, "sections"), ({"sections": "x"}, "sections"), ({"sections": ["x"]}, "sections[1]"),
        ({"pass_percent": 101}, "pass_percent"), ({"pass_percent": "x"}, "pass_percent"),
        ({"pass_percent": True}, "pass_percent"),
        ({"pass_percent": "nan"}, "pass_percent"), ({"sample": 1}, "sample"), ({"outage": "sometimes"}, "outage"),
        ({"required_for": 5}, "required_for"), ({"required_for": [5]}, "required_for"), ({"attempts": 0}, "attempts"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_named(change: dict[str, Any], field: str) -> None:
    with pytest.raises(PlanInvalid) as caught:
        from_data({**LEAST, **change})
    assert caught.value.facts["field"] == field


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"number": 0}, "sections[1].number"), ({"number": None}, "sections[1].number"),
        ({"bank": " "}, "sections[1].bank"),
        ({"kind": "riddle"}, "sections[1].kind"), ({"difficulty": [6]}, "sections[1].difficulty"),
        ({"difficulty": "hard"}, "sections[1].difficulty"), ({"points": "0"}, "sections[1].points"),
        ({"min_percent": -1}, "sections[1].min_percent"), ({"minutes": 91}, "sections.minutes"),
    ],
)  # fmt: skip
def test_a_value_of_a_section_that_cannot_be_is_named(change: dict[str, Any], field: str) -> None:
    with pytest.raises(PlanInvalid) as caught:
        from_data({**LEAST, "sections": [{"title": "s", "bank": "b", "number": 40, **change}]})
    assert caught.value.facts["field"] == field


def test_a_key_that_no_plan_has_is_named() -> None:
    with pytest.raises(PlanKeyUnknown) as caught:
        from_data({**LEAST, "colour": "red"})
    assert caught.value.facts["field"] == "colour"
    with pytest.raises(PlanKeyUnknown) as caught:
        from_data({**LEAST, "sections": [{"title": "s", "bank": "b", "number": 4, "numbr": 4}]})
    assert caught.value.facts["field"] == "sections[1].numbr"


def test_what_is_no_toml_is_told() -> None:
    with pytest.raises(PlanInvalid) as caught:
        from_toml("code = ")
    assert caught.value.facts["reason"] == "toml"


def test_one_topic_or_difficulty_need_not_be_a_list() -> None:
    made = from_data(
        {**LEAST, "sections": [{"title": "s", "bank": "b", "number": 4, "topic": "存款", "difficulty": 2}]}
    )
    assert (made.sections[0].topic, made.sections[0].difficulty) == (("存款",), (2,))


@given(
    st.integers(1, 1440), st.decimals(0, 100, places=2), st.sampled_from(Outage), st.sampled_from(MultipleRule),
    st.lists(
        st.tuples(st.integers(1, 1000), st.sampled_from([None, *Kind]), st.decimals("0.01", 1000, places=2)),
        min_size=1, max_size=4,
    ),
)  # fmt: skip
def test_a_plan_and_its_file_are_the_same(
    minutes: int, percent: Decimal, outage: Outage, rule: MultipleRule, asked: list[tuple[int, Kind | None, Decimal]]
) -> None:
    made = ExamPlan(
        code="P1", title="方案", minutes=minutes, pass_percent=percent, outage=outage, multiple_rule=rule,
        sections=tuple(Section(title="s", bank="b", number=n, kind=kind, points=points) for n, kind, points in asked),
    )  # fmt: skip
    assert from_toml(to_toml(made)) == made
    assert from_data(to_data(made)) == made
