"""Before the exam, on one page: what, how long, how many, how it is marked, what a power cut does; and the start."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.banks.question import Kind
from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.base.progress import Progress
from desktop_app.exams.admission import ExamForMe, NotAdmitted, open_for
from desktop_app.exams.plan import Abandoned, Admission, ExamPlan, Issue, MultipleRule, Outage, Release, Section
from desktop_app.exams.sitting import Sitting, start
from desktop_app.ui import theme
from desktop_app.ui.candidate.bar import top_bar
from desktop_app.ui.candidate.points import plain
from desktop_app.ui.jobs import Job
from desktop_app.ui.moments import minutes, when, zone
from desktop_app.ui.session import Session
from desktop_app.ui.widgets import labelled, measure
from desktop_app.ui.widgets.choice_row import CheckRow
from desktop_app.ui.widgets.enter import is_enter, pressed_by_enter
from desktop_app.ui.widgets.panels import Banner, Card, Waiting, scrolling
from desktop_app.ui.widgets.rich_text import RichText
from desktop_app.ui.widgets.text import button, label
from desktop_app.ui.widgets.while_shown import WhileShown
from desktop_app.words import say

_LOOK_AGAIN_MS = 3000


class BeforePage(QWidget):
    """``started`` carries the sitting, ``left``: back to Home. While an examiner has to let the candidate in, or on,
    the page looks again by itself."""

    started = Signal(object)
    left = Signal()

    def __init__(self, session: Session, exam_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.session, self._exam_id = session, exam_id
        self._job: Job | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        here_alone = session.signed_in().only_exam is not None
        way_out, symbol = (self.tr("Sign out"), "log-out") if here_alone else (self.tr("Back"), "arrow-left")
        bar, self.back = top_bar(session.store.setting("branch"), session.signed_in(), way_out, self._on_back, symbol)
        outer.addWidget(bar)
        self._holder = QVBoxLayout()
        self._holder.setContentsMargins(theme.GROUP, theme.GROUP, theme.GROUP, theme.GROUP)
        outer.addLayout(self._holder, 1)
        self.banner = Banner()
        self.waiting = Waiting()
        self.waiting.cancelled.connect(self._on_cancel)
        self.honest = CheckRow("", self.tr("I answer by myself, without help and without aids that were not allowed."))
        self.honest.toggled.connect(lambda _: self._enable())
        self.slip = labelled.line(longest=20)
        self.slip.textChanged.connect(lambda _: self._enable())
        self.start = button(self.tr("Start the exam"), self._on_start, role="primary", symbol="play")
        self._mine = self._read()
        self._lay_out()
        outer.addWidget(self._foot())
        self._again = WhileShown(self, _LOOK_AGAIN_MS, self._look)
        self._look()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102
        super().showEvent(event)
        (self.slip if self._wants_slip else self.start if self._resumes else self.honest).setFocus()

    # ------------------------------------------------------------ layout

    def _lay_out(self) -> None:
        card = Card()
        measure.keep(card, lambda: card.setMaximumWidth(measure.scaled(820)))
        if self._mine is None:
            card.box.addWidget(label(self.tr("This exam is not open to you any more."), "subheading", wrap=True))
        else:
            self._fill(card, self._mine)
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(card, 20, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self._holder.addWidget(scrolling(inner), 1)
        self._holder.addWidget(self.banner)

    def _foot(self) -> QFrame:
        """The promise and the start stay in view, however long the plan is."""
        foot = QFrame()
        foot.setProperty("role", "foot")
        box = QVBoxLayout(foot)
        box.setContentsMargins(theme.GROUP, 8, theme.GROUP, 8)
        box.setSpacing(8)
        if self._wants_slip:
            measure.keep(self.slip, lambda: self.slip.setMaximumWidth(measure.scaled(320)))
            labelled.field(box, self.tr("Code on your start slip"), self.slip)
        box.addWidget(self.waiting)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self.honest, 1)
        if self._resumes:
            row.addStretch(1)
            self.start.setText(self.tr("Go on"))
            self.start.setAccessibleName(self.start.text())
        row.addWidget(self.start)
        box.addLayout(row)
        # Only now do they have a parent: shown before, they would be windows of their own for a moment.
        self.honest.setVisible(self._mine is not None and not self._resumes)
        self.start.setVisible(self._mine is not None)
        return foot

    def _fill(self, card: Card, one: ExamForMe) -> None:
        plan = one.exam.plan
        title = RichText(28, bold=True)
        title.set_content(one.exam.title)
        card.box.addWidget(title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GROUP)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for n, (name, text) in enumerate(self._facts(one, plan)):
            head = label(name, "muted")
            head.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(head, n, 0)
            grid.addWidget(label(text, wrap=True), n, 1)
        card.box.addLayout(grid)

    def _facts(self, one: ExamForMe, plan: ExamPlan) -> list[tuple[str, str]]:
        questions = sum(section.number for section in plan.sections)
        parts = "\n".join(self._part(section) for section in plan.sections)
        facts = [
            (self.tr("Time"), minutes(one.allowed_ms)),
            (
                self.tr("Questions"),
                self.tr("{n} questions, {points} marks in all").format(n=questions, points=plain(plan.max_score)),
            ),
            (self.tr("Parts"), parts),
            (self.tr("Passed with"), self._pass_rule(plan)),
            *([(self.tr("Marking"), self._marking(plan.multiple_rule))] if _may_ask(plan, Kind.MULTIPLE) else []),
            (self.tr("Power cut"), self._outage(plan)),
            (self.tr("Result"), self._result(plan)),
            (self.tr("Start by"), when(one.closes_at, zone(self.session.store))),
        ]
        if one.exam.room:
            facts.append((self.tr("Room"), one.exam.room))
        if one.seat:
            facts.append((self.tr("Seat"), one.seat))
        if plan.sample:
            words = self.tr("This is a sample paper: its questions can be read by anyone.")
            facts.insert(0, (self.tr("Sample"), words))
        return facts

    def _part(self, section: Section) -> str:
        part = self.tr("{title}: {n} questions, each worth {points}").format(
            title=section.title, n=section.number, points=plain(section.points)
        )
        if not section.minutes:
            return part
        return part + self.tr("; {n} minutes, then this part is closed").format(n=section.minutes)

    def _pass_rule(self, plan: ExamPlan) -> str:
        points = plan.max_score * plan.pass_percent / 100
        text = self.tr("{percent} % ({points} marks)").format(percent=plain(plan.pass_percent), points=plain(points))
        least = [
            self.tr("{title} at least {percent} %").format(title=section.title, percent=plain(section.min_percent))
            for section in plan.sections
            if section.min_percent
        ]
        return "\n".join([text, *least])

    def _marking(self, rule: MultipleRule) -> str:
        match rule:
            case MultipleRule.ALL_OR_NOTHING:
                return self.tr("Multiple choice earns its marks only when exactly the right options are chosen.")
            case MultipleRule.SHARE:
                return self.tr(
                    "Multiple choice: each right option earns its share; with a wrong one the question earns nothing."
                )
            case MultipleRule.HALF:
                return self.tr(
                    "Multiple choice: right but incomplete earns half; with a wrong one the question earns nothing."
                )
            case MultipleRule.CREDITS:
                return self.tr("Each option has a value of its own; a question never earns less than 0.")

    def _outage(self, plan: ExamPlan) -> str:
        saved = self.tr("Every answer shown as saved is kept.")
        match plan.outage:
            case Outage.STOP:
                clock = self.tr("The clock stops until the exam goes on.")
            case Outage.RUN_ON:
                clock = self.tr("The clock runs on.")
            case Outage.STOP_UP_TO:
                clock = self.tr("The clock stops, {n} minutes in all at most; then it runs on.").format(
                    n=plan.outage_minutes
                )
        alone = self.tr(
            "After the first {n} interruption(s) it goes on by itself; after more, an examiner must let it go on."
        ).format(n=plan.resumes_alone)
        if plan.resumes_alone == 0:
            alone = self.tr("After any interruption an examiner must let the exam go on.")
        back = self.tr("A sitting that nobody comes back to does not count.")
        return " ".join((saved, clock, alone, *([back] if plan.abandoned is Abandoned.VOID else [])))

    def _result(self, plan: ExamPlan) -> str:
        if plan.release is Release.BY_EXAMINER:
            return self.tr("The examiner releases it.")
        text = self.tr("It is shown after submitting.")
        if plan.issue is Issue.AUTO:
            text = self.tr("It is shown after submitting; whoever passes gets the certificate at once.")
        if _may_ask(plan, Kind.ESSAY):
            text += " " + self.tr("Where there are essays, an examiner marks them first.")
        return text

    # ------------------------------------------------------------ may it start?

    def _read(self) -> ExamForMe | None:
        mine = open_for(self.session.store, self.session.signed_in().staff_no, system_clock())
        return next((one for one in mine if one.exam.id == self._exam_id), None)

    @property
    def _resumes(self) -> bool:
        return self._mine is not None and self._mine.sitting_id is not None

    @property
    def _wants_slip(self) -> bool:
        one = self._mine
        return one is not None and isinstance(one.obstacle, NotAdmitted) and one.exam.plan.admission is Admission.SLIP

    def _look(self) -> None:
        """Look whether it can start: the examiner may have let the candidate in meanwhile, at another window."""
        if self._job is not None or self.session.actor is None:
            return
        self._mine = self._read()
        one = self._mine
        if one is not None and not self._wants_slip and one.obstacle is not None:
            self.banner.tell(say(one.obstacle), "caution")
        elif one is not None and one.held:
            self.banner.tell(
                self.tr("Your exam was interrupted. Everything is kept; the examiner must let it go on."), "caution"
            )
        elif self._waits:
            self.banner.clear()
        self._waits = one is not None and not one.can_start and not self._wants_slip
        self._enable()

    _waits = False

    def _enable(self) -> None:
        one = self._mine
        ready = one is not None and (one.can_start or (self._wants_slip and bool(self.slip.text().strip())))
        agreed = self._resumes or self.honest.isChecked()
        self.start.setEnabled(ready and agreed and self._job is None)

    # ------------------------------------------------------------ starting

    def _on_start(self) -> None:
        if not self.start.isEnabled():
            return
        store, actor, exam_id = self.session.store, self.session.signed_in(), self._exam_id
        slip = self.slip.text().strip() if self._wants_slip else None
        self.banner.clear()

        def _work(progress: Progress) -> Sitting:
            progress(0, 0)
            return start(store, actor, exam_id, system_clock(), slip=slip)

        self._job = self.session.jobs.start(_work)
        self._job.done.connect(self._on_started)
        self._job.failed.connect(self._on_failed)
        self._job.cancelled.connect(self._on_ended)
        self._job.broke.connect(self._on_broke)
        self._enable()
        self.waiting.begin(self.tr("Preparing your paper …"))

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_ended(self) -> None:
        self._job = None
        self.waiting.end()
        self._enable()

    def _on_started(self, sitting: Sitting) -> None:
        self._again.stop()
        self._on_ended()
        self.started.emit(sitting)

    def _on_failed(self, error: BranchExamError) -> None:
        self._on_ended()
        self.banner.tell(say(error), "bad")

    def _on_broke(self, error: Exception) -> None:
        self._on_ended()
        raise error

    def _on_back(self) -> None:
        if self._job is None:
            self._again.stop()
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if pressed_by_enter(event):
            return
        if is_enter(event):
            self._on_start()
        elif event.key() == Qt.Key.Key_Escape:
            self._on_back()
        else:
            super().keyPressEvent(event)


def _may_ask(plan: ExamPlan, kind: Kind) -> bool:
    """Whether a paper of the plan may hold such a question: a section may name no kind, and a case holds any."""
    return any(section.kind in (None, kind, Kind.SCENARIO) for section in plan.sections)
