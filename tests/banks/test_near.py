"""Near duplicates: found whatever was changed, with what differs named; decisions do what they say and lose nothing."""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from desktop_app import words
from desktop_app.banks.formats.draft import Draft, Drafted
from desktop_app.banks.likeness import compare, face
from desktop_app.banks.near import NearKey, decide, near_duplicates, uid_of
from desktop_app.banks.near_search import MOST_PAIRS, THRESHOLD, search
from desktop_app.banks.question import (
    Accepted,
    Blank,
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
from desktop_app.base.progress import Cancelled

SWAPPED = ("五年以上的时间", "三年以上的时间", "十年以上的时间", "二十年以上")
STEM = "金融机构应当在大额交易发生之日起5个工作日内以电子方式提交大额交易报告"
TEXTS = ("3个工作日", "5个工作日", "10个工作日", "当日")


def single(stem: str = "客户身份资料自业务关系结束后至少保存多长时间？", right: int = 1, **more: Any) -> Single:
    texts = more.pop("texts", ("三年以上的时间", "五年以上的时间", "十年以上的时间", "二十年以上"))
    return Single(
        stem=stem, options=tuple(Option(text, Decimal(int(n == right))) for n, text in enumerate(texts)), **more
    )


def statement(stem: str = STEM, answer: bool = True, **more: Any) -> TrueFalse:
    return TrueFalse(stem=stem, answer=answer, **more)


def draft(*questions: Question) -> Draft:
    return Draft(questions=tuple(Drafted(question, f"S!{n}") for n, question in enumerate(questions, 2)))


def found(new: list[Question], old: list[Question] | None = None) -> list[tuple[int, int, int, tuple[str, ...]]]:
    faces = [face(question, uid_of(question)) for question in new], [face(question) for question in old or []]
    return [tuple(hit) for batch in search(*faces) if isinstance(batch, list) for hit in batch]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        (statement(), statement(STEM + "。"), ("wording",)),
        (statement(), statement("12、" + STEM), ("wording",)),
        (statement(), statement("【判断题】" + STEM), ("wording",)),
        (statement(), statement(STEM.replace("5", "５")), ()),
        (statement(), statement(STEM.replace("提交", "报送")), ("wording",)),
        (statement(), statement(STEM.replace("应当", "不应当")), ("wording",)),
        (statement(), statement(STEM.replace("应当", "不应当"), answer=False), ("answer", "wording")),
        (statement(), statement(STEM.replace("5个", "3个")), ("numbers",)),
        (statement(), statement(STEM.replace("5个", "五个")), ("numbers",)),
        (statement(), statement(STEM, answer=False, uid="other"), ("answer",)),
        (statement("利率不得低于5%，于每年1月1日调整"), statement("利率不得低于3%，于每年1月1日调整"), ("numbers",)),
        (single(), single(right=2, uid="other"), ("answer",)),
        (single(), single(right=2, texts=SWAPPED), ("answer", "options")),
        (single(), single(right=0, texts=SWAPPED), ("options",)),
        (single(), single(texts=("三年以上的时间", "五年以上时间", "十年以上的时间", "二十年以上")), ("options",)),
        (single(STEM, texts=TEXTS), single(STEM, texts=(*TEXTS[:1], "7个工作日", *TEXTS[2:])), ("answer", "numbers")),
        (single(STEM, texts=TEXTS), single(STEM, texts=("2个工作日", *TEXTS[1:])), ("numbers",)),
        (
            Blank(stem=STEM + "____", blanks=(Gap((Accepted("报告"),)),)),
            Blank(stem=STEM + "（  ）", blanks=(Gap((Accepted("说明"),)),)),
            ("answer", "wording"),
        ),
        (
            Numeric(stem=STEM, numbers=(Number(Decimal("5.0")),), unit="%"),
            Numeric(stem=STEM + "？", numbers=(Number(Decimal(5)),), unit="%"),
            ("wording",),
        ),
        (
            Order(stem=STEM, options=(Option("受理业务"), Option("审核资料"), Option("办理登记"))),
            Order(stem=STEM, options=(Option("审核资料"), Option("受理业务"), Option("办理登记"))),
            ("answer", "options"),
        ),
        (
            Match(stem=STEM, pairs=(Pair("活期", "随时支取"), Pair("定期", "到期支取"))),
            Match(stem=STEM, pairs=(Pair("活期", "到期支取"), Pair("定期", "随时支取"))),
            ("answer", "options"),
        ),
        (
            Scenario(stem=STEM, parts=(statement("第一问：客户可以当日支取全部存款"),)),
            Scenario(stem=STEM, parts=(statement("第一问：客户可以当日支取全部存款", answer=False),)),
            ("answer",),
        ),
        (statement(images={"a": b"one"}), statement(images={"a": b"two"}, uid="other"), ("wording",)),
    ],
)  # fmt: skip
def test_what_differs_is_named(one: Question, other: Question, differs: tuple[str, ...]) -> None:
    (hit,) = found([replace(one, uid=one.uid or "one"), replace(other, uid=other.uid or "other")])
    assert hit[:2] == (1, 0)
    assert hit[2] >= THRESHOLD
    assert hit[3] == differs
    # and from the other side
    assert compare(face(one), face(other))[1] == differs


def test_a_single_choice_made_multiple_with_one_more_right_answer_is_another_answer() -> None:
    one = single()
    several = Multiple(stem=one.stem, options=tuple(replace(o, credit=Decimal(1)) for o in one.options))
    (hit,) = found([one, several])
    assert hit[3] == ("answer",)


@pytest.mark.parametrize(
    "other",
    [
        single("下列哪一项属于银行业监督管理机构的职责范围？"),
        single(texts=("由总行决定", "由支行行长决定", "客户自行决定", "没有规定期限")),
        statement("存款保险实行限额偿付，最高偿付限额为人民币50万元"),
    ],
)
def test_other_questions_are_not_near(other: Question) -> None:
    assert found([single(), other]) == []


def test_the_same_identity_is_importings_business_and_a_bank_question_that_the_file_replaces_is_not_told_twice() -> (
    None
):
    mine = statement(uid="Q1")
    assert found([mine], [statement(STEM + "！", uid="Q1")]) == []
    other = statement(STEM + "。", uid="Q2")
    hits = found([mine, other], [other, statement(STEM + "！", uid="Q3")])
    assert [hit[:2] for hit in hits] == [(0, -2), (1, -2), (1, 0)]


def test_hundreds_of_variants_of_one_template_are_told_within_bounds() -> None:
    variants = [statement(f"{STEM}（样式{n}）", uid=f"v{n}") for n in range(300)]
    hits = found(list(variants))
    by_position = {n: sum(1 for hit in hits if hit[0] == n) for n in range(300)}
    assert max(by_position.values()) == MOST_PAIRS
    assert all(by_position[n] for n in range(1, 300))


def test_empty_and_odd_texts_are_no_obstacle() -> None:
    odd: list[Question] = [
        statement("？", uid="a"), statement("？", uid="b"), statement("\ud83d\ude00😀" + "x" * 20_000, uid="c"),
        statement("12.", uid="d"), statement("1", uid="e"), statement("\u200b", uid="f"),
    ]  # fmt: skip
    assert all(hit[2] <= 100 for hit in found(odd))


def test_no_text_or_number_of_options_makes_it_slow() -> None:
    long = ("一" * 300_000, "1" * 300_000, " " * 300_000, "不" * 300_000)
    many = tuple(f"选项{n}的内容" for n in range(2_000))
    questions: list[Question] = [statement(text + end, uid=text[:1] + end) for text in long for end in "甲乙"]
    questions += [single(STEM, texts=many, uid="m1"), single(STEM, texts=(*many[::-1], "多"), uid="m2")]
    begun = time.monotonic()
    hits = found(questions)
    assert time.monotonic() - begun < 5
    assert (9, 8) in {hit[:2] for hit in hits}


def test_near_duplicates_gives_the_questions_themselves_and_their_places() -> None:
    held = statement(STEM + "；", uid="B7")
    pairs = near_duplicates(draft(single(), statement(), single(right=2, uid="x")), [single("别的题目"), held])
    assert [(pair.where, pair.other_where, pair.other_uid, pair.differs) for pair in pairs] == [
        ("S!3", "", "B7", ("wording",)),
        ("S!4", "S!2", uid_of(single()), ("answer",)),
    ]
    assert pairs[0].other == held
    assert pairs[1].question == single(right=2, uid="x")
    said = words.say(pairs[1].finding, "zh")
    assert "S!2" in said
    assert "答案" in said
    assert "B7" in words.say(pairs[0].finding, "en")


def test_progress_goes_forward_and_cancelling_ends_the_search() -> None:
    steps: list[tuple[int, int]] = []
    near_duplicates(
        draft(*[statement(f"{STEM}{n}" * 2, uid=str(n)) for n in range(500)]), (), lambda *at: steps.append(at)
    )
    assert steps[-1][0] == steps[-1][1] > 0
    assert [step[0] for step in steps] == sorted(step[0] for step in steps)

    def cancel(done: int, _total: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        near_duplicates(draft(*[statement(f"{STEM}{n}", uid=str(n)) for n in range(500)]), (), cancel)


# ---------------------------------------------------------------- deciding


def key(of: Draft, position: int, other: int | str) -> NearKey:
    item = of.questions[position]
    if isinstance(other, str):
        return NearKey(item.where, uid_of(item.question), "", other)
    earlier = of.questions[other]
    return NearKey(item.where, uid_of(item.question), earlier.where, uid_of(earlier.question))


THREE = draft(statement(), statement(STEM + "。"), single(uid="own"))


def test_keep_changes_nothing() -> None:
    assert decide(THREE, {key(THREE, 1, 0): "keep", key(THREE, 2, "B1"): "keep"}) is THREE


def test_skip_leaves_this_one_out_and_says_so() -> None:
    decided = decide(THREE, {key(THREE, 1, 0): "skip"})
    assert [item.where for item in decided.questions] == ["S!2", "S!4"]
    assert [(one.where, one.code, one.facts) for one in decided.skipped] == [("S!3", "near_skipped", {"other": "S!2"})]
    assert decided.read == THREE.read
    assert decided.questions[0] == THREE.questions[0]


def test_replace_takes_the_identity_of_the_banks_question() -> None:
    decided = decide(THREE, {key(THREE, 2, "B1"): "replace"})
    assert decided.questions[2].question == replace(single(), uid="B1")
    assert decided.skipped == ()


def test_replace_within_the_file_leaves_the_other_one_out() -> None:
    decided = decide(THREE, {key(THREE, 1, 0): "replace"})
    assert [item.where for item in decided.questions] == ["S!3", "S!4"]
    assert decided.questions[0].question == replace(statement(STEM + "。"), uid=uid_of(statement()))
    assert [(one.where, one.code, one.facts) for one in decided.skipped] == [("S!2", "near_replaced", {"other": "S!3"})]
    assert decided.read == THREE.read


def test_replacing_one_that_replaces_the_banks_takes_the_banks_identity() -> None:
    decided = decide(THREE, {key(THREE, 0, "B1"): "replace", key(THREE, 1, 0): "replace"})
    assert [item.question.uid for item in decided.questions] == ["B1", "own"]
    assert decided.questions[0].question.stem == STEM + "。"


def test_skip_weighs_more_than_replace_and_then_nothing_is_replaced() -> None:
    decided = decide(THREE, {key(THREE, 1, 0): "replace", key(THREE, 1, "B1"): "skip"})
    assert [item.where for item in decided.questions] == ["S!2", "S!4"]
    assert [one.code for one in decided.skipped] == ["near_skipped"]


@pytest.mark.parametrize(
    "decisions",
    [
        {key(THREE, 2, "B1"): "replace", key(THREE, 2, "B2"): "replace"},
        {key(THREE, 1, "B1"): "replace", key(THREE, 2, "B1"): "replace"},
    ],
)
def test_one_question_stands_for_one_of_the_bank_and_what_cannot_be_is_said(decisions: Any) -> None:
    decided = decide(THREE, decisions)
    assert len(decided.questions) == 3
    assert sum(item.question.uid == "B1" for item in decided.questions) == 1
    assert [one.code for one in decided.warnings] == ["near_not_replaced"]


def test_a_pair_that_has_changed_since_is_not_decided() -> None:
    changed = replace(THREE, questions=(THREE.questions[0], Drafted(statement("另一道题"), "S!3"), THREE.questions[2]))
    assert decide(changed, {key(THREE, 1, 0): "skip"}) is changed
    gone = replace(THREE, questions=THREE.questions[1:])
    assert decide(gone, {key(THREE, 1, 0): "replace"}) is gone


def test_every_choice_of_decisions_accounts_for_every_question() -> None:
    all_keys = [key(THREE, 1, 0), key(THREE, 2, 1), key(THREE, 2, "B1"), key(THREE, 0, "B1"), key(THREE, 1, "B2")]
    choices: tuple[Any, ...] = ("keep", "replace", "skip")
    for number in range(3 ** len(all_keys)):
        decisions = {one: choices[number // 3**n % 3] for n, one in enumerate(all_keys)}
        decided = decide(THREE, decisions)
        assert decided.read == THREE.read
        assert len({item.question.uid for item in decided.questions if item.question.uid}) == sum(
            bool(item.question.uid) for item in decided.questions
        )
