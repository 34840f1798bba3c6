"""Plans in the store: kept, copied, shipped; and the paper that a plan gives with the banks as they stand.

Promises: what is kept can be read back equal; a shipped plan is never changed in place. Must not know sittings.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from importlib.resources import files
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

from desktop_app.banks.bank import pool as bank_pool
from desktop_app.banks.bank import questions
from desktop_app.base.clock import Reading, as_text
from desktop_app.base.errors import MissingError, RefusedError
from desktop_app.exams.balance import Balance
from desktop_app.exams.paper import Paper, check_plan, draw
from desktop_app.exams.plan import ExamPlan, from_data, from_toml, to_data
from desktop_app.exams.pool import Pool, Shortage
from desktop_app.staff import Actor, Role, require
from desktop_app.store import Store
from desktop_app.templates.kept import template


class UnknownPlan(MissingError):
    """There is no such plan; facts: plan."""

    code = "unknown_plan"


class PlanIsShipped(RefusedError):
    """A plan that came with the program is copied, not changed; facts: plan."""

    code = "plan_is_shipped"


class PlanCodeTaken(RefusedError):
    """There is a plan of that code already; facts: plan."""

    code = "plan_code_taken"


def plans(store: Store) -> tuple[ExamPlan, ...]:
    """Every plan: the shipped ones first, then by code."""
    rows = store.read.execute("SELECT body FROM plan ORDER BY shipped DESC, code").fetchall()
    return tuple(from_data(json.loads(body)) for (body,) in rows)


def plan(store: Store, code: str) -> ExamPlan:
    """One plan. Raises ``UnknownPlan``."""
    row = store.read.execute("SELECT body FROM plan WHERE code = ?", (code,)).fetchone()
    if row is None:
        raise UnknownPlan(plan=code)
    return from_data(json.loads(row[0]))


def is_shipped(store: Store, code: str) -> bool:
    """Whether a plan came with the program."""
    row = store.read.execute("SELECT shipped FROM plan WHERE code = ?", (code,)).fetchone()
    return bool(row and row[0])


def save_plan(store: Store, actor: Actor, plan: ExamPlan, reading: Reading) -> ExamPlan:
    """Keep a plan, new or changed; exams that are open keep theirs. Raises ``NotAllowed``, ``PlanIsShipped``,
    ``UnknownTemplate``."""
    require(actor, Role.EXAMINER)
    template(store, plan.template)
    _keep(store, actor, plan, reading, shipped=False)
    return plan


def copy_plan(store: Store, actor: Actor, code: str, new_code: str, new_title: str, reading: Reading) -> ExamPlan:
    """A copy under another code and title. A copy of a sample stays one: the banks behind it can be read by anyone.

    Raises ``NotAllowed``, ``UnknownPlan``, ``PlanCodeTaken``, ``PlanInvalid`` (a code or title that none can have).
    """
    require(actor, Role.EXAMINER)
    copied = from_data(to_data(replace(plan(store, code), code=new_code, title=new_title)))
    with store.write("plans", at=reading) as db:
        if db.execute("SELECT 1 FROM plan WHERE code = ?", (copied.code,)).fetchone():
            raise PlanCodeTaken(plan=copied.code)
        _keep(store, actor, copied, reading, shipped=False)
    return copied


def delete_plan(store: Store, actor: Actor, code: str, reading: Reading) -> None:
    """Remove a plan; its exams keep theirs. Raises ``NotAllowed``, ``UnknownPlan``, ``PlanIsShipped``."""
    require(actor, Role.EXAMINER)
    plan(store, code)
    if is_shipped(store, code):
        raise PlanIsShipped(plan=code)
    with store.write("plans", actor=actor, action="plan_deleted", at=reading, facts={"plan": code}) as db:
        db.execute("DELETE FROM plan WHERE code = ?", (code,))


def _keep(store: Store, actor: Actor, plan: ExamPlan, reading: Reading, *, shipped: bool) -> None:
    body = json.dumps(to_data(plan), ensure_ascii=False, sort_keys=True)
    with store.write("plans", at=reading) as db:
        row = db.execute("SELECT body, shipped FROM plan WHERE code = ?", (plan.code,)).fetchone()
        if row and row[0] == body:
            return
        if row and row[1] and not shipped:
            raise PlanIsShipped(plan=plan.code)
        with store.write("plans", actor=actor, action="plan_saved", at=reading, facts={"plan": plan.code}) as inner:
            inner.execute(
                "INSERT INTO plan (code, title, body, sample, shipped, updated_at) VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (code) DO UPDATE SET title = excluded.title, body = excluded.body,"
                " sample = excluded.sample, shipped = excluded.shipped, updated_at = excluded.updated_at",
                (plan.code, plan.title, body, plan.sample, shipped, as_text(reading.at)),
            )


def shipped_plans() -> tuple[ExamPlan, ...]:
    """The plans that come with the program, by file name."""
    folder = files("desktop_app").joinpath("question_banks", "plans")
    found = sorted((item for item in folder.iterdir() if item.name.endswith(".toml")), key=lambda item: item.name)
    return tuple(from_toml(item.read_text(encoding="utf-8")) for item in found)


def ship_plans(store: Store, actor: Actor, reading: Reading) -> tuple[str, ...]:
    """Put the shipped plans into the store; gives their codes. Again: only what the text has changed."""
    shipped = shipped_plans()
    for one in shipped:
        _keep(store, actor, one, reading, shipped=True)
    return tuple(one.code for one in shipped)


# ---------------------------------------------------------------- with the banks as they stand

_pools: WeakKeyDictionary[Store, dict[tuple[str, ...], tuple[object, Pool]]] = WeakKeyDictionary()


def pool_of(store: Store, plan: ExamPlan) -> Pool:
    """What the plan's banks hold now, arranged for drawing. A bank that is not there is left out (``check_plan`` names
    it)."""
    return pool_of_banks(store, {section.bank for section in plan.sections})


def pool_of_banks(store: Store, bank_codes: Iterable[str]) -> Pool:
    """What these banks hold now, arranged for drawing and kept until one of them changes; without those that are not
    there."""
    codes = tuple(sorted(bank_codes))
    marks = ", ".join("?" * len(codes))
    stamp = store.read.execute(
        f"SELECT bank, number, state FROM revision WHERE bank IN ({marks}) AND state <> 'staged' ORDER BY bank, number",
        codes,
    ).fetchall()
    kept = _pools.setdefault(store, {})
    if codes not in kept or kept[codes][0] != stamp:
        kept[codes] = (stamp, Pool(bank_pool(store, sorted({row[0] for row in stamp}))))
    return kept[codes][1]


def day_of(store: Store, at: datetime) -> date:
    """The day of an instant where the branch is."""
    return at.astimezone(ZoneInfo(store.setting("timezone", "Asia/Shanghai"))).date()


def check_plan_in_store(store: Store, code: str, on: date) -> tuple[Shortage, ...]:
    """What is missing for a paper of that plan on that day. Raises ``UnknownPlan``."""
    found = plan(store, code)
    return check_plan(found, pool_of(store, found), on)


def draw_in_store(store: Store, code: str, seed: int | str, on: date) -> Paper:
    """A paper of that plan, without sitting it. Raises ``UnknownPlan``, ``CannotBeDrawn``."""
    return draw_paper(store, plan(store, code), seed, on)


def draw_paper(store: Store, plan: ExamPlan, seed: int | str, on: date, balance: Balance | None = None) -> Paper:
    """A paper of a plan that need not be in the store. Raises ``CannotBeDrawn``."""
    return draw(plan, pool_of(store, plan), seed, on, lambda ids: questions(store, ids), balance)
