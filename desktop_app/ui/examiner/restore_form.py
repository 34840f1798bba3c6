"""The form that restores a backup: says what it does, asks for the backup's passphrase or recovery code."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QRadioButton

from desktop_app.ui.examiner.subview import Subview
from desktop_app.ui.widgets.form import Form, secret_field
from desktop_app.ui.widgets.panels import Card, scrolling
from desktop_app.ui.widgets.text import button, label


@dataclass(frozen=True, slots=True)
class RestoreWish:
    """Which backup, and the one secret that opens it; a recovery code comes with a new passphrase."""

    backup: Path
    passphrase: str | None = None
    recovery_code: str | None = None
    new_passphrase: str | None = None


class RestoreForm(Subview):
    """``wished`` carries a ``RestoreWish``."""

    wished = Signal(object)

    def __init__(self, backup: Path) -> None:
        super().__init__("", "")
        self._backup = backup
        self.head.title.setText(self.tr("Restore {file}").format(file=backup.name))
        self.back.setText(self.tr("Settings"))
        self.back.setAccessibleName(self.tr("Back to the settings"))
        card = Card(self.tr("What restoring does"))
        for text in (
            self.tr("Everything here becomes as it was when the backup was made: people, banks, exams, results."),
            self.tr("What is here now is set aside in a folder beside it, not deleted."),
            self.tr("The passphrases of the backup hold again. This station gets a new code for certificates."),
            self.tr("The window then starts from its door."),
        ):
            card.box.addWidget(label(text, wrap=True))
        self.by_passphrase = QRadioButton(self.tr("I know a passphrase of that time"))
        self.by_code = QRadioButton(self.tr("I have the recovery code of that time"))
        self.by_passphrase.setChecked(True)
        self.secret = secret_field()
        self.code = QLineEdit()
        self.new, self.again = secret_field(), secret_field()
        passphrase = Form(460)
        passphrase.add(self.tr("Passphrase of the backup"), self.secret)
        code = Form(460)
        code.add(self.tr("Recovery code"), self.code)
        code.add(self.tr("New passphrase"), self.new)
        code.add(self.tr("The new passphrase once more"), self.again)
        self._by_secret, self._by_code = passphrase, code
        self.go = button(self.tr("Try the backup"), self._on_go, role="primary", symbol="undo-2")
        foot = Form(460)
        foot.box.addWidget(self.go)
        for widget in (self.by_passphrase, self.by_code, passphrase, code, foot):
            card.box.addWidget(widget)
        card.box.addStretch(1)
        self.box.addWidget(scrolling(card), 1)
        self.by_code.toggled.connect(lambda _: self._look())
        for field in (self.secret, self.code, self.new, self.again):
            field.textChanged.connect(lambda _: self._look())
            field.returnPressed.connect(self._on_go)
        self._look()

    def _look(self) -> None:
        coded = self.by_code.isChecked()
        self._by_secret.setVisible(not coded)
        self._by_code.setVisible(coded)
        whole = bool(self.code.text().strip() and self.new.text()) and self.new.text() == self.again.text()
        self.go.setEnabled(whole if coded else bool(self.secret.text()))

    def _on_go(self) -> None:
        if not self.go.isEnabled():
            return
        if self.by_code.isChecked():
            wish = RestoreWish(self._backup, recovery_code=self.code.text(), new_passphrase=self.new.text())
        else:
            wish = RestoreWish(self._backup, passphrase=self.secret.text())
        self.wished.emit(wish)
