"""Practice: what is in which set, what an answer changes, and that exams and practice keep apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from desktop_app.banks.question import Option, Question, Scenario, Single, Source, TrueFalse
from desktop_app.exams.exam import open_exam
from desktop_app.exams.keys import right_answer
from desktop_app.exams.live import AnswerUnfit
from desktop_app.exams.plans import UnknownPlan, save_plan
from desktop_app.exams.sitting import answer as sit_answer
from desktop_app.exams.sitting import start, submit
from desktop_app.practice import sets
from desktop_app.practice.practising import (
    NotForPractice,
    OwnMarkMissing,
    PracticeWhileSitting,
    answer,
    take,
    take_over_exams,
)
from desktop_app.practice.progress import progress, today
from desktop_app.practice.sets import NEW_A_DAY, Practicable, Topic, Way
from desktop_app.staff import Actor
from desktop_app.staff.people import NotAllowed
from desktop_app.store import Store
from tests.exams import making
from tests.exams.making import Hands, bring_in, candidate, essay, every_kind, section, single

DAY = 86_400


def rule(effective: str, repealed: str = "") -> Source:
    ended = date.fromisoformat(repealed) if repealed else None
    return Source("办法", effective_on=date.fromisoformat(effective), repealed_on=ended)


BANK: tuple[Question, ...] = (
    single(uid="a", stem="甲", topic=("产品", "存款"), explanation="因为", source=rule("2020-01-01")),
    single(uid="b", stem="乙", topic=("产品", "贷款"), source=rule("2026-11-01")),
    single(uid="c", stem="丙", topic=("法规",), source=rule("2026-06-01")),
    single(uid="secret", stem="保密", topic=("产品", "存款"), reserved=True),
    single(uid="old", stem="旧", topic=("法规",), source=rule("2015-01-01", "2026-01-01")),
    single(uid="next", stem="将来", topic=("法规",), source=rule("2027-01-01")),
)


@pytest.fixture
def hands(reading: Any) -> Hands:
    """The clock."""
    return Hands(reading)


@pytest.fixture
def me(store: Store, examiner: Actor, hands: Hands) -> Actor:
    """A candidate, and a bank of six questions of which three may be practised."""
    bring_in(store, examiner, BANK)
    return candidate(store)


def names(some: Sequence[Practicable]) -> list[str]:
    return [one.uid for one in some]


def named(store: Store, hands: Hands, uid: str) -> Practicable:
    return next(one for one in sets.practicable(store, hands().at.date()) if one.uid == uid)


def practise(store: Store, me: Actor, hands: Hands, uid: str, *, right: bool, way: Way = Way.DAILY) -> Any:
    """Answer a question of single choice."""
    taken = take(store, me, named(store, hands, uid))
    good = right_answer(taken.question, taken.item)
    return answer(store, me, taken, good if right else "B" if good == "A" else "A", way, hands())


# ---------------------------------------------------------------- sets


def test_reserved_repealed_and_future_questions_are_in_no_set(
    store: Store, examiner: Actor, me: Actor, hands: Hands
) -> None:
    save_plan(store, examiner, making.plan(section(2)), hands())
    no = me.staff_no
    everything = [
        sets.practicable(store, hands().at.date()),
        sets.of_topic(store, no, "b", (), hands()),
        sets.of_plan(store, no, "P", hands()),
        sets.daily(store, no, hands()),
        sets.new_rules(store, no, hands()),
    ]
    assert sorted({uid for found in everything for uid in names(found)}) == ["a", "b", "c"]
    with pytest.raises(UnknownPlan):
        sets.of_plan(store, no, "Q", hands())


def test_topics_are_counted_along_their_path(store: Store, me: Actor, hands: Hands) -> None:
    assert sets.topics(store, hands().at.date()) == (
        Topic("b", (), 3),
        Topic("b", ("产品",), 2),
        Topic("b", ("产品", "存款"), 1),
        Topic("b", ("产品", "贷款"), 1),
        Topic("b", ("法规",), 1),
    )
    assert names(sets.of_topic(store, me.staff_no, "b", ("产品", "贷款"), hands())) == ["b"]
    assert sets.of_topic(store, me.staff_no, "other", (), hands()) == ()


def test_a_plan_asks_for_what_its_sections_ask_for(store: Store, examiner: Actor, me: Actor, hands: Hands) -> None:
    save_plan(store, examiner, making.plan(section(1, topic=("存款",)), section(1, topic=("法规",))), hands())
    assert sorted(names(sets.of_plan(store, me.staff_no, "P", hands()))) == ["a", "c"]


def test_what_waits_longest_comes_first(store: Store, me: Actor, hands: Hands) -> None:
    for uid in ("a", "b"):
        practise(store, me, hands, uid, right=True)
        hands.goes(60)
    assert names(sets.of_topic(store, me.staff_no, "b", (), hands())) == ["c", "a", "b"]


def test_new_rules_are_those_since_the_last_sitting(store: Store, examiner: Actor, me: Actor, hands: Hands) -> None:
    assert names(sets.new_rules(store, me.staff_no, hands())) == ["b", "c"]
    save_plan(store, examiner, making.plan(section(1)), hands())
    exam_id = open_exam(store, examiner, "P", reading=hands()).id
    submit(store, me, start(store, me, exam_id, hands()), hands.goes(1))
    assert sets.new_rules(store, me.staff_no, hands()) == ()
    bring_in(store, examiner, [*BANK, single(uid="fresh", stem="新", source=rule("2026-12-01"))])
    assert sets.new_rules(store, me.staff_no, hands()) == ()
    assert names(sets.new_rules(store, me.staff_no, hands.goes(10 * DAY))) == ["fresh"]


def test_todays_set_is_what_is_due_and_a_few_new_ones(store: Store, examiner: Actor, me: Actor, hands: Hands) -> None:
    bring_in(store, examiner, [single(uid=f"n{n:02}", stem=f"第{n}题") for n in range(30)], "many")
    first = sets.daily(store, me.staff_no, hands())
    assert len(first) == NEW_A_DAY
    assert sets.daily(store, me.staff_no, hands.goes(60)) == first
    for uid in names(first)[:4]:
        practise(store, me, hands, uid, right=True)
    wrong = names(first)[4]
    practise(store, me, hands, wrong, right=False)
    later = sets.daily(store, me.staff_no, hands.goes(60))
    # The wrong one is back at once; new ones are fewer by those that were begun.
    assert names(later) == [wrong, *names(first)[5:]]
    other = candidate(store, "T002")
    assert names(sets.daily(store, other.staff_no, hands())) != names(first)
    tomorrow = sets.daily(store, me.staff_no, hands.goes(2 * DAY))
    assert len(tomorrow) >= NEW_A_DAY + 1
    assert tomorrow[0].uid == wrong


# ---------------------------------------------------------------- answers


def test_an_answer_is_told_at_once(store: Store, me: Actor, hands: Hands) -> None:
    feedback = practise(store, me, hands, "a", right=False)
    assert (feedback.right, feedback.share, feedback.explanation) == (False, 0, "因为")
    assert feedback.source.document == "办法"
    taken = take(store, me, named(store, hands, "a"), seed="1")
    assert taken.shown() == take(store, me, named(store, hands, "a"), seed="1").shown()
    good = right_answer(taken.question, taken.item)
    told = answer(store, me, taken, good, Way.TOPIC, hands())
    assert told.right
    assert told.right_answer == good
    assert told.due_at > hands().at


@pytest.mark.parametrize("question", every_kind(), ids=lambda question: question.uid)
def test_every_kind_can_be_practised(store: Store, examiner: Actor, hands: Hands, question: Question) -> None:
    bring_in(store, examiner, [question])
    me = candidate(store)
    taken = take(store, me, named(store, hands, question.uid))
    right = right_answer(question, taken.item)
    if isinstance(question, Scenario):
        right = right[:2] if question.branches else [one if one is not None else "words" for one in right]
    right = "words" if right is None else right
    own = Fraction(1, 2) if taken.self_marked else None
    told = answer(store, me, taken, right, Way.TOPIC, hands(), own)
    assert told.share == (own or 1)
    assert answer(store, me, taken, None, Way.TOPIC, hands()).share == 0
    kept = store.read.execute("SELECT share FROM practice_answer ORDER BY id").fetchall()
    assert [Fraction(row[0]) for row in kept] == [own or 1, 0]


def test_what_the_author_says_to_a_choice(store: Store, examiner: Actor, hands: Hands) -> None:
    chosen = Single(
        uid="f",
        stem="选",
        options=(Option("对", Decimal(1), "很好"), Option("错", Decimal(0), "再想想")),
        fixed_order=True,
    )
    bring_in(store, examiner, [chosen, TrueFalse(uid="j", stem="判", answer=True, feedback_false="不对")])
    me = candidate(store)
    taken = take(store, me, named(store, hands, "f"))
    assert answer(store, me, taken, "B", Way.TOPIC, hands()).remarks == ("再想想",)
    judged = take(store, me, named(store, hands, "j"))
    assert answer(store, me, judged, False, Way.TOPIC, hands()).remarks == ("不对",)
    assert answer(store, me, judged, True, Way.TOPIC, hands()).remarks == ()


def test_what_is_no_answer_changes_nothing(store: Store, examiner: Actor, me: Actor, hands: Hands) -> None:
    taken = take(store, me, named(store, hands, "a"))
    with pytest.raises(AnswerUnfit):
        answer(store, me, taken, "Z", Way.TOPIC, hands())
    bring_in(store, examiner, [essay(uid="e", stem="论述")], "essays")
    written = take(store, me, named(store, hands, "e"))
    assert written.self_marked
    with pytest.raises(OwnMarkMissing):
        answer(store, me, written, "words", Way.TOPIC, hands())
    for table in ("practice_card", "practice_answer", "wrong_question"):
        assert store.read.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0


def test_a_question_that_is_reserved_is_not_taken_up_however_it_was_come_to(
    store: Store, me: Actor, hands: Hands
) -> None:
    row = store.read.execute("SELECT id FROM question WHERE uid = 'secret'").fetchone()
    forged = replace(named(store, hands, "a"), question_id=row[0], uid="secret")
    with pytest.raises(NotForPractice):
        take(store, me, forged)


def test_nobody_practises_during_an_exam(store: Store, examiner: Actor, me: Actor, hands: Hands) -> None:
    taken = take(store, me, named(store, hands, "a"))
    save_plan(store, examiner, making.plan(section(1)), hands())
    sitting = start(store, me, open_exam(store, examiner, "P", reading=hands()).id, hands())
    with pytest.raises(PracticeWhileSitting):
        take(store, me, named(store, hands, "a"))
    with pytest.raises(PracticeWhileSitting):
        answer(store, me, taken, "A", Way.TOPIC, hands())
    other = candidate(store, "T002")
    assert take(store, other, named(store, hands, "a")).shown().stem == "甲"
    submit(store, me, sitting, hands.goes(1))
    assert take(store, me, named(store, hands, "a")).shown().stem == "甲"


# ---------------------------------------------------------------- the wrong-question book


def test_a_wrong_answer_stays_in_the_book_until_it_was_right_twice(store: Store, me: Actor, hands: Hands) -> None:
    def book() -> list[str]:
        return names(sets.wrong_book(store, me.staff_no, hands.goes(60)))

    practise(store, me, hands, "c", right=True)
    assert book() == []
    practise(store, me, hands, "a", right=False)
    hands.goes(60)
    practise(store, me, hands, "b", right=False)
    assert book() == ["b", "a"]
    practise(store, me, hands, "b", right=True, way=Way.WRONG)
    assert sorted(book()) == ["a", "b"]
    practise(store, me, hands, "b", right=True, way=Way.WRONG)
    assert book() == ["a"]
    practise(store, me, hands, "b", right=False)
    assert book() == ["b", "a"]


@pytest.mark.parametrize("show_answers", [True, False])
def test_what_went_wrong_in_an_exam_is_in_the_book_as_far_as_it_may_be_seen(
    store: Store, examiner: Actor, me: Actor, hands: Hands, show_answers: bool
) -> None:
    save_plan(store, examiner, making.plan(section(4), show_answers=show_answers), hands())
    sitting = start(store, me, open_exam(store, examiner, "P", reading=hands()).id, hands())
    for item in sitting.paper.items:
        question = next(one for one in BANK if one.uid == item.uid)
        if item.uid != "b":
            sit_answer(store, sitting, item.position, right_answer(question, item), hands.goes(1))
    submit(store, me, sitting, hands.goes(1))
    drawn = [item.uid for item in sitting.paper.items]
    # While they sit another exam it waits.
    save_plan(store, examiner, making.plan(section(1), code="NEXT"), hands())
    following = start(store, me, open_exam(store, examiner, "NEXT", reading=hands()).id, hands.goes(1))
    take_over_exams(store, me, hands())
    assert sets.wrong_book(store, me.staff_no, hands()) == ()
    submit(store, me, following, hands.goes(1))
    for _ in range(2):
        take_over_exams(store, me, hands.goes(1))
    assert names(sets.wrong_book(store, me.staff_no, hands())) == (["b"] if show_answers and "b" in drawn else [])
    assert len(drawn) == 4
    if show_answers:
        for _ in range(2):
            practise(store, me, hands, "b", right=True)
            hands.goes(1)
        take_over_exams(store, me, hands())
        assert sets.wrong_book(store, me.staff_no, hands()) == ()


# ---------------------------------------------------------------- progress


def test_progress_by_topic(store: Store, examiner: Actor, me: Actor, hands: Hands) -> None:
    practise(store, me, hands, "a", right=True)
    practise(store, me, hands, "b", right=False)
    found = {one.topic: one for one in progress(store, me, me.staff_no, hands())}
    assert {name: (one.questions, one.practised, one.due) for name, one in found.items()} == {
        "产品": (2, 2, 1),
        "法规": (1, 0, 0),
    }
    assert (found["产品"].recent, found["法规"].recent, found["法规"].known) == (Fraction(1, 2), None, None)
    known = found["产品"].known
    assert known is not None
    assert known > Fraction(9, 10)
    assert progress(store, examiner, me.staff_no, hands()) == progress(store, me, me.staff_no, hands())
    with pytest.raises(NotAllowed):
        progress(store, replace(me, staff_no="T009"), me.staff_no, hands())


def test_today(store: Store, me: Actor, hands: Hands) -> None:
    before = today(store, me, me.staff_no, hands())
    assert (before.due, before.fresh, before.done, before.streak, before.wrong, before.changed) == (0, 3, 0, 0, 0, 2)
    practise(store, me, hands, "a", right=True)
    practise(store, me, hands, "b", right=False)
    after = today(store, me, me.staff_no, hands())
    assert (after.due, after.fresh, after.done, after.done_right, after.streak, after.wrong) == (1, 1, 2, 1, 1, 1)
    hands.goes(DAY)
    assert today(store, me, me.staff_no, hands()).streak == 1
    practise(store, me, hands, "c", right=True)
    assert today(store, me, me.staff_no, hands()).streak == 2
    assert today(store, me, me.staff_no, hands.goes(2 * DAY)).streak == 0
    assert timedelta(days=1) == sets.end_of_day(store, hands()) - sets.start_of_day(store, hands())
