"""Work that a person may have to wait for, off the window's thread, one at a time.

Promises: a job's signals arrive on the window's thread; a cancelled job has changed nothing (the use case's transaction
rolls back when ``Progress`` raises). Must not know what the work is.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import SIGNAL, QObject, Qt, QTimer, Signal

from desktop_app.base.errors import BranchExamError
from desktop_app.base.progress import Cancelled, Progress

_BEAT_S = 0.05


class Job(QObject):
    """One piece of work. One of ``done``, ``failed``, ``cancelled`` and ``broke`` follows, unless it is dropped.

    ``ended`` comes before it. What broke and nobody listens for is raised: a bug must not vanish.
    What the worker says is queued into the window's thread first and told from there: a window that has let go of its
    store is told nothing any more.
    """

    progressed = Signal(int, int)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    broke = Signal(object)
    ended = Signal()
    _stepped = Signal(int, int)
    _ended = Signal(str, object)

    def __init__(self, work: Callable[[Progress], Any]) -> None:
        super().__init__()
        self._work = work
        self._stop = threading.Event()
        self._last = 0.0
        self._dropped = False
        self._stepped.connect(self._on_stepped, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop at its next report of progress."""
        self._stop.set()

    def drop(self) -> None:
        """Cancel, and tell nobody how it ended."""
        self._dropped = True
        self.cancel()

    def run(self) -> None:
        """Do the work; called on the worker's thread."""
        try:
            outcome = self._work(self._progress)
        except Cancelled:
            self._ended.emit("cancelled", None)
        except BranchExamError as error:
            self._ended.emit("failed", error)
        except Exception as error:  # noqa: BLE001 - a bug in a job must reach the window, not vanish in a future
            self._ended.emit("broke", error)
        else:
            self._ended.emit("done", outcome)

    def _progress(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._last >= _BEAT_S or done == total:
            self._last = now
            self._stepped.emit(done, total)

    def _on_stepped(self, done: int, total: int) -> None:
        if not self._dropped:
            self.progressed.emit(done, total)

    def _on_ended(self, how: str, what: object) -> None:
        if self._dropped:
            return
        self.ended.emit()
        if how == "cancelled":
            self.cancelled.emit()
        elif how == "broke" and isinstance(what, Exception) and not self.receivers(SIGNAL("broke(PyObject)")):
            raise what
        else:
            getattr(self, how).emit(what)


class Jobs(QObject):
    """A queue with one worker."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self._running: set[Job] = set()
        self._closed = False

    def start(self, work: Callable[[Progress], Any]) -> Job:
        """Queue ``work``, which is called with a ``Progress``. Connect to the job's signals at once."""
        job = Job(work)
        self._running.add(job)
        job.ended.connect(lambda: self._running.discard(job))
        # On the next turn of the event loop: by then the caller has connected, so that no signal is lost.
        QTimer.singleShot(0, self, lambda: self._submit(job))
        return job

    def _submit(self, job: Job) -> None:
        # A window that closes in the same turn of the event loop has no worker any more.
        if not self._closed:
            self._pool.submit(job.run)

    @property
    def busy(self) -> bool:
        """Whether anything is running or queued."""
        return bool(self._running)

    def close(self) -> None:
        """Cancel what runs and wait for it; what was not begun is forgotten."""
        self._closed = True
        for job in tuple(self._running):
            job.drop()
        self._pool.shutdown(wait=True, cancel_futures=True)
