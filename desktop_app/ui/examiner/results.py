"""Results by exam: the table, one sitting in detail, release, export. Must not know how an answer is graded."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.banks.importing import read_bytes
from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.base.progress import Progress
from desktop_app.certificates.certificate import issue_due
from desktop_app.exams.exam import exam, exams
from desktop_app.exams.on_paper import GradedSheet, grade_paper, plan_of_answers
from desktop_app.exams.records import SittingRow, sitting_record, sittings
from desktop_app.exams.results import release, release_exam
from desktop_app.exams.soundness import changed
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.tables.child import in_child
from desktop_app.tables.reading import read_sheets
from desktop_app.ui import moments, theme
from desktop_app.ui.examiner.export_table import Cell, write_table
from desktop_app.ui.examiner.page import ExaminerPage
from desktop_app.ui.examiner.regrade_view import RegradeView
from desktop_app.ui.examiner.result_panel import ResultPanel
from desktop_app.ui.examiner.sheets_menu import SheetsMenu
from desktop_app.ui.examiner.subview import Views
from desktop_app.ui.examiner.working import Working
from desktop_app.ui.rows_model import Column
from desktop_app.ui.session import Session
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.files import choose_to_open, choose_to_save
from desktop_app.ui.widgets.panels import EmptyState
from desktop_app.ui.widgets.question_view import plain_number
from desktop_app.ui.widgets.quiet import QuietCombo
from desktop_app.ui.widgets.table import Table
from desktop_app.ui.widgets.text import button, label
from desktop_app.words import phrase, say


class ResultsPage(ExaminerPage):
    """The sittings of one exam, and the one that is selected."""

    topics: ClassVar[frozenset[str]] = frozenset({"exams", "sittings", "results"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "", parent)
        self.head.title.setText(self.tr("Results"))
        self.working = Working(self)
        self.mark = button(self.tr("Mark"), self._on_mark, symbol="clipboard-list")
        self.export = button(self.tr("Export …"), self._on_export, symbol="download")
        self.release_one = button(self.tr("Release this one"), self._on_release_one)
        self.release_all = button("", self._on_release_all, role="primary", symbol="check")
        self.regrade = button(self.tr("Keys that changed …"), self._on_regrade, symbol="refresh-cw")
        self.bring = button(self.tr("Answers from paper …"), self._on_bring, symbol="upload")
        self.sheets = SheetsMenu(session, self.working, self._exam_id, self._sitting_id, self)
        for made in (self.mark, self.sheets.button, self.export, self.release_one, self.release_all):
            self.head.add(made)
        self.exam = QuietCombo()
        self.exam.setAccessibleName(self.tr("Which exam's results"))
        self.exam.setMinimumContentsLength(24)
        self.exam.activated.connect(lambda _: self._fill())
        self.count = label("", "muted")
        self.table: Table[SittingRow] = Table(self.tr("Results"), self._columns(), remember="results")
        self.table.selected.connect(self._on_selected)
        self.empty = EmptyState("clipboard-check", "")
        self.panel = ResultPanel(session.store)
        bar = QHBoxLayout()
        bar.setSpacing(12)
        bar.addWidget(self.exam, 1)
        bar.addWidget(self.count)
        bar.addWidget(self.regrade)
        bar.addWidget(self.bring)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.table, 1)
        row.addWidget(self.empty, 1)
        row.addWidget(self.panel)
        own = QWidget()
        column = QVBoxLayout(own)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addLayout(bar)
        column.addLayout(row, 1)
        self.views = Views(self.head, own)
        self.views.turned.connect(self._on_turned)
        self.box.addWidget(self.working.waiting)
        self.box.addWidget(self.views, 1)

    def _columns(self) -> tuple[Column[SittingRow], ...]:
        return (
            Column(self.tr("Number"), lambda r: r.staff_no, lambda r: (len(r.staff_no), r.staff_no)),
            Column(self.tr("Name"), lambda r: r.name),
            Column(self.tr("Attempt"), lambda r: str(r.attempt), lambda r: r.attempt, number=True),
            Column(self.tr("State"), lambda r: phrase(f"sitting_state_{r.state}")),
            Column(
                self.tr("Score"),
                lambda r: plain_number(r.score) if r.score is not None else "",
                lambda r: -1 if r.score is None else r.score,
                number=True,
            ),
            Column(
                self.tr("Of"),
                lambda r: plain_number(r.max_score) if r.max_score is not None else "",
                lambda r: -1 if r.max_score is None else r.max_score,
                number=True,
            ),
            Column(self.tr("Result"), result_word),
            Column(self.tr("Release"), release_word),
        )

    # ------------------------------------------------------------ what is shown

    def reload(self) -> None:  # noqa: D102
        if self.views.opened is None:
            self._offer_exams(str(self.exam.currentData() or ""))
            self._fill()

    def arrive(self, what: object) -> None:
        """``what``: the id of an exam, or of a sitting to select; ``("keys", bank code)`` to compare keys."""
        if isinstance(what, tuple) and len(what) == 2 and what[0] == "keys":
            self.reload()
            self._show_keys(RegradeView(self.session, self.working, bank=str(what[1])))
            return
        if self.views.opened is not None:
            self.views.show_own()
        found = next((row for row in sittings(self.session.store) if row.id == what), None)
        self._offer_exams(found.exam_id if found else str(what))
        self._fill()
        if found is not None:
            self._select(found.id)

    def _exam_id(self) -> str:
        return str(self.exam.currentData() or "")

    def _sitting_id(self) -> str:
        chosen = self.table.selected_rows()
        return chosen[0].id if len(chosen) == 1 and chosen[0].state == "submitted" else ""

    def _offer_exams(self, chosen: str) -> None:
        self.exam.clear()
        zone = moments.zone(self.session.store)
        for one in exams(self.session.store):
            day = one.opens_at.astimezone(zone).date().isoformat()
            self.exam.addItem(f"{one.title}  {day}  {one.id}", one.id)
        self.exam.setCurrentIndex(max(self.exam.findData(chosen), 0))

    def _rows(self) -> tuple[SittingRow, ...]:
        exam_id = self.exam.currentData()
        rows = sittings(self.session.store, str(exam_id)) if exam_id else ()
        return tuple(sorted(rows, key=lambda row: (len(row.staff_no), row.staff_no, row.attempt)))

    def _fill(self) -> None:
        before = self.table.current_row()
        rows = self._rows()
        self.table.set_rows(rows, [measure.scaled(width) for width in (72, 104, 78, 116, 62, 50, 104)])
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.exam.setVisible(self.exam.count() > 0)
        nobody = self.tr("Nobody has sat this exam yet.")
        self.empty.say(nobody if self.exam.count() else self.tr("No exam yet. Open one on the exams' page."))
        complete = [row for row in rows if row.score is not None]
        passed = sum(1 for row in complete if row.passed)
        self.count.setText(
            self.tr("Sittings {n} · graded {graded} · passed {passed}").format(
                n=len(rows), graded=len(complete), passed=passed
            )
            if rows
            else ""
        )
        self._releasable = [row for row in rows if _releasable(row)]
        words = self.tr("Release results ({n})").format(n=len(self._releasable))
        self.release_all.setText(words)
        self.release_all.setAccessibleName(words)
        self.release_all.setVisible(bool(self._releasable))
        awaited = sum(1 for row in rows if row.marks_awaited)
        self.mark.setText(self.tr("Mark sittings ({n})").format(n=awaited))
        self.mark.setAccessibleName(self.mark.text())
        self.mark.setVisible(awaited > 0)
        self.export.setEnabled(bool(rows))
        self.regrade.setEnabled(any(row.state == "submitted" for row in rows))
        if before is not None:
            self._select(before.id)
        self._on_selected()

    _releasable: list[SittingRow]

    def _select(self, sitting_id: str) -> None:
        for n, row in enumerate(self.table.model_of_rows.rows):
            if row.id == sitting_id:
                self.table.select_row(n)

    def _chosen(self) -> SittingRow | None:
        rows = self.table.selected_rows()
        return rows[0] if len(rows) == 1 else None

    def _on_selected(self) -> None:
        row = self._chosen()
        self.release_one.setVisible(row is not None and _releasable(row))
        try:
            self.panel.show_record(sitting_record(self.session.store, row.id) if row else None)
        except BranchExamError as error:
            self.refuse(error)

    def _on_turned(self) -> None:
        if self.views.opened is None:
            self._fill()

    # ------------------------------------------------------------ what is done

    def _on_regrade(self) -> None:
        exam_id = self.exam.currentData()
        if exam_id is None or self.working.busy:
            return
        self._show_keys(RegradeView(self.session, self.working, exam(self.session.store, str(exam_id))))

    def _show_keys(self, view: RegradeView) -> None:
        view.done.connect(self._on_regraded)
        self.views.show_view(view)
        view.take_focus()

    def _on_regraded(self, number: int) -> None:
        self.views.show_own()
        self.banner.tell(self.tr("Graded again: {n}.").format(n=number), "good")

    def _on_mark(self) -> None:
        self.went.emit("marking", self.exam.currentData())

    def _on_release_one(self) -> None:
        row = self._chosen()
        if row is None:
            return
        try:
            release(self.session.store, self.session.signed_in(), row.id, system_clock())
        except BranchExamError as error:
            self.refuse(error)
        else:
            self.banner.tell(self.tr("{name} can see the result now.").format(name=row.name), "good")
            self._fill()

    def _on_release_all(self) -> None:
        session, actor, exam_id = self.session, self.session.signed_in(), str(self.exam.currentData())
        self.working.start(
            self.tr("Releasing the results …"),
            lambda _: release_exam(session.store, actor, exam_id, system_clock()),
            self._on_released,
        )

    def _on_released(self, number: int) -> None:
        self._fill()
        self.banner.tell(self.tr("Results released: {n}.").format(n=number), "good")

    def _on_bring(self) -> None:
        kinds = self.tr("Tables ({kinds})").format(kinds="*.xlsx *.xls *.csv")
        choose_to_open(self, self.tr("Bring in answers given on paper"), kinds, self.bring_in)

    def bring_in(self, path: Path) -> None:
        """Grade the answers that stand in that file, all of them or none."""
        store, actor = self.session.store, self.session.signed_in()
        self.working.start(
            self.tr("Grading the answers of {file} …").format(file=path.name),
            lambda progress: brought_in(store, actor, path, progress),
            self._on_brought,
        )

    def _on_brought(self, graded: tuple[GradedSheet, ...]) -> None:
        self.arrive(graded[0].sitting)
        text = self.tr("Answers from paper graded: {n}.").format(n=len(graded))
        awaited = sum(1 for one in graded if one.score is None)
        if awaited:
            text += " " + self.tr("Marks are awaited for {n}.").format(n=awaited)
        unread = [f"{one.staff_no}: {', '.join(map(str, one.unread))}" for one in graded if one.unread]
        if unread:
            text += "\n" + self.tr("Not or not wholly readable, by staff number and question: {list}").format(
                list="; ".join(unread[:10]) + (" …" if len(unread) > 10 else "")
            )
        self.banner.tell(text, "caution" if unread else "good")

    def _on_export(self) -> None:
        name = f"{self.tr('Results')}-{self.exam.currentData()}.xlsx"
        kinds = self.tr("Workbook ({xlsx});;Text table ({csv})").format(xlsx="*.xlsx", csv="*.csv")
        choose_to_save(self, self.tr("Export the results"), name, kinds, self.export_to)

    def export_to(self, path: Path) -> None:
        """Write the table into that file, with the sections' points."""
        store, rows = self.session.store, tuple(self.table.model_of_rows.rows)
        headings = (
            self.tr("Number"),
            self.tr("Name"),
            self.tr("Exam"),
            self.tr("Attempt"),
            self.tr("State"),
            self.tr("Started"),
            self.tr("Ended"),
            self.tr("Score"),
            self.tr("Of"),
            self.tr("Result"),
            self.tr("Release"),
            self.tr("Record"),
        )
        title = self.tr("Results")
        self.working.start(
            self.tr("Writing {file} …").format(file=path.name),
            lambda progress: write_table(path, title, table_of(store, headings, rows, progress)),
            lambda written: self.banner.tell(self.tr("Written: {file}").format(file=str(written)), "good"),
        )


def brought_in(store: Store, actor: Actor, path: Path, progress: Progress) -> tuple[GradedSheet, ...]:
    """Read a table of answers in a child process and grade it. Runs on the job's thread. Raises as ``grade_paper``, or
    one of ``TABLE_UNREADABLE``."""
    sheets = in_child(read_sheets, read_bytes(path), path.name, progress=progress)
    rows = sheets[0].rows if sheets else ()
    reading = system_clock()
    graded = grade_paper(store, actor, plan_of_answers(store, rows), rows, reading)
    issue_due(store, actor, reading)
    return graded


def result_word(row: SittingRow) -> str:
    """Whether a sitting is passed, in words; empty while that cannot be said."""
    if row.marks_awaited:
        return phrase("result_marks_awaited")
    if row.passed is None:
        return ""
    return phrase("result_passed") if row.passed else phrase("result_failed")


def release_word(row: SittingRow) -> str:
    """Whether the candidate can see it, in words."""
    if row.released:
        return phrase("result_released")
    return phrase("result_withheld") if _releasable(row) else ""


def _releasable(row: SittingRow) -> bool:
    return row.state == "submitted" and row.score is not None and not row.released


def table_of(
    store: Store, headings: tuple[str, ...], rows: tuple[SittingRow, ...], progress: Progress
) -> list[list[Cell]]:
    """The table for a file: the headings and what is known of each sitting, that it was changed from outside if it was,
    then a column a section."""
    zone = moments.zone(store)
    titles: dict[str, None] = {}
    points, touched = [], []
    for n, row in enumerate(rows):
        progress(n, len(rows))
        record = sitting_record(store, row.id)
        outcome, found = record.outcome, record.breach
        touched.append(None if found is None else say(changed(row.id, row.staff_no, found)))
        by_title = {one.title: one.score for one in outcome.sections} if outcome and outcome.complete else {}
        titles |= dict.fromkeys(by_title)
        points.append(by_title)
    table: list[list[Cell]] = [[*headings, *titles]]
    for row, by_title, changed_so in zip(rows, points, touched, strict=True):
        table.append(
            [
                row.staff_no,
                row.name,
                row.title,
                row.attempt,
                phrase(f"sitting_state_{row.state}"),
                moments.when(row.started_at, zone),
                moments.when(row.ended_at, zone),
                row.score,
                row.max_score,
                result_word(row),
                release_word(row),
                changed_so,
                *(by_title.get(title) for title in titles),
            ]
        )
    return table
