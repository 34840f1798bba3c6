"""One job of a page at a time, with progress, Cancel, and its errors said on the page. Must not know the work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from desktop_app.base.errors import BranchExamError
from desktop_app.base.progress import Progress
from desktop_app.ui.examiner.page import ExaminerPage
from desktop_app.ui.jobs import Job
from desktop_app.ui.widgets.panels import Waiting

_PATIENCE_MS = 150
"""What is done sooner needs no bar that flashes up."""


class Working(QObject):
    """Runs a page's jobs and shows them in ``waiting``, which the page lays out.

    A method of this object receives the job's signals, so that a page that has gone hears nothing any more.
    """

    def __init__(self, page: ExaminerPage) -> None:
        super().__init__(page)
        self._page = page
        self._job: Job | None = None
        self._then: Callable[[Any], object] = lambda _: None
        self._failed: Callable[[BranchExamError], object] = page.refuse
        self._view: QObject | None = None
        self._text = ""
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_PATIENCE_MS)
        self._slow.timeout.connect(self._on_slow)
        self.waiting = Waiting()
        self.waiting.cancelled.connect(self._on_cancel)

    @property
    def busy(self) -> bool:
        """Whether a job of this page runs."""
        return self._job is not None

    def start(
        self,
        text: str,
        work: Callable[[Progress], Any],
        then: Callable[[Any], object],
        failed: Callable[[BranchExamError], object] | None = None,
        *,
        looking: bool = False,
        view: QObject | None = None,
    ) -> None:
        """Say ``text``, do ``work`` off the window's thread, and hand its outcome to ``then``; an error goes to
        ``failed``, the page's banner where nothing is given. ``looking``: nobody asked for it, so that what the banner
        says stays. ``view``: who waits for it within the page; where that has been left meanwhile, nobody is told. Does
        nothing while a job runs."""
        if self._job is not None:
            return
        self._then = then
        self._failed = failed or self._page.refuse
        self._view = view
        if not looking:
            self._page.banner.clear()
        self._text = text
        self._slow.start()
        job = self._page.session.jobs.start(work)
        job.progressed.connect(self._on_progressed)
        job.done.connect(self._on_done)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        job.broke.connect(self._on_broke)
        self._job = job

    def _on_slow(self) -> None:
        self.waiting.begin(self._text)

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_progressed(self, done: int, total: int) -> None:
        if self.waiting.isVisible():
            self.waiting.step(done, total)

    def _end(self) -> None:
        self._job = None
        self._slow.stop()
        self.waiting.end()

    def _is_waited_for(self) -> bool:
        return self._view is None or isValid(self._view)

    def _on_done(self, outcome: Any) -> None:
        self._end()
        if self._is_waited_for():
            self._then(outcome)

    def _on_failed(self, error: BranchExamError) -> None:
        self._end()
        if self._is_waited_for():
            self._failed(error)

    def _on_cancelled(self) -> None:
        self._end()
        self._page.banner.tell(self.tr("Cancelled; nothing has changed."))

    def _on_broke(self, error: Exception) -> None:
        self._end()
        raise error
