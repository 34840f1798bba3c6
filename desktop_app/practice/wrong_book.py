"""The wrong-question book (错题本) by topic: how often what went wrong, and taking questions out of it by hand.

Promises: what is taken out goes wrong again before it comes back; what was answered stays on record. Must not know
keys.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from desktop_app.base.clock import Reading, as_text
from desktop_app.practice import sets
from desktop_app.practice.sets import Practicable
from desktop_app.staff import Actor
from desktop_app.staff.people import require_exam
from desktop_app.store import Store


@dataclass(frozen=True, slots=True)
class WrongTopic:
    """What of one topic stands in the book: its questions, the latest first, how often they went wrong in all, and
    how many of them were right once since."""

    bank: str
    path: tuple[str, ...]
    questions: tuple[Practicable, ...]
    wrong: int
    half_way: int


def wrong_topics(store: Store, staff_no: str, reading: Reading) -> tuple[WrongTopic, ...]:
    """The book by topic, what went wrong most often first."""
    rows = store.read.execute(
        "SELECT bank, uid, wrong, right_since FROM wrong_question WHERE staff_no = ? AND done_at IS NULL", (staff_no,)
    ).fetchall()
    counted = {(bank, uid): (wrong, right_since) for bank, uid, wrong, right_since in rows}
    by_topic: defaultdict[tuple[str, tuple[str, ...]], list[Practicable]] = defaultdict(list)
    for one in sets.wrong_book(store, staff_no, reading):
        by_topic[one.bank, one.topic].append(one)
    found = [
        WrongTopic(
            bank,
            path,
            tuple(some),
            sum(counted[one.key][0] for one in some),
            sum(counted[one.key][1] > 0 for one in some),
        )
        for (bank, path), some in by_topic.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.wrong, one.bank, one.path)))


def take_out(store: Store, actor: Actor, reading: Reading, topic: WrongTopic | None = None) -> int:
    """Take a topic's questions, or all, out of the actor's own book; gives how many. They come back when they go wrong
    again. Raises ``OnlyOneExam``."""
    require_exam(actor, None)
    at = as_text(reading.at)
    with store.write("practice", at=reading) as db:
        rows = db.execute(
            "SELECT bank, uid FROM wrong_question WHERE staff_no = ? AND done_at IS NULL", (actor.staff_no,)
        ).fetchall()
        wanted = None if topic is None else {one.key for one in topic.questions}
        gone = [(bank, uid) for bank, uid in rows if wanted is None or (bank, uid) in wanted]
        for key in gone:
            db.execute(
                "UPDATE wrong_question SET done_at = ? WHERE staff_no = ? AND bank = ? AND uid = ?",
                (at, actor.staff_no, *key),
            )
    return len(gone)
