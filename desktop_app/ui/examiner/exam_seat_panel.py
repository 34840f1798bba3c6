"""What an examiner does for one person of an exam: admit, release, give time, end, void. Stands beside the table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.exams.admission import admit, start_late
from desktop_app.exams.attendance import mark_absent
from desktop_app.exams.exam import Exam
from desktop_app.exams.running import end_sitting, give_time, release_resume, void
from desktop_app.staff.people import person
from desktop_app.staff.pins import LONGEST
from desktop_app.ui import moments
from desktop_app.ui.examiner.exam_arrival import ExamArrival
from desktop_app.ui.examiner.exam_seats import Seat
from desktop_app.ui.examiner.pin import new_pin
from desktop_app.ui.interruption import interruption_line
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.confirm import confirm
from desktop_app.ui.widgets.fields import Whole
from desktop_app.ui.widgets.form import Form, side_by_side
from desktop_app.ui.widgets.panels import Card, scrolling
from desktop_app.ui.widgets.text import button, label
from desktop_app.words import phrase

MOST_MINUTES = 600
MOST_LINES = 8
"""Of a sitting's record the latest are shown; the page of results has them all."""

_PIN_SHOWN_MS = 60_000
"""So long a first PIN stands on the page, unless somebody else is chosen before."""


class ExamSeatPanel(QWidget):
    """Shows a seat. ``told`` says what was done, ``refused`` why it was not; ``left`` to look at the whole room;
    ``hushed`` carries what was told and must not stay in sight: a PIN."""

    told = Signal(str)
    refused = Signal(object)
    left = Signal()
    hushed = Signal(str)

    def __init__(self, session: Session, exam: Exam, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._exam_id = session, exam.id
        self.closes_at = exam.closes_at
        self.exam_is_open = True
        self.seat: Seat | None = None
        self._card = Card()
        self.name = label("", "subheading", wrap=True)
        self.about = label("", "muted", wrap=True)
        self.on_record = label("", wrap=True)
        self.pin = QLineEdit()
        self.pin.setMaxLength(LONGEST)
        self.pin.returnPressed.connect(self._on_admit)
        self.minutes = Whole(1, MOST_MINUTES, self.tr("min"))
        self.minutes.setValue(10)
        self.why = QLineEdit()
        self.why.textChanged.connect(lambda _: self._look())
        self._secret = ""
        self._hushing = QTimer(self)
        self._hushing.setSingleShot(True)
        self._hushing.setInterval(_PIN_SHOWN_MS)
        self._hushing.timeout.connect(self._hush)
        self.arrival = ExamArrival(session, exam)
        self.arrival.told.connect(self.told)
        self.arrival.refused.connect(self.refused)
        self._fill_card()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scrolling(self._card))
        self.show_seat(None)

    def _fill_card(self) -> None:
        box = self._card.box
        box.addWidget(self.name)
        box.addWidget(self.about)
        box.addWidget(self.on_record)
        self.first = Form()
        self.first.add(self.tr("PIN, set now for the first time"), self.pin, self.tr("4 to 8 digits, theirs alone."))
        self.make_up = button(self.tr("Make one up"), lambda: self.pin.setText(new_pin()))
        self.first.box.addWidget(self.make_up)
        self.admit = button(self.tr("Admit"), self._on_admit, symbol="check")
        self.absent = button("", self._on_absent)
        self.release = button(self.tr("Release to go on"), self._on_release, symbol="play")
        box.addWidget(self.first)
        box.addLayout(side_by_side(self.admit, self.absent))
        box.addWidget(self.release)
        box.addWidget(self.arrival)
        self.reasoned = Form()
        self.reasoned.add(self.tr("Minutes to give"), self.minutes)
        self.reasoned.add(self.tr("Reason (stands on record)"), self.why)
        self.give = button(self.tr("Give time"), self._on_give, symbol="clock")
        self.void = button(self.tr("Declare void …"), self._on_void, role="danger", symbol="ban")
        self.end = button(self.tr("End the sitting …"), self._on_end, role="danger")
        self.reasoned.box.addSpacing(8)
        self.reasoned.box.addLayout(side_by_side(self.give, self.void))
        self.late = button(self.tr("Let them start late"), self._on_late, symbol="calendar-clock")
        self.reasoned.box.addWidget(self.late)
        box.addWidget(self.reasoned)
        box.addWidget(self.end)
        box.addStretch(1)
        box.addWidget(button(self.tr("The whole room"), self.left.emit, symbol="users"))

    # ------------------------------------------------------------ what is shown

    def show_seat(self, seat: Seat | None) -> None:
        """Show this seat; None: nobody's."""
        before = self.seat.person.staff_no if self.seat else ""
        self.seat = seat
        if (seat.person.staff_no if seat else "") != before:
            self._hush()
        if seat is not None and seat.person.staff_no != before:
            self.pin.clear()
            self.why.clear()
            self._has_pin = person(self._session.store, seat.person.staff_no).has_pin
        self._look()

    def _look(self) -> None:
        seat = self.seat
        state = seat.state if seat else ""
        waits = seat is not None and state in ("none", "absent", "void") and self.exam_is_open
        self.first.setVisible(waits and not self._has_pin)
        self.admit.setVisible(waits)
        self.absent.setVisible(waits and state != "void")
        self.release.setVisible(state == "held")
        self.end.setVisible(state in ("open", "held"))
        self.arrival.show_seat(seat, is_open=self.exam_is_open)
        over = system_clock().at > self.closes_at
        self.late.setVisible(waits and over)
        if seat is None:
            return
        self.name.setText(f"{seat.person.name}  {seat.person.staff_no}")
        pieces = [seat.person.post, phrase(f"sitting_state_{state}")]
        if seat.person.admitted_at:
            pieces.append(self.tr("admitted"))
        if seat.attempts > 1:
            pieces.append(self.tr("attempt {n}").format(n=seat.attempts))
        self.about.setText(" · ".join(piece for piece in pieces if piece))
        zone = moments.zone(self._session.store)
        self.on_record.setText("\n".join(interruption_line(one, zone) for one in seat.on_record[-MOST_LINES:]))
        self.on_record.setVisible(bool(seat.on_record))
        text = self.tr("Take back “absent”") if seat.person.absent else self.tr("Note as absent")
        self.absent.setText(text)
        self.absent.setAccessibleName(text)
        reasoned = bool(self.why.text().strip())
        self.give.setVisible(self.exam_is_open)
        self.give.setEnabled(reasoned)
        self.late.setEnabled(reasoned)
        self.void.setVisible(seat.sitting is not None and state != "void")
        self.void.setEnabled(reasoned)
        self.end.setEnabled(reasoned)
        self.reasoned.setVisible(self.exam_is_open or self.void.isVisibleTo(self.reasoned))

    _has_pin = True

    # ------------------------------------------------------------ what is done

    def _do(self, work: Callable[[], object], text: str) -> None:
        try:
            work()
        except BranchExamError as error:
            self.refused.emit(error)
        else:
            self.why.clear()
            self.told.emit(text)

    def _on_admit(self) -> None:
        seat = self.seat
        if seat is None:
            return
        session, who = self._session, seat.person
        pin = self.pin.text().strip() if not self._has_pin else ""
        text = self.tr("{name} is admitted.").format(name=who.name)
        if pin:
            text = self.tr(
                "{name} is admitted. The PIN is {pin}: tell it to them alone, it is not shown again."
            ).format(name=who.name, pin=pin)

        def _admit() -> None:
            admit(session.store, session.signed_in(), self._exam_id, who.staff_no, system_clock(), pin or None)
            self._has_pin = self._has_pin or bool(pin)
            self.pin.clear()

        self._do(_admit, text)
        if pin:
            self._secret = text
            self._hushing.start()

    def _hush(self) -> None:
        self._hushing.stop()
        if self._secret:
            self.hushed.emit(self._secret)
        self._secret = ""

    def _on_absent(self) -> None:
        seat = self.seat
        if seat is None:
            return
        session, who, absent = self._session, seat.person, not seat.person.absent
        text = self.tr("{name} is noted as absent.") if absent else self.tr("{name} is expected again.")
        self._do(
            lambda: mark_absent(
                session.store, session.signed_in(), self._exam_id, who.staff_no, absent, system_clock()
            ),
            text.format(name=who.name),
        )

    def _on_release(self) -> None:
        seat = self.seat
        if seat is None or seat.sitting is None:
            return
        session, sitting_id, note = self._session, seat.sitting.id, self.why.text().strip()
        self._do(
            lambda: release_resume(session.store, session.signed_in(), sitting_id, system_clock(), note),
            self.tr("{name} can go on.").format(name=seat.person.name),
        )

    def _on_give(self) -> None:
        seat = self.seat
        if seat is None:
            return
        session, who, why = self._session, seat.person, self.why.text()
        minutes = self.minutes.value()
        self._do(
            lambda: give_time(
                session.store,
                session.signed_in(),
                self._exam_id,
                who.staff_no,
                minutes * 60_000,
                why,
                system_clock(),
            ),
            self.tr("{name} has {n} min more.").format(name=who.name, n=minutes),
        )

    def _on_late(self) -> None:
        seat = self.seat
        if seat is None:
            return
        session, who, why, now = self._session, seat.person, self.why.text(), system_clock()
        until = now.at + timedelta(minutes=self.minutes.value())
        at = moments.when(until, moments.zone(session.store))
        self._do(
            lambda: start_late(session.store, session.signed_in(), self._exam_id, who.staff_no, until, why, now),
            self.tr("{name} can start until {at}.").format(name=who.name, at=at),
        )

    def _on_void(self) -> None:
        seat = self.seat
        if seat is None or seat.sitting is None:
            return
        session, sitting_id, why = self._session, seat.sitting.id, self.why.text()
        name = seat.person.name
        confirm(
            self,
            self.tr("Declare void"),
            self.tr("Declare this sitting of {name} void? Reason: {why}").format(name=name, why=why.strip()),
            self.tr("Declare it void"),
            lambda: self._do(
                lambda: void(session.store, session.signed_in(), sitting_id, why, system_clock()),
                self.tr("The sitting of {name} is void; it counts as no attempt.").format(name=name),
            ),
            note=self.tr("It counts as no attempt. Its answers stay on record; this cannot be taken back."),
        )

    def _on_end(self) -> None:
        seat = self.seat
        if seat is None or seat.sitting is None:
            return
        session, sitting_id, why = self._session, seat.sitting.id, self.why.text()
        name = seat.person.name
        confirm(
            self,
            self.tr("End the sitting"),
            self.tr("End the sitting of {name} now? Reason: {why}").format(name=name, why=why.strip()),
            self.tr("End and submit it"),
            lambda: self._do(
                lambda: end_sitting(session.store, session.signed_in(), sitting_id, why, system_clock()),
                self.tr("The sitting of {name} was submitted as it stood.").format(name=name),
            ),
            note=self.tr("It is submitted as it stands and graded. This cannot be taken back."),
        )
