"""The nine kinds: what makes one sound, its canonical form, its identity."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.banks.canonical_form import from_canonical, to_canonical
from desktop_app.banks.prepared import prepare, restored
from desktop_app.banks.question import (
    KINDS,
    Accepted,
    Blank,
    Essay,
    Gap,
    InvalidQuestion,
    Kind,
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
    Source,
    TrueFalse,
    check,
    derived_uid,
    stem_key,
    walk,
)
from desktop_app.banks.stored_form import canonical_json, content_hash, stored_json

ONE, HALF, ZERO = Decimal(1), Decimal("0.5"), Decimal(0)
OPTIONS = (Option("十万元"), Option("五十万元", ONE), Option("一百万元"))
SOURCE = Source("存款保险条例", "国务院", "国务院令第660号", "第五条", date(2015, 5, 1), None)
SAMPLES: dict[Kind, Question] = {
    Kind.SINGLE: Single(
        uid="S1", stem="限额是多少？", options=OPTIONS, topic=("产品", "存款"), source=SOURCE, difficulty=2
    ),
    Kind.MULTIPLE: Multiple(
        uid="M1",
        stem="哪些正确？",
        options=(Option("甲", ONE), Option("乙", ONE, "对"), Option("丙", Decimal("-0.5"), fixed=True)),
    ),
    Kind.TRUE_FALSE: TrueFalse(uid="T1", stem="存款自愿。", answer=True, feedback_false="见商业银行法"),
    Kind.BLANK: Blank(
        uid="B1",
        stem="限额____万元，由____管理。",
        blanks=(Gap((Accepted("50"), Accepted("五十", HALF))), Gap((Accepted("Agency"),), match_case=True)),
    ),
    Kind.NUMERIC: Numeric(uid="N1", stem="利息是多少？", numbers=(Number(Decimal("5.0"), Decimal("0.1")),), unit="元"),
    Kind.ORDER: Order(uid="O1", stem="先后顺序是？", options=(Option("甲", ONE), Option("乙", ONE), Option("丙", ONE))),
    Kind.MATCH: Match(uid="P1", stem="配对", pairs=(Pair("活期", "随时"), Pair("定期", "到期"), Pair("", "从不"))),
    Kind.SCENARIO: Scenario(
        uid="C1",
        stem="客户来网点。",
        parts=(
            Single(uid="C1-1", stem="先做什么？", options=(Option("问候", ONE, next="C1-2"), Option("离开"))),
            TrueFalse(uid="C1-2", stem="应当核验。", answer=True),
        ),
    ),
    Kind.ESSAY: Essay(
        uid="E1", stem="简述。", explanation="要点。", points=Decimal("10"), reserved=True, tags=("重点",)
    ),
}


def test_there_is_a_sample_of_every_kind_and_each_is_sound() -> None:
    assert set(SAMPLES) == set(KINDS) == set(Kind)
    assert {kind: check(question) for kind, question in SAMPLES.items()} == dict.fromkeys(Kind, ())


@pytest.mark.parametrize("kind", list(Kind))
def test_the_canonical_form_is_without_loss(kind: Kind) -> None:
    question = SAMPLES[kind]
    assert from_canonical(json.loads(canonical_json(question))) == question
    keys = {"uid", "kind", "topic", "stem", "stem_format", "fixed_order", "reserved", "tags", "images", "points"}
    assert keys | {"difficulty", "explanation", "source"} <= set(to_canonical(question))


@pytest.mark.parametrize("kind", list(Kind))
def test_images_survive_the_store_and_change_the_hash(kind: Kind) -> None:
    question = replace(SAMPLES[kind], images={"图1.png": b"\x89PNG one"})
    row = prepare(question)
    assert b"PNG" not in row.body.encode()
    assert [image.mime for image in row.images] == ["image/png"]
    assert restored(json.loads(row.body), {image.hash: image.data for image in row.images}) == question
    assert from_canonical(json.loads(canonical_json(question))) == question
    assert content_hash(question) == row.hash != content_hash(replace(question, images={"图1.png": b"\x89PNG two"}))


def test_images_of_a_part_are_its_own() -> None:
    part = replace(SAMPLES[Kind.SINGLE], images={"a.png": b"\x89PNG part"})
    case = Scenario(stem="案例", parts=(part,), images={"a.png": b"\x89PNG case"})
    row = prepare(case)
    assert sorted(image.name for image in row.images) == ["S1/a.png", "a.png"]
    back = restored(json.loads(row.body), {image.hash: image.data for image in row.images})
    assert [dict(one.images) for one in walk(back)] == [{"a.png": b"\x89PNG case"}, {"a.png": b"\x89PNG part"}]


texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
options = st.builds(
    Option, texts, st.sampled_from([ZERO, ONE, HALF, Decimal("1.0"), Decimal("-0.25")]), st.just("") | texts
)


@given(
    st.sampled_from([Single, Multiple]),
    texts,
    st.lists(options, min_size=2, max_size=4).map(tuple),
    st.just("") | texts,
    st.sampled_from([None, SOURCE, Source("", article='第"五"条')]),
    st.lists(texts, max_size=2).map(tuple),
    st.sampled_from([ONE, Decimal("2.50"), Decimal(10)]),
)
def test_the_short_way_of_writing_choices_is_the_long_way(
    cls: type[Single | Multiple],
    stem: str,
    made: tuple[Option, ...],
    uid: str,
    source: Source | None,
    topic: tuple[str, ...],
    points: Decimal,
) -> None:
    question = cls(
        uid=uid, stem=stem, options=made, source=source, topic=topic, tags=topic, points=points, reserved=True
    )
    assert stored_json(question, "given") == canonical_json(replace(question, uid=uid or "given"))


def test_identity_ignores_the_order_of_options_but_not_of_steps() -> None:
    single, order = SAMPLES[Kind.SINGLE], SAMPLES[Kind.ORDER]
    assert isinstance(single, Single)
    assert isinstance(order, Order)
    assert derived_uid(single) == derived_uid(replace(single, options=single.options[::-1], explanation="x"))
    assert derived_uid(single) != derived_uid(replace(single, stem="另一题？"))
    assert derived_uid(order) != derived_uid(replace(order, options=order.options[::-1]))
    assert len({derived_uid(question) for question in SAMPLES.values()}) == len(SAMPLES)


def test_stems_are_compared_without_width_case_and_space() -> None:
    assert stem_key("ＡＢＣ 存款 ？") == stem_key("abc存款?")
    assert stem_key("存款＋5%") != stem_key("存款-5%")


BROKEN: list[tuple[Question, str]] = [
    (replace(SAMPLES[Kind.SINGLE], stem=" "), "stem_missing"),
    (replace(SAMPLES[Kind.SINGLE], points=ZERO), "points_not_positive"),
    (Single(stem="x", options=(Option("甲", ONE),)), "options_too_few"),
    (Single(stem="x", options=(Option("甲", ONE), Option(" "))), "option_empty"),
    (Multiple(stem="x", options=(Option("甲"), Option("乙"))), "answer_missing"),
    (Multiple(stem="x", options=(Option("甲", Decimal(2)), Option("乙"))), "credit_out_of_range"),
    (Order(stem="x", options=(Option("甲"),)), "options_too_few"),
    (Blank(stem="x", blanks=()), "answer_missing"),
    (Blank(stem="x", blanks=(Gap((Accepted(" "),)),)), "blank_without_answer"),
    (Numeric(stem="x", numbers=()), "answer_missing"),
    (Numeric(stem="x", numbers=(Number(ONE, Decimal(-1)),)), "tolerance_negative"),
    (Match(stem="x", pairs=(Pair("甲", "乙"),)), "pairs_too_few"),
    (Match(stem="x", pairs=(Pair("甲", "乙"), Pair("丙", ""))), "pair_incomplete"),
    (Scenario(stem="x", parts=()), "parts_missing"),
    (Scenario(stem="x", parts=(SAMPLES[Kind.SCENARIO],)), "part_is_scenario"),
    (Scenario(stem="x", parts=(Blank(uid="p1", stem="y", blanks=()),)), "answer_missing"),
    (
        Scenario(stem="x", parts=(Single(uid="p1", stem="y", options=(Option("甲", ONE, next="p9"), Option("乙"))),)),
        "next_unknown",
    ),
    (
        Scenario(stem="x", parts=(Single(uid="p1", stem="y", options=(Option("甲", ONE, next="p1"), Option("乙"))),)),
        "next_goes_back",
    ),
]


@pytest.mark.parametrize(("question", "code"), BROKEN)
def test_what_cannot_be_drawn_shown_or_graded_is_named(question: Question, code: str) -> None:
    assert code in {problem.code for problem in check(question)}


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "cloze"},
        {"stem": 5},
        {"topic": "存款"},
        {"topic": [1]},
        {"stem_format": "rtf"},
        {"reserved": 1},
        {"points": "many"},
        {"points": True},
        {"points": "NaN"},
        {"difficulty": 6},
        {"difficulty": "2"},
        {"images": [1]},
        {"images": {"a": "?"}},
        {"source": "law"},
        {"source": {"effective_on": "soon"}},
        {"options": {}},
        {"options": [5]},
        {"options": [{"text": "甲", "credit": "x"}]},
    ],
)
def test_a_canonical_question_that_is_not_well_formed_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(InvalidQuestion):
        from_canonical({**to_canonical(SAMPLES[Kind.SINGLE]), **change})


def test_short_ways_of_writing_are_read() -> None:
    question = from_canonical({"kind": "true_false", "stem": "x", "answer": False})
    assert question == TrueFalse(stem="x", answer=False)
    swapped = [{"text": "错误", "credit": "1", "feedback": "a"}, {"text": "正确", "credit": 0}]
    assert from_canonical({"kind": "true_false", "stem": "x", "options": swapped}) == TrueFalse(
        stem="x", answer=False, feedback_false="a"
    )
    case = from_canonical(
        {"kind": "scenario", "stem": "x", "parts": [{"kind": "essay", "stem": "y"}, {"kind": "essay", "stem": "z"}]}
    )
    assert isinstance(case, Scenario)
    assert [part.uid for part in case.parts] == ["p1", "p2"]
    with pytest.raises(InvalidQuestion):
        from_canonical({"kind": "true_false", "stem": "x", "options": ["正确", "错误"]})


def test_a_source_is_in_force_from_its_day_until_the_day_before_its_repeal() -> None:
    source = Source("x", effective_on=date(2026, 1, 1), repealed_on=date(2026, 7, 1))
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1)]
    assert [source.in_force(day) for day in days] == [False, True, True, False]
    assert Source("x").in_force(date(1900, 1, 1))


def test_a_scenario_rests_on_the_sources_of_all_its_parts() -> None:
    part = Single(uid="a", stem="y", options=OPTIONS, source=Source("x", repealed_on=date(2026, 7, 1)))
    row = prepare(Scenario(stem="x", parts=(part, replace(part, uid="b", source=SOURCE))))
    assert (row.effective_on, row.repealed_on) == ("2015-05-01", "2026-07-01")
