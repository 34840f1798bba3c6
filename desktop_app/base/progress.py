"""Progress that a person can watch and cancel.

A use case that can take longer than a moment takes a ``Progress`` and calls it; a cancelled one raises from that call,
so that the transaction around it rolls back and nothing has changed.
"""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with (done, total); total 0 means that the end is not known. Raises ``Cancelled``."""


class Cancelled(Exception):
    """The person who waited has cancelled. Not an error: nothing has changed."""


def silent(done: int, total: int) -> None:
    """The progress of a job that nobody watches."""


def part(progress: Progress, start: int, stop: int, whole: int = 100) -> Progress:
    """A progress for one leg of a job: its own 0 … total is shown as ``start`` … ``stop`` of ``whole``."""

    def step(done: int, total: int) -> None:
        share = done / total if total else 0.0
        progress(start + int((stop - start) * min(share, 1.0)), whole)

    return step
