"""What an examiner does for a whole exam: add people, let them start longer, give everybody time, seats, slips."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.exams.attendance import assign_seats, seats_of
from desktop_app.exams.exam import Exam, change_room, extend_exam
from desktop_app.exams.plan import Admission
from desktop_app.exams.printed.slips import exam_slips
from desktop_app.exams.running import give_time
from desktop_app.ui import moments
from desktop_app.ui.examiner.exam_seat_panel import MOST_MINUTES
from desktop_app.ui.printing import PdfDialog
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.confirm import confirm
from desktop_app.ui.widgets.fields import Whole
from desktop_app.ui.widgets.form import Form
from desktop_app.ui.widgets.instants import InstantEdit
from desktop_app.ui.widgets.panels import Card, scrolling
from desktop_app.ui.widgets.text import button, label


class ExamRoomPanel(QWidget):
    """``told`` says what was done, ``refused`` why it was not."""

    told = Signal(str)
    refused = Signal(object)
    add_wanted = Signal()

    def __init__(self, session: Session, exam: Exam, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._exam = session, exam
        card = Card(self.tr("The whole room"))
        self.until = InstantEdit(moments.zone(session.store))
        self.until.set_instant(exam.closes_at)
        self.extend = button(self.tr("Change the end"), self._on_extend, symbol="calendar-clock")
        self.minutes = Whole(1, MOST_MINUTES, self.tr("min"))
        self.minutes.setValue(10)
        self.why = QLineEdit()
        self.give = button(self.tr("Give everybody time"), self._on_give, symbol="clock")
        self.why.textChanged.connect(lambda text: self.give.setEnabled(bool(text.strip())))
        self.give.setEnabled(False)
        form = Form()
        form.add(self.tr("Can be started until"), self.until)
        form.box.addWidget(self.extend)
        form.add(self.tr("Minutes for everybody"), self.minutes)
        form.add(self.tr("Reason (stands on record)"), self.why)
        form.box.addSpacing(8)
        form.box.addWidget(self.give)
        self._form = form
        self.add = button(self.tr("Add people …"), self.add_wanted.emit, symbol="plus")
        card.box.addWidget(self.add)
        card.box.addWidget(form)
        self.room = QLineEdit(exam.room)
        self.room.returnPressed.connect(self._on_room)
        self._room_form = Form()
        self._room_form.add(self.tr("Room"), self.room)
        self._room_form.box.addWidget(button(self.tr("Change the room"), self._on_room))
        card.box.addWidget(self._room_form)
        self.seats = QLineEdit()
        self.seats.setPlaceholderText("A01-A30")
        self.anew = QCheckBox(self.tr("Also those who have a seat"))
        self.give_seats = button(self.tr("Give seats in order"), self._on_seats)
        self.seats.textChanged.connect(lambda text: self.give_seats.setEnabled(bool(text.strip())))
        self.give_seats.setEnabled(False)
        self._seats_form = Form()
        self._seats_form.add(self.tr("Seats of the room"), self.seats)
        self._seats_form.box.addWidget(self.anew)
        self._seats_form.box.addWidget(self.give_seats)
        card.box.addWidget(self._seats_form)
        self.slips = button(self.tr("Print start slips …"), self._on_slips, symbol="printer")
        card.box.addWidget(self.slips)
        hint = self.tr("Choose somebody in the table to admit them, release them, or give them time.")
        card.box.addWidget(label(hint, "muted", wrap=True))
        card.box.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scrolling(card))

    def show_exam(self, exam: Exam) -> None:
        """The exam as it is now; what is being typed stays."""
        if exam.closes_at != self._exam.closes_at:
            self.until.set_instant(exam.closes_at)
        if exam.room != self._exam.room:
            self.room.setText(exam.room)
        self._exam = exam
        for widget in (self._form, self.add, self._room_form, self._seats_form):
            widget.setVisible(exam.state == "open")
        self.slips.setVisible(exam.state == "open" and exam.plan.admission is Admission.SLIP)

    def _on_extend(self) -> None:
        session, until = self._session, self.until.instant
        try:
            exam = extend_exam(session.store, session.signed_in(), self._exam.id, until, system_clock())
        except BranchExamError as error:
            self.refused.emit(error)
            return
        at = moments.when(exam.closes_at, moments.zone(session.store))
        self.told.emit(self.tr("The exam can be started until {at}.").format(at=at))

    def _on_give(self) -> None:
        session, minutes = self._session, self.minutes.value()
        try:
            number = give_time(
                session.store,
                session.signed_in(),
                self._exam.id,
                None,
                minutes * 60_000,
                self.why.text(),
                system_clock(),
            )
        except BranchExamError as error:
            self.refused.emit(error)
            return
        self.why.clear()
        self.told.emit(self.tr("Everybody has {n} min more; people: {people}.").format(people=number, n=minutes))

    def _on_room(self) -> None:
        session = self._session
        try:
            exam = change_room(session.store, session.signed_in(), self._exam.id, self.room.text(), system_clock())
        except BranchExamError as error:
            self.refused.emit(error)
            return
        self.told.emit(self.tr("The exam is held in {room}.").format(room=exam.room or "—"))

    def _on_seats(self) -> None:
        session = self._session
        try:
            number = assign_seats(
                session.store,
                session.signed_in(),
                self._exam.id,
                seats_of(self.seats.text()),
                system_clock(),
                anew=self.anew.isChecked(),
            )
        except BranchExamError as error:
            self.refused.emit(error)
            return
        self.told.emit(self.tr("People who were given a seat: {n}.").format(n=number))

    def _on_slips(self) -> None:
        confirm(
            self,
            self.tr("Start slips"),
            self.tr("Make new start slips for everybody who was not admitted yet?"),
            self.tr("Make the slips"),
            self._slips,
            note=self.tr("Slips that were printed before become void."),
        )

    def _slips(self) -> None:
        session, exam = self._session, self._exam
        try:
            slips = exam_slips(session.store, session.signed_in(), exam.id, system_clock())
        except BranchExamError as error:
            self.refused.emit(error)
            return
        PdfDialog(self.tr("Start slips"), slips.pdf, f"{exam.id}.pdf", self).open()
