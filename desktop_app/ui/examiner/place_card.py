"""Settings of the place: the name of this computer's seat, and the branch's time zone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop_app import words
from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.exams.attendance import LONGEST_SEAT, SEAT
from desktop_app.exams.place import set_seat, set_zone, zone_name, zones
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.fields import named
from desktop_app.ui.widgets.form import Form
from desktop_app.ui.widgets.panels import Card
from desktop_app.ui.widgets.quiet import QuietCombo
from desktop_app.ui.widgets.text import button, label

_FIRST = ("Asia/Shanghai", "Asia/Urumqi", "Asia/Hong_Kong", "Asia/Macau")


class PlaceCard(Card):
    """Keeps what is chosen, on record. ``told`` says so, ``refused`` carries the error where it could not; after
    ``zone_chosen`` what is shown already shows other times."""

    told = Signal(str)
    zone_chosen = Signal()
    refused = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._session = session
        self.box.addWidget(label(self.tr("This computer's place and time"), "subheading"))
        self.seat = QLineEdit()
        self.seat.setMaxLength(LONGEST_SEAT)
        self.seat.returnPressed.connect(self._on_seat)
        self.keep_seat = button(self.tr("Keep the seat"), self._on_seat, symbol="save")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.seat, 1)
        row.addWidget(self.keep_seat)
        self.box.addWidget(named(self.tr("Name of this seat"), self.seat))
        self.box.addLayout(row)
        note = self.tr("Who has another seat in an exam cannot start here. Left empty: anybody can.")
        self.box.addWidget(label(note, "muted", wrap=True))
        self.zone = QuietCombo()
        known = zones()
        for name in (*_FIRST, *(one for one in known if one not in _FIRST)):
            self.zone.addItem(name, name)
        self.zone.activated.connect(lambda _: self._on_zone())
        form = Form()
        form.add(
            self.tr("Time zone of the branch"),
            self.zone,
            self.tr(
                "By its clock times are shown and typed, days begin, and it is told which rules are in force and when a"
                " certificate runs out. Exams that are open keep the instants that they were given."
            ),
        )
        self.box.addWidget(form)
        self.show_kept()

    def show_kept(self) -> None:
        """Show what is kept."""
        store = self._session.store
        self.seat.setText(store.setting(SEAT))
        name = zone_name(store)
        if self.zone.findData(name) < 0:
            self.zone.addItem(name, name)
        self.zone.setCurrentIndex(self.zone.findData(name))

    def _on_seat(self) -> None:
        session = self._session
        try:
            seat = set_seat(session.store, session.signed_in(), self.seat.text(), system_clock())
        except BranchExamError as error:
            self.refused.emit(error)
            return
        self.told.emit(
            self.tr("This computer is seat {seat}.").format(seat=seat)
            if seat
            else self.tr("This computer has no seat of its own.")
        )

    def _on_zone(self) -> None:
        session, name = self._session, str(self.zone.currentData())
        try:
            set_zone(session.store, session.signed_in(), name, system_clock())
        except BranchExamError as error:
            self.refused.emit(error)
            self.show_kept()
            return
        words.use_zone(name)
        self.told.emit(self.tr("The branch's time zone is {zone}.").format(zone=name))
        self.zone_chosen.emit()
