"""Sittings as stories: start, answer, submit, and two at once."""

from __future__ import annotations

import threading
from decimal import Decimal
from typing import Any

import pytest

from desktop_app.exams import sitting as module
from desktop_app.exams.exam import ExamClosed, close_exam
from desktop_app.exams.keeping import UnknownSitting, read_steps
from desktop_app.exams.plan import Release
from desktop_app.exams.plans import draw_paper
from desktop_app.exams.records import sitting_record
from desktop_app.exams.sitting import (
    AnswerFixed,
    AnswerUnfit,
    NoSuchPosition,
    Sitting,
    SittingOver,
    answer,
    flag,
    note_position,
    pulse,
    sitting_report,
    sittings,
    start,
    submit,
)
from desktop_app.staff import Actor
from desktop_app.store import Store
from tests.exams.making import MINUTE, Hands, Open, at, right

# ---------------------------------------------------------------- a whole exam


def test_an_exam_from_start_to_result(store: Store, examiner: Actor, me: Actor, opened: Open, hands: Hands) -> None:
    exam = opened()
    sitting = start(store, me, exam.id, hands.goes(5), seed=7)
    assert not sitting.resumed
    assert sitting.left_ms(hands()) == 10 * MINUTE
    assert [shown.position for shown in sitting.questions] == list(range(1, 13))
    for position in range(1, 13):
        hands.goes(10)
        left = answer(store, sitting, position, right(store, sitting, position), hands())
        assert left == 10 * MINUTE - position * 10_000
    hands.goes(3)
    told = submit(store, me, sitting, hands())
    assert (told.state, told.score, told.passed) == ("submitted", None, None)  # essays wait
    assert told.max_score == 24
    assert told.outcome.score == Decimal("21.00")
    record = sitting_record(store, sitting.id)
    assert (record.used_ms, record.allowed_ms, record.answered, record.broken_at) == (123_000, 10 * MINUTE, 12, None)
    assert record.row.ended_at == hands().at
    assert record.interruptions == ()
    with pytest.raises(SittingOver):
        answer(store, sitting, 1, None, hands())
    assert submit(store, me, sitting, hands.goes(9)) == told
    assert [row.id for row in sittings(store, exam.id)] == [sitting.id]
    assert sittings(store, staff_no="E001") == ()


def test_the_score_is_told_at_once_where_nothing_waits(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    sitting = start(store, me, opened().id, hands())
    position = at(sitting, "s1")
    answer(store, sitting, position, right(store, sitting, position), hands.goes(1))
    told = submit(store, me, sitting, hands.goes(1))
    assert (told.score, told.passed) == (Decimal("2.00"), False)


def test_the_plan_may_withhold_the_score(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    sitting = start(store, me, opened(release=Release.BY_EXAMINER).id, hands())
    told = submit(store, me, sitting, hands.goes(1))
    assert (told.score, told.passed) == (None, None)
    assert told.outcome.complete


def test_a_seed_that_is_not_given_comes_from_the_system(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    exam = opened(attempts=5)
    papers = set()
    for _ in range(3):
        sitting = start(store, me, exam.id, hands.goes(1))
        papers.add(sitting.paper.fingerprint)
        submit(store, me, sitting, hands.goes(1))
    assert len(papers) == 3
    again = [start(store, me, exam.id, hands.goes(1), seed=7)]
    submit(store, me, again[0], hands.goes(1))
    again.append(start(store, me, exam.id, hands.goes(1), seed="7"))
    assert again[0].paper.fingerprint == again[1].paper.fingerprint


# ---------------------------------------------------------------- answers


def test_answers_flags_and_the_place_are_there_again(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    exam = opened()
    sitting = start(store, me, exam.id, hands())
    one, two = at(sitting, "t1"), at(sitting, "m1")
    answer(store, sitting, one, True, hands.goes(1))
    answer(store, sitting, one, False, hands.goes(1))
    answer(store, sitting, two, ["C", "A"], hands.goes(1))
    flag(store, sitting, two, True, hands.goes(1))
    flag(store, sitting, one, True, hands.goes(1))
    flag(store, sitting, one, False, hands.goes(1))
    elsewhere = next(n for n in range(1, 13) if n not in (one, two))
    note_position(store, sitting, elsewhere, hands.goes(1))
    assert note_position(store, sitting, elsewhere, hands.goes(1)) == 10 * MINUTE - 8000
    assert len(read_steps(store.read, sitting.id)) == 8
    again = start(store, me, exam.id, hands.goes(1))
    assert again.resumed
    assert again.answers == sitting.answers == {one: False, two: ["A", "C"]}
    assert again.flags == sitting.flags == {two}
    assert again.position == elsewhere
    assert [q.to_line() for q in again.questions] == [q.to_line() for q in sitting.questions]
    answer(store, again, two, None, hands.goes(1))
    assert again.answers == {one: False}
    assert start(store, me, exam.id, hands.goes(1)).answers == {one: False}


def test_what_is_no_answer_is_not_saved(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    sitting = start(store, me, opened().id, hands())
    before = len(read_steps(store.read, sitting.id))
    with pytest.raises(AnswerUnfit) as caught:
        answer(store, sitting, at(sitting, "s1"), "Z", hands.goes(1))
    assert caught.value.code == "answer_unknown_letter"
    assert caught.value.facts == {"letter": "Z", "position": at(sitting, "s1")}
    for position in (0, 13, -1):
        with pytest.raises(NoSuchPosition):
            answer(store, sitting, position, "A", hands())
    with pytest.raises(NoSuchPosition):
        flag(store, sitting, 99, True, hands())
    with pytest.raises(NoSuchPosition):
        note_position(store, sitting, 99, hands())
    assert len(read_steps(store.read, sitting.id)) == before
    assert sitting.answers == {}


def test_a_talk_goes_on_turn_by_turn_and_what_was_said_stands(
    store: Store, me: Actor, opened: Open, hands: Hands
) -> None:
    exam = opened()
    sitting = start(store, me, exam.id, hands())
    position = at(sitting, "talk")

    def stems() -> list[str]:
        return [part.stem for part in sitting.shown[position].parts]

    assert stems() == ["hello?"]
    answer(store, sitting, position, ["A"], hands.goes(1))
    assert stems() == ["hello?", "and?"]
    for changed in (["B"], [], None, ["B", "A"], "A"):
        with pytest.raises(AnswerFixed):
            answer(store, sitting, position, changed, hands.goes(1))
    assert sitting.answers[position] == ["A"]
    answer(store, sitting, position, ["A", "B"], hands.goes(1))
    assert sitting.shown[position].ended
    answer(store, sitting, position, ["A", "A"], hands.goes(1))  # the last turn leads nowhere: it may be changed
    with pytest.raises(AnswerFixed):
        answer(store, sitting, position, ["C"], hands.goes(1))
    with pytest.raises(AnswerUnfit):
        answer(store, sitting, position, ["A", "A", "A"], hands.goes(1))
    sitting = start(store, me, exam.id, hands.goes(1))
    assert stems() == ["hello?", "and?"]
    assert sitting.shown[position].replies == ("thank you",)


def test_a_talk_that_ended_at_once_may_begin_otherwise(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    sitting = start(store, me, opened().id, hands())
    position = at(sitting, "talk")
    answer(store, sitting, position, ["C"], hands.goes(1))
    answer(store, sitting, position, None, hands.goes(1))
    answer(store, sitting, position, ["A", "A"], hands.goes(1))
    assert [part.stem for part in sitting.shown[position].parts] == ["hello?", "and?"]


def test_no_key_is_held_by_a_running_sitting(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    sitting = start(store, me, opened().id, hands())
    answer(store, sitting, at(sitting, "talk"), ["A"], hands.goes(1))
    text = repr(sitting)
    for secret in ("credit", "[Option(", "(Option(", " Option(", "五十", "because", "model"):
        assert secret not in text


# ---------------------------------------------------------------- the record


def test_a_step_edited_by_hand_is_named(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    sitting = start(store, me, opened().id, hands())
    for position in (at(sitting, "t1"), at(sitting, "t2")):
        answer(store, sitting, position, False, hands.goes(1))
    submit(store, me, sitting, hands.goes(1))
    assert sitting_report(store, sitting.id)["chain"] == {"ok": True, "broken_at": None}
    with store.write("x", at=hands()) as db:
        db.execute(
            "UPDATE step SET body = ? WHERE sitting = (SELECT number FROM sitting WHERE id = ?) AND n = 2",
            ('{"answer":true}', sitting.id),
        )
    assert sitting_report(store, sitting.id)["chain"] == {"ok": False, "broken_at": 2}


def test_the_report_holds_what_the_contract_says(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    exam = opened()
    sitting = start(store, me, exam.id, hands())
    report = sitting_report(store, sitting.id)
    assert (report["score"], report["max_score"], report["passed"], report["sections"]) == (None, None, None, [])
    submit(store, me, sitting, hands.goes(1))
    report = sitting_report(store, sitting.id)
    told = {key: report[key] for key in ("id", "exam", "plan", "staff_no", "state", "score", "max_score", "passed")}
    assert told == {
        "id": sitting.id, "exam": exam.id, "plan": "P", "staff_no": "T001", "state": "submitted", "score": Decimal(0),
        "max_score": Decimal(24), "passed": False,
    }  # fmt: skip
    assert report["sections"] == [{"title": "all", "score": Decimal(0), "max_score": Decimal(24)}]
    assert report["interruptions"] == []
    with pytest.raises(UnknownSitting):
        sitting_report(store, "S0")


def test_a_pulse_from_another_thread_disturbs_nothing(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    sitting = start(store, me, opened().id, hands())
    hands.goes(1)
    beats = threading.Thread(target=lambda: [pulse(store, sitting, hands()) for _ in range(20)])
    beats.start()
    for n in range(20):
        note_position(store, sitting, 1 + n % 12, hands())
    beats.join()
    assert sitting_record(store, sitting.id).broken_at is None


# ---------------------------------------------------------------- two at once


def test_two_windows_that_start_at_once_get_one_sitting(
    store: Store, me: Actor, opened: Open, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    exam = opened()
    real, other = draw_paper, list[Sitting]()

    def slow(*args: Any) -> Any:
        if not other:
            other.append(None)  # type: ignore[arg-type]
            other[0] = start(store, me, exam.id, hands())
        return real(*args)

    monkeypatch.setattr(module, "draw_paper", slow)
    sitting = start(store, me, exam.id, hands())
    assert (sitting.id, sitting.resumed) == (other[0].id, True)
    assert sitting_record(store, sitting.id).broken_at is None


def test_an_exam_that_closes_while_a_paper_is_drawn_lets_nobody_in(
    store: Store, examiner: Actor, me: Actor, opened: Open, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    exam = opened()
    real = draw_paper

    def slow(*args: Any) -> Any:
        close_exam(store, examiner, exam.id, hands())
        return real(*args)

    monkeypatch.setattr(module, "draw_paper", slow)
    with pytest.raises(ExamClosed):
        start(store, me, exam.id, hands())
    assert sittings(store) == ()


def test_a_sitting_that_ended_elsewhere_is_noticed(store: Store, me: Actor, opened: Open, hands: Hands) -> None:
    exam = opened()
    one = start(store, me, exam.id, hands())
    two = start(store, me, exam.id, hands.goes(1))
    told = submit(store, me, two, hands.goes(1))
    assert pulse(store, one, hands.goes(1)) == 0
    assert one.state == "submitted"
    assert submit(store, me, one, hands.goes(1)) == told
    ended = module._resume(store, me, one.id, hands())
    assert (ended.state, ended.submitted) == ("submitted", told)
