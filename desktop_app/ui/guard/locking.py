"""Locks the examiner's window, by idleness or at once, and opens it to the same examiner.

Promises: the pages behind stay as they are, and are neither shown nor reached meanwhile; what they do by themselves
(an import) goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QDialog, QStackedWidget, QWidget
from shiboken6 import isValid

from desktop_app.base.clock import Clock, system_clock
from desktop_app.ui.guard.idle import IdleWatch
from desktop_app.ui.session import Session

if TYPE_CHECKING:
    from desktop_app.ui.entrance.lock import LockPage


class Locking(QObject):
    """For as long as an examiner is signed in, until ``end``. ``layers`` shows the pages, and the lock page over them.
    ``left``: the examiner is to be signed out."""

    left = Signal()

    def __init__(self, session: Session, layers: QStackedWidget, parent: QObject, clock: Clock = system_clock) -> None:
        super().__init__(parent)
        self._session, self._layers = session, layers
        self._page: LockPage | None = None
        self._focus: QWidget | None = None
        self._dialogs: tuple[QDialog, ...] = ()
        self.watch = IdleWatch(session.store, clock, self)
        self.watch.idle.connect(self.lock)

    @property
    def page(self) -> LockPage | None:
        """The page that locks, while it does."""
        return self._page

    def lock(self) -> None:
        """Lock now."""
        from desktop_app.ui.entrance.lock import LockPage

        if self._page is not None:
            return
        window = self._layers.window()
        self._focus = window.focusWidget()
        self._dialogs = tuple(
            one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()
        )
        for dialog in self._dialogs:
            dialog.hide()
        self._page = LockPage(self._session)
        self._page.unlocked.connect(self.unlock)
        self._page.left.connect(self.left)
        self._layers.addWidget(self._page)
        self._layers.setCurrentWidget(self._page)
        self._page.passphrase.setFocus()

    def unlock(self) -> None:
        """Show what is behind, as it was."""
        page = self._page
        if page is None:
            return
        self._page = None
        page.stop()
        self._layers.setCurrentIndex(0)
        self._layers.removeWidget(page)
        page.deleteLater()
        # A job that ended meanwhile may have taken them away.
        if self._focus is not None and isValid(self._focus) and self._layers.isAncestorOf(self._focus):
            self._focus.setFocus()
        for dialog in filter(isValid, self._dialogs):
            dialog.open()
        self._dialogs, self._focus = (), None

    def end(self) -> None:
        """Nobody is signed in any more."""
        self.watch.stop()
        self._dialogs = ()
        self._focus = None
        self.unlock()
        self.deleteLater()
