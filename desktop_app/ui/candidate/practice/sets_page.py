"""What to practise: today's set, new rules, the wrong-question book, a topic, a plan; and how far one has come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.base.progress import Progress
from desktop_app.exams.plan import ExamPlan
from desktop_app.exams.plans import day_of, plans
from desktop_app.practice import sets
from desktop_app.practice.practising import take_over_exams
from desktop_app.practice.progress import Today, TopicProgress, progress, today
from desktop_app.practice.sets import Practicable, Topic, Way
from desktop_app.practice.wrong_book import WrongTopic, take_out, wrong_topics
from desktop_app.ui import theme
from desktop_app.ui.candidate.bar import top_bar
from desktop_app.ui.jobs import Job
from desktop_app.ui.rows_model import Column
from desktop_app.ui.session import Session
from desktop_app.ui.topic_progress import topic_progress
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.confirm import confirm
from desktop_app.ui.widgets.enter import pressed_by_enter
from desktop_app.ui.widgets.panels import Banner, Card, EmptyState, Waiting, scrolling
from desktop_app.ui.widgets.table import Table
from desktop_app.ui.widgets.text import button, label
from desktop_app.words import say


@dataclass(frozen=True)
class _Read:
    """What the page shows."""

    today: Today
    wrong: tuple[WrongTopic, ...]
    topics: tuple[Topic, ...]
    plans: tuple[ExamPlan, ...]
    progress: tuple[TopicProgress, ...]


class SetsPage(QWidget):
    """``chosen`` carries a tuple of questions and the way to them; ``left``: back home."""

    chosen = Signal(object, object)
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.session = session
        self._job: Job | None = None
        self._content: QWidget | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        bar, self.back = top_bar(
            self.tr("Practice"), session.signed_in(), self.tr("Back"), self.left.emit, "arrow-left"
        )
        outer.addWidget(bar)
        self._holder = QVBoxLayout()
        self._holder.setContentsMargins(theme.GROUP, theme.GROUP, theme.GROUP, 0)
        outer.addLayout(self._holder, 1)
        self.banner, self.waiting = Banner(), Waiting()
        self.waiting.cancelled.connect(self.left.emit)
        self._holder.addWidget(self.banner)
        self._holder.addWidget(self.waiting)
        self._holder.addStretch(1)
        self._read()

    def _work(self, work: Callable[[], object], done: Callable[[object], None]) -> None:
        """Do something with the banks behind the page: a large one takes a moment."""
        if self._job is not None:
            return

        def job(step: Progress) -> object:
            step(0, 0)
            return work()

        self._job = self.session.jobs.start(job)
        self._job.ended.connect(self._on_ended)
        self._job.done.connect(done)
        self._job.failed.connect(self._on_failed)
        self.waiting.begin(self.tr("Looking through the banks …"))

    def _on_ended(self) -> None:
        self._job = None
        self.waiting.end()

    def _on_failed(self, error: BranchExamError) -> None:
        self.banner.tell(say(error), "bad")

    def _read(self) -> None:
        store, me = self.session.store, self.session.signed_in()

        def work() -> _Read:
            now = system_clock()
            take_over_exams(store, me, now)
            return _Read(
                today(store, me, me.staff_no, now),
                wrong_topics(store, me.staff_no, now),
                sets.topics(store, day_of(store, now.at)),
                plans(store),
                progress(store, me, me.staff_no, now),
            )

        self._work(work, self._show)

    # ------------------------------------------------------------ layout

    def _show(self, found: object) -> None:
        assert isinstance(found, _Read)
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 8, theme.GROUP)
        box.setSpacing(theme.GROUP)
        box.addWidget(self._today(found.today))
        if found.wrong:
            box.addWidget(self._book(found.wrong))
        box.addWidget(self._by_topic(found))
        if found.plans:
            box.addWidget(self._by_plan(found.plans))
        box.addWidget(self._progress(found.progress))
        box.addStretch(1)
        if self._content is not None:
            self._holder.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = scrolling(inner)
        self._holder.insertWidget(2, self._content, 1)
        self._holder.setStretch(3, 0)
        self.first.setFocus()

    def _today(self, found: Today) -> Card:
        card = Card(self.tr("Today"))
        words = self.tr("due {due} · new {new} · done today {done}, right {right}").format(
            due=found.due, new=found.fresh, done=found.done, right=found.done_right
        )
        if found.streak:
            words += " · " + self.tr("days in a row {n}").format(n=found.streak)
        number = found.due + found.fresh
        self.first = self._row(card, self.tr("Today's set"), words, number, Way.DAILY, primary=True)
        self._row(card, self.tr("New rules"), self._changed_words(found), found.changed, Way.NEW_RULES)
        wrong = self.tr("questions that went wrong and were not right twice since: {n}").format(n=found.wrong)
        self._row(card, self.tr("Wrong-question book"), wrong, found.wrong, Way.WRONG)
        return card

    def _changed_words(self, found: Today) -> str:
        return self.tr("questions on rules that came into force since you last sat: {n}").format(n=found.changed)

    def _row(self, card: Card, name: str, words: str, number: int, way: Way, *, primary: bool = False) -> QWidget:
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addWidget(label(name, "subheading"))
        texts.addWidget(label(words, "muted", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addLayout(texts, 1)
        made = button(
            self.tr("Practise"), lambda: self._practise(way), role="primary" if primary else "", symbol="play"
        )
        made.setAccessibleName(f"{self.tr('Practise')}: {name}")
        made.setEnabled(number > 0)
        row.addWidget(made)
        card.box.addLayout(row)
        return made if number else self.back

    def _book(self, found: Sequence[WrongTopic]) -> Card:
        """The wrong-question book by topic."""
        card = Card(self.tr("Wrong-question book"))
        self.book: Table[WrongTopic] = Table(
            self.tr("Wrong-question book"),
            [
                Column(self.tr("Topic"), lambda one: " / ".join(one.path) or one.bank),
                Column(self.tr("Bank"), lambda one: one.bank),
                Column(
                    self.tr("Questions"),
                    lambda one: str(len(one.questions)),
                    lambda one: len(one.questions),
                    number=True,
                ),
                Column(self.tr("Times wrong"), lambda one: str(one.wrong), lambda one: one.wrong, number=True),
                Column(self.tr("Right once since"), lambda one: str(one.half_way or ""), number=True),
            ],
        )
        measure.keep(self.book, lambda: self.book.setMinimumHeight(measure.scaled(44 + 34 * min(len(found) + 1, 6))))
        self.book.set_rows(found, [measure.scaled(width) for width in (320, 140, 90, 100, 140)])
        self.book.select_row(0)
        self.book.opened.connect(self._on_wrong_topic)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(button(self.tr("Take all out …"), self._on_take_all_out))
        row.addWidget(button(self.tr("Take this topic out …"), self._on_take_topic_out))
        row.addWidget(button(self.tr("Practise these"), self._on_wrong_button, symbol="play"))
        card.box.addWidget(self.book)
        card.box.addLayout(row)
        return card

    def _on_wrong_button(self) -> None:
        row = self.book.current_row()
        if row is not None:
            self._on_wrong_topic(row)

    def _on_wrong_topic(self, one: WrongTopic) -> None:
        self.chosen.emit(one.questions, Way.WRONG)

    def _on_take_topic_out(self) -> None:
        row = self.book.current_row()
        if row is not None:
            what = self.tr("Take the {n} questions of {topic} out of the book?")
            self._ask_take_out(what.format(n=len(row.questions), topic=" / ".join(row.path) or row.bank), row)

    def _on_take_all_out(self) -> None:
        self._ask_take_out(self.tr("Take all questions out of the book?"), None)

    def _ask_take_out(self, words: str, topic: WrongTopic | None) -> None:
        note = self.tr("What you answered is kept. A question comes back into the book when it goes wrong again.")
        title = self.tr("Wrong-question book")
        confirm(self, title, words, self.tr("Take out"), lambda: self._take_out(topic), note=note)

    def _take_out(self, topic: WrongTopic | None) -> None:
        try:
            take_out(self.session.store, self.session.signed_in(), system_clock(), topic)
        except BranchExamError as error:
            self.banner.tell(say(error), "bad")
            return
        self._read()

    def _by_topic(self, found: _Read) -> Card:
        card = Card(self.tr("By topic"))
        topics = [one for one in found.topics if one.path] or list(found.topics)
        if not topics:
            card.box.addWidget(EmptyState("book-open", self.tr("There are no questions to practise yet.")))
            return card
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search topics"))
        self.search.setAccessibleName(self.tr("Search topics"))
        self.search.setClearButtonEnabled(True)
        self.topics: Table[Topic] = Table(
            self.tr("Topics"),
            [
                Column(self.tr("Topic"), lambda one: " / ".join(one.path) or one.bank),
                Column(self.tr("Bank"), lambda one: one.bank),
                Column(self.tr("Questions"), lambda one: str(one.questions), lambda one: one.questions, number=True),
            ],
        )
        self.topics.setMinimumHeight(220)
        self.topics.set_rows(topics, (420, 140, 100))
        self.search.textChanged.connect(self.topics.set_filter)
        self.topics.opened.connect(self._on_topic)
        made = button(self.tr("Practise this topic"), self._on_topic_button, symbol="play")
        card.box.addWidget(self.search)
        card.box.addWidget(self.topics)
        card.box.addWidget(made, 0, Qt.AlignmentFlag.AlignRight)
        return card

    def _by_plan(self, found: Sequence[ExamPlan]) -> Card:
        card = Card(self.tr("By exam plan"))
        for one in found:
            row = QHBoxLayout()
            row.setSpacing(theme.GAP)
            row.addWidget(label(one.title, wrap=True), 1)
            made = button(self.tr("Practise"), partial(self._on_plan, one.code))
            made.setAccessibleName(f"{self.tr('Practise')}: {one.title}")
            row.addWidget(made)
            card.box.addLayout(row)
        return card

    def _progress(self, found: Sequence[TopicProgress]) -> Card:
        card = Card(self.tr("How far I have come"))
        card.box.addWidget(topic_progress(found))
        return card

    # ------------------------------------------------------------ choosing

    def _on_topic_button(self) -> None:
        row = self.topics.current_row()
        if row is not None:
            self._on_topic(row)

    def _on_topic(self, one: Topic) -> None:
        store, no = self.session.store, self.session.signed_in().staff_no
        self._gather(lambda: sets.of_topic(store, no, one.bank, one.path, system_clock()), Way.TOPIC)

    def _on_plan(self, code: str) -> None:
        store, no = self.session.store, self.session.signed_in().staff_no
        self._gather(lambda: sets.of_plan(store, no, code, system_clock()), Way.PLAN)

    def _practise(self, way: Way) -> None:
        store, no = self.session.store, self.session.signed_in().staff_no
        gather = {Way.DAILY: sets.daily, Way.NEW_RULES: sets.new_rules, Way.WRONG: sets.wrong_book}[way]
        self._gather(lambda: gather(store, no, system_clock()), way)

    def _gather(self, gather: Callable[[], tuple[Practicable, ...]], way: Way) -> None:
        self._work(gather, lambda found: self.chosen.emit(found, way))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif not pressed_by_enter(event):
            super().keyPressEvent(event)
