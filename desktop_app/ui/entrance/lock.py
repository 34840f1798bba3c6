"""The window is locked: what the examiner was working on stays behind it, and opens to them alone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.staff.examiners import require_passphrase_of
from desktop_app.ui.entrance.asking import AskingPage
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.text import button


class LockPage(AskingPage):
    """``unlocked``: the examiner is back. ``left``: they are to be signed out."""

    unlocked = Signal()
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store, self._actor = session.store, session.signed_in()
        who = f"{self._actor.name}  {self._actor.staff_no}"
        lead = self.tr("{who} is signed in. Everything is as it was left, also what is not saved yet.")
        self.build(self.tr("Locked"), lead.format(who=who), self.tr("Your passphrase"), self.tr("Unlock"))
        self.leave = button(self.tr("Sign out"), self.left.emit, symbol="log-out")
        self.foot.insertWidget(0, self.leave)

    def act(self) -> None:  # noqa: D102
        store, actor = self._store, self._actor
        self.work(lambda typed: require_passphrase_of(store, actor, typed), lambda _: self.unlocked.emit())
