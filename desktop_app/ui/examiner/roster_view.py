"""A roster before it is imported: what was understood on the left, what was found on the right.

Promises: nothing is written until the person confirms, and then what was shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal

from desktop_app.base.clock import system_clock
from desktop_app.base.progress import Progress
from desktop_app.staff import Actor
from desktop_app.staff.roster import Entry, import_roster, read_roster
from desktop_app.store import Store
from desktop_app.store.conditions import known
from desktop_app.tables.child import in_child
from desktop_app.tables.findings import Report
from desktop_app.tables.reading import read_sheets
from desktop_app.tables.sheet import Sheet
from desktop_app.ui.examiner.findings_table import FindingsTable
from desktop_app.ui.examiner.subview import Subview
from desktop_app.ui.examiner.working import Working
from desktop_app.ui.rows_model import Column
from desktop_app.ui.session import Session
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.columns import Columns
from desktop_app.ui.widgets.panels import EmptyState
from desktop_app.ui.widgets.table import Table
from desktop_app.ui.widgets.text import button, label

WORKBOOKS = "*.xlsx *.xls *.ods *.csv"


@dataclass(frozen=True, slots=True)
class RosterRead:
    """A roster that was read: its sheets, its people, and what an import would do."""

    sheets: tuple[Sheet, ...]
    entries: tuple[Entry, ...]
    report: Report


def read_file(store: Store, actor: Actor, path: Path, progress: Progress) -> RosterRead:
    """Read a roster in a child process; nothing is written. Raises as ``read_sheets`` and ``import_roster`` do."""
    with known(path):
        data = path.read_bytes()
    sheets = in_child(read_sheets, data, path.name, progress=progress)
    suffix = path.suffix.lstrip(".").lower()
    report = import_roster(store, actor, sheets, system_clock(), file=path.name, format=suffix, dry_run=True)
    return RosterRead(sheets, tuple(read_roster(sheets).entries), report)


class RosterView(Subview):
    """The preview; ``imported`` carries a sentence for the banner."""

    imported = Signal(str)

    def __init__(self, session: Session, working: Working, read: RosterRead) -> None:
        super().__init__("", "")
        self.head.title.setText(self.tr("Roster: {file}").format(file=read.report.file))
        self.back.setText(self.tr("Leave without importing"))
        self.back.setAccessibleName(self.back.text())
        self._session, self._working, self._read = session, working, read
        report = read.report
        wanted = report.imported + report.updated
        words = self.tr("Import people ({n})").format(n=wanted) if wanted else self.tr("Nothing to import")
        self.confirm = button(words, self._on_confirm, role="primary", symbol="check")
        self.confirm.setEnabled(wanted > 0)
        self.head.add(self.confirm)
        summary = self.tr(
            "{read} rows read: {imported} new, {updated} changed, {unchanged} unchanged, "
            "{skipped} skipped, {rejected} rejected. Nothing has been written yet."
        ).format(
            read=report.read,
            imported=report.imported,
            updated=report.updated,
            unchanged=report.unchanged,
            skipped=len(report.skipped),
            rejected=len(report.rejected),
        )
        self.summary = label(summary, wrap=True)
        self.box.addWidget(self.summary)
        columns = Columns((1, 1), 300)
        self.box.addWidget(columns, 1)
        self._people(columns)
        self._findings(columns)
        self.first = self.confirm if wanted else self.back

    def _people(self, columns: Columns) -> None:
        entries = self._read.entries
        self.entries: Table[Entry] = Table(
            self.tr("People in the file"),
            (
                Column(self.tr("Number"), lambda e: e.staff_no),
                Column(self.tr("Name"), lambda e: e.fields.get("name", "")),
                Column(self.tr("Post"), lambda e: e.fields.get("post", "")),
                Column(self.tr("Unit"), lambda e: e.fields.get("unit", "")),
            ),
        )
        self.entries.set_rows(entries, [measure.scaled(width) for width in (90, 110, 130)])
        columns.boxes[0].addWidget(label(self.tr("What was understood"), "subheading"))
        columns.boxes[0].addWidget(self.entries, 1)

    def _findings(self, columns: Columns) -> None:
        report = self._read.report
        columns.boxes[1].addWidget(label(self.tr("What was found"), "subheading"))
        if report.rejected or report.skipped or report.warnings:
            self.findings = FindingsTable(
                self.tr("Findings"), (self.tr("Kind"), self.tr("Place"), self.tr("What it is and what to do"))
            )
            self.findings.show_report(report)
            self.in_full = label("", wrap=True)
            self.findings.selected.connect(self._on_finding)
            self.findings.select_row(0)
            columns.boxes[1].addWidget(self.findings, 1)
            columns.boxes[1].addWidget(self.in_full)
        elif report.read:
            columns.boxes[1].addWidget(EmptyState("circle-check", self.tr("Every row is fine.")), 1)
        else:
            nobody = self.tr("The file has headings and nobody below them. Choose another file.")
            columns.boxes[1].addWidget(EmptyState("triangle-alert", nobody), 1)

    def _on_finding(self) -> None:
        row = self.findings.current_row()
        self.in_full.setText(f"{row.where}: {row.message}" if row else "")

    def _on_confirm(self) -> None:
        session, actor, report, sheets = self._session, self._session.signed_in(), self._read.report, self._read.sheets
        self._working.start(
            self.tr("Importing {file} …").format(file=report.file),
            lambda _: import_roster(
                session.store, actor, sheets, system_clock(), file=report.file, format=report.format
            ),
            self._on_done,
        )

    def _on_done(self, report: Report) -> None:
        self.imported.emit(
            self.tr("Imported from {file}: {imported} new, {updated} changed.").format(
                file=report.file, imported=report.imported, updated=report.updated
            )
        )
