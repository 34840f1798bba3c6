"""The random numbers that papers are drawn with: SHA-256 in counter mode.

Promises: the same seed and label give the same numbers on every machine, in every version of Python, for ever. Python's
``random`` promises that for a few of its methods only, and no other language repeats it. Must not know what is drawn.

The rule, so that any language can repeat it:

- The stream of (seed, label) is the concatenation of ``SHA-256(UTF-8("branch-exam 1\\n" + seed + "\\n" + label +
  "\\n" + i))`` for i = 0, 1, 2, …, with i in decimal digits. Words are taken from it eight bytes at a time, big-endian.
- ``below(n)``, 0 … n-1: take words until one is smaller than ``2**64 - 2**64 % n`` (so that no number is likelier than
  another); the result is that word modulo n.
- ``Deck`` is the Fisher-Yates shuffle, dealt card by card: for i = 0, 1, …: swap card i with card ``i + below(n - i)``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

_WORDS = 1 << 64


class Stream:
    """The numbers of one seed and label."""

    def __init__(self, seed: str, label: str) -> None:
        self._start = f"branch-exam 1\n{seed}\n{label}\n".encode()
        self._counter = 0
        self._words: list[int] = []

    def _word(self) -> int:
        if not self._words:
            block = hashlib.sha256(self._start + str(self._counter).encode()).digest()
            self._counter += 1
            self._words = [int.from_bytes(block[i : i + 8], "big") for i in (24, 16, 8, 0)]
        return self._words.pop()

    def below(self, n: int) -> int:
        """A number from 0 to n - 1, each as likely as the others; n at least 1."""
        limit = _WORDS - _WORDS % n
        word = self._word()
        while word >= limit:
            word = self._word()
        return word % n


class Deck:
    """The numbers 0 … n - 1 in random order, dealt one at a time: the cost is that of the cards dealt, not of n."""

    def __init__(self, stream: Stream, n: int) -> None:
        self._stream, self._n = stream, n

    def __iter__(self) -> Iterator[int]:
        moved: dict[int, int] = {}
        for i in range(self._n):
            j = i + self._stream.below(self._n - i)
            yield moved.get(j, j)
            moved[j] = moved.get(i, i)


def shuffled(stream: Stream, n: int) -> tuple[int, ...]:
    """The numbers 0 … n - 1 in random order."""
    return tuple(Deck(stream, n))
