"""Keys and trust: the keys that this branch issues with, head office above it, branches below it, and the files that
travel between them.

Must not know what makes a key trusted: ``certificates.authority`` and its neighbours do.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.certificates import authority, incoming, issuer, lists
from desktop_app.certificates.incoming import Incoming
from desktop_app.certificates.keys import Key, keys
from desktop_app.certificates.verifier import FILE_NAME, verifier
from desktop_app.store.conditions import known
from desktop_app.ui.examiner.address_form import AddressForm
from desktop_app.ui.examiner.subview import Subview
from desktop_app.ui.rows_model import Column
from desktop_app.ui.session import Session
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.columns import Columns
from desktop_app.ui.widgets.confirm import confirm
from desktop_app.ui.widgets.files import choose_to_open, choose_to_save
from desktop_app.ui.widgets.form import Form
from desktop_app.ui.widgets.panels import Card, scrolling
from desktop_app.ui.widgets.table import Table
from desktop_app.ui.widgets.text import button, label
from desktop_app.words import phrase


class KeysView(Subview):
    """``told`` says what was done and what comes next, ``refused`` why it was not."""

    told = Signal(str, str)
    refused = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__("", "")
        self._session = session
        self.head.title.setText(self.tr("Keys and trust"))
        self.back.setText(self.tr("Certificates"))
        self.back.setAccessibleName(self.tr("Back to the certificates"))
        self.head.add(button(self.tr("Take in a file …"), self._on_take, role="primary", symbol="download"))
        self.table: Table[Key] = Table(self.tr("Keys"), self._columns(), remember="keys")
        self.table.selected.connect(self._able)
        measure.keep(self.table, lambda: self.table.setMinimumHeight(measure.scaled(150)))
        self.why = QLineEdit()
        self.why.textChanged.connect(lambda _: self._able())
        self.stolen = button(self.tr("This key was stolen …"), self._on_stolen, role="danger", symbol="triangle-alert")
        self.address = AddressForm(session)
        columns = Columns((1, 1, 1), 300)
        for n, card in enumerate((self._own(), self._above(), self._theft())):
            columns.boxes[n].addWidget(card)
            columns.boxes[n].addStretch(1)
        self.box.addWidget(self.table, 2)
        self.box.addWidget(scrolling(columns), 5)
        self.first = self.table
        self.fill()

    def _columns(self) -> tuple[Column[Key], ...]:
        return (
            Column(self.tr("Kind"), lambda key: phrase(f"key_kind_{key.kind}")),
            Column(self.tr("Name"), lambda key: key.name),
            Column(self.tr("State"), lambda key: phrase(f"key_state_{key.state}")),
            Column(self.tr("Good until"), lambda key: key.until.isoformat() if key.until else ""),
            Column(self.tr("Key"), lambda key: key.id),
        )

    def _own(self) -> QWidget:
        card = self._card(
            self.tr("For others to verify"),
            self.tr(
                "Whoever has the public key can verify this branch's certificates; with the list they also know which "
                "hold no longer. Give a new list out when one was revoked or renewed."
            ),
            (self.tr("Save the verify page …"), "shield-check", self._on_page),
            (self.tr("Save the public key …"), "key-round", self._on_public),
            (self.tr("Save a revocation list …"), "ban", self._on_list),
            (self.tr("Change to a new key …"), "refresh-cw", self._on_rotate),
        )
        self.address.told.connect(lambda text: self.told.emit(text, "good"))
        self.address.refused.connect(self.refused)
        card.box.addWidget(self.address)
        return card

    def _above(self) -> QWidget:
        return self._card(
            self.tr("Head office and branches"),
            self.tr(
                "A branch saves its request and brings it to head office; head office takes it in and hands back the "
                "answer; the branch takes that in. From time to time the branch hands in its register: after a theft "
                "only what stands in it still holds."
            ),
            (self.tr("Save the request for head office …"), "upload", self._on_request),
            (self.tr("Save the register for head office …"), "book-open", self._on_register),
            (self.tr("This is head office: make the root …"), "shield-check", self._on_root),
        )

    def _theft(self) -> QWidget:
        card = Card(self.tr("Lost or stolen"))
        card.box.addWidget(
            label(
                self.tr(
                    "Lost (the computer is broken, nobody else has it): restore a backup, or change to a new key; what "
                    "was issued stays valid. Stolen: choose the key above, say why; what is not in its register counts "
                    "no more."
                ),
                "muted",
                wrap=True,
            )
        )
        form = Form()
        form.add(self.tr("What happened (stands on record)"), self.why)
        form.box.addSpacing(8)
        form.box.addWidget(self.stolen)
        card.box.addWidget(form)
        return card

    def _card(self, heading: str, text: str, *buttons: tuple[str, str, Callable[[], None]]) -> Card:
        card = Card(heading)
        card.box.addWidget(label(text, "muted", wrap=True))
        for words, symbol, slot in buttons:
            card.box.addWidget(button(words, slot, symbol=symbol))
        return card

    # ------------------------------------------------------------ what is shown

    def fill(self) -> None:
        """Read the keys again."""
        issuer.current_key(self._session.store, system_clock())
        found = keys(self._session.store)
        self.table.set_rows(found, [measure.scaled(width) for width in (150, 220, 210, 110)])
        self._able()

    def _able(self) -> None:
        key = self.table.current_row()
        can = key is not None and key.kind != "root" and key.state != "stolen"
        self.stolen.setEnabled(can and bool(self.why.text().strip()))

    # ------------------------------------------------------------ what is done

    def _do(self, work: Callable[[], str]) -> None:
        try:
            text = work()
        except BranchExamError as error:
            self.refused.emit(error)
            return
        self.fill()
        self.told.emit(text, "good")

    def _save(self, title: str, name: str, make: Callable[[], bytes], then: str) -> None:
        def write(path: Path) -> str:
            data = make()
            with known(path):
                path.write_bytes(data)
            return f"{self.tr('Saved: {file}').format(file=str(path))}\n{then}"

        choose_to_save(self, title, name, f"*.{name.rpartition('.')[2]}", lambda path: self._do(lambda: write(path)))

    def _on_public(self) -> None:
        store = self._session.store
        then = self.tr("Whoever has it can verify this branch's certificates; it is no secret.")
        self._save(self.tr("Save the public key"), "issuer.pem", lambda: issuer.issuer_pem(store, system_clock()), then)

    def _on_page(self) -> None:
        store, actor = self._session.store, self._session.signed_in()
        self._save(
            self.tr("Save the verify page"),
            FILE_NAME,
            lambda: verifier(store, actor, system_clock()),
            self.tr(
                "Anyone can open it in a browser, without a network: it checks the PDF, a photo or the QR code's text."
            ),
        )

    def _on_list(self) -> None:
        store, actor = self._session.store, self._session.signed_in()
        then = self.tr("Give it to whoever verifies; a newer list takes the place of this one.")
        self._save(
            self.tr("Save a revocation list"),
            "revocations.jws",
            lambda: lists.make_list(store, actor, system_clock()),
            then,
        )

    def _on_request(self) -> None:
        store, actor = self._session.store, self._session.signed_in()
        then = self.tr("Bring it to head office; take in the answer that comes back.")
        self._save(
            self.tr("Save the request"),
            "request.csr",
            lambda: authority.key_request(store, actor, system_clock()),
            then,
        )

    def _on_register(self) -> None:
        store, actor = self._session.store, self._session.signed_in()
        then = self.tr("Bring it to head office, which keeps it against a theft.")
        self._save(
            self.tr("Save the register"), "register.jws", lambda: authority.register(store, actor, system_clock()), then
        )

    def _on_root(self) -> None:
        store, actor = self._session.store, self._session.signed_in()

        def make() -> bytes:
            authority.make_root(store, actor, system_clock())
            return authority.root_pem(store)

        confirm(
            self,
            self.tr("Make the root"),
            self.tr("Make this store the root that certifies the branches' keys?"),
            self.tr("Make the root"),
            lambda: self._save(
                self.tr("Save the root's certificate"),
                "root.pem",
                make,
                self.tr("Give it to every branch and to whoever verifies. Now take in the branches' requests."),
            ),
            note=self.tr("Only head office does this, once. A root that exists already is only saved."),
        )

    def _on_rotate(self) -> None:
        store, actor = self._session.store, self._session.signed_in()

        def work() -> str:
            issuer.rotate(store, actor, system_clock())
            return self.tr(
                "The new key signs from now on. Give the public key out anew; where head office certifies keys, save a "
                "request and bring it there."
            )

        confirm(
            self,
            self.tr("Change to a new key"),
            self.tr("Retire the key that signs, and make another?"),
            self.tr("Change the key"),
            lambda: self._do(work),
            note=self.tr("What the old one signed stays valid."),
        )

    def _on_stolen(self) -> None:
        key, why = self.table.current_row(), self.why.text().strip()
        if key is None or not self.stolen.isEnabled():
            return
        store, actor = self._session.store, self._session.signed_in()

        def work() -> str:
            authority.stolen(store, actor, key.id, why, system_clock())
            self.why.clear()
            return self.tr("It counts no more. Now save a revocation list and give it to everybody who verifies.")

        confirm(
            self,
            self.tr("A stolen key"),
            self.tr("Key {key} of {name} was stolen?").format(key=key.id, name=key.name or key.id),
            self.tr("It was stolen"),
            lambda: self._do(work),
            note=self.tr("Only certificates in its register hold from now on. This cannot be taken back."),
        )

    def _on_take(self) -> None:
        kinds = self.tr("Files from head office and branches ({patterns})").format(
            patterns="*.csr *.pem *.crt *.cer *.jws *.txt"
        )
        choose_to_open(self, self.tr("Take in a file"), kinds, self.take_file)

    def take_file(self, path: Path) -> None:
        """Take in what another branch or head office has sent; before roots are trusted it asks."""

        def work() -> str:
            with known(path):
                data = path.read_bytes()
            if incoming.kind_of(data) is Incoming.BUNDLE:
                self._ask_trust(data)
                return ""
            return self._take(data)

        try:
            text = work()
        except BranchExamError as error:
            self.refused.emit(error)
            return
        self.fill()
        if text:
            self.told.emit(text, "good")

    def _ask_trust(self, data: bytes) -> None:
        confirm(
            self,
            self.tr("Trust head office"),
            self.tr("Trust the root in this file, and every branch that it certifies?"),
            self.tr("Trust it"),
            lambda: self._do(lambda: self._take(data)),
            note=self.tr("Only if you know that the file comes from head office: by its seal, a call, a known hand."),
        )

    def _take(self, data: bytes) -> str:
        taken = incoming.take(self._session.store, self._session.signed_in(), data, system_clock())
        match taken.kind:
            case Incoming.REQUEST:
                self._save(
                    self.tr("Save the answer for the branch"),
                    "branch.pem",
                    lambda: taken.answer,
                    self.tr("Bring it back to the branch, which takes it in."),
                )
                return self.tr("The key of {name} is certified.").format(name=taken.name)
            case Incoming.BUNDLE:
                return self.tr("Trusted now: {name}").format(name=taken.name)
            case Incoming.REGISTER:
                return self.tr("Register taken in; certificates new in it: {n}.").format(n=taken.count)
            case Incoming.LIST:
                return self.tr("List {n} of {name} taken in.").format(n=taken.count, name=taken.name)
