"""The first start: five short steps, back at any time, and nothing exists until the last of them.

Promises: what was typed lives in this page alone until 'Create' has ended; a cancelled creation leaves nothing.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app import app, words
from desktop_app.base.errors import BranchExamError
from desktop_app.base.progress import Progress
from desktop_app.crypto.keys import STRONG, Kdf
from desktop_app.staff import Actor, examiner_of_slot
from desktop_app.store import Store
from desktop_app.ui import theme
from desktop_app.ui.entrance.steps import (
    BranchStep,
    ExaminerStep,
    LanguageStep,
    RecoveryStep,
    ShippedStep,
    Step,
    Wishes,
)
from desktop_app.ui.jobs import Job, Jobs
from desktop_app.ui.translate import Translation
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.choice_row import CheckRow
from desktop_app.ui.widgets.enter import is_enter, pressed_by_enter
from desktop_app.ui.widgets.panels import Banner, Card, Waiting, scrolling
from desktop_app.ui.widgets.text import button, label


class WelcomePage(QWidget):
    """``finished`` carries the open store and the first examiner; ``language_chosen`` what the window should speak."""

    finished = Signal(object, object)
    language_chosen = Signal(str)

    def __init__(
        self, folder: Path, translation: Translation, jobs: Jobs, *, kdf: Kdf = STRONG, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._folder, self._translation, self._jobs, self._kdf = folder, translation, jobs, kdf
        self.wishes = Wishes()
        self._at = 0
        self._job: Job | None = None
        self._made: tuple[Store, Actor] | None = None
        self._keyring: CheckRow | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.GROUP, theme.GROUP, theme.GROUP, theme.GROUP)
        outer.addStretch(1)
        self._card = Card()
        self._card.setMinimumWidth(640)
        self._card.setMaximumWidth(max(1080, measure.scaled(900)))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._card, 40)
        middle.addStretch(1)
        outer.addLayout(middle, 20)
        outer.addStretch(1)
        self._inside: QWidget | None = None
        self._build()

    # ------------------------------------------------------------ layout

    def _build(self) -> None:
        """Make everything anew in the language in force; what was typed stands in ``wishes``."""
        if self._inside is not None:
            self._inside.hide()
            self._card.box.removeWidget(self._inside)
            self._inside.deleteLater()
        language = LanguageStep(self._translation.language)
        language.chosen.connect(self._on_language)
        self.steps: list[Step] = [
            language,
            BranchStep(self.wishes, self._folder),
            ExaminerStep(self.wishes),
            RecoveryStep(self.wishes),
            ShippedStep(self.wishes),
        ]
        for step in self.steps:
            step.hide()
        self._inside = QWidget()
        box = QVBoxLayout(self._inside)
        box.setContentsMargins(8, 8, 8, 8)
        box.setSpacing(theme.GAP)
        box.addWidget(label(self.tr("Welcome to Branch Exam"), "title"))
        row = QHBoxLayout()
        row.setSpacing(theme.GROUP)
        row.addLayout(self._overview(), 0)
        self._holder = QVBoxLayout()
        self._holder.addWidget(scrolling(self._all_steps()), 1)
        row.addLayout(self._holder, 1)
        box.addLayout(row, 1)
        self.banner = Banner()
        self.waiting = Waiting()
        self.waiting.cancelled.connect(self._on_cancel)
        box.addWidget(self.banner)
        box.addWidget(self.waiting)
        foot = QHBoxLayout()
        self.back = button(self.tr("Back"), self.go_back, symbol="arrow-left")
        self.forward = button("", self.go_forward, role="primary")
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.forward)
        box.addLayout(foot)
        self._card.box.addWidget(self._inside)
        self._show()

    def _all_steps(self) -> QWidget:
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 8, 0)
        for step in self.steps:
            self._column.addWidget(step)
        return inner

    def _overview(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        self._names: list[QLabel] = []
        for n, step in enumerate(self.steps, 1):
            name = label(f"{n}  {step.title}")
            name.setMinimumWidth(measure.scaled(128))
            self._names.append(name)
            column.addWidget(name)
        column.addStretch(1)
        return column

    def _show(self) -> None:
        for n, step in enumerate(self.steps):
            step.setVisible(n == self._at and self._made is None)
        for n, name in enumerate(self._names):
            name.setFont(measure.font(measure.BODY_PX, bold=n == self._at))
            name.setEnabled(n <= self._at)
        self.back.setVisible(self._made is None)
        self.back.setEnabled(self._at > 0)
        last = self._at == len(self.steps) - 1
        self.forward.setText(self.tr("Start") if self._made else self.tr("Create") if last else self.tr("Next"))
        self.forward.setAccessibleName(self.forward.text())
        if self._made is None:
            self.steps[self._at].take_focus()
        else:
            self.forward.setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102
        super().showEvent(event)
        self._show()

    # ------------------------------------------------------------ moving

    def go_back(self) -> None:
        """To the step before; nothing that was typed is lost."""
        if self._at > 0 and self._made is None and self._job is None:
            self.banner.clear()
            self._at -= 1
            self._show()

    def go_forward(self) -> None:
        """To the next step where this one is complete; at the last one everything is made."""
        if self._job is not None:
            return
        if self._made is not None:
            self._leave()
            return
        problem = self.steps[self._at].problem()
        if problem:
            self.banner.tell(problem, "bad")
            return
        self.banner.clear()
        if self._at < len(self.steps) - 1:
            self._at += 1
            self._show()
        else:
            self._create()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if pressed_by_enter(event):
            return
        if is_enter(event):
            self.go_forward()
        elif event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def _on_language(self, language: str) -> None:
        self._translation.use(language)
        words.use("zh" if language == "zh" else "en")
        self.language_chosen.emit(language)
        self._build()

    # ------------------------------------------------------------ making

    def _create(self) -> None:
        wishes, folder, kdf = self.wishes, self._folder, self._kdf

        def _work(progress: Progress) -> tuple[Store, Actor, bool]:
            store, _ = app.init(
                folder,
                wishes.branch.strip(),
                wishes.staff_no,
                wishes.name,
                wishes.passphrase,
                empty=not wishes.shipped,
                recovery_code=wishes.code,
                progress=progress,
                kdf=kdf,
            )
            return store, examiner_of_slot(store), store.keyring_available()

        self._job = self._jobs.start(_work)
        self._job.progressed.connect(self.waiting.step)
        self._job.done.connect(self._on_created)
        self._job.failed.connect(self._on_failed)
        self._job.cancelled.connect(self._on_cancelled)
        self._job.broke.connect(self._on_broke)
        self.waiting.begin(self.tr("Creating …"))
        self._set_busy(True)

    def _set_busy(self, busy: bool) -> None:
        self.forward.setEnabled(not busy)
        self.back.setEnabled(not busy and self._at > 0)
        self.steps[self._at].setEnabled(not busy)

    def _stop_waiting(self) -> None:
        self._job = None
        self.waiting.end()
        self._set_busy(False)

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_cancelled(self) -> None:
        self._stop_waiting()
        self.banner.tell(self.tr("Cancelled. Nothing was created."))

    def _on_failed(self, error: BranchExamError) -> None:
        self._stop_waiting()
        self.banner.tell(words.say(error), "bad")

    def _on_broke(self, error: Exception) -> None:
        self._stop_waiting()
        raise error

    def _on_created(self, made: tuple[Store, Actor, bool]) -> None:
        store, actor, keyring = made
        self._stop_waiting()
        self._made = (store, actor)
        done = Step(
            self.tr("Done"),
            self.tr("The data is encrypted and ready. Next: import the roster, then open an exam."),
        )
        if keyring:
            self._keyring = CheckRow(
                "", self.tr("This computer may open the data by itself, so that candidates can sit without an examiner")
            )
            self._keyring.setChecked(True)
            done.box.addWidget(self._keyring)
        done.box.addStretch(1)
        self._column.addWidget(done)
        self._at = len(self.steps)
        self._show()

    def _leave(self) -> None:
        assert self._made is not None
        store, actor = self._made
        if self._keyring is None or not self._keyring.isChecked():
            self.finished.emit(store, actor)
            return
        self._keyring.setEnabled(False)
        self._keyring = None
        self.forward.setEnabled(False)
        self._job = self._jobs.start(lambda _: store.put_in_keyring())
        self._job.done.connect(self._on_keyring)
        self._job.failed.connect(lambda error: self._on_no_keyring(words.say(error)))
        self._job.broke.connect(self._on_broke_late)

    def _on_keyring(self, kept: bool) -> None:
        if kept and self._made is not None:
            self.finished.emit(*self._made)
        else:
            self._on_no_keyring(
                self.tr("The computer's keyring did not take the key. An examiner opens the data each morning instead.")
            )

    def _on_no_keyring(self, why: str) -> None:
        self._job = None
        self.forward.setEnabled(True)
        self.banner.tell(why, "caution")

    def _on_broke_late(self, error: Exception) -> None:
        self._job = None
        self.forward.setEnabled(True)
        raise error
