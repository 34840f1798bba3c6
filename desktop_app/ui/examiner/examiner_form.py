"""The form that makes somebody an examiner, with a passphrase of their own."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from desktop_app.base.clock import system_clock
from desktop_app.staff import add_examiner
from desktop_app.ui.examiner.subview import Subview
from desktop_app.ui.examiner.working import Working
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.form import Form, secret_field
from desktop_app.ui.widgets.panels import Card, scrolling
from desktop_app.ui.widgets.text import button, label


class ExaminerForm(Subview):
    """Asks for number, name and passphrase; ``added`` carries the person."""

    added = Signal(object)

    def __init__(self, session: Session, working: Working) -> None:
        super().__init__("", "")
        self.head.title.setText(self.tr("Add an examiner"))
        self.back.setText(self.tr("Staff"))
        self.back.setAccessibleName(self.tr("Back to the staff"))
        self._session, self._working = session, working
        self.number, self.name = QLineEdit(), QLineEdit()
        self.passphrase, self.again = secret_field(), secret_field()
        self.problem = label("", wrap=True)
        self.problem.setProperty("state", "bad")
        self.problem.hide()
        form = Form(460)
        form.add(self.tr("Staff number"), self.number)
        form.add(
            self.tr("Name"), self.name, self.tr("Somebody on the roster becomes an examiner where both agree with it.")
        )
        form.add(
            self.tr("Their passphrase"),
            self.passphrase,
            self.tr("They type it themselves, and nobody else knows it. It opens the store on this machine."),
        )
        form.add(self.tr("The passphrase once more"), self.again)
        self.add = button(self.tr("Add the examiner"), self._on_add, role="primary", symbol="user-plus")
        card = Card()
        card.box.addWidget(form)
        card.box.addWidget(self.problem)
        row = Form(460)
        row.box.addWidget(self.add)
        card.box.addWidget(row)
        card.box.addStretch(1)
        self.box.addWidget(scrolling(card), 1)
        for field in (self.number, self.name, self.passphrase, self.again):
            field.textChanged.connect(lambda _: self._look())
            field.returnPressed.connect(self._on_add)
        self._look()

    def _look(self) -> None:
        differ = bool(self.again.text()) and self.again.text() != self.passphrase.text()
        self.problem.setText(self.tr("The two passphrases differ.") if differ else "")
        self.problem.setVisible(differ)
        filled = all(field.text().strip() for field in (self.number, self.name, self.passphrase))
        self.add.setEnabled(filled and self.again.text() == self.passphrase.text())

    def _on_add(self) -> None:
        if not self.add.isEnabled():
            return
        session, actor = self._session, self._session.signed_in()
        number, name, passphrase = self.number.text(), self.name.text(), self.passphrase.text()
        self._working.start(
            self.tr("Making a key for {name} …").format(name=name),
            lambda _: add_examiner(session.store, actor, number, name, passphrase, system_clock()),
            self.added.emit,
        )
