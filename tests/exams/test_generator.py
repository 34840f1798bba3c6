"""The generator: numbers that never change, and that are fair."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.exams.generator import Deck, Stream, shuffled


def test_the_numbers_are_those_of_the_rule() -> None:
    """By hand, from the rule in the module's text: another language would do the same."""
    blocks = b"".join(hashlib.sha256(f"branch-exam 1\n17\nsection 1\n{i}".encode()).digest() for i in range(3))
    words = [int.from_bytes(blocks[at : at + 8], "big") for at in range(0, 96, 8)]
    stream = Stream("17", "section 1")
    assert [stream.below(1000) for _ in words] == [word % 1000 for word in words]


def test_the_numbers_never_change() -> None:
    """Papers that were drawn years ago are drawn again by their seed."""
    assert shuffled(Stream("1", "x"), 10) == (8, 4, 6, 0, 9, 5, 7, 3, 2, 1)


def test_a_word_beyond_the_last_whole_multiple_is_passed_over() -> None:
    stream = Stream("1", "x")
    n = 3 * 2**62  # one word in four is refused
    stream._words = [5, 2**64 - 1, n]
    assert stream.below(n) == 5


def test_other_seeds_and_labels_give_other_numbers() -> None:
    assert len({shuffled(Stream(seed, label), 20) for seed in "ab" for label in "xy"}) == 4


@given(st.integers(0, 60), st.text(max_size=5))
def test_a_deck_deals_every_card_once(n: int, seed: str) -> None:
    assert sorted(Deck(Stream(seed, "deck"), n)) == list(range(n))


def test_every_order_is_equally_likely() -> None:
    """Chi-square over the 24 orders of 4 cards: 23 degrees of freedom, 49.7 is passed once in a thousand."""
    seen: dict[tuple[int, ...], int] = {}
    for seed in range(4800):
        order = shuffled(Stream(str(seed), "fair"), 4)
        seen[order] = seen.get(order, 0) + 1
    assert len(seen) == 24
    assert sum((n - 200) ** 2 / 200 for n in seen.values()) < 49.7
