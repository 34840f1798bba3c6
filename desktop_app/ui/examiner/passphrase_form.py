"""The form with which an examiner changes their own passphrase."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop_app.base.clock import system_clock
from desktop_app.staff import Actor
from desktop_app.staff.examiners import change_own_passphrase, examiner_of_passphrase
from desktop_app.store import Store
from desktop_app.store.slots import WrongPassphrase
from desktop_app.ui.examiner.subview import Subview
from desktop_app.ui.examiner.working import Working
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.form import Form, secret_field
from desktop_app.ui.widgets.panels import Card, scrolling
from desktop_app.ui.widgets.text import button, label


class PassphraseForm(Subview):
    """Asks for the old passphrase and twice for the new one; ``changed`` when it holds."""

    changed = Signal()

    def __init__(self, session: Session, working: Working) -> None:
        super().__init__("", "")
        self.head.title.setText(self.tr("Change my passphrase"))
        self.back.setText(self.tr("Settings"))
        self.back.setAccessibleName(self.tr("Back to the settings"))
        self._session, self._working = session, working
        self.old, self.new, self.again = secret_field(), secret_field(), secret_field()
        self.problem = label("", wrap=True)
        self.problem.setProperty("state", "bad")
        form = Form(460)
        form.add(self.tr("The passphrase until now"), self.old)
        form.add(self.tr("New passphrase"), self.new)
        form.add(self.tr("The new passphrase once more"), self.again)
        self.change = button(self.tr("Change the passphrase"), self._on_change, role="primary", symbol="key-round")
        form.box.addSpacing(8)
        form.box.addWidget(self.problem)
        form.box.addWidget(self.change)
        card = Card()
        card.box.addWidget(form)
        card.box.addStretch(1)
        self.box.addWidget(scrolling(card), 1)
        for field in (self.old, self.new, self.again):
            field.textChanged.connect(lambda _: self._look())
            field.returnPressed.connect(self._on_change)
        self._look()

    def _look(self) -> None:
        differ = bool(self.again.text()) and self.again.text() != self.new.text()
        self.problem.setText(self.tr("The two passphrases differ.") if differ else "")
        self.problem.setVisible(differ)
        self.change.setEnabled(bool(self.old.text() and self.new.text()) and self.again.text() == self.new.text())

    def _on_change(self) -> None:
        if not self.change.isEnabled():
            return
        store, actor = self._session.store, self._session.signed_in()
        old, new = self.old.text(), self.new.text()
        self._working.start(
            self.tr("Changing the passphrase …"),
            lambda _: change(store, actor, old, new),
            lambda _: self.changed.emit(),
        )


def change(store: Store, actor: Actor, old: str, new: str) -> None:
    """Change the actor's passphrase, who must know the old one. Raises ``WrongPassphrase``, ``PassphraseTooShort``."""
    if examiner_of_passphrase(store, old).staff_no != actor.staff_no:
        # Another examiner's passphrase proves nothing about whoever sits here.
        raise WrongPassphrase
    change_own_passphrase(store, actor, new, system_clock())
