"""Print runs: what came onto paper, what is missing, going on after a jam, spoiled sheets.

Must not know how a run is printed.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.certificates.print_runs import Run, runs, spoil
from desktop_app.ui import moments
from desktop_app.ui.rows_model import Column
from desktop_app.ui.session import Session
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.fields import Whole
from desktop_app.ui.widgets.form import Form
from desktop_app.ui.widgets.panels import Card
from desktop_app.ui.widgets.table import Table
from desktop_app.ui.widgets.text import button, label


class RunsCard(Card):
    """``again``: a run is to be printed from a sheet on (0: what is missing of it); ``lost``: a sheet was spoiled;
    ``told`` and ``refused`` what came of that."""

    again = Signal(int, int)
    lost = Signal()
    told = Signal(str)
    refused = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__("")
        self._session = session
        self.box.addWidget(label(self.tr("Runs"), "subheading"))
        self.table: Table[Run] = Table(self.tr("Runs"), self._columns(), remember="print_runs")
        measure.keep(self.table, lambda: self.table.setMinimumHeight(measure.scaled(170)))
        self.table.selected.connect(self._able)
        self.from_sheet, self.sheet = Whole(1, 1), Whole(1, 1)
        self.missing = button(self.tr("Print what is missing …"), lambda: self._on_again(0), symbol="printer")
        self.go_on = button(
            self.tr("Go on from this sheet …"), lambda: self._on_again(self.from_sheet.value()), symbol="play"
        )
        self.form_number, self.why = QLineEdit(), QLineEdit()
        self.why.textChanged.connect(lambda _: self._able())
        self.spoiled = button(self.tr("This sheet was spoiled"), self._on_spoiled, role="danger", symbol="ban")
        self.box.addWidget(self.table)
        self.box.addWidget(self.missing)
        form = Form()
        form.add(self.tr("After a jam: from sheet"), self.from_sheet)
        form.box.addSpacing(4)
        form.box.addWidget(self.go_on)
        form.add(self.tr("Spoiled sheet"), self.sheet)
        form.add(self.tr("Number of the form, where it has one"), self.form_number)
        form.add(self.tr("Reason (stands on record)"), self.why)
        form.box.addSpacing(4)
        form.box.addWidget(self.spoiled)
        self.box.addWidget(form)
        self.box.addWidget(
            label(self.tr("Every print stands in the journal. Copies are not signed."), "muted", wrap=True)
        )

    def _columns(self) -> tuple[Column[Run], ...]:
        zone = moments.zone(self._session.store)
        return (
            Column(self.tr("Run"), lambda run: str(run.number), lambda run: run.number, number=True),
            Column(self.tr("Printed"), lambda run: f"{run.printed} / {run.sheets}"),
            Column(self.tr("Next"), lambda run: str(run.next) if run.next else self.tr("whole")),
            Column(self.tr("Spoiled"), lambda run: str(run.spoiled or ""), number=True),
            Column(self.tr("Begun"), lambda run: moments.when(run.begun_at, zone)),
        )

    def fill(self) -> None:
        """Read the runs again; the one that was chosen stays that."""
        before, found = self.table.current_row(), runs(self._session.store)
        self.table.set_rows(found, [measure.scaled(width) for width in (50, 76, 60, 64)])
        numbers = [one.number for one in found]
        if found:
            self.table.select_row(numbers.index(before.number) if before is not None else 0)
        self._able()

    def _able(self) -> None:
        one = self.table.current_row()
        if one is not None:
            for field in (self.from_sheet, self.sheet):
                field.setMaximum(one.sheets)
            self.from_sheet.setValue(one.next or 1)
        self.missing.setEnabled(one is not None and bool(one.next))
        self.go_on.setEnabled(one is not None)
        self.spoiled.setEnabled(one is not None and bool(self.why.text().strip()))

    def _on_again(self, first: int) -> None:
        one = self.table.current_row()
        if one is not None:
            self.again.emit(one.number, first)

    def _on_spoiled(self) -> None:
        one, session = self.table.current_row(), self._session
        if one is None:
            return
        sheet, why, form = self.sheet.value(), self.why.text(), self.form_number.text()
        try:
            spoil(session.store, session.signed_in(), one.number, sheet, why, system_clock(), form_number=form)
        except BranchExamError as error:
            self.refused.emit(error)
            return
        self.why.clear()
        self.form_number.clear()
        self.lost.emit()
        text = self.tr("Sheet {sheet} of run {n} is on record as spoiled. Print what is missing to have it again.")
        self.told.emit(text.format(sheet=sheet, n=one.number))
