"""How far somebody has come: what waits today, and each topic of each bank.

Promises: reads only; the person and examiners may see it. Must not know keys.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import Final

from desktop_app.base.clock import Reading, as_text, from_text
from desktop_app.exams.plans import day_of
from desktop_app.practice import sets
from desktop_app.practice.scheduling import retrievability
from desktop_app.staff import Actor
from desktop_app.staff.people import require_self_or_examiner
from desktop_app.store import Store

RECENT: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Today:
    """What waits for a person today. ``due`` and ``fresh`` make today's set; ``streak`` are the days in a row, up to
    today or yesterday, on which they practised."""

    due: int
    fresh: int
    wrong: int
    changed: int
    done: int
    done_right: int
    streak: int


@dataclass(frozen=True, slots=True)
class TopicProgress:
    """A topic at the top of a bank's tree (empty: questions without one). ``known``: how likely what was practised is
    still known, ``recent``: the share that was right in the last 30 days; None where there is nothing to tell from."""

    bank: str
    topic: str
    questions: int
    practised: int
    due: int
    known: Fraction | None
    recent: Fraction | None


def today(store: Store, actor: Actor, staff_no: str, reading: Reading) -> Today:
    """What waits for somebody today. Raises ``NotAllowed``."""
    require_self_or_examiner(actor, staff_no)
    begin = as_text(sets.start_of_day(store, reading))
    done = store.read.execute(
        "SELECT count(*), coalesce(sum(share = '1'), 0) FROM practice_answer WHERE staff_no = ? AND at >= ?",
        (staff_no, begin),
    ).fetchone()
    daily = sets.daily(store, staff_no, reading)
    begun = {
        (bank, uid)
        for bank, uid in store.read.execute(
            "SELECT bank, uid FROM practice_card WHERE staff_no = ?", (staff_no,)
        ).fetchall()
    }
    due = sum(1 for one in daily if one.key in begun)
    return Today(
        due=due,
        fresh=len(daily) - due,
        wrong=len(sets.wrong_book(store, staff_no, reading)),
        changed=len(sets.new_rules(store, staff_no, reading)),
        done=done[0],
        done_right=done[1],
        streak=_streak(store, staff_no, reading),
    )


def _streak(store: Store, staff_no: str, reading: Reading) -> int:
    rows = store.read.execute("SELECT at FROM practice_answer WHERE staff_no = ?", (staff_no,)).fetchall()
    days = {day_of(store, from_text(row[0])) for row in rows}
    day = day_of(store, reading.at)
    if day not in days:
        day -= timedelta(days=1)
    streak = 0
    while day in days:
        streak += 1
        day -= timedelta(days=1)
    return streak


def progress(store: Store, actor: Actor, staff_no: str, reading: Reading) -> tuple[TopicProgress, ...]:
    """Every topic that may be practised, by bank and topic. Raises ``NotAllowed``."""
    require_self_or_examiner(actor, staff_no)
    cards = {
        (bank, uid): (due, card)
        for bank, uid, due, card in store.read.execute(
            "SELECT bank, uid, due_at, card FROM practice_card WHERE staff_no = ?", (staff_no,)
        ).fetchall()
    }
    recent: defaultdict[tuple[str, str], list[Fraction]] = defaultdict(list)
    for bank, uid, share in store.read.execute(
        "SELECT bank, uid, share FROM practice_answer WHERE staff_no = ? AND at >= ?",
        (staff_no, as_text(reading.at - RECENT)),
    ).fetchall():
        recent[bank, uid].append(Fraction(share))
    end = as_text(sets.end_of_day(store, reading))
    by_topic: defaultdict[tuple[str, str], list[sets.Practicable]] = defaultdict(list)
    for one in sets.practicable(store, day_of(store, reading.at)):
        by_topic[one.bank, one.topic[0] if one.topic else ""].append(one)
    found = []
    for (bank, topic), some in sorted(by_topic.items()):
        held = [cards[one.key] for one in some if one.key in cards]
        shares = [share for one in some for share in recent[one.key]]
        found.append(
            TopicProgress(
                bank=bank,
                topic=topic,
                questions=len(some),
                practised=len(held),
                due=sum(1 for due, _ in held if due < end),
                known=retrievability([card for _, card in held], reading.at),
                recent=Fraction(sum(share == 1 for share in shares), len(shares)) if shares else None,
            )
        )
    return tuple(found)
