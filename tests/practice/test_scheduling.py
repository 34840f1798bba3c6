"""FSRS as it is set up here: what was known stays away longer each time, what was not comes back within the session."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

from desktop_app.practice.scheduling import AGAIN_AFTER, LONGEST, retrievability, scheduled

AT = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
KNOWN, PART, NOTHING = Fraction(1), Fraction(1, 3), Fraction(0)


def test_what_is_known_stays_away_longer_each_time() -> None:
    card, at, gaps = None, AT, []
    for _ in range(8):
        after = scheduled(card, KNOWN, at)
        gaps.append(after.due_at - at)
        card, at = after.card, after.due_at
    assert gaps[0] >= timedelta(days=1)
    assert gaps == sorted(gaps)
    assert gaps[3] > timedelta(days=14)
    assert max(gaps) <= LONGEST + timedelta(days=1)


def test_what_is_not_known_comes_back_within_the_session() -> None:
    first = scheduled(None, NOTHING, AT)
    assert first.due_at == AT + AGAIN_AFTER
    card, at = None, AT
    for _ in range(4):
        after = scheduled(card, KNOWN, at)
        card, at = after.card, after.due_at
    lapsed = scheduled(card, NOTHING, at)
    assert lapsed.due_at == at + AGAIN_AFTER
    # It was known once: from there it comes back later than a new one, and sooner than before.
    again = scheduled(lapsed.card, KNOWN, lapsed.due_at)
    assert timedelta(days=1) <= again.due_at - lapsed.due_at < scheduled(card, KNOWN, at).due_at - at


def test_a_part_lies_between() -> None:
    card = scheduled(scheduled(None, KNOWN, AT).card, KNOWN, AT + timedelta(days=2)).card
    at = AT + timedelta(days=10)
    dates = [scheduled(card, share, at).due_at for share in (NOTHING, PART, KNOWN)]
    assert dates == sorted(set(dates))


def test_the_same_answers_give_the_same_dates() -> None:
    assert scheduled(None, KNOWN, AT) == scheduled(None, KNOWN, AT)
    assert scheduled(None, KNOWN, AT.astimezone()).due_at == scheduled(None, KNOWN, AT).due_at


def test_what_is_still_known() -> None:
    card = scheduled(None, KNOWN, AT).card
    soon, due = retrievability([card], AT + timedelta(hours=1)), retrievability([card], AT + timedelta(days=2))
    assert soon is not None
    assert due is not None
    assert 1 >= soon > due > Fraction(4, 5)
    assert retrievability([], AT) is None
