"""Practising: one question, what is right and why at once, and the next; by mouse or by keyboard alone.

Promises: an answer is kept before its feedback is shown; leaving at any time loses nothing that was checked.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.banks.question import Kind
from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.practice.changes import before
from desktop_app.practice.practising import Feedback, Practised, answer, take
from desktop_app.practice.sets import Practicable, Way
from desktop_app.ui import theme
from desktop_app.ui.candidate.bar import top_bar
from desktop_app.ui.candidate.practice.feedback import FeedbackCard, explain
from desktop_app.ui.candidate.question_body import question_body
from desktop_app.ui.candidate.questions import view_for
from desktop_app.ui.candidate.questions.view import AnswerView
from desktop_app.ui.moments import when, zone
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.elided import ElidedLabel
from desktop_app.ui.widgets.enter import is_enter, pressed_by_enter
from desktop_app.ui.widgets.panels import Banner, Card, scrolling
from desktop_app.ui.widgets.text import button, label
from desktop_app.words import phrase, say

_CHOICES = "ABCDEFGH"
_OWN_MARKS = (Fraction(1), Fraction(1, 2), Fraction(0))


class PracticePage(QWidget):
    """``left`` when the person has had enough, or the set is done. What was not right comes once more at the end."""

    left = Signal()

    def __init__(self, session: Session, items: Sequence[Practicable], way: Way, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.session, self.way = session, way
        self._queue = list(items)
        self._again: set[tuple[str, str]] = set()
        self.done = self.right = 0
        self._by_topic: dict[str, list[bool]] = {}
        self.practised: Practised | None = None
        self.view: AnswerView | None = None
        self.feedback: Feedback | None = None
        self._body: QWidget | None = None
        self._lay_out()
        self._keys()
        self.go_on()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        bar, _ = top_bar(
            phrase(f"way_{self.way.value}"), self.session.signed_in(), self.tr("Stop practising"), self.left.emit, "x"
        )
        outer.addWidget(bar)
        self._middle = QVBoxLayout()
        self._middle.setContentsMargins(theme.GROUP, 12, theme.GROUP, 12)
        self._middle.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(theme.GAP)
        self.kind = ElidedLabel(role="subheading")
        self.topic = ElidedLabel(role="muted")
        self.count = label()
        head.addWidget(self.kind)
        head.addWidget(self.topic)
        head.addStretch(1)
        head.addWidget(self.count)
        self.banner = Banner()
        self._middle.addLayout(head)
        self._middle.addWidget(self.banner)
        outer.addLayout(self._middle, 1)
        outer.addWidget(self._foot())

    def _foot(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("role", "foot")
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.GROUP, 8, theme.GROUP, 8)
        row.setSpacing(theme.GAP)
        self.unknown = button(self.tr("I do not know"), self._on_unknown)
        self.check = button(self.tr("Check"), self._on_check, role="primary", symbol="check")
        self.following = button(self.tr("Next"), self.go_on, role="primary", symbol="arrow-right")
        self.home = button(self.tr("Back"), self.left.emit, role="primary")
        names = (self.tr("I knew it"), self.tr("In part"), self.tr("Not at all"))
        self.own = [button(name, partial(self._on_marked, mark)) for name, mark in zip(names, _OWN_MARKS, strict=True)]
        row.addWidget(self.unknown)
        row.addWidget(label(self.tr("A–H or 1–8 choose · Enter checks and goes on · Esc stops"), "muted", wrap=True), 1)
        for made in (*self.own, self.check, self.following, self.home):
            row.addWidget(made)
        return bar

    def _keys(self) -> None:
        for number, letter in enumerate(_CHOICES, 1):
            for keys in (letter, str(number)):
                made = QShortcut(QKeySequence(keys), self)
                made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                made.activated.connect(lambda number=number: self._choose(number))

    # ------------------------------------------------------------ one question

    def go_on(self) -> None:
        """The next question, or the end of the set."""
        self.feedback = None
        self.banner.clear()
        while self._queue:
            try:
                self.practised = take(self.session.store, self.session.signed_in(), self._queue.pop(0))
            except BranchExamError as error:
                self.banner.tell(say(error), "bad")
                self.practised = None
                continue
            self._show(None)
            return
        self.practised = None
        self._show_end()

    def _show(self, value: Any, *, below: QWidget | None = None, open_: bool = True) -> None:
        practised = self.practised
        assert practised is not None
        shown = practised.shown(value)
        self.kind.setText(phrase(f"kind_{shown.kind.value}"))
        self.topic.setText(" / ".join(practised.one.topic))
        count = self.tr("{n} to go").format(n=len(self._queue) + open_)
        if self.done:
            count += " · " + self.tr("right {right} of {n}").format(right=self.right, n=self.done)
        self.count.setText(count)
        view = view_for(shown, value)
        if not open_:
            view.lock()
        if shown.branching and open_:
            view.chosen.connect(self._on_turn)
        self.view = view
        if shown.kind is Kind.SCENARIO and below is None:
            body: QWidget = view
        elif shown.kind is Kind.SCENARIO:
            body = _stacked(view, below)
        else:
            body = question_body(shown, view, below)
        self._put(body)
        self._buttons(answering=open_)
        if open_:
            view.take_focus()

    def _put(self, body: QWidget) -> None:
        if self._body is not None:
            self._middle.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = body
        self._middle.addWidget(body, 1)

    def _buttons(self, *, answering: bool, marking: bool = False, over: bool = False) -> None:
        self.unknown.setVisible(answering)
        self.check.setVisible(answering)
        for made in self.own:
            made.setVisible(marking)
        self.following.setVisible(not answering and not marking and not over)
        self.home.setVisible(over)

    def _on_turn(self, value: Any) -> None:
        """In a talk: what was said leads on."""
        if self.feedback is None and self.practised is not None:
            self._show(value)

    def _choose(self, number: int) -> None:
        if self.feedback is None and self.view is not None and self.check.isVisible():
            self.view.choose(number)

    # ------------------------------------------------------------ checking

    def _on_unknown(self) -> None:
        self._keep(None, None)

    def _on_check(self) -> None:
        practised, view = self.practised, self.view
        if practised is None or view is None or self.feedback is not None:
            return
        value = view.value()
        if practised.self_marked and value is not None:
            self._ask_own_mark(value)
        else:
            self._keep(value, None)

    def _ask_own_mark(self, value: Any) -> None:
        practised = self.practised
        assert practised is not None
        card = Card(self.tr("Compare with the model answer, then say how well you knew it"))
        explain(card, practised.question.explanation, practised.question.source, practised.shown(value))
        self._value = value
        self._show(value, below=card, open_=False)
        self._buttons(answering=False, marking=True)
        self.own[0].setFocus()

    _value: Any = None

    def _on_marked(self, mark: Fraction) -> None:
        self._keep(self._value, mark)

    def _keep(self, value: Any, own_mark: Fraction | None) -> None:
        practised = self.practised
        if practised is None:
            return
        actor, store = self.session.signed_in(), self.session.store
        try:
            feedback = answer(store, actor, practised, value, self.way, system_clock(), own_mark)
        except BranchExamError as error:
            self.banner.tell(say(error), "caution")
            return
        self.banner.clear()
        self.feedback = feedback
        self.done += 1
        self.right += feedback.right
        self._by_topic.setdefault(" / ".join(practised.one.topic), []).append(feedback.right)
        if not feedback.right and practised.one.key not in self._again:
            self._again.add(practised.one.key)
            self._queue.append(practised.one)
        due = self.tr("Comes back on {when}").format(when=when(feedback.due_at, zone(store)))
        earlier = before(store, practised)
        self._show(value, below=FeedbackCard(practised, value, feedback, due, earlier), open_=False)
        if self.view is not None:
            self.view.mark_right(feedback.right_answer)
        self.following.setFocus()

    def _scroll(self, key: int) -> bool:
        """A page up or down in what is longer than the window, where the keyboard stands on a button."""
        area = self.view.area if self.view is not None and self.view.area is not None else self._body
        if key not in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) or not isinstance(area, QScrollArea):
            return False
        bar = area.verticalScrollBar()
        step = bar.pageStep() if key == Qt.Key.Key_PageDown else -bar.pageStep()
        bar.setValue(bar.value() + step)
        return True

    def _show_end(self) -> None:
        card = Card(self.tr("Done"))
        if self.done:
            card.box.addWidget(
                label(self.tr("Answered {n}, right {right}.").format(n=self.done, right=self.right), wrap=True)
            )
            if len(self._by_topic) > 1:
                card.box.addLayout(self._topics_told())
            again = self.tr("What was not right stands in the wrong-question book until it was right twice in a row.")
            if self.right < self.done:
                card.box.addWidget(label(again, "muted", wrap=True))
        else:
            card.box.addWidget(label(self.tr("There is nothing to practise here now."), wrap=True))
        for one in (self.kind, self.topic):
            one.setText("")
        self.count.setText("")
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.addWidget(card)
        box.addStretch(1)
        self._put(holder)
        self._buttons(answering=False, over=True)
        self.home.setFocus()

    def _topics_told(self) -> QGridLayout:
        """How it went topic by topic, the weakest first."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GAP)
        told = sorted(self._by_topic.items(), key=lambda one: (sum(one[1]) / len(one[1]), one[0]))
        for row, (topic, answers) in enumerate(told):
            grid.addWidget(label(topic or self.tr("Without a topic"), wrap=True), row, 0)
            grid.addWidget(label(f"{sum(answers)} / {len(answers)}"), row, 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        return grid

    # ------------------------------------------------------------ keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if pressed_by_enter(event):
            return
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif is_enter(event):
            self._enter()
        elif not self._scroll(event.key()):
            super().keyPressEvent(event)

    def _enter(self) -> None:
        if self.home.isVisible():
            self.left.emit()
        elif self.feedback is not None:
            self.go_on()
        elif self.view is not None and self.check.isVisible() and not self.view.go_on():
            self._on_check()


def _stacked(view: QWidget, below: QWidget | None) -> QWidget:
    """A case above what is said to it."""
    holder = QWidget()
    box = QVBoxLayout(holder)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(theme.GAP)
    box.addWidget(view, 2)
    if below is not None:
        box.addWidget(scrolling(below), 1)
    return holder
