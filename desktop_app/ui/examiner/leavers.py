"""People who have left: whose data should go, what would be deleted and what stays, and taking it out.

Must not know what is deleted: ``certificates.personal_data`` says so.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.certificates.personal_data import MOST_YEARS, Held, due, held, remove, set_years, years
from desktop_app.staff.people import Person
from desktop_app.ui import moments
from desktop_app.ui.examiner.subview import Subview
from desktop_app.ui.rows_model import Column
from desktop_app.ui.session import Session
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.confirm import confirm
from desktop_app.ui.widgets.fields import Whole
from desktop_app.ui.widgets.form import Form
from desktop_app.ui.widgets.panels import Banner, Card, EmptyState, scrolling
from desktop_app.ui.widgets.table import Table
from desktop_app.ui.widgets.text import button, label
from desktop_app.words import say


class LeaversView(Subview):
    """The leavers whose data is due, and ``wanted`` among them, due or not. ``removed`` when somebody's data went."""

    removed = Signal()

    def __init__(self, session: Session, wanted: Person | None = None) -> None:
        super().__init__("", "")
        self._session = session
        self._wanted = wanted
        self.head.title.setText(self.tr("Data of people who have left"))
        self.back.setText(self.tr("All people"))
        self.back.setAccessibleName(self.back.text())
        self.banner = Banner()
        self.box.addWidget(self.banner)
        hint = self.tr(
            "Personal data is kept no longer than its purpose needs (Personal Information Protection Law, Articles 19 "
            "and 47). Certificates stay: whoever is shown one must be able to have it verified."
        )
        self.box.addWidget(label(hint, "muted", wrap=True))
        self.table: Table[Held] = Table(self.tr("People whose data is due"), self._columns(), remember="leavers")
        self.table.selected.connect(self._on_selected)
        self.empty = EmptyState("users", self.tr("Nobody's data is due."))
        self.years = Whole(0, MOST_YEARS, self.tr("years after leaving"))
        self.years.setValue(years(session.store))
        self.keep = button(self.tr("Keep this"), self._on_years, symbol="save")
        self.goes = label("", wrap=True)
        self.why = QLineEdit()
        self.remove = button(self.tr("Take the data out …"), self._on_remove, role="danger", symbol="trash-2")
        self.why.textChanged.connect(lambda _: self._aim())
        self.why.returnPressed.connect(self._on_remove)
        self.card = Card()
        self.name = label("", "subheading", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(self._left(), 1)
        row.addWidget(self._right())
        self.box.addLayout(row, 1)
        self.first = self.table
        self.fill()

    def _columns(self) -> tuple[Column[Held], ...]:
        return (
            Column(self.tr("Number"), lambda one: one.person.staff_no),
            Column(self.tr("Name"), lambda one: one.person.name),
            Column(self.tr("Left on"), lambda one: str(one.person.left_on)),
            Column(self.tr("Due on"), lambda one: one.due_on.isoformat()),
            Column(self.tr("Sittings"), lambda one: str(one.sittings + one.certified), number=True),
            Column(self.tr("Certificates"), lambda one: str(one.certificates), number=True),
            Column(self.tr("Unit"), lambda one: one.person.unit),
        )

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        form = Form(360)
        form.add(self.tr("Data is kept for"), self.years)
        form.box.addSpacing(8)
        form.box.addWidget(self.keep)
        column.addWidget(form)
        return column

    def _right(self) -> QWidget:
        for widget in (self.name, self.goes):
            self.card.box.addWidget(widget)
        form = Form()
        form.add(self.tr("Reason (stands on record)"), self.why)
        form.box.addSpacing(8)
        form.box.addWidget(self.remove)
        self.card.box.addWidget(form)
        self.card.box.addStretch(1)
        area = scrolling(self.card)
        measure.keep(area, lambda: area.setFixedWidth(measure.scaled(340)))
        self.side = area
        return area

    # ------------------------------------------------------------ what is shown

    def fill(self) -> None:
        """Read who is due again."""
        session = self._session
        store, actor = session.store, session.signed_in()
        found = due(store, actor, moments.today(store))
        wanted = self._wanted
        if wanted is not None and wanted.staff_no not in {one.person.staff_no for one in found}:
            found = (held(store, actor, wanted.staff_no), *found)
        self.table.set_rows(found, [measure.scaled(width) for width in (90, 110, 110, 110, 80, 90)])
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        if found:
            numbers = [one.person.staff_no for one in found]
            self.table.select_row(numbers.index(wanted.staff_no) if wanted is not None else 0)
        self._on_selected()

    def _on_selected(self) -> None:
        one = self.table.current_row()
        self.side.setVisible(one is not None)
        if one is not None:
            self.name.setText(f"{one.person.name}  {one.person.staff_no}")
            self.goes.setText(self._told(one))
        self._aim()

    def _told(self, one: Held) -> str:
        lines = [
            self.tr("Deleted: PIN, telephone, needs in exams, start slips; practised answers: {n}.").format(
                n=one.practised
            ),
            self.tr("Sittings that lose the name, so that statistics still add up: {n}.").format(n=one.sittings),
        ]
        if one.certificates:
            text = self.tr("Kept with the name: certificates {n}, and the sittings that they rest on: {m}.")
            lines.append(text.format(n=one.certificates, m=one.certified))
        else:
            lines.append(self.tr("There is no certificate: name and number go too."))
        lines.append(self.tr("Backups that were made before still hold it all."))
        return "\n\n".join(lines)

    def _aim(self) -> None:
        self.remove.setEnabled(self.table.current_row() is not None and bool(self.why.text().strip()))

    # ------------------------------------------------------------ what is done

    def _on_years(self) -> None:
        session, count = self._session, self.years.value()
        try:
            set_years(session.store, session.signed_in(), count, system_clock())
        except BranchExamError as error:
            self.banner.tell(say(error), "bad")
            return
        self.fill()
        self.banner.tell(self.tr("Data is due {n} years after somebody has left.").format(n=count), "good")

    def _on_remove(self) -> None:
        one, why = self.table.current_row(), self.why.text().strip()
        if one is None or not why:
            return
        confirm(
            self,
            self.tr("Take the data out"),
            self.tr("Take out the data of {name} ({number})?").format(name=one.person.name, number=one.person.staff_no),
            self.tr("Take it out"),
            lambda: self._remove(one, why),
            note=self.tr("This cannot be taken back."),
        )

    def _remove(self, one: Held, why: str) -> None:
        session = self._session
        try:
            remove(session.store, session.signed_in(), one.person.staff_no, why, system_clock())
        except BranchExamError as error:
            self.banner.tell(say(error), "bad")
            return
        self._wanted = None
        self.why.clear()
        self.fill()
        self.banner.tell(self.tr("The data of {number} is out.").format(number=one.person.staff_no), "good")
        self.removed.emit()
