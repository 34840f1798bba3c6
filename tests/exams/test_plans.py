"""Plans in the store, and papers from the banks as they stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from desktop_app.banks.question import Source
from desktop_app.banks.shipping import ship
from desktop_app.base.clock import Reading
from desktop_app.exams.paper import CannotBeDrawn
from desktop_app.exams.plan import PlanInvalid
from desktop_app.exams.plans import (
    PlanCodeTaken,
    PlanIsShipped,
    UnknownPlan,
    check_plan_in_store,
    copy_plan,
    day_of,
    delete_plan,
    draw_in_store,
    is_shipped,
    plan,
    plans,
    pool_of,
    save_plan,
    ship_plans,
    shipped_plans,
)
from desktop_app.staff import Actor
from desktop_app.staff.people import NotAllowed
from desktop_app.store import Store
from tests.exams import making
from tests.exams.making import ON, bring_in, candidate, every_kind, section, single


def test_a_plan_is_kept_changed_and_removed(store: Store, examiner: Actor, reading: Reading) -> None:
    made = making.plan(section(1), code="P9", title="一")
    save_plan(store, examiner, made, reading)
    save_plan(store, examiner, replace(made, title="二"), reading)
    assert plan(store, "P9").title == "二"
    assert [one.code for one in plans(store)] == ["P9"]
    assert [entry.action for entry in store.journal()].count("plan_saved") == 2
    save_plan(store, examiner, replace(made, title="二"), reading)
    assert [entry.action for entry in store.journal()].count("plan_saved") == 2
    delete_plan(store, examiner, "P9", reading)
    with pytest.raises(UnknownPlan):
        plan(store, "P9")
    with pytest.raises(UnknownPlan):
        delete_plan(store, examiner, "P9", reading)


def test_shipped_plans_are_copied_not_changed(store: Store, examiner: Actor, reading: Reading) -> None:
    codes = ship_plans(store, examiner, reading)
    assert len(codes) == 3
    before = len(store.journal())
    assert ship_plans(store, examiner, reading) == codes
    assert len(store.journal()) == before
    shipped = plan(store, codes[0])
    save_plan(store, examiner, shipped, reading)
    assert is_shipped(store, codes[0])
    with pytest.raises(PlanIsShipped):
        save_plan(store, examiner, replace(shipped, minutes=5), reading)
    with pytest.raises(PlanIsShipped):
        delete_plan(store, examiner, codes[0], reading)
    copied = copy_plan(store, examiner, codes[0], "mine", "我的", reading)
    assert copied.sample
    assert not is_shipped(store, "mine")
    assert plan(store, "mine") == replace(shipped, code="mine", title="我的")
    with pytest.raises(PlanCodeTaken):
        copy_plan(store, examiner, codes[0], "mine", "我的", reading)
    with pytest.raises(PlanInvalid):
        copy_plan(store, examiner, codes[0], "a/b", "我的", reading)
    with pytest.raises(UnknownPlan):
        copy_plan(store, examiner, "none", "other", "我的", reading)
    assert [one.code for one in plans(store)][-1] == "mine"


def test_only_examiners_change_plans(store: Store, examiner: Actor, reading: Reading) -> None:
    me = candidate(store)
    made = save_plan(store, examiner, making.plan(section(1)), reading)
    with pytest.raises(NotAllowed):
        save_plan(store, me, made, reading)
    with pytest.raises(NotAllowed):
        copy_plan(store, me, made.code, "x", "x", reading)
    with pytest.raises(NotAllowed):
        delete_plan(store, me, made.code, reading)


def test_the_shipped_plans_can_be_drawn_from_the_shipped_banks(store: Store, examiner: Actor, reading: Reading) -> None:
    ship(store, examiner, reading)
    ship_plans(store, examiner, reading)
    for one in shipped_plans():
        assert one.sample
        assert one.max_score == 100
        assert 60 <= one.minutes <= 90
        assert check_plan_in_store(store, one.code, ON) == ()
        paper = draw_in_store(store, one.code, 17, ON)
        assert len(paper.items) == sum(part.number for part in one.sections)
        assert draw_in_store(store, one.code, "17", ON).fingerprint == paper.fingerprint


def test_a_paper_follows_the_banks_as_they_stand(store: Store, examiner: Actor, reading: Reading) -> None:
    bring_in(store, examiner, every_kind())
    made = save_plan(store, examiner, making.plan(section(13)), reading)
    assert [(s.need, s.have) for s in check_plan_in_store(store, made.code, ON)] == [(13, 12)]
    with pytest.raises(CannotBeDrawn):
        draw_in_store(store, made.code, 1, ON)
    assert pool_of(store, made) is pool_of(store, made)
    repealed = single(uid="s3", stem="旧规", source=Source("法", repealed_on=date(2026, 1, 1)))
    bring_in(store, examiner, [*every_kind(), repealed])
    assert [s.why for s in check_plan_in_store(store, made.code, ON)] == ["not_in_force"]
    bring_in(store, examiner, [*every_kind(), single(uid="s3", stem="新规")])
    paper = draw_in_store(store, made.code, 1, ON)
    assert {item.uid for item in paper.items} >= {"s3"}
    assert all(item.points == Decimal(1) for item in paper.items)


def test_a_bank_that_is_not_there_is_named(store: Store, examiner: Actor, reading: Reading) -> None:
    made = save_plan(store, examiner, making.plan(section(1, bank="nowhere")), reading)
    assert [s.why for s in check_plan_in_store(store, made.code, ON)] == ["bank_unknown"]


def test_the_day_is_the_branchs(store: Store) -> None:
    assert day_of(store, datetime(2026, 11, 24, 15, 59, tzinfo=UTC)) == date(2026, 11, 24)
    assert day_of(store, datetime(2026, 11, 24, 16, 0, tzinfo=UTC)) == date(2026, 11, 25)
