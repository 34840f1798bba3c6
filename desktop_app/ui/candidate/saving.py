"""Answers on their way to the disk: what is saved, what is not yet, what cannot be.

Promises: ``state`` is ``saved`` only while nothing that was answered is unsaved; what is typed is saved at the latest
two seconds after the last key; what failed is kept here and tried again. Must not know widgets of a question.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.banks.question import Problem
from desktop_app.base.errors import BranchExamError

PAUSE_MS = 700
"""So long after the last key what was typed is saved …"""
LONGEST_MS = 1_800
"""… and so long after the first unsaved one while somebody goes on typing."""
RETRY_TICKS = 3


class SaveState(StrEnum):
    """What the page may say about saving."""

    SAVED = "saved"
    WRITING = "writing"
    UNFIT = "unfit"
    FAILED = "failed"


class Saving(QObject):
    """``keep`` writes one answer durably (or raises), ``check`` says why a value is no answer.

    ``stored`` carries the position that has just been saved, ``refused`` why saving failed, ``changed`` the state.
    """

    stored = Signal(int)
    refused = Signal(object)
    changed = Signal(object)

    def __init__(
        self,
        keep: Callable[[int, Any], object],
        check: Callable[[int, Any], Problem | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._keep, self._check = keep, check
        self._waiting: dict[int, Any] = {}
        self._unfit: dict[int, Any] = {}
        self._failed = False
        self._ticks = 0
        self._pause = self._timer(PAUSE_MS)
        self._longest = self._timer(LONGEST_MS)

    def _timer(self, length_ms: int) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(length_ms)
        made.timeout.connect(self.flush)
        return made

    @property
    def state(self) -> SaveState:
        """The truth about all answers of this page."""
        if self._failed:
            return SaveState.FAILED
        if self._waiting:
            return SaveState.WRITING
        return SaveState.UNFIT if self._unfit else SaveState.SAVED

    @property
    def unsaved(self) -> dict[int, Any]:
        """What was answered and is not on the disk, by position."""
        return {**self._unfit, **self._waiting}

    @property
    def unfit(self) -> tuple[int, ...]:
        """The positions where something stands that is no answer."""
        return tuple(sorted(self._unfit))

    @property
    def drafts(self) -> dict[int, Any]:
        """What stands somewhere and is no answer, by position."""
        return dict(self._unfit)

    def bring_back(self, drafts: Mapping[int, Any]) -> None:
        """What stood somewhere and was no answer when the app ended stands there again."""
        self._unfit.update(drafts)
        self.changed.emit(self.state)

    def save(self, position: int, value: Any) -> bool:
        """Save this answer now, and whatever else waits."""
        self._put(position, value)
        return self.flush()

    def save_soon(self, position: int, value: Any) -> None:
        """Save this answer when the keys pause."""
        self._put(position, value)
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()
        self.changed.emit(self.state)

    def _put(self, position: int, value: Any) -> None:
        if self._check(position, value) is None:
            self._unfit.pop(position, None)
            self._waiting[position] = value
        else:
            self._unfit[position] = value
            self._waiting.pop(position, None)

    def flush(self) -> bool:
        """Save all that waits. False where something could not be saved; it stays here."""
        self._pause.stop()
        self._longest.stop()
        try:
            for position, value in list(self._waiting.items()):
                self._keep(position, value)
                if self._waiting.get(position) is value:
                    del self._waiting[position]
                self.stored.emit(position)
        except BranchExamError as error:
            self._failed = True
            self._ticks = 0
            self.refused.emit(error)
        else:
            self._failed = False
        self.changed.emit(self.state)
        return not self._waiting

    def drop(self, positions: Collection[int]) -> None:
        """Save these no more: their section is closed."""
        for position in positions:
            self._waiting.pop(position, None)
            self._unfit.pop(position, None)
        self._failed = self._failed and bool(self._waiting)
        self.changed.emit(self.state)

    def tick(self) -> None:
        """A second has passed: what failed is tried again from time to time."""
        if self._failed:
            self._ticks += 1
            if self._ticks >= RETRY_TICKS:
                self.flush()

    def stop(self) -> None:
        """Save no more."""
        self._pause.stop()
        self._longest.stop()
        self._waiting.clear()
        self._unfit.clear()
        self._failed = False
