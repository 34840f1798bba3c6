"""Exams (考试场次): the list, opening one, and what happens inside one.

Must not know what a plan needs or when an exam may be started.
"""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.exams.exam import Exam, exam
from desktop_app.exams.make_up import MayAgain
from desktop_app.ui import moments
from desktop_app.ui.examiner.exam_add import ExamAdd
from desktop_app.ui.examiner.exam_form import ExamForm
from desktop_app.ui.examiner.exam_seats import ExamRow, exam_rows
from desktop_app.ui.examiner.exam_view import ExamView
from desktop_app.ui.examiner.page import ExaminerPage
from desktop_app.ui.examiner.print_papers import PrintPapers
from desktop_app.ui.examiner.seal_form import SealForm
from desktop_app.ui.examiner.sealed_view import SealedView
from desktop_app.ui.examiner.subview import Views
from desktop_app.ui.examiner.working import Working
from desktop_app.ui.rows_model import Column
from desktop_app.ui.session import Session
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.panels import EmptyState
from desktop_app.ui.widgets.table import Table
from desktop_app.ui.widgets.text import button
from desktop_app.words import phrase


class ExamsPage(ExaminerPage):
    """The list of exams; Enter or a double click goes into one."""

    topics: ClassVar[frozenset[str]] = frozenset({"exams", "sittings", "staff"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "", parent)
        self.head.title.setText(self.tr("Exams"))
        self.working = Working(self)
        self.show_one = button(self.tr("Open the exam"), self._on_show, symbol="arrow-right")
        self.head.add(self.show_one)
        self.head.add(button(self.tr("Sealed exams …"), self.show_sealed, symbol="lock"))
        self.head.add(button(self.tr("Open an exam"), self.open_one, role="primary", symbol="plus"))
        self.table: Table[ExamRow] = Table(self.tr("Exams"), self._columns(), remember="exams")
        self.table.opened.connect(lambda row: self.enter(row.exam))
        self.table.selected.connect(self._look)
        self.empty = EmptyState(
            "calendar-clock", self.tr("No exam yet. Open one: a plan, its people, a window of time.")
        )
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        content.setFocusProxy(self.table)
        self.views = Views(self.head, content)
        self.views.turned.connect(self._on_turned)
        self.box.addWidget(self.working.waiting)
        self.box.addWidget(self.views, 1)

    def _columns(self) -> tuple[Column[ExamRow], ...]:
        zone = moments.zone(self.session.store)
        return (
            Column(self.tr("Exam"), lambda r: r.exam.title),
            Column(self.tr("Plan"), lambda r: r.exam.plan_code),
            Column(
                self.tr("Can be started"),
                lambda r: moments.window(r.exam.opens_at, r.exam.closes_at, zone),
                lambda r: r.exam.opens_at,
            ),
            Column(self.tr("Room"), lambda r: r.exam.room),
            Column(self.tr("People"), lambda r: str(r.people), lambda r: r.people, number=True),
            Column(self.tr("Have sat"), lambda r: str(r.sat), lambda r: r.sat, number=True),
            Column(
                self.tr("Sitting now"), lambda r: str(r.running) if r.running else "", lambda r: r.running, number=True
            ),
            Column(self.tr("State"), lambda r: phrase(r.phase)),
        )

    # ------------------------------------------------------------ what is shown

    def reload(self) -> None:  # noqa: D102
        opened = self.views.opened
        if isinstance(opened, ExamView):
            opened.look()
        elif opened is None:
            self._fill()

    def arrive(self, what: object) -> None:
        """``what``: the id of an exam to go into, ``("open", plan code)`` to open one of that plan, or ``sealed``."""
        if what == "sealed":
            self.show_sealed()
            return
        if isinstance(what, tuple) and len(what) == 2 and what[0] == "open":
            self.open_one(str(what[1]))
            return
        try:
            self.enter(exam(self.session.store, str(what)))
        except BranchExamError as error:
            self.refuse(error)

    def _fill(self) -> None:
        before = self.table.current_row()
        rows = exam_rows(self.session.store, system_clock().at)
        widths = (220, 110, 280, 100, 70, 80, 100)
        self.table.set_rows(rows, [measure.scaled(width) for width in widths])
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if before is not None:
            for n, row in enumerate(rows):
                if row.exam.id == before.exam.id:
                    self.table.select_row(n)
        self._look()

    def _look(self) -> None:
        self.show_one.setEnabled(self.table.current_row() is not None and bool(self.table.selected_rows()))

    def _on_turned(self) -> None:
        if self.views.opened is None:
            self._fill()

    # ------------------------------------------------------------ what opens in its place

    def _on_show(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.enter(row.exam)

    def enter(self, one: Exam) -> None:
        """Show what happens inside an exam."""
        view = ExamView(self.session, self.working, one)
        view.told.connect(lambda text: self.banner.tell(text, "good"))
        view.hushed.connect(lambda text: self.banner.clear() if self.banner.text == text else None)
        view.refused.connect(self.refuse)
        view.make_up.connect(self._on_make_up)
        view.results_wanted.connect(lambda exam_id: self.went.emit("results", exam_id))
        view.print_wanted.connect(self._on_print)
        view.add_wanted.connect(self._on_add)
        self.banner.clear()
        self.views.show_view(view)
        view.table.setFocus()

    def _on_print(self, one: Exam) -> None:
        """Papers of an exam's own plan, as it was when the exam was opened; the way back leads into the exam."""
        self.banner.clear()
        view = PrintPapers(self.session, self.working, one.plan, one.title)
        self.views.show_view(view)
        view.left.connect(lambda: self.enter(one))
        view.take_focus()

    def _on_add(self, one: Exam) -> None:
        """More people for an exam that is open; the way back leads into the exam."""

        def _added(number: int) -> None:
            self.enter(exam(self.session.store, one.id))
            self.banner.tell(self.tr("People added to the exam: {n}.").format(n=number), "good")

        self.banner.clear()
        view = ExamAdd(self.session, one)
        view.refused.connect(self.refuse)
        view.added.connect(_added)
        self.views.show_view(view)
        view.left.connect(lambda: self.enter(one))
        view.take_focus()

    def show_sealed(self) -> None:
        """Show the sealed exams that lie here."""
        view = SealedView(self.session, self.working)
        view.told.connect(lambda text: self.banner.tell(text, "good"))
        view.opened.connect(self._on_opened)
        view.seal_wanted.connect(self._on_seal)
        self.banner.clear()
        self.views.show_view(view)
        view.take_focus()

    def _on_seal(self) -> None:
        self.banner.clear()
        view = SealForm(self.session, self.working)
        self.views.show_view(view)
        view.left.connect(self.show_sealed)
        view.take_focus()

    def open_one(self, plan_code: str = "") -> None:
        """Show the form that opens an exam."""
        form = ExamForm(self.session, self.working)
        form.opened.connect(self._on_opened)
        if plan_code:
            form.choose(plan_code)
        self.banner.clear()
        self.views.show_view(form)
        form.plan.setFocus()

    def _on_make_up(self, first: Exam, people: tuple[MayAgain, ...]) -> None:
        self.open_one(first.plan_code)
        form = self.views.opened
        if isinstance(form, ExamForm):
            form.make_up(first, people)

    def _on_opened(self, one: Exam) -> None:
        self.enter(one)
        self.banner.tell(
            self.tr("“{title}” is open. Its people find it on their home page.").format(title=one.title), "good"
        )
