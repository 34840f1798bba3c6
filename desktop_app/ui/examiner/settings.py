"""Settings: the branch, the look of the window, keys, backup and restoring, the store's check, the journal.

Promises: a restore is tried in full beside the store before the store is let go. Must not know how keys are kept.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget

from desktop_app.base.clock import from_text, system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.base.progress import Progress
from desktop_app.exams.soundness import changed_records
from desktop_app.staff import Actor
from desktop_app.store import Store, restore, unlock_requirements
from desktop_app.ui import moments, theme
from desktop_app.ui.examiner.journal_view import JournalView
from desktop_app.ui.examiner.lock_card import LockCard
from desktop_app.ui.examiner.page import ExaminerPage
from desktop_app.ui.examiner.passphrase_form import PassphraseForm
from desktop_app.ui.examiner.place_card import PlaceCard
from desktop_app.ui.examiner.recovery_view import RecoveryView
from desktop_app.ui.examiner.restore_form import RestoreForm, RestoreWish
from desktop_app.ui.examiner.subview import Views
from desktop_app.ui.examiner.working import Working
from desktop_app.ui.session import Session
from desktop_app.ui.translate import LANGUAGES
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.columns import Columns
from desktop_app.ui.widgets.confirm import confirm
from desktop_app.ui.widgets.fields import named
from desktop_app.ui.widgets.files import choose_to_open, choose_to_save
from desktop_app.ui.widgets.form import Form, side_by_side
from desktop_app.ui.widgets.panels import Banner, Card, scrolling
from desktop_app.ui.widgets.quiet import QuietCombo
from desktop_app.ui.widgets.text import button, label
from desktop_app.words import Coded, language, say


class SettingsPage(ExaminerPage):
    """Cards, one a topic. The window listens to what concerns it:

    ``language_chosen`` (zh, en) and ``look_chosen`` ask it to show itself anew; ``restored`` carries the store that
    took this one's place; ``shut`` says that this one had to be let go and could not be replaced (an error).
    """

    topics: ClassVar[frozenset[str]] = frozenset({"settings", "keys", "store"})
    language_chosen = Signal(str)
    look_chosen = Signal()
    restored = Signal(object)
    shut = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "", parent)
        self.head.title.setText(self.tr("Settings"))
        self.working = Working(self)
        self._columns = Columns((1, 1), 400)
        area = scrolling(self._columns)
        left, right = self._columns.boxes
        self.lock_card = LockCard(session)
        self.lock_card.refused.connect(self.refuse)
        self.place_card = PlaceCard(session)
        self.place_card.refused.connect(self.refuse)
        self.place_card.zone_chosen.connect(self.look_chosen)
        self.place_card.told.connect(lambda text: self.banner.tell(text, "good"))
        for card in (self._branch_card(), self._look_card(), self.lock_card, self._journal_card()):
            left.addWidget(card)
        for card in (self._backup_card(), self._keys_card(), self._check_card(), self.place_card):
            right.addWidget(card)
        left.addStretch(1)
        right.addStretch(1)
        self.views = Views(self.head, area)
        self.box.addWidget(self.working.waiting)
        self.box.addWidget(self.views, 1)
        # The keyboard changes the text size on this page as well.
        measure.keep(self, self._show_look)

    # ------------------------------------------------------------ cards

    def _branch_card(self) -> Card:
        card = Card(self.tr("This branch"))
        self.branch = QLineEdit()
        self.branch.returnPressed.connect(self._on_keep_branch)
        self.keep_branch = button(self.tr("Keep the name"), self._on_keep_branch, symbol="save")
        self.branch.textChanged.connect(lambda text: self.keep_branch.setEnabled(bool(text.strip())))
        self.station = label("", "muted", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.branch, 1)
        row.addWidget(self.keep_branch)
        card.box.addWidget(named(self.tr("Name of the branch"), self.branch))
        card.box.addLayout(row)
        note = self.tr("Stands on every certificate from now on.")
        card.box.addWidget(label(note, "muted", wrap=True))
        card.box.addWidget(self.station)
        return card

    def _look_card(self) -> Card:
        card = Card(self.tr("Language and look"))
        self.language, self.look, self.text_size = QuietCombo(), QuietCombo(), QuietCombo()
        for code, words in LANGUAGES.items():
            self.language.addItem(words, code)
        looks = ((theme.Look.LIGHT, self.tr("Light")), (theme.Look.DARK, self.tr("Dark")))
        for look, words in (*looks, (theme.Look.CONTRAST, self.tr("High contrast"))):
            self.look.addItem(words, look.value)
        for percent in theme.TEXT_PERCENTS:
            self.text_size.addItem(f"{percent}%", percent)
        form = Form()
        form.add(self.tr("Language"), self.language)
        form.add(self.tr("Look"), self.look)
        form.add(self.tr("Size of text"), self.text_size, self.tr("Also Ctrl and + or -, on every page."))
        card.box.addWidget(form)
        self.language.activated.connect(lambda _: self.language_chosen.emit(self.language.currentData()))
        self.look.activated.connect(lambda _: self._on_look())
        self.text_size.activated.connect(lambda _: self._on_look())
        return card

    def _keys_card(self) -> Card:
        card = Card(self.tr("Keys"))
        card.box.addLayout(
            side_by_side(
                button(self.tr("Change my passphrase"), self.change_passphrase, symbol="key-round"),
                button(self.tr("New recovery code …"), self._on_new_recovery_code, symbol="shield-check"),
            )
        )
        self.keyring_says = label("", "muted", wrap=True)
        self.keyring = button("", self._on_keyring, symbol="lock")
        card.box.addWidget(self.keyring_says)
        card.box.addWidget(self.keyring)
        return card

    def _backup_card(self) -> Card:
        card = Card(self.tr("Backup"))
        self.last_backup = label("", wrap=True)
        card.box.addWidget(self.last_backup)
        note = self.tr("One file holds everything, encrypted as the store is. Keep it on another disk.")
        card.box.addWidget(label(note, "muted", wrap=True))
        card.box.addLayout(
            side_by_side(
                button(self.tr("Back up to a file …"), self._on_backup, symbol="save", role="primary"),
                button(self.tr("Restore from a file …"), self._on_restore, symbol="undo-2"),
            )
        )
        return card

    def _check_card(self) -> Card:
        card = Card(self.tr("State of the store"))
        note = self.tr("Reads every page of the store and compares it with its check sums.")
        card.box.addWidget(label(note, "muted", wrap=True))
        self.findings = Banner()
        card.box.addWidget(self.findings)
        card.box.addWidget(button(self.tr("Check the store"), self.check, symbol="shield-check"))
        return card

    def _journal_card(self) -> Card:
        card = Card(self.tr("Journal"))
        card.box.addWidget(label(self.tr("Who did what, and when."), "muted", wrap=True))
        card.box.addWidget(button(self.tr("Show the journal"), self.show_journal, symbol="list-ordered"))
        return card

    # ------------------------------------------------------------ what is shown

    def reload(self) -> None:  # noqa: D102
        store = self.session.store
        if not self.branch.isModified():
            self.branch.setText(store.setting("branch"))
        self.station.setText(
            self.tr("Station {station}: the part of every certificate's number that is this machine's own.").format(
                station=store.setting("station")
            )
        )
        self._show_look()
        self.lock_card.show_kept()
        self.place_card.show_kept()
        last = store.setting("last_backup_at")
        if last:
            at = moments.when(from_text(last), moments.zone(store))
            self.last_backup.setText(self.tr("Last backup: {at}").format(at=at))
        else:
            self.last_backup.setText(self.tr("There is no backup yet."))
        self._show_keyring()

    def _show_look(self) -> None:
        app = QApplication.instance()
        self.language.setCurrentIndex(self.language.findData(language()))
        look = app.property("look") if app is not None else None
        self.look.setCurrentIndex(self.look.findData(look or theme.Look.LIGHT.value))
        self.text_size.setCurrentIndex(self.text_size.findData(measure.percent()))

    def _show_keyring(self) -> None:
        store = self.session.store
        available = store.keyring_available()
        self.keyring_on = available and unlock_requirements(store.folder).keyring
        self.keyring.setEnabled(available)
        if not available:
            text = self.tr(
                "This machine has no keyring that keeps secrets: an examiner unlocks the store at the day's start."
            )
        elif self.keyring_on:
            text = self.tr("This machine's keyring opens the store: candidates sit without an examiner's passphrase.")
        else:
            text = self.tr("An examiner unlocks the store at the day's start. The keyring can do it instead.")
        self.keyring_says.setText(text)
        words = self.tr("Stop opening it by the keyring") if self.keyring_on else self.tr("Open it by the keyring")
        self.keyring.setText(words)
        self.keyring.setAccessibleName(words)

    # ------------------------------------------------------------ branch and look

    def _on_keep_branch(self) -> None:
        name = self.branch.text().strip()
        if not name:
            return
        try:
            self.session.store.set_setting("branch", name, actor=self.session.signed_in(), at=system_clock())
        except BranchExamError as error:
            self.refuse(error)
            return
        self.branch.setModified(False)
        self.banner.tell(self.tr("The branch is named {name} from now on.").format(name=name), "good")

    def _on_look(self) -> None:
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        look, percent = theme.Look(self.look.currentData()), int(self.text_size.currentData())
        theme.apply(app, look, percent)
        settings = QSettings()
        settings.setValue("look", look.value)
        settings.setValue("text_percent", percent)
        self.look_chosen.emit()

    # ------------------------------------------------------------ keys

    def change_passphrase(self) -> None:
        """Open the form for another passphrase."""
        form = PassphraseForm(self.session, self.working)
        form.changed.connect(self._on_passphrase_changed)
        self.views.show_view(form)
        form.old.setFocus()

    def _on_passphrase_changed(self) -> None:
        self.views.show_own()
        self.banner.tell(
            self.tr("Your passphrase is the new one from now on. Backups made before keep the old."), "good"
        )

    def _on_new_recovery_code(self) -> None:
        confirm(
            self,
            self.tr("New recovery code"),
            self.tr("Make a new recovery code? The one you have stops working at once."),
            self.tr("Make a new code"),
            self._new_recovery_code,
            note=self.tr("Backups made before still open with the old code."),
        )

    def _new_recovery_code(self) -> None:
        store, actor = self.session.store, self.session.signed_in()
        self.working.start(
            self.tr("Making a recovery code …"),
            lambda _: store.new_recovery_code(at=system_clock(), actor=actor),
            self._on_recovery_code,
        )

    def _on_recovery_code(self, code: str) -> None:
        store = self.session.store
        view = RecoveryView(code, store.setting("branch"), moments.today(store).isoformat())
        self.views.show_view(view)
        view.take_focus()

    def _on_keyring(self) -> None:
        store, actor, on = self.session.store, self.session.signed_in(), self.keyring_on

        def _work(_: Progress) -> bool:
            if on:
                store.forget_keyring(at=system_clock(), actor=actor)
                return True
            return store.put_in_keyring(at=system_clock(), actor=actor)

        self.working.start(self.tr("Asking the keyring …"), _work, self._on_keyring_done)

    def _on_keyring_done(self, done: bool) -> None:
        self._show_keyring()
        if not done:
            self.banner.tell(
                self.tr("The keyring refused to keep the key. Nothing has changed; an examiner unlocks as before."),
                "bad",
            )
        elif self.keyring_on:
            self.banner.tell(self.tr("From now on this machine's keyring opens the store."), "good")
        else:
            self.banner.tell(self.tr("From now on an examiner unlocks the store at the day's start."), "good")

    # ------------------------------------------------------------ backup and restoring

    def _on_backup(self) -> None:
        day = moments.today(self.session.store).isoformat()
        name = f"branch-exam-{day}.zip"
        kinds = self.tr("Backups ({patterns})").format(patterns="*.zip")
        choose_to_save(self, self.tr("Back up to a file"), name, kinds, self.back_up)

    def back_up(self, path: Path) -> None:
        """Write a backup into that file."""
        store, actor = self.session.store, self.session.signed_in()
        self.working.start(
            self.tr("Backing up to {file} …").format(file=path.name),
            lambda _: store.backup(path, at=system_clock(), actor=actor),
            lambda _: self.banner.tell(self.tr("Backed up: {file}").format(file=str(path)), "good"),
        )

    def _on_restore(self) -> None:
        kinds = self.tr("Backups ({patterns})").format(patterns="*.zip")
        choose_to_open(self, self.tr("Restore from a file"), kinds, self.ask_restore)

    def ask_restore(self, path: Path) -> None:
        """Open the form that restores that backup."""
        form = RestoreForm(path)
        form.wished.connect(self._on_restore_wished)
        self.views.show_view(form)
        form.secret.setFocus()

    def _on_restore_wished(self, wish: RestoreWish) -> None:
        self.working.start(
            self.tr("Trying the backup …"),
            lambda _: try_backup(wish),
            lambda _: self._ask_once_more(wish),
        )

    def _ask_once_more(self, wish: RestoreWish) -> None:
        confirm(
            self,
            self.tr("Restore from a file"),
            self.tr("Restore {file} now? It takes the place of everything that is here.").format(file=wish.backup.name),
            self.tr("Restore the backup"),
            lambda: self._restore(wish),
            note=self.tr(
                "The backup is whole and opens. What is here now is set aside in a folder beside it, not deleted. "
                "This station gets a new code, so that no certificate's number is given twice."
            ),
        )

    def _restore(self, wish: RestoreWish) -> None:
        session, actor = self.session, self.session.signed_in()
        self.working.start(
            self.tr("Restoring {file} …").format(file=wish.backup.name),
            lambda _: put_back(session.store, actor, wish),
            self.restored.emit,
            self.shut.emit,
        )

    # ------------------------------------------------------------ check and journal

    def check(self) -> None:
        """Check the store and say what is wrong with it."""
        store = self.session.store
        self.findings.clear()
        self.working.start(
            self.tr("Checking the store …"),
            lambda progress: (*store.check(), *changed_records(store, progress)),
            self._on_checked,
        )

    def _on_checked(self, findings: tuple[Coded, ...]) -> None:
        if findings:
            self.findings.tell("\n".join(say(finding) for finding in findings), "bad")
        else:
            self.findings.tell(self.tr("Everything is in order."), "good")

    def show_journal(self) -> None:
        """Open the journal."""
        view = JournalView(self.session.store)
        self.views.show_view(view)
        view.table.setFocus()


def try_backup(wish: RestoreWish) -> None:
    """Restore the backup into a folder of its own, and let go of it: whatever is wrong shows here, where nothing is
    lost. Raises as ``restore``."""
    with tempfile.TemporaryDirectory(prefix="branch-exam-") as scratch:
        restore(
            wish.backup,
            Path(scratch) / "store",
            passphrase=wish.passphrase,
            recovery_code=wish.recovery_code,
            new_passphrase=wish.new_passphrase,
            at=system_clock(),
        ).close()


def put_back(store: Store, actor: Actor, wish: RestoreWish) -> Store:
    """Let go of ``store``, put the backup in its place and open it; who did it goes into its journal."""
    store.close()
    back = restore(
        wish.backup,
        store.folder,
        passphrase=wish.passphrase,
        recovery_code=wish.recovery_code,
        new_passphrase=wish.new_passphrase,
        at=system_clock(),
    )
    facts = {"file": wish.backup.name}
    try:
        with back.write("store", actor=actor, action="restored_by", at=system_clock(), facts=facts):
            pass
    except BaseException:
        back.close()
        raise
    return back
