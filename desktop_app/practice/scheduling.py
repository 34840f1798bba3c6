"""When a question comes back: FSRS, as the library ``fsrs`` computes it.

Promises: the same answers at the same instants give the same dates (no fuzz). Pure. Must not know questions or the
store. A card is kept as the library's own JSON.

Source: Ye, Su, Cao, *A Stochastic Shortest Path Algorithm for Optimizing Spaced Repetition Scheduling*, KDD 2022, and
its successor FSRS-6 with the default parameters; 90 % is the share of answers that shall still be known when due.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fsrs import Scheduler

AGAIN_AFTER: Final = timedelta(minutes=10)
"""What was not known comes back within the same session."""

LONGEST: Final = timedelta(days=365)
"""Rules change: nothing stays away for longer than a year."""


_UNREADABLE: Final = (ValueError, TypeError, KeyError, ArithmeticError)
"""What the library raises over a card that is no JSON, lacks something, or holds what is no date or number."""


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A card after an answer, and the instant (UTC) at which it is due again. ``anew``: the card that was kept could
    not be read, and this is a first one."""

    card: str
    due_at: datetime
    anew: bool = False


@cache
def _scheduler() -> Scheduler:
    from fsrs import Scheduler  # 0.1 s that only practice needs

    return Scheduler(
        learning_steps=[AGAIN_AFTER],
        relearning_steps=[AGAIN_AFTER],
        maximum_interval=LONGEST.days,
        enable_fuzzing=False,
    )


def scheduled(card: str | None, share: Fraction, at: datetime) -> Scheduled:
    """The card after an answer that earned ``share`` (0 … 1) at ``at``; None: its first, and so where a damaged one
    cannot be read. The whole is FSRS's 'good', a part of it 'hard', nothing 'again'."""
    from fsrs import Card, Rating

    now = at.astimezone(UTC)
    rating = Rating.Good if share >= 1 else Rating.Hard if share > 0 else Rating.Again
    if card is not None:
        try:
            after, _ = _scheduler().review_card(Card.from_json(card), rating, now)
            return Scheduled(after.to_json(), after.due)
        except _UNREADABLE:
            pass
    after, _ = _scheduler().review_card(Card(card_id=1, due=now), rating, now)
    return Scheduled(after.to_json(), after.due, anew=card is not None)


def retrievability(cards: Sequence[str], at: datetime) -> Fraction | None:
    """How likely these cards' questions are still known at ``at``, on average, 0 … 1; None without a card
    that can be read."""
    known = [share for card in cards if (share := _known(card, at)) is not None]
    return Fraction(sum(known) / len(known)).limit_denominator(1000) if known else None


def _known(card: str, at: datetime) -> float | None:
    from fsrs import Card

    try:
        share = _scheduler().get_card_retrievability(Card.from_json(card), at.astimezone(UTC))
    except _UNREADABLE:
        return None
    return share if 0 <= share <= 1 else None
