"""Whose turn it is to write, among the threads of this process.

Promises: first come, first served, and whoever answers a person goes before a long job. SQLite alone lets the fastest
retry win, so that one thread in a tight loop kept another waiting for 1.6 s (measured). Other processes are not known
here: for them SQLite's lock is.
"""

from __future__ import annotations

import threading
from collections import deque


class Turns:
    """A lock that is handed on in order."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._taken = False
        self._queues: tuple[deque[threading.Lock], deque[threading.Lock]] = (deque(), deque())

    def take(self, background: bool, patience_s: float) -> bool:
        """Wait for the turn; False where it did not come in time."""
        with self._lock:
            if not self._taken:
                self._taken = True
                return True
            gate = threading.Lock()
            gate.acquire()
            queue = self._queues[background]
            queue.append(gate)
        if gate.acquire(timeout=patience_s):
            return True
        with self._lock:
            if gate in queue:
                queue.remove(gate)
                return False
        # It came between the time-out and here.
        return True

    def give(self) -> None:
        """Hand the turn on."""
        with self._lock:
            for queue in self._queues:
                if queue:
                    queue.popleft().release()
                    return
            self._taken = False
