"""The form of head office: a plan is sealed into a file for branches, and its opening code shown once.

Must not know how it is sealed.
"""

from __future__ import annotations

import errno
import os
import re
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.banks.exporting import FileNotWritten, saving
from desktop_app.base.clock import system_clock
from desktop_app.base.progress import Progress
from desktop_app.exams.exam import DEFAULT_WINDOW
from desktop_app.exams.plans import plans
from desktop_app.exams.sealed import SUFFIX, seal_exam
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.store.folder import may_be_written
from desktop_app.ui import moments, theme
from desktop_app.ui.examiner.subview import Subview
from desktop_app.ui.examiner.working import Working
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.files import choose_to_save
from desktop_app.ui.widgets.form import Form
from desktop_app.ui.widgets.instants import InstantEdit
from desktop_app.ui.widgets.panels import Card, scrolling
from desktop_app.ui.widgets.quiet import QuietCombo
from desktop_app.ui.widgets.text import button, label

_PARTS = re.compile(r"[,，、;；\s]+")


def sealed_to(
    store: Store,
    actor: Actor,
    plan_code: str,
    window: tuple[datetime, datetime],
    people: tuple[list[str], list[str]],
    path: Path,
    progress: Progress,
) -> str:
    """Seal the plan into that file; gives the opening code. Runs on the job's thread."""
    if not may_be_written(store.folder, path):
        raise FileNotWritten(path=str(path), reason=os.strerror(errno.EEXIST))
    data, code, _ = seal_exam(
        store,
        actor,
        plan_code,
        window[0],
        system_clock(),
        closes_at=window[1],
        staff_nos=people[0],
        posts=people[1],
        progress=progress,
    )
    with saving(path, data):
        pass
    return code


class SealForm(Subview):
    """Leaving it forgets the code."""

    def __init__(self, session: Session, working: Working) -> None:
        super().__init__("", "")
        self._session, self._working = session, working
        self.head.title.setText(self.tr("Seal an exam for branches"))
        self.back.setText(self.tr("Sealed exams"))
        self.back.setAccessibleName(self.tr("Back to the sealed exams"))
        zone = moments.zone(session.store)
        self.plan = QuietCombo()
        for one in plans(session.store):
            self.plan.addItem(f"{one.title} ({one.code})", one.code)
        self.opens, self.closes = InstantEdit(zone), InstantEdit(zone)
        soon = system_clock().at.replace(second=0, microsecond=0) + timedelta(days=1)
        self.opens.set_instant(soon)
        self.closes.set_instant(soon + DEFAULT_WINDOW)
        self.posts, self.numbers = QLineEdit(), QLineEdit()
        self.go = button(self.tr("Seal and save …"), self._on_go, role="primary", symbol="lock")
        self.go.setEnabled(self.plan.count() > 0)
        self.head.add(self.go)
        form = Form(widest=640)
        form.add(self.tr("Plan"), self.plan, self.tr("It travels with all questions of its banks."))
        form.add(self.tr("Can be opened and started from"), self.opens, self.tr("No branch can open it earlier."))
        form.add(self.tr("Can be started until"), self.closes)
        form.add(self.tr("Posts"), self.posts)
        form.add(
            self.tr("Staff numbers"),
            self.numbers,
            self.tr("Each branch takes those on its own roster. Neither posts nor numbers: its whole roster."),
        )
        card = Card()
        card.box.addWidget(form)
        self._shown = Card(self.tr("Opening code, shown this once and kept nowhere"))
        self.code = label("", "title", wrap=True)
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.file = label("", wrap=True)
        self._shown.box.addWidget(self.code)
        self._shown.box.addWidget(self.file)
        note = self.tr("Write it down and lock it away. Tell it to the branches by phone on the day, not before.")
        self._shown.box.addWidget(label(note, wrap=True))
        self._shown.hide()
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self._shown)
        column.addWidget(card)
        column.addStretch(1)
        self.box.addWidget(scrolling(inner), 1)
        self.first = self.plan

    def _on_go(self) -> None:
        name = f"{self.plan.currentData()}{SUFFIX}"
        kinds = self.tr("Sealed exams ({kinds})").format(kinds=f"*{SUFFIX}")
        choose_to_save(self, self.tr("Seal an exam for branches"), name, kinds, self.seal_to)

    def seal_to(self, path: Path) -> None:
        """Seal the plan that is chosen into that file."""
        store, actor, plan_code = self._session.store, self._session.signed_in(), str(self.plan.currentData())
        window = (self.opens.instant, self.closes.instant)
        people = (_parts(self.numbers.text()), _parts(self.posts.text()))
        self._working.start(
            self.tr("Sealing the exam …"),
            lambda progress: sealed_to(store, actor, plan_code, window, people, path, progress),
            lambda code: self._on_sealed(code, path),
            view=self,
        )

    def _on_sealed(self, code: str, path: Path) -> None:
        self.code.setText(code)
        self.code.setAccessibleName(code)
        self.file.setText(self.tr("Written: {file}").format(file=str(path)))
        self._shown.show()
        self.code.setFocus()


def _parts(text: str) -> list[str]:
    return [one for one in _PARTS.split(text) if one]
