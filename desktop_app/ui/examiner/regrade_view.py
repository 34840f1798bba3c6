"""Keys that changed since results went by them: which, whose results would change, and grading again with a reason.

Must not know how an answer is graded, or when a key counts as repaired.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from desktop_app.base.clock import system_clock
from desktop_app.base.progress import Progress
from desktop_app.certificates.certificate import issue_due
from desktop_app.exams.exam import Exam
from desktop_app.exams.regrading import Regraded, Repair, regrade_all, repairs, submitted
from desktop_app.staff import Actor, people
from desktop_app.store import Store
from desktop_app.ui.examiner.subview import Subview
from desktop_app.ui.examiner.working import Working
from desktop_app.ui.rows_model import Column
from desktop_app.ui.session import Session
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.form import Form
from desktop_app.ui.widgets.panels import EmptyState
from desktop_app.ui.widgets.question_view import plain_number
from desktop_app.ui.widgets.quiet import QuietCombo
from desktop_app.ui.widgets.table import Table
from desktop_app.ui.widgets.text import button, label
from desktop_app.words import phrase

_MOST_KEYS = 6
_LONGEST_STEM = 60


@dataclass(frozen=True, slots=True)
class Preview:
    """Which keys changed, and what grading again would do."""

    repairs: tuple[Repair, ...]
    changes: tuple[Regraded, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose results are looked at: of one exam, of a plan, or of all that drew from a bank."""

    exam_id: str | None = None
    plan_code: str | None = None
    bank: str | None = None


def look(store: Store, actor: Actor, scope: Scope, progress: Progress) -> Preview:
    """What would change; nothing is kept. Runs on the job's thread."""
    which = {"exam_id": scope.exam_id, "plan_code": scope.plan_code, "bank": scope.bank}
    found = repairs(store, **which, progress=progress)
    ids = submitted(store, **which) if found else ()
    return Preview(found, regrade_all(store, actor, ids, "", system_clock(), dry_run=True, progress=progress))


def apply(store: Store, actor: Actor, changes: tuple[Regraded, ...], why: str, progress: Progress) -> int:
    """Grade these again; gives how many were. Certificates that are issued by themselves follow."""
    ids = [one.sitting_id for one in changes]
    done = regrade_all(store, actor, ids, why, system_clock(), progress=progress)
    issue_due(store, actor, system_clock())
    return len(done)


class RegradeView(Subview):
    """``done`` carries how many results are new."""

    done = Signal(int)

    def __init__(self, session: Session, working: Working, exam: Exam | None = None, bank: str = "") -> None:
        """``exam``: that one first; ``bank``: all results whose questions came from it."""
        super().__init__("", "")
        self._session, self._working = session, working
        self._names = {one.staff_no: one.name for one in people(session.store, include_left=True)}
        self._changes: tuple[Regraded, ...] = ()
        self.head.title.setText(self.tr("Keys that changed"))
        self.back.setText(self.tr("Results"))
        self.back.setAccessibleName(self.tr("Back to the results"))
        self.go = button(self.tr("Grade again"), self._on_go, role="primary", symbol="check")
        self.head.add(self.go)
        self.scope = QuietCombo()
        self.scope.setAccessibleName(self.tr("Whose results"))
        self._scopes: list[Scope] = []
        if exam is not None:
            self._offer(self.tr("This exam: {title}").format(title=exam.title), Scope(exam_id=exam.id))
            plan = self.tr("All exams of the plan {code}").format(code=exam.plan_code)
            self._offer(plan, Scope(plan_code=exam.plan_code))
        if bank:
            self._offer(self.tr("All results with questions of the bank {code}").format(code=bank), Scope(bank=bank))
        self.scope.activated.connect(lambda _: self.look())
        self.keys = label("", wrap=True)
        self.count = label("", "muted", wrap=True)
        self.table: Table[Regraded] = Table(self.tr("Results that would change"), self._columns(), remember="regrade")
        self.empty = EmptyState("clipboard-check", "")
        self.why = QLineEdit()
        self.why.textChanged.connect(lambda _: self._able())
        self.why.returnPressed.connect(self._on_go)
        self._form = Form(widest=640)
        self._form.add(
            self.tr("Reason (stands on every new result)"),
            self.why,
            self.tr("All of them or none. Older results stay; certificates that were issued are not revoked by this."),
        )
        for widget in (self.scope, self.keys, self.count):
            self.box.addWidget(widget)
        self.box.addWidget(self.table, 1)
        self.box.addWidget(self.empty, 1)
        self.box.addWidget(self._form)
        self.first = self.scope
        self._show(None)
        self.look()

    def _offer(self, text: str, scope: Scope) -> None:
        self.scope.addItem(text)
        self._scopes.append(scope)

    def _columns(self) -> tuple[Column[Regraded], ...]:
        return (
            Column(self.tr("Number"), lambda r: r.staff_no, lambda r: (len(r.staff_no), r.staff_no)),
            Column(self.tr("Name"), lambda r: self._names.get(r.staff_no, "")),
            Column(self.tr("Score now"), lambda r: plain_number(r.score_before), lambda r: r.score_before, number=True),
            Column(self.tr("Score then"), lambda r: plain_number(r.score), lambda r: r.score, number=True),
            Column(self.tr("Result now"), lambda r: _result(r.passed_before)),
            Column(self.tr("Result then"), lambda r: _result(r.passed)),
        )

    # ------------------------------------------------------------ what is shown

    def look(self) -> None:
        """Work out what would change; nothing is kept."""
        store, actor, scope = self._session.store, self._session.signed_in(), self._scopes[self.scope.currentIndex()]
        self._show(None)
        self._working.start(
            self.tr("Comparing keys and results …"),
            lambda progress: look(store, actor, scope, progress),
            self._show,
            view=self,
        )

    def _show(self, found: Preview | None) -> None:
        self._changes = found.changes if found else ()
        seen = [one for one in self._changes if one.changed]
        self.table.set_rows(seen, [measure.scaled(width) for width in (90, 140, 100, 100, 130)])
        self.table.setVisible(bool(seen))
        self.empty.setVisible(not seen)
        self._form.setVisible(bool(self._changes))
        lines = [
            self.tr("{bank} · {stem} · results that went by the other key: {n}").format(
                bank=one.bank, stem=one.stem[:_LONGEST_STEM], n=one.sittings
            )
            for one in (found.repairs if found else ())
        ]
        if len(lines) > _MOST_KEYS:
            lines[_MOST_KEYS:] = [self.tr("Further questions: {n}.").format(n=len(lines) - _MOST_KEYS)]
        self.keys.setText("\n".join(lines))
        self.keys.setVisible(bool(lines))
        self.count.setText(self._counted(seen) if seen else "")
        self.count.setVisible(bool(seen))
        if found is None:
            self.empty.say(self.tr("Comparing keys and results …"))
        elif not found.repairs:
            self.empty.say(self.tr("Every result went by the keys that the banks hold today."))
        else:
            self.empty.say(self.tr("Keys changed, but no score and no verdict would be another."))
        self._able()

    def _counted(self, seen: list[Regraded]) -> str:
        passes = sum(1 for one in seen if one.passed and not one.passed_before)
        fails = sum(1 for one in seen if one.passed_before and one.passed is False)
        text = self.tr("Results that would change: {n} · would pass: {passes} · would no longer pass: {fails}")
        return text.format(n=len(seen), passes=passes, fails=fails)

    def _able(self) -> None:
        self.go.setEnabled(bool(self._changes) and bool(self.why.text().strip()))

    # ------------------------------------------------------------ what is done

    def _on_go(self) -> None:
        if not self.go.isEnabled():
            return
        store, actor, why, changes = self._session.store, self._session.signed_in(), self.why.text(), self._changes
        self._working.start(
            self.tr("Grading again …"), lambda progress: apply(store, actor, changes, why, progress), self.done.emit
        )


def _result(passed: bool | None) -> str:
    if passed is None:
        return phrase("result_marks_awaited")
    return phrase("result_passed") if passed else phrase("result_failed")
