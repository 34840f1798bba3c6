"""Inside an exam: who sits, how far they are, who has not come; what an examiner does for a person or the whole room.

Promises: it looks again every few seconds while it is visible. Must not know when a sitting ends or what it is worth.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.exams.exam import Exam
from desktop_app.exams.make_up import may_again
from desktop_app.exams.plan import Admission
from desktop_app.exams.running import close_exam, closing
from desktop_app.ui import moments
from desktop_app.ui.examiner.exam_room_panel import ExamRoomPanel
from desktop_app.ui.examiner.exam_seat_panel import ExamSeatPanel
from desktop_app.ui.examiner.exam_seats import Seat, Seats, phase
from desktop_app.ui.examiner.exam_several_panel import ExamSeveralPanel
from desktop_app.ui.examiner.sheets_menu import SheetsMenu
from desktop_app.ui.examiner.subview import Subview
from desktop_app.ui.examiner.working import Working
from desktop_app.ui.jobs import Job
from desktop_app.ui.rows_model import Column
from desktop_app.ui.session import Session
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.confirm import confirm
from desktop_app.ui.widgets.panels import EmptyState
from desktop_app.ui.widgets.quiet import QuietCombo
from desktop_app.ui.widgets.table import Table
from desktop_app.ui.widgets.text import button, label
from desktop_app.ui.widgets.while_shown import WhileShown
from desktop_app.words import phrase

LOOK_MS = 3000
_FILTERS: dict[str, Callable[[Seat], bool]] = {
    "all": lambda _: True,
    "waiting": lambda seat: seat.sitting is None or seat.state == "void",
    "sitting": lambda seat: seat.state == "open",
    "held": lambda seat: seat.state == "held",
    "done": lambda seat: seat.state == "submitted",
}


class ExamView(Subview):
    """One exam. ``told``, ``hushed`` (told, and now to be gone) and ``refused`` are for the page's banner; ``make_up``
    asks for an exam for those who have not sat (plan code, staff numbers); ``results_wanted`` for the results of this
    exam, ``print_wanted`` for papers of it, ``add_wanted`` to add people to it (the exam)."""

    told = Signal(str)
    refused = Signal(object)
    hushed = Signal(str)
    make_up = Signal(object, object)
    results_wanted = Signal(str)
    print_wanted = Signal(object)
    add_wanted = Signal(object)

    def __init__(self, session: Session, working: Working, exam: Exam) -> None:
        super().__init__("", "")
        self._session, self.exam = session, exam
        self._seats = Seats(session.store, exam.id)
        self._rows: tuple[Seat, ...] = ()
        self._job: Job | None = None
        self._again = False
        self.head.title.setText(exam.title)
        self.back.setText(self.tr("Exams"))
        self.back.setAccessibleName(self.tr("Back to the exams"))
        self.make_up_button = button(self.tr("Open a make-up exam"), self._on_make_up)
        self.results = button(self.tr("Results"), lambda: self.results_wanted.emit(exam.id), symbol="clipboard-check")
        self.close_button = button(self.tr("Close the exam …"), self._on_close, role="danger", symbol="lock")
        self.sheets = SheetsMenu(session, working, lambda: exam.id, None, self)
        self.print_ = button(self.tr("Print papers …"), lambda: self.print_wanted.emit(self.exam), symbol="printer")
        for made in (self.make_up_button, self.sheets.button, self.print_, self.results, self.close_button):
            self.head.add(made)
        self.about = label("", "muted", wrap=True)
        self.filter = QuietCombo()
        self.filter.setAccessibleName(self.tr("Who is shown"))
        for code, words in (
            ("all", self.tr("Everybody")),
            ("waiting", self.tr("Have not sat")),
            ("sitting", self.tr("Are sitting")),
            ("held", self.tr("Are held")),
            ("done", self.tr("Have submitted")),
        ):
            self.filter.addItem(words, code)
        self.filter.setMinimumContentsLength(12)
        self.filter.activated.connect(lambda _: self._fill())
        self.count = label("", "muted", wrap=True)
        self.table: Table[Seat] = Table(self.tr("People of the exam"), self._columns(), remember="exam_people")
        self.empty = EmptyState("users", self.tr("Nobody here."))
        self.seat_panel = ExamSeatPanel(session, exam)
        self.several_panel = ExamSeveralPanel(session, exam)
        self.room_panel = ExamRoomPanel(session, exam)
        for panel in (self.seat_panel, self.several_panel, self.room_panel):
            panel.told.connect(self._on_told)
        for panel in (self.seat_panel, self.room_panel):
            panel.refused.connect(self.refused)
        self.seat_panel.hushed.connect(self.hushed)
        self.room_panel.add_wanted.connect(lambda: self.add_wanted.emit(self.exam))
        # The cursor goes as well: the next look would choose its row again.
        for panel in (self.seat_panel, self.several_panel):
            panel.left.connect(lambda: self.table.selectionModel().clear())
        self.side = QStackedWidget()
        self.side.addWidget(self.room_panel)
        self.side.addWidget(self.seat_panel)
        self.side.addWidget(self.several_panel)
        measure.keep(self.side, lambda: self.side.setFixedWidth(measure.scaled(316)))
        self.table.selected.connect(self._on_selected)
        self._lay_out()
        self._clock = WhileShown(self, LOOK_MS, self.look)
        self._tell_about()

    def _lay_out(self) -> None:
        self.box.addWidget(self.about)
        row = QHBoxLayout()
        row.setSpacing(16)
        column = QVBoxLayout()
        column.setSpacing(12)
        bar = QHBoxLayout()
        bar.setSpacing(12)
        bar.addWidget(self.filter)
        bar.addWidget(self.count, 1)
        column.addLayout(bar)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        row.addLayout(column, 1)
        row.addWidget(self.side)
        self.box.addLayout(row, 1)

    def _columns(self) -> tuple[Column[Seat], ...]:
        def _of(seat: Seat, text: Callable[[Seat], str]) -> str:
            return text(seat) if seat.sitting is not None else ""

        # Where everybody comes in by PIN nobody is admitted one by one.
        admitted: tuple[Column[Seat], ...] = (
            Column(self.tr("Admitted"), lambda s: self.tr("yes") if s.person.admitted_at else ""),
        )
        if self.exam.plan.admission is Admission.PIN:
            admitted = ()
        return (
            Column(
                self.tr("Number"), lambda s: s.person.staff_no, lambda s: (len(s.person.staff_no), s.person.staff_no)
            ),
            Column(self.tr("Name"), lambda s: s.person.name),
            Column(self.tr("Seat"), lambda s: s.person.station),
            Column(self.tr("Has come"), self._came, lambda s: str(s.person.arrived_at or "")),
            *admitted,
            Column(self.tr("State"), lambda s: phrase(f"sitting_state_{s.state}")),
            Column(
                self.tr("Answered"),
                lambda s: _of(s, lambda s: f"{s.answered}/{s.questions}"),
                lambda s: s.answered,
                number=True,
            ),
            Column(
                self.tr("Time left"),
                lambda s: moments.countdown(s.left_ms) if s.state in ("open", "held") else "",
                lambda s: s.left_ms,
                number=True,
            ),
            Column(
                self.tr("Interruptions"),
                lambda s: str(s.interruptions) if s.interruptions else "",
                lambda s: s.interruptions,
                number=True,
            ),
            Column(
                self.tr("Extra"),
                lambda s: moments.length(s.person.extra_ms) if s.person.extra_ms else "",
                lambda s: s.person.extra_ms,
                number=True,
            ),
        )

    def _came(self, seat: Seat) -> str:
        """When they came; whether they have left."""
        one = seat.person
        if one.left_at is not None:
            return self.tr("has left")
        return moments.when(one.arrived_at, moments.zone(self._session.store))[-5:] if one.arrived_at else ""

    # ------------------------------------------------------------ what is shown

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102
        super().showEvent(event)
        self.look()

    def look(self) -> None:
        """Read the exam again, off the window's thread; an unseen one can wait until it is shown."""
        if not self.isVisible():
            return
        if self._job is not None:
            self._again = True
            return
        job = self._session.jobs.start(self._seats.read)
        job.done.connect(self._on_read)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        job.broke.connect(self._on_broke)
        self._job = job

    def _on_read(self, read: tuple[Exam, tuple[Seat, ...]]) -> None:
        self._job = None
        self.exam, self._rows = read
        self._tell_about()
        self._fill()
        if self._again:
            self._again = False
            self.look()

    def _on_failed(self, error: BranchExamError) -> None:
        self._job = None
        self.refused.emit(error)

    def _on_cancelled(self) -> None:
        self._job = None

    def _on_broke(self, error: Exception) -> None:
        self._job = None
        raise error

    def _tell_about(self) -> None:
        exam, zone = self.exam, moments.zone(self._session.store)
        pieces = [
            phrase(phase(exam, system_clock().at)),
            f"{exam.plan.title} ({exam.plan_code})",
            self.tr("{n} min").format(n=exam.plan.minutes),
            moments.window(exam.opens_at, exam.closes_at, zone),
            exam.room,
            exam.id,
        ]
        self.about.setText(" · ".join(piece for piece in pieces if piece))
        is_open = exam.state == "open"
        self.close_button.setVisible(is_open)
        self.room_panel.show_exam(exam)
        self.seat_panel.exam_is_open = is_open
        self.seat_panel.closes_at = exam.closes_at

    def _fill(self) -> None:
        before = self.table.current_row()
        chosen = {seat.person.staff_no for seat in self.table.selected_rows()}
        wanted = _FILTERS[str(self.filter.currentData())]
        rows = [seat for seat in self._rows if wanted(seat)]
        middle = () if self.exam.plan.admission is Admission.PIN else (76,)
        widths = (68, 96, 60, 76, *middle, 104, 78, 70, 100)
        numbers = {seat.person.staff_no: n for n, seat in enumerate(rows)}
        # The panel beside it hears of the outcome alone: what is typed there is of who is chosen.
        with QSignalBlocker(self.table):
            self.table.set_rows(rows, [measure.scaled(width) for width in widths])
            if before is not None and before.person.staff_no in numbers:
                self.table.select_row(numbers[before.person.staff_no])
            # Not whom the cursor is on: it may be on somebody who is not chosen.
            self.table.select_rows([n for staff_no, n in numbers.items() if staff_no in chosen])
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        not_sat = [seat for seat in self._rows if _FILTERS["waiting"](seat)]
        sitting = sum(1 for seat in self._rows if seat.state in ("open", "held"))
        self.count.setText(
            self.tr("People {all} · sitting {sitting} · submitted {done} · have not sat {waiting}").format(
                all=len(self._rows),
                sitting=sitting,
                done=sum(1 for seat in self._rows if seat.state == "submitted"),
                waiting=len(not_sat),
            )
        )
        again = self.exam.state != "open" and may_again(self._session.store, self.exam.id)
        self.make_up_button.setVisible(bool(again))
        self._on_selected()

    def _on_selected(self) -> None:
        chosen = self.table.selected_rows()
        one = len(chosen) == 1
        self.seat_panel.show_seat(chosen[0] if one else None)
        if len(chosen) > 1:
            self.several_panel.show_seats(chosen, is_open=self.exam.state == "open")
        self.side.setCurrentWidget(self.seat_panel if one else self.several_panel if chosen else self.room_panel)

    # ------------------------------------------------------------ what is done

    def _on_told(self, text: str) -> None:
        self.told.emit(text)
        self.look()

    def _on_make_up(self) -> None:
        self.make_up.emit(self.exam, may_again(self._session.store, self.exam.id))

    def _on_close(self) -> None:
        ends = closing(self._session.store, self.exam.id, system_clock())
        note = self.tr("Nobody can start any more. Sittings under way are submitted as they stand: {n}.").format(
            n=ends.submitted
        )
        if ends.void:
            note += " " + self.tr("Void by the plan, for nobody came back to them: {n}.").format(n=ends.void)
        if ends.late:
            late = self.tr("They were let start later and have not: {who}.")
            note += " " + late.format(who=self.tr(", ").join(ends.late))
        confirm(
            self,
            self.tr("Close the exam"),
            self.tr("Close “{title}” for everybody?").format(title=self.exam.title),
            self.tr("Close the exam"),
            self._close,
            note=note,
        )

    def _close(self) -> None:
        store, now = self._session.store, system_clock()
        try:
            ends = closing(store, self.exam.id, now)
            close_exam(store, self._session.signed_in(), self.exam.id, now)
        except BranchExamError as error:
            self.refused.emit(error)
            return
        self._on_told(self.tr("The exam is closed. Sittings submitted with it: {n}.").format(n=ends.submitted))
