"""The bank's own web address before the facts in the QR code.

Must not know what an address may be: ``certificates.address`` does.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.certificates.address import LONGEST, address, set_address
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.form import Form
from desktop_app.ui.widgets.text import button


class AddressForm(Form):
    """``told`` says what was kept, ``refused`` why it was not."""

    told = Signal(str)
    refused = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.address = QLineEdit(address(session.store))
        self.address.setPlaceholderText("https://")
        self.address.setMaxLength(LONGEST + 20)
        self.address.returnPressed.connect(self._on_keep)
        self.add(
            self.tr("The bank's own address of the verify page"),
            self.address,
            self.tr(
                "Put the page there, and a phone that scans a certificate opens it. It is printed from the next "
                "certificate on. Left empty: the QR code holds the facts alone."
            ),
        )
        self.keep = button(self.tr("Keep the address"), self._on_keep, symbol="save")
        self.box.addSpacing(8)
        self.box.addWidget(self.keep)

    def _on_keep(self) -> None:
        session = self._session
        try:
            kept = set_address(session.store, session.signed_in(), self.address.text(), system_clock())
        except BranchExamError as error:
            self.refused.emit(error)
            return
        self.address.setText(kept)
        self.told.emit(
            self.tr("In the QR code from now on: {address}").format(address=kept)
            if kept
            else self.tr("The QR code holds the facts alone from now on.")
        )
