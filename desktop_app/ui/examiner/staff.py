"""The people of the branch: who they are, their PINs, what they need in an exam, who has left; roster and examiners.

Promises: a file changes nothing before it is confirmed. Must not know what a roster's columns mean.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from desktop_app.staff import people
from desktop_app.staff.people import Person, Role
from desktop_app.ui.examiner.examiner_form import ExaminerForm
from desktop_app.ui.examiner.leavers import LeaversView
from desktop_app.ui.examiner.page import ExaminerPage
from desktop_app.ui.examiner.person_panel import PersonPanel
from desktop_app.ui.examiner.person_view import PersonView, read_person
from desktop_app.ui.examiner.roster_view import WORKBOOKS, RosterRead, RosterView, read_file
from desktop_app.ui.examiner.subview import Views
from desktop_app.ui.examiner.working import Working
from desktop_app.ui.rows_model import Column
from desktop_app.ui.session import Session
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.files import choose_to_open
from desktop_app.ui.widgets.panels import EmptyState
from desktop_app.ui.widgets.searched_list import SearchedList
from desktop_app.ui.widgets.table import Table
from desktop_app.ui.widgets.text import button, label
from desktop_app.words import phrase


class StaffPage(ExaminerPage):
    """The roster as a table with a search; beside it the person who is selected."""

    topics: ClassVar[frozenset[str]] = frozenset({"staff"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "", parent)
        self.head.title.setText(self.tr("Staff"))
        self.working = Working(self)
        self.head.add(button(self.tr("People who have left …"), self._on_leavers, symbol="log-out"))
        self.head.add(button(self.tr("Add an examiner"), self.add_examiner, symbol="user-plus"))
        self.head.add(button(self.tr("Import a roster"), self._on_import, role="primary", symbol="upload"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Name, number, post, or pinyin initials"))
        self.search.setAccessibleName(self.tr("Search for people"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self._fill())
        self.left_too = QCheckBox(self.tr("Show those who have left"))
        self.left_too.toggled.connect(lambda _: self._fill())
        self.count = label("", "muted")
        self.table: Table[Person] = Table(self.tr("People"), self._columns(), remember="staff")
        self.empty = EmptyState("users", "")
        self.panel = PersonPanel(session)
        self.panel.refused.connect(self.refuse)
        self.panel.told.connect(lambda text: self.banner.tell(text, "good"))
        self.panel.wanted.connect(self.show_person)
        self.panel.removal_wanted.connect(self.show_leavers)
        self.table.selected.connect(self._on_selected)
        self.views = Views(
            self.head, SearchedList(self.search, (self.left_too, self.count), self.table, self.empty, self.panel)
        )
        self.box.addWidget(self.working.waiting)
        self.box.addWidget(self.views, 1)

    def _columns(self) -> tuple[Column[Person], ...]:
        return (
            Column(self.tr("Number"), lambda p: p.staff_no, lambda p: (len(p.staff_no), p.staff_no)),
            Column(self.tr("Name"), lambda p: p.name, lambda p: p.pinyin),
            Column(self.tr("Post"), lambda p: p.post),
            Column(self.tr("Unit"), lambda p: p.unit),
            Column(self.tr("Role"), lambda p: phrase("role_examiner") if p.role is Role.EXAMINER else ""),
            Column(self.tr("PIN"), lambda p: self.tr("set") if p.has_pin else ""),
            Column(self.tr("Needs"), self._needs),
        )

    def _needs(self, person: Person) -> str:
        pieces = []
        if person.left_on is not None:
            pieces.append(self.tr("left on {date}").format(date=person.left_on.isoformat()))
        if person.extra_percent:
            pieces.append(self.tr("time +{n}%").format(n=person.extra_percent))
        if person.text_percent != 100:
            pieces.append(self.tr("text {n}%").format(n=person.text_percent))
        if person.break_minutes:
            pieces.append(self.tr("breaks {n} min").format(n=person.break_minutes))
        return " · ".join(pieces)

    # ------------------------------------------------------------ what is shown

    def reload(self) -> None:  # noqa: D102
        self._fill()

    def arrive(self, what: object) -> None:
        """``what``: a staff number to select."""
        self.views.show_own()
        self.search.setText("")
        self._select(str(what))

    def _fill(self) -> None:
        before = self.table.current_row()
        text = self.search.text()
        found = people(self.session.store, text=text, include_left=self.left_too.isChecked())
        widths = (90, 110, 130, 150, 80, 60)
        self.table.set_rows(found, [measure.scaled(width) for width in widths])
        self.count.setText(self.tr("People: {n}").format(n=len(found)))
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        if not found:
            nobody = self.tr("Nobody fits “{text}”.").format(text=text)
            self.empty.say(nobody if text else self.tr("Import a roster: a workbook or csv with numbers and names."))
        if before is not None:
            self._select(before.staff_no)
        self._on_selected()

    def _select(self, staff_no: str) -> None:
        for n, person in enumerate(self.table.model_of_rows.rows):
            if person.staff_no == staff_no:
                self.table.select_row(n)

    def _on_selected(self) -> None:
        chosen = self.table.selected_rows()
        self.panel.show_person(chosen[0] if len(chosen) == 1 else None)

    # ------------------------------------------------------------ what opens in its place

    def show_person(self, person: Person) -> None:
        """Open what a person has sat, holds and practised."""
        store, actor = self.session.store, self.session.signed_in()
        self.working.start(
            self.tr("Looking through the banks …"),
            lambda step: read_person(store, actor, person, step),
            lambda read: self.views.show_view(PersonView(self.session, read)),
        )

    def _on_leavers(self) -> None:
        self.show_leavers()

    def show_leavers(self, person: Person | None = None) -> None:
        """Open what is kept of those who have left; ``person``: that one among them."""
        view = LeaversView(self.session, person)
        view.removed.connect(self._fill)
        self.banner.clear()
        self.views.show_view(view)
        view.take_focus()

    def add_examiner(self) -> None:
        """Open the form for another examiner."""
        form = ExaminerForm(self.session, self.working)
        form.added.connect(self._on_added)
        self.views.show_view(form)
        form.number.setFocus()

    def _on_added(self, person: Person) -> None:
        self.views.show_own()
        self.banner.tell(
            self.tr("{name} ({number}) is an examiner now and signs in with the new passphrase.").format(
                name=person.name, number=person.staff_no
            ),
            "good",
        )

    def _on_import(self) -> None:
        kinds = self.tr("Workbooks and csv ({patterns})").format(patterns=WORKBOOKS)
        choose_to_open(self, self.tr("Import a roster"), kinds, self.preview)

    def preview(self, path: Path) -> None:
        """Read a roster and show what it says; nothing is written."""
        session, actor = self.session, self.session.signed_in()
        self.working.start(
            self.tr("Reading {file} …").format(file=path.name),
            lambda progress: read_file(session.store, actor, path, progress),
            self._on_read,
        )

    def _on_read(self, read: RosterRead) -> None:
        view = RosterView(self.session, self.working, read)
        view.imported.connect(self._on_imported)
        self.views.show_view(view)
        view.take_focus()

    def _on_imported(self, text: str) -> None:
        self.views.show_own()
        self._fill()
        self.banner.tell(text, "good")
