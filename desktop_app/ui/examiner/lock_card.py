"""Settings of the exam day: whether exams take the whole screen, and when an examiner's window locks."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.ui.guard.exam_guard import FULL_SCREEN_KEY, full_screen_wanted
from desktop_app.ui.guard.idle import CHOICES, IDLE_KEY, idle_minutes
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.form import Form
from desktop_app.ui.widgets.panels import Card
from desktop_app.ui.widgets.quiet import QuietCombo
from desktop_app.ui.widgets.text import label


class LockCard(Card):
    """Keeps what is chosen at once, on record. ``refused`` carries the error where it could not."""

    refused = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._session = session
        self.box.addWidget(label(self.tr("Exam day and lock"), "subheading"))
        self.full_screen = QCheckBox(self.tr("Exams take the whole screen and stay on top"))
        self.full_screen.clicked.connect(lambda on: self._keep(FULL_SCREEN_KEY, "on" if on else "off"))
        self.box.addWidget(self.full_screen)
        note = self.tr("Leaving the exam's window is on record either way, with its length.")
        self.box.addWidget(label(note, "muted", wrap=True))
        self.minutes = QuietCombo()
        for minutes in CHOICES:
            self.minutes.addItem(self.tr("{n} minutes").format(n=minutes), minutes)
        self.minutes.activated.connect(lambda _: self._keep(IDLE_KEY, str(self.minutes.currentData())))
        form = Form()
        form.add(
            self.tr("An examiner's window locks when idle for"),
            self.minutes,
            self.tr("At once by Ctrl and L. A running exam is never locked."),
        )
        self.box.addWidget(form)
        self.show_kept()

    def show_kept(self) -> None:
        """Show what is kept."""
        store = self._session.store
        self.full_screen.setChecked(full_screen_wanted(store))
        minutes = idle_minutes(store)
        if self.minutes.findData(minutes) < 0:
            self.minutes.addItem(self.tr("{n} minutes").format(n=minutes), minutes)
        self.minutes.setCurrentIndex(self.minutes.findData(minutes))

    def _keep(self, key: str, value: str) -> None:
        session = self._session
        try:
            session.store.set_setting(key, value, actor=session.signed_in(), at=system_clock())
        except BranchExamError as error:
            self.refused.emit(error)
            self.show_kept()
