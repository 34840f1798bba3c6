"""Plan + pool + seed → paper: repeatable, complete, fair, and never two of one stem."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.banks.question import Kind, Option, Question
from desktop_app.exams.generator import Stream
from desktop_app.exams.paper import (
    CannotBeDrawn,
    check_plan,
    draw,
    from_data,
    option_order,
    refers_to_others,
    to_data,
)
from desktop_app.exams.plan import ExamPlan
from desktop_app.exams.pool import Pool, Promises
from tests.exams.making import (
    ON,
    Drawn,
    blank,
    drawn,
    essay,
    load,
    match,
    multiple,
    numeric,
    options,
    order,
    plan,
    scenario,
    section,
    single,
    true_false,
)


def uids(made: ExamPlan, pool: list[Drawn] | Pool, seed: int | str = 1, on: date = ON) -> list[str]:
    return [item.uid for item in draw(made, pool, seed, on, load).items]


# ---------------------------------------------------------------- repeatable


GOLDEN = "eb701fb7ca6e9852"


def test_the_same_seed_gives_the_same_paper_whatever_the_pools_order_and_ids() -> None:
    pool = [drawn(n, difficulty=n % 3, topic=("t", str(n % 4))) for n in range(200)]
    other = [replace(one, id=one.id + 5000) for one in reversed(pool)]
    made = plan(section(20), section(5, topic=("2",)))
    first = draw(made, pool, 17, ON, load)
    second = draw(made, other, "17", ON, lambda ids: {one: load([one - 5000])[one - 5000] for one in ids})
    assert first.fingerprint == second.fingerprint
    assert draw(made, pool, 18, ON, load).fingerprint != first.fingerprint


def test_a_fingerprint_from_long_ago_comes_out_again() -> None:
    made = plan(section(5, topic=("2",), points=Decimal("1.50")), section(20))
    pool = [drawn(n, topic=("t", str(n % 4))) for n in range(200)]
    assert draw(made, pool, 17, ON, load).fingerprint[:16] == GOLDEN


def test_another_process_with_another_hash_seed_draws_the_same() -> None:
    code = (
        "from tests.exams.making import *; from desktop_app.exams.paper import draw;"
        "p = [drawn(n, topic=('t', str(n % 4))) for n in range(200)];"
        "s = plan(section(5, topic=('2',), points=Decimal('1.50')), section(20));"
        "print(draw(s, p, 17, ON, load).fingerprint[:16])"
    )
    for hash_seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": hash_seed}
        out = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
        assert out.stdout.strip() == GOLDEN


def test_a_paper_is_kept_and_read_back() -> None:
    questions: dict[int, Question] = {1: scenario(single(), essay(), uid="c"), 2: single(uid="s")}
    pool = [drawn(1, uid="c", kind=Kind.SCENARIO), drawn(2, uid="s")]
    paper = draw(plan(section(2)), pool, 1, ON, lambda ids: {one: questions[one] for one in ids})
    assert from_data(to_data(paper)) == paper
    case = next(item for item in paper.items if item.uid == "c")
    assert [len(order) for order in case.part_orders] == [4, 0]
    assert case.order_data == [list(order) for order in case.part_orders]
    assert all(item.why.endswith("/2") for item in paper.items)


def test_questions_keep_the_order_of_their_uids_where_they_are_not_shuffled() -> None:
    pool = [drawn(n) for n in range(50)]
    kept = uids(plan(section(30), shuffle_questions=False), pool)
    assert kept == sorted(kept)
    mixed = uids(plan(section(30)), pool)
    assert mixed != sorted(mixed)
    assert set(mixed) == set(kept)


# ---------------------------------------------------------------- what fits


def test_a_section_takes_only_what_it_asks_for() -> None:
    pool = [
        drawn(n, kind=kind, topic=topic, difficulty=level, bank=bank)
        for n, (kind, topic, level, bank) in enumerate(
            product((Kind.SINGLE, Kind.ESSAY), (("产品", "存款"), ("产品", "贷款")), (None, 1, 2), ("b", "c"))
        )
    ]
    by_uid = {one.uid: one for one in pool}
    made = plan(section(2, topic=("存款",), kind=Kind.ESSAY, difficulty=(1, 2)))
    for seed in range(20):
        found = [by_uid[uid] for uid in uids(made, pool, seed)]
        assert {(one.kind, one.topic[1], one.bank) for one in found} == {(Kind.ESSAY, "存款", "b")}
        assert {one.difficulty for one in found} == {1, 2}
    assert check_plan(plan(section(12, topic=("产品",))), pool, ON) == ()
    assert check_plan(plan(section(6, topic=("产品/存款",))), pool, ON) == ()
    assert [s.have for s in check_plan(plan(section(1, topic=("存款/产品",))), pool, ON)] == [0]


@pytest.mark.parametrize(
    ("start", "end", "fits"),
    [
        (None, None, True),
        (ON, None, True),
        (date(2026, 11, 25), None, False),
        (None, ON, False),
        (None, date(2026, 11, 25), True),
        (date(2020, 1, 1), date(2021, 1, 1), False),
    ],
)
def test_sources_that_are_not_in_force_on_the_day_are_never_drawn(
    start: date | None, end: date | None, fits: bool
) -> None:
    pool = [drawn(1, effective_on=start, repealed_on=end)]
    assert (check_plan(plan(section(1)), pool, ON) == ()) is fits


def test_reserved_questions_are_drawn_for_exams() -> None:
    assert uids(plan(section(1)), [drawn(1, reserved=True)]) == ["q00001"]


# ---------------------------------------------------------------- what is missing


def test_each_reason_for_a_shortage_has_its_name() -> None:
    pool = [
        *(drawn(n) for n in range(3)),
        *(drawn(n, bank="old", repealed_on=date(2020, 1, 1)) for n in range(10, 15)),
        *(drawn(n, bank="twins", stem_key="one stem") for n in range(20, 25)),
    ]
    made = plan(
        section(5, title="few"),
        section(4, title="old", bank="old"),
        section(2, title="twins", bank="twins"),
        section(1, title="none", bank="nowhere"),
    )
    found = check_plan(made, pool, ON)
    assert [(s.section, s.need, s.have, s.why) for s in found] == [
        ("few", 5, 3, "too_few"),
        ("old", 4, 0, "not_in_force"),
        ("twins", 2, 1, "same_stem"),
        ("none", 1, 0, "bank_unknown"),
    ]
    with pytest.raises(CannotBeDrawn) as caught:
        draw(made, pool, 1, ON, load)
    assert caught.value.shortages == found
    assert caught.value.facts["others"] == 3


def test_sections_that_are_short_together_are_told() -> None:
    pool = [drawn(n, topic=("a",) if n < 4 else ("b",)) for n in range(10)]
    made = plan(section(8, title="any"), section(3, title="a", topic=("a",)))
    found = check_plan(made, pool, ON)
    assert [(s.why, s.need - s.have) for s in found] == [("shared_pool", 1)]
    assert set(found[0].sharing) | {found[0].section} == {"any", "a"}
    assert found[0].code == "shortage_shared_pool"
    assert found[0].facts["need"] == found[0].need
    assert check_plan(replace(made, sections=(section(7), made.sections[1])), pool, ON) == ()


# A small world, in which every assignment can be tried.
worlds = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from("xy"), st.integers(0, 4)),  # topic, bank, stem
    max_size=7,
)
asked = st.lists(
    st.tuples(st.integers(1, 3), st.sampled_from(["x", "y"]), st.sampled_from([(), ("a",), ("b",)])),
    min_size=1,
    max_size=3,
)


def possible(made: ExamPlan, pool: list[Drawn]) -> bool:
    """By trying everything: is there a choice of different stems that fills all sections?"""

    def fill(at: int, used: frozenset[str]) -> bool:
        if at == len(made.sections):
            return True
        want = made.sections[at]
        fits = {
            one.stem_key for one in pool if one.bank == want.bank and (not want.topic or want.topic[0] in one.topic)
        }
        return any(fill(at + 1, used | set(some)) for some in combinations(sorted(fits - used), want.number))

    return fill(0, frozenset())


@given(worlds, asked, st.integers(0, 99))
@settings(max_examples=300, deadline=None)
def test_a_paper_is_drawn_exactly_when_there_is_one(
    world: list[tuple[str, str, int]], wants: list[tuple[int, str, tuple[str, ...]]], seed: int
) -> None:
    pool = [drawn(n, topic=(topic,), bank=bank, stem_key=str(stem)) for n, (topic, bank, stem) in enumerate(world)]
    made = plan(*(section(number, bank=bank, topic=topic) for number, bank, topic in wants))
    missing = check_plan(made, pool, ON)
    assert (missing == ()) is possible(made, pool)
    for short in missing:
        assert 0 <= short.have < short.need
    if missing:
        return
    paper = draw(made, pool, seed, ON, load)
    by_uid = {one.uid: one for one in pool}
    found = [by_uid[item.uid] for item in paper.items]
    assert len({one.stem_key for one in found}) == len(found) == sum(s.number for s in made.sections)
    assert [item.position for item in paper.items] == list(range(1, len(found) + 1))
    for item, one in zip(paper.items, found, strict=True):
        want = made.sections[item.section - 1]
        assert one.bank == want.bank
        assert not want.topic or want.topic[0] in one.topic
    assert [item.section for item in paper.items] == sorted(item.section for item in paper.items)


def test_what_is_promised_is_rearranged_along_a_path() -> None:
    """Bits are sections: class 1 fits section 0, class 3 both, class 6 sections 1 and 2."""
    promises = Promises([1, 1, 1], {1: 1, 3: 1, 6: 1})
    assert promises.missing == [0, 0, 0]
    assert not promises.take(3, 0)  # section 1 would be left with class 6, section 2 with nothing
    assert promises.take(1, 0)
    assert promises.take(3, 1)
    assert promises.take(6, 2)


# ---------------------------------------------------------------- fair


def chi_square(seen: Counter[str], expected: float, number: int) -> float:
    return sum((n - expected) ** 2 / expected for n in seen.values()) + (number - len(seen)) * expected


def test_every_question_of_a_section_is_as_likely_as_the_others() -> None:
    """2,000 papers of 10 from 100, in several cells: 99 degrees of freedom, scaled as drawing is without replacement;
    148.2 is passed once in a thousand."""
    pool = Pool(drawn(n, topic=(str(n % 7),), difficulty=n % 3 or None) for n in range(100))
    seen: Counter[str] = Counter()
    for seed in range(2000):
        seen.update(uids(plan(section(10)), pool, seed))
    assert chi_square(seen, 200, 100) / (1 - 10 / 100) < 148.2


def test_sections_one_within_the_other_are_fair_each() -> None:
    """5 of 100, and 5 of the 10 with topic a: each section by itself is fair."""
    pool = Pool(drawn(n, topic=("a",) if n < 10 else ("b",)) for n in range(100))
    made = plan(section(5), section(5, topic=("a",)))
    narrow: Counter[str] = Counter()
    wide: Counter[str] = Counter()
    for seed in range(3000):
        items = draw(made, pool, seed, ON, load).items
        wide.update(item.uid for item in items if item.section == 1)
        narrow.update(item.uid for item in items if item.section == 2)
    assert chi_square(wide, 150, 100) / 0.95 < 148.2
    assert chi_square(narrow, 1500, 10) / 0.5 < 27.9


# ---------------------------------------------------------------- options


@pytest.mark.parametrize(
    "text",
    [
        "以上都是", "以上皆是", "以上都不对", "以上均正确", "以上选项都正确", "（以上三项）", "上述全部",
        "以上说法都不正确",
        "全部正确", "都对", "以上都是。", "A和B", "A 和 C", "Ａ与Ｂ", "A、B、C", "A、B都正确", "AB", "ABD",
        "选项A和选项C",
        "仅A正确", "除A外都对", "All of the above", "none of the above", "both A and B", "A and C", "all the above",
        "Neither A nor B", "A or B", "None of these", "A和B两项", "A是对的", "A & B", "both of these",
    ],
)  # fmt: skip
def test_an_option_that_speaks_of_the_others_is_known(text: str) -> None:
    assert refers_to_others(text)


@pytest.mark.parametrize(
    "text",
    [
        "5万元以上", "三年以上的存款", "A股", "A股和B股", "A类份额", "AAA", "BB", "A", "above 50,000 yuan", "D/A 托收",
        "客户的身份证", "a and b", "以客户为中心", "ATM", "全额存款保险", "BA", "C级客户",
    ],
)  # fmt: skip
def test_an_option_that_speaks_of_something_else_is_left_alone(text: str) -> None:
    assert not refers_to_others(text)


def orders(question: Question, shuffle: bool = True) -> set[tuple[int, ...]]:
    return {option_order(question, shuffle, Stream(str(seed), "x")) for seed in range(60)}


def six_and_the_last() -> set[tuple[int, ...]]:
    return {(*first, 3) for first in permutations(range(3))}


def test_options_are_shuffled_unless_something_holds_them() -> None:
    assert len(orders(single())) > 15
    assert len(orders(multiple())) > 15
    for held in (
        single(fixed_order=True),
        single("*r w 以上都是 y"),
        single("*r w x A和B"),
        single("*r w AB 以上都是"),
    ):
        assert orders(held) == {(0, 1, 2, 3)}
    for some in (
        "AB都对", "ABC均正确", "以上AB都对", "前两项都对", "第一项和第二项都对", "AC 都是", "上面两项都对",
        "①②都对", "A和B都对",
        "以上两项都对", "both of the above", "以上只有甲正确", "以上都对，除了第一项",
    ):  # fmt: skip
        assert orders(replace(single(), options=(*options("*r w x"), Option(some)))) == {(0, 1, 2, 3)}, some
    for last in (
        "以上都是",
        "none of the above",
        "以上都不对。",
        "上述说法均正确",
        "全部正确",
        "All of the above are correct",
    ):
        assert orders(replace(single(), options=(*options("*r w x"), Option(last)))) == six_and_the_last()
    fixed = replace(single(), options=(*options("*r w x"), Option("last", fixed=True)))
    assert orders(fixed) == six_and_the_last()
    assert orders(single("*r w 以上都对 以上都不对")) == {(0, 1, 2, 3), (1, 0, 2, 3)}
    middle = replace(single(), options=(*options("*r"), Option("kept", fixed=True), *options("w x")))
    assert {order_[1] for order_ in orders(middle)} == {1}
    assert len(orders(middle)) == 6
    assert orders(single(), shuffle=False) == {(0, 1, 2, 3)}
    assert orders(true_false()) == {(0, 1)}


def test_items_to_order_never_stand_in_the_right_order_where_that_can_be_avoided() -> None:
    assert orders(order("a", "b")) == {(1, 0)}
    assert orders(order("a", "b", "c", fixed_order=True), shuffle=False) == {
        (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0),
    }  # fmt: skip
    assert orders(order("a", "a")) == {(0, 1), (1, 0)}
    assert all(order_ != (1, 0, 2) for order_ in orders(order("a", "a", "b")))


def test_right_sides_are_always_shuffled_and_equal_ones_shown_once() -> None:
    assert len(orders(match(("a", "1"), ("b", "2"), ("", "3")), shuffle=False)) == 6
    assert {tuple(sorted(o)) for o in orders(match(("a", "1"), ("b", "1"), ("c", "2")))} == {(0, 2)}


def test_other_kinds_have_no_options() -> None:
    for question in (blank("x"), numeric(), essay(), scenario(single())):
        assert orders(question) == {()}


def test_what_another_section_needs_is_left_to_it() -> None:
    """The five with topic a are all that section 2 can have; section 1 is drawn first and leaves them alone."""
    pool = [drawn(n, topic=("a",) if n < 5 else ("b",)) for n in range(10)]
    made = plan(section(5), section(5, topic=("a",)))
    for seed in range(20):
        items = draw(made, pool, seed, ON, load).items
        assert {item.uid for item in items if item.section == 2} == {f"q{n:05}" for n in range(5)}


def test_the_reach_of_a_plan_is_kept_but_not_for_ever() -> None:
    pool = Pool(drawn(n) for n in range(40))
    kept = pool.reach((section(1),), ON)
    assert pool.reach((section(1),), ON) is kept
    for number in range(2, 40):
        pool.reach((section(number),), ON)
    assert pool.reach((section(1),), ON).counts == kept.counts
    assert len(pool._reaches) <= 32


def test_a_section_hands_on_what_it_was_promised() -> None:
    """Class 3 fits sections 0 and 1 and is promised to 0 first; class 5 fits 0 and 2."""
    promises = Promises([1, 1, 0], {3: 1, 5: 1})
    assert promises.missing == [0, 0, 0]
    assert not promises.take(3, 0)
    assert promises.take(5, 0)
    assert promises.take(3, 1)
    short = Promises([1, 1, 1], {3: 1, 5: 1})
    assert sum(short.missing) == 1


def test_a_chain_of_sections_hands_on() -> None:
    """0 holds {0,1}; 1 takes it, 0 takes {0,2}, on which 2 then takes {2,3}."""
    promises = Promises([1, 1, 1], {0b011: 1, 0b101: 1, 0b1100: 1})
    assert promises.missing == [0, 0, 0]


def test_two_sections_exchange_what_they_were_promised() -> None:
    promises = Promises([1, 1, 0], {0b011: 1, 0b111: 1})
    assert promises.take(0b111, 0)
    assert promises.take(0b011, 1)
