"""The form that opens an exam: plan, people, window of time, room; says what a plan lacks before the day.

Must not know when a plan can be drawn: the exams' room says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.base.progress import Progress
from desktop_app.exams.exam import Exam, open_exam
from desktop_app.exams.make_up import MayAgain, Why, open_make_up
from desktop_app.exams.plan import ExamPlan
from desktop_app.exams.plans import check_plan_in_store, day_of, plans
from desktop_app.exams.pool import Shortage
from desktop_app.ui import moments
from desktop_app.ui.examiner.people_choice import PeopleChoice
from desktop_app.ui.examiner.plan_editor import shortage_text
from desktop_app.ui.examiner.subview import Subview
from desktop_app.ui.examiner.working import Working
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.columns import Columns
from desktop_app.ui.widgets.form import Form
from desktop_app.ui.widgets.instants import InstantEdit
from desktop_app.ui.widgets.panels import Banner, Card, scrolling
from desktop_app.ui.widgets.quiet import QuietCombo
from desktop_app.ui.widgets.text import button, label
from desktop_app.words import phrase, say

OFFERED = timedelta(hours=4)
_PAUSE_MS = 250
_MOST_LINES = 5


class ExamForm(Subview):
    """``opened`` carries the exam."""

    opened = Signal(object)

    def __init__(self, session: Session, working: Working) -> None:
        super().__init__("", "")
        self.head.title.setText(self.tr("Open an exam"))
        self.back.setText(self.tr("Exams"))
        self.back.setAccessibleName(self.tr("Back to the exams"))
        self._session, self._working = session, working
        self._plans: tuple[ExamPlan, ...] = plans(session.store)
        zone = moments.zone(session.store)
        self.plan = QuietCombo()
        for one in self._plans:
            self.plan.addItem(f"{one.title} ({one.code})", one.code)
        self.about = label("", "muted", wrap=True)
        self.lacks = Banner()
        self.title, self.room = QLineEdit(), QLineEdit()
        self.opens, self.closes = InstantEdit(zone), InstantEdit(zone)
        now = system_clock().at.replace(second=0, microsecond=0)
        self.opens.set_instant(now)
        self.closes.set_instant(now + OFFERED)
        self._first: Exam | None = None
        self.why = Banner()
        self.people = PeopleChoice(session.store)
        self.go = button(self.tr("Open the exam"), self._on_open, role="primary", symbol="calendar-clock")
        self.head.add(self.go)
        columns = Columns((1, 1), 380)
        columns.boxes[0].addWidget(self._what_card())
        columns.boxes[0].addStretch(1)
        who = Card(self.tr("Who sits it"))
        who.box.addWidget(self.why)
        who.box.addWidget(self.people, 1)
        columns.boxes[1].addWidget(who, 1)
        self.box.addWidget(scrolling(columns), 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self._check)
        self._asked: tuple[str, date] | None = None
        self.plan.currentIndexChanged.connect(lambda _: self._on_plan())
        self.opens.dateTimeChanged.connect(lambda _: self._soon.start())
        self.people.edited.connect(self._look)
        self._on_plan()

    def _what_card(self) -> Card:
        card = Card(self.tr("What and when"))
        form = Form()
        form.add(self.tr("Plan"), self.plan)
        form.box.addWidget(self.about)
        form.box.addWidget(self.lacks)
        form.add(self.tr("Title of the exam"), self.title, self.tr("Stands on the list of candidates."))
        form.add(self.tr("Room"), self.room)
        form.add(self.tr("Can be started from"), self.opens)
        form.add(
            self.tr("Can be started until"),
            self.closes,
            self.tr("Whoever has started by then has the plan's whole time."),
        )
        card.box.addWidget(form)
        return card

    # ------------------------------------------------------------ what is shown

    def choose(self, plan_code: str) -> None:
        """Offer this plan first."""
        self.plan.setCurrentIndex(max(self.plan.findData(plan_code), 0))

    def make_up(self, first: Exam, people: Sequence[MayAgain]) -> None:
        """Offer a make-up exam for these, with why; the choice is the examiner's."""
        self._first = first
        self.head.title.setText(self.tr("Open a make-up exam"))
        self.title.setText(self.tr("{title} (make-up)").format(title=first.title))
        self.room.setText(first.room)
        self.plan.setEnabled(False)
        closes, zone = self.closes.instant, moments.zone(self._session.store)
        wait = {one.staff_no: one for one in people if one.next_at and one.next_at > closes}
        self.people.choose(tuple(one.staff_no for one in people if one.staff_no not in wait))
        number = Counter(one.why for one in people)
        comma = self.tr(", ")
        words = comma.join(f"{phrase(f'again_{why.value}')} {number[why]}" for why in Why if number[why])
        text = self.tr("Offered: {who}. Attempts count over the exam and its make-ups.").format(who=words)
        if wait:
            listed = comma.join(f"{one.name} {moments.when(one.next_at, zone)}" for one in wait.values())
            text += "\n" + self.tr("Not chosen, for they must wait: {list}.").format(list=listed)
        self.why.tell(text)

    def _chosen(self) -> ExamPlan | None:
        place = self.plan.currentIndex()
        return self._plans[place] if 0 <= place < len(self._plans) else None

    def _on_plan(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            self.about.setText(self.tr("There is no plan yet: make one on the plans' page."))
        else:
            pieces = [
                self.tr("questions: {n}").format(n=sum(section.number for section in chosen.sections)),
                self.tr("{n} min").format(n=chosen.minutes),
                self.tr("passed from {n}%").format(n=format(chosen.pass_percent.normalize(), "f")),
            ]
            pieces += [self.tr("sample plan")] if chosen.sample else []
            self.about.setText(" · ".join(pieces))
            self.title.setPlaceholderText(chosen.title)
        self.lacks.clear()
        self._asked = None
        self._soon.start()
        self._look()

    def _look(self) -> None:
        ready = self._chosen() is not None and self.people.number > 0
        self.go.setEnabled(ready and not self.lacks.text)

    def _check(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        store, on = self._session.store, day_of(self._session.store, self.opens.instant)
        if self._asked == (chosen.code, on):
            return
        if self._working.busy:
            self._soon.start()
            return
        self._asked = (chosen.code, on)
        code = chosen.code
        self._working.start(
            self.tr("Looking whether the plan can be drawn …"),
            lambda _: check_plan_in_store(store, code, on),
            lambda missing: self._on_checked(code, missing),
            self._on_not_checked,
            looking=True,
            view=self,
        )

    def _on_checked(self, code: str, missing: tuple[Shortage, ...]) -> None:
        chosen = self._chosen()
        if chosen is None or chosen.code != code:
            return
        if missing:
            lines = [self.tr("This plan cannot be drawn on that day. Nothing can be opened until it can:")]
            lines += [shortage_text(one) for one in missing[:_MOST_LINES]]
            if len(missing) > _MOST_LINES:
                lines.append(self.tr("Further sections that lack something: {n}.").format(n=len(missing) - _MOST_LINES))
            self.lacks.tell("\n".join(lines), "bad")
        else:
            self.lacks.clear()
        self._look()

    def _on_not_checked(self, error: BranchExamError) -> None:
        self.lacks.tell(say(error), "bad")
        self._look()

    # ------------------------------------------------------------ what is done

    def _on_open(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        session, actor = self._session, self._session.signed_in()
        opens, closes = self._window()
        staff_nos, posts = self.people.staff_nos, self.people.posts
        title, room = self.title.text().strip(), self.room.text().strip()
        first, store = self._first, session.store
        made = (
            partial(open_exam, store, actor, chosen.code, posts=posts)
            if first is None
            else partial(open_make_up, store, actor, first.id)
        )

        def work(_: Progress) -> Exam:
            return made(
                staff_nos=staff_nos, opens_at=opens, closes_at=closes, room=room, title=title, reading=system_clock()
            )

        self._working.start(self.tr("Opening the exam …"), work, self.opened.emit)

    def _window(self) -> tuple[datetime, datetime]:
        return self.opens.instant, self.closes.instant
