"""Verifying a certificate: a file or the text of its QR code becomes a verdict in words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit

from desktop_app.base.errors import BranchExamError, Fact
from desktop_app.certificates.certificate import verify_here
from desktop_app.certificates.proof import State, Verdict, read_issuers
from desktop_app.store.conditions import known
from desktop_app.ui import moments
from desktop_app.ui.examiner.subview import Subview
from desktop_app.ui.examiner.working import Working
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.columns import Columns
from desktop_app.ui.widgets.files import choose_to_open
from desktop_app.ui.widgets.form import Form
from desktop_app.ui.widgets.panels import Banner, Card, scrolling
from desktop_app.ui.widgets.text import button, label
from desktop_app.words import phrase, say

_LOOK = {
    State.VALID: "good",
    State.EXPIRED: "caution",
    State.SUPERSEDED: "caution",
    State.UNKNOWN_ISSUER: "caution",
}


def verdict_text(verdict: Verdict) -> str:
    """A verdict in a sentence."""
    facts = verdict.facts
    said: dict[str, Fact] = {
        "serial": facts.serial if facts else "",
        "holder": facts.holder if facts else "",
        "valid_until": facts.valid_until.isoformat() if facts else "",
        "why": phrase(verdict.why) if verdict.why else "",
    }
    sentence = phrase(f"verdict_{verdict.state.name.lower()}", said)
    if verdict.of_code is None:
        return sentence
    return " ".join((sentence, phrase(verdict.why), phrase(f"verdict_{verdict.of_code.name.lower()}", said)))


class VerifyView(Subview):
    """Asks for a PDF or a code text; shows the verdict and what the certificate says."""

    def __init__(self, session: Session, working: Working) -> None:
        super().__init__("", "")
        self._session, self._working = session, working
        self._issuers: tuple[bytes, ...] = ()
        self.head.title.setText(self.tr("Verify a certificate"))
        self.back.setText(self.tr("Certificates"))
        self.back.setAccessibleName(self.tr("Back to the certificates"))
        self.choose = button(self.tr("Choose a PDF …"), self._on_choose, role="primary", symbol="file-text")
        self.code = QPlainTextEdit()
        self.code.setTabChangesFocus(True)
        self.read = button(self.tr("Verify the text"), self._on_code, symbol="shield-check")
        self.read.setEnabled(False)
        self.code.textChanged.connect(lambda: self.read.setEnabled(bool(self.code.toPlainText().strip())))
        self.trust = button(self.tr("Trust another issuer's key …"), self._on_trust, symbol="key-round")
        self.trusted = label(self.tr("This branch's own keys are trusted."), "muted", wrap=True)
        self.verdict = Banner()
        self.facts = label("", wrap=True)
        columns = Columns((1, 1), 360)
        self._fill(columns)
        self.box.addWidget(scrolling(columns), 1)
        self.first = self.choose

    def _fill(self, columns: Columns) -> None:
        asked = Card(self.tr("What is to be verified"))
        asked.box.addWidget(self.choose)
        form = Form()
        form.add(self.tr("Or the text of its QR code"), self.code)
        asked.box.addWidget(form)
        asked.box.addWidget(self.read)
        asked.box.addWidget(self.trusted)
        asked.box.addWidget(self.trust)
        asked.box.addStretch(1)
        columns.boxes[0].addWidget(asked)
        columns.boxes[0].addStretch(1)
        told = Card(self.tr("Verdict"))
        told.box.addWidget(self.verdict)
        told.box.addWidget(self.facts)
        self.hint = label(
            self.tr("It is told from the certificate alone, with the keys that are trusted."), "muted", wrap=True
        )
        told.box.addWidget(self.hint)
        told.box.addStretch(1)
        columns.boxes[1].addWidget(told)
        columns.boxes[1].addStretch(1)

    # ------------------------------------------------------------ what is done

    def _on_choose(self) -> None:
        choose_to_open(self, self.tr("Verify a certificate"), "PDF (*.pdf)", self.verify_file)

    def verify_file(self, path: Path) -> None:
        """Verify that file."""
        try:
            with known(path):
                data = path.read_bytes()
        except BranchExamError as error:
            self.verdict.tell(say(error), "bad")
            return
        self._verify(data)

    def _on_code(self) -> None:
        self._verify(self.code.toPlainText())

    def _verify(self, presented: bytes | str) -> None:
        store, issuers = self._session.store, self._issuers
        on = moments.today(store)
        self.verdict.clear()
        self.facts.setText("")
        self._working.start(
            self.tr("Verifying …"),
            lambda _: verify_here(store, presented, on, issuers=issuers),
            self._on_verdict,
        )

    def _on_verdict(self, verdict: Verdict) -> None:
        self.verdict.tell(verdict_text(verdict), _LOOK.get(verdict.state, "bad"))
        lines = []
        if verdict.facts is not None and verdict.state is not State.FORGED:
            lines = [f"{phrase(f'field_{name}')}: {text}" for name, text in verdict.facts.printed().items()]
            if not verdict.genuine:
                lines.insert(0, self.tr("It says the following; nobody whom you trust stands behind it:"))
        self.facts.setText("\n".join(lines))

    def _on_trust(self) -> None:
        kinds = self.tr("Keys ({patterns})").format(patterns="*.pem *.crt *.cer")
        choose_to_open(self, self.tr("Trust another issuer's key"), kinds, self.trust_file)

    def trust_file(self, path: Path) -> None:
        """Trust the keys in that file, while this view is open."""
        try:
            with known(path):
                found = read_issuers(path.read_bytes())
        except BranchExamError as error:
            self.verdict.tell(say(error), "bad")
            return
        self._issuers = (*self._issuers, *found)
        text = self.tr("This branch's own keys are trusted, and {n} more while this view is open.")
        self.trusted.setText(text.format(n=len(self._issuers)))
