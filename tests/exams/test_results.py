"""Marks, release, what a candidate may see, and grading again."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from desktop_app.exams.exam import Exam, open_exam
from desktop_app.exams.keeping import UnknownSitting, kept
from desktop_app.exams.plan import Release
from desktop_app.exams.plans import save_plan
from desktop_app.exams.regrading import regrade
from desktop_app.exams.results import (
    Mark,
    MarkInvalid,
    MarksAwaited,
    NoResultYet,
    essays,
    mark,
    read_marks,
    release,
    release_exam,
    result,
    results_of,
    review,
    to_mark,
    withheld,
    wrong_answers,
)
from desktop_app.exams.running import ReasonMissing, void
from desktop_app.exams.sitting import Sitting, answer, sittings, start, submit
from desktop_app.staff import Actor
from desktop_app.staff.people import NotAllowed
from desktop_app.store import Store
from tests.exams import making
from tests.exams.making import Hands, at, bring_in, candidate, essay, every_kind, right, scenario, section, single

Sit = Callable[..., Sitting]


@pytest.fixture
def hands(reading: Any) -> Hands:
    """The clock."""
    return Hands(reading)


@pytest.fixture
def me(store: Store) -> Actor:
    """A candidate."""
    return candidate(store)


@pytest.fixture
def sit(store: Store, examiner: Actor, me: Actor, hands: Hands) -> Sit:
    """Sits and submits: the named questions right, the others not at all. Keywords change the plan."""
    bring_in(store, examiner, every_kind())
    codes = iter(f"P{n}" for n in range(99))

    def sit_one(*uids: str, who: Actor = me, exam: Exam | None = None, **more: Any) -> Sitting:
        if exam is None:
            code = next(codes)
            save_plan(store, examiner, making.plan(section(12, points=Decimal(2)), code=code, **more), hands())
            exam = open_exam(store, examiner, code, reading=hands())
        sitting = start(store, who, exam.id, hands.goes(1), seed=7)
        for uid in uids:
            position = at(sitting, uid)
            answer(store, sitting, position, right(store, sitting, position), hands.goes(1))
        submit(store, who, sitting, hands.goes(1))
        return sitting

    return sit_one


def test_a_result_waits_for_its_marks(store: Store, examiner: Actor, me: Actor, sit: Sit, hands: Hands) -> None:
    sitting = sit("s1", "e1", "c1", pass_percent=Decimal(20))
    first = result(store, sitting.id)
    assert (first.version, first.reason, first.outcome.complete, first.outcome.passed) == (1, "submitted", False, None)
    assert (first.released, first.visible) == (True, False)
    (row,) = sittings(store)
    assert (row.score, row.passed, row.marks_awaited) == (None, None, True)

    whole, part = at(sitting, "e1"), at(sitting, "c1")
    waiting = {(one.position, one.part): one for one in to_mark(store)}
    assert set(waiting) == {(whole, 0), (part, 2)}
    assert (waiting[whole, 0].answer, waiting[whole, 0].model, waiting[whole, 0].most) == ("写了", "model", Decimal(2))
    assert (waiting[part, 2].case, waiting[part, 2].most, waiting[part, 2].name) == ("案例", Decimal("1.00"), "张三")
    with pytest.raises(MarksAwaited) as caught:
        release(store, examiner, sitting.id, hands())
    assert caught.value.facts == {"sitting": sitting.id, "number": 2}

    half = mark(store, examiner, sitting.id, [Mark(whole, Decimal("1.5"), note="好")], hands.goes(60))
    assert (half.outcome.complete, half.version) == (False, 2)
    assert [(one.position, one.part) for one in to_mark(store, sitting.exam_id)] == [(part, 2)]
    done = mark(store, examiner, sitting.id, [Mark(part, Decimal(1), 2)], hands.goes(60))
    assert done.outcome.complete
    assert done.outcome.score == Decimal("2.00") + Decimal("1.50") + Decimal("2.00")
    assert done.outcome.passed is True
    assert done.visible
    assert to_mark(store) == ()
    assert {(one.position, one.points) for one in essays(store, sitting.id)} == {
        (whole, Decimal("1.5")), (part, Decimal(1)),
    }  # fmt: skip
    again = mark(store, examiner, sitting.id, [Mark(whole, Decimal(0), note="复核")], hands.goes(60))
    assert again.outcome.score == Decimal("4.00")
    kept_scores = store.read.execute("SELECT score FROM result ORDER BY version").fetchall()
    assert [row[0] for row in kept_scores] == ["3.00", "4.50", "5.50", "4.00"]


@pytest.mark.parametrize(
    ("mark_", "reason"),
    [
        (Mark(99, Decimal(1)), "unknown"), (Mark(0, Decimal(1)), "unknown"), (Mark(1, Decimal(1), part=3), "not_essay"),
        (Mark(-1, Decimal("2.01")), "range"), (Mark(-1, Decimal("-0.01")), "range"),
    ],
)  # fmt: skip
def test_a_mark_that_cannot_be_given_changes_nothing(
    store: Store, examiner: Actor, sit: Sit, hands: Hands, mark_: Mark, reason: str
) -> None:
    sitting = sit("e1")
    essay_at = at(sitting, "e1")
    bad = Mark(essay_at, mark_.points) if mark_.position == -1 else mark_
    with pytest.raises(MarkInvalid) as caught:
        mark(store, examiner, sitting.id, [Mark(essay_at, Decimal(1)), bad], hands())
    assert caught.value.facts["reason"] == reason
    assert result(store, sitting.id).version == 1
    assert len(to_mark(store)) == 1


def test_an_essay_that_was_left_empty_waits_for_nobody(store: Store, examiner: Actor, sit: Sit, hands: Hands) -> None:
    sitting = sit("s1")
    assert result(store, sitting.id).outcome.complete
    assert essays(store, sitting.id) == ()
    with pytest.raises(MarkInvalid):
        mark(store, examiner, sitting.id, [Mark(at(sitting, "e1"), Decimal(1))], hands())


@pytest.mark.parametrize(
    ("data", "marks"),
    [
        ({"3": "4.5"}, (Mark(3, Decimal("4.5")),)),
        ([{"position": 3, "points": 4}], (Mark(3, Decimal(4)),)),
        ([{"position": 3, "part": 2, "points": "1", "note": "好"}], (Mark(3, Decimal(1), 2, "好"),)),
        ([], ()),
    ],
)
def test_marks_are_read_from_json(data: Any, marks: tuple[Mark, ...]) -> None:
    assert read_marks(data) == marks


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("x", "form"), ([3], "form"), ([{"position": 3}], "number"), ([{"position": "x", "points": 1}], "number"),
        ({"3": "much"}, "number"), ({"3": "nan"}, "number"), ([{"position": 1, "points": 1, "part": "x"}], "number"),
    ],
)  # fmt: skip
def test_marks_that_are_none_are_told(data: Any, reason: str) -> None:
    with pytest.raises(MarkInvalid) as caught:
        read_marks(data)
    assert caught.value.facts["reason"] == reason


def test_results_are_released_by_the_examiner_where_the_plan_says_so(
    store: Store, examiner: Actor, me: Actor, sit: Sit, hands: Hands
) -> None:
    sitting = sit("s1", release=Release.BY_EXAMINER)
    assert withheld(result(store, sitting.id))
    with pytest.raises(NotAllowed):
        release(store, me, sitting.id, hands())
    assert release(store, examiner, sitting.id, hands.goes(60)).visible
    released_at = kept(store.read, sitting.id).released_at
    assert release(store, examiner, sitting.id, hands.goes(60)).visible
    assert kept(store.read, sitting.id).released_at == released_at
    assert not withheld(result(store, sitting.id))


def test_a_whole_exam_is_released_at_once(store: Store, examiner: Actor, me: Actor, sit: Sit, hands: Hands) -> None:
    others = [candidate(store, number) for number in ("T002", "T003")]
    first = sit("s1", release=Release.BY_EXAMINER)
    exam = open_exam(store, examiner, first.plan.code, reading=hands())
    done = sit("s1", who=others[0], exam=exam)
    waits = sit("e1", who=others[1], exam=exam)
    with pytest.raises(NotAllowed):
        release_exam(store, me, exam.id, hands())
    assert release_exam(store, examiner, exam.id, hands()) == 1
    assert [result(store, one.id).released for one in (done, waits, first)] == [True, False, False]
    assert release_exam(store, examiner, exam.id, hands()) == 0


def test_answers_are_shown_where_the_plan_lets_them_be_seen(
    store: Store, examiner: Actor, me: Actor, sit: Sit, hands: Hands
) -> None:
    hidden = sit("s1", "talk", "c1")
    assert review(store, me, hidden.id) == ()
    assert wrong_answers(store, me, hidden.id) == ()
    assert len(review(store, examiner, hidden.id)) == 12
    with pytest.raises(NotAllowed):
        review(store, candidate(store, "T002"), hidden.id)

    waits = sit("s1", "c1", show_answers=True)
    assert review(store, me, waits.id) == ()
    mark(store, examiner, waits.id, [Mark(at(waits, "c1"), Decimal(1), 2)], hands())
    by_uid = dict(zip([item.uid for item in waits.paper.items], review(store, me, waits.id), strict=True))
    good = by_uid["s1"]
    assert (good.answer, good.graded.points, good.explanation) == (good.right, Decimal("2.00"), "because")
    assert by_uid["m1"].answer is None
    case = by_uid["c1"]
    assert [(part.shown.kind, part.graded.correct) for part in case.parts] == [("single", True), ("essay", None)]
    assert (case.parts[1].explanation, case.parts[1].right) == ("model", None)
    talk = by_uid["talk"]
    assert [part.answer for part in talk.parts] == [None]
    wrong = wrong_answers(store, me, waits.id)
    assert {one.shown.position for one in wrong} == {
        item.position for item in waits.paper.items if item.uid not in ("s1", "c1")
    }


def test_nobody_reads_answers_while_they_sit_another_exam(
    store: Store, examiner: Actor, me: Actor, sit: Sit, hands: Hands
) -> None:
    before = sit("s1", "e1", "c1", show_answers=True)
    marks = [Mark(at(before, "c1"), Decimal(1), 2), Mark(at(before, "e1"), Decimal(1))]
    mark(store, examiner, before.id, marks, hands())
    assert len(review(store, me, before.id)) == 12
    save_plan(store, examiner, making.plan(section(12), code="NEXT"), hands())
    following = start(store, me, open_exam(store, examiner, "NEXT", reading=hands()).id, hands.goes(1))
    assert review(store, me, before.id) == wrong_answers(store, me, before.id) == ()
    assert len(review(store, examiner, before.id)) == 12
    submit(store, me, following, hands.goes(1))
    assert len(review(store, me, before.id)) == 12


def test_the_path_of_a_talk_is_reviewed(store: Store, examiner: Actor, sit: Sit) -> None:
    sitting = sit("talk")
    talk = review(store, examiner, sitting.id)[at(sitting, "talk") - 1]
    assert [(part.shown.stem, part.answer, part.right) for part in talk.parts] == [
        ("hello?", "A", "A"), ("and?", "A", "A"),
    ]  # fmt: skip


def test_there_is_no_result_before_the_end_or_of_a_void_sitting(
    store: Store, examiner: Actor, me: Actor, sit: Sit, hands: Hands
) -> None:
    done = sit("s1")
    exam = open_exam(store, examiner, done.plan.code, reading=hands())
    running = start(store, me, exam.id, hands.goes(1))
    with pytest.raises(NoResultYet):
        result(store, running.id)
    with pytest.raises(NoResultYet):
        mark(store, examiner, running.id, [], hands())
    with pytest.raises(NoResultYet):
        regrade(store, examiner, running.id, "why", hands())
    with pytest.raises(UnknownSitting):
        result(store, "S0")
    assert [one.sitting_id for one in results_of(store, me.staff_no)] == [done.id]
    void(store, examiner, done.id, "作弊", hands())
    with pytest.raises(NoResultYet):
        result(store, done.id)
    assert results_of(store, me.staff_no) == ()


def test_grading_again_replays_the_steps_and_keeps_the_older_result(
    store: Store, examiner: Actor, me: Actor, sit: Sit, hands: Hands
) -> None:
    sitting = sit("s1", "n1")
    before = result(store, sitting.id)
    # The key of a question is repaired behind the app's back: rows of questions never change by themselves.
    with store.write("x", at=hands()) as db:
        db.execute("""UPDATE question SET body = replace(body, '"value":"5"', '"value":"6"') WHERE uid = 'n1'""")
    with pytest.raises(ReasonMissing):
        regrade(store, examiner, sitting.id, " ", hands())
    with pytest.raises(NotAllowed):
        regrade(store, me, sitting.id, "why", hands())
    after = regrade(store, examiner, sitting.id, "第 3 题答案更正", hands.goes(60))
    assert (before.outcome.score, after.outcome.score) == (Decimal("4.00"), Decimal("2.00"))
    assert (after.version, after.reason, after.at) == (2, "第 3 题答案更正", hands().at)
    assert store.read.execute("SELECT score FROM result WHERE version = 1").fetchone() == ("4.00",)
    assert "regraded" in [entry.action for entry in store.journal()]


def test_a_question_that_changes_in_its_bank_changes_no_paper(
    store: Store, examiner: Actor, sit: Sit, hands: Hands
) -> None:
    sitting = sit("s1", "s2")
    changed = [single("w *r x y", uid="s1", stem="单选一"), *every_kind()[1:]]
    bring_in(store, examiner, changed)
    assert regrade(store, examiner, sitting.id, "看一看", hands()).outcome.score == Decimal("4.00")


def test_two_essays_in_one_scenario_are_marked_apart(store: Store, examiner: Actor, me: Actor, hands: Hands) -> None:
    case = scenario(essay(stem="一"), essay(stem="二", points=Decimal(3)), uid="c2", stem="两问")
    bring_in(store, examiner, [case])
    save_plan(store, examiner, making.plan(section(1, points=Decimal(8)), code="PE"), hands())
    exam = open_exam(store, examiner, "PE", reading=hands())
    sitting = start(store, me, exam.id, hands.goes(1))
    answer(store, sitting, 1, [None, "写了"], hands.goes(1))
    submit(store, me, sitting, hands.goes(1))
    (waiting,) = to_mark(store)
    assert (waiting.part, waiting.stem, waiting.most) == (2, "二", Decimal("6.00"))
    done = mark(store, examiner, sitting.id, read_marks([{"position": 1, "part": 2, "points": "4.5"}]), hands())
    assert (done.outcome.score, done.outcome.complete) == (Decimal("4.50"), True)
