"""What an examiner does for several people of an exam at once: come, absent, admit, release, give time.

Promises: each person is done or refused alone, and both are told. Stands beside the table.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.exams.admission import admit
from desktop_app.exams.attendance import Presence, mark_absent, note_presence
from desktop_app.exams.exam import Exam
from desktop_app.exams.plan import Admission
from desktop_app.exams.running import give_time, release_resume
from desktop_app.staff.people import person
from desktop_app.staff.pins import PinNotSet
from desktop_app.ui.examiner.exam_seat_panel import MOST_MINUTES
from desktop_app.ui.examiner.exam_seats import Seat
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.fields import Whole
from desktop_app.ui.widgets.form import Form, side_by_side
from desktop_app.ui.widgets.panels import Card, scrolling
from desktop_app.ui.widgets.text import button, label
from desktop_app.words import say

_MOST_NAMED = 5


class ExamSeveralPanel(QWidget):
    """``told`` says for how many it was done, and why not for others; ``left`` to look at the whole room."""

    told = Signal(str)
    left = Signal()

    def __init__(self, session: Session, exam: Exam, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._exam = session, exam
        self.seats: tuple[Seat, ...] = ()
        self.count = label("", "subheading", wrap=True)
        self.names = label("", "muted", wrap=True)
        self.come = button(self.tr("Note as come"), self._on_come)
        self.absent = button(self.tr("Note as absent"), self._on_absent)
        self.admit = button(self.tr("Admit"), self._on_admit, symbol="check")
        self.release = button(self.tr("Release to go on"), self._on_release, symbol="play")
        self.minutes = Whole(1, MOST_MINUTES, self.tr("min"))
        self.minutes.setValue(10)
        self.why = QLineEdit()
        self.why.textChanged.connect(lambda _: self._look())
        self.give = button(self.tr("Give time"), self._on_give, symbol="clock")
        self._form = Form()
        self._form.add(self.tr("Minutes to give"), self.minutes)
        self._form.add(self.tr("Reason (stands on record)"), self.why)
        self._form.box.addSpacing(8)
        self._form.box.addWidget(self.give)
        card = Card()
        for one in (self.count, self.names):
            card.box.addWidget(one)
        card.box.addLayout(side_by_side(self.come, self.absent))
        for made in (self.admit, self.release, self._form):
            card.box.addWidget(made)
        card.box.addStretch(1)
        card.box.addWidget(button(self.tr("The whole room"), self.left.emit, symbol="users"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scrolling(card))

    def show_seats(self, seats: tuple[Seat, ...], *, is_open: bool) -> None:
        """Show what can be done for these people; a reason that is being typed stays."""
        self.seats = seats
        self.count.setText(self.tr("{n} people chosen").format(n=len(seats)))
        names = self.tr(", ").join(seat.person.name for seat in seats[:_MOST_NAMED])
        self.names.setText(names + (" …" if len(seats) > _MOST_NAMED else ""))
        for one in (self.come, self.absent, self._form):
            one.setVisible(is_open)
        self.admit.setVisible(is_open and self._exam.plan.admission is not Admission.PIN)
        self.release.setVisible(any(seat.state == "held" for seat in seats))
        self._look()

    def _look(self) -> None:
        self.give.setEnabled(bool(self.why.text().strip()))

    # ------------------------------------------------------------ what is done

    def _each(self, seats: list[Seat], act: Callable[[Seat], object], text: str) -> None:
        done, refused = 0, []
        for seat in seats:
            try:
                act(seat)
                done += 1
            except BranchExamError as error:
                refused.append(f"{seat.person.name}: {say(error)}")
        said = [text.format(n=done), *refused[:_MOST_NAMED]]
        if len(refused) > _MOST_NAMED:
            said.append(self.tr("… and {n} more were refused.").format(n=len(refused) - _MOST_NAMED))
        self.told.emit("\n".join(said))

    def _waiting(self) -> list[Seat]:
        return [seat for seat in self.seats if seat.state in ("none", "absent", "void")]

    def _on_come(self) -> None:
        session, exam_id = self._session, self._exam.id
        self._each(
            self._waiting(),
            lambda seat: note_presence(
                session.store,
                session.signed_in(),
                exam_id,
                [seat.person.staff_no],
                Presence.ARRIVED,
                system_clock(),
            ),
            self.tr("Noted as come: {n}."),
        )

    def _on_absent(self) -> None:
        session, exam_id = self._session, self._exam.id
        self._each(
            [seat for seat in self._waiting() if seat.state != "void"],
            lambda seat: mark_absent(
                session.store, session.signed_in(), exam_id, seat.person.staff_no, True, system_clock()
            ),
            self.tr("Noted as absent: {n}."),
        )

    def _on_admit(self) -> None:
        session, exam_id = self._session, self._exam.id
        by_slip = self._exam.plan.admission is Admission.SLIP

        def _admit(seat: Seat) -> None:
            staff_no = seat.person.staff_no
            if not by_slip and not person(session.store, staff_no).has_pin:
                # They choose one as they are admitted alone.
                raise PinNotSet(staff_no=staff_no)
            admit(session.store, session.signed_in(), exam_id, staff_no, system_clock())

        self._each(self._waiting(), _admit, self.tr("Admitted: {n}."))

    def _on_release(self) -> None:
        session, note = self._session, self.why.text().strip()
        held = [seat for seat in self.seats if seat.state == "held"]

        def _release(seat: Seat) -> None:
            assert seat.sitting is not None
            release_resume(session.store, session.signed_in(), seat.sitting.id, system_clock(), note)

        self._each(held, _release, self.tr("Can go on: {n}."))

    def _on_give(self) -> None:
        session, exam_id, why, ms = self._session, self._exam.id, self.why.text(), self.minutes.value() * 60_000
        self.why.clear()
        self._each(
            list(self.seats),
            lambda seat: give_time(
                session.store, session.signed_in(), exam_id, seat.person.staff_no, ms, why, system_clock()
            ),
            self.tr("Given {minutes} min: {n} people.").replace("{minutes}", str(ms // 60_000)),
        )
