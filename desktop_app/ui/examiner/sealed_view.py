"""Sealed exams at a branch: what lies here unread, taking one in, and opening it with the code that is told by phone.

Must not know what a sealed file looks like, or when it may be opened.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from desktop_app.banks.importing import read_bytes
from desktop_app.base.clock import system_clock
from desktop_app.base.progress import Progress
from desktop_app.exams.exam import Exam
from desktop_app.exams.sealed import SUFFIX, SealedExam, sealed_exams, take_sealed, unseal_exam
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui import moments
from desktop_app.ui.examiner.subview import Subview
from desktop_app.ui.examiner.working import Working
from desktop_app.ui.rows_model import Column
from desktop_app.ui.session import Session
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.fields import named
from desktop_app.ui.widgets.files import choose_to_open
from desktop_app.ui.widgets.panels import EmptyState
from desktop_app.ui.widgets.table import Table
from desktop_app.ui.widgets.text import button, label


def take_in(store: Store, actor: Actor, path: Path, progress: Progress) -> SealedExam:
    """Keep the sealed exam in that file. Runs on the job's thread."""
    progress(0, 0)
    return take_sealed(store, actor, read_bytes(path), path.name, system_clock())


class SealedView(Subview):
    """``opened`` carries the exam that one was opened as, ``seal_wanted`` asks for the form of head office, ``told``
    says what was done."""

    opened = Signal(object)
    seal_wanted = Signal()
    told = Signal(str)

    def __init__(self, session: Session, working: Working) -> None:
        super().__init__("", "")
        self._session, self._working = session, working
        self.head.title.setText(self.tr("Sealed exams"))
        self.back.setText(self.tr("Exams"))
        self.back.setAccessibleName(self.tr("Back to the exams"))
        self.make = button(self.tr("Seal one for branches …"), self.seal_wanted.emit, symbol="lock")
        self.take = button(self.tr("Take in a sealed exam …"), self._on_take, role="primary", symbol="upload")
        self.head.add(self.make)
        self.head.add(self.take)
        self.table: Table[SealedExam] = Table(self.tr("Sealed exams"), self._columns(), remember="sealed")
        self.table.selected.connect(self._look)
        self.empty = EmptyState(
            "lock", self.tr("No sealed exam lies here. Head office sends a file; its code comes by phone on the day.")
        )
        self.code = QLineEdit()
        self.code.setMaxLength(60)
        self.code.setPlaceholderText("XXXX-XXXX-XXXX-XXXX-XXXX")
        self.code.textChanged.connect(lambda _: self._look())
        self.code.returnPressed.connect(self._on_open)
        self.go = button(self.tr("Open with the code"), self._on_open, symbol="key-round")
        self.count = label("", "muted", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(named(self.tr("Opening code"), self.code))
        row.addWidget(self.code, 1)
        row.addWidget(self.go)
        self.box.addWidget(self.table, 1)
        self.box.addWidget(self.empty, 1)
        self.box.addLayout(row)
        self.box.addWidget(self.count)
        self.first = self.take
        self._show(())
        self.fill()

    def _columns(self) -> tuple[Column[SealedExam], ...]:
        zone = moments.zone(self._session.store)
        return (
            Column(self.tr("Exam"), lambda r: r.title),
            Column(
                self.tr("Can be started"), lambda r: moments.window(r.opens_at, r.closes_at, zone), lambda r: r.opens_at
            ),
            Column(self.tr("Questions"), lambda r: str(r.questions), lambda r: r.questions, number=True),
            Column(self.tr("Minutes"), lambda r: str(r.minutes), lambda r: r.minutes, number=True),
            Column(self.tr("People"), self._people),
            Column(self.tr("From"), lambda r: r.made_by),
            Column(self.tr("State"), self._state),
        )

    def _people(self, one: SealedExam) -> str:
        if not one.staff_nos and not one.posts:
            return self.tr("the whole roster")
        return self.tr(", ").join((*one.posts, *one.staff_nos))

    def _state(self, one: SealedExam) -> str:
        if one.exam_id is not None:
            return self.tr("Opened: {exam}").format(exam=one.exam_id)
        return self.tr("Sealed") if system_clock().at < one.opens_at else self.tr("Can be opened")

    # ------------------------------------------------------------ what is shown

    def fill(self) -> None:
        """Read what lies here again."""
        store = self._session.store
        self._working.start(
            self.tr("Looking at the sealed exams …"),
            lambda _: sealed_exams(store),
            self._show,
            looking=True,
            view=self,
        )

    def _show(self, rows: tuple[SealedExam, ...]) -> None:
        self.table.set_rows(rows, [measure.scaled(width) for width in (170, 260, 90, 76, 170, 110)])
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        waiting = [n for n, one in enumerate(rows) if one.exam_id is None]
        if len(waiting) == 1:
            self.table.select_row(waiting[0])
        self._look()

    def _chosen(self) -> SealedExam | None:
        rows = self.table.selected_rows()
        return rows[0] if len(rows) == 1 and rows[0].exam_id is None else None

    def _look(self) -> None:
        one = self._chosen()
        self.go.setEnabled(one is not None and bool(self.code.text().strip()))
        self.count.setText(
            self.tr("Choose a sealed exam, and type the code that head office tells you on the day.")
            if one is None
            else self.tr("“{title}” can be opened from {at} on, not earlier.").format(
                title=one.title, at=moments.when(one.opens_at, moments.zone(self._session.store))
            )
        )

    # ------------------------------------------------------------ what is done

    def _on_take(self) -> None:
        kinds = self.tr("Sealed exams ({kinds})").format(kinds=f"*{SUFFIX}")
        choose_to_open(self, self.tr("Take in a sealed exam"), kinds, self.take_in)

    def take_in(self, path: Path) -> None:
        """Keep the sealed exam in that file."""
        store, actor = self._session.store, self._session.signed_in()
        self._working.start(
            self.tr("Reading {file} …").format(file=path.name),
            lambda progress: take_in(store, actor, path, progress),
            self._on_taken,
            view=self,
        )

    def _on_taken(self, one: SealedExam) -> None:
        self.told.emit(self.tr("“{title}” lies here, sealed. Its code opens it on the day.").format(title=one.title))
        self.fill()

    def _on_open(self) -> None:
        one = self._chosen()
        if one is None or not self.go.isEnabled():
            return
        store, actor, sealed_id, code = self._session.store, self._session.signed_in(), one.id, self.code.text()

        def work(progress: Progress) -> Exam:
            return unseal_exam(store, actor, sealed_id, code, system_clock(), progress)

        self._working.start(self.tr("Opening the sealed exam …"), work, self.opened.emit, view=self)
