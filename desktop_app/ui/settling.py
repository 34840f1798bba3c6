"""What a computer that was off has left behind: sittings whose time ended meanwhile are ended, at the start and while
the window is open. Must not know what becomes of them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from desktop_app.base.clock import system_clock
from desktop_app.base.progress import Progress
from desktop_app.exams.running import settle
from desktop_app.ui.jobs import Job
from desktop_app.ui.session import Session

LOOK_MS = 60_000


class Settling(QObject):
    """Looks at once and then every minute, off the window's thread, until ``end``. A disk that cannot be written to
    waits for the next look."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._look()

    def end(self) -> None:
        """Look no more."""
        self._timer.stop()
        self.deleteLater()

    def _look(self) -> None:
        if self._job is not None:
            return
        store = self._session.store

        def work(step: Progress) -> None:
            step(0, 0)
            settle(store, system_clock())

        self._job = self._session.jobs.start(work)
        self._job.ended.connect(self._on_ended)

    def _on_ended(self) -> None:
        self._job = None
