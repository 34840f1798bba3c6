"""The day's start where no keyring opens the data: a passphrase, or the recovery code and a new passphrase."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.base.progress import Progress
from desktop_app.staff import Person, Role, people
from desktop_app.staff.examiners import change_own_passphrase
from desktop_app.store import Store
from desktop_app.store.slots import check_passphrase
from desktop_app.ui import theme
from desktop_app.ui.jobs import Job, Jobs
from desktop_app.ui.translate import LANGUAGES
from desktop_app.ui.widgets import labelled, measure
from desktop_app.ui.widgets.enter import is_enter, pressed_by_enter
from desktop_app.ui.widgets.panels import Banner, Card
from desktop_app.ui.widgets.quiet import QuietCombo
from desktop_app.ui.widgets.secret import SecretField
from desktop_app.ui.widgets.text import button, label
from desktop_app.words import language, say

_EVERY_DAY = frozenset({"keyring_empty", "keyring_unavailable"})


class UnlockPage(QWidget):
    """``unlocked`` carries the open store, ``language_chosen`` the language to speak from now on. ``error`` is why it
    did not open by itself, where that is worth saying."""

    unlocked = Signal(object)
    language_chosen = Signal(str)

    def __init__(
        self, folder: Path, jobs: Jobs, error: BranchExamError | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._folder, self._jobs = folder, jobs
        self._job: Job | None = None
        self._recovered: Store | None = None
        self.banner = Banner()
        self._stack = QStackedWidget()
        self._parts = (self._passphrase_part(), self._code_part(), self._new_part())
        for part in self._parts:
            self._stack.addWidget(part)
        card = Card()
        measure.keep(card, lambda: card.setFixedWidth(measure.scaled(520)))
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Branch Exam"), "title"), 1)
        self.languages = [
            button(name, partial(self.language_chosen.emit, code), symbol="languages")
            for code, name in LANGUAGES.items()
            if code != language()
        ]
        for made in self.languages:
            head.addWidget(made)
        card.box.addLayout(head)
        card.box.addWidget(self.banner)
        card.box.addWidget(self._stack)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.GROUP, theme.GROUP, theme.GROUP, theme.GROUP)
        outer.addStretch(1)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(2)
        if error is not None and error.code not in _EVERY_DAY:
            self.banner.tell(say(error), "bad")
        self._show(0)

    # ------------------------------------------------------------ layout

    def _part(self, lead: str) -> tuple[QWidget, QVBoxLayout]:
        part = QWidget()
        box = QVBoxLayout(part)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.GAP)
        box.addWidget(label(lead, wrap=True))
        return part, box

    def _passphrase_part(self) -> QWidget:
        part, box = self._part(self.tr("The data is locked. An examiner opens it for the day."))
        self.passphrase = SecretField(self.tr("Passphrase"))
        labelled.field(box, self.tr("Passphrase"), self.passphrase)
        self.open_button = button(self.tr("Open"), self._on_passphrase, role="primary")
        self.to_code = button(self.tr("Use the recovery code"), lambda: self._turn_to(1), role="link")
        self._foot(box, self.to_code, self.open_button)
        return part

    def _code_part(self) -> QWidget:
        part, box = self._part(
            self.tr(
                "The recovery code lies in a sealed envelope in the safe. It opens the data and sets a new passphrase."
            )
        )
        self.code = labelled.line()
        labelled.field(box, self.tr("Recovery code"), self.code)
        self.code_button = button(self.tr("Open with the code"), self._on_code, role="primary")
        self._foot(box, button(self.tr("Use the passphrase"), lambda: self._turn_to(0), role="link"), self.code_button)
        return part

    def _new_part(self) -> QWidget:
        part, box = self._part(self.tr("The data is open. Set a new passphrase, so that it opens tomorrow."))
        self.whose = QuietCombo()
        labelled.field(box, self.tr("Examiner"), self.whose)
        self.new = SecretField(self.tr("New passphrase"))
        self.again = SecretField(self.tr("The new passphrase again"))
        labelled.field(box, self.tr("New passphrase"), self.new)
        labelled.field(box, self.tr("The new passphrase again"), self.again)
        self.new_button = button(self.tr("Set the passphrase"), self._on_new, role="primary")
        self._foot(box, None, self.new_button)
        return part

    def _foot(self, box: QVBoxLayout, left: QWidget | None, right: QWidget) -> None:
        row = QHBoxLayout()
        if left is not None:
            row.addWidget(left)
        row.addStretch(1)
        row.addWidget(right)
        box.addLayout(row)
        box.addStretch(1)

    def _show(self, part: int) -> None:
        for n, one in enumerate(self._parts):
            # The card is as high as what it shows.
            policy = QSizePolicy.Policy.Preferred if n == part else QSizePolicy.Policy.Ignored
            one.setSizePolicy(QSizePolicy.Policy.Preferred, policy)
        self._stack.setCurrentIndex(part)
        (self.passphrase, self.code, self.new)[part].setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102
        super().showEvent(event)
        self._show(self._stack.currentIndex())

    def _turn_to(self, part: int) -> None:
        self.banner.clear()
        self._show(part)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if pressed_by_enter(event):
            return
        if is_enter(event):
            (self._on_passphrase, self._on_code, self._on_new)[self._stack.currentIndex()]()
            return
        if event.key() == Qt.Key.Key_Escape and self._stack.currentIndex() == 1:
            self._turn_to(0)
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------ opening

    def _start(self, work: Callable[[Progress], Any], on_done: Callable[[Any], None]) -> None:
        self.banner.clear()
        self._stack.setEnabled(False)
        self._job = self._jobs.start(work)
        self._job.done.connect(lambda outcome: self._end(lambda: on_done(outcome)))
        self._job.failed.connect(lambda error: self._end(lambda: self._refuse(error)))
        self._job.broke.connect(self._on_broke)

    def _end(self, then: Callable[[], None]) -> None:
        self._job = None
        self._stack.setEnabled(True)
        then()

    def _refuse(self, error: BranchExamError) -> None:
        self.banner.tell(say(error), "bad")
        part = self._stack.currentIndex()
        if part == 0:
            self.passphrase.edit.selectAll()
        self._show(part)

    def _on_broke(self, error: Exception) -> None:
        self._job = None
        self._stack.setEnabled(True)
        raise error

    def _on_passphrase(self) -> None:
        typed, folder = self.passphrase.text, self._folder
        if typed and self._job is None:
            self._start(lambda _: Store.open(folder, passphrase=typed), self._on_opened)

    def _on_opened(self, store: Store) -> None:
        self.passphrase.clear()
        self.unlocked.emit(store)

    def _on_code(self) -> None:
        typed, folder = self.code.text(), self._folder
        if not typed.strip() or self._job is not None:
            return

        def _work(progress: Progress) -> tuple[Store, tuple[Person, ...]]:  # noqa: ARG001
            store = Store.open(folder, recovery_code=typed)
            return store, people(store, role=Role.EXAMINER)

        self._start(_work, self._on_recovered)

    def _on_recovered(self, opened: tuple[Store, tuple[Person, ...]]) -> None:
        self._recovered, examiners = opened
        self.code.clear()
        self.whose.clear()
        for one in examiners:
            self.whose.addItem(f"{one.name}  {one.staff_no}", one.actor)
        self._show(2)

    def _on_new(self) -> None:
        store, actor, typed = self._recovered, self.whose.currentData(), self.new.text
        if store is None or self._job is not None:
            return
        if typed != self.again.text:
            self.banner.tell(self.tr("The two passphrases differ. Type the second one again."), "bad")
            return
        try:
            check_passphrase(typed)
        except BranchExamError as error:
            self._refuse(error)
            return
        self._start(lambda _: change_own_passphrase(store, actor, typed, system_clock()), self._on_changed)

    def _on_changed(self, _outcome: object) -> None:
        self.new.clear()
        self.again.clear()
        self.unlocked.emit(self._recovered)
