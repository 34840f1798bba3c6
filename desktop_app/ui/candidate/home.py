"""A candidate's first page: what is open to me, what came of what I sat, my certificates."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.base.progress import Progress
from desktop_app.certificates.certificate import Certificate, certificates, state
from desktop_app.exams.admission import ExamForMe, NotAdmitted, open_for
from desktop_app.exams.plans import day_of
from desktop_app.exams.records import SittingRow, sittings
from desktop_app.practice.practising import take_over_exams
from desktop_app.practice.progress import Today, today
from desktop_app.ui import theme
from desktop_app.ui.candidate.bar import top_bar
from desktop_app.ui.candidate.points import plain
from desktop_app.ui.moments import minutes, when, zone
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.elided import ElidedLabel
from desktop_app.ui.widgets.enter import pressed_by_enter
from desktop_app.ui.widgets.icon import IconLabel
from desktop_app.ui.widgets.panels import Card, EmptyState, scrolling
from desktop_app.ui.widgets.text import button, label, restyle
from desktop_app.ui.widgets.while_shown import WhileShown
from desktop_app.words import phrase, say

_LOOK_AGAIN_MS = 5000
_TOPICS = frozenset({"exams", "sittings", "results", "certificates", "staff"})
_Mine = tuple[tuple[ExamForMe, ...], tuple[SittingRow, ...], tuple[Certificate, ...]]


def _as_told(mine: _Mine) -> object:
    """What of it is shown: two errors are never equal, their sentences are."""
    exams, *rest = mine
    return [(replace(one, obstacle=None), one.obstacle and say(one.obstacle)) for one in exams], rest


class HomePage(QWidget):
    """``exam_chosen`` carries an exam's id, ``result_wanted`` a sitting's, ``certificate_wanted`` a serial; ``left``:
    the candidate signs out. Exams open and close by the clock, and by other windows: it looks again by itself."""

    exam_chosen = Signal(str)
    result_wanted = Signal(str)
    certificate_wanted = Signal(str)
    practice_wanted = Signal()
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.session = session
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        bar, _ = top_bar(
            session.store.setting("branch"), session.signed_in(), self.tr("Sign out"), self.left.emit, "log-out"
        )
        outer.addWidget(bar)
        self._holder = QVBoxLayout()
        self._holder.setContentsMargins(theme.GROUP, theme.GROUP, theme.GROUP, 0)
        outer.addLayout(self._holder, 1)
        self._content: QWidget | None = None
        self._first: QWidget | None = None
        session.changed.connect(self._on_changed)
        self._shown: object = None
        self._waits = self.tr("Looking at what waits today …")
        self.reload()
        self._look_at_practice()
        self._again = WhileShown(self, _LOOK_AGAIN_MS, self.look)

    def _on_changed(self, topics: frozenset[str]) -> None:
        if topics & _TOPICS and self.session.actor is not None:
            self.reload()

    def look(self) -> None:
        """Read again, and show it where it has changed."""
        if self.session.actor is not None and _as_told(self._read()) != self._shown:
            self.reload()

    def _read(self) -> _Mine:
        store, me = self.session.store, self.session.signed_in()
        rows = sittings(store, staff_no=me.staff_no)
        return (
            open_for(store, me.staff_no, system_clock()),
            tuple(row for row in rows if row.state in ("submitted", "void")),
            certificates(store, staff_no=me.staff_no),
        )

    def reload(self) -> None:
        """Read everything from the store again."""
        if self._content is not None:
            self._holder.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._first = None
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 8, theme.GROUP)
        box.setSpacing(theme.GROUP)
        mine, ended, certified = read = self._read()
        self._shown = _as_told(read)
        box.addWidget(self._exams(mine))
        box.addWidget(self._practice())
        if ended:
            box.addWidget(self._results(ended))
        if certified:
            box.addWidget(self._certificates(certified))
        box.addStretch(1)
        self._content = scrolling(inner)
        self._holder.addWidget(self._content)

        if self.isVisible() and self._first is not None:
            self._first.setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102
        super().showEvent(event)
        if self._first is not None:
            self._first.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if not pressed_by_enter(event):
            super().keyPressEvent(event)

    # ------------------------------------------------------------ exams

    def _exams(self, mine: tuple[ExamForMe, ...]) -> Card:
        card = Card(self.tr("Exams open to me"))
        if not mine:
            empty = self.tr("No exam is open to you now. The examiner opens one and says when.")
            card.box.addWidget(EmptyState("calendar-clock", empty))
        first = True
        for one in mine:
            can = one.can_start or isinstance(one.obstacle, NotAdmitted)
            card.box.addLayout(self._exam(one, primary=first and can))
            first = first and not can
        return card

    def _exam(self, one: ExamForMe, *, primary: bool) -> QHBoxLayout:
        place = zone(self.session.store)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(label(one.exam.title, "subheading", wrap=True))
        facts = [
            minutes(one.allowed_ms),
            self.tr("attempts left: {n}").format(n=one.attempts_left),
            self.tr("start by {when}").format(when=when(one.closes_at, place)),
        ]
        facts += [self.tr("seat {seat}").format(seat=one.seat)] if one.seat else []
        if one.exam.plan.sample:
            facts.insert(0, phrase("sample"))
        words.addWidget(label(" · ".join(facts), "muted", wrap=True))
        if one.held:
            waiting = self.tr("Interrupted: the examiner must let it go on.")
            words.addWidget(restyled(waiting, "caution"))
        elif one.obstacle is not None:
            words.addWidget(restyled(say(one.obstacle), "caution"))
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addLayout(words, 1)
        verb = self.tr("Go on") if one.sitting_id else self.tr("To the exam")
        made = button(
            verb, lambda: self.exam_chosen.emit(one.exam.id), role="primary" if primary else "", symbol="play"
        )
        made.setAccessibleName(f"{verb}: {one.exam.title}")
        made.setEnabled(one.can_start or one.held or isinstance(one.obstacle, NotAdmitted))
        row.addWidget(made)
        if primary:
            self._first = made
        return row

    # ------------------------------------------------------------ practice

    def _practice(self) -> Card:
        card = Card(self.tr("Practise today"))
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        self.waits = label(self._waits, "muted", wrap=True)
        row.addWidget(self.waits, 1)
        made = button(self.tr("To the practice"), self.practice_wanted.emit, symbol="book-open")
        row.addWidget(made)
        card.box.addLayout(row)
        if self._first is None:
            self._first = made
        return card

    def _look_at_practice(self) -> None:
        """What waits, behind the first sight of the page: large banks take a moment. What an exam showed to be wrong
        comes into the book first."""
        store, me = self.session.store, self.session.signed_in()

        def work(step: Progress) -> Today:
            step(0, 0)
            now = system_clock()
            take_over_exams(store, me, now)
            return today(store, me, me.staff_no, now)

        job = self.session.jobs.start(work)
        job.done.connect(self._on_today)
        job.failed.connect(self._on_today_unknown)

    def _on_today(self, found: Today) -> None:
        facts = [
            (found.due, self.tr("due {n}")),
            (found.fresh, self.tr("new {n}")),
            (found.wrong, self.tr("in the wrong-question book {n}")),
            (found.changed, self.tr("on new rules {n}")),
        ]
        told = [words.format(n=n) for n, words in facts if n]
        if not told:
            told = [self.tr("Nothing waits today; any topic can be practised.")]
        if found.done:
            told.append(self.tr("done today {n}").format(n=found.done))
        if found.streak:
            told.append(self.tr("days in a row {n}").format(n=found.streak))
        self._tell(" · ".join(told))

    def _on_today_unknown(self, error: BranchExamError) -> None:
        self._tell(say(error))

    def _tell(self, words: str) -> None:
        self._waits = words
        self.waits.setText(words)

    # ------------------------------------------------------------ results

    def _results(self, rows: tuple[SittingRow, ...]) -> Card:
        card = Card(self.tr("My results"))
        for one in rows:
            card.box.addLayout(self._result(one))
        return card

    def _result(self, one: SittingRow) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(label(one.title, wrap=True), 1)
        row.addWidget(label(when(one.ended_at, zone(self.session.store)), "muted"))
        words, look = self._state_of(one)
        row.addWidget(restyled(words, look))
        made = button(self.tr("Look at it"), lambda: self.result_wanted.emit(one.id))
        made.setAccessibleName(self.tr("Look at the result: {title}").format(title=one.title))
        made.setEnabled(one.state == "submitted")
        row.addWidget(made)
        return row

    def _state_of(self, one: SittingRow) -> tuple[str, str]:
        if one.state == "void":
            return self.tr("Does not count"), "caution"
        if not one.released:
            return self.tr("Result not released yet"), ""
        if one.marks_awaited or one.score is None or one.max_score is None:
            return self.tr("Marks awaited"), ""
        score = f"{plain(one.score)} / {plain(one.max_score)}"
        if one.passed:
            return self.tr("Passed  {score}").format(score=score), "good"
        return self.tr("Not passed  {score}").format(score=score), "bad"

    # ------------------------------------------------------------ certificates

    def _certificates(self, mine: tuple[Certificate, ...]) -> Card:
        card = Card(self.tr("My certificates"))
        today = day_of(self.session.store, system_clock().at)
        for one in mine:
            row = QHBoxLayout()
            row.setSpacing(theme.GAP)
            row.addWidget(IconLabel("award", theme.current().accent))
            row.addWidget(label(one.facts.title, wrap=True), 1)
            row.addWidget(ElidedLabel(one.serial, "muted"))
            row.addWidget(label(self.tr("valid until {day}").format(day=one.facts.valid_until.isoformat())))
            now = state(one, today)
            row.addWidget(restyled(phrase(f"certificate_{now.value}"), "good" if now.value == "valid" else "caution"))
            made = button(self.tr("Open, print"), partial(self.certificate_wanted.emit, one.serial), symbol="printer")
            made.setAccessibleName(self.tr("Open and print the certificate {serial}").format(serial=one.serial))
            row.addWidget(made)
            card.box.addLayout(row)
        return card


def restyled(text: str, look: str) -> QWidget:
    """A label in the colour of a state: good, caution, bad, or none."""
    made = label(text, wrap=len(text) > 24)
    if look:
        restyle(made, state=look)
    return made
