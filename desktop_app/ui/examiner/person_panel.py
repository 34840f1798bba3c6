"""One person of the roster: PIN, accommodations, leaving. Stands beside the table."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.staff.examiners import remove_examiner
from desktop_app.staff.people import (
    NEEDS,
    Person,
    Role,
    accommodate,
    leave,
)
from desktop_app.staff.pins import LONGEST, reset_pin, set_pin
from desktop_app.ui import moments
from desktop_app.ui.examiner.pin import new_pin
from desktop_app.ui.session import Session
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.confirm import confirm
from desktop_app.ui.widgets.fields import Whole
from desktop_app.ui.widgets.form import Form
from desktop_app.ui.widgets.panels import Card, scrolling
from desktop_app.ui.widgets.text import button, label
from desktop_app.words import phrase


class PersonPanel(QWidget):
    """Shows a person and what can be done for them. ``told`` says what was done, ``refused`` why it was not;
    ``wanted`` carries the person of whom all is to be seen, ``removal_wanted`` the one whose data is to go."""

    told = Signal(str)
    wanted = Signal(object)
    removal_wanted = Signal(object)
    refused = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.person: Person | None = None
        self.name = label("", "subheading", wrap=True)
        self.about = label("", "muted", wrap=True)
        self.pin = QLineEdit()
        self.pin.setMaxLength(LONGEST)
        self.pin.returnPressed.connect(self._on_set_pin)
        self.extra = Whole(*NEEDS["extra_percent"], "%")
        self.text = Whole(*NEEDS["text_percent"], "%")
        self.text.setSingleStep(10)
        self.extra.setSingleStep(5)
        self.breaks = Whole(*NEEDS["break_minutes"], self.tr("min"))
        self.breaks.setSingleStep(5)
        self.left = button("", self._on_leave, role="danger")
        self.removal = button(self.tr("Take their data out …"), self._on_removal, role="danger", symbol="trash-2")
        self.demote = button(self.tr("No longer an examiner"), self._on_demote, role="danger")
        self._card = Card()
        self._fill_card()
        area = scrolling(self._card)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(area)
        measure.keep(self, lambda: self.setFixedWidth(measure.scaled(310)))
        self.show_person(None)

    def _fill_card(self) -> None:
        box = self._card.box
        box.addWidget(self.name)
        box.addWidget(self.about)
        box.addWidget(button(self.tr("Exams, certificates, practice …"), self._on_more, symbol="eye"))
        pins = Form()
        pins.add(self.tr("New PIN"), self.pin, self.tr("4 to 8 digits. Tell it to this person alone."))
        row = QHBoxLayout()
        row.setSpacing(8)
        self.make_up = button(self.tr("Make one up"), self._on_make_up)
        self.set = button(self.tr("Set the PIN"), self._on_set_pin)
        row.addWidget(self.make_up)
        row.addWidget(self.set)
        pins.box.addSpacing(4)
        pins.box.addLayout(row)
        pins.box.addSpacing(4)
        self.reset = button(self.tr("Reset the PIN"), self._on_reset_pin)
        pins.box.addWidget(self.reset)
        box.addWidget(pins)
        needs = Form()
        needs.add(self.tr("Extra time in exams"), self.extra)
        needs.add(self.tr("Size of text"), self.text)
        needs.add(self.tr("Breaks that stop the clock"), self.breaks)
        self.keep = button(self.tr("Keep these needs"), self._on_accommodate, symbol="save")
        needs.box.addSpacing(8)
        needs.box.addWidget(self.keep)
        box.addWidget(needs)
        box.addWidget(self.demote)
        box.addWidget(self.left)
        box.addWidget(self.removal)
        box.addStretch(1)

    def _on_more(self) -> None:
        if self.person is not None:
            self.wanted.emit(self.person)

    def _on_removal(self) -> None:
        if self.person is not None:
            self.removal_wanted.emit(self.person)

    def show_person(self, person: Person | None) -> None:
        """Show this person; None hides the panel."""
        same = person is not None and self.person is not None and person.staff_no == self.person.staff_no
        self.person = person
        self.setVisible(person is not None)
        if person is None:
            return
        self.name.setText(f"{person.name}  {person.staff_no}")
        pieces = [person.post, person.unit, person.phone, phrase(f"role_{person.role.value}")]
        pieces.append(self.tr("has a PIN") if person.has_pin else self.tr("has no PIN yet"))
        self.about.setText(" · ".join(piece for piece in pieces if piece))
        if not same:
            self.pin.clear()
        self.extra.setValue(person.extra_percent)
        self.text.setValue(person.text_percent)
        self.breaks.setValue(person.break_minutes)
        self.reset.setEnabled(person.has_pin)
        back = person.left_on is not None
        self.left.setText(self.tr("Has come back") if back else self.tr("Has left the branch …"))
        self.left.setAccessibleName(self.left.text())
        own = person.staff_no == self._session.signed_in().staff_no
        self.left.setVisible(not own)
        self.demote.setVisible(person.role is Role.EXAMINER and not own)
        self.removal.setVisible(back and person.role is Role.CANDIDATE)

    # ------------------------------------------------------------ what is done

    def _on_make_up(self) -> None:
        self.pin.setText(new_pin())
        self.set.setFocus()

    def _on_set_pin(self) -> None:
        person = self.person
        if person is None:
            return
        pin = self.pin.text().strip()
        try:
            set_pin(self._session.store, self._session.signed_in(), person.staff_no, pin, system_clock())
        except BranchExamError as error:
            self.refused.emit(error)
            return
        self.pin.clear()
        self.told.emit(
            self.tr("The PIN of {name} is {pin} now. Tell it to them; it is not shown again.").format(
                name=person.name, pin=pin
            )
        )

    def _on_reset_pin(self) -> None:
        person = self.person
        if person is None:
            return
        try:
            reset_pin(self._session.store, self._session.signed_in(), person.staff_no, system_clock())
        except BranchExamError as error:
            self.refused.emit(error)
            return
        self.told.emit(
            self.tr("The PIN of {name} is gone. They get a new one when you admit them to an exam.").format(
                name=person.name
            )
        )

    def _on_accommodate(self) -> None:
        person = self.person
        if person is None:
            return
        try:
            accommodate(
                self._session.store,
                self._session.signed_in(),
                person.staff_no,
                system_clock(),
                extra_percent=self.extra.value(),
                text_percent=self.text.value(),
                break_minutes=self.breaks.value(),
            )
        except BranchExamError as error:
            self.refused.emit(error)
            return
        self.told.emit(self.tr("Kept for {name}; it holds from their next sitting.").format(name=person.name))

    def _on_leave(self) -> None:
        person = self.person
        if person is None:
            return
        if person.left_on is not None:
            self._leave(person, False)
            return
        confirm(
            self,
            self.tr("Has left the branch"),
            self.tr("{name} ({number}) has left the branch?").format(name=person.name, number=person.staff_no),
            self.tr("Note that they have left"),
            lambda: self._leave(person, True),
            note=self.tr(
                "They can sign in no more. Their sittings and certificates stay, and they can be brought back."
            ),
        )

    def _leave(self, person: Person, gone: bool) -> None:
        store = self._session.store
        on = moments.today(store) if gone else None
        try:
            leave(store, self._session.signed_in(), person.staff_no, on, system_clock())
        except BranchExamError as error:
            self.refused.emit(error)
            return
        text = self.tr("{name} has left the branch.") if gone else self.tr("{name} is back.")
        self.told.emit(text.format(name=person.name))

    def _on_demote(self) -> None:
        person = self.person
        if person is None:
            return
        confirm(
            self,
            self.tr("No longer an examiner"),
            self.tr("Take the examiner's role from {name} ({number})?").format(
                name=person.name, number=person.staff_no
            ),
            self.tr("Take the role away"),
            lambda: self._demote(person),
            note=self.tr("Their passphrase opens the store no more. They stay on the roster as a candidate."),
        )

    def _demote(self, person: Person) -> None:
        try:
            remove_examiner(self._session.store, self._session.signed_in(), person.staff_no, system_clock())
        except BranchExamError as error:
            self.refused.emit(error)
            return
        self.told.emit(self.tr("{name} is no longer an examiner.").format(name=person.name))
