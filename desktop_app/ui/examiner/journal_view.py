"""The journal as a table: when, who, what. Must not know what each action means beyond its words."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from desktop_app.staff import people
from desktop_app.store import JournalEntry, Store
from desktop_app.ui import moments
from desktop_app.ui.examiner.subview import Subview
from desktop_app.ui.rows_model import Column
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.table import Table
from desktop_app.words.journal import details, what

MOST = 2000


class JournalView(Subview):
    """The latest lines, newest first."""

    def __init__(self, store: Store) -> None:
        super().__init__("", "")
        self.head.title.setText(self.tr("Journal"))
        self.back.setText(self.tr("Settings"))
        self.back.setAccessibleName(self.tr("Back to the settings"))
        zone = moments.zone(store)
        names = {person.staff_no: person.name for person in people(store, include_left=True)}

        def _who(entry: JournalEntry) -> str:
            return f"{names.get(entry.staff_no, '')} {entry.staff_no}".strip()

        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search the journal"))
        self.search.setAccessibleName(self.tr("Search the journal"))
        self.search.setClearButtonEnabled(True)
        self.table: Table[JournalEntry] = Table(
            self.tr("Journal"),
            (
                Column(self.tr("When"), lambda e: moments.when(e.at, zone, seconds=True), lambda e: e.id),
                Column(self.tr("Who"), _who),
                Column(self.tr("What"), lambda e: what(e.topic, e.action)),
                Column(self.tr("Details"), lambda e: details(e.facts)),
            ),
            remember="journal",
        )
        self.search.textChanged.connect(self.table.set_filter)
        self.box.addWidget(self.search)
        self.box.addWidget(self.table, 1)
        self.table.set_rows(store.journal(MOST), [measure.scaled(width) for width in (160, 150, 230)])
