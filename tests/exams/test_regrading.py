"""Grading again after a key was repaired in the bank: who is touched, what is kept, nothing happens halfway."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from desktop_app.banks.question import Question
from desktop_app.base.progress import Cancelled
from desktop_app.exams.exam import open_exam
from desktop_app.exams.keeping import kept
from desktop_app.exams.plans import save_plan
from desktop_app.exams.regrading import Repair, regrade, regrade_all, repairs, submitted
from desktop_app.exams.results import Mark, mark, result, review
from desktop_app.exams.running import ReasonMissing, void
from desktop_app.exams.sitting import answer, start, submit
from desktop_app.staff import Actor, Role
from desktop_app.staff.people import NotAllowed
from desktop_app.store import Store
from tests.exams import making
from tests.exams.making import Hands, bring_in, candidate, essay, right, section, single

BANK: tuple[Question, ...] = (*(single(uid=f"s{n}", stem=f"第{n}题") for n in range(3)), essay(uid="e1"))


@pytest.fixture
def hands(reading: Any) -> Hands:
    """The clock."""
    return Hands(reading)


@pytest.fixture
def sat(store: Store, examiner: Actor, hands: Hands) -> dict[str, str]:
    """Three people have sat: T1 answered everything right, T2 wrong, T3 nothing at all. staff number → sitting."""
    bring_in(store, examiner, BANK)
    save_plan(store, examiner, making.plan(section(4)), hands())
    people = [candidate(store, number) for number in ("T1", "T2", "T3")]
    found = open_exam(store, examiner, "P", reading=hands())
    made = {}
    for me in people:
        number = me.staff_no
        sitting = start(store, me, found.id, hands())
        for item in sitting.paper.items:
            if number == "T3" or item.uid == "e1":
                continue
            good = right(store, sitting, item.position)
            other = "B" if good == "A" else "A"
            answer(store, sitting, item.position, good if number == "T1" else other, hands.goes(1))
        if number == "T1":
            essay_at = next(item.position for item in sitting.paper.items if item.uid == "e1")
            answer(store, sitting, essay_at, "words", hands.goes(1))
        submit(store, me, sitting, hands.goes(1))
        made[number] = sitting.id
    return made


def publish(store: Store, examiner: Actor, *questions: Question) -> None:
    """The bank, with these in place of the ones of the same identity."""
    changed = {one.uid: one for one in questions}
    bring_in(store, examiner, [changed.get(one.uid, one) for one in BANK])


def chose(store: Store, sitting_id: str, uid: str) -> str:
    """The text of the option that was chosen."""
    reviewed = review(store, Actor("E", "", Role.EXAMINER), sitting_id)
    items = kept(store.read, sitting_id).paper.items
    one = next(r for r, item in zip(reviewed, items, strict=True) if item.uid == uid)
    return next(o.text for o in one.shown.options if o.letter == one.answer)


def test_a_repaired_key_is_found_and_changes_the_results(
    store: Store, examiner: Actor, hands: Hands, sat: dict[str, str]
) -> None:
    assert repairs(store) == ()
    text = chose(store, sat["T2"], "s1")
    wrong = [f"{'*' if word == text else ''}{word}" for word in ("r", "w", "x", "y")]
    publish(store, examiner, single(" ".join(wrong), uid="s1", stem="第1题"))
    assert repairs(store) == (Repair("b", "s1", "第1题", 3),)

    before = {number: result(store, sitting).outcome.score for number, sitting in sat.items()}
    preview = regrade_all(store, examiner, submitted(store), "key repaired", hands(), dry_run=True)
    assert {number: result(store, sitting).outcome.score for number, sitting in sat.items()} == before
    done = regrade_all(store, examiner, submitted(store), "key repaired", hands())
    assert done == preview
    assert {change.staff_no: change.score - change.score_before for change in done} == {"T1": -1, "T2": 1, "T3": 0}
    assert {change.staff_no: change.changed for change in done} == {"T1": True, "T2": True, "T3": False}
    newest = result(store, sat["T2"])
    assert (newest.version, newest.reason, newest.outcome.score) == (2, "key repaired", Decimal(1))
    # What is shown as right is the new key, by the letters of the paper.
    assert next(one.right for one in review(store, examiner, sat["T2"]) if one.graded.points == 1) == next(
        one.answer for one in review(store, examiner, sat["T2"]) if one.graded.points == 1
    )
    assert repairs(store) == ()
    assert regrade_all(store, examiner, submitted(store), "again", hands()) == ()


def test_marks_given_later_keep_the_repaired_key(
    store: Store, examiner: Actor, hands: Hands, sat: dict[str, str]
) -> None:
    publish(store, examiner, single("r *w x y", uid="s0", stem="第0题"))
    regrade_all(store, examiner, submitted(store), "key repaired", hands())
    essay_at = next(item.position for item in kept(store.read, sat["T1"]).paper.items if item.uid == "e1")
    marked = mark(store, examiner, sat["T1"], [Mark(essay_at, Decimal(1))], hands())
    assert (marked.version, marked.outcome.score, marked.outcome.complete) == (3, Decimal(3), True)
    # The bank goes back to the old key: so does a result that is graded again.
    publish(store, examiner)
    assert regrade(store, examiner, sat["T1"], "it was right before", hands()).outcome.score == Decimal(4)


def test_reworded_questions_keep_their_old_keys(
    store: Store, examiner: Actor, hands: Hands, sat: dict[str, str]
) -> None:
    publish(
        store,
        examiner,
        single("r *w x y", uid="s0", stem="第0题，另一个问题"),
        single("r *w x", uid="s1", stem="第1题"),
    )
    assert repairs(store) == ()
    assert regrade_all(store, examiner, submitted(store), "nothing to repair", hands()) == ()


def test_what_is_refused_keeps_every_result(store: Store, examiner: Actor, hands: Hands, sat: dict[str, str]) -> None:
    publish(store, examiner, single("r *w x y", uid="s0", stem="第0题"))
    with pytest.raises(ReasonMissing):
        regrade_all(store, examiner, submitted(store), " ", hands())
    with pytest.raises(NotAllowed):
        regrade_all(store, replace(examiner, role=Role.CANDIDATE), submitted(store), "mine", hands())

    def stop(done: int, total: int) -> None:
        assert total == 3
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        regrade_all(store, examiner, submitted(store), "key repaired", hands(), progress=stop)
    assert [result(store, one).version for one in sat.values()] == [1, 1, 1]
    assert len(regrade_all(store, examiner, submitted(store, plan_code="P"), "key repaired", hands())) == 3
    assert submitted(store, plan_code="Q") == ()


def test_a_question_taken_out_of_the_bank_keeps_its_repaired_key(
    store: Store, examiner: Actor, hands: Hands, sat: dict[str, str]
) -> None:
    publish(store, examiner, single("r *w x y", uid="s0", stem="第0题"))
    regrade_all(store, examiner, submitted(store), "key repaired", hands())
    with store.write("banks", at=hands()) as db:
        db.execute("UPDATE question SET removed = 1 WHERE uid = 's0' AND revision = 2")
    repaired = result(store, sat["T1"]).outcome
    assert repaired.keys
    assert regrade_all(store, examiner, submitted(store), "again", hands()) == ()
    assert regrade(store, examiner, sat["T1"], "again", hands()).outcome == repaired


def test_what_happens_meanwhile_is_not_written_over(
    store: Store, examiner: Actor, hands: Hands, sat: dict[str, str]
) -> None:
    publish(store, examiner, single("r *w x y", uid="s0", stem="第0题"))
    essay_at = next(item.position for item in kept(store.read, sat["T1"]).paper.items if item.uid == "e1")

    def others(done: int, total: int) -> None:
        if done == total:
            regrade(store, examiner, sat["T1"], "by somebody else", hands())
            mark(store, examiner, sat["T1"], [Mark(essay_at, Decimal(1))], hands())
            void(store, examiner, sat["T2"], "the wrong room", hands())

    done = regrade_all(store, examiner, submitted(store), "key repaired", hands(), progress=others)
    assert [change.staff_no for change in done] == ["T3"]
    marked = result(store, sat["T1"])
    assert (marked.version, marked.outcome.score, marked.outcome.complete) == (3, Decimal(3), True)
    versions = store.read.execute("SELECT max(version) FROM result WHERE sitting_id = ?", (sat["T2"],)).fetchone()
    assert versions == (1,)


def test_a_repair_that_was_taken_back_is_listed_too(
    store: Store, examiner: Actor, hands: Hands, sat: dict[str, str]
) -> None:
    publish(store, examiner, single("r *w x y", uid="s0", stem="第0题"))
    assert repairs(store) == (Repair("b", "s0", "第0题", 3),)
    regrade_all(store, examiner, submitted(store), "key repaired", hands())
    assert repairs(store) == ()
    publish(store, examiner)
    assert repairs(store) == (Repair("b", "s0", "第0题", 3),)
    back = regrade_all(store, examiner, submitted(store), "it was right before", hands())
    assert len(back) == 3
    assert repairs(store) == ()


def test_another_form_of_the_same_key_is_no_repair(
    store: Store, examiner: Actor, hands: Hands, sat: dict[str, str]
) -> None:
    publish(store, examiner, single("r *w x y", uid="s0", stem="第0题"))
    regrade_all(store, examiner, submitted(store), "key repaired", hands())
    publish(store, examiner, single("r *w x y", uid="s0", stem="第0题", explanation="now with a reason"))
    assert repairs(store) == ()


def test_a_preview_needs_no_reason(store: Store, examiner: Actor, hands: Hands, sat: dict[str, str]) -> None:
    publish(store, examiner, single("r *w x y", uid="s0", stem="第0题"))
    assert len(regrade_all(store, examiner, submitted(store), "", hands(), dry_run=True)) == 3
    assert [result(store, one).version for one in sat.values()] == [1, 1, 1]
