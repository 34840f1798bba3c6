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


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A card after an answer, and the instant (UTC) at which it is due again."""

    card: str
    due_at: datetime


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
    """The card after an answer that earned ``share`` (0 … 1) at ``at``; None: its first. The whole is FSRS's 'good', a
    part of it 'hard', nothing 'again'."""
    from fsrs import Card, Rating

    now = at.astimezone(UTC)
    rating = Rating.Good if share >= 1 else Rating.Hard if share > 0 else Rating.Again
    held = Card(card_id=1, due=now) if card is None else Card.from_json(card)
    after, _ = _scheduler().review_card(held, rating, now)
    return Scheduled(after.to_json(), after.due)


def retrievability(cards: Sequence[str], at: datetime) -> Fraction | None:
    """How likely these cards' questions are still known at ``at``, on average, 0 … 1; None without a card."""
    from fsrs import Card

    if not cards:
        return None
    known = [_scheduler().get_card_retrievability(Card.from_json(card), at.astimezone(UTC)) for card in cards]
    return Fraction(sum(known) / len(known)).limit_denominator(1000)
