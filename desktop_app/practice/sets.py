"""Which questions somebody practises: of a topic, of a plan, after rules have changed, the wrong ones, today's.

Promises: a question reserved for exams, and one whose source is not in force that day, is in no set; the same person
gets the same new questions all day. Must not know keys.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

from desktop_app.banks.question import Kind
from desktop_app.base.clock import Reading, as_text, from_text
from desktop_app.exams.plans import day_of, plan, pool_of, pool_of_banks
from desktop_app.exams.pool import Pool
from desktop_app.store import Store

NEW_A_DAY: Final = 10
"""New questions that today's set brings in besides what is due."""

MOST_DUE: Final = 40
RIGHT_TO_LEAVE: Final = 2
"""So often in a row right, and a question leaves the wrong-question book."""

FIRST_SIGHT: Final = timedelta(days=365)
"""How far back changed rules reach for somebody who has never sat."""


class Way(StrEnum):
    """How somebody came to a question."""

    DAILY = "daily"
    TOPIC = "topic"
    PLAN = "plan"
    NEW_RULES = "new_rules"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Practicable:
    """A question that may be practised."""

    question_id: int
    bank: str
    uid: str
    kind: Kind
    topic: tuple[str, ...]
    effective_on: date | None

    @property
    def key(self) -> tuple[str, str]:
        """What stays when the question is revised."""
        return self.bank, self.uid


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic that can be practised, of one bank: its path and how many questions stand under it."""

    bank: str
    path: tuple[str, ...]
    questions: int


_kept: WeakKeyDictionary[Store, tuple[Pool, date, tuple[Practicable, ...]]] = WeakKeyDictionary()


def practicable(store: Store, on: date) -> tuple[Practicable, ...]:
    """Every question that may be practised on that day, by bank, topic and uid; kept until a bank changes."""
    rows = store.read.execute("SELECT DISTINCT bank FROM revision WHERE state = 'published'").fetchall()
    pool = pool_of_banks(store, [row[0] for row in rows])
    kept = _kept.get(store)
    if kept is not None and kept[0] is pool and kept[1] == on:
        return kept[2]
    found = [
        Practicable(item.id, item.bank, item.uid, Kind(str(item.kind)), item.topic, item.effective_on)
        for cell in pool.cells
        if cell.in_force(on)
        for item in cell.items
        if not item.reserved
    ]
    every = tuple(sorted(found, key=lambda one: (one.bank, one.topic, one.uid)))
    _kept[store] = pool, on, every
    return every


def topics(store: Store, on: date) -> tuple[Topic, ...]:
    """Every topic, each step of its path counted; a bank itself is the empty path."""
    counted: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for one in practicable(store, on):
        for depth in range(len(one.topic) + 1):
            counted[one.bank, one.topic[:depth]] += 1
    return tuple(Topic(bank, path, number) for (bank, path), number in sorted(counted.items()))


def of_topic(
    store: Store, staff_no: str, bank: str, path: tuple[str, ...], reading: Reading
) -> tuple[Practicable, ...]:
    """The questions under a topic: those never practised first, then those that wait longest."""
    under = [one for one in _today(store, reading) if one.bank == bank and one.topic[: len(path)] == path]
    return _waiting_first(store, staff_no, under, reading)


def of_plan(store: Store, staff_no: str, plan_code: str, reading: Reading) -> tuple[Practicable, ...]:
    """What a plan could ask and may be practised, in the same order. Raises ``UnknownPlan``."""
    found = plan(store, plan_code)
    ids = {
        item.id
        for cell in pool_of(store, found).cells
        if any(cell.fits(section) for section in found.sections)
        for item in cell.items
    }
    asked = [one for one in _today(store, reading) if one.question_id in ids]
    return _waiting_first(store, staff_no, asked, reading)


def new_rules(store: Store, staff_no: str, reading: Reading) -> tuple[Practicable, ...]:
    """新规速测: what rests on a rule that came into force since the person last sat an exam, the newest rule first."""
    today, since = day_of(store, reading.at), _last_sat(store, staff_no, reading)
    changed = [one for one in _today(store, reading) if one.effective_on and since < one.effective_on <= today]
    return tuple(sorted(changed, key=lambda one: one.effective_on or today, reverse=True))


def wrong_book(store: Store, staff_no: str, reading: Reading) -> tuple[Practicable, ...]:
    """错题本: what went wrong, in exams whose answers the person may see and in practice, until it was right often
    enough; the latest first."""
    order = {
        (row[0], row[1]): n
        for n, row in enumerate(
            store.read.execute(
                "SELECT bank, uid FROM wrong_question WHERE staff_no = ? AND done_at IS NULL"
                " ORDER BY last_at DESC, uid",
                (staff_no,),
            ).fetchall()
        )
    }
    held = [one for one in _today(store, reading) if one.key in order]
    return tuple(sorted(held, key=lambda one: order[one.key]))


def daily(store: Store, staff_no: str, reading: Reading) -> tuple[Practicable, ...]:
    """Today's set: what is due by the end of the day, the longest due first, and then new questions, fewer by those
    that were new today already."""
    cards = _cards(store, staff_no)
    end = as_text(end_of_day(store, reading))
    everything = _today(store, reading)
    due = sorted((one for one in everything if cards.get(one.key, end) < end), key=lambda one: cards[one.key])
    begun = _begun_today(store, staff_no, reading)
    fresh = [one for one in everything if one.key not in cards]
    day = day_of(store, reading.at).isoformat()
    fresh.sort(key=lambda one: hashlib.sha256(f"{staff_no}\x1f{day}\x1f{one.bank}\x1f{one.uid}".encode()).digest())
    return (*due[:MOST_DUE], *fresh[: max(0, NEW_A_DAY - begun)])


def end_of_day(store: Store, reading: Reading) -> datetime:
    """The instant at which the branch's day ends."""
    zone = ZoneInfo(store.setting("timezone", "Asia/Shanghai"))
    return datetime.combine(day_of(store, reading.at) + timedelta(days=1), time(), zone)


def start_of_day(store: Store, reading: Reading) -> datetime:
    """The instant at which the branch's day began."""
    return end_of_day(store, reading) - timedelta(days=1)


def _today(store: Store, reading: Reading) -> tuple[Practicable, ...]:
    return practicable(store, day_of(store, reading.at))


def _cards(store: Store, staff_no: str) -> dict[tuple[str, str], str]:
    rows = store.read.execute("SELECT bank, uid, due_at FROM practice_card WHERE staff_no = ?", (staff_no,))
    return {(bank, uid): due for bank, uid, due in rows.fetchall()}


def _waiting_first(store: Store, staff_no: str, some: list[Practicable], reading: Reading) -> tuple[Practicable, ...]:
    cards = _cards(store, staff_no)
    day = day_of(store, reading.at).isoformat()

    def place(one: Practicable) -> tuple[str, bytes]:
        mixed = hashlib.sha256(f"{staff_no}\x1f{day}\x1f{one.bank}\x1f{one.uid}".encode()).digest()
        return cards.get(one.key, ""), mixed

    return tuple(sorted(some, key=place))


def _begun_today(store: Store, staff_no: str, reading: Reading) -> int:
    """How many questions were practised for the first time today."""
    begun: int = store.read.execute(
        "SELECT count(*) FROM (SELECT min(at) AS first FROM practice_answer WHERE staff_no = ? AND way = 'daily'"
        " GROUP BY bank, uid) WHERE first >= ?",
        (staff_no, as_text(start_of_day(store, reading))),
    ).fetchone()[0]
    return begun


def _last_sat(store: Store, staff_no: str, reading: Reading) -> date:
    last = store.read.execute(
        "SELECT max(ended_at) FROM sitting WHERE staff_no = ? AND state = 'submitted'", (staff_no,)
    ).fetchone()[0]
    return day_of(store, from_text(last) if last else reading.at - FIRST_SIGHT)
