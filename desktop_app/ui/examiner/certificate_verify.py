"""Verifying a certificate: a file or the text of its QR code becomes a verdict in words."""

from __future__ import annotations

from pathlib import Path
from typing import overload

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QPlainTextEdit

from desktop_app.base.errors import BranchExamError
from desktop_app.certificates.certificate import verify_here
from desktop_app.certificates.facts import tidy
from desktop_app.certificates.lists import require_heard, require_newest
from desktop_app.certificates.proof import State, Verdict, read_issuers
from desktop_app.certificates.revocation import SignedList, is_signed, newest
from desktop_app.certificates.revocation import read as read_list
from desktop_app.pdf.reading import MAX_BYTES
from desktop_app.store.conditions import known
from desktop_app.ui import moments
from desktop_app.ui.examiner.subview import Subview
from desktop_app.ui.examiner.working import Working
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.columns import Columns
from desktop_app.ui.widgets.files import choose_to_open, local_files
from desktop_app.ui.widgets.form import Form
from desktop_app.ui.widgets.panels import Banner, Card, scrolling
from desktop_app.ui.widgets.text import button, label
from desktop_app.ui.widgets.while_shown import WhileShown
from desktop_app.words import phrase, say
from desktop_app.words.certificates import verdict_sentence

_LOOK = {
    State.VALID: "good",
    State.EXPIRED: "caution",
    State.SUPERSEDED: "caution",
    State.UNKNOWN_ISSUER: "caution",
}
_LAST = 2
_PATIENCE_MS = 100


def _turn(path: Path) -> int:
    """When a file comes that was dropped among others."""
    if path.suffix.lower() == ".pdf":
        return _LAST
    try:
        return int(is_signed(_read(path)))
    except BranchExamError:
        return 0


@overload
def _read(presented: Path) -> bytes: ...
@overload
def _read(presented: Path | str) -> bytes | str: ...
def _read(presented: Path | str) -> bytes | str:
    """A file's bytes, a byte more at most than a certificate can have; a text as it is."""
    if isinstance(presented, str):
        return presented
    with known(presented), presented.open("rb") as file:
        return file.read(MAX_BYTES + 1)


class VerifyView(Subview):
    """Asks for a PDF or a code text; shows the verdict and what the certificate says."""

    def __init__(self, session: Session, working: Working) -> None:
        super().__init__("", "")
        self._session, self._working = session, working
        self._issuers: tuple[bytes, ...] = ()
        self._lists: tuple[SignedList, ...] = ()
        self._presented: Path | str | None = None
        self._asked: object = None
        self._soon = WhileShown(self, _PATIENCE_MS, self._start, once=True)
        self.setAcceptDrops(True)
        self.head.title.setText(self.tr("Verify a certificate"))
        self.back.setText(self.tr("Certificates"))
        self.back.setAccessibleName(self.tr("Back to the certificates"))
        self.choose = button(self.tr("Choose a PDF …"), self._on_choose, role="primary", symbol="file-text")
        self.code = QPlainTextEdit()
        self.code.setTabChangesFocus(True)
        # A file that is dropped onto it is the view's to take.
        self.code.setAcceptDrops(False)
        self.read = button(self.tr("Verify the text"), self._on_code, symbol="shield-check")
        self.read.setEnabled(False)
        self.code.textChanged.connect(lambda: self.read.setEnabled(bool(self.code.toPlainText().strip())))
        self.trust = button(self.tr("Add a key or a revocation list …"), self._on_trust, symbol="key-round")
        self.trusted = label("", "muted", wrap=True)
        self._tell_trusted()
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
            self.tr(
                "It is told from the certificate alone, with the keys that are trusted and their revocation lists."
            ),
            "muted",
            wrap=True,
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
        self._verify(path)

    def _on_code(self) -> None:
        self._verify(self.code.toPlainText())

    def _verify(self, presented: Path | str) -> None:
        self._presented = presented
        self._clear()
        self._start()

    def _now(self) -> tuple[object, ...]:
        """What a verdict would be on, and by whom one would trust."""
        return self._presented, self._issuers, self._lists

    def _start(self) -> None:
        presented = self._presented
        if presented is None:
            return
        if self._working.busy:
            # With this very question its answer comes; with anything else, another time.
            if self._asked != self._now():
                self._soon.again()
            return
        self._soon.stop()
        store, issuers, lists = self._session.store, self._issuers, self._lists
        on, self._asked = moments.today(store), self._now()
        self._working.start(
            self.tr("Verifying …"),
            lambda _: verify_here(store, _read(presented), on, issuers=issuers, lists=lists),
            self._on_verdict,
            self._on_failed,
            view=self,
        )

    def _again(self) -> bool:
        """Whether something else is presented or trusted by now, than when what has just ended began."""
        changed, self._asked = self._asked != self._now(), None
        if changed:
            self._start()
        return changed

    def _on_failed(self, error: BranchExamError) -> None:
        if not self._again():
            self.verdict.tell(say(error), "bad")

    def _on_verdict(self, verdict: Verdict) -> None:
        if self._again():
            return
        self.verdict.tell(verdict_sentence(verdict), _LOOK.get(verdict.state, "bad"))
        lines = []
        if verdict.facts is not None and verdict.state is not State.FORGED:
            # A line end in a stranger's text would pass for a line of ours.
            lines = [f"{phrase(f'field_{name}')}: {tidy(text)}" for name, text in verdict.facts.printed().items()]
            if not verdict.genuine:
                lines.insert(0, self.tr("It says the following; nobody whom you trust stands behind it:"))
        self.facts.setText("\n".join(lines))

    def _clear(self) -> None:
        self.verdict.clear()
        self.facts.setText("")

    def _on_trust(self) -> None:
        kinds = self.tr("Keys and lists ({patterns})").format(patterns="*.pem *.crt *.cer *.jws *.txt")
        choose_to_open(self, self.tr("Add a key or a revocation list"), kinds, self.trust_file)

    def trust_file(self, path: Path) -> bool:
        """Trust the keys in that file, or hear the revocation list that it is, while this view is open; whether that
        was possible."""
        self._clear()
        try:
            data = _read(path)
            if is_signed(data):
                self._hear(read_list(data))
            else:
                self._issuers = (*self._issuers, *read_issuers(data))
        except BranchExamError as error:
            self.verdict.tell(say(error), "bad")
            return False
        self._tell_trusted()
        return True

    def _hear(self, one: SignedList) -> None:
        require_heard(self._session.store, one, self._issuers)
        require_newest(self._session.store, one, self._lists)
        self._lists = newest((*self._lists, one))

    def _tell_trusted(self) -> None:
        lines = [self.tr("This branch's own keys are trusted.")]
        if self._issuers:
            more = self.tr("This branch's own keys are trusted, and {n} more while this view is open.")
            lines = [more.format(n=len(self._issuers))]
        for one in self._lists:
            heard = self.tr("Revocation list no. {number} of {branch}, {at}, is heard while this view is open.")
            at = moments.when(one.said.at, moments.zone(self._session.store))
            lines.append(heard.format(number=one.said.number, branch=one.said.branch, at=at))
        self.trusted.setText("\n".join(lines))

    # ------------------------------------------------------------ dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: D102
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: D102
        # Keys, then the lists that they signed, then the certificate: whatever order they were dropped in.
        for turn, path in sorted((_turn(path), path) for path in local_files(event.mimeData())):
            if turn == _LAST:
                self.verify_file(path)
            elif not self.trust_file(path):
                return
