"""A long job in the process of a running exam: what it may not keep others waiting for.

Must not know what the job is.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

SWITCH_S = 0.0005
"""A thread that computes hands over after so long. By default it is 5 ms, and saving an answer asks ten times."""
_RARELY = 1_000_000


@contextmanager
def quiet() -> Iterator[None]:
    """While the block runs: other threads get their turn soon, and what is in memory already is not looked through for
    garbage (a window's objects took 60 to 100 ms at a time)."""
    interval, thresholds = sys.getswitchinterval(), gc.get_threshold()
    sys.setswitchinterval(min(interval, SWITCH_S))
    gc.freeze()
    gc.set_threshold(thresholds[0], thresholds[1], _RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()
        sys.setswitchinterval(interval)
