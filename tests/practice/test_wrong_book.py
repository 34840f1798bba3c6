"""The wrong-question book by topic, and what is taken out of it by hand."""

from __future__ import annotations

from typing import Any

import pytest

from desktop_app.exams.keys import right_answer
from desktop_app.practice import sets
from desktop_app.practice.practising import answer, take
from desktop_app.practice.sets import Way
from desktop_app.practice.wrong_book import take_out, wrong_topics
from desktop_app.staff import Actor
from desktop_app.store import Store
from tests.exams.making import Hands, bring_in, candidate, single


@pytest.fixture
def hands(reading: Any) -> Hands:
    """The clock."""
    return Hands(reading)


def practise(store: Store, me: Actor, hands: Hands, uid: str, *, right: bool) -> None:
    """Answer a question."""
    one = next(one for one in sets.practicable(store, hands().at.date()) if one.uid == uid)
    taken = take(store, me, one)
    good = right_answer(taken.question, taken.item)
    answer(store, me, taken, good if right else "B" if good == "A" else "A", Way.TOPIC, hands.goes(60))


def test_the_book_by_topic(store: Store, examiner: Actor, hands: Hands) -> None:
    topics = {"a": ("产品", "存款"), "b": ("产品", "存款"), "c": ("法规",), "d": ("法规",)}
    bring_in(store, examiner, [single(uid=uid, stem=uid, topic=topic) for uid, topic in topics.items()])
    me, other = candidate(store), candidate(store, "T002")
    assert wrong_topics(store, me.staff_no, hands()) == ()
    for uid in ("c", "a", "b", "a"):
        practise(store, me, hands, uid, right=False)
    practise(store, me, hands, "b", right=True)
    practise(store, other, hands, "d", right=False)
    deposits, rules = wrong_topics(store, me.staff_no, hands())
    assert (deposits.path, deposits.wrong, deposits.half_way) == (("产品", "存款"), 3, 1)
    assert [one.uid for one in deposits.questions] == ["b", "a"]
    assert (rules.path, rules.wrong, rules.half_way) == (("法规",), 1, 0)

    assert take_out(store, me, hands(), deposits) == 2
    assert wrong_topics(store, me.staff_no, hands()) == (rules,)
    # What is right does not bring it back, what goes wrong does.
    for uid in ("b", "a"):
        practise(store, me, hands, uid, right=True)
    assert wrong_topics(store, me.staff_no, hands()) == (rules,)
    practise(store, me, hands, "a", right=False)
    assert [one.uid for one in sets.wrong_book(store, me.staff_no, hands())] == ["a", "c"]
    assert take_out(store, me, hands()) == 2
    assert take_out(store, me, hands()) == 0
    assert len(wrong_topics(store, other.staff_no, hands())) == 1
    assert store.read.execute("SELECT count(*) FROM practice_answer").fetchone()[0] == 9


def test_every_wrong_answer_counts_even_where_the_clock_stood_or_went_back(
    store: Store, examiner: Actor, hands: Hands
) -> None:
    bring_in(store, examiner, [single(uid="a", stem="a")])
    me = candidate(store)
    taken = take(store, me, sets.practicable(store, hands().at.date())[0])
    for seconds in (60, 0, -30):
        answer(store, me, taken, None, Way.TOPIC, hands.goes(seconds))
    assert [one.wrong for one in wrong_topics(store, me.staff_no, hands())] == [3]
