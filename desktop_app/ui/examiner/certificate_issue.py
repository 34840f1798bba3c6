"""Issuing for an exam: who has earned a certificate, what stands in the way of the others.

Promises: a stop between two certificates says how many were issued; nothing is issued on a sample without a question.
Must not know who has earned one: the certificates' room says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal

from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.base.progress import Cancelled, Progress
from desktop_app.certificates.certificate import issuable, issue
from desktop_app.certificates.earned import Earned
from desktop_app.exams.exam import exams
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui import moments
from desktop_app.ui.examiner.subview import Subview
from desktop_app.ui.examiner.working import Working
from desktop_app.ui.rows_model import Column
from desktop_app.ui.session import Session
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.confirm import confirm
from desktop_app.ui.widgets.panels import EmptyState
from desktop_app.ui.widgets.question_view import plain_number
from desktop_app.ui.widgets.quiet import QuietCombo
from desktop_app.ui.widgets.table import Table
from desktop_app.ui.widgets.text import button, label
from desktop_app.words import phrase, say

_WHY_NOT = {
    "certificate_marks_awaited": "result_marks_awaited",
    "certificate_not_released": "result_withheld",
    "certificate_not_passed": "result_failed",
}


@dataclass(frozen=True, slots=True)
class IssuedNow:
    """What became of issuing: the serials, and a sentence for each that could not be issued."""

    serials: tuple[str, ...]
    refused: tuple[str, ...]
    stopped: bool


def issue_all(store: Store, actor: Actor, earned: tuple[Earned, ...], sample: bool, progress: Progress) -> IssuedNow:
    """Issue one after another. One that is refused does not stop the others; a stop comes between two."""
    serials: list[str] = []
    refused: list[str] = []
    for n, one in enumerate(earned):
        try:
            progress(n, len(earned))
        except Cancelled:
            return IssuedNow(tuple(serials), tuple(refused), True)
        try:
            made = issue(store, actor, one.sitting_id, system_clock(), confirm_sample=sample)
        except BranchExamError as error:
            refused.append(f"{one.holder} {one.staff_no}: {say(error)}")
        else:
            serials.append(made.facts.serial)
    return IssuedNow(tuple(serials), tuple(refused), False)


class IssueView(Subview):
    """``issued`` carries an ``IssuedNow``."""

    issued = Signal(object)

    def __init__(self, session: Session, working: Working, exam_id: str = "") -> None:
        super().__init__("", "")
        self._session, self._working = session, working
        self.head.title.setText(self.tr("Issue for an exam"))
        self.back.setText(self.tr("Certificates"))
        self.back.setAccessibleName(self.tr("Back to the certificates"))
        self.go = button("", self._on_go, role="primary", symbol="award")
        self.head.add(self.go)
        self.exam = QuietCombo()
        self.exam.setAccessibleName(self.tr("Exam"))
        zone = moments.zone(session.store)
        for one in exams(session.store):
            day = one.opens_at.astimezone(zone).date().isoformat()
            self.exam.addItem(f"{one.title}  {day}  {one.id}", one.id)
        self.exam.setCurrentIndex(max(self.exam.findData(exam_id), 0))
        self.exam.activated.connect(lambda _: self.fill())
        self.about = label("", "muted", wrap=True)
        self.table: Table[Earned] = Table(
            self.tr("Sittings of the exam"),
            (
                Column(self.tr("Number"), lambda e: e.staff_no, lambda e: (len(e.staff_no), e.staff_no)),
                Column(self.tr("Name"), lambda e: e.holder),
                Column(self.tr("Post"), lambda e: e.post),
                Column(
                    self.tr("Score"),
                    lambda e: plain_number(e.score) if e.score is not None else "",
                    lambda e: -1 if e.score is None else e.score,
                    number=True,
                ),
                Column(self.tr("Certificate"), self._standing),
            ),
            remember="certificate_issue",
        )
        self.table.selected.connect(self._look)
        self.empty = EmptyState("award", self.tr("Nobody has submitted a sitting in this exam yet."))
        for widget in (self.exam, self.about):
            self.box.addWidget(widget)
        self.box.addWidget(self.table, 1)
        self.box.addWidget(self.empty, 1)
        self.first = self.exam
        self.fill()

    def _standing(self, one: Earned) -> str:
        if not one.why_not:
            return self.tr("can be issued")
        if one.serial:
            return one.serial
        code = _WHY_NOT.get(one.why_not)
        return phrase(code) if code else ""

    # ------------------------------------------------------------ what is shown

    def fill(self) -> None:
        """Read the exam's sittings again."""
        exam_id = self.exam.currentData()
        rows = issuable(self._session.store, str(exam_id)) if exam_id else ()
        self.table.set_rows(rows, [measure.scaled(width) for width in (90, 180, 160, 80)])
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self._look()

    def _wanted(self) -> tuple[Earned, ...]:
        """Those that can be issued: among the selected ones where some are selected, else all."""
        chosen = self.table.selected_rows() or tuple(self.table.model_of_rows.rows)
        return tuple(one for one in chosen if not one.why_not)

    def _look(self) -> None:
        wanted = self._wanted()
        words = self.tr("Issue certificates ({n})").format(n=len(wanted)) if wanted else self.tr("Nothing to issue")
        self.go.setText(words)
        self.go.setAccessibleName(words)
        self.go.setEnabled(bool(wanted))
        rows = self.table.model_of_rows.rows
        self.about.setText(
            self.tr("{n} of {all} can be issued. Select rows to issue only those.").format(
                n=sum(1 for one in rows if not one.why_not), all=len(rows)
            )
            if rows
            else ""
        )

    # ------------------------------------------------------------ what is done

    def _on_go(self) -> None:
        wanted = self._wanted()
        if not any(one.plan.sample for one in wanted):
            self._issue(wanted, False)
            return
        confirm(
            self,
            self.tr("A sample plan"),
            self.tr("“{plan}” is a sample: anyone can read its questions. Issue on it all the same ({n})?").format(
                plan=wanted[0].plan.title, n=len(wanted)
            ),
            self.tr("Issue all the same"),
            lambda: self._issue(wanted, True),
            note=self.tr("Such a certificate says little about what its holder knows."),
        )

    def _issue(self, wanted: tuple[Earned, ...], sample: bool) -> None:
        store, actor = self._session.store, self._session.signed_in()
        self._working.start(
            self.tr("Issuing certificates ({n}) …").format(n=len(wanted)),
            lambda progress: issue_all(store, actor, wanted, sample, progress),
            self.issued.emit,
        )
