"""A store edited by hand says what was touched, also where the editor made the chain anew; nothing is built on it."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from desktop_app.certificates.issuing import issue
from desktop_app.exams.exam import open_exam
from desktop_app.exams.keeping import read_steps
from desktop_app.exams.plan import Release
from desktop_app.exams.plans import save_plan
from desktop_app.exams.records import sitting_record, sitting_report
from desktop_app.exams.regrading import regrade, regrade_all
from desktop_app.exams.results import Mark, mark, release
from desktop_app.exams.running import void
from desktop_app.exams.sealing import seal_holds
from desktop_app.exams.sitting import answer, start, submit
from desktop_app.exams.soundness import RecordChanged, changed_records
from desktop_app.exams.steps import body_text, link
from desktop_app.staff import Actor
from desktop_app.store import Database, Store
from tests.exams import making
from tests.exams.making import Hands, bring_in, candidate, section, single
from tests.store_fixtures import READING


@pytest.fixture
def hands(reading: Any) -> Hands:
    """The clock."""
    return Hands(reading)


@pytest.fixture
def sat(store: Store, examiner: Actor, hands: Hands) -> str:
    """A sitting of two questions: steps started, answered, answered, submitted."""
    bring_in(store, examiner, [single(uid=f"s{n}", stem=f"第{n}题") for n in range(2)])
    save_plan(store, examiner, making.plan(section(2)), hands())
    me = candidate(store)
    sitting = start(store, me, open_exam(store, examiner, "P", reading=hands()).id, hands())
    for position in (1, 2):
        answer(store, sitting, position, "A", hands.goes(1))
    submit(store, me, sitting, hands.goes(1))
    return sitting.id


OF = "WHERE sitting = (SELECT number FROM sitting WHERE id = ?)"


def edit_step(db: Database, sitting_id: str, number: int, change: str) -> None:
    """Change a step with a plain hand: the SQL of what is set."""
    db.execute(f"UPDATE step SET {change} {OF} AND n = ?", (sitting_id, number))


def forge(db: Database, sitting_id: str, number: int, body: dict[str, Any]) -> None:
    """Another body for a step, and every chain from there on made anew, as somebody who knows how would."""
    steps = list(read_steps(db, sitting_id))
    steps[number - 1] = steps[number - 1]._replace(body=body_text(body))
    chain = sitting_id
    for step in steps:
        chain = link(chain, step)
        db.execute(f"UPDATE step SET body = ?, chain = ? {OF} AND n = ?", (step.body, chain, sitting_id, step.n))
    db.execute("UPDATE sitting SET chain = ? WHERE id = ?", (chain, sitting_id))


Edit = Callable[[Database, str], object]


@pytest.mark.parametrize(
    ("edit", "broken_at"),
    [
        (lambda db, one: None, None),
        (lambda db, one: edit_step(db, one, 2, "body = '{}'"), 2),
        (lambda db, one: edit_step(db, one, 1, "body = 'x'"), 1),
        (lambda db, one: edit_step(db, one, 3, "used_ms = 1"), 3),
        (lambda db, one: db.execute(f"DELETE FROM step {OF} AND n = 3", (one,)), 3),
        (lambda db, one: db.execute(f"DELETE FROM step {OF} AND n = 4", (one,)), 4),
        (lambda db, one: forge(db, one, 2, {"answer": "B"}), 4),
        (lambda db, one: db.execute("UPDATE sitting SET seal = zeroblob(64) WHERE id = ?", (one,)), 4),
        (lambda db, one: db.execute("UPDATE sitting SET seal = NULL WHERE id = ?", (one,)), 4),
        (lambda db, one: db.execute("UPDATE sitting SET seal = x'00' WHERE id = ?", (one,)), 4),
    ],
)
def test_what_was_edited_by_hand_is_named(store: Store, sat: str, edit: Edit, broken_at: int | None) -> None:
    with store.write("sittings", at=READING) as db:
        edit(db, sat)
    assert sitting_record(store, sat).broken_at == broken_at
    assert sitting_report(store, sat)["chain"] == {"ok": broken_at is None, "broken_at": broken_at}


def test_a_paper_or_an_owner_that_was_exchanged_is_found(store: Store, sat: str, hands: Hands) -> None:
    text = store.read.execute("SELECT paper FROM sitting WHERE id = ?", (sat,)).fetchone()[0]
    paper = json.loads(text)
    paper["questions"][0]["option_order"].reverse()
    candidate(store, "T002")
    for column, value, before, broken_at in (
        ("paper", json.dumps(paper), text, 1),
        ("paper", text + " ", text, 4),
        ("staff_no", "T002", "T001", 4),
    ):
        for now, expected in ((value, broken_at), (before, None)):
            with store.write("sittings", at=hands()) as db:
                db.execute(f"UPDATE sitting SET {column} = ? WHERE id = ?", (now, sat))
            assert sitting_record(store, sat).broken_at == expected


def test_a_void_sitting_is_sealed_anew_and_a_running_one_not_yet(
    store: Store, examiner: Actor, sat: str, hands: Hands
) -> None:
    void(store, examiner, sat, "copied", hands.goes(1))
    assert sitting_record(store, sat).broken_at is None
    chain = store.read.execute("SELECT chain FROM sitting WHERE id = ?", (sat,)).fetchone()[0]
    assert seal_holds(store.read, sat, chain) is True
    other = candidate(store, "T002")
    exam_id = open_exam(store, examiner, "P", reading=hands()).id
    running = start(store, other, exam_id, hands.goes(1))
    assert seal_holds(store.read, running.id, "") is None
    assert sitting_record(store, running.id).broken_at is None


def test_a_new_key_leaves_what_was_sealed_as_it_is(store: Store, examiner: Actor, sat: str, hands: Hands) -> None:
    with store.write("sittings", at=hands()) as db:
        db.execute("UPDATE station_key SET retired_at = '2026-12-01'")
    other = candidate(store, "T002")
    exam_id = open_exam(store, examiner, "P", reading=hands()).id
    sitting = start(store, other, exam_id, hands.goes(1))
    submit(store, other, sitting, hands.goes(1))
    assert store.read.execute("SELECT count(*) FROM station_key").fetchone()[0] == 2
    assert [sitting_record(store, one).broken_at for one in (sat, sitting.id)] == [None, None]


RESULT_EDITS = {
    "UPDATE result SET score = '99', passed = 1": "result",
    "UPDATE result SET body = json_set(body, '$.items[0][1]', '9')": "result",
    "UPDATE result SET complete = 0": "result",
    "UPDATE result SET seal = NULL": "result",
    "UPDATE result SET seal = NULL, seal_key = NULL": "result",
    "UPDATE result SET version = 2": "result",
    "UPDATE sitting SET seal = NULL, seal_key = NULL": "whole",
    "DELETE FROM result": "result",
    "INSERT INTO mark VALUES ('{one}', 1, 0, '1', '', 'E001', '')": "result",
    "UPDATE sitting SET ended_at = '2026-11-24T01:00:00.000Z'": "end",
    "UPDATE sitting SET state = 'void'": "end",
    "UPDATE exam SET body = json_set(body, '$.pass_percent', '1')": "plan",
}


@pytest.mark.parametrize("edit", RESULT_EDITS)
def test_a_result_an_end_or_a_plan_that_was_changed_is_named_and_nothing_is_built_on_it(
    store: Store, examiner: Actor, sat: str, hands: Hands, edit: str
) -> None:
    assert changed_records(store) == ()
    with store.write("x", at=hands()) as db:
        db.execute(edit.format(one=sat))
    report = sitting_report(store, sat)
    assert (report["touched"], report["chain"]["ok"]) == (RESULT_EDITS[edit], False)
    (found,) = changed_records(store)
    assert (found.facts["sitting"], found.facts["touched"]) == (sat, RESULT_EDITS[edit])
    if "DELETE" in edit or "void" in edit:
        return
    before = store.read.execute("SELECT * FROM result").fetchall()
    with pytest.raises(RecordChanged):
        regrade(store, examiner, sat, "why", hands())
    with pytest.raises(RecordChanged):
        mark(store, examiner, sat, [Mark(1, Decimal(1))], hands())
    assert store.read.execute("SELECT * FROM result").fetchall() == before


@pytest.mark.parametrize("sealed", [True, False])
def test_a_pass_made_by_hand_is_not_certified_nor_released(
    store: Store, examiner: Actor, hands: Hands, sealed: bool
) -> None:
    bring_in(store, examiner, [single(uid=f"s{n}", stem=f"第{n}题") for n in range(2)])
    save_plan(store, examiner, making.plan(section(2), release=Release.BY_EXAMINER), hands())
    me = candidate(store)
    sitting = start(store, me, open_exam(store, examiner, "P", reading=hands()).id, hands())
    submit(store, me, sitting, hands.goes(1))
    with store.write("x", at=hands()) as db:
        if not sealed:
            as_before_seals(db, sitting.id)
        db.execute("UPDATE result SET score = '2.00', passed = 1")
    with pytest.raises(RecordChanged, match="sitting"):
        release(store, examiner, sitting.id, hands())
    with store.write("x", at=hands()) as db:
        db.execute("UPDATE sitting SET released_at = ended_at")
    with pytest.raises(RecordChanged):
        issue(store, examiner, sitting.id, hands())
    with pytest.raises(RecordChanged):
        regrade_all(store, examiner, [sitting.id], "why", hands())
    assert store.read.execute("SELECT count(*) FROM certificate").fetchone()[0] == 0


def as_before_seals(db: Database, sitting_id: str) -> None:
    """A sitting as one that ended before results were sealed and plans were noted."""
    db.execute("UPDATE result SET seal = NULL, seal_key = NULL")
    db.execute("UPDATE sitting SET seal = NULL, seal_key = NULL")
    steps = read_steps(db, sitting_id)
    started = {key: value for key, value in steps[0].data.items() if key != "plan"}
    forge(db, sitting_id, len(steps), {"by": "candidate"})
    forge(db, sitting_id, 1, started)


def test_a_result_from_before_seals_is_graded_again_by_the_rules_it_went_by(
    store: Store, examiner: Actor, sat: str, hands: Hands
) -> None:
    with store.write("x", at=hands()) as db:
        as_before_seals(db, sat)
    assert changed_records(store) == ()
    # Sealed from its next result on.
    regrade(store, examiner, sat, "again", hands())
    assert changed_records(store) == ()
    with store.write("x", at=hands()) as db:
        db.execute("DELETE FROM result WHERE version = 1")
    assert [one.facts["touched"] for one in changed_records(store)] == ["result"]


def test_what_has_no_form_any_more_is_named_too(store: Store, sat: str, hands: Hands) -> None:
    with store.write("x", at=hands()) as db:
        db.execute("UPDATE sitting SET paper = '{'")
    assert [one.facts["touched"] for one in changed_records(store)] == ["unreadable"]
