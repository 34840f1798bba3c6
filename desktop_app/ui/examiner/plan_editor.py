"""One plan: its fields, its blueprint with what is available, live, and a paper drawn to try it.

Promises: nothing is written until Save; a plan that came with the program is looked at and copied, not changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.banks.bank import BankInfo, banks
from desktop_app.base.errors import BranchExamError, Fact
from desktop_app.exams.paper import check_plan
from desktop_app.exams.plan import ExamPlan, from_data, to_data
from desktop_app.exams.plans import pool_of
from desktop_app.exams.pool import Reach, Shortage
from desktop_app.staff import people
from desktop_app.store import Store
from desktop_app.templates.kept import templates
from desktop_app.ui import theme
from desktop_app.ui.examiner.bank_tree import counts
from desktop_app.ui.examiner.plan_fields import PlanFields
from desktop_app.ui.examiner.plan_sample import SamplePaper
from desktop_app.ui.examiner.plan_sections import BankChoice, Blueprint, topic_choices
from desktop_app.ui.examiner.subview import Subview
from desktop_app.ui.moments import today
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.confirm import confirm
from desktop_app.ui.widgets.files import choose_to_save
from desktop_app.ui.widgets.panels import Banner, Card, scrolling
from desktop_app.ui.widgets.question_view import plain_number
from desktop_app.ui.widgets.text import button, label
from desktop_app.words import phrase, say


@dataclass(frozen=True, slots=True)
class Available:
    """What the banks hold for a plan: questions a section could draw from, and what is missing in all."""

    plan: ExamPlan
    groups: tuple[int, ...]
    missing: tuple[Shortage, ...]


def available(store: Store, plan: ExamPlan, on: date) -> Available:
    """Look into the banks. Runs on the job's thread."""
    pool = pool_of(store, plan)
    reach = Reach(pool, plan.sections, on)
    groups = tuple(reach.groups(s) for s in range(len(plan.sections)))
    return Available(plan, groups, check_plan(plan, pool, on))


def shortage_text(shortage: Shortage) -> str:
    """What a section lacks, in words."""
    facts: dict[str, Fact] = {
        "section": shortage.section,
        "need": shortage.need,
        "have": shortage.have,
        "sharing": "、".join(shortage.sharing),
    }
    return phrase(f"shortage_{shortage.why}", facts)


class PlanEditor(Subview):
    """``saved`` carries the plan to keep, ``copy_wanted`` the plan to copy, ``delete_wanted`` its code."""

    saved = Signal(object)
    copy_wanted = Signal(object)
    delete_wanted = Signal(str)
    exported = Signal(object, object)

    def __init__(
        self, session: Session, plan: ExamPlan, *, new: bool, shipped: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(plan.title, "", parent)
        self.session = session
        self.new, self.shipped = new, shipped
        self._kept: ExamPlan | None = None if new else plan
        self.back.setText(self.tr("Plans"))
        self.back.setAccessibleName(self.tr("Back to the plans"))
        self.back.clicked.disconnect()
        self.back.clicked.connect(lambda _=False: self.leave())
        self._actions()
        self.fields = PlanFields()
        self.blueprint = Blueprint()
        self.totals = label("", wrap=True)
        self.trouble = Banner()
        self.stack = QStackedWidget()
        self.stack.addWidget(scrolling(self._content()))
        self.sample = SamplePaper(session)
        self.stack.addWidget(self.sample)
        self.box.addWidget(self.stack, 1)
        posts = sorted({person.post for person in people(session.store) if person.post})
        self.fields.show_plan(plan, posts, templates(session.store))
        self.fields.set_editable(not shipped, code=new)
        self.blueprint.set_sections(plan.sections)
        self.blueprint.set_editable(not shipped)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(250)
        self._soon.timeout.connect(self._look)
        self.fields.edited.connect(self._on_edited)
        self.blueprint.edited.connect(self._on_edited)
        self._on_edited()
        self.look_again()

    def _actions(self) -> None:
        self.delete = button(self.tr("Delete"), self._on_delete, symbol="trash-2", role="danger")
        self.delete.setVisible(not self.new and not self.shipped)
        self.export = button(self.tr("Export"), self._on_export, symbol="download")
        self.try_ = button(self.tr("Sample paper"), self._on_sample, symbol="eye")
        if self.shipped:
            self.main = button(
                self.tr("Copy to change it"),
                lambda: self.copy_wanted.emit(self.plan),
                role="primary",
                symbol="copy",
            )
        else:
            self.main = button(self.tr("Save plan"), self.save, role="primary", symbol="save")
        for widget in (self.delete, self.export, self.try_, self.main):
            self.head.add(widget)

    def _content(self) -> QWidget:
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 8, 0)
        box.setSpacing(theme.GAP)
        if self.shipped:
            note = Banner()
            note.tell(self.tr("This plan came with Branch Exam and stays as it is: copy it, and change the copy."))
            box.addWidget(note)
        about = Card()
        about.box.addWidget(self.fields)
        box.addWidget(about)
        sections = Card(self.tr("Blueprint"))
        sections.box.addWidget(self.blueprint, 1)
        sections.box.addWidget(self.totals)
        sections.box.addWidget(self.trouble)
        box.addWidget(sections, 1)
        return inner

    # ------------------------------------------------------------ the plan

    @property
    def plan(self) -> ExamPlan:
        """The plan as it stands in the fields, right or not."""
        return replace(self.fields.plan, sections=self.blueprint.sections)

    @property
    def dirty(self) -> bool:
        """Whether anything would be lost by leaving."""
        return not self.shipped and self.plan != self._kept

    def save(self) -> None:
        """Have the plan kept, if it is one."""
        try:
            plan = from_data(to_data(self.plan))
        except BranchExamError as error:
            self.trouble.tell(say(error), "bad")
            return
        self.saved.emit(plan)

    def was_saved(self, plan: ExamPlan) -> None:
        """The plan is in the store now."""
        self._kept = plan
        self.new = False
        self.fields.set_editable(True, code=False)
        self.delete.show()
        self.head.title.setText(plan.title)

    def look_again(self) -> None:
        """The banks may have changed: offer what they hold, and look what is available."""
        store = self.session.store
        job = self.session.jobs.start(lambda _progress: banks(store))
        job.done.connect(self._on_banks)
        self._soon.start()

    def _on_banks(self, found: Sequence[BankInfo]) -> None:
        self.blueprint.offer([BankChoice(info.code, info.title, topic_choices(counts(info))) for info in found])

    # ------------------------------------------------------------ live

    def _on_edited(self) -> None:
        plan = self.plan
        number = sum(section.number for section in plan.sections)
        text = self.tr("{n} questions, {points} points, {minutes} minutes").format(
            n=number, points=plain_number(plan.max_score), minutes=plan.minutes
        )
        timed = sum(section.minutes for section in plan.sections)
        if timed:
            text += " · " + self.tr("{n} minutes of them bound to sections").format(n=timed)
        self.totals.setText(text)
        self._soon.start()

    def _look(self) -> None:
        try:
            plan = from_data(to_data(self.plan))
        except BranchExamError as error:
            self.trouble.tell(say(error), "bad")
            return
        store, on = self.session.store, today(self.session.store)
        job = self.session.jobs.start(lambda _progress: available(store, plan, on))
        job.done.connect(self._on_available)
        job.failed.connect(self._on_not_available)

    def _on_available(self, found: Available) -> None:
        if found.plan.sections != self.blueprint.sections:
            return  # changed meanwhile: the next look is on its way
        self.blueprint.tell(found.groups, found.missing)
        if found.missing:
            lines = [self.tr("This plan cannot be drawn today:")]
            self.trouble.tell("\n".join([*lines, *map(shortage_text, found.missing)]), "caution")
        else:
            self.trouble.clear()

    def _on_not_available(self, error: BranchExamError) -> None:
        self.trouble.tell(say(error), "bad")

    # ------------------------------------------------------------ ways out

    def _on_sample(self) -> None:
        try:
            plan = from_data(to_data(self.plan))
        except BranchExamError as error:
            self.trouble.tell(say(error), "bad")
            return
        self.sample.begin(plan)
        self.stack.setCurrentWidget(self.sample)
        self.try_.setEnabled(False)
        self.sample.seed.setFocus()

    def _on_export(self) -> None:
        plan = self.plan
        kinds = self.tr("Plans (*.toml)")
        choose_to_save(
            self, self.tr("Export"), f"{plan.code}.toml", kinds, lambda path: self.exported.emit(plan, Path(path))
        )

    def _on_delete(self) -> None:
        code = self.plan.code
        confirm(
            self,
            self.tr("Delete plan"),
            self.tr("Delete the plan '{title}'?").format(title=self.plan.title),
            self.tr("Delete"),
            lambda: self.delete_wanted.emit(code),
            note=self.tr("Exams that were opened with it keep theirs."),
        )

    def leave(self) -> None:
        """Back to the plan from its sample paper, else to the list; what is not saved is asked about."""
        if self.stack.currentWidget() is self.sample:
            self.stack.setCurrentIndex(0)
            self.try_.setEnabled(True)
            self.try_.setFocus()
        elif self.dirty:
            confirm(
                self,
                self.tr("Plan not saved"),
                self.tr("Leave without saving what was changed in '{title}'?").format(title=self.plan.title),
                self.tr("Leave without saving"),
                self.left.emit,
            )
        else:
            self.left.emit()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: D102
        # Whoever has gone elsewhere, or closed the window, is told nothing more.
        self._soon.stop()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Escape and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.leave()
        else:
            super().keyPressEvent(event)
