"""The result: passed or not in one glance, by section, what was wrong and why, the certificate; then the way out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.certificates.certificate import Certificate, certificates, issue_due, state
from desktop_app.exams.plans import day_of
from desktop_app.exams.records import section_times
from desktop_app.exams.results import Result, answers_wait, result, wrong_answers
from desktop_app.ui import theme
from desktop_app.ui.candidate.bar import top_bar
from desktop_app.ui.candidate.countdown import Countdown
from desktop_app.ui.candidate.points import plain
from desktop_app.ui.candidate.time_left import as_clock
from desktop_app.ui.candidate.wrong_answer import wrong_answer
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.enter import pressed_by_enter
from desktop_app.ui.widgets.icon import IconLabel
from desktop_app.ui.widgets.panels import Banner, Card, EmptyState, scrolling
from desktop_app.ui.widgets.score_bar import ScoreBar
from desktop_app.ui.widgets.text import button, label, restyle
from desktop_app.words import say

_TOPICS = frozenset({"results", "sittings", "certificates"})


class ResultPage(QWidget):
    """``certificate_wanted`` carries a serial; ``left``: the candidate is signed out; ``went_back``: to Home, where
    ``back`` offers that: a result of earlier."""

    certificate_wanted = Signal(str)
    left = Signal()
    went_back = Signal()

    def __init__(self, session: Session, sitting_id: str, *, back: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.session, self._sitting_id = session, sitting_id
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        bar, self.back = top_bar(
            session.store.setting("branch"), session.signed_in(), self.tr("Back"), self.went_back.emit, "arrow-left"
        )
        self.back.setVisible(back)
        outer.addWidget(bar)
        self._holder = QVBoxLayout()
        self._holder.setContentsMargins(theme.GROUP, theme.GROUP, theme.GROUP, 0)
        self.banner = Banner()
        self._holder.addWidget(self.banner)
        outer.addLayout(self._holder, 1)
        outer.addWidget(self._foot())
        self._content: QWidget | None = None
        self.certificate_button: QWidget | None = None
        session.changed.connect(self._on_changed)
        self.reload()
        # A plan may issue by itself. Where nothing is due, nothing happens; where it cannot, an examiner is told why.
        actor, store = session.signed_in(), session.store
        job = session.jobs.start(lambda _: issue_due(store, actor, system_clock()))
        job.failed.connect(self._on_not_issued)
        job.broke.connect(self._on_broke)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102
        super().showEvent(event)
        (self.certificate_button or self.countdown.out).setFocus()

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("role", "foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.GROUP, 8, theme.GROUP, 8)
        row.addStretch(1)
        self.countdown = Countdown()
        self.countdown.over.connect(self.left)
        row.addWidget(self.countdown)
        return foot

    def _on_changed(self, topics: frozenset[str]) -> None:
        if topics & _TOPICS and self.session.actor is not None:
            self.reload()

    def _on_not_issued(self, error: BranchExamError) -> None:
        self.banner.tell(say(error), "caution")

    def _on_broke(self, error: Exception) -> None:
        raise error

    def reload(self) -> None:
        """Read the result from the store again."""
        if self._content is not None:
            self._holder.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self.certificate_button = None
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 8, theme.GROUP)
        box.setSpacing(theme.GAP)
        try:
            found = result(self.session.store, self._sitting_id)
        except BranchExamError as error:
            box.addWidget(EmptyState("info", say(error)))
        else:
            self._fill(box, found)
        box.addStretch(1)
        self._content = scrolling(inner)
        self._holder.addWidget(self._content)

    def _fill(self, box: QVBoxLayout, found: Result) -> None:
        ended = {
            "time": self.tr("The time was up: the paper was handed in by itself. Every answer saved before counts."),
            "examiner": self.tr("The examiner ended the exam. Every answer saved before counts."),
            "exam_closed": self.tr("The exam was closed for everybody. Every answer saved before counts."),
        }.get(found.ended_by)
        if ended:
            said = Banner()
            box.addWidget(said)
            said.tell(ended, "caution")
        if not found.visible:
            box.addWidget(self._withheld(found))
            return
        box.addWidget(self._glance(found))
        box.addWidget(self._sections(found))
        store, me = self.session.store, self.session.signed_in()
        if answers_wait(store, found):
            words = self.tr("The answers are shown when you have handed in the exam under way.")
            box.addWidget(label(words, "muted", wrap=True))
            return
        wrong = wrong_answers(store, me, self._sitting_id)
        if wrong:
            box.addWidget(label(self.tr("What was not fully right ({n})").format(n=len(wrong)), "heading"))
            for one in wrong:
                box.addWidget(wrong_answer(one))
        elif found.show_answers:
            box.addWidget(label(self.tr("Every answer is right."), "subheading"))

    # ------------------------------------------------------------ parts

    def _withheld(self, found: Result) -> Card:
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(IconLabel("circle-check", theme.current().good, 32))
        row.addWidget(label(self.tr("Submitted"), "title"))
        row.addStretch(1)
        card.box.addLayout(row)
        card.box.addWidget(label(found.title, "subheading", wrap=True))
        if not found.outcome.complete:
            words = self.tr(
                "An examiner marks your written answers; then the result is shown here. All your answers are kept."
            )
        else:
            words = self.tr("The examiner releases the result; then it is shown here. All your answers are kept.")
        card.box.addWidget(label(words, wrap=True))
        return card

    def _glance(self, found: Result) -> Card:
        outcome, colours = found.outcome, theme.current()
        passed = bool(outcome.passed)
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(12)
        symbol = IconLabel("circle-check" if passed else "circle-alert", colours.good if passed else colours.bad, 36)
        verdict = label(self.tr("Passed") if passed else self.tr("Not passed"), "title")
        restyle(verdict, state="good" if passed else "bad")
        score = label(f"{plain(outcome.score)} / {plain(outcome.max_score)}", "title")
        row.addWidget(symbol)
        row.addWidget(verdict)
        row.addSpacing(theme.GROUP)
        row.addWidget(score)
        row.addStretch(1)
        one = self._certificate()
        self.certificate_button = None
        if one is not None:
            made = button(
                self.tr("Open, print the certificate"),
                lambda: self.certificate_wanted.emit(one.serial),
                role="primary",
                symbol="award",
            )
            self.certificate_button = made
            row.addWidget(made)
        card.box.addLayout(row)
        card.box.addWidget(label(found.title, "subheading", wrap=True))
        need = outcome.max_score * found.pass_percent / 100
        words = self.tr("{score} of {max} marks, {need} needed").format(
            score=plain(outcome.score), max=plain(outcome.max_score), need=plain(need)
        )
        share = float(outcome.score / outcome.max_score) if outcome.max_score else 0.0
        card.box.addWidget(ScoreBar(share, float(found.pass_percent / 100), words, height=16))
        card.box.addWidget(label(words, "muted"))
        if not passed and outcome.score >= need:
            short = self.tr("The marks were enough, but a section is below its own minimum.")
            card.box.addWidget(label(short, wrap=True))
        if passed and one is None:
            card.box.addWidget(label(self.tr("The certificate stands here once the examiner has issued it."), "muted"))
        return card

    def _sections(self, found: Result) -> Card:
        card = Card(self.tr("By section"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        times = section_times(self.session.store, self._sitting_id)
        for n, section in enumerate(found.outcome.sections):
            share = float(section.score / section.max_score) if section.max_score else 0.0
            mark = float(section.min_percent / 100) if section.min_percent else None
            figures = f"{plain(section.score)} / {plain(section.max_score)}"
            grid.addWidget(label(section.title), n, 0)
            grid.addWidget(ScoreBar(share, mark, f"{section.title} {figures}"), n, 1)
            number = label(figures)
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(number, n, 2)
            words = self.tr("below its minimum") if not section.passed else ""
            note = label(words)
            restyle(note, state="bad")
            grid.addWidget(note, n, 3)
            if any(times):
                # On paper nobody saw how long it took.
                took = self.tr("time used {time}").format(time=as_clock(times[n]))
                grid.addWidget(label(took, "muted"), n, 4)
        card.box.addLayout(grid)
        return card

    def _certificate(self) -> Certificate | None:
        store = self.session.store
        today = day_of(store, system_clock().at)
        mine = certificates(store, staff_no=self.session.signed_in().staff_no)
        found = (one for one in mine if one.sitting_id == self._sitting_id and state(one, today).value == "valid")
        return next(found, None)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if pressed_by_enter(event):
            return
        if event.key() == Qt.Key.Key_Escape and self.back.isVisible():
            self.went_back.emit()
        else:
            super().keyPressEvent(event)
