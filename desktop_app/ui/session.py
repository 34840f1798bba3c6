"""What pages share: the store, the jobs, who acts, and the one signal that data has changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui.jobs import Jobs


class Session(QObject):
    """Four things and no more. ``changed`` carries the topics (frozenset of str) that a committed write named; after
    ``end`` nobody is told any more: who hears it would read a store that is closed."""

    changed = Signal(object)
    _written = Signal(object)

    def __init__(self, store: Store, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self.jobs = jobs
        self.actor: Actor | None = None
        self._ended = False
        # Writes happen on the job's thread as well: the signal queues itself into this object's thread.
        self._written.connect(self._on_written)
        store.on_changed = self._written.emit

    def signed_in(self) -> Actor:
        """The person who acts. Pages behind the Door have one."""
        if self.actor is None:
            raise RuntimeError("no one is signed in")
        return self.actor

    def end(self) -> None:
        """Nobody works on this store any more."""
        self._ended = True

    def _on_written(self, topics: frozenset[str]) -> None:
        if not self._ended:
            self.changed.emit(topics)
