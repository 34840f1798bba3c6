"""What becomes of certificates: which run out, who lacks one by their post, which rest on a result that has changed.

Must not know the rules: ``certificates.renewal`` and ``required`` have them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QStackedWidget, QTableView

from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.base.progress import Progress
from desktop_app.certificates.certificate import Certificate, revoke
from desktop_app.certificates.reminders import reminders_pdf
from desktop_app.certificates.renewal import Doubtful, Renewed, doubtful, expiring, keep_doubtful, renew_many
from desktop_app.certificates.required import Lacking, lacking
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui import moments
from desktop_app.ui.examiner.export_table import Cell, write_table
from desktop_app.ui.examiner.subview import Subview
from desktop_app.ui.examiner.working import Working
from desktop_app.ui.printing import PdfDialog
from desktop_app.ui.rows_model import Column
from desktop_app.ui.session import Session
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.confirm import confirm
from desktop_app.ui.widgets.files import choose_to_save
from desktop_app.ui.widgets.form import Form
from desktop_app.ui.widgets.panels import EmptyState
from desktop_app.ui.widgets.question_view import plain_number
from desktop_app.ui.widgets.quiet import QuietCombo
from desktop_app.ui.widgets.table import Table
from desktop_app.ui.widgets.text import button, label
from desktop_app.words import phrase, say

DAYS = (30, 60, 90)
LACKING, DOUBTFUL = "lacking", "doubtful"


class LifeView(Subview):
    """Lists, one at a time, and what can be done with the selected rows. ``told`` says what was done and how it looks,
    ``refused`` why it was not."""

    told = Signal(str, str)
    refused = Signal(object)

    def __init__(self, session: Session, working: Working) -> None:
        super().__init__("", "")
        self._session, self._working = session, working
        self.head.title.setText(self.tr("Running out, lacking, in doubt"))
        self.back.setText(self.tr("Certificates"))
        self.back.setAccessibleName(self.tr("Back to the certificates"))
        self.which = QuietCombo()
        self.which.setAccessibleName(self.tr("What is listed"))
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for days in DAYS:
            self.which.addItem(self.tr("Runs out within {n} days").format(n=days), days)
        self.which.addItem(self.tr("Must hold one by their post, and hold none"), LACKING)
        self.which.addItem(self.tr("In doubt: the result has changed since"), DOUBTFUL)
        self.which.activated.connect(lambda _: self.fill())
        self.count = label("", "muted")
        self.save = button(self.tr("Save the list …"), self._on_save, symbol="download")
        self.remind = button(self.tr("Reminder sheets …"), self._on_remind, symbol="printer")
        self.lists = QStackedWidget()
        self.expiring: Table[Certificate] = Table(self.tr("Running out"), self._expiring(), remember="expiring")
        self.lacking: Table[Lacking] = Table(self.tr("Lacking"), self._lacking(), remember="lacking")
        self.doubtful: Table[Doubtful] = Table(self.tr("In doubt"), self._doubtful(), remember="doubtful")
        self.empty = EmptyState("award", "")
        self.why = QLineEdit()
        self._form = Form(widest=640)
        self._lay_out()
        self.first = self.which
        self.fill()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(12)
        bar.addWidget(self.which)
        bar.addWidget(self.count, 1)
        bar.addWidget(self.remind)
        bar.addWidget(self.save)
        self.box.addLayout(bar)
        for table in (self.expiring, self.lacking, self.doubtful):
            table.selected.connect(self._able)
            self.lists.addWidget(table)
        self.lists.addWidget(self.empty)
        self.box.addWidget(self.lists, 1)
        self._form.add(self.tr("Reason (stands on record)"), self.why)
        self.why.textChanged.connect(lambda _: self._able())
        self.renew = button(self.tr("Renew"), self._on_renew, role="primary", symbol="refresh-cw")
        self.keep = button(self.tr("Let it hold"), self._on_keep, symbol="check")
        self.revoke = button(self.tr("Revoke …"), self._on_revoke, role="danger", symbol="ban")
        row = QHBoxLayout()
        row.setSpacing(8)
        for made in (self.renew, self.keep, self.revoke):
            row.addWidget(made)
        row.addStretch(1)
        self._form.box.addSpacing(8)
        self._form.box.addLayout(row)
        self.hint = label("", "muted", wrap=True)
        self._form.box.addWidget(self.hint)
        self.box.addWidget(self._form)

    def _of_certificate(self) -> tuple[Column[Certificate], ...]:
        return (
            Column(self.tr("Certificate number"), lambda c: c.serial),
            Column(self.tr("Holder"), lambda c: c.facts.holder),
            Column(self.tr("Number"), lambda c: c.facts.staff_no),
            Column(self.tr("Valid until"), lambda c: c.facts.valid_until.isoformat()),
            Column(self.tr("Unit"), lambda c: c.facts.unit),
        )

    def _expiring(self) -> tuple[Column[Certificate], ...]:
        return (*self._of_certificate(), Column(self.tr("Title"), lambda c: c.facts.title))

    def _lacking(self) -> tuple[Column[Lacking], ...]:
        return (
            Column(self.tr("Number"), lambda one: one.person.staff_no),
            Column(self.tr("Name"), lambda one: one.person.name),
            Column(self.tr("Post"), lambda one: one.person.post),
            Column(self.tr("Unit"), lambda one: one.person.unit),
            Column(self.tr("Must hold"), lambda one: one.title),
            Column(self.tr("Held last"), lambda one: one.last.serial if one.last else ""),
            Column(self.tr("State"), lambda one: phrase(f"certificate_state_{one.state.value}") if one.state else ""),
        )

    def _doubtful(self) -> tuple[Column[Doubtful], ...]:
        def of(column: Column[Certificate]) -> Column[Doubtful]:
            return Column(column.title, lambda one: column.text(one.certificate))

        score = Column[Doubtful](
            self.tr("Score now"), lambda one: f"{plain_number(one.score)} / {plain_number(one.max_score)}"
        )
        return (*(of(column) for column in self._of_certificate()), score)

    # ------------------------------------------------------------ what is shown

    def fill(self) -> None:
        """Read the list that is chosen again."""
        store, today, chosen = self._session.store, moments.today(self._session.store), self.which.currentData()
        table: Table[Certificate] | Table[Lacking] | Table[Doubtful]
        if chosen == LACKING:
            table, widths = self.lacking, (80, 90, 110, 140, 180, 190)
            self.lacking.set_rows(lacking(store, today), [measure.scaled(width) for width in widths])
        elif chosen == DOUBTFUL:
            table, widths = self.doubtful, (196, 104, 80, 96, 140, 0)
            self.doubtful.set_rows(doubtful(store), [measure.scaled(width) for width in widths[:5]])
        else:
            table, widths = self.expiring, (196, 104, 80, 96, 140, 0)
            self.expiring.set_rows(expiring(store, today, chosen), [measure.scaled(width) for width in widths[:5]])
        count = len(table.model_of_rows.rows)
        self.lists.setCurrentWidget(table if count else self.empty)
        self.empty.say(self._nobody(chosen))
        self.count.setText(self.tr("Rows: {n}").format(n=count))
        self.save.setEnabled(bool(count))
        self.remind.setVisible(chosen in DAYS)
        self.remind.setEnabled(bool(count))
        self._form.setVisible(bool(count) and chosen != LACKING)
        for made in (self.keep, self.revoke):
            made.setVisible(chosen == DOUBTFUL)
        self.hint.setText(
            self.tr("Renewing here needs a newer sitting that was passed; else revoke it, or let it hold.")
            if chosen == DOUBTFUL
            else self.tr("The new certificate has a new number; the old one is marked as superseded.")
        )
        self._able()

    def _nobody(self, chosen: object) -> str:
        if chosen == LACKING:
            return self.tr("Everybody whose post asks for a certificate holds it.")
        if chosen == DOUBTFUL:
            return self.tr("Every certificate rests on a result that is a pass.")
        return self.tr("No certificate runs out within {n} days.").format(n=chosen)

    @property
    def selected(self) -> tuple[Certificate, ...]:
        """The certificates that are selected in the list shown."""
        if self.which.currentData() == DOUBTFUL:
            return tuple(one.certificate for one in self.doubtful.selected_rows())
        return self.expiring.selected_rows() if self.which.currentData() in DAYS else ()

    def _able(self) -> None:
        chosen, reason = self.selected, bool(self.why.text().strip())
        text = self.tr("Renew ({n})").format(n=len(chosen)) if chosen else self.tr("Renew")
        self.renew.setText(text)
        self.renew.setAccessibleName(text)
        self.renew.setEnabled(bool(chosen) and reason)
        for made in (self.keep, self.revoke):
            made.setEnabled(len(chosen) == 1 and reason)

    # ------------------------------------------------------------ what is done

    def _on_renew(self) -> None:
        store, actor, why = self._session.store, self._session.signed_in(), self.why.text().strip()
        serials = [one.serial for one in self.selected]
        if serials and why:
            self._working.start(
                self.tr("Renewing certificates …"),
                lambda progress: _renew(store, actor, serials, why, progress),
                self._on_renewed,
                view=self,
            )

    def _on_renewed(self, done: Renewed) -> None:
        self.why.clear()
        self.fill()
        lines = [self.tr("Certificates renewed: {n}.").format(n=len(done.certificates))]
        lines += [f"{serial}: {say(error)}" for serial, error in done.refused]
        self.told.emit("\n".join(lines), "caution" if done.refused else "good")

    def _on_keep(self) -> None:
        self._do(keep_doubtful, self.tr("Certificate {serial} holds as before; the reason stands on record."))

    def _on_revoke(self) -> None:
        (one,), why = self.selected, self.why.text().strip()
        confirm(
            self,
            self.tr("Revoke a certificate"),
            self.tr("Revoke certificate {serial} of {name}? Reason: {why}").format(
                serial=one.serial, name=one.facts.holder, why=why
            ),
            self.tr("Revoke it"),
            lambda: self._do(revoke, self.tr("Certificate {serial} is revoked.")),
            note=self.tr("It stays in the list as revoked. This cannot be taken back."),
        )

    def _do(self, use_case: Callable[..., Certificate], told: str) -> None:
        (one,) = self.selected
        try:
            use_case(self._session.store, self._session.signed_in(), one.serial, self.why.text(), system_clock())
        except BranchExamError as error:
            self.refused.emit(error)
            return
        self.why.clear()
        self.fill()
        self.told.emit(told.format(serial=one.serial), "good")

    def _on_remind(self) -> None:
        store, found = self._session.store, self.expiring.model_of_rows.rows
        data = reminders_pdf(found, moments.today(store), store.setting("branch"), system_clock().at)
        PdfDialog(self.which.currentText(), data, "reminders.pdf", self.window()).open()

    def _on_save(self) -> None:
        kinds = self.tr("Tables ({patterns})").format(patterns="*.xlsx *.csv")
        name = self.which.currentText() + ".xlsx"
        choose_to_save(self, self.tr("Save the list"), name, kinds, self.save_to)

    def save_to(self, path: Path) -> None:
        """Write the list that is shown as a workbook or csv."""
        tables: dict[object, QTableView] = {LACKING: self.lacking, DOUBTFUL: self.doubtful}
        shown = tables.get(self.which.currentData(), self.expiring)
        try:
            write_table(path, self.which.currentText(), _cells(shown.model()))
        except BranchExamError as error:
            self.refused.emit(error)
        else:
            self.told.emit(self.tr("Saved: {file}").format(file=str(path)), "good")


def _renew(store: Store, actor: Actor, serials: Sequence[str], why: str, progress: Progress) -> Renewed:
    return renew_many(store, actor, serials, why, system_clock(), progress)


def _cells(model: QAbstractItemModel) -> list[list[Cell]]:
    """A table as it stands, headings first."""
    columns = range(model.columnCount())
    rows: list[list[Cell]] = [[str(model.headerData(n, Qt.Orientation.Horizontal)) for n in columns]]
    rows += [[str(model.index(row, n).data()) for n in columns] for row in range(model.rowCount())]
    return rows
