"""Of one person of an exam: whether they have come, where they sit, their start slip; and taking them out of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.exams.attendance import LONGEST_SEAT, SEAT, Presence, assign_seat, note_presence
from desktop_app.exams.exam import Exam, remove_people
from desktop_app.exams.plan import Admission
from desktop_app.exams.printed.slips import exam_slips
from desktop_app.ui.examiner.exam_seats import Seat
from desktop_app.ui.printing import PdfDialog
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.confirm import confirm
from desktop_app.ui.widgets.form import Form, side_by_side
from desktop_app.ui.widgets.text import button


class ExamArrival(QWidget):
    """``told`` says what was done, ``refused`` why it was not."""

    told = Signal(str)
    refused = Signal(object)

    def __init__(self, session: Session, exam: Exam, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._exam = session, exam
        self._seat: Seat | None = None
        self.come, self.gone = button("", self._on_come), button("", self._on_gone)
        self.seat = QLineEdit()
        self.seat.setMaxLength(LONGEST_SEAT)
        self.seat.returnPressed.connect(self._on_seat)
        self.keep_seat = button(self.tr("Give this seat"), self._on_seat)
        self.here = button("", self._on_here)
        self.slip = button(self.tr("New start slip …"), self._on_slip, symbol="printer")
        self.remove = button(self.tr("Take out of the exam …"), self._on_remove, role="danger")
        form = Form()
        form.add(self.tr("Seat"), self.seat)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(side_by_side(self.come, self.gone))
        box.addWidget(form)
        box.addWidget(self.keep_seat)
        box.addWidget(self.here)
        box.addWidget(self.slip)
        box.addWidget(self.remove)

    def show_seat(self, seat: Seat | None, *, is_open: bool) -> None:
        """Show this person; what is being typed stays."""
        before, self._seat = self._seat, seat
        self.setVisible(seat is not None and is_open)
        if seat is None:
            return
        one = seat.person
        if before is None or (before.person.staff_no, before.person.station) != (one.staff_no, one.station):
            self.seat.setText(one.station)
        self._say(self.come, self.tr("Take back “has come”") if one.arrived_at else self.tr("Note as come"))
        self._say(self.gone, self.tr("Take back “has left”") if one.left_at else self.tr("Has left"))
        self.come.setVisible(seat.sitting is None and one.left_at is None)
        self.gone.setVisible(one.arrived_at is not None and seat.state not in ("open", "held"))
        here = self._session.store.setting(SEAT)
        begun = seat.sitting is not None
        self.here.setVisible(bool(here) and bool(one.station) and one.station != here and not begun)
        self._say(self.here, self.tr("Let them sit here ({seat})").format(seat=here))
        by_slip = self._exam.plan.admission is Admission.SLIP
        self.slip.setVisible(by_slip and seat.state != "submitted")
        self.remove.setVisible(not begun)

    def _say(self, made: QWidget, text: str) -> None:
        made.setProperty("text", text)
        made.setAccessibleName(text)

    # ------------------------------------------------------------ what is done

    def _do(self, work: Callable[[Seat], object], text: str) -> None:
        seat = self._seat
        if seat is None:
            return
        try:
            work(seat)
        except BranchExamError as error:
            self.refused.emit(error)
        else:
            self.told.emit(text.format(name=seat.person.name))

    def _note(self, presence: Presence, text: str) -> None:
        session, exam_id = self._session, self._exam.id
        self._do(
            lambda seat: note_presence(
                session.store, session.signed_in(), exam_id, [seat.person.staff_no], presence, system_clock()
            ),
            text,
        )

    def _on_come(self) -> None:
        if self._seat is not None and self._seat.person.arrived_at is not None:
            self._note(Presence.EXPECTED, self.tr("{name} is noted as not yet here."))
        else:
            self._note(Presence.ARRIVED, self.tr("{name} has come."))

    def _on_gone(self) -> None:
        if self._seat is not None and self._seat.person.left_at is not None:
            self._note(Presence.ARRIVED, self.tr("{name} is back in the room."))
        else:
            self._note(Presence.LEFT, self.tr("{name} has left."))

    def _on_seat(self) -> None:
        self._give(self.seat.text())

    def _on_here(self) -> None:
        self._give(self._session.store.setting(SEAT))

    def _give(self, name: str) -> None:
        session, exam_id = self._session, self._exam.id
        text = self.tr("{name} has a seat: {seat}.") if name.strip() else self.tr("{name} has no seat any more.")
        self._do(
            lambda seat: assign_seat(
                session.store, session.signed_in(), exam_id, seat.person.staff_no, name, system_clock()
            ),
            text.replace("{seat}", name.strip()),
        )

    def _on_slip(self) -> None:
        if self._seat is not None:
            confirm(
                self,
                self.tr("Start slip"),
                self.tr("Make a new start slip for {name}?").format(name=self._seat.person.name),
                self.tr("Make the slip"),
                self._slip,
                note=self.tr("The one printed before becomes void; a sitting under way goes on by the new one."),
            )

    def _slip(self) -> None:
        session, exam, seat = self._session, self._exam, self._seat
        if seat is None:
            return
        staff_no = seat.person.staff_no
        try:
            slips = exam_slips(session.store, session.signed_in(), exam.id, system_clock(), [staff_no])
        except BranchExamError as error:
            self.refused.emit(error)
            return
        PdfDialog(self.tr("Start slip"), slips.pdf, f"{exam.id}-{staff_no}.pdf", self).open()

    def _on_remove(self) -> None:
        if self._seat is not None:
            name = self._seat.person.name
            confirm(
                self,
                self.tr("Take out of the exam"),
                self.tr("Take {name} out of this exam?").format(name=name),
                self.tr("Take them out"),
                self._remove,
                note=self.tr("They have not begun it. They can be added again."),
            )

    def _remove(self) -> None:
        session, exam_id = self._session, self._exam.id
        self._do(
            lambda seat: remove_people(
                session.store, session.signed_in(), exam_id, [seat.person.staff_no], system_clock()
            ),
            self.tr("{name} is out of the exam."),
        )
