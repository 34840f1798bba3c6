"""A paper drawn from a plan to try it, with the keys. It is no sitting, and nothing of it is kept unless it is
printed."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.banks.bank import questions
from desktop_app.banks.prepared import plain_stem
from desktop_app.banks.question import Question
from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.base.progress import Progress
from desktop_app.exams.paper import Item, Paper
from desktop_app.exams.plan import ExamPlan
from desktop_app.exams.plans import draw_paper
from desktop_app.exams.printed.kept import keep, papers_to_print
from desktop_app.exams.printed.printing import papers_pdf
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui.moments import today
from desktop_app.ui.printing import PdfDialog
from desktop_app.ui.rows_model import Column
from desktop_app.ui.session import Session
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.fields import named
from desktop_app.ui.widgets.panels import Banner, Card
from desktop_app.ui.widgets.question_view import QuestionView
from desktop_app.ui.widgets.split import Split
from desktop_app.ui.widgets.table import Table
from desktop_app.ui.widgets.text import button, label
from desktop_app.words import phrase, say


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A question of the paper in a table."""

    item: Item
    section: str
    question: Question


@dataclass(frozen=True, slots=True)
class Drawn:
    """A paper with its questions."""

    paper: Paper
    questions: Mapping[int, Question]


def drawn(store: Store, plan: ExamPlan, seed: str, on: date) -> Drawn:
    """Draw a paper and read its questions. Runs on the job's thread. Raises ``CannotBeDrawn``."""
    paper = draw_paper(store, plan, seed, on)
    return Drawn(paper, questions(store, [item.question_id for item in paper.items]))


def printed_with_sheet(store: Store, actor: Actor, plan: ExamPlan, seed: str, progress: Progress) -> tuple[str, bytes]:
    """A paper with its answer sheet, kept under its number: the number and the PDF. Runs on the job's thread. Raises
    ``CannotBeDrawn``, ``PrintOrderInvalid``."""
    papers = papers_to_print(store, plan, (seed,), today(store))
    now = system_clock()
    pdf = papers_pdf(papers, store.setting("branch"), now.at, progress=progress)
    keep(store, actor, papers, now)
    return papers[0].number, pdf


class SamplePaper(QWidget):
    """A seed, the paper that it gives, and the chosen question as it stands there."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._plan: ExamPlan | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.seed = QLineEdit()
        self.seed.setMaximumWidth(measure.scaled(180))
        self.seed.setMaxLength(40)
        self.draw = button(self.tr("Draw"), self._on_draw, symbol="refresh-cw")
        self.another = button(self.tr("Another seed"), self._on_another)
        row.addWidget(named(self.tr("Seed"), self.seed))
        row.addWidget(self.seed)
        row.addWidget(self.draw)
        row.addWidget(self.another)
        self.print_ = button(self.tr("Print this paper …"), self._on_print, symbol="printer")
        row.addWidget(self.print_)
        self.fingerprint = label("", "muted")
        self.fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(self.fingerprint, 1)
        box.addLayout(row)
        self.trouble = Banner()
        box.addWidget(self.trouble)
        self.table: Table[PaperRow] = Table(
            self.tr("Questions on the paper"),
            (
                Column(self.tr("No."), lambda row: str(row.item.position), lambda row: row.item.position, number=True),
                Column(self.tr("Section"), lambda row: row.section, lambda row: row.item.section),
                Column(self.tr("Kind"), lambda row: phrase(f"kind_{row.question.kind}")),
                Column(self.tr("Stem"), lambda row: plain_stem(row.question).replace("\n", " ")),
            ),
        )
        self.view = QuestionView(self.tr("The chosen question"))
        shown = Card()
        shown.box.addWidget(self.view)
        box.addWidget(Split((self.table, shown), (640, 480)), 1)
        self.seed.returnPressed.connect(self._on_draw)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(30)
        self._soon.timeout.connect(self._show_chosen)
        self.table.selected.connect(self._soon.start)

    def begin(self, plan: ExamPlan) -> None:
        """Draw from this plan, as it stands, saved or not."""
        self._plan = plan
        self._on_draw() if self.seed.text() else self._on_another()

    def _on_another(self) -> None:
        self.seed.setText(str(secrets.randbelow(10**6)))
        self._on_draw()

    def _on_draw(self) -> None:
        plan, seed = self._plan, self.seed.text().strip()
        if plan is None or not seed:
            return
        store, on = self.session.store, today(self.session.store)
        job = self.session.jobs.start(lambda _progress: drawn(store, plan, seed, on))
        job.done.connect(self._on_drawn)
        job.failed.connect(self._on_failed)

    def _on_drawn(self, found: Drawn) -> None:
        plan = self._plan
        if plan is None or found.paper.seed != self.seed.text().strip():
            return
        self.trouble.clear()
        rows = [
            PaperRow(item, plan.sections[item.section - 1].title, found.questions[item.question_id])
            for item in found.paper.items
        ]
        self.fingerprint.setText(self.tr("Fingerprint {text}").format(text=found.paper.fingerprint[:16]))
        self.fingerprint.setToolTip(found.paper.fingerprint)
        self.table.set_rows(rows, tuple(map(measure.scaled, (48, 130, 110))))
        self.table.select_row(0)

    def _on_print(self) -> None:
        plan, seed = self._plan, self.seed.text().strip()
        if plan is None or not seed:
            return
        store, actor = self.session.store, self.session.signed_in()
        self.trouble.clear()
        job = self.session.jobs.start(lambda progress: printed_with_sheet(store, actor, plan, seed, progress))
        job.done.connect(self._on_printed)
        job.failed.connect(self._on_not_printed)

    def _on_printed(self, made: tuple[str, bytes]) -> None:
        number, pdf = made
        PdfDialog(self.tr("Paper {number}").format(number=number), pdf, f"{number}.pdf", self).open()

    def _on_not_printed(self, error: BranchExamError) -> None:
        self.trouble.tell(say(error), "bad")

    def _on_failed(self, error: BranchExamError) -> None:
        self.table.set_rows(())
        self.view.clear()
        self.fingerprint.setText("")
        self.trouble.tell(say(error), "bad")

    def _show_chosen(self) -> None:
        row = self.table.current_row()
        if row is None:
            self.view.clear()
            return
        self.view.show_question(
            row.question, order=row.item.option_order, part_orders=row.item.part_orders, points=row.item.points
        )
