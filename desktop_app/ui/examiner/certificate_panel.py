"""One certificate beside the table: its facts, a look at it as printed, saving, revoking."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.certificates.certificate import Certificate, render, revoke, state
from desktop_app.certificates.proof import State
from desktop_app.store.conditions import known
from desktop_app.ui import moments
from desktop_app.ui.printing import PdfDialog
from desktop_app.ui.session import Session
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.confirm import confirm
from desktop_app.ui.widgets.files import choose_to_save
from desktop_app.ui.widgets.form import Form
from desktop_app.ui.widgets.panels import Card, scrolling
from desktop_app.ui.widgets.text import button, label, restyle
from desktop_app.words import phrase


def state_word(one: Certificate, session: Session) -> str:
    """The state of a certificate today, in words."""
    return phrase(f"certificate_state_{state(one, moments.today(session.store)).value}")


class CertificatePanel(QWidget):
    """``told`` says what was done, ``refused`` why it was not."""

    told = Signal(str)
    refused = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.certificate: Certificate | None = None
        card = Card()
        self.name = label("", "subheading", wrap=True)
        self.state = label("", wrap=True)
        self.facts = label("", wrap=True)
        self.look = button(self.tr("Preview and print"), self.preview, symbol="printer")
        self.save = button(self.tr("Save as PDF …"), self._on_save, symbol="save")
        self.why = QLineEdit()
        self.revoke = button(self.tr("Revoke …"), self._on_revoke, role="danger", symbol="ban")
        self.why.textChanged.connect(lambda text: self.revoke.setEnabled(bool(text.strip())))
        self.why.returnPressed.connect(self._on_revoke)
        self.revoke.setEnabled(False)
        for widget in (self.name, self.state, self.facts, self.look, self.save):
            card.box.addWidget(widget)
        self._form = Form()
        self._form.add(self.tr("Reason for revoking (stands on record)"), self.why)
        self._form.box.addSpacing(8)
        self._form.box.addWidget(self.revoke)
        card.box.addWidget(self._form)
        card.box.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scrolling(card))
        measure.keep(self, lambda: self.setFixedWidth(measure.scaled(320)))
        self.show_certificate(None)

    def show_certificate(self, one: Certificate | None) -> None:
        """Show this certificate; None hides the panel."""
        if one is None or self.certificate is None or one.serial != self.certificate.serial:
            self.why.clear()
        self.certificate = one
        self.setVisible(one is not None)
        if one is None:
            return
        self.name.setText(f"{one.facts.holder}  {one.facts.staff_no}")
        now = state(one, moments.today(self._session.store))
        self.state.setText(self._state(one))
        restyle(self.state, state="good" if now is State.VALID else "bad" if now is State.REVOKED else "caution")
        lines = [
            f"{phrase(f'field_{name}')}: {text}"
            for name, text in one.facts.printed().items()
            if name not in ("holder", "staff_no")
        ]
        self.facts.setText("\n".join(lines))
        self._form.setVisible(one.revoked_at is None)

    def _state(self, one: Certificate) -> str:
        words = state_word(one, self._session)
        if one.revoked_at is not None:
            at = moments.when(one.revoked_at, moments.zone(self._session.store))
            return self.tr("{state} on {at} by {who}: {why}").format(
                state=words, at=at, who=one.revoked_by or "", why=one.revoked_why or ""
            )
        if one.superseded_by is not None:
            return self.tr("{state} by {serial}").format(state=words, serial=one.superseded_by)
        return words

    # ------------------------------------------------------------ what is done

    def preview(self) -> None:
        """Show the certificate as it is printed."""
        if self.certificate is None:
            return
        try:
            dialog = PdfDialog.of_certificate(self._session, self.certificate.serial, self)
        except BranchExamError as error:
            self.refused.emit(error)
            return
        dialog.open()

    def _on_save(self) -> None:
        one = self.certificate
        if one is not None:
            name = f"{one.serial}.pdf"
            choose_to_save(
                self, self.tr("Save the certificate"), name, "PDF (*.pdf)", lambda path: self.save_to(one, path)
            )

    def save_to(self, one: Certificate, path: Path) -> None:
        """Write the bytes of a certificate, as they were issued, into that file."""
        try:
            data = render(self._session.store, one.serial)
            with known(path):
                path.write_bytes(data)
        except BranchExamError as error:
            self.refused.emit(error)
        else:
            self.told.emit(self.tr("Saved: {file}").format(file=str(path)))

    def _on_revoke(self) -> None:
        one, why = self.certificate, self.why.text().strip()
        if one is None or not why:
            return
        confirm(
            self,
            self.tr("Revoke a certificate"),
            self.tr("Revoke certificate {serial} of {name}? Reason: {why}").format(
                serial=one.serial, name=one.facts.holder, why=why
            ),
            self.tr("Revoke it"),
            lambda: self._revoke(one, why),
            note=self.tr("It stays in the list as revoked. This cannot be taken back."),
        )

    def _revoke(self, one: Certificate, why: str) -> None:
        session = self._session
        try:
            revoke(session.store, session.signed_in(), one.serial, why, system_clock())
        except BranchExamError as error:
            self.refused.emit(error)
        else:
            self.told.emit(self.tr("Certificate {serial} is revoked.").format(serial=one.serial))
