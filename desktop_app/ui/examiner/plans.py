"""Plans: the list, with what cannot be drawn; one opens in the editor. Shipped samples are copied, not changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.banks.bank import banks
from desktop_app.banks.exporting import save
from desktop_app.banks.importing import read_bytes
from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.exams.paper import check_plan
from desktop_app.exams.plan import ExamPlan, PlanInvalid, Section, from_toml, to_toml
from desktop_app.exams.plans import PlanCodeTaken, delete_plan, is_shipped, plans, pool_of, save_plan
from desktop_app.exams.pool import Shortage
from desktop_app.store import Store
from desktop_app.ui.examiner.page import ExaminerPage
from desktop_app.ui.examiner.plan_editor import PlanEditor
from desktop_app.ui.examiner.print_papers import PrintPapers
from desktop_app.ui.examiner.subview import Views
from desktop_app.ui.examiner.working import Working
from desktop_app.ui.moments import today
from desktop_app.ui.rows_model import Column
from desktop_app.ui.session import Session
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.files import choose_to_open
from desktop_app.ui.widgets.question_view import plain_number
from desktop_app.ui.widgets.table import Table
from desktop_app.ui.widgets.text import button
from desktop_app.words import phrase


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in the list; ``missing`` is None until the banks were looked into."""

    plan: ExamPlan
    shipped: bool
    missing: tuple[Shortage, ...] | None = None


def looked_into(store: Store, rows: tuple[PlanRow, ...]) -> tuple[PlanRow, ...]:
    """The rows with what is missing today. Runs on the job's thread."""
    on = today(store)
    return tuple(replace(row, missing=check_plan(row.plan, pool_of(store, row.plan), on)) for row in rows)


class PlansPage(ExaminerPage):
    """``arrive`` with a plan's code opens it."""

    topics: ClassVar[frozenset[str]] = frozenset({"plans", "banks"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, self.tr("Plans"), parent)
        self._rows: tuple[PlanRow, ...] = ()
        self.import_ = button(self.tr("Import a plan"), self._on_import, symbol="upload")
        self.new = button(self.tr("New plan"), self._on_new, symbol="plus")
        self.open_ = button(self.tr("Open"), self._on_open, symbol="pencil")
        self.copy = button(self.tr("Copy to change it"), self._on_copy, role="primary", symbol="copy")
        self.print_ = button(self.tr("Print papers …"), self._on_print, symbol="printer")
        for widget in (self.import_, self.new, self.print_, self.open_, self.copy):
            self.head.add(widget)
        self.working = Working(self)
        self.box.addWidget(self.working.waiting)
        self.table: Table[PlanRow] = Table(self.tr("Plans"), self._columns(), remember="plans")
        own = QWidget()
        box = QVBoxLayout(own)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.table)
        own.setFocusProxy(self.table)
        self.views = Views(self.head, own)
        self.box.addWidget(self.views, 1)
        self.table.opened.connect(self._open)
        self.table.selected.connect(self._on_selected)
        self._on_selected()

    def _columns(self) -> tuple[Column[PlanRow], ...]:
        def number(row: PlanRow) -> int:
            return sum(section.number for section in row.plan.sections)

        def drawable(row: PlanRow) -> str:
            if row.missing is None:
                return "…"
            return (
                self.tr("no, sections that fall short: {n}").format(n=len(row.missing))
                if row.missing
                else self.tr("yes")
            )

        return (
            Column(self.tr("Title"), lambda row: row.plan.title),
            Column(self.tr("Code"), lambda row: row.plan.code),
            Column("", lambda row: phrase("sample") if row.plan.sample else ""),
            Column(self.tr("Questions"), lambda row: str(number(row)), number, number=True),
            Column(
                self.tr("Points"),
                lambda row: plain_number(row.plan.max_score),
                lambda row: row.plan.max_score,
                number=True,
            ),
            Column(self.tr("Minutes"), lambda row: str(row.plan.minutes), lambda row: row.plan.minutes, number=True),
            Column(
                self.tr("Passed from"),
                lambda row: f"{plain_number(row.plan.pass_percent)} %",
                lambda row: row.plan.pass_percent,
                number=True,
            ),
            Column(self.tr("Can be drawn today"), drawable),
        )

    # ------------------------------------------------------------ the frame's

    def reload(self) -> None:  # noqa: D102
        store = self.session.store
        rows = tuple(PlanRow(plan, is_shipped(store, plan.code)) for plan in plans(store))
        self._show(rows)
        job = self.session.jobs.start(lambda _progress: looked_into(store, rows))
        job.done.connect(self._on_looked)
        job.failed.connect(self.refuse)
        if self.editor is not None:
            self.editor.look_again()

    def arrive(self, what: object) -> None:  # noqa: D102
        for row in self._rows:
            if row.plan.code == what and (self.editor is None or not self.editor.dirty):
                self._open(row)

    @property
    def unsaved(self) -> str:  # noqa: D102
        editor = self.editor
        if editor is None or not editor.dirty:
            return ""
        return self.tr("the plan '{title}'").format(title=editor.plan.title)

    def _on_looked(self, rows: tuple[PlanRow, ...]) -> None:
        if [row.plan for row in rows] == [row.plan for row in self._rows]:
            self._show(rows)

    def _show(self, rows: tuple[PlanRow, ...]) -> None:
        chosen = self.table.current_row()
        self._rows = rows
        self.table.set_rows(rows, tuple(map(measure.scaled, (220, 150, 64, 84, 60, 72, 92))))
        place = next((n for n, row in enumerate(rows) if chosen and row.plan.code == chosen.plan.code), 0)
        if rows:
            self.table.select_row(place)
        self._on_selected()

    def _on_selected(self) -> None:
        for widget in (self.open_, self.copy, self.print_):
            widget.setEnabled(self.table.current_row() is not None)

    # ------------------------------------------------------------ the editor

    @property
    def editor(self) -> PlanEditor | None:
        """The editor, while a plan is open."""
        opened = self.views.opened
        return opened if isinstance(opened, PlanEditor) else None

    def _edit(self, plan: ExamPlan, *, new: bool, shipped: bool = False) -> None:
        self.banner.clear()
        editor = PlanEditor(self.session, plan, new=new, shipped=shipped)
        editor.saved.connect(self._on_save)
        editor.copy_wanted.connect(self._copy)
        editor.delete_wanted.connect(self._on_delete)
        editor.exported.connect(self._on_export)
        self.views.show_view(editor)
        if new:
            editor.fields.title.setFocus()
            editor.fields.title.selectAll()

    def _open(self, row: PlanRow) -> None:
        self._edit(row.plan, new=False, shipped=row.shipped)

    def _on_open(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._open(row)

    def _on_print(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.banner.clear()
            view = PrintPapers(self.session, self.working, row.plan, self.tr("Plans"))
            self.views.show_view(view)
            view.take_focus()

    def _on_copy(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._copy(row.plan)

    def _copy(self, plan: ExamPlan) -> None:
        title = self.tr("{title} (copy)").format(title=plan.title)
        self._edit(replace(plan, code=self._free_code(plan.code), title=title), new=True)

    def _on_new(self) -> None:
        found = banks(self.session.store)
        section = Section(title=self.tr("New section"), bank=found[0].code if found else "", number=10)
        plan = ExamPlan(code=self._free_code("P"), title=self.tr("New plan"), minutes=60, sections=(section,))
        self._edit(plan, new=True)

    def _free_code(self, code: str) -> str:
        taken = {row.plan.code for row in self._rows}
        return next(name for n in range(2, len(taken) + 3) if (name := f"{code[:56]}-{n}") not in taken)

    # ------------------------------------------------------------ what is done

    def _on_save(self, plan: ExamPlan) -> None:
        self.banner.clear()
        editor = self.editor
        if editor is None:
            return
        try:
            if editor.new and any(row.plan.code == plan.code for row in self._rows):
                raise PlanCodeTaken(plan=plan.code)
            save_plan(self.session.store, self.session.signed_in(), plan, system_clock())
        except BranchExamError as error:
            self.refuse(error)
            return
        editor.was_saved(plan)
        self.banner.tell(
            self.tr("'{title}' is saved. Exams that are open keep their own plan.").format(title=plan.title), "good"
        )

    def _on_delete(self, code: str) -> None:
        try:
            delete_plan(self.session.store, self.session.signed_in(), code, system_clock())
        except BranchExamError as error:
            self.refuse(error)
            return
        self.views.show_own()
        self.banner.tell(self.tr("The plan {code} is deleted.").format(code=code), "good")

    def _on_import(self) -> None:
        choose_to_open(self, self.tr("Import a plan"), self.tr("Plans (*.toml)"), self.import_file)

    def import_file(self, path: Path) -> None:
        """Open the plan of a file in the editor; nothing is written until it is saved."""
        try:
            plan = from_toml(_text(read_bytes(path)))
        except BranchExamError as error:
            self.refuse(error)
            return
        known = next((row for row in self._rows if row.plan.code == plan.code), None)
        if known is not None and known.shipped:
            plan = replace(plan, code=self._free_code(plan.code))
            known = None
        self._edit(plan, new=known is None)
        if known is not None and self.editor is not None:
            self.editor.was_saved(known.plan)
            text = self.tr("There is a plan {code} already: saving replaces it with what the file holds.")
            self.banner.tell(text.format(code=plan.code), "caution")

    def _on_export(self, plan: ExamPlan, path: Path) -> None:
        try:
            save(path, to_toml(plan).encode())
        except BranchExamError as error:
            self.refuse(error)
            return
        self.banner.tell(self.tr("The plan was written to {file}.").format(file=path), "good")


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PlanInvalid(field="", value="", reason="toml") from None
