"""A practice card that is damaged begins anew, on record; the answers stay."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from desktop_app.practice.progress import progress, today
from desktop_app.practice.scheduling import retrievability, scheduled
from desktop_app.staff import Actor
from desktop_app.store import Store
from tests.exams.making import Hands
from tests.practice.test_practising import hands, me, practise
from tests.store_fixtures import NOW

__all__ = ["hands", "me"]

SOUND = json.loads(scheduled(None, Fraction(1), NOW).card)
DAMAGED = [
    "",
    "no JSON",
    "[]",
    "5",
    "{}",
    json.dumps({**SOUND, "due": "yesterday"}),
    json.dumps({**SOUND, "due": "2026-11-24T01:30:00", "last_review": "2026-11-24T01:30:00"}),  # in no time zone
    json.dumps({**SOUND, "state": 99}),
    json.dumps({**SOUND, "state": 2, "step": None, "stability": "much"}),
    json.dumps({**SOUND, "last_review": 5}),
]


@pytest.mark.parametrize("card", DAMAGED)
def test_a_damaged_card_begins_anew(store: Store, me: Actor, hands: Hands, card: str) -> None:
    practise(store, me, hands, "a", right=False)
    practise(store, me, hands, "b", right=True)
    with store.write("practice", at=hands()) as db:
        db.execute("UPDATE practice_card SET card = ? WHERE uid = 'a'", (card,))
    hands.goes(60)
    assert [one.practised for one in progress(store, me, me.staff_no, hands()) if one.topic == "产品"] == [2]
    assert today(store, me, me.staff_no, hands()).done == 2
    told = practise(store, me, hands, "a", right=True)
    assert told.right
    assert told.due_at == scheduled(None, Fraction(1), hands().at).due_at
    answers = store.read.execute("SELECT share FROM practice_answer WHERE uid = 'a' ORDER BY id").fetchall()
    assert answers == [("0",), ("1",)]
    entry = store.journal()[0]
    assert (entry.action, entry.facts["question"]) == ("card_anew", "a")
    practise(store, me, hands, "a", right=True)
    assert [one.action for one in store.journal()].count("card_anew") == 1


def test_what_is_known_is_told_by_the_sound_cards_alone() -> None:
    sound = json.dumps(SOUND)
    assert retrievability(["no JSON", sound], NOW) == retrievability([sound], NOW)
    assert retrievability(["no JSON"], NOW) is None
    assert not scheduled(sound, Fraction(1), NOW).anew
